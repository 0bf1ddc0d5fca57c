//! A log on PostgreSQL, restored as docs/operations.md says: the server's own tools bring the database back, and `anteroom restore` without `--from` makes it stand with the key table.

use super::copies::refused;
use super::{anteroom, copy_folder, done, erase, text};
use crate::routes::visitor;
use std::fs;
use tests::folder::Folder;
use tests::http::get;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

/// The folders of the tree of every history.
fn trees(server: &Server) -> Outcome<Vec<std::path::PathBuf>> {
    let mut trees = Vec::new();
    for entry in fs::read_dir(server.data())? {
        let path = entry?.path();
        let named = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("tree"));
        if named && path.is_dir() {
            trees.push(path);
        }
    }
    Ok(trees)
}

fn receipt(server: &Server, (visit, cookies): &(String, String)) -> Outcome<(u16, String)> {
    let reply = get(&format!("{}/v/{visit}/receipt", server.address()), &[("cookie", cookies)])?;
    Ok((reply.status, reply.text()))
}

fn arrive(server: &Server) -> Outcome<(String, String)> {
    let (visit, arrived) = visitor(server, "nordlys")?;
    Ok((visit, arrived.cookies()))
}

#[test]
fn a_log_on_postgresql_is_restored_by_its_own_tools() -> Outcome {
    needs!("restoring a log on PostgreSQL", Program::Anteroom, Program::Postgres);
    let database = Cluster::shared()?.database()?;
    let log = format!("--log={}", database.url());
    let mut server = Plan::demo().arg(&log).start()?;
    let (kept, erased) = (arrive(&server)?, arrive(&server)?);

    // The trees first, then the database.
    let folder = Folder::new("postgres")?;
    for tree in trees(&server)? {
        copy_folder(&tree, &folder.path().join(tree.file_name().unwrap()))?;
    }
    let dump = folder.path().join("log.dump");
    database.dump(&dump)?;
    erase(&server, &erased.0)?;
    let lost = arrive(&server)?;
    let checkpoint = folder.path().join("checkpoint");
    fs::write(&checkpoint, done(&server, &["audit", "checkpoint"])?)?;
    server.terminate()?;

    let no_folder = anteroom(&server, &["restore", &log, "--from", text(folder.path())?])?;
    assert!(!no_folder.status.success(), "a folder is no copy of a log on a server");
    database.put_back(&dump)?;
    refused(&mut server, "anteroom restore")?;
    for tree in trees(&server)? {
        fs::remove_dir_all(tree)?;
    }
    for entry in fs::read_dir(folder.path())? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &server.data().join(entry.file_name()))?;
        }
    }
    let told: serde_json::Value = serde_json::from_str(&done(&server, &["restore", &log, "--json"])?)?;
    assert!(told["declared"] == true && told["destructions"].as_u64() >= Some(1), "{told}");
    server.start_again()?;

    assert!(receipt(&server, &kept)?.1.contains("Somebody Waiting"), "a survivor opens");
    let (status, shown) = receipt(&server, &erased)?;
    assert!(
        status == 200 && shown.contains("id=\"erased\"") && !shown.contains("Somebody Waiting"),
        "{shown}"
    );
    assert_eq!(receipt(&server, &lost)?.0, 404, "what came after the copy is lost");
    let purged = "SELECT count(*) FROM anteroom_log.log_sealed s JOIN anteroom_log.log_events e USING (position) WHERE e.stream = 'visit-";
    assert_eq!(database.psql(&format!("{purged}{}'", erased.0))?, "0", "purged again");
    let verified = anteroom(&server, &["audit", "verify", "--checkpoint", text(&checkpoint)?, "--json"])?;
    assert_eq!(verified.status.code(), Some(3), "{}", String::from_utf8_lossy(&verified.stdout));
    assert!(done(&server, &["keys", "status", "--json"])?.contains("\"held\":true"));
    done(&server, &["restore", "--release"])?;

    // It goes on as a log like any other.
    let later = arrive(&server)?;
    server.start_again()?;
    assert!(receipt(&server, &later)?.1.contains("Somebody Waiting"));
    done(&server, &["audit", "verify"])?;
    Ok(())
}
