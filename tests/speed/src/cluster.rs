//! A private PostgreSQL cluster in a temporary folder, durable as in earnest, gone with its owner.

use anyhow::{Context, Result, bail, ensure};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Durable; and large enough that no checkpoint falls into one store's turn and not into another's.
const SETTINGS: &[&str] = &[
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "wal_sync_method=fdatasync",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=400",
    "shared_buffers=1GB",
    "max_wal_size=24GB",
    "checkpoint_timeout=30min",
    "max_locks_per_transaction=256",
    "max_pred_locks_per_transaction=256",
    // Conflicts are part of the work of some stores.
    "log_min_messages=fatal",
    "log_min_error_statement=panic",
];

/// A running cluster.
pub struct Cluster {
    server: Child,
    /// `postgres://…` without a database.
    pub url: String,
}

impl Cluster {
    /// Makes and starts one in a folder.
    pub async fn start(folder: &Path) -> Result<Self> {
        let bin = newest()?;
        let data = folder.join("postgres");
        std::fs::create_dir_all(&data)?;
        let user = Unprivileged::of(&data)?;
        let made = user
            .command(&bin.join("initdb"))
            .arg("--pgdata")
            .arg(&data)
            .args(["--username=bench", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
            .current_dir(&data)
            .stdout(Stdio::null())
            .status()?;
        ensure!(made.success(), "initdb: {made}");
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut postgres = user.command(&bin.join("postgres"));
        postgres.arg("-D").arg(&data).args(["-p", &port.to_string()]).current_dir(&data);
        for setting in SETTINGS {
            postgres.args(["-c", setting]);
        }
        let log = std::fs::File::create(folder.join("postgres.log"))?;
        let server = postgres.stdout(log.try_clone()?).stderr(log).spawn().context("postgres")?;
        let cluster = Self { server, url: format!("postgres://bench@127.0.0.1:{port}") };
        for _ in 0..200 {
            if PgConnection::connect(&format!("{}/postgres", cluster.url)).await.is_ok() {
                return Ok(cluster);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("PostgreSQL does not answer: see {}", folder.join("postgres.log").display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGQUIT: at once, its children too; nothing of it is wanted any more.
        let quit = Command::new("kill").args(["-QUIT", &self.server.id().to_string()]).status();
        if quit.is_ok() {
            drop(self.server.wait());
        }
    }
}

/// The newest installation's programs.
fn newest() -> Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for version in std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten() {
        let bin = version.path().join("bin");
        if let (Ok(number), true) =
            (version.file_name().to_string_lossy().parse(), bin.join("initdb").exists())
        {
            found.push((number, bin));
        }
    }
    found.into_iter().max().map(|(_, bin)| bin).context("no PostgreSQL under /usr/lib/postgresql")
}

/// Who the server runs as: PostgreSQL refuses to be root.
struct Unprivileged(Option<(u32, u32)>);

impl Unprivileged {
    fn of(folder: &Path) -> Result<Self> {
        if std::fs::metadata(folder)?.uid() != 0 {
            return Ok(Self(None));
        }
        let users = std::fs::read_to_string("/etc/passwd")?;
        let user =
            users.lines().find_map(|line| line.strip_prefix("postgres:")).context("no user postgres")?;
        let mut ids = user.split(':').skip(1).map(str::parse);
        let (Some(Ok(user)), Some(Ok(group))) = (ids.next(), ids.next()) else { bail!("the user postgres") };
        chown(folder, Some(user), Some(group))?;
        Ok(Self(Some((user, group))))
    }

    fn command(&self, program: &Path) -> Command {
        let Some((user, group)) = self.0 else { return Command::new(program) };
        let mut command = Command::new("setpriv");
        command.arg(format!("--reuid={user}")).arg(format!("--regid={group}"));
        command.args(["--clear-groups", "--"]).arg(program);
        command
    }
}

/// Makes a database; its `postgres://…`.
pub async fn database(cluster: &str, name: &str) -> Result<String> {
    let mut admin = PgConnection::connect(&format!("{cluster}/postgres")).await?;
    admin.execute(format!("CREATE DATABASE \"{name}\" TEMPLATE template0").as_str()).await?;
    admin.close().await?;
    Ok(format!("{cluster}/{name}"))
}

/// Connections to a database, all of them open.
pub async fn pool(url: &str, connections: u32) -> Result<PgPool> {
    let options: PgConnectOptions = url.parse()?;
    let options = options.disable_statement_logging();
    let pool = PgPoolOptions::new().max_connections(connections).min_connections(connections);
    Ok(pool.acquire_timeout(Duration::from_mins(1)).connect_with(options).await?)
}

/// Several statements.
pub async fn script(url: &str, sql: &str) -> Result<()> {
    let mut connection = PgConnection::connect(url).await?;
    connection.execute(sql).await?;
    connection.close().await?;
    Ok(())
}

/// `COPY … FROM STDIN` of lines in text format, then statistics for the planner.
pub async fn copy(url: &str, sql: &str, lines: impl Iterator<Item = String> + Send) -> Result<()> {
    let mut connection = PgConnection::connect(url).await?;
    let mut sink = connection.copy_in_raw(sql).await?;
    let mut waiting = String::new();
    for line in lines {
        waiting.push_str(&line);
        waiting.push('\n');
        if waiting.len() > 1 << 20 {
            sink.send(waiting.as_bytes()).await?;
            waiting.clear();
        }
    }
    sink.send(waiting.as_bytes()).await?;
    sink.finish().await?;
    connection.execute("VACUUM (ANALYZE)").await?;
    connection.close().await?;
    Ok(())
}

/// What this database says of its durability.
pub async fn durability(pool: &PgPool) -> Result<String> {
    let mut said = Vec::new();
    for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        let value: String = sqlx::query_scalar(&format!("SHOW {setting}")).fetch_one(pool).await?;
        said.push(format!("{setting}={value}"));
    }
    Ok(said.join(" "))
}
