//! Attack 6: the process is killed while it erases, as soon as each step of the erasure shows on disk. On restart it finishes: nothing commanded is forgotten, nothing half done
//! is called done.

use super::text;
use crate::routes::visitor;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use std::path::Path;
use std::process::{Command, Stdio};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs, wait};

/// What shows on disk that an erasure has come this far: the file, and a query that gives a number over 0.
const STEPS: [(&str, &str, &str); 6] = [
    ("commanded", "log.db", "SELECT count(*) FROM log_events WHERE kind = 'erasure.commanded.v1'"),
    ("the key destroyed", "keys.db", "SELECT count(*) FROM tombstones"),
    (
        "the destruction recorded",
        "log.db",
        "SELECT count(*) FROM log_events WHERE kind = 'vault.keys-destroyed.v1'",
    ),
    ("a roll begun", "keys.db", "SELECT max(epoch) FROM key_epochs"),
    ("the roll switched", "keys.db", "SELECT epoch FROM key_meta"),
    ("the old epoch ended", "keys.db", "SELECT count(*) FROM ended_epochs"),
];

/// A number from a file that another process writes; 0 where it cannot be had at this moment.
fn number(path: &Path, query: &str) -> i64 {
    let read = || -> rusqlite::Result<Option<i64>> {
        let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        file.query_row(query, [], |row| row.get(0)).optional()
    };
    read().ok().flatten().unwrap_or_default()
}

fn erased_and_killed(server: &mut Server, step: (&str, &str, &str)) -> Outcome {
    let (visit, arrived) = visitor(server, "nordlys")?;
    let reference = visit.parse::<domain::VisitId>()?.reference();
    let data = server.data();
    let (_, file, query) = step;
    let before = number(&data.join(file), query);
    let mut erasing = Command::new(Program::Anteroom.find()?)
        .args(["subject", "erase", "--reference", &reference, "--reason", "asked by letter"])
        .args(["--data", text(&data)?])
        .env("ANTEROOM_SESSION", super::session(server)?)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    wait::until("the step to show on disk", wait::DEADLINE, || {
        Ok((number(&data.join(file), query) > before).then_some(()))
    })?;
    server.kill_now()?;
    erasing.wait()?;
    server.start_again()?;

    let page = format!("{}/v/{visit}/receipt", server.address());
    let cookie = arrived.cookies();
    wait::until("the erasure to be finished", wait::DEADLINE, || {
        let status = super::done(server, &["keys", "status", "--json"])?;
        let shown = tests::http::get(&page, &[("cookie", &cookie)])?.text();
        let finished = status.contains("\"awaiting_commanded\":0") && shown.contains("id=\"erased\"");
        Ok(finished.then_some(()))
    })?;
    wait::until("the log to tell of every epoch that is over", wait::DEADLINE, || {
        let told = "SELECT count(*) FROM log_events WHERE kind = 'vault.epoch-destroyed.v1'";
        let ended = number(&data.join("keys.db"), "SELECT count(*) FROM ended_epochs");
        Ok((ended > 0 && number(&data.join("log.db"), told) == ended).then_some(()))
    })
}

#[test]
fn killed_at_any_step_of_an_erasure_it_finishes_on_restart() -> Outcome {
    needs!("kill -9 during erasures", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    for step in STEPS {
        erased_and_killed(&mut server, step).map_err(|failure| failure.while_doing(step.0))?;
    }
    let told = super::done(&server, &["audit", "verify", "--json"])?;
    assert!(told.contains("\"proved\":true"), "{told}");
    Ok(())
}
