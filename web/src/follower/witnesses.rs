//! Asks witnesses to cosign (C2SP tlog-witness): each new checkpoint, not more often than configured. One that is away is asked again later, and never waited for by the log.

use super::Signed;
use axum::body::Body;
use axum::http::{Request, StatusCode, Uri, header};
use hyper_util::rt::TokioIo;
use std::collections::HashMap;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::proof::{AddCheckpoint, SignedCheckpoint, TileError, TileStore, TiledTree, VerifierKey};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto, pki_types::ServerName};

/// One witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessAt {
    /// Its submission prefix, such as `https://witness.example`.
    pub url: Uri,
    /// Its verifier key.
    pub key: VerifierKey,
}

/// Who watches this log, and how often they are asked.
#[derive(Clone, Debug, Default)]
pub struct Watching {
    /// The witnesses.
    pub witnesses: Vec<WitnessAt>,
    /// The least time between two checkpoints that one witness is asked to cosign.
    pub every: Duration,
}

/// Why a witness did not cosign. None of it stops the log.
#[derive(Debug, thiserror::Error)]
enum Away {
    /// It does not answer, or not in time.
    #[error("it does not answer: {0}")]
    Silent(#[from] Error),
    /// HTTP went wrong.
    #[error("it does not answer: {0}")]
    Http(#[from] hyper::Error),
    /// What it says cannot be.
    #[error("it answered {0}")]
    Refused(StatusCode),
    /// It has cosigned more than there is: this log was set back.
    #[error("it has cosigned {0} records, and this log has fewer")]
    Ahead(u64),
    /// Its signature is missing or wrong.
    #[error("its answer is not its cosignature")]
    Forged,
    /// The tiles for a consistency proof.
    #[error(transparent)]
    Tiles(#[from] TileError),
}

/// A witness has this long for one answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer that is read.
const ANSWER: usize = 64 * 1024;

impl Watching {
    /// Submits what is signed, and hands back what is cosigned, until the follower ends. Without witnesses it does nothing.
    pub(super) async fn run(
        self,
        mut signed: watch::Receiver<Option<Signed>>,
        answers: mpsc::Sender<SignedCheckpoint>,
    ) {
        if self.witnesses.is_empty() {
            return std::future::pending().await;
        }
        // What each has cosigned last, as far as this process knows; a witness corrects it.
        let mut known: HashMap<u32, u64> = HashMap::new();
        let mut again = false;
        loop {
            if !again && signed.changed().await.is_err() {
                return;
            }
            let Some(now) = signed.borrow_and_update().clone() else { continue };
            let asked = self.witnesses.iter().map(|witness| {
                let (old, now) = (known.get(&witness.key.id()).copied().unwrap_or(0), now.clone());
                async move { (witness, witness.ask(old, &now).await) }
            });
            let mut cosigned = now.checkpoint.clone();
            again = false;
            for (witness, answer) in futures_util::future::join_all(asked).await {
                let name = witness.key.name().to_owned();
                match answer {
                    Ok(checkpoint) => {
                        known.insert(witness.key.id(), checkpoint.checkpoint().size);
                        cosigned.merge(&checkpoint);
                        metrics::counter!("anteroom_witness_cosigned", "witness" => name).increment(1);
                    }
                    Err(error) => {
                        again = true;
                        tracing::warn!(witness = name, %error, "a witness did not cosign");
                        if matches!(error, Away::Ahead(_)) {
                            tracing::error!(witness = name, %error, alarm = "proof", "a witness contradicts this log");
                        }
                        metrics::counter!("anteroom_witness_failed", "witness" => name).increment(1);
                    }
                }
            }
            if cosigned != now.checkpoint && answers.send(cosigned).await.is_err() {
                return;
            }
            tokio::time::sleep(self.every).await;
        }
    }
}

impl WitnessAt {
    /// The checkpoint with this witness's signature. `old` is the size that it is believed to have cosigned last.
    async fn ask(&self, old: u64, now: &Signed) -> Result<SignedCheckpoint, Away> {
        let size = now.checkpoint.checkpoint().size;
        let mut old = old.min(size);
        for _ in 0..2 {
            let request = now.request(old).await?;
            let submitted = tokio::time::timeout(PATIENCE, self.submit(request.to_string()));
            let (status, answer) = submitted.await.map_err(|_| Error::from(ErrorKind::TimedOut))??;
            match (status, answer.trim().parse::<u64>()) {
                (StatusCode::OK, _) => {
                    let mut cosigned = now.checkpoint.clone();
                    let added = cosigned.add_cosignatures(&answer, std::slice::from_ref(&self.key));
                    return if added == Ok(1) { Ok(cosigned) } else { Err(Away::Forged) };
                }
                (StatusCode::CONFLICT, Ok(last)) if last > size => return Err(Away::Ahead(last)),
                (StatusCode::CONFLICT, Ok(last)) if last != old => old = last,
                (other, _) => return Err(Away::Refused(other)),
            }
        }
        Err(Away::Refused(StatusCode::CONFLICT))
    }

    async fn submit(&self, body: String) -> Result<(StatusCode, String), Away> {
        let host = self.url.host().ok_or(ErrorKind::InvalidInput).map_err(Error::from)?.to_owned();
        let secure = self.url.scheme_str() == Some("https");
        let port = self.url.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let stream = TcpStream::connect((host.as_str(), port)).await?;
        let authority = self.url.authority().map_or(host.clone(), ToString::to_string);
        let path = format!("{}/add-checkpoint", self.url.path().trim_end_matches('/'));
        let request = Request::post(path).header(header::HOST, authority).body(Body::from(body));
        let request = request.map_err(Error::other)?;
        if secure {
            let name = ServerName::try_from(host).map_err(Error::other)?;
            exchange(tls()?.connect(name, stream).await?, request).await
        } else {
            exchange(stream, request).await
        }
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Body>,
) -> Result<(StatusCode, String), Away> {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let exchange = async {
        let response = sender.send_request(request).await?;
        let status = response.status();
        let body =
            axum::body::to_bytes(Body::new(response.into_body()), ANSWER).await.map_err(Error::other)?;
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    };
    tokio::pin!(exchange);
    tokio::select! {
        told = &mut exchange => told,
        ended = connection => {
            ended?;
            exchange.await
        }
    }
}

fn tls() -> Result<TlsConnector, Error> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(Error::other)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

impl Signed {
    /// What is sent: the checkpoint, with the proof that it continues the one of `old` records.
    async fn request(&self, old: u64) -> Result<AddCheckpoint, Away> {
        let (folder, size) = (self.folder.clone(), self.checkpoint.checkpoint().size);
        let checkpoint = self.checkpoint.note().to_string();
        let proved = tokio::task::spawn_blocking(move || {
            let tiles = Tiles::at(&folder);
            let proof = TiledTree::new(&tiles, size).consistency(old)?;
            Ok::<_, TileError>(AddCheckpoint { old, proof, checkpoint })
        });
        Ok(proved.await.map_err(Error::other)??)
    }
}

/// The stored tiles, for reading alone: the follower is their one writer.
pub struct Tiles(PathBuf);

impl Tiles {
    /// Those in this folder.
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }
}

impl TileStore for Tiles {
    fn read(&self, path: &str) -> std::io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.0.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, _: &str, _: &[u8]) -> std::io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn remove_partial(&self, _: &str) -> std::io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }
}
