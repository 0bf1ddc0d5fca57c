//! Restores that a log declares (`log.restored.v1`): one origin follows another, and records between them are lost. What is declared is told apart from what is
//! merely missing.

use serde::Serialize;

use super::{checkpoint::Checkpoint, report::Finding, tree::Hash};

/// What a log says of a restore of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restore {
    /// The position of the record that says it.
    pub position: u64,
    /// The origin under which checkpoints were signed before.
    pub old_origin: String,
    /// How far the log had been signed, or seen, under it.
    pub old_size: u64,
    /// The root then.
    pub old_root: Hash,
    /// The origin under which checkpoints are signed since.
    pub new_origin: String,
    /// How many records the restored copy held: these are the same under both origins.
    pub new_size: u64,
    /// The root over them.
    pub new_root: Hash,
}

/// Records that a log declares to have lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeclaredLoss {
    /// The position of the record that declares it.
    pub position: u64,
    /// The first position that was lost, as it was numbered then.
    pub first: u64,
    /// The last.
    pub last: u64,
    /// The origin whose history it was.
    pub origin: String,
    /// Whether a checkpoint that was given vouches for records among them: somebody outside knew of them.
    pub witnessed: bool,
}

/// A checkpoint, and the restores that lead to it.
pub(super) struct Histories<'a> {
    pub(super) checkpoint: &'a Checkpoint,
    pub(super) restores: &'a [Restore],
}

/// What comparing histories brought.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) findings: Vec<Finding>,
    pub(super) declared: Vec<DeclaredLoss>,
    /// The largest size at which another checkpoint agrees.
    pub(super) agreed: u64,
}

impl Histories<'_> {
    /// Compares other checkpoints, each under the origin of its time. `fits` tells whether the records have this root at this size; nothing where they do not reach it.
    pub(super) fn compare(&self, others: &[Checkpoint], fits: &dyn Fn(u64, Hash) -> Option<bool>) -> Told {
        let mut told = Told::default();
        for (at, restore) in self.restores.iter().enumerate() {
            if let Some(why) = self.falsehood(at, restore, fits) {
                told.findings.push(Finding::FalseRestore { position: restore.position, why: why.to_owned() });
            }
            let Restore { position, old_origin, old_size, new_size, .. } = restore;
            if old_size > new_size {
                let (first, last, origin) = (new_size + 1, *old_size, old_origin.clone());
                told.declared.push(DeclaredLoss {
                    position: *position,
                    first,
                    last,
                    origin,
                    witnessed: false,
                });
            }
        }
        for other in others {
            self.other(other, fits, &mut told);
        }
        told
    }

    /// What in a declaration cannot be true.
    fn falsehood(
        &self,
        at: usize,
        restore: &Restore,
        fits: &dyn Fn(u64, Hash) -> Option<bool>,
    ) -> Option<&'static str> {
        let next = self.restores.get(at + 1).map_or(&self.checkpoint.origin, |next| &next.old_origin);
        if restore.new_size >= restore.position {
            Some("it keeps more records than stand before it")
        } else if restore.old_size < restore.new_size {
            Some("it keeps more records than there were")
        } else if restore.old_size == restore.new_size && restore.old_root != restore.new_root {
            Some("the same records have two roots in it")
        } else if restore.new_origin != *next || restore.old_origin == restore.new_origin {
            Some("its origins do not lead to the one that is signed")
        } else if fits(restore.new_size, restore.new_root) == Some(false) {
            Some("the records that it keeps do not have the root that it names")
        } else {
            None
        }
    }

    fn other(&self, other: &Checkpoint, fits: &dyn Fn(u64, Hash) -> Option<bool>, told: &mut Told) {
        let Checkpoint { origin, size, root } = other.clone();
        // The restores between that checkpoint and this one.
        let since = match self.restores.iter().position(|restore| restore.old_origin == origin) {
            Some(from) => &self.restores[from..],
            None if origin == self.checkpoint.origin => &[],
            None => return told.findings.push(Finding::OlderCheckpoint { origin, size }),
        };
        let kept = since.iter().map(|restore| restore.new_size).min().unwrap_or(self.checkpoint.size);
        if size <= kept {
            match fits(size, root) {
                Some(true) => told.agreed = told.agreed.max(size),
                Some(false) => told.findings.push(Finding::Inconsistent { size }),
                // The records end before it, which is a finding of its own.
                None => {}
            }
            return;
        }
        // Records beyond the newest checkpoint, as in a backup, can still be those of a later one.
        if since.is_empty()
            && let Some(fits) = fits(size, root)
        {
            if fits {
                told.agreed = told.agreed.max(size);
            } else {
                told.findings.push(Finding::Inconsistent { size });
            }
            return;
        }
        let Some(restore) = since.first() else {
            let last = self.checkpoint.size;
            return told.findings.push(Finding::Truncated { last, size });
        };
        if size > restore.old_size {
            told.findings.push(Finding::Truncated { last: restore.old_size, size });
        } else if size == restore.old_size && root != restore.old_root {
            told.findings.push(Finding::Inconsistent { size });
        }
        for loss in &mut told.declared {
            loss.witnessed |=
                since.iter().any(|restore| restore.position == loss.position) && size >= loss.first;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::attacks::{ORIGIN, followed, leaves, record, records, signer};
    use super::super::{Audit, Exported, Follower, MemoryStore, Report, verify};
    use super::*;

    const NEXT: &str = "anteroom.example/log/1/2";

    /// The log that was restored from a copy of `kept` records: the declaration stands right after them, then others follow.
    fn restored(kept: u64, size: u64) -> (Vec<Exported>, MemoryStore, Checkpoint) {
        let mut log = records(kept);
        log.extend((kept + 1..=size).map(|position| Exported { position, ..record(position + 10_000) }));
        let key = signer().renamed(NEXT).unwrap();
        let keys = [key.verifier().clone()];
        let mut follower = Follower::open(MemoryStore::default(), NEXT, &keys).unwrap();
        follower.extend(leaves(&log)).unwrap();
        let signed = follower.checkpoint(&key).unwrap().checkpoint().clone();
        let (tiles, store) = (follower.store().files(), MemoryStore::default());
        for (path, bytes) in tiles {
            super::super::TileStore::write(&store, &path, &bytes).unwrap();
        }
        (log, store, signed)
    }

    fn declaration(kept: &Checkpoint, lost: &Checkpoint) -> Restore {
        Restore {
            position: kept.size + 1,
            old_origin: ORIGIN.to_owned(),
            old_size: lost.size,
            old_root: lost.root,
            new_origin: NEXT.to_owned(),
            new_size: kept.size,
            new_root: kept.root,
        }
    }

    fn audit(
        log: &(Vec<Exported>, MemoryStore, Checkpoint),
        others: &[Checkpoint],
        restores: &[Restore],
    ) -> Report {
        verify(log.0.clone(), &Audit { others, tiles: Some(&log.1), restores, ..Audit::of(&log.2) })
    }

    #[test]
    fn a_declared_restore_is_told_from_a_truncation() {
        let (_, old) = followed(&[200, 300, 500, 650]);
        let (kept, end) = (&old[1], &old[3]);
        let log = restored(300, 400);
        let declared = declaration(kept, end);
        // The auditor knew of 500; 301 to 650 are declared lost.
        let report = audit(&log, &old[2..3], std::slice::from_ref(&declared));
        assert_eq!(report.findings, []);
        let loss =
            DeclaredLoss { position: 301, first: 301, last: 650, origin: ORIGIN.to_owned(), witnessed: true };
        assert_eq!(report.declared.as_slice(), std::slice::from_ref(&loss));
        // One that knew of less than what was kept loses nothing.
        let report = audit(&log, &old[..1], std::slice::from_ref(&declared));
        assert!(report.is_proved());
        assert_eq!(report.declared, [DeclaredLoss { witnessed: false, ..loss }]);

        // The control: the same log without the declaration is cut, or is another's.
        let report = audit(&log, &old[2..3], &[]);
        assert_eq!(report.findings, [Finding::OlderCheckpoint { origin: ORIGIN.to_owned(), size: 500 }]);
        let (tiles, shorter) = followed(&[300]);
        let short = (records(300), tiles, shorter[0].clone());
        assert_eq!(audit(&short, &old[2..3], &[]).findings, [Finding::Truncated { last: 300, size: 500 }]);
        // Losing more than is declared is a truncation.
        let part = declaration(kept, &old[2]);
        let report = audit(&log, &old[3..], std::slice::from_ref(&part));
        assert_eq!(report.findings, [Finding::Truncated { last: 500, size: 650 }]);
    }

    #[test]
    fn a_false_declaration_is_named() {
        let (_, old) = followed(&[300, 500]);
        let log = restored(300, 400);
        let good = declaration(&old[0], &old[1]);
        assert!(audit(&log, &old[1..], std::slice::from_ref(&good)).is_proved());
        let wrong = Hash([1; 32]);
        for bad in [
            Restore { new_root: wrong, ..good.clone() },
            Restore { new_size: 301, ..good.clone() },
            Restore { old_size: 299, ..good.clone() },
            Restore { new_origin: "elsewhere".to_owned(), ..good.clone() },
        ] {
            let report = audit(&log, &[], std::slice::from_ref(&bad));
            assert!(
                matches!(report.findings[..], [Finding::FalseRestore { position: 301, .. }]),
                "{report:?}"
            );
        }
        // Another end than the one that the auditor holds a checkpoint of.
        let bad = Restore { old_root: wrong, ..good.clone() };
        assert_eq!(audit(&log, &old[1..], &[bad]).findings, [Finding::Inconsistent { size: 500 }]);
        // What was kept is not what the auditor had seen.
        let seen = Checkpoint { size: 200, root: wrong, origin: ORIGIN.to_owned() };
        assert_eq!(audit(&log, &[seen], &[good]).findings, [Finding::Inconsistent { size: 200 }]);
    }
}
