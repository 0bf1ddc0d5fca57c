//! The log on PostgreSQL: one committer that commits all waiting appends together, a pool for reading, and a doorbell between nodes.

mod commit;
mod fault;
mod follow;
mod group;
mod read;
mod renew;
mod schema;
mod waiting;
mod write;

use super::{
    APPEND_LIMIT, Appended, Cursors, Expected, LogError, LogReader, LogWriter, NewRecord, Purge, Record,
    Residue, Waiting, check,
};
use async_trait::async_trait;
use domain::{EventId, KeyId, StreamName, Timestamp};
use fault::{closed, unavailable};
use group::{Append, Job};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, PgPool};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};

/// How many appends may wait before new ones have to.
const QUEUE: usize = 2 * APPEND_LIMIT;

/// How many connections read at once.
const READERS: u32 = 4;

/// How long a reader waits for a connection before it says that the database is away.
const ACQUIRE: Duration = Duration::from_secs(5);

/// A log in a PostgreSQL database, in the schema `anteroom_log`. Several nodes may use one at the same time.
pub struct PostgresLog {
    id: [u8; 16],
    jobs: mpsc::Sender<Job>,
    head: watch::Receiver<u64>,
    pool: PgPool,
    options: PgConnectOptions,
    _follower: follow::Follower,
}

impl PostgresLog {
    /// Whether there is a log in this database, if only an empty one; none is made.
    pub async fn is_there(url: &str) -> Result<bool, LogError> {
        let mut connection = schema::connect(&schema::options(url)?).await?;
        let there = schema::is_there(&mut connection).await.map_err(|error| unavailable(&error))?;
        drop(connection.close().await);
        Ok(there)
    }

    /// Opens the log in this database (`postgres://…`), or makes it with this id.
    pub async fn open(url: &str, new_id: [u8; 16]) -> Result<Self, LogError> {
        let options = schema::options(url)?;
        let mut connection = schema::connect(&options).await?;
        let (id, newest) = schema::create(&mut connection, new_id).await?;
        let (announce, head) = watch::channel(newest);
        // No ping before each query; one more connection for the doorbell's listener.
        let pool = PgPoolOptions::new()
            .max_connections(READERS + 1)
            .acquire_timeout(ACQUIRE)
            .test_before_acquire(false)
            .after_connect(|connection, _| Box::pin(schema::prepare(connection)))
            .connect_lazy_with(options.clone());
        let follower = follow::Follower::start(&pool, announce);
        let (jobs, queue) = mpsc::channel(QUEUE);
        tokio::spawn(commit::run(
            commit::Committer::new(options.clone(), connection, follower.bell()),
            group::Queue::new(queue),
        ));
        Ok(Self { id, jobs, head, pool, options, _follower: follower })
    }

    async fn ask<T>(&self, job: impl FnOnce(group::Answer<T>) -> Job) -> Result<T, LogError> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(job(answer)).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }
}

#[async_trait]
impl LogReader for PostgresLog {
    fn id(&self) -> [u8; 16] {
        self.id
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Record>, LogError> {
        read::again(&self.pool, || read::stream(&self.pool, stream.as_str(), after, limit)).await
    }

    async fn read_all(&self, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
        read::again(&self.pool, || read::all(&self.pool, after, limit)).await
    }

    async fn read_bare(&self, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
        read::again(&self.pool, || read::bare(&self.pool, after, limit)).await
    }

    async fn event(&self, id: EventId) -> Result<Option<Record>, LogError> {
        read::again(&self.pool, || read::event(&self.pool, id)).await
    }

    async fn head(&self) -> Result<u64, LogError> {
        // Asked of the database: another node may have appended a moment ago.
        read::again(&self.pool, || read::head(&self.pool)).await
    }

    async fn wait(&self, after: u64) -> Result<u64, LogError> {
        let mut head = self.head.clone();
        let head = head.wait_for(|head| *head > after).await.map_err(|_| closed())?;
        Ok(*head)
    }

    async fn durability(&self) -> Result<String, LogError> {
        self.ask(Job::Durability).await
    }
}

#[async_trait]
impl LogWriter for PostgresLog {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewRecord>,
    ) -> Result<Appended, LogError> {
        check(&events)?;
        let events = events.into_iter().map(Into::into).collect();
        let stream = stream.as_str().to_owned();
        self.ask(|answer| Job::Append(Append { stream, expected, events, answer })).await
    }
}

#[async_trait]
impl Cursors for PostgresLog {
    async fn cursor(&self, follower: &str) -> Result<u64, LogError> {
        read::again(&self.pool, || read::cursor(&self.pool, follower)).await
    }

    async fn set_cursor(&self, follower: &str, position: u64) -> Result<(), LogError> {
        read::again(&self.pool, || write::set_cursor(&self.pool, follower, position)).await
    }

    async fn waiting(&self, follower: &str) -> Result<Vec<Waiting>, LogError> {
        read::again(&self.pool, || waiting::all(&self.pool, follower)).await
    }

    async fn keep_waiting(&self, follower: &str, letters: &[Waiting]) -> Result<(), LogError> {
        read::again(&self.pool, || waiting::keep(&self.pool, follower, letters)).await
    }

    async fn forget_waiting(&self, follower: &str, letters: &[Waiting]) -> Result<(), LogError> {
        read::again(&self.pool, || waiting::forget(&self.pool, follower, letters)).await
    }
}

#[async_trait]
impl Purge for PostgresLog {
    async fn purge(&self, keys: &[KeyId]) -> Result<u64, LogError> {
        write::purge(&self.pool, keys).await.map_err(|error| unavailable(&error))
    }

    async fn residue(&self) -> Result<Residue, LogError> {
        read::again(&self.pool, || async { Ok(renew::residue(&mut *self.pool.acquire().await?).await?) })
            .await
    }

    /// What was deleted before stays in the write-ahead log for a while, which no client can see to: [`Residue::beyond`].
    async fn renew(&self, now: Timestamp) -> Result<(), LogError> {
        renew::renew(&self.options, now).await
    }
}
