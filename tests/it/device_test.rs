//! The device test in real browsers: all well, a camera that was refused, no device at all, and a network that lets no UDP through. Each says what to do, and the
//! way on is open in each.

use serde_json::json;
use tests::browser::{Browser, DEVICES, Driver, Window};
use tests::folder::Folder;
use tests::http::{get, post_form, request};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

use crate::routes::{command, session};

/// The person said no to the camera, and yes to the microphone.
const NO_CAMERA: &str = "const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) =>
        wanted.video ? Promise.reject(new DOMException('no', 'NotAllowedError')) : real(wanted);";
/// As on a network whose firewall lets no UDP through, with no proxy for it.
const NO_UDP: &str = "--webrtc-ip-handling-policy=disable_non_proxied_udp";

/// Comes in as a visitor, up to the test.
async fn arrive(visitor: &Browser, server: &Server, name: &str) -> Outcome {
    visitor.goto(&format!("{}/nordlys", server.localhost())).await?;
    visitor.fill("[name=name]", name).await?;
    visitor.click("[name=consent]").await?;
    visitor.click("#arrive-button").await?;
    visitor.wait_for("#start-check").await
}

/// What the one who may let in reads about a visitor.
fn told(server: &Server) -> Outcome<String> {
    let member = session(&server.link("colleague's dashboard")?)?;
    Ok(get(&format!("{}/nordlys/dashboard", server.address()), &[("cookie", &member)])?.text())
}

/// The waiting list tells this of the devices, and that the connection holds: how good it is, is this machine's matter.
fn holds(server: &Server, devices: &str) -> Outcome {
    let list = told(server)?;
    let lines = ["good", "fair"].map(|grade| format!("{devices}, {grade} connection"));
    assert!(lines.iter().any(|line| list.contains(line)), "{list}");
    Ok(())
}

async fn said(browser: &Browser, part: &str, outcome: &str) -> Outcome {
    browser.wait_for(&format!("#{part} [data-outcome={outcome}]:not([hidden])")).await
}

/// On to the waiting room.
async fn goes_on(visitor: &Browser) -> Outcome {
    visitor.click("#continue").await?;
    visitor.wait_for("#wait[data-state=waiting]").await
}

#[tokio::test]
async fn all_is_well_and_the_waiting_list_tells_it() -> Outcome {
    needs!("a device test", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let visitor = driver.open(Window::Phone).await?;
    arrive(&visitor, &server, "Well Tested").await?;
    visitor.click("#start-check").await?;
    said(&visitor, "camera-result", "ok").await?;
    said(&visitor, "microphone-result", "ok").await?;
    visitor.wait_until("document.querySelector('#level-meter').value > 30").await?;
    // The picture goes to the server and comes back, as does the sound.
    visitor.wait_until("document.querySelector('#returned').videoWidth > 0").await?;
    said(&visitor, "summary", "all").await?;
    visitor.wait_for("#sound-returned").await?;
    visitor.wait_for("#figures").await?;
    let figures = visitor.text("#figures").await?;
    assert!(figures.contains(" ms") && figures.contains("0 %") && figures.contains("Mbit/s"), "{figures}");
    for choice in ["camera", "microphone", "speaker-device"] {
        let choices = visitor.value(&format!("document.querySelector('#{choice}').length")).await?;
        assert!(choices.as_u64() > Some(0), "{choice}: {choices}");
    }
    visitor.click("#play-tone").await?;
    visitor.click("#heard").await?;
    visitor.look("check-well").await?;
    goes_on(&visitor).await?;
    holds(&server, "Camera and sound work")
}

#[tokio::test]
async fn a_refused_camera_is_told_with_how_to_allow_it() -> Outcome {
    needs!("a refused camera", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let visitor = driver.open(Window::Phone).await?;
    let script = json!({ "source": NO_CAMERA });
    visitor.devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
    arrive(&visitor, &server, "Refused Camera").await?;
    visitor.click("#start-check").await?;
    said(&visitor, "camera-result", "blocked").await?;
    said(&visitor, "unblock", "chrome").await?;
    said(&visitor, "microphone-result", "ok").await?;
    said(&visitor, "summary", "voice").await?;
    visitor.wait_for("#sound-returned").await?;
    visitor.wait_for("#try-again").await?;
    visitor.look("check-refused").await?;
    goes_on(&visitor).await?;
    holds(&server, "Sound works, no camera")
}

#[tokio::test]
async fn without_any_device_one_may_come_in_and_look() -> Outcome {
    needs!("no device at all", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let visitor = driver.open_with(Window::Phone, &[DEVICES], &[]).await?;
    arrive(&visitor, &server, "Bare Handed").await?;
    visitor.click("#start-check").await?;
    said(&visitor, "camera-result", "none").await?;
    said(&visitor, "microphone-result", "none").await?;
    said(&visitor, "summary", "looking").await?;
    visitor.wait_gone("#unblock").await?;
    visitor.look("check-bare").await?;
    goes_on(&visitor).await?;
    holds(&server, "No camera and no microphone")
}

/// Which devices the call uses, by the words of its menu.
async fn used(browser: &Browser) -> Outcome<Vec<String>> {
    browser.click("#open-more").await?;
    let words = "['microphone', 'camera'].map(one => document.querySelector(`#choose-${one}`).selectedOptions[0]?.text)";
    browser
        .wait_until("document.querySelector('#choose-camera').selectedOptions[0]?.text !== undefined")
        .await?;
    let words = browser.value(words).await?;
    browser.click("#close-more").await?;
    Ok(words.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect())
}

/// Chooses the last of a list; returns its words.
async fn choose_last(browser: &Browser, list: &str) -> Outcome<String> {
    let count = format!("document.querySelector('{list}').length > 1");
    browser.wait_until(&count).await?;
    let choose = format!(
        "(list => {{ list.selectedIndex = list.length - 1; list.dispatchEvent(new Event('change')); return list.selectedOptions[0].text }})(document.querySelector('{list}'))"
    );
    Ok(browser.value(&choose).await?.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn what_was_chosen_in_the_test_is_used_in_the_call_and_known_to_nobody_else() -> Outcome {
    needs!("devices chosen before the call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let staff = driver.open(Window::Wide).await?;
    staff.goto(&server.link("colleague's dashboard")?).await?;
    let two = "--use-fake-device-for-media-stream=device-count=2";
    let chooser = driver.open_with(Window::Phone, &[DEVICES], &[two]).await?;
    arrive(&chooser, &server, "Chosen Devices").await?;
    chooser.click("#start-check").await?;
    said(&chooser, "summary", "all").await?;
    let microphone = choose_last(&chooser, "#microphone").await?;
    let camera = choose_last(&chooser, "#camera").await?;
    said(&chooser, "camera-result", "ok").await?;
    goes_on(&chooser).await?;
    let sent = server.printed()? + &std::fs::read_to_string(server.traces().join("stderr"))?;
    staff.click("#waiting [id^=admit-]").await?;
    staff.click("#open-call").await?;
    chooser.wait_for("#call[data-state=connected]").await?;
    let now = used(&chooser).await?;
    assert_eq!(now, [microphone, camera.clone()], "what was chosen is used");
    assert!(!used(&staff).await?.contains(&camera), "the first is taken where nothing was chosen");
    let ids = chooser.value("sessionStorage.getItem('devices')").await?;
    let ids: serde_json::Value = serde_json::from_str(ids.as_str().unwrap_or_default())?;
    let id = ids["camera"].as_str().unwrap_or_default();
    assert!(id.len() > 20 && !sent.contains(id), "{ids}");
    assert_eq!(chooser.value("localStorage.length").await?, 0);
    // A choice in the call outlives a reload of it.
    chooser.click("#open-more").await?;
    let other = "(list => { list.selectedIndex = 0; list.dispatchEvent(new Event('change')); return list.selectedOptions[0].text })(document.querySelector('#choose-camera'))";
    let other = chooser.value(other).await?;
    chooser.wait_until(&format!("JSON.parse(sessionStorage.getItem('devices')).camera !== '{id}'")).await?;
    chooser.goto(&chooser.address().await?).await?;
    chooser.wait_for("#call[data-state=connected]").await?;
    assert_eq!(used(&chooser).await?.get(1).map(String::as_str), other.as_str());
    Ok(())
}

#[tokio::test]
async fn who_comes_without_a_picture_is_not_shown_in_the_call_either() -> Outcome {
    needs!("no picture by choice", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let staff = driver.open(Window::Wide).await?;
    staff.goto(&server.link("colleague's dashboard")?).await?;
    let visitor = driver.open(Window::Phone).await?;
    arrive(&visitor, &server, "Heard Alone").await?;
    visitor.click("#start-check").await?;
    said(&visitor, "summary", "all").await?;
    visitor.click("#without-camera").await?;
    // The button that was pressed is gone; whoever uses a keyboard goes on from the next.
    visitor.wait_until("document.activeElement.id === 'continue'").await?;
    goes_on(&visitor).await?;
    staff.click("#waiting [id^=admit-]").await?;
    staff.click("#open-call").await?;
    visitor.wait_for("#call[data-state=connected]").await?;
    staff.wait_for("#their-camera").await?;
    visitor.wait_for("#camera[aria-pressed=true]").await?;
    visitor.wait_gone("#device-note").await?;
    assert_eq!(visitor.value("document.querySelector('#self').srcObject").await?, json!(null));
    visitor.click("#camera").await?;
    staff.wait_gone("#their-camera").await?;
    staff.wait_until("Number(document.querySelector('#call').dataset.framesDecoded) > 10").await
}

#[tokio::test]
async fn where_the_direct_way_is_closed_the_relay_is_tried() -> Outcome {
    needs!("the relay in the device test", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let visitor = driver.open_with(Window::Phone, &[], &[NO_UDP]).await?;
    arrive(&visitor, &server, "By Detour").await?;
    visitor.click("#start-check").await?;
    said(&visitor, "connection-result", "relayed").await?;
    said(&visitor, "summary", "all").await?;
    visitor.wait_for("#sound-returned:not([hidden])").await?;
    visitor.look("check-relayed").await?;
    goes_on(&visitor).await?;
    let list = told(&server)?;
    assert!(list.contains("Camera and sound work, connection by way of the relay only"), "{list}");
    Ok(())
}

#[tokio::test]
async fn what_was_not_tried_is_not_said_to_be_blocked() -> Outcome {
    needs!("a device test without a pass", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    // From this place there were as many passes as there are.
    let pass = || request("POST", &format!("{}/nordlys/test/relay", server.localhost()), &[], b"");
    for _ in 0..20 {
        let given = pass()?;
        assert_eq!(given.status, 200);
        let username: serde_json::Value = serde_json::from_str(&given.text())?;
        // A kind of id that our relay gives little to.
        let subject =
            username["username"].as_str().and_then(|name| name.split(':').nth(1)).unwrap_or_default();
        assert_eq!(subject.get(12..13), Some("8"), "{username}");
    }
    assert_eq!(pass()?.status, 429);
    let visitor = driver.open_with(Window::Phone, &[], &[NO_UDP]).await?;
    arrive(&visitor, &server, "Not Tried").await?;
    visitor.click("#start-check").await?;
    said(&visitor, "connection-result", "not-directly").await?;
    said(&visitor, "summary", "not-directly").await?;
    visitor.look("check-not-directly").await?;
    goes_on(&visitor).await?;
    let list = told(&server)?;
    assert!(list.contains("Camera and sound work, no direct connection, no other way tried"), "{list}");
    Ok(())
}

#[tokio::test]
async fn a_network_without_udp_and_without_a_way_to_the_relay_is_told_with_what_to_do() -> Outcome {
    needs!("a network without UDP", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    // The relay is told under an address at which nobody listens.
    let folder = Folder::new("device-test-blocked")?;
    let file = folder.path().join("relay.toml");
    let relay = "[relay]\nhost = \"127.0.0.9\"\nlisten = \"127.0.0.1:0\"\naddress = [\"127.0.0.1\"]\n";
    std::fs::write(&file, relay)?;
    let server = Plan::demo().arg(format!("--relay={}", file.display())).start()?;
    let driver = Driver::start()?.looking(true);
    let visitor = driver.open_with(Window::Phone, &[], &[NO_UDP]).await?;
    arrive(&visitor, &server, "Walled In").await?;
    visitor.click("#start-check").await?;
    said(&visitor, "connection-result", "measuring").await?;
    said(&visitor, "connection-result", "blocked").await?;
    said(&visitor, "summary", "blocked").await?;
    visitor.wait_text("#connection-result", "Nordlys").await?;
    visitor.wait_gone("#returned-part").await?;
    visitor.look("check-blocked").await?;
    goes_on(&visitor).await?;
    let list = told(&server)?;
    assert!(list.contains("Camera and sound work, connection blocked by their network"), "{list}");
    Ok(())
}

#[tokio::test]
async fn the_day_before_it_is_tried_by_keyboard_alone_and_leaves_nothing() -> Outcome {
    needs!("the test on its own", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let visitor = driver.open(Window::Wide).await?;
    visitor.goto(&format!("{}/nordlys", server.localhost())).await?;
    visitor.click("#test").await?;
    visitor.wait_for("#start-check").await?;
    visitor.look("test-alone").await?;
    let stored = stored(&server)?;
    press(&visitor, "start-check").await?;
    said(&visitor, "summary", "all").await?;
    press(&visitor, "play-tone").await?;
    press(&visitor, "not-heard").await?;
    said(&visitor, "summary", "unhearing").await?;
    visitor.look("test-alone-done").await?;
    assert_eq!(visitor.value("document.cookie + localStorage.length + sessionStorage.length").await?, "00");
    assert_eq!(self::stored(&server)?, stored, "no event was recorded");
    press(&visitor, "continue").await?;
    visitor.wait_for("#arrive-button").await
}

/// Comes to an element with the Tab key, and presses Enter.
async fn press(browser: &Browser, id: &str) -> Outcome {
    let key = async |key: &str, code: u32| -> Outcome {
        for kind in ["keyDown", "keyUp"] {
            let text = if key == "Enter" && kind == "keyDown" { "\r" } else { "" };
            let event =
                json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
            browser.devtools("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    };
    for _ in 0..40 {
        if browser.value("document.activeElement.id").await? == id {
            return key("Enter", 13).await;
        }
        key("Tab", 9).await?;
    }
    Err(tests::Failure::new(format!("#{id} is not reached with the Tab key")))
}

/// How many events there are.
fn stored(server: &Server) -> Outcome<String> {
    let ready = get(&format!("{}/metrics", server.address()), &[])?.text();
    let head = ready.lines().find(|line| line.starts_with("anteroom_log_position "));
    head.map(str::to_owned).ok_or_else(|| tests::Failure::new("no position in the metrics"))
}

#[test]
fn strangers_get_no_pass_of_a_relay_that_knows_no_kinds_of_passes() -> Outcome {
    needs!("a foreign relay in the device test", Program::Anteroom);
    let folder = Folder::new("device-test-foreign")?;
    let (file, secret) = (folder.path().join("relay.toml"), folder.path().join("secret"));
    std::fs::write(&secret, "a-secret-that-a-coturn-would-share")?;
    let urls = "urls = [\"turn:192.0.2.9:3478?transport=udp\"]";
    std::fs::write(&file, format!("[relay]\n{urls}\nsecret_file = \"{}\"\n", secret.display()))?;
    let server = Plan::demo().arg(format!("--relay={}", file.display())).start()?;
    let asked = request("POST", &format!("{}/nordlys/test/relay", server.address()), &[], b"")?;
    assert_eq!(asked.status, 404, "{}", asked.text());
    assert!(!asked.text().contains("192.0.2.9"), "{}", asked.text());
    let page = get(&format!("{}/nordlys/test", server.address()), &[])?.text();
    assert!(
        page.contains("data-offer") && !page.contains("data-relay"),
        "nor does the page ask for one: {page}"
    );
    Ok(())
}

#[test]
fn whoever_offers_too_often_or_nonsense_is_refused() -> Outcome {
    needs!("the limits of the device test", Program::Anteroom);
    let server = Plan::demo().start()?;
    let offer = |slug: &str, body: &str, from: &str| {
        let headers =
            [("content-type", "application/json"), ("x-forwarded-for", from), ("accept", "application/json")];
        let address = format!("{}/{slug}/test/offer", server.address());
        request("POST", &address, &headers, body.as_bytes()).map(|reply| reply.status)
    };
    let nonsense = r#"{"sdp":"v=0"}"#;
    assert_eq!(offer("nobody", nonsense, "192.0.2.1")?, 404);
    assert_eq!(offer("nordlys", "{}", "192.0.2.1")?, 422);
    let long = format!(r#"{{"sdp":"{}"}}"#, "x".repeat(25 * 1024));
    assert_eq!(offer("nordlys", &long, "192.0.2.1")?, 413);
    for _ in 0..60 {
        assert_eq!(offer("nordlys", nonsense, "192.0.2.7")?, 422);
    }
    assert_eq!(offer("nordlys", nonsense, "192.0.2.7")?, 429, "one too many from one place");
    assert_eq!(offer("nordlys", nonsense, "192.0.2.8")?, 422, "another place");

    // What is handed in with a visit is checked too.
    let page = get(&format!("{}/nordlys", server.address()), &[])?.text();
    let fields = [("name", "Somebody Waiting"), ("consent", "yes"), ("command", &command(&page)?)];
    let arrived = post_form(&format!("{}/nordlys/arrive", server.address()), &[], &fields)?;
    let visit = arrived.header("location").and_then(|to| to.split('?').next()).unwrap_or_default();
    let cookies = arrived.cookies();
    let checked = |connection: &str| {
        let body =
            format!(r#"{{"camera":"ok","microphone":"ok","speaker":"heard","connection":{connection}}}"#);
        let headers = [("content-type", "application/json"), ("cookie", cookies.as_str())];
        let address = format!("{}{visit}/checked", server.address());
        request("POST", &address, &headers, body.as_bytes()).map(|reply| reply.status)
    };
    assert_eq!(checked(r#"{"reached":"directly","round_trip":"good","picture":true}"#)?, 204);
    for wrong in [
        r#"{"reached":"somehow"}"#,
        r#"{"reached":"directly","round_trip":17}"#,
        r#"{"reached":"directly","address":"192.0.2.7"}"#,
    ] {
        assert_eq!(checked(wrong)?, 422, "{wrong}");
    }
    Ok(())
}
