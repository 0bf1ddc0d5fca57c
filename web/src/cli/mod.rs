//! The command line: one binary for the demo, the server, the auditor and the operator.

pub mod agreements;
pub mod audit;
pub mod backup;
pub mod config;
pub mod demo;
pub mod keys;
pub mod organisations;
pub mod projections;
pub mod restore;
pub mod scripts;
pub mod serve;
pub mod socket;
pub mod subject;
pub mod witness;

use clap::{Parser, Subcommand};
use std::sync::Arc;
use store::Clock;

/// Video consultations between a professional and a client: end-to-end encrypted, without an account for the visitor.
#[derive(Parser)]
#[command(
    name = "anteroom",
    version,
    about = "Video consultations, end-to-end encrypted, without an account for the visitor",
    propagate_version = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start a clinic to try, with everything on this machine and sandboxes for the outside companies.
    Demo(demo::Args),
    /// Serve for real, configured by a file and the environment.
    Serve(serve::Args),
    /// Read and verify the access log and the whole log.
    Audit(audit::Args),
    /// Find, erase and tell of a visit.
    Subject(subject::Args),
    /// How the key table is doing; roll it; try every key of it.
    Keys(keys::Args),
    /// Copy the log and its trees into a folder, beside a running server.
    Backup(backup::Args),
    /// Put a copy of the log back beside the current key table.
    Restore(restore::Args),
    /// Which texts of agreements are offered, and how many organisations have agreed to them.
    Agreements(agreements::Args),
    /// List the organisations by what is public of them, and let one go on after its trial.
    Organisations(organisations::Args),
    /// List and rebuild the read models.
    Projections(projections::Args),
    /// Print the SHA-256 of each script that this release hands to browsers, as `sha256sum --check` reads it: a server that hands out others has changed them.
    Scripts,
    /// Watch other installations' logs: cosign their checkpoints as long as each continues the last one (C2SP tlog-witness).
    Witness(witness::Args),
}

/// An end that is neither well nor a failure, with an exit status of its own.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// 3: the log is proved, and declares itself that records are lost which an older checkpoint vouches for.
    #[error("the log is proved, but declares that it has lost records of your checkpoint")]
    DeclaredLoss,
}

impl Ended {
    /// The exit status.
    pub fn status(&self) -> u8 {
        match self {
            Self::DeclaredLoss => 3,
        }
    }
}

/// Runs what was asked for.
pub async fn run(clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Demo(args) => demo::run(args, clock).await,
        Command::Serve(args) => serve::run(args, clock).await,
        Command::Audit(args) => args.run(clock).await,
        Command::Subject(args) => args.run(clock).await,
        Command::Keys(args) => args.run(clock).await,
        Command::Backup(args) => backup::run(args, clock).await,
        Command::Restore(args) => restore::run(args, clock).await,
        Command::Agreements(args) => args.run(clock).await,
        Command::Organisations(args) => args.run(clock).await,
        Command::Projections(args) => args.run(clock).await,
        Command::Scripts => {
            scripts::run();
            Ok(())
        }
        Command::Witness(args) => witness::run(args, clock).await,
    }
}

/// Traces to standard error, filtered by `ANTEROOM_TRACES` (`info` without it); as JSON where nobody reads along.
pub fn traces(json: bool) {
    use tracing_subscriber::EnvFilter;
    let asked = std::env::var("ANTEROOM_TRACES").unwrap_or_else(|_| "info,sqlx=warn".to_owned());
    // The crates of the device test's participant and of the relay tell addresses of visitors: they say nothing, whatever was asked for.
    let mute = "rtc=off,webrtc=off,turn_server_proto=off,turn_types=off,stun_proto=off,stun_types=off";
    let filter = EnvFilter::try_new(format!("{asked},{mute}"));
    let filter = filter.unwrap_or_else(|_| EnvFilter::new(format!("info,sqlx=warn,{mute}")));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second subscriber in one process is a test's: the first one stays.
    let set = if json { builder.json().try_init() } else { builder.try_init() };
    if let Err(error) = set {
        tracing::debug!(%error, "traces were set up before");
    }
}
