//! Where records differ from what was signed: stored tiles beside the computed ones. It decides whose fault a difference is, and never whether there is one.

use super::{
    report::Finding,
    tile::{Tile, TileStore, TiledTree, WIDTH, read_tile},
    tree::Hash,
};

/// Differences remembered for each level: enough to tell a removal from a change.
const DIFFERENCES: usize = 4096;
/// Tiles named; more are not.
const LISTED: usize = 1000;

/// A hash of a tile that differs from the one computed.
#[derive(Debug, Clone, Copy)]
struct Difference {
    index: u64,
    computed: Hash,
    stored: Hash,
}

/// Leaf indexes that records have changed, from the first to the last, with the difference itself where it is a leaf's.
type Genuine = (u64, u64, Option<Difference>);

/// What differs between the computed tree and the stored tiles of a checkpoint.
pub(super) struct Differences<'a> {
    tiles: Option<&'a dyn TileStore>,
    /// The checkpoint's size.
    size: u64,
    levels: Vec<Vec<Difference>>,
    /// Tiles that could not be read.
    unread: Vec<Finding>,
}

impl<'a> Differences<'a> {
    pub(super) fn new(tiles: Option<&'a dyn TileStore>, size: u64) -> Self {
        Self { tiles, size, levels: vec![Vec::new(); 8], unread: Vec::new() }
    }

    /// Compares computed hashes with the stored tile that holds them, as far as both go.
    pub(super) fn compare(&mut self, tile: Tile, computed: &[Hash]) {
        let Some(store) = self.tiles else { return };
        let (level, start) = (usize::from(tile.level), tile.index << 8);
        let width = (self.size >> (8 * level)).saturating_sub(start).min(WIDTH.into()) as u16;
        if width == 0 {
            return;
        }
        let signed = Tile { width, ..tile };
        let Ok(stored) = read_tile(store, signed) else {
            if self.unread.len() < LISTED {
                self.unread.push(Finding::Tile { path: signed.path(), position: (start << (8 * level)) + 1 });
            }
            return;
        };
        let Some(row) = self.levels.get_mut(level) else { return };
        for (at, (computed, stored)) in computed.iter().zip(&stored).enumerate() {
            if computed != stored && row.len() < DIFFERENCES {
                row.push(Difference { index: start + at as u64, computed: *computed, stored: *stored });
            }
        }
    }

    /// What happened first, if records are at fault, and the tiles that are. `computed` is the size of the computed tree.
    pub(super) fn findings(&mut self, computed: u64, root_differs: bool) -> (Option<Finding>, Vec<Finding>) {
        let (mut genuine, mut damaged) = self.sort(computed, root_differs);
        genuine.sort_by_key(|(first, last, _)| (*first, *last));
        let first = genuine.first().map(|(first, last, difference)| match difference {
            Some(difference) => self.classify(computed, difference),
            None => Finding::Changed { first: first + 1, last: last + 1 },
        });
        damaged.append(&mut self.unread);
        (first, damaged)
    }

    /// Tells differences that records have caused from those that tiles have: a difference counts against the records
    /// if the hash above it differs too or, where nothing stands above it, if the root does.
    fn sort(&self, computed: u64, root_differs: bool) -> (Vec<Genuine>, Vec<Finding>) {
        let compared = computed.min(self.size);
        let (mut genuine, mut damaged) = (Vec::new(), Vec::new());
        let differs = |level: usize, index: u64| {
            let row = self.levels.get(level);
            row.is_some_and(|row| row.binary_search_by_key(&index, |d| d.index).is_ok())
        };
        for (level, row) in self.levels.iter().enumerate() {
            for difference in row {
                let index = difference.index;
                let above = level < 7 && index >> 8 < compared >> (8 * (level + 1));
                let blamed = if above { differs(level + 1, index >> 8) } else { root_differs };
                let (first, last) = (index << (8 * level), ((index + 1) << (8 * level)) - 1);
                if !blamed {
                    let width = (self.size >> (8 * level)).saturating_sub((index >> 8) << 8);
                    let width = width.min(WIDTH.into()) as u16;
                    let path = Tile { level: level as u8, index: index >> 8, width }.path();
                    let known =
                        |other: &Finding| matches!(other, Finding::Tile { path: p, .. } if *p == path);
                    if !damaged.iter().any(known) && damaged.len() < LISTED {
                        damaged.push(Finding::Tile { path, position: first + 1 });
                    }
                } else if level == 0 {
                    genuine.push((first, last, Some(*difference)));
                } else {
                    let below = &self.levels[level - 1];
                    let from = below.partition_point(|d| d.index < index << 8);
                    if below.get(from).is_none_or(|d| d.index >> 8 != index) {
                        genuine.push((first, last, None));
                    }
                }
            }
        }
        (genuine, damaged)
    }

    /// Says what happened at the first leaf that differs.
    fn classify(&self, computed: u64, first: &Difference) -> Finding {
        let row = &self.levels[0];
        let later = || row.iter().filter(|other| other.index > first.index);
        let position = first.index + 1;
        let swapped = |other: &&Difference| other.stored == first.computed && other.computed == first.stored;
        if let Some(other) = later().find(swapped) {
            return Finding::Swapped { first: position, second: other.index + 1 };
        }
        if let Some(other) = later().find(|other| other.stored == first.computed) {
            return Finding::Removed { first: position, last: other.index };
        }
        // Near the end, what follows a removed record has no computed counterpart to differ from.
        let lacking = self.size.saturating_sub(computed);
        let stored = self.tiles.map(|store| TiledTree::new(store, self.size));
        let shifted = stored.and_then(|mut tree| tree.leaf(first.index + lacking).ok());
        if lacking > 0 && shifted == Some(first.computed) {
            return Finding::Removed { first: position, last: first.index + lacking };
        }
        if let Some(other) = later().find(|other| other.computed == first.stored) {
            return Finding::Inserted { first: position, last: other.index };
        }
        Finding::Changed { first: position, last: position }
    }
}
