//! kill -9: what was acknowledged is there, and the control, which acknowledges too early, is seen to lose.

use super::outage::Server;
use super::{LOG, dense, event, seal, stream, whole};
use domain::{Class, EventId};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use store::log::{Acknowledge, EventStoreLog, Expected, Log, NewRecord, PostgresLog, SqliteLog};
use tests::esdb::StandIn;
use tests::folder::Folder;
use tests::postgres::Cluster;
use tests::process::{End, Running};
use tests::program::Program;
use tests::{Failure, Outcome, needs, wait};
use tokio::task::JoinSet;

const WHERE: &str = "ANTEROOM_LOG_TO_BE_KILLED";
const HOW_MANY: &str = "ANTEROOM_LOG_APPENDS";
const WRITERS: u64 = 16;
/// What opens a log that acknowledges before it commits.
pub(super) const EARLY: &str = "early:";

pub(super) async fn open(place: &str) -> Outcome<Arc<dyn Log>> {
    Ok(match place.strip_prefix(EARLY) {
        Some(path) => {
            Arc::new(SqliteLog::open(Path::new(path), LOG, Acknowledge::BeforeCommitForTheControl)?)
        }
        None if place.starts_with("esdb:") => {
            let (url, index) = place.split_once('#').ok_or_else(|| Failure::new("no index"))?;
            Arc::new(EventStoreLog::open(url, Path::new(index), LOG).await?)
        }
        None if place.starts_with("postgres:") => Arc::new(PostgresLog::open(place, LOG).await?),
        None => Arc::new(SqliteLog::open(Path::new(place), LOG, Acknowledge::AfterCommit)?),
    })
}

/// Not a test of its own: the tests here run it in a process that they then kill. It appends, and prints each id once it is acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn to_be_killed() -> Outcome {
    let Ok(place) = std::env::var(WHERE) else { return Ok(()) };
    let each: u64 = std::env::var(HOW_MANY)?.parse()?;
    let log = open(&place).await?;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let log = log.clone();
        writers.spawn(async move {
            for n in 0..each {
                let event = event(writer << 32 | n);
                let id = event.id;
                let event = NewRecord { seals: vec![seal(1, Class::Visit, &[7; 400])], ..event };
                if log
                    .append(&stream(&format!("visit-{writer}")), Expected::Version(n), vec![event])
                    .await
                    .is_err()
                {
                    break;
                }
                // In one write, past the test runner's capture.
                std::io::stdout().lock().write_all(format!("ack {id}\n").as_bytes())?;
            }
            std::io::Result::Ok(())
        });
    }
    while let Some(writer) = writers.join_next().await {
        writer??;
    }
    // Nothing of it ends in order: it waits to be killed.
    std::future::pending().await
}

/// A process that appends.
struct Appender {
    process: Running,
    printed: Folder,
}

impl Appender {
    fn start(place: &str, each: u64) -> Outcome<Self> {
        let printed = Folder::new("acknowledged")?;
        let mut test = Command::new(std::env::current_exe()?);
        test.args(["--exact", "log::crash::to_be_killed"]).env(WHERE, place).env(HOW_MANY, each.to_string());
        test.stdout(File::create(printed.path().join("out"))?)
            .stderr(File::create(printed.path().join("err"))?);
        Ok(Self { process: Running::start(&mut test, End::KillGroup, None)?, printed })
    }

    /// The ids that were acknowledged so far.
    fn acknowledged(&self) -> Outcome<HashSet<EventId>> {
        let text = fs::read_to_string(self.printed.path().join("out"))?;
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let ids = whole.lines().filter_map(|line| Some(line.split_once("ack ")?.1.parse()));
        Ok(ids.collect::<Result<_, _>>()?)
    }

    fn wait_for(&mut self, acknowledged: usize) -> Outcome {
        wait::until("acknowledged appends", wait::DEADLINE, || {
            if let Some(status) = self.process.ended()? {
                let said = fs::read_to_string(self.printed.path().join("err"))?;
                return Err(Failure::new(format!("the appender ended with {status}: {said}")));
            }
            Ok((self.acknowledged()?.len() >= acknowledged).then_some(()))
        })
    }

    /// Kills it, and returns all that it acknowledged.
    fn kill(mut self) -> Outcome<HashSet<EventId>> {
        self.process.kill()?;
        self.acknowledged()
    }
}

/// How many of these the reopened log has lost. Whatever it has must be whole.
async fn lost(place: &str, acknowledged: &HashSet<EventId>) -> Outcome<usize> {
    let log = open(place).await?;
    let records = whole(&*log).await?;
    assert!(records.iter().all(|record| record.seals.iter().all(|seal| seal.ciphertext.is_some())));
    assert_eq!(log.head().await?, records.len() as u64);
    let there: HashSet<_> = dense(&records)?.into_iter().collect();
    Ok(acknowledged.difference(&there).count())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_keeps_what_it_acknowledged() -> Outcome {
    let folder = Folder::new("crash")?;
    let place = folder.path().join("log.db").to_string_lossy().into_owned();
    let mut appender = Appender::start(&place, u64::MAX)?;
    appender.wait_for(1_000)?;
    let acknowledged = appender.kill()?;
    assert_eq!(lost(&place, &acknowledged).await?, 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_acknowledges_early_is_seen_to_lose() -> Outcome {
    let folder = Folder::new("crash")?;
    let path = folder.path().join("log.db").to_string_lossy().into_owned();
    // The control commits sixty-four at a time: of the last hundred and sixty, thirty-two are acknowledged and wait.
    let mut appender = Appender::start(&format!("{EARLY}{path}"), 10)?;
    appender.wait_for(10 * WRITERS as usize)?;
    let acknowledged = appender.kill()?;
    assert_eq!(lost(&path, &acknowledged).await?, 32);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_keeps_what_a_killed_node_acknowledged() -> Outcome {
    needs!("kill -9 of a node on PostgreSQL", Program::Postgres);
    let place = Cluster::shared()?.database()?.url();
    let mut appender = Appender::start(&place, u64::MAX)?;
    appender.wait_for(1_000)?;
    let acknowledged = appender.kill()?;
    assert_eq!(lost(&place, &acknowledged).await?, 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_keeps_what_it_acknowledged_when_it_is_killed_itself() -> Outcome {
    needs!("kill -9 of PostgreSQL", Program::Postgres);
    let cluster = Cluster::start()?;
    let place = cluster.url("postgres");
    let mut appender = Appender::start(&place, u64::MAX)?;
    appender.wait_for(1_000)?;
    let server = Server::kill(&cluster)?;
    let acknowledged = appender.kill()?;
    let _again = server.start(&cluster)?;
    assert_eq!(lost(&place, &acknowledged).await?, 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eventstore_keeps_what_a_killed_node_acknowledged_and_its_index_goes_on() -> Outcome {
    let (standin, folder) = (StandIn::start()?, Folder::new("crash")?);
    let place = |index: &str| format!("{}#{}", standin.url(), folder.path().join(index).display());
    let mut appender = Appender::start(&place("index.db"), u64::MAX)?;
    appender.wait_for(1_000)?;
    let acknowledged = appender.kill()?;
    for index in ["index.db", "another.db"] {
        assert_eq!(lost(&place(index), &acknowledged).await?, 0);
    }
    let (kept, anew) = (open(&place("index.db")).await?, open(&place("another.db")).await?);
    assert_eq!(whole(&*kept).await?, whole(&*anew).await?);
    Ok(())
}
