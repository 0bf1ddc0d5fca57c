//! Ours, as it serves: events sealed by the vault, ids that make an append idempotent, two-part records, and the tree's follower beside every append.

use super::Engine;
use crate::cluster;
use crate::contender::{Contender, Ground, Rebuilt, Writer};
use crate::following::Following;
use crate::lifecycle::{self, Measured};
use crate::work::{Place, Seed, Tally, organisation};
use anyhow::{Result, ensure};
use async_trait::async_trait;
use domain::{Class, CommandId, Fact, OrganisationId, SubjectId, Timestamp, VisitId, visit};
use futures_util::{StreamExt, TryStreamExt, stream};
use projections::ReadModels;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::log::{Acknowledge, Log, PostgresLog, SqliteLog};
use store::vault::{FileRoot, Parts, Sealing, SqliteKeys};
use store::{Clock, Entropy, Expected, LogReader, NewRecord, Record, Vault, codec};
use uuid::Uuid;

/// Events read at once.
const PAGE: usize = 5_000;

/// How many appends are under way while it is filled.
const FILLING: usize = 512;

/// The machine's clock and randomness.
#[derive(Clone, Copy, Debug)]
pub struct Systems;

impl Clock for Systems {
    fn now(&self) -> Timestamp {
        chrono::Utc::now()
    }
}

impl Entropy for Systems {
    fn fill(&self, buffer: &mut [u8]) {
        use aws_lc_rs::rand::SecureRandom;
        if aws_lc_rs::rand::SystemRandom::new().fill(buffer).is_err() {
            std::process::abort();
        }
    }
}

/// Our log, vault, tree and read models.
pub struct House {
    /// The log.
    pub log: Arc<dyn Log>,
    /// The vault.
    pub vault: Arc<Vault>,
    /// Where the read models are.
    read: String,
    following: Following,
}

impl House {
    /// A new house.
    pub async fn open(engine: Engine, ground: &Ground, name: &str) -> Result<Self> {
        let folder = ground.folder.join(name);
        std::fs::create_dir_all(&folder)?;
        let id = *Uuid::new_v4().as_bytes();
        let (log, read): (Arc<dyn Log>, _) = match engine {
            Engine::Sqlite => {
                let log = SqliteLog::open(&folder.join("log.db"), id, Acknowledge::default())?;
                (Arc::new(log), format!("sqlite:{}?mode=rwc", folder.join("read.db").display()))
            }
            Engine::Postgres => {
                let url = cluster::database(&ground.cluster, name).await?;
                (Arc::new(PostgresLog::open(&url, id).await?), url)
            }
        };
        let (keys, copy) = (folder.join("keys.db"), folder.join("copy.db"));
        let parts = Parts {
            keys: Arc::new(SqliteKeys::open(&keys, Some(&copy), log.id())?),
            root: Arc::new(FileRoot::open(&folder.join("root"), Systems)?),
            log: log.clone(),
            clock: Arc::new(Systems),
            entropy: Arc::new(Systems),
            sealing: Sealing::On,
        };
        let vault = Arc::new(Vault::open(parts).await?);
        let following = Following::open(log.clone(), &folder.join("tree"))?;
        Ok(Self { log, vault, read, following })
    }

    /// The read models, up to date.
    pub async fn read_models(&self) -> Result<ReadModels> {
        let log: Arc<dyn LogReader> = self.log.clone();
        let models = ReadModels::open(&self.read, log).await?;
        let head = self.log.head().await?;
        ensure!(models.wait_for(head, Duration::from_mins(10)).await, "the read models do not catch up");
        Ok(models)
    }

    /// A visit with its key.
    pub async fn arrive(&self) -> Result<VisitId> {
        let visit = VisitId(Uuid::new_v4());
        let organisation = OrganisationId(organisation(visit.0));
        self.vault.mint((visit.subject(), Class::Visit), organisation, None, None).await?;
        Ok(visit)
    }

    /// Waits for the tree.
    pub async fn settle(&self) -> Result<()> {
        self.following.reach(self.log.head().await?).await
    }
}

/// Fills a log ahead. Its ciphertexts are as long as sealed ones, and open under no key: nothing that is measured on them opens them.
async fn fill_events(log: &dyn Log, seed: Seed) -> Result<()> {
    for pass in 0..10 {
        stream::iter(seed.passage(pass))
            .map(|ten| async move {
                let events = lifecycle::records(ten)?;
                let stream = visit::stream(VisitId(ten.visit));
                log.append(&stream, Expected::Version(ten.before), events).await?;
                anyhow::Ok(())
            })
            .buffer_unordered(FILLING)
            .try_collect::<()>()
            .await?;
    }
    Ok(())
}

fn fold(records: &[Record], tally: &mut Tally) -> Result<()> {
    for record in records {
        // Into the event's own type, its sealed values in place: nothing is opened without the door.
        let fact: Fact = codec::fact(record)?;
        tally.events += 1;
        tally.rtt += u64::from(matches!(fact, Fact::Visit(visit::Event::TechnicalRecorded { .. })));
    }
    Ok(())
}

#[async_trait]
impl Contender for House {
    fn name(&self) -> &'static str {
        "anteroom"
    }

    async fn durability(&self) -> Result<String> {
        Ok(self.log.durability().await?)
    }

    async fn fill(&self, seed: Seed) -> Result<()> {
        fill_events(&*self.log, seed).await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        // One key a writer, minted ahead: in the service a visit's arrival mints one, and its other events find it.
        let whose = self.arrive().await?.subject();
        let (log, vault) = (self.log.clone(), self.vault.clone());
        Ok(Box::new(OurWriter { log, vault, whose, place: Place::new() }))
    }

    async fn load(&self, visit: Uuid) -> Result<Tally> {
        let mut tally = Tally::default();
        fold(&self.log.read_stream(&visit::stream(VisitId(visit)), 0, PAGE).await?, &mut tally)?;
        Ok(tally)
    }

    async fn read_all(&self) -> Result<Tally> {
        let mut tally = Tally::default();
        let page = |after: u64| {
            let log = self.log.clone();
            tokio::spawn(async move { log.read_all(after, PAGE).await })
        };
        let mut next = page(0);
        loop {
            let records = next.await??;
            let Some(last) = records.last() else { return Ok(tally) };
            // As our runner does: the next page is read while this one is folded.
            next = page(last.position);
            fold(&records, &mut tally)?;
        }
    }

    /// All nine read models, exactly once; they are up to date before.
    async fn rebuild(&self, _: Seed, _: Duration) -> Result<Option<Rebuilt>> {
        let models = self.read_models().await?;
        let started = Instant::now();
        models.rebuild_all().await?;
        let took = started.elapsed();
        models.shutdown().await;
        Ok(Some((self.log.head().await?, took)))
    }

    async fn settle(&self) -> Result<()> {
        House::settle(self).await
    }
}

struct OurWriter {
    log: Arc<dyn Log>,
    vault: Arc<Vault>,
    whose: SubjectId,
    place: Place,
}

#[async_trait]
impl Writer for OurWriter {
    async fn append(&mut self, events: u64) -> Result<()> {
        self.place.make_room(events);
        let command = CommandId(Uuid::new_v4());
        let stream = visit::stream(VisitId(self.place.visit));
        let mut records: Vec<NewRecord> = Vec::with_capacity(events as usize);
        for (index, told) in self.place.next(events).enumerate() {
            let event = Measured::of(&told).event(self.whose);
            records.push(self.vault.seal(&stream, command.event(index), &event).await?);
        }
        self.log.append(&stream, Expected::Version(self.place.version), records).await?;
        self.place.version += events;
        Ok(())
    }
}
