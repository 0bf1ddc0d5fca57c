//! Reading a log in SQLite: the records, then the ciphertexts that belong to them.

use super::super::LogError;
use super::super::record::{Record, decode_seals};
use super::firsts::Newest;
use domain::EventId;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};

const COLUMNS: &str = "position, stream, version, id, kind, public, seals";

/// A record comes in one row for each of its ciphertexts, or in one row without. Versions are dense, so that a range does what a limit would.
const OF_STREAM: &str = "
    SELECT e.position, e.stream, e.version, e.id, e.kind, e.public, e.seals, s.part, s.ciphertext
    FROM log_events e LEFT JOIN log_sealed s ON s.position = e.position
    WHERE e.stream = ?1 AND e.version > ?2 AND e.version <= ?3 ORDER BY e.version";

pub(super) fn stream(
    c: &Connection,
    stream: &str,
    after: u64,
    limit: usize,
) -> Result<Vec<Record>, LogError> {
    let mut statement = c.prepare_cached(OF_STREAM)?;
    let end = |version: u64| i64::try_from(version).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![stream, end(after), end(after.saturating_add(limit as u64))])?;
    let mut records: Vec<Record> = Vec::new();
    while let Some(row) = rows.next()? {
        let position = row.get::<_, i64>(0)? as u64;
        if records.last().is_none_or(|record| record.position != position) {
            records.push(record(row)?);
        }
        if let (Some(record), Some(part)) = (records.last_mut(), row.get::<_, Option<i64>>(7)?) {
            attach(record, part as usize, row.get(8)?);
        }
    }
    Ok(records)
}

pub(super) fn all(c: &Connection, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
    // One snapshot for both queries: a purge between them would otherwise look like a missing part of a live key.
    c.execute_batch("BEGIN")?;
    let result = all_in_snapshot(c, after, limit);
    c.execute_batch("COMMIT")?;
    result
}

/// The records alone, without their ciphertexts.
pub(super) fn bare(c: &Connection, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
    let sql = format!("SELECT {COLUMNS} FROM log_events WHERE position > ?1 ORDER BY position LIMIT ?2");
    records(c, &sql, params![after as i64, limit as i64])
}

fn all_in_snapshot(c: &Connection, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
    let mut records = bare(c, after, limit)?;
    let (Some(first), Some(last)) = (records.first(), records.last()) else { return Ok(records) };
    let (first, last) = (first.position, last.position);
    let mut statement = c.prepare_cached(
        "SELECT position, part, ciphertext FROM log_sealed WHERE position BETWEEN ?1 AND ?2",
    )?;
    let mut rows = statement.query(params![first as i64, last as i64])?;
    while let Some(row) = rows.next()? {
        let position = row.get::<_, i64>(0)? as u64;
        // By its position, not by counting: in a log that somebody has cut, a part must not come to lie beside another's record.
        if let Ok(place) = records.binary_search_by_key(&position, |record| record.position) {
            attach(&mut records[place], row.get::<_, i64>(1)? as usize, row.get(2)?);
        }
    }
    Ok(records)
}

pub(super) fn event(c: &Connection, newest: &Newest, id: EventId) -> Result<Option<Record>, LogError> {
    let Some(position) = newest.find(c, id)? else { return Ok(None) };
    Ok(all(c, position - 1, 1)?.pop().filter(|record| record.id == id))
}

/// The event of this id, searched for.
pub(super) fn searched(c: &Connection, id: EventId) -> Result<Option<Record>, LogError> {
    let sql = format!("SELECT {COLUMNS} FROM log_events WHERE id = ?1");
    let Some(found) = records(c, &sql, params![id.as_bytes()])?.pop() else { return Ok(None) };
    Ok(all(c, found.position - 1, 1)?.pop())
}

/// How far a follower is; 0 for one that has not begun.
pub(super) fn cursor(c: &Connection, follower: &str) -> Result<u64, LogError> {
    let sql = "SELECT position FROM log_cursors WHERE follower = ?1";
    let position: Option<i64> = c.query_row(sql, [follower], |row| row.get(0)).optional()?;
    Ok(position.unwrap_or(0) as u64)
}

fn records(c: &Connection, sql: &str, params: impl Params) -> Result<Vec<Record>, LogError> {
    let mut statement = c.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(record(row)?);
    }
    Ok(out)
}

fn record(row: &Row<'_>) -> Result<Record, LogError> {
    let position = row.get::<_, i64>(0)? as u64;
    let seals = decode_seals(row.get_ref(6)?.as_blob().map_err(|e| LogError::Unavailable(e.to_string()))?)
        .ok_or_else(|| LogError::Broken { position, what: "its seals cannot be read".into() })?;
    Ok(Record {
        position,
        stream: row.get(1)?,
        version: row.get::<_, i64>(2)? as u64,
        id: EventId::from_bytes(row.get(3)?),
        kind: row.get(4)?,
        public: row.get(5)?,
        seals,
    })
}

fn attach(record: &mut Record, part: usize, ciphertext: Vec<u8>) {
    if let Some(seal) = record.seals.get_mut(part) {
        seal.ciphertext = Some(ciphertext);
    }
}
