//! The real binary, `anteroom`, running on a folder of its own: started, killed, started again on the same folder and port.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::folder::Folder;
use crate::process::{End, Running};
use crate::program::Program;
use crate::{Failure, Outcome, http, wait};

/// What to start and with what; `Plan::demo().start()` is the common case.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    command: &'static str,
    port: u16,
    program: Option<PathBuf>,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
}

/// A running server, ended on Drop together with its folder.
#[derive(Debug)]
pub struct Server {
    plan: Plan,
    port: u16,
    // Ended before its folder goes: fields drop in this order.
    running: Running,
    folder: Folder,
}

impl Plan {
    /// `anteroom demo`.
    pub fn demo() -> Self {
        Self { command: "demo", ..Self::default() }
    }

    /// `anteroom serve`.
    pub fn serve() -> Self {
        Self { command: "serve", ..Self::default() }
    }

    /// Another binary than the built one, such as a control with its sealing switched off.
    #[must_use]
    pub fn program(mut self, path: impl Into<PathBuf>) -> Self {
        self.program = Some(path.into());
        self
    }

    /// A port instead of a free one of its own choice, for who must know it beforehand.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// A further argument, such as `--log=postgres://…`.
    #[must_use]
    pub fn arg(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// A variable of its environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// A file that lies in its data folder before it starts.
    #[must_use]
    pub fn file(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((name.to_owned(), bytes.into()));
        self
    }

    /// Starts it on a new folder and a free port (unless it was given one), and waits until `/readyz` answers 200.
    pub fn start(self) -> Outcome<Server> {
        let folder = Folder::new("server")?;
        fs::create_dir(folder.path().join("data"))?;
        fs::create_dir(folder.path().join("traces"))?;
        for (name, bytes) in &self.files {
            fs::write(folder.path().join("data").join(name), bytes)?;
        }
        let port = self.port;
        let running = self.spawn(folder.path(), port)?;
        let mut server = Server { plan: self, port, running, folder };
        server.wait_until_ready()?;
        Ok(server)
    }

    fn spawn(&self, folder: &Path, port: u16) -> Outcome<Running> {
        let program = self.program.clone().map_or_else(|| Program::Anteroom.find(), Ok)?;
        let mut command = Command::new(program);
        command.arg(self.command).arg("--data").arg(folder.join("data")).args(["--port", &port.to_string()]);
        command.args(&self.arguments).envs(self.environment.iter().map(|(name, value)| (name, value)));
        // Straight into files: whatever it said before a kill -9 is there, to the last byte.
        let open = |name: &str| -> Outcome<File> {
            Ok(OpenOptions::new().create(true).append(true).open(folder.join("traces").join(name))?)
        };
        command.current_dir(folder).stdout(open("stdout")?).stderr(open("stderr")?);
        Running::start(&mut command, End::KillGroup, Some(folder))
    }
}

impl Server {
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The same under the name that passkeys need (an address of numbers cannot own one).
    pub fn localhost(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its process's number.
    pub fn id(&self) -> u32 {
        self.running.id()
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The folder with the files `stdout` and `stderr`: all that it printed, over every start.
    pub fn traces(&self) -> PathBuf {
        self.folder.path().join("traces")
    }

    /// What it has printed on standard output so far.
    pub fn printed(&self) -> Outcome<String> {
        Ok(fs::read_to_string(self.traces().join("stdout"))?)
    }

    /// The link in the printed line that holds `words` (any case); waits for the line.
    #[track_caller]
    pub fn link(&self, words: &str) -> Outcome<String> {
        let late = Failure::new(format!("no printed line with {words:?} and a link"));
        let words = words.to_lowercase();
        wait::until("a printed link", wait::DEADLINE, || {
            let printed = self.printed()?;
            let line =
                printed.lines().rfind(|line| line.to_lowercase().contains(&words) && link(line).is_some());
            Ok(line.and_then(link).map(str::to_owned))
        })
        .map_err(|_| late.while_doing(self.words()))
    }

    /// `kill -9`, at once, while others still talk to it.
    pub fn kill_now(&self) -> Outcome {
        self.running.strike()
    }

    /// Stops it where it stands (SIGSTOP).
    pub fn freeze(&self) -> Outcome {
        self.running.freeze()
    }

    /// Lets it go on (SIGCONT).
    pub fn thaw(&self) -> Outcome {
        self.running.thaw()
    }

    /// `kill -9`, at once.
    pub fn kill(&mut self) -> Outcome {
        self.running.kill()
    }

    /// Starts it again on the same folder and port, after a kill or a polite end.
    pub fn start_again(&mut self) -> Outcome {
        self.running.kill()?;
        self.running = self.plan.spawn(self.folder.path(), self.port)?;
        self.wait_until_ready()
    }

    /// SIGTERM, and waits for its end.
    pub fn terminate(&mut self) -> Outcome {
        let status = self.running.terminate()?;
        if status.success() {
            Ok(())
        } else {
            Err(Failure::new(format!("ended with {status}{}", self.words())))
        }
    }

    fn wait_until_ready(&mut self) -> Outcome {
        let stdout = self.traces().join("stdout");
        let folder = self.traces();
        let Self { port, running, .. } = self;
        let ready = wait::until("/readyz to answer 200", Duration::from_mins(1), || {
            if let Some(status) = running.ended()? {
                return Err(Failure::new(format!("it ended with {status}")));
            }
            if *port == 0 {
                let printed = fs::read_to_string(&stdout)?;
                // A line still being written may hold half a port.
                let whole = printed.rsplit_once('\n').map_or("", |(whole, _)| whole);
                let Some(found) = whole.lines().filter_map(link).find_map(port_of) else { return Ok(None) };
                *port = found;
            }
            let reply = http::get(&format!("http://127.0.0.1:{port}/readyz"), &[]);
            Ok(reply.is_ok_and(|reply| reply.status == 200).then_some(()))
        });
        ready.map_err(|failure| failure.while_doing(format!("starting anteroom{}", words(&folder))))
    }

    fn words(&self) -> String {
        words(&self.traces())
    }
}

fn words(traces: &Path) -> String {
    let read = |name: &str| fs::read_to_string(traces.join(name)).unwrap_or_default();
    format!("\n--- stdout\n{}\n--- stderr\n{}\n---\n", read("stdout"), read("stderr"))
}

fn link(line: &str) -> Option<&str> {
    let start = line.find("http://").or_else(|| line.find("https://"))?;
    line[start..].split_whitespace().next()
}

fn port_of(link: &str) -> Option<u16> {
    url::Url::parse(link).ok()?.port()
}
