//! Backups of a log and their restore. Any copy of the log goes with the *current* key table: what has been erased since the copy was made is destroyed again, and what was lost
//! is declared in the log itself, so that an auditor tells it from a truncation.

use crate::follower::{self, History, TreeError, base_origin, leaf};
use crate::held::Held;
use crate::house::{Ground, LogPlace, OpenError, Outside, Place, keep_private};
use commands::Deps;
use domain::log::{Event, stream};
use domain::{CommandId, time};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use store::edge::Draw;
use store::log::SqliteCopy;
use store::proof::{Checkpoint, Follower, FollowerError, Hash, MemoryStore, Note, TiledTree};
use store::vault::{Seen, Standing};
use store::{Expected, LogReader, LogWriter};
use uuid::Uuid;

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
}

/// Copies a log and its tree into an empty folder. Never the key table, and nothing of the root: they have copies of their own.
pub fn back_up(data: &Path, log: &Path, out: &Path) -> Result<(), RestoreError> {
    fs::create_dir_all(out).map_err(at(out))?;
    if fs::read_dir(out).map_err(at(out))?.next().is_some() {
        return Err(RestoreError::NotEmpty(out.to_owned()));
    }
    // The trees first: a log that is ahead of its tree is caught up with, one that is behind is a loss.
    for tree in trees(data)? {
        copy_folder(&tree, &out.join(tree.file_name().unwrap_or_default()))?;
    }
    store::log::copy_sqlite(log, &out.join("log.db"))?;
    keep_private(out).map_err(at(out))?;
    sync(out)
}

/// Makes what was put into a folder, or taken out of it, durable.
fn sync(folder: &Path) -> Result<(), RestoreError> {
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
}

/// The folders of the tree of every history.
fn trees(data: &Path) -> Result<Vec<PathBuf>, RestoreError> {
    let mut trees = Vec::new();
    for entry in fs::read_dir(data).map_err(at(data))? {
        let path = entry.map_err(at(data))?.path();
        let named =
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("tree"));
        if named && path.is_dir() {
            trees.push(path);
        }
    }
    Ok(trees)
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), RestoreError> {
    fs::create_dir_all(to).map_err(at(to))?;
    let mut again = true;
    while again {
        again = false;
        let mut entries = Vec::new();
        for entry in fs::read_dir(from).map_err(at(from))? {
            entries.push(entry.map_err(at(from))?.path());
        }
        // What is signed before the tiles that it is about: these only grow.
        entries.sort_by_key(|path| path.is_dir());
        for path in entries {
            let target = to.join(path.file_name().unwrap_or_default());
            if path.is_dir() {
                copy_folder(&path, &target)?;
            } else if !target.exists() {
                match fs::copy(&path, &target) {
                    // A partial tile that a full one has replaced meanwhile, which the list may not hold yet.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => again = true,
                    copied => {
                        copied.map_err(at(&path))?;
                        sync(&target)?;
                    }
                }
            }
        }
    }
    sync(to)
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
    // Before the log is accepted: after a crash between the two nothing serves what it has lost.
    forget_read_models(place)?;
    deps.vault.accept_log(now).await.map_err(commands::CommandError::from)?;
    ground.close().await;
    Ok(Restored { seen: seen.size, held, declared: lost, destructions, moved })
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

/// The log that was moved aside, where it goes on from what the key table has seen.
struct Beyond {
    log: SqliteCopy,
    /// How much of it the key table has seen.
    seen: u64,
    /// How much there is.
    now: Seen,
}

async fn beyond(deps: &Deps, moved: Option<&Path>) -> Option<Beyond> {
    let file = moved?.join("log.db");
    if !file.exists() {
        return None;
    }
    let read = async {
        let seen = deps.vault.keys().seen().await.map_err(commands::CommandError::from)?;
        let log = SqliteCopy::open(&file)?;
        let roots = roots(&log, std::iter::once(seen.size)).await?;
        let grown = |root: &Hash| seen.size == 0 || root.0.as_slice() == seen.root;
        if log.id() != deps.log.id() || !roots.get(&seen.size).is_some_and(grown) {
            return Ok::<_, RestoreError>(None);
        }
        let Some((size, root)) = roots.last_key_value() else { return Ok(None) };
        let now = Seen { size: *size, root: root.0.to_vec() };
        Ok(Some(Beyond { log, seen: seen.size, now }))
    };
    read.await.unwrap_or_else(|error| {
        tracing::warn!(%error, "the log that was moved aside cannot be read: what it held beyond what the key table has seen is not told");
        None
    })
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

/// Says in the log that events are lost, and under which name its checkpoints are signed from now on; before that, what the log had told of itself among them.
async fn declare(
    deps: &Deps,
    place: &Place,
    trees_before: &Path,
    seen: &Seen,
    held: u64,
) -> Result<(), RestoreError> {
    // The same loss is the same command: a restore that a crash cut short says it once.
    let lost = [&seen.size.to_be_bytes()[..], &seen.root].concat();
    let id = CommandId(Uuid::new_v5(&Uuid::from_bytes(deps.log.id()), &lost)).event(0);
    if LogReader::event(&*deps.log, id).await?.is_some() {
        return Ok(());
    }
    let mut told = follower::forgotten(deps).await?;
    // One that a crash cut short, and whose copy was put back again: nothing was signed under its origin.
    told.retain(|(known, _)| *known != id);
    let mut old_origin = History::of(&*deps.log, &place.data).await?.origin;
    // A copy is the beginning of what was there, unless it has grown by itself or was rewritten: then it has in common what the tiles say.
    let before = History::at(old_origin.clone(), deps.log.id(), trees_before);
    let mut kept = match in_common(&*deps.log, &before).await? {
        Some(common) => held.min(common),
        None if held < seen.size => held,
        None => 0,
    };
    // And with each later history no more than every restore between them had kept.
    for (_, event) in &mut told {
        if let Event::Restored { new_size, new_origin, .. } = event {
            kept = kept.min(*new_size);
            *new_size = kept;
            old_origin.clone_from(new_origin);
        }
    }
    let known = <[u8; 32]>::try_from(seen.root.as_slice()).map(Hash);
    let event = Event::Restored {
        old_origin,
        old_size: seen.size,
        old_root: known.map(|root| root.to_string()).unwrap_or_default(),
        new_origin: format!("{}/{}", base_origin(deps.log.id()), hex::encode(deps.entropy.bytes::<4>())),
        new_size: kept,
        new_root: String::new(),
        day: time::day(deps.now()),
    };
    told.push((id, event));
    let size =
        |event: &Event| if let Event::Restored { new_size, .. } = event { Some(*new_size) } else { None };
    let roots = roots(&*deps.log, told.iter().filter_map(|(_, event)| size(event))).await?;
    let mut records = Vec::new();
    for (id, mut event) in told {
        if let Event::Restored { new_size, new_root, .. } = &mut event
            && let Some(root) = roots.get(new_size)
        {
            *new_root = root.to_string();
        }
        let sealed = deps.vault.seal(&stream(), id, &event).await;
        records.push(sealed.map_err(commands::CommandError::from)?);
    }
    // All at once: what the copy held is counted up to the first of them.
    LogWriter::append(&*deps.log, &stream(), Expected::Any, records).await?;
    Ok(())
}

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

/// The log as it was last seen: by the key table, or by the file that was moved aside, which may hold what came in the moment before its process ended.
async fn last_seen(deps: &Deps, moved: Option<&Path>) -> Result<Seen, RestoreError> {
    let keys = deps.vault.keys();
    let seen = keys.seen().await.map_err(commands::CommandError::from)?;
    let Some(Beyond { log, now, .. }) = beyond(deps, moved).await else { return Ok(seen) };
    follower::keep_all(deps, &log).await?;
    if now.size <= seen.size {
        return Ok(seen);
    }
    // Before anything is said: the same loss has to have the same size after a crash.
    keys.see(now.clone()).await.map_err(commands::CommandError::from)?;
    Ok(now)
}

/// How many records of this log are those that were signed, by the tiles of the history before it; nothing where there are none to compare with.
async fn in_common(log: &dyn LogReader, before: &History) -> Result<Option<u64>, RestoreError> {
    let Some(note) = before.note("checkpoint")? else { return Ok(None) };
    let Some(signed) = Note::parse(&note).ok().and_then(|note| Checkpoint::parse(note.text()).ok()) else {
        return Ok(None);
    };
    let tiles = follower::Tiles::at(&before.folder);
    let mut at = 0;
    loop {
        let records = LogReader::read_all(log, at, PAGE).await?;
        if records.is_empty() {
            return Ok(Some(at));
        }
        let mut tree = TiledTree::new(&tiles, signed.size);
        for record in &records {
            // Where a tile is missing nothing is known either.
            let same =
                tree.leaf(at).is_ok_and(|there| leaf(record).is_ok_and(|leaf| Hash::of_leaf(&leaf) == there));
            if !same {
                return Ok(Some(at));
            }
            at += 1;
        }
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
