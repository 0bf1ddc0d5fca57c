//! Configuration of `serve`: one commented file, then the environment. What cannot be read stops the start and names the key.

mod electronic_id;
mod places;

pub use places::log_place;

use crate::app::{Gate, LOOPBACK, Operator};
use crate::follower::{Watching, WitnessAt};
use crate::place::{LogPlace, Place, RootPlace};
use axum::http::Uri;
use gateways::criipto::Criipto;
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
    /// Mail.
    pub mail: Mail,
    /// Who vouches for visitors.
    #[serde(default)]
    electronic_id: Option<electronic_id::ElectronicId>,
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
const FROM_ENVIRONMENT: [&str; 24] = [
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
    "metrics_token",
    "witness_seconds",
    "operator.name",
    "operator.address",
    "operator.email",
    "electronic_id.domain",
    "electronic_id.client_id",
    "electronic_id.secret_file",
    "mail.url",
    "mail.from",
    "mail.name",
    "mail.user",
    "mail.password",
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
                "proxies" => toml::Value::Array(value.split(',').map(|proxy| proxy.trim().into()).collect()),
                "witness_seconds" => toml::Value::Integer(
                    value
                        .parse()
                        .map_err(|_| ConfigError::Content(format!("{name} is no number of seconds")))?,
                ),
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
        if self.origin.starts_with("https://") && !self.behind_proxy {
            return wrong(
                "origin is https, so a server in front must hold the certificate: set behind_proxy = true once it does",
            );
        }
        if self.origin.starts_with("http://") && !local {
            return wrong(
                "browsers give camera and passkeys to https alone: listen on loopback, or set an https origin behind a proxy",
            );
        }
        if self.metrics_token.as_ref().is_some_and(|Secret(token)| token.len() < 16) {
            return wrong("metrics_token: at least 16 characters, or leave it out");
        }
        self.watching()?;
        self.electronic_id()?;
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
mod tests {
    use super::*;
    use crate::place::KeysPlace;

    fn read(change: impl Fn(String) -> String, environment: &[(&str, &str)]) -> Result<Config, String> {
        let folder = std::env::temp_dir().join(format!("anteroom-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{:?}.toml", std::thread::current().id()));
        std::fs::write(&path, change(DEFAULT.to_owned())).unwrap();
        let from = |name: &str| environment.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        Config::read(Some(&path), from).map_err(|e| e.to_string())
    }

    #[test]
    fn the_commented_file_is_a_whole_configuration() {
        let config = read(|text| text, &[]).unwrap();
        let place = config.place(&config.data).unwrap();
        assert_eq!(
            (&place.log, format!("{:?}", place.keys).as_str()),
            (&LogPlace::Sqlite, "sqlite, two copies")
        );
        assert!(matches!(place.root, RootPlace::Folder(_)));
    }

    #[test]
    fn the_environment_goes_over_the_file() {
        let set = [("ANTEROOM_LISTEN", "127.0.0.1:1"), ("ANTEROOM_OPERATOR_NAME", "Somebody")];
        let config = read(|text| text, &set).unwrap();
        assert_eq!((config.listen.port(), config.operator.name.as_str()), (1, "Somebody"));
    }

    #[test]
    fn one_copy_of_the_key_table_is_asked_for_by_name() {
        let copy = "keys_copy = \"/var/lib/anteroom-keys/keys.db\"";
        let refusal = read(|text| text.replace(copy, ""), &[]).unwrap_err();
        assert!(refusal.contains("keys_copy") && refusal.contains("single_copy = true"), "{refusal}");
        let alone = read(|text| text.replace(copy, "single_copy = true"), &[]).unwrap();
        assert_eq!(alone.place(&alone.data).unwrap().keys, KeysPlace::Sqlite { copy: None });
        let both = read(|text| text, &[("ANTEROOM_SINGLE_COPY", "true")]).unwrap_err();
        assert!(both.contains("single_copy"), "{both}");
        let itself =
            read(|text| text.replace("/var/lib/anteroom-keys", "/var/lib/anteroom"), &[]).unwrap_err();
        assert!(itself.contains("keys_copy"), "{itself}");
    }

    #[test]
    fn a_key_table_on_postgres_has_a_database_of_its_own() {
        let copy = "keys_copy = \"/var/lib/anteroom-keys/keys.db\"";
        let keys = |url: &str, copied: bool, log: &str| {
            let set = [("ANTEROOM_KEYS", url), ("ANTEROOM_LOG", log)];
            read(|text| if copied { text } else { text.replace(copy, "") }, &set)
        };
        let apart = keys("postgres://u:hunter2@h/keys", false, "postgres://u:hunter2@h/log").unwrap();
        let place = apart.place(&apart.data).unwrap();
        assert_eq!(place.keys, KeysPlace::Postgres("postgres://u:hunter2@h/keys".into()));
        assert!(!format!("{place:?}").contains("hunter2"));
        for (refusal, words) in [
            (keys("postgres://u@h/log", false, "postgres://u@h/log"), "keys: a database apart"),
            (keys("postgres://u@h/keys", true, "sqlite"), "keys_copy"),
            (keys("oracle", false, "sqlite"), "keys: write"),
        ] {
            let refusal = refusal.unwrap_err();
            assert!(refusal.contains(words), "{refusal}");
        }
    }

    #[test]
    fn a_log_on_eventstoredb_takes_a_second_url_for_the_read_models() {
        let read = |log: &str, models: Option<&str>| {
            let set = [("ANTEROOM_LOG", log), ("ANTEROOM_READ_MODELS", models.unwrap_or_default())];
            read(|text| text, &set[..1 + usize::from(models.is_some())])
        };
        let url = "esdb://u:hunter2@h:2113";
        let config = read(url, Some("postgres://u:hunter2@h/read")).unwrap();
        let place = config.place(&config.data).unwrap();
        assert_eq!(place.read_url(), "postgres://u:hunter2@h/read");
        assert!(!format!("{place:?}").contains("hunter2"));
        let in_files = read(url, Some("sqlite")).unwrap();
        assert!(in_files.place(&in_files.data).unwrap().read_url().starts_with("sqlite:"));
        for (refusal, words) in [
            (read(url, None), "read_models: EventStoreDB holds the log alone"),
            (read(url, Some("esdb://h")), "read_models: write sqlite, or postgres://…"),
            (read("sqlite", Some("sqlite")), "read_models: for a log on EventStoreDB alone"),
        ] {
            let refusal = refusal.unwrap_err();
            assert!(refusal.contains(words) && !refusal.contains("hunter2"), "{refusal}");
        }
    }

    #[test]
    fn only_behind_a_proxy_is_one_believed() {
        let alone = read(|text| text, &[]).unwrap();
        assert!(alone.gate().proxies.is_empty() && alone.gate().metrics_token.is_none());
        let behind = |more: &[(&str, &str)]| {
            let set = [&[("ANTEROOM_BEHIND_PROXY", "true")], more].concat();
            read(|text| text, &set).map(|config| config.gate())
        };
        assert_eq!(behind(&[]).unwrap().proxies, LOOPBACK);
        let named = behind(&[("ANTEROOM_PROXIES", "192.0.2.7, ::ffff:192.0.2.8")]).unwrap();
        assert_eq!(named.proxies, ["192.0.2.7".parse::<IpAddr>().unwrap(), "192.0.2.8".parse().unwrap()]);
        assert!(behind(&[("ANTEROOM_PROXIES", "somewhere")]).is_err());
        let told = behind(&[("ANTEROOM_METRICS_TOKEN", "short")]).err().unwrap();
        assert!(told.contains("metrics_token") && !told.contains("short,"), "{told}");
    }

    #[test]
    fn what_cannot_be_meant_stops_the_start_and_names_the_key() {
        let wrong = |from: &str, to: &str| read(|text| text.replace(from, to), &[]).unwrap_err();
        assert!(wrong("listen = \"127.0.0.1:8080\"", "listen = \"nowhere\"").contains("listen"));
        assert!(wrong("log = \"sqlite\"", "log = \"oracle\"").contains("log: write sqlite"));
        assert!(wrong("name = \"Example Operator AS\"", "name = \" \"").contains("operator.name"));
        assert!(
            wrong("root = \"/var/lib/anteroom-root\"", "root = \"/var/lib/anteroom/root\"").contains("root")
        );
        let witness = "[[witness]]\nurl = \"https://witness.example\"\nkey = \"none\"\n[mail]";
        assert!(wrong("[mail]", witness).contains("witness: https://witness.example"));
        let secret = wrong("[mail]", "[mail]\npasword = \"hunter2\"");
        assert!(secret.contains("pasword") && !secret.contains("hunter2"), "{secret}");
    }
}
