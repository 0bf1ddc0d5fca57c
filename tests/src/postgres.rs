//! A private `PostgreSQL` cluster: one per test process, a fresh database per test, durable as in earnest.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::folder::{Folder, free_port};
use crate::process::{End, Running};
use crate::program::Program;
use crate::{Failure, Outcome, wait};

// Durability is part of what is tested. The rest keeps values out of the server's own log (the canary reads it).
const SETTINGS: &[&str] = &[
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "log_statement=none",
    "log_min_duration_statement=-1",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
    "log_error_verbosity=terse",
];

const OWNER: &str = "anteroom";
const PASSWORD: &str = "for-tests-alone";

static NEXT_DATABASE: AtomicU32 = AtomicU32::new(0);
static SHARED: Mutex<Option<&'static Cluster>> = Mutex::new(None);

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    bin: PathBuf,
    port: u16,
    // Ended before its folder goes: fields drop in this order.
    server: Running,
    folder: Folder,
    user: Unprivileged,
}

/// A database that nobody else uses.
#[derive(Debug, Clone)]
pub struct Database {
    cluster: &'static Cluster,
    name: String,
}

impl Cluster {
    /// The cluster of this process, started by whoever asks first; it ends with the process, also after a panic or kill -9.
    pub fn shared() -> Outcome<&'static Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cluster) = *shared {
            return Ok(cluster);
        }
        let cluster: &'static Self = Box::leak(Box::new(Self::start()?));
        *shared = Some(cluster);
        Ok(cluster)
    }

    /// A cluster of one's own, ended on Drop; for tests that stop or break it.
    pub fn start() -> Outcome<Self> {
        let bin = Program::Postgres.find()?.parent().map(Path::to_path_buf).unwrap_or_default();
        let folder = Folder::new("postgres")?;
        let user = Unprivileged::find(folder.path())?;
        user.give(folder.path())?;
        let secret = folder.path().join("password");
        fs::write(&secret, PASSWORD)?;
        user.give(&secret)?;
        let mut initdb = user.command(&bin.join("initdb"));
        initdb.arg("--pgdata").arg(folder.path().join("data")).arg("--pwfile").arg(&secret);
        initdb.args([
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        ]);
        run(initdb.args(["--username", OWNER]).current_dir(folder.path()))?;

        let port = free_port()?;
        let server = serve(&bin, &folder, &user, port)?;
        Ok(Self { bin, port, server, folder, user })
    }

    /// Stops the server, and starts it again as one that is in recovery for ever: it follows another server, of which it never hears, and takes no writes.
    pub fn become_standby(&mut self) -> Outcome {
        let mut stop = self.user.command(&self.bin.join("pg_ctl"));
        stop.arg("-D").arg(self.data()).args(["-m", "fast", "-w", "stop"]);
        run(stop.current_dir(self.folder.path()))?;
        let server = &mut self.server;
        wait::until("PostgreSQL to end", wait::DEADLINE, || server.ended())?;
        let signal = self.data().join("standby.signal");
        fs::write(&signal, [])?;
        self.user.give(&signal)?;
        self.server = serve(&self.bin, &self.folder, &self.user, self.port)?;
        Ok(())
    }

    /// A fresh, empty database.
    pub fn database(&'static self) -> Outcome<Database> {
        let name = format!("test_{}", NEXT_DATABASE.fetch_add(1, Ordering::Relaxed));
        self.psql("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0"))?;
        Ok(Database { cluster: self, name })
    }

    /// `postgres://…` of a database.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{OWNER}:{PASSWORD}@127.0.0.1:{}/{database}", self.port)
    }

    /// Every file the cluster owns: heap, indexes, write-ahead log.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What the server itself has printed.
    pub fn log(&self) -> PathBuf {
        self.folder.path().join("server.log")
    }

    /// Runs SQL and returns its rows, unaligned, without a head.
    pub fn psql(&self, database: &str, sql: &str) -> Outcome<String> {
        let mut psql = Command::new(self.bin.join("psql"));
        psql.arg(self.url(database)).args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-c", sql]);
        run(&mut psql)
    }

    /// Brings what is in memory into the files, so that a search of them sees all of it.
    pub fn flush(&self) -> Outcome {
        self.psql("postgres", "CHECKPOINT").map(drop)
    }
}

impl Database {
    /// Its `postgres://…`.
    pub fn url(&self) -> String {
        self.cluster.url(&self.name)
    }

    /// Runs SQL in it.
    pub fn psql(&self, sql: &str) -> Outcome<String> {
        self.cluster.psql(&self.name, sql)
    }

    /// Copies it into a file, as an operator does.
    pub fn dump(&self, file: &Path) -> Outcome {
        let mut dump = Command::new(self.cluster.bin.join("pg_dump"));
        run(dump.arg("--format=custom").arg("--file").arg(file).arg(self.url())).map(drop)
    }

    /// Puts what [`Database::dump`] has copied in its place.
    pub fn put_back(&self, file: &Path) -> Outcome {
        self.cluster.psql("postgres", &format!("DROP DATABASE {} WITH (FORCE)", self.name))?;
        self.cluster.psql("postgres", &format!("CREATE DATABASE {} TEMPLATE template0", self.name))?;
        let mut restore = Command::new(self.cluster.bin.join("pg_restore"));
        run(restore.arg("--exit-on-error").args(["--dbname", &self.url()]).arg(file)).map(drop)
    }

    /// Runs SQL in a session that stays open, with the locks it has taken, until it is dropped.
    pub fn session(&self, sql: &str) -> Outcome<Session> {
        let mut psql = Command::new(self.cluster.bin.join("psql"));
        psql.arg(self.url()).args(["-XqAt", "-v", "ON_ERROR_STOP=1"]);
        let mut psql = psql.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(mut input), Some(output)) = (psql.stdin.take(), psql.stdout.take()) else {
            return Err(Failure::new("psql has no pipes"));
        };
        writeln!(input, "{sql};\n\\echo done")?;
        let session = Session { psql, input: Some(input) };
        match BufReader::new(output).lines().find(|line| line.as_ref().is_ok_and(|line| line == "done")) {
            Some(_) => Ok(session),
            None => Err(Failure::new("psql ended before it was done")),
        }
    }

    /// The cluster it lies in.
    pub fn cluster(&self) -> &'static Cluster {
        self.cluster
    }
}

/// Starts the server of a cluster's folder, and waits until it answers.
fn serve(bin: &Path, folder: &Folder, user: &Unprivileged, port: u16) -> Outcome<Running> {
    let log = File::options().create(true).append(true).open(folder.path().join("server.log"))?;
    let mut postgres = user.command(&bin.join("postgres"));
    postgres.arg("-D").arg(folder.path().join("data")).args(["-p", &port.to_string()]);
    for setting in SETTINGS {
        postgres.args(["-c", setting]);
    }
    postgres.current_dir(folder.path()).stdout(log.try_clone()?).stderr(log);
    let mut server = Running::start(&mut postgres, End::Quit, Some(folder.path()))?;
    let ready = bin.join("pg_isready");
    let arguments = ["-q", "-h", "127.0.0.1", "-p", &port.to_string()];
    wait::until("PostgreSQL to be ready", Duration::from_mins(1), || {
        if let Some(status) = server.ended()? {
            let log = fs::read_to_string(folder.path().join("server.log"))?;
            return Err(Failure::new(format!("PostgreSQL ended with {status}:\n{log}")));
        }
        Ok(Command::new(&ready).args(arguments).status()?.success().then_some(()))
    })?;
    Ok(server)
}

/// A session at the database's prompt, ended on Drop.
#[derive(Debug)]
pub struct Session {
    psql: Child,
    input: Option<std::process::ChildStdin>,
}

impl Drop for Session {
    fn drop(&mut self) {
        // At the end of its input it leaves.
        drop(self.input.take());
        drop(self.psql.wait());
    }
}

/// Who the server runs as: `PostgreSQL` refuses to be root.
#[derive(Debug)]
struct Unprivileged {
    other: Option<(u32, u32)>,
}

impl Unprivileged {
    fn find(own_folder: &Path) -> Outcome<Self> {
        if fs::metadata(own_folder)?.uid() != 0 {
            return Ok(Self { other: None });
        }
        let users = fs::read_to_string("/etc/passwd")?;
        let ids = |name: &str| {
            let mut fields =
                users.lines().map(|line| line.split(':')).find(|user| user.clone().next() == Some(name))?;
            Some((fields.nth(2)?.parse().ok()?, fields.next()?.parse().ok()?))
        };
        let other = ids("postgres").or_else(|| ids("nobody"));
        let other = other.ok_or_else(|| Failure::new("neither postgres nor nobody is a user here"))?;
        Ok(Self { other: Some(other) })
    }

    fn give(&self, path: &Path) -> Outcome {
        let mode = if path.is_dir() { 0o700 } else { 0o600 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        if let Some((user, group)) = self.other {
            chown(path, Some(user), Some(group))?;
        }
        Ok(())
    }

    // setpriv becomes the program instead of waiting for it, so that the process we hold is the server itself.
    fn command(&self, program: &Path) -> Command {
        let Some((user, group)) = self.other else { return Command::new(program) };
        let mut command = Command::new("setpriv");
        command.arg(format!("--reuid={user}")).arg(format!("--regid={group}"));
        command.args(["--clear-groups", "--"]).arg(program);
        command
    }
}

fn run(command: &mut Command) -> Outcome<String> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(Failure::new(format!("{}: {words}", command.get_program().to_string_lossy())))
}
