//! The files of a key table: one, or one and a copy of it, and how two that differ become one again.

use super::{KeysError, closed};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The open files. Once a write reached one and not the other they are apart, and nothing is written before they are opened anew.
pub(super) struct Files {
    first: Connection,
    second: Option<Connection>,
    apart: bool,
}

impl Files {
    pub(super) fn open(path: &Path, copy: Option<&Path>, log: [u8; 16]) -> Result<Self, KeysError> {
        if let Some(copy) = copy {
            // Before anything is copied: a path that was mistyped may lead to another installation's table.
            for file in [path, copy] {
                of_this_log(file, log)?;
            }
            reconcile(path, copy)?;
        }
        let first = connect(path, log)?;
        let second = copy.map(|copy| connect(copy, log)).transpose()?;
        Ok(Self { first, second, apart: false })
    }

    pub(super) fn read<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, KeysError>,
    ) -> Result<T, KeysError> {
        work(&self.first.transaction_with_behavior(TransactionBehavior::Deferred)?)
    }

    pub(super) fn write<T>(
        &mut self,
        work: &impl Fn(&Transaction<'_>) -> Result<T, KeysError>,
    ) -> Result<T, KeysError> {
        if self.apart {
            return Err(KeysError::Unavailable(
                "its two copies are apart since a write that one of them refused; see to the disks and start again"
                    .into(),
            ));
        }
        let first = self.first.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = work(&first)?;
        count(&first)?;
        let second = match &mut self.second {
            Some(second) => {
                let second = second.transaction_with_behavior(TransactionBehavior::Immediate)?;
                work(&second)?;
                count(&second)?;
                Some(second)
            }
            None => None,
        };
        first.commit()?;
        if let Some(second) = second
            && let Err(error) = second.commit()
        {
            self.apart = true;
            return Err(error.into());
        }
        Ok(result)
    }
}

/// Every write is counted, so that of two files the newer one is known.
fn count(tx: &Transaction<'_>) -> Result<(), KeysError> {
    tx.prepare_cached("UPDATE key_changes SET count = count + 1")?.execute([])?;
    Ok(())
}

fn connect(path: &Path, log: [u8; 16]) -> Result<Connection, KeysError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    // DELETE with secure_delete leaves nothing of a deleted row, neither in the file nor in a journal. EXTRA also syncs the folder. The cache holds what a roll touches at once: pages that
    // spill out of it in mid-transaction are synced one by one.
    connection.execute_batch(
        "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let migrated: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for (version, sql) in (1..).zip(MIGRATIONS) {
        if version > migrated {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "user_version", version)?;
        }
    }
    tx.execute(
        "INSERT INTO key_meta (one, log, epoch, size, root) VALUES (1, ?1, 0, 0, x'') ON CONFLICT DO NOTHING",
        [log],
    )?;
    let stored: [u8; 16] = tx.query_row("SELECT log FROM key_meta", [], |row| row.get(0))?;
    if stored != log {
        return Err(KeysError::Foreign);
    }
    tx.commit()?;
    Ok(connection)
}

const MIGRATIONS: [&str; 3] = [
    include_str!("../../../../migrations/keys/sqlite/0001_keys.sql"),
    include_str!("../../../../migrations/keys/sqlite/0002_epochs.sql"),
    include_str!("../../../../migrations/keys/sqlite/0003_holds.sql"),
];

/// Refuses a file with the keys of another log; one without a table is of none.
fn of_this_log(path: &Path, log: [u8; 16]) -> Result<(), KeysError> {
    if changes(path)?.is_none() {
        return Ok(());
    }
    let stored: Option<[u8; 16]> =
        open_there(path)?.query_row("SELECT log FROM key_meta", [], |row| row.get(0)).optional()?;
    if stored.is_some_and(|stored| stored != log) { Err(KeysError::Foreign) } else { Ok(()) }
}

fn open_there(path: &Path) -> Result<Connection, KeysError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    Ok(connection)
}

/// Makes the older or missing one of two files a copy of the other.
fn reconcile(path: &Path, copy: &Path) -> Result<(), KeysError> {
    let (first, second) = (changes(path)?, changes(copy)?);
    match (first, second) {
        (None, None) => Ok(()),
        (first, second) if first == second => Ok(()),
        (first, second) if first > second => replace(path, copy),
        _ => {
            tracing::warn!(
                "the key table was older than its copy, or missing: it is made anew from the copy"
            );
            replace(copy, path)
        }
    }
}

/// How many writes a file has seen; `None` where there is no table.
pub(super) fn changes(path: &Path) -> Result<Option<i64>, KeysError> {
    if !path.exists() {
        return Ok(None);
    }
    let connection = open_there(path)?;
    let there: Option<i64> = connection
        .query_row("SELECT 1 FROM sqlite_schema WHERE name = 'key_meta'", [], |row| row.get(0))
        .optional()?;
    if there.is_none() {
        return Ok(None);
    }
    let counted: Option<i64> = connection
        .query_row("SELECT 1 FROM sqlite_schema WHERE name = 'key_changes'", [], |row| row.get(0))
        .optional()?;
    match counted {
        Some(_) => Ok(Some(connection.query_row("SELECT count FROM key_changes", [], |row| row.get(0))?)),
        // A table from before writes were counted.
        None => Ok(Some(0)),
    }
}

/// Puts a copy of one file in the place of the other, whole or not at all.
fn replace(from: &Path, to: &Path) -> Result<(), KeysError> {
    let fresh = beside(to)?;
    drop(fs::remove_file(&fresh));
    let io = |error: std::io::Error| KeysError::Unavailable(error.to_string());
    let connection = open_there(from)?;
    let name = fresh.to_str().ok_or(KeysError::Broken("its path is not text"))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    // user_version travels with VACUUM INTO; the journal of the file that is replaced must not be played into the new one.
    let journal = PathBuf::from(format!("{}-journal", to.display()));
    if journal.exists() {
        fs::remove_file(journal).map_err(io)?;
    }
    fs::File::open(&fresh).and_then(|file| file.sync_all()).map_err(io)?;
    fs::rename(&fresh, to).map_err(io)?;
    let folder = to.parent().ok_or_else(closed)?;
    fs::File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .and_then(|folder| folder.sync_all())
        .map_err(io)
}

fn beside(path: &Path) -> Result<PathBuf, KeysError> {
    let name = path.file_name().ok_or(KeysError::Broken("its path names no file"))?;
    let mut fresh = name.to_owned();
    fresh.push(".new");
    Ok(path.with_file_name(fresh))
}
