//! When somebody is there, through the pages: opening hours, duty shared by several, and a professional who is away; at a clock that stands still until it is turned.

use super::inside::{Inside, Person};
use super::waiting_room::{look, until_said};
use store::vault::Sealing;
use tests::folder::Folder;
use tests::http::post_form;
use tests::{Failure, Outcome};
use web::house::LogPlace;

const NAME: &str = "Tuva Skarpnes";
const HOURS: &str = "/nordlys/settings/hours";
const DASHBOARD: &str = "/nordlys/dashboard";

fn house(folder: &Folder) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)
}

/// Monday to Friday, 8 to 16. It is Saturday, 21 November 2026, 10:12 in Oslo.
fn open_on_weekdays(owner: &mut Person) -> Outcome<String> {
    let day = ("8-12, 13-16", "8:00–16:00");
    let form = [
        ("when", "week"),
        ("monday", day.0),
        ("tuesday", day.1),
        ("wednesday", day.1),
        ("thursday", day.1),
        ("friday", day.1),
    ];
    owner.send(HOURS, HOURS, &form)
}

fn press(member: &mut Person, action: &str) -> Outcome<String> {
    member.send(DASHBOARD, action, &[])
}

fn page(house: &Inside) -> Outcome<String> {
    Person::at(&house.address).open("/nordlys")
}

fn arrive(house: &Inside) -> Outcome {
    let page = Person::at(&house.address).send(
        "/nordlys",
        "/nordlys/arrive",
        &[("name", NAME), ("consent", "yes")],
    )?;
    if page.contains("id=\"check\"") { Ok(()) } else { Err(Failure::new(page)) }
}

#[test]
fn outside_of_the_hours_visitors_are_told_when_it_opens_and_nothing_of_theirs_is_taken() -> Outcome {
    let folder = Folder::new("opening-hours")?;
    let house = house(&folder)?;
    let mut owner = house.enter(DASHBOARD, house.seeded.owner)?;
    // A page that was open before it closed.
    let mut visitor = Person::at(&house.address);
    let before = visitor.open("/nordlys")?;
    assert!(before.contains("id=\"arrive\"") && !before.contains("opening-hours"), "{before}");

    let wrong = owner.open(HOURS)?;
    let wrong =
        owner.refused(&wrong, HOURS, &[("when", "week"), ("monday", "16-8"), ("tuesday", "8-9")], 422)?;
    assert!(
        wrong.contains("monday-wrong")
            && wrong.contains("value=\"16-8\"")
            && !wrong.contains("tuesday-wrong")
    );
    let set = open_on_weekdays(&mut owner)?;
    assert!(set.contains("value=\"08:00-12:00, 13:00-16:00\""), "{set}");

    let closed = page(&house)?;
    assert!(closed.contains("id=\"closed\"") && !closed.contains("id=\"arrive\""), "{closed}");
    assert!(closed.contains("It opens next: Monday 23 November 2026, 08:00 (Oslo time)"), "{closed}");
    assert!(closed.contains("08:00–12:00, 13:00–16:00"), "{closed}");
    let (events, keys) = (house.told("visit.arrived.v1")?.len(), house.visits()?);
    let refused = visitor.refused(&before, "/nordlys/arrive", &[("name", NAME), ("consent", "yes")], 409)?;
    assert!(refused.contains("id=\"closed\"") && !refused.contains(NAME), "{refused}");
    assert_eq!((house.told("visit.arrived.v1")?.len(), house.visits()?), (events, keys), "not even a key");

    // A Saturday that is different, and over at eleven.
    let day = format!("{HOURS}/day");
    let set = owner.send(HOURS, &day, &[("on", "2026-11-21"), ("hours", "10-11")])?;
    assert!(set.contains("21 November 2026") && set.contains("10:00–11:00"), "{set}");
    assert!(page(&house)?.contains("id=\"arrive\""));
    arrive(&house)?;
    house.turn_minutes(48)?;
    assert!(page(&house)?.contains("id=\"closed\""), "at eleven it closes");
    // On Monday at eight it is open again, by the clock in Oslo.
    house.turn_minutes(45 * 60 - 1)?;
    assert!(page(&house)?.contains("id=\"closed\""));
    house.turn_minutes(1)?;
    assert!(page(&house)?.contains("id=\"arrive\""), "Monday, 23 November, 8:00");
    let told = house.told("organisation.hours-chosen.v1")?;
    assert!(told.iter().any(|event| event.contains("08:00-12:00")), "a public fact: {told:?}");
    house.close();
    Ok(())
}

#[test]
fn duty_opens_the_page_and_shows_who_comes_first_to_those_who_are_on_it() -> Outcome {
    let folder = Folder::new("opening-duty")?;
    let house = house(&folder)?;
    let mut owner = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut colleague = house.enter(DASHBOARD, house.seeded.colleague)?;
    open_on_weekdays(&mut owner)?;
    assert!(page(&house)?.contains("id=\"closed\""));
    assert!(owner.open(DASHBOARD)?.contains("Nobody is on duty"));

    let on = press(&mut colleague, "/nordlys/duty")?;
    assert!(on.contains("You are on duty: visitors"), "{on}");
    arrive(&house)?;
    assert!(colleague.open(DASHBOARD)?.contains(NAME));
    let elsewhere = owner.open(DASHBOARD)?;
    assert!(
        !elsewhere.contains(NAME) && elsewhere.contains("You are not on duty; one colleague is"),
        "{elsewhere}"
    );

    // What is not shown is not done either, by whatever is sent: the command looks itself.
    let list = colleague.open(DASHBOARD)?;
    let visit = list.split("id=\"visit-").nth(1).and_then(|rest| rest.get(..36)).unwrap_or_default();
    let form = [("command", "00000000-0000-4000-8000-0000000000a1")];
    for what in ["admit", "close", "seen"] {
        let path = format!("{}/nordlys/visits/{visit}/{what}", house.address);
        let headers = [("cookie", owner.cookies()), ("accept", "text/html")];
        let refused = post_form(&path, &headers, &form)?;
        assert_eq!(refused.status, 403, "{what} {}", refused.text());
        assert!(refused.text().contains("Go on duty to receive them"), "{what}");
    }
    for of_it in ["/admit", "/hand-over", "", "/identity"] {
        let page = tests::http::get(
            &format!("{}/nordlys/visits/{visit}{of_it}", house.address),
            &[("cookie", owner.cookies()), ("accept", "text/html")],
        )?;
        assert_eq!(page.status, 403, "nor is it opened by {of_it:?}");
        assert!(!page.text().contains(NAME), "{of_it:?}");
    }
    assert!(house.told("visit.admitted.v1")?.is_empty());

    // Both share the queue.
    let both = press(&mut owner, "/nordlys/duty")?;
    assert!(both.contains(NAME) && both.contains("You are on duty with one colleague"), "{both}");
    // Nobody is left: the visitor is not out of everybody's sight, and nobody new comes in.
    press(&mut owner, "/nordlys/duty/end")?;
    press(&mut colleague, "/nordlys/duty/end")?;
    for member in [&mut owner, &mut colleague] {
        assert!(member.open(DASHBOARD)?.contains(NAME));
    }
    assert!(page(&house)?.contains("id=\"closed\""));

    // Forgotten, it ends by itself with the next day; the log tells the day alone.
    press(&mut colleague, "/nordlys/duty")?;
    assert!(page(&house)?.contains("id=\"arrive\""));
    house.turn(24 + 15)?;
    assert!(page(&house)?.contains("id=\"closed\""), "it is Monday, one in the morning");
    let told = house.told("member.went-on-duty.v1")?;
    assert!(
        told.len() == 3 && told.iter().all(|event| !event.contains("T09") && event.contains("2026-11-21")),
        "{told:?}"
    );
    house.close();
    Ok(())
}

#[test]
fn nobody_waits_unseen_because_who_is_on_duty_is_not_there() -> Outcome {
    let folder = Folder::new("opening-duty-away")?;
    let house = house(&folder)?;
    let mut owner = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut colleague = house.enter(DASHBOARD, house.seeded.colleague)?;
    let sees = |member: &mut Person| -> Outcome<bool> { Ok(member.open(DASHBOARD)?.contains(NAME)) };
    press(&mut colleague, "/nordlys/duty")?;
    arrive(&house)?;
    assert!(!sees(&mut owner)? && sees(&mut colleague)?);

    // Away from now on, and still on duty as the log has it.
    let away = [("until", "2026-11-23"), ("until_time", "08:00")];
    colleague.send("/nordlys/away", "/nordlys/away", &away)?;
    assert!(sees(&mut owner)? && colleague.open(DASHBOARD)?.contains("Nobody is on duty"));
    let list = owner.open(DASHBOARD)?;
    let visit = list.split("id=\"visit-").nth(1).and_then(|rest| rest.get(..36)).unwrap_or_default();
    owner.submit(&list, &format!("/nordlys/visits/{visit}/seen"), &[])?;
    open_on_weekdays(&mut owner)?;
    assert!(page(&house)?.contains("id=\"closed\""), "nor does it open the page");
    // Whoever goes on duty is there again.
    let on = press(&mut colleague, "/nordlys/duty")?;
    assert!(on.contains("You are on duty") && !sees(&mut owner)? && page(&house)?.contains("id=\"arrive\""));
    // An absence that begins later counts from then on, and no longer than it lasts.
    let lunch =
        [("from", "2026-11-21"), ("from_time", "12:00"), ("until", "2026-11-21"), ("until_time", "13:00")];
    colleague.send("/nordlys/away", "/nordlys/away", &lunch)?;
    assert!(!sees(&mut owner)?);
    let mut looking = look(&house, &owner)?;
    house.turn_minutes(108)?;
    // Also on a list that is open, and on which nothing else happens.
    until_said(&mut looking, NAME)?;
    drop(looking);
    house.turn_minutes(60)?;
    assert!(!sees(&mut owner)?);

    // Signed out everywhere: the page stays open, for they may be told elsewhere, and everybody sees who comes.
    colleague.send("/nordlys/account", "/nordlys/account/sign-out-everywhere", &[])?;
    assert!(sees(&mut owner)? && page(&house)?.contains("id=\"arrive\""));
    let mut colleague = house.enter(DASHBOARD, house.seeded.colleague)?;
    assert!(!sees(&mut owner)? && sees(&mut colleague)?);
    // A session that runs out is the same.
    house.turn(9)?;
    let mut owner = house.enter(DASHBOARD, house.seeded.owner)?;
    assert!(!sees(&mut owner)?);
    house.turn(3)?;
    assert!(sees(&mut owner)?);
    house.close();
    Ok(())
}

#[test]
fn who_is_away_is_not_offered_and_says_so() -> Outcome {
    let folder = Folder::new("opening-away")?;
    let house = house(&folder)?;
    let mut colleague = house.enter(DASHBOARD, house.seeded.colleague)?;
    let id = house.seeded.colleague.to_string();
    let mut visitor = Person::at(&house.address);
    let before = visitor.open("/nordlys")?;
    assert!(before.contains(&format!("value=\"{id}\"")), "{before}");

    let sentence = "Dr Berg takes my visitors.";
    let form = [("until", "2026-11-23"), ("until_time", "08:00"), ("words", sentence)];
    let away = colleague.send("/nordlys/away", "/nordlys/away", &form)?;
    assert!(away.contains("You are away until Monday 23 November 2026, 08:00 (Oslo time)."), "{away}");
    let shown = visitor.open("/nordlys")?;
    assert!(!shown.contains(&format!("value=\"{id}\"")) && shown.contains(sentence), "{shown}");
    assert!(shown.contains("is away until Monday 23 November 2026, 08:00"), "{shown}");
    let ask = [("name", NAME), ("consent", "yes"), ("professional", id.as_str())];
    let refused = visitor.refused(&before, "/nordlys/arrive", &ask, 409)?;
    assert!(refused.contains("professional-wrong") && refused.contains(NAME), "{refused}");
    let told = house.told("member.went-away.v1")?;
    assert!(
        told.iter().all(|event| !event.contains("2026-11-23") && !event.contains("Berg")),
        "sealed: {told:?}"
    );

    // By the clock it ends by itself, and before that by a button.
    let back = colleague.send("/nordlys/away", "/nordlys/away/end", &[])?;
    assert!(!back.contains("id=\"come-back\""), "{back}");
    assert!(visitor.open("/nordlys")?.contains(&format!("value=\"{id}\"")));
    let later =
        [("from", "2026-11-21"), ("from_time", "12:00"), ("until", "2026-11-21"), ("until_time", "13:00")];
    colleague.send("/nordlys/away", "/nordlys/away", &later)?;
    for (turn, offered) in [(0, true), (108, false), (60, true)] {
        house.turn_minutes(turn)?;
        let page = Person::at(&house.address).open("/nordlys")?;
        assert_eq!(page.contains(&format!("value=\"{id}\"")), offered, "after {turn} minutes: {page}");
    }
    let past = colleague.open("/nordlys/away")?;
    let past = colleague.refused(&past, "/nordlys/away", &[("until", "2026-11-20")], 422)?;
    assert!(past.contains("until-wrong"), "{past}");
    let nobody = post_form(&format!("{}/nordlys/away", house.address), &[("accept", "text/html")], &form)?;
    assert_eq!(nobody.status, 401);
    assert_eq!(house.told("member.went-away.v1")?.len(), 2);
    house.close();
    Ok(())
}
