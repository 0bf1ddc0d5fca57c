//! Configuration of `serve`: one commented file, then the environment. What cannot be read stops the start and names the key.

mod agreements;
mod device_test;
mod electronic_id;
mod places;
mod relay;
mod texts;
mod tls;
mod trial;

pub use places::log_place;
pub use relay::RelayAt;
pub use tls::{Https, Network, TlsAt};

use crate::app::{Gate, LOOPBACK, Operator};
use crate::follower::{Watching, WitnessAt};
use crate::participant::Whereabouts;
use crate::place::{LogPlace, Place, RootPlace};
use axum::http::Uri;
use domain::agreement::Kind;
use gateways::agreement::Template;
use gateways::criipto::Criipto;
use gateways::sms::ByCountry;
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::proof::{KeyError, KeyKind, VerifierKey};
use store::vault::Pin;

/// The commented default file.
pub const DEFAULT: &str = include_str!("../../anteroom.toml");

/// What `serve` is told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where people find it.
    pub origin: String,
    /// The data folder.
    pub data: PathBuf,
    /// The folder of the root's keys, or the URI of a PKCS#11 token.
    root: String,
    /// The PIN of that token, where the environment gave it.
    #[serde(skip)]
    pin: Option<Pin>,
    /// `sqlite`, `postgres://…` or `esdb://…`.
    pub log: String,
    /// `sqlite`, or `postgres://…`: where the read models are, for a log on EventStoreDB.
    #[serde(default)]
    read_models: Option<String>,
    /// `sqlite`, or `postgres://…`.
    #[serde(default = "sqlite")]
    keys: String,
    /// The second file of a key table in SQLite.
    #[serde(default)]
    keys_copy: Option<PathBuf>,
    /// Whether the key table may have one file alone.
    #[serde(default)]
    single_copy: bool,
    /// Our own certificate, where no other server holds it.
    #[serde(default)]
    pub tls: Option<TlsAt>,
    /// Whether another server in front of it holds the certificate.
    #[serde(default)]
    pub behind_proxy: bool,
    /// The proxies in front of it.
    #[serde(default = "loopback")]
    pub proxies: Vec<IpAddr>,
    /// The token for `/metrics`.
    #[serde(default)]
    pub metrics_token: Option<Secret>,
    /// Who runs it.
    pub operator: Operator,
    /// The operator's own agreements.
    #[serde(default)]
    agreements: Option<agreements::AgreementsAt>,
    /// Mail.
    pub mail: Mail,
    /// Who vouches for visitors.
    #[serde(default)]
    electronic_id: Option<electronic_id::ElectronicId>,
    /// Text messages to numbers outside the United States.
    #[serde(default)]
    sinch: Option<texts::SinchAt>,
    /// Text messages to numbers of the United States.
    #[serde(default)]
    twilio: Option<texts::TwilioAt>,
    /// For how long organisations are on trial.
    #[serde(default)]
    trial: trial::TrialAt,
    /// Where the device test's participant is reached.
    #[serde(default)]
    device_test: Option<device_test::DeviceTestAt>,
    /// The relay for calls.
    #[serde(default)]
    pub relay: Option<RelayAt>,
    /// Witnesses of the log's checkpoints.
    #[serde(default)]
    pub witness: Vec<Witness>,
    /// How many seconds lie between two checkpoints that a witness is asked to cosign, at least.
    #[serde(default = "minute")]
    pub witness_seconds: u64,
}

fn loopback() -> Vec<IpAddr> {
    LOOPBACK.to_vec()
}

/// A word that no trace repeats.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A witness of the log's checkpoints.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// Where it is, without `/add-checkpoint`.
    pub url: String,
    /// Its verifier key.
    pub key: String,
}

fn minute() -> u64 {
    60
}

/// How mail is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// `smtp://host:587` or `smtps://host:465`.
    pub url: String,
    /// The sender's address.
    pub from: String,
    /// The sender's name.
    #[serde(default)]
    pub name: String,
    /// The user, where the server asks for one.
    #[serde(default)]
    pub user: Option<String>,
    /// The password, where the server asks for one.
    #[serde(default)]
    pub password: Option<String>,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mail(…)")
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration {0}: {1}")]
    File(PathBuf, std::io::Error),
    /// It does not say what it should.
    #[error("the configuration: {0}")]
    Content(String),
}

/// The keys that the environment may set, each as `ANTEROOM_` and its name, with `_` for the dot.
const FROM_ENVIRONMENT: [&str; 51] = [
    "listen",
    "origin",
    "data",
    "root",
    "log",
    "read_models",
    "keys",
    "keys_copy",
    "single_copy",
    "behind_proxy",
    "proxies",
    "tls.listen",
    "tls.certificate",
    "tls.key",
    "metrics_token",
    "witness_seconds",
    "operator.name",
    "operator.address",
    "operator.email",
    "agreements.folder",
    "trial.days",
    "electronic_id.domain",
    "electronic_id.client_id",
    "electronic_id.secret_file",
    "mail.url",
    "mail.from",
    "mail.name",
    "mail.user",
    "mail.password",
    "sinch.plan",
    "sinch.token_file",
    "sinch.from",
    "sinch.url",
    "twilio.account",
    "twilio.user",
    "twilio.secret_file",
    "twilio.from",
    "twilio.url",
    "device_test.addresses",
    "device_test.ports",
    "relay.host",
    "relay.listen",
    "relay.address",
    "relay.tls",
    "relay.tls_port",
    "relay.certificate",
    "relay.key",
    "relay.per_address",
    "relay.allow",
    "relay.urls",
    "relay.secret_file",
];

impl Config {
    /// Reads the file, if there is one, and the environment over it.
    pub fn read(
        path: Option<&Path>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let text = match path {
            Some(path) => std::fs::read_to_string(path).map_err(|e| ConfigError::File(path.to_owned(), e))?,
            None => String::new(),
        };
        let content = |e: toml::de::Error| ConfigError::Content(e.message().to_owned());
        let mut table: toml::Table = text.parse().map_err(content)?;
        for key in FROM_ENVIRONMENT {
            let name = format!("ANTEROOM_{}", key.to_uppercase().replace('.', "_"));
            let Some(value) = environment(&name) else { continue };
            let value = match key {
                "behind_proxy" | "single_copy" => toml::Value::Boolean(
                    value
                        .parse()
                        .map_err(|_| ConfigError::Content(format!("{name} is neither true nor false")))?,
                ),
                "proxies" | "device_test.addresses" | "relay.address" | "relay.allow" | "relay.urls" => {
                    toml::Value::Array(value.split(',').map(|proxy| proxy.trim().into()).collect())
                }
                "witness_seconds" | "relay.tls_port" | "relay.per_address" | "trial.days" => {
                    toml::Value::Integer(
                        value.parse().map_err(|_| ConfigError::Content(format!("{name} is no number")))?,
                    )
                }
                _ => toml::Value::String(value),
            };
            match key.split_once('.') {
                None => drop(table.insert(key.to_owned(), value)),
                Some((section, key)) => {
                    let section = table.entry(section).or_insert_with(|| toml::Table::new().into());
                    if let Some(section) = section.as_table_mut() {
                        section.insert(key.to_owned(), value);
                    }
                }
            }
        }
        // The message names the key; the values, which may be secrets, are not repeated.
        let mut config: Self =
            table.try_into().map_err(|e: toml::de::Error| ConfigError::Content(e.to_string()))?;
        config.pin = environment(places::PIN).map(Pin::new);
        config.check()
    }

    fn check(self) -> Result<Self, ConfigError> {
        let wrong = |text: &str| Err(ConfigError::Content(text.to_owned()));
        if !(self.origin.starts_with("https://") || self.origin.starts_with("http://"))
            || self.origin.ends_with('/')
        {
            return wrong("origin: write it like https://anteroom.example, without a slash at the end");
        }
        self.place(&self.data)?;
        for (key, value) in [("name", &self.operator.name), ("address", &self.operator.address)] {
            if value.trim().is_empty() {
                return wrong(&format!(
                    "operator.{key}: the privacy notice names who runs the service; without one it does not start"
                ));
            }
        }
        let local = self.listen.ip().is_loopback();
        if self.tls.is_some() && self.behind_proxy {
            return wrong(
                "tls: the certificate is ours, or that of a server in front (behind_proxy); not both",
            );
        }
        if self.origin.starts_with("https://") && !self.behind_proxy && self.tls.is_none() {
            return wrong(
                "origin is https: name the certificate under [tls], or set behind_proxy = true once a server in front holds it",
            );
        }
        if self.tls.is_some() && !(local && self.origin.starts_with("https://")) {
            return wrong("tls: with it the origin is https, and listen, which stays plain, is on loopback");
        }
        if self.origin.starts_with("http://") && !local {
            return wrong(
                "browsers give camera and passkeys to https alone: listen on loopback, or set an https origin behind a proxy",
            );
        }
        if self.metrics_token.as_ref().is_some_and(|Secret(token)| token.len() < 16) {
            return wrong("metrics_token: at least 16 characters, or leave it out");
        }
        self.trial.check().map_err(ConfigError::Content)?;
        self.watching()?;
        self.participant()?;
        self.relay.as_ref().map_or(Ok(()), RelayAt::check).map_err(ConfigError::Content)?;
        self.electronic_id()?;
        self.templates()?;
        Ok(self)
    }

    /// Whom the pages believe and answer besides people.
    pub fn gate(&self) -> Gate {
        let canonical = self.proxies.iter().map(IpAddr::to_canonical);
        Gate {
            proxies: if self.behind_proxy { canonical.collect() } else { vec![] },
            metrics_token: self.metrics_token.clone().map(|Secret(token)| token),
        }
    }

    /// The templates of agreements; their files are read now.
    pub fn templates(&self) -> Result<Vec<(Kind, Template)>, ConfigError> {
        let folder = self.agreements.as_ref().map(|at| at.folder.as_path());
        crate::agreements::templates(folder).map_err(ConfigError::Content)
    }

    /// Who vouches for visitors, if anybody was set up.
    pub fn electronic_id(&self) -> Result<Option<Criipto>, ConfigError> {
        self.electronic_id
            .as_ref()
            .map(electronic_id::ElectronicId::open)
            .transpose()
            .map_err(ConfigError::Content)
    }

    /// Who watches the log.
    pub fn watching(&self) -> Result<Watching, ConfigError> {
        let witnesses = self.witness.iter().map(|witness| {
            let wrong = |why: &str| ConfigError::Content(format!("witness: {}: {why}", witness.url));
            let url: Uri = witness.url.parse().map_err(|_| wrong("write it like https://witness.example"))?;
            if !matches!(url.scheme_str(), Some("http" | "https")) || url.host().is_none() {
                return Err(wrong("write it like https://witness.example"));
            }
            let key: VerifierKey = witness.key.trim().parse().map_err(|e: KeyError| wrong(&e.to_string()))?;
            if key.kind() == KeyKind::Witness {
                Ok(WitnessAt { url, key })
            } else {
                Err(wrong("its key is no witness's"))
            }
        });
        let every = Duration::from_secs(self.witness_seconds.max(1));
        Ok(Watching { witnesses: witnesses.collect::<Result<_, _>>()?, every })
    }

    /// For how many days an organisation is on trial that signs up; 0 for no trial.
    pub fn trial_days(&self) -> u16 {
        self.trial.days
    }

    /// Where the device test's participant is reached; `None` where the service is for others than this machine and nobody said where.
    pub fn participant(&self) -> Result<Option<Whereabouts>, ConfigError> {
        device_test::whereabouts(self.device_test.as_ref(), &self.origin).map_err(ConfigError::Content)
    }

    /// Who sends text messages, by the number's country; their secrets are read now.
    pub fn texter(&self) -> Result<ByCountry, ConfigError> {
        texts::texter(self.sinch.as_ref(), self.twilio.as_ref()).map_err(ConfigError::Content)
    }

    /// Where everything lies, with the data in this folder.
    pub fn place(&self, data: &Path) -> Result<Place, ConfigError> {
        let wrong = |text: &str| ConfigError::Content(text.to_owned());
        let log =
            places::whole_log_place(&self.log, self.read_models.as_deref()).map_err(ConfigError::Content)?;
        let keys = places::keys_place(&self.keys, self.keys_copy.as_deref(), self.single_copy, data)
            .map_err(ConfigError::Content)?;
        if log == LogPlace::Postgres(self.keys.clone()) {
            return Err(wrong("keys: a database apart from the log's, whose backups would hold it"));
        }
        let root = places::root_place(&self.root, self.pin.as_ref()).map_err(ConfigError::Content)?;
        if matches!(&root, RootPlace::Folder(folder) if folder.starts_with(data)) {
            return Err(wrong(
                "root: a folder outside of data, so that no backup of the data holds its keys",
            ));
        }
        Ok(Place { data: data.to_owned(), log, keys, root })
    }
}

fn sqlite() -> String {
    "sqlite".to_owned()
}

#[cfg(test)]
mod tests;
