//! What two people share in a call beside picture and sound: messages, a file, a screen. Nothing of it reaches the server.

use tests::browser::{Browser, Driver};
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

use super::hold::keep;
use super::{Call, admitted, moves, people, write};

/// Puts a file into the form, as somebody who chose one.
const CHOOSE: &str = "(() => {
    const chosen = new DataTransfer();
    chosen.items.add(new File(['a letter, '.repeat(20000)], 'letter.txt'));
    const field = document.querySelector('#file');
    field.files = chosen.files;
    field.dispatchEvent(new Event('change'));
    return true;
})()";

#[tokio::test]
async fn messages_and_files_go_from_browser_to_browser() -> Outcome {
    needs!("messages and files", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    call.begin().await?;
    let Call { staff, visitor, .. } = &call;

    staff.click("#open-messages").await?;
    write(staff, "Can you <b>read</b> this?").await?;
    staff.wait_text("#said li", "Delivered").await?;
    visitor.wait_text("#unread", "1").await?;
    visitor.click("#open-messages").await?;
    visitor.wait_text("#said li[data-from=them]", "Can you <b>read</b> this?").await?;
    visitor.wait_gone("#unread").await?;
    write(visitor, "Yes.").await?;
    staff.wait_text("#said li[data-from=them]", "Yes.").await?;

    staff.value(CHOOSE).await?;
    visitor.wait_text("#said li.file", "letter.txt").await?;
    visitor.look("call-messages").await?;
    visitor.click("#said li.file button").await?;
    staff.wait_text("#said li.file", "Delivered").await?;
    let saved = visitor.download("#said li.file a").await?;
    assert_eq!(saved, "a letter, ".repeat(20000).into_bytes());

    // The call went on beside it, and its end takes the messages with it.
    call.flows().await?;
    staff.click("#hang-up").await?;
    staff.click("#end-for-all").await?;
    staff.wait_text("main", "Length of the call").await?;
    visitor.wait_for("#receipt").await
}

#[tokio::test]
async fn a_file_nobody_saved_keeps_the_page_open() -> Outcome {
    needs!("an unsaved file", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    // In the longest words from the beginning: once the call is over, the server has its page no more.
    let call = Call { visitor_page: format!("{}?language=de", call.visitor_page), ..call };
    call.begin().await?;
    call.staff.click("#open-messages").await?;
    call.staff.value(CHOOSE).await?;
    call.visitor.wait_text("#unread", "1").await?;
    call.visitor.click("#open-messages").await?;
    call.visitor.click("#said li.file button").await?;
    call.visitor.wait_for("#said li.file a").await?;
    call.staff.click("#hang-up").await?;
    call.staff.click("#end-for-all").await?;
    call.visitor.wait_text("#state", "Speichern Sie die Dateien").await?;
    call.visitor.look("call-unsaved").await?;
    let saved = call.visitor.download("#said li.file a").await?;
    assert_eq!(saved.len(), 200_000);
    call.visitor.click("#leave a").await?;
    call.visitor.wait_for("#receipt").await
}

#[tokio::test]
async fn a_screen_is_shown_and_taken_back() -> Outcome {
    needs!("a shared screen", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    call.begin().await?;
    let Call { staff, visitor, .. } = &call;
    let size = "document.querySelector('#remote').videoWidth * 10000 + document.querySelector('#remote').videoHeight";
    let camera = visitor.value(size).await?;

    staff.click("#share").await?;
    staff.wait_for("#own-screen").await?;
    visitor.wait_for("#their-screen").await?;
    visitor.wait_until(&format!("{size} !== {camera}")).await?;
    moves(visitor, "framesDecoded").await?;
    let screen = visitor.value(size).await?;

    // The camera's button works beside it, and does not take the screen away.
    staff.click("#camera").await?;
    staff.click("#camera").await?;
    visitor.wait_for("#their-screen").await?;
    staff.click("#stop-sharing").await?;
    visitor.wait_gone("#their-screen").await?;
    visitor.wait_until(&format!("{size} !== {screen}")).await?;
    call.flows().await
}

/// Chooses the device that is not in use, and waits until the connection sends what that one gives.
async fn choose_other(side: &Browser, list: &str, kind: &str) -> Outcome {
    let sent =
        format!("window.connections.at(-1).getSenders().find(one => one.track?.kind === '{kind}').track");
    let before = side.value(&format!("{sent}.label")).await?;
    side.wait_until(&format!("document.querySelector('{list}').value !== ''")).await?;
    let other = format!(
        "(list => [...list.options].map(one => one.value).findLast(one => one !== list.value) ?? '')(document.querySelector('{list}'))"
    );
    let other = side.value(&other).await?;
    let other = other.as_str().unwrap_or_default();
    assert!(!other.is_empty(), "the browser has two of them: {kind}");
    side.choose(list, other).await?;
    side.wait_until(&format!("{sent}.getSettings().deviceId === '{other}' && {sent}.readyState === 'live'"))
        .await?;
    assert_ne!(side.value(&format!("{sent}.label")).await?, before);
    side.wait_gone("#device-failed").await
}

#[tokio::test]
async fn another_camera_and_another_microphone_are_taken_in_mid_call() -> Outcome {
    needs!("other devices", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    // The second of the browser's own cameras measures depth, which nobody sends.
    let driver = Driver::start()?.looking(true).flag("--use-fake-device-for-media-stream=device-count=4");
    let server = Plan::demo().start()?;
    let call = admitted(&server, people(&driver, &server).await?).await?;
    // The longest words, on the narrowest controls.
    let call = Call { staff_page: format!("{}?language=de", call.staff_page), ..call };
    keep(&call.staff).await?;
    call.begin().await?;
    call.staff.click("#open-more").await?;
    call.staff.look("call-more-german").await?;
    choose_other(&call.staff, "#choose-microphone", "audio").await?;
    choose_other(&call.staff, "#choose-camera", "video").await?;
    call.flows().await
}
