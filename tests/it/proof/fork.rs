//! A log that was rewritten behind the server's back, or that grew out of an old copy: the start is refused, and a server that runs signs nothing more. Beside each, the same
//! without the attack.

use crate::restore::copies::refused;
use crate::restore::copy_folder;
use crate::routes::visitor;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use tests::folder::Folder;
use tests::http::get;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs, wait};

const FORKED: &str = "the log is not the one that the key table has seen";

pub(crate) fn visitors(server: &Server, count: usize) -> Outcome {
    (0..count).try_for_each(|_| visitor(server, "nordlys").map(drop))
}

/// What the tree of a folder has signed for.
fn signed(server: &Server) -> Outcome<u64> {
    let note = fs::read_to_string(server.data().join("tree/checkpoint"))?;
    Ok(note.lines().nth(1).unwrap_or_default().parse()?)
}

pub(crate) fn head(server: &Server) -> Outcome<u64> {
    let log = Connection::open(server.data().join("log.db"))?;
    Ok(log.query_row("SELECT max(position) FROM log_events", [], |row| row.get(0))?)
}

/// Everything seen is signed for, and mirrored: a server that ends may leave its last events for the next.
pub(crate) fn followed(server: &Server) -> Outcome {
    wait::until("the tree to follow", wait::DEADLINE, || {
        let keys = Connection::open(server.data().join("keys.db"))?;
        let seen: u64 = keys.query_row("SELECT size FROM key_meta", [], |row| row.get(0))?;
        Ok((signed(server)? == head(server)? && seen == head(server)?).then_some(()))
    })
}

/// Changes a record as somebody does who has the file.
fn rewrite(server: &Server, position: u64) -> Outcome {
    let log = Connection::open(server.data().join("log.db"))?;
    log.busy_timeout(wait::DEADLINE)?;
    let trigger: String =
        log.query_row("SELECT sql FROM sqlite_schema WHERE name = 'log_events_no_update'", [], |row| {
            row.get(0)
        })?;
    log.execute_batch("DROP TRIGGER log_events_no_update")?;
    let changed = log.execute(
        "UPDATE log_events SET public = CAST(replace(CAST(public AS TEXT), '2026-', '2025-') AS BLOB) WHERE position = ?1",
        [position],
    )?;
    assert_eq!(changed, 1);
    log.execute_batch(&trigger)?;
    Ok(())
}

/// Puts a folder, or a database with its write-ahead log, in the place of what is there.
pub(crate) fn put(from: &Path, server: &Server, names: &[&str]) -> Outcome {
    for name in names {
        let to = server.data().join(name);
        if to.is_dir() {
            fs::remove_dir_all(&to)?;
            copy_folder(&from.join(name), &to)?;
            continue;
        }
        for name in ["", "-wal", "-shm", "-journal"].map(|end| format!("{name}{end}")) {
            let (from, to) = (from.join(&name), server.data().join(&name));
            if to.exists() {
                fs::remove_file(&to)?;
            }
            if from.exists() {
                fs::copy(from, to)?;
            }
        }
    }
    Ok(())
}

#[test]
fn a_log_that_grew_out_of_an_old_copy_is_refused_at_the_start() -> Outcome {
    needs!("a forked log", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let folder = Folder::new("fork")?;
    let (old, current) = (folder.path().join("old"), folder.path().join("current"));
    let log = ["log.db", "tree"];
    visitors(&server, 3)?;
    followed(&server)?;
    server.terminate()?;
    copy_folder(&server.data(), &old)?;
    server.start_again()?;
    visitors(&server, 2)?;
    followed(&server)?;
    server.terminate()?;
    copy_folder(&server.data(), &current)?;

    // The same log goes on from its copy, beside the key table's, until it is the longer one.
    put(&old, &server, &["log.db", "tree", "keys.db"])?;
    server.start_again()?;
    visitors(&server, 4)?;
    followed(&server)?;
    server.terminate()?;
    put(&current, &server, &["keys.db"])?;
    let before = head(&server)?;
    refused(&mut server, FORKED)?;
    assert_eq!(head(&server)?, before, "nothing is written");

    put(&current, &server, &log)?;
    server.start_again()
}

#[test]
fn a_record_that_is_rewritten_while_nobody_looks_stops_the_tree() -> Outcome {
    needs!("a rewritten record", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    visitors(&server, 5)?;
    followed(&server)?;
    server.terminate()?;
    // The newest is found before anybody is served; one in the middle once the log has been read.
    let (newest, kept) = (head(&server)?, Folder::new("log")?);
    copy_folder(&server.data(), kept.path())?;
    rewrite(&server, newest)?;
    refused(&mut server, "its first")?;
    put(kept.path(), &server, &["log.db"])?;
    server.start_again()?;
    visitors(&server, 1)?;
    followed(&server)?;
    server.terminate()?;
    rewrite(&server, 9)?;
    assert!(server.start_again().is_err() || stopped(&server)?);
    Ok(())
}

#[test]
fn a_record_that_is_rewritten_beside_a_running_server_stops_the_tree() -> Outcome {
    needs!("a record rewritten beside a server", Program::Anteroom);
    let server = Plan::demo().start()?;
    visitors(&server, 2)?;
    followed(&server)?;
    visitors(&server, 1)?;
    followed(&server)?;
    let (newest, before) = (head(&server)?, signed(&server)?);
    rewrite(&server, newest)?;
    visitors(&server, 1)?;
    assert!(stopped(&server)?);
    assert_eq!(signed(&server)?, before, "nothing more is signed");
    Ok(())
}

/// Waits until it says that it is not ready, and why.
fn stopped(server: &Server) -> Outcome<bool> {
    wait::until("the tree to stop", wait::DEADLINE, || {
        let ready = get(&format!("{}/readyz", server.address()), &[])?;
        let traces = fs::read_to_string(server.traces().join("stderr"))?;
        Ok((ready.status == 503 && traces.contains(FORKED)).then_some(true))
    })
}
