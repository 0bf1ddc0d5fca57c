//! esrs.

use super::rows;
use crate::cluster;
use crate::contender::{Contender, Ground, Rebuilt, Writer};
use crate::work::{Place, Seed, Tally, Told};
use anyhow::{Context, Result};
use async_trait::async_trait;
use esrs::handler::TransactionalEventHandler;
use esrs::manager::AggregateManager;
use esrs::rebuilder::{PgRebuilder, Rebuilder};
use esrs::store::postgres::{PgStore, PgStoreBuilder, PgStoreError};
use esrs::store::{EventStore, StoreEvent};
use esrs::{Aggregate, AggregateState};
use futures_util::StreamExt;
use sqlx::{PgConnection, PgPool};
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use uuid::Uuid;

struct Visit;

impl Aggregate for Visit {
    const NAME: &'static str = "visit";
    type State = Tally;
    type Command = Vec<Told>;
    type Event = Told;
    type Error = Infallible;

    fn handle_command(_: &Tally, told: Vec<Told>) -> Result<Vec<Told>, Infallible> {
        Ok(told)
    }

    fn apply_event(mut tally: Tally, told: Told) -> Tally {
        tally.add(&told);
        tally
    }
}

pub(super) struct Esrs {
    url: String,
    pool: PgPool,
    store: PgStore<Visit>,
}

pub(super) async fn open(ground: &Ground) -> Result<Esrs> {
    let url = cluster::database(&ground.cluster, "esrs").await?;
    let pool = cluster::pool(&url, ground.writers.min(64)).await?;
    let store = PgStoreBuilder::<Visit>::new(pool.clone()).try_build().await?;
    Ok(Esrs { url, pool, store })
}

#[async_trait]
impl Contender for Esrs {
    fn name(&self) -> &'static str {
        "esrs"
    }

    async fn durability(&self) -> Result<String> {
        cluster::durability(&self.pool).await
    }

    async fn fill(&self, seed: Seed) -> Result<()> {
        let lines = seed.events().enumerate().map(|(n, (visit, version, told))| {
            let (id, told) = (Uuid::new_v4(), String::from_utf8_lossy(&told.json()).into_owned());
            // It orders its log by time: a microsecond each.
            let (second, microsecond) = (n / 1_000_000, n % 1_000_000);
            format!("{id}\t{visit}\t{told}\t2026-01-01 00:00:{second:02}.{microsecond:06}+00\t{version}")
        });
        let sql = "COPY visit_events (id, aggregate_id, payload, occurred_on, sequence_number) FROM STDIN";
        cluster::copy(&self.url, sql, lines).await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        let (store, place) = (self.store.clone(), Place::new());
        let state = AggregateState::with_id(place.visit);
        Ok(Box::new(EsrsWriter { store, place, state }))
    }

    async fn load(&self, visit: Uuid) -> Result<Tally> {
        let state = AggregateManager::new(self.store.clone()).load(visit).await?;
        Ok(state.context("no such stream")?.into_inner())
    }

    async fn read_all(&self) -> Result<Tally> {
        let mut tally = Tally::default();
        let mut events = self.store.stream_events(&self.pool);
        while let Some(event) = events.next().await {
            tally.add(&event?.payload);
        }
        Ok(tally)
    }

    /// Its rebuilder, a stream after another, each in a transaction. It cannot be told to stop, so that the handler fails when the time is over.
    async fn rebuild(&self, _: Seed, budget: Duration) -> Result<Option<Rebuilt>> {
        rows::none(&self.url).await?;
        let rows = Arc::new(Rows { budget, began: OnceLock::new(), events: AtomicU64::new(0) });
        let rebuilder =
            PgRebuilder::<Visit>::new().with_transactional_event_handlers(vec![Box::new(rows.clone())]);
        match rebuilder.by_aggregate_id(self.pool.clone()).await {
            Ok(()) | Err(PgStoreError::Custom(_)) => {}
            Err(error) => return Err(error.into()),
        }
        let took = rows.began.get().context("no event came")?.elapsed();
        Ok(Some((rows.events.load(Ordering::Relaxed), took)))
    }
}

/// Fills the read model.
struct Rows {
    budget: Duration,
    /// With the first event: finding all streams before it is not counted.
    began: OnceLock<Instant>,
    events: AtomicU64,
}

#[async_trait]
impl TransactionalEventHandler<Visit, PgStoreError, PgConnection> for Rows {
    async fn handle(
        &self,
        event: &StoreEvent<Told>,
        transaction: &mut PgConnection,
    ) -> Result<(), PgStoreError> {
        if self.began.get_or_init(Instant::now).elapsed() > self.budget {
            return Err(PgStoreError::Custom("the time is over".into()));
        }
        rows::add(transaction, event.aggregate_id, event.payload.technical.figures.rtt).await?;
        self.events.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    async fn delete(&self, visit: Uuid, transaction: &mut PgConnection) -> Result<(), PgStoreError> {
        Ok(rows::forget(transaction, visit).await?)
    }
}

/// Persists at the version that it knows, without a load or a lock before.
struct EsrsWriter {
    store: PgStore<Visit>,
    place: Place,
    state: AggregateState<Tally>,
}

#[async_trait]
impl Writer for EsrsWriter {
    async fn append(&mut self, events: u64) -> Result<()> {
        self.place.make_room(events);
        if self.place.version == 0 {
            self.state = AggregateState::with_id(self.place.visit);
        }
        self.store.persist(&mut self.state, self.place.next(events).collect()).await?;
        self.place.version += events;
        Ok(())
    }
}
