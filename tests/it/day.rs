//! One ordinary day of a clinic in real browsers, at a clock that the test turns: two professionals, a walk-in, somebody handed over, somebody invited, somebody who does
//! not come. In the evening the auditor reads the access log: who opened what of whom and why, nothing more, nothing twice, nothing missing.

use std::collections::BTreeMap;

use serde_json::json;
use store::vault::Sealing;
use tests::browser::{Browser, Driver, Window};
use tests::folder::Folder;
use tests::program::Program;
use tests::{Failure, Outcome, needs, wait};
use tokio::runtime::Runtime;
use web::house::LogPlace;

use crate::inside::{Inside, Person};

const AUDIT: &str = "/nordlys/audit";

/// The text of a piece of a page.
fn text(html: &str) -> String {
    let mut words = String::new();
    for piece in html.split('<') {
        words.push_str(piece.split_once('>').map_or("", |(_, words)| words));
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cell(html: &str) -> String {
    text(&format!("<td{html}"))
}

/// Who is meant by a reference.
fn named(whose: &str, called: &[(String, &str)]) -> String {
    let known = called.iter().find(|(reference, _)| reference == whose);
    known.map_or_else(|| whose.to_owned(), |(_, name)| (*name).to_owned())
}

/// The entries that the auditor's page shows, by their positions, older pages too.
fn entries(officer: &mut Person, called: &[(String, &str)]) -> Outcome<BTreeMap<u64, String>> {
    let (mut found, mut next) = (BTreeMap::new(), Some(AUDIT.to_owned()));
    while let Some(page) = next {
        let page = officer.open(&page)?;
        for row in page.split("<tr id=\"entry-").skip(1) {
            let (position, row) = row.split_once('"').ok_or_else(|| Failure::new("no position"))?;
            let row = row.split("</tr>").next().unwrap_or_default();
            // Not when, and of the class not the legal ground, which goes with it.
            let cells: Vec<_> = row.split("<td").skip(2).collect();
            let [who, why, whose, class] = cells[..] else { return Err(Failure::new(row)) };
            let mut whose: Vec<_> = cell(whose).split(',').map(|one| named(one.trim(), called)).collect();
            whose.sort();
            let class = cell(class.split("<span").next().unwrap_or_default());
            found.insert(
                position.parse()?,
                format!("{} | {} | {} | {class}", cell(who), cell(why), whose.join(", ")),
            );
        }
        let older = page.split_once("id=\"older\" href=\"").and_then(|(_, rest)| rest.split_once('"'));
        next = older.map(|(link, _)| link.replace("&amp;", "&").replace("&#38;", "&"));
    }
    Ok(found)
}

/// Somebody's browser on the page of the waiting list, with its live line.
async fn enter(driver: &Driver, house: &Inside, member: domain::MemberId) -> Outcome<Browser> {
    let staff = driver.open(Window::Wide).await?;
    staff.goto(&house.way_in("/nordlys/dashboard", member)).await?;
    staff.wait_for("#connection [data-connection=open]:not([hidden])").await?;
    Ok(staff)
}

/// Comes in at the clinic's page, or by a link; skips the test of the devices; returns the reference.
async fn come(visitor: &Browser, page: &str, name: &str, professional: Option<&str>) -> Outcome<String> {
    visitor.goto(page).await?;
    visitor.fill("[name=name]", name).await?;
    if let Some(professional) = professional {
        visitor.click(&format!("[name=professional][value='{professional}']")).await?;
    }
    visitor.click("[name=consent]").await?;
    visitor.click("#arrive-button, #come-button").await?;
    visitor.click("#skip-check").await?;
    visitor.wait_for("#wait[data-state=waiting]").await?;
    visitor.text("main .facts .code").await
}

/// The name is on the list, and that the devices were not tested.
async fn listed(staff: &Browser, name: &str) -> Outcome {
    let row = format!(
        "[...document.querySelectorAll('.visitor')].some(row => row.innerText.includes({}) && row.innerText.includes('Skipped the camera'))",
        json!(name)
    );
    staff.wait_until(&row).await
}

/// Lets the one who waits in, talks, hangs up, and is back at the list.
async fn receive(staff: &Browser, visitor: &Browser, name: &str) -> Outcome {
    let row = format!(
        "[...document.querySelectorAll('.visitor')].find(row => row.innerText.includes({})).id",
        json!(name)
    );
    let row = staff.value(&row).await?;
    staff.click(&format!("#{} [id^=admit-]", row.as_str().unwrap_or_default())).await?;
    staff.wait_text("#confirm", name).await?;
    staff.click("#open-call").await?;
    for side in [staff, visitor] {
        side.wait_for("#call[data-state=connected]").await?;
    }
    staff.click("#hang-up").await?;
    staff.click("#end-for-all").await?;
    staff.wait_text("main", name).await?;
    visitor.wait_for("#receipt").await?;
    staff.click("#menu a[href$='/dashboard']").await?;
    staff.wait_for("#connection [data-connection=open]:not([hidden])").await
}

/// Invites somebody for today.
async fn invite(staff: &Browser, house: &Inside, name: &str, address: &str, time: &str) -> Outcome {
    staff.goto(&format!("{}/nordlys/invitations", house.address)).await?;
    staff.fill("[name=name]", name).await?;
    staff.fill("[name=reach]", address).await?;
    let set = format!(
        "(() => {{ document.querySelector('#day').value = '2026-11-21'; document.querySelector('#time').value = '{time}' }})()"
    );
    staff.value(&set).await?;
    staff.click("#invite-button").await?;
    staff.wait_for("#done").await
}

/// The link in the letter to this address.
fn link(house: &Inside, address: &str) -> Outcome<String> {
    wait::until("the letter", wait::DEADLINE, || {
        let page = Person::at(&house.address).open("/demo/mailbox")?;
        let letter = page.split("<article").skip(1).find(|one| one.contains(address));
        let secret = letter.and_then(|letter| letter.split("/i/").nth(1));
        Ok(secret
            .map(|secret| format!("{}/i/{}", house.address, secret.chars().take(64).collect::<String>())))
    })
}

/// Waits until so many letters have gone to this address.
fn letters(house: &Inside, address: &str, many: usize) -> Outcome {
    wait::until("the letters", wait::DEADLINE, || {
        let page = Person::at(&house.address).open("/demo/mailbox")?;
        let sent = page.split("<article").skip(1).filter(|one| one.contains(address)).count();
        Ok((sent >= many).then_some(()))
    })
}

/// Everything that happens until the evening; returns who is meant by each reference.
async fn a_day(house: &Inside) -> Outcome<Vec<(String, &'static str)>> {
    let driver = Driver::start()?;
    let berg = enter(&driver, house, house.seeded.owner).await?;
    let lie = enter(&driver, house, house.seeded.colleague).await?;
    let front = format!("{}/nordlys", house.address);
    // Whom the demo has invited from the beginning.
    let mut who = vec![("J23Y-VFCB".to_owned(), "Solveig"), ("YSWM-8V7K".to_owned(), "Arne")];

    invite(&berg, house, "Runa Skogstad", "runa@visitor.example", "10:40").await?;
    let runas = link(house, "runa@visitor.example")?;
    invite(&berg, house, "Nora Noshow", "nora@visitor.example", "10:50").await?;
    link(house, "nora@visitor.example")?;
    berg.click("#menu a[href$='/dashboard']").await?;
    berg.wait_for("#connection [data-connection=open]:not([hidden])").await?;

    // Somebody walks in, for whoever is free.
    let walk_in = driver.open(Window::Phone).await?;
    who.push((come(&walk_in, &front, "Wanda Walkin", None).await?, "Wanda"));
    for staff in [&berg, &lie] {
        listed(staff, "Wanda Walkin").await?;
    }
    lie.click("[id^=seen-]").await?;
    lie.wait_text(".seen", "Seen by you").await?;
    berg.wait_text(".seen", "Seen by Dr Jon Lie").await?;
    receive(&lie, &walk_in, "Wanda Walkin").await?;

    // Somebody asks for Dr Berg, who hands them over.
    let handed = driver.open(Window::Phone).await?;
    let owner = house.seeded.owner.to_string();
    who.push((come(&handed, &front, "Hanna Handover", Some(&owner)).await?, "Hanna"));
    listed(&berg, "Hanna Handover").await?;
    berg.click("[id^=hand-over-]").await?;
    berg.click("#to .option").await?;
    berg.click("#hand-over").await?;
    berg.wait_for("#connection [data-connection=open]:not([hidden])").await?;
    listed(&lie, "Hanna Handover").await?;
    lie.wait_text(".handed", "Handed over by Dr Ingrid Berg").await?;
    handed.wait_text("#place", "Dr Jon Lie").await?;
    receive(&lie, &handed, "Hanna Handover").await?;

    // Somebody comes to their appointment.
    house.turn_minutes(25)?;
    letters(house, "solveig.haug@visitor.example", 2)?;
    let invited = driver.open(Window::Phone).await?;
    who.push((come(&invited, &runas, "Runa Skogstad", None).await?, "Runa"));
    listed(&berg, "Runa Skogstad").await?;
    receive(&berg, &invited, "Runa Skogstad").await?;

    // Somebody does not.
    house.turn_minutes(30)?;
    berg.goto(&format!("{}/nordlys/invitations", house.address)).await?;
    let row =
        "[...document.querySelectorAll('.visitor')].find(row => row.innerText.includes('Nora Noshow'))?.id";
    let row = berg.value(row).await?;
    berg.click(&format!("#{} a.button", row.as_str().unwrap_or_default())).await?;
    let reference = berg.text("main .code").await?;
    who.push((reference, "Nora"));
    berg.click("#no-show").await?;
    berg.wait_for("#done").await?;

    // In the evening each reads what was.
    for staff in [&berg, &lie] {
        staff.goto(&format!("{}/nordlys/history", house.address)).await?;
        staff.wait_text("main caption", "visit").await?;
    }
    for browser in [berg, lie, walk_in, handed, invited] {
        browser.goto("about:blank").await?;
    }
    Ok(who)
}

/// What happened, an entry a line: who, why, whose, of which class.
const HAPPENED: &[&str] = &[
    // They come in.
    "Dr Ingrid Berg owner | The member’s own account | Dr Ingrid Berg | Names and settings",
    "Dr Jon Lie member | The member’s own account | Dr Jon Lie | Names and settings",
    // Dr Berg invites two people: the page with the colleagues to choose from, before and after each, and the two letters.
    "Dr Ingrid Berg member | The list of appointments, and keeping their time | Arne, Dr Jon Lie, Solveig | Details of a visit, Names and settings",
    "Anteroom (mail) by itself, without showing it to anybody | Sending a message | Runa, the organisation | Details of a visit, Names and settings",
    "Dr Ingrid Berg member | The list of appointments, and keeping their time | Arne, Dr Jon Lie, Runa, Solveig | Details of a visit, Names and settings",
    "Dr Ingrid Berg member | The list of appointments, and keeping their time | Arne, Dr Jon Lie, Runa, Solveig | Details of a visit, Names and settings",
    "Anteroom (mail) by itself, without showing it to anybody | Sending a message | Nora, the organisation | Details of a visit, Names and settings",
    "Dr Ingrid Berg member | The list of appointments, and keeping their time | Arne, Dr Jon Lie, Nora, Runa, Solveig | Details of a visit, Names and settings",
    // Wanda walks in. Both see her, Dr Lie says so and asks whether it is her, lets her in, hangs up.
    "Anybody on a public page | The organisation’s public pages | Dr Ingrid Berg, Dr Jon Lie | Names and settings",
    "The visitor with their own link | The visitor’s own page | Wanda | Details of a visit",
    "Dr Ingrid Berg member | The list of who waits | Wanda | Details of a visit",
    "Dr Jon Lie member | The list of who waits | Wanda | Details of a visit",
    "Dr Ingrid Berg member | The list of who waits | Dr Jon Lie | Names and settings",
    "Dr Jon Lie member | Letting in and holding the call | Wanda | Details of a visit",
    "Dr Jon Lie member | Letting in and holding the call | Wanda | Details of a visit",
    "Anteroom (after-visit) by itself, without showing it to anybody | Counting a call for the bill and the day’s figures | Wanda | Details of a visit",
    "Dr Jon Lie member | The summary after a call | Wanda | Details of a visit",
    // Hanna asks for Dr Berg, who looks to whom she can be given.
    "The visitor with their own link | The visitor’s own page | Hanna | Details of a visit",
    "Dr Ingrid Berg member | The list of who waits | Hanna | Details of a visit",
    "Dr Ingrid Berg member | The list of who waits | Dr Jon Lie, Hanna | Details of a visit, Names and settings",
    "Dr Jon Lie member | The list of who waits | Hanna | Details of a visit",
    "Dr Jon Lie member | The list of who waits | Dr Ingrid Berg | Names and settings",
    "Dr Jon Lie member | Letting in and holding the call | Hanna | Details of a visit",
    "Dr Jon Lie member | Letting in and holding the call | Hanna | Details of a visit",
    "Anteroom (after-visit) by itself, without showing it to anybody | Counting a call for the bill and the day’s figures | Hanna | Details of a visit",
    "Dr Jon Lie member | The summary after a call | Hanna | Details of a visit",
    // Solveig, of tomorrow, is reminded.
    "Anteroom (mail) by itself, without showing it to anybody | Sending a message | Solveig, the organisation | Details of a visit, Names and settings",
    // Runa opens her link, which names the clinic and Dr Berg, and comes.
    "Anybody on a public page | The organisation’s public pages | the organisation | Names and settings",
    "Anybody on a public page | The organisation’s public pages | Dr Ingrid Berg | Names and settings",
    "The visitor with their own link | The visitor’s own page | Runa | Details of a visit",
    "The visitor with their own link | The visitor’s own page | Runa | Details of a visit",
    "Dr Ingrid Berg member | The list of who waits | Runa | Details of a visit",
    "Dr Ingrid Berg member | Letting in and holding the call | Runa | Details of a visit",
    "Dr Ingrid Berg member | Letting in and holding the call | Runa | Details of a visit",
    "Anteroom (after-visit) by itself, without showing it to anybody | Counting a call for the bill and the day’s figures | Runa | Details of a visit",
    "Dr Ingrid Berg member | The summary after a call | Runa | Details of a visit",
    // Nora does not; the clinic's own name was known for five minutes and is looked up again.
    "Anybody on a public page | The organisation’s public pages | the organisation | Names and settings",
    "Dr Ingrid Berg member | The list of appointments, and keeping their time | Arne, Dr Jon Lie, Nora, Solveig | Details of a visit, Names and settings",
    "Dr Ingrid Berg member | The list of appointments, and keeping their time | Nora | Details of a visit",
    "Dr Ingrid Berg member | The list of appointments, and keeping their time | Arne, Dr Jon Lie, Solveig | Details of a visit, Names and settings",
    // In the evening.
    "Dr Ingrid Berg member | The history of visits | Nora, Runa | Details of a visit",
    "Dr Jon Lie member | The history of visits | Hanna, Wanda | Details of a visit",
];

#[test]
fn the_access_log_of_an_ordinary_day_says_what_happened_and_no_more() -> Outcome {
    needs!("an ordinary day", Program::Chromium, Program::ChromeDriver);
    let folder = Folder::new("ordinary-day")?;
    let house = Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)?;
    let mut officer = house.enter(AUDIT, house.seeded.officer)?;
    let last = entries(&mut officer, &[])?.keys().last().copied().unwrap_or_default();
    let called = Runtime::new()?.block_on(a_day(&house))?;
    let mut day: Vec<String> = entries(&mut officer, &called)?
        .into_iter()
        // What was there before, and that the auditor looked, is not of the day.
        .filter(|(at, words)| *at > last && !words.contains("Reading the access log"))
        .map(|(_, words)| words)
        .collect();
    day.sort();
    let mut happened: Vec<String> = HAPPENED.iter().map(|line| (*line).to_owned()).collect();
    happened.sort();
    let lacks: Vec<_> = without(&happened, &day);
    let more: Vec<_> = without(&day, &happened);
    assert!(lacks.is_empty() && more.is_empty(), "missing: {lacks:#?}\ntoo many: {more:#?}");
    Ok(())
}

/// The lines of one list that the other does not have, each as often as it is there.
fn without(these: &[String], others: &[String]) -> Vec<String> {
    let mut others = others.to_vec();
    let gone = |line: &&String| match others.iter().position(|other| other == *line) {
        Some(at) => {
            others.remove(at);
            false
        }
        None => true,
    };
    these.iter().filter(gone).cloned().collect()
}
