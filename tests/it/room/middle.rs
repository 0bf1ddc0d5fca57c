//! Somebody in the middle of a call's signalling: who rewrites the fingerprints alone is refused by the encryption, and who plays both ends is told by the two codes.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tests::browser::{Browser, Driver, Window};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;

use super::{admitted, code, people};

/// What the one in the middle does with the room's socket.
#[derive(Clone)]
enum Attack {
    /// Passes everything on.
    Nothing,
    /// Puts another certificate's fingerprint in the place of each.
    Fingerprints,
    /// Takes every signal, and says what it likes in its place.
    BothEnds(Ends),
}

/// Signals that were taken, by whom they were for, and signals that are to be said.
#[derive(Clone)]
struct Ends {
    taken: UnboundedSender<(&'static str, Value)>,
    said: std::sync::Arc<tokio::sync::Mutex<UnboundedReceiver<(&'static str, Value)>>>,
}

/// A server between a browser and the house; its address. It serves until the test's process ends.
async fn middle(server: &Server, attack: Attack) -> Outcome<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("localhost:{}", listener.local_addr()?.port());
    let house = server.localhost().replace("http://", "");
    let own = address.clone();
    tokio::spawn(async move {
        while let Ok((browser, _)) = listener.accept().await {
            let (house, own, attack) = (house.clone(), own.clone(), attack.clone());
            // A browser that has gone away is no fault of anybody.
            tokio::spawn(async move { drop(pass(browser, &own, &house, attack).await) });
        }
    });
    Ok(format!("http://{address}"))
}

/// Everything up to the empty line, and what came behind it.
async fn head(stream: &mut TcpStream) -> Outcome<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = bytes.split_off(end + 4);
            return Ok((String::from_utf8_lossy(&bytes).into_owned(), rest));
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(Failure::new("nothing more comes"));
        }
    }
}

async fn pass(mut browser: TcpStream, own: &str, house: &str, attack: Attack) -> Outcome {
    let (asked, rest) = head(&mut browser).await?;
    let mut server = TcpStream::connect(house).await?;
    let upgrade = asked.to_lowercase().contains("upgrade: websocket");
    let mut asked = asked.replace(own, house);
    if !upgrade {
        // One request a connection: the next is looked at again.
        asked = asked.replace("Connection: keep-alive", "Connection: close");
    }
    server.write_all(asked.as_bytes()).await?;
    server.write_all(&rest).await?;
    if !upgrade {
        copy_bidirectional(&mut browser, &mut server).await?;
        return Ok(());
    }
    let (answer, _) = head(&mut server).await?;
    browser.write_all(answer.as_bytes()).await?;
    let browser = WebSocketStream::from_raw_socket(browser, Role::Server, None).await;
    let server = WebSocketStream::from_raw_socket(server, Role::Client, None).await;
    match attack {
        Attack::Nothing => relay(browser, server, str::to_owned).await,
        Attack::Fingerprints => relay(browser, server, other_fingerprints).await,
        Attack::BothEnds(ends) => both_ends(browser, server, ends).await,
    }
}

type Ws = WebSocketStream<TcpStream>;

async fn relay(mut browser: Ws, mut server: Ws, change: fn(&str) -> String) -> Outcome {
    loop {
        let (message, to) = tokio::select! {
            message = browser.next() => (message, &mut server),
            message = server.next() => (message, &mut browser),
        };
        let Some(message) = message.transpose()? else { return Ok(()) };
        let message = match message {
            Message::Text(text) => Message::text(change(text.as_str())),
            other => other,
        };
        to.send(message).await?;
    }
}

fn other_fingerprints(text: &str) -> String {
    let mut parts = text.split("a=fingerprint:sha-256 ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut all, part| {
        let (digit, rest) = part.split_at(1);
        all.push_str("a=fingerprint:sha-256 ");
        all.push_str(if digit == "A" { "B" } else { "A" });
        all.push_str(rest);
        all
    })
}

/// The visitor's socket with a man in it: of both sides he takes the signals, and says his own. Each side's numbers are kept by him.
async fn both_ends(mut browser: Ws, mut server: Ws, ends: Ends) -> Outcome {
    let mut said = ends.said.lock().await;
    let (mut seq, mut n, mut other) = (0_u64, 0_u64, 1_u64);
    loop {
        tokio::select! {
            message = browser.next() => match message.transpose()? {
                None => return Ok(()),
                Some(Message::Text(text)) => {
                    let value: Value = serde_json::from_str(text.as_str())?;
                    if let Some(signal) = value.get("signal") {
                        ends.taken.send(("visitor", signal["data"].clone()))?;
                    } else if value.get("ack").is_none() {
                        server.send(Message::Text(text)).await?;
                    }
                }
                Some(_) => {}
            },
            message = server.next() => match message.transpose()? {
                None => return Ok(()),
                Some(Message::Text(text)) => {
                    let mut value: Value = serde_json::from_str(text.as_str())?;
                    if let Some(number) = value["news"]["seq"].as_u64() {
                        server.send(Message::text(json!({ "ack": { "seq": number } }).to_string())).await?;
                        let what = &value["news"]["what"];
                        if let Some(signal) = what.get("signal") {
                            ends.taken.send(("staff", signal["data"].clone()))?;
                            continue;
                        }
                        other = what["joined"]["client"].as_u64().unwrap_or(other);
                        seq += 1;
                        value["news"]["seq"] = json!(seq);
                    }
                    browser.send(Message::text(value.to_string())).await?;
                }
                Some(_) => {}
            },
            say = said.recv() => match say {
                None => return Ok(()),
                Some(("visitor", data)) => {
                    seq += 1;
                    let what = json!({ "signal": { "from": other, "data": data } });
                    browser.send(Message::text(json!({ "news": { "seq": seq, "what": what } }).to_string())).await?;
                }
                Some((_, data)) => {
                    n += 1;
                    let signal = json!({ "signal": { "n": n, "to": other, "data": data } });
                    server.send(Message::text(signal.to_string())).await?;
                }
            },
        }
    }
}

/// Keeps in which states the page's connections have been.
const KEEP: &str = "window.states = [];
    window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(...given) {
            super(...given);
            this.addEventListener('connectionstatechange', () => window.states.push(this.connectionState));
        }
    };";

async fn keep(side: &Browser) -> Outcome {
    side.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": KEEP })).await.map(drop)
}

#[tokio::test]
async fn another_fingerprint_in_the_signalling_connects_nobody() -> Outcome {
    needs!("rewritten fingerprints", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    // The same way without the rewriting: a call like any other.
    let honest = middle(&server, Attack::Nothing).await?;
    let mut call = admitted(&server, people(&driver, &server).await?).await?;
    let page = call.visitor_page.clone();
    call.visitor_page = page.replace(&server.localhost(), &honest);
    call.begin().await?;

    call.visitor_page = page.replace(&server.localhost(), &middle(&server, Attack::Fingerprints).await?);
    for side in [&call.staff, &call.visitor] {
        side.goto("about:blank").await?;
        keep(side).await?;
    }
    let (staff, visitor) =
        tokio::join!(call.staff.goto(&call.staff_page), call.visitor.goto(&call.visitor_page));
    staff.and(visitor)?;
    for side in [&call.staff, &call.visitor] {
        side.wait_until("window.states.includes('failed')").await?;
        let connected = side
            .value(
                "window.states.includes('connected') || document.querySelector('#call').dataset.state === 'connected'
                    || Boolean(document.querySelector('#code').dataset.value)",
            )
            .await?;
        assert_eq!(connected, false);
        side.look("call-rewritten").await?;
    }
    Ok(())
}

/// The man's own two ends, made of the same module as everybody's.
const MAN: &str = "(async () => {
    const { Peer } = await import('/assets/peer.js');
    const certificate = await RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' });
    const nothing = () => undefined;
    window.out = [];
    window.ends = Object.fromEntries([['visitor', false], ['staff', true]].map(([towards, older]) => [towards, new Peer({
        older, certificate, ways: () => ({ iceServers: [], iceTransportPolicy: 'all' }), canSend: () => true,
        send: (signal) => window.out.push([towards, signal]),
        state: nothing, stream: nothing, code: nothing, theirs: nothing, heard: nothing, delivered: nothing, file: nothing,
    })]));
    return true;
})()";

#[tokio::test]
async fn who_plays_both_ends_is_told_by_the_codes() -> Outcome {
    needs!("a man in the middle", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let (taken, mut signals) = unbounded_channel();
    let (say, said) = unbounded_channel();
    let ends = Ends { taken, said: std::sync::Arc::new(tokio::sync::Mutex::new(said)) };
    let mut call = admitted(&server, people(&driver, &server).await?).await?;
    let middle = middle(&server, Attack::BothEnds(ends)).await?;
    call.visitor_page = call.visitor_page.replace(&server.localhost(), &middle);
    let man = driver.open(Window::Phone).await?;
    man.goto(&format!("{}/sign-in", server.localhost())).await?;

    // The visitor is there first, and so is the one who offers: towards the staff he is the visitor.
    call.visitor.goto(&call.visitor_page).await?;
    call.visitor.wait_text("#state", "Waiting for").await?;
    call.staff.goto(&call.staff_page).await?;
    call.staff.wait_for("#call[data-other=here]").await?;
    assert_eq!(man.value(MAN).await?, true);
    let connected = "document.querySelector('#call')?.dataset.state === 'connected' && Boolean(document.querySelector('#code').dataset.value)";
    let start = std::time::Instant::now();
    while !(call.visitor.value(connected).await? == true && call.staff.value(connected).await? == true) {
        if start.elapsed() > 2 * tests::wait::DEADLINE {
            return Err(Failure::new("the man in the middle was not let between them"));
        }
        while let Ok((from, data)) = signals.try_recv() {
            man.value(&format!("window.ends.{from}.hear({data})")).await?;
        }
        let out = man.value("window.out.splice(0)").await?;
        for one in out.as_array().into_iter().flatten() {
            let towards = if one[0] == "visitor" { "visitor" } else { "staff" };
            say.send((towards, one[1].clone()))?;
        }
    }
    // Both see a call that runs, and a code; what they tell each other is not the same.
    assert_ne!(code(&call.visitor).await?, code(&call.staff).await?);
    Ok(())
}
