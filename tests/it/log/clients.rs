//! The stand-in of EventStoreDB is checked with clients that others wrote: where it is wrong in what both use, they notice.

use super::{LOG, Server, dense, events, id, in_time, stream, whole};
use std::path::PathBuf;
use std::process::Command;
use store::log::{EventStoreLog, Expected, LogReader, LogWriter};
use tests::esdb::StandIn;
use tests::program::{Program, repository};
use tests::{Failure, Outcome, needs};

fn script(name: &str) -> PathBuf {
    repository().join("tests/clients").join(name)
}

fn holds(command: &mut Command) -> Outcome {
    let output = command.output()?;
    if output.status.success() && output.stdout.ends_with(b"held\n") {
        return Ok(());
    }
    Err(Failure::new(String::from_utf8_lossy(&[output.stdout, output.stderr].concat())))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_client_for_python_finds_a_server() -> Outcome {
    needs!("another client on the stand-in of EventStoreDB", Program::KurrentPython);
    let standin = StandIn::start()?;
    holds(Command::new(Program::KurrentPython.find()?).arg(script("esdb.py")).arg(standin.url()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_client_for_node_finds_a_server() -> Outcome {
    needs!("another client on the stand-in of EventStoreDB", Program::KurrentNode);
    let standin = StandIn::start()?;
    let folder = Program::KurrentNode.find()?;
    holds(Command::new("node").arg(script("esdb.mjs")).arg(standin.url()).arg(folder))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_others_write_beside_the_log_is_not_counted() -> Outcome {
    needs!("another client beside the log", Program::KurrentPython);
    let server = Server::start()?;
    let log = server.open().await?;
    log.append(&stream("visit-a"), Expected::Version(0), events(1..=3)).await?;
    holds(Command::new(Program::KurrentPython.find()?).arg(script("esdb.py")).arg(server.standin.url()))?;
    log.append(&stream("visit-a"), Expected::Version(3), events([4])).await?;
    let before = whole(&*log).await?;
    assert_eq!(dense(&before)?, [1, 2, 3, 4].map(id));
    let (url, index) = (server.standin.url(), server.index(3));
    let other = in_time("another node", EventStoreLog::open(&url, &index, LOG)).await??;
    assert_eq!((whole(&other).await?, other.head().await?), (before, 4));
    Ok(())
}
