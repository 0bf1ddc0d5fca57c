//! Tiles of C2SP tlog-tiles: their names, the port through which they are stored, and hashes and proofs read back from them.

use std::{
    collections::BTreeMap,
    io,
    sync::{Mutex, MutexGuard, PoisonError},
};

use thiserror::Error;

use super::tree::{self, EMPTY_ROOT, Hash, Nodes};

/// Hashes in a full tile: a subtree of height 8.
pub(super) const WIDTH: u16 = 256;

/// One tile: level, index within the level, and how many hashes it holds (1 to 256; fewer than 256 is a partial tile).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// Level 0 holds leaf hashes; a hash of level n covers 256^n leaves.
    pub level: u8,
    /// Index within the level.
    pub index: u64,
    /// How many hashes it holds.
    pub width: u16,
}

/// Where tiles and the checkpoint live. Paths are relative and use `/`.
pub trait TileStore {
    /// The bytes at this path, or none.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;
    /// Puts these bytes at this path, all or nothing, and durably before it returns.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
    /// Puts these bytes at this path, durable only once [`TileStore::sync`] has returned: until then a loss of power may leave the file torn, empty or missing.
    fn lay(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.write(path, bytes)
    }
    /// Makes all that was laid durable. After an error nothing is known of it, and asking again would not tell.
    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
    /// Removes the partial versions (`{path}.p/…`) of a tile or bundle that is full by now. That there are none is no error.
    fn remove_partial(&self, path: &str) -> io::Result<()>;
}

/// Why hashes could not be read from tiles.
#[derive(Debug, Error)]
pub enum TileError {
    /// The store failed.
    #[error("cannot read or write {path}")]
    Io {
        /// Which tile.
        path: String,
        /// What the store said.
        source: io::Error,
    },
    /// A tile that the size demands is not there.
    #[error("{0} is missing")]
    Missing(String),
    /// A tile with a length that its name does not allow, or a bundle that does not fit its tile.
    #[error("{0} is damaged")]
    Damaged(String),
    /// A proof about leaves outside the tree.
    #[error("there is no such leaf in a tree of {0}")]
    Range(u64),
}

impl TileError {
    /// The file it is about.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Io { path, .. } | Self::Missing(path) | Self::Damaged(path) => path.clone(),
            Self::Range(_) => "tile".to_owned(),
        }
    }
}

impl Tile {
    /// The full tile with this level and index.
    pub fn full(level: u8, index: u64) -> Self {
        Self { level, index, width: WIDTH }
    }

    /// Whether it is full, and so final.
    pub fn is_full(&self) -> bool {
        self.width == WIDTH
    }

    /// How many leaves a tree must have for this tile to be one of its.
    pub(super) fn leaves(&self) -> u64 {
        ((self.index << 8) + u64::from(self.width)) << (8 * self.level)
    }

    /// The partial tiles of a tree of this size, lowest level first.
    pub fn partial_of(size: u64) -> Vec<Self> {
        let levels = (0..8).map(|level: u8| (level, size >> (8 * level)));
        let tiles =
            levels.map(|(level, hashes)| Self { level, index: hashes >> 8, width: (hashes & 255) as u16 });
        tiles.filter(|tile| tile.width > 0).collect()
    }

    /// `tile/<level>/<index>[.p/<width>]`.
    pub fn path(&self) -> String {
        format!("{}{}", self.full_path(), self.suffix())
    }

    /// `tile/entries/<index>[.p/<width>]`: the leaves whose hashes a tile of level 0 holds.
    pub fn entries_path(&self) -> String {
        format!("{}{}", self.full_entries_path(), self.suffix())
    }

    /// The path of the full tile that this one is or grows into.
    pub(super) fn full_path(&self) -> String {
        format!("tile/{}/{}", self.level, number(self.index))
    }

    /// The path of the full bundle that this one is or grows into.
    pub(super) fn full_entries_path(&self) -> String {
        format!("tile/entries/{}", number(self.index))
    }

    fn suffix(&self) -> String {
        if self.is_full() { String::new() } else { format!(".p/{}", self.width) }
    }
}

/// Three digits a path element, all but the last behind an `x`: 1234067 is `x001/x234/067`.
fn number(index: u64) -> String {
    let mut text = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        text = format!("x{:03}/{text}", rest % 1000);
        rest /= 1000;
    }
    text
}

/// The bytes of a tile.
pub(super) fn tile_bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// Reads a tile of exactly its width. A partial tile that is gone is read from the full one.
pub(super) fn read_tile(store: &dyn TileStore, tile: Tile) -> Result<Vec<Hash>, TileError> {
    let path = tile.path();
    let read =
        |path: &str| store.read(path).map_err(|source| TileError::Io { path: path.to_owned(), source });
    let mut bytes = read(&path)?;
    if bytes.is_none() && !tile.is_full() {
        bytes = read(&tile.full_path())?;
        if let Some(bytes) = &mut bytes {
            bytes.truncate(usize::from(tile.width) * 32);
        }
    }
    let bytes = bytes.ok_or_else(|| TileError::Missing(path.clone()))?;
    let (hashes, rest) = bytes.as_chunks::<32>();
    if !rest.is_empty() || hashes.len() != usize::from(tile.width) {
        return Err(TileError::Damaged(path));
    }
    Ok(hashes.iter().map(|bytes| Hash(*bytes)).collect())
}

/// Copies the tiles of a tree of this size, as far as they are there; gives the paths of those that are missing or damaged.
pub fn copy_tiles(from: &dyn TileStore, size: u64, to: &dyn TileStore) -> io::Result<Vec<String>> {
    let mut lacking = Vec::new();
    let full =
        (0..8_u8).flat_map(|level| (0..size >> (8 * level) >> 8).map(move |index| Tile::full(level, index)));
    for tile in full.chain(Tile::partial_of(size)) {
        match read_tile(from, tile) {
            Ok(hashes) => to.write(&tile.path(), &tile_bytes(&hashes))?,
            Err(TileError::Io { source, .. }) => return Err(source),
            Err(TileError::Missing(path) | TileError::Damaged(path)) => lacking.push(path),
            Err(TileError::Range(_)) => {}
        }
    }
    Ok(lacking)
}

/// The first leaf index at which two trees differ, as far as both go; none if they do not, or if a tile is missing before that.
pub fn first_difference(one: (&dyn TileStore, u64), other: (&dyn TileStore, u64)) -> Option<u64> {
    let both = one.1.min(other.1);
    let hashes = |(store, size): (&dyn TileStore, u64), index: u64| {
        let width = (size - (index << 8)).min(WIDTH.into()) as u16;
        read_tile(store, Tile { level: 0, index, width }).ok()
    };
    for index in 0..both.div_ceil(256) {
        let (left, right) = (hashes(one, index)?, hashes(other, index)?);
        if let Some(at) = left.iter().zip(&right).position(|(left, right)| left != right) {
            let leaf = (index << 8) + at as u64;
            return (leaf < both).then_some(leaf);
        }
    }
    None
}

/// A tree of a given size as its tiles tell it. What it reads is not proved by anything: compare [`TiledTree::root`] with
/// a checkpoint, and verify the proofs it makes.
pub struct TiledTree<'a> {
    store: &'a dyn TileStore,
    size: u64,
    /// The last tile read at each level: neighbours are asked for one after another.
    last: BTreeMap<u8, (Tile, Vec<Hash>)>,
}

impl<'a> TiledTree<'a> {
    /// The tree of `size` leaves.
    pub fn new(store: &'a dyn TileStore, size: u64) -> Self {
        Self { store, size, last: BTreeMap::new() }
    }

    /// The root at this tree's size, from its rightmost tiles.
    pub fn root(&mut self) -> Result<Hash, TileError> {
        if self.size == 0 { Ok(EMPTY_ROOT) } else { tree::range_root(self, 0, self.size) }
    }

    /// The hash of one leaf.
    pub fn leaf(&mut self, index: u64) -> Result<Hash, TileError> {
        if index >= self.size { Err(TileError::Range(self.size)) } else { self.node(0, index) }
    }

    /// The proof that the leaf at `index` is in this tree.
    pub fn inclusion(&mut self, index: u64) -> Result<Vec<Hash>, TileError> {
        if index >= self.size {
            Err(TileError::Range(self.size))
        } else {
            tree::inclusion(self, index, self.size)
        }
    }

    /// The proof that this tree continues the one of `old` leaves; empty for 0 and for the same size.
    pub fn consistency(&mut self, old: u64) -> Result<Vec<Hash>, TileError> {
        match old {
            0 => Ok(Vec::new()),
            old if old > self.size => Err(TileError::Range(self.size)),
            old => tree::consistency(self, old, self.size),
        }
    }
}

impl Nodes for TiledTree<'_> {
    type Error = TileError;

    fn node(&mut self, height: u32, index: u64) -> Result<Hash, TileError> {
        let (level, inside) = ((height / 8) as u8, height % 8);
        let first = index << inside;
        let hashes = self.size >> (8 * level);
        let width = hashes.saturating_sub((first >> 8) << 8).min(WIDTH.into()) as u16;
        let tile = Tile { level, index: first >> 8, width };
        if self.last.get(&level).is_none_or(|(last, _)| *last != tile) {
            let read = read_tile(self.store, tile)?;
            self.last.insert(level, (tile, read));
        }
        let row = self.last.get(&level).map_or(&[][..], |(_, row)| row);
        let from = (first & 255) as usize;
        let hashes = row.get(from..from + (1 << inside)).ok_or_else(|| TileError::Damaged(tile.path()))?;
        tree::fold(hashes, None).ok_or_else(|| TileError::Damaged(tile.path()))
    }
}

/// Tiles in memory: for tests, for measuring, and for verifying what came over the wire.
#[derive(Debug, Default)]
pub struct MemoryStore {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl MemoryStore {
    /// Everything stored, by path.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TileStore for MemoryStore {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.lock().get(path).cloned())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.lock().insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn remove_partial(&self, path: &str) -> io::Result<()> {
        let prefix = format!("{path}.p/");
        self.lock().retain(|path, _| !path.starts_with(&prefix));
        Ok(())
    }
}
