//! A log in SQLite that was made before its indexes were changed is opened as it is, and answers as before.

use super::{LOG, id, key, stream};
use domain::Class;
use rusqlite::{Connection, params};
use store::log::{Acknowledge, Appended, LogWriter as _, Purge as _, SqliteLog};
use store::{Expected, LogReader as _};
use tests::Outcome;
use tests::folder::Folder;

const BEFORE: &str = include_str!("../../../migrations/log/sqlite/0001_log.sql");

#[tokio::test]
async fn an_older_log_is_opened_and_answers_as_before() -> Outcome {
    let folder = Folder::new("migrated")?;
    let path = folder.path().join("log.db");
    let old = Connection::open(&path)?;
    old.execute_batch(BEFORE)?;
    old.execute("INSERT INTO log_meta (one, log) VALUES (1, ?1)", [LOG])?;
    let part = super::seal(1, Class::Visit, b"sealed");
    let mut seals = Vec::new();
    seals.extend_from_slice(part.subject.as_bytes());
    seals.extend_from_slice(part.key.as_bytes());
    seals.extend_from_slice(&[0; 32]);
    seals.push(Class::Visit.name().len() as u8);
    seals.extend_from_slice(Class::Visit.name().as_bytes());
    // The last block of positions has one event: a purge looks in both.
    for position in 1..=1_024_u64 {
        old.execute(
            "INSERT INTO log_events (position, stream, version, id, kind, public, seals) VALUES (?1, 'visit-a', ?1, ?2, 'k', x'7b7d', ?3)",
            params![position as i64, id(position).as_bytes(), seals],
        )?;
        old.execute(
            "INSERT INTO log_sealed (position, part, key, ciphertext) VALUES (?1, 0, ?2, x'01')",
            params![position as i64, part.key.as_bytes()],
        )?;
    }
    drop(old);

    let log = SqliteLog::open(&path, LOG, Acknowledge::AfterCommit)?;
    assert_eq!(log.event(id(7)).await?.map(|record| record.position), Some(7), "each counts as a first one");
    let again = log.append(&stream("visit-a"), Expected::Version(0), super::events(3..=5)).await?;
    assert_eq!(again, Appended { version: 5, position: 5 }, "a repeat is answered as the first time");
    let more =
        log.append(&stream("visit-a"), Expected::Version(1_024), super::events([2_000, 2_001])).await?;
    assert_eq!(more.position, 1_026);
    assert_eq!(log.event(id(2_001)).await?, None, "the second of an append is not looked for");
    assert_eq!(log.purge(&[key(1)]).await?, 1_024);
    drop(log);
    let log = SqliteLog::open(&path, LOG, Acknowledge::AfterCommit)?;
    assert_eq!((log.head().await?, log.purge(&[key(1)]).await?), (1_026, 0));
    Ok(())
}
