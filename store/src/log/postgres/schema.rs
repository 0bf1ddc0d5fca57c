//! Connections to a log in PostgreSQL, their settings, and the tables.

use super::super::LogError;
use super::fault::{late, unavailable};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection, Executor, Row};
use std::time::Duration;

/// What makes the tables, by number; only ever added to.
const MIGRATIONS: [(i64, &str); 4] = [
    (1, include_str!("../../../../migrations/log/postgres/0001_log.sql")),
    (2, include_str!("../../../../migrations/log/postgres/0002_purges.sql")),
    (3, include_str!("../../../../migrations/log/postgres/0003_firsts.sql")),
    (4, include_str!("../../../../migrations/log/postgres/0004_waiting.sql")),
];

/// Two nodes that start at once take turns: "anteroom" in letters of eight bits.
const MIGRATION_LOCK: i64 = 0x616e_7465_726f_6f6d;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// An acknowledged commit is on the disk, whatever the database's default is; `remote_apply` asks for more and stays.
/// A node that stops in the midst of a transaction gives the head back. Plans are made once and use the indexes: they are made while the tables are
/// still empty, and must be right when they are not. No statement waits for ever.
const SETTINGS: &str = "
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') <> 'remote_apply';
    SET default_transaction_isolation = 'read committed';
    SET default_transaction_read_only = off;
    SET idle_in_transaction_session_timeout = '5s';
    SET statement_timeout = '30s';
    SET plan_cache_mode = force_generic_plan;
    SET enable_seqscan = off;
    SET jit = off;
    SET client_min_messages = warning";

pub(super) fn options(url: &str) -> Result<PgConnectOptions, LogError> {
    // Statements are not traced: sqlx would repeat them at every slow answer.
    let options: PgConnectOptions = url.parse().map_err(|error| unavailable(&error))?;
    Ok(options.application_name("anteroom-log").disable_statement_logging())
}

pub(super) async fn connect(options: &PgConnectOptions) -> Result<PgConnection, LogError> {
    let connected = async {
        let mut connection = PgConnection::connect_with(options).await?;
        prepare(&mut connection).await?;
        Ok(connection)
    };
    tokio::time::timeout(CONNECT, connected)
        .await
        .unwrap_or_else(|_| Err(late()))
        .map_err(|error| unavailable(&error))
}

pub(super) async fn prepare(connection: &mut PgConnection) -> sqlx::Result<()> {
    connection.execute(SETTINGS).await.map(drop)
}

/// Makes what is missing, and returns the log's id and its newest position.
pub(super) async fn create(
    connection: &mut PgConnection,
    new_id: [u8; 16],
) -> Result<([u8; 16], u64), LogError> {
    migrate(connection, new_id).await.map_err(|error| unavailable(&error))?;
    let (id, newest) = identity(connection).await.map_err(|error| unavailable(&error))?;
    let id = id.try_into().map_err(|_| LogError::Broken { position: 0, what: "the log has no id".into() })?;
    Ok((id, newest as u64))
}

async fn identity(connection: &mut PgConnection) -> sqlx::Result<(Vec<u8>, i64)> {
    let sql = "SELECT (SELECT log FROM anteroom_log.log_meta), (SELECT position FROM anteroom_log.log_head)";
    let row = connection.fetch_one(sql).await?;
    Ok((row.try_get(0)?, row.try_get(1)?))
}

/// Whether the tables have been made.
pub(super) async fn is_there(connection: &mut PgConnection) -> sqlx::Result<bool> {
    let sql = "SELECT to_regclass('anteroom_log.log_migrations') IS NOT NULL";
    connection.fetch_one(sql).await?.try_get(0)
}

async fn migrate(connection: &mut PgConnection, new_id: [u8; 16]) -> sqlx::Result<()> {
    let mut tx = connection.begin().await?;
    tx.execute(sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK)).await?;
    let there = is_there(&mut tx).await?;
    let mut done = 0;
    if there {
        done = tx
            .fetch_one("SELECT coalesce(max(number), 0) FROM anteroom_log.log_migrations")
            .await?
            .try_get(0)?;
    }
    for (number, sql) in MIGRATIONS.into_iter().filter(|(number, _)| *number > done) {
        tx.execute(sql).await?;
        tx.execute(sqlx::query("INSERT INTO anteroom_log.log_migrations (number) VALUES ($1)").bind(number))
            .await?;
    }
    let id =
        sqlx::query("INSERT INTO anteroom_log.log_meta (one, log) VALUES (1, $1) ON CONFLICT DO NOTHING");
    tx.execute(id.bind(new_id.to_vec())).await?;
    tx.commit().await
}
