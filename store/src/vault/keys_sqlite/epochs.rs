//! The epochs of the table and the steps of a roll. Which step a roll has reached shows in the rows themselves, so that a crash leaves nothing to guess.

use super::rows;
use crate::vault::keys::{Ended, Epochs, KeyRow, KeysError, Seen, Whose};
use crate::vault::words::{word, worded};
use domain::log::{Destruction, Nodes};
use rusqlite::{Transaction, params};

pub(super) fn current(tx: &Transaction<'_>) -> Result<u64, KeysError> {
    let epoch: i64 = tx.prepare_cached("SELECT epoch FROM key_meta")?.query_row([], |row| row.get(0))?;
    Ok(epoch.cast_unsigned())
}

pub(super) fn all(tx: &Transaction<'_>) -> Result<Epochs, KeysError> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?));
    let all = rows::rows(tx, "SELECT epoch, wrapped FROM key_epochs ORDER BY epoch", [], read)?;
    Ok(Epochs { current: current(tx)?, all })
}

/// The numbers of all epochs, oldest first.
pub(super) fn numbers(tx: &Transaction<'_>) -> Result<Vec<u64>, KeysError> {
    let read = |row: &rusqlite::Row<'_>| Ok(row.get::<_, i64>(0)?.cast_unsigned());
    rows::rows(tx, "SELECT epoch FROM key_epochs ORDER BY epoch", [], read)
}

/// Refuses what is wrapped for other epochs than the open ones.
pub(super) fn wrapped_for_all(
    tx: &Transaction<'_>,
    wrapped: impl Iterator<Item = u64>,
) -> Result<(), KeysError> {
    let current = current(tx)?;
    let open: Vec<u64> = numbers(tx)?.into_iter().filter(|epoch| *epoch >= current).collect();
    if wrapped.eq(open) { Ok(()) } else { Err(KeysError::Moved) }
}

/// Refuses an epoch that no roll is filling; returns the current one.
pub(super) fn filling(tx: &Transaction<'_>, next: u64) -> Result<u64, KeysError> {
    let current = current(tx)?;
    if next > current && numbers(tx)?.contains(&next) { Ok(current) } else { Err(KeysError::Moved) }
}

/// Refuses an epoch that writes do not go to.
pub(super) fn open(tx: &Transaction<'_>, epoch: u64) -> Result<(), KeysError> {
    if epoch >= current(tx)? && numbers(tx)?.contains(&epoch) { Ok(()) } else { Err(KeysError::Moved) }
}

pub(super) fn begin(tx: &Transaction<'_>, epoch: u64, wrapped: &[u8]) -> Result<(), KeysError> {
    let (current, all) = (current(tx)?, numbers(tx)?);
    // Somebody else was first, or another roll is not over.
    if !(all.is_empty() || all == [current] && epoch > current) {
        return Err(KeysError::Moved);
    }
    let tables = include_str!("../../../../migrations/keys/sqlite/epoch.sql");
    tx.execute_batch(&tables.replace("{epoch}", &epoch.to_string()))?;
    tx.execute(
        "INSERT INTO key_epochs (epoch, wrapped) VALUES (?1, ?2)",
        params![epoch.cast_signed(), wrapped],
    )?;
    Ok(())
}

pub(super) fn batch(
    tx: &Transaction<'_>,
    epoch: u64,
    after: Option<Whose>,
    limit: usize,
) -> Result<Vec<KeyRow>, KeysError> {
    let columns = rows::columns(epoch);
    let sql = format!("SELECT {columns} WHERE (subject, class) > (?1, ?2) ORDER BY subject, class LIMIT ?3");
    let (subject, class) =
        after.map_or((vec![], ""), |(subject, class)| (subject.as_bytes().to_vec(), class.name()));
    rows::rows(tx, &sql, params![subject, class, limit.cast_signed() as i64], rows::key_row)
}

pub(super) fn carry(tx: &Transaction<'_>, next: u64, keys: &[(Whose, Vec<u8>)]) -> Result<(), KeysError> {
    filling(tx, next)?;
    let mut statement = tx.prepare_cached(&format!(
        "INSERT INTO wraps_{next} (subject, class, wrapped)
         SELECT subject, class, ?3 FROM data_keys WHERE subject = ?1 AND class = ?2 ON CONFLICT DO NOTHING"
    ))?;
    for ((subject, class), wrapped) in keys {
        statement.execute(params![subject.as_bytes(), class.name(), wrapped])?;
    }
    Ok(())
}

pub(super) fn count(tx: &Transaction<'_>, table: &str) -> Result<u64, KeysError> {
    let count: i64 = tx.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    Ok(count.cast_unsigned())
}

pub(super) fn switch(tx: &Transaction<'_>, next: u64) -> Result<(), KeysError> {
    let current = filling(tx, next)?;
    let of = |table: &str, epoch| count(tx, &format!("{table}_{epoch}"));
    if count(tx, "data_keys")? != of("wraps", next)? || of("lookups", current)? != of("lookups", next)? {
        return Err(KeysError::Broken("a roll has not carried every row"));
    }
    tx.execute("UPDATE key_meta SET epoch = ?1", [next.cast_signed()])?;
    Ok(())
}

/// Rows that are taken out of an ended epoch's tables at once; in tests so few that it takes several steps.
const STEP: usize = if cfg!(test) { 2 } else { 20_000 };

/// Takes the first rows out of the tables of an epoch that is on its way out; whether there were any.
pub(super) fn thin(tx: &Transaction<'_>, epoch: u64) -> Result<bool, KeysError> {
    outgoing(tx, epoch)?;
    let mut taken = 0;
    for (table, key) in [("wraps", "subject, class"), ("lookups", "tag")] {
        let first = format!("SELECT {key} FROM {table}_{epoch} ORDER BY {key} LIMIT {STEP}");
        taken += tx.execute(&format!("DELETE FROM {table}_{epoch} WHERE ({key}) IN ({first})"), [])?;
    }
    Ok(taken > 0)
}

/// Refuses an epoch that is still open, or over.
fn outgoing(tx: &Transaction<'_>, epoch: u64) -> Result<(), KeysError> {
    if epoch >= current(tx)? || !numbers(tx)?.contains(&epoch) { Err(KeysError::Moved) } else { Ok(()) }
}

pub(super) fn end(
    tx: &Transaction<'_>,
    epoch: u64,
    destruction: Destruction,
    nodes: Nodes,
) -> Result<(), KeysError> {
    outgoing(tx, epoch)?;
    let survivors = count(tx, "data_keys")?;
    tx.execute_batch(&format!("DROP TABLE wraps_{epoch}; DROP TABLE lookups_{epoch};"))?;
    tx.execute("DELETE FROM key_epochs WHERE epoch = ?1", [epoch.cast_signed()])?;
    tx.execute(
        "INSERT INTO ended_epochs (epoch, survivors, destruction, nodes, recorded) VALUES (?1, ?2, ?3, ?4, 0)",
        params![epoch.cast_signed(), survivors.cast_signed(), word(destruction)?, word(nodes)?],
    )?;
    Ok(())
}

pub(super) fn ended(tx: &Transaction<'_>) -> Result<Vec<Ended>, KeysError> {
    ended_by(tx, "SELECT epoch, survivors, destruction, nodes FROM ended_epochs ORDER BY epoch")
}

pub(super) fn unrecorded(tx: &Transaction<'_>) -> Result<Vec<Ended>, KeysError> {
    ended_by(
        tx,
        "SELECT epoch, survivors, destruction, nodes FROM ended_epochs WHERE recorded = 0 ORDER BY epoch",
    )
}

fn ended_by(tx: &Transaction<'_>, sql: &str) -> Result<Vec<Ended>, KeysError> {
    rows::rows(tx, sql, [], |row| {
        Ok(Ended {
            epoch: row.get::<_, i64>(0)?.cast_unsigned(),
            survivors: row.get::<_, i64>(1)?.cast_unsigned(),
            destruction: worded(row.get(2)?)?,
            nodes: worded(row.get(3)?)?,
        })
    })
}

pub(super) fn recorded(tx: &Transaction<'_>, epoch: u64) -> Result<(), KeysError> {
    tx.execute("UPDATE ended_epochs SET recorded = 1 WHERE epoch = ?1", [epoch.cast_signed()])?;
    Ok(())
}

pub(super) fn seen(tx: &Transaction<'_>) -> Result<Seen, KeysError> {
    let (size, root) = tx.query_row("SELECT size, root FROM key_meta", [], |row| {
        Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?))
    })?;
    Ok(Seen { size, root })
}

pub(super) fn see(tx: &Transaction<'_>, seen: &Seen) -> Result<(), KeysError> {
    tx.execute("UPDATE key_meta SET size = ?1, root = ?2", params![seen.size.cast_signed(), seen.root])?;
    Ok(())
}

pub(super) fn see_more(tx: &Transaction<'_>, seen: &Seen) -> Result<(), KeysError> {
    tx.execute(
        "UPDATE key_meta SET size = ?1, root = ?2 WHERE size < ?1",
        params![seen.size.cast_signed(), seen.root],
    )?;
    Ok(())
}

pub(super) fn awaiting(tx: &Transaction<'_>) -> Result<(u64, u64), KeysError> {
    let oldest = numbers(tx)?.first().copied().unwrap_or_default();
    let sql = "SELECT count(cause), count(*) - count(cause) FROM tombstones WHERE epoch >= ?1";
    let (commanded, expired): (i64, i64) =
        tx.query_row(sql, [oldest.cast_signed()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((commanded.cast_unsigned(), expired.cast_unsigned()))
}
