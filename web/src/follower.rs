//! Follows the log into the Merkle tree, at most a second behind, and signs checkpoints, which witnesses may cosign.

mod error;
mod history;
mod keys;
mod leaf;
mod mirror;
mod own;
mod rotating;
mod shared;
mod witnesses;

pub use error::TreeError;
pub use history::History;
pub use history::base as base_origin;
pub use leaf::{exported, leaf};
pub use mirror::at_start;
pub use own::{forgotten, is_one_of, keep_all, signers};
pub use rotating::{finish_rotation, rotate};
pub use shared::{has_key, signs_here};
pub use witnesses::{Tiles, Watching, WitnessAt};

pub(crate) use history::write;

use commands::Deps;
use keys::Signers;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::LogReader;
use store::edge::Draw;
use store::proof::{
    Certificate, FolderStore, Follower, FollowerError, SignedCheckpoint, TileError, TileStore as _,
};
use store::vault::Seen;
use tokio::sync::{mpsc, watch};
use zeroize::Zeroizing;

/// Records read at once, without their ciphertexts.
const PAGE: usize = 4_000;

/// Between two checkpoints, so that a burst of events is signed for together: well under the second that is promised.
const GATHER: Duration = Duration::from_millis(300);

/// After something that may pass.
const AGAIN: Duration = Duration::from_secs(5);

/// Follows the log until the task is dropped, or until the log contradicts what was signed: then it stops with an alarm, and signs nothing more.
pub async fn run(deps: Deps, data: PathBuf, watching: Watching) {
    let (signed, to_witnesses) = watch::channel(None);
    let (from_witnesses, answers) = mpsc::channel(1);
    let mut cosigning = Cosigning { signed, answers };
    let following = async {
        let mut compared = false;
        loop {
            let following = follow(&deps, &data, &mut cosigning);
            let Err(error) = comparing(&deps, &mut compared, following).await;
            if error.is_final() {
                tracing::error!(%error, alarm = "proof", "the tree stopped: run anteroom audit verify");
                metrics::gauge!("anteroom_tree_stopped").set(1.0);
                return;
            }
            tracing::warn!(%error, "the tree waits");
            tokio::time::sleep(AGAIN).await;
        }
    };
    tokio::select! {
        () = following => {}
        () = watching.run(to_witnesses, from_witnesses) => {}
    }
}

/// Follows, while the whole log is compared once with what the key table has seen of it.
async fn comparing(
    deps: &Deps,
    compared: &mut bool,
    following: impl Future<Output = Result<Infallible, TreeError>>,
) -> Result<Infallible, TreeError> {
    let whole = async {
        if !*compared {
            mirror::whole(deps).await?;
            *compared = true;
        }
        std::future::pending().await
    };
    tokio::select! {
        ended = following => ended,
        ended = whole => ended,
    }
}

/// The follower's ends of what leads to the witnesses and back.
struct Cosigning {
    /// What was signed last, for the witnesses.
    signed: watch::Sender<Option<Signed>>,
    /// Their answers: a checkpoint's text with the lines that cosign it.
    answers: mpsc::Receiver<SignedCheckpoint>,
}

/// A checkpoint and where its tiles lie.
#[derive(Clone)]
struct Signed {
    checkpoint: SignedCheckpoint,
    folder: PathBuf,
}

async fn follow(deps: &Deps, data: &Path, cosigning: &mut Cosigning) -> Result<Infallible, TreeError> {
    let mut tree = Tree::open(deps, data).await?;
    loop {
        tree = tree.catch_up(deps).await?;
        tree.tell(&cosigning.signed);
        // A witness's answer is added whenever it comes; none is waited for.
        loop {
            tokio::select! {
                grown = LogReader::wait(&*deps.log, tree.size()) => {
                    grown?;
                    break;
                }
                Some(cosigned) = cosigning.answers.recv() => tree = tree.add(cosigned).await?,
            }
        }
        tokio::time::sleep(GATHER).await;
    }
}

/// Returns once the key table has seen all that the log holds: what runs in this process sees to it.
pub async fn all_seen(deps: &Deps) {
    loop {
        let (head, seen) = (LogReader::head(&*deps.log).await, deps.vault.keys().seen().await);
        if let (Ok(head), Ok(seen)) = (head, seen)
            && seen.size >= head
        {
            return;
        }
        tokio::time::sleep(GATHER / 10).await;
    }
}

/// Brings the tree up to the log's end once, for a process that serves nothing.
pub async fn catch_up(deps: &Deps, data: &Path) -> Result<(), TreeError> {
    signs_here(deps).await?;
    Tree::open(deps, data).await?.catch_up(deps).await.map(|_| ())
}

/// Signs a certificate with the keys that sign checkpoints.
pub async fn certify(deps: &Deps, data: &Path, certificate: Certificate) -> Result<String, TreeError> {
    let history = History::of(&*deps.log, data).await?;
    let (path, log, seed) = (data.to_owned(), deps.log.id(), Zeroizing::new(deps.entropy.bytes()));
    blocking(move || {
        let signers = Signers::open(&path, log, &history, &seed)?;
        Ok(certificate.sign(&signers.all())?)
    })
    .await
}

/// The follower with its keys: one writer for a data folder.
struct Tree {
    follower: Follower<FolderStore>,
    history: History,
    data: PathBuf,
}

impl Tree {
    async fn open(deps: &Deps, data: &Path) -> Result<Self, TreeError> {
        has_key(deps, data).await?;
        keep_all(deps, &*deps.log).await?;
        let history = History::of(&*deps.log, data).await?;
        let (data, log, seed) = (data.to_owned(), deps.log.id(), Zeroizing::new(deps.entropy.bytes()));
        blocking(move || {
            let store = || FolderStore::open(&history.folder).map_err(|e| TreeError::File("tree", e));
            let first = store()?;
            let signers = Signers::open(&data, log, &history, &seed)?;
            let keys = signers.verifiers();
            history.publish(&keys.iter().collect::<Vec<_>>())?;
            let follower = match Follower::open(first, &history.origin, &keys) {
                // Lost tiles are made again from the log; what is there must come out the same.
                Err(FollowerError::Tile(error @ (TileError::Missing(_) | TileError::Damaged(_)))) => {
                    tracing::error!(%error, "a tile is lost: the tree is derived again from the log");
                    Follower::rederive(store()?, &history.origin, &keys)?
                }
                other => other?,
            };
            Ok(Self { follower, history, data })
        })
        .await
    }

    fn size(&self) -> u64 {
        self.follower.size()
    }

    /// Adds what the log has more, and signs.
    async fn catch_up(mut self, deps: &Deps) -> Result<Self, TreeError> {
        let (log, seed) = (deps.log.id(), Zeroizing::new(deps.entropy.bytes()));
        let head = LogReader::head(&*deps.log).await?;
        if head < self.size() {
            return Err(TreeError::Missing(head + 1));
        }
        // The log may have been put back, or have come from a replica that lost its newest events, and have grown again.
        if let Some(before) = self.size().checked_sub(1) {
            let newest = LogReader::read_bare(&*deps.log, before, 1).await?;
            let newest = newest.first().ok_or(TreeError::Missing(self.size()))?;
            mirror::same_newest(self.follower.store(), self.size(), newest)?;
        }
        let mirrored = mirror::seen(deps).await?;
        if let Some(mirrored) = &mirrored {
            mirror::grown_from(self.follower.store(), self.size(), self.follower.root(), mirrored)?;
        }
        loop {
            // As far as was seen first, to compare there.
            let limit = match mirrored.as_ref().map(|mirrored| mirrored.size.saturating_sub(self.size())) {
                Some(left) if left > 0 => PAGE.min(usize::try_from(left).unwrap_or(PAGE)),
                Some(_) | None => PAGE,
            };
            let records = LogReader::read_bare(&*deps.log, self.size(), limit).await?;
            let done = records.len() < limit;
            let mut places = (self.size() + 1..).zip(&records);
            if let Some((missing, _)) = places.find(|(place, record)| *place != record.position) {
                return Err(TreeError::Missing(missing));
            }
            // A restore begins another history, which has another tree.
            if records.iter().any(|record| record.kind == "log.restored.v1") {
                let now = History::of(&*deps.log, &self.data).await?;
                if now.origin != self.history.origin {
                    return Box::pin(async { Self::open(deps, &self.data).await?.catch_up(deps).await })
                        .await;
                }
            }
            let leaves = records.iter().map(leaf).collect::<Result<Vec<_>, _>>()?;
            let mirrored = mirrored.clone();
            self = blocking(move || {
                self.follower.extend(leaves)?;
                if let Some(mirrored) = mirrored.filter(|mirrored| mirrored.size == self.size()) {
                    mirror::is(self.follower.root(), &mirrored)?;
                }
                Ok(self)
            })
            .await?;
            if done {
                // Before it is signed: what another node signs after this one has to continue it.
                let now = Seen { size: self.size(), root: self.follower.root().0.to_vec() };
                deps.vault.see_log(now).await.map_err(commands::CommandError::from)?;
                let seed = seed.clone();
                self = blocking(move || {
                    // Read each time: a rotation is begun and ended by others.
                    let signers = Signers::open(&self.data, log, &self.history, &seed)?;
                    self.history.publish(&signers.verifiers().iter().collect::<Vec<_>>())?;
                    self.follower.checkpoint_by(&signers.all())?;
                    Ok(self)
                })
                .await?;
                metrics::gauge!("anteroom_tree_size")
                    .set(f64::from(u32::try_from(self.size()).unwrap_or(u32::MAX)));
                return Ok(self);
            }
        }
    }

    /// Tells the witnesses' side what was signed last.
    fn tell(&self, signed: &watch::Sender<Option<Signed>>) {
        let folder = self.history.folder.clone();
        signed.send_replace(self.follower.signed().cloned().map(|checkpoint| Signed { checkpoint, folder }));
    }

    /// Keeps what witnesses have cosigned: beside the newest checkpoint, and in it if it is that one still.
    async fn add(mut self, cosigned: SignedCheckpoint) -> Result<Self, TreeError> {
        blocking(move || {
            let note = cosigned.note().to_string();
            let written = self.follower.store().write("witnessed", note.as_bytes());
            written.map_err(|error| TreeError::File("tree/witnessed", error))?;
            if let Some(mut newest) = self.follower.signed().cloned()
                && newest.merge(&cosigned)
            {
                self.follower.replace_checkpoint(newest)?;
            }
            metrics::gauge!("anteroom_tree_witnessed").set(cosigned.checkpoint().size as f64);
            Ok(self)
        })
        .await
    }
}

/// Tiles and keys are files: off the runtime's threads.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, TreeError> + Send + 'static,
) -> Result<T, TreeError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| TreeError::Ended)?
}
