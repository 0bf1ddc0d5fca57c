//! Restoring: an older log beside the current key table, and an older key table beside the current log.

use super::{anteroom, copy_folder, done, erase, text};
use crate::routes::visitor;
use std::fs;
use store::log::{Acknowledge, SqliteLog};
use tests::folder::Folder;
use tests::http::get;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs};

fn page(server: &Server, visit: &str, cookie: &str) -> Outcome<(u16, String)> {
    let reply = get(&format!("{}/v/{visit}/receipt", server.address()), &[("cookie", cookie)])?;
    Ok((reply.status, reply.text()))
}

/// How many events there are.
pub(super) fn events(server: &Server) -> Outcome<i64> {
    let log = rusqlite::Connection::open(server.data().join("log.db"))?;
    Ok(log.query_row("SELECT count(*) FROM log_events", [], |row| row.get(0))?)
}

/// Starting has to fail, and to say this, once.
pub(crate) fn refused(server: &mut Server, saying: &str) -> Outcome {
    match server.start_again() {
        Ok(()) => Err(Failure::new(format!("it started, and should have refused: {saying}"))),
        Err(failure) => {
            // What it printed at an earlier start stands before it.
            let words =
                failure.message().lines().rfind(|line| line.starts_with("anteroom: ")).unwrap_or_default();
            assert_eq!(words.matches(saying).count(), 1, "{words:?} should say once: {saying}");
            Ok(())
        }
    }
}

#[test]
fn a_restored_log_declares_its_loss_and_what_was_erased_stays_erased() -> Outcome {
    needs!("restoring a log", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (erased, arrived) = visitor(&server, "nordlys")?;
    let erased_cookie = arrived.cookies();
    let (kept, arrived) = visitor(&server, "nordlys")?;
    let kept_cookie = arrived.cookies();
    let folder = Folder::new("backup")?;
    let backup = folder.path().join("log");
    done(&server, &["backup", "--out", text(&backup)?])?;
    let checkpoint = folder.path().join("checkpoint");
    erase(&server, &erased)?;
    let (lost, arrived) = visitor(&server, "nordlys")?;
    let lost_cookie = arrived.cookies();
    fs::write(&checkpoint, done(&server, &["audit", "checkpoint"])?)?;
    assert_eq!(page(&server, &lost, &lost_cookie)?.0, 200);
    server.terminate()?;

    // Put back by hand it is refused: nothing would tell of the loss, and what was erased would be there again.
    let data = server.data();
    let kept_log = folder.path().join("current");
    copy_folder(&data, &kept_log)?;
    for name in ["log.db", "log.db-wal", "log.db-shm"] {
        drop(fs::remove_file(data.join(name)));
    }
    fs::copy(backup.join("log.db"), data.join("log.db"))?;
    refused(&mut server, "anteroom restore")?;

    let told = done(&server, &["restore", "--from", text(&backup)?, "--json"])?;
    let restored: serde_json::Value = serde_json::from_str(&told)?;
    assert_eq!(restored["declared"], true, "{restored}");
    server.start_again()?;
    assert!(page(&server, &kept, &kept_cookie)?.1.contains("Somebody Waiting"), "a survivor opens");
    let (status, shown) = page(&server, &erased, &erased_cookie)?;
    assert!(
        status == 200 && shown.contains("id=\"erased\"") && !shown.contains("Somebody Waiting"),
        "{shown}"
    );
    assert_eq!(page(&server, &lost, &lost_cookie)?.0, 404, "what came after the copy is lost");

    // The auditor's checkpoint from before is told of the loss; it is no truncation.
    let verified =
        super::anteroom(&server, &["audit", "verify", "--checkpoint", text(&checkpoint)?, "--json"])?;
    assert_eq!(
        verified.status.code(),
        Some(3),
        "{}{}",
        String::from_utf8_lossy(&verified.stdout),
        String::from_utf8_lossy(&verified.stderr)
    );
    let status = done(&server, &["keys", "status", "--json"])?;
    assert!(status.contains("\"held\":true"), "letters wait for an operator: {status}");
    done(&server, &["restore", "--release"])?;
    assert!(done(&server, &["keys", "status", "--json"])?.contains("\"held\":false"));
    // A second start needs nothing more.
    server.start_again()
}

#[test]
fn an_older_key_table_is_refused_and_nothing_is_changed() -> Outcome {
    needs!("an older key table", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (erased, _) = visitor(&server, "nordlys")?;
    let folder = Folder::new("keys")?;
    let old = folder.path().join("keys.db");
    fs::copy(server.data().join("keys.db"), &old)?;
    let backup = folder.path().join("log");
    done(&server, &["backup", "--out", text(&backup)?])?;
    erase(&server, &erased)?;
    let (_later, _) = visitor(&server, "nordlys")?;
    server.terminate()?;

    let table = server.data().join("keys.db");
    let current = fs::read(&table)?;
    fs::copy(&old, &table)?;
    let before = events(&server)?;
    // The roll took the root's key away, so this one does not even unwrap.
    refused(&mut server, "the root holds no key for epoch 0: either the key table is from before a roll")?;
    assert_eq!(events(&server)?, before, "nothing is written");
    // Nor is an older log restored beside it: the one that is there stays where it is.
    let told = super::anteroom(&server, &["restore", "--from", text(&backup)?])?;
    assert!(!told.status.success() && String::from_utf8_lossy(&told.stderr).contains("from before a roll"));
    assert_eq!(events(&server)?, before, "the log is the one of before");
    for entry in fs::read_dir(server.data())? {
        assert!(!entry?.file_name().to_string_lossy().starts_with("before-restore"));
    }

    fs::write(&table, current)?;
    server.start_again()
}

#[test]
fn an_older_key_table_of_the_same_epoch_is_refused_too() -> Outcome {
    needs!("an older key table of the same epoch", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let folder = Folder::new("keys")?;
    let old = folder.path().join("keys.db");
    fs::copy(server.data().join("keys.db"), &old)?;
    visitor(&server, "nordlys")?;
    server.terminate()?;
    fs::copy(&old, server.data().join("keys.db"))?;
    refused(&mut server, "the key table is older than the log")
}

#[test]
fn a_missing_key_table_is_not_made_anew_beside_a_log() -> Outcome {
    needs!("a missing key table", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (visit, arrived) = visitor(&server, "nordlys")?;
    server.terminate()?;
    let table = server.data().join("keys.db");
    let kept = fs::read(&table)?;
    fs::remove_file(&table)?;
    let root = entries(&server.data().join("root"))?;
    // Missing, and empty as a crash or a full disk leaves it.
    for empty in [false, true] {
        if empty {
            fs::write(&table, [])?;
        }
        refused(&mut server, &format!("there is no key table in {}", table.display()))?;
        assert_eq!(fs::metadata(&table).map(|file| file.len()).ok(), empty.then_some(0), "none was made");
        assert_eq!(entries(&server.data().join("root"))?, root, "nor a key of the root");
    }
    fs::write(&table, kept)?;
    server.start_again()?;
    assert!(page(&server, &visit, &arrived.cookies())?.1.contains("Somebody Waiting"));
    Ok(())
}

#[test]
fn a_missing_log_is_not_made_anew_beside_a_key_table() -> Outcome {
    needs!("a missing log", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (visit, arrived) = visitor(&server, "nordlys")?;
    server.terminate()?;
    let (data, away) = (server.data(), Folder::new("away")?);
    let log = data.join("log.db");
    let files: Vec<_> =
        ["log.db", "log.db-wal", "log.db-shm"].into_iter().filter(|name| data.join(name).exists()).collect();
    for name in &files {
        fs::copy(data.join(name), away.path().join(name))?;
        fs::remove_file(data.join(name))?;
    }
    let keys = fs::read(data.join("keys.db"))?;
    // Missing, and empty as a full disk leaves it.
    for empty in [false, true] {
        if empty {
            fs::write(&log, [])?;
        }
        refused(&mut server, &format!("the log is missing: there is none in {}", log.display()))?;
        let told = anteroom(&server, &["keys", "status"])?;
        assert!(!told.status.success());
        assert_eq!(fs::metadata(&log).map(|file| file.len()).ok(), empty.then_some(0), "none was made");
        assert_eq!(fs::read(data.join("keys.db"))?, keys, "nor are the keys touched");
    }
    // Somebody makes another one.
    let other = away.path().join("other");
    let _open = SqliteLog::open(&other, [5; 16], Acknowledge::AfterCommit)?;
    rusqlite::Connection::open(&other)?.execute("VACUUM INTO ?1", [text(&log)?])?;
    refused(&mut server, "the log is missing")?;
    for name in ["log.db", "log.db-wal", "log.db-shm"] {
        drop(fs::remove_file(data.join(name)));
    }
    for name in &files {
        fs::copy(away.path().join(name), data.join(name))?;
    }
    server.start_again()?;
    assert!(page(&server, &visit, &arrived.cookies())?.1.contains("Somebody Waiting"));
    Ok(())
}

#[test]
fn a_missing_log_on_postgres_is_not_made_anew_either() -> Outcome {
    needs!("a missing log on PostgreSQL", Program::Anteroom, Program::Postgres);
    let database = Cluster::shared()?.database()?;
    let mut server = Plan::demo().arg(format!("--log={}", database.url())).start()?;
    server.terminate()?;
    database.psql("DROP SCHEMA anteroom_log CASCADE")?;
    refused(&mut server, "the log is missing: there is none in the PostgreSQL database of `log`")?;
    let made = "SELECT count(*) FROM pg_namespace WHERE nspname = 'anteroom_log'";
    assert_eq!(database.psql(made)?, "0", "none was made");
    Ok(())
}

fn entries(folder: &std::path::Path) -> Outcome<Vec<std::ffi::OsString>> {
    let mut names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<Outcome<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

#[test]
fn a_copy_that_cannot_be_read_leaves_the_log_where_it_was() -> Outcome {
    needs!("a copy that is none", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (visit, arrived) = visitor(&server, "nordlys")?;
    let cookie = arrived.cookies();
    server.terminate()?;
    let held = events(&server)?;
    let folder = Folder::new("no-backup")?;
    fs::create_dir_all(folder.path().join("tree"))?;
    fs::write(folder.path().join("tree/checkpoint"), "nothing")?;
    fs::write(folder.path().join("log.db"), "no database at all".repeat(500))?;
    let output = anteroom(&server, &["restore", "--from", text(folder.path())?, "--unproved"])?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && told.contains("not a database"), "{told}");
    assert_eq!(events(&server)?, held);
    server.start_again()?;
    assert_eq!(page(&server, &visit, &cookie)?.0, 200);
    done(&server, &["audit", "verify"])?;
    Ok(())
}
