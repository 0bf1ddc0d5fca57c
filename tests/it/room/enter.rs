//! Coming into a call: both at the same moment, again and again; and without a camera.

use serde_json::json;
use tests::browser::Driver;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

use super::{admitted, admitted_from, moves, people};

/// How often both come at once; `ANTEROOM_CALLS=100` for the measurement of docs/bench.md.
fn times() -> usize {
    std::env::var("ANTEROOM_CALLS").ok().and_then(|times| times.parse().ok()).unwrap_or(10)
}

/// Notes when the page is connected, in milliseconds from the moment on which it was asked for.
const NOTED: &str = "new MutationObserver(() => {
        if (document.querySelector('#call[data-state=connected]')) window.connectedAfter ??= performance.now();
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-state'] });";

/// The person said no to the camera, and yes to the microphone.
const NO_CAMERA: &str = "const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) =>
        wanted.video ? Promise.reject(new DOMException('no', 'NotAllowedError')) : real(wanted);";

#[tokio::test]
async fn two_who_come_at_once_always_meet() -> Outcome {
    needs!("two who come at once", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let (staff, visitor) = people(&driver, &server).await?;
    for side in [&staff, &visitor] {
        side.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NOTED })).await?;
    }
    let (times, mut took) = (times(), Vec::new());
    for call in 0..times {
        // So many come from one place.
        let place = format!("10.1.{}.1", call / 50);
        let call = admitted_from(&server, (staff.clone(), visitor.clone()), &place).await?;
        if times > 10 {
            call.meet().await?;
        } else {
            call.begin().await?;
        }
        for side in [&staff, &visitor] {
            took.push(side.value("Math.round(window.connectedAfter)").await?.as_u64().unwrap_or(u64::MAX));
        }
    }
    took.sort_unstable();
    assert_eq!(took.len(), 2 * times);
    let at = |permille: usize| took[(took.len() - 1) * permille / 1000];
    let fast = took.iter().filter(|ms| **ms < 2000).count();
    println!(
        "{times} calls, from asking for the page to connected, either side: p50 {} ms, p99 {} ms, longest {} ms; {fast} of {} in under two seconds",
        at(500),
        at(990),
        at(1000),
        took.len()
    );
    Ok(())
}

#[tokio::test]
async fn without_a_camera_one_is_heard_and_told_why_one_is_not_seen() -> Outcome {
    needs!("a denied camera", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
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
    call.visitor.look("call-no-camera").await?;

    // It is kept with the visit's technical data (C5).
    call.staff.click("#hang-up").await?;
    call.staff.click("#end-for-all").await?;
    call.staff.wait_text("main", "Quality of the call").await?;
    let denied =
        "[...document.querySelectorAll('main tbody tr')].some(row => row.cells[0].innerText === 'Camera'
        && row.cells[1].innerText === 'not allowed' && row.cells[2].innerText === 'used')";
    call.staff.goto_until(&call.staff.address().await?, denied).await
}
