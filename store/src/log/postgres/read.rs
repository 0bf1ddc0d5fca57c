//! Reading a log in PostgreSQL: one statement each, so that a record and its ciphertexts come from one snapshot.

use super::super::LogError;
use super::super::record::{Record, decode_seals};
use super::READERS;
use super::fault::{closed, lost, unavailable};
use domain::EventId;
use sqlx::postgres::PgRow;
use sqlx::{PgPool, Row};

/// What a read can fail with: the database, or what it found.
pub(super) enum Fault {
    Database(sqlx::Error),
    Log(LogError),
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// Asks again while the pool hands out connections that died with the last run of the server: none is tested before it is used.
pub(super) async fn again<T, F: Future<Output = Result<T, Fault>>>(
    pool: &PgPool,
    mut ask: impl FnMut() -> F,
) -> Result<T, LogError> {
    for left in (0..=READERS).rev() {
        match ask().await {
            Ok(answer) => return Ok(answer),
            Err(Fault::Database(error)) if left > 0 && lost(&error) && !pool.is_closed() => {}
            Err(Fault::Database(error)) => return Err(unavailable(&error)),
            Err(Fault::Log(error)) => return Err(error),
        }
    }
    Err(closed())
}

/// The lateral join keeps the plan on the index, whatever the tables look like when it is made.
const OF_STREAM: &str = "
    SELECT e.position, e.stream, e.version, e.id, e.kind, e.public, e.seals, s.part, s.ciphertext
    FROM anteroom_log.log_events e LEFT JOIN LATERAL
        (SELECT part, ciphertext FROM anteroom_log.log_sealed WHERE position = e.position OFFSET 0) s ON true
    WHERE e.stream = $1 AND e.version > $2 AND e.version <= $3 ORDER BY e.version";

/// Positions are dense, so that a range does what a limit would. Two ranges one after the other, which are put together here: the database would sort or hash
/// every byte of them.
const OF_ALL: &str = "
    SELECT position, stream, version, id, kind, public, seals, NULL::bigint, NULL::bytea
    FROM anteroom_log.log_events WHERE position > $1 AND position <= $2
    UNION ALL
    SELECT position, NULL, NULL, NULL, NULL, NULL, NULL, part, ciphertext
    FROM anteroom_log.log_sealed WHERE position > $1 AND position <= $2";

const OF_ALL_BARE: &str = "
    SELECT position, stream, version, id, kind, public, seals, NULL::bigint, NULL::bytea
    FROM anteroom_log.log_events WHERE position > $1 AND position <= $2 ORDER BY position";

const OF_ID: &str = "
    SELECT e.position, e.stream, e.version, e.id, e.kind, e.public, e.seals, s.part, s.ciphertext
    FROM anteroom_log.log_events e LEFT JOIN LATERAL
        (SELECT part, ciphertext FROM anteroom_log.log_sealed WHERE position = e.position OFFSET 0) s ON true
    WHERE e.id = $1 AND e.first";

pub(super) async fn stream(
    pool: &PgPool,
    stream: &str,
    after: u64,
    limit: usize,
) -> Result<Vec<Record>, Fault> {
    let (after, last) = range(after, limit);
    records(&sqlx::query(OF_STREAM).bind(stream).bind(after).bind(last).fetch_all(pool).await?)
}

pub(super) async fn all(pool: &PgPool, after: u64, limit: usize) -> Result<Vec<Record>, Fault> {
    page(pool, OF_ALL, after, limit).await
}

/// The records alone, without their ciphertexts.
pub(super) async fn bare(pool: &PgPool, after: u64, limit: usize) -> Result<Vec<Record>, Fault> {
    page(pool, OF_ALL_BARE, after, limit).await
}

async fn page(pool: &PgPool, sql: &'static str, after: u64, limit: usize) -> Result<Vec<Record>, Fault> {
    let (first, last) = range(after, limit);
    let read = async || together(&sqlx::query(sql).bind(first).bind(last).fetch_all(pool).await?);
    let mut records = read().await?;
    let mut end = after + records.len() as u64;
    if records.len() < limit && head(pool).await? > end {
        // The log has grown since, or what is missing lies at the end of the page: it was there before this second look, or is gone.
        let grown = head(pool).await?;
        records = read().await?;
        end = grown.min(after.saturating_add(limit as u64));
    }
    // A hole would let a reader pass an event in silence, or wait for ever before it.
    let found = records.iter().map(|record| record.position).chain(std::iter::once(u64::MAX));
    match (after + 1..=end).zip(found).find(|(due, position)| due != position) {
        Some((position, _)) => {
            Err(Fault::Log(LogError::Broken { position, what: "the record is missing".into() }))
        }
        None => Ok(records),
    }
}

pub(super) async fn event(pool: &PgPool, id: EventId) -> Result<Option<Record>, Fault> {
    Ok(records(&sqlx::query(OF_ID).bind(&id.as_bytes()[..]).fetch_all(pool).await?)?.pop())
}

pub(super) async fn head(pool: &PgPool) -> Result<u64, Fault> {
    let head: i64 = sqlx::query_scalar("SELECT position FROM anteroom_log.log_head").fetch_one(pool).await?;
    Ok(head as u64)
}

pub(super) async fn cursor(pool: &PgPool, follower: &str) -> Result<u64, Fault> {
    let position: Option<i64> =
        sqlx::query_scalar("SELECT position FROM anteroom_log.log_cursors WHERE follower = $1")
            .bind(follower)
            .fetch_optional(pool)
            .await?;
    Ok(position.unwrap_or(0) as u64)
}

fn range(after: u64, limit: usize) -> (i64, i64) {
    let end = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    (end(after), end(after.saturating_add(limit as u64)))
}

/// A record comes in one row for each of its ciphertexts, or in one row without.
fn records(rows: &[PgRow]) -> Result<Vec<Record>, Fault> {
    let mut records: Vec<Record> = Vec::with_capacity(rows.len());
    for row in rows {
        let position = row.try_get::<i64, _>(0)? as u64;
        if records.last().is_none_or(|record| record.position != position) {
            records.push(record(row, position)?);
        }
        if let (Some(record), Some(part)) = (records.last_mut(), row.try_get::<Option<i64>, _>(7)?) {
            attach(record, part, row)?;
        }
    }
    Ok(records)
}

/// Records in rows of their own, and ciphertexts in theirs, each by its position.
fn together(rows: &[PgRow]) -> Result<Vec<Record>, Fault> {
    let (mut records, mut parts) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for row in rows {
        let position = row.try_get::<i64, _>(0)? as u64;
        match row.try_get::<Option<i64>, _>(7)? {
            None => records.push(record(row, position)?),
            Some(part) => parts.push((position, part, row)),
        }
    }
    // They come in order as a rule, which nobody has promised.
    records.sort_by_key(|record| record.position);
    let first = records.first().map_or(0, |record| record.position);
    for (position, part, row) in parts {
        // Where a record is missing, its ciphertexts have no place; the hole is found afterwards.
        let place = records.get_mut(position.saturating_sub(first) as usize);
        if let Some(record) = place.filter(|record| record.position == position) {
            attach(record, part, row)?;
        }
    }
    Ok(records)
}

fn attach(record: &mut Record, part: i64, row: &PgRow) -> Result<(), Fault> {
    if let Some(seal) = record.seals.get_mut(part as usize) {
        seal.ciphertext = Some(row.try_get(8)?);
    }
    Ok(())
}

fn record(row: &PgRow, position: u64) -> Result<Record, Fault> {
    let broken = |what: &str| Fault::Log(LogError::Broken { position, what: what.into() });
    let id: &[u8] = row.try_get(3)?;
    Ok(Record {
        position,
        stream: row.try_get(1)?,
        version: row.try_get::<i64, _>(2)? as u64,
        id: EventId::from_bytes(id.try_into().map_err(|_| broken("its id cannot be read"))?),
        kind: row.try_get(4)?,
        public: row.try_get(5)?,
        seals: decode_seals(row.try_get(6)?).ok_or_else(|| broken("its seals cannot be read"))?,
    })
}
