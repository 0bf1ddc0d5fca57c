//! When somebody is there, in real browsers: opening hours are set, the page is closed, duty opens it, and who is away says so. Every page of it is looked at.

use tests::browser::{Driver, Window};
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

/// The name of the field of the day after tomorrow, on the clinic's wall: today it is closed, whatever day it is.
const THEN: &str = "new Date(Date.now() + 2 * 86400000).toLocaleDateString('en', { timeZone: 'Europe/Oslo', weekday: 'long' }).toLowerCase()";

#[tokio::test]
async fn the_page_opens_by_its_hours_or_by_whoever_is_on_duty() -> Outcome {
    needs!("opening hours", Program::Anteroom, Program::Chromium, Program::ChromeDriver, Program::Axe);
    let server = Plan::demo().start()?;
    let driver = Driver::start()?.looking(true);
    let owner = driver.open(Window::Wide).await?;
    owner.goto(&server.link("  dashboard ")?).await?;
    owner.look("duty-nobody").await?;
    let hours = format!("{}/nordlys/settings/hours", server.localhost());
    owner.goto(&hours).await?;
    owner.click("[name=when][value=week]").await?;
    let then = owner.value(THEN).await?;
    owner.fill(&format!("[name={}]", then.as_str().unwrap_or_default()), "8-12, 13-16").await?;
    owner.click("#hours-button").await?;
    owner.wait_for("#done").await?;
    let day = "(() => { const on = document.querySelector('#on'); on.value = on.max; return true })()";
    owner.value(day).await?;
    owner.click("#day-button").await?;
    owner.wait_text("#different", "closed").await?;
    owner.look("hours").await?;
    owner.value(day).await?;
    owner.fill("[name=hours]", "16-8").await?;
    owner.click("#day-button").await?;
    owner.wait_for("#hours-wrong").await?;
    owner.look("hours-refused").await?;

    let visitor = driver.open(Window::Phone).await?;
    let page = server.link("organisation's page")?;
    visitor.goto(&page).await?;
    visitor.wait_text("#opens-next", "08:00 (Oslo time)").await?;
    visitor.look("closed").await?;

    let colleague = driver.open(Window::Wide).await?;
    colleague.goto(&server.link("colleague's dashboard")?).await?;
    colleague.click("#duty-button").await?;
    colleague.wait_text("#duty", "You are on duty").await?;
    visitor.goto(&page).await?;
    visitor.fill("[name=name]", "Guro Fjeldstad").await?;
    visitor.click("[name=consent]").await?;
    visitor.look("open-by-duty").await?;
    visitor.click("#arrive-button").await?;
    visitor.click("#skip-check").await?;
    visitor.wait_text("#place", "You are next").await?;
    colleague.wait_text("#waiting", "Guro Fjeldstad").await?;
    colleague.look("duty-mine").await?;
    owner.goto(&format!("{}/nordlys/dashboard", server.localhost())).await?;
    owner.wait_text("#duty", "You are not on duty").await?;
    owner.wait_text("#waiting", "Nobody is waiting").await?;
    // The queue is shared from the next look on, and the other one's is told live.
    colleague.click("#duty-button").await?;
    colleague.wait_text("#duty", "Nobody is on duty").await?;
    owner.wait_text("#waiting", "Guro Fjeldstad").await?;

    colleague.click("#to-away").await?;
    colleague.fill("[name=words]", "Dr Berg takes my visitors meanwhile.").await?;
    colleague.click("#away-button").await?;
    colleague.wait_for("#come-back").await?;
    colleague.look("away").await?;
    let other = driver.open(Window::Phone).await?;
    other.goto(&page).await?;
    other.wait_text(".away-note", "Dr Berg takes my visitors meanwhile.").await?;
    other.look("closed-away").await?;
    // Whoever would give a visitor to them reads that they are away.
    let waits = visitor.address().await?;
    let visit = waits.rsplit('/').next().unwrap_or_default();
    owner.goto(&format!("{}/nordlys/visits/{visit}/hand-over", server.localhost())).await?;
    owner.wait_text(".away-note", "Dr Jon Lie is away").await?;
    owner.look("hand-over-away").await?;
    let errors = [owner.console_errors().await?, visitor.console_errors().await?].concat();
    // A refused form answers 422, and the browser says so.
    assert!(errors.iter().all(|error| error.contains("422")), "{errors:?}");
    Ok(())
}

#[tokio::test]
async fn a_repeating_link_is_given_used_twice_and_ended() -> Outcome {
    needs!("repeating links", Program::Anteroom, Program::Chromium, Program::ChromeDriver, Program::Axe);
    let server = Plan::demo().start()?;
    let driver = Driver::start()?.looking(true);
    let owner = driver.open(Window::Wide).await?;
    owner.goto(&server.link("  dashboard ")?).await?;
    owner.goto(&format!("{}/nordlys/settings/reminders", server.localhost())).await?;
    owner.click("[name=reminders][value=hour-before]").await?;
    owner.click("#reminders-button").await?;
    owner.wait_for("#done").await?;
    owner.look("reminders").await?;
    owner.goto(&format!("{}/nordlys/invitations", server.localhost())).await?;
    owner.look("invite-whom").await?;
    owner.click("#to-links").await?;
    owner.fill("[name=name]", "Guro Fjeldstad").await?;
    owner.fill("[name=reach]", "guro@visitor.example").await?;
    owner
        .value(
            "(() => { const last = document.querySelector('#last'); last.value = last.max; return true })()",
        )
        .await?;
    owner.click("#give-button").await?;
    owner.wait_text("#links", "Guro Fjeldstad").await?;
    owner.look("links").await?;

    let visitor = driver.open(Window::Phone).await?;
    let find = "[...document.querySelectorAll('.letter')].find(letter => letter.innerText.includes('as often as you need'))?.querySelector('a.button[href*=\"/i/\"]')?.href ?? null";
    visitor
        .goto_until(&format!("{}/demo/mailbox", server.localhost()), &format!("({find}) !== null"))
        .await?;
    let link = visitor.value(find).await?;
    let link = link.as_str().unwrap_or_default();
    for _ in 0..2 {
        visitor.goto(link).await?;
        visitor.wait_for("#come").await?;
        visitor.look("come-repeating").await?;
        visitor.fill("[name=name]", "Guro Fjeldstad").await?;
        visitor.click("[name=consent]").await?;
        visitor.click("#come-button").await?;
        visitor.click("#skip-check").await?;
        visitor.wait_for("#place").await?;
    }
    owner.goto(&format!("{}/nordlys/dashboard", server.localhost())).await?;
    owner.wait_text("#waiting", "2 people are waiting").await?;
    owner.look("waiting-repeating").await?;
    owner.goto(&format!("{}/nordlys/links", server.localhost())).await?;
    owner.click("#links a.button").await?;
    owner.look("link").await?;
    owner.click("#cancel").await?;
    owner.wait_for("#no-links").await?;
    visitor.goto(link).await?;
    visitor.wait_for("#link-spent").await?;
    visitor.look("link-ended").await
}

#[tokio::test]
async fn an_appointment_of_a_colleague_who_left_is_given_on() -> Outcome {
    needs!(
        "appointments left behind",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Axe
    );
    let server = Plan::demo().start()?;
    let driver = Driver::start()?.looking(true);
    let owner = driver.open(Window::Wide).await?;
    owner.goto(&server.link("  dashboard ")?).await?;
    owner.goto(&format!("{}/nordlys/invitations", server.localhost())).await?;
    owner.fill("[name=name]", "Guro Fjeldstad").await?;
    owner.fill("[name=reach]", "guro@visitor.example").await?;
    let later = "(() => { const day = document.querySelector('#day'); day.value = new Date(Date.now() + 5 * 86400000).toISOString().slice(0, 10);
        document.querySelector('#time').value = '10:30';
        const colleague = document.querySelector('#colleague'); colleague.value = colleague.options[1].value; return true })()";
    owner.value(later).await?;
    owner.click("#whom-colleague").await?;
    owner.click("#invite-button").await?;
    owner.wait_for("#done").await?;
    owner.goto(&format!("{}/nordlys/team", server.localhost())).await?;
    let remove = "[...document.querySelectorAll('.member')].find(member => member.innerText.includes('Dr Jon Lie'))?.querySelector('a[href$=\"/remove\"]')?.href";
    let remove = owner.value(remove).await?;
    owner.goto(remove.as_str().unwrap_or_default()).await?;
    owner.click("#remove-button").await?;
    owner.wait_for("#done").await?;
    owner.click("#to-left").await?;
    owner.wait_text("#left", "Dr Jon Lie").await?;
    owner.look("left").await?;
    owner
        .value("(() => { const to = document.querySelector('#left select'); to.value = to.options[1].value; return true })()")
        .await?;
    owner.click("#left button.main").await?;
    owner.wait_for("#no-left").await?;
    owner.goto(&format!("{}/nordlys/invitations", server.localhost())).await?;
    owner.wait_text("#invitations", "Guro Fjeldstad").await
}
