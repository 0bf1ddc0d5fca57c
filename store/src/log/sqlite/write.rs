//! The writer thread: takes all appends that wait, checks and inserts each in order, commits once, then answers each.

use super::super::record::Encoded;
use super::super::{Appended, Expected, LogError};
use super::Acknowledge;
use super::carry::Carrier;
use super::firsts::Firsts;
use domain::KeyId;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use std::collections::HashSet;
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

/// What the writer thread owns.
pub(super) struct Writer {
    connection: Connection,
    firsts: Firsts,
    blocks: Blocks,
    carrier: Carrier,
    head: watch::Sender<u64>,
}

impl Writer {
    pub(super) fn new(
        connection: Connection,
        firsts: Firsts,
        carrier: Carrier,
        head: watch::Sender<u64>,
    ) -> Self {
        Self { connection, firsts, blocks: Blocks::default(), carrier, head }
    }

    /// Works until nobody can ask any more.
    pub(super) fn run(mut self, mut jobs: mpsc::Receiver<Job>, acknowledge: Acknowledge) {
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
                        Acknowledge::AfterCommit => self.commit(group),
                        Acknowledge::BeforeCommitForTheControl => self.early(group, &mut jobs),
                    }
                }
                Job::Run(work, answer) => {
                    // Who asked may be gone; the work is done all the same.
                    drop(answer.send(work(&self.connection)));
                }
                Job::Durability(answer) => drop(answer.send(durability(&self.connection))),
            }
        }
    }

    /// Commits a group and answers each of its appends.
    fn commit(&mut self, group: Vec<Append>) {
        match self.write(&group) {
            Ok((answers, newest)) => {
                self.firsts.committed(newest);
                let before = self.head.send_replace(newest);
                for (append, answer) in group.into_iter().zip(answers) {
                    // The command that asked may have been dropped; its events stand.
                    drop(append.answer.send(answer));
                }
                self.carrier.grown(newest - before);
            }
            Err(error) => {
                // What was rolled back is not known to be there.
                self.firsts.rolled_back();
                self.blocks = Blocks::default();
                let what = error.to_string();
                for append in group {
                    drop(append.answer.send(Err(LogError::Unavailable(what.clone()))));
                }
            }
        }
    }

    fn write(&mut self, group: &[Append]) -> rusqlite::Result<(Answers, u64)> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut newest = newest(&tx)?;
        self.firsts.learn(&tx, newest)?;
        let mut answers = Vec::with_capacity(group.len());
        for append in group {
            answers.push(insert(&tx, append, &mut newest, &mut self.firsts, &mut self.blocks)?);
        }
        self.firsts.merge(&tx)?;
        tx.commit()?;
        Ok((answers, newest))
    }

    /// The control of the crash test: answers within the transaction, and commits only after sixty-four more.
    fn early(&mut self, group: Vec<Append>, jobs: &mut mpsc::Receiver<Job>) {
        let begun = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let Ok(tx) = begun else { return };
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
            if let Ok(answer) = insert(&tx, &append, &mut newest, &mut self.firsts, &mut self.blocks) {
                drop(append.answer.send(answer));
            }
        }
        if tx.commit().is_ok() {
            self.firsts.committed(newest);
            self.head.send_replace(newest);
        }
    }
}

type Answers = Vec<Result<Appended, LogError>>;

/// How many positions lie in a block: `log_sealed_blocks` says in which blocks a key has sealed something.
const BLOCK: u64 = 1_024;

/// Which keys are known to have an entry for a block.
#[derive(Default)]
struct Blocks {
    block: u64,
    keys: HashSet<KeyId>,
}

impl Blocks {
    /// Whether this key's entry for the block of this position has yet to be written; from now on it is known.
    fn is_new(&mut self, key: KeyId, position: u64) -> bool {
        let block = position / BLOCK;
        if self.block != block {
            *self = Self { block, keys: HashSet::new() };
        }
        self.keys.insert(key)
    }
}

fn newest(tx: &Transaction<'_>) -> rusqlite::Result<u64> {
    let mut newest = tx.prepare_cached("SELECT coalesce(max(position), 0) FROM log_events")?;
    newest.query_row([], |row| row.get(0)).map(|newest: i64| newest as u64)
}

/// Inserts one append, or says why it cannot hold. An error of the database fails the whole group.
fn insert(
    tx: &Transaction<'_>,
    append: &Append,
    newest: &mut u64,
    firsts: &mut Firsts,
    blocks: &mut Blocks,
) -> rusqlite::Result<Result<Appended, LogError>> {
    let first = append.events.first().map(|first| first.event.id);
    if let Some(first) = first
        && let Some(position) = firsts.find(tx, first)?
    {
        // What the index says is not believed unseen: an append is never answered as done by the place of another.
        let (stream, version): (String, i64) = tx
            .prepare_cached("SELECT stream, version FROM log_events WHERE position = ?1 AND id = ?2")?
            .query_row(params![position as i64, first.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let more = append.events.len() as u64 - 1;
        return Ok(if stream == append.stream {
            Ok(Appended { version: version as u64 + more, position: position + more })
        } else {
            Err(LogError::Unavailable("an event of this id lies in another stream".into()))
        });
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
    if let Some(first) = first {
        firsts.add(first, *newest + 1);
    }
    let mut event_row = tx.prepare_cached(
        "INSERT INTO log_events (position, stream, version, id, kind, public, seals, first) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut sealed_row = tx
        .prepare_cached("INSERT INTO log_sealed (position, part, key, ciphertext) VALUES (?1, ?2, ?3, ?4)")?;
    let mut block_row = tx.prepare_cached(
        "INSERT INTO log_sealed_blocks (key, block) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?;
    for (index, Encoded { event, seals }) in append.events.iter().enumerate() {
        version += 1;
        *newest += 1;
        event_row.execute(params![
            *newest as i64,
            append.stream,
            version as i64,
            event.id.as_bytes(),
            event.kind,
            event.public,
            seals,
            index == 0
        ])?;
        for (part, seal) in event.seals.iter().enumerate() {
            sealed_row.execute(params![*newest as i64, part as i64, seal.key.as_bytes(), seal.ciphertext])?;
            if blocks.is_new(seal.key, *newest) {
                block_row.execute(params![seal.key.as_bytes(), (*newest / BLOCK) as i64])?;
            }
        }
    }
    Ok(Ok(Appended { version, position: *newest }))
}

/// Deletes ciphertexts.
pub(super) fn purge(connection: &Connection, keys: &[KeyId]) -> Result<u64, LogError> {
    let mut deleted = 0;
    let mut find = connection.prepare_cached("SELECT block FROM log_sealed_blocks WHERE key = ?1")?;
    let mut delete =
        connection.prepare_cached("DELETE FROM log_sealed WHERE position BETWEEN ?1 AND ?2 AND key = ?3")?;
    for key in keys {
        let blocks = find.query_map([key.as_bytes()], |row| row.get::<_, i64>(0))?;
        for block in blocks.collect::<rusqlite::Result<Vec<_>>>()? {
            let first = block * BLOCK as i64;
            deleted += delete.execute(params![first, first + BLOCK as i64 - 1, key.as_bytes()])? as u64;
        }
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

#[cfg(test)]
mod tests {
    use super::super::{SqliteLog, schema};
    use super::*;
    use crate::log::{LogReader as _, LogWriter as _, NewRecord, NewSeal};
    use domain::{Class, CommandId, StreamName, SubjectId};

    fn event(n: u8, bytes: usize) -> NewRecord {
        let seal = NewSeal {
            subject: SubjectId::from_bytes([1; 16]),
            class: Class::Visit,
            key: KeyId::from_bytes([2; 16]),
            ciphertext: vec![n; bytes],
        };
        let id = CommandId::from_bytes([n; 16]).event(0);
        NewRecord { id, kind: "k".into(), public: b"{}".to_vec(), seals: vec![seal] }
    }

    #[tokio::test]
    async fn an_append_that_failed_is_not_taken_for_done_when_it_is_repeated() {
        let folder = std::env::temp_dir().join(format!("anteroom-write-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).unwrap();
        let log = SqliteLog::open(&folder.join("log.db"), [1; 16], Acknowledge::default()).unwrap();
        let stream = StreamName::new("visit", "a");
        log.append(&stream, Expected::Version(0), vec![event(1, 10)]).await.unwrap();
        let pages = |most: &'static str| {
            let work: Work = Box::new(move |connection| {
                connection.execute_batch(&format!("PRAGMA max_page_count = {most}"))?;
                Ok(0)
            });
            log.ask(|answer| Job::Run(work, answer))
        };
        // The disk is full, as far as the database knows.
        pages("1").await.unwrap();
        let full = log.append(&stream, Expected::Version(1), vec![event(2, 500_000)]).await;
        assert!(matches!(full, Err(LogError::Unavailable(_))), "{full:?}");
        assert_eq!(log.event(event(2, 0).id).await.unwrap(), None);
        pages("1073741823").await.unwrap();
        let other = log.append(&stream, Expected::Version(1), vec![event(3, 10)]).await.unwrap();
        assert_eq!(other, Appended { version: 2, position: 2 });
        let again = log.append(&stream, Expected::Any, vec![event(2, 500_000)]).await.unwrap();
        assert_eq!(again, Appended { version: 3, position: 3 }, "it is appended, and not where another lies");
        assert_eq!(log.event(event(2, 0).id).await.unwrap().map(|record| record.position), Some(3));
        drop(log);
        // An entry that leads to another event is no answer.
        let file = schema::connect(&folder.join("log.db")).unwrap();
        let lie = "INSERT INTO log_firsts (id, position) VALUES (?1, 1)";
        file.execute(lie, [event(4, 0).id.as_bytes()]).unwrap();
        drop(file);
        let log = SqliteLog::open(&folder.join("log.db"), [1; 16], Acknowledge::default()).unwrap();
        assert!(log.append(&stream, Expected::Any, vec![event(4, 10)]).await.is_err());
        assert_eq!(log.head().await.unwrap(), 3);
        drop(log);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
