//! Connections to a key table in PostgreSQL, their settings, and the tables.

use super::unavailable;
use crate::postgres::late;
use crate::vault::keys::KeysError;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection, Executor, Row};
use std::time::Duration;

/// What makes the tables, by number; only ever added to.
const MIGRATIONS: [(i64, &str); 5] = [
    (1, include_str!("../../../../migrations/keys/postgres/0001_keys.sql")),
    (2, include_str!("../../../../migrations/keys/postgres/0002_nodes.sql")),
    (3, include_str!("../../../../migrations/keys/postgres/0003_holds.sql")),
    (4, include_str!("../../../../migrations/keys/postgres/0004_own_events.sql")),
    (5, include_str!("../../../../migrations/keys/postgres/0005_files.sql")),
];

/// Two nodes that start at once take turns: "roomkeys" in letters of eight bits.
const MIGRATION_LOCK: i64 = 0x726f_6f6d_6b65_7973;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// An acknowledged key is on the disk, whatever the database's default is. Whether it takes writes at all is left to it: an operator who moves it elsewhere must not lose
/// keys that went to the old one. A node that stops in the midst of a transaction gives its locks back, and nobody
/// waits for ever. Nothing that is bound is written into the server's log with an error. Plans are made once and use the indexes: they are made while an
/// epoch's tables are still empty, and must be right when they are not.
const SETTINGS: &str = "
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') <> 'remote_apply';
    SET default_transaction_isolation = 'read committed';
    SET idle_in_transaction_session_timeout = '10s';
    SET lock_timeout = '10s';
    SET statement_timeout = '60s';
    SET plan_cache_mode = force_generic_plan;
    SET enable_seqscan = off;
    SET jit = off;
    SET log_parameter_max_length_on_error = 0;
    SET search_path = anteroom_keys;
    SET client_min_messages = warning";

pub(super) fn options(url: &str) -> Result<PgConnectOptions, KeysError> {
    // Statements are not traced: sqlx would repeat them at every slow answer.
    let options: PgConnectOptions = url.parse().map_err(|error| unavailable(&error))?;
    Ok(options.application_name("anteroom-keys").disable_statement_logging())
}

pub(super) async fn prepare(connection: &mut PgConnection) -> sqlx::Result<()> {
    connection.execute(SETTINGS).await.map(drop)
}

/// A connection apart from the pools.
pub(super) async fn connect(options: &PgConnectOptions) -> Result<PgConnection, KeysError> {
    let connected = async {
        let mut connection = PgConnection::connect_with(options).await?;
        prepare(&mut connection).await?;
        Ok(connection)
    };
    let connected = tokio::time::timeout(CONNECT, connected).await.unwrap_or_else(|_| Err(late()));
    connected.map_err(|error| unavailable(&error))
}

/// Makes what is missing. The table belongs to this log alone, and lies where no backup of the log holds it.
pub(super) async fn create(options: &PgConnectOptions, log: [u8; 16]) -> Result<(), KeysError> {
    let created = async {
        let mut connection = PgConnection::connect_with(options).await?;
        prepare(&mut connection).await?;
        migrate(&mut connection, log).await
    };
    let created = tokio::time::timeout(CONNECT, created).await.unwrap_or_else(|_| Err(late()));
    let (of, beside) = created.map_err(|error| unavailable(&error))?;
    if beside {
        return Err(KeysError::NotApart);
    }
    if of == log { Ok(()) } else { Err(KeysError::Foreign) }
}

const THERE: &str = "SELECT to_regclass('anteroom_keys.key_migrations') IS NOT NULL";

/// Whether the tables have been made.
pub(super) async fn is_there(options: &PgConnectOptions) -> Result<bool, KeysError> {
    let asked = async {
        let mut connection = PgConnection::connect_with(options).await?;
        let there = connection.fetch_one(THERE).await?.try_get(0)?;
        connection.close().await?;
        Ok(there)
    };
    tokio::time::timeout(CONNECT, asked)
        .await
        .unwrap_or_else(|_| Err(late()))
        .map_err(|error| unavailable(&error))
}

/// Whose table it is, and whether a log lies beside it.
async fn migrate(connection: &mut PgConnection, log: [u8; 16]) -> sqlx::Result<(Vec<u8>, bool)> {
    let mut tx = connection.begin().await?;
    tx.execute(sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK)).await?;
    let beside: bool =
        tx.fetch_one("SELECT to_regclass('anteroom_log.log_meta') IS NOT NULL").await?.try_get(0)?;
    if beside {
        return Ok((vec![], true));
    }
    let there: bool = tx.fetch_one(THERE).await?.try_get(0)?;
    let mut done = 0;
    if there {
        done = tx.fetch_one("SELECT coalesce(max(number), 0) FROM key_migrations").await?.try_get(0)?;
    }
    for (number, sql) in MIGRATIONS.into_iter().filter(|(number, _)| *number > done) {
        tx.execute(sql).await?;
        tx.execute(sqlx::query("INSERT INTO key_migrations (number) VALUES ($1)").bind(number)).await?;
    }
    let sql =
        "INSERT INTO key_meta (one, log, epoch, size, root) VALUES (1, $1, 0, 0, '') ON CONFLICT DO NOTHING";
    tx.execute(sqlx::query(sql).bind(log.to_vec())).await?;
    let of = tx.fetch_one("SELECT log FROM key_meta").await?.try_get(0)?;
    tx.commit().await?;
    Ok((of, false))
}
