//! After an erasure no file of the databases holds a piece of what was erased, the read models' own copies included. The same search finds it before, and what others wrote after.

use crate::restore::{done, erase};
use crate::routes::visitor;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::residue::found;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};

/// So many arrive that pages of the databases are split and filled again.
const ARRIVALS: usize = 40;

/// Where to look, and how to ask the log.
trait Place {
    fn folder(&self) -> PathBuf;
    /// The ciphertexts that the log has of these visits.
    fn sealed(&self, visits: &[String]) -> Outcome<Vec<Vec<u8>>>;
    /// Brings what is in memory into the files.
    fn settle(&self) -> Outcome;
}

struct Sqlite(PathBuf);

impl Place for Sqlite {
    fn folder(&self) -> PathBuf {
        self.0.clone()
    }

    fn sealed(&self, visits: &[String]) -> Outcome<Vec<Vec<u8>>> {
        let log = Connection::open(self.0.join("log.db"))?;
        let mut found = Vec::new();
        for visit in visits {
            let mut statement = log.prepare(
                "SELECT s.ciphertext FROM log_sealed s JOIN log_events e ON e.position = s.position WHERE e.stream = ?1",
            )?;
            let rows = statement.query_map([format!("visit-{visit}")], |row| row.get(0))?;
            found.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(found)
    }

    fn settle(&self) -> Outcome {
        Ok(())
    }
}

impl Place for Cluster {
    fn folder(&self) -> PathBuf {
        self.data()
    }

    fn sealed(&self, visits: &[String]) -> Outcome<Vec<Vec<u8>>> {
        let streams: Vec<_> = visits.iter().map(|visit| format!("'visit-{visit}'")).collect();
        let sql = format!(
            "SELECT encode(s.ciphertext, 'hex') FROM anteroom_log.log_sealed s JOIN anteroom_log.log_events e ON e.position = s.position
             WHERE e.stream IN ({})",
            streams.join(", ")
        );
        Ok(self.psql("postgres", &sql)?.lines().map(hex::decode).collect::<Result<_, _>>()?)
    }

    /// As autovacuum would, and with what an operator is told to set; the write-ahead log goes on to its next file.
    fn settle(&self) -> Outcome {
        for sql in [
            "VACUUM ANALYZE",
            "ALTER SYSTEM SET wal_recycle = off",
            "SELECT pg_reload_conf(), pg_switch_wal()",
        ] {
            self.psql("postgres", sql)?;
        }
        self.flush()?;
        self.flush()
    }
}

fn nothing_is_left(server: &Server, place: &dyn Place, deleting_is_enough: bool) -> Outcome {
    let visits = (0..ARRIVALS).map(|_| Ok(visitor(server, "nordlys")?.0)).collect::<Outcome<Vec<_>>>()?;
    let (to_erase, kept): (Vec<_>, Vec<_>) = visits.into_iter().enumerate().partition(|(n, _)| n % 5 == 2);
    let names = |of: Vec<(usize, String)>| of.into_iter().map(|(_, visit)| visit).collect::<Vec<_>>();
    let (to_erase, kept) = (names(to_erase), names(kept));
    let (mut erased, survivors) = (place.sealed(&to_erase)?, place.sealed(&kept)?);
    place.settle()?;
    let before = found(&place.folder(), &erased)?;
    assert!(before.len() > 1, "the log and the read models hold it: {before:?}");

    for visit in &to_erase {
        erase(server, visit)?;
    }
    let left = place.sealed(&to_erase)?;
    erased.retain(|ciphertext| !left.contains(ciphertext));
    assert!(erased.len() >= to_erase.len(), "{} of {}", erased.len(), to_erase.len());
    place.settle()?;
    let deleted = found(&place.folder(), &erased)?;
    if !deleting_is_enough {
        // Mostly the bytes are there still; in a table this small the next rows may have been written over all of them.
        let status = done(server, &["keys", "status", "--json"])?;
        assert!(!status.contains("\"residue\":0"), "{status}");
    }

    let status = done(server, &["keys", "purge", "--json"])?;
    assert!(status.contains("\"residue\":0") && status.contains("\"keys_residue\":0"), "{status}");
    place.settle()?;
    assert_eq!(found(&place.folder(), &erased)?, [].into(), "after {deleted:?}");
    assert!(!found(&place.folder(), &survivors)?.is_empty(), "the search finds what is there");
    Ok(())
}

#[test]
fn on_sqlite() -> Outcome {
    needs!("what an erasure leaves on SQLite", Program::Anteroom);
    let server = Plan::demo().start()?;
    nothing_is_left(&server, &Sqlite(server.data()), true)
}

#[test]
fn on_postgres() -> Outcome {
    needs!("what an erasure leaves on PostgreSQL", Program::Anteroom, Program::Postgres);
    let cluster = Cluster::start()?;
    let server = Plan::demo().arg(format!("--log={}", cluster.url("postgres"))).start()?;
    nothing_is_left(&server, &cluster, false)
}

/// Leaves a value in a file of SQLite's where pieces of rows stay that have moved: between the pointers of a page to its rows and the first of them.
fn leave(file: &Path, value: &[u8]) -> Outcome {
    let file = Connection::open(file)?;
    let mut pages = file.prepare("SELECT pgno, data FROM sqlite_dbpage WHERE pgno > 1")?;
    let pages = pages.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    let two = |page: &[u8], at: usize| usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
    for page in pages {
        let (number, mut page) = page?;
        let (start, end) = (8 + 2 * two(&page, 3), two(&page, 5));
        if page[0] == 13 && end > start + value.len() {
            page[end - value.len()..end].copy_from_slice(value);
            file.execute("UPDATE sqlite_dbpage SET data = ?2 WHERE pgno = ?1", (number, page))?;
            return Ok(());
        }
    }
    Err(Failure::new("no page has room"))
}

#[test]
fn what_rows_left_in_the_read_models_pages_is_gone_after_a_start() -> Outcome {
    needs!("what the read models' pages hold", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    visitor(&server, "nordlys")?;
    server.terminate()?;
    let piece = vec![b"what a row has left, as it moved".to_vec()];
    leave(&server.data().join("read.db"), &piece[0])?;
    assert!(!found(&server.data(), &piece)?.is_empty(), "the search finds it");
    server.start_again()?;
    wait::until("the read models to be cleaned", wait::DEADLINE, || {
        Ok(found(&server.data(), &piece)?.is_empty().then_some(()))
    })
}
