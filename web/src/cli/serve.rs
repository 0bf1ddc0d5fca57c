//! `anteroom serve`: the real thing, configured by a file and the environment.

use super::config::{Config, DEFAULT, Https};
use crate::app::App;
use crate::edge::{SystemEntropy, TurnedClock};
use crate::follower::Watching;
use crate::front::Front;
use crate::house::{House, LogPlace, Outside};
use crate::nodes::Lease;
use crate::participant::{self, Limits};
use anyhow::Context as _;
use commands::member::sign_in;
use domain::MemberId;
use domain::member::Method;
use gateways::criipto::EidProvider;
use gateways::mail::Sender;
use gateways::mail::smtp::{SmtpConfig, SmtpMailer};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::Clock;
use store::log::Acknowledge;
use store::vault::Sealing;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// What the server can be told.
#[derive(clap::Args)]
pub struct Args {
    /// The configuration file; the environment goes over it.
    #[arg(long, env = "ANTEROOM_CONFIG")]
    config: Option<PathBuf>,
    /// The data folder, over the file's.
    #[arg(long)]
    data: Option<PathBuf>,
    /// The port, over the file's.
    #[arg(long)]
    port: Option<u16>,
    /// Print a commented configuration file with every key, and stop.
    #[arg(long)]
    print_config: bool,
}

/// Runs it until it is told to stop.
pub async fn run(args: Args, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    if args.print_config {
        print!("{DEFAULT}");
        return Ok(());
    }
    super::traces(true);
    crate::operations::start();
    let mut config = Config::read(args.config.as_deref(), |name| std::env::var(name).ok())?;
    if let Some(data) = args.data {
        config.data = data;
    }
    if let Some(port) = args.port {
        config.listen.set_port(port);
    }
    anyhow::ensure!(
        !TurnedClock::mark(&config.data).exists(),
        "the data folder {} is a demo's, whose clock was turned by hand: serve does not take it",
        config.data.display()
    );
    let place = config.place(&config.data)?;
    let eid = config.electronic_id()?;
    let watching = config.watching()?;
    let gate = config.gate();
    let templates = config.templates()?;
    let whereabouts = config.participant()?;
    let trial_days = config.trial_days();
    let listener =
        TcpListener::bind(config.listen).await.with_context(|| format!("listen {}", config.listen))?;
    let https = match &config.tls {
        Some(tls) => Some(tls.bind().await?),
        None => None,
    };
    let texter = Arc::new(config.texter()?);
    let mail = SmtpConfig {
        user: config.mail.user,
        password: config.mail.password,
        ..SmtpConfig::new(config.mail.url)
    };
    let outside = Outside {
        clock,
        entropy: Arc::new(SystemEntropy),
        mailer: Arc::new(SmtpMailer::new(&mail)?),
        texter,
        sender: Sender { name: config.mail.name, address: config.mail.from.parse().context("mail.from")? },
        eid: eid.map(|eid| Arc::new(eid) as Arc<dyn EidProvider>),
        trial_days,
        origin: config.origin.clone(),
        sealing: Sealing::On,
        acknowledge: Acknowledge::AfterCommit,
    };
    let house = House::open(&place, outside).await?;
    if let Err(error) = crate::follower::has_key(&house.deps, &place.data).await {
        house.close().await;
        return Err(error.into());
    }
    let published = match crate::agreements::publish(&house.deps, &config.operator, &templates).await {
        Ok(position) => position,
        Err(error) => {
            house.close().await;
            return Err(error.into());
        }
    };
    let app = App::new(house.deps.clone(), house.read.clone(), config.operator, gate, None)?;
    app.caught_up(published).await;
    match &whereabouts {
        Some(whereabouts) => {
            if let Some(participant) = participant::of(whereabouts, Limits::default()) {
                app.measures_against(participant);
            }
        }
        None => tracing::warn!("without device_test.addresses the device test measures no connection"),
    }
    if let Some(relay) = &config.relay {
        let port = https.as_ref().map(Https::port);
        app.relays_through(relay.start(app.deps.clock.clone(), app.deps.entropy.clone(), port).await?);
    }
    tracing::info!(listen = %listener.local_addr()?, origin = config.origin, durability = %app.deps.log.durability().await?, "serving");
    if matches!(place.log, LogPlace::EventStore { .. }) {
        tracing::warn!(
            "the log lies on EventStoreDB, which stamps every event with the time at which it came: whoever runs that server sees when each visit happened; it was tried against a stand-in alone"
        );
    }
    if config.origin.starts_with("http://") {
        tracing::warn!(
            "no certificate and no proxy: browsers on other machines get neither camera nor passkeys"
        );
    }
    println!("{}", config.origin);
    let front = Https::front(https, listener, app.relay().cloned());
    until_stopped(front, app, house, &config.data, watching).await
}

/// How long the follower may take at a stop to see what came last.
const LAST: std::time::Duration = std::time::Duration::from_secs(5);

/// Serves, with all that follows the log, until a signal.
pub async fn until_stopped(
    front: Front,
    app: App,
    mut house: House,
    data: &Path,
    watching: Watching,
) -> anyhow::Result<()> {
    house.destroy_again().await;
    // It ends by itself, once everybody who waited before the restart has been looked after.
    house.spawn(crate::presence::sweep(app.clone()));
    house.spawn_needed("calls that nobody ends", crate::vacant::watch(app.clone()));
    house.spawn(crate::agreements::announcing(app.clone()));
    let trials = app.clone();
    house.spawn_leased("trials", Lease::Schedule, move || crate::trial::announcing(trials.clone()));
    let (deps, folder) = (house.deps.clone(), data.to_owned());
    let followed = deps.clone();
    house.spawn_leased("proof", Lease::Tree, move || {
        crate::follower::run(followed.clone(), folder.clone(), watching.clone())
    });
    house.spawn(super::socket::serve(crate::desk::Inside::of(&app), data.to_owned()));
    app.follow(house.following.clone());
    app.lies_in(data.to_owned());
    let stop = stopped()?;
    let (stopping, late) = tokio::sync::oneshot::channel();
    let serving = crate::server::serve(front, app, async move {
        stop.await;
        if stopping.send(()).is_err() {
            tracing::debug!("the server went first");
        }
    });
    // Live lines stay open as long as their pages: after the signal they get two seconds.
    let late = async move {
        drop(late.await);
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    };
    tokio::select! {
        () = serving => {}
        () = late => {}
    }
    // What came last is seen before the follower ends: a restore knows of all that was here.
    if deps.vault.holds(Lease::Tree.name())
        && tokio::time::timeout(LAST, crate::follower::all_seen(&deps)).await.is_err()
    {
        tracing::warn!("the newest events are not signed for: the next start does it");
    }
    house.close().await;
    Ok(())
}

/// Returns once this process is told to stop.
pub(super) fn stopped() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            result = tokio::signal::ctrl_c() => drop(result),
            _ = terminate.recv() => {}
        }
    })
}

/// A session of the demo's officer, for the command line.
pub(super) async fn officer_session(app: &App, officer: MemberId) -> anyhow::Result<String> {
    let (token, done) =
        sign_in(&app.deps, officer, Method::Demo, commands::member::Browser::default()).await?;
    app.caught_up(done.position).await;
    Ok(token.reveal())
}
