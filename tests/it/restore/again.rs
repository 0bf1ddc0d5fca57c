//! What a restore must know and must not lose: what earlier restores and rotations had told, what came in the last moment, and whether the copy is what was signed.

use super::{anteroom, done, text};
use crate::proof::{assert_proved, export};
use crate::routes::visitor;
use serde_json::Value;
use std::fs;
use std::path::Path;
use store::proof::{Checkpoint, KeyKind, Note, SignerKey};
use tests::folder::Folder;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

/// Restores from a copy; what it says.
pub(super) fn restore(server: &mut Server, from: &Path) -> Outcome<Value> {
    let told = done(server, &["restore", "--from", text(from)?, "--json"])?;
    Ok(serde_json::from_str(&told)?)
}

/// Keeps the newest checkpoint, as an auditor does.
pub(super) fn checkpoint(server: &Server, folder: &Folder, name: &str) -> Outcome<String> {
    let file = folder.path().join(name);
    fs::write(&file, done(server, &["audit", "checkpoint"])?)?;
    Ok(text(&file)?.to_owned())
}

fn backup(server: &Server, folder: &Folder, name: &str) -> Outcome<std::path::PathBuf> {
    let out = folder.path().join(name);
    done(server, &["backup", "--out", text(&out)?])?;
    Ok(out)
}

/// The declarations of an export.
fn declared(export: &Path) -> Outcome<usize> {
    Ok(fs::read_to_string(export.join("records.jsonl"))?.matches("\"log.restored.v1\"").count())
}

#[test]
fn checkpoints_from_between_restores_are_led_to_the_newest() -> Outcome {
    needs!("several restores", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (data, folder) = (server.data(), Folder::new("restores")?);
    let small = backup(&server, &folder, "small")?;
    visitor(&server, "nordlys")?;
    let large = backup(&server, &folder, "large")?;
    visitor(&server, "nordlys")?;
    let first = checkpoint(&server, &folder, "first")?;
    let key = fs::read_to_string(data.join("tree/verifier"))?;

    // The small copy goes back, the log grows, its key is rotated; then the large copy from before all that, then the small one again.
    let mut kept = vec![first];
    for (round, copy) in [&small, &large, &small].into_iter().enumerate() {
        server.terminate()?;
        let told = restore(&mut server, copy)?;
        assert_eq!(told["declared"], true, "{told}");
        server.start_again()?;
        for _ in 0..3 {
            visitor(&server, "nordlys")?;
        }
        if round == 0 {
            done(&server, &["audit", "rotate-key"])?;
            done(&server, &["audit", "rotate-key", "--finish"])?;
            visitor(&server, "nordlys")?;
        }
        let out = export(&data, folder.path().join(format!("export-{round}")), &[])?;
        assert_eq!(declared(&out)?, round + 1, "every restore there was is told");
        assert_proved(&out, &["--key", &key])?;
        for older in &kept {
            let output =
                anteroom(&server, &["audit", "verify", "--key", &key, "--checkpoint", older, "--json"])?;
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!(output.status.code(), Some(3), "{older} after restore {round}: {said}");
        }
        kept.push(checkpoint(&server, &folder, &format!("after-{round}"))?);
    }
    // The control: a checkpoint of the same size that nobody signed for this log is none.
    let mut other = Plan::demo().start()?;
    let strange = checkpoint(&other, &folder, "strange")?;
    other.terminate()?;
    let refused = anteroom(&server, &["audit", "verify", "--key", &key, "--checkpoint", &strange])?;
    assert_eq!(refused.status.code(), Some(1));
    Ok(())
}

#[test]
fn what_came_in_the_last_moment_is_known_to_a_restore() -> Outcome {
    needs!("a restore after a stop", Program::Anteroom);
    for killed in [false, true] {
        let mut server = Plan::demo().start()?;
        let folder = Folder::new("last-moment")?;
        let copy = backup(&server, &folder, "copy")?;
        visitor(&server, "nordlys")?;
        visitor(&server, "nordlys")?;
        if killed {
            server.kill()?;
        } else {
            server.terminate()?;
        }
        let held = super::copies::events(&server)?;
        if !killed {
            let keys = rusqlite::Connection::open(server.data().join("keys.db"))?;
            let seen: i64 = keys.query_row("SELECT size FROM key_meta", [], |row| row.get(0))?;
            assert_eq!(seen, held, "a server that is told to stop signs for what it took last");
        }
        let told = restore(&mut server, &copy)?;
        assert_eq!((told["seen"].as_i64(), &told["declared"]), (Some(held), &Value::Bool(true)), "{told}");
        server.start_again()?;
        done(&server, &["audit", "verify"])?;
    }
    Ok(())
}

#[test]
fn a_copy_that_was_changed_is_restored_only_by_whoever_says_so() -> Outcome {
    needs!("a changed copy", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let folder = Folder::new("changed")?;
    let copy = backup(&server, &folder, "copy")?;
    let log = rusqlite::Connection::open(copy.join("log.db"))?;
    log.execute_batch(
        "DROP TRIGGER log_events_no_update; UPDATE log_events SET kind = 'visit.left.v9' WHERE position = 9;",
    )?;
    drop(log);
    server.terminate()?;
    let held = super::copies::events(&server)?;
    let output = anteroom(&server, &["restore", "--from", text(&copy)?])?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("is not as it was signed"), "{said}");
    // Nor one that somebody else has signed, however well.
    let good = backup(&server, &folder, "good")?;
    let note = Note::parse(&fs::read_to_string(good.join("tree/checkpoint"))?)?;
    let checkpoint = Checkpoint::parse(note.text())?;
    let strange = SignerKey::generate(&checkpoint.origin, KeyKind::Log, &[7; 32])?;
    fs::write(good.join("tree/checkpoint"), checkpoint.sign(&strange)?.note().to_string())?;
    fs::write(good.join("tree/verifier"), format!("{}\n", strange.verifier()))?;
    let itself = anteroom(&server, &["audit", "verify", text(&good)?])?;
    assert!(itself.status.success(), "by itself it proves: {}", String::from_utf8_lossy(&itself.stderr));
    let output = anteroom(&server, &["restore", "--from", text(&good)?])?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("a key that is not this log's"), "{said}");
    assert_eq!(super::copies::events(&server)?, held, "nothing was moved");
    server.start_again()
}

#[test]
fn a_copy_whose_log_is_ahead_of_its_trees_answers_for_a_later_checkpoint() -> Outcome {
    needs!("a backup and a later checkpoint", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let folder = Folder::new("ahead")?;
    let copy = backup(&server, &folder, "copy")?;
    visitor(&server, "nordlys")?;
    let later = checkpoint(&server, &folder, "later")?;
    visitor(&server, "nordlys")?;
    let latest = checkpoint(&server, &folder, "latest")?;
    let verify = |checkpoint: &str| -> Outcome<(Option<i32>, String)> {
        let output = anteroom(&server, &["audit", "verify", text(&copy)?, "--checkpoint", checkpoint])?;
        let said = [&output.stdout, &output.stderr].map(|words| String::from_utf8_lossy(words).into_owned());
        Ok((output.status.code(), said.concat()))
    };
    assert_eq!(verify(&later)?.0, Some(1), "the control: the copy does not reach it");
    // What a backup that takes its time brings: trees from before, and a log from after.
    fs::remove_file(copy.join("log.db"))?;
    let log = rusqlite::Connection::open(server.data().join("log.db"))?;
    log.execute("VACUUM INTO ?1", [text(&copy.join("log.db"))?])?;
    drop(log);
    for checkpoint in [&later, &latest] {
        let (status, said) = verify(checkpoint)?;
        assert_eq!(status, Some(0), "{said}");
    }
    // A folder of a copy stands for its newest checkpoint, and the log has grown out of it.
    let grown = anteroom(&server, &["audit", "consistency", "--checkpoint", text(&copy)?])?;
    assert!(grown.status.success(), "{}", String::from_utf8_lossy(&grown.stderr));
    server.terminate()
}
