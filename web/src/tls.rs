//! A certificate of our own: shakes hands under the newest, which is read again when its files have changed.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Where a certificate lies.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The chain of certificates, PEM.
    pub chain: PathBuf,
    /// Its key, PEM.
    pub key: PathBuf,
}

/// Shakes hands under the newest certificate.
pub struct Acceptor {
    certificate: Certificate,
    protocols: Vec<Vec<u8>>,
    held: Mutex<(Option<SystemTime>, TlsAcceptor)>,
}

impl Acceptor {
    /// Reads the certificate. A client that names protocols (ALPN) must name one of these; none here takes any.
    pub fn new(certificate: &Certificate, protocols: &[&str]) -> io::Result<Self> {
        let protocols: Vec<_> = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        let held = Mutex::new((written(certificate), read(certificate, &protocols)?));
        Ok(Self { certificate: certificate.clone(), protocols, held })
    }

    /// Shakes hands, in ten seconds at most.
    pub async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        timeout(HANDSHAKE, self.newest().accept(stream)).await?
    }

    fn newest(&self) -> TlsAcceptor {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let now = written(&self.certificate);
        if now != held.0 {
            held.0 = now;
            match read(&self.certificate, &self.protocols) {
                Ok(fresh) => held.1 = fresh,
                // Half of a renewal: the key may not be there yet. The next handshake looks again.
                Err(error) => {
                    held.0 = None;
                    tracing::warn!(%error, "the new certificate cannot be used; the old one stays");
                }
            }
        }
        held.1.clone()
    }
}

fn written(certificate: &Certificate) -> Option<SystemTime> {
    let of = |path: &PathBuf| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    of(&certificate.chain).max(of(&certificate.key))
}

fn read(certificate: &Certificate, protocols: &[Vec<u8>]) -> io::Result<TlsAcceptor> {
    let wrong = |path: &PathBuf, why: String| io::Error::other(format!("{}: {why}", path.display()));
    let chain = CertificateDer::pem_file_iter(&certificate.chain)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|e| wrong(&certificate.chain, e.to_string()))?;
    // What is wrong with a key is not said: the words might hold some of it.
    let key = PrivateKeyDer::from_pem_file(&certificate.key)
        .map_err(|_| wrong(&certificate.key, "no private key can be read from it".to_owned()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|e| wrong(&certificate.chain, e.to_string()))?;
    config.alpn_protocols = protocols.to_vec();
    Ok(TlsAcceptor::from(Arc::new(config)))
}
