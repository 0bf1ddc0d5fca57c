//! sqlite-es. Its own pool is on `synchronous=NORMAL`, which loses commits when the power goes; here it is FULL, as for every other store.

use super::cqrs::{self, CqrsWriter, Row, Visit};
use crate::contender::{Contender, Ground, Rebuilt, Writer};
use crate::work::{Place, Seed, Tally};
use anyhow::Result;
use async_trait::async_trait;
use cqrs_es::persist::PersistedEventStore;
use sqlite_es::{SqliteEventRepository, SqliteViewRepository};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Executor, SqlitePool};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// As the crate's migration has them.
const TABLES: &str = "
CREATE TABLE events (aggregate_type TEXT NOT NULL, aggregate_id TEXT NOT NULL, sequence INTEGER CHECK (sequence >= 0) NOT NULL,
    event_type TEXT NOT NULL, event_version TEXT NOT NULL, payload TEXT NOT NULL, metadata TEXT NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence)) STRICT;
CREATE TABLE visits (view_id TEXT NOT NULL, version INTEGER CHECK (version >= 0) NOT NULL, payload TEXT NOT NULL, PRIMARY KEY (view_id)) STRICT;";

/// As many as its own pool has.
const CONNECTIONS: u32 = 10;

pub(super) struct SqliteEs {
    pool: SqlitePool,
    store: Arc<PersistedEventStore<SqliteEventRepository, Visit>>,
}

pub(super) async fn open(ground: &Ground) -> Result<SqliteEs> {
    let options = SqliteConnectOptions::new()
        .filename(ground.folder.join("sqlite-es.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_mins(1));
    let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(Duration::from_mins(2));
    let pool = pool.connect_with(options).await?;
    pool.execute(TABLES).await?;
    let store = Arc::new(PersistedEventStore::new_event_store(SqliteEventRepository::new(pool.clone())));
    Ok(SqliteEs { pool, store })
}

#[async_trait]
impl Contender for SqliteEs {
    fn name(&self) -> &'static str {
        "sqlite-es"
    }

    async fn durability(&self) -> Result<String> {
        let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&self.pool).await?;
        let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&self.pool).await?;
        Ok(format!("journal_mode={journal} synchronous={synchronous}"))
    }

    async fn fill(&self, seed: Seed) -> Result<()> {
        let mut tx = self.pool.begin().await?;
        for (visit, version, payload) in cqrs::rows(seed) {
            sqlx::query("INSERT INTO events VALUES ('visit', $1, $2, 'Told', '1.0', $3, '{}')")
                .bind(visit.to_string())
                .bind(version as i64)
                .bind(payload)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(CqrsWriter { store: self.store.clone(), place: Place::new() }))
    }

    async fn load(&self, visit: Uuid) -> Result<Tally> {
        cqrs::load(&self.store, visit).await
    }

    async fn read_all(&self) -> Result<Tally> {
        cqrs::read_all(SqliteEventRepository::new(self.pool.clone())).await
    }

    async fn rebuild(&self, seed: Seed, budget: Duration) -> Result<Option<Rebuilt>> {
        self.pool.execute("DELETE FROM visits").await?;
        let views = SqliteViewRepository::<Row, Visit>::new("visits", self.pool.clone());
        cqrs::rebuild(SqliteEventRepository::new(self.pool.clone()), views, seed, budget).await.map(Some)
    }
}
