//! What destroyed keys leave on the disk once the epoch that held them is over: of whose they were a tombstone, on purpose, and of when nothing.

use super::{Engine, LOG, at, house, key_of, on_every_engine, wrap};
use domain::log::{Destruction, Nodes};
use domain::{Class, SubjectId, Timestamp};
use sha2::{Digest as _, Sha256};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::vault::{KeyState, KeyTable, KeysError, NewKey, PostgresKeys, SqliteKeys, Whose};
use tests::folder::Folder;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::residue::found_whole;
use tests::{Failure, Outcome, needs};
use tokio::task::JoinSet;

on_every_engine!(what_is_written_while_a_table_is_cleaned_stays, what_is_left_is_counted);

/// So many that pages are split and filled again.
const KEYS: u32 = 400;
/// Every so manieth is destroyed.
const ERASED: u32 = 4;

fn digest(what: &str, n: u32) -> [u8; 32] {
    Sha256::digest(format!("{what} {n}")).into()
}

/// In no order, as ids are.
fn whose(n: u32) -> Whose {
    let id = <[u8; 16]>::try_from(&digest("subject", n)[..16]).unwrap_or_default();
    (SubjectId::from_bytes(id), Class::Visit)
}

/// A microsecond that nobody else has.
fn moment(what: &str, n: u32) -> Timestamp {
    let random = u64::from_be_bytes(<[u8; 8]>::try_from(&digest(what, n)[..8]).unwrap_or_default());
    let micros = at(0).timestamp_micros() + (random % 30_000_000_000_000).cast_signed();
    Timestamp::from_timestamp_micros(micros).unwrap_or_default()
}

fn erased() -> Vec<Whose> {
    (0..KEYS).filter(|n| n % ERASED == 0).map(whose).collect()
}

/// The clocks that keys have had, as an engine stores them.
fn clocks(erased: bool, stored: fn(i64) -> [u8; 8]) -> Vec<Vec<u8>> {
    let all = ["first start", "first end", "start", "end"];
    let of = |n| all.map(|what| stored(moment(what, n).timestamp_micros()).to_vec());
    (0..KEYS).filter(|n| (n % ERASED == 0) == erased).flat_map(of).collect()
}

/// Keys are made, get another clock, and some are destroyed.
async fn live(keys: &dyn KeyTable) -> Result<(), KeysError> {
    for n in 0..KEYS {
        let (starts_at, due_at) = (Some(moment("first start", n)), Some(moment("first end", n)));
        keys.mint(NewKey { starts_at, due_at, ..key_of(whose(n), &[0]) }).await?;
        if n % ERASED < 2 {
            keys.set_due(whose(n), moment("start", n), moment("end", n)).await?;
        }
    }
    keys.destroy(erased(), None).await.map(drop)
}

/// A roll, up to its last step.
async fn carried(keys: &dyn KeyTable) -> Result<(), KeysError> {
    keys.begin_epoch(1, b"another table key".to_vec()).await?;
    let rows = keys.batch(None, KEYS as usize).await?;
    let wrapped = rows.iter().map(|row| (row.subject, row.class)).map(|whose| (whose, wrap(whose, 1)));
    keys.carry(1, wrapped.collect()).await?;
    keys.switch(1).await
}

/// Leaves values where SQLite leaves those of rows that have moved, which it does of one in a thousand: between the pointers of a page to its rows and the first of them.
fn leave(file: &Path, values: &[u8]) -> Outcome {
    let file = rusqlite::Connection::open(file)?;
    let mut pages = file.prepare("SELECT pgno, data FROM sqlite_dbpage WHERE pgno > 1")?;
    let pages = pages.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    let two = |page: &[u8], at: usize| usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
    let mut left = values;
    for page in pages.collect::<Result<Vec<_>, _>>()? {
        let (number, mut page) = page;
        let (start, end) = (8 + 2 * two(&page, 3), two(&page, 5));
        // A leaf of a table without row ids, or of an index.
        if page[0] == 10 && start < end {
            let (here, more) = left.split_at(left.len().min(end - start));
            page[end - here.len()..end].copy_from_slice(here);
            file.execute("UPDATE sqlite_dbpage SET data = ?2 WHERE pgno = ?1", (number, page))?;
            left = more;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite_no_clock_is_left_in_either_file() -> Outcome {
    let folder = Folder::new("keys")?;
    let at = |name: &str| folder.path().join(name);
    let keys = SqliteKeys::open(&at("keys.db"), Some(&at("copy.db")), LOG)?;
    keys.begin_epoch(0, b"table key".to_vec()).await?;
    live(&keys).await?;
    carried(&keys).await?;
    let there = |erased| found_whole(folder.path(), &clocks(erased, i64::to_be_bytes));
    for name in ["keys.db", "copy.db"] {
        leave(&at(name), &clocks(true, i64::to_be_bytes).concat())?;
    }
    let before: Vec<_> = there(true)?.into_keys().collect();
    assert_eq!(before, ["copy.db", "keys.db"], "the search finds it where rows have moved");
    keys.end_epoch(0, Destruction::File, Nodes::Answered).await?;
    assert_eq!(there(true)?, [].into());
    assert_eq!(there(false)?.len(), 2, "the search finds what is there");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_no_clock_is_left_in_the_tables_files() -> Outcome {
    needs!("what destroyed keys leave on PostgreSQL", Program::Postgres);
    let cluster = Cluster::start()?;
    let psql = |sql: &str| cluster.psql("postgres", sql);
    let keys = PostgresKeys::open(&cluster.url("postgres"), LOG).await?;
    keys.begin_epoch(0, b"table key".to_vec()).await?;
    psql("GRANT SELECT ON anteroom_keys.data_keys TO pg_monitor")?;
    let of_table = "SELECT has_table_privilege('pg_monitor', 'anteroom_keys.data_keys', 'SELECT'),
        (SELECT string_agg(concat(indexname, indexdef), ' ' ORDER BY indexname) FROM pg_indexes WHERE tablename = 'data_keys'),
        (SELECT string_agg(concat(conname, pg_get_constraintdef(oid)), ' ' ORDER BY conname) FROM pg_constraint
            WHERE conrelid = 'anteroom_keys.data_keys'::regclass AND contype IN ('c', 'p')),
        (SELECT string_agg(concat(attname, attnotnull, attcollation, attstattarget), ' ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = 'anteroom_keys.data_keys'::regclass AND attnum > 0),
        (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'anteroom_keys.data_keys'::regclass)";
    let made = psql(of_table)?;
    live(&keys).await?;
    // The statistics are samples of the columns.
    psql("VACUUM ANALYZE")?;
    carried(&keys).await?;
    cluster.flush()?;
    let there = |erased| -> Outcome<Vec<String>> {
        Ok(found_whole(&cluster.data(), &clocks(erased, i64::to_le_bytes))?.into_keys().collect())
    };
    let in_tables = |files: &[String]| files.iter().filter(|file| !file.starts_with("pg_wal/")).count();
    assert!(in_tables(&there(true)?) > 0, "VACUUM alone clears nothing");

    keys.end_epoch(0, Destruction::File, Nodes::Answered).await?;
    psql("ANALYZE")?;
    cluster.flush()?;
    let files = there(true)?;
    assert_eq!(in_tables(&files), 0, "{files:?}");
    // What is left is in the write-ahead log, which is the operator's.
    let beyond = keys.residue().await?.beyond;
    assert!(beyond.iter().any(|place| place.contains("wal_recycle")), "{beyond:?}");
    psql("ALTER SYSTEM SET wal_recycle = off")?;
    psql("SELECT pg_reload_conf(), pg_switch_wal()")?;
    cluster.flush()?;
    cluster.flush()?;
    assert_eq!(there(true)?, [""; 0]);
    assert!(in_tables(&there(false)?) > 0, "the search finds what is there");
    assert_eq!(keys.residue().await?.beyond, [""; 0]);
    assert_eq!(psql(of_table)?, made, "the new table is the old one in everything else");
    Ok(())
}

async fn what_is_left_is_counted(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in 0..4 {
        keys.mint(key_of(whose(n), &[0])).await?;
    }
    assert_eq!(keys.residue().await?.rows, 0);
    keys.destroy(vec![whose(0), whose(1)], None).await?;
    assert_eq!(keys.residue().await?.rows, 2);
    drop(keys);
    let keys = engine.open().await?;
    assert_eq!(keys.residue().await?.rows, 2, "another process knows it too");
    super::roll(&*keys, 1).await?;
    assert_eq!(keys.residue().await?.rows, 0);
    keys.destroy(vec![whose(2)], None).await?;
    keys.destroy(vec![whose(2)], None).await?;
    assert_eq!(keys.residue().await?.rows, 1, "what was gone already is counted once");
    keys.renew().await?;
    assert_eq!(keys.residue().await?.rows, 0);
    assert_eq!(keys.counts().await?, (1, 3));
    Ok(())
}

/// Whose keys a writer makes, one after the other.
fn written(writer: u8, n: u32) -> Whose {
    whose((u32::from(writer) << 24) | n)
}

/// It has destroyed some of them at once, and some later.
fn destroys(n: u32) -> Option<u32> {
    match n % 4 {
        1 => Some(n),
        3 => n.checked_sub(9),
        _ => None,
    }
}

async fn what_is_written_while_a_table_is_cleaned_stays(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    let going = Arc::new(AtomicBool::new(true));
    let mut writers = JoinSet::new();
    for writer in 0..3_u8 {
        let (keys, going) = (keys.clone(), going.clone());
        writers.spawn(async move {
            let mut n = 0;
            while going.load(Ordering::SeqCst) {
                let whose = written(writer, n);
                keys.mint(key_of(whose, &[0])).await?;
                keys.set_due(whose, at(0), at(n.into())).await?;
                if let Some(gone) = destroys(n) {
                    keys.destroy(vec![written(writer, gone)], None).await?;
                }
                n += 1;
            }
            Ok::<_, KeysError>((writer, n))
        });
    }
    for _ in 0..4 {
        let (before, _) = keys.counts().await?;
        keys.renew().await?;
        while keys.counts().await?.0 < before + 8 {
            if let Some(ended) = writers.try_join_next() {
                ended??;
                return Err(Failure::new("a writer has ended"));
            }
            tokio::task::yield_now().await;
        }
    }
    going.store(false, Ordering::SeqCst);
    let (mut live, mut gone) = (0, 0);
    while let Some(writer) = writers.join_next().await {
        let (writer, end) = writer??;
        let destroyed: Vec<u32> = (0..end).filter_map(destroys).collect();
        let states = keys.states((0..end).map(|n| written(writer, n)).collect()).await?;
        for (n, state) in (0..).zip(states) {
            if destroyed.contains(&n) {
                assert!(matches!(state, KeyState::Destroyed(_)), "{n}: {state:?}");
                gone += 1;
            } else {
                let due = if let KeyState::Live(row) = &state { row.due_at } else { None };
                assert_eq!(due, Some(at(n.into())), "{n} has its last clock: {state:?}");
                live += 1;
            }
        }
    }
    assert_eq!(keys.counts().await?, (live, gone));
    assert_eq!(keys.of_organisation(house(), Class::Visit).await?.len() as u64, live, "by their house");
    assert_eq!(keys.due(at(1_000_000), 1_000_000).await?.len() as u64, live, "by their clock");
    Ok(())
}
