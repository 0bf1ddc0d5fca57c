//! The read models' database: one SQL for SQLite and PostgreSQL through sqlx's `Any` driver, with columns TEXT, BIGINT and BYTEA alone.

use crate::cell::Cell;
use crate::error::ReadError;
use sqlx::any::{AnyArguments, AnyPoolOptions, AnyRow};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Any, AnyConnection, AnyPool, Executor, Transaction};

/// The connections of a node: one writes, the others read.
const CONNECTIONS: u32 = 5;

/// Where PostgreSQL keeps the read models, apart from the log.
const SCHEMA: &str = "anteroom_read";

/// Rebuildable, so a commit need not wait for the disk; what an erasure deletes is overwritten.
const SQLITE: [&str; 7] = [
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    // Ids are random, so a rebuild writes all over the indexes: 16 MiB hold those of some hundred thousand visits.
    "PRAGMA cache_size = -16384",
    // And a page of the log fills more than the usual thousand pages, each of which would be carried over and synced at once.
    "PRAGMA wal_autocheckpoint = 8192",
];

/// A statement is planned once, often while its table is empty still; it must not go on to read the whole table when that has grown.
const POSTGRES: [&str; 3] =
    ["SET search_path = anteroom_read", "SET synchronous_commit = off", "SET enable_seqscan = off"];

/// Opens the database, or makes it.
pub(crate) async fn connect(url: &str) -> Result<AnyPool, ReadError> {
    sqlx::any::install_default_drivers();
    let postgres = is_shared(url);
    if postgres {
        make_schema(url).await?;
    }
    let settings: &'static [&'static str] = if postgres { &POSTGRES } else { &SQLITE };
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                for setting in settings {
                    connection.execute(*setting).await?;
                }
                Ok(())
            })
        })
        .connect(url)
        .await?;
    Ok(pool)
}

/// Whether this is PostgreSQL.
pub(crate) fn is_postgres(pool: &AnyPool) -> bool {
    pool.connect_options().database_url.scheme().starts_with("postgres")
}

/// On SQLite: overwrites what rows have left in the gaps of pages when they moved.
pub(crate) async fn overwrite_gaps(pool: &AnyPool) -> Result<(), ReadError> {
    if is_postgres(pool) {
        return Ok(());
    }
    let options: SqliteConnectOptions = pool.connect_options().database_url.as_str().parse()?;
    let file = options.get_filename().to_owned();
    let done = tokio::task::spawn_blocking(move || store::log::overwrite_gaps(&file)).await;
    Ok(done.map_err(|_| ReadError::Closed)??)
}

pub(crate) async fn empty_wal(pool: &AnyPool) -> Result<(), ReadError> {
    if is_postgres(pool) {
        return Ok(());
    }
    let mut connection = pool.acquire().await?;
    // Writers wait while it waits for readers.
    connection.execute("PRAGMA busy_timeout = 500").await?;
    let done = connection.fetch_all("PRAGMA wal_checkpoint(TRUNCATE)").await;
    connection.execute("PRAGMA busy_timeout = 10000").await?;
    done?;
    Ok(())
}

/// Nodes that start at once take turns: "roomread" in letters of eight bits.
const TURN: &str = "SELECT CAST(pg_advisory_xact_lock(8245931958600032612) AS TEXT)";

async fn make_schema(url: &str) -> Result<(), ReadError> {
    let pool = AnyPoolOptions::new().max_connections(1).connect(url).await?;
    // In one piece it is one transaction.
    let made = pool.execute(format!("{TURN}; CREATE SCHEMA IF NOT EXISTS {SCHEMA}").as_str()).await;
    pool.close().await;
    made?;
    Ok(())
}

/// Keeps other nodes from settling what there is, until it is dropped. A SQLite file has one process.
pub(crate) async fn turn(pool: &AnyPool, url: &str) -> Result<Option<Transaction<'static, Any>>, ReadError> {
    if !is_shared(url) {
        return Ok(None);
    }
    let mut turn = pool.begin().await?;
    turn.execute(TURN).await?;
    Ok(Some(turn))
}

/// Whether several nodes may use it.
pub(crate) fn is_shared(url: &str) -> bool {
    url.starts_with("postgres")
}

/// A statement for one generation: `{g}` in it becomes the generation's number.
pub(crate) fn of_generation(sql: &str, generation: u64) -> String {
    sql.replace("{g}", &generation.to_string())
}

/// Runs a statement; returns how many rows it changed.
pub(crate) async fn execute(
    connection: &mut AnyConnection,
    sql: &str,
    cells: Vec<Cell>,
) -> Result<u64, ReadError> {
    let done = sqlx::query_with(sql, arguments(cells)?).execute(connection).await?;
    Ok(done.rows_affected())
}

/// Runs a query.
pub(crate) async fn fetch(
    connection: &mut AnyConnection,
    sql: &str,
    cells: Vec<Cell>,
) -> Result<Vec<AnyRow>, ReadError> {
    Ok(sqlx::query_with(sql, arguments(cells)?).fetch_all(connection).await?)
}

fn arguments<'q>(cells: Vec<Cell>) -> Result<AnyArguments<'q>, ReadError> {
    let mut arguments = AnyArguments::default();
    for cell in cells {
        cell.bind(&mut arguments).map_err(|error| ReadError::Unavailable(sqlx::Error::Encode(error)))?;
    }
    Ok(arguments)
}
