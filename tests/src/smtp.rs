//! A real SMTP server (aiosmtpd) that keeps what it is sent in a maildir, and asks `later@…` to come again.

use std::fs::{self, File};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::folder::{Folder, free_port};
use crate::process::{End, Running};
use crate::program::Program;
use crate::{Failure, Outcome, wait};

/// A running mail server, ended on Drop.
#[derive(Debug)]
pub struct MailServer {
    port: u16,
    // Ended before its folder goes: fields drop in this order.
    _server: Running,
    folder: Folder,
}

impl MailServer {
    /// Starts it on a free port of 127.0.0.1.
    pub fn start() -> Outcome<Self> {
        let python = Program::Python.find()?;
        let folder = Folder::new("mail")?;
        let port = free_port()?;
        let log = File::create(folder.path().join("server.log"))?;
        let mut command = Command::new(python);
        command.args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}")]);
        command.args(["-c", "mailbox_that_defers.Handler"]).arg(folder.path().join("mailbox"));
        command.env("PYTHONPATH", concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        command.stdout(log.try_clone()?).stderr(log);
        let mut server = Running::start(&mut command, End::KillGroup, Some(folder.path()))?;
        wait::until("the mail server to listen", wait::DEADLINE, || {
            if let Some(status) = server.ended()? {
                let log = fs::read_to_string(folder.path().join("server.log"))?;
                return Err(Failure::new(format!("the mail server ended with {status}:\n{log}")));
            }
            Ok(TcpStream::connect(("127.0.0.1", port)).is_ok().then_some(()))
        })?;
        Ok(Self { port, _server: server, folder })
    }

    /// `smtp://…`, as lettre understands it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Waits until at least `count` messages have come, and returns them as they came.
    pub fn messages(&self, count: usize) -> Outcome<Vec<String>> {
        let folder = self.mailbox().join("new");
        wait::until(&format!("{count} messages"), wait::DEADLINE, || {
            let mut paths = Vec::new();
            for entry in folder.read_dir().into_iter().flatten() {
                paths.push(entry?.path());
            }
            paths.sort_by_key(|path| sequence(path));
            if paths.len() < count {
                return Ok(None);
            }
            Ok(Some(paths.iter().map(fs::read_to_string).collect::<Result<_, _>>()?))
        })
    }

    /// The message as the `number`th to come, as a person reads it: what its transfer encoding broke is whole again.
    pub fn read(&self, number: usize) -> Outcome<String> {
        let message = self.messages(number)?.swap_remove(number - 1);
        Ok(unfolded(&message))
    }

    /// The maildir.
    pub fn mailbox(&self) -> PathBuf {
        self.folder.path().join("mailbox")
    }
}

/// A message's number, from its name `{seconds}.M{microseconds}P{process}Q{number}.{host}`. As text the names have another order.
fn sequence(path: &Path) -> Option<u64> {
    path.file_name()?.to_str()?.split('.').nth(1)?.rsplit('Q').next()?.parse().ok()
}

/// Undoes quoted-printable, for what is written in ASCII: soft line ends go, `=3D` is `=`.
fn unfolded(message: &str) -> String {
    message.replace("\r\n", "\n").replace("=\n", "").replace("=3D", "=")
}
