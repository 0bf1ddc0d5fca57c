//! The end of an organisation: asked for with a passkey, told to everybody, revoked, carried out on its day; and what is kept after it, for how long.

use super::inside::{Inside, Person};
use super::invitation::messages;
use domain::{Class, MemberId};
use store::vault::Sealing;
use tests::browser::{Driver, Window};
use tests::folder::Folder;
use tests::http::get;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs, wait};
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
    wait::until("its visits to be due", wait::DEADLINE, || {
        house.expire()?;
        Ok(house.destroyed(visit.subject(), Class::Visit)?.then_some(()))
    })?;
    assert_eq!(house.visits()?, 0, "every visit, whatever its period");
    let colleague: MemberId = house.seeded.colleague;
    wait::until("the clocks of its people", wait::DEADLINE, || {
        Ok(house.due(colleague.subject(), Class::Contact)?.is_some().then_some(()))
    })?;
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
    owner.goto(&page).await?;
    owner.click("#prove a").await?;
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
