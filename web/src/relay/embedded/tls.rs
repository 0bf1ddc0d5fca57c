//! TLS in front of the relay, for networks that let nothing else through. The certificate is read again when its file has changed.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

/// Where TLS is listened for, and under which certificate.
#[derive(Clone, Debug)]
pub struct Tls {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The port that browsers are told, where another server in front passes it on.
    pub told: Option<u16>,
    /// The chain of certificates, PEM.
    pub certificate: PathBuf,
    /// Its key, PEM.
    pub key: PathBuf,
}

/// Shakes hands under the newest certificate.
pub(super) struct Acceptor {
    tls: Tls,
    held: Mutex<(Option<SystemTime>, TlsAcceptor)>,
}

impl Acceptor {
    pub(super) fn new(tls: &Tls) -> io::Result<Self> {
        let held = Mutex::new((written(tls), read(tls)?));
        Ok(Self { tls: tls.clone(), held })
    }

    pub(super) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        self.newest().accept(stream).await
    }

    fn newest(&self) -> TlsAcceptor {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let now = written(&self.tls);
        if now != held.0 {
            held.0 = now;
            match read(&self.tls) {
                Ok(fresh) => held.1 = fresh,
                // Half of a renewal: the key may not be there yet. The next handshake looks again.
                Err(error) => {
                    held.0 = None;
                    tracing::warn!(%error, "the relay's new certificate cannot be used; the old one stays");
                }
            }
        }
        held.1.clone()
    }
}

fn written(tls: &Tls) -> Option<SystemTime> {
    let of = |path: &PathBuf| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    of(&tls.certificate).max(of(&tls.key))
}

fn read(tls: &Tls) -> io::Result<TlsAcceptor> {
    let wrong = |path: &PathBuf, why: String| io::Error::other(format!("{}: {why}", path.display()));
    let chain = CertificateDer::pem_file_iter(&tls.certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|e| wrong(&tls.certificate, e.to_string()))?;
    // What is wrong with a key is not said: the words might hold some of it.
    let key = PrivateKeyDer::from_pem_file(&tls.key)
        .map_err(|_| wrong(&tls.key, "no private key can be read from it".to_owned()))?;
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|e| wrong(&tls.certificate, e.to_string()))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
