//! A backup is verified where it lies: nothing in it is changed, nothing is made beside it, and what somebody has changed in it is found.

use super::{anteroom, assert_bad, assert_proved, done, text};
use crate::routes::visitor;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use tests::folder::Folder;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

/// Every file under a folder, and what it holds.
fn files(folder: &Path) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.append(&mut self::files(&path)?);
        } else {
            files.insert(path.clone(), fs::read(&path)?);
        }
    }
    Ok(files)
}

#[test]
fn a_backup_is_verified_where_it_lies() -> Outcome {
    needs!("verifying a backup", Program::Anteroom);
    let server = Plan::demo().start()?;
    visitor(&server, "nordlys")?;
    let elsewhere = Folder::new("backups")?;
    // A name in which a URI would read something else.
    let backup = elsewhere.path().join("a#b%20?c");
    let data = server.data();
    done(&["audit", "checkpoint", "--data", text(&data)?])?;
    done(&["backup", "--data", text(&data)?, "--out", text(&backup)?])?;
    let key = fs::read_to_string(data.join("tree/verifier"))?;
    drop(server);
    for path in ["", "log.db", "tree"].map(|name| backup.join(name)) {
        assert_eq!(
            fs::metadata(&path)?.permissions().mode() & 0o077,
            0,
            "{} is its owner's alone",
            path.display()
        );
    }

    let before = files(&backup)?;
    let verdict = assert_proved(&backup, &["--key", &key])?;
    assert!(verdict["report"]["size"].as_u64() > Some(10), "{verdict}");
    assert_eq!(files(&backup)?, before, "it is looked at, and nothing more");
    let stranger = "no/such/key";
    let said = anteroom(&["audit", "verify", text(&backup)?, "--key", stranger])?;
    assert!(
        said.status == 1 && said.err.contains("neither a file that is there nor a verifier key"),
        "{}",
        said.err
    );

    let log = rusqlite::Connection::open(backup.join("log.db"))?;
    log.execute_batch(
        "DROP TRIGGER log_events_no_update; UPDATE log_events SET kind = 'visit.left.v9' WHERE position = 9;",
    )?;
    drop(log);
    assert_bad(&backup, &["--key", &key], 9, "changed")
}
