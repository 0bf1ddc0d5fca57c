//! Attack 6: the process is killed while it erases, as soon as each step of the erasure shows on disk. On restart it finishes: nothing commanded is forgotten, nothing half done
//! is called done.

use super::text;
use crate::routes::visitor;
use rusqlite::{Connection, OptionalExtension as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};

/// What shows on disk that an erasure has come this far: the file, and a query that gives a number which grows.
type Sign = (&'static str, &'static str);

const COMMANDED: Sign = ("log.db", "SELECT count(*) FROM log_events WHERE kind = 'erasure.commanded.v1'");
const DESTROYED: Sign = ("keys.db", "SELECT count(*) FROM tombstones");
const RECORDED: Sign = ("log.db", "SELECT count(*) FROM log_events WHERE kind = 'vault.keys-destroyed.v1'");
const BEGUN: Sign = ("keys.db", "SELECT max(epoch) FROM key_epochs");
const SWITCHED: Sign = ("keys.db", "SELECT epoch FROM key_meta");
const ENDED: Sign = ("keys.db", "SELECT count(*) FROM ended_epochs");
const TOLD: Sign = ("log.db", "SELECT count(*) FROM log_events WHERE kind = 'vault.epoch-destroyed.v1'");

/// After which step the process is killed, and what would show the next one.
const STEPS: [(&str, Sign, Sign); 6] = [
    ("commanded", COMMANDED, DESTROYED),
    ("the key destroyed", DESTROYED, RECORDED),
    ("the destruction recorded", RECORDED, BEGUN),
    ("a roll begun", BEGUN, SWITCHED),
    ("the roll switched", SWITCHED, ENDED),
    ("the old epoch ended", ENDED, TOLD),
];

/// How often a process may get through a step before it is caught in it.
const CAUGHT_BY: usize = 30;

/// A number from a file that another process writes; `None` where it cannot be had at this moment.
fn glance(file: &Connection, query: &str) -> Option<i64> {
    let found: rusqlite::Result<Option<Option<i64>>> = file.query_row(query, [], |row| row.get(0)).optional();
    found.ok().map(|found| found.flatten().unwrap_or_default())
}

/// The same, once it can be had.
fn number(file: &Connection, query: &str) -> Outcome<i64> {
    wait::until("a number from a file", wait::DEADLINE, || Ok(glance(file, query)))
}

fn open(data: &Path, (file, _): Sign) -> Outcome<Connection> {
    let file = Connection::open(data.join(file))?;
    file.busy_timeout(Duration::ZERO)?;
    Ok(file)
}

/// Erases a visit and kills the server after a step. Whether it was caught before the next one: the file that this one writes is locked as soon as the step shows, so the
/// server waits there.
fn erased_and_killed(server: &mut Server, step: Sign, next: Sign) -> Outcome<bool> {
    let (visit, arrived) = visitor(server, "nordlys")?;
    let reference = visit.parse::<domain::VisitId>()?.reference();
    let data = server.data();
    let (here, comes) = (open(&data, step)?, open(&data, next)?);
    let (before, next_before) = (number(&here, step.1)?, number(&comes, next.1)?);
    let mut erasing = Command::new(Program::Anteroom.find()?)
        .args(["subject", "erase", "--reference", &reference, "--reason", "asked by letter"])
        .args(["--data", text(&data)?])
        .env("ANTEROOM_SESSION", super::session(server)?)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let deadline = Instant::now() + wait::DEADLINE;
    while glance(&here, step.1).is_none_or(|now| now <= before) {
        if Instant::now() > deadline {
            return Err(Failure::new("the step never showed on disk"));
        }
        std::hint::spin_loop();
    }
    let locked = comes.execute_batch("BEGIN IMMEDIATE").is_ok();
    let caught = locked && glance(&comes, next.1) == Some(next_before);
    server.kill_now()?;
    drop((here, comes));
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
        let ended = number(&open(&data, ENDED)?, ENDED.1)?;
        Ok((ended > 0 && number(&open(&data, TOLD)?, TOLD.1)? == ended).then_some(()))
    })?;
    Ok(caught)
}

#[test]
fn killed_at_any_step_of_an_erasure_it_finishes_on_restart() -> Outcome {
    needs!("kill -9 during erasures", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    for (name, step, next) in STEPS {
        // Where it has gone on before it is stopped, it is killed at some later moment: that has to end well too, and shows nothing of this step.
        let mut caught = false;
        for _ in 0..CAUGHT_BY {
            caught =
                erased_and_killed(&mut server, step, next).map_err(|failure| failure.while_doing(name))?;
            if caught {
                break;
            }
        }
        assert!(caught, "never killed between {name} and what comes next");
    }
    let told = super::done(&server, &["audit", "verify", "--json"])?;
    assert!(told.contains("\"proved\":true"), "{told}");
    Ok(())
}
