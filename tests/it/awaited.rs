//! What somebody who waits is told: whom they wait for, whether that one knows, and their place; also once their appointment was given to a colleague.

use super::inside::{Inside, Person};
use super::invitation::{link, message};
use super::waiting_room::{NAME, come};
use store::vault::Sealing;
use tests::folder::Folder;
use tests::{Failure, Outcome};
use web::house::LogPlace;

const DASHBOARD: &str = "/nordlys/dashboard";
const INVITATIONS: &str = "/nordlys/invitations";

fn house(folder: &Folder) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)
}

/// What the page of somebody who waits says of their place.
fn place(visitor: &mut Person) -> Outcome<String> {
    let path = format!("{}?wait", visitor.page);
    let page = visitor.open(&path)?;
    let said = page.split("id=\"place\" role=\"status\">").nth(1).and_then(|rest| rest.split("</p>").next());
    said.map(str::to_owned).ok_or_else(|| Failure::new(page))
}

#[test]
fn somebody_knows_of_a_visitor_once_somebody_has_seen_them() -> Outcome {
    let folder = Folder::new("awaited-known")?;
    let house = house(&folder)?;
    let mut named = come(&house, &house.seeded.colleague.to_string())?;
    let mut first = come(&house, "")?;
    assert!(place(&mut named)?.contains("Dr Jon Lie is not signed in right now"));
    // Whoever receives nobody lets nobody in.
    house.enter("/nordlys/audit", house.seeded.officer)?;
    assert!(place(&mut first)?.contains("nobody who could let you in is signed in right now"));
    assert!(Person::at(&house.address).open("/nordlys")?.contains("id=\"nobody-in\""));

    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    assert!(!Person::at(&house.address).open("/nordlys")?.contains("id=\"nobody-in\""));
    assert!(place(&mut first)?.contains("You are on the waiting list of Nordlys Legesenter"));
    assert!(place(&mut named)?.contains("Dr Jon Lie is not signed in"), "Dr Berg does not see them");
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let listed = place(&mut named)?;
    assert!(
        listed.contains("You are on the waiting list of Dr Jon Lie") && !listed.contains("knows"),
        "{listed}"
    );

    let seen = |who: &mut Person, visitor: &Person| -> Outcome {
        let visit = visitor.page.trim_start_matches("/v/");
        who.send(DASHBOARD, &format!("/nordlys/visits/{visit}/seen"), &[])?;
        Ok(())
    };
    seen(&mut lie, &named)?;
    assert!(place(&mut named)?.contains("Dr Jon Lie knows you are here"));
    seen(&mut berg, &first)?;
    assert!(place(&mut first)?.contains("Nordlys Legesenter knows you are here"));
    // The colleague they are given to has not seen them.
    let give = format!("/nordlys/visits/{}/hand-over", first.page.trim_start_matches("/v/"));
    berg.send(&give, &give, &[("to", &house.seeded.colleague.to_string())])?;
    let given = place(&mut first)?;
    assert!(given.contains("Dr Jon Lie receives you now") && !given.contains("knows"), "{given}");

    // A session that has run out is nobody, also on the day on which it began.
    house.turn(12)?;
    assert!(place(&mut first)?.contains("Dr Jon Lie is not signed in right now"));
    assert!(Person::at(&house.address).open("/nordlys")?.contains("id=\"nobody-in\""));
    house.close();
    Ok(())
}

#[test]
fn whose_appointment_was_given_to_a_colleague_waits_for_the_colleague() -> Outcome {
    let folder = Folder::new("awaited-given")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let (own, left) = (house.seeded.owner.to_string(), house.seeded.colleague.to_string());
    let appointment = [
        ("name", NAME),
        ("reach", "runa@visitor.example"),
        ("day", "2026-11-21"),
        ("time", "10:40"),
        ("whom", "me"),
    ];
    lie.send(INVITATIONS, INVITATIONS, &appointment)?;
    let link = link(&message(&house, "runa@visitor.example", "invites you")?)?;
    let room = "/nordlys/waiting-room";
    let note = [("note", "I am ten minutes late."), ("readers", "own")];
    berg.send(room, &format!("{room}/note"), &note)?;

    berg.send("/nordlys/team", &format!("/nordlys/team/{left}/roles"), &[("role", "auditor")])?;
    let page = berg.open("/nordlys/team/appointments")?;
    let give =
        page.split("action=\"").find_map(|rest| rest.split('"').next().filter(|to| to.ends_with("/give")));
    let give = give.ok_or_else(|| Failure::new(&*page))?.to_owned();
    berg.submit(&page, &give, &[("colleague", &own)])?;

    come(&house, &own)?;
    let mut visitor = Person::at(&house.address);
    assert!(visitor.open(&link)?.contains("Dr Ingrid Berg"));
    visitor.send(&link, &link, &[("name", NAME), ("consent", "yes")])?;
    let path = format!("{}?wait", visitor.page);
    let waits = visitor.open(&path)?;
    assert!(waits.contains("<bdi id=\"for-whom\">Dr Ingrid Berg</bdi>"), "{waits}");
    assert!(waits.contains("I am ten minutes late."), "{waits}");
    let said = place(&mut visitor)?;
    assert!(
        said.contains("One person is before you. You are on the waiting list of Dr Ingrid Berg"),
        "{said}"
    );
    house.close();
    Ok(())
}

#[test]
fn what_somebody_saw_who_no_longer_receives_visitors_is_not_known() -> Outcome {
    let folder = Folder::new("awaited-left")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let colleague = house.seeded.colleague.to_string();
    let (mut first, mut his) = (come(&house, "")?, come(&house, &colleague)?);
    let seen = |visitor: &Person| format!("/nordlys/visits/{}/seen", visitor.page.trim_start_matches("/v/"));
    lie.send(DASHBOARD, &seen(&first), &[])?;
    assert!(place(&mut first)?.contains("Nordlys Legesenter knows you are here"));

    let roles = format!("/nordlys/team/{colleague}/roles");
    berg.send("/nordlys/team", &roles, &[("role", "auditor")])?;
    let said = place(&mut first)?;
    assert!(said.contains("You are on the waiting list of Nordlys") && !said.contains("knows"), "{said}");
    // His are everybody's now.
    berg.send(DASHBOARD, &seen(&his), &[])?;
    assert!(place(&mut his)?.contains("Nordlys Legesenter knows you are here"));
    // He receives visitors again, and has not seen this one.
    berg.send("/nordlys/team", &roles, &[("role", "member")])?;
    let said = place(&mut his)?;
    assert!(said.contains("Dr Jon Lie") && !said.contains("knows"), "{said}");
    house.close();
    Ok(())
}
