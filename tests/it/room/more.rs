//! The menu of the call beside its devices: the whole screen, the picture over other windows, a blurred background.

use serde_json::json;
use tests::browser::Driver;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

use super::{Call, admitted, people};

/// What no browser without a window and a real camera has: a camera that can blur, and a window over others.
const STUBS: &str = "window.asked = [];
    const track = MediaStreamTrack.prototype, video = HTMLVideoElement.prototype;
    const { getCapabilities, applyConstraints } = track;
    track.getCapabilities = function () {
        return { ...getCapabilities.call(this), ...(this.kind === 'video' ? { backgroundBlur: [false, true] } : {}) };
    };
    track.applyConstraints = function ({ backgroundBlur, ...rest } = {}) {
        if (backgroundBlur !== undefined) window.asked.push(backgroundBlur);
        return window.refuses ? Promise.reject(new DOMException('no', 'OverconstrainedError')) : applyConstraints.call(this, rest);
    };
    let over = null;
    Object.defineProperty(Document.prototype, 'pictureInPictureEnabled', { get: () => true });
    Object.defineProperty(Document.prototype, 'pictureInPictureElement', { get: () => over });
    video.requestPictureInPicture = async function () {
        if (!this.srcObject) throw new DOMException('no picture', 'InvalidStateError');
        over = this;
        this.dispatchEvent(new Event('enterpictureinpicture'));
    };
    Document.prototype.exitPictureInPicture = async function () {
        const was = over;
        over = null;
        was.dispatchEvent(new Event('leavepictureinpicture'));
    };";

#[tokio::test]
async fn the_whole_screen_a_small_window_and_a_blurred_background() -> Outcome {
    needs!("the call's menu", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let Call { staff, visitor, .. } = &call;
    staff.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": STUBS })).await?;

    // Without a picture of the other one there is nothing to put over other windows.
    staff.goto(&call.staff_page).await?;
    staff.wait_text("#state", "Waiting for").await?;
    staff.click("#open-more").await?;
    staff.click("#small-window").await?;
    staff.wait_for("#no-picture-yet").await?;
    visitor.goto(&call.visitor_page).await?;
    call.flows().await?;
    staff.click("#small-window").await?;
    staff.wait_until("document.pictureInPictureElement === document.querySelector('#remote')").await?;
    staff.click("#open-more").await?;
    staff.wait_gone("#no-picture-yet").await?;
    staff.click("#small-window[aria-pressed=true]").await?;
    staff.wait_until("document.pictureInPictureElement === null").await?;
    staff.click("#open-more").await?;
    staff.wait_for("#small-window[aria-pressed=false]").await?;

    staff.click("#whole-screen").await?;
    staff.wait_until("document.fullscreenElement === document.querySelector('#call')").await?;
    staff.click("#open-more").await?;
    staff.click("#whole-screen[aria-pressed=true]").await?;
    staff.wait_until("document.fullscreenElement === null").await?;

    staff.click("#open-more").await?;
    staff.click("#blur[aria-pressed=false]").await?;
    staff.wait_for("#blur[aria-pressed=true]").await?;
    // A camera that does not take it stays as it was.
    staff.value("window.refuses = true").await?;
    staff.click("#blur").await?;
    staff.wait_until("window.asked.length === 2").await?;
    staff.wait_for("#blur[aria-pressed=true]").await?;
    staff.value("(window.refuses = false, true)").await?;
    staff.click("#blur").await?;
    staff.wait_for("#blur[aria-pressed=false]").await?;
    assert_eq!(staff.value("window.asked").await?, json!([true, false, false]));
    call.flows().await?;

    // What this browser cannot do is not offered.
    visitor.click("#open-more").await?;
    visitor.wait_gone("#blur").await
}
