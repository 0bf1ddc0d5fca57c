//! The event log's port: append with an expected version, read a stream, read all, wait. One contract suite runs on every engine.

#[cfg(feature = "eventstore")]
mod eventstore;
mod postgres;
mod record;
mod sqlite;
mod waiting;

#[cfg(feature = "eventstore")]
pub use eventstore::EventStoreLog;
pub use postgres::PostgresLog;
pub use record::{NewRecord, NewSeal, PUBLIC_LIMIT, Record, Seal};
pub use sqlite::{Acknowledge, SqliteCopy, SqliteLog, copy_sqlite, overwrite_gaps};
pub use waiting::Waiting;

use async_trait::async_trait;
use domain::{EventId, StreamName, Timestamp};
use std::path::Path;

/// Which version a stream must have for an append to hold. Versions count its events: an empty stream is at 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Any.
    Any,
    /// Exactly this; 0 for a stream that must not be there yet.
    Version(u64),
}

/// Where an append came to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The stream's version after it.
    pub version: u64,
    /// The position of its last event; positions are dense from 1.
    pub position: u64,
}

/// What can go wrong with the log. No message holds personal data.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// Somebody else was quicker.
    #[error("the stream is at version {actual}, not at the one expected")]
    Conflict {
        /// The version it has.
        actual: u64,
    },
    /// An event's public part or the number of events is over the limit.
    #[error("an append is too large: {0}")]
    TooLarge(&'static str),
    /// The engine cannot answer now; nothing was recorded, or it is not known. The same append may be sent again.
    #[error("the log cannot be reached: {0}")]
    Unavailable(String),
    /// What is stored cannot be understood. Readers stop.
    #[error("the log is broken at position {position}: {what}")]
    Broken {
        /// Where.
        position: u64,
        /// What.
        what: String,
    },
}

/// The reading half: all that projections get.
#[async_trait]
pub trait LogReader: Send + Sync {
    /// The log's id, to which every sealed value is bound.
    fn id(&self) -> [u8; 16];

    /// The file that holds the whole log, where one does: what a backup copies.
    fn file(&self) -> Option<&Path> {
        None
    }

    /// The events of a stream after a version, in order, at most `limit`.
    async fn read_stream(
        &self,
        stream: &StreamName,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Record>, LogError>;

    /// All events after a position, in order, at most `limit`. Never passes an append that is not committed.
    async fn read_all(&self, after: u64, limit: usize) -> Result<Vec<Record>, LogError>;

    /// The same for the tree, which covers digests alone: the ciphertexts may be left out.
    async fn read_bare(&self, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
        self.read_all(after, limit).await
    }

    /// The event of this id, which must be the first of an append: by it a command is found again, and the others lie after it.
    async fn event(&self, id: EventId) -> Result<Option<Record>, LogError>;

    /// The position of the newest event; 0 for an empty log.
    async fn head(&self) -> Result<u64, LogError>;

    /// Returns once there is an event after this position, with the newest position. It may wait for ever.
    async fn wait(&self, after: u64) -> Result<u64, LogError>;

    /// The durability that the live connection reports, for operators and tests.
    async fn durability(&self) -> Result<String, LogError>;
}

/// The writing half.
#[async_trait]
pub trait LogWriter: Send + Sync {
    /// Appends events to one stream, all or none. Returns once they are durable. The same events again (by the id of the first) answer as the first time; that the
    /// others' ids follow from the first's command is the caller's promise.
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewRecord>,
    ) -> Result<Appended, LogError>;
}

/// How far each reaction has followed the log, and which letters it has still to hand over: durable beside the log.
#[async_trait]
pub trait Cursors: Send + Sync {
    /// The position up to which this follower is done.
    async fn cursor(&self, follower: &str) -> Result<u64, LogError>;

    /// Moves it.
    async fn set_cursor(&self, follower: &str, position: u64) -> Result<(), LogError>;

    /// The letters that this follower has still to hand over, in the order of their events.
    async fn waiting(&self, follower: &str) -> Result<Vec<Waiting>, LogError>;

    /// Keeps these letters, all or none, until they are forgotten: new ones, and how others stand now.
    async fn keep_waiting(&self, follower: &str, letters: &[Waiting]) -> Result<(), LogError>;

    /// Forgets these: there is nothing more to do for them.
    async fn forget_waiting(&self, follower: &str, letters: &[Waiting]) -> Result<(), LogError>;
}

/// Physical deletion of what was sealed under destroyed keys.
#[async_trait]
pub trait Purge: Send + Sync {
    /// Deletes the ciphertexts of these keys; their digests stay in the records. Returns how many were deleted.
    async fn purge(&self, keys: &[domain::KeyId]) -> Result<u64, LogError>;

    /// What deletions have left on the disk.
    async fn residue(&self) -> Result<Residue, LogError>;

    /// Writes anew whatever still holds deleted parts, while appends and reads go on.
    async fn renew(&self, now: Timestamp) -> Result<(), LogError>;
}

/// What deletions of sealed parts have left on the disk: ciphertext whose key is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Residue {
    /// How many deleted parts may still be in the engine's own files.
    pub parts: u64,
    /// When these were last written anew, in microseconds since 1970; 0 for never.
    pub renewed: i64,
    /// How many bytes writing them anew means.
    pub bytes: u64,
    /// Where else deleted parts may be, which the operator alone can see to.
    pub beyond: Vec<&'static str>,
}

/// A whole engine.
pub trait Log: LogReader + LogWriter + Cursors + Purge {}

impl<T: LogReader + LogWriter + Cursors + Purge> Log for T {}

/// The most events in one append.
pub const APPEND_LIMIT: usize = 1_000;

fn check(events: &[NewRecord]) -> Result<(), LogError> {
    if events.is_empty() || events.len() > APPEND_LIMIT {
        return Err(LogError::TooLarge("between one and a thousand events"));
    }
    if events.iter().any(|event| event.public.len() > PUBLIC_LIMIT) {
        return Err(LogError::TooLarge("a public part of at most 32 KiB"));
    }
    if events.iter().any(|event| event.seals.len() > 64) {
        return Err(LogError::TooLarge("at most 64 sealed parts"));
    }
    // Engines look for the first alone.
    let mut ids = std::collections::HashSet::with_capacity(events.len());
    if !events.iter().all(|event| ids.insert(event.id)) {
        return Err(LogError::Unavailable("an event's id stands twice in one append".into()));
    }
    Ok(())
}
