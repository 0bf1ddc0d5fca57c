//! The end of an organisation: asked for with a passkey, told to everybody, revoked, carried out on its day; and what is kept after it, for how long.

use super::inside::{Inside, Person};
use super::invitation::{link, message, messages};
use super::retention::turn;
use domain::{Class, MemberId};
use store::vault::Sealing;
use tests::browser::{Driver, Window};
use tests::folder::Folder;
use tests::http::get;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};
use web::house::LogPlace;

const PAGE: &str = "/nordlys/settings/ending";
const DASHBOARD: &str = "/nordlys/dashboard";

fn house(folder: &Folder) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)
}

/// What a page answers somebody with these cookies.
fn status(house: &Inside, cookies: &str, path: &str) -> Outcome<u16> {
    let headers = [("cookie", cookies), ("accept", "application/json")];
    Ok(get(&format!("{}{path}", house.address), &headers)?.status)
}

#[test]
fn it_takes_the_owner_and_a_passkey_and_can_be_revoked() -> Outcome {
    let folder = Folder::new("ending-proof")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    assert_eq!(status(&house, lie.cookies(), PAGE)?, 403);
    // Whoever came in by something else than a passkey is not believed, whatever their form says.
    let page = berg.open(PAGE)?;
    assert!(page.contains("id=\"prove\"") && !page.contains("id=\"end-organisation\""), "{page}");
    let forged = format!(
        "{page}<form action=\"{PAGE}\"><input type=\"hidden\" name=\"command\" value=\"00000000-0000-4000-8000-000000000009\"></form>"
    );
    berg.refused(&forged, PAGE, &[("consent", "yes")], 403)?;
    assert!(house.told("organisation.ending-announced.v1")?.is_empty());

    house.ending(true)?;
    let page = berg.open(PAGE)?;
    assert!(page.contains("ends on 21 December 2026"), "{page}");
    for who in ["ingrid.berg@", "jon.lie@", "ines.aas@"] {
        messages(&house, who, "21 December 2026", 1)?;
    }
    berg.submit(&page, "/nordlys/settings/ending/revoke", &[])?;
    for who in ["ingrid.berg@", "jon.lie@", "ines.aas@"] {
        messages(&house, who, "has been revoked", 1)?;
    }
    house.turn(24 * 31)?;
    house.end_due()?;
    assert!(house.told("organisation.ended.v1")?.is_empty(), "it was revoked");
    assert_eq!(status(&house, "", "/nordlys")?, 200);
    house.close();
    Ok(())
}

#[test]
fn on_its_day_visits_end_nobody_comes_in_and_the_clocks_run() -> Outcome {
    let folder = Folder::new("ending-day")?;
    let house = house(&folder)?;
    house.ending(true)?;
    house.turn(24 * 29)?;
    house.end_due()?;
    assert!(house.told("organisation.ended.v1")?.is_empty(), "a day too early");
    // Until then everything goes on.
    house.enter(DASHBOARD, house.seeded.owner)?;
    let mut visitor = Person::at(&house.address);
    visitor.send("/nordlys", "/nordlys/arrive", &[("name", "Guro Fjeldstad"), ("consent", "yes")])?;
    let visit: domain::VisitId = visitor.page.trim_start_matches("/v/").parse()?;
    assert!(!house.destroyed(visit.subject(), Class::Visit)?);

    house.turn(24)?;
    house.end_due()?;
    house.end_due()?;
    assert_eq!(house.told("organisation.ended.v1")?.len(), 1);
    assert_eq!(status(&house, "", "/nordlys")?, 404, "nobody comes in");
    assert!(house.enter(DASHBOARD, house.seeded.owner).is_err(), "and nobody is in");
    house.expire()?;
    assert!(house.destroyed(visit.subject(), Class::Visit)?);
    assert_eq!(house.visits()?, 0, "every visit, whatever its period");
    let colleague: MemberId = house.seeded.colleague;
    house.turn(24 * 61)?;
    house.expire()?;
    assert!(house.destroyed(colleague.subject(), Class::Account)?, "60 days");
    assert!(!house.destroyed(colleague.subject(), Class::Contact)?, "90 days");
    house.turn(24 * 30)?;
    house.expire()?;
    assert!(house.destroyed(colleague.subject(), Class::Contact)?);
    house.close();
    Ok(())
}

#[test]
fn with_it_appointments_are_called_off_and_a_call_that_runs_goes_on_to_its_end() -> Outcome {
    let folder = Folder::new("ending-under-way")?;
    let house = house(&folder)?;
    house.ending(true)?;
    house.turn(24 * 29)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let fields = [
        ("name", "Kari Moe"),
        ("reach", "kari.moe@visitor.example"),
        ("day", "2027-01-12"),
        ("time", "12:00"),
        ("whom", "me"),
    ];
    berg.send("/nordlys/invitations", "/nordlys/invitations", &fields)?;
    let link = link(&message(&house, "kari.moe@", "/i/")?)?;
    let arrive = || -> Outcome<(Person, domain::VisitId)> {
        let mut visitor = Person::at(&house.address);
        visitor.send("/nordlys", "/nordlys/arrive", &[("name", "Guro Fjeldstad"), ("consent", "yes")])?;
        let visit = visitor.page.trim_start_matches("/v/").parse()?;
        Ok((visitor, visit))
    };
    let (mut in_call, call) = arrive()?;
    let (_waits, waiting) = arrive()?;
    let admit = format!("/nordlys/visits/{call}/admit");
    berg.send(&admit, &admit, &[])?;

    house.turn(24)?;
    house.end_due()?;
    let waiting_id = waiting.to_string();
    assert!(house.told("visit.closed.v1")?.iter().any(|it| it.contains(&waiting_id)), "who waits is let go");
    messages(&house, "kari.moe@", "called off", 1)?;
    house.expire()?;
    assert!(house.destroyed(waiting.subject(), Class::Visit)?);
    assert!(!house.destroyed(call.subject(), Class::Visit)?, "the call runs");
    assert_eq!(house.visits()?, 2, "the call, and the appointment whose letter has just gone");
    assert!(in_call.open(&format!("/v/{call}"))?.contains(&format!("/v/{call}/room")), "it goes on");
    assert_eq!(super::invitation::status(&house, &link)?, 410);

    // Its facts are taken to the last, and with the last it goes.
    assert!(house.call_over(call)?);
    house.expire()?;
    assert!(house.destroyed(call.subject(), Class::Visit)?);
    house.turn(25)?;
    house.expire()?;
    assert_eq!(house.visits()?, 0);

    // The address leads nowhere while anything is kept, and is then anybody's.
    assert!(house.address_taken()?);
    house.turn(24 * 60)?;
    house.expire()?;
    assert!(!house.address_taken()?);
    house.close();
    Ok(())
}

#[test]
fn a_call_that_nobody_ends_is_kept_a_day_past_the_end_and_no_longer() -> Outcome {
    let folder = Folder::new("ending-left-open")?;
    let house = house(&folder)?;
    house.ending(true)?;
    house.turn(24 * 29)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut visitor = Person::at(&house.address);
    visitor.send("/nordlys", "/nordlys/arrive", &[("name", "Guro Fjeldstad"), ("consent", "yes")])?;
    let call: domain::VisitId = visitor.page.trim_start_matches("/v/").parse()?;
    let admit = format!("/nordlys/visits/{call}/admit");
    berg.send(&admit, &admit, &[])?;
    house.turn(24)?;
    house.end_due()?;
    let until = house.now() + chrono::TimeDelta::days(1);
    assert_eq!(house.due(call.subject(), Class::Visit)?, Some(until));
    house.turn(25)?;
    house.expire()?;
    assert!(house.destroyed(call.subject(), Class::Visit)?);
    house.close();
    Ok(())
}

#[tokio::test]
async fn its_page_asks_for_a_passkey_and_is_accessible() -> Outcome {
    needs!(
        "ending an organisation",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Axe
    );
    let server = Plan::demo().start()?;
    let driver = Driver::start()?.looking(true);
    let owner = driver.open(Window::Wide).await?;
    owner.passkey_device().await?;
    owner.goto(&server.link("  dashboard ")?).await?;
    let page = format!("{}{PAGE}", server.localhost());
    owner.goto(&page).await?;
    owner.wait_for("#prove").await?;
    owner.look("ending-no-passkey").await?;
    owner.click("#prove a").await?;
    owner.fill("[name=label]", "Laptop").await?;
    owner.click("#add-passkey").await?;
    owner.wait_text(".entries", "Laptop").await?;
    // One that was added a moment ago proves nothing, however one has signed in.
    owner.goto(&format!("{}/sign-in", server.localhost())).await?;
    owner.click("#use-passkey").await?;
    owner.wait_for("#live").await?;
    owner.goto(&page).await?;
    owner.wait_for("#prove").await?;
    owner.look("ending-too-new").await?;
    turn(&server, 2)?;
    owner.goto(&format!("{}/sign-in", server.localhost())).await?;
    owner.click("#use-passkey").await?;
    owner.wait_for("#live").await?;
    owner.goto(&page).await?;
    owner.wait_for("#end").await?;
    owner.look("ending").await?;
    owner.click("#consent").await?;
    owner.click("#end-organisation").await?;
    owner.wait_for("#revoke-ending").await?;
    owner.look("ending-announced").await?;
    owner.click("#revoke-ending").await?;
    owner.wait_for("#prove, #end").await?;
    Ok(())
}
