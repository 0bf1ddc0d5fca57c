//! What a projection is to the runner, and how a read model is queried in its live generation.

use crate::cell::Cell;
use crate::database::{fetch, of_generation};
use crate::error::ReadError;
use crate::table::{Table, Tx};
use async_trait::async_trait;
use domain::Fact;
use sqlx::AnyPool;
use sqlx::any::AnyRow;
use std::sync::Arc;
use tokio::sync::RwLock;

/// An event of the log.
pub(crate) struct Event {
    pub(crate) position: u64,
    pub(crate) fact: Fact,
}

/// A projection: applies events to its tables. It gets no log and no vault.
#[async_trait]
pub(crate) trait Projection: Send + Sync {
    fn name(&self) -> &'static str;
    fn version(&self) -> u32;
    fn tables(&self) -> Vec<Table>;
    /// Whether this event changes anything of it.
    fn touches(&self, fact: &Fact) -> bool;
    /// Applies a page of events, in order. Applying one again changes nothing.
    async fn apply(&self, tx: &mut Tx<'_>, events: &[Event]) -> Result<(), ReadError>;
}

/// Queries one read model. While a query runs its generation is not dropped.
#[derive(Clone)]
pub(crate) struct Reader {
    pool: AnyPool,
    generation: Arc<RwLock<u64>>,
}

impl Reader {
    pub(crate) fn new(pool: AnyPool, generation: Arc<RwLock<u64>>) -> Self {
        Self { pool, generation }
    }

    /// Runs a query, `{g}` replaced.
    pub(crate) async fn fetch(&self, sql: &str, cells: Vec<Cell>) -> Result<Vec<AnyRow>, ReadError> {
        let generation = self.generation.read().await;
        let mut connection = self.pool.acquire().await?;
        fetch(&mut connection, &of_generation(sql, *generation), cells).await
    }
}
