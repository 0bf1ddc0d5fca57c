//! A real Firefox with fake devices, driven by `WebDriver BiDi`, which it speaks itself: one process and one empty profile per person.

use std::fs::{self, File};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::{Browser, Tab, Window};
use crate::folder::Folder;
use crate::process::{End, Running};
use crate::program::Program;
use crate::{Failure, Outcome, wait};

/// Devices that nobody has to own or to allow, addresses that another browser on this machine reaches, and no word to anybody outside.
const PREFERENCES: &str = r#"
user_pref("media.navigator.streams.fake", true);
user_pref("media.navigator.permission.disabled", true);
user_pref("media.autoplay.default", 0);
user_pref("media.peerconnection.ice.obfuscate_host_addresses", false);
user_pref("media.peerconnection.ice.loopback", true);
user_pref("media.gmp-manager.url", "data:,");
user_pref("intl.accept_languages", "en");
user_pref("services.settings.server", "data:,");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.server", "data:,");
user_pref("browser.safebrowsing.downloads.remote.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("extensions.update.enabled", false);
user_pref("app.normandy.enabled", false);
"#;

/// The person said no to the camera for good, and yes to the microphone: asked by Firefox itself, not by a script of ours.
const NO_CAMERA: &str = r#"
user_pref("media.navigator.permission.disabled", false);
user_pref("permissions.default.camera", 2);
user_pref("permissions.default.microphone", 1);
"#;

/// One person's Firefox; it ends on Drop together with its profile.
#[derive(Debug)]
pub struct Firefox {
    browser: Browser,
    // Ended before its folder goes: fields drop in this order.
    _running: Running,
    _folder: Folder,
}

impl Firefox {
    /// Starts one with an empty profile, on a port of its own choice.
    pub async fn start() -> Outcome<Self> {
        Self::start_with("").await
    }

    /// Starts one that lets no page have the camera.
    pub async fn start_without_camera() -> Outcome<Self> {
        Self::start_with(NO_CAMERA).await
    }

    async fn start_with(preferences: &str) -> Outcome<Self> {
        let folder = Folder::new("firefox")?;
        let (profile, said) = (folder.path().join("profile"), folder.path().join("said"));
        fs::create_dir(&profile)?;
        fs::write(profile.join("user.js"), format!("{PREFERENCES}{preferences}"))?;
        let mut command = Command::new(Program::Firefox.find()?);
        command.args(["--headless", "--no-remote", "--remote-debugging-port=0", "--profile"]).arg(&profile);
        command.stdout(File::create(folder.path().join("out"))?).stderr(File::create(&said)?);
        command.env("HOME", folder.path()).env("TMPDIR", folder.path());
        let mut running = Running::start(&mut command, End::KillGroup, Some(folder.path()))?;
        let address = wait::until("Firefox to listen", wait::DEADLINE, || {
            let ended = running.ended()?;
            let text = fs::read_to_string(&said)?;
            if let Some(status) = ended {
                return Err(Failure::new(format!("Firefox ended with {status}: {text}")));
            }
            let lines = text.lines().filter_map(|line| line.split_once("BiDi listening on "));
            Ok(lines.map(|(_, address)| address.trim().to_owned()).next())
        })?;
        let tab = Tab::Firefox(Arc::new(Bidi::connect(&address).await?));
        let browser = Browser { tab, window: Window::Wide, looking: false, posted: Arc::default() };
        Ok(Self { browser, _running: running, _folder: folder })
    }

    /// The person's browser.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }
}

/// The conversation with one tab, a question at a time.
#[derive(Debug)]
pub(super) struct Bidi {
    socket: tokio::sync::Mutex<WebSocketStream<MaybeTlsStream<TcpStream>>>,
    asked: AtomicU64,
    tab: String,
}

impl Bidi {
    async fn connect(address: &str) -> Outcome<Self> {
        let (socket, _) = connect_async(format!("{address}/session")).await?;
        let mut bidi = Self { socket: socket.into(), asked: 0.into(), tab: String::new() };
        bidi.ask("session.new", json!({ "capabilities": {} })).await?;
        let tree = bidi.ask("browsingContext.getTree", json!({})).await?;
        tree["contexts"][0]["context"].as_str().unwrap_or_default().clone_into(&mut bidi.tab);
        Ok(bidi)
    }

    async fn ask(&self, method: &str, parameters: Value) -> Outcome<Value> {
        let id = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let question = json!({ "id": id, "method": method, "params": parameters }).to_string();
        let mut socket = self.socket.lock().await;
        let answering = async {
            socket.send(Message::text(question)).await?;
            loop {
                let message = socket.next().await.ok_or_else(|| Failure::new("Firefox is gone"))?;
                let Message::Text(text) = message? else { continue };
                let mut answer: Value = serde_json::from_str(&text)?;
                if answer["id"] != id {
                    continue;
                }
                if answer["type"] == "error" {
                    return Err(Failure::new(format!("{method}: {} {}", answer["error"], answer["message"])));
                }
                return Ok(answer["result"].take());
            }
        };
        let late = Failure::new(format!("{method}: no answer from Firefox"));
        tokio::time::timeout(wait::DEADLINE, answering).await.map_err(|_| late)?
    }

    pub(super) async fn goto(&self, address: &str) -> Outcome {
        let to = json!({ "context": self.tab, "url": address, "wait": "complete" });
        self.ask("browsingContext.navigate", to).await.map(drop)
    }

    /// `value` or `error` of an expression; a promise is awaited.
    pub(super) async fn evaluate(&self, expression: &str) -> Outcome<Value> {
        let asked = format!(
            "(async () => ({expression}))().then(value => JSON.stringify({{ value }}), error => JSON.stringify({{ error: String(error) }}))"
        );
        let question =
            json!({ "expression": asked, "target": { "context": self.tab }, "awaitPromise": true });
        let answer = self.ask("script.evaluate", question).await?;
        let Some(text) = answer["result"]["value"].as_str() else {
            return Err(Failure::new(format!("{expression}: {}", answer["exceptionDetails"]["text"])));
        };
        Ok(serde_json::from_str(text)?)
    }

    /// Moves the mouse to the middle of an element and clicks; whether the click came to it. On a busy machine what was just scrolled may not be painted yet, and the
    /// click comes to what stood there before: that one is kept from doing anything, since it would choose what nobody chose.
    pub(super) async fn click(&self, css: &str) -> Outcome<bool> {
        let middle = format!(
            "new Promise(done => {{
                const e = document.querySelector({});
                e.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                const painted = () => new Promise(then => {{ requestAnimationFrame(() => requestAnimationFrame(then)); setTimeout(then, 1000); }});
                painted().then(() => {{
                    window.clicked = false;
                    const meant = target => e.contains(target) || target.closest?.('label')?.control === e;
                    window.addEventListener('click', event => {{
                        if (meant(event.target)) return void (window.clicked = true);
                        event.preventDefault();
                        event.stopImmediatePropagation();
                    }}, {{ once: true, capture: true }});
                    const box = e.getClientRects()[0];
                    done([Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)]);
                }});
            }})",
            json!(css)
        );
        let middle = self.evaluate(&middle).await?;
        let at = &middle["value"];
        if !at.is_array() {
            return Err(Failure::new(format!("{css} has no place: {middle}")));
        }
        self.act(json!({ "type": "pointer", "id": "mouse", "actions": [
            { "type": "pointerMove", "x": at[0], "y": at[1] },
            { "type": "pointerDown", "button": 0 }, { "type": "pointerUp", "button": 0 },
        ] }))
        .await?;
        // A page that was left by the click knows nothing of it any more, or cannot be asked while it goes.
        let arrived = "new Promise(done => { const since = performance.now(); (function look() {
            window.clicked !== false || performance.now() - since > 1000 ? done(window.clicked !== false) : setTimeout(look, 20); })(); })";
        let arrived = self.evaluate(arrived).await.map_or(true, |answer| answer["value"] != false);
        if !arrived {
            eprintln!("a click that was meant for {css} came to something else");
        }
        Ok(arrived)
    }

    /// Empties a field and types; again where nothing of it came to the field.
    pub(super) async fn fill(&self, css: &str, text: &str) -> Outcome {
        let field = format!("document.querySelector({})", json!(css));
        let empty = format!(
            "(e => {{ e.scrollIntoView({{ block: 'center', behavior: 'instant' }}); e.focus(); e.value = ''; }})({field})"
        );
        let press = |key: char| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key }));
        let keys: Vec<Value> = text.chars().flat_map(press).collect();
        for _ in 0..4 {
            self.evaluate(&empty).await?;
            self.act(json!({ "type": "key", "id": "keyboard", "actions": keys })).await?;
            let typed = self.evaluate(&format!("{field}.value !== ''")).await?;
            if typed["value"] == true || text.is_empty() {
                return Ok(());
            }
        }
        Err(Failure::new(format!("{css} takes no text")))
    }

    async fn act(&self, source: Value) -> Outcome {
        let actions = json!({ "context": self.tab, "actions": [source] });
        self.ask("input.performActions", actions).await.map(drop)
    }

    pub(super) async fn close(&self) -> Outcome {
        self.ask("browser.close", json!({})).await.map(drop)
    }
}
