//! A changed script can be told: the browser does not run it, and its digest is not the release's.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use tests::browser::{Driver, Window};
use tests::folder::Folder;
use tests::http::get;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

/// A proxy that changes one script on the way; its address. It serves until the test's process ends.
fn meddling(server: String) -> Outcome<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for browser in listener.incoming().flatten() {
            let server = server.clone();
            // A browser that has gone away is no fault of anybody.
            std::thread::spawn(move || drop(pass(browser, &server)));
        }
    });
    Ok(address)
}

fn pass(mut browser: TcpStream, server: &str) -> Outcome {
    let mut line = String::new();
    BufReader::new(browser.try_clone()?).read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or("/");
    let mut reply = get(&format!("{server}{path}"), &[("accept", "text/html")])?;
    if path == "/assets/waits.js" {
        reply.body.extend_from_slice(b"\n// and something else");
    }
    write!(
        browser,
        "HTTP/1.1 {} X\r\ncontent-length: {}\r\nconnection: close\r\n",
        reply.status,
        reply.body.len()
    )?;
    for name in ["content-type", "content-security-policy"] {
        write!(browser, "{name}: {}\r\n", reply.header(name).unwrap_or_default())?;
    }
    browser.write_all(b"\r\n")?;
    browser.write_all(&reply.body)?;
    Ok(())
}

#[tokio::test]
async fn a_browser_runs_no_script_that_was_changed_on_the_way() -> Outcome {
    needs!("scripts that were changed", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let server = Plan::demo().start()?;
    let driver = Driver::start()?;
    let browser = driver.open(Window::Phone).await?;
    let comes = |name: &str| format!("import('/assets/{name}').then(() => 'ran', (e) => e.name)");
    browser.goto(&format!("{}/sign-in", server.address())).await?;
    assert_eq!(browser.value(&comes("waits.js")).await?, "ran");

    browser.goto(&format!("{}/sign-in", meddling(server.address())?)).await?;
    assert_eq!(browser.value(&comes("waits.js")).await?, "TypeError");
    assert_eq!(browser.value(&comes("stream.js")).await?, "ran", "what is as it was");
    // Also where another script asks for it.
    assert_eq!(browser.value(&comes("live.js")).await?, "TypeError");
    Ok(())
}

#[test]
fn what_a_server_hands_out_is_compared_with_the_release() -> Outcome {
    needs!("digests of the scripts", Program::Anteroom);
    let server = Plan::demo().start()?;
    let printed = Command::new(Program::Anteroom.find()?).arg("scripts").output()?;
    assert!(printed.status.success());
    let sums = String::from_utf8(printed.stdout)?;
    assert_eq!(get(&format!("{}/assets/SHA256SUMS", server.address()), &[])?.text(), sums);

    let folder = Folder::new("scripts")?;
    std::fs::create_dir(folder.path().join("assets"))?;
    let names: Vec<&str> = sums.lines().filter_map(|line| line.split("  ").nth(1)).collect();
    assert!(names.contains(&"assets/call.js"), "{sums}");
    for name in &names {
        std::fs::write(folder.path().join(name), get(&format!("{}/{name}", server.address()), &[])?.body)?;
    }
    std::fs::write(folder.path().join("SHA256SUMS"), &sums)?;
    let check = || {
        Command::new("sha256sum")
            .args(["--check", "--strict", "SHA256SUMS"])
            .current_dir(folder.path())
            .output()
    };
    assert!(check()?.status.success());
    std::fs::write(folder.path().join("assets/peer.js"), "// another")?;
    let told = check()?;
    assert!(!told.status.success());
    assert!(String::from_utf8_lossy(&told.stdout).contains("assets/peer.js: FAILED"));
    Ok(())
}
