//! A visitor arrives, waits, is let in, holds a call with decoded frames on both sides, and reads the receipt.

use tests::Outcome;
use tests::browser::{Browser, Driver, Window};
use tests::server::Server;

/// Two people's browsers and what the visit was called.
pub(super) struct Visit {
    pub(super) staff: Browser,
    pub(super) visitor: Browser,
    pub(super) reference: String,
    /// The visit's page, as the visitor has it.
    pub(super) page: String,
}

/// What the visitor writes.
pub(super) const NAME: &str = "Sigrid Quillfeather";
pub(super) const PHONE: &str = "+47 40 71 82 93";
const EARLY: &str = "Theo Frühauf";

/// The visitor comes in and waits at this place; the dashboard shows it at once, without a reload.
pub(super) async fn arrive(
    driver: &Driver,
    server: &Server,
    staff: Browser,
    page: &str,
    place: &str,
) -> Outcome<Visit> {
    come(driver.open(Window::Phone).await?, server, staff, page, place).await
}

/// The same with the visitor's own browser.
pub(super) async fn come(
    visitor: Browser,
    server: &Server,
    staff: Browser,
    page: &str,
    place: &str,
) -> Outcome<Visit> {
    staff.wait_for("#connection [data-connection=open]:not([hidden])").await?;
    let before = staff.title().await?;

    visitor.goto(page).await?;
    visitor.wait_for("#emergency").await?;
    visitor.wait_gone("#nobody-in").await?;
    visitor.look("organisation").await?;
    visitor.fill("[name=name]", NAME).await?;
    visitor.fill("[name=phone]", PHONE).await?;
    visitor.click("[name=consent]").await?;
    visitor.click("#arrive-button").await?;
    visitor.wait_for("#start-check").await?;
    visitor.look("check").await?;
    visitor.click("#start-check").await?;
    visitor.wait_for("#camera-result [data-outcome=ok]:not([hidden])").await?;
    visitor.wait_for("#microphone-result [data-outcome=ok]:not([hidden])").await?;
    visitor.look("check-running").await?;
    visitor.click("#continue").await?;
    visitor.wait_for("#wait[data-state=waiting]").await?;
    visitor.wait_text("#place", place).await?;
    visitor.look("waiting-room").await?;

    staff.wait_text("#waiting", NAME).await?;
    staff.wait_text("#waiting", "Camera and sound work").await?;
    assert_ne!(staff.title().await?, before, "the title tells of the arrival");
    staff.look("waiting").await?;
    let reference = visitor.text("main .facts .code").await?;
    staff.wait_text("#waiting .code", &reference).await?;
    let page = visitor.address().await?;
    let page = page.split('?').next().unwrap_or_default().to_owned();
    assert!(page.starts_with(&format!("{}/v/", server.localhost())), "{page}");
    Ok(Visit { staff, visitor, reference, page })
}

/// Somebody comes in before anybody is signed in: they are told so, and may wait all the same, without a check.
pub(super) async fn arrive_early(driver: &Driver, page: &str) -> Outcome<Browser> {
    let visitor = driver.open(Window::Phone).await?;
    visitor.goto(page).await?;
    visitor.wait_text("#nobody-in", "nobody who could let you in is signed in right now").await?;
    visitor.look("organisation-nobody-in").await?;
    visitor.fill("[name=name]", EARLY).await?;
    visitor.click("[name=consent]").await?;
    visitor.click("#arrive-button").await?;
    visitor.click("#skip-check").await?;
    visitor.wait_text("#place", "You are next").await?;
    visitor.wait_text("#place", "nobody who could let you in is signed in right now").await?;
    Ok(visitor)
}

/// Two wait, each is told their place; when the first is removed, kindly, the second is next, without a reload.
pub(super) async fn two_wait(visit: &Visit, early: &Browser) -> Outcome {
    let Visit { staff, visitor, .. } = visit;
    staff.wait_text("#waiting-title", "2 people are waiting").await?;
    staff.wait_text("#waiting", EARLY).await?;
    early.wait_text("#place", "You are next").await?;
    early.wait_text("#place", "You are on the waiting list").await?;
    let row =
        format!("[...document.querySelectorAll('.visitor')].find(row => row.innerText.includes('{EARLY}'))");
    let row = staff.value(&format!("{row}.id")).await?;
    staff.click(&format!("#{} [id^=close-]", row.as_str().unwrap_or_default())).await?;
    staff.wait_text("#waiting-title", "One person is waiting").await?;
    early.wait_for("#arrive-again").await?;
    early.look("closed").await?;
    visitor.wait_text("#place", "You are next").await
}

/// A reload keeps the place; a closed page shows as left, and as back when it is opened again.
pub(super) async fn leave_and_return(driver: &Driver, visit: &Visit) -> Outcome {
    let Visit { staff, visitor, page, .. } = visit;
    visitor.goto(page).await?;
    visitor.wait_text("#place", "You are next").await?;
    assert!(staff.text("#waiting").await?.contains(NAME));
    assert!(
        staff.value("document.querySelector('#waiting .away')").await?.is_null(),
        "a reload is no leaving"
    );

    visitor.goto("about:blank").await?;
    staff.wait_for("#waiting .visitor.away").await?;
    visitor.goto(page).await?;
    staff.wait_for("#waiting .visitor:not(.away)").await?;

    // Somebody else with the address alone is told that there is no such visit.
    let stranger = driver.open(Window::Wide).await?;
    stranger.goto(page).await?;
    stranger.wait_for("#error[data-status='404']").await?;
    stranger.look("not-here").await?;
    stranger.close().await
}

/// Both are connected, and see and hear each other.
async fn flowing(visit: &Visit) -> Outcome {
    for side in [&visit.staff, &visit.visitor] {
        side.wait_for("#call[data-state=connected]").await?;
        side.wait_until("Number(document.querySelector('#call').dataset.framesDecoded) > 20").await?;
        side.wait_until("Number(document.querySelector('#call').dataset.audioPackets) > 20").await?;
    }
    Ok(())
}

/// The member lets the visitor in; both see and hear each other; the member hangs up.
pub(super) async fn call(visit: &Visit) -> Outcome {
    enter(visit).await?;
    leave(visit).await
}

/// The member lets the visitor in; both see and hear each other, and the same short code.
pub(super) async fn enter(visit: &Visit) -> Outcome {
    let Visit { staff, visitor, .. } = visit;
    staff.click("#waiting [id^=admit-]").await?;
    staff.wait_text("#confirm", NAME).await?;
    staff.look("confirm").await?;
    staff.click("#open-call").await?;
    flowing(visit).await?;
    staff.look("call-staff").await?;
    visitor.look("call-visitor").await?;
    let codes = (staff.text("#code").await?, visitor.text("#code").await?);
    assert_eq!(codes.0, codes.1, "both see the same short code");
    Ok(())
}

/// The visitor leaves and comes back; the member hangs up; the visitor reads the receipt.
pub(super) async fn leave(visit: &Visit) -> Outcome {
    let Visit { staff, visitor, .. } = visit;
    // One who hangs up has left, and is not taken back in before they ask for it.
    visitor.click("#hang-up").await?;
    visitor.wait_for("#go-back-in").await?;
    visitor.look("left").await?;
    visitor.click("#go-back-in").await?;
    flowing(visit).await?;
    staff.click("#mute").await?;
    staff.click("#camera").await?;
    staff.click("#hang-up").await?;
    staff.click("#end-for-all").await?;
    staff.wait_text("main", &visit.reference).await?;
    staff.wait_text("main", NAME).await?;
    visitor.wait_for("#receipt").await?;
    visitor.look("thanks").await?;
    visitor.click("#receipt").await?;
    visitor.wait_text("main", &visit.reference).await?;
    visitor.wait_for("#kept").await?;
    visitor.look("receipt").await
}
