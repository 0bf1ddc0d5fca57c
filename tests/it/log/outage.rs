//! PostgreSQL goes away and comes back: a clean answer meanwhile, and nothing lost or doubled after.

use super::{LOG, dense, events, in_time, stream, whole};
use futures_util::FutureExt;
use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use store::log::{Expected, Log, LogError, PostgresLog};
use tests::postgres::Cluster;
use tests::process::{End, Running};
use tests::program::Program;
use tests::{Failure, Outcome, needs, wait};

/// How a cluster's server was started, so that it can be started again as it was.
pub(super) struct Server {
    command: Vec<String>,
    owner: (u32, u32),
}

impl Server {
    /// Kills every process of the cluster with SIGKILL, the postmaster first, and waits until all are gone.
    pub(super) fn kill(cluster: &Cluster) -> Outcome<Self> {
        let pid_file = fs::read_to_string(cluster.data().join("postmaster.pid"))?;
        let postmaster = pid_file.lines().next().unwrap_or_default().to_owned();
        let process = Path::new("/proc").join(&postmaster);
        let line = fs::read_to_string(process.join("cmdline"))?;
        let command = line.split_terminator('\0').map(str::to_owned).collect();
        let owner = fs::metadata(&process).map(|found| (found.uid(), found.gid()))?;
        let all = [vec![postmaster], processes(&cluster.data())?].concat();
        Command::new("/bin/sh")
            .args(["-c", r#"kill -s KILL -- "$@" 2>/dev/null"#, "kill"])
            .args(all)
            .status()?;
        wait::until("the cluster to be dead", wait::DEADLINE, || {
            Ok(processes(&cluster.data())?.is_empty().then_some(()))
        })?;
        // The dead postmaster keeps its number until the cluster's owner asks after it, and its successor would take it for alive.
        fs::remove_file(cluster.data().join("postmaster.pid"))?;
        Ok(Self { command, owner })
    }

    /// Starts it again and waits until it answers.
    pub(super) fn start(&self, cluster: &Cluster) -> Outcome<Running> {
        let (program, arguments) = self.command.split_first().ok_or_else(|| Failure::new("no command"))?;
        let log = OpenOptions::new().append(true).open(cluster.log())?;
        let mut command = Command::new(program);
        command.args(arguments).current_dir(cluster.data()).stdout(log.try_clone()?).stderr(log);
        if fs::metadata("/proc/self")?.uid() == 0 {
            command.uid(self.owner.0).gid(self.owner.1);
        }
        let running = Running::start(&mut command, End::Quit, None)?;
        wait::until("the cluster to be back", wait::DEADLINE, || {
            Ok(cluster.psql("postgres", "SELECT 1").ok())
        })?;
        Ok(running)
    }
}

/// The processes of a cluster: all of them work in its data folder.
fn processes(data: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let entry = entry?;
        // One that has just ended, or a dead one that nobody has asked after, has no folder to be read.
        if fs::read_link(entry.path().join("cwd")).is_ok_and(|folder| folder == data) {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(found)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_goes_away_and_comes_back() -> Outcome {
    needs!("PostgreSQL going away", Program::Postgres);
    let cluster = Cluster::start()?;
    let log: Arc<dyn Log> = Arc::new(PostgresLog::open(&cluster.url("postgres"), LOG).await?);
    let a = stream("visit-a");
    let first = log.append(&a, Expected::Version(0), events([1])).await?;
    // Every reading connection has been used, and will be found dead.
    for read in futures_util::future::join_all((0..8).map(|_| log.read_all(0, 10))).await {
        read?;
    }
    let waiting = {
        let log = log.clone();
        tokio::spawn(async move { log.wait(2).await })
    };

    let server = Server::kill(&cluster)?;
    let answers = tokio::join!(
        log.append(&a, Expected::Version(1), events([2])).map(|answer| answer.map(drop)),
        log.read_all(0, 10).map(|answer| answer.map(drop)),
        log.head().map(|answer| answer.map(drop)),
        log.durability().map(|answer| answer.map(drop)),
        log.set_cursor("mail", 1),
        log.purge(&[]).map(|answer| answer.map(drop)),
    );
    for answer in <[Result<(), LogError>; 6]>::from(answers) {
        assert!(matches!(answer, Err(LogError::Unavailable(_))), "{answer:?}");
    }

    let _again = server.start(&cluster)?;
    assert_eq!(log.append(&a, Expected::Version(0), events([1])).await?, first);
    assert_eq!(log.append(&a, Expected::Version(1), events([2])).await?.position, 2);
    assert_eq!(log.append(&a, Expected::Version(2), events([3])).await?.position, 3);
    assert_eq!(in_time("the waiting reader", waiting).await???, 3);
    assert_eq!(dense(&whole(&*log).await?)?.len(), 3);
    assert!(log.durability().await?.starts_with("fsync=on synchronous_commit=on"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_is_cut_costs_no_append() -> Outcome {
    needs!("connections being cut", Program::Postgres);
    let database = Cluster::shared()?.database()?;
    let log: Arc<dyn Log> = Arc::new(PostgresLog::open(&database.url(), LOG).await?);
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'anteroom-log'";
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..8 {
        let log = log.clone();
        writers.spawn(async move {
            for n in 0..100 {
                let numbers = || events([writer * 1_000 + n]);
                // Whoever is told that it is not known sends the same again, as the port says.
                let mut answer =
                    log.append(&stream(&format!("visit-{writer}")), Expected::Version(n), numbers()).await;
                for _ in 0..10 {
                    if !matches!(answer, Err(LogError::Unavailable(_))) {
                        break;
                    }
                    answer = log
                        .append(&stream(&format!("visit-{writer}")), Expected::Version(n), numbers())
                        .await;
                }
                assert_eq!(answer?.version, n + 1);
            }
            Ok::<_, LogError>(())
        });
    }
    // Cut wherever the writers are, as long as they are.
    let mut cuts = 0;
    while log.head().await? < 700 {
        cuts += database.psql(cut)?.parse::<u32>()?;
    }
    while let Some(written) = in_time("the writers", writers.join_next()).await? {
        written??;
    }
    let ids = dense(&whole(&*log).await?)?;
    assert!(cuts > 0, "nothing was cut");
    assert_eq!((ids.len(), ids.iter().collect::<HashSet<_>>().len()), (800, 800));
    Ok(())
}
