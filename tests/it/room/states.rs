//! Every state of a call that no other test looks at, looked at: one pair of browsers goes through them, one after the other.

use serde_json::json;
use tests::browser::{Browser, Driver};
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

use super::{Call, admitted, flow, people};

/// Keeps the sockets of a page, and opens none any more once it is told so.
const SOCKETS: &str = "window.sockets = []; window.cutOff = false;
    const Real = window.WebSocket;
    window.WebSocket = class extends EventTarget {
        static OPEN = Real.OPEN;
        constructor(...given) {
            super();
            if (window.cutOff) return Object.assign(this, { readyState: Real.CONNECTING, close() {}, send() {} });
            const socket = new Real(...given);
            window.sockets.push(socket);
            return socket;
        }
    };";

/// The page's socket is lost, and none opens any more.
const CUT: &str = "(window.cutOff = true, window.sockets.at(-1).close(), true)";

async fn with_sockets(side: &Browser, page: &str) -> Outcome {
    side.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": SOCKETS })).await?;
    side.goto(page).await
}

/// The microphone and the camera are switched, and the words say what a press does next.
async fn switch(side: &Browser, microphone: &str, camera: &str) -> Outcome {
    side.click("#mute").await?;
    side.wait_text("#mute-words", microphone).await?;
    side.click("#camera").await?;
    side.wait_text("#camera-words", camera).await
}

#[tokio::test]
async fn each_state_of_a_call_looks_well() -> Outcome {
    needs!("the states of a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver, Program::Axe);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let Call { staff, visitor, .. } = &call;

    with_sockets(staff, &call.staff_page).await?;
    staff.wait_text("#state", "Waiting for").await?;
    staff.look("call-waiting").await?;
    with_sockets(visitor, &call.visitor_page).await?;
    call.flows().await?;

    visitor.click("#code-panel summary").await?;
    visitor.look("call-code").await?;
    visitor.click("#code-panel summary").await?;
    staff.click("#open-more").await?;
    staff.wait_for("#people button").await?;
    staff.look("call-more").await?;
    staff.click("#close-more").await?;

    switch(visitor, "Unmute", "Camera on").await?;
    staff.wait_for("#their-camera").await?;
    staff.wait_for("#their-mute").await?;
    visitor.look("call-silent").await?;
    staff.look("call-silent-other").await?;
    switch(visitor, "Mute", "Camera off").await?;
    staff.wait_gone("#their-camera").await?;

    staff.click("#share").await?;
    staff.wait_for("#own-screen").await?;
    visitor.wait_for("#their-screen").await?;
    staff.look("call-sharing").await?;
    visitor.look("call-their-screen").await?;
    staff.click("#stop-sharing").await?;
    visitor.wait_gone("#their-screen").await?;

    // A reload makes the connection anew, and its code.
    visitor.goto(&call.visitor_page).await?;
    staff.wait_for("#code-changed").await?;
    call.flows().await?;
    staff.look("call-code-changed").await?;

    away(&call).await?;
    over(&call).await
}

/// The server is out of reach; then one of the two is gone, for the moment and for good.
async fn away(call: &Call) -> Outcome {
    let Call { staff, visitor, .. } = call;
    visitor.value(CUT).await?;
    visitor.wait_text("#state", "You can go on talking").await?;
    staff.wait_for("#call[data-other=away]").await?;
    flow(visitor).await?;
    visitor.look("call-no-server").await?;

    visitor.goto("about:blank").await?;
    staff.wait_text("#state", "lost the connection").await?;
    staff.look("call-lost").await?;
    staff.value(CUT).await?;
    staff.wait_text("#state", "Your connection to the server is interrupted").await?;
    staff.look("call-no-network").await?;
    staff.goto(&call.staff_page).await?;
    visitor.goto(&call.visitor_page).await?;
    call.flows().await
}

/// One leaves, opens the call elsewhere, and comes back.
async fn over(call: &Call) -> Outcome {
    let Call { staff, visitor, .. } = call;
    staff.click("#hang-up").await?;
    staff.click("#leave-alone").await?;
    staff.wait_text("#state", "You have left the call").await?;
    staff.look("call-left-alone").await?;
    visitor.wait_text("#state", "has left the call").await?;
    visitor.look("call-they-left").await?;
    // As it is when another window takes the place.
    visitor.value("(window.sockets.at(-1).onclose({ code: 4001 }), true)").await?;
    visitor.wait_text("#state", "in another window").await?;
    visitor.look("call-replaced").await?;
    visitor.click("#again a").await?;
    staff.click("#again a").await?;
    call.flows().await
}
