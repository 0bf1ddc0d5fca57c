//! What the command line asks, and what it is told: one language, whether a server answers or the process itself.

use super::super::{agreements, audit, keys, organisations, projections, subject};
use crate::desk::find::Found;
use crate::desk::ledger::Line;
use crate::desk::statement::Facts;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What the command line asks for.
#[derive(Serialize, Deserialize)]
#[serde(tag = "ask", content = "of", rename_all = "kebab-case")]
pub enum Ask {
    /// Who opened what.
    Replay(audit::Replay),
    /// Is the log what was signed?
    Verify(audit::Verify),
    /// The newest checkpoint.
    Checkpoint,
    /// Records, for an export.
    Lines(audit::Page),
    /// Rotations and restores before a position, for an export.
    Before(u64),
    /// What is signed, for an export.
    Signed,
    /// The proof that the event at this position is under the newest checkpoint.
    Inclusion(u64),
    /// The proof that the newest checkpoint continues one of this size.
    Consistency(u64),
    /// A new signing key, or the end of the old one.
    RotateKey {
        /// Whether the old one ends.
        finish: bool,
    },
    /// A visit, by its reference.
    Find(subject::Find),
    /// Erase a visit.
    Erase(subject::Erase),
    /// The statement of an erasure.
    Statement(subject::Statement),
    /// The certificate of a visit.
    Certificate(subject::Certificate),
    /// Which agreements are offered.
    Agreements,
    /// Which organisations there are.
    Organisations,
    /// Let the one at this address go on after its trial.
    Continue(String),
    /// How the read models are doing.
    Projections,
    /// Rebuild one of them, or all.
    Rebuild(Option<String>),
    /// How the key table is doing.
    Keys,
    /// Roll the key table.
    Roll,
    /// Try every wrap of the key table.
    Drill,
    /// Take what deleted sealed parts have left out of the files.
    Purge,
    /// Believe the clock again.
    ConfirmClock,
    /// Copy the log and its trees into a folder.
    Backup(PathBuf),
    /// Let go out what a restore holds, or pass it over.
    Release {
        /// Whether letters that wait are sent.
        send: bool,
    },
}

impl Ask {
    /// Whether it only looks, at a log whatever has become of it.
    pub(super) fn looks(&self) -> bool {
        match self {
            Ask::Replay(_)
            | Ask::Verify(_)
            | Ask::Checkpoint
            | Ask::Lines(_)
            | Ask::Before(_)
            | Ask::Signed
            | Ask::Inclusion(_)
            | Ask::Consistency(_)
            | Ask::Drill => true,
            Ask::RotateKey { .. }
            | Ask::Find(_)
            | Ask::Erase(_)
            | Ask::Statement(_)
            | Ask::Certificate(_)
            | Ask::Agreements
            | Ask::Organisations
            | Ask::Continue(_)
            | Ask::Projections
            | Ask::Rebuild(_)
            | Ask::Keys
            | Ask::Roll
            | Ask::Purge
            | Ask::ConfirmClock
            | Ask::Backup(_)
            | Ask::Release { .. } => false,
        }
    }
}

/// What it is told.
#[derive(Serialize, Deserialize)]
#[serde(tag = "told", content = "what", rename_all = "kebab-case")]
pub enum Told {
    /// Access entries.
    Ledger(Vec<Line>),
    /// What a verification found.
    Verdict(Box<audit::Verdict>),
    /// A signed checkpoint.
    Checkpoint(String),
    /// Records.
    Lines(Box<audit::Lines>),
    /// What is signed.
    Signed(Box<audit::Signed>),
    /// A proof of inclusion, as its file.
    Proof(String),
    /// A proof of consistency.
    Consistency(audit::Consistency),
    /// Verifier keys.
    Keys(Vec<String>),
    /// Visits.
    Found(Vec<Found>),
    /// A statement.
    Statement(Box<Facts>),
    /// A certificate, as its file.
    Certificate(String),
    /// The agreements that are offered.
    Agreements(Vec<agreements::Text>),
    /// Organisations.
    Organisations(Vec<organisations::Line>),
    /// The read models.
    Projections(Vec<projections::Model>),
    /// The key table.
    Table(keys::Table),
    /// How many data keys unwrap.
    Drilled(u64),
    /// It is done.
    Done,
    /// Why not.
    Refused(String),
}
