//! A program in a process group of its own that cannot outlive the test, however the test ends.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::{Failure, Outcome};

// Reads its standard input, whose other end only the test's process holds: a line means "not needed any more",
// the end of it that the test died without a word. A panic runs Drop; an exit, an abort and kill -9 do not.
const GUARD: &str = r#"
if read -r _; then exit 0; fi
kill -s "$1" -- "$2"
i=0; while kill -0 -- "$2" 2>/dev/null && [ $i -lt 100 ]; do i=$((i + 1)); sleep 0.05; done
kill -s KILL -- "$2" 2>/dev/null
[ -z "$3" ] || rm -rf -- "$3"
"#;

/// How a program is told to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The whole group is killed at once.
    KillGroup,
    /// The program alone gets SIGQUIT and ends its own children; for `PostgreSQL`, whose children leave the group.
    Quit,
}

/// A running program and its guard.
#[derive(Debug)]
pub struct Running {
    child: Child,
    guard: Child,
    end: End,
}

impl Running {
    /// Starts it. When the test's process dies the guard ends the program and removes `folder`.
    pub fn start(command: &mut Command, end: End, folder: Option<&Path>) -> Outcome<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| Failure::from(error).while_doing(format!("starting {program}")))?;
        let (signal, target) = match end {
            End::KillGroup => ("KILL", format!("-{}", child.id())),
            End::Quit => ("QUIT", child.id().to_string()),
        };
        let guard = Command::new("/bin/sh")
            .args(["-c", GUARD, "guard", signal, &target])
            .arg(folder.unwrap_or(Path::new("")))
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { child, guard, end })
    }

    /// The process's number, which is its group's too.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Some if it has ended by itself.
    pub fn ended(&mut self) -> Outcome<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// `kill -9` of the whole group, by somebody who only looks on: it does not wait.
    pub fn strike(&self) -> Outcome {
        // Not waited for yet, so its number is still its own.
        kill("KILL", &format!("-{}", self.child.id()))
    }

    /// Stops the whole group where it stands, as a machine that hangs does.
    pub fn freeze(&self) -> Outcome {
        kill("STOP", &format!("-{}", self.child.id()))
    }

    /// Lets it go on.
    pub fn thaw(&self) -> Outcome {
        kill("CONT", &format!("-{}", self.child.id()))
    }

    /// `kill -9` of the whole group, and waits until the program is gone.
    pub fn kill(&mut self) -> Outcome {
        self.signal("KILL", &format!("-{}", self.child.id()))?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks the program to end (SIGTERM) and waits for it.
    pub fn terminate(&mut self) -> Outcome<ExitStatus> {
        self.signal("TERM", &self.child.id().to_string())?;
        let child = &mut self.child;
        crate::wait::until("a program to end after SIGTERM", crate::wait::DEADLINE, || Ok(child.try_wait()?))
    }

    // The shell's own `kill`: Debian's is in a package that a small machine may lack.
    fn signal(&mut self, signal: &str, target: &str) -> Outcome {
        // Once it has been waited for, its number may belong to somebody else.
        if self.child.try_wait()?.is_none() {
            kill(signal, target)?;
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let id = self.child.id();
        let ended = match self.end {
            End::KillGroup => self.kill(),
            End::Quit => {
                self.signal("QUIT", &id.to_string()).and_then(|()| Ok(self.child.wait().map(drop)?))
            }
        };
        // Released only after a success: after a failure the guard sees the end of its input and tries again.
        if ended.is_ok()
            && let Some(mut input) = self.guard.stdin.take()
        {
            drop(writeln!(input));
        }
        drop(self.guard.stdin.take());
        drop(self.guard.wait());
    }
}
fn kill(signal: &str, target: &str) -> Outcome {
    Command::new("/bin/sh").args(["-c", r#"kill -s "$1" -- "$2""#, "kill", signal, target]).status()?;
    Ok(())
}
