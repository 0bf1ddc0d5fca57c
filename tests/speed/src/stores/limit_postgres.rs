//! The bare limit on PostgreSQL: one connection, one statement a group.

use super::limit::{self, Append, LimitWriter, PAGE};
use crate::cluster;
use crate::contender::{Contender, Ground, Rebuilt, Writer};
use crate::work::{Place, Seed, Tally};
use anyhow::{Result, ensure};
use async_trait::async_trait;
use sqlx::{Connection, PgConnection, PgPool, Row};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use uuid::Uuid;

const TABLES: &str = "
CREATE TABLE limit_events (position bigint PRIMARY KEY, visit uuid NOT NULL, version bigint NOT NULL, payload bytea NOT NULL, UNIQUE (visit, version));
CREATE TABLE limit_head (position bigint NOT NULL) WITH (fillfactor = 10);
INSERT INTO limit_head VALUES (0);
CREATE TABLE limit_visits (visit uuid PRIMARY KEY, events bigint NOT NULL, rtt bigint NOT NULL);
CREATE TABLE limit_checkpoint (position bigint NOT NULL);";

/// `$1`, `$2`: of each append its stream and the version expected. `$3..$5`: of each event its append, its version, its payload.
/// Answers with how many appends held.
const GROUP: &str = "
WITH head AS MATERIALIZED (SELECT position FROM limit_head FOR UPDATE),
held AS MATERIALIZED (
    SELECT a.n, a.visit FROM unnest($1::uuid[], $2::bigint[]) WITH ORDINALITY AS a(visit, expected, n)
    WHERE a.expected = coalesce((SELECT e.version FROM limit_events e WHERE e.visit = a.visit ORDER BY e.version DESC LIMIT 1), 0)),
put AS (
    INSERT INTO limit_events (position, visit, version, payload)
    SELECT head.position + row_number() OVER (ORDER BY r.place), held.visit, r.version, r.payload
    FROM unnest($3::bigint[], $4::bigint[], $5::bytea[]) WITH ORDINALITY AS r(n, version, payload, place)
    JOIN held ON held.n = r.n CROSS JOIN head RETURNING 1),
moved AS (UPDATE limit_head SET position = position + (SELECT count(*) FROM put))
SELECT count(*) FROM held";

pub(super) struct LimitPostgres {
    url: String,
    pool: PgPool,
    queue: mpsc::Sender<Append>,
}

pub(super) async fn open(ground: &Ground) -> Result<LimitPostgres> {
    let url = cluster::database(&ground.cluster, "limit").await?;
    cluster::script(&url, TABLES).await?;
    let mut connection = PgConnection::connect(&url).await?;
    let (queue, mut appends) = mpsc::channel(2 * limit::GROUP);
    tokio::spawn(async move {
        while let Some(first) = appends.recv().await {
            let group = limit::group(first, &mut appends);
            match commit(&mut connection, &group).await {
                Ok(()) => limit::answer(group),
                Err(error) => eprintln!("the bare limit on PostgreSQL: {error}"),
            }
        }
    });
    let pool = cluster::pool(&url, 2).await?;
    Ok(LimitPostgres { url, pool, queue })
}

async fn commit(connection: &mut PgConnection, group: &[Append]) -> Result<()> {
    let (mut of, mut versions, mut payloads) = (Vec::new(), Vec::new(), Vec::new());
    for (n, append) in (1_i64..).zip(group) {
        for (version, payload) in (append.expected + 1..).zip(&append.payloads) {
            of.push(n);
            versions.push(version);
            payloads.push(payload.as_slice());
        }
    }
    let visits: Vec<_> = group.iter().map(|append| append.visit).collect();
    let expected: Vec<_> = group.iter().map(|append| append.expected).collect();
    let query = sqlx::query_scalar(GROUP).bind(visits).bind(expected).bind(of).bind(versions).bind(payloads);
    let held: i64 = query.fetch_one(connection).await?;
    ensure!(held as usize == group.len(), "{held} of {} appends held", group.len());
    Ok(())
}

impl LimitPostgres {
    /// Up to a page after a position; positions are dense.
    async fn page(&self, after: i64) -> Result<Vec<(Uuid, Vec<u8>)>> {
        let sql = "SELECT visit, payload FROM limit_events WHERE position > $1 AND position <= $2 ORDER BY position";
        let rows = sqlx::query(sql).bind(after).bind(after + PAGE).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }
}

#[async_trait]
impl Contender for LimitPostgres {
    fn name(&self) -> &'static str {
        "group-commit-prototype"
    }

    async fn durability(&self) -> Result<String> {
        cluster::durability(&self.pool).await
    }

    async fn fill(&self, seed: Seed) -> Result<()> {
        let lines = (1_u64..).zip(seed.events()).map(|(position, (visit, version, told))| {
            // Our JSON has no backslash, so the escape format of bytea is the text itself.
            format!("{position}\t{visit}\t{version}\t{}", String::from_utf8_lossy(&told.json()))
        });
        cluster::copy(&self.url, "COPY limit_events FROM STDIN", lines).await?;
        let sql = "UPDATE limit_head SET position = (SELECT max(position) FROM limit_events)";
        cluster::script(&self.url, sql).await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(LimitWriter { queue: self.queue.clone(), place: Place::new() }))
    }

    async fn load(&self, visit: Uuid) -> Result<Tally> {
        let sql = "SELECT payload FROM limit_events WHERE visit = $1 ORDER BY version";
        let payloads: Vec<Vec<u8>> = sqlx::query_scalar(sql).bind(visit).fetch_all(&self.pool).await?;
        let mut tally = Tally::default();
        limit::fold(payloads, &mut tally)?;
        Ok(tally)
    }

    async fn read_all(&self) -> Result<Tally> {
        let (mut tally, mut after) = (Tally::default(), 0);
        loop {
            let page = self.page(after).await?;
            if page.is_empty() {
                return Ok(tally);
            }
            after += page.len() as i64;
            limit::fold(page.into_iter().map(|(_, payload)| payload), &mut tally)?;
        }
    }

    /// A page folded in memory to a row a stream, and its checkpoint, in one transaction.
    async fn rebuild(&self, _: Seed, _: Duration) -> Result<Option<Rebuilt>> {
        let mut connection = PgConnection::connect(&self.url).await?;
        // As our read models: rebuildable, so that no commit waits for the disk.
        sqlx::query("SET synchronous_commit = off").execute(&mut connection).await?;
        sqlx::query("TRUNCATE limit_visits").execute(&mut connection).await?;
        let (started, mut after) = (Instant::now(), 0);
        loop {
            let page = self.page(after).await?;
            if page.is_empty() {
                return Ok(Some((after as u64, started.elapsed())));
            }
            after += page.len() as i64;
            let mut rows: HashMap<Uuid, Tally> = HashMap::new();
            for (visit, payload) in page {
                limit::fold([payload], rows.entry(visit).or_default())?;
            }
            let mut tx = connection.begin().await?;
            let upsert = "INSERT INTO limit_visits AS v SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[])
                ON CONFLICT (visit) DO UPDATE SET events = v.events + excluded.events, rtt = v.rtt + excluded.rtt";
            sqlx::query(upsert)
                .bind(rows.keys().copied().collect::<Vec<_>>())
                .bind(rows.values().map(|tally| tally.events as i64).collect::<Vec<_>>())
                .bind(rows.values().map(|tally| tally.rtt as i64).collect::<Vec<_>>())
                .execute(&mut *tx)
                .await?;
            sqlx::query("DELETE FROM limit_checkpoint").execute(&mut *tx).await?;
            sqlx::query("INSERT INTO limit_checkpoint VALUES ($1)").bind(after).execute(&mut *tx).await?;
            tx.commit().await?;
        }
    }
}
