//! Verification offline: records against a checkpoint, an older checkpoint and the stored tiles. It believes nothing but
//! the checkpoints, and holds no more than the tree's edge and a bounded list of differences.

use sha2::{Digest as _, Sha256};

use super::{
    checkpoint::Checkpoint,
    edge::Edge,
    leaf::{DecodedLeaf, Seal},
    report::{Finding, Report},
    tile::{Tile, TileStore, TiledTree, WIDTH, read_tile},
    tree::Hash,
};

/// Differences remembered for each level: enough to tell a removal from a change.
const DIFFERENCES: usize = 4096;
/// Findings listed; more are counted.
const LISTED: usize = 1000;

/// One record of an export.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Its position in the log.
    pub position: u64,
    /// Its leaf, encoded from the exported fields (never copied from a tile).
    pub leaf: Vec<u8>,
    /// The sealed parts whose ciphertext is still there.
    pub parts: Vec<Part>,
}

/// A sealed part of an exported record.
#[derive(Debug, Clone)]
pub struct Part {
    /// Whose data.
    pub subject: [u8; 16],
    /// Of which class.
    pub class: String,
    /// The ciphertext as stored.
    pub ciphertext: Vec<u8>,
}

/// What records are verified against.
pub struct Audit<'a> {
    /// The checkpoint, its signature already verified.
    pub checkpoint: &'a Checkpoint,
    /// The checkpoint that the auditor kept from last time.
    pub older: Option<&'a Checkpoint>,
    /// The stored tiles, which tell *where* records differ; without them only *that* they do.
    pub tiles: Option<&'a dyn TileStore>,
    /// Whether a destruction in the log covers this part's (subject, class, key).
    pub is_covered: &'a dyn Fn(&Seal) -> bool,
}

/// Verifies records, which must come in the order of the log.
pub fn verify(records: impl IntoIterator<Item = Exported>, audit: &Audit<'_>) -> Report {
    let mut run = Run::new(audit);
    let mut records = records.into_iter().peekable();
    while let Some(record) = records.next() {
        run.place(record.position, records.peek().map(|next| next.position));
        run.record(&record);
    }
    run.finish()
}

/// A hash of a tile that differs from the one computed.
#[derive(Debug, Clone, Copy)]
struct Difference {
    index: u64,
    computed: Hash,
    stored: Hash,
}

struct Run<'a> {
    audit: &'a Audit<'a>,
    report: Report,
    edge: Edge,
    /// The position that must come next.
    expected: u64,
    /// Whether records still stand in their places; after the first that does not, there is no tree to compute.
    in_sequence: bool,
    differences: Vec<Vec<Difference>>,
    /// Tiles that could not be read.
    unread: Vec<Finding>,
    older_root: Option<Hash>,
}

impl<'a> Run<'a> {
    fn new(audit: &'a Audit<'a>) -> Self {
        let Checkpoint { origin, size, .. } = audit.checkpoint.clone();
        let (root, findings) = (None, Vec::new());
        let report = Report {
            origin,
            size,
            records: 0,
            root,
            unproved: 0,
            parts: 0,
            destroyed: 0,
            found: 0,
            findings,
        };
        let mut run = Self {
            audit,
            report,
            edge: Edge::default(),
            expected: 1,
            in_sequence: true,
            differences: vec![Vec::new(); 8],
            unread: Vec::new(),
            older_root: None,
        };
        run.at_size();
        run
    }

    fn find(&mut self, finding: Finding) {
        self.report.found += 1;
        if self.report.findings.len() < LISTED {
            self.report.findings.push(finding);
        }
    }

    /// Checks that the record stands where its position says; the next one's position tells a swap from a gap.
    fn place(&mut self, position: u64, next: Option<u64>) {
        let expected = self.expected;
        self.expected = position.saturating_add(1);
        if position == expected {
            return;
        }
        if self.in_sequence {
            self.in_sequence = false;
            self.find(match next {
                Some(next) if next == expected && position > expected => {
                    Finding::Swapped { first: expected, second: position }
                }
                Some(_) | None if position > expected => {
                    Finding::Removed { first: expected, last: position - 1 }
                }
                Some(_) | None => Finding::OutOfPlace { expected, position },
            });
        }
    }

    fn record(&mut self, record: &Exported) {
        self.report.records += 1;
        self.parts(record);
        if !self.in_sequence {
            return;
        }
        let hash = Hash::of_leaf(&record.leaf);
        let Self { edge, audit, differences, unread, .. } = self;
        let pushed: Result<(), std::convert::Infallible> = edge.push(hash, |tile, computed| {
            compare(audit, tile, computed, differences, unread);
            Ok(())
        });
        match pushed {
            Ok(()) => self.at_size(),
            Err(never) => match never {},
        }
    }

    /// What is to be looked at when the tree has reached a size that a checkpoint names.
    fn at_size(&mut self) {
        let size = self.edge.size();
        if self.audit.older.is_some_and(|older| older.size == size) {
            self.older_root = Some(self.edge.root());
        }
        if self.audit.checkpoint.size == size {
            self.report.root = Some(self.edge.root());
            self.compare_edge();
        }
    }

    /// Compares the unfinished tiles with what is stored of them.
    fn compare_edge(&mut self) {
        let Self { edge, audit, differences, unread, .. } = self;
        for (tile, computed) in edge.partial() {
            compare(audit, tile, computed, differences, unread);
        }
    }

    fn parts(&mut self, record: &Exported) {
        let position = record.position;
        let leaf = match DecodedLeaf::decode(&record.leaf) {
            Ok(leaf) => leaf,
            Err(error) => return self.find(Finding::Unreadable { position, why: error.to_string() }),
        };
        for (at, part) in record.parts.iter().enumerate() {
            let same = |subject: &[u8; 16], class: &str| *subject == part.subject && class == part.class;
            let known = leaf.seals.iter().any(|seal| same(&seal.subject, &seal.class));
            if !known || record.parts[..at].iter().any(|earlier| same(&earlier.subject, &earlier.class)) {
                let (subject, class) = (hex::encode(part.subject), part.class.clone());
                self.find(Finding::StrangePart { position, subject, class });
            }
        }
        for seal in &leaf.seals {
            let part =
                record.parts.iter().find(|part| part.subject == seal.subject && part.class == seal.class);
            let (subject, class) = (|| hex::encode(seal.subject), || seal.class.clone());
            match part {
                Some(part) if <[u8; 32]>::from(Sha256::digest(&part.ciphertext)) == seal.digest => {
                    self.report.parts += 1;
                }
                Some(_) => self.find(Finding::ChangedPart { position, subject: subject(), class: class() }),
                None if (self.audit.is_covered)(seal) => self.report.destroyed += 1,
                None => self.find(Finding::MissingPart { position, subject: subject(), class: class() }),
            }
        }
    }

    fn finish(mut self) -> Report {
        let size = self.audit.checkpoint.size;
        let reached = self.edge.size();
        self.report.unproved = self.report.records.saturating_sub(size);
        if self.in_sequence && reached < size {
            self.compare_edge();
        }
        let wrong_root = self.report.root.is_some_and(|root| root != self.audit.checkpoint.root);
        let short = self.in_sequence && reached < size;
        let agreed = self.older();

        let (mut genuine, damaged) = self.sort_differences(wrong_root || short);
        genuine.sort_by_key(|(first, last, _)| (*first, *last));
        let first = genuine.first().map(|(first, last, difference)| match difference {
            Some(difference) => self.classify(difference),
            None => Finding::Changed { first: first + 1, last: last + 1 },
        });
        let explained = matches!(&first, Some(Finding::Removed { first, last }) if last - first + 1 == size - reached.min(size));
        if let Some(first) = first {
            self.find(first);
        } else if wrong_root {
            self.find(Finding::Forked { size, agreed });
        }
        if short && !explained {
            self.find(Finding::Truncated { last: reached, size });
        }
        // Where the records themselves are in doubt, or shifted, an unread tile is still worth naming.
        for finding in damaged.into_iter().chain(std::mem::take(&mut self.unread)) {
            self.find(finding);
        }
        self.report.findings.sort_by_key(Finding::position);
        self.report
    }

    /// Compares with the older checkpoint. Gives the size up to which it agrees.
    fn older(&mut self) -> u64 {
        let Some(older) = self.audit.older else { return 0 };
        let (origin, size) = (older.origin.clone(), older.size);
        if origin != self.audit.checkpoint.origin || size > self.audit.checkpoint.size {
            self.find(Finding::OlderCheckpoint { origin, size });
            return 0;
        }
        match self.older_root {
            Some(root) if root == older.root => size,
            Some(_) => {
                self.find(Finding::Inconsistent { size });
                0
            }
            None => 0,
        }
    }

    /// Tells differences that records have caused from those that tiles have: a difference counts against the records
    /// if the hash above it differs too or, where nothing stands above it, if the root does.
    /// Gives ranges of leaf indexes, with the difference itself where it is a leaf's.
    #[expect(clippy::type_complexity, reason = "used once, just above")]
    fn sort_differences(&self, root_differs: bool) -> (Vec<(u64, u64, Option<Difference>)>, Vec<Finding>) {
        let compared = self.edge.size().min(self.audit.checkpoint.size);
        let (mut genuine, mut damaged) = (Vec::new(), Vec::new());
        let differs = |level: usize, index: u64| {
            self.differences
                .get(level)
                .is_some_and(|row| row.binary_search_by_key(&index, |d| d.index).is_ok())
        };
        for (level, row) in self.differences.iter().enumerate() {
            for difference in row {
                let index = difference.index;
                let above = level < 7 && index >> 8 < compared >> (8 * (level + 1));
                let blamed = if above { differs(level + 1, index >> 8) } else { root_differs };
                let (first, last) = (index << (8 * level), ((index + 1) << (8 * level)) - 1);
                if !blamed {
                    let width = (self.audit.checkpoint.size >> (8 * level)).saturating_sub((index >> 8) << 8);
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
                    let below = &self.differences[level - 1];
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
    fn classify(&self, first: &Difference) -> Finding {
        let row = &self.differences[0];
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
        let lacking = self.audit.checkpoint.size.saturating_sub(self.edge.size());
        let stored = self.audit.tiles.map(|store| TiledTree::new(store, self.audit.checkpoint.size));
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

/// Compares computed hashes with the stored tile that holds them, as far as both go.
fn compare(
    audit: &Audit<'_>,
    tile: Tile,
    computed: &[Hash],
    found: &mut [Vec<Difference>],
    unread: &mut Vec<Finding>,
) {
    let Some(store) = audit.tiles else { return };
    let size = audit.checkpoint.size;
    let (level, start) = (usize::from(tile.level), tile.index << 8);
    let signed = (size >> (8 * level)).saturating_sub(start).min(WIDTH.into()) as u16;
    if signed == 0 {
        return;
    }
    let signed = Tile { width: signed, ..tile };
    let Ok(stored) = read_tile(store, signed) else {
        if unread.len() < LISTED {
            unread.push(Finding::Tile { path: signed.path(), position: (start << (8 * level)) + 1 });
        }
        return;
    };
    let Some(row) = found.get_mut(level) else { return };
    for (at, (computed, stored)) in computed.iter().zip(&stored).enumerate() {
        if computed != stored && row.len() < DIFFERENCES {
            row.push(Difference { index: start + at as u64, computed: *computed, stored: *stored });
        }
    }
}
