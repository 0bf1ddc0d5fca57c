//! What a verification found, in words for the auditor and as JSON. It decides nothing.

use std::fmt;

use serde::Serialize;

use super::{restore::DeclaredLoss, tree::Hash};

/// The result of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The log that the checkpoint names.
    pub origin: String,
    /// The size that the checkpoint names.
    pub size: u64,
    /// Records read.
    pub records: u64,
    /// The root computed from the first `size` records; none if they are fewer or out of sequence.
    pub root: Option<Hash>,
    /// Records after the checkpoint: nothing proves them yet.
    pub unproved: u64,
    /// Sealed parts whose ciphertext is there and right.
    pub parts: u64,
    /// Sealed parts that are gone under a logged destruction.
    pub destroyed: u64,
    /// Sealed parts that the export left out on purpose: nothing is said of them.
    pub left_out: u64,
    /// Losses that the log itself declares.
    pub declared: Vec<DeclaredLoss>,
    /// How many findings there are; at most 1,000 are listed.
    pub found: u64,
    /// What is wrong, the first bad position first. Empty is the proof.
    pub findings: Vec<Finding>,
}

/// One thing that is wrong. Positions are those of the log, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum Finding {
    /// A record is not the one that was proved. `first` and `last` differ when the tile below was forged as well.
    Changed {
        /// The position, or the first of the range in which it lies.
        first: u64,
        /// The position, or the last of the range.
        last: u64,
    },
    /// Records were taken out.
    Removed {
        /// The first that is missing.
        first: u64,
        /// The last that is missing.
        last: u64,
    },
    /// Records were put in.
    Inserted {
        /// The first that was put in.
        first: u64,
        /// The last that was put in.
        last: u64,
    },
    /// Two records stand in each other's place.
    Swapped {
        /// The earlier position.
        first: u64,
        /// The later position.
        second: u64,
    },
    /// The log is shorter than the checkpoint.
    Truncated {
        /// The last position there is.
        last: u64,
        /// The size that was signed.
        size: u64,
    },
    /// The same size, another root, and no tile that tells where it begins: another history.
    Forked {
        /// The size of the checkpoint.
        size: u64,
        /// Up to here the history is the one of the older checkpoint; 0 if nothing says so.
        agreed: u64,
    },
    /// Not the log that the older checkpoint saw.
    Inconsistent {
        /// The size of the older checkpoint.
        size: u64,
    },
    /// The older checkpoint is of another log.
    OlderCheckpoint {
        /// Its origin.
        origin: String,
        /// Its size.
        size: u64,
    },
    /// A position is there twice, or out of place.
    OutOfPlace {
        /// The position that should follow.
        expected: u64,
        /// The one that does.
        position: u64,
    },
    /// A record whose leaf cannot be read.
    Unreadable {
        /// The record's position.
        position: u64,
        /// Why.
        why: String,
    },
    /// A ciphertext is gone, and no logged destruction covers it.
    MissingPart {
        /// The record's position.
        position: u64,
        /// Whose part, in hexadecimal.
        subject: String,
        /// The part's class.
        class: String,
    },
    /// A ciphertext is not the one that was proved.
    ChangedPart {
        /// The record's position.
        position: u64,
        /// Whose part, in hexadecimal.
        subject: String,
        /// The part's class.
        class: String,
    },
    /// A ciphertext that the record's leaf knows nothing of, or a second one for the same part.
    StrangePart {
        /// The record's position.
        position: u64,
        /// Whose part, in hexadecimal.
        subject: String,
        /// The part's class.
        class: String,
    },
    /// A restore that the log declares, and that cannot have been so.
    FalseRestore {
        /// The position of the declaration.
        position: u64,
        /// What in it cannot be.
        why: String,
    },
    /// A stored tile is missing, damaged or forged. The records are judged without it.
    Tile {
        /// Its path.
        path: String,
        /// The first position whose hash in it is wrong.
        position: u64,
    },
}

impl Report {
    /// Nothing read and nothing found yet.
    pub(super) fn new(origin: String, size: u64) -> Self {
        Self {
            origin,
            size,
            records: 0,
            root: None,
            unproved: 0,
            parts: 0,
            destroyed: 0,
            left_out: 0,
            declared: Vec::new(),
            found: 0,
            findings: Vec::new(),
        }
    }

    /// Whether everything is as it was signed.
    pub fn is_proved(&self) -> bool {
        self.findings.is_empty()
    }

    /// The first position at which something is wrong.
    pub fn first_bad(&self) -> Option<u64> {
        self.findings.iter().map(Finding::position).min()
    }
}

impl Finding {
    /// The position that this finding names.
    pub fn position(&self) -> u64 {
        match self {
            Self::Changed { first, .. }
            | Self::Removed { first, .. }
            | Self::Inserted { first, .. }
            | Self::Swapped { first, .. } => *first,
            Self::Truncated { last, .. } => last + 1,
            Self::Forked { agreed, .. } => agreed + 1,
            Self::Inconsistent { .. } => 1,
            Self::OlderCheckpoint { size, .. } => *size,
            Self::OutOfPlace { expected, .. } => *expected,
            Self::FalseRestore { position, .. }
            | Self::Unreadable { position, .. }
            | Self::MissingPart { position, .. }
            | Self::ChangedPart { position, .. }
            | Self::StrangePart { position, .. }
            | Self::Tile { position, .. } => *position,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { first, last } if first == last => {
                write!(f, "position {first}: the record was changed")
            }
            Self::Changed { first, last } => {
                write!(f, "positions {first} to {last}: a record was changed, and the tile over it as well")
            }
            Self::Removed { first, last } if first == last => {
                write!(f, "position {first}: the record was removed")
            }
            Self::Removed { first, last } => {
                write!(f, "positions {first} to {last}: the records were removed")
            }
            Self::Inserted { first, last } if first == last => {
                write!(f, "position {first}: a record was put in")
            }
            Self::Inserted { first, last } => write!(f, "positions {first} to {last}: records were put in"),
            Self::Swapped { first, second } => {
                write!(f, "positions {first} and {second}: the records were swapped")
            }
            Self::Truncated { last, size } => {
                write!(f, "position {}: the log ends at {last}, but {size} records were signed", last + 1)
            }
            Self::Forked { size, agreed: 0 } => {
                write!(f, "these {size} records are another history than the one that was signed")
            }
            Self::Forked { size, agreed } => {
                write!(
                    f,
                    "after position {agreed}, these {size} records are another history than the one that was signed"
                )
            }
            Self::Inconsistent { size } => {
                write!(f, "the first {size} records are not those of the older checkpoint")
            }
            Self::OlderCheckpoint { origin, size } => {
                write!(f, "the older checkpoint ({origin}, {size} records) is of another log")
            }
            Self::OutOfPlace { expected, position } => {
                write!(f, "position {expected}: the record of position {position} stands here")
            }
            Self::Unreadable { position, why } => {
                write!(f, "position {position}: the record cannot be read: {why}")
            }
            Self::MissingPart { position, subject, class } => {
                write!(
                    f,
                    "position {position}: the part {subject}/{class} is missing, and no destruction covers it"
                )
            }
            Self::ChangedPart { position, subject, class } => {
                write!(f, "position {position}: the part {subject}/{class} was changed")
            }
            Self::StrangePart { position, subject, class } => {
                write!(f, "position {position}: the part {subject}/{class} does not belong to the record")
            }
            Self::FalseRestore { position, why } => {
                write!(f, "position {position}: the restore that is declared here is false: {why}")
            }
            Self::Tile { path, position } => {
                write!(f, "position {position}: the stored file {path} is missing or damaged")
            }
        }
    }
}
