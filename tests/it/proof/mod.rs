//! The proof from outside: exports that the product made, attacked and verified on nothing but themselves.

mod attacks;
mod backup;
mod export;
pub(crate) mod fork;
mod restore;
mod rotation;
mod witness;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::program::Program;
use tests::{Failure, Outcome};

/// What a command of `anteroom` ended with and said.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs a command to its end, away from every configuration.
pub(crate) fn anteroom(arguments: &[&str]) -> Outcome<Said> {
    let mut command = Command::new(Program::Anteroom.find()?);
    for name in ["ANTEROOM_DATA", "ANTEROOM_CONFIG", "ANTEROOM_LOG_PLACE"] {
        command.env_remove(name);
    }
    let output = command.args(arguments).current_dir("/").output()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let status = output.status.code().unwrap_or(-1);
    Ok(Said { status, out: text(&output.stdout), err: text(&output.stderr) })
}

/// The same, which has to end well; what it printed.
pub(super) fn done(arguments: &[&str]) -> Outcome<String> {
    let said = anteroom(arguments)?;
    if said.status == 0 {
        Ok(said.out)
    } else {
        Err(Failure::new(format!("{arguments:?} ended with {}: {}{}", said.status, said.out, said.err)))
    }
}

pub(super) fn text(path: &Path) -> Outcome<&str> {
    path.to_str().ok_or_else(|| Failure::new("a path that is no text"))
}

/// An export of a data folder, with `more` arguments.
pub(crate) fn export(data: &Path, out: PathBuf, more: &[&str]) -> Outcome<PathBuf> {
    let mut arguments = vec!["audit", "export", "--data", text(data)?, "--out", text(&out)?];
    arguments.extend(more);
    done(&arguments)?;
    Ok(out)
}

/// The exit status of a verification, and its verdict.
pub(super) fn verify(export: &Path, more: &[&str]) -> Outcome<(i32, Value)> {
    let mut arguments = vec!["audit", "verify", text(export)?, "--json"];
    arguments.extend(more);
    let said = anteroom(&arguments)?;
    let verdict = serde_json::from_str(&said.out);
    Ok((said.status, verdict.map_err(|_| Failure::new(format!("no verdict: {}{}", said.out, said.err)))?))
}

/// Fails unless the export is proved.
#[track_caller]
pub(crate) fn assert_proved(export: &Path, more: &[&str]) -> Outcome<Value> {
    let (status, verdict) = verify(export, more)?;
    assert_eq!(
        (status, &verdict["proved"], &verdict["first_bad"]),
        (0, &Value::Bool(true), &Value::Null),
        "{verdict}"
    );
    Ok(verdict)
}

/// Fails unless this is the first bad position, and a finding of this kind is among those there.
#[track_caller]
pub(super) fn assert_bad(export: &Path, more: &[&str], position: u64, kind: &str) -> Outcome {
    let (status, verdict) = verify(export, more)?;
    assert_eq!((status, verdict["first_bad"].as_u64()), (1, Some(position)), "{verdict}");
    let findings = verdict["report"]["findings"].as_array().cloned().unwrap_or_default();
    assert!(findings.iter().any(|finding| finding["finding"] == kind), "no {kind} in {verdict}");
    Ok(())
}
