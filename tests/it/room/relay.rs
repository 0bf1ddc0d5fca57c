//! Calls through the relay alone: our own over UDP, TCP and TLS, and coturn; and what becomes of a call when the way through it grows narrow.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use chrono::TimeDelta;
use domain::Timestamp;
use serde_json::json;
use store::Clock;
use tests::browser::{Browser, Driver, Window};
use tests::coturn::Coturn;
use tests::folder::{Folder, free_port};
use tests::http::get;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};
use tokio::time::Instant;
use uuid::Uuid;
use web::relay::embedded::{Embedded, Impairment, Limits, Settings};
use web::relay::{External, Passes, Relay as _, Secret};

use super::hold::keep;
use super::{Call, admitted, moves, people};
use crate::https::certified;

const THROUGH_IT: &str = "Connected through a relay";

/// Leaves of the relay's addresses only those of this kind, and of all ways only the relay's.
fn only(kind: &str) -> String {
    format!(
        "const Real = RTCPeerConnection;
        const narrowed = (given) => given && {{ ...given, iceTransportPolicy: 'relay', iceServers: (given.iceServers ?? []).map(
            (one) => ({{ ...one, urls: one.urls.filter((url) => url.startsWith('{scheme}:') && url.endsWith('={by}')) }})) }};
        window.RTCPeerConnection = class extends Real {{
            constructor(given) {{ super(narrowed(given)); }}
            setConfiguration(given) {{ super.setConfiguration(narrowed(given)); }}
        }};",
        scheme = if kind == "tls" { "turns" } else { "turn" },
        by = if kind == "udp" { "udp" } else { "tcp" },
    )
}

pub(super) async fn narrowed(call: &Call, kind: &str) -> Outcome {
    for side in [&call.staff, &call.visitor] {
        side.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": only(kind) })).await?;
    }
    Ok(())
}

/// The relay's own figure of this name.
fn figure(server: &Server, name: &str) -> Outcome<f64> {
    let told = get(&format!("{}/metrics", server.address()), &[])?.text();
    let line = told.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("0");
    line.trim().parse().map_err(|_| Failure::new(format!("{name}: {line}")))
}

/// A call through the relay, over this kind of transport alone; both are told, and afterwards nothing of it is left.
async fn relayed(driver: &Driver, server: &Server, kind: &str) -> Outcome {
    let call = admitted(server, people(driver, server).await?).await?;
    narrowed(&call, kind).await?;
    let before = figure(server, "anteroom_relay_bytes_total")?;
    call.begin().await?;
    for side in [&call.staff, &call.visitor] {
        side.wait_text("#state", THROUGH_IT).await?;
    }
    assert!(figure(server, "anteroom_relay_allocations")? >= 2.0, "each has a way");
    assert!(
        figure(server, "anteroom_relay_bytes_total")? > before + 10_000.0,
        "{kind}: picture and sound go through it"
    );
    call.staff.click("#hang-up").await?;
    call.staff.click("#end-for-all").await?;
    call.staff.wait_text("main", "Length of the call").await?;
    call.visitor.wait_for("#receipt").await?;
    wait::until("nothing of the call to be left in the relay", wait::DEADLINE, || {
        Ok((figure(server, "anteroom_relay_allocations")? == 0.0).then_some(()))
    })?;
    let traces = std::fs::read_to_string(server.traces().join("stderr"))?;
    assert!(!traces.contains("turn_server_proto"), "the protocol's own traces tell addresses: {traces}");
    Ok(())
}

/// Our relay on loopback.
const OURS: &str = "[relay]\nhost = \"127.0.0.1\"\nlisten = \"127.0.0.1:0\"\naddress = [\"127.0.0.1\"]\n";

#[tokio::test]
async fn pages_rooms_and_the_relay_come_through_the_one_https_port() -> Outcome {
    needs!("a call over the HTTPS port", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let folder = Folder::new("https")?;
    let (certificate, key) = certified(&folder)?;
    let (file, port) = (folder.path().join("network.toml"), free_port()?);
    let tls = format!("[tls]\nlisten = \"127.0.0.1:{port}\"\ncertificate = {certificate:?}\nkey = {key:?}\n");
    std::fs::write(&file, format!("{OURS}{tls}"))?;
    let driver = Driver::start()?.flag("--ignore-certificate-errors");
    let server = Plan::demo().arg(format!("--relay={}", file.display())).start()?;
    let mut call = admitted(&server, people(&driver, &server).await?).await?;
    narrowed(&call, "tls").await?;
    // Nothing of the plain port is used from here on.
    for page in [&mut call.staff_page, &mut call.visitor_page] {
        *page = page.replace(&server.localhost(), &format!("https://localhost:{port}"));
    }
    call.begin().await?;
    for side in [&call.staff, &call.visitor] {
        side.wait_text("#state", THROUGH_IT).await?;
        let told = side.value("location.origin").await?;
        assert_eq!(told.as_str(), Some(format!("https://localhost:{port}").as_str()), "{told}");
    }
    assert!(figure(&server, "anteroom_relay_allocations")? >= 2.0, "each has a way");
    call.staff.click("#hang-up").await?;
    call.staff.click("#end-for-all").await?;
    call.visitor.wait_for("#receipt").await
}

#[tokio::test]
async fn through_our_relay_over_udp_tcp_and_tls_and_nothing_is_left_of_it() -> Outcome {
    needs!("calls through our relay", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let folder = Folder::new("relay")?;
    let (certificate, key) = certified(&folder)?;
    let file = folder.path().join("relay.toml");
    let text = format!("{OURS}tls = \"127.0.0.1:0\"\ncertificate = {certificate:?}\nkey = {key:?}\n");
    std::fs::write(&file, text)?;
    let driver = Driver::start()?.flag("--ignore-certificate-errors");
    let server = Plan::demo().arg(format!("--relay={}", file.display())).start()?;
    for kind in ["udp", "tcp", "tls"] {
        relayed(&driver, &server, kind)
            .await
            .map_err(|failure| failure.while_doing(format!("over {kind}")))?;
    }
    Ok(())
}

/// The clock that a coturn beside us has too.
struct Ten;

impl Clock for Ten {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH + TimeDelta::hours(10)
    }
}

#[test]
fn a_pass_for_coturn_names_its_addresses_and_lasts_as_long_as_it_is_to() {
    let passes = Passes::new(Secret::new(b"a secret that both of them hold"), Arc::new(Ten));
    let urls = vec!["turn:relay.example:3478".to_owned(), "turns:relay.example:5349".to_owned()];
    let coturn = External::new(urls.clone(), passes.clone());
    let subject = Uuid::from_u128(7);
    for (lasts, ends) in [(TimeDelta::minutes(10), 36_600), (TimeDelta::days(1), 39_600)] {
        let pass = coturn.pass(subject, lasts);
        assert_eq!((&pass.urls, &pass.username), (&urls, &format!("{ends}:{}", subject.simple())));
        assert_eq!(pass.credential, passes.password(&pass.username));
    }
    // Of a relay that knows no kinds of passes a stranger gets none.
    assert!(!coturn.tests());
}

#[tokio::test]
async fn through_coturn_under_the_same_secret() -> Outcome {
    needs!(
        "a call through coturn",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Coturn
    );
    let coturn = Coturn::start()?;
    let (driver, file) = (Driver::start()?.looking(true), coturn.configuration()?);
    let server = Plan::demo().arg(format!("--relay={}", file.display())).start()?;
    let call = admitted(&server, people(&driver, &server).await?).await?;
    narrowed(&call, "udp").await?;
    call.begin().await?;
    for side in [&call.staff, &call.visitor] {
        side.wait_text("#state", THROUGH_IT).await?;
    }
    call.visitor.look("call-relayed").await?;
    call.staff.click("#hang-up").await?;
    call.staff.click("#end-for-all").await?;
    call.visitor.wait_for("#receipt").await
}

/// A bad network: so many bits a second, both directions of everybody together, and one packet in so many lost.
pub(super) struct Narrow {
    bits: AtomicU64,
    lost: u64,
    counted: AtomicU64,
    level: Mutex<(f64, Option<Instant>)>,
}

impl Narrow {
    pub(super) fn new(lost: u64) -> Self {
        Self { bits: u64::MAX.into(), lost, counted: AtomicU64::new(0), level: Mutex::new((0.0, None)) }
    }

    /// 0 swallows everything, `u64::MAX` nothing.
    pub(super) fn to(&self, bits: u64) {
        self.bits.store(bits, Ordering::SeqCst);
    }
}

impl Impairment for Narrow {
    fn passes(&self, bytes: usize, now: Instant) -> bool {
        let count = self.counted.fetch_add(1, Ordering::SeqCst);
        let bits = self.bits.load(Ordering::SeqCst);
        if bits == u64::MAX || bits == 0 {
            return bits > 0;
        }
        if count.is_multiple_of(self.lost) {
            return false;
        }
        let mut held = self.level.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (level, since) = *held;
        let rate = bits as f64 / 8.0;
        let passed = since.map_or(0.0, |since| now.saturating_duration_since(since).as_secs_f64());
        // A tenth of a second's worth waits in a small router.
        let level = (level + passed * rate).min(rate / 10.0 + 1500.0);
        let through = level >= bytes as f64;
        *held = (if through { level - bytes as f64 } else { level }, Some(now));
        through
    }
}

/// Half an hour ahead of the machine, by a file that was just written: passes of an hour hold by it for as long as this test runs.
struct Ahead(domain::Timestamp);

impl store::Clock for Ahead {
    fn now(&self) -> domain::Timestamp {
        self.0
    }
}

/// A relay in this process, with the bad network passed in, and the file that tells a server of it.
pub(super) async fn impaired(folder: &Folder, narrow: Arc<Narrow>) -> Outcome<(Embedded, PathBuf)> {
    const SECRET: &str = "a-secret-for-one-test-alone";
    let secret = folder.path().join("secret");
    std::fs::write(&secret, SECRET)?;
    let written = std::fs::metadata(&secret)?.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let clock = Ahead(web::edge::timestamp(written + Duration::from_mins(30)));
    let loopback = std::net::Ipv4Addr::LOCALHOST;
    let settings = Settings {
        host: loopback.to_string(),
        listen: (loopback, 0).into(),
        tls: None,
        https: None,
        addresses: vec![loopback.into()],
        ports: None,
        allowed: vec![],
        limits: Limits::default(),
    };
    let entropy = Arc::new(web::edge::SystemEntropy);
    let secret_of_both = Some(Secret::new(SECRET.as_bytes()));
    let relay = Embedded::start(settings, secret_of_both, Arc::new(clock), entropy, Some(narrow)).await?;
    let file = folder.path().join("relay.toml");
    let urls = serde_json::to_string(relay.urls())?;
    std::fs::write(&file, format!("[relay]\nurls = {urls}\nsecret_file = \"{}\"\n", secret.display()))?;
    Ok((relay, file))
}

/// How many frames this end has sent to the other.
const SENT: &str = "window.connections.at(-1).getStats()
    .then(all => [...all.values()].find(one => one.type === 'outbound-rtp' && one.kind === 'video').framesSent)";

/// Each sends no picture, and not only none that gets through; sound comes in while the picture, of which the last frames may still be on their way, stands still.
async fn sound_without_picture(side: &Browser) -> Outcome {
    side.wait_for("#own-saving").await?;
    wait_still(side, SENT).await?;
    side.wait_for("#their-saving").await?;
    wait_still(side, "document.querySelector('#call').dataset.framesDecoded").await
}

/// Waits until this figure stays as it is while packets of sound come in.
async fn wait_still(side: &Browser, figure: &str) -> Outcome {
    let start = Instant::now();
    loop {
        let before = side.value(figure).await?;
        moves(side, "audioPackets").await?;
        if side.value(figure).await? == before {
            return Ok(());
        }
        if start.elapsed() > wait::DEADLINE {
            return Err(Failure::new(format!("it does not stand still: {figure}")));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_way_grows_narrow_the_picture_gives_way_before_the_sound() -> Outcome {
    needs!("a narrow way", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (folder, narrow) = (Folder::new("relay")?, Arc::new(Narrow::new(50)));
    let (_relay, file) = impaired(&folder, Arc::clone(&narrow)).await?;
    let driver = Driver::start()?;
    let server = Plan::demo().arg(format!("--relay={}", file.display())).start()?;
    let call = admitted(&server, people(&driver, &server).await?).await?;
    narrowed(&call, "udp").await?;
    for side in [&call.staff, &call.visitor] {
        keep(side).await?;
    }
    call.begin().await?;

    // The rate falls: first the picture gets smaller, then it pauses, and all the while the sound goes on.
    narrow.to(400_000);
    for side in [&call.staff, &call.visitor] {
        side.wait_until("['fair', 'weak'].includes(document.querySelector('#call').dataset.quality)").await?;
        moves(side, "audioPackets").await?;
    }
    narrow.to(130_000);
    tokio::try_join!(sound_without_picture(&call.staff), sound_without_picture(&call.visitor))?;
    for side in [&call.staff, &call.visitor] {
        side.wait_for("#call[data-state=connected]").await?;
    }

    // The way is wide again, and the picture comes back by itself.
    narrow.to(u64::MAX);
    for side in [&call.staff, &call.visitor] {
        side.wait_gone("#their-saving").await?;
        moves(side, "framesDecoded").await?;
    }
    Ok(())
}

/// An organisation that chose the relay alone: browsers that would go directly do not, and neither is told an address.
#[tokio::test]
async fn an_organisation_can_choose_that_nobody_learns_an_address() -> Outcome {
    needs!("a call through the relay by choice", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let owner = driver.open(Window::Wide).await?;
    owner.goto(&server.link("  dashboard ")?).await?;
    owner.goto(&format!("{}/nordlys/settings", server.localhost())).await?;
    owner.wait_text("#settings", "directly where possible").await?;
    owner.goto(&format!("{}/nordlys/settings/calls", server.localhost())).await?;
    owner.look("settings-calls").await?;
    owner.click("input[value=relay]").await?;
    owner.click("#calls-button").await?;
    owner.wait_text("main", "It holds for every call from now on").await?;

    let call = admitted(&server, people(&driver, &server).await?).await?;
    for side in [&call.staff, &call.visitor] {
        side.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NOTED })).await?;
    }
    call.begin().await?;
    for side in [&call.staff, &call.visitor] {
        side.wait_text("#state", THROUGH_IT).await?;
        // Of all that came from the other side, no candidate is anything but the relay's, and none has its owner's own address.
        let told = side.value("window.heardCandidates").await?;
        let told = told.as_array().cloned().unwrap_or_default();
        assert!(!told.is_empty());
        for candidate in told.iter().filter_map(|one| one.as_str()).filter(|one| !one.is_empty()) {
            assert!(candidate.contains("typ relay raddr 0.0.0.0 rport 0"), "{candidate}");
        }
    }
    Ok(())
}

/// A page that would go directly whatever it is told, and that notes what it is told of the other side.
const NOTED: &str = "const Real = RTCPeerConnection;
    const loose = (given) => given && { ...given, iceTransportPolicy: 'all' };
    window.heardCandidates = [];
    window.RTCPeerConnection = class extends Real {
        constructor(given) { super(loose(given)); }
        setConfiguration(given) { super.setConfiguration(loose(given)); }
        addIceCandidate(given) { window.heardCandidates.push(given?.candidate ?? ''); return super.addIceCandidate(given); }
    };";
