//! A roll asks every node, visitors come in meanwhile, and one that is frozen or killed keeps nothing and loses nothing.

use super::{Nodes, SLUG, arrive, assert_erased, assert_opens};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tests::program::{Program, say};
use tests::{Failure, Outcome, needs, wait};

/// What a node is given up after.
const LEASE: Duration = Duration::from_secs(10);

#[test]
fn a_roll_asks_every_node_and_visitors_come_in_meanwhile() -> Outcome {
    needs!("a roll over two nodes", Program::Anteroom, Program::Python, Program::Postgres);
    let nodes = Nodes::start()?;
    nodes.found()?;
    let (stop, count, let_in) = (AtomicBool::new(false), AtomicUsize::new(0), Mutex::new(Vec::new()));
    let took = std::thread::scope(|scope| -> Outcome<Duration> {
        for node in [&nodes.one, &nodes.other] {
            let (stop, count, let_in) = (&stop, &count, &let_in);
            scope.spawn(move || {
                // Of one address only so many are let in.
                for _ in 0..50 {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let arrived = arrive(node).map_err(|failure| failure.message().to_owned());
                    let_in.lock().unwrap().push(arrived);
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let rolled = (|| {
            wait::until("the first visitors", wait::DEADLINE, || {
                Ok((count.load(Ordering::Relaxed) >= 4).then_some(()))
            })?;
            let before = count.load(Ordering::Relaxed);
            let start = Instant::now();
            for node in [&nodes.one, &nodes.other, &nodes.one] {
                nodes.done(node, &["keys", "roll"])?;
            }
            let took = start.elapsed() / 3;
            assert!(count.load(Ordering::Relaxed) > before, "somebody came in during the rolls");
            Ok(took)
        })();
        stop.store(true, Ordering::Relaxed);
        rolled
    })?;
    say(format!("a roll over two nodes that answer took {} ms", took.as_millis()))?;
    assert!(took < LEASE, "no lease was waited for: {took:?}");
    for epoch in 0..3 {
        assert_eq!(nodes.known(epoch)?, "answered", "epoch {epoch}");
    }
    let let_in = let_in.into_inner().unwrap();
    for visitor in let_in {
        let visitor = visitor.map_err(Failure::new)?;
        for node in [&nodes.one, &nodes.other] {
            assert_opens(node, &visitor)?;
        }
    }
    nodes.done(&nodes.other, &["keys", "drill"])?;
    nodes.assert_no_letter_twice()
}

#[test]
fn a_frozen_nodes_lease_runs_out_and_it_opens_nothing_that_was_erased() -> Outcome {
    needs!("a frozen node", Program::Anteroom, Program::Python, Program::Postgres);
    let nodes = Nodes::start()?;
    let mut owner = nodes.found()?;
    let mut officer = nodes.officer(&mut owner)?;
    let (erased, kept) = (arrive(&nodes.one)?, arrive(&nodes.other)?);
    // The other node has opened it, and holds its key.
    assert_opens(&nodes.other, &erased)?;
    let epoch = nodes.epoch()?;
    nodes.other.freeze()?;

    let close = format!("/{SLUG}/visits/{}/close", erased.visit);
    officer.send(&format!("/{SLUG}/dashboard"), &close, &[])?;
    let reference = erased.visit.parse::<domain::VisitId>()?.reference();
    let found = officer.send(
        &format!("/{SLUG}/desk"),
        &format!("/{SLUG}/desk/find"),
        &[("reference", &reference)],
    )?;
    let reason = [("visit", erased.visit.as_str()), ("reason", "asked by letter")];
    let statement = officer.submit(&found, &format!("/{SLUG}/desk/erase"), &reason)?;
    assert!(statement.contains("id=\"pending\""), "while a node may hold it, it is not done: {statement}");
    // Visitors come in meanwhile.
    let meanwhile = arrive(&nodes.one)?;
    let statement = officer.page.clone();
    let done = wait::until("the roll to go on without it", 3 * LEASE, || {
        Ok(Some(officer.open(&statement)?).filter(|page| page.contains("id=\"done\"")))
    })?;
    assert!(done.contains("At least one node did not answer: its lease"), "{done}");
    assert_eq!((nodes.known(epoch)?, nodes.epoch()?), ("lease-ran-out".to_owned(), epoch + 1));

    nodes.other.thaw()?;
    assert_erased(&nodes.other, &erased)?;
    for visitor in [&kept, &meanwhile] {
        assert_opens(&nodes.other, visitor)?;
    }
    // It is one of them again.
    wait::until("both nodes", wait::DEADLINE, || {
        let there = nodes.keys.psql("SELECT count(*) FROM anteroom_keys.nodes WHERE NOT over")?;
        Ok((there == "2").then_some(()))
    })?;
    nodes.done(&nodes.other, &["keys", "roll"])?;
    assert_eq!(nodes.known(epoch + 1)?, "answered");
    nodes.assert_no_letter_twice()
}

#[test]
fn a_node_killed_between_minting_a_key_and_appending_loses_nothing() -> Outcome {
    needs!("a node killed between key and append", Program::Anteroom, Program::Python, Program::Postgres);
    let mut nodes = Nodes::start()?;
    nodes.found()?;
    let earlier = arrive(&nodes.one)?;
    let keys = || -> Outcome<u64> {
        Ok(nodes.keys.psql("SELECT count(*) FROM anteroom_keys.wraps_0 WHERE class = 'visit'")?.parse()?)
    };
    assert_eq!(keys()?, 1);
    let head = nodes.log.psql("SELECT position FROM anteroom_log.log_head")?;
    // Nothing can be appended: the node gets as far as the key.
    let locked = nodes.log.session("BEGIN; LOCK TABLE anteroom_log.log_head IN EXCLUSIVE MODE")?;
    std::thread::scope(|scope| -> Outcome {
        let arriving = scope.spawn(|| arrive(&nodes.one).is_ok());
        let minted = wait::until("the key", wait::DEADLINE, || Ok((keys()? == 2).then_some(())));
        let killed = nodes.one.kill_now();
        assert!(!arriving.join().unwrap(), "nobody was told to be in");
        minted.and(killed)
    })?;
    // What it had sent waits on at the server, and would be recorded though nobody was told; here it was killed a moment earlier.
    let waiting = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    assert!(nodes.log.psql(waiting)?.lines().all(|ended| ended == "t"));
    wait::until("the server to let it go", wait::DEADLINE, || {
        let left = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'anteroom_log.log_head'::regclass";
        Ok((nodes.log.psql(left)? == "0").then_some(()))
    })?;
    drop(locked);
    assert_opens(&nodes.other, &earlier)?;
    let later = arrive(&nodes.other)?;
    nodes.one.start_again()?;
    for node in [&nodes.one, &nodes.other] {
        assert_opens(node, &earlier)?;
        assert_opens(node, &later)?;
    }
    let arrivals = format!(
        "SELECT count(*) FROM anteroom_log.log_events WHERE kind = 'visit.arrived.v1' AND position > {head}"
    );
    assert_eq!(nodes.log.psql(&arrivals)?, "1", "what was not acknowledged is not there");
    // The key that sealed nothing is carried like any other, until its own time.
    nodes.done(&nodes.other, &["keys", "roll"])?;
    assert_eq!(nodes.keys.psql("SELECT count(*) FROM anteroom_keys.wraps_1 WHERE class = 'visit'")?, "3");
    nodes.done(&nodes.one, &["keys", "drill"])?;
    nodes.assert_no_letter_twice()
}
