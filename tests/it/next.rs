//! The next appointment, made from the summary of a visit: what the visit shared is filled in, the summary says when it is, and nothing that is stored leads from one visit to the other.

use super::inside::{Inside, Person};
use super::invitation::message;
use store::vault::Sealing;
use tests::folder::Folder;
use tests::{Failure, Outcome, wait};
use web::house::LogPlace;

const NAME: &str = "Tuva Skarpnes";
const PHONE: &str = "+4792449678";
const DASHBOARD: &str = "/nordlys/dashboard";
const INVITATIONS: &str = "/nordlys/invitations";

fn house(folder: &Folder) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)
}

/// Somebody came, wrote a number on a German page, and was taken off the list; the visit's id.
fn seen_off(house: &Inside, berg: &mut Person) -> Outcome<String> {
    let mut visitor = Person::at(&house.address).reading("de");
    let own = house.seeded.owner.to_string();
    let form = [("name", NAME), ("phone", PHONE), ("professional", own.as_str()), ("consent", "yes")];
    visitor.send("/nordlys", "/nordlys/arrive", &form)?;
    let visit = visitor.page.trim_start_matches("/v/").to_owned();
    berg.send(DASHBOARD, &format!("/nordlys/visits/{visit}/close"), &[])?;
    Ok(visit)
}

/// What a page says of the next appointment.
fn next(page: &str) -> Outcome<&str> {
    let said = page.split("id=\"next\">").nth(1).and_then(|rest| rest.split("</dd>").next());
    said.ok_or_else(|| Failure::new(page))
}

/// The href of this element.
fn href<'a>(page: &'a str, id: &str) -> Option<&'a str> {
    page.split(&format!("id=\"{id}\" href=\"")).nth(1)?.split('"').next()
}

#[test]
fn the_next_appointment_is_made_from_the_summary_and_said_there() -> Outcome {
    let folder = Folder::new("next")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let visit = seen_off(&house, &mut berg)?;
    let summary = format!("/nordlys/visits/{visit}");
    let page = berg.open(&summary)?;
    assert!(next(&page)?.contains("None made from here is coming up"), "{page}");
    let make = href(&page, "make-next").ok_or_else(|| Failure::new(&*page))?.to_owned();
    assert_eq!(make, format!("{INVITATIONS}?after={visit}#invite-title"), "the address names nobody");
    let make = make.split('#').next().unwrap_or_default();

    let form = berg.open(make)?;
    let follows = format!("name=\"after\" value=\"{visit}\"");
    let (name, reach) = (format!("value=\"{NAME}\""), format!("value=\"{PHONE}\""));
    for part in [&*name, &*reach, "<option value=\"de\" lang=\"de\" selected>", &*follows] {
        assert!(form.contains(part), "{part} is not in {form}");
    }
    // A form that comes back still follows the visit.
    let fields = [("name", NAME), ("reach", PHONE), ("whom", "me"), ("day", "2026-11-24")];
    let wrong = berg.refused(&form, INVITATIONS, &[&fields[..], &[("time", "")]].concat(), 422)?;
    assert!(wrong.contains(&follows), "{wrong}");
    let list = berg.submit(&wrong, INVITATIONS, &[&fields[..], &[("time", "13:00")]].concat())?;
    assert!(list.contains("24 November 2026, 13:00"), "{list}");
    message(&house, PHONE, "You have a video appointment")?;
    let page = berg.open(&summary)?;
    assert!(next(&page)?.contains("Tuesday 24 November 2026, 13:00 (Oslo time)"), "{page}");
    let later = href(&page, "next-change").ok_or_else(|| Failure::new(&*page))?.to_owned();
    let id = later.trim_start_matches("/nordlys/invitations/").to_owned();

    // Nothing in the log's clear parts holds both: neither the events nor the access entries.
    let both = |record: &store::Record| {
        let public = String::from_utf8_lossy(&record.public);
        [&visit, &id]
            .into_iter()
            .all(|one| public.contains(one.as_str()) || record.stream.contains(one.as_str()))
    };
    let told: Vec<_> = house.log()?.into_iter().filter(both).map(|record| record.kind).collect();
    assert!(told.is_empty(), "{told:?}");

    // It follows a move, and is none once it is called off.
    berg.send(&later, &format!("{later}/move"), &[("day", "2026-11-25"), ("time", "09:30")])?;
    wait::until("the summary to follow", wait::DEADLINE, || {
        Ok(berg.open(&summary)?.contains("Wednesday 25 November 2026, 09:30").then_some(()))
    })?;
    berg.send(&later, &format!("{later}/cancel"), &[])?;
    assert!(next(&berg.open(&summary)?)?.contains("None made from here is coming up"));
    house.close();
    Ok(())
}

#[test]
fn only_ones_own_visits_are_followed_and_an_erased_one_by_nothing() -> Outcome {
    let folder = Folder::new("next-own")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let visit = seen_off(&house, &mut berg)?;
    let make = format!("{INVITATIONS}?after={visit}");
    // A colleague reads nothing of it there, and makes nothing follow it.
    let foreign = lie.open(&make);
    assert!(foreign.is_err_and(|refused| refused.message().contains("answered 403")));
    let form = lie.open(INVITATIONS)?;
    let fields = [("name", NAME), ("reach", PHONE), ("day", "2026-11-24"), ("time", "13:00"), ("whom", "me")];
    let forged = [&fields[..], &[("after", visit.as_str())]].concat();
    lie.refused(&form, INVITATIONS, &forged, 403)?;
    let made_up = [&fields[..], &[("after", "00000000-0000-4000-8000-0000000000ff")]].concat();
    lie.refused(&form, INVITATIONS, &made_up, 404)?;
    assert!(!lie.open(INVITATIONS)?.contains(NAME));

    // Fourteen days on the visit is gone, and with it what led to the appointment, which stands.
    let later = [("name", NAME), ("reach", PHONE), ("day", "2027-01-12"), ("time", "13:00"), ("whom", "me")];
    berg.send(&make, INVITATIONS, &later)?;
    let summary = format!("/nordlys/visits/{visit}");
    let page = berg.open(&summary)?;
    assert!(next(&page)?.contains("12 January 2027"));
    let appointment = href(&page, "next-change").ok_or_else(|| Failure::new(&*page))?.to_owned();
    // Whoever is to erase the visit is told that the appointment is another one.
    let reference = visit.parse::<domain::VisitId>()?.reference();
    let mut officer = house.enter("/nordlys/desk", house.seeded.officer)?;
    let desk = format!("/nordlys/desk?reference={reference}");
    let found = officer.open(&desk)?;
    let told = found.split("id=\"next\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
    let (next_one, what) = told.split_once(": ").ok_or_else(|| Failure::new(&*found))?;
    assert!(
        next_one.len() == 9 && next_one != reference && what.contains("not erased with this one"),
        "{told}"
    );
    assert!(berg.open(&appointment)?.contains(&format!("<dd class=\"code\">{next_one}</dd>")), "{told}");

    house.turn(15 * 24)?;
    house.expire()?;
    assert!(!house.enter("/nordlys/desk", house.seeded.officer)?.open(&desk)?.contains("id=\"next\""));
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let page = berg.open(&summary)?;
    assert!(page.contains("<p class=\"soft\" id=\"no-quality\">erased</p>"), "{page}");
    assert!(page.contains("id=\"erased\"") && !page.contains("12 January 2027"), "{page}");
    assert!(
        href(&page, "make-next").is_none() && next(&page).is_err(),
        "it says nothing of what stands: {page}"
    );
    let list = berg.open(&make)?;
    assert!(list.contains("12 January 2027") && !list.contains("id=\"after\""), "{list}");
    house.close();
    Ok(())
}
