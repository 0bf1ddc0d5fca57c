//! What a purge leaves on the disk.

use super::{LOG, dense, event, stream, whole};
use domain::{Class, KeyId, SubjectId};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::log::{Acknowledge, Expected, Log, LogError, NewRecord, NewSeal, PostgresLog, SqliteLog};
use tests::folder::Folder;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::residue::found;
use tests::{Outcome, needs};
use tokio::task::JoinSet;

/// How many events; each has two sealed parts.
const EVENTS: u64 = 420;
/// Every so manieth key is destroyed.
const ERASED: u64 = 7;

/// What looks like a ciphertext: incompressible, and of one of the padded lengths. The longest do not fit a page.
fn ciphertext(n: u64, part: u8) -> Vec<u8> {
    let length = [336, 592, 1_104, 2_128, 4_100][(n % 97 % 5) as usize];
    (0_u64..).flat_map(|block| Sha256::digest(format!("{n} {part} {block}"))).take(length).collect()
}

fn key(n: u64) -> KeyId {
    KeyId::from_bytes(Sha256::digest(n.to_be_bytes())[..16].try_into().unwrap_or_default())
}

/// Of a key, what it sealed.
fn sealed(erased: bool) -> Vec<Vec<u8>> {
    (0..EVENTS)
        .filter(|n| (n / 3 % ERASED == 0) == erased)
        .flat_map(|n| [ciphertext(n, 0), ciphertext(n, 1)])
        .collect()
}

/// Three events in a row are of one key, as those of a visit are.
async fn fill(log: &Arc<dyn Log>) -> Outcome {
    let mut appends = JoinSet::new();
    for n in 0..EVENTS {
        let seals = (0..2)
            .map(|part| NewSeal {
                subject: SubjectId::from_bytes([1; 16]),
                class: Class::Visit,
                key: key(n / 3),
                ciphertext: ciphertext(n, part),
            })
            .collect();
        let (log, event) = (log.clone(), NewRecord { seals, ..event(n) });
        appends.spawn(async move {
            log.append(&stream(&format!("visit-{}", n / 3)), Expected::Any, vec![event]).await
        });
    }
    while let Some(append) = appends.join_next().await {
        append??;
    }
    Ok(())
}

fn erased() -> Vec<KeyId> {
    (0..=EVENTS / 3).filter(|n| n % ERASED == 0).map(key).collect()
}

fn at(micros: i64) -> domain::Timestamp {
    domain::Timestamp::from_timestamp_micros(micros).unwrap_or_default()
}

async fn purge(log: &dyn Log) -> Outcome {
    for keys in erased().chunks(10) {
        log.purge(keys).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite_nothing_is_left_once_no_reader_is_in_the_way() -> Outcome {
    let folder = Folder::new("log")?;
    let path = folder.path().join("log.db");
    let log: Arc<dyn Log> = Arc::new(SqliteLog::open(&path, LOG, Acknowledge::AfterCommit)?);
    fill(&log).await?;
    assert!(!found(folder.path(), &sealed(true))?.is_empty(), "it is there before");
    // A backup that is being copied, say.
    let reader = rusqlite::Connection::open(&path)?;
    reader.execute_batch("BEGIN; SELECT count(*) FROM log_events")?;
    reader.query_row("SELECT count(*) FROM log_sealed", [], |row| row.get::<_, i64>(0))?;
    purge(&*log).await?;
    assert!(log.residue().await?.parts > 0, "it does not say that it is done");
    assert!(!found(folder.path(), &sealed(true))?.is_empty());
    reader.execute_batch("COMMIT")?;
    log.renew(at(1)).await?;
    assert_eq!(log.residue().await?.parts, 0);
    assert_eq!(found(folder.path(), &sealed(true))?, [].into());
    assert!(!found(folder.path(), &sealed(false))?.is_empty(), "the search finds what is there");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_nothing_is_left_once_the_table_is_written_anew() -> Outcome {
    needs!("what a purge leaves on PostgreSQL", Program::Postgres);
    let cluster = Cluster::start()?;
    let log: Arc<dyn Log> = Arc::new(PostgresLog::open(&cluster.url("postgres"), LOG).await?);
    let psql = |sql: &str| cluster.psql("postgres", sql);
    let left = |erased: bool| -> Outcome<Vec<String>> {
        Ok(found(&cluster.data(), &sealed(erased))?.into_keys().collect())
    };
    fill(&log).await?;
    psql("GRANT SELECT ON anteroom_log.log_sealed TO pg_monitor")?;
    psql("ANALYZE")?;
    cluster.flush()?;
    assert!(left(true)?.iter().any(|file| file.starts_with("base/")), "it is there before");
    purge(&*log).await?;
    psql("VACUUM")?;
    cluster.flush()?;
    assert!(left(true)?.iter().any(|file| file.starts_with("base/")), "VACUUM alone clears nothing");
    assert!(log.residue().await?.parts > 0);

    log.renew(at(7)).await?;
    let residue = log.residue().await?;
    assert_eq!((residue.parts, residue.renewed), (0, 7));
    let files = left(true)?;
    assert!(files.iter().all(|file| file.starts_with("pg_wal/")), "{files:?}");
    // What is left is in the write-ahead log, which is the operator's.
    assert!(residue.beyond.iter().any(|place| place.contains("wal_recycle")), "{residue:?}");
    psql("ALTER SYSTEM SET wal_recycle = off")?;
    psql("SELECT pg_reload_conf(), pg_switch_wal()")?;
    cluster.flush()?;
    cluster.flush()?;
    assert_eq!(left(true)?, [""; 0]);
    assert!(!left(false)?.is_empty(), "the search finds what is there");
    assert_eq!(log.residue().await?.beyond, [""; 0]);

    // The new table is the old one in everything else.
    let of_table = "SELECT has_table_privilege('pg_monitor', 'anteroom_log.log_sealed', 'SELECT'),
        (SELECT string_agg(indexname, ' ' ORDER BY indexname) FROM pg_indexes WHERE tablename LIKE 'log_sealed%'),
        (SELECT string_agg(tgname || tgenabled::text, ' ') FROM pg_trigger WHERE tgrelid = 'anteroom_log.log_sealed'::regclass),
        (SELECT attstorage::text || attstattarget FROM pg_attribute WHERE attrelid = 'anteroom_log.log_sealed'::regclass AND attname = 'ciphertext')";
    assert_eq!(psql(of_table)?, "t|log_sealed_key log_sealed_pkey|log_sealed_no_changeA|e0");
    assert!(psql("UPDATE anteroom_log.log_sealed SET part = 9").is_err());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_is_written_anew_while_appends_and_purges_go_on() -> Outcome {
    needs!("renewing under load", Program::Postgres);
    let database = Cluster::shared()?.database()?;
    let log: Arc<dyn Log> = Arc::new(PostgresLog::open(&database.url(), LOG).await?);
    let going = Arc::new(AtomicBool::new(true));
    let mut writers = JoinSet::new();
    for writer in 0..4_u64 {
        let (log, going) = (log.clone(), going.clone());
        writers.spawn(async move {
            let mut n = writer << 32;
            while going.load(Ordering::SeqCst) {
                let seal = |key| NewSeal {
                    subject: SubjectId::from_bytes([1; 16]),
                    class: Class::Visit,
                    key,
                    ciphertext: vec![7; 400],
                };
                let event = NewRecord { seals: vec![seal(key(n)), seal(key(n + 1))], ..event(n) };
                log.append(&stream(&format!("visit-{writer}")), Expected::Any, vec![event]).await?;
                // Of every third event a part goes again, at once or, of one before, later.
                if n % 3 == 0 {
                    log.purge(&[key(n), key(n.saturating_sub(29))]).await?;
                }
                n += 2;
            }
            Ok::<_, LogError>(n)
        });
    }
    for round in 0..5 {
        let head = log.head().await?;
        log.renew(at(round)).await?;
        while log.head().await? < head + 20 {
            tokio::task::yield_now().await;
        }
    }
    going.store(false, Ordering::SeqCst);
    let mut ends = Vec::new();
    while let Some(writer) = writers.join_next().await {
        ends.push(writer??);
    }
    let records = whole(&*log).await?;
    dense(&records)?;
    let purged: HashSet<KeyId> = (0..4_u64)
        .zip(0..)
        .flat_map(|(writer, _): (u64, u64)| {
            let end = ends.iter().copied().find(|end| end >> 32 == writer).unwrap_or_default();
            ((writer << 32)..end)
                .step_by(2)
                .filter(|n| n % 3 == 0)
                .flat_map(|n| [key(n), key(n.saturating_sub(29))])
        })
        .collect();
    assert!(!purged.is_empty() && records.len() > 100, "{} events", records.len());
    for seal in records.iter().flat_map(|record| &record.seals) {
        assert_eq!(seal.ciphertext.is_none(), purged.contains(&seal.key), "{:?}", seal.key);
    }
    Ok(())
}
