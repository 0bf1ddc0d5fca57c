//! The key table in a SQLite file, on settings that leave no old copies behind.

use super::keys::{KeyRow, KeyState, KeyTable, KeysError, Lookup, Tombstone, Whose};
use async_trait::async_trait;
use domain::{Class, ErasureId, KeyId, OrganisationId, SubjectId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A key table in a file.
pub struct SqliteKeys {
    connection: Arc<Mutex<Connection>>,
}

impl From<rusqlite::Error> for KeysError {
    fn from(error: rusqlite::Error) -> Self {
        KeysError::Unavailable(error.to_string())
    }
}

const KEY_COLUMNS: &str = "subject, class, key, organisation, starts_at, due_at, wrapped";

impl SqliteKeys {
    /// Opens the table of this log, or makes it.
    pub fn open(path: &Path, log: [u8; 16]) -> Result<Self, KeysError> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        // DELETE with secure_delete leaves nothing of a deleted row, neither in the file nor in a journal. EXTRA also syncs the folder.
        connection.execute_batch(
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
        )?;
        connection.execute_batch(include_str!("../../../migrations/keys/sqlite/0001_keys.sql"))?;
        connection.execute(
            "INSERT INTO key_meta (one, log, epoch, size, root) VALUES (1, ?1, 0, 0, x'') ON CONFLICT DO NOTHING",
            [log],
        )?;
        let stored: [u8; 16] = connection.query_row("SELECT log FROM key_meta", [], |row| row.get(0))?;
        if stored != log {
            return Err(KeysError::Foreign);
        }
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    /// Runs one transaction off the runtime's threads.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, KeysError> + Send + 'static,
    ) -> Result<T, KeysError> {
        let connection = self.connection.clone();
        tokio::task::spawn_blocking(move || {
            let mut connection = connection.lock().map_err(|_| closed())?;
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&tx)?;
            tx.commit()?;
            Ok(result)
        })
        .await
        .map_err(|_| closed())?
    }
}

fn closed() -> KeysError {
    KeysError::Unavailable("the key table is closed".into())
}

fn time(micros: Option<i64>) -> Option<Timestamp> {
    micros.and_then(Timestamp::from_timestamp_micros)
}

fn class(row: &Row<'_>, column: usize) -> Result<Class, KeysError> {
    Class::named(row.get_ref(column)?.as_str().unwrap_or_default())
        .ok_or(KeysError::Broken("a class without a policy"))
}

fn key_row(row: &Row<'_>) -> Result<KeyRow, KeysError> {
    Ok(KeyRow {
        subject: SubjectId::from_bytes(row.get(0)?),
        class: class(row, 1)?,
        key: KeyId::from_bytes(row.get(2)?),
        organisation: OrganisationId::from_bytes(row.get(3)?),
        starts_at: time(row.get(4)?),
        due_at: time(row.get(5)?),
        wrapped: row.get(6)?,
    })
}

fn tombstone(row: &Row<'_>) -> Result<Tombstone, KeysError> {
    Ok(Tombstone {
        subject: SubjectId::from_bytes(row.get(0)?),
        class: class(row, 1)?,
        key: KeyId::from_bytes(row.get(2)?),
        organisation: OrganisationId::from_bytes(row.get(3)?),
        epoch: row.get::<_, i64>(4)? as u64,
        cause: row.get::<_, Option<[u8; 16]>>(5)?.map(ErasureId::from_bytes),
    })
}

fn live(tx: &Transaction<'_>, (subject, class): Whose) -> Result<Option<KeyRow>, KeysError> {
    let sql = format!("SELECT {KEY_COLUMNS} FROM data_keys_0 WHERE subject = ?1 AND class = ?2");
    let mut statement = tx.prepare_cached(&sql)?;
    let mut rows = statement.query(params![subject.as_bytes(), class.name()])?;
    rows.next()?.map(key_row).transpose()
}

fn destroyed(tx: &Transaction<'_>, (subject, class): Whose) -> Result<Option<KeyId>, KeysError> {
    let key: Option<[u8; 16]> = tx
        .prepare_cached("SELECT key FROM tombstones WHERE subject = ?1 AND class = ?2")?
        .query_row(params![subject.as_bytes(), class.name()], |row| row.get(0))
        .optional()?;
    Ok(key.map(KeyId::from_bytes))
}

fn rows<T>(
    tx: &Transaction<'_>,
    sql: &str,
    params: impl rusqlite::Params,
    read: impl Fn(&Row<'_>) -> Result<T, KeysError>,
) -> Result<Vec<T>, KeysError> {
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(read(row)?);
    }
    Ok(out)
}

#[async_trait]
impl KeyTable for SqliteKeys {
    async fn epoch(&self) -> Result<Option<(u64, Vec<u8>)>, KeysError> {
        self.run(|tx| {
            let found: Option<(i64, Vec<u8>)> = tx
                .query_row(
                    "SELECT e.epoch, e.wrapped FROM key_epochs e JOIN key_meta m ON m.epoch = e.epoch",
                    [],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            Ok(found.map(|(epoch, wrapped)| (epoch as u64, wrapped)))
        })
        .await
    }

    async fn found(&self, epoch: u64, wrapped: Vec<u8>) -> Result<(), KeysError> {
        self.run(move |tx| {
            tx.execute(
                "INSERT INTO key_epochs (epoch, wrapped) VALUES (?1, ?2)",
                params![epoch as i64, wrapped],
            )?;
            Ok(())
        })
        .await
    }

    async fn mint(&self, row: KeyRow) -> Result<KeyRow, KeysError> {
        self.run(move |tx| {
            let whose = (row.subject, row.class);
            if destroyed(tx, whose)?.is_some() {
                return Err(KeysError::Destroyed);
            }
            if let Some(earlier) = live(tx, whose)? {
                return Ok(earlier);
            }
            tx.execute(
                "INSERT INTO data_keys_0 (subject, class, key, organisation, starts_at, due_at, bucket_id, bucket_epoch, wrapped)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0, ?7)",
                params![
                    row.subject.as_bytes(),
                    row.class.name(),
                    row.key.as_bytes(),
                    row.organisation.as_bytes(),
                    row.starts_at.map(|at| at.timestamp_micros()),
                    row.due_at.map(|at| at.timestamp_micros()),
                    row.wrapped
                ],
            )?;
            Ok(row)
        })
        .await
    }

    async fn states(&self, whose: Vec<Whose>) -> Result<Vec<KeyState>, KeysError> {
        self.run(move |tx| {
            let state = |whose| match live(tx, whose)? {
                Some(row) => Ok(KeyState::Live(row)),
                None => Ok(destroyed(tx, whose)?.map_or(KeyState::Unknown, KeyState::Destroyed)),
            };
            whose.into_iter().map(state).collect()
        })
        .await
    }

    async fn set_due(
        &self,
        (subject, class): Whose,
        starts_at: Timestamp,
        due_at: Timestamp,
    ) -> Result<(), KeysError> {
        self.run(move |tx| {
            tx.execute(
                "UPDATE data_keys_0 SET starts_at = ?3, due_at = ?4 WHERE subject = ?1 AND class = ?2",
                params![
                    subject.as_bytes(),
                    class.name(),
                    starts_at.timestamp_micros(),
                    due_at.timestamp_micros()
                ],
            )?;
            Ok(())
        })
        .await
    }

    async fn of_organisation(
        &self,
        organisation: OrganisationId,
        class: Class,
    ) -> Result<Vec<KeyRow>, KeysError> {
        self.run(move |tx| {
            let sql = format!("SELECT {KEY_COLUMNS} FROM data_keys_0 WHERE organisation = ?1 AND class = ?2");
            rows(tx, &sql, params![organisation.as_bytes(), class.name()], key_row)
        })
        .await
    }

    async fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<KeyRow>, KeysError> {
        self.run(move |tx| {
            let sql =
                format!("SELECT {KEY_COLUMNS} FROM data_keys_0 WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2");
            rows(tx, &sql, params![now.timestamp_micros(), limit as i64], key_row)
        })
        .await
    }

    async fn destroy(
        &self,
        whose: Vec<Whose>,
        cause: Option<ErasureId>,
    ) -> Result<Vec<Tombstone>, KeysError> {
        self.run(move |tx| {
            let epoch: i64 = tx.query_row("SELECT epoch FROM key_meta", [], |row| row.get(0))?;
            let mut gone = Vec::new();
            for whose in whose {
                let Some(row) = live(tx, whose)? else { continue };
                tx.execute(
                    "INSERT INTO tombstones (subject, class, key, organisation, epoch, cause, recorded)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
                    params![
                        row.subject.as_bytes(),
                        row.class.name(),
                        row.key.as_bytes(),
                        row.organisation.as_bytes(),
                        epoch,
                        cause.as_ref().map(ErasureId::as_bytes)
                    ],
                )?;
                tx.execute(
                    "DELETE FROM data_keys_0 WHERE subject = ?1 AND class = ?2",
                    params![row.subject.as_bytes(), row.class.name()],
                )?;
                gone.push(Tombstone {
                    subject: row.subject,
                    class: row.class,
                    key: row.key,
                    organisation: row.organisation,
                    epoch: epoch as u64,
                    cause,
                });
            }
            Ok(gone)
        })
        .await
    }

    async fn unrecorded(&self) -> Result<Vec<Tombstone>, KeysError> {
        self.run(|tx| {
            let sql =
                "SELECT subject, class, key, organisation, epoch, cause FROM tombstones WHERE recorded = 0";
            rows(tx, sql, [], tombstone)
        })
        .await
    }

    async fn recorded(&self, whose: Vec<Whose>) -> Result<(), KeysError> {
        self.run(move |tx| {
            for (subject, class) in whose {
                tx.execute(
                    "UPDATE tombstones SET recorded = 1 WHERE subject = ?1 AND class = ?2",
                    params![subject.as_bytes(), class.name()],
                )?;
            }
            Ok(())
        })
        .await
    }

    async fn claim(&self, lookups: Vec<Lookup>, now: Timestamp, expires: Timestamp) -> Result<(), KeysError> {
        self.run(move |tx| {
            for lookup in lookups {
                tx.execute(
                    "DELETE FROM lookups_0 WHERE tag = ?1 AND expires_at <= ?2",
                    params![lookup.tag, now.timestamp_micros()],
                )?;
                let holder: Option<[u8; 16]> = tx
                    .query_row("SELECT subject FROM lookups_0 WHERE tag = ?1", [lookup.tag], |row| row.get(0))
                    .optional()?;
                match holder {
                    Some(holder) if holder == *lookup.subject.as_bytes() => {}
                    Some(_) => return Err(KeysError::Taken(lookup.kind)),
                    None => {
                        tx.execute(
                            "INSERT INTO lookups_0 (tag, kind, subject, wrapped, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                            params![
                                lookup.tag,
                                lookup.kind,
                                lookup.subject.as_bytes(),
                                lookup.wrapped,
                                expires.timestamp_micros()
                            ],
                        )?;
                    }
                }
            }
            Ok(())
        })
        .await
    }

    async fn confirm(&self, subject: SubjectId) -> Result<(), KeysError> {
        self.run(move |tx| {
            tx.execute("UPDATE lookups_0 SET expires_at = NULL WHERE subject = ?1", [subject.as_bytes()])?;
            Ok(())
        })
        .await
    }

    async fn find(
        &self,
        kind: &'static str,
        tag: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<SubjectId>, KeysError> {
        self.run(move |tx| {
            let found: Option<[u8; 16]> = tx
                .prepare_cached(
                    "SELECT subject FROM lookups_0 WHERE tag = ?1 AND kind = ?2 AND (expires_at IS NULL OR expires_at > ?3)",
                )?
                .query_row(params![tag, kind, now.timestamp_micros()], |row| row.get(0))
                .optional()?;
            Ok(found.map(SubjectId::from_bytes))
        })
        .await
    }

    async fn counts(&self) -> Result<(u64, u64), KeysError> {
        self.run(|tx| {
            let count = |sql| tx.query_row(sql, [], |row| row.get::<_, i64>(0));
            let live = count("SELECT count(*) FROM data_keys_0")?;
            let gone = count("SELECT count(*) FROM tombstones")?;
            Ok((live as u64, gone as u64))
        })
        .await
    }
}
