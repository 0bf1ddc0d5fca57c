//! Appointments through the pages, at a clock that tests turn: invited, come, moved, called off, reminded, missed, a lost link; and what the access log and the mailbox say of it.

use super::inside::{Inside, Person};
use tests::folder::Folder;
use tests::http::get;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::{Failure, Outcome, needs, wait};
use web::house::LogPlace;

use store::vault::Sealing;

const NAME: &str = "Tuva Skarpnes";
const EMAIL: &str = "tuva@visitor.example";
const PHONE: &str = "+4792449678";
const NOTE: &str = "Please have the form from last time at hand.";
const INVITATIONS: &str = "/nordlys/invitations";

fn house(folder: &Folder, log: LogPlace) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), log, Sealing::On)
}

/// Invites somebody to a day and a time in Oslo, where it is 10:12 on 21 November.
fn invite(professional: &mut Person, reach: &str, day: &str, time: &str) -> Outcome<String> {
    let form =
        [("name", NAME), ("reach", reach), ("day", day), ("time", time), ("whom", "me"), ("note", NOTE)];
    professional.send(INVITATIONS, INVITATIONS, &form)
}

/// The messages to this address that say this, newest first, once there are so many.
pub(super) fn messages(house: &Inside, to: &str, says: &str, many: usize) -> Outcome<Vec<String>> {
    wait::until(&format!("{many} × {says}"), wait::DEADLINE, || {
        let page = Person::at(&house.address).open("/demo/mailbox")?;
        let all = page.split("<article").skip(1);
        let these: Vec<_> =
            all.filter(|one| one.contains(to) && one.contains(says)).map(str::to_owned).collect();
        Ok((these.len() >= many).then_some(these))
    })
}

pub(super) fn message(house: &Inside, to: &str, says: &str) -> Outcome<String> {
    messages(house, to, says, 1)?.into_iter().next().ok_or_else(|| Failure::new("no message"))
}

/// The path of the link in a message.
pub(super) fn link(message: &str) -> Outcome<String> {
    let secret = message.split("/i/").nth(1).map(|rest| rest.chars().take(64).collect::<String>());
    secret.map(|secret| format!("/i/{secret}")).ok_or_else(|| Failure::new(format!("no link in {message}")))
}

/// The id of the one appointment on the list.
fn appointment(professional: &mut Person) -> Outcome<String> {
    let list = professional.open(INVITATIONS)?;
    // The seeded ones come later.
    let id = list.split("id=\"invitation-").nth(1).and_then(|rest| rest.split('"').next());
    id.map(str::to_owned).ok_or_else(|| Failure::new(format!("no appointment in {list}")))
}

/// The address at which an officer finds this visit.
fn desk(id: &str) -> Outcome<String> {
    Ok(format!("/nordlys/desk?reference={}", id.parse::<domain::VisitId>()?.reference()))
}

fn come(house: &Inside, link: &str) -> Outcome<(Person, String)> {
    let mut visitor = Person::at(&house.address);
    let page = visitor.send(link, link, &[("name", NAME), ("consent", "yes")])?;
    Ok((visitor, page))
}

/// What a link answers by now.
pub(super) fn status(house: &Inside, link: &str) -> Outcome<u16> {
    Ok(get(&format!("{}{link}", house.address), &[("accept", "text/html")])?.status)
}

/// Waits until a page says this.
pub(super) fn says(who: &mut Person, path: &str, text: &str) -> Outcome<String> {
    wait::until(&format!("{path} to say {text:?}"), wait::DEADLINE, || {
        let page = who.open(path)?;
        Ok(page.contains(text).then_some(page))
    })
}

fn from_the_letter_to_the_waiting_room(log: LogPlace) -> Outcome {
    let folder = Folder::new("invitation")?;
    let house = house(&folder, log)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let list = invite(&mut berg, EMAIL, "2026-11-21", "10:40")?;
    assert!(list.contains(NAME) && list.contains("21 November 2026, 10:40"), "{list}");

    let letter = message(&house, EMAIL, "invites you to a video appointment")?;
    assert!(
        letter.contains("Saturday 21 November 2026, 10:40 (Oslo time)") && letter.contains(NOTE),
        "{letter}"
    );
    assert!(letter.contains("METHOD:REQUEST") && letter.contains("SEQUENCE:0"), "a calendar file: {letter}");
    let secret = link(&letter)?;
    let calendar =
        letter.split("BEGIN:VCALENDAR").nth(1).and_then(|rest| rest.split("END:VCALENDAR").next()).unwrap();
    assert!(!calendar.replace("\r\n ", "").contains("/i/"), "a calendar is shared: {calendar}");
    says(&mut berg, INVITATIONS, "Told by e-mail")?;

    // Whoever only looks, as mail scanners do, uses nothing up; and the link tells nobody where it came from.
    for _ in 0..3 {
        let reply = get(&format!("{}{secret}", house.address), &[("accept", "text/html")])?;
        assert_eq!((reply.status, reply.header("referrer-policy")), (200, Some("no-referrer")));
        let page = reply.text();
        for part in
            ["id=\"emergency\"", "id=\"consent\"", "id=\"notice\"", "10:40 (Oslo time)", "Dr Ingrid Berg"]
        {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains(NAME) && !page.contains(NOTE), "a message may have gone astray");
    }
    // Two have the form open, as on a telephone and a computer.
    let mut second = Person::at(&house.address);
    let form = second.open(&secret)?;
    let without = second.refused(&form, &secret, &[("name", NAME)], 422)?;
    assert!(without.contains("id=\"consent-wrong\"") && without.contains(NAME), "{without}");
    assert!(house.told("visit.arrived.v1")?.is_empty(), "without consent nobody comes in");

    let (visitor, page) = come(&house, &secret)?;
    assert!(page.contains("id=\"check\""), "{page}");
    let dashboard = berg.open("/nordlys/dashboard")?;
    assert!(dashboard.contains(NAME) && dashboard.contains("Appointment at 10:40"), "{dashboard}");
    second.refused(&form, &secret, &[("name", "Somebody Else"), ("consent", "yes")], 410)?;
    assert!(second.cookies().is_empty(), "the link lets in once");
    assert_eq!(house.told("visit.arrived.v1")?.len(), 1);
    let spent = get(&format!("{}{secret}", house.address), &[("accept", "text/html")])?;
    assert_eq!(spent.status, 410);
    assert!(
        spent.text().contains("/nordlys/lost-link") && spent.text().contains(&visitor.page),
        "{}",
        spent.text()
    );

    // A colleague sees nothing of it, and the auditor reads what was opened and why.
    let mut lie = house.enter("/nordlys/dashboard", house.seeded.colleague)?;
    assert!(!lie.open(INVITATIONS)?.contains(NAME) && !lie.open("/nordlys/dashboard")?.contains(NAME));
    let visit = visitor.page.trim_start_matches("/v/").to_owned();
    let foreign = lie.open(&format!("{INVITATIONS}/{visit}"));
    assert!(foreign.is_err_and(|refused| refused.message().contains("answered 403")));
    let mut officer = house.enter("/nordlys/audit", house.seeded.officer)?;
    let audit = officer.open("/nordlys/audit")?;
    for told in ["The list of appointments, and keeping their time", "Sending a message"] {
        assert!(audit.contains(told), "{told} is not in {audit}");
    }
    assert!(!audit.contains(NAME) && !audit.contains(EMAIL), "the log names no visitor");
    house.close();
    Ok(())
}

#[test]
fn from_the_letter_to_the_waiting_room_on_sqlite() -> Outcome {
    from_the_letter_to_the_waiting_room(LogPlace::Sqlite)
}

#[test]
fn from_the_letter_to_the_waiting_room_on_postgresql() -> Outcome {
    needs!("an invitation on PostgreSQL", Program::Postgres);
    let database = Cluster::shared()?.database()?;
    from_the_letter_to_the_waiting_room(LogPlace::Postgres(database.url().clone()))
}

#[test]
fn a_text_message_goes_to_the_number_and_names_nobody() -> Outcome {
    let folder = Folder::new("invitation-sms")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    invite(&mut berg, "924 49 678", "2026-11-21", "10:30")?;
    let text = message(&house, PHONE, "You have a video appointment")?;
    for name in [NAME, "Nordlys", "Berg", NOTE] {
        assert!(!text.contains(name), "{name} is in {text}");
    }
    says(&mut berg, INVITATIONS, "Told by SMS")?;
    come(&house, &link(&text)?)?;
    // An address that is none comes back with everything that was written.
    let form = [("name", NAME), ("reach", "12"), ("day", "2026-11-21"), ("time", "10:30")];
    let refused = berg.send(INVITATIONS, INVITATIONS, &form);
    let refused = refused.err().map(|refused| refused.message().to_owned()).unwrap_or_default();
    assert!(
        refused.contains("answered 422") && refused.contains(NAME) && refused.contains("reach-wrong"),
        "{refused}"
    );
    house.close();
    Ok(())
}

#[test]
fn an_officer_finds_an_appointment_with_its_time_its_address_and_whom_it_is_with() -> Outcome {
    let folder = Folder::new("invitation-desk")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    invite(&mut berg, EMAIL, "2026-11-21", "10:40")?;
    let secret = link(&message(&house, EMAIL, "invites you")?)?;
    let id = appointment(&mut berg)?;
    let desk = desk(&id)?;
    let mut officer = house.enter("/nordlys/desk", house.seeded.officer)?;

    let page = officer.open(&desk)?;
    let address = format!("<bdi>{EMAIL}</bdi>");
    for told in [NAME, &address, "<dt>Appointment</dt>", ">21 November 2026, 10:40<", "Dr Ingrid Berg"] {
        assert!(page.contains(told), "{told} is not in {page}");
    }
    let move_to = format!("{INVITATIONS}/{id}");
    berg.send(&move_to, &format!("{move_to}/move"), &[("day", "2026-11-21"), ("time", "11:00")])?;
    says(&mut officer, &desk, ">21 November 2026, 11:00<")?;

    // Whoever has come is found by the day, and by what they wrote.
    let second = link(&message(&house, EMAIL, "has moved your video appointment")?)?;
    assert_ne!(second, secret);
    come(&house, &second)?;
    let page = says(&mut officer, &desk, "<dt>Day</dt>")?;
    assert!(page.contains(">21 November 2026<") && !page.contains(EMAIL), "{page}");
    // They wait, and it is moved: it is an appointment again.
    berg.send(&move_to, &format!("{move_to}/move"), &[("day", "2026-11-21"), ("time", "11:30")])?;
    let page = says(&mut officer, &desk, ">21 November 2026, 11:30<")?;
    assert!(page.contains("Dr Ingrid Berg") && page.contains(NAME), "{page}");

    let free = [("name", NAME), ("reach", PHONE), ("day", "2026-11-21"), ("time", "10:20"), ("whom", "free")];
    berg.send(INVITATIONS, INVITATIONS, &free)?;
    let id = appointment(&mut berg)?;
    let desk = self::desk(&id)?;
    let page = officer.open(&desk)?;
    assert!(page.contains("the first one free") && page.contains(PHONE), "{page}");
    let call_off = format!("{INVITATIONS}/{id}");
    berg.send(&call_off, &format!("{call_off}/cancel"), &[])?;
    let page = says(&mut officer, &desk, "<dd>Called off</dd>")?;
    assert!(page.contains(">21 November 2026, 10:20<") && !page.contains("the first one free"), "{page}");
    house.close();
    Ok(())
}

#[test]
fn who_waits_is_told_that_it_was_moved_and_that_it_was_called_off() -> Outcome {
    let folder = Folder::new("invitation-move")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    invite(&mut berg, EMAIL, "2026-11-21", "10:40")?;
    let first = message(&house, EMAIL, "invites you")?;
    let (mut visitor, _) = come(&house, &link(&first)?)?;
    let visit = visitor.page.clone();
    let id = appointment(&mut berg)?;
    let page = format!("{INVITATIONS}/{id}");

    let past = berg.send(&page, &format!("{page}/move"), &[("day", "2026-11-20"), ("time", "10:40")]);
    assert!(
        past.is_err_and(|refused| refused.message().contains("time-wrong")),
        "nothing is moved to the past"
    );
    let moved = berg.send(&page, &format!("{page}/move"), &[("day", "2026-11-21"), ("time", "11:00")])?;
    assert!(moved.contains("21 November 2026, 11:00"), "{moved}");
    assert!(!berg.open("/nordlys/dashboard")?.contains(NAME), "who waited waits no more");
    let told = says(&mut visitor, &visit, "id=\"moved\"")?;
    assert!(told.contains("Saturday 21 November 2026, 11:00 (Oslo time)"), "{told}");

    let second = message(&house, EMAIL, "has moved your video appointment")?;
    assert_eq!(status(&house, &link(&first)?)?, 410, "the earlier link is spent");
    let uid =
        |letter: &str| letter.split("UID:").nth(1).and_then(|rest| rest.lines().next()).map(str::to_owned);
    assert_eq!(uid(&first), uid(&second), "the same entry of the calendar");
    assert!(second.contains("SEQUENCE:1") && second.contains("METHOD:REQUEST"), "{second}");
    assert!(second.contains("DTSTART:20261121T100000Z"), "{second}");

    let (mut visitor, _) = come(&house, &link(&second)?)?;
    assert!(berg.open("/nordlys/dashboard")?.contains("Appointment at 11:00"));
    let gone = berg.send(&page, &format!("{page}/cancel"), &[])?;
    assert!(gone.contains("called off") && !gone.contains(NAME), "{gone}");
    says(&mut visitor, &visit, "id=\"called-off\"")?;
    let last = message(&house, EMAIL, "has called off your video appointment")?;
    assert!(last.contains("SEQUENCE:2") && last.contains("METHOD:CANCEL") && !last.contains("/i/"), "{last}");
    assert_eq!(uid(&first), uid(&last));
    let history = berg.open("/nordlys/history")?;
    assert!(history.contains("Called off") && history.contains(NAME), "{history}");
    house.close();
    Ok(())
}

#[test]
fn a_lost_link_goes_to_one_number_five_times_an_hour() -> Outcome {
    let folder = Folder::new("invitation-lost-sms")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let number = "+47 924 49 678";
    invite(&mut berg, number, "2026-12-01", "09:00")?;
    let before = house.told("visit.link-issued.v1")?.len();
    let ask =
        || Person::at(&house.address).send("/nordlys/lost-link", "/nordlys/lost-link", &[("reach", number)]);
    let issued = |many: usize| {
        wait::until("the links", wait::DEADLINE, || {
            let issued = house.told("visit.link-issued.v1")?.len() - before;
            Ok((issued >= many).then_some(issued))
        })
    };
    let answer = ask()?;
    for n in 1..=5 {
        assert_eq!(issued(n)?, n);
        assert_eq!(ask()?, answer, "the answer stays the same");
    }
    house.turn_minutes(16)?;
    ask()?;
    house.turn_minutes(45)?;
    ask()?;
    assert_eq!(issued(6)?, 6, "one in the next hour, and none between");
    house.close();
    Ok(())
}

#[test]
fn a_lost_link_is_asked_for_again_and_the_answer_says_nothing() -> Outcome {
    let folder = Folder::new("invitation-lost")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    invite(&mut berg, EMAIL, "2026-11-21", "10:40")?;
    let first = link(&message(&house, EMAIL, "invites you")?)?;
    // A second one to the same address: both are found.
    invite(&mut berg, EMAIL, "2026-12-01", "09:00")?;
    messages(&house, EMAIL, "invites you", 2)?;

    let ask = |reach: &str| -> Outcome<String> {
        let answer = Person::at(&house.address).send(
            "/nordlys/lost-link",
            "/nordlys/lost-link",
            &[("reach", reach)],
        )?;
        Ok(answer.replace(reach, "…"))
    };
    let known = ask(EMAIL)?;
    let again = messages(&house, EMAIL, "here is a new link", 2)?;
    assert_eq!(known, ask("nobody@visitor.example")?, "the answer is the same");
    assert_eq!(status(&house, &first)?, 410, "the earlier link no longer lets in");
    let now = again.iter().find(|letter| letter.contains("Saturday 21 November")).unwrap();
    let (visitor, _) = come(&house, &link(now)?)?;

    // On another device, while waiting: a new link lets back in to the same visit.
    ask(EMAIL)?;
    let third = messages(&house, EMAIL, "here is a new link", 4)?;
    let third = third.iter().find(|letter| letter.contains("Saturday 21 November")).unwrap();
    let (elsewhere, _) = come(&house, &link(third)?)?;
    assert_eq!(elsewhere.page, visitor.page);
    let old = get(&format!("{}{}", house.address, visitor.page), &[("cookie", visitor.cookies())])?;
    assert_eq!(old.status, 404, "and not from the first device any more");

    // Once it is called off nothing is found; the other one still is.
    let id = visitor.page.trim_start_matches("/v/").to_owned();
    let page = format!("{INVITATIONS}/{id}");
    berg.send(&page, &format!("{page}/cancel"), &[])?;
    message(&house, EMAIL, "has called off")?;
    ask(EMAIL)?;
    let fifth = messages(&house, EMAIL, "here is a new link", 5)?;
    assert!(fifth[0].contains("Tuesday 1 December") && fifth.len() == 5, "{fifth:?}");

    // Moved to later than its first link would have held, and asked for then.
    let list = berg.open(INVITATIONS)?;
    let row = list.split("id=\"invitation-").find(|row| row.contains(NAME)).unwrap();
    let page = format!("{INVITATIONS}/{}", &row[..36]);
    berg.send(&page, &format!("{page}/move"), &[("day", "2026-12-10"), ("time", "09:00")])?;
    message(&house, EMAIL, "has moved your video appointment")?;
    house.turn(14 * 24)?;
    ask(EMAIL)?;
    let sixth = messages(&house, EMAIL, "here is a new link", 6)?;
    assert!(sixth[0].contains("Thursday 10 December"), "{sixth:?}");
    let nobody = Person::at(&house.address).open("/demo/mailbox")?;
    assert!(!nobody.contains("nobody@visitor.example"));
    house.close();
    Ok(())
}

#[test]
fn a_visitor_is_reminded_and_who_does_not_come_is_forgotten_from_the_appointed_time_on() -> Outcome {
    let folder = Folder::new("invitation-missed")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    // In three days and a bit: 24 November, 13:00.
    invite(&mut berg, EMAIL, "2026-11-24", "13:00")?;
    let secret = link(&message(&house, EMAIL, "invites you")?)?;
    let early = Person::at(&house.address).open(&secret)?;
    assert!(early.contains("id=\"too-early\"") && early.contains("12:00 (Oslo time)"), "{early}");
    assert!(!early.contains("id=\"come\""), "it lets in from an hour before");

    // The schedule does it within a minute of its own clock; here it has looked for sure.
    house.keep_time()?;
    house.turn(2 * 24 + 3)?;
    let reminder = message(&house, EMAIL, "this is to remind you")?;
    assert_eq!(link(&reminder)?, secret, "the link is the same");
    house.turn(23)?;
    messages(&house, EMAIL, "this is to remind you", 2)?;
    assert!(Person::at(&house.address).open(&secret)?.contains("id=\"come\""), "now it lets in");

    house.turn(13)?;
    let missed = |page: &str| page.split("<tr").any(|row| row.contains(NAME) && row.contains("Nobody came"));
    wait::until("the history to tell", wait::DEADLINE, || {
        Ok(missed(&berg.open("/nordlys/history")?).then_some(()))
    })?;
    assert_eq!(status(&house, &secret)?, 410);
    assert!(!berg.open(INVITATIONS)?.contains(NAME));
    let told = house.told("visit.reminded.v1")?;
    assert_eq!(told.len(), 2, "and no more reminders: {told:?}");

    // Fourteen days from the appointed time, not from when it was noticed.
    house.turn(24 * 13)?;
    assert!(berg.open("/nordlys/history")?.contains(NAME), "half a day before");
    house.turn(12)?;
    wait::until("the visit to be forgotten", wait::DEADLINE, || {
        Ok((!berg.open("/nordlys/history")?.contains(NAME)).then_some(()))
    })?;
    house.close();
    Ok(())
}
