//! Backups and what they can still do: a copy of the log goes back beside the current key table, what was erased stays erased, and the loss is declared; an old key table is
//! refused; and whoever holds every copy and everything live opens nothing of what was erased.

mod again;
pub(crate) mod attack;
mod clock;
pub(crate) mod copies;
mod forked;
mod held;
mod kill;
mod postgres;

use std::path::Path;
use std::process::{Command, Output};
use tests::program::Program;
use tests::server::Server;
use tests::{Failure, Outcome};

/// Runs a command of the binary on a server's folder, as the officer of the demo.
pub(crate) fn anteroom(server: &Server, arguments: &[&str]) -> Outcome<Output> {
    let mut command = Command::new(Program::Anteroom.find()?);
    command.args(arguments).arg("--data").arg(server.data()).env("ANTEROOM_SESSION", session(server)?);
    Ok(command.output()?)
}

/// The same, which has to end well; what it printed.
pub(crate) fn done(server: &Server, arguments: &[&str]) -> Outcome<String> {
    let output = anteroom(server, arguments)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(Failure::new(format!("{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr))))
    }
}

fn session(server: &Server) -> Outcome<String> {
    let printed = server.printed()?;
    let token = printed.split("ANTEROOM_SESSION=").nth(1).and_then(|rest| rest.split_whitespace().next());
    token.map(str::to_owned).ok_or_else(|| Failure::new("no session is printed"))
}

/// Erases a visit; the statement has to say that it is done.
pub(crate) fn erase(server: &Server, visit: &str) -> Outcome {
    let reference = visit.parse::<domain::VisitId>()?.reference();
    let told = done(
        server,
        &["subject", "erase", "--reference", &reference, "--reason", "asked by letter", "--json"],
    )?;
    let statement: serde_json::Value = serde_json::from_str(&told)?;
    assert_eq!(statement["standing"], "done", "{statement}");
    Ok(())
}

pub(crate) fn text(path: &Path) -> Outcome<&str> {
    path.to_str().ok_or_else(|| Failure::new("a path that is no text"))
}

pub(crate) fn copy_folder(from: &Path, to: &Path) -> Outcome {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if entry.file_type()?.is_file() {
            // A partial tile may have been replaced meanwhile.
            match std::fs::copy(entry.path(), &target) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                copied => drop(copied?),
            }
        }
    }
    Ok(())
}
