//! postgres-es.

use super::cqrs::{self, CqrsWriter, Row, Visit};
use crate::cluster;
use crate::contender::{Contender, Ground, Rebuilt, Writer};
use crate::work::{Place, Seed, Tally};
use anyhow::Result;
use async_trait::async_trait;
use cqrs_es::persist::PersistedEventStore;
use postgres_es::{PostgresEventRepository, PostgresViewRepository};
use sqlx::PgPool;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// As the crate's documentation has them.
const TABLES: &str = "
CREATE TABLE events (aggregate_type text NOT NULL, aggregate_id text NOT NULL, sequence bigint CHECK (sequence >= 0) NOT NULL,
    event_type text NOT NULL, event_version text NOT NULL, payload json NOT NULL, metadata json NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence));
CREATE TABLE visits (view_id text NOT NULL, version bigint CHECK (version >= 0) NOT NULL, payload json NOT NULL, PRIMARY KEY (view_id));";

pub(super) struct PostgresEs {
    url: String,
    pool: PgPool,
    store: Arc<PersistedEventStore<PostgresEventRepository, Visit>>,
}

pub(super) async fn open(ground: &Ground) -> Result<PostgresEs> {
    let url = cluster::database(&ground.cluster, "postgres-es").await?;
    cluster::script(&url, TABLES).await?;
    let pool = cluster::pool(&url, ground.writers.min(64)).await?;
    let store = Arc::new(PersistedEventStore::new_event_store(PostgresEventRepository::new(pool.clone())));
    Ok(PostgresEs { url, pool, store })
}

#[async_trait]
impl Contender for PostgresEs {
    fn name(&self) -> &'static str {
        "postgres-es"
    }

    async fn durability(&self) -> Result<String> {
        cluster::durability(&self.pool).await
    }

    async fn fill(&self, seed: Seed) -> Result<()> {
        let lines = cqrs::rows(seed).map(|(visit, version, payload)| {
            format!("visit\t{visit}\t{version}\tTold\t1.0\t{payload}\t{{}}")
        });
        cluster::copy(&self.url, "COPY events FROM STDIN", lines).await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(CqrsWriter { store: self.store.clone(), place: Place::new() }))
    }

    async fn load(&self, visit: Uuid) -> Result<Tally> {
        cqrs::load(&self.store, visit).await
    }

    async fn read_all(&self) -> Result<Tally> {
        cqrs::read_all(PostgresEventRepository::new(self.pool.clone())).await
    }

    async fn rebuild(&self, seed: Seed, budget: Duration) -> Result<Option<Rebuilt>> {
        cluster::script(&self.url, "TRUNCATE visits").await?;
        let views = PostgresViewRepository::<Row, Visit>::new("visits", self.pool.clone());
        cqrs::rebuild(PostgresEventRepository::new(self.pool.clone()), views, seed, budget).await.map(Some)
    }
}
