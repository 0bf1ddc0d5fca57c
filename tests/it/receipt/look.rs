//! The same in browsers, looked at: a visitor on the telephone, and the page on another device.

use super::{Outcome, Program, code, needs};
use domain::VisitId;
use tests::browser::{Driver, Window};
use tests::http::get;
use tests::server::Plan;
use tests::wait;

const NAME: &str = "Sigrid Quillfeather";

#[tokio::test]
async fn the_receipt_page_on_another_device() -> Outcome {
    needs!(
        "the receipt page in a browser",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Axe
    );
    let server = Plan::demo().start()?;
    let driver = Driver::start()?.looking(true);
    let staff = driver.open(Window::Wide).await?;
    staff.goto(&server.link("colleague's dashboard")?).await?;
    let visitor = driver.open(Window::Phone).await?;
    visitor.goto(&server.link("organisation's page")?).await?;
    visitor.fill("[name=name]", NAME).await?;
    visitor.fill("[name=phone]", "+47 40 71 82 93").await?;
    visitor.click("[name=consent]").await?;
    visitor.click("#arrive-button").await?;
    visitor.click("#skip-check").await?;
    visitor.wait_for("#wait").await?;
    staff.wait_text("#waiting", NAME).await?;
    let page = visitor.address().await?;
    let page = page.split('?').next().unwrap_or_default().to_owned();
    let id: VisitId = page.rsplit('/').next().unwrap_or_default().parse()?;
    staff.click("#waiting [id^=close-]").await?;
    visitor.wait_for("#arrive-again").await?;

    let other = driver.open(Window::Phone).await?;
    other.goto(&format!("{page}/receipt")).await?;
    other.wait_text("#kept", "are erased on").await?;
    other.look("receipt-locked").await?;
    other.click("#ask-button").await?;
    other.wait_for("#code-asked").await?;
    other.look("receipt-code").await?;
    let mailbox = format!("{}/demo/mailbox", server.address());
    let digits = wait::until("the code", wait::DEADLINE, || {
        let page = get(&mailbox, &[])?.text();
        Ok(page.split("<article").find(|one| one.contains("is the code")).map(str::to_owned))
    })?;
    let digits = code(&digits)?;
    other.fill("[name=code]", &digits).await?;
    other.click("#code-button").await?;
    other.wait_text("main", NAME).await?;
    other.look("receipt-by-code").await?;
    let copy: serde_json::Value = serde_json::from_slice(&other.download("#copy-json").await?)?;
    assert_eq!(copy["form"]["name"], NAME, "{copy}");
    other.click("#erase").await?;
    other.wait_text("main", &id.reference()).await?;
    other.look("receipt-erase").await?;
    other.click("#erase-button").await?;
    other.wait_for("#erased").await?;
    other.goto_until(&format!("{page}/receipt"), "document.querySelector('#done') !== null").await?;
    let certificate = other.download("#certificate").await?;
    let certificate = String::from_utf8_lossy(&certificate).into_owned();
    assert!(certificate.contains(&id.to_string()) && !certificate.contains("Quillfeather"), "{certificate}");
    visitor.goto(&format!("{page}/receipt")).await?;
    visitor.wait_for("#erased").await?;
    assert!(!visitor.text("body").await?.contains(NAME));
    // Somebody else, with the address alone, after it.
    let stranger = driver.open(Window::Phone).await?;
    stranger.goto(&format!("{page}/receipt")).await?;
    stranger.wait_for("#erased").await?;
    stranger.look("receipt-locked-erased").await
}
