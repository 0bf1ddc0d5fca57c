//! `anteroom demo`: a clinic to try, on loopback, with sandboxes for the outside companies.

use super::config::{Https, Network, RelayAt, TlsAt};
use crate::agreements;
use crate::app::{App, Demo, Gate, LOOPBACK};
use crate::demo::{self, Seeded};
use crate::edge::SystemEntropy;
use crate::follower::Watching;
use crate::house::{House, LogPlace, Outside, Place};
use crate::participant::{self, Limits, Whereabouts};
use anyhow::Context as _;
use domain::agreement::Kind;
use gateways::agreement::Template;
use gateways::criipto::sandbox::Sandbox;
use gateways::mail::Sender;
use gateways::mail::mailbox::Mailbox;
use gateways::sms::outbox::Outbox;
use std::path::PathBuf;
use std::sync::Arc;
use store::Clock;
use store::edge::Draw;
use store::log::Acknowledge;
use store::vault::Sealing;
use tokio::net::TcpListener;

/// What the demo can be told.
#[derive(clap::Args)]
pub struct Args {
    /// The data folder. It is marked as one whose clock can be turned, for ever.
    #[arg(long, default_value = "anteroom-demo")]
    data: PathBuf,
    /// The port on loopback; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the log is: sqlite, or postgres://…
    #[arg(long, default_value = "sqlite")]
    log: String,
    /// A file with the sections [relay] and [tls] of serve's configuration, or one of them; without [relay] the relay is on loopback.
    #[arg(long)]
    relay: Option<PathBuf>,
    /// A folder with agreements of your own, as serve's configuration takes it; without it they are the house's.
    #[arg(long)]
    agreements: Option<PathBuf>,
    /// Print the links as JSON, one object a line.
    #[arg(long)]
    json: bool,
}

/// How many letters the sandbox keeps.
const LETTERS: usize = 200;

/// Runs it until it is told to stop.
pub async fn run(args: Args, machine: Arc<dyn Clock>) -> anyhow::Result<()> {
    super::traces(false);
    crate::operations::start();
    let log = super::config::log_place(&args.log).context("--log: write sqlite, or postgres://…")?;
    let listener = TcpListener::bind(("127.0.0.1", args.port))
        .await
        .with_context(|| format!("port {} on 127.0.0.1; --port takes another", args.port))?;
    let port = listener.local_addr()?.port();
    let templates = agreements::templates(args.agreements.as_deref()).map_err(anyhow::Error::msg)?;
    let network = args.relay.as_deref().map(Network::read).transpose()?.unwrap_or_default();
    anyhow::ensure!(
        network.tls.as_ref().is_none_or(TlsAt::is_here),
        "tls.listen: the demo stays on loopback: its mailbox and its clock are for whoever finds it"
    );
    let (app, seeded, house) = open_with(&args.data, log, port, machine, &templates).await?;
    let https = match &network.tls {
        Some(tls) => Some(tls.bind().await?),
        None => None,
    };
    relay(&app, network.relay, https.as_ref().map(Https::port)).await?;
    let session = super::serve::officer_session(&app, seeded.officer).await?;
    print(&args, &app, &seeded, port, &session);
    let front = Https::front(https, listener, app.relay().cloned());
    super::serve::until_stopped(front, app, house, &args.data, Watching::default()).await
}

/// Starts the relay. Without the feature there is none, unless a file names another server.
async fn relay(app: &App, at: Option<RelayAt>, https: Option<u16>) -> anyhow::Result<()> {
    let at = match at {
        Some(at) => at,
        None if cfg!(feature = "relay") => RelayAt::demo(),
        None => return Ok(()),
    };
    app.relays_through(at.start(app.deps.clock.clone(), app.deps.entropy.clone(), https).await?);
    Ok(())
}

/// Opens the demo's house and seeds it.
pub async fn open(
    data: &std::path::Path,
    log: LogPlace,
    port: u16,
    machine: Arc<dyn Clock>,
) -> anyhow::Result<(App, Seeded, House)> {
    let templates = agreements::templates(None).map_err(anyhow::Error::msg)?;
    open_with(data, log, port, machine, &templates).await
}

/// The same with these agreements.
async fn open_with(
    data: &std::path::Path,
    log: LogPlace,
    port: u16,
    machine: Arc<dyn Clock>,
    templates: &[(Kind, Template)],
) -> anyhow::Result<(App, Seeded, House)> {
    std::fs::create_dir_all(data).with_context(|| format!("the data folder {}", data.display()))?;
    let clock = demo::clock(machine, data)?;
    let (mailbox, outbox) = (Mailbox::new(LETTERS), Outbox::new(LETTERS));
    let entropy = Arc::new(SystemEntropy);
    // By name: passkeys need a name, and cameras take localhost for safe.
    let origin = format!("http://localhost:{port}");
    let eid = Sandbox::new(&origin);
    let outside = Outside {
        clock: clock.clone(),
        entropy: entropy.clone(),
        mailer: Arc::new(mailbox.clone()),
        texter: Arc::new(outbox.clone()),
        sender: Sender { name: "Anteroom".into(), address: "anteroom@demo.example".parse()? },
        eid: Some(Arc::new(eid.clone())),
        // The demo's clock is turned far ahead.
        trial_days: 0,
        origin,
        sealing: Sealing::On,
        acknowledge: Acknowledge::AfterCommit,
    };
    let place = Place::demo(data, log);
    let house = House::open(&place, outside).await?;
    let operator = demo::operator();
    agreements::publish(&house.deps, &operator, templates).await?;
    let seeded = demo::seed(&house.deps, &mailbox).await.context("seeding the clinic")?;
    let key = hex::encode(entropy.bytes::<16>());
    let gate = Gate { proxies: LOOPBACK.to_vec(), metrics_token: None };
    let demo = Demo { mailbox, eid, outbox, clock, key };
    let app = App::new(house.deps.clone(), house.read.clone(), operator, gate, Some(demo))?;
    if let Some(participant) = participant::of(&Whereabouts::Here, Limits::default()) {
        app.measures_against(participant);
    }
    app.caught_up(app.deps.log.head().await?).await;
    Ok((app, seeded, house))
}

fn print(args: &Args, app: &App, seeded: &Seeded, port: u16, session: &str) {
    let key = app.demo.as_ref().map(|demo| demo.key.clone()).unwrap_or_default();
    let at = |path: &str| format!("http://localhost:{port}{path}");
    let key = |member| format!("?demo={key}.{member}");
    let dashboard = |member| at(&format!("/{}/dashboard{}", seeded.slug, key(member)));
    // By number, not by name: to a browser that is another house, so that the officer's session stands beside the dashboard's.
    let officers =
        |page: &str| format!("http://127.0.0.1:{port}/{}/{page}{}", seeded.slug, key(seeded.officer));
    let links = [
        ("organisation's page", "where a visitor comes in", at(&format!("/{}", seeded.slug))),
        ("dashboard", "Dr Ingrid Berg, owner and member", dashboard(seeded.owner)),
        ("colleague's dashboard", "Dr Jon Lie, member", dashboard(seeded.colleague)),
        ("mailbox", "where all mail and every SMS lands", at("/demo/mailbox")),
        ("compliance desk", "Ines Aas, compliance officer", officers("desk")),
        ("access log", "Ines Aas, auditor", officers("audit")),
        ("sign up", "an organisation of your own", at("/sign-up")),
    ];
    if args.json {
        for (name, who, link) in links {
            println!("{}", serde_json::json!({ "name": name, "who": who, "link": link }));
        }
        println!(
            "{}",
            serde_json::json!({ "name": "session", "who": "Ines Aas, for the command line", "token": session })
        );
        return;
    }
    println!(
        "Anteroom's demo is ready. Data lie in {}; the clock of that folder can be turned.\n",
        args.data.display()
    );
    for (name, who, link) in links {
        println!("  {name:<22} {link}\n  {:<22} {who}", "");
    }
    println!("\nFor the command line, as Ines Aas, compliance officer and auditor:\n");
    println!("  export ANTEROOM_SESSION={session}");
    println!("  {} audit replay --data {}", this_program(), args.data.display());
    println!(
        "\nA visitor needs another browser than the dashboard, or another profile of it, and so do the two dashboards. Sessions hold \
         however far the clock is turned. Ctrl-C stops the demo."
    );
}

/// How to call the program that runs: by its own path, since nothing says that it is on the shell's.
fn this_program() -> String {
    let path = std::env::current_exe().map(|path| path.display().to_string());
    let path = path.unwrap_or_else(|_| "anteroom".to_owned());
    if path.contains(char::is_whitespace) { format!("'{path}'") } else { path }
}
