//! The visit with Firefox at one end of it and Chromium at the other, either way round.

use tests::browser::{Browser, Driver, Firefox, Window};
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

use super::visit;

/// Both write to each other, over the channel between the browsers.
async fn chat(one: &Browser, other: &Browser) -> Outcome {
    one.wait_for("#call[data-state=connected]").await?;
    one.click("#open-messages").await?;
    one.fill("#message", "Do you read this").await?;
    one.click("#write button[type=submit]").await?;
    other.wait_text("#unread", "1").await?;
    other.click("#open-messages").await?;
    other.wait_text("#said", "Do you read this").await?;
    other.fill("#message", "Every word").await?;
    other.click("#write button[type=submit]").await?;
    one.wait_text("#said", "Every word").await?;
    one.wait_text("#said li[data-from=us] .how", "Delivered").await?;
    one.click("#close-messages").await?;
    other.click("#close-messages").await
}

#[tokio::test]
async fn a_visitor_comes_with_firefox() -> Outcome {
    needs!(
        "a visitor with Firefox",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Firefox
    );
    let (driver, server, firefox) = (Driver::start()?, Plan::demo().start()?, Firefox::start().await?);
    let staff = driver.open(Window::Wide).await?;
    staff.goto(&server.link("colleague's dashboard")?).await?;
    let page = server.link("organisation's page")?;
    let visit = visit::come(firefox.browser().clone(), &server, staff, &page, "You are next").await?;
    visit::enter(&visit).await?;
    chat(&visit.staff, &visit.visitor).await?;
    visit::leave(&visit).await
}

#[tokio::test]
async fn a_professional_uses_firefox() -> Outcome {
    needs!(
        "a professional with Firefox",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Firefox
    );
    let (driver, server, firefox) = (Driver::start()?, Plan::demo().start()?, Firefox::start().await?);
    let staff = firefox.browser().clone();
    staff.goto(&server.link("colleague's dashboard")?).await?;
    let page = server.link("organisation's page")?;
    let visit = visit::arrive(&driver, &server, staff, &page, "You are next").await?;
    visit::enter(&visit).await?;
    chat(&visit.visitor, &visit.staff).await?;
    visit::leave(&visit).await
}

#[tokio::test]
async fn a_visitor_whose_firefox_blocks_the_camera_is_told_how_to_allow_it_and_comes_in_by_voice() -> Outcome
{
    needs!(
        "a denied camera in Firefox",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Firefox
    );
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let firefox = Firefox::start_without_camera().await?;
    let (staff, visitor) = (driver.open(Window::Wide).await?, firefox.browser());
    staff.goto(&server.link("colleague's dashboard")?).await?;
    visitor.goto(&format!("{}/nordlys", server.localhost())).await?;
    visitor.fill("[name=name]", "Heard Alone").await?;
    visitor.click("[name=consent]").await?;
    let chosen = visitor.value("document.querySelector('[name=professional]:checked').value").await?;
    assert_eq!(chosen, "", "whoever is free, as the form proposes");
    visitor.click("#arrive-button").await?;
    visitor.wait_for("#start-check").await?;
    visitor.click("#start-check").await?;
    let said = async |part: &str, outcome: &str| {
        visitor.wait_for(&format!("#{part} [data-outcome={outcome}]:not([hidden])")).await
    };
    said("camera-result", "blocked").await?;
    said("microphone-result", "ok").await?;
    said("unblock", "firefox").await?;
    said("summary", "voice").await?;
    visitor.click("#continue").await?;
    visitor.wait_for("#wait[data-state=waiting]").await?;
    staff.wait_text("#waiting .visitor", "Sound works, no camera").await?;
    staff.click("#waiting [id^=admit-]").await?;
    staff.click("#open-call").await?;
    for side in [&staff, visitor] {
        side.wait_for("#call[data-state=connected]").await?;
    }
    visitor.wait_text("#device-note", "Your browser blocks the camera").await?;
    staff.wait_for("#their-camera").await?;
    // They are heard: sound comes in, sample after sample.
    staff.wait_until("Number(document.querySelector('#call').dataset.audioPackets) > 50").await
}
