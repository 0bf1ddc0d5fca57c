//! What one node does for all is done once, and another takes it over from one that was killed.

use super::{EMAIL, Nodes, SLUG, arrive, assert_erased, assert_opens, id};
use crate::inside::Person;
use std::fs;
use tests::http::get;
use tests::program::Program;
use tests::{Outcome, needs, wait};

#[test]
fn another_node_takes_over_from_one_that_was_killed() -> Outcome {
    needs!("the failover of a node", Program::Anteroom, Program::Python, Program::Postgres);
    let mut nodes = Nodes::start()?;
    nodes.found()?;
    let earlier = arrive(&nodes.one)?;
    // The first to come holds all three; the other neither sends nor signs.
    let holder = id(&nodes.one)?;
    for lease in ["reactions", "schedule", "tree"] {
        assert_eq!(nodes.holder(lease)?, holder, "{lease}");
    }
    let elsewhere = nodes.command(&nodes.other, &["audit", "checkpoint"])?;
    assert!(
        String::from_utf8_lossy(&elsewhere.stderr).contains("another node signs the tree"),
        "{elsewhere:?}"
    );
    let (kept, key) = (nodes.folder.path().join("checkpoint"), nodes.folder.path().join("verifier"));
    fs::write(&kept, nodes.done(&nodes.one, &["audit", "checkpoint"])?)?;
    fs::copy(nodes.one.data().join("tree/verifier"), &key)?;

    nodes.one.kill()?;
    // Its period is over in a moment when nobody destroys by the clock; its letter is asked for when nobody sends.
    let due = "UPDATE anteroom_keys.data_keys SET due_at = 1 WHERE class = 'visit' RETURNING encode(subject, 'hex')";
    let subject = nodes.keys.psql(due)?;
    assert_eq!(subject, earlier.visit.replace('-', ""));
    let mut owner = Person::at(&nodes.other.address());
    owner.send("/sign-in", "/sign-in", &[("email", EMAIL)])?;
    let enter = nodes.letter()?;
    owner.send(&enter, &enter, &[])?;
    owner.open(&format!("/{SLUG}/team"))?;
    nodes.told_of_a_new_browser()?;
    assert_eq!(nodes.holder("reactions")?, id(&nodes.other)?);
    wait::until("the schedule to destroy what is due", wait::DEADLINE, || {
        let gone = nodes.keys.psql("SELECT count(*) FROM anteroom_keys.tombstones WHERE recorded")?;
        Ok((gone == "1").then_some(()))
    })?;
    assert_erased(&nodes.other, &earlier)?;

    // The tree goes on as the same: under the same key, out of the checkpoint that was kept.
    let export = nodes.folder.path().join("export").display().to_string();
    nodes.done(&nodes.other, &["audit", "export", "--out", &export])?;
    let (kept, key) = (kept.display().to_string(), key.display().to_string());
    let mut verify = std::process::Command::new(Program::Anteroom.find()?);
    let verified =
        verify.args(["audit", "verify", &export, "--key", &key, "--checkpoint", &kept]).output()?;
    assert!(verified.status.success(), "{verified:?}");

    // It comes back, and leaves what is taken to who has it.
    nodes.one.start_again()?;
    let later = arrive(&nodes.one)?;
    assert_opens(&nodes.other, &later)?;
    assert_eq!(nodes.holder("reactions")?, id(&nodes.other)?);
    nodes.assert_no_letter_twice()
}

#[test]
fn a_node_that_derives_another_tree_than_was_signed_signs_nothing() -> Outcome {
    needs!("a tree that is contradicted", Program::Anteroom, Program::Python, Program::Postgres);
    let mut nodes = Nodes::start()?;
    nodes.found()?;
    // All that is there has been signed, or the one that is killed would have gone on meanwhile.
    nodes.done(&nodes.one, &["audit", "checkpoint"])?;
    nodes.one.kill()?;
    // As if the first had signed another history than the one that the log tells now.
    nodes.keys.psql("UPDATE anteroom_keys.key_meta SET root = sha256(root)")?;
    let ready = format!("{}/readyz", nodes.other.address());
    let words = wait::until("the node to tell", 2 * wait::DEADLINE, || {
        let reply = get(&ready, &[])?;
        Ok((reply.status == 503).then(|| reply.text()))
    })?;
    assert!(words.contains("proof has stopped"), "{words}");
    let printed = fs::read_to_string(nodes.other.traces().join("stderr"))?;
    assert!(printed.contains("is not the one that the key table has seen"), "{printed}");
    assert!(!nodes.other.data().join("tree/checkpoint").exists(), "nothing was signed");
    Ok(())
}

#[test]
fn what_is_for_one_node_alone_is_refused_beside_another() -> Outcome {
    needs!(
        "rebuilding and restoring beside another node",
        Program::Anteroom,
        Program::Python,
        Program::Postgres
    );
    let mut nodes = Nodes::start()?;
    nodes.found()?;
    let beside = nodes.command(&nodes.one, &["projections", "rebuild"])?;
    let words = String::from_utf8_lossy(&beside.stderr).into_owned();
    assert!(!beside.status.success() && words.contains("other nodes read the same rows"), "{words}");
    let status = nodes.done(&nodes.one, &["keys", "status"])?;
    assert!(status.contains("nodes: 2; this one does for all: reactions, schedule, tree"), "{status}");
    nodes.one.terminate()?;
    let beside = nodes.command(&nodes.one, &["restore"])?;
    assert!(String::from_utf8_lossy(&beside.stderr).contains("other nodes are running"), "{beside:?}");
    nodes.one.start_again()?;
    nodes.other.terminate()?;
    nodes.done(&nodes.one, &["projections", "rebuild"])?;
    nodes.other.start_again()?;
    assert_opens(&nodes.other, &arrive(&nodes.one)?)
}

#[test]
fn a_node_that_ends_politely_is_waited_for_by_nobody() -> Outcome {
    needs!("the polite end of a node", Program::Anteroom, Program::Python, Program::Postgres);
    let mut nodes = Nodes::start()?;
    nodes.found()?;
    nodes.one.terminate()?;
    let there = nodes.keys.psql("SELECT encode(node, 'hex') FROM anteroom_keys.nodes")?;
    assert_eq!(there, id(&nodes.other)?);
    nodes.done(&nodes.other, &["keys", "roll"])?;
    assert_eq!(nodes.known(0)?, "alone");
    nodes.assert_no_letter_twice()
}
