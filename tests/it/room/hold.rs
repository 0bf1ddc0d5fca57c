//! On hold: nothing goes out, nothing that comes in is played, both are told so, and one press leads back.

use serde_json::json;
use tests::browser::{Browser, Driver};
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

use super::{Call, admitted, people};

/// Keeps every connection that the page makes, so that a test can look at what it sends.
const KEEP: &str = "window.connections = [];
    window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(...given) { super(...given); window.connections.push(this); }
    };";

pub(super) async fn keep(side: &Browser) -> Outcome {
    side.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": KEEP })).await.map(drop)
}

#[tokio::test]
async fn a_hold_ends_though_the_server_was_killed_during_it_and_its_holder_stays_away() -> Outcome {
    needs!("a hold over a restart", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, mut server) = (Driver::start()?, Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    call.begin().await?;
    let Call { staff, visitor, .. } = &call;
    staff.click("#open-more").await?;
    staff.wait_for("#hold:enabled").await?;
    staff.click("#hold").await?;
    visitor.wait_for("#call[data-hold=on]").await?;
    server.kill()?;
    visitor.wait_text("#state", "You have been put on hold").await?;
    // The page goes where no server hears of it.
    staff.goto("about:blank").await?;
    server.start_again()?;
    visitor.wait_for("#call[data-hold=off]").await?;
    visitor.wait_gone("#on-hold").await?;
    // Whoever comes back to it finds a call as any other.
    staff.goto(&call.staff_page).await?;
    call.flows().await
}

/// Nothing is on any connection, and nothing is played.
async fn still(side: &Browser) -> Outcome {
    side.wait_for("#call[data-hold=on]").await?;
    side.wait_until("window.connections.flatMap(one => one.getSenders()).every(one => one.track === null)")
        .await?;
    side.wait_until(
        "[...document.querySelectorAll('.tile video')].every(one => one.paused && one.muted
            && one.srcObject.getTracks().every(track => !track.enabled) && getComputedStyle(one).visibility === 'hidden')",
    )
    .await
}

#[tokio::test]
async fn on_hold_nobody_is_seen_or_heard_and_one_press_leads_back() -> Outcome {
    needs!("a call on hold", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let Call { staff, visitor, .. } = &call;
    for side in [staff, visitor] {
        keep(side).await?;
    }
    call.begin().await?;
    visitor
        .wait_until("window.connections.flatMap(one => one.getSenders()).every(one => one.track !== null)")
        .await?;

    staff.click("#open-more").await?;
    staff.wait_for("#hold:enabled").await?;
    staff.click("#hold").await?;
    for side in [staff, visitor] {
        still(side).await?;
        side.look("call-on-hold").await?;
    }
    visitor.wait_text("#state", "You have been put on hold").await?;
    staff.wait_text("#state", "You have put everybody on hold").await?;
    // A reload changes nothing, on either side, and neither do the buttons for microphone and camera.
    visitor.goto(&call.visitor_page).await?;
    visitor.wait_for("#call[data-state=connected]").await?;
    still(visitor).await?;
    visitor.click("#camera").await?;
    visitor.wait_text("#camera-words", "Camera on").await?;
    visitor.click("#camera").await?;
    visitor.wait_text("#camera-words", "Camera off").await?;
    still(visitor).await?;
    staff.goto(&call.staff_page).await?;
    staff.wait_for("#call[data-state=connected]").await?;
    still(staff).await?;

    staff.click("#back-to-the-call").await?;
    for side in [staff, visitor] {
        side.wait_gone("#on-hold").await?;
    }
    call.flows().await
}
