//! The bare limit on SQLite: a thread with rusqlite.

use super::limit::{self, Append, LimitWriter, PAGE};
use crate::contender::{Contender, Ground, Rebuilt, Writer};
use crate::work::{Place, Seed, Tally};
use anyhow::{Result, ensure};
use async_trait::async_trait;
use rusqlite::{Connection, TransactionBehavior, params};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use uuid::Uuid;

const TABLES: &str = "
CREATE TABLE limit_events (position INTEGER PRIMARY KEY, visit BLOB NOT NULL, version INTEGER NOT NULL, payload BLOB NOT NULL, UNIQUE (visit, version)) STRICT;
CREATE TABLE limit_visits (visit BLOB PRIMARY KEY, events INTEGER NOT NULL, rtt INTEGER NOT NULL) STRICT;
CREATE TABLE limit_checkpoint (position INTEGER NOT NULL) STRICT;";

const INSERT: &str = "INSERT INTO limit_events (visit, version, payload) VALUES (?1, ?2, ?3)";

pub(super) struct LimitSqlite {
    path: PathBuf,
    queue: mpsc::Sender<Append>,
}

pub(super) fn open(ground: &Ground) -> Result<LimitSqlite> {
    let path = ground.folder.join("limit.db");
    let mut connection = connect(&path)?;
    connection.execute_batch(TABLES)?;
    let (queue, mut appends) = mpsc::channel(2 * limit::GROUP);
    std::thread::spawn(move || {
        while let Some(first) = appends.blocking_recv() {
            let group = limit::group(first, &mut appends);
            match commit(&mut connection, &group) {
                Ok(()) => limit::answer(group),
                Err(error) => eprintln!("the bare limit on SQLite: {error}"),
            }
        }
    });
    Ok(LimitSqlite { path, queue })
}

fn connect(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(30))?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    Ok(connection)
}

fn commit(connection: &mut Connection, group: &[Append]) -> Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let mut version =
            tx.prepare_cached("SELECT coalesce(max(version), 0) FROM limit_events WHERE visit = ?1")?;
        let mut insert = tx.prepare_cached(INSERT)?;
        for append in group {
            let at: i64 = version.query_row([append.visit.as_bytes()], |row| row.get(0))?;
            ensure!(at == append.expected, "a stream is at {at}");
            for (version, payload) in (at + 1..).zip(&append.payloads) {
                insert.execute(params![append.visit.as_bytes(), version, payload])?;
            }
        }
    }
    tx.commit()?;
    Ok(())
}

/// Pages of the whole log, each handed on.
fn pages(
    connection: &Connection,
    mut page: impl FnMut(i64, Vec<(Uuid, Vec<u8>)>) -> Result<()>,
) -> Result<()> {
    let mut select = connection.prepare(
        "SELECT position, visit, payload FROM limit_events WHERE position > ?1 ORDER BY position LIMIT ?2",
    )?;
    let mut last = 0;
    loop {
        let mut rows = select.query([last, PAGE])?;
        let mut events = Vec::with_capacity(PAGE as usize);
        while let Some(row) = rows.next()? {
            last = row.get(0)?;
            events.push((Uuid::from_bytes(row.get(1)?), row.get(2)?));
        }
        if events.is_empty() {
            return Ok(());
        }
        page(last, events)?;
    }
}

#[async_trait]
impl Contender for LimitSqlite {
    fn name(&self) -> &'static str {
        "group-commit-prototype"
    }

    async fn durability(&self) -> Result<String> {
        let connection = connect(&self.path)?;
        let journal: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        let synchronous: i64 = connection.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
        Ok(format!("journal_mode={journal} synchronous={synchronous}"))
    }

    async fn fill(&self, seed: Seed) -> Result<()> {
        let mut connection = connect(&self.path)?;
        let tx = connection.transaction()?;
        for (visit, version, told) in seed.events() {
            tx.prepare_cached(INSERT)?.execute(params![visit.as_bytes(), version as i64, told.json()])?;
        }
        tx.commit()?;
        Ok(())
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(LimitWriter { queue: self.queue.clone(), place: Place::new() }))
    }

    async fn load(&self, visit: Uuid) -> Result<Tally> {
        // A statement prepared anew for each stream would be the measure: one connection a thread.
        thread_local!(static READER: std::cell::RefCell<Option<Connection>> = const { std::cell::RefCell::new(None) });
        let path = self.path.clone();
        let read = move || {
            READER.with_borrow_mut(|reader| {
                let connection = match reader {
                    Some(connection) => connection,
                    None => reader.insert(connect(&path)?),
                };
                let sql = "SELECT payload FROM limit_events WHERE visit = ?1 ORDER BY version";
                let mut statement = connection.prepare_cached(sql)?;
                let payloads = statement.query_map([visit.as_bytes()], |row| row.get::<_, Vec<u8>>(0))?;
                let mut tally = Tally::default();
                limit::fold(payloads.collect::<Result<Vec<_>, _>>()?, &mut tally)?;
                Ok(tally)
            })
        };
        spawn_blocking(read).await?
    }

    async fn read_all(&self) -> Result<Tally> {
        let path = self.path.clone();
        let read = move || {
            let mut tally = Tally::default();
            pages(&connect(&path)?, |_, events| {
                limit::fold(events.into_iter().map(|(_, payload)| payload), &mut tally)
            })?;
            Ok(tally)
        };
        spawn_blocking(read).await?
    }

    /// A page folded in memory to a row a stream, and its checkpoint, in one transaction.
    async fn rebuild(&self, _: Seed, _: Duration) -> Result<Option<Rebuilt>> {
        let path = self.path.clone();
        let rebuild = move || {
            let (reader, mut writer) = (connect(&path)?, connect(&path)?);
            // As our read models: rebuildable, so that no commit waits for the disk.
            writer.execute_batch("PRAGMA synchronous = NORMAL; DELETE FROM limit_visits")?;
            let (started, mut done) = (Instant::now(), 0);
            pages(&reader, |position, events| {
                done += events.len() as u64;
                let mut rows: HashMap<Uuid, Tally> = HashMap::new();
                for (visit, payload) in events {
                    limit::fold([payload], rows.entry(visit).or_default())?;
                }
                let tx = writer.transaction()?;
                for (visit, tally) in rows {
                    let upsert = "INSERT INTO limit_visits AS v VALUES (?1, ?2, ?3) ON CONFLICT (visit)
                        DO UPDATE SET events = v.events + excluded.events, rtt = v.rtt + excluded.rtt";
                    let row = params![visit.as_bytes(), tally.events as i64, tally.rtt as i64];
                    tx.prepare_cached(upsert)?.execute(row)?;
                }
                tx.execute("DELETE FROM limit_checkpoint", [])?;
                tx.execute("INSERT INTO limit_checkpoint VALUES (?1)", [position])?;
                Ok(tx.commit()?)
            })?;
            Ok(Some((done, started.elapsed())))
        };
        spawn_blocking(rebuild).await?
    }
}
