//! The local socket. Beside a running server the command line asks the server, which owns the data folder; without one it opens the folder itself. Either way the same
//! functions answer, and whoever opens something does so as an authenticated person.

mod asked;
mod folder;
mod person;
mod refused;
#[cfg(test)]
mod tests;

pub use asked::{Ask, Told};
pub use folder::Folder;
pub use person::{Person, PersonArgs};
pub use refused::Refused;

use super::{agreements, audit, backup, keys, organisations, projections, restore, subject};
use crate::desk::Inside;
use crate::edge::TurnedClock;
use crate::error::AppError;
use crate::follower::{self, History, TreeError};
use crate::house::House;
use crate::lang::Lang;
use anyhow::Context as _;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, header};
use axum::routing::post;
use axum::{Json, Router};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use std::io::{Error, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::Clock;
use tokio::net::{UnixListener, UnixStream};

/// The command line's language: one for all who read its output.
pub(super) const LANG: Lang = Lang::English;

/// The socket's name in the data folder.
const SOCKET: &str = "anteroom.sock";

/// Who answers: a server, or this process alone.
#[derive(Clone)]
pub struct Here {
    /// The house.
    pub inside: Inside,
    /// The data folder.
    pub data: PathBuf,
    /// Whether a follower runs beside, which writes the tree.
    pub followed: bool,
}

/// How long an answer waits for the follower, and for the read models.
pub(super) const CATCH_UP: Duration = Duration::from_secs(10);

impl Here {
    /// Lets the read models come up to the log's end.
    pub(super) async fn caught_up(&self) -> Result<(), Refused> {
        let head = self.inside.deps.log.head().await.map_err(AppError::from)?;
        if !self.inside.read.wait_for(head, CATCH_UP).await {
            tracing::warn!(head, "the read models are behind");
        }
        Ok(())
    }

    /// Answers.
    async fn answer(&self, ask: Ask) -> Told {
        let told = match ask {
            Ask::Replay(replay) => audit::replay(self, replay).await.map(Told::Ledger),
            Ask::Verify(verify) => {
                audit::verify(self, verify).await.map(|verdict| Told::Verdict(Box::new(verdict)))
            }
            Ask::Checkpoint => audit::checkpoint(self).await.map(Told::Checkpoint),
            Ask::Lines(of) => audit::page(self, of).await.map(|lines| Told::Lines(Box::new(lines))),
            Ask::Before(of) => audit::before(self, of).await.map(|lines| Told::Lines(Box::new(lines))),
            Ask::Signed => audit::signed(self).await.map(|signed| Told::Signed(Box::new(signed))),
            Ask::Inclusion(position) => audit::inclusion(self, position).await.map(Told::Proof),
            Ask::Consistency(old) => audit::consistency(self, old).await.map(Told::Consistency),
            Ask::RotateKey { finish } => audit::rotate(self, finish).await.map(Told::Keys),
            Ask::Find(find) => subject::find(self, find).await.map(Told::Found),
            Ask::Erase(erase) => {
                subject::erase(self, erase).await.map(|facts| Told::Statement(Box::new(facts)))
            }
            Ask::Statement(of) => {
                subject::statement(self, of).await.map(|facts| Told::Statement(Box::new(facts)))
            }
            Ask::Certificate(of) => subject::certificate(self, of).await.map(Told::Certificate),
            Ask::Agreements => agreements::list(self).await.map(Told::Agreements),
            Ask::Organisations => organisations::list(self).await.map(Told::Organisations),
            Ask::Continue(address) => organisations::continue_(self, &address).await.map(Told::Organisations),
            Ask::Projections => projections::list(self).await.map(Told::Projections),
            Ask::Rebuild(name) => projections::rebuild(self, name).await.map(Told::Projections),
            Ask::Keys => keys::table(self).await.map(Told::Table),
            Ask::Roll => keys::roll(self).await.map(Told::Table),
            Ask::Purge => keys::purge(self).await.map(Told::Table),
            Ask::ConfirmClock => keys::confirm_clock(self).await.map(Told::Table),
            Ask::Drill => keys::drill(self).await.map(Told::Drilled),
            Ask::Backup(out) => backup::back_up(self, out).await.map(|()| Told::Done),
            Ask::Release { send } => restore::release(self, send).await.map(|()| Told::Done),
        };
        told.unwrap_or_else(|refused| Told::Refused(refused.to_string()))
    }
}

/// Answers on the socket of a data folder that this process owns, until the task is dropped.
pub async fn serve(inside: Inside, data: PathBuf) {
    let listener = match bind(&data) {
        Ok(listener) => listener,
        Err(error) => {
            tracing::error!(%error, "the local socket cannot be opened: the command line cannot ask this server");
            return;
        }
    };
    let here = Here { inside, data, followed: true };
    let router = Router::new().route("/", post(answer)).with_state(here);
    if let Err(error) = axum::serve(listener, router).await {
        tracing::error!(%error, "the local socket closed");
    }
}

async fn answer(State(here): State<Here>, Json(ask): Json<Ask>) -> Json<Told> {
    Json(here.answer(ask).await)
}

/// Binds the socket, at no moment open to others: it is made in a folder of our own and moved into its place when its mode is set.
fn bind(data: &Path) -> std::io::Result<UnixListener> {
    let nook = data.join("sock");
    match std::fs::remove_dir_all(&nook) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => std::fs::DirBuilder::new().mode(0o700).create(&nook)?,
    }
    let made = nook.join("s");
    let listener = UnixListener::bind(&made)?;
    std::fs::set_permissions(&made, std::fs::Permissions::from_mode(0o600))?;
    // Over one that a process left which is gone: the folder's lock is ours.
    std::fs::rename(&made, data.join(SOCKET))?;
    std::fs::remove_dir(&nook)?;
    Ok(listener)
}

/// Whom the command line asks: the server of a folder or, where none runs, the folder opened here.
pub(super) enum Asking {
    /// The server, at its socket.
    Server(PathBuf),
    /// This process.
    Here(Box<Here>, Box<House>),
}

impl Asking {
    /// Finds out who answers.
    pub(super) async fn open(folder: &Folder, clock: Arc<dyn Clock>, looks: bool) -> anyhow::Result<Self> {
        let data = folder.data()?;
        let socket = data.join(SOCKET);
        match UnixStream::connect(&socket).await {
            Ok(_) => Ok(Self::Server(socket)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) => {
                let house = folder.open(&data, clock, looks).await?;
                let turned = TurnedClock::mark(&data).exists();
                let inside = Inside { deps: house.deps.clone(), read: house.read.clone(), turned };
                Ok(Self::Here(Box::new(Here { inside, data, followed: false }), Box::new(house)))
            }
            Err(error) => Err(error).with_context(|| format!("the socket {}", socket.display())),
        }
    }

    /// Asks.
    pub(super) async fn ask(&self, ask: Ask) -> anyhow::Result<Told> {
        let told = match self {
            Self::Server(socket) => {
                let asked = async { over(UnixStream::connect(socket).await?, &ask).await };
                asked.await.context("asking the running server")?
            }
            Self::Here(here, _) => here.answer(ask).await,
        };
        match told {
            Told::Refused(sentence) => Err(anyhow::anyhow!(sentence)),
            told => Ok(told),
        }
    }

    /// Closes what was opened.
    pub(super) async fn close(self) {
        match self {
            Self::Server(_) => {}
            Self::Here(_, house) => {
                house.read.shutdown().await;
                house.close().await;
            }
        }
    }
}

/// Asks the server of this folder; where none runs, opens the folder and answers here.
pub async fn ask(folder: &Folder, clock: Arc<dyn Clock>, ask: Ask) -> anyhow::Result<Told> {
    let asking = Asking::open(folder, clock, ask.looks()).await?;
    let told = asking.ask(ask).await;
    asking.close().await;
    told
}

async fn over(stream: UnixStream, ask: &Ask) -> anyhow::Result<Told> {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let request = Request::post("/")
        .header(header::HOST, "anteroom")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(serde_json::to_vec(ask)?))?;
    let exchange = async {
        let response = sender.send_request(request).await?;
        let status = response.status();
        let body = axum::body::to_bytes(Body::new(response.into_body()), usize::MAX).await?;
        if !status.is_success() {
            return Err(Error::other(format!("it answered {status}: is it of another version?")).into());
        }
        Ok(serde_json::from_slice(&body)?)
    };
    tokio::pin!(exchange);
    // The connection is driven until the answer is read; it may end first, with the answer in our hands.
    tokio::select! {
        told = &mut exchange => told,
        ended = connection => {
            ended?;
            exchange.await
        }
    }
}

/// Prints lines. A reader that has seen enough, such as `head`, is no failure.
pub(super) fn print(lines: impl IntoIterator<Item = String>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in lines {
        match writeln!(out, "{line}") {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
    }
    Ok(())
}

/// One JSON object a line.
pub(super) fn print_json<T: Serialize>(objects: impl IntoIterator<Item = T>) -> anyhow::Result<()> {
    let lines = objects.into_iter().map(|object| serde_json::to_string(&object));
    print(lines.collect::<Result<Vec<_>, _>>()?)
}

/// An answer of another kind than was asked for: only a server of another version gives one.
pub(super) fn unexpected() -> anyhow::Error {
    anyhow::anyhow!("the running server answered something else: is it of another version?")
}

/// Brings the tree up to the log's end: by the follower that runs beside, or here.
pub(crate) async fn grow(here: &Here) -> Result<(), TreeError> {
    let deps = &here.inside.deps;
    if !here.followed {
        return follower::catch_up(deps, &here.data).await;
    }
    follower::signs_here(deps).await?;
    let head = deps.log.head().await?;
    // In the first moments of a new folder there is no key and no checkpoint yet.
    let reached = async {
        loop {
            let history = History::of(&*deps.log, &here.data).await?;
            let signed = history.verifiers().and_then(|keys| history.checkpoint(&keys));
            if signed.is_ok_and(|signed| signed.checkpoint().size >= head) {
                return Ok::<_, TreeError>(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    // A follower that has stopped says so in the traces; what it signed last is what there is.
    match tokio::time::timeout(CATCH_UP, reached).await {
        Ok(reached) => reached,
        Err(_) => {
            tracing::warn!(head, "the tree is behind");
            Ok(())
        }
    }
}
