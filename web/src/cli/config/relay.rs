//! The relay for calls, by its section: our own, or one beside us under the same secret.

use crate::relay::{External, Passes, Relay, Secret};
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Clock, Entropy};

/// The relay.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelayAt {
    #[serde(default)]
    host: Option<String>,
    #[serde(default)]
    listen: Option<SocketAddr>,
    #[serde(default)]
    address: Vec<IpAddr>,
    #[serde(default)]
    ports: Option<[u16; 2]>,
    #[serde(default)]
    tls: Option<SocketAddr>,
    #[serde(default)]
    tls_port: Option<u16>,
    #[serde(default)]
    certificate: Option<PathBuf>,
    #[serde(default)]
    key: Option<PathBuf>,
    #[serde(default)]
    per_address: Option<usize>,
    #[serde(default)]
    allow: Vec<String>,
    #[serde(default)]
    urls: Vec<String>,
    #[serde(default)]
    secret_file: Option<PathBuf>,
}

impl RelayAt {
    /// Refuses what cannot be meant.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.listen.is_none() { self.external().map(drop) } else { self.check_own() }
    }

    /// Starts it, or takes note of where it is. `https`: the port of our own HTTPS, which hands the relay's clients on.
    pub async fn start(
        &self,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        https: Option<u16>,
    ) -> anyhow::Result<Arc<dyn Relay>> {
        self.check().map_err(anyhow::Error::msg)?;
        if self.listen.is_some() {
            // Where it has a port for TLS of its own, browsers are told that one; a router in front may have passed on another.
            let https = https.filter(|_| self.tls.is_none()).map(|port| self.tls_port.unwrap_or(port));
            return self.start_own(clock, entropy, https).await;
        }
        let (urls, secret) = self.external().map_err(anyhow::Error::msg)?;
        Ok(Arc::new(External::new(urls, Passes::new(secret, clock))))
    }

    fn external(&self) -> Result<(Vec<String>, Secret), String> {
        let own =
            self.host.is_some() || self.tls.is_some() || !self.address.is_empty() || self.ports.is_some();
        if own {
            return Err("relay.listen: say where the relay listens, as in 0.0.0.0:3478; without it the relay is another server, and urls and secret_file name it".into());
        }
        let right = |url: &String| url.starts_with("turn:") || url.starts_with("turns:");
        if self.urls.is_empty() || !self.urls.iter().all(right) {
            return Err("relay.urls: write them like turn:relay.example:3478?transport=udp".into());
        }
        let file = self
            .secret_file
            .as_deref()
            .ok_or("relay.secret_file: name the file that holds the secret which both have")?;
        Ok((self.urls.clone(), secret(file)?))
    }

    fn check_own(&self) -> Result<(), String> {
        if !self.urls.is_empty() {
            return Err(
                "relay.urls: for a relay of somebody else's; ours tells its own, from host and the ports"
                    .into(),
            );
        }
        let Some(host) = &self.host else {
            return Err(
                "relay.host: the name under which browsers find the relay, as in relay.example".into()
            );
        };
        if host.is_empty() || host.contains(|c: char| c == '/' || c.is_whitespace()) {
            return Err("relay.host: a name alone, as in relay.example".into());
        }
        let of = |v6: bool| self.address.iter().filter(|address| address.is_ipv6() == v6).count();
        if of(false) + of(true) == 0 || of(false) > 1 || of(true) > 1 {
            return Err(
                "relay.address: this machine's public addresses, one of IPv4, one of IPv6, or both".into()
            );
        }
        if self.ports.is_some_and(|[first, last]| first == 0 || first > last) {
            return Err("relay.ports: the first and the last, as in [49152, 65535]".into());
        }
        if self.tls.is_some() != (self.certificate.is_some() && self.key.is_some()) {
            return Err("relay.tls: it needs certificate and key, and they need it".into());
        }
        Ok(())
    }

    #[cfg(feature = "relay")]
    async fn start_own(
        &self,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        https: Option<u16>,
    ) -> anyhow::Result<Arc<dyn Relay>> {
        use crate::relay::embedded::{Embedded, Limits, Settings, Tls};
        use crate::tls::Certificate;
        use anyhow::Context as _;
        let (Some(listen), Some(host)) = (self.listen, self.host.clone()) else {
            anyhow::bail!("relay.host")
        };
        let tls = match (self.tls, &self.certificate, &self.key) {
            (Some(listen), Some(chain), Some(key)) => {
                let certificate = Certificate { chain: chain.clone(), key: key.clone() };
                Some(Tls { listen, told: self.tls_port, certificate })
            }
            _ => None,
        };
        let mut limits = Limits::default();
        limits.allocations_per_address = self.per_address.unwrap_or(limits.allocations_per_address);
        let settings = Settings {
            host,
            listen,
            tls,
            https,
            addresses: self.address.clone(),
            ports: self.ports.map(|[first, last]| first..=last),
            allowed: self
                .allow
                .iter()
                .map(|range| range.parse())
                .collect::<Result<_, _>>()
                .context("relay.allow")?,
            limits,
        };
        let secret = self.secret_file.as_deref().map(secret).transpose().map_err(anyhow::Error::msg)?;
        let relay = Embedded::start(settings, secret, clock, entropy, None).await.context("the relay")?;
        tracing::info!(urls = ?relay.urls(), "relaying");
        Ok(Arc::new(relay))
    }

    #[cfg(not(feature = "relay"))]
    #[expect(clippy::unused_async, reason = "the same with the feature and without")]
    async fn start_own(
        &self,
        _: Arc<dyn Clock>,
        _: Arc<dyn Entropy>,
        _: Option<u16>,
    ) -> anyhow::Result<Arc<dyn Relay>> {
        anyhow::bail!(
            "relay.listen: this program was built without the relay; name another server by urls and secret_file"
        )
    }

    /// What the demo has: on loopback, a free port, and on to loopback and private networks, where a demo's browsers are.
    pub fn demo() -> Self {
        let loopback = std::net::Ipv4Addr::LOCALHOST;
        Self {
            host: Some(loopback.to_string()),
            listen: Some((loopback, 0).into()),
            address: vec![loopback.into()],
            allow: ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(Into::into).to_vec(),
            ..Self::default()
        }
    }
}

/// The secret that both have: one line.
fn secret(file: &Path) -> Result<Secret, String> {
    let line = super::texts::secret("relay.secret_file", file)?;
    if line.len() < Secret::SHORTEST {
        return Err(format!(
            "relay.secret_file: {}: at least {} characters",
            file.display(),
            Secret::SHORTEST
        ));
    }
    Ok(Secret::new(line.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<(), String> {
        toml::from_str::<RelayAt>(text).map_err(|e| e.to_string())?.check()
    }

    const OWN: &str = "host = \"relay.example\"\nlisten = \"0.0.0.0:3478\"\naddress = [\"203.0.113.7\"]\n";

    #[test]
    fn our_own_and_another_are_told_apart_and_what_is_missing_is_named() {
        let file = std::env::temp_dir().join(format!("anteroom-relay-secret-{}", std::process::id()));
        std::fs::write(&file, "0123456789abcdef\n").unwrap();
        let other = format!("urls = [\"turn:relay.example\"]\nsecret_file = \"{}\"\n", file.display());
        assert_eq!(check(OWN), Ok(()));
        assert_eq!(
            check(&format!(
                "{OWN}tls = \"0.0.0.0:443\"\ncertificate = \"c\"\nkey = \"k\"\nports = [50000, 50100]\n"
            )),
            Ok(())
        );
        assert_eq!(check(&other), Ok(()));
        for (text, word) in [
            (String::new(), "relay.urls"),
            ("host = \"relay.example\"".into(), "relay.listen"),
            ("urls = [\"https://relay.example\"]".into(), "relay.urls"),
            ("urls = [\"turn:relay.example\"]".into(), "relay.secret_file"),
            (format!("{OWN}{other}"), "relay.urls"),
            (OWN.replace("host = \"relay.example\"\n", ""), "relay.host"),
            (OWN.replace("relay.example", "https://relay.example"), "relay.host"),
            (OWN.replace("\"203.0.113.7\"", ""), "relay.address"),
            (OWN.replace("\"203.0.113.7\"", "\"203.0.113.7\", \"203.0.113.8\""), "relay.address"),
            (format!("{OWN}ports = [9, 8]\n"), "relay.ports"),
            (format!("{OWN}tls = \"0.0.0.0:443\"\n"), "relay.tls"),
            (format!("{OWN}certificate = \"c\"\nkey = \"k\"\n"), "relay.tls"),
            (format!("{OWN}colour = 1\n"), "colour"),
        ] {
            let told = check(&text).unwrap_err();
            assert!(told.contains(word), "{text}: {told}");
        }
        std::fs::write(&file, "hunter2\n").unwrap();
        let short = check(&other).unwrap_err();
        assert!(short.contains("relay.secret_file") && !short.contains("hunter2"), "{short}");
        std::fs::remove_file(file).unwrap();
    }
}
