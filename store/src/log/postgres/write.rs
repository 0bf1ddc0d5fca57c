//! Writing to a log in PostgreSQL: the one statement that judges and inserts a group, and the small writes beside it.

use super::super::{Appended, Expected, LogError};
use super::group::Append;
use super::read::Fault;
use super::renew::PURGES;
use domain::KeyId;
use sqlx::postgres::{PgConnection, PgRow};
use sqlx::{Connection, Executor, PgPool, Row};

/// What became of an append.
pub(super) type Verdict = Result<Appended, LogError>;

/// Locks the head, looks for each append's first id and stream's version, and inserts those that hold, at dense positions.
///
/// `$1..$4`: of each append the stream, the version expected (-1 for any), the first id, how many events. `$5..$10`: of each event its append,
/// its place in it, id, name, public part, seals. `$11..$15`: of each sealed part its append, its event's place, its own, key, ciphertext.
/// Within a stream the appends come as `group` admits them. `ahead` is how far an append's last event lies past the head.
const APPEND: &str = "
WITH head AS MATERIALIZED (SELECT position FROM anteroom_log.log_head FOR UPDATE),
asked AS MATERIALIZED (
    SELECT a.*, (SELECT e.position FROM anteroom_log.log_events e WHERE e.id = a.id AND e.first) AS was,
        coalesce((SELECT e.version FROM anteroom_log.log_events e WHERE e.stream = a.stream ORDER BY e.version DESC LIMIT 1), 0) AS actual
    FROM unnest($1::text[], $2::bigint[], $3::bytea[], $4::integer[]) WITH ORDINALITY AS a(stream, expected, id, events, n)),
judged AS (
    SELECT a.*, CASE WHEN a.was IS NULL AND (a.expected < 0 OR a.expected = a.actual
        AND row_number() OVER (PARTITION BY a.stream, a.expected, a.was IS NULL ORDER BY a.n) = 1) THEN a.events ELSE 0 END AS taken
    FROM asked a),
placed AS MATERIALIZED (
    SELECT j.n, j.stream, j.events, j.was, j.taken,
        j.actual + sum(j.taken) OVER (PARTITION BY j.stream ORDER BY j.n) AS version, sum(j.taken) OVER (ORDER BY j.n) AS ahead
    FROM judged j),
records AS (
    INSERT INTO anteroom_log.log_events (position, stream, version, id, kind, public, seals, first)
    SELECT head.position + p.ahead - p.events + r.i, p.stream, p.version - p.events + r.i, r.id, r.kind, r.public, r.seals, r.i = 1
    FROM unnest($5::bigint[], $6::bigint[], $7::bytea[], $8::text[], $9::bytea[], $10::bytea[]) AS r(n, i, id, kind, public, seals)
    JOIN placed p ON p.n = r.n AND p.taken > 0 CROSS JOIN head),
sealed AS (
    INSERT INTO anteroom_log.log_sealed (position, part, key, ciphertext)
    SELECT head.position + p.ahead - p.events + s.i, s.part, s.key, s.ciphertext
    FROM unnest($11::bigint[], $12::bigint[], $13::bigint[], $14::bytea[], $15::bytea[]) AS s(n, i, part, key, ciphertext)
    JOIN placed p ON p.n = s.n AND p.taken > 0 CROSS JOIN head),
moved AS (UPDATE anteroom_log.log_head SET position = position + (SELECT sum(taken) FROM placed))
SELECT p.n, p.taken > 0, p.version, head.position + p.ahead, p.was,
    CASE WHEN p.was IS NOT NULL THEN (SELECT e.version FROM anteroom_log.log_events e WHERE e.position = p.was AND e.stream = p.stream) END
FROM placed p CROSS JOIN head ORDER BY p.n";

/// One round trip. Judges by the snapshot from before the head was locked: where another node has appended to the same streams meanwhile, a
/// uniqueness breaks, nothing is recorded, and [`under_lock`] decides.
pub(super) async fn at_once(connection: &mut PgConnection, group: &[Append]) -> sqlx::Result<Vec<Verdict>> {
    append(connection, group).await
}

/// Locks the head first, so that the statement's snapshot has all that was appended before.
pub(super) async fn under_lock(
    connection: &mut PgConnection,
    group: &[Append],
) -> sqlx::Result<Vec<Verdict>> {
    let mut tx = connection.begin().await?;
    tx.execute("SELECT position FROM anteroom_log.log_head FOR UPDATE").await?;
    match append(&mut tx, group).await {
        Ok(verdicts) => tx.commit().await.map(|()| verdicts),
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

/// A group as columns.
#[derive(Default)]
struct Columns<'a> {
    streams: Vec<&'a str>,
    expected: Vec<i64>,
    first_ids: Vec<&'a [u8]>,
    counts: Vec<i32>,
    records: Records<'a>,
    sealed: Sealed<'a>,
}

/// Of each event: which append's, which of its events.
#[derive(Default)]
struct Records<'a> {
    n: Vec<i64>,
    i: Vec<i64>,
    ids: Vec<&'a [u8]>,
    kinds: Vec<&'a str>,
    publics: Vec<&'a [u8]>,
    seals: Vec<&'a [u8]>,
}

/// Of each sealed part: which append's, which event's.
#[derive(Default)]
struct Sealed<'a> {
    n: Vec<i64>,
    i: Vec<i64>,
    parts: Vec<i64>,
    keys: Vec<&'a [u8]>,
    ciphertexts: Vec<&'a [u8]>,
}

impl<'a> Columns<'a> {
    fn of(group: &'a [Append]) -> Self {
        let mut c = Self::default();
        for (n, append) in (1..).zip(group) {
            c.streams.push(&append.stream);
            c.expected.push(match append.expected {
                Expected::Any => -1,
                // A version past what fits can never be the stream's.
                Expected::Version(version) => i64::try_from(version).unwrap_or(i64::MAX),
            });
            c.first_ids.push(append.events.first().map_or(&[], |first| first.event.id.as_bytes()));
            c.counts.push(append.events.len() as i32);
            for (i, event) in (1..).zip(&append.events) {
                let r = &mut c.records;
                r.n.push(n);
                r.i.push(i);
                r.ids.push(event.event.id.as_bytes());
                r.kinds.push(&event.event.kind);
                r.publics.push(&event.event.public);
                r.seals.push(&event.seals);
                for (part, seal) in (0..).zip(&event.event.seals) {
                    let s = &mut c.sealed;
                    s.n.push(n);
                    s.i.push(i);
                    s.parts.push(part);
                    s.keys.push(seal.key.as_bytes());
                    s.ciphertexts.push(&seal.ciphertext);
                }
            }
        }
        c
    }
}

async fn append(connection: &mut PgConnection, group: &[Append]) -> sqlx::Result<Vec<Verdict>> {
    let Columns { streams, expected, first_ids, counts, records: r, sealed: s } = Columns::of(group);
    let query = sqlx::query(APPEND).bind(streams).bind(expected).bind(first_ids).bind(counts);
    let query = query.bind(r.n).bind(r.i).bind(r.ids).bind(r.kinds).bind(r.publics).bind(r.seals);
    let query = query.bind(s.n).bind(s.i).bind(s.parts).bind(s.keys).bind(s.ciphertexts);
    let rows = connection.fetch_all(query).await?;
    if rows.len() != group.len() {
        return Err(sqlx::Error::Protocol("an append has no answer".into()));
    }
    rows.iter().zip(group).map(|(row, append)| verdict(row, append)).collect()
}

fn verdict(row: &PgRow, append: &Append) -> sqlx::Result<Verdict> {
    let (version, position): (i64, i64) = (row.try_get(2)?, row.try_get(3)?);
    if row.try_get(1)? {
        return Ok(Ok(Appended { version: version as u64, position: position as u64 }));
    }
    let Some(first) = row.try_get::<Option<i64>, _>(4)? else {
        return Ok(Err(LogError::Conflict { actual: version as u64 }));
    };
    let more = append.events.len() as i64 - 1;
    Ok(match row.try_get::<Option<i64>, _>(5)? {
        Some(version) => Ok(Appended { version: (version + more) as u64, position: (first + more) as u64 }),
        None => Err(LogError::Unavailable("an event of this id lies in another stream".into())),
    })
}

pub(super) async fn set_cursor(pool: &PgPool, follower: &str, position: u64) -> Result<(), Fault> {
    let sql = "INSERT INTO anteroom_log.log_cursors (follower, position) VALUES ($1, $2)
        ON CONFLICT (follower) DO UPDATE SET position = excluded.position";
    sqlx::query(sql).bind(follower).bind(position as i64).execute(pool).await?;
    Ok(())
}

/// Deletes the ciphertexts of these keys, and counts them: their bytes are in the table's file until it is written anew.
pub(super) async fn purge(pool: &PgPool, keys: &[KeyId]) -> sqlx::Result<u64> {
    let keys: Vec<&[u8]> = keys.iter().map(|key| &key.as_bytes()[..]).collect();
    let mut tx = pool.begin().await?;
    tx.execute(PURGES).await?;
    let gone = sqlx::query("DELETE FROM anteroom_log.log_sealed WHERE key = ANY($1)").bind(keys);
    let deleted = tx.execute(gone).await?.rows_affected();
    if deleted > 0 {
        let count = sqlx::query("UPDATE anteroom_log.log_purges SET deleted = deleted + $1");
        tx.execute(count.bind(deleted as i64)).await?;
    }
    tx.commit().await?;
    Ok(deleted)
}
