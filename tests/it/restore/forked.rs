//! A restore knows what the log that it moves aside was: that the copy has grown by itself, and that the key table beside it is the old one.

use super::again::{checkpoint, restore};
use super::copies::events;
use super::{anteroom, copy_folder, done, text};
use crate::proof::fork::{followed, put, visitors};
use crate::proof::{assert_proved, export};
use rusqlite::Connection;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tests::folder::Folder;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

/// What stands in a log, event by event.
fn records(log: &Path) -> Outcome<Vec<(String, String, Vec<u8>)>> {
    let log = Connection::open(log)?;
    let mut read = log.prepare("SELECT stream, hex(id), public FROM log_events ORDER BY position")?;
    let rows = read.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[test]
fn of_a_copy_that_grew_by_itself_what_was_signed_is_told_as_kept_and_no_more() -> Outcome {
    needs!("restoring a copy that grew by itself", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (data, folder) = (server.data(), Folder::new("forked")?);
    let at = |name: &str| folder.path().join(name);
    let all = ["log.db", "tree", "keys.db"];
    visitors(&server, 2)?;
    followed(&server)?;
    let common = checkpoint(&server, &folder, "common")?;
    server.terminate()?;
    copy_folder(&data, &at("old"))?;
    server.start_again()?;
    visitors(&server, 4)?;
    followed(&server)?;
    let last = checkpoint(&server, &folder, "last")?;
    let key = fs::read_to_string(data.join("tree/verifier"))?;
    server.terminate()?;
    copy_folder(&data, &at("current"))?;

    // The same log goes on from its copy elsewhere, less far; that one is what is put back.
    put(&at("old"), &server, &all)?;
    server.start_again()?;
    visitors(&server, 1)?;
    followed(&server)?;
    let other = checkpoint(&server, &folder, "other")?;
    server.terminate()?;
    copy_folder(&data, &at("fork"))?;
    put(&at("current"), &server, &all)?;
    let (current, fork) = (records(&data.join("log.db"))?, records(&at("fork").join("log.db"))?);
    let same = current.iter().zip(&fork).take_while(|(one, other)| one == other).count();
    assert!(same < fork.len() && fork.len() < current.len(), "{same} {} {}", fork.len(), current.len());

    let told = restore(&mut server, &at("fork"))?;
    assert_eq!((&told["declared"], told["held"].as_u64()), (&Value::Bool(true), Some(fork.len() as u64)));
    let now = records(&data.join("log.db"))?;
    let (_, _, declared) = &now[fork.len()];
    let declared: Value = serde_json::from_slice(declared)?;
    assert_eq!(declared["new_size"].as_u64(), Some(same as u64), "{declared}");
    assert_eq!(declared["old_size"].as_u64(), Some(current.len() as u64), "{declared}");

    // What auditors are told, who kept a checkpoint from before, from the end, and of the copy's own growth.
    let out = export(&data, at("export"), &[])?;
    assert_proved(&out, &["--key", &key])?;
    let verified = |checkpoint: &str| -> Outcome<(Option<i32>, Value)> {
        let output =
            anteroom(&server, &["audit", "verify", "--key", &key, "--checkpoint", checkpoint, "--json"])?;
        Ok((output.status.code(), serde_json::from_slice(&output.stdout)?))
    };
    let (status, verdict) = verified(&common)?;
    assert_eq!(status, Some(0), "{verdict}");
    let (status, verdict) = verified(&last)?;
    assert_eq!(status, Some(3), "{verdict}");
    let loss = &verdict["report"]["declared"][0];
    let gone = (loss["first"].as_u64(), loss["last"].as_u64());
    assert_eq!(gone, (Some(same as u64 + 1), Some(current.len() as u64)), "{loss}");
    for older in [&common, &last, &other] {
        let output = anteroom(&server, &["audit", "consistency", "--checkpoint", older])?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(1) && said.contains("it was restored since"), "{older}: {said}");
    }
    server.start_again()?;
    done(&server, &["audit", "verify"])?;
    Ok(())
}

#[test]
fn an_old_key_table_is_noticed_by_the_log_that_is_moved_aside() -> Outcome {
    needs!("an old key table and an old log", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let folder = Folder::new("both-old")?;
    visitors(&server, 1)?;
    followed(&server)?;
    server.terminate()?;
    let table = server.data().join("keys.db");
    let (current, old) = (folder.path().join("current.db"), folder.path().join("old.db"));
    fs::copy(&table, &old)?;
    let copy = folder.path().join("copy");
    done(&server, &["backup", "--out", text(&copy)?])?;
    server.start_again()?;
    visitors(&server, 1)?;
    followed(&server)?;
    server.terminate()?;
    fs::copy(&table, &current)?;

    // The old two stand together; the log that was there tells of a key that the old table does not know.
    fs::copy(&old, &table)?;
    let before = events(&server)?;
    let output = anteroom(&server, &["restore", "--from", text(&copy)?])?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("the key table is older than this log"), "{said}");
    assert_eq!(events(&server)?, before, "the log is the one of before");
    // The control: beside the current table the same copy goes back.
    fs::copy(&current, &table)?;
    assert_eq!(restore(&mut server, &copy)?["declared"], true);
    server.start_again()
}
