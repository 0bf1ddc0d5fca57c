//! What is asked of a store under measure.

use crate::work::{Seed, Tally};
use anyhow::Result;
use async_trait::async_trait;
use std::path::PathBuf;
use std::time::Duration;
use uuid::Uuid;

/// Where a store may put its data.
#[derive(Clone, Debug)]
pub struct Ground {
    /// A folder on a disk.
    pub folder: PathBuf,
    /// The cluster's `postgres://…`, without a database.
    pub cluster: String,
    /// The most writers it will see at once.
    pub writers: u32,
}

/// So many events in such a time.
pub type Rebuilt = (u64, Duration);

/// A store under measure.
#[async_trait]
pub trait Contender: Send + Sync {
    /// Its crate's name.
    fn name(&self) -> &'static str;

    /// The durability that its own connection reports.
    async fn durability(&self) -> Result<String>;

    /// How many writers it is asked to take at once.
    fn most_writers(&self) -> u64 {
        u64::MAX
    }

    /// Fills it by whatever is quickest; not measured.
    async fn fill(&self, seed: Seed) -> Result<()>;

    /// A writer of its own streams.
    async fn writer(&self) -> Result<Box<dyn Writer>>;

    /// Reads one stream and folds it, as its users would.
    async fn load(&self, visit: Uuid) -> Result<Tally>;

    /// Reads the whole log in order and folds it, as its users would.
    async fn read_all(&self) -> Result<Tally>;

    /// Rebuilds a read model with a row a stream, as its users would, for about so long where it is slow. How many events in which
    /// time; `None` where it has no read models of its own.
    async fn rebuild(&self, _seed: Seed, _budget: Duration) -> Result<Option<Rebuilt>> {
        Ok(None)
    }

    /// Returns once what follows an append is done too, so that it takes nothing from the next store's turn.
    async fn settle(&self) -> Result<()> {
        Ok(())
    }
}

/// A writer.
#[async_trait]
pub trait Writer: Send {
    /// Appends so many events to its stream, all or none, at the version that it saw last. Returns once they are durable.
    async fn append(&mut self, events: u64) -> Result<()>;
}
