//! Golden files: the stored shape of every event, one file each, which may be added and never edited.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::repository;
use crate::{Failure, Outcome};

/// Where they lie, from the repository's folder.
pub const EVENTS: &str = "tests/golden/events";

/// The golden file of a stored name, such as `visit.arrived.v1`.
pub fn path(name: &str) -> PathBuf {
    repository().join(EVENTS).join(format!("{name}.json"))
}

/// Fails unless the golden file holds exactly these bytes. A missing one is written only with `ANTEROOM_GOLDEN=new`,
/// and even then fails this once, so that nobody commits one without having looked.
#[track_caller]
pub fn assert_golden(name: &str, json: &[u8]) -> Outcome {
    compare(&path(name), json, env::var("ANTEROOM_GOLDEN").is_ok_and(|value| value == "new"))
}

#[track_caller]
fn compare(path: &Path, json: &[u8], write_new: bool) -> Outcome {
    let shown = path.display();
    match fs::read(path) {
        Ok(golden) if golden == json => Ok(()),
        Ok(golden) => Err(Failure::new(format!(
            "{shown} differs: a stored event never changes, add a new version instead\n  golden: {}\n  now:    {}",
            String::from_utf8_lossy(&golden),
            String::from_utf8_lossy(json)
        ))),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        Err(_) if write_new => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            fs::write(path, json)?;
            Err(Failure::new(format!("{shown}: new golden file, commit it")))
        }
        Err(_) => Err(Failure::new(format!("{shown} is missing: ANTEROOM_GOLDEN=new writes it"))),
    }
}

/// What comparing with the history brought.
#[derive(Debug, PartialEq, Eq)]
pub enum History {
    /// This many committed files equal their first version.
    Kept(usize),
    /// There is nothing to compare with, and why.
    Unknown(String),
}

/// Compares every golden file that was ever committed with its *first* version. Edited and deleted ones are a failure.
/// In a shallow clone the first version is the oldest that the clone holds.
#[track_caller]
pub fn check_history(repository: &Path, folder: &str) -> Outcome<History> {
    let git = |arguments: &[&str]| Command::new("git").arg("-C").arg(repository).args(arguments).output();
    let Ok(head) = git(&["rev-parse", "--verify", "--quiet", "HEAD"]) else {
        return Ok(History::Unknown("git is not installed".to_owned()));
    };
    if !head.status.success() {
        let words = String::from_utf8_lossy(&head.stderr);
        let refused = words.lines().next().map(|line| format!(" ({line})")).unwrap_or_default();
        return Ok(History::Unknown(format!("there is no git history here{refused}")));
    }
    let log = git(&[
        "-c",
        "core.quotePath=false",
        "log",
        "--full-history",
        "--topo-order",
        "--reverse",
        "--no-renames",
        "--diff-filter=A",
        "--format=commit %H",
        "--name-only",
        "HEAD",
        "--",
        folder,
    ])?;
    if !log.status.success() {
        return Err(Failure::new(String::from_utf8_lossy(&log.stderr)));
    }
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut commit = String::new();
    for line in String::from_utf8_lossy(&log.stdout).lines() {
        if let Some(id) = line.strip_prefix("commit ") {
            id.clone_into(&mut commit);
        } else if Path::new(line).extension().is_some_and(|extension| extension == "json") {
            first.entry(line.to_owned()).or_insert_with(|| commit.clone());
        }
    }
    let mut changed = Vec::new();
    for (path, commit) in &first {
        let original = git(&["cat-file", "blob", &format!("{commit}:{path}")])?;
        if !original.status.success() {
            return Err(Failure::new(String::from_utf8_lossy(&original.stderr)));
        }
        match fs::read(repository.join(path)) {
            Ok(now) if now == original.stdout => {}
            Ok(_) => changed.push(format!("{path} was edited (first committed in {commit})")),
            Err(_) => changed.push(format!("{path} was removed (first committed in {commit})")),
        }
    }
    if changed.is_empty() { Ok(History::Kept(first.len())) } else { Err(Failure::new(changed.join("\n"))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Folder;

    fn git(folder: &Path, arguments: &[&str]) {
        let who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn a_golden_file_is_written_only_when_asked_and_fails_that_time() {
        let folder = Folder::new("golden").unwrap();
        let path = folder.path().join("events/visit.arrived.v1.json");
        assert!(compare(&path, b"{}", false).unwrap_err().message().contains("is missing"));
        assert!(!path.exists());
        assert!(compare(&path, b"{}", true).unwrap_err().message().contains("new golden file, commit it"));
        compare(&path, b"{}", false).unwrap();
        assert!(compare(&path, b"{ }", true).unwrap_err().message().contains("never changes"));
        assert_eq!(fs::read(&path).unwrap(), b"{}");
    }

    #[test]
    fn an_edit_is_seen_however_often_it_was_committed() {
        let folder = Folder::new("golden").unwrap();
        let here = folder.path();
        assert!(matches!(check_history(here, "events").unwrap(), History::Unknown(_)));
        git(here, &["init", "-q"]);
        assert!(matches!(check_history(here, "events").unwrap(), History::Unknown(_)));
        fs::create_dir(here.join("events")).unwrap();
        for (name, content) in [("a.v1.json", "1"), ("b.v1.json", "2")] {
            fs::write(here.join("events").join(name), content).unwrap();
        }
        git(here, &["add", "."]);
        git(here, &["commit", "-qm", "first"]);
        // A new file that no commit holds yet is free.
        fs::write(here.join("events/c.v1.json"), "3").unwrap();
        assert_eq!(check_history(here, "events").unwrap(), History::Kept(2));

        fs::write(here.join("events/a.v1.json"), "edited").unwrap();
        assert!(check_history(here, "events").unwrap_err().message().contains("a.v1.json was edited"));
        git(here, &["commit", "-qam", "edit"]);
        assert!(check_history(here, "events").unwrap_err().message().contains("a.v1.json was edited"));

        fs::write(here.join("events/a.v1.json"), "1").unwrap();
        git(here, &["rm", "-q", "events/b.v1.json"]);
        git(here, &["commit", "-qam", "back, and one removed"]);
        assert!(check_history(here, "events").unwrap_err().message().contains("b.v1.json was removed"));
    }
}
