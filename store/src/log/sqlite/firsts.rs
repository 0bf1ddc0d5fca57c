//! By which event id an append began: a table that lags behind and is filled in sorted runs, and in memory what is newer than it.

use domain::EventId;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// How many ids make a run: some 3 MiB of memory. Sorted, several of them fall on one page of the table, where each would have fallen on its own.
const RUN: usize = 32_768;

/// How many entries of a run go into the table together.
const SLICE: usize = 256;

/// What the table may not hold yet, for the writer and for readers.
#[derive(Clone, Default)]
pub(super) struct Newest(Arc<RwLock<Held>>);

#[derive(Default)]
struct Held {
    young: HashMap<EventId, u64>,
    /// Sorted by id, on its way into the table.
    run: Vec<(EventId, u64)>,
}

impl Held {
    fn position(&self, id: EventId) -> Option<u64> {
        let in_run = || self.run.binary_search_by_key(&id, |(id, _)| *id).ok().map(|place| self.run[place].1);
        self.young.get(&id).copied().or_else(in_run)
    }
}

impl Newest {
    /// Where the append that began with this event begins, read on this connection if it is older. What has left the memory is in the table.
    pub(super) fn find(&self, connection: &Connection, id: EventId) -> rusqlite::Result<Option<u64>> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner).position(id);
        if held.is_some() {
            return Ok(held);
        }
        let mut find = connection.prepare_cached("SELECT position FROM log_firsts WHERE id = ?1")?;
        let found: Option<i64> = find.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
        Ok(found.map(|position| position as u64))
    }

    fn change<T>(&self, change: impl FnOnce(&mut Held) -> T) -> T {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The writer's side.
pub(super) struct Firsts {
    newest: Newest,
    run: usize,
    /// Up to which position table and memory hold them all.
    known: u64,
    /// Up to which the table does, once it has the whole run.
    run_to: u64,
    /// How many entries of the run it has.
    merged: usize,
    /// How many it should have by now: two for each new one, so that a run is through before the next is due.
    due: usize,
    /// What the open transaction adds.
    adding: HashMap<EventId, u64>,
    merging: usize,
}

impl Firsts {
    /// Reads what the table does not hold.
    pub(super) fn open(connection: &Connection) -> rusqlite::Result<Self> {
        Self::in_runs_of(RUN, connection)
    }

    fn in_runs_of(run: usize, connection: &Connection) -> rusqlite::Result<Self> {
        let known: i64 = connection.query_row("SELECT position FROM log_firsts_to", [], |row| row.get(0))?;
        let known = known as u64;
        let (newest, adding) = (Newest::default(), HashMap::new());
        let mut firsts = Self { newest, run, known, run_to: known, merged: 0, due: 0, adding, merging: 0 };
        let head: i64 =
            connection
                .query_row("SELECT coalesce(max(position), 0) FROM log_events", [], |row| row.get(0))?;
        firsts.learn(connection, head as u64)?;
        firsts.catch_up(connection)?;
        Ok(firsts)
    }

    /// At the start a whole run goes into the table at once: a process that ends before its run is through would leave the next one more to read, and so on.
    fn catch_up(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if self.newest.change(|held| held.run.is_empty()) {
            return Ok(());
        }
        let tx = connection.unchecked_transaction()?;
        self.due = usize::MAX;
        self.merge(&tx)?;
        tx.commit()?;
        self.committed(self.known);
        Ok(())
    }

    /// For readers.
    pub(super) fn newest(&self) -> Newest {
        self.newest.clone()
    }

    /// Takes in what lies in the log up to here and was not noted: after the start, or a commit that came through though it was not answered.
    pub(super) fn learn(&mut self, connection: &Connection, head: u64) -> rusqlite::Result<()> {
        if head == self.known {
            return Ok(());
        }
        let mut read = connection.prepare_cached(
            "SELECT id, position FROM log_events WHERE position > ?1 AND position <= ?2 AND first = 1",
        )?;
        let rows = read.query_map(params![self.known as i64, head as i64], |row| {
            Ok((EventId::from_bytes(row.get(0)?), row.get::<_, i64>(1)? as u64))
        })?;
        let found = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        self.newest.change(|held| held.young.extend(found));
        self.known = head;
        self.begin_run();
        Ok(())
    }

    /// Where the append that began with this event begins, that of the open transaction included.
    pub(super) fn find(&self, tx: &Transaction<'_>, id: EventId) -> rusqlite::Result<Option<u64>> {
        match self.adding.get(&id) {
            Some(position) => Ok(Some(*position)),
            None => self.newest.find(tx, id),
        }
    }

    /// The open transaction appends events that begin with this one.
    pub(super) fn add(&mut self, id: EventId, position: u64) {
        self.adding.insert(id, position);
    }

    /// Brings a part of the run into the table with the open transaction, if one is due.
    pub(super) fn merge(&mut self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        self.due = self.due.saturating_add(2 * self.adding.len());
        if self.due < self.merged + SLICE {
            return Ok(());
        }
        let held = self.newest.0.read().unwrap_or_else(PoisonError::into_inner);
        let end = self.due.min(held.run.len());
        let mut insert = tx
            .prepare_cached("INSERT INTO log_firsts (id, position) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
        for (id, position) in held.run.get(self.merged..end).unwrap_or_default() {
            insert.execute(params![id.as_bytes(), *position as i64])?;
        }
        if end == held.run.len() && end > 0 {
            tx.execute("UPDATE log_firsts_to SET position = ?1", [self.run_to as i64])?;
        }
        self.merging = end;
        Ok(())
    }

    /// The open transaction is committed: its appends are there for readers, and the part of the run is in the table.
    pub(super) fn committed(&mut self, head: u64) {
        let adding = std::mem::take(&mut self.adding);
        let done = self.newest.change(|held| {
            held.young.extend(adding);
            let done = self.merging > 0 && self.merging == held.run.len();
            if done {
                held.run = Vec::new();
            }
            done
        });
        self.known = head;
        self.merged = if done { 0 } else { self.merged.max(self.merging) };
        self.merging = 0;
        self.begin_run();
    }

    /// The open transaction came to nothing, as far as is known.
    pub(super) fn rolled_back(&mut self) {
        self.adding.clear();
        self.merging = 0;
    }

    /// Sorts what is held, once it is enough for a run and the one before is through.
    fn begin_run(&mut self) {
        let begun = self.newest.change(|held| {
            let begun = held.run.is_empty() && held.young.len() >= self.run;
            if begun {
                held.run = std::mem::take(&mut held.young).into_iter().collect();
                held.run.sort_unstable();
            }
            begun
        });
        if begun {
            self.run_to = self.known;
            self.merged = 0;
            self.due = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema;
    use super::*;

    fn id(n: u64) -> EventId {
        // Scattered, as ids are.
        EventId::from_bytes(
            u128::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes(),
        )
    }

    /// Appends one event under this id, as the writer does.
    fn append(connection: &mut Connection, firsts: &mut Firsts, n: u64, hold: bool) -> rusqlite::Result<()> {
        let tx = connection.transaction()?;
        firsts.learn(&tx, n - 1)?;
        tx.execute(
            "INSERT INTO log_events (position, stream, version, id, kind, public, seals, first) VALUES (?1, 's', ?1, ?2, 'k', x'', x'', 1)",
            params![n as i64, id(n).as_bytes()],
        )?;
        firsts.add(id(n), n);
        assert_eq!(firsts.find(&tx, id(n))?, Some(n), "found within its own transaction");
        firsts.merge(&tx)?;
        if hold {
            tx.commit()?;
            firsts.committed(n);
        } else {
            tx.rollback()?;
            firsts.rolled_back();
        }
        Ok(())
    }

    #[test]
    fn every_id_is_found_while_runs_go_into_the_table_and_after_a_start_at_any_time() {
        let path = std::env::temp_dir().join(format!("anteroom-firsts-{}.db", std::process::id()));
        drop(std::fs::remove_file(&path));
        let mut connection = schema::connect(&path).unwrap();
        // Thousands of commits, and no crash to be tried here.
        connection.execute_batch("PRAGMA synchronous = OFF").unwrap();
        schema::create(&mut connection, [1; 16]).unwrap();
        let mut firsts = Firsts::in_runs_of(1_000, &connection).unwrap();
        let mut in_table = Vec::new();
        for n in 1..=5_000_u64 {
            if n % 97 == 0 {
                append(&mut connection, &mut firsts, n, false).unwrap();
                assert_eq!(firsts.newest().find(&connection, id(n)).unwrap(), None, "it was rolled back");
            }
            append(&mut connection, &mut firsts, n, true).unwrap();
            if n % 250 == 0 {
                let count =
                    |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as u64;
                in_table.push(count("SELECT count(*) FROM log_firsts"));
                let held = firsts.newest.change(|held| held.young.len() + held.run.len());
                assert!(held <= 2_000, "{held} in memory after {n}");
                // A start that brings no run into the table finds the same.
                for newest in [firsts.newest(), Firsts::in_runs_of(usize::MAX, &connection).unwrap().newest()]
                {
                    for n in (1..=n).step_by(61) {
                        assert_eq!(newest.find(&connection, id(n)).unwrap(), Some(n));
                    }
                    assert_eq!(newest.find(&connection, id(9_999)).unwrap(), None);
                }
                // The table says truly how far it goes.
                let to = count("SELECT position FROM log_firsts_to");
                assert_eq!(
                    count(&format!("SELECT count(*) FROM log_firsts WHERE position <= {to}")),
                    to,
                    "after {n}"
                );
            }
        }
        assert!(in_table[..4].iter().all(|count| *count == 0), "{in_table:?}");
        assert_eq!(in_table.last(), Some(&4_000), "{in_table:?}");
        let partly = in_table.iter().any(|count| count % 1_000 != 0);
        assert!(partly, "a run goes in by and by: {in_table:?}");

        // Lives that end before a run is through: what a start finds does not grow.
        let head = |connection: &Connection| {
            connection
                .query_row("SELECT max(position) FROM log_events", [], |row| row.get::<_, i64>(0))
                .unwrap() as u64
        };
        for _ in 0..6 {
            let mut short = Firsts::in_runs_of(1_000, &connection).unwrap();
            let found = short.newest.change(|held| held.young.len() + held.run.len());
            assert!(found < 1_000, "{found} found at a start");
            for n in head(&connection) + 1..=head(&connection) + 400 {
                append(&mut connection, &mut short, n, true).unwrap();
            }
        }
        let head = head(&connection);

        // Started in the middle of a run with a shorter memory: what is there already is no harm.
        let mut again = Firsts::in_runs_of(300, &connection).unwrap();
        for n in head + 1..=head + 1_000 {
            append(&mut connection, &mut again, n, true).unwrap();
        }
        for n in (1..=head + 1_000).step_by(7) {
            assert_eq!(again.newest().find(&connection, id(n)).unwrap(), Some(n));
        }
        drop(connection);
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn a_commit_that_was_not_answered_is_learned_of() {
        let mut connection = Connection::open_in_memory().unwrap();
        schema::create(&mut connection, [1; 16]).unwrap();
        let mut firsts = Firsts::open(&connection).unwrap();
        connection
            .execute(
                "INSERT INTO log_events (position, stream, version, id, kind, public, seals, first) VALUES (1, 's', 1, ?1, 'k', x'', x'', 1)",
                [id(1).as_bytes()],
            )
            .unwrap();
        assert_eq!(firsts.newest().find(&connection, id(1)).unwrap(), None);
        append(&mut connection, &mut firsts, 2, true).unwrap();
        assert_eq!(firsts.newest().find(&connection, id(1)).unwrap(), Some(1));
    }
}
