//! A trial: what its pages say of it, the letter before its end, what is refused after it and what goes on, and that whoever runs the service lets it go on.

use super::inside::{Inside, Person};
use super::invitation::{link, message, messages};
use tests::browser::{Driver, Window};
use tests::folder::Folder;
use tests::program::Program;
use tests::{Outcome, needs};

const SETTINGS: &str = "/nordlys/settings";
const DASHBOARD: &str = "/nordlys/dashboard";
const INVITATIONS: &str = "/nordlys/invitations";

/// What a visitor fills in.
const FORM: [(&str, &str); 2] = [("name", "Guro Fjeldstad"), ("consent", "yes")];

fn house(folder: &Folder) -> Outcome<Inside> {
    Inside::open_on_trial(&folder.path().join("data"), 14)
}

#[test]
fn its_last_day_is_shown_and_told_to_the_owner_once() -> Outcome {
    let folder = Folder::new("trial-told")?;
    let house = house(&folder)?;
    assert_eq!(house.told("organisation.trial-began.v1")?.len(), 1);
    let offered = Person::at(&house.address).open("/sign-up")?;
    assert!(offered.contains("id=\"trial\"") && offered.contains("14 days"), "{offered}");
    let mut berg = house.enter(SETTINGS, house.seeded.owner)?;
    let page = berg.open(SETTINGS)?;
    assert!(page.contains("id=\"trial\"") && page.contains("5 December 2026"), "{page}");
    // Where they work nothing is said of it before its end is near, and to those who manage nothing never.
    assert!(!berg.open(DASHBOARD)?.contains("id=\"trial\""));
    house.announce_trials()?;
    assert!(house.told("organisation.trial-end-announced.v1")?.is_empty(), "two weeks before");

    house.turn(24 * 11)?;
    house.announce_trials()?;
    house.announce_trials()?;
    assert_eq!(house.told("organisation.trial-end-announced.v1")?.len(), 1, "once");
    messages(&house, "ingrid.berg@", "5 December 2026", 1)?;
    assert!(berg.open(DASHBOARD)?.contains("id=\"trial\""));
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    assert!(!lie.open(DASHBOARD)?.contains("id=\"trial\""), "it is not theirs to see to");
    let mut visitor = Person::at(&house.address);
    visitor.send("/nordlys", "/nordlys/arrive", &FORM)?;
    house.close();
    Ok(())
}

#[test]
fn on_trial_invitations_are_counted_and_a_form_that_is_one_too_many_keeps_what_was_written() -> Outcome {
    let folder = Folder::new("trial-many")?;
    let house = house(&folder)?;
    let mut berg = house.enter(INVITATIONS, house.seeded.owner)?;
    let reach = "kari.moe@visitor.example";
    let fields = [
        ("name", "Kari Moe"),
        ("reach", reach),
        ("day", "2026-12-10"),
        ("time", "10:00"),
        ("whom", "me"),
        ("note", "Bring the form."),
    ];
    let invited = || house.told("visit.invited.v1").map(|told| told.len());
    let before = invited()?;
    let list = berg.send(INVITATIONS, INVITATIONS, &fields)?;
    let id = list.split("id=\"invitation-").nth(1).and_then(|rest| rest.split('"').next());
    let one = format!("{INVITATIONS}/{}", id.unwrap_or_default());
    // Of each kind some: they are counted together.
    for n in 1..30 {
        berg.send(&one, &format!("{one}/resend"), &[])?;
        let email = format!("colleague{n}@nordlys.example");
        berg.send("/nordlys/team", "/nordlys/team", &[("email", &email), ("role", "member")])?;
    }
    berg.send(&one, &format!("{one}/move"), &[("day", "2026-12-11"), ("time", "10:00")])?;
    let form = berg.open(INVITATIONS)?;
    let said = berg.refused(&form, INVITATIONS, &fields, 429)?;
    assert!(said.contains("reach-wrong") && said.contains("as many invitations as it may"), "{said}");
    assert!(said.contains(reach) && said.contains("Bring the form."), "nothing is lost: {said}");
    let page = berg.open(&one)?;
    let said = berg.refused(&page, &format!("{one}/resend"), &[], 429)?;
    assert!(said.contains("as many invitations as it may"), "{said}");
    berg.send(&one, &format!("{one}/cancel"), &[])?;
    house.turn(1)?;
    berg.submit(&form, INVITATIONS, &fields)?;
    assert_eq!(invited()?, before + 2);
    house.close();
    Ok(())
}

#[test]
fn after_it_nobody_new_comes_in_and_what_goes_on_goes_on_until_it_is_continued() -> Outcome {
    let folder = Folder::new("trial-over")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    // On the last day somebody comes, and a page is opened that is sent only when the day is over.
    house.turn(24 * 14)?;
    let mut waits = Person::at(&house.address);
    waits.send("/nordlys", "/nordlys/arrive", &FORM)?;
    let (visit, secret) = (waits.page.clone(), waits.cookies().to_owned());
    let mut late = Person::at(&house.address);
    let form = late.open("/nordlys")?;
    let invite = berg.open(INVITATIONS)?;
    assert!(invite.contains("id=\"invite\""));
    house.turn(24)?;

    let page = late.refused(&form, "/nordlys/arrive", &FORM, 409)?;
    assert!(page.contains("id=\"paused\"") && !page.contains("id=\"arrive\""), "{page}");
    let page = late.open("/nordlys")?;
    assert!(page.contains("id=\"paused\"") && !page.contains("rial"), "why is not for visitors: {page}");
    let fields = [
        ("name", "Kari Moe"),
        ("reach", "kari.moe@visitor.example"),
        ("day", "2026-12-10"),
        ("time", "10:00"),
        ("whom", "me"),
    ];
    let said = berg.refused(&invite, INVITATIONS, &fields, 409)?;
    assert!(said.contains("trial is over"), "{said}");
    let page = berg.open(INVITATIONS)?;
    assert!(page.contains("id=\"trial\"") && !page.contains("id=\"invite\""), "{page}");
    assert_eq!(house.told("visit.arrived.v1")?.len(), 1);

    // Whoever waits waits on, is let in, and reads their receipt; the house is read, exported from and erased from.
    let mut waits = Person::holding(&house.address, &secret);
    waits.open(&visit)?;
    let admit = format!("/nordlys/visits/{}/admit", visit.trim_start_matches("/v/"));
    berg.send(&admit, &admit, &[])?;
    assert_eq!(house.told("visit.admitted.v1")?.len(), 1);
    waits.open(&format!("{visit}/receipt"))?;
    for page in ["/nordlys/history", SETTINGS, "/nordlys/agreement"] {
        berg.open(page)?;
    }

    house.let_go_on()?;
    house.let_go_on()?;
    assert_eq!(house.told("organisation.continued.v1")?.len(), 1);
    late.send("/nordlys", "/nordlys/arrive", &FORM)?;
    let invite = berg.open(INVITATIONS)?;
    assert!(invite.contains("id=\"invite\"") && !invite.contains("id=\"trial\""), "{invite}");
    house.close();
    Ok(())
}

#[test]
fn the_link_of_an_invitation_is_not_used_up_by_a_trial_that_is_over() -> Outcome {
    let folder = Folder::new("trial-link")?;
    let house = house(&folder)?;
    let mut berg = house.enter(INVITATIONS, house.seeded.owner)?;
    let fields = [
        ("name", "Kari Moe"),
        ("reach", "kari.moe@visitor.example"),
        ("day", "2026-12-06"),
        ("time", "12:00"),
        ("whom", "me"),
    ];
    berg.send(INVITATIONS, INVITATIONS, &fields)?;
    let link = link(&message(&house, "kari.moe@", "/i/")?)?;
    // The appointed day, twenty minutes before noon in Oslo: the trial ended with the day before.
    house.turn(24 * 15)?;
    house.turn_minutes(90)?;
    let mut kari = Person::at(&house.address);
    let page = kari.open(&link)?;
    assert!(page.contains("id=\"paused\"") && !page.contains("id=\"come\""), "{page}");
    house.let_go_on()?;
    kari.send(&link, &link, &FORM)?;
    assert_eq!(house.told("visit.arrived.v1")?.len(), 1);
    house.close();
    Ok(())
}

#[test]
fn its_pages_are_accessible() -> Outcome {
    needs!("the pages of a trial", Program::Chromium, Program::ChromeDriver, Program::Axe);
    let folder = Folder::new("trial-pages")?;
    let house = house(&folder)?;
    let (runtime, driver) = (tokio::runtime::Runtime::new()?, Driver::start()?.looking(true));
    let owner = runtime.block_on(async {
        let owner = driver.open(Window::Wide).await?;
        owner.goto(&house.way_in(SETTINGS, house.seeded.owner)).await?;
        owner.wait_for("#trial").await?;
        owner.look("trial-runs").await.map(|()| owner)
    })?;
    // The appointments of the beginning go while the clock is turned: before the pages are compared in each language.
    house.turn(24 * 21)?;
    house.expire()?;
    runtime.block_on(async {
        for (path, name) in [(INVITATIONS, "trial-over"), (DASHBOARD, "trial-over-dashboard")] {
            owner.goto(&format!("{}{path}", house.address)).await?;
            owner.wait_for("#trial").await?;
            if path == DASHBOARD {
                owner.wait_for("#paused").await?;
                owner.wait_gone("#own-link").await?;
            }
            owner.look(name).await?;
        }
        let visitor = driver.open(Window::Phone).await?;
        visitor.goto(&format!("{}/nordlys", house.address)).await?;
        visitor.wait_for("#paused").await?;
        visitor.look("trial-over-visitor").await
    })?;
    drop((owner, driver));
    house.close();
    Ok(())
}
