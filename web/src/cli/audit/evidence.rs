//! What the records themselves say about the log: keys destroyed, signing keys rotated, restores. It is gathered before they are verified, and believed only as far as
//! the tree then bears it out.

use crate::follower::TreeError;
use domain::log::{DestroyedKey, Event};
use std::collections::HashMap;
use store::proof::{
    Audit, Checkpoint, CheckpointError, Exported, Hash, KeyKind, Note, Report, Restore, Rotation, Seal,
    SignedCheckpoint, TileStore, VerifierKey, trusted, verify,
};
use store::{Record, codec};

/// Whose part, of which class, under which key.
type Sealed = ([u8; 16], String, [u8; 16]);

/// What was gathered.
#[derive(Default)]
pub(super) struct Evidence {
    /// And the first position that says so.
    destroyed: HashMap<Sealed, u64>,
    rotations: Vec<Rotation>,
    restores: Vec<Restore>,
}

impl Evidence {
    /// Takes what one record says. One that cannot be read says nothing; the tree tells of it.
    pub(super) fn take(&mut self, record: &Record) {
        let event = || codec::event::<Event>(record);
        match record.kind.as_str() {
            "vault.keys-destroyed.v1" => {
                if let Ok(Event::KeysDestroyed { subject, keys, .. }) = event() {
                    let gone = |key: &DestroyedKey| {
                        (*subject.as_bytes(), key.class.name().to_owned(), *key.key.as_bytes())
                    };
                    for sealed in keys.iter().map(gone) {
                        self.destroyed.entry(sealed).or_insert(record.position);
                    }
                }
            }
            "log.signing-key-rotated.v1" => {
                if let Ok(Event::SigningKeyRotated { statement, .. }) = event() {
                    self.rotations.extend(Rotation::open(&statement).ok());
                }
            }
            "log.restored.v1" => {
                if let Ok(Event::Restored {
                    old_origin,
                    old_size,
                    old_root,
                    new_origin,
                    new_size,
                    new_root,
                    ..
                }) = event()
                {
                    // A root that is none matches none.
                    let root = |text: &str| Hash::from_base64(text).unwrap_or(Hash([0; 32]));
                    let (old_root, new_root, position) = (root(&old_root), root(&new_root), record.position);
                    let restore =
                        Restore { position, old_origin, old_size, old_root, new_origin, new_size, new_root };
                    self.restores.push(restore);
                }
            }
            _ => {}
        }
    }

    /// Whether a destruction covers this part that stands among the first so many records: what no checkpoint vouches for, anybody may have written.
    pub(super) fn covers(&self, subject: [u8; 16], class: &str, key: [u8; 16], signed: u64) -> bool {
        self.destroyed.get(&(subject, class.to_owned(), key)).is_some_and(|position| *position <= signed)
    }

    /// The keys to which trust in these leads, over rotations and restores.
    pub(super) fn trusted(&self, keys: &[VerifierKey]) -> Vec<VerifierKey> {
        trusted(keys, &self.rotations, &self.origins())
    }

    fn origins(&self) -> Vec<(String, String)> {
        self.restores.iter().map(|it| (it.old_origin.clone(), it.new_origin.clone())).collect()
    }

    /// How many of the first records of a history are still those of the log: all, but where a restore has lost some.
    pub(super) fn kept_of(&self, origin: &str, size: u64) -> u64 {
        let (mut origin, mut size) = (origin.to_owned(), size);
        for restore in &self.restores {
            if restore.old_origin == origin {
                origin.clone_from(&restore.new_origin);
                size = size.min(restore.new_size);
            }
        }
        size
    }

    /// Keys that an older checkpoint may be signed with: those trusted now, and those they took over from.
    pub(super) fn earlier(&self, keys: &[VerifierKey]) -> Vec<VerifierKey> {
        let mut all = self.trusted(keys);
        let forward: Vec<VerifierKey> =
            self.rotations.iter().flat_map(|it| [it.old.clone(), it.new.clone()]).collect();
        let backward: Vec<(String, String)> =
            self.origins().into_iter().map(|(old, new)| (new, old)).collect();
        all.extend(forward);
        trusted(&all, &[], &backward)
    }
}

/// What an auditor brings from elsewhere.
#[derive(Default)]
pub(super) struct Brought {
    /// Verifier keys of the log.
    pub(super) keys: Vec<VerifierKey>,
    /// Signed checkpoints of earlier days.
    pub(super) older: Vec<String>,
    /// Keys of witnesses who have to have cosigned.
    pub(super) witnesses: Vec<VerifierKey>,
}

/// A witness's word.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Witnessed {
    /// The witness's name.
    pub witness: String,
    /// How many records it vouches for.
    pub size: u64,
    /// When, in seconds since 1970.
    pub time: u64,
}

/// What the records are compared with, every signature checked.
pub(super) struct Settled {
    /// The newest checkpoint.
    pub(super) current: Checkpoint,
    /// Others of the same history: the auditor's, then what a witness cosigned.
    pub(super) others: Vec<Checkpoint>,
    /// The size of the largest older checkpoint that the auditor brought.
    pub(super) older: Option<u64>,
    /// What witnesses vouch for.
    pub(super) witnessed: Vec<Witnessed>,
    /// Witnesses that were asked for, and have not cosigned.
    pub(super) unwitnessed: Vec<String>,
}

impl Brought {
    /// Checks the signatures of all checkpoints. `notes` are the log's own: the newest first, then one that witnesses have cosigned.
    pub(super) fn settle(&self, evidence: &Evidence, notes: &[String]) -> Result<Settled, CheckpointError> {
        let with_witnesses = |keys: &[VerifierKey]| [keys, &self.witnesses].concat();
        let earlier = evidence.earlier(&self.keys);
        let (newest, later) = notes.split_first().ok_or(CheckpointError::Format)?;
        let newest = open(newest, &with_witnesses(&evidence.trusted(&self.keys)))?;
        let mut cosigned = vec![newest.clone()];
        // Asked for by nobody, they are not looked at.
        for note in later.iter().filter(|_| !self.witnesses.is_empty()) {
            cosigned.push(open(note, &with_witnesses(&earlier))?);
        }
        let mut others = Vec::new();
        for note in &self.older {
            others.push(open(note, &earlier)?.checkpoint().clone());
        }
        let older = others.iter().map(|checkpoint| checkpoint.size).max();
        let current = newest.checkpoint().clone();
        let (mut witnessed, mut unwitnessed) = (Vec::new(), Vec::new());
        for key in &self.witnesses {
            let words = cosigned.iter().flat_map(|note| {
                let times = note.cosigned(std::slice::from_ref(key));
                times.into_iter().map(|(key, time)| (note.checkpoint(), key.name().to_owned(), time))
            });
            match words.max_by_key(|(checkpoint, _, _)| checkpoint.size) {
                Some((checkpoint, witness, time)) if key.kind() == KeyKind::Witness => {
                    witnessed.push(Witnessed { witness, size: checkpoint.size, time });
                    if *checkpoint != current {
                        others.push(checkpoint.clone());
                    }
                }
                Some(_) | None => unwitnessed.push(key.name().to_owned()),
            }
        }
        Ok(Settled { current, others, older, witnessed, unwitnessed })
    }
}

/// Opens a note under the origin that it names itself, which one of the keys has to have for its name.
pub(super) fn open(note: &str, keys: &[VerifierKey]) -> Result<SignedCheckpoint, CheckpointError> {
    let text = Note::parse(note)?;
    let origin = Checkpoint::parse(text.text())?.origin;
    SignedCheckpoint::open(note, &origin, keys)
}

impl Settled {
    /// Compares the records.
    pub(super) fn compare(
        &self,
        evidence: &Evidence,
        from: u64,
        tiles: &dyn TileStore,
        records: impl IntoIterator<Item = Exported>,
    ) -> Report {
        // Every checkpoint here is signed: one that the records do not bear out is a finding of its own.
        let signed = self.others.iter().map(|other| other.size).fold(self.current.size, u64::max);
        let restores: Vec<Restore> =
            evidence.restores.iter().filter(|restore| restore.position <= signed).cloned().collect();
        let audit = Audit {
            checkpoint: &self.current,
            others: &self.others,
            tiles: Some(tiles),
            is_covered: &|seal: &Seal| evidence.covers(seal.subject, &seal.class, seal.key, signed),
            from,
            restores: &restores,
        };
        verify(records, &audit)
    }
}

/// Reads a verifier key, or a file with one a line.
pub(super) fn keys(text: &str) -> Result<Vec<VerifierKey>, TreeError> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(str::parse).collect::<Result<Vec<VerifierKey>, _>>()?)
}
