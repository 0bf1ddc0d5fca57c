//! The data folder that the command line is about, and how to open it where no server runs.

use crate::cli::config::{Config, log_place};
use crate::edge::{SystemEntropy, TurnedClock};
use crate::house::{House, LogPlace, OpenError, Outside, Place};
use anyhow::{Context as _, bail};
use async_trait::async_trait;
use gateways::mail::{Letter, MailError, Mailer, Sender};
use gateways::sms::{Number, Taken, Text, TextError, Texter};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::Clock;
use store::log::Acknowledge;
use store::vault::Sealing;

/// Which data folder.
#[derive(clap::Args)]
pub struct Folder {
    /// The data folder; without it the configuration's, and without one `anteroom-demo`.
    #[arg(long, env = "ANTEROOM_DATA")]
    data: Option<PathBuf>,
    /// The configuration of `serve`, needed where no server runs on the folder.
    #[arg(long, env = "ANTEROOM_CONFIG")]
    config: Option<PathBuf>,
    /// Where the log is, over the configuration's: sqlite, or postgres://…
    #[arg(long, env = "ANTEROOM_LOG_PLACE", hide_env_values = true)]
    log: Option<String>,
}

/// What this process sends no mail and no text messages with: they wait for the server, and none is lost.
struct NoMail;

#[async_trait]
impl Mailer for NoMail {
    async fn send(&self, _: &Letter) -> Result<(), MailError> {
        Err(MailError::Unavailable("the command line sends none; the server will"))
    }
}

#[async_trait]
impl Texter for NoMail {
    fn reaches(&self, _: &Number) -> bool {
        false
    }

    async fn send(&self, _: &Text) -> Result<Taken, TextError> {
        Err(TextError::Unavailable("the command line sends none; the server will"))
    }
}

impl Folder {
    /// This one, as a demo's.
    #[cfg(test)]
    pub(super) fn of(data: &Path) -> Self {
        Self { data: Some(data.to_owned()), config: None, log: None }
    }

    /// Where it is.
    pub fn data(&self) -> anyhow::Result<PathBuf> {
        match (&self.data, &self.config) {
            (Some(data), _) => Ok(data.clone()),
            (None, Some(_)) => Ok(self.configuration()?.data),
            (None, None) => Ok("anteroom-demo".into()),
        }
    }

    fn configuration(&self) -> anyhow::Result<Config> {
        Ok(Config::read(self.config.as_deref(), |name| std::env::var(name).ok())?)
    }

    /// Opens it: this process owns it until the house is dropped. One that only looks changes nothing, and is allowed where log and key table do not stand together.
    pub async fn open(&self, data: &Path, machine: Arc<dyn Clock>, looks: bool) -> anyhow::Result<House> {
        let (place, outside) = self.place(data, machine)?;
        if place.log == LogPlace::Sqlite && !data.join("log.db").exists() {
            bail!("there is no log in {}; --log says where it is", data.display());
        }
        let house = if looks {
            House::open_to_look(&place, outside).await
        } else {
            House::open(&place, outside).await
        };
        house.map_err(|error| match error {
            OpenError::InUse(_) => anyhow::Error::from(error)
                .context("a process owns it and does not answer; it may be starting or stopping"),
            other => other.into(),
        })
    }

    /// Where everything of it lies, and what this process gives it.
    pub fn place(&self, data: &Path, machine: Arc<dyn Clock>) -> anyhow::Result<(Place, Outside)> {
        if !Place::is_one(data) {
            bail!("{} is no data folder of Anteroom; --data names one", data.display());
        }
        let given = match &self.log {
            Some(text) => Some(log_place(text).context("--log: write sqlite, or postgres://…")?),
            None => None,
        };
        let (mut place, clock): (_, Arc<dyn Clock>) = if TurnedClock::mark(data).exists() {
            (Place::demo(data, LogPlace::Sqlite), crate::demo::clock(machine, data)?)
        } else {
            let config = self
                .configuration()
                .context("no server runs on this folder; --config says how to open it")?;
            (config.place(data)?, machine)
        };
        if let Some(log) = given {
            place.log = log;
        }
        let outside = Outside {
            clock,
            entropy: Arc::new(SystemEntropy),
            mailer: Arc::new(NoMail),
            texter: Arc::new(NoMail),
            sender: Sender { name: "Anteroom".into(), address: "anteroom@localhost.invalid".parse()? },
            eid: None,
            trial_days: 0,
            origin: "http://localhost".into(),
            sealing: Sealing::On,
            acknowledge: Acknowledge::AfterCommit,
        };
        Ok((place, outside))
    }
}
