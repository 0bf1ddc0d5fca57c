//! Retention on a turned clock, from the end of a visit, shortened, and rolled; and what the auditor's command line says of it: replay, verify, beside the running server.

use super::inside::Person;
use super::routes::visitor;
use std::process::{Command, Output};
use tests::http::{get, post_form};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};

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

    turn(server, 15)?;
    let page = get(&receipt, &[("cookie", &cookie)])?.text();
    assert!(page.contains("id=\"erased\"") && !page.contains("Somebody Waiting"), "fourteen days are over");

    // The tree follows at most a second behind; what was purged is covered by a logged destruction.
    wait::until("audit verify to prove the log", wait::DEADLINE, || {
        let verified = anteroom(server, &session, &["audit", "verify", "--json"])?;
        Ok(verified.status.success().then_some(()))
    })
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

/// Turns the clock of a demo.
pub(super) fn turn(server: &Server, days: u32) -> Outcome {
    let days = days.to_string();
    let clock = format!("{}/demo/clock", server.address());
    let turned = post_form(&clock, &[], &[("days", &days), ("back", "/")])?;
    assert_eq!(turned.status, 303, "{}", turned.text());
    Ok(())
}

/// The professional of the demo, signed in, also after the clock was turned.
fn professional(server: &Server) -> Outcome<Person> {
    let link = server.link("  dashboard ")?;
    let url = url::Url::parse(&link)?;
    let mut person = Person::at(&server.address());
    person.open(&url[url::Position::BeforePath..])?;
    Ok(person)
}

/// What became of a visit, as its visitor reads it.
fn receipt(server: &Server, visit: &str, cookie: &str) -> Outcome<String> {
    Ok(get(&format!("{}/v/{visit}/receipt", server.address()), &[("cookie", cookie)])?.text())
}

fn close(server: &Server, visit: &str) -> Outcome {
    professional(server)?
        .send("/nordlys/dashboard", &format!("/nordlys/visits/{visit}/close"), &[])
        .map(|_| ())
}

#[test]
fn a_visit_is_kept_from_its_end_on() -> Outcome {
    needs!("the period from the end of a visit on", Program::Anteroom);
    let server = Plan::demo().start()?;
    let (visit, arrived) = visitor(&server, "nordlys")?;
    let cookie = arrived.cookies();
    turn(&server, 10)?;
    close(&server, &visit)?;
    // A reaction follows the end a moment later: no night may come in between.
    wait::until("the period to begin at the end", wait::DEADLINE, || {
        let told = receipt(&server, &visit, &cookie)?;
        let after = |mark: &str| {
            let time = told.split(mark).nth(1).and_then(|rest| rest.split("<time datetime=\"").nth(1));
            time.and_then(|time| time.get(..10)?.parse::<domain::time::Day>().ok())
        };
        let (until, visited) = (after("id=\"kept\""), after("<dt>Day</dt>"));
        Ok(until.zip(visited).filter(|(until, visited)| (*until - *visited).num_days() > 20))
    })?;
    // Twenty days after the arrival, ten after the end: fourteen are kept.
    turn(&server, 10)?;
    let told = receipt(&server, &visit, &cookie)?;
    assert!(told.contains("Somebody Waiting") && told.contains("id=\"kept\""), "{told}");
    turn(&server, 5)?;
    let told = receipt(&server, &visit, &cookie)?;
    assert!(told.contains("id=\"erased\"") && !told.contains("Somebody Waiting"), "{told}");
    Ok(())
}

#[test]
fn a_shorter_period_holds_at_once_for_what_is_kept_already() -> Outcome {
    needs!("a shortened retention period", Program::Anteroom);
    let server = Plan::demo().start()?;
    let (visit, arrived) = visitor(&server, "nordlys")?;
    let cookie = arrived.cookies();
    close(&server, &visit)?;
    turn(&server, 3)?;
    let told = receipt(&server, &visit, &cookie)?;
    assert!(told.contains("Somebody Waiting") && told.contains("14 days"), "{told}");

    let settings = "/nordlys/settings/retention";
    professional(&server)?.send(settings, settings, &[("retention", "7 days")])?;
    wait::until("the receipt to tell of the shorter period", wait::DEADLINE, || {
        let told = receipt(&server, &visit, &cookie)?;
        Ok((told.contains("7 days") && told.contains("Somebody Waiting")).then_some(()))
    })?;
    // Eight days after its end: the fourteen that were agreed to are not over, the seven are.
    turn(&server, 5)?;
    let told = receipt(&server, &visit, &cookie)?;
    assert!(told.contains("id=\"erased\"") && !told.contains("Somebody Waiting"), "{told}");
    Ok(())
}

#[test]
fn what_has_expired_is_out_of_the_copies_reach_after_the_night() -> Outcome {
    needs!("the roll after an expiry", Program::Anteroom);
    let server = Plan::demo().start()?;
    let session = session(&server)?;
    let status = || -> Outcome<serde_json::Value> {
        let told = anteroom(&server, &session, &["keys", "status", "--json"])?;
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        Ok(serde_json::from_slice(&told.stdout)?)
    };
    let (visit, arrived) = visitor(&server, "nordlys")?;
    let cookie = arrived.cookies();
    let before = status()?;
    // Past many nights, at three of each of which the table is rolled if anything has expired.
    turn(&server, 15)?;
    assert!(receipt(&server, &visit, &cookie)?.contains("id=\"erased\""));
    wait::until("the roll of the night", wait::DEADLINE, || {
        let now = status()?;
        let rolled = now["epoch"].as_u64() > before["epoch"].as_u64();
        Ok((rolled && now["awaiting_expired"] == 0).then_some(()))
    })?;
    assert!(status()?["destroyed"].as_u64() > before["destroyed"].as_u64());
    let told = receipt(&server, &visit, &cookie)?;
    assert!(told.contains("id=\"done\"") && !told.contains("could still open"), "{told}");
    Ok(())
}
