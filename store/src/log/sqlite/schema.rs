//! The tables and settings of a log in SQLite.

use super::super::LogError;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// What makes the tables, by number; only ever added to. The first may find its tables: they were made before the number was kept.
/// Records refuse UPDATE and DELETE in the database itself. Sealed parts can be deleted, after an erasure, and never changed.
const MIGRATIONS: [(i64, &str); 4] = [
    (1, include_str!("../../../../migrations/log/sqlite/0001_log.sql")),
    (2, include_str!("../../../../migrations/log/sqlite/0002_indexes.sql")),
    (3, include_str!("../../../../migrations/log/sqlite/0003_firsts.sql")),
    (4, include_str!("../../../../migrations/log/sqlite/0004_waiting.sql")),
];

/// How long a statement waits for another connection.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// FULL: a commit is on the disk when it is acknowledged. `secure_delete`: a purged ciphertext is overwritten. No foreign keys: ciphertexts are inserted with their
/// record, records are never deleted, and the check would cost a search for each. A larger cache costs more than it
/// gives: with every page that splits SQLite looks through all of it, and the system holds the file's pages too. The write-ahead log is carried over by a thread of its own; should that fall behind, the writer does it at 64 MiB.
const SETTINGS: &str = "
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = OFF; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 16384;";

pub(super) fn connect(path: &Path) -> Result<Connection, LogError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(SETTINGS)?;
    Ok(connection)
}

pub(super) fn connect_reader(path: &Path) -> Result<Connection, LogError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA query_only = ON;")?;
    Ok(connection)
}

/// For a file that nobody writes: not even what SQLite would lay beside it is made. One that a process has left with its write-ahead log is read with that.
pub(super) fn connect_still(path: &Path) -> Result<Connection, LogError> {
    let name = path.to_str().ok_or_else(|| LogError::Unavailable("the path of a copy is not text".into()))?;
    if Path::new(&format!("{name}-wal")).exists() {
        return connect_reader(path);
    }
    // In a URI these three have a meaning of their own, and two slashes begin a host.
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty()).collect();
    let name = if name.starts_with('/') { format!("/{}", parts.join("/")) } else { parts.join("/") };
    let name = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let connection = Connection::open_with_flags(
        format!("file:{name}?immutable=1"),
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI,
    )?;
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA query_only = ON;")?;
    Ok(connection)
}

/// Makes what is missing, and returns the log's id.
pub(super) fn create(connection: &mut Connection, new_id: [u8; 16]) -> Result<[u8; 16], LogError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done: i64 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (number, sql) in MIGRATIONS.into_iter().filter(|(number, _)| *number > done) {
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", number)?;
    }
    tx.execute("INSERT INTO log_meta (one, log) VALUES (1, ?1) ON CONFLICT DO NOTHING", [new_id])?;
    tx.commit()?;
    connection
        .query_row("SELECT log FROM log_meta", [], |row| row.get(0))
        .optional()?
        .ok_or_else(|| LogError::Broken { position: 0, what: "the log has no id".into() })
}
