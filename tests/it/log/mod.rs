//! The contract of the event log: the same tests on every engine, and what only one of them can be asked.
//!
//! EventStoreDB is a stand-in of its protocol: no real server can be had where this runs.

mod basics;
mod clients;
mod crash;
mod crowd;
mod eventstore;
mod migrated;
mod nodes;
mod outage;
mod prompt;
mod purge;
mod random;

use domain::{Class, EventId, KeyId, StreamName, SubjectId};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use store::log::{
    Acknowledge, EventStoreLog, Log, LogError, LogReader, NewRecord, NewSeal, PostgresLog, Record, SqliteLog,
};
use tests::esdb::StandIn;
use tests::folder::Folder;
use tests::postgres::{Cluster, Database};
use tests::{Failure, Outcome};

/// Makes a test of each contract on each engine.
macro_rules! on_every_engine {
    ($($contract:ident),+ $(,)?) => {
        crate::log::on_both_databases!($($contract),+);
        mod eventstore {
            use crate::log::Engine;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $contract() -> tests::Outcome {
                super::$contract(&Engine::eventstore()?).await
            })+
        }
    };
}
use on_every_engine;

/// Makes a test of each contract on each engine that speaks SQL.
macro_rules! on_both_databases {
    ($($contract:ident),+ $(,)?) => {
        mod sqlite {
            use crate::log::Engine;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $contract() -> tests::Outcome {
                super::$contract(&Engine::sqlite()?).await
            })+
        }
        mod postgres {
            use crate::log::Engine;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $contract() -> tests::Outcome {
                tests::needs!("a contract of the log on PostgreSQL", tests::program::Program::Postgres);
                super::$contract(&Engine::postgres()?).await
            })+
        }
    };
}
use on_both_databases;

/// The id that a log gets when it is made.
const LOG: [u8; 16] = [0xa7; 16];

/// Where a log lies; it can be opened more than once.
enum Engine {
    Sqlite(Folder),
    Postgres(Database),
    EventStore(Server),
}

/// A stand-in, and the indexes of the nodes that use it.
struct Server {
    standin: StandIn,
    folder: Folder,
    nodes: Mutex<Vec<Weak<EventStoreLog>>>,
}

impl Server {
    fn start() -> Outcome<Self> {
        Ok(Self { standin: StandIn::start()?, folder: Folder::new("log")?, nodes: Mutex::default() })
    }

    /// Opens the log as the first node that is not running.
    async fn open(&self) -> Outcome<Arc<EventStoreLog>> {
        let free = {
            let nodes = self.nodes.lock().unwrap_or_else(PoisonError::into_inner);
            nodes.iter().position(|node| node.strong_count() == 0).unwrap_or(nodes.len())
        };
        let log = Arc::new(EventStoreLog::open(&self.standin.url(), &self.index(free), LOG).await?);
        let mut nodes = self.nodes.lock().unwrap_or_else(PoisonError::into_inner);
        match nodes.get_mut(free) {
            Some(node) => *node = Arc::downgrade(&log),
            None => nodes.push(Arc::downgrade(&log)),
        }
        Ok(log)
    }

    fn index(&self, node: usize) -> std::path::PathBuf {
        self.folder.path().join(format!("index-{node}.db"))
    }
}

impl Engine {
    fn sqlite() -> Outcome<Self> {
        Ok(Self::Sqlite(Folder::new("log")?))
    }

    fn postgres() -> Outcome<Self> {
        Ok(Self::Postgres(Cluster::shared()?.database()?))
    }

    fn eventstore() -> Outcome<Self> {
        Ok(Self::EventStore(Server::start()?))
    }

    async fn open(&self) -> Outcome<Arc<dyn Log>> {
        Ok(match self {
            Self::EventStore(server) => server.open().await?,
            Self::Sqlite(folder) => {
                Arc::new(SqliteLog::open(&folder.path().join("log.db"), LOG, Acknowledge::AfterCommit)?)
            }
            Self::Postgres(database) => Arc::new(PostgresLog::open(&database.url(), LOG).await?),
        })
    }

    /// Runs SQL as somebody at the database's prompt would; `{}` stands before a table's name.
    fn prompt(&self, sql: &str) -> Outcome {
        match self {
            Self::Sqlite(folder) => Ok(rusqlite::Connection::open(folder.path().join("log.db"))?
                .execute_batch(&sql.replace("{}", ""))?),
            Self::Postgres(database) => database.psql(&sql.replace("{}", "anteroom_log.")).map(drop),
            Self::EventStore(_) => Err(Failure::new("EventStoreDB has no prompt")),
        }
    }
}

fn stream(name: &str) -> StreamName {
    StreamName::stored(name)
}

fn id(n: u64) -> EventId {
    EventId::from_bytes((u128::from(n) << 8 | 1).to_be_bytes())
}

/// An event without sealed parts.
fn event(n: u64) -> NewRecord {
    NewRecord {
        id: id(n),
        kind: "visit.arrived.v1".into(),
        public: format!("{{\"n\":{n}}}").into_bytes(),
        seals: vec![],
    }
}

fn events(numbers: impl IntoIterator<Item = u64>) -> Vec<NewRecord> {
    numbers.into_iter().map(event).collect()
}

fn key(n: u8) -> KeyId {
    KeyId::from_bytes([n; 16])
}

fn seal(n: u8, class: Class, ciphertext: &[u8]) -> NewSeal {
    NewSeal {
        subject: SubjectId::from_bytes([n | 0x80; 16]),
        class,
        key: key(n),
        ciphertext: ciphertext.to_vec(),
    }
}

/// The whole log, in pages of seven.
async fn whole(log: &dyn Log) -> Result<Vec<Record>, LogError> {
    let mut records: Vec<Record> = Vec::new();
    loop {
        let page = log.read_all(records.len() as u64, 7).await?;
        if page.is_empty() {
            return Ok(records);
        }
        records.extend(page);
    }
}

/// Fails unless positions, and the versions of each stream, count from one without a gap; returns the ids in order.
fn dense(records: &[Record]) -> Outcome<Vec<EventId>> {
    let mut versions = std::collections::HashMap::new();
    for (position, record) in (1..).zip(records) {
        let version = versions.entry(&record.stream).or_insert(0);
        *version += 1;
        if (record.position, record.version) != (position, *version) {
            return Err(Failure::new(format!("{record:?} lies where {position}, version {version} is due")));
        }
    }
    Ok(records.iter().map(|record| record.id).collect())
}

/// Follows the log from its beginning until it has seen so many events.
async fn tail(log: Arc<dyn Log>, until: usize) -> Result<Vec<Record>, LogError> {
    let mut seen: Vec<Record> = Vec::new();
    while seen.len() < until {
        let after = seen.last().map_or(0, |record| record.position);
        log.wait(after).await?;
        seen.extend(log.read_all(after, 100).await?);
    }
    Ok(seen)
}

/// The answer in time: a log that hangs fails its test.
async fn in_time<T>(what: &str, answer: impl Future<Output = T>) -> Outcome<T> {
    let late = |_| Failure::new(format!("{what}: not within {:?}", tests::wait::DEADLINE));
    tokio::time::timeout(tests::wait::DEADLINE, answer).await.map_err(late)
}

/// The refusal, or a failure that says what should have been refused.
#[track_caller]
fn refusal<T, E>(answer: Result<T, E>, what: &str) -> Outcome<E> {
    answer.err().ok_or_else(|| Failure::new(format!("not refused: {what}")))
}

/// A reading half alone, to see that it is enough.
fn reader(log: &Arc<dyn Log>) -> &dyn LogReader {
    log.as_ref()
}
