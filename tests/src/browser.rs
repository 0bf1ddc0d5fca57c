//! A real browser with fake devices: Chromium, driven through `WebDriver`, one driver per scenario and one empty profile per person; or Firefox (`firefox.rs`).

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

mod command;
mod firefox;
mod keys;
mod look;
mod tab;
mod turn;

pub use firefox::Firefox;
pub use keys::Key;

use command::Post;
use tab::Tab;
use turn::Turn;

use crate::folder::Folder;
use crate::process::{End, Running};
use crate::program::Program;
use crate::{Failure, Outcome, wait};

/// A camera, a microphone and a speaker that are none. Ten pictures a second: a call shows the same, and costs half.
pub const DEVICES: &str = "--use-fake-device-for-media-stream=fps=10";

const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    DEVICES,
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
];

/// Which window a person looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// 1280 by 900.
    Wide,
    /// 360 by 740, with touch: the smallest phone that is promised.
    Phone,
}

/// The driver and all browsers it has opened; both end on Drop.
#[derive(Debug)]
pub struct Driver {
    port: u16,
    // Ended before its folder goes: fields drop in this order.
    _running: Running,
    folder: Folder,
    opened: std::sync::atomic::AtomicU32,
    looking: bool,
    more: Vec<&'static str>,
    // Given back once all is ended.
    _turn: Turn,
}

impl Driver {
    /// Starts chromedriver on a port of its own choice.
    pub fn start() -> Outcome<Self> {
        Self::start_in(Turn::few())
    }

    /// The same for three or more in one call: no other browser runs meanwhile. Its test starts no other driver.
    pub fn crowd() -> Outcome<Self> {
        Self::start_in(Turn::crowd())
    }

    /// It draws a port that is free for IPv4, and ends where another program has the same one for IPv6: then it draws again.
    fn start_in(turn: Turn) -> Outcome<Self> {
        for _ in 0..4 {
            if let Some((port, running, folder)) = Self::drawn()? {
                let (opened, looking, more) = (0.into(), false, Vec::new());
                return Ok(Self { port, _running: running, folder, opened, looking, more, _turn: turn });
            }
        }
        Err(Failure::new("chromedriver found no port".to_owned()))
    }

    fn drawn() -> Outcome<Option<(u16, Running, Folder)>> {
        Program::Chromium.find()?;
        let folder = Folder::new("browser")?;
        let log = folder.path().join("driver.log");
        let mut command = Command::new(Program::ChromeDriver.find()?);
        command
            .arg("--port=0")
            .stdout(File::create(&log)?)
            .stderr(File::create(folder.path().join("driver.err"))?);
        // Whatever a browser writes beside its profile goes with the folder too.
        command.env("HOME", folder.path()).env("TMPDIR", folder.path());
        // Dates are typed as this language writes them, whatever the machine's is.
        command.env("LANGUAGE", "en_US");
        let mut running = Running::start(&mut command, End::KillGroup, Some(folder.path()))?;
        let port = wait::until("chromedriver to listen", wait::DEADLINE, || {
            let ended = running.ended()?;
            let text = fs::read_to_string(&log)?;
            if text.contains("port not available") {
                return Ok(Some(None));
            }
            if let Some(status) = ended {
                let more = fs::read_to_string(folder.path().join("driver.err"))?;
                return Err(Failure::new(format!("chromedriver ended with {status}: {text}{more}")));
            }
            let line = text.lines().find_map(|line| line.split_once("started successfully on port "));
            Ok(line.and_then(|(_, port)| port.trim_end_matches('.').parse().ok()).map(Some))
        })?;
        Ok(port.map(|port| (port, running, folder)))
    }

    /// Whether its browsers look at the pages they come to (`Browser::look`). Pages are the same on every engine: one look is enough.
    #[must_use]
    pub fn looking(mut self, looking: bool) -> Self {
        self.looking = looking;
        self
    }

    /// One more flag for its browsers.
    #[must_use]
    pub fn flag(mut self, flag: &'static str) -> Self {
        self.more.push(flag);
        self
    }

    /// A new browser with an empty profile.
    pub async fn open(&self, window: Window) -> Outcome<Browser> {
        self.open_with(window, &[], &[]).await
    }

    /// The same without some of the usual flags, and with others: for whom devices or the network fail.
    pub async fn open_with(&self, window: Window, without: &[&str], with: &[&str]) -> Outcome<Browser> {
        let number = self.opened.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let profile = self.folder.path().join(format!("profile-{number}"));
        let mut flags: Vec<String> = FLAGS
            .iter()
            .chain(&self.more)
            .filter(|flag| !without.contains(flag))
            .chain(with)
            .map(|flag| (*flag).to_owned())
            .collect();
        flags.push(format!("--user-data-dir={}", profile.display()));
        flags.push("--window-size=1280,900".to_owned());
        let capabilities: Capabilities = [
            ("goog:chromeOptions".to_owned(), json!({ "args": flags })),
            ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" })),
            ("timeouts".to_owned(), json!({ "script": wait::DEADLINE.as_millis() as u64 })),
        ]
        .into_iter()
        .collect();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client =
            builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{}", self.port)).await?;
        let posted = Arc::new(Mutex::new(Value::Null));
        let browser = Browser { tab: Tab::Chromium(client), window, looking: self.looking, posted };
        browser.resize(window).await?;
        Ok(browser)
    }
}

/// One person's browser. Its failures tell the page's address, title and visible text.
#[derive(Debug, Clone)]
pub struct Browser {
    tab: Tab,
    window: Window,
    looking: bool,
    /// The last form that was sent: a page that answers it is asked for in other languages by the same form, whose command is recorded once.
    posted: Arc<Mutex<Value>>,
}

impl Browser {
    /// Opens an address and waits for its load.
    pub async fn goto(&self, address: &str) -> Outcome {
        self.told(&format!("opening {address}"), self.tab.goto(address).await).await
    }

    /// Waits for the element, then clicks it. A live list may put a new one in its place between finding and clicking: that one is clicked then.
    pub async fn click(&self, css: &str) -> Outcome {
        let clicking = async {
            loop {
                self.wait_for(css).await?;
                self.remember_form(css).await?;
                let clicked = self.tab.click(css).await;
                if !matches!(clicked, Ok(false)) {
                    return self.told(&format!("clicking {css}"), clicked.map(drop)).await;
                }
            }
        };
        let late = Failure::new(format!("{css} was replaced again and again"));
        tokio::time::timeout(2 * wait::DEADLINE, clicking).await.map_err(|_| late)?
    }

    /// Keeps what this button is about to send.
    async fn remember_form(&self, css: &str) -> Outcome {
        if !self.looking {
            return Ok(());
        }
        let form = format!(
            "(e => !e?.form || e.type !== 'submit' || e.form.method !== 'post' || e.form.enctype === 'multipart/form-data' ? null
                : {{ action: e.hasAttribute('formaction') ? e.formAction : e.form.action, fields: [...new FormData(e.form, e)] }})(document.querySelector({}))",
            json!(css)
        );
        let form = self.value(&form).await?;
        if !form.is_null() {
            *self.posted.lock().map_err(|_| Failure::new("the form was lost"))? = form;
        }
        Ok(())
    }

    /// Waits for the field, empties it and types.
    pub async fn fill(&self, css: &str, text: &str) -> Outcome {
        self.wait_for(css).await?;
        self.told(&format!("filling {css}"), self.tab.fill(css, text).await).await
    }

    /// Chooses in a list.
    pub async fn choose(&self, css: &str, value: &str) -> Outcome {
        self.wait_for(css).await?;
        let chosen = async {
            let list = self.chromium()?.find(Locator::Css(css)).await?;
            Ok(list.select_by_value(value).await?)
        }
        .await;
        self.told(&format!("choosing {value} in {css}"), chosen).await
    }

    /// Clicks what downloads a file, and returns the file once it is whole.
    pub async fn download(&self, css: &str) -> Outcome<Vec<u8>> {
        let folder = Folder::new("download")?;
        let place = json!({ "behavior": "allow", "downloadPath": folder.path() });
        self.devtools("Browser.setDownloadBehavior", place).await?;
        self.click(css).await?;
        let file = wait::until("a download", wait::DEADLINE, || {
            let mut files = Vec::new();
            for entry in folder.path().read_dir()? {
                files.push(entry?.path());
            }
            // What is still on its way has another name beside its own.
            let whole = |path: &PathBuf| path.extension().is_none_or(|end| end != "crdownload");
            Ok(if files.len() == 1 { files.pop().filter(whole) } else { None })
        })?;
        Ok(fs::read(file)?)
    }

    /// Opens an address again and again until a JavaScript expression is true; for pages that do not live.
    pub async fn goto_until(&self, address: &str, expression: &str) -> Outcome {
        let start = Instant::now();
        loop {
            self.goto(address).await?;
            if self.value(expression).await? == true {
                return Ok(());
            }
            if start.elapsed() > wait::DEADLINE {
                let late = Failure::new(format!("not within {:?}", wait::DEADLINE));
                return self.told(&format!("opening {address} until {expression}"), Err(late)).await;
            }
        }
    }

    /// Waits until an element is there and can be seen.
    pub async fn wait_for(&self, css: &str) -> Outcome {
        let seen =
            format!("(e => e !== null && e.checkVisibility())(document.querySelector({}))", json!(css));
        self.wait(&format!("waiting for {css}"), &seen).await
    }

    /// Waits until no such element can be seen.
    pub async fn wait_gone(&self, css: &str) -> Outcome {
        let all = format!("[...document.querySelectorAll({})].every(e => !e.checkVisibility())", json!(css));
        self.wait(&format!("waiting for {css} to go"), &all).await
    }

    /// Waits until the visible text of some such element holds `text`.
    pub async fn wait_text(&self, css: &str, text: &str) -> Outcome {
        let holds = format!(
            "[...document.querySelectorAll({})].some(e => e.innerText.includes({}))",
            json!(css),
            json!(text)
        );
        self.wait(&format!("waiting for {text:?} in {css}"), &holds).await
    }

    /// Waits until a JavaScript expression (it may be a promise) is true.
    pub async fn wait_until(&self, expression: &str) -> Outcome {
        self.wait(&format!("waiting until {expression}"), expression).await
    }

    /// The value of a JavaScript expression; a promise is awaited.
    pub async fn value(&self, expression: &str) -> Outcome<Value> {
        let answer = self.tab.evaluate(expression).await?;
        match answer.get("error") {
            Some(error) => Err(Failure::new(format!("{expression}: {error}"))),
            None => Ok(answer.get("value").cloned().unwrap_or(Value::Null)),
        }
    }

    /// The visible text of the first such element; waits for it.
    pub async fn text(&self, css: &str) -> Outcome<String> {
        self.wait_for(css).await?;
        let text = self.value(&format!("document.querySelector({}).innerText", json!(css))).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The page's address.
    pub async fn address(&self) -> Outcome<String> {
        self.tab.address().await
    }

    /// The page's title.
    pub async fn title(&self) -> Outcome<String> {
        let title = self.value("document.title").await?;
        Ok(title.as_str().unwrap_or_default().to_owned())
    }

    /// What the page said on its console since the last look: errors alone, a request that failed among them.
    pub async fn console_errors(&self) -> Outcome<Vec<String>> {
        let log = self.post("se/log", json!({ "type": "browser" })).await?;
        let entries = log.as_array().cloned().unwrap_or_default();
        let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        Ok(errors.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// Writes a PNG of the window.
    pub async fn screenshot(&self, path: &Path) -> Outcome {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(path, self.chromium()?.screenshot().await?)?)
    }

    /// Gives the browser a passkey device that always agrees. Passkeys work on `localhost`, never on `127.0.0.1`.
    pub async fn passkey_device(&self) -> Outcome<String> {
        let device = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserConsenting": true, "isUserVerified": true,
        });
        let id = self.post("webauthn/authenticator", device).await?;
        id.as_str().map(str::to_owned).ok_or_else(|| Failure::new(format!("no passkey device: {id}")))
    }

    /// A command of the developer tools' protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Outcome<Value> {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    /// Closes the browser as a person does; without it the driver's end closes it the hard way.
    pub async fn close(self) -> Outcome {
        self.tab.close().await
    }

    async fn post(&self, path: &'static str, body: Value) -> Outcome<Value> {
        Ok(self.chromium()?.issue_cmd(Post { path, body }).await?)
    }

    /// What only its driver can do.
    fn chromium(&self) -> Outcome<&Client> {
        match &self.tab {
            Tab::Chromium(client) => Ok(client),
            Tab::Firefox(_) => Err(Failure::new("only Chromium is asked for this")),
        }
    }

    async fn wait(&self, what: &str, expression: &str) -> Outcome {
        let start = Instant::now();
        let mut last = None;
        while start.elapsed() < wait::DEADLINE {
            match self.value(expression).await {
                Ok(Value::Bool(true)) => return Ok(()),
                Ok(_) => {}
                // The page may be leaving under the question; only the last word counts.
                Err(failure) => last = Some(failure.message().to_owned()),
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let words = last.unwrap_or_else(|| format!("not within {:?}", wait::DEADLINE));
        self.told(what, Err(Failure::new(words))).await
    }

    /// Adds what a person would see to a failure.
    async fn told<T>(&self, what: &str, outcome: Outcome<T>) -> Outcome<T> {
        let Err(failure) = outcome else { return outcome };
        let shown =
            "`address: ${location.href}\\ntitle:   ${document.title}\\n${document.body?.innerText ?? ''}`";
        let page = match self.value(shown).await {
            Ok(page) => page.as_str().unwrap_or_default().to_owned(),
            Err(none) => format!("(the page did not answer: {})", none.message()),
        };
        Err(Failure::new(format!("{what}: {}\n--- the page\n{page}\n---", failure.message())))
    }
}
