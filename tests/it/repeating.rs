//! Repeating links through the pages, and what nobody can tell from the log: which visits are one person's. Inviting to a colleague's time, and the choice of reminders.

use super::inside::{Inside, Person};
use super::invitation::{link, message, messages, says, status};
use domain::CommandId;
use store::vault::Sealing;
use tests::folder::Folder;
use tests::{Failure, Outcome};
use uuid::Uuid;
use web::house::LogPlace;

const NAME: &str = "Tuva Skarpnes";
const EMAIL: &str = "tuva@visitor.example";
const LINKS: &str = "/nordlys/links";
const INVITATIONS: &str = "/nordlys/invitations";
const DASHBOARD: &str = "/nordlys/dashboard";

fn house(folder: &Folder) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)
}

/// Gives a link until a day, in Oslo. It is Saturday, 21 November 2026, 10:12 there.
fn give(member: &mut Person, reach: &str, last: &str) -> Outcome<String> {
    let form = [("name", NAME), ("reach", reach), ("last", last), ("whom", "me")];
    member.send(LINKS, LINKS, &form)
}

/// The id of the link's own subject.
fn subject(member: &mut Person) -> Outcome<Uuid> {
    let list = member.open(LINKS)?;
    let id = list.split("id=\"link-").nth(1).and_then(|rest| rest.split('"').next());
    Ok(id.ok_or_else(|| Failure::new(format!("no link in {list}")))?.parse()?)
}

/// Comes in by the link with a browser of their own; where they wait.
fn come(house: &Inside, link: &str) -> Outcome<(Person, Uuid)> {
    let mut visitor = Person::at(&house.address);
    visitor.send(link, link, &[("name", NAME), ("consent", "yes")])?;
    let visit = visitor.page.trim_start_matches("/v/").parse()?;
    Ok((visitor, visit))
}

#[test]
fn a_repeating_link_lets_in_again_and_nothing_that_is_stored_links_the_visits() -> Outcome {
    let folder = Folder::new("repeating")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let listed = give(&mut berg, EMAIL, "2026-12-01")?;
    assert!(listed.contains(NAME) && listed.contains("1 December 2026"), "{listed}");
    assert!(!berg.open(INVITATIONS)?.contains(NAME), "it is no appointment");
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    assert!(!lie.open(LINKS)?.contains(NAME), "a colleague sees nothing of it");
    let letter = message(&house, EMAIL, "as often as you need")?;
    assert!(
        letter.contains("2 December 2026, 00:00 (Oslo time)") && !letter.contains("BEGIN:VCALENDAR"),
        "{letter}"
    );
    assert!(!letter.contains("Berg"), "{letter}");
    let secret = link(&letter)?;
    says(&mut berg, LINKS, "Told by e-mail")?;
    let id = subject(&mut berg)?;

    let before = house.log()?.len();
    let page = Person::at(&house.address).open(&secret)?;
    assert!(page.contains("Lets you in until") && page.contains("Dr Ingrid Berg"), "{page}");
    assert!(!page.contains(NAME), "a message may have gone astray");
    let (_, first) = come(&house, &secret)?;
    house.turn(1)?;
    let (_, second) = come(&house, &secret)?;
    assert!(first != second && first != id && second != id);
    let log = house.log()?;
    // From the first look at the link on, not one record names it: not as its stream, not as a subject, not in words. Nor is it woven into the ids of the arrivals.
    let (text, bytes) = (id.to_string(), id.as_bytes());
    for record in &log[before..] {
        let public = String::from_utf8_lossy(&record.public);
        let named = record.stream.contains(&text)
            || public.contains(&text)
            || record.seals.iter().any(|seal| seal.subject.as_bytes() == bytes);
        assert!(!named, "{} at {} names the link", record.kind, record.position);
    }
    let mut arrivals = Vec::new();
    for record in log.iter().filter(|record| record.kind == "visit.arrived.v1") {
        let public: serde_json::Value = serde_json::from_slice(&record.public)?;
        if let Some(token) = public["token"].as_str() {
            assert_ne!(CommandId(Uuid::new_v5(&id, token.as_bytes())).event(0), record.id);
        }
        let visit: Uuid = public["visit"].as_str().unwrap_or_default().parse()?;
        if visit == first || visit == second {
            arrivals.push(public);
        }
    }
    assert_eq!(arrivals.len(), 2);
    // What the two have in common is what every visit of this day here has: for whom they are is another tag each.
    let (one, other) = (arrivals[0].as_object().unwrap(), arrivals[1].as_object().unwrap());
    let common: std::collections::BTreeSet<_> = one
        .iter()
        .filter(|(key, value)| other.get(*key) == Some(value))
        .map(|(key, _)| key.as_str())
        .collect();
    assert_eq!(common, ["consent", "day", "form", "organisation", "retention"].into());

    // The professional reads it in the sealed part, while that is kept.
    let dashboard = berg.open(DASHBOARD)?;
    assert_eq!(dashboard.matches("Came by a repeating link").count(), 2, "{dashboard}");
    assert!(!lie.open(DASHBOARD)?.contains(NAME));
    house.close();
    Ok(())
}

#[test]
fn a_repeating_link_is_sent_again_asked_for_again_taken_back_and_ends() -> Outcome {
    let folder = Folder::new("repeating-end")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let wrong = berg.open(LINKS)?;
    for last in ["2026-11-20", "2027-02-22", ""] {
        let form = [("name", NAME), ("reach", EMAIL), ("last", last), ("whom", "me")];
        assert!(berg.refused(&wrong, LINKS, &form, 422)?.contains("last-wrong"), "{last}");
    }
    give(&mut berg, EMAIL, "2027-02-21")?;
    let first = link(&message(&house, EMAIL, "as often as you need")?)?;
    let page = format!("{INVITATIONS}/{}", subject(&mut berg)?);
    let shown = berg.open(&page)?;
    assert!(!shown.contains("/move\"") && shown.contains("End link"), "{shown}");
    let moved = berg.refused(
        &shown.replace("/resend\"", "/move\""),
        &format!("{page}/move"),
        &[("day", "2026-12-01"), ("time", "10:00")],
        404,
    );
    assert!(moved.is_ok(), "{moved:?}");
    berg.send(&page, &format!("{page}/resend"), &[])?;
    let again = link(&message(&house, EMAIL, "here is a new link to")?)?;
    assert_eq!((status(&house, &first)?, status(&house, &again)?), (410, 200));
    let (mut visitor, visit) = come(&house, &again)?;
    let lost =
        Person::at(&house.address).send("/nordlys/lost-link", "/nordlys/lost-link", &[("reach", EMAIL)])?;
    assert!(lost.contains("id=\"asked\""));
    let third = link(&messages(&house, EMAIL, "here is a new link to", 2)?[0])?;
    assert_eq!((status(&house, &again)?, status(&house, &third)?), (410, 200));
    // Who waits already is not told to go.
    let ended = berg.send(&page, &format!("{page}/cancel"), &[])?;
    assert!(ended.contains("The link is ended") && !ended.contains(NAME), "{ended}");
    let letter = message(&house, EMAIL, "has ended the link")?;
    assert!(!letter.contains("/i/") && !letter.contains("BEGIN:VCALENDAR"), "{letter}");
    assert_eq!(status(&house, &third)?, 410);
    assert!(visitor.open(&format!("/v/{visit}"))?.contains("id=\"check\""));
    assert!(berg.open(DASHBOARD)?.contains(NAME));
    assert!(!berg.open("/nordlys/history")?.contains(NAME), "a link is no visit");

    // By SMS, without any name; and over with its last day.
    give(&mut berg, "924 49 678", "2026-11-22")?;
    let text = message(&house, "+4792449678", "as often as you need")?;
    for name in [NAME, "Nordlys", "Berg"] {
        assert!(!text.contains(name), "{name} is in {text}");
    }
    let secret = link(&text)?;
    house.keep_time()?;
    house.turn_minutes(36 * 60 + 107)?;
    assert_eq!(status(&house, &secret)?, 200, "one minute before midnight");
    house.turn_minutes(1)?;
    assert_eq!(status(&house, &secret)?, 410);
    house.turn(12)?;
    house.keep_time()?;
    says(&mut berg, LINKS, "id=\"no-links\"")?;
    assert_eq!(house.told("visit.repeating-link-ended.v1")?.len(), 1);
    house.close();
    Ok(())
}

#[test]
fn an_invitation_to_a_colleagues_time_is_theirs_and_names_no_inviter() -> Outcome {
    let folder = Folder::new("repeating-colleague")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let colleague = house.seeded.colleague.to_string();
    let offered = berg.open(INVITATIONS)?;
    assert!(
        offered.contains(&format!("<option value=\"{colleague}\"")) && offered.contains("Dr Jon Lie"),
        "{offered}"
    );
    let mut form = vec![
        ("name", NAME),
        ("reach", EMAIL),
        ("day", "2026-11-21"),
        ("time", "10:40"),
        ("whom", "colleague"),
    ];
    let nobody = berg.refused(&offered, INVITATIONS, &form, 422)?;
    assert!(nobody.contains("whom-wrong") && nobody.contains(NAME), "{nobody}");
    // The officer receives no visitors.
    let officer = house.seeded.officer.to_string();
    form.push(("colleague", officer.as_str()));
    assert!(berg.refused(&offered, INVITATIONS, &form, 422)?.contains("whom-wrong"));
    form.pop();
    form.push(("colleague", colleague.as_str()));
    let done = berg.send(INVITATIONS, INVITATIONS, &form)?;
    assert!(done.contains("id=\"done\"") && !done.contains(NAME), "it is the colleague's: {done}");
    assert!(lie.open(INVITATIONS)?.contains(NAME));
    let letter = message(&house, EMAIL, "invites you to a video appointment")?;
    assert!(!letter.contains("Berg"), "{letter}");
    let secret = link(&letter)?;
    assert!(Person::at(&house.address).open(&secret)?.contains("Dr Jon Lie"));
    come(&house, &secret)?;
    assert!(lie.open(DASHBOARD)?.contains(NAME) && !berg.open(DASHBOARD)?.contains(NAME));
    house.close();
    Ok(())
}

#[test]
fn reminders_are_those_the_organisation_or_the_invitation_chose() -> Outcome {
    let folder = Folder::new("repeating-reminders")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let settings = "/nordlys/settings/reminders";
    let shown = berg.open(settings)?;
    assert!(shown.contains("value=\"both\" required checked"), "{shown}");
    assert!(berg.refused(&shown, settings, &[("reminders", "often")], 422)?.contains("reminders-wrong"));
    let saved = berg.send(settings, settings, &[("reminders", "hour-before")])?;
    assert!(saved.contains("value=\"hour-before\" required checked"), "{saved}");
    assert!(berg.open(INVITATIONS)?.contains("<option value=\"hour-before\" selected>"));

    let invite = |berg: &mut Person, to: &str, reminders: Option<&str>| {
        let mut form =
            vec![("name", NAME), ("reach", to), ("day", "2026-11-24"), ("time", "13:00"), ("whom", "me")];
        form.extend(reminders.map(|reminders| ("reminders", reminders)));
        berg.send(INVITATIONS, INVITATIONS, &form).map(drop)
    };
    invite(&mut berg, "usual@visitor.example", None)?;
    invite(&mut berg, "none@visitor.example", Some("none"))?;
    invite(&mut berg, "day@visitor.example", Some("day-before"))?;
    for to in ["usual", "none", "day"] {
        message(&house, &format!("{to}@visitor.example"), "invites you")?;
    }
    house.keep_time()?;
    house.turn(2 * 24 + 3)?;
    house.keep_time()?;
    message(&house, "day@visitor.example", "this is to remind you")?;
    house.turn(23)?;
    house.keep_time()?;
    message(&house, "usual@visitor.example", "this is to remind you")?;
    let mailbox = Person::at(&house.address).open("/demo/mailbox")?;
    let reminded = mailbox.split("<article").filter(|one| one.contains("this is to remind you"));
    let reminded: Vec<_> = reminded.filter(|one| one.contains("@visitor.example")).collect();
    assert_eq!(reminded.iter().filter(|one| one.contains("usual@") || one.contains("day@")).count(), 2);
    assert!(!reminded.iter().any(|one| one.contains("none@")), "{reminded:?}");
    house.close();
    Ok(())
}

#[test]
fn appointments_of_a_member_who_has_left_are_given_moved_or_called_off_without_being_opened() -> Outcome {
    let folder = Folder::new("repeating-left")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let form = |to: &'static str, day: &'static str| {
        [("name", NAME), ("reach", to), ("day", day), ("time", "10:40"), ("whom", "me")]
    };
    for (to, day) in [
        ("one@visitor.example", "2026-11-23"),
        ("two@visitor.example", "2026-11-24"),
        ("three@visitor.example", "2026-11-25"),
    ] {
        lie.send(INVITATIONS, INVITATIONS, &form(to, day))?;
        message(&house, to, "invites you")?;
    }
    let left = "/nordlys/team/appointments";
    assert!(berg.open(left)?.contains("id=\"no-left\""), "nobody has left");
    let visit = |page: &str, n: usize| {
        page.split("<li class=\"entry stack\" id=\"left-").nth(n).map(|rest| rest[..36].to_owned())
    };
    let own = lie.open(INVITATIONS)?;
    let own = own.split("id=\"invitation-").nth(1).map(|rest| rest[..36].to_owned()).unwrap();
    let early = berg.refused(
        &lie.open(&format!("{INVITATIONS}/{own}"))?
            .replace(&format!("{INVITATIONS}/{own}/cancel"), &format!("{left}/{own}/cancel")),
        &format!("{left}/{own}/cancel"),
        &[],
        403,
    );
    assert!(early.is_ok(), "not while the member is there: {early:?}");

    let colleague = house.seeded.colleague;
    let remove = format!("/nordlys/team/{colleague}/remove");
    berg.send(&remove, &remove, &[])?;
    let opened = house.told("access.opened.v1")?.len();
    let page = berg.open(left)?;
    let (one, two, three) = (visit(&page, 1).unwrap(), visit(&page, 2).unwrap(), visit(&page, 3).unwrap());
    assert!(
        page.contains("23 November 2026, 10:40") && page.contains("Dr Jon Lie") && !page.contains(NAME),
        "{page}"
    );
    let told = house.told("access.opened.v1")?;
    assert!(!told[opened..].iter().any(|entry| entry.contains(&one)), "nothing of the visitor is opened");

    let owner = house.seeded.owner.to_string();
    let given = berg.send(left, &format!("{left}/{one}/give"), &[("colleague", &owner)])?;
    assert!(given.contains("theirs from now on") && !given.contains(&one), "{given}");
    assert!(berg.open(INVITATIONS)?.contains(NAME), "now it is hers to see");
    let secret = link(&message(&house, "one@visitor.example", "invites you")?)?;
    assert!(Person::at(&house.address).open(&secret)?.contains("Dr Ingrid Berg"));
    let past = berg.open(left)?;
    berg.refused(&past, &format!("{left}/{two}/move"), &[("day", "2026-11-20"), ("time", "10:40")], 422)?;
    berg.send(left, &format!("{left}/{two}/move"), &[("day", "2026-11-26"), ("time", "11:00")])?;
    // The clock of its key follows a moment later.
    says(&mut berg, left, "26 November 2026, 11:00")?;
    message(&house, "two@visitor.example", "has moved your video appointment")?;
    let gone = berg.send(left, &format!("{left}/{three}/cancel"), &[])?;
    assert!(!gone.contains(&three), "{gone}");
    message(&house, "three@visitor.example", "has called off")?;
    house.close();
    Ok(())
}
