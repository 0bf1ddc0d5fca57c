//! Verification offline: records against a checkpoint, other checkpoints and the stored tiles. It believes nothing but
//! the checkpoints, and holds no more than the tree's edge and a bounded list of differences.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::{
    checkpoint::Checkpoint,
    differences::Differences,
    edge::Edge,
    leaf::{DecodedLeaf, Seal},
    report::{Finding, Report},
    restore::{Histories, Restore},
    tile::{TileStore, TiledTree},
    tree::{Hash, verify_consistency},
};

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
    /// The ciphertext as stored; none if the export left it out.
    pub ciphertext: Option<Vec<u8>>,
}

/// What records are verified against.
pub struct Audit<'a> {
    /// The checkpoint, its signature already verified.
    pub checkpoint: &'a Checkpoint,
    /// Other signed checkpoints of this history: one that the auditor kept from last time, or one that a witness cosigned.
    pub others: &'a [Checkpoint],
    /// The stored tiles, which tell *where* records differ; without them only *that* they do.
    pub tiles: Option<&'a dyn TileStore>,
    /// Whether a destruction in the log covers this part's (subject, class, key).
    pub is_covered: &'a dyn Fn(&Seal) -> bool,
    /// The first position among the records, 1 for a whole log. The tree before it is taken from the tiles, and has to
    /// lead to the checkpoint's root with the records.
    pub from: u64,
    /// What the records themselves declare to have been restored, in their order.
    pub restores: &'a [Restore],
}

impl<'a> Audit<'a> {
    /// A whole log against one checkpoint, where no destruction covers anything.
    pub fn of(checkpoint: &'a Checkpoint) -> Self {
        Self { checkpoint, others: &[], tiles: None, is_covered: &|_| false, from: 1, restores: &[] }
    }
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

struct Run<'a> {
    audit: &'a Audit<'a>,
    report: Report,
    edge: Edge,
    /// The position that must come next.
    expected: u64,
    /// Whether records still stand in their places; after the first that does not, there is no tree to compute.
    in_sequence: bool,
    differences: Differences<'a>,
    /// The roots at the sizes that a checkpoint or a restore names, once they are reached.
    roots: BTreeMap<u64, Option<Hash>>,
}

impl<'a> Run<'a> {
    fn new(audit: &'a Audit<'a>) -> Self {
        let Checkpoint { origin, size, .. } = audit.checkpoint.clone();
        let others = audit.others.iter().map(|other| other.size);
        let kept = audit.restores.iter().map(|restore| restore.new_size);
        let mut run = Self {
            audit,
            report: Report::new(origin, size),
            edge: Edge::default(),
            expected: audit.from,
            in_sequence: true,
            differences: Differences::new(audit.tiles, size),
            roots: others.chain(kept).map(|size| (size, None)).collect(),
        };
        run.begin();
        run
    }

    /// Takes the tree before the first position from the tiles; what they say has to lead to the root.
    fn begin(&mut self) {
        let before = self.audit.from.saturating_sub(1);
        if before > 0 {
            let seeded =
                self.audit.tiles.map(|store| Edge::from_tiles(store, before, self.audit.checkpoint.size));
            match seeded {
                Some(Ok(edge)) => self.edge = edge,
                Some(Err(error)) => {
                    self.in_sequence = false;
                    self.find(Finding::Tile { path: error.path(), position: 1 });
                }
                None => {
                    self.in_sequence = false;
                    self.find(Finding::Removed { first: 1, last: before });
                }
            }
        }
        self.at_size();
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
        let Self { edge, differences, .. } = self;
        let pushed: Result<(), std::convert::Infallible> = edge.push(hash, |tile, computed| {
            differences.compare(tile, computed);
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
        if let Some(root) = self.roots.get_mut(&size) {
            *root = Some(self.edge.root());
        }
        if self.audit.checkpoint.size == size && self.in_sequence {
            self.report.root = Some(self.edge.root());
            self.compare_edge();
        }
    }

    /// Compares the unfinished tiles with what is stored of them.
    fn compare_edge(&mut self) {
        let Self { edge, differences, .. } = self;
        for (tile, computed) in edge.partial() {
            differences.compare(tile, computed);
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
            match part.map(|part| &part.ciphertext) {
                Some(None) => self.report.left_out += 1,
                Some(Some(bytes)) if <[u8; 32]>::from(Sha256::digest(bytes)) == seal.digest => {
                    self.report.parts += 1;
                }
                Some(Some(_)) => {
                    self.find(Finding::ChangedPart { position, subject: subject(), class: class() });
                }
                None if (self.audit.is_covered)(seal) => self.report.destroyed += 1,
                None => self.find(Finding::MissingPart { position, subject: subject(), class: class() }),
            }
        }
    }

    fn finish(mut self) -> Report {
        let size = self.audit.checkpoint.size;
        let reached = self.edge.size();
        let last = self.report.records + self.audit.from.saturating_sub(1);
        if self.in_sequence && reached < size {
            self.compare_edge();
        }
        let wrong_root = self.report.root.is_some_and(|root| root != self.audit.checkpoint.root);
        let short = self.in_sequence && reached < size;
        let agreed = self.histories();
        self.report.unproved = last.saturating_sub(size.max(agreed)).min(self.report.records);

        let (first, damaged) = self.differences.findings(reached, wrong_root || short);
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
        for finding in damaged {
            self.find(finding);
        }
        self.report.findings.sort_by_key(Finding::position);
        self.report
    }

    /// Compares with the other checkpoints and with what was declared. Gives the size up to which they agree.
    fn histories(&mut self) -> u64 {
        let audit = self.audit;
        let fits = |size: u64, root: Hash| match self.roots.get(&size).copied().flatten() {
            Some(computed) => Some(computed == root),
            None if size < audit.from => self.continues(size, root),
            None => None,
        };
        let told =
            Histories { checkpoint: audit.checkpoint, restores: audit.restores }.compare(audit.others, &fits);
        for finding in told.findings {
            self.find(finding);
        }
        self.report.declared = told.declared;
        told.agreed
    }

    /// Whether the tree of the checkpoint continues one that ends before the first position, by a proof from the tiles.
    fn continues(&self, size: u64, root: Hash) -> Option<bool> {
        let signed = self.audit.checkpoint;
        let path = TiledTree::new(self.audit.tiles?, signed.size).consistency(size).ok()?;
        Some(verify_consistency(size, signed.size, &path, root, signed.root).is_ok())
    }
}
