//! The index beside the server: which event of `$all` has which position. A SQLite file that can be thrown away; it is made again from the server.
//!
//! The server's own positions are places in its files, with gaps. Numbering the log's events in the order of `$all` gives every node the same dense
//! positions, because that order is the same for everybody and never changes.

use super::super::LogError;
use domain::EventId;
use eventstore::{Position, StreamPosition};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS meta (one INTEGER PRIMARY KEY CHECK (one = 1), log BLOB NOT NULL, head INTEGER NOT NULL, commit_at INTEGER, prepare_at INTEGER);
CREATE TABLE IF NOT EXISTS streams (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, id BLOB NOT NULL,
    commit_at INTEGER NOT NULL, prepare_at INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS events_of_id ON events (id);
CREATE UNIQUE INDEX IF NOT EXISTS events_of_stream ON events (stream, version);";

/// A place in the server's files. Later events have greater ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) commit: u64,
    pub(super) prepare: u64,
}

impl From<Position> for At {
    fn from(Position { commit, prepare }: Position) -> Self {
        Self { commit, prepare }
    }
}

impl At {
    /// From here on in `$all`, or from the beginning.
    pub(super) fn onward(from: Option<Self>) -> StreamPosition<Position> {
        from.map_or(StreamPosition::Start, |At { commit, prepare }| {
            StreamPosition::Position(Position { commit, prepare })
        })
    }

    fn of(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Self>> {
        let (commit, prepare): (Option<i64>, Option<i64>) = (row.get(first)?, row.get(first + 1)?);
        Ok(commit
            .zip(prepare)
            .map(|(commit, prepare)| Self { commit: commit as u64, prepare: prepare as u64 }))
    }
}

/// An event that came by in `$all`.
pub(super) struct Seen {
    pub(super) at: At,
    /// What is to be numbered; `None` for an event that is not the log's.
    pub(super) ours: Option<Ours>,
}

/// An event of the log.
pub(super) struct Ours {
    pub(super) stream: String,
    pub(super) version: u64,
    pub(super) id: EventId,
}

/// How far the numbering has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// The last event looked at, the log's or not.
    pub(super) at: Option<At>,
    /// The last position given.
    pub(super) head: u64,
    /// Where the log cannot be numbered any further, and why.
    pub(super) broken: Option<(u64, &'static str)>,
}

/// An event that has its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) position: u64,
    pub(super) version: u64,
    pub(super) at: At,
    /// Whether it lies in the stream that was asked for.
    pub(super) here: bool,
}

/// A stream and some ids as they stand at one moment.
pub(super) struct Standing {
    pub(super) version: u64,
    pub(super) known: Vec<Option<Known>>,
}

/// A connection to the index. Writers may be several at once: each continues from what is there.
pub(super) struct Index(Mutex<Connection>);

impl Index {
    /// Opens the file, or makes it. An index of another log is emptied.
    pub(super) fn open(path: &Path, log: [u8; 16]) -> Result<Self, LogError> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        // Without a sync at each commit: what a power cut takes is read from the server again.
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;",
        )?;
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(SCHEMA)?;
        let of: Option<Vec<u8>> = tx.query_row("SELECT log FROM meta", [], |row| row.get(0)).optional()?;
        if of.is_none_or(|of| of != log) {
            tx.execute_batch("DELETE FROM meta; DELETE FROM events; DELETE FROM streams;")?;
            tx.execute("INSERT INTO meta (one, log, head) VALUES (1, ?1, 0)", [log])?;
        }
        tx.commit()?;
        Ok(Self(Mutex::new(connection)))
    }

    /// How far it is.
    pub(super) fn progress(&self) -> Result<Progress, LogError> {
        self.with(|c| Ok(progress(c)?))
    }

    /// Gives the next numbers. What was seen before is passed over, so that whatever comes twice counts once.
    pub(super) fn number(&self, batch: &[Seen]) -> Result<Progress, LogError> {
        self.with(|c| {
            let tx = c.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut progress = progress(&tx)?;
            for seen in batch {
                if Some(seen.at) <= progress.at {
                    continue;
                }
                if let Some(ours) = &seen.ours {
                    if let Some(what) = give(&tx, progress.head + 1, ours, seen.at)? {
                        progress.broken = Some((progress.head + 1, what));
                        break;
                    }
                    progress.head += 1;
                }
                progress.at = Some(seen.at);
            }
            if let Some(At { commit, prepare }) = progress.at {
                tx.prepare_cached("UPDATE meta SET head = ?1, commit_at = ?2, prepare_at = ?3")?
                    .execute(params![progress.head as i64, commit as i64, prepare as i64])?;
            }
            tx.commit()?;
            Ok(progress)
        })
    }

    /// A stream's version and what is known of these ids, at one moment.
    pub(super) fn standing(&self, stream: &str, ids: &[EventId]) -> Result<Standing, LogError> {
        self.with(|c| {
            let tx = c.transaction()?;
            let version: Option<i64> = tx
                .prepare_cached("SELECT version FROM streams WHERE name = ?1")?
                .query_row([stream], |row| row.get(0))
                .optional()?;
            let known = ids.iter().map(|id| known(&tx, *id, stream)).collect::<Result<_, _>>()?;
            Ok(Standing { version: version.unwrap_or(0) as u64, known })
        })
    }

    /// Where a position lies in the server.
    pub(super) fn at(&self, position: u64) -> Result<Option<At>, LogError> {
        self.with(|c| {
            let at = c
                .prepare_cached("SELECT commit_at, prepare_at FROM events WHERE position = ?1")?
                .query_row([position as i64], |row| At::of(row, 0))
                .optional()?;
            Ok(at.flatten())
        })
    }

    /// The positions of a stream's events after a version, in order.
    pub(super) fn positions(&self, stream: &str, after: u64, limit: usize) -> Result<Vec<u64>, LogError> {
        self.with(|c| {
            let mut statement = c.prepare_cached(
                "SELECT e.position FROM streams s JOIN events e ON e.stream = s.n
                 WHERE s.name = ?1 AND e.version > ?2 ORDER BY e.version LIMIT ?3",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let after = i64::try_from(after).unwrap_or(i64::MAX);
            let rows = statement.query_map(params![stream, after, limit], |row| row.get::<_, i64>(0))?;
            Ok(rows.map(|row| row.map(|position| position as u64)).collect::<Result<_, _>>()?)
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, LogError>) -> Result<T, LogError> {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn progress(c: &Connection) -> rusqlite::Result<Progress> {
    c.prepare_cached("SELECT head, commit_at, prepare_at FROM meta")?.query_row([], |row| {
        Ok(Progress { head: row.get::<_, i64>(0)? as u64, at: At::of(row, 1)?, broken: None })
    })
}

/// Numbers one event, or says why it cannot be.
fn give(tx: &Transaction<'_>, position: u64, ours: &Ours, at: At) -> rusqlite::Result<Option<&'static str>> {
    let there: Option<(i64, i64)> = tx
        .prepare_cached("SELECT n, version FROM streams WHERE name = ?1")?
        .query_row([&ours.stream], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    // A hole would let a reader pass an event in silence; after it, every number would be another than it was.
    if ours.version != there.map_or(0, |(_, version)| version as u64) + 1 {
        return Ok(Some("an event of its stream is missing before it, or is not the log's"));
    }
    let stream = match there {
        Some((n, _)) => {
            tx.prepare_cached("UPDATE streams SET version = ?2 WHERE n = ?1")?
                .execute(params![n, ours.version as i64])?;
            n
        }
        None => {
            tx.prepare_cached("INSERT INTO streams (name, version) VALUES (?1, 1)")?
                .execute([&ours.stream])?;
            tx.last_insert_rowid()
        }
    };
    tx.prepare_cached(
        "INSERT INTO events (position, stream, version, id, commit_at, prepare_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        position as i64,
        stream,
        ours.version as i64,
        ours.id.as_bytes(),
        at.commit as i64,
        at.prepare as i64
    ])?;
    Ok(None)
}

/// The first event of an id.
fn known(c: &Connection, id: EventId, stream: &str) -> rusqlite::Result<Option<Known>> {
    let row = |row: &Row<'_>| {
        let at = At::of(row, 2)?.unwrap_or(At { commit: 0, prepare: 0 });
        let (position, version) = (row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64);
        Ok(Known { position, version, at, here: row.get(4)? })
    };
    c.prepare_cached(
        "SELECT e.position, e.version, e.commit_at, e.prepare_at, s.name = ?2 FROM events e JOIN streams s ON s.n = e.stream
         WHERE e.id = ?1 ORDER BY e.position LIMIT 1",
    )?
    .query_row(params![id.as_bytes(), stream], row)
    .optional()
}
