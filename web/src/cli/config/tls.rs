//! Our own certificate, by its section: HTTPS on a port of its own, beside the plain one that stays with this machine.

use super::RelayAt;
use crate::front::{Front, Limits};
use crate::relay::Relay;
use crate::tls::{Acceptor, Certificate};
use anyhow::Context as _;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Where HTTPS is listened for, and under which certificate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsAt {
    listen: SocketAddr,
    certificate: PathBuf,
    key: PathBuf,
}

/// A port for HTTPS that is listened on, and not yet answered.
pub struct Https {
    listener: TcpListener,
    acceptor: Acceptor,
    port: u16,
}

impl TlsAt {
    /// Whether it is for this machine alone.
    pub fn is_here(&self) -> bool {
        self.listen.ip().is_loopback()
    }

    /// Reads the certificate and takes the port.
    pub async fn bind(&self) -> anyhow::Result<Https> {
        let certificate = Certificate { chain: self.certificate.clone(), key: self.key.clone() };
        let acceptor = Acceptor::new(&certificate).context("tls")?;
        let listener =
            TcpListener::bind(self.listen).await.with_context(|| format!("tls.listen {}", self.listen))?;
        let port = listener.local_addr()?.port();
        Ok(Https { listener, acceptor, port })
    }
}

impl Https {
    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// All that is listened on: this, if there is any, and plain HTTP.
    pub fn front(https: Option<Self>, plain: TcpListener, relay: Option<Arc<dyn Relay>>) -> Front {
        let front = Front::plain(plain);
        match https {
            Some(Self { listener, acceptor, .. }) => {
                front.with_tls(listener, acceptor, relay, Limits::default())
            }
            None => front,
        }
    }
}

/// The sections of a file that the demo takes.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// The relay.
    pub relay: Option<RelayAt>,
    /// Our own certificate.
    pub tls: Option<TlsAt>,
}

impl Network {
    /// Reads them.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        toml::from_str(&text).with_context(|| path.display().to_string())
    }
}
