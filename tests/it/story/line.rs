//! The line in real browsers: two members and three visitors at once, seen, handed over, written to, let in, let go, without anybody's reload.

use super::Eyes;
use serde_json::json;
use tests::browser::{Browser, Driver, Window};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

const VISITORS: [&str; 3] = ["Anna Firstfree", "Bjarne Forberg", "Cille Thirdone"];
const SENTENCE: &str = "We receive visitors again from 13:00.";

/// Keeps what a page would tell outside of itself, and lets it believe that nobody looks.
const NOTICES: &str = "(() => { window.notices = []; document.hasFocus = () => false;
    window.Notification = class extends EventTarget {
        static permission = 'granted';
        static async requestPermission() { return 'granted' }
        constructor(title, options) { super(); window.notices.push(`${title} ${options.body}`) }
        close() { window.notices.push('closed') }
    }; return true })()";

/// Somebody comes in, asks for this professional or for the first one free, and waits.
async fn come(visitor: &Browser, server: &Server, name: &str, professional: Option<&str>) -> Outcome {
    visitor.goto(&format!("{}/nordlys", server.localhost())).await?;
    visitor.fill("[name=name]", name).await?;
    if let Some(professional) = professional {
        let find = format!(
            "[...document.querySelectorAll('.option')].find(one => one.innerText.includes({})).click()",
            json!(professional)
        );
        visitor.value(&find).await?;
    }
    visitor.click("[name=consent]").await?;
    visitor.click("#arrive-button").await?;
    visitor.click("#skip-check").await?;
    visitor.wait_for("#wait[data-state=waiting]").await
}

/// The row of somebody on a member's list; waits for it.
async fn row(staff: &Browser, name: &str) -> Outcome<String> {
    staff.wait_text("#waiting .visitor", name).await?;
    let find = format!(
        "[...document.querySelectorAll('.visitor')].find(row => row.innerText.includes({})).id",
        json!(name)
    );
    Ok(staff.value(&find).await?.as_str().unwrap_or_default().trim_start_matches("visit-").to_owned())
}

async fn gone(staff: &Browser, name: &str) -> Outcome {
    staff
        .wait_until(&format!(
            "document.querySelector('#waiting') !== null && !document.querySelector('#waiting').innerText.includes({})",
            json!(name)
        ))
        .await
}

async fn chimes(staff: &Browser, tunes: &str) -> Outcome {
    staff
        .wait_until(&format!("(document.querySelector('#live').dataset.chimes ?? '') === {}", json!(tunes)))
        .await
}

async fn several_at_once(server: Server, eyes: Eyes) -> Outcome {
    let driver = Driver::start()?.looking(eyes == Eyes::Open);
    let (berg, lie) = (driver.open(Window::Wide).await?, driver.open(Window::Wide).await?);
    berg.goto(&server.link("  dashboard ")?).await?;
    lie.goto(&server.link("colleague's dashboard")?).await?;
    for staff in [&berg, &lie] {
        staff.wait_for("#connection [data-connection=open]:not([hidden])").await?;
    }
    // Sound and notices are switched on by a button each, and remembered.
    lie.value(NOTICES).await?;
    lie.click("#sound").await?;
    lie.click("#notify").await?;
    lie.wait_for("#notify[aria-pressed=true]").await?;
    chimes(&lie, "arrival").await?;

    let mut visitors = Vec::new();
    for _ in VISITORS {
        visitors.push(driver.open(Window::Phone).await?);
    }
    let [anna, bjarne, cille] = &visitors[..] else { unreachable!("three were opened") };
    come(anna, &server, VISITORS[0], None).await?;
    let first = row(&lie, VISITORS[0]).await?;
    lie.wait_text("#unseen", "Nobody has acknowledged").await?;
    lie.wait_until(&format!(
        "document.querySelector('#announce').textContent.includes({})",
        json!(VISITORS[0])
    ))
    .await?;
    chimes(&lie, "arrival arrival").await?;
    lie.wait_until("window.notices.length === 1").await?;
    let notice = lie.value("window.notices[0]").await?;
    assert!(
        notice.as_str().is_some_and(|words| words.contains("Somebody") && !words.contains("Anna")),
        "{notice}"
    );

    come(bjarne, &server, VISITORS[1], Some("Dr Ingrid Berg")).await?;
    come(cille, &server, VISITORS[2], None).await?;
    let second = row(&berg, VISITORS[1]).await?;
    row(&berg, VISITORS[2]).await?;
    row(&lie, VISITORS[2]).await?;
    assert!(!lie.text("#waiting").await?.contains(VISITORS[1]), "who asked for a colleague is not shown");
    // Who waits for Dr Berg is not before one who waits for whoever is free.
    cille.wait_text("#place", "One person is before you").await?;
    lie.look("line-unseen").await?;

    // One has seen it: everybody knows, and nothing calls any more for it.
    lie.click(&format!("#seen-{first}")).await?;
    lie.wait_text(&format!("#visit-{first} .seen"), "Seen by you").await?;
    berg.wait_text(&format!("#visit-{first} .seen"), "Seen by Dr Jon Lie").await?;

    // Handed over: the colleague sees it, the visitor is told, and both without a reload.
    berg.click(&format!("#hand-over-{second}")).await?;
    berg.wait_text("main", VISITORS[1]).await?;
    berg.look("hand-over").await?;
    berg.click("#to .option").await?;
    berg.click("#hand-over").await?;
    row(&lie, VISITORS[1]).await?;
    lie.wait_text(&format!("#visit-{second} .handed"), "Handed over by Dr Ingrid Berg").await?;
    gone(&berg, VISITORS[1]).await?;
    bjarne.wait_text("#place", "Dr Jon Lie receives you now").await?;
    bjarne.wait_text("#for-whom", "Dr Jon Lie").await?;

    notes(&berg, &lie, [anna, bjarne, cille]).await?;
    place(&berg, anna).await?;
    in_a_call(&driver, &server, &lie, &first, anna).await?;
    the_door(&driver, &server, &berg, bjarne, cille).await
}

/// A note to everybody, and one to those who wait for its writer alone; each is read at once, and is taken down.
async fn notes(berg: &Browser, lie: &Browser, visitors: [&Browser; 3]) -> Outcome {
    let [anna, bjarne, cille] = visitors;
    berg.click("#to-room").await?;
    berg.look("waiting-room").await?;
    berg.fill("#everybody", "We are running twenty minutes late.").await?;
    berg.click("#put-up-everybody").await?;
    berg.wait_text("#done", "The note is up").await?;
    berg.look("waiting-room-note").await?;
    for visitor in visitors {
        visitor.wait_text("#notes", "twenty minutes late").await?;
        visitor.wait_text("#notes", "From Nordlys Legesenter").await?;
    }
    lie.click("#to-room").await?;
    lie.fill("#own", "I will be with you shortly.").await?;
    lie.click("#put-up-own").await?;
    bjarne.wait_text("#notes", "I will be with you shortly").await?;
    bjarne.look("waiting-room-told").await?;
    berg.click("#take-down-everybody").await?;
    cille.wait_until("document.querySelector('#notes').innerText === ''").await?;
    anna.wait_until("document.querySelector('#notes').innerText === ''").await?;
    assert!(bjarne.text("#notes").await?.contains("shortly"), "who waits for Dr Lie alone reads it");
    Ok(())
}

/// The organisation keeps the place to itself.
async fn place(berg: &Browser, anna: &Browser) -> Outcome {
    anna.wait_text("#place", "You are next").await?;
    let address = berg.address().await?;
    let origin = address.split("/nordlys").next().unwrap_or_default();
    berg.goto(&format!("{origin}/nordlys/settings/waiting-room")).await?;
    berg.look("settings-waiting-room").await?;
    berg.click("[name=place][value=kept]").await?;
    berg.click("#save-place").await?;
    berg.wait_for("#done").await?;
    anna.wait_text("#place", "You are in the waiting room").await?;
    let place = anna.text("#place").await?;
    assert!(!place.contains("next"), "{place}");
    Ok(())
}

/// The call opens after the question, and while it lasts nothing sounds.
async fn in_a_call(driver: &Driver, server: &Server, lie: &Browser, first: &str, anna: &Browser) -> Outcome {
    let address = lie.address().await?;
    let dashboard = format!("{}/nordlys/dashboard", address.split("/nordlys").next().unwrap_or_default());
    lie.goto(&dashboard).await?;
    lie.click(&format!("#admit-{first}")).await?;
    lie.wait_text("#confirm", VISITORS[0]).await?;
    assert!(!anna.address().await?.contains("left") && anna.text("#place").await?.contains("waiting room"));
    lie.click("#open-call").await?;
    anna.wait_for("#call").await?;
    lie.wait_for("#call").await?;

    // Another look at the list in mid-call: it says that it is quiet, and somebody who comes makes no sound.
    lie.goto(&dashboard).await?;
    lie.wait_text("#quiet", "You are in a call").await?;
    lie.value(NOTICES).await?;
    lie.click("#sound").await?;
    lie.wait_for("#sound[aria-pressed]").await?;
    let before = lie.value("document.querySelector('#live').dataset.chimes ?? ''").await?;
    let fourth = driver.open(Window::Phone).await?;
    come(&fourth, server, "Dagny Late", None).await?;
    row(lie, "Dagny Late").await?;
    lie.look("waiting-in-call").await?;
    assert_eq!(lie.value("document.querySelector('#live').dataset.chimes ?? ''").await?, before);
    assert_eq!(lie.value("window.notices.length").await?, 0, "nobody is disturbed in a call");
    fourth.close().await
}

/// The door is closed with a sentence, and those who wait are told and let go in one act; whoever comes reads it; then it is open again.
async fn the_door(
    driver: &Driver,
    server: &Server,
    berg: &Browser,
    bjarne: &Browser,
    cille: &Browser,
) -> Outcome {
    let address = berg.address().await?;
    let origin = address.split("/nordlys").next().unwrap_or_default().to_owned();
    let late = driver.open(Window::Phone).await?;
    late.goto(&format!("{}/nordlys", server.localhost())).await?;
    late.fill("[name=name]", "Else Toolate").await?;
    late.click("[name=consent]").await?;
    berg.goto(&format!("{origin}/nordlys/waiting-room")).await?;
    berg.fill("#sentence", SENTENCE).await?;
    berg.click("[name=let_go]").await?;
    berg.click("#close-door").await?;
    berg.wait_for("#door-is-closed").await?;
    for visitor in [bjarne, cille] {
        visitor.wait_for("#arrive-again").await?;
        visitor.wait_text("#on-the-door", SENTENCE).await?;
    }
    cille.look("let-go").await?;
    // Nobody waits any more.
    berg.goto(&format!("{origin}/nordlys/waiting-room")).await?;
    berg.look("waiting-room-closed").await?;
    // Somebody who had the form open meanwhile is told the same, and nothing was taken.
    late.click("#arrive-button").await?;
    late.wait_text("#shut", SENTENCE).await?;
    late.look("organisation-shut").await?;
    berg.goto(&format!("{origin}/nordlys/dashboard")).await?;
    berg.wait_for("#door-closed").await?;
    gone(berg, VISITORS[2]).await?;
    berg.look("waiting-closed").await?;
    berg.goto(&format!("{origin}/nordlys/waiting-room")).await?;
    berg.click("#open-door").await?;
    berg.wait_text("#done", "The door is open").await?;
    come(&late, server, "Else Toolate", None).await?;
    berg.goto(&format!("{origin}/nordlys/dashboard")).await?;
    row(berg, "Else Toolate").await?;
    // A form at a closed door answers 409, and the browser says so.
    let errors = [berg.console_errors().await?, late.console_errors().await?].concat();
    assert!(errors.iter().all(|error| error.contains("409")), "{errors:?}");
    Ok(())
}

#[tokio::test]
async fn two_members_and_three_visitors_at_once() -> Outcome {
    needs!(
        "the line with several at once",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Axe
    );
    several_at_once(Plan::demo().start()?, Eyes::Open).await
}
