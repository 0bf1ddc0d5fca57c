//! The machinery itself: a browser opens a page, a cluster keeps a row that the canary finds, a mail arrives, nothing outlives its owner.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tests::browser::{Driver, Window};
use tests::canary::Canary;
use tests::folder::Folder;
use tests::postgres::Cluster;
use tests::process::{End, Running};
use tests::program::Program;
use tests::server::Plan;
use tests::smtp::MailServer;
use tests::{Failure, Outcome, needs, wait};

const PAGE: &str = r#"<!doctype html><html lang="en"><head><title>Waiting room</title><style>
body { background: rgb(255, 255, 255); color: rgb(0, 0, 0) } @media (prefers-color-scheme: dark) { body { background: rgb(10, 10, 10); color: rgb(250, 250, 250) } }
</style><meta name="viewport" content="width=device-width"></head><body><main><h1>Come in</h1><label>Name <input id="name"></label> <button id="arrive"
onclick="document.querySelector('#said').textContent = 'Welcome, ' + document.querySelector('#name').value">Arrive</button><p id="said"></p></main></body></html>"#;

/// Serves one page to whoever asks, until the test's process ends; returns its port.
fn serve(page: &'static str) -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream, page));
        }
    });
    Ok(port)
}

fn answer(stream: std::net::TcpStream, page: &str) -> Outcome {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let length = page.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    Ok(reader.into_inner().write_all(format!("{head}{page}").as_bytes())?)
}

#[tokio::test]
async fn a_browser_opens_a_page() -> Outcome {
    needs!("a browser opens a page", Program::Chromium, Program::ChromeDriver);
    let port = serve(PAGE)?;
    let driver = Driver::start()?;
    let browser = driver.open(Window::Wide).await?;
    browser.goto(&format!("http://127.0.0.1:{port}/")).await?;
    assert_eq!(browser.title().await?, "Waiting room");
    browser.fill("#name", "Ann Quill").await?;
    browser.click("#arrive").await?;
    browser.wait_text("#said", "Welcome, Ann Quill").await?;
    browser.wait_gone(".nowhere").await?;
    assert_eq!(browser.text("h1").await?, "Come in");

    let light = browser.value("getComputedStyle(document.body).backgroundColor").await?;
    browser.dark().await?;
    browser.wait_until("getComputedStyle(document.body).backgroundColor === 'rgb(10, 10, 10)'").await?;
    assert_eq!(light, "rgb(255, 255, 255)");

    let folder = Folder::new("screenshot")?;
    browser.screenshot(&folder.path().join("page.png")).await?;
    assert!(std::fs::read(folder.path().join("page.png"))?.starts_with(b"\x89PNG"));

    browser.value("console.error('something broke')").await?;
    assert!(browser.console_errors().await?.iter().any(|line| line.contains("something broke")));
    browser.close().await
}

#[tokio::test]
async fn two_people_have_two_profiles_and_devices() -> Outcome {
    needs!("two people in two profiles", Program::Chromium, Program::ChromeDriver);
    let address = format!("http://localhost:{}/", serve(PAGE)?);
    let driver = Driver::start()?;
    let (member, visitor) = (driver.open(Window::Wide).await?, driver.open(Window::Phone).await?);
    member.goto(&address).await?;
    visitor.goto(&address).await?;
    member.value("localStorage.setItem('who', 'member')").await?;
    assert_eq!(visitor.value("localStorage.getItem('who')").await?, serde_json::Value::Null);
    assert_eq!(visitor.value("innerWidth").await?, 360);
    let devices =
        "navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(s => s.getTracks().length)";
    assert_eq!(visitor.value(devices).await?, 2);

    member.passkey_device().await?;
    let made = "navigator.credentials.create({ publicKey: { rp: { name: 'Anteroom' }, challenge: new Uint8Array(32),
        user: { id: new Uint8Array(16), name: 'a', displayName: 'a' }, pubKeyCredParams: [{ type: 'public-key', alg: -7 }] } }).then(c => c.type)";
    assert_eq!(member.value(made).await?, "public-key");
    Ok(())
}

#[tokio::test]
async fn accessibility_is_judged() -> Outcome {
    needs!("accessibility", Program::Chromium, Program::ChromeDriver, Program::Axe);
    let driver = Driver::start()?;
    let browser = driver.open(Window::Wide).await?;
    browser.goto(&format!("http://127.0.0.1:{}/", serve(PAGE)?)).await?;
    assert_eq!(browser.inaccessible().await?, Vec::<String>::new());
    browser.value("document.querySelector('h1').innerHTML = '<img src=x>'").await?;
    assert!(browser.inaccessible().await?.iter().any(|line| line.starts_with("image-alt")));
    Ok(())
}

#[test]
fn a_row_is_durable_and_the_canary_finds_it() -> Outcome {
    needs!("the canary in a PostgreSQL cluster", Program::Postgres);
    let database = Cluster::shared()?.database()?;
    for (setting, value) in [("fsync", "on"), ("synchronous_commit", "on"), ("log_error_verbosity", "terse")]
    {
        assert_eq!(database.psql(&format!("SHOW {setting}"))?, value);
    }
    let canary = Canary::new([("name", "Ælfrieda Nørstrand"), ("token", "9f86d081884c7d65")])?;
    let cluster = database.cluster();
    let (data, log) = (cluster.data(), cluster.log());
    cluster.flush()?;
    canary.assert_none(&[&data, &log])?;
    database.psql("CREATE TABLE row (name TEXT, token TEXT)")?;
    database.psql("INSERT INTO row VALUES ('Ælfrieda Nørstrand', encode('9f86d081884c7d65', 'base64'))")?;
    cluster.flush()?;
    canary.assert_all(&[&data])?;
    canary.assert_none(&[&log])?;
    let other = cluster.database()?;
    assert!(other.psql("SELECT * FROM row").is_err(), "every database is fresh");
    assert!(database.url().starts_with("postgres://anteroom:"));
    Ok(())
}

#[test]
fn a_mail_arrives() -> Outcome {
    needs!("mail to a real SMTP server", Program::Python);
    let server = MailServer::start()?;
    let port = server.url().rsplit(':').next().and_then(|port| port.parse::<u16>().ok());
    let stream = std::net::TcpStream::connect(("127.0.0.1", port.ok_or_else(|| Failure::new("no port"))?))?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    let letter = "Subject: Come in\r\n\r\nYou are next.\r\n.\r\n";
    for say in
        ["", "HELO test\r\n", "MAIL FROM:<a@b.example>\r\n", "RCPT TO:<c@d.example>\r\n", "DATA\r\n", letter]
    {
        reader.get_mut().write_all(say.as_bytes())?;
        line.clear();
        reader.read_line(&mut line)?;
        assert!(line.starts_with(['2', '3']), "{say:?} was answered {line:?}");
    }
    assert!(server.messages(1)?[0].contains("You are next."));
    Ok(())
}

fn is_running(id: u32) -> bool {
    // A dead process keeps its number until its parent has asked.
    std::fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

#[test]
fn a_program_ends_with_its_owner_and_takes_its_children() -> Outcome {
    let folder = Folder::new("child")?;
    let path = folder.path().join("id");
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "sleep 600 & echo $! > \"$0\"; wait"]).arg(&path);
    let running = Running::start(&mut command, End::KillGroup, None)?;
    let child: u32 = wait::until("the child's number", wait::DEADLINE, || {
        Ok(std::fs::read_to_string(&path).ok().and_then(|text| text.trim().parse().ok()))
    })?;
    assert!(is_running(running.id()) && is_running(child));
    drop(running);
    wait::until("both to end", wait::DEADLINE, || Ok((!is_running(child)).then_some(())))
}

/// What the killed test does, in a process of its own: starts a program, says which, and never returns.
fn wait_to_be_killed(place: &Path) -> Outcome {
    let folder = Folder::new("killed")?;
    let running = Running::start(Command::new("sleep").arg("600"), End::KillGroup, Some(folder.path()))?;
    std::fs::write(place, format!("{} {}\n", running.id(), folder.path().display()))?;
    loop {
        std::thread::park();
    }
}

#[test]
fn a_killed_test_leaves_nothing_behind() -> Outcome {
    if let Some(place) = std::env::var_os("ANTEROOM_TO_BE_KILLED") {
        return wait_to_be_killed(Path::new(&place));
    }
    let folder = Folder::new("killer")?;
    let place = folder.path().join("place");
    let mut test = Command::new(std::env::current_exe()?);
    test.args(["--exact", "harness::a_killed_test_leaves_nothing_behind"])
        .env("ANTEROOM_TO_BE_KILLED", &place);
    let mut test = test.stdout(std::process::Stdio::null()).spawn()?;
    let (id, left) = wait::until("the other test to start", wait::DEADLINE, || {
        let said = std::fs::read_to_string(&place).unwrap_or_default();
        let parts = said.strip_suffix('\n').and_then(|line| line.split_once(' '));
        Ok(parts.and_then(|(id, left)| Some((id.parse::<u32>().ok()?, left.to_owned()))))
    })?;
    assert!(is_running(id) && Path::new(&left).exists());
    test.kill()?;
    test.wait()?;
    wait::until("the program to end and its folder to go", Duration::from_secs(15), || {
        Ok((!is_running(id) && !Path::new(&left).exists()).then_some(()))
    })
}

// Prints as `demo` does: links first, and is ready a moment later. Keeps what it was told in its data folder.
const STAND_IN: &str = r#"
import http.server, pathlib, signal, sys
data, port = pathlib.Path(sys.argv[3]), int(sys.argv[5])
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write((data / "said").read_bytes())
    def do_POST(self):
        (data / "said").write_bytes(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(303); self.send_header("set-cookie", "who=me; Path=/"); self.end_headers()
(data / "said").touch()
server = http.server.HTTPServer(("127.0.0.1", port), Page)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print(f"Dashboard:  http://127.0.0.1:{server.server_port}/clinic/dashboard   (signed in)", flush=True)
print("arrived", file=sys.stderr, flush=True)
server.serve_forever()
"#;

#[test]
fn a_server_is_killed_and_started_again_on_its_folder_and_port() -> Outcome {
    needs!("a stand-in for the server", Program::Python);
    let folder = Folder::new("stand-in")?;
    let path = folder.path().join("stand-in");
    std::fs::write(&path, format!("#!{}\n{STAND_IN}", Program::Python.find()?.display()))?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700))?;
    let mut server = Plan::demo().program(&path).start()?;
    let (address, link) = (server.address(), server.link("dashboard")?);
    assert_eq!(link, format!("{address}/clinic/dashboard"));
    let reply = tests::http::post_form(&link, &[], &[("name", "Ann Quill")])?;
    assert_eq!((reply.status, reply.cookies().as_str()), (303, "who=me"));

    server.kill()?;
    assert!(tests::http::get(&link, &[]).is_err());
    server.start_again()?;
    assert_eq!(
        (server.address(), tests::http::get(&link, &[])?.text().as_str()),
        (address, "name=Ann+Quill")
    );
    let canary = Canary::new([("name", "Ann Quill")])?;
    canary.assert_all(&[&server.data()])?;
    canary.assert_none(&[&server.traces()])?;
    server.terminate()
}

#[test]
fn a_server_that_does_not_start_says_why() -> Outcome {
    let Err(failure) = Plan::serve().program("/bin/false").start() else {
        return Err(Failure::new("it started"));
    };
    assert!(failure.message().contains("it ended with exit status: 1"), "{failure:?}");
    Ok(())
}

#[test]
fn http_is_spoken() -> Outcome {
    let reply = tests::http::get(&format!("http://127.0.0.1:{}/a?b=c", serve(PAGE)?), &[])?;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/html")));
    assert!(reply.text().contains("Come in"));
    Ok(())
}
