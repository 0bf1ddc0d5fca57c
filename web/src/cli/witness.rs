//! `anteroom witness`: a server of its own that cosigns the checkpoints of other installations' logs (C2SP tlog-witness). It holds a key and the last checkpoint of each log,
//! and nothing else; its folder is no data folder.

use crate::edge::SystemEntropy;
use crate::follower::write;
use crate::front::Front;
use anyhow::{Context as _, ensure};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use store::Clock;
use store::edge::Draw as _;
use store::proof::{AddCheckpoint, Answer, Checkpoint, Hash, KeyKind, SignerKey, Witness};
use tokio::net::TcpListener;
use zeroize::Zeroizing;

/// What a witness can be told.
#[derive(clap::Args)]
pub struct Args {
    /// The witness's own folder: its key, and the last checkpoint of each log. Keep it on another machine than the logs', and in its backup.
    #[arg(long)]
    data: PathBuf,
    /// The port to listen on; 0 takes a free one.
    #[arg(long)]
    port: u16,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    address: std::net::IpAddr,
    /// The witness's name in its signatures, by custom where it can be reached, without https://. Fixed once its key is made.
    #[arg(long, default_value = "anteroom-witness")]
    name: String,
    /// The verifier key of a log to watch: a file (tree/verifier of its data folder), or the key itself. Can be given more than once.
    #[arg(long, value_name = "KEY", required = true)]
    log: Vec<String>,
}

const KEY: &str = "witness-key";
/// The longest request: 63 hashes, and a checkpoint with many signatures.
const REQUEST: usize = 64 * 1024;

/// A witness at work. One request is decided and kept at a time: two at once could take it back to the smaller one.
struct Watch {
    witness: Witness,
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    turn: Mutex<()>,
    _lock: File,
}

/// Runs it until it is told to stop.
pub async fn run(args: Args, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    super::traces(true);
    let logs = super::audit::keys_of(&args.log).context("--log")?;
    fs::create_dir_all(&args.data).with_context(|| format!("the folder {}", args.data.display()))?;
    let lock = File::create(args.data.join("lock"))?;
    lock.try_lock()
        .with_context(|| format!("the folder {} is in use by another process", args.data.display()))?;
    let signer = signer(&args.data, &args.name)?;
    println!("{}", signer.verifier());
    fs::write(args.data.join("verifier"), format!("{}\n", signer.verifier()))?;
    let origins: Vec<&str> = logs.iter().map(store::proof::VerifierKey::name).collect();
    tracing::info!(logs = origins.join(", "), "watching");
    let witness = Witness::new(signer, logs.clone()).context("--log: a key of a log is needed")?;
    let watch = Watch { witness, folder: args.data, clock, turn: Mutex::new(()), _lock: lock };
    let router = Router::new()
        .route("/add-checkpoint", post(add))
        .layer(DefaultBodyLimit::max(REQUEST))
        .with_state(Arc::new(watch));
    let listener = TcpListener::bind(SocketAddr::new(args.address, args.port)).await?;
    println!("http://{}", listener.local_addr()?);
    Front::plain(listener).serve(router, super::serve::stopped()?).await;
    Ok(())
}

fn signer(data: &Path, name: &str) -> anyhow::Result<SignerKey> {
    match fs::read_to_string(data.join(KEY)).map(Zeroizing::new) {
        Ok(text) => {
            let signer = SignerKey::from_file(&text).context(KEY)?;
            ensure!(signer.verifier().kind() == KeyKind::Witness, "{KEY} is no witness's key");
            Ok(signer)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let seed = Zeroizing::new(SystemEntropy.bytes());
            let signer = SignerKey::generate(name, KeyKind::Witness, &seed).context("--name")?;
            write(&data.join(KEY), KEY, 0o600, signer.to_file().as_bytes())?;
            Ok(signer)
        }
        Err(error) => Err(error).context(KEY),
    }
}

async fn add(State(watch): State<Arc<Watch>>, body: String) -> Response {
    let Ok(request) = AddCheckpoint::parse(&body) else { return StatusCode::BAD_REQUEST.into_response() };
    let decided = tokio::task::spawn_blocking(move || watch.decide(&request)).await;
    match decided {
        Ok(Ok(Answer::Cosigned { line, .. })) => line.into_response(),
        Ok(Ok(Answer::Conflict(size) | Answer::TwoRoots(size))) => {
            let kind = [(header::CONTENT_TYPE, "text/x.tlog.size")];
            (StatusCode::CONFLICT, kind, format!("{size}\n")).into_response()
        }
        Ok(Ok(Answer::Malformed)) => StatusCode::BAD_REQUEST.into_response(),
        Ok(Ok(Answer::NotSigned)) => StatusCode::FORBIDDEN.into_response(),
        Ok(Ok(Answer::Unknown)) => StatusCode::NOT_FOUND.into_response(),
        Ok(Ok(Answer::NotConsistent)) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "the last checkpoint cannot be read or kept: nothing is cosigned");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a request ended early");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

impl Watch {
    /// Decides, and keeps what it cosigns before anybody is told.
    fn decide(&self, request: &AddCheckpoint) -> anyhow::Result<Answer> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let file = self.witness.origin(request).map(|origin| self.file(&origin));
        let last = file.as_deref().map(last).transpose()?.flatten();
        let now = u64::try_from(self.clock.now().timestamp()).unwrap_or(0);
        let answer = self.witness.decide(request, last.as_ref(), now);
        match (&answer, &file) {
            (Answer::Cosigned { checkpoint, .. }, Some(file)) => {
                write(file, "checkpoint", 0o644, checkpoint.body().as_bytes())?;
                tracing::info!(origin = checkpoint.origin, size = checkpoint.size, "cosigned");
            }
            (Answer::TwoRoots(size), Some(_)) => {
                // Whoever signed this has signed two histories: the request is the evidence.
                tracing::error!(alarm = "proof", size, request = %request, "a log contradicts itself");
            }
            (Answer::NotConsistent, Some(_)) => {
                // Either the log has two histories, or whoever asks has added a proof of their own to a checkpoint that is public: no alarm that anybody can raise.
                tracing::warn!(request = %request, "a proof does not lead from what was cosigned to a signed checkpoint");
            }
            (refused, _) => tracing::info!(?refused, "not cosigned"),
        }
        Ok(answer)
    }

    /// Where the last checkpoint of a log is kept.
    fn file(&self, origin: &str) -> PathBuf {
        self.folder.join(format!("last-{}", hex::encode(Hash::of_leaf(origin.as_bytes()).0)))
    }
}

fn last(file: &Path) -> anyhow::Result<Option<Checkpoint>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(Checkpoint::parse(&text).context("the last checkpoint is damaged")?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
