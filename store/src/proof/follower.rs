//! The follower: turns leaves into tiles and signs checkpoints. A state machine without time or threads, for one caller;
//! it resumes from its own checkpoint, and never replaces by another one a tile that the checkpoint covers.

use thiserror::Error;

use super::{
    checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint},
    edge::Edge,
    key::{SignerKey, VerifierKey},
    leaf::MAX_LEAF,
    tile::{Tile, TileError, TileStore, read_tile, tile_bytes},
    tree::Hash,
};

const CHECKPOINT: &str = "checkpoint";

/// The tree as far as this process has got, over a store that holds it as far as its checkpoint.
pub struct Follower<S> {
    store: S,
    origin: String,
    edge: Edge,
    /// The leaves of the unfinished bundle, in the bundle's own form.
    bundle: Vec<u8>,
    /// The checkpoint on disk.
    stored: Option<SignedCheckpoint>,
    /// Set while a step runs, and left set by one that failed: the edge may be half-grown.
    broken: bool,
}

/// Why the follower cannot go on.
#[derive(Debug, Error)]
pub enum FollowerError {
    /// The store failed, or what it holds is damaged.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// The checkpoint on disk, or the key to sign with, is refused.
    #[error("the checkpoint is refused")]
    Checkpoint(#[from] CheckpointError),
    /// The log now says something else than it did: nothing is signed any more.
    #[error("{0} exists with other content: the log was rewritten, or is not this log")]
    Forked(String),
    /// A leaf too long for an entry bundle.
    #[error("the leaf of position {0} is longer than 65,535 bytes")]
    Leaf(u64),
    /// The tree is still shorter than the checkpoint it must reach again.
    #[error("the tree has {size} leaves, but a checkpoint for {signed} was signed: it must be reached first")]
    Behind {
        /// Leaves now.
        size: u64,
        /// Leaves that were signed for.
        signed: u64,
    },
    /// A step before this one failed.
    #[error("an earlier step failed: open the follower again")]
    Broken,
}

impl<S: TileStore> Follower<S> {
    /// Resumes from the checkpoint in the store, or starts at none. The tiles must lead to the root that was signed.
    pub fn open(store: S, origin: &str, keys: &[VerifierKey]) -> Result<Self, FollowerError> {
        let mut follower = Self::rederive(store, origin, keys)?;
        let Some(signed) = &follower.stored else { return Ok(follower) };
        let Checkpoint { size, root, .. } = *signed.checkpoint();

        let mut levels = Vec::new();
        for tile in Tile::partial_of(size) {
            levels.resize_with(usize::from(tile.level), Vec::new);
            levels.push(read_tile(&follower.store, tile)?);
        }
        follower.edge = Edge::resume(size, levels);
        if follower.edge.root() != root {
            return Err(TileError::Damaged("tile".to_owned()).into());
        }
        follower.bundle = follower.read_bundle(size)?;
        follower.remove_partial(size)?;
        Ok(follower)
    }

    /// Starts over from the first leaf, for tiles that were lost or damaged: what is stored must come out the same, and
    /// the checkpoint's root must be reached again before a new one is signed.
    pub fn rederive(store: S, origin: &str, keys: &[VerifierKey]) -> Result<Self, FollowerError> {
        let stored = read(&store, CHECKPOINT)?;
        let stored = stored.map(|bytes| {
            let note = String::from_utf8(bytes).map_err(|_| CheckpointError::Format)?;
            SignedCheckpoint::open(&note, origin, keys)
        });
        let stored = stored.transpose()?;
        Ok(Self {
            store,
            origin: origin.to_owned(),
            edge: Edge::default(),
            bundle: Vec::new(),
            stored,
            broken: false,
        })
    }

    /// How many leaves it has: the next leaf to feed is that of position `size() + 1`.
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// The root over these leaves.
    pub fn root(&self) -> Hash {
        self.edge.root()
    }

    /// The checkpoint in the store.
    pub fn signed(&self) -> Option<&SignedCheckpoint> {
        self.stored.as_ref()
    }

    /// The store, for serving what is in it.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Appends leaves in the order of the log and lays every tile that they fill; durable are they with the next checkpoint. Gives the new root.
    pub fn extend<L: AsRef<[u8]>>(
        &mut self,
        leaves: impl IntoIterator<Item = L>,
    ) -> Result<Hash, FollowerError> {
        if std::mem::replace(&mut self.broken, true) {
            return Err(FollowerError::Broken);
        }
        for leaf in leaves {
            self.append(leaf.as_ref())?;
        }
        self.broken = false;
        Ok(self.root())
    }

    /// Lays the unfinished tiles and makes all tiles durable, then signs and stores a checkpoint for the present size. While
    /// nothing was appended, the stored one, with all its signatures, is the answer.
    pub fn checkpoint(&mut self, signer: &SignerKey) -> Result<SignedCheckpoint, FollowerError> {
        self.checkpoint_by(&[signer])
    }

    /// The same by several keys of the log: while one takes over from another.
    pub fn checkpoint_by(&mut self, signers: &[&SignerKey]) -> Result<SignedCheckpoint, FollowerError> {
        let (size, root) = (self.size(), self.root());
        if self.broken {
            return Err(FollowerError::Broken);
        }
        let reached = self.reached();
        if size < reached {
            return Err(FollowerError::Behind { size, signed: reached });
        }
        if let Some(stored) = &self.stored {
            let signed = |signer: &&SignerKey| {
                stored.note().signatures().iter().any(|line| signer.verifier().claims(line))
            };
            if stored.checkpoint().size == size && signers.iter().all(signed) {
                return Ok(stored.clone());
            }
        }
        let (first, others) = signers.split_first().ok_or(CheckpointError::Format)?;
        let mut checkpoint = Checkpoint { origin: self.origin.clone(), size, root }.sign(first)?;
        for signer in others {
            checkpoint.add_signature(signer)?;
        }
        // Left set by a failure: a sync that failed once may say that all is well when it is asked again.
        self.broken = true;
        for (tile, hashes) in self.edge.partial() {
            if tile.level == 0 {
                put(&self.store, reached, tile, &tile.entries_path(), &self.bundle)?;
            }
            put(&self.store, reached, tile, &tile.path(), &tile_bytes(hashes))?;
        }
        // Whatever the checkpoint covers lies on the disk before it.
        self.store.sync().map_err(|source| TileError::Io { path: "tile".to_owned(), source })?;
        let written = self.store.write(CHECKPOINT, checkpoint.note().to_string().as_bytes());
        written.map_err(|source| TileError::Io { path: CHECKPOINT.to_owned(), source })?;
        self.stored = Some(checkpoint.clone());
        self.remove_partial(reached)?;
        self.broken = false;
        Ok(checkpoint)
    }

    /// Stores the present checkpoint with signatures added to it, such as a witness's.
    pub fn replace_checkpoint(&mut self, signed: SignedCheckpoint) -> Result<(), FollowerError> {
        if self.stored.as_ref().map(|stored| stored.note().text()) != Some(signed.note().text()) {
            return Err(FollowerError::Forked(CHECKPOINT.to_owned()));
        }
        let written = self.store.write(CHECKPOINT, signed.note().to_string().as_bytes());
        written.map_err(|source| TileError::Io { path: CHECKPOINT.to_owned(), source })?;
        self.stored = Some(signed);
        Ok(())
    }

    /// How many leaves the checkpoint on disk covers.
    fn reached(&self) -> u64 {
        self.stored.as_ref().map_or(0, |stored| stored.checkpoint().size)
    }

    fn append(&mut self, leaf: &[u8]) -> Result<(), FollowerError> {
        let length = u16::try_from(leaf.len()).map_err(|_| FollowerError::Leaf(self.edge.size() + 1))?;
        self.bundle.extend_from_slice(&length.to_be_bytes());
        self.bundle.extend_from_slice(leaf);
        let reached = self.reached();
        let Self { store, edge, bundle, .. } = self;
        edge.push(Hash::of_leaf(leaf), |tile, hashes| {
            if tile.level == 0 {
                put(store, reached, tile, &tile.entries_path(), bundle)?;
                bundle.clear();
            }
            put(store, reached, tile, &tile.path(), &tile_bytes(hashes))
        })?;
        match &self.stored {
            Some(stored)
                if stored.checkpoint().size == self.size() && stored.checkpoint().root != self.root() =>
            {
                Err(FollowerError::Forked(CHECKPOINT.to_owned()))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The unfinished bundle of a tree of this size, each leaf checked against the unfinished tile.
    fn read_bundle(&self, size: u64) -> Result<Vec<u8>, FollowerError> {
        let Some(tile) = Tile::partial_of(size).into_iter().find(|tile| tile.level == 0) else {
            return Ok(Vec::new());
        };
        let hashes = read_tile(&self.store, tile)?;
        let path = tile.entries_path();
        let mut bytes = read(&self.store, &path)?;
        if bytes.is_none() {
            bytes = read(&self.store, &tile.full_entries_path())?;
        }
        let bytes = bytes.ok_or_else(|| TileError::Missing(path.clone()))?;
        let mut rest = bytes.as_slice();
        for hash in hashes {
            let (leaf, after) = next_entry(rest).ok_or_else(|| TileError::Damaged(path.clone()))?;
            if leaf.len() > MAX_LEAF || Hash::of_leaf(leaf) != hash {
                return Err(TileError::Damaged(path).into());
            }
            rest = after;
        }
        Ok(bytes[..bytes.len() - rest.len()].to_vec())
    }

    /// Removes the partial tiles of the tree of `old` leaves that are full by now; when the present size is `old`, those
    /// that a crash kept from being removed.
    fn remove_partial(&self, old: u64) -> Result<(), FollowerError> {
        let size = self.size();
        for level in 0..8_u8 {
            let grown = |size: u64| size >> (8 * level) >> 8;
            let mut finished = grown(old)..grown(size);
            if old == size {
                finished.start = finished.start.saturating_sub(1);
            }
            for tile in finished.map(|index| Tile::full(level, index)) {
                let paths = [Some(tile.full_path()), (level == 0).then(|| tile.full_entries_path())];
                for path in paths.into_iter().flatten() {
                    let removed = self.store.remove_partial(&path);
                    removed.map_err(|source| TileError::Io { path, source })?;
                }
            }
        }
        Ok(())
    }
}

/// The first leaf of a bundle, and what follows it.
pub(super) fn next_entry(bundle: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bundle.split_first_chunk::<2>()?;
    rest.split_at_checked(u16::from_be_bytes(*length).into())
}

fn read(store: &impl TileStore, path: &str) -> Result<Option<Vec<u8>>, TileError> {
    store.read(path).map_err(|source| TileError::Io { path: path.to_owned(), source })
}

/// Writes a tile or its bundle. One that the checkpoint on disk covers is there already, unless it was lost, and another one in its place is a fork. What
/// lies beyond the checkpoint was left by a crash, perhaps torn: it says nothing and is written anew, so that the next sync has it.
fn put(
    store: &impl TileStore,
    reached: u64,
    tile: Tile,
    path: &str,
    bytes: &[u8],
) -> Result<(), FollowerError> {
    let written = if tile.leaves() > reached {
        store.lay(path, bytes)
    } else {
        match read(store, path)? {
            Some(stored) if stored == bytes => Ok(()),
            Some(_) => return Err(FollowerError::Forked(path.to_owned())),
            None => store.write(path, bytes),
        }
    };
    Ok(written.map_err(|source| TileError::Io { path: path.to_owned(), source })?)
}
