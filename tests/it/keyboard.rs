//! The whole visit by keyboard alone, for both: no click, the focus shown at every stop and never lost, whoever comes announced, and nothing that moves for
//! those who want no motion.

use serde_json::json;
use tests::browser::{Browser, Driver, Key, Window};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

const NAME: &str = "Tabea Ohnemaus";
const STAFF: &str = "jon.lie@nordlys.example";

/// The skip link is the first stop, comes into sight, and leads to the content.
async fn skips(browser: &Browser, first: &str) -> Outcome {
    browser.press(Key::Tab).await?;
    browser.wait_focus(".skip").await?;
    browser.wait_until("document.activeElement.getBoundingClientRect().top >= 0").await?;
    browser.press(Key::Enter).await?;
    browser.wait_focus("#main").await?;
    browser.press(Key::Tab).await?;
    browser.wait_focus(first).await
}

/// Something was pressed, or the page has changed by itself: the focus is still somewhere.
async fn held(browser: &Browser, what: &str) -> Outcome {
    let here = browser.value("document.activeElement === document.body ? 'nowhere' : 'somewhere'").await?;
    assert_eq!(here, "somewhere", "the focus was lost: {what}");
    Ok(())
}

async fn still(browser: &Browser, page: &str) -> Outcome {
    assert_eq!(browser.moving().await?, json!([]), "{page}");
    Ok(())
}

/// Signs in by a letter's link.
async fn sign_in(staff: &Browser, server: &Server) -> Outcome {
    staff.goto(&format!("{}/sign-in", server.localhost())).await?;
    skips(staff, "[name=email]").await?;
    staff.type_keys(STAFF).await?;
    staff.enter("#send-link").await?;
    staff.enter("#to-mailbox").await?;
    let newest = format!(
        "[...document.querySelectorAll('.letter')].find(letter => letter.innerText.includes({}) && letter.querySelector('a[href*=\"/enter/\"]'))",
        json!(STAFF)
    );
    let mailbox = staff.address().await?;
    staff.goto_until(&mailbox, &format!("({newest}) !== undefined")).await?;
    let id = staff.value(&format!("{newest}.id")).await?;
    staff.enter(&format!("#{} a.button", id.as_str().unwrap_or_default())).await?;
    staff.enter("#enter").await?;
    staff.wait_for("#connection [data-connection=open]:not([hidden])").await
}

/// An invitation, by the menu and the form.
async fn invite(staff: &Browser) -> Outcome {
    staff.enter("#menu a[href$='/invitations']").await?;
    skips(staff, "main a").await?;
    staff.tab_to("[name=name]").await?;
    staff.type_keys("Guro Fjeldstad").await?;
    staff.tab_to("[name=reach]").await?;
    staff.type_keys("guro@visitor.example").await?;
    staff.tab_to("#day").await?;
    let tomorrow = "new Date(Date.now() + 86400000).toLocaleDateString('en-US', { year: 'numeric', month: '2-digit', day: '2-digit' }).replaceAll('/', '')";
    let tomorrow = staff.value(tomorrow).await?;
    staff.type_keys(tomorrow.as_str().unwrap_or_default()).await?;
    staff.tab_to("#time").await?;
    staff.type_keys("1030AM").await?;
    // One of several is chosen with the arrows.
    staff.tab_to("[name=whom]").await?;
    staff.press(Key::Down).await?;
    staff.wait_until("document.querySelector('[name=whom]:checked').value !== 'me'").await?;
    staff.press(Key::Down).await?;
    staff.wait_until("document.querySelector('[name=whom]:checked').value === 'free'").await?;
    staff.enter("#invite-button").await?;
    staff.wait_for("#done").await?;
    staff.wait_text("#invitations", "Guro Fjeldstad").await
}

/// Comes in, tries the devices, waits.
async fn arrive(visitor: &Browser, server: &Server) -> Outcome {
    visitor.goto(&format!("{}/nordlys", server.localhost())).await?;
    still(visitor, "the organisation's page").await?;
    skips(visitor, "main a").await?;
    visitor.tab_to("[name=name]").await?;
    visitor.type_keys(NAME).await?;
    visitor.tab_to("[name=professional]").await?;
    visitor.press(Key::Down).await?;
    visitor.wait_until("document.querySelector('[name=professional]:checked').value !== ''").await?;
    visitor.tab_back_to("[name=phone]").await?;
    visitor.type_keys("+47 40 71 82 93").await?;
    // Back to whoever is free first.
    visitor.tab_to("[name=professional]").await?;
    visitor.press(Key::Down).await?;
    visitor.press(Key::Down).await?;
    visitor.wait_until("document.querySelector('[name=professional]:checked').value === ''").await?;
    visitor.tab_to("[name=consent]").await?;
    visitor.press(Key::Space).await?;
    visitor.wait_until("document.querySelector('[name=consent]').checked").await?;
    visitor.enter("#arrive-button").await?;

    visitor.wait_for("#start-check").await?;
    visitor.enter("#start-check").await?;
    // Pressing it took the button away; the focus goes where one goes on.
    visitor.wait_focus("#continue").await?;
    visitor.wait_for("#summary [data-outcome=all]:not([hidden])").await?;
    held(visitor, "while the devices were tried").await?;
    still(visitor, "the device test").await?;
    visitor.tab_back_to("#play-tone").await?;
    visitor.press(Key::Space).await?;
    visitor.wait_for("#heard").await?;
    visitor.enter("#heard").await?;
    visitor.enter("#continue").await?;
    visitor.wait_for("#wait[data-state=waiting]").await?;
    still(visitor, "the waiting room").await
}

/// Whoever comes is announced, and takes the focus from nobody.
async fn announced(staff: &Browser) -> Outcome {
    assert_eq!(staff.value("document.querySelector('#announce').getAttribute('aria-live')").await?, "polite");
    let says =
        format!("document.querySelector('#announce').textContent.includes({})", json!(format!("{NAME} ")));
    staff.wait_until(&says).await?;
    staff.wait_text("#waiting", NAME).await?;
    held(staff, "when somebody came").await
}

/// In the call: what one switches is switched, and the focus stays on it.
async fn talk(staff: &Browser, visitor: &Browser) -> Outcome {
    for side in [staff, visitor] {
        side.wait_for("#call[data-state=connected]").await?;
        still(side, "the call").await?;
    }
    for (button, theirs) in [("#mute", "#their-mute"), ("#camera", "#their-camera")] {
        staff.tab_to(button).await?;
        staff.press(Key::Enter).await?;
        staff.wait_for(&format!("{button}[aria-pressed=true]")).await?;
        visitor.wait_for(theirs).await?;
        staff.wait_focus(button).await?;
        staff.press(Key::Space).await?;
        staff.wait_for(&format!("{button}[aria-pressed=false]")).await?;
        visitor.wait_gone(theirs).await?;
        staff.wait_focus(button).await?;
    }
    // One's own picture moves with the arrows.
    staff.tab_back_to("#self-frame").await?;
    staff.press(Key::Right).await?;
    staff.press(Key::Enter).await?;
    staff.wait_for("#self-frame[data-corner=bottom-left]").await?;

    staff.enter("#open-messages").await?;
    staff.wait_focus("#message").await?;
    staff.type_keys("Can you hear me").await?;
    staff.press(Key::Enter).await?;
    visitor.wait_until("document.querySelector('#news').textContent !== ''").await?;
    visitor.enter("#open-messages").await?;
    visitor.wait_focus("#message").await?;
    visitor.wait_text("#said", "Can you hear me").await?;
    visitor.type_keys("Yes").await?;
    visitor.tab_to("#write button").await?;
    visitor.press(Key::Space).await?;
    staff.wait_text("#said", "Yes").await?;
    for side in [staff, visitor] {
        side.press(Key::Escape).await?;
        side.wait_focus("#open-messages").await?;
    }
    staff.enter("#open-more").await?;
    staff.wait_focus("#more select").await?;
    staff.press(Key::Escape).await?;
    staff.wait_focus("#open-more").await
}

#[tokio::test]
async fn a_visit_by_keyboard_alone() -> Outcome {
    needs!("a visit by keyboard alone", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let (staff, visitor) = (driver.open(Window::Wide).await?, driver.open(Window::Wide).await?);
    for person in [&staff, &visitor] {
        person.still().await?;
    }
    sign_in(&staff, &server).await?;
    still(&staff, "the waiting list").await?;
    invite(&staff).await?;
    staff.enter("#menu a[href$='/dashboard']").await?;
    staff.wait_for("#connection [data-connection=open]:not([hidden])").await?;
    // Inside of the list that is about to be replaced.
    staff.tab_to("#copy-link").await?;
    arrive(&visitor, &server).await?;
    announced(&staff).await?;

    // What is acknowledged loses its button, and the list is replaced under the focus.
    staff.tab_to("[id^=seen-]").await?;
    staff.press(Key::Enter).await?;
    staff.wait_for("#waiting .seen").await?;
    held(&staff, "when an arrival was acknowledged").await?;
    // The focus is in the list while somebody else comes and goes.
    staff.tab_to("[id^=admit-]").await?;
    let other = driver.open(Window::Phone).await?;
    other.goto(&format!("{}/nordlys", server.localhost())).await?;
    other.fill("[name=name]", "Else Where").await?;
    other.click("[name=consent]").await?;
    other.click("#arrive-button").await?;
    staff.wait_text("#waiting", "Else Where").await?;
    staff.wait_focus("[id^=admit-]").await?;

    staff.press(Key::Enter).await?;
    staff.wait_text("#confirm", NAME).await?;
    staff.enter("#open-call").await?;
    talk(&staff, &visitor).await?;
    staff.enter("#hang-up").await?;
    staff.wait_focus("#end-for-all").await?;
    staff.press(Key::Enter).await?;
    staff.wait_text("main h1", "Visit").await?;
    staff.wait_text("main", NAME).await?;
    skips(&staff, "main a").await?;
    visitor.enter("#receipt").await?;
    visitor.wait_for("#kept").await
}
