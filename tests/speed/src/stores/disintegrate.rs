//! disintegrate, with disintegrate-postgres.

use super::rows;
use crate::cluster;
use crate::contender::{Contender, Ground, Rebuilt, Writer};
use crate::work::{Place, Seed, Tally, Technical, Told};
use anyhow::{Result, bail};
use async_trait::async_trait;
use disintegrate::serde::json::Json;
use disintegrate::{EventListener, EventStore, PersistedEvent, StreamItem, StreamQuery, query};
use disintegrate_postgres::{Error, PgEventId, PgEventListener, PgEventListenerConfig, PgEventStore};
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use uuid::Uuid;

/// How often an append that lost to another one is tried again before the run is ended.
const TRIES: u32 = 2_000;

/// The longest that it waits between, in microseconds: what else is there to do, two cores being busy with those that win?
const WAIT: u128 = 10_000;

/// Its function for the beginning of an append writes a number as only PostgreSQL 16 reads it; here it is told the same in decimal.
const READABLE: &str = "DO $$ BEGIN
    EXECUTE replace(pg_get_functiondef('event_store_begin_epoch()'::regprocedure), '0xFFFFFFFF', '4294967295');
END $$";

/// The listener's tables are made with a trigger that notifies at each event. Appends are measured without.
const QUIET: &str = "
DROP TRIGGER IF EXISTS event_insert_trigger ON event;
DROP TABLE IF EXISTS event_listener";

type Query = StreamQuery<PgEventId, VisitEvent>;
type Store = PgEventStore<VisitEvent, Json<VisitEvent>>;

/// The fields of `Told`: what a stream is lies in one of them.
#[derive(Clone, Debug, Serialize, Deserialize, disintegrate::Event)]
enum VisitEvent {
    Told {
        #[id]
        visit: Uuid,
        organisation: Uuid,
        side: String,
        technical: Technical,
    },
}

impl From<Told> for VisitEvent {
    fn from(Told { visit, organisation, side, technical }: Told) -> Self {
        Self::Told { visit, organisation, side, technical }
    }
}

impl From<VisitEvent> for Told {
    fn from(VisitEvent::Told { visit, organisation, side, technical }: VisitEvent) -> Self {
        Self { visit, organisation, side, technical }
    }
}

fn all() -> Query {
    query!(VisitEvent)
}

fn of(visit: Uuid) -> Query {
    query!(VisitEvent; visit == visit)
}

pub(super) struct Disintegrate {
    url: String,
    pool: PgPool,
    store: Store,
}

pub(super) async fn open(ground: &Ground) -> Result<Disintegrate> {
    let url = cluster::database(&ground.cluster, "disintegrate").await?;
    cluster::script(&url, "ALTER DATABASE disintegrate SET check_function_bodies = off").await?;
    let pool = cluster::pool(&url, ground.writers.min(64)).await?;
    let store = Store::try_new(pool.clone(), Json::default()).await?;
    cluster::script(&url, READABLE).await?;
    Ok(Disintegrate { url, pool, store })
}

impl Disintegrate {
    async fn fold(&self, query: Query) -> Result<Tally> {
        let mut tally = Tally::default();
        let mut events = self.store.stream(&query);
        while let Some(item) = events.next().await {
            if let StreamItem::Event(event) = item? {
                tally.add(&event.into_inner().into());
            }
        }
        Ok(tally)
    }
}

#[async_trait]
impl Contender for Disintegrate {
    fn name(&self) -> &'static str {
        "disintegrate"
    }

    async fn durability(&self) -> Result<String> {
        cluster::durability(&self.pool).await
    }

    /// With more of them more lose: 64 already append less than 16 do.
    fn most_writers(&self) -> u64 {
        64
    }

    async fn fill(&self, seed: Seed) -> Result<()> {
        let lines = seed.events().map(|(visit, _, told)| {
            // No backslash in it: the escape format of bytea is the text itself.
            let payload = serde_json::to_string(&VisitEvent::from(told)).unwrap_or_default();
            format!("Told\t{payload}\t{visit}")
        });
        cluster::copy(&self.url, "COPY event (event_type, payload, visit) FROM STDIN", lines).await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(DisintegrateWriter { store: self.store.clone(), place: Place::new(), last: 0 }))
    }

    async fn load(&self, visit: Uuid) -> Result<Tally> {
        self.fold(of(visit)).await
    }

    async fn read_all(&self) -> Result<Tally> {
        self.fold(all()).await
    }

    /// Its listener: the handler is called for each event and brings its own transaction; the checkpoint moves when the log is through.
    async fn rebuild(&self, seed: Seed, budget: Duration) -> Result<Option<Rebuilt>> {
        rows::none(&self.url).await?;
        cluster::script(&self.url, QUIET).await?;
        let events = Arc::new(AtomicU64::new(0));
        let rows = Rows { query: all(), pool: self.pool.clone(), events: events.clone() };
        let (stopped, rebuilt) = oneshot::channel();
        let began = Instant::now();
        let over = async move {
            let done = loop {
                let done = events.load(Ordering::Relaxed);
                if done >= seed.events || began.elapsed() >= budget {
                    break done;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            };
            // Whoever waits for it is still there.
            let _ = stopped.send((done, began.elapsed()));
        };
        let config = PgEventListenerConfig::poller(Duration::from_millis(5));
        let listener = PgEventListener::builder(self.store.clone()).register_listener(rows, config);
        listener.start_with_shutdown(over).await?;
        cluster::script(&self.url, QUIET).await?;
        Ok(Some(rebuilt.await?))
    }
}

/// Fills the read model.
struct Rows {
    query: Query,
    pool: PgPool,
    events: Arc<AtomicU64>,
}

#[async_trait]
impl EventListener<PgEventId, VisitEvent> for Rows {
    type Error = sqlx::Error;

    fn id(&self) -> &'static str {
        "visits"
    }

    fn query(&self) -> &Query {
        &self.query
    }

    async fn handle(&self, event: PersistedEvent<PgEventId, VisitEvent>) -> Result<(), sqlx::Error> {
        let VisitEvent::Told { visit, technical, .. } = &*event;
        rows::add(&self.pool, *visit, technical.figures.rtt).await?;
        self.events.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

struct DisintegrateWriter {
    store: Store,
    place: Place,
    /// The position of its last event in this stream.
    last: PgEventId,
}

/// Whether PostgreSQL has found that two appends could not have been one after the other. No stream here has two writers: they met on a page of an index.
fn lost(error: &Error) -> bool {
    match error {
        Error::Concurrency => true,
        Error::Database(sqlx::Error::Database(error)) => error.code().as_deref() == Some("40001"),
        _ => false,
    }
}

#[async_trait]
impl Writer for DisintegrateWriter {
    async fn append(&mut self, events: u64) -> Result<()> {
        self.place.make_room(events);
        if self.place.version == 0 {
            self.last = 0;
        }
        let told: Vec<VisitEvent> = self.place.next(events).map(VisitEvent::from).collect();
        for tried in 1..=TRIES {
            match self.store.append(told.clone(), of(self.place.visit), self.last).await {
                Ok(persisted) => {
                    self.last = persisted.last().map_or(0, PersistedEvent::id);
                    self.place.version += events;
                    return Ok(());
                }
                Err(error) if lost(&error) => {
                    let most = (u128::from(tried) * 1_000).min(WAIT);
                    let wait = (Uuid::new_v4().as_u128() % most) as u64;
                    tokio::time::sleep(Duration::from_micros(wait)).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
        bail!("an append lost to others {TRIES} times")
    }
}
