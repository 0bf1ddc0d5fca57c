//! Compares the log, and its tree, with the mirror that the key table keeps of them: a log that was rewritten, or that grew out of an old copy, has another root.
//! It changes nothing.

use super::{History, PAGE, TreeError, leaf};
use commands::Deps;
use std::io;
use std::path::Path;
use store::proof::{
    Checkpoint, FolderStore, Follower, FollowerError, Hash, TileError, TileStore, TiledTree,
    verify_consistency,
};
use store::vault::Seen;
use store::{LogReader, Record};

/// What the key table has last seen of the log; none before it has seen any.
pub(super) async fn seen(deps: &Deps) -> Result<Option<Seen>, TreeError> {
    let seen = deps.vault.keys().seen().await.map_err(commands::CommandError::from)?;
    Ok((seen.size > 0).then_some(seen))
}

/// At the start, from the tiles alone and one record: whether the signed tree has grown out of what was seen, and whether its newest leaf is the log's own.
/// The rest is read once in the background.
pub async fn at_start(deps: &Deps, data: &Path) -> Result<(), TreeError> {
    let history = History::of(&*deps.log, data).await?;
    let (Some(seen), Some(_)) = (seen(deps).await?, history.note("checkpoint")?) else { return Ok(()) };
    let signed = history.checkpoint(&history.verifiers()?)?;
    let Checkpoint { size, root, .. } = *signed.checkpoint();
    let store = FolderStore::open(&history.folder).map_err(|error| TreeError::File("tree", error))?;
    grown_from(&store, size, root, &seen)?;
    match LogReader::read_bare(&*deps.log, size.saturating_sub(1), 1).await?.first() {
        Some(newest) => same_newest(&store, size, newest),
        // A log that is shorter than its tree is told of by the follower.
        None => Ok(()),
    }
}

/// Whether the tree of this size and root has grown out of what was seen. A shorter one, and tiles that are not there, say nothing.
pub(super) fn grown_from(store: &dyn TileStore, size: u64, root: Hash, seen: &Seen) -> Result<(), TreeError> {
    if size < seen.size {
        return Ok(());
    }
    let forked = || TreeError::Forked(seen.size);
    let known = <[u8; 32]>::try_from(seen.root.as_slice()).map(Hash).map_err(|_| forked())?;
    let Some(proof) = told(TiledTree::new(store, size).consistency(seen.size))? else { return Ok(()) };
    verify_consistency(seen.size, size, &proof, known, root).map_err(|_| forked())
}

/// The newest leaf of the tree of this size must be that of the log's record there: every record after a fork is another.
pub(super) fn same_newest(store: &dyn TileStore, size: u64, record: &Record) -> Result<(), TreeError> {
    let Some(index) = size.checked_sub(1) else { return Ok(()) };
    let there = told(TiledTree::new(store, size).leaf(index))?;
    if there.is_none_or(|there| {
        record.position == size && leaf(record).is_ok_and(|leaf| Hash::of_leaf(&leaf) == there)
    }) {
        Ok(())
    } else {
        Err(TreeError::Forked(size))
    }
}

/// What tiles tell: nothing where they are lost, which the follower sees to.
fn told<T>(read: Result<T, TileError>) -> Result<Option<T>, TreeError> {
    match read {
        Ok(told) => Ok(Some(told)),
        Err(TileError::Missing(_) | TileError::Damaged(_) | TileError::Range(_)) => Ok(None),
        Err(error @ TileError::Io { .. }) => Err(FollowerError::from(error).into()),
    }
}

/// Whether a root is the one that was seen.
pub(super) fn is(root: Hash, seen: &Seen) -> Result<(), TreeError> {
    if root.0.as_slice() == seen.root { Ok(()) } else { Err(TreeError::Forked(seen.size)) }
}

/// Reads the whole log, as far as it was seen when this began, and compares its root.
pub(super) async fn whole(deps: &Deps) -> Result<(), TreeError> {
    let Some(seen) = seen(deps).await? else { return Ok(()) };
    let mut tree = Follower::open(Nowhere, "mirror", &[])?;
    while tree.size() < seen.size {
        let limit = usize::try_from(seen.size - tree.size()).unwrap_or(PAGE).min(PAGE);
        let records = LogReader::read_bare(&*deps.log, tree.size(), limit).await?;
        if records.is_empty() {
            return Err(TreeError::Missing(tree.size() + 1));
        }
        tree.extend(records.iter().map(leaf).collect::<Result<Vec<_>, _>>()?)?;
        tokio::task::yield_now().await;
    }
    is(tree.root(), &seen)
}

/// Keeps no tile: only the root is asked for.
struct Nowhere;

impl TileStore for Nowhere {
    fn read(&self, _: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    fn write(&self, _: &str, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn remove_partial(&self, _: &str) -> io::Result<()> {
        Ok(())
    }
}
