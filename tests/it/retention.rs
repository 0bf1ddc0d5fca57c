//! Retention on a turned clock, and what the auditor's command line says of it: replay, verify, beside the running server.

use super::inside::Standing;
use super::routes::visitor;
use chrono::TimeDelta;
use std::process::{Command, Output};
use std::sync::Arc;
use tests::http::{get, post_form};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};
use web::edge::TurnedClock;

fn anteroom(server: &Server, session: &str, arguments: &[&str]) -> Outcome<Output> {
    let mut command = Command::new(Program::Anteroom.find()?);
    command.args(arguments).arg("--data").arg(server.data()).env("ANTEROOM_SESSION", session);
    Ok(command.output()?)
}

fn session(server: &Server) -> Outcome<String> {
    let printed = server.printed()?;
    let token = printed.split("ANTEROOM_SESSION=").nth(1).and_then(|rest| rest.split_whitespace().next());
    token.map(str::to_owned).ok_or_else(|| Failure::new("no session is printed"))
}

fn expires(server: &Server) -> Outcome {
    let (visit, arrived) = visitor(server, "nordlys")?;
    let cookie = arrived.cookies();
    let receipt = format!("{}/v/{visit}/receipt", server.address());
    assert!(
        get(&receipt, &[("cookie", &cookie)])?.text().contains("Somebody Waiting"),
        "it is kept until it is due"
    );

    // Who opened it: the visitor's own look just now is an entry, by reference and in words.
    let session = session(server)?;
    let visit_id: domain::VisitId = visit.parse()?;
    let replay =
        anteroom(server, &session, &["audit", "replay", "--reference", &visit_id.reference(), "--json"])?;
    let told = String::from_utf8_lossy(&replay.stdout).into_owned();
    assert!(replay.status.success(), "{}", String::from_utf8_lossy(&replay.stderr));
    assert!(told.contains("own-visit") && !told.contains("Somebody Waiting"), "{told}");

    let turned =
        post_form(&format!("{}/demo/clock", server.address()), &[], &[("days", "15"), ("back", "/")])?;
    assert_eq!(turned.status, 303);
    let page = get(&receipt, &[("cookie", &cookie)])?.text();
    assert!(page.contains("id=\"erased\"") && !page.contains("Somebody Waiting"), "fourteen days are over");

    // The tree follows at most a second behind; what was purged is covered by a logged destruction.
    wait::until("audit verify to prove the log", wait::DEADLINE, || {
        let verified = anteroom(server, &session, &["audit", "verify", "--json"])?;
        Ok(verified.status.success().then_some(()))
    })
}

/// Turning the demo's clock also runs what is due, so here the clock goes on while the server is down: only the schedule is left to see it.
#[test]
fn what_became_due_while_the_server_was_down_is_destroyed_by_the_schedule() -> Outcome {
    needs!("expiry by the schedule", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (visit, arrived) = visitor(&server, "nordlys")?;
    let receipt = format!("{}/v/{visit}/receipt", server.address());
    let shown = || Ok::<_, Failure>(get(&receipt, &[("cookie", &arrived.cookies())])?.text());
    server.terminate()?;
    TurnedClock::open(Arc::new(Standing), &server.data())?.turn(TimeDelta::days(13))?;
    server.start_again()?;
    assert!(shown()?.contains("Somebody Waiting"), "one day before it is due");
    server.terminate()?;
    TurnedClock::open(Arc::new(Standing), &server.data())?.turn(TimeDelta::days(2))?;
    server.start_again()?;
    wait::until("the schedule to come by", wait::DEADLINE, || {
        Ok(shown()?.contains("id=\"erased\"").then_some(()))
    })?;
    assert!(!shown()?.contains("Somebody Waiting"));
    Ok(())
}

#[test]
fn a_visit_expires_on_the_turned_clock_on_sqlite() -> Outcome {
    needs!("expiry on SQLite", Program::Anteroom);
    expires(&Plan::demo().start()?)
}

#[test]
fn a_visit_expires_on_the_turned_clock_on_postgresql() -> Outcome {
    needs!("expiry on PostgreSQL", Program::Anteroom, Program::Postgres);
    let database = Cluster::shared()?.database()?;
    expires(&Plan::demo().arg(format!("--log={}", database.url())).start()?)
}
