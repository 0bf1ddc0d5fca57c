//! The log on SQLite: one writer thread that commits all waiting appends together, and a few reading connections.

mod carry;
mod copy;
mod firsts;
mod read;
mod residue;
mod schema;
mod waiting;
mod write;

pub use copy::SqliteCopy;
pub use residue::overwrite_gaps;

use super::{
    APPEND_LIMIT, Appended, Cursors, Expected, LogError, LogReader, LogWriter, NewRecord, Record, Waiting,
    check,
};
use crate::gaps;
use async_trait::async_trait;
use domain::{EventId, StreamName};
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64};
use std::sync::{Arc, Mutex};
use tokio::sync::{mpsc, oneshot, watch};

/// When an append is acknowledged. Anything but `AfterCommit` loses acknowledged events in a crash: it exists so that the test of durability can be seen to fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Acknowledge {
    /// Once it is durable.
    #[default]
    AfterCommit,
    /// Before: the control of the crash test.
    BeforeCommitForTheControl,
}

/// How many appends may wait before new ones have to.
const QUEUE: usize = 2 * APPEND_LIMIT;

/// How many connections read at once.
const READERS: usize = 4;

/// A log in a SQLite file.
pub struct SqliteLog {
    id: [u8; 16],
    path: PathBuf,
    writer: mpsc::Sender<write::Job>,
    head: watch::Receiver<u64>,
    newest: firsts::Newest,
    readers: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<tokio::sync::Semaphore>,
    /// How many parts were deleted, by this process.
    deleted: Arc<AtomicU64>,
    /// How many of these are in no file any more. Counted apart: a part that goes while pages are cleaned is none of those that the cleaning was for.
    gone: Arc<AtomicU64>,
    /// The size of a file that is too large to be cleaned with each purge; else 0.
    large: Arc<AtomicU64>,
    /// When this process has last cleaned all of it, in microseconds since 1970.
    renewed: AtomicI64,
}

impl From<rusqlite::Error> for LogError {
    fn from(error: rusqlite::Error) -> Self {
        LogError::Unavailable(error.to_string())
    }
}

impl SqliteLog {
    /// Opens the file, or makes it with this id.
    pub fn open(path: &Path, new_id: [u8; 16], acknowledge: Acknowledge) -> Result<Self, LogError> {
        let mut connection = schema::connect(path)?;
        let id = schema::create(&mut connection, new_id)?;
        let head: i64 =
            connection
                .query_row("SELECT coalesce(max(position), 0) FROM log_events", [], |row| row.get(0))?;
        gaps::check(&connection)?;
        // What an earlier process had deleted is not known: one part is assumed where the write-ahead log cannot be emptied, or where the file is so large that the
        // pages may wait for the night.
        let large = residue::too_large(&connection)?;
        let clean = write::empty_wal(&connection)? && large == 0;
        let deleted = u64::from(!clean);
        let firsts = firsts::Firsts::open(&connection)?;
        let newest = firsts.newest();
        let carrier = carry::Carrier::start(path)?;
        let (announce, heads) = watch::channel(head as u64);
        let (writer, jobs) = mpsc::channel(QUEUE);
        std::thread::Builder::new()
            .name("log-writer".into())
            .spawn(move || write::Writer::new(connection, firsts, carrier, announce).run(jobs, acknowledge))
            .map_err(|e| LogError::Unavailable(e.to_string()))?;
        Ok(Self {
            id,
            path: path.to_owned(),
            writer,
            head: heads,
            newest,
            readers: Arc::default(),
            permits: Arc::new(tokio::sync::Semaphore::new(READERS)),
            deleted: Arc::new(AtomicU64::new(deleted)),
            gone: Arc::default(),
            large: Arc::new(AtomicU64::new(large)),
            renewed: AtomicI64::new(0),
        })
    }

    /// Whether there is a log in this file, if only an empty one; none is made.
    pub fn is_there(path: &Path) -> bool {
        // A full disk, or a crash while it was made, leaves a file without anything in it.
        std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
    }

    /// Runs a query on a reading connection, off the runtime's threads.
    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, LogError> + Send + 'static,
    ) -> Result<T, LogError> {
        let permit = self.permits.clone().acquire_owned().await.map_err(|_| closed())?;
        let (readers, path) = (self.readers.clone(), self.path.clone());
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let idle = readers.lock().map_err(|_| closed())?.pop();
            let connection = match idle {
                Some(connection) => connection,
                None => schema::connect_reader(&path)?,
            };
            let result = query(&connection);
            readers.lock().map_err(|_| closed())?.push(connection);
            result
        })
        .await
        .map_err(|_| closed())?
    }

    /// Hands a job to the writer thread and waits for its answer.
    async fn ask<T>(&self, job: impl FnOnce(write::Answer<T>) -> write::Job) -> Result<T, LogError> {
        let (answer, answered) = oneshot::channel();
        self.writer.send(job(answer)).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }
}

/// Copies a log's file as it is at this moment, beside a running server, into a file that is not there yet. The copy is durable when this returns.
pub fn copy_sqlite(from: &Path, to: &Path) -> Result<(), LogError> {
    let name = to.to_str().ok_or_else(|| LogError::Unavailable("the path of a copy is not text".into()))?;
    let connection = schema::connect_reader(from)?;
    // It writes, but not here.
    connection.pragma_update(None, "query_only", false)?;
    connection.execute("VACUUM INTO ?1", [name])?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(|e| LogError::Unavailable(e.to_string()))
}

fn closed() -> LogError {
    LogError::Unavailable("the log is closed".into())
}

#[async_trait]
impl LogReader for SqliteLog {
    fn id(&self) -> [u8; 16] {
        self.id
    }

    fn file(&self) -> Option<&Path> {
        Some(&self.path)
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Record>, LogError> {
        let stream = stream.as_str().to_owned();
        self.read(move |c| read::stream(c, &stream, after, limit)).await
    }

    async fn read_all(&self, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
        self.read(move |c| read::all(c, after, limit)).await
    }

    async fn read_bare(&self, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
        self.read(move |c| read::bare(c, after, limit)).await
    }

    async fn event(&self, id: EventId) -> Result<Option<Record>, LogError> {
        let newest = self.newest.clone();
        self.read(move |c| read::event(c, &newest, id)).await
    }

    async fn head(&self) -> Result<u64, LogError> {
        Ok(*self.head.borrow())
    }

    async fn wait(&self, after: u64) -> Result<u64, LogError> {
        let mut head = self.head.clone();
        let head = head.wait_for(|head| *head > after).await.map_err(|_| closed())?;
        Ok(*head)
    }

    async fn durability(&self) -> Result<String, LogError> {
        self.ask(write::Job::Durability).await
    }
}

#[async_trait]
impl LogWriter for SqliteLog {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewRecord>,
    ) -> Result<Appended, LogError> {
        check(&events)?;
        let events = events.into_iter().map(Into::into).collect();
        let stream = stream.as_str().to_owned();
        self.ask(|answer| write::Job::Append(write::Append { stream, expected, events, answer })).await
    }
}

#[async_trait]
impl Cursors for SqliteLog {
    async fn cursor(&self, follower: &str) -> Result<u64, LogError> {
        let follower = follower.to_owned();
        self.read(move |c| read::cursor(c, &follower)).await
    }

    async fn set_cursor(&self, follower: &str, position: u64) -> Result<(), LogError> {
        let follower = follower.to_owned();
        self.ask(|answer| {
            write::Job::Run(
                Box::new(move |c| {
                    c.execute(
                        "INSERT INTO log_cursors (follower, position) VALUES (?1, ?2)
                         ON CONFLICT (follower) DO UPDATE SET position = excluded.position",
                        params![follower, position as i64],
                    )?;
                    Ok(0)
                }),
                answer,
            )
        })
        .await
        .map(|_: u64| ())
    }

    async fn waiting(&self, follower: &str) -> Result<Vec<Waiting>, LogError> {
        let follower = follower.to_owned();
        self.read(move |c| waiting::all(c, &follower)).await
    }

    async fn keep_waiting(&self, follower: &str, letters: &[Waiting]) -> Result<(), LogError> {
        let (follower, letters) = (follower.to_owned(), letters.to_vec());
        let work = move |c: &Connection| waiting::keep(c, &follower, &letters);
        self.ask(|answer| write::Job::Run(Box::new(work), answer)).await.map(|_: u64| ())
    }

    async fn forget_waiting(&self, follower: &str, letters: &[Waiting]) -> Result<(), LogError> {
        let (follower, letters) = (follower.to_owned(), letters.to_vec());
        let work = move |c: &Connection| waiting::forget(c, &follower, &letters);
        self.ask(|answer| write::Job::Run(Box::new(work), answer)).await.map(|_: u64| ())
    }
}
