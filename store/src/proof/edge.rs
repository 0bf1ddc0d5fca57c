//! The growing edge of the tree: the hashes of each level's unfinished tile. It hands out tiles as they fill and holds
//! nothing else, so that a tree of any size takes a few kilobytes.

use super::{
    tile::{Tile, TileError, TileStore, WIDTH, read_tile},
    tree::{EMPTY_ROOT, Hash, fold},
};

/// The unfinished tile of every level, lowest first; each holds fewer than 256 hashes.
#[derive(Debug, Clone, Default)]
pub(super) struct Edge {
    size: u64,
    levels: Vec<Vec<Hash>>,
}

impl Edge {
    /// The edge of a tree whose unfinished tiles are already at hand.
    pub(super) fn resume(size: u64, levels: Vec<Vec<Hash>>) -> Self {
        Self { size, levels }
    }

    /// The edge at `size` leaves, from the tiles of a tree of `signed` leaves (`size <= signed`). It is as true as its root.
    pub(super) fn from_tiles(store: &dyn TileStore, size: u64, signed: u64) -> Result<Self, TileError> {
        if size > signed {
            return Err(TileError::Range(signed));
        }
        let mut levels = Vec::new();
        for tile in Tile::partial_of(size) {
            let stored =
                (signed >> (8 * tile.level)).saturating_sub(tile.index << 8).min(WIDTH.into()) as u16;
            let mut row = read_tile(store, Tile { width: stored, ..tile })?;
            row.truncate(tile.width.into());
            levels.resize_with(usize::from(tile.level), Vec::new);
            levels.push(row);
        }
        Ok(Self { size, levels })
    }

    /// How many leaves there are.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Appends one leaf. `full` gets each tile that it completes, lower levels first; if `full` fails the edge is
    /// half-grown and must be thrown away.
    pub(super) fn push<E>(
        &mut self,
        leaf: Hash,
        mut full: impl FnMut(Tile, &[Hash]) -> Result<(), E>,
    ) -> Result<(), E> {
        let index = self.size;
        self.size += 1;
        let mut carry = leaf;
        for level in 0.. {
            if level == self.levels.len() {
                self.levels.push(Vec::with_capacity(usize::from(WIDTH)));
            }
            let row = &mut self.levels[level];
            row.push(carry);
            if row.len() < usize::from(WIDTH) {
                break;
            }
            full(Tile::full(level as u8, index >> (8 * (level + 1))), row)?;
            carry = fold(row, None).unwrap_or(EMPTY_ROOT);
            row.clear();
        }
        Ok(())
    }

    /// The root over all leaves so far.
    pub(super) fn root(&self) -> Hash {
        self.levels.iter().fold(None, |right, row| fold(row, right)).unwrap_or(EMPTY_ROOT)
    }

    /// The unfinished tiles that are not empty.
    pub(super) fn partial(&self) -> impl Iterator<Item = (Tile, &[Hash])> {
        let tiles = Tile::partial_of(self.size);
        tiles
            .into_iter()
            .filter_map(|tile| Some((tile, self.levels.get(usize::from(tile.level))?.as_slice())))
    }
}
