//! The waiting room through its pages, at a clock that tests turn: who is told outside of the pages and who is not, a long wait, a no-show, the closed door, and what the
//! access log says of it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::inside::{Inside, Person};
use super::invitation::{link, message};
use tests::folder::Folder;
use tests::http::get;
use tests::{Failure, Outcome, wait};
use web::house::LogPlace;

use store::vault::Sealing;

pub(super) const NAME: &str = "Runa Skogstad";
const DASHBOARD: &str = "/nordlys/dashboard";
const ROOM: &str = "/nordlys/waiting-room";

fn house(name: &str) -> Outcome<(Folder, Inside)> {
    let folder = Folder::new(name)?;
    let inside = Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)?;
    Ok((folder, inside))
}

/// Somebody comes in and asks for this member, or for the first one free.
pub(super) fn come(house: &Inside, member: &str) -> Outcome<Person> {
    let mut visitor = Person::at(&house.address);
    let form = [("name", NAME), ("consent", "yes"), ("professional", member)];
    visitor.submit(&visitor_page(house)?, "/nordlys/arrive", &form)?;
    Ok(visitor)
}

fn visitor_page(house: &Inside) -> Outcome<String> {
    Ok(get(&format!("{}/nordlys", house.address), &[("accept", "text/html")])?.text())
}

/// The messages in the demo's mailbox that say this.
fn messages(house: &Inside, says: &str) -> Outcome<Vec<String>> {
    let page = Person::at(&house.address).open("/demo/mailbox")?;
    let all = page.split("<article").skip(1);
    Ok(all.filter(|one| one.contains(says)).map(str::to_owned).collect())
}

/// The one row of a list.
fn visit(list: &str) -> Outcome<String> {
    let id = list.split("id=\"visit-").nth(1).and_then(|rest| rest.split('"').next());
    id.map(str::to_owned).ok_or_else(|| Failure::new(format!("nobody waits: {list}")))
}

/// Opens a member's live line, and holds it as long as what is returned lives.
pub(super) fn look(house: &Inside, who: &Person) -> Outcome<TcpStream> {
    held(house, who, &format!("{DASHBOARD}/live"), "", "event: waiting")
}

/// Opens a connection and holds it from the moment it says this.
fn held(house: &Inside, who: &Person, path: &str, asks: &str, says: &str) -> Outcome<TcpStream> {
    let host = house.address.trim_start_matches("http://");
    let mut line = TcpStream::connect(host)?;
    line.set_read_timeout(Some(Duration::from_secs(20)))?;
    let cookies = who.cookies();
    let version = if asks.is_empty() { "1.0" } else { "1.1" };
    write!(line, "GET {path} HTTP/{version}\r\nhost: {host}\r\ncookie: {cookies}\r\n{asks}\r\n")?;
    until_said(&mut line, says)?;
    Ok(line)
}

/// Reads on until this is said.
pub(super) fn until_said(line: &mut TcpStream, says: &str) -> Outcome {
    let (mut said, mut some) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&said).contains(says) {
        let many = line.read(&mut some)?;
        assert!(many > 0, "{}", String::from_utf8_lossy(&said));
        said.extend_from_slice(&some[..many]);
    }
    Ok(())
}

#[test]
fn a_member_who_is_not_looking_is_told_once_and_never_of_whom() -> Outcome {
    let (_folder, house) = house("waiting-alert")?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let form = lie.open(ROOM)?;
    let alert = format!("{ROOM}/alert");
    let wrong = lie.refused(&form, &alert, &[("by", "sms"), ("phone", "")], 422)?;
    assert!(wrong.contains("id=\"phone-wrong\""), "{wrong}");
    let saved = lie.submit(&form, &alert, &[("by", "sms"), ("phone", "+47 924 49 678")])?;
    assert!(saved.contains("id=\"done\"") && saved.contains("+4792449678"), "{saved}");
    berg.send(ROOM, &alert, &[("by", "email")])?;

    // Dr Berg looks, so nobody is told of one who is for the first one free; Dr Lie is told of one who is for him.
    let looking = look(&house, &berg)?;
    come(&house, "")?;
    come(&house, &house.seeded.colleague.to_string())?;
    let text = wait::until("the text message", wait::DEADLINE, || {
        Ok(messages(&house, "Somebody is in your waiting room")?.pop())
    })?;
    assert!(text.contains("+4792449678") && !text.contains("Runa") && !text.contains("Nordlys"), "{text}");
    // A message follows from each of these: there is no other to come.
    assert_eq!(house.told("visit.alerted.v1")?.len(), 1, "Dr Berg looks");

    // Now nobody looks.
    drop(looking);
    come(&house, &house.seeded.owner.to_string())?;
    let letter = wait::until("the letter", wait::DEADLINE, || {
        Ok(messages(&house, "Somebody is in the waiting room of")?.pop())
    })?;
    assert!(
        letter.contains("ingrid.berg@nordlys.example") && letter.contains("/nordlys/dashboard"),
        "{letter}"
    );
    assert!(!letter.contains("Runa"), "{letter}");
    assert_eq!(house.told("visit.alerted.v1")?.len(), 2, "each of whom it concerns, once");
    Ok(())
}

/// The visit that this visitor waits in.
fn visit_of(visitor: &Person) -> Outcome<domain::VisitId> {
    Ok(domain::VisitId(visitor.page.trim_start_matches("/v/").parse()?))
}

/// Both professionals want to be told.
fn told_of_arrivals(house: &Inside) -> Outcome<(Person, Person)> {
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let alert = format!("{ROOM}/alert");
    berg.send(ROOM, &alert, &[("by", "email")])?;
    lie.send(ROOM, &alert, &[("by", "sms"), ("phone", "+47 924 49 678")])?;
    Ok((berg, lie))
}

#[test]
fn a_member_who_is_away_is_not_told_of_an_arrival() -> Outcome {
    let (_folder, house) = house("waiting-away")?;
    let (_berg, mut lie) = told_of_arrivals(&house)?;
    // Asked for while he was still there.
    let his = visit_of(&come(&house, &house.seeded.colleague.to_string())?)?;
    let form = [("until", "2026-11-23"), ("until_time", "08:00"), ("words", "Gone fishing.")];
    lie.send("/nordlys/away", "/nordlys/away", &form)?;
    house.tell_of(his)?;
    assert_eq!(house.told("visit.alerted.v1")?.len(), 0, "his own visitor does not disturb him either");
    let first = visit_of(&come(&house, "")?)?;
    house.tell_of(first)?;
    assert_eq!(house.told("visit.alerted.v1")?.len(), 1, "Dr Berg alone");
    // His list is open at home all the same: nobody there looks.
    let _line = look(&house, &lie)?;
    let second = visit_of(&come(&house, "")?)?;
    house.tell_of(second)?;
    assert_eq!(house.told("visit.alerted.v1")?.len(), 2, "Dr Berg again");
    lie.send("/nordlys/away", "/nordlys/away/end", &[])?;
    let third = visit_of(&come(&house, "")?)?;
    house.tell_of(third)?;
    assert_eq!(house.told("visit.alerted.v1")?.len(), 2, "he is back, and looks for both");
    Ok(())
}

#[test]
fn a_member_in_a_call_is_not_told_and_does_not_look_for_the_others() -> Outcome {
    let (_folder, house) = house("waiting-in-call")?;
    let (mut berg, _lie) = told_of_arrivals(&house)?;
    let in_call = come(&house, &house.seeded.owner.to_string())?;
    let visit = visit_of(&in_call)?;
    house.tell_of(visit)?;
    assert_eq!(house.told("visit.alerted.v1")?.len(), 1, "she is told while she is free");
    let _line = held(&house, &in_call, &format!("/v/{}/live", visit.0), "", "event: state")?;
    let admit = format!("/nordlys/visits/{}/admit", visit.0);
    berg.send(&admit, &admit, &[])?;
    let hers = visit_of(&come(&house, &house.seeded.owner.to_string())?)?;
    house.tell_of(hers)?;
    assert_eq!(house.told("visit.alerted.v1")?.len(), 1, "quiet in a call");
    // Her list is open beside the call, and silent: nobody hears of this one but by a message.
    let _looking = look(&house, &berg)?;
    let anybodys = visit_of(&come(&house, "")?)?;
    house.tell_of(anybodys)?;
    assert_eq!(house.told("visit.alerted.v1")?.len(), 2, "Dr Lie, and not Dr Berg");
    Ok(())
}

#[test]
fn a_wait_grows_long_in_words() -> Outcome {
    let (_folder, house) = house("waiting-long")?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    come(&house, "")?;
    let short = lie.open(DASHBOARD)?;
    assert!(short.contains("data-wait=\"short\"") && short.contains("data-waited=\"0\""), "{short}");
    house.turn_minutes(10)?;
    let long = lie.open(DASHBOARD)?;
    assert!(long.contains("data-wait=\"long\"") && long.contains("data-word=\"long\">"), "{long}");
    house.turn_minutes(10)?;
    let very = lie.open(DASHBOARD)?;
    assert!(very.contains("data-wait=\"very-long\"") && very.contains("data-word=\"very-long\">"), "{very}");
    house.close();
    Ok(())
}

/// Somebody is invited by this member to a time today, at 10:12; the path of the link in their letter.
fn invited(house: &Inside, by: &mut Person, time: &str) -> Outcome<String> {
    let invitations = "/nordlys/invitations";
    let reach = "runa@visitor.example";
    let form = [("name", NAME), ("reach", reach), ("day", "2026-11-21"), ("time", time), ("whom", "me")];
    by.send(invitations, invitations, &form)?;
    link(&message(house, reach, "invites you to a video appointment")?)
}

#[test]
fn whoever_comes_early_waits_from_their_time() -> Outcome {
    let (_folder, house) = house("waiting-early")?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let link = invited(&house, &mut lie, "10:40")?;
    Person::at(&house.address).send(&link, &link, &[("name", NAME), ("consent", "yes")])?;
    // They come at 10:12, and their page is open since then; that is no wait before 10:40.
    for (turned, since, waited, wait) in [
        (0, 0, -28, "short"),
        (27, 27, -1, "short"),
        (10, 37, 9, "short"),
        (1, 38, 10, "long"),
        (10, 48, 20, "very-long"),
    ] {
        house.turn_minutes(turned)?;
        let list = lie.open(DASHBOARD)?;
        for part in
            [format!("data-since=\"{since}\" data-waited=\"{waited}\""), format!("data-wait=\"{wait}\"")]
        {
            assert!(list.contains(&part), "{part} after {since} minutes: {list}");
        }
    }
    house.close();
    Ok(())
}

#[test]
fn whoever_is_let_go_at_the_door_is_told_true_things_of() -> Outcome {
    let (_folder, house) = house("waiting-let-go")?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let spent = invited(&house, &mut berg, "10:40")?;
    let mut visitor = Person::at(&house.address);
    visitor.send(&spent, &spent, &[("name", NAME), ("consent", "yes")])?;
    let room = berg.open(ROOM)?;
    assert!(room.contains("Whoever came to an appointment needs a new one"), "{room}");
    berg.submit(&room, &format!("{ROOM}/close"), &[("note", "Back at two."), ("let_go", "yes")])?;
    let page = visitor.page.clone();
    super::invitation::says(&mut visitor, &page, "Back at two.")?;
    berg.send(ROOM, &format!("{ROOM}/open"), &[])?;
    assert_eq!(super::invitation::status(&house, &spent)?, 410, "as it says");
    // Who does not wait is said nothing of.
    assert!(!berg.open(ROOM)?.contains("id=\"let-go-what\""));
    house.close();
    Ok(())
}

#[test]
fn today_is_the_day_on_the_organisations_wall() -> Outcome {
    let (_folder, house) = house("waiting-today")?;
    come(&house, "")?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    assert!(lie.open(DASHBOARD)?.contains("data-arrivals=\"1\""));
    // Half past midnight in Oslo, half past eleven in the evening in the log.
    house.turn_minutes(14 * 60 + 18)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let night = lie.open(DASHBOARD)?;
    assert!(night.contains(NAME) && night.contains("data-arrivals=\"0\""), "{night}");
    house.close();
    Ok(())
}

#[test]
fn an_arrival_is_seen_by_one_for_all_and_each_name_is_opened_once() -> Outcome {
    let (_folder, house) = house("waiting-seen")?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let mut looking = look(&house, &lie)?;
    come(&house, "")?;
    until_said(&mut looking, NAME)?;
    let id = visit(&berg.open(DASHBOARD)?)?;
    // By each of them once: the page has it, and the live line goes on without opening it again.
    let opened = || -> Outcome<usize> {
        Ok(house.told("access.opened.v1")?.iter().filter(|entry| entry.contains(&id)).count())
    };
    assert_eq!(opened()?, 2);
    berg.send(ROOM, &format!("{ROOM}/note"), &[("note", "Soon."), ("readers", "everybody")])?;
    until_said(&mut looking, "event: waiting")?;
    assert_eq!(opened()?, 2, "the list was told anew");
    let list = lie.open(DASHBOARD)?;
    assert!(list.contains("id=\"unseen\""), "{list}");
    let seen = lie.submit(&list, &format!("/nordlys/visits/{id}/seen"), &[])?;
    assert!(seen.contains("Seen by you") && !seen.contains("id=\"unseen\""), "{seen}");
    assert!(berg.open(DASHBOARD)?.contains("Seen by Dr Jon Lie"));
    // The right person is asked for by looking at the form, under the purpose of the call.
    let confirm = berg.open(&format!("/nordlys/visits/{id}/admit"))?;
    assert!(confirm.contains(NAME) && confirm.contains("id=\"open-call\""), "{confirm}");
    let mut officer = house.enter("/nordlys/audit", house.seeded.officer)?;
    let log = officer.open("/nordlys/audit")?;
    assert!(log.contains("Letting in and holding the call"), "{log}");
    Ok(())
}

#[test]
fn nobody_came_is_noted_by_the_professional_once_the_time_has_passed() -> Outcome {
    let (_folder, house) = house("waiting-no-show")?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let invitations = "/nordlys/invitations";
    let form = [
        ("name", NAME),
        ("reach", "runa@visitor.example"),
        ("day", "2026-11-21"),
        ("time", "10:40"),
        ("whom", "me"),
    ];
    let list = berg.send(invitations, invitations, &form)?;
    let id = list.split("id=\"invitation-").nth(1).and_then(|rest| rest.split('"').next());
    let id = id.ok_or_else(|| Failure::new(format!("no appointment in {list}")))?;
    let one = format!("{invitations}/{id}");
    assert!(!berg.open(&one)?.contains("id=\"no-show\""), "its time has not come");
    house.turn_minutes(40)?;
    let page = berg.open(&one)?;
    let done = berg.submit(&page, &format!("{one}/no-show"), &[])?;
    assert!(done.contains("nobody came"), "{done}");
    assert!(!done.contains(&format!("invitation-{id}")), "it is no open appointment any more: {done}");
    assert!(berg.open("/nordlys/history")?.contains("Nobody came"));
    Ok(())
}

#[test]
fn an_invitation_outlives_a_closed_door() -> Outcome {
    let (_folder, house) = house("waiting-door")?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let link = invited(&house, &mut berg, "10:40")?;
    let mut visitor = Person::at(&house.address);
    let open = visitor.open(&link)?;
    berg.send(ROOM, &format!("{ROOM}/close"), &[("note", "Back at two.")])?;
    let shut = visitor.open(&link)?;
    assert!(shut.contains("id=\"shut\"") && shut.contains("Back at two.") && !shut.contains("come-button"));
    // Whoever had the form open is told the same.
    let told = visitor.refused(&open, &link, &[("name", NAME), ("consent", "yes")], 409)?;
    assert!(told.contains("Back at two."), "{told}");
    assert!(visitor_page(&house)?.contains("id=\"shut\""));
    berg.send(ROOM, &format!("{ROOM}/open"), &[])?;
    let waits = visitor.send(&link, &link, &[("name", NAME), ("consent", "yes")])?;
    assert!(waits.contains("id=\"check\""), "the link was not used up: {waits}");
    Ok(())
}

#[test]
fn whoever_was_let_in_can_be_handed_over_until_the_call_is_entered() -> Outcome {
    let (_folder, house) = house("hand-over-admitted")?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let mut lie = house.enter("/nordlys/dashboard", house.seeded.colleague)?;
    let visitor = come(&house, "")?;
    let visit = visit(&berg.open("/nordlys/dashboard")?)?;
    // Their page is open all the while: they are there.
    let _line = held(&house, &visitor, &format!("/v/{visit}/live"), "", "event: state")?;
    let (admit, give) =
        (format!("/nordlys/visits/{visit}/admit"), format!("/nordlys/visits/{visit}/hand-over"));
    let call = berg.send(&admit, &admit, &[])?;
    assert!(call.contains(&format!("/nordlys/visits/{visit}/room")), "{call}");
    let list = berg.open("/nordlys/dashboard")?;
    assert!(list.contains(&format!("href=\"{give}\"")), "{list}");
    let colleague = house.seeded.colleague.to_string();
    // A colleague who did not let them in gives nobody on.
    let headers = [("cookie", lie.cookies()), ("accept", "text/html")];
    let own = house.seeded.owner.to_string();
    let form = [("command", "00000000-0000-4000-8000-0000000000b1"), ("to", own.as_str())];
    let refused = tests::http::post_form(&format!("{}{give}", house.address), &headers, &form)?;
    assert_eq!(refused.status, 409, "{}", refused.text());
    // Nor do they read who it is there.
    let looked = tests::http::get(&format!("{}{give}", house.address), &headers)?;
    assert_eq!(looked.status, 403, "{}", looked.text());
    // Nobody is given on to oneself, nor to somebody who is away.
    let form = berg.open(&give)?;
    assert!(!form.contains(&own) && form.contains(&colleague), "{form}");
    let told = berg.refused(&form, &give, &[("to", &own)], 422)?;
    assert!(told.contains("choose a colleague who receives visitors"), "{told}");
    lie.send("/nordlys/away", "/nordlys/away", &[("until", "2026-11-23"), ("until_time", "08:00")])?;
    let told = berg.refused(&form, &give, &[("to", &colleague)], 422)?;
    assert!(
        told.contains("Dr Jon Lie is away") && !told.contains(&format!("value=\"{colleague}\"")),
        "{told}"
    );
    assert!(house.told("visit.handed-over.v1")?.is_empty());
    lie.send("/nordlys/away", "/nordlys/away/end", &[])?;
    berg.send(&give, &give, &[("to", &colleague)])?;
    // A page of the call that was away meanwhile is told to go back to where one waits.
    let socket = "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
                  sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    drop(held(&house, &visitor, &format!("/v/{visit}/room"), socket, "waits")?);
    let list = lie.open("/nordlys/dashboard")?;
    assert!(list.contains(&visit), "{list}");
    assert!(!berg.open("/nordlys/dashboard")?.contains(&visit));
    let call = lie.send(&admit, &admit, &[])?;
    assert!(call.contains(&format!("/nordlys/visits/{visit}/room")), "{call}");
    house.close();
    Ok(())
}

/// Waits until the log tells so often that this visitor's page was closed.
fn left(house: &Inside, visit: &str, times: usize, within: Duration) -> Outcome {
    wait::until("the page is closed", within, || {
        let told = house.told("visit.left.v1")?;
        Ok((told.iter().filter(|event| event.contains(visit)).count() == times).then_some(()))
    })
}

/// Waits until a member's list says of this visit that nobody is there, or that somebody is.
fn away(member: &mut Person, visit: &str, away: bool) -> Outcome {
    wait::until("the list", wait::DEADLINE, || {
        let list = member.open(DASHBOARD)?;
        let row =
            list.split(&format!("id=\"visit-{visit}\"")).nth(1).and_then(|row| row.split("</li>").next());
        let row = row.ok_or_else(|| Failure::new(format!("not on the list: {list}")))?;
        Ok((row.contains("class=\"away-word\"") == away).then_some(()))
    })
}

#[test]
fn whoever_never_opened_the_page_is_not_there() -> Outcome {
    let (_folder, house) = house("waiting-never-there")?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let there = come(&house, "")?;
    let here = visit(&berg.open(DASHBOARD)?)?;
    let line = held(&house, &there, &format!("/v/{here}/live"), "", "event: state")?;
    let gone = come(&house, "")?.page.trim_start_matches("/v/").to_owned();
    away(&mut berg, &gone, false)?;
    // Their page has half a minute to come.
    left(&house, &gone, 1, Duration::from_mins(1))?;
    away(&mut berg, &gone, true)?;
    away(&mut berg, &here, false)?;
    drop(line);
    left(&house, &here, 1, wait::DEADLINE)?;
    house.close();
    Ok(())
}

#[test]
fn whoever_was_let_in_and_is_given_on_while_away_is_shown_as_away() -> Outcome {
    let (_folder, house) = house("waiting-given-on-away")?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    // Their page never opens: the half minute for it is not over when they are given on.
    let visitor = come(&house, "")?;
    let visit = visit(&berg.open(DASHBOARD)?)?;
    let (admit, give) =
        (format!("/nordlys/visits/{visit}/admit"), format!("/nordlys/visits/{visit}/hand-over"));
    berg.send(&admit, &admit, &[])?;
    let colleague = house.seeded.colleague.to_string();
    berg.send(&give, &give, &[("to", &colleague)])?;
    left(&house, &visit, 1, Duration::from_secs(15))?;
    away(&mut lie, &visit, true)?;
    let _line = held(&house, &visitor, &format!("/v/{visit}/live"), "", "event: state")?;
    away(&mut lie, &visit, false)?;
    house.close();
    Ok(())
}
