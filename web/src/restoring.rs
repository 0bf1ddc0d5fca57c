//! Backups of a log and their restore. Any copy of the log goes with the *current* key table: what has been erased since the copy was made is destroyed again, and what was lost
//! is declared in the log itself, so that an auditor tells it from a truncation.

mod backup;
mod beyond;
mod declare;

pub use backup::back_up;

use crate::follower::{self, TreeError, leaf};
use crate::held::Held;
use crate::house::{Ground, LogPlace, OpenError, Outside, Place};
use backup::{copy_folder, sync, trees};
use beyond::{Beyond, beyond, last_seen};
use commands::Deps;
use declare::declare;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use store::LogReader;
use store::edge::Draw as _;
use store::proof::{Follower, FollowerError, Hash, MemoryStore};
use store::vault::{Seen, Standing};

/// Why a backup or a restore was not done.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The folder could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file.
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    /// There is no log to restore from.
    #[error("{0} holds no backup of a log: log.db is missing")]
    NoBackup(PathBuf),
    /// Other nodes go on with the log as it was.
    #[error(
        "other nodes are running on this key table: end them first, and start them again after `anteroom restore --release`"
    )]
    OtherNodes,
    /// A log on a server is copied with the server's own tools.
    #[error(
        "the log is on a server: copy it with that server's own tools (pg_basebackup or pg_dump on PostgreSQL), and the folders tree* of the data folder beside it; restore it likewise, and run this without --from"
    )]
    OnServer,
    /// The thread that copied ended.
    #[error("the copy was not finished: {0}")]
    Ended(String),
    /// Something is there already.
    #[error("{0} is not empty")]
    NotEmpty(PathBuf),
    /// The key table is the old one.
    #[error(
        "the key table is older than this log: it does not know what event {0} tells of. Put the current key table back, or its copy, and try again"
    )]
    KeysBehind(u64),
    /// The log.
    #[error(transparent)]
    Log(#[from] store::LogError),
    /// A command.
    #[error(transparent)]
    Command(#[from] commands::CommandError),
    /// The tree.
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// The tree, while it was computed.
    #[error(transparent)]
    Follower(#[from] FollowerError),
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> RestoreError {
    move |error| RestoreError::File(path.to_owned(), error)
}

/// What a restore found and did.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Restored {
    /// How many events the key table had seen.
    pub seen: u64,
    /// How many the restored log held.
    pub held: u64,
    /// Whether the loss was declared in the log: it was not where nothing was lost.
    pub declared: bool,
    /// How many destructions the log was told of, or held already.
    pub destructions: u64,
    /// Where the log that was there before lies now.
    pub moved: Option<PathBuf>,
    /// Whether the server will not believe the clock before an operator has confirmed it: nobody knows of a look at it in the last day.
    pub confirm_clock: bool,
}

/// Puts a copy of the log in the place of the one that is there, or takes the one that the operator has put there; then makes log and key table stand together again.
pub async fn restore(place: &Place, from: Option<&Path>, outside: Outside) -> Result<Restored, RestoreError> {
    let moved = match from {
        Some(from) => Some(put_back(place, from, &outside)?),
        None => None,
    };
    let ground = match fitting(place, moved.as_deref(), outside).await {
        Ok(ground) => ground,
        Err(error) => {
            // Nothing has been written yet: what was there before is put back.
            if let Some(aside) = &moved {
                undo(&place.data, aside)?;
            }
            return Err(error);
        }
    };
    let deps = &ground.deps;
    let seen = last_seen(deps, moved.as_deref()).await?;
    let held = LogReader::head(&*deps.log).await?;
    let at_seen = roots(&*deps.log, std::iter::once(seen.size)).await?;
    let same = |root: &Hash| root.0.as_slice() == seen.root;
    let lost = seen.size > 0 && !at_seen.get(&seen.size).is_some_and(same);
    if lost {
        declare(deps, place, moved.as_deref().unwrap_or(&place.data), &seen, held).await?;
        follower::keep_all(deps, &*deps.log).await?;
    }
    let destructions = commands::erasure::record_all(deps).await?;
    commands::erasure::record_all_ended(deps).await?;
    commands::hold::after_restore(deps).await?;
    commands::erasure::finish_roll(deps).await?;
    if lost {
        // Nobody is to be written to twice: what was sent after the copy was made is not in it.
        let held = Held::of(&place.data);
        held.set().map_err(at(&place.data))?;
    }
    let end = roots(&*deps.log, std::iter::empty()).await?;
    let now = end.last_key_value().map(|(size, root)| Seen { size: *size, root: root.0.to_vec() });
    let now = now.unwrap_or_default();
    let confirm_clock = !commands::clock::believed(deps).await?;
    // Before the log is accepted: after a crash between the two nothing serves what it has lost.
    forget_read_models(place)?;
    deps.vault.accept_log(now).await.map_err(commands::CommandError::from)?;
    ground.close().await;
    Ok(Restored { seen: seen.size, held, declared: lost, destructions, moved, confirm_clock })
}

/// Opens log and key table, if the two can stand together at all and nobody else uses them.
async fn fitting(place: &Place, moved: Option<&Path>, outside: Outside) -> Result<Ground, RestoreError> {
    let ground = Ground::open(place, outside).await?;
    let refused = match refusal(&ground.deps, moved).await {
        Ok(None) => return Ok(ground),
        Ok(Some(refused)) | Err(refused) => refused,
    };
    ground.close().await;
    Err(refused)
}

async fn refusal(deps: &Deps, moved: Option<&Path>) -> Result<Option<RestoreError>, RestoreError> {
    if deps.vault.live_nodes().await.map_err(commands::CommandError::from)? > 1 {
        return Ok(Some(RestoreError::OtherNodes));
    }
    if let Standing::KeysBehind { position } = deps.vault.standing().await.map_err(OpenError::from)? {
        return Ok(Some(RestoreError::KeysBehind(position)));
    }
    // The log that was there before may tell of what the key table does not know: then that one is the old copy.
    let Some(Beyond { log, seen, .. }) = beyond(deps, moved).await else { return Ok(None) };
    let unknown = deps.vault.first_unknown(&log, seen).await.map_err(OpenError::from)?;
    Ok(unknown.map(RestoreError::KeysBehind))
}

/// Puts back what [`put_back`] has moved aside.
fn undo(data: &Path, aside: &Path) -> Result<(), RestoreError> {
    for path in LOG.map(|name| data.join(name)).into_iter().filter(|path| path.exists()) {
        fs::remove_file(&path).map_err(at(&path))?;
    }
    for tree in trees(data)? {
        fs::remove_dir_all(&tree).map_err(at(&tree))?;
    }
    for entry in fs::read_dir(aside).map_err(at(aside))? {
        let path = entry.map_err(at(aside))?.path();
        fs::rename(&path, data.join(path.file_name().unwrap_or_default())).map_err(at(&path))?;
    }
    fs::remove_dir(aside).map_err(at(aside))
}

/// The files of a log.
const LOG: [&str; 3] = ["log.db", "log.db-wal", "log.db-shm"];

/// Events read at once.
const PAGE: usize = 500;

/// The roots of a log's tree at these sizes, as far as it reaches, and at its end.
async fn roots(
    log: &dyn LogReader,
    sizes: impl Iterator<Item = u64>,
) -> Result<BTreeMap<u64, Hash>, RestoreError> {
    let wanted: BTreeSet<u64> = sizes.collect();
    let mut tree = Follower::open(MemoryStore::default(), "restore", &[])?;
    let mut roots = BTreeMap::new();
    loop {
        if wanted.contains(&tree.size()) {
            roots.insert(tree.size(), tree.root());
        }
        let next = wanted.range(tree.size() + 1..).next().map(|next| next - tree.size());
        let limit = next.and_then(|left| usize::try_from(left).ok()).unwrap_or(PAGE).min(PAGE);
        let records = LogReader::read_all(log, tree.size(), limit).await?;
        if records.is_empty() {
            roots.insert(tree.size(), tree.root());
            return Ok(roots);
        }
        let leaves = records.iter().map(leaf).collect::<Result<Vec<_>, _>>()?;
        tree.extend(leaves)?;
    }
}

/// Moves the log and its trees aside, and copies those of the backup into their place.
fn put_back(place: &Place, from: &Path, outside: &Outside) -> Result<PathBuf, RestoreError> {
    if place.log != LogPlace::Sqlite {
        return Err(RestoreError::OnServer);
    }
    if !from.join("log.db").exists() {
        return Err(RestoreError::NoBackup(from.to_owned()));
    }
    let _owned = crate::house::lock(place)?;
    let data = &place.data;
    let aside = data.join(format!("before-restore-{}", hex::encode(outside.entropy.bytes::<4>())));
    fs::create_dir_all(&aside).map_err(at(&aside))?;
    let files = LOG.map(|name| data.join(name));
    let copied = || {
        for path in files.iter().filter(|path| path.exists()).cloned().chain(trees(data)?) {
            fs::rename(&path, aside.join(path.file_name().unwrap_or_default())).map_err(at(&path))?;
        }
        for tree in trees(from)? {
            copy_folder(&tree, &data.join(tree.file_name().unwrap_or_default()))?;
        }
        // As a database and not as a file: of a log that a crash left behind the newest events lie beside it.
        store::log::copy_sqlite(&from.join("log.db"), &data.join("log.db"))?;
        sync(data)
    };
    if let Err(error) = copied() {
        // A copy that cannot be read, or a full disk: what was there before is put back.
        undo(data, &aside)?;
        return Err(error);
    }
    Ok(aside)
}

/// Read models may be ahead of the restored log: they are filled anew at the next start.
fn forget_read_models(place: &Place) -> Result<(), RestoreError> {
    for name in ["read.db", "read.db-wal", "read.db-shm"] {
        let path = place.data.join(name);
        if path.exists() {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(())
}
