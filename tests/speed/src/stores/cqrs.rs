//! What postgres-es and sqlite-es have in common: the aggregate of cqrs-es that they are measured with.

use crate::work::{Place, Tally, Told};
use anyhow::{Result, anyhow};
use async_trait::async_trait;
use cqrs_es::event_sink::EventSink;
use cqrs_es::persist::{
    EventStoreAggregateContext, GenericQuery, PersistedEventRepository, PersistedEventStore, QueryReplay,
    ViewRepository,
};
use cqrs_es::{Aggregate, DomainEvent, EventEnvelope, EventStore, Query, View};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use uuid::Uuid;

use crate::contender::{Rebuilt, Writer};
use crate::work::Seed;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Event {
    Told(Told),
}

impl PartialEq for Event {
    fn eq(&self, other: &Self) -> bool {
        let (Self::Told(a), Self::Told(b)) = (self, other);
        a.json() == b.json()
    }
}

impl DomainEvent for Event {
    fn event_type(&self) -> String {
        "Told".into()
    }

    fn event_version(&self) -> String {
        "1.0".into()
    }
}

/// Nothing is refused: the work goes past the command.
#[derive(Debug)]
pub(super) struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refused {}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Visit(Tally);

impl Aggregate for Visit {
    const TYPE: &'static str = "visit";
    type Command = Vec<Told>;
    type Event = Event;
    type Error = Refused;
    type Services = ();

    async fn handle(&mut self, told: Vec<Told>, (): &(), sink: &EventSink<Self>) -> Result<(), Refused> {
        for told in told {
            sink.write(Event::Told(told), self).await;
        }
        Ok(())
    }

    fn apply(&mut self, Event::Told(told): Event) {
        self.0.add(&told);
    }
}

/// A row of the read model: what a visit's events come to.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Row(Tally);

impl View<Visit> for Row {
    fn update(&mut self, event: &EventEnvelope<Visit>) {
        let Event::Told(told) = &event.payload;
        self.0.add(told);
    }
}

#[derive(Clone, Default)]
struct Counting(Arc<Mutex<Tally>>);

#[async_trait]
impl Query<Visit> for Counting {
    async fn dispatch(&self, _: &str, events: &[EventEnvelope<Visit>]) {
        if let Ok(mut tally) = self.0.lock() {
            for event in events {
                let Event::Told(told) = &event.payload;
                tally.add(told);
            }
        }
    }
}

/// The columns of an event as it is filled in ahead: stream, version, payload.
pub(super) fn rows(seed: Seed) -> impl Iterator<Item = (Uuid, u64, String)> + Send {
    seed.events().map(|(visit, version, told)| {
        (visit, version, serde_json::to_string(&Event::Told(told)).unwrap_or_default())
    })
}

pub(super) async fn load<R: PersistedEventRepository>(
    store: &PersistedEventStore<R, Visit>,
    visit: Uuid,
) -> Result<Tally> {
    let context = store.load_aggregate(&visit.to_string()).await.map_err(|e| anyhow!("{e}"))?;
    Ok(context.aggregate.0)
}

pub(super) async fn read_all<R: PersistedEventRepository>(repository: R) -> Result<Tally> {
    let counting = Counting::default();
    let mut replay = QueryReplay::<_, _, Visit>::new(repository, counting.clone());
    replay.use_error_handler(Box::new(|error| panic!("{error}")));
    replay.replay_all().await.map_err(|e| anyhow!("{e}"))?;
    let tally = counting.0.lock().map_err(|e| anyhow!("{e}"))?.clone();
    Ok(tally)
}

/// Their `QueryReplay` into their `GenericQuery`: a load and an update of the row for each event, each in a transaction of its own; there is no checkpoint.
pub(super) async fn rebuild<R: PersistedEventRepository, V: ViewRepository<Row, Visit>>(
    repository: R,
    views: V,
    seed: Seed,
    budget: Duration,
) -> Result<Rebuilt> {
    let mut query = GenericQuery::<V, Row, Visit>::new(Arc::new(views));
    query.use_error_handler(Box::new(|error| panic!("{error}")));
    let replay = QueryReplay::new(repository, query);
    let started = Instant::now();
    let mut events = 0;
    for visit in 0..seed.visits() {
        if started.elapsed() > budget {
            break;
        }
        replay.replay(&Seed::visit(visit).to_string()).await.map_err(|e| anyhow!("{e}"))?;
        events += 10;
    }
    Ok((events, started.elapsed()))
}

/// Commits at the version that it knows: no load before, which their `execute` would make.
pub(super) struct CqrsWriter<R: PersistedEventRepository> {
    pub(super) store: Arc<PersistedEventStore<R, Visit>>,
    pub(super) place: Place,
}

#[async_trait]
impl<R: PersistedEventRepository + 'static> Writer for CqrsWriter<R> {
    async fn append(&mut self, events: u64) -> Result<()> {
        self.place.make_room(events);
        let context = EventStoreAggregateContext {
            aggregate_id: self.place.visit.to_string(),
            aggregate: Visit::default(),
            current_sequence: self.place.version as usize,
            current_snapshot: None,
        };
        let told = self.place.next(events).map(Event::Told).collect();
        self.store.commit(told, context, HashMap::new()).await.map_err(|e| anyhow!("{e}"))?;
        self.place.version += events;
        Ok(())
    }
}
