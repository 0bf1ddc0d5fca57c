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

/// Shakes hands under the newest certificate. Whatever protocol a client names (ALPN), it is told none: requests are HTTP/1, and relays' clients name what they like.
pub struct Acceptor {
    certificate: Certificate,
    held: Mutex<([Stamp; 2], TlsAcceptor)>,
}

/// When a file was last written, and its length.
type Stamp = Option<(SystemTime, u64)>;

impl Acceptor {
    /// Reads the certificate.
    pub fn new(certificate: &Certificate) -> io::Result<Self> {
        let held = Mutex::new((stamps(certificate), read(certificate)?));
        Ok(Self { certificate: certificate.clone(), held })
    }

    /// Shakes hands, in ten seconds at most.
    pub async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        timeout(HANDSHAKE, self.newest().accept(stream)).await?
    }

    /// The files are looked at with every handshake, and read once for each change.
    fn newest(&self) -> TlsAcceptor {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let now = stamps(&self.certificate);
        if now != held.0 {
            held.0 = now;
            match read(&self.certificate) {
                Ok(fresh) => held.1 = fresh,
                // Half of a renewal: the other file's change is seen too.
                Err(error) => tracing::warn!(%error, "the new certificate cannot be used; the old one stays"),
            }
        }
        held.1.clone()
    }
}

fn stamps(certificate: &Certificate) -> [Stamp; 2] {
    [&certificate.chain, &certificate.key].map(|path| {
        let data = std::fs::metadata(path).ok()?;
        Some((data.modified().ok()?, data.len()))
    })
}

fn read(certificate: &Certificate) -> io::Result<TlsAcceptor> {
    let wrong = |path: &PathBuf, why: String| io::Error::other(format!("{}: {why}", path.display()));
    let chain = CertificateDer::pem_file_iter(&certificate.chain)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|e| wrong(&certificate.chain, e.to_string()))?;
    // What is wrong with a key is not said: the words might hold some of it.
    let key = PrivateKeyDer::from_pem_file(&certificate.key)
        .map_err(|_| wrong(&certificate.key, "no private key can be read from it".to_owned()))?;
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|e| wrong(&certificate.chain, e.to_string()))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
