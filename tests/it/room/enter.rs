//! Coming into a call: both at the same moment, again and again; and without a camera.

use serde_json::json;
use tests::browser::Driver;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

use super::{admitted, moves, people};

/// How often both come at once.
const TIMES: usize = 10;

/// The person said no to the camera, and yes to the microphone.
const NO_CAMERA: &str = "const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) =>
        wanted.video ? Promise.reject(new DOMException('no', 'NotAllowedError')) : real(wanted);";

#[tokio::test]
async fn two_who_come_at_once_always_meet() -> Outcome {
    needs!("two who come at once", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let (staff, visitor) = people(&driver, &server).await?;
    for _ in 0..TIMES {
        admitted(&server, (staff.clone(), visitor.clone())).await?.begin().await?;
    }
    Ok(())
}

#[tokio::test]
async fn without_a_camera_one_is_heard_and_told_why_one_is_not_seen() -> Outcome {
    needs!("a denied camera", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let script = json!({ "source": NO_CAMERA });
    call.visitor.devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
    call.visitor.goto(&call.visitor_page).await?;
    call.staff.goto(&call.staff_page).await?;
    for side in [&call.staff, &call.visitor] {
        side.wait_for("#call[data-state=connected]").await?;
        moves(side, "audioPackets").await?;
    }
    moves(&call.visitor, "framesDecoded").await?;
    call.visitor.wait_text("#device-note", "Your browser blocks the camera").await?;
    call.staff.wait_for("#their-camera").await?;

    // It is kept with the visit's technical data (C5).
    call.staff.click("#hang-up").await?;
    call.staff.click("#end-for-all").await?;
    call.staff.wait_text("main", "Quality of the call").await?;
    let denied =
        "[...document.querySelectorAll('main tbody tr')].some(row => row.cells[0].innerText === 'Camera'
        && row.cells[1].innerText === 'not allowed' && row.cells[2].innerText === 'used')";
    call.staff.goto_until(&call.staff.address().await?, denied).await
}
