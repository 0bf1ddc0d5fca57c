//! The writer thread: takes all appends that wait, checks and inserts each in order, commits once, then answers each.

use super::super::record::Encoded;
use super::super::{Appended, Expected, LogError};
use super::Acknowledge;
use domain::KeyId;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};

/// Where an answer goes.
pub(super) type Answer<T> = oneshot::Sender<Result<T, LogError>>;

/// What the writer thread does.
pub(super) enum Job {
    /// Append events.
    Append(Append),
    /// Any other write, alone in its transaction.
    Run(Work, Answer<u64>),
    /// Say how durable the connection is.
    Durability(Answer<String>),
}

/// A write of its own.
pub(super) type Work = Box<dyn FnOnce(&Connection) -> Result<u64, LogError> + Send>;

/// An append that waits.
pub(super) struct Append {
    pub(super) stream: String,
    pub(super) expected: Expected,
    pub(super) events: Vec<Encoded>,
    pub(super) answer: Answer<Appended>,
}

/// How long emptying the write-ahead log waits for readers.
const WAL_PATIENCE: Duration = Duration::from_millis(500);

/// The most appends in one commit.
const GROUP: usize = 512;

pub(super) fn run(
    mut connection: Connection,
    mut jobs: mpsc::Receiver<Job>,
    head: &watch::Sender<u64>,
    acknowledge: Acknowledge,
) {
    let mut next = None;
    while let Some(job) = next.take().or_else(|| jobs.blocking_recv()) {
        match job {
            Job::Append(first) => {
                let mut group = vec![first];
                while group.len() < GROUP {
                    match jobs.try_recv() {
                        Ok(Job::Append(append)) => group.push(append),
                        Ok(other) => {
                            next = Some(other);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                match acknowledge {
                    Acknowledge::AfterCommit => commit(&mut connection, group, head),
                    Acknowledge::BeforeCommitForTheControl => early(&mut connection, group, head, &mut jobs),
                }
            }
            Job::Run(work, answer) => {
                // Who asked may be gone; the work is done all the same.
                drop(answer.send(work(&connection)));
            }
            Job::Durability(answer) => drop(answer.send(durability(&connection))),
        }
    }
}

/// Commits a group and answers each of its appends.
fn commit(connection: &mut Connection, group: Vec<Append>, head: &watch::Sender<u64>) {
    match write(connection, &group) {
        Ok((answers, newest)) => {
            head.send_if_modified(|head| std::mem::replace(head, newest.max(*head)) < newest);
            for (append, answer) in group.into_iter().zip(answers) {
                // The command that asked may have been dropped; its events stand.
                drop(append.answer.send(answer));
            }
        }
        Err(error) => {
            let what = error.to_string();
            for append in group {
                drop(append.answer.send(Err(LogError::Unavailable(what.clone()))));
            }
        }
    }
}

/// The control of the crash test: answers within the transaction, and commits only after sixty-four more.
fn early(
    connection: &mut Connection,
    group: Vec<Append>,
    head: &watch::Sender<u64>,
    jobs: &mut mpsc::Receiver<Job>,
) {
    let Ok(tx) = connection.transaction_with_behavior(TransactionBehavior::Immediate) else { return };
    let Ok(mut newest) = newest(&tx) else { return };
    let mut waiting = std::collections::VecDeque::from(group);
    for _ in 0..64 {
        let append = match waiting.pop_front() {
            Some(append) => append,
            None => match jobs.blocking_recv() {
                Some(Job::Append(append)) => append,
                Some(_) | None => break,
            },
        };
        if let Ok(answer) = insert(&tx, &append, &mut newest) {
            drop(append.answer.send(answer));
        }
    }
    if tx.commit().is_ok() {
        head.send_replace(newest);
    }
}

type Answers = Vec<Result<Appended, LogError>>;

fn write(connection: &mut Connection, group: &[Append]) -> rusqlite::Result<(Answers, u64)> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut newest = newest(&tx)?;
    let mut answers = Vec::with_capacity(group.len());
    for append in group {
        answers.push(alone(&tx, append, &mut newest)?);
    }
    tx.commit()?;
    Ok((answers, newest))
}

/// Inserts one append so that its refusal touches no other of the group: with several events a later one's id may be there already.
fn alone(
    tx: &Transaction<'_>,
    append: &Append,
    newest: &mut u64,
) -> rusqlite::Result<Result<Appended, LogError>> {
    if append.events.len() < 2 {
        return insert(tx, append, newest);
    }
    let before = *newest;
    tx.prepare_cached("SAVEPOINT one")?.execute([])?;
    let inserted = insert(tx, append, newest);
    let taken =
        matches!(&inserted, Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation));
    if taken {
        tx.prepare_cached("ROLLBACK TO one")?.execute([])?;
        *newest = before;
    }
    tx.prepare_cached("RELEASE one")?.execute([])?;
    if taken {
        return Ok(Err(LogError::Unavailable("an event of one of these ids lies elsewhere".into())));
    }
    inserted
}

fn newest(tx: &Transaction<'_>) -> rusqlite::Result<u64> {
    let mut newest = tx.prepare_cached("SELECT coalesce(max(position), 0) FROM log_events")?;
    newest.query_row([], |row| row.get(0)).map(|newest: i64| newest as u64)
}

/// Inserts one append, or says why it cannot hold. An error of the database other than a taken id fails the whole group.
fn insert(
    tx: &Transaction<'_>,
    append: &Append,
    newest: &mut u64,
) -> rusqlite::Result<Result<Appended, LogError>> {
    if let Some(first) = append.events.first() {
        let earlier: Option<(String, i64, i64)> = tx
            .prepare_cached("SELECT stream, version, position FROM log_events WHERE id = ?1")?
            .query_row([first.event.id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        if let Some((stream, version, position)) = earlier {
            let more = append.events.len() as i64 - 1;
            return Ok(if stream == append.stream {
                Ok(Appended { version: (version + more) as u64, position: (position + more) as u64 })
            } else {
                Err(LogError::Unavailable("an event of this id lies in another stream".into()))
            });
        }
    }
    let version: i64 = tx
        .prepare_cached("SELECT coalesce(max(version), 0) FROM log_events WHERE stream = ?1")?
        .query_row([&append.stream], |row| row.get(0))?;
    let mut version = version as u64;
    match append.expected {
        Expected::Any => {}
        Expected::Version(expected) if expected == version => {}
        Expected::Version(_) => return Ok(Err(LogError::Conflict { actual: version })),
    }
    let mut event_row = tx.prepare_cached(
        "INSERT INTO log_events (position, stream, version, id, kind, public, seals) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut sealed_row = tx
        .prepare_cached("INSERT INTO log_sealed (position, part, key, ciphertext) VALUES (?1, ?2, ?3, ?4)")?;
    for Encoded { event, seals } in &append.events {
        version += 1;
        *newest += 1;
        event_row.execute(params![
            *newest as i64,
            append.stream,
            version as i64,
            event.id.as_bytes(),
            event.kind,
            event.public,
            seals
        ])?;
        for (part, seal) in event.seals.iter().enumerate() {
            sealed_row.execute(params![*newest as i64, part as i64, seal.key.as_bytes(), seal.ciphertext])?;
        }
    }
    Ok(Ok(Appended { version, position: *newest }))
}

/// Deletes ciphertexts.
pub(super) fn purge(connection: &Connection, keys: &[KeyId]) -> Result<u64, LogError> {
    let mut deleted = 0;
    let mut statement = connection.prepare_cached("DELETE FROM log_sealed WHERE key = ?1")?;
    for key in keys {
        deleted += statement.execute([key.as_bytes()])? as u64;
    }
    Ok(deleted)
}

/// Brings all that is in the write-ahead log into the file, where what was deleted is overwritten, and empties it. `false` where a reader is in the way, such as
/// a backup that is being copied: appends do not wait for that.
pub(super) fn empty_wal(connection: &Connection) -> Result<bool, LogError> {
    connection.busy_timeout(WAL_PATIENCE)?;
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    connection.busy_timeout(super::schema::PATIENCE)?;
    Ok(busy? == 0)
}

fn durability(connection: &Connection) -> Result<String, LogError> {
    let journal: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    let synchronous: i64 = connection.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
    Ok(format!("journal_mode={journal} synchronous={synchronous}"))
}
