//! The key table in a PostgreSQL database apart from the log's, for several nodes. What old rows leave of wraps opens under epochs that are over alone; the rest is written anew.

mod epochs;
mod holds;
mod lookups;
mod nodes;
mod renew;
mod rows;
mod schema;
mod transaction;

use super::keys::{
    Ended, Epochs, HeldKey, KeyRow, KeyState, KeyTable, KeysError, Lookup, LookupRow, NewKey, OwnEvent, Seen,
    Tagged, Tombstone, Whose,
};
use super::nodes::NodeTable;
use super::residue::{KeyResidue, clean_if_small};
use async_trait::async_trait;
use domain::hold::End;
use domain::log::{Destruction, Nodes as Dropped};
use domain::{Class, ErasureId, HoldId, OrganisationId, SubjectId, Timestamp};
use sqlx::postgres::PgPoolOptions;
use sqlx::{Executor as _, PgPool, Row as _};
use std::time::Duration;
use transaction::{Lock, Transaction, begin, buckets};

/// How many calls are answered at once.
const CONNECTIONS: u32 = 8;

/// How long a call waits for a connection before it says that the database is away.
const ACQUIRE: Duration = Duration::from_secs(5);

/// A key table in a PostgreSQL database, in the schema `anteroom_keys`. Several nodes may use one at the same time.
pub struct PostgresKeys {
    pool: PgPool,
    nodes: nodes::Nodes,
}

/// How long a node may hold keys and leases after its last sign of life. A roll waits no longer for one that is silent, and what it did is taken over.
const LEASE: Duration = Duration::from_secs(10);

impl From<sqlx::Error> for KeysError {
    fn from(error: sqlx::Error) -> Self {
        unavailable(&error)
    }
}

fn unavailable(error: &sqlx::Error) -> KeysError {
    KeysError::Unavailable(crate::postgres::describe(error))
}

impl PostgresKeys {
    /// Opens the table of this log in this database (`postgres://…`), or makes it. [`KeysError::NotApart`] where the log lies in the same database.
    pub async fn open(url: &str, log: [u8; 16]) -> Result<Self, KeysError> {
        let options = schema::options(url)?;
        schema::create(&options, log).await?;
        // No ping before each call: a transaction that cannot begin is begun on another connection.
        let pool = |connections| {
            PgPoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(ACQUIRE)
                .test_before_acquire(false)
                .after_connect(|connection, _| Box::pin(schema::prepare(connection)))
                .connect_lazy_with(options.clone())
        };
        let nodes = nodes::Nodes { pool: pool(nodes::CONNECTIONS), lease: LEASE };
        Ok(Self { pool: pool(CONNECTIONS), nodes })
    }

    /// Whether there is a table in this database; none is made.
    pub async fn is_there(url: &str) -> Result<bool, KeysError> {
        schema::is_there(&schema::options(url)?).await
    }

    /// With another lease than ten seconds.
    #[must_use]
    pub fn leased(mut self, lease: Duration) -> Self {
        self.nodes.lease = lease;
        self
    }

    async fn begin(&self, lock: Lock) -> Result<Transaction, KeysError> {
        begin(&self.pool, lock).await
    }

    /// Begins a write of these subjects' rows: others that write them take turns with it.
    async fn write(&self, subjects: impl Iterator<Item = SubjectId>) -> Result<Transaction, KeysError> {
        let mut tx = self.begin(Lock::Write).await?;
        buckets(&mut tx, subjects.map(|subject| subject.as_bytes()[0])).await?;
        Ok(tx)
    }
}

#[async_trait]
impl KeyTable for PostgresKeys {
    async fn ready(&self) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Read).await?;
        // Of the transaction: it is on where the server is in recovery, and where it was told to take no writes.
        let sql = "SELECT current_setting('transaction_read_only') = 'on'";
        if tx.fetch_one(sql).await?.try_get(0)? {
            return Err(KeysError::Unavailable(
                "its server takes no writes: it is in recovery, or default_transaction_read_only is on"
                    .into(),
            ));
        }
        Ok(())
    }

    fn nodes(&self) -> Option<&dyn NodeTable> {
        Some(&self.nodes)
    }

    async fn epochs(&self) -> Result<Epochs, KeysError> {
        epochs::all(&mut self.begin(Lock::Read).await?).await
    }

    async fn mint(&self, key: NewKey) -> Result<(), KeysError> {
        let mut tx = self.write([key.subject].into_iter()).await?;
        rows::mint(&mut tx, &key).await?;
        Ok(tx.commit().await?)
    }

    async fn states(&self, whose: Vec<Whose>) -> Result<Vec<KeyState>, KeysError> {
        rows::states(&mut self.begin(Lock::Read).await?, &whose).await
    }

    async fn set_due(&self, whose: Whose, starts_at: Timestamp, due_at: Timestamp) -> Result<(), KeysError> {
        let mut tx = self.write([whose.0].into_iter()).await?;
        rows::set_due(&mut tx, whose, starts_at, due_at).await?;
        Ok(tx.commit().await?)
    }

    async fn stop_clock(&self, whose: Whose) -> Result<(), KeysError> {
        let mut tx = self.write([whose.0].into_iter()).await?;
        rows::stop_clock(&mut tx, whose).await?;
        Ok(tx.commit().await?)
    }

    async fn of_organisation(
        &self,
        organisation: OrganisationId,
        class: Class,
    ) -> Result<Vec<KeyRow>, KeysError> {
        rows::of_organisation(&mut self.begin(Lock::Read).await?, organisation, class).await
    }

    async fn starting(
        &self,
        class: Class,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<KeyRow>, KeysError> {
        rows::starting(&mut self.begin(Lock::Read).await?, class, after, until).await
    }

    async fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<KeyRow>, KeysError> {
        rows::due(&mut self.begin(Lock::Read).await?, now, limit).await
    }

    async fn destroy(
        &self,
        whose: Vec<Whose>,
        cause: Option<ErasureId>,
    ) -> Result<Vec<Tombstone>, KeysError> {
        let mut tx = self.write(whose.iter().map(|(subject, _)| *subject)).await?;
        let gone = rows::destroy(&mut tx, &whose, cause).await?;
        tx.commit().await?;
        Ok(gone)
    }

    async fn hold(&self, held: Vec<HeldKey>) -> Result<(), KeysError> {
        let mut tx = self.write(held.iter().map(|row| row.subject)).await?;
        holds::hold(&mut tx, &held).await?;
        Ok(tx.commit().await?)
    }

    async fn release(&self, hold: HoldId, over: End) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Write).await?;
        holds::release(&mut tx, hold, over).await?;
        Ok(tx.commit().await?)
    }

    async fn holds(&self, subject: Option<SubjectId>) -> Result<Vec<HeldKey>, KeysError> {
        holds::holds(&mut self.begin(Lock::Read).await?, subject).await
    }

    async fn postponed(&self) -> Result<Vec<(Whose, ErasureId)>, KeysError> {
        holds::postponed(&mut self.begin(Lock::Read).await?).await
    }

    async fn unrecorded(&self) -> Result<Vec<Tombstone>, KeysError> {
        rows::unrecorded(&mut self.begin(Lock::Read).await?).await
    }

    async fn recorded(&self, whose: Vec<Whose>) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Write).await?;
        rows::recorded(&mut tx, &whose).await?;
        Ok(tx.commit().await?)
    }

    async fn claim(&self, lookups: Vec<Lookup>, now: Timestamp, expires: Timestamp) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Write).await?;
        buckets(&mut tx, lookups::bytes(&lookups).into_iter()).await?;
        lookups::claim(&mut tx, &lookups, now, expires).await?;
        Ok(tx.commit().await?)
    }

    async fn confirm(&self, subject: SubjectId) -> Result<bool, KeysError> {
        let mut tx = self.write([subject].into_iter()).await?;
        let lasts = lookups::confirm(&mut tx, subject).await?;
        tx.commit().await?;
        Ok(lasts)
    }

    async fn disclaim(&self, subject: SubjectId) -> Result<(), KeysError> {
        let mut tx = self.write([subject].into_iter()).await?;
        lookups::disclaim(&mut tx, subject).await?;
        Ok(tx.commit().await?)
    }

    async fn lapse(&self, now: Timestamp) -> Result<(), KeysError> {
        // Rows of anybody: alone among the writers.
        let mut tx = self.begin(Lock::Carry).await?;
        lookups::lapse(&mut tx, now).await?;
        Ok(tx.commit().await?)
    }

    async fn find(
        &self,
        kind: &'static str,
        tags: Vec<(u64, [u8; 32])>,
        now: Timestamp,
    ) -> Result<Option<SubjectId>, KeysError> {
        lookups::find(&mut self.begin(Lock::Read).await?, kind, &tags, now).await
    }

    async fn tombstones(&self, after: Option<Whose>, limit: usize) -> Result<Vec<Tombstone>, KeysError> {
        rows::tombstones(&mut self.begin(Lock::Read).await?, after, limit).await
    }

    async fn seen(&self) -> Result<Seen, KeysError> {
        epochs::seen(&mut self.begin(Lock::Read).await?).await
    }

    async fn see(&self, seen: Seen) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Write).await?;
        epochs::see(&mut tx, seen).await?;
        Ok(tx.commit().await?)
    }

    async fn see_more(&self, seen: Seen) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Write).await?;
        epochs::see_more(&mut tx, seen).await?;
        Ok(tx.commit().await?)
    }

    async fn own_events(&self) -> Result<Vec<OwnEvent>, KeysError> {
        rows::own_events(&mut self.begin(Lock::Read).await?).await
    }

    async fn keep_own_event(&self, own: OwnEvent) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Write).await?;
        rows::keep_own_event(&mut tx, &own).await?;
        Ok(tx.commit().await?)
    }

    async fn counts(&self) -> Result<(u64, u64), KeysError> {
        rows::counts(&mut self.begin(Lock::Read).await?).await
    }

    async fn begin_epoch(&self, epoch: u64, wrapped: Vec<u8>) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Epochs).await?;
        epochs::begin(&mut tx, epoch, wrapped).await?;
        Ok(tx.commit().await?)
    }

    async fn batch(&self, after: Option<Whose>, limit: usize) -> Result<Vec<KeyRow>, KeysError> {
        let mut tx = self.begin(Lock::Read).await?;
        let current = epochs::current(&mut tx).await?;
        epochs::batch(&mut tx, current, after, limit).await
    }

    async fn carry(&self, next: u64, keys: Vec<(Whose, Vec<u8>)>) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Carry).await?;
        epochs::carry(&mut tx, next, keys).await?;
        Ok(tx.commit().await?)
    }

    async fn lookup_batch(&self, after: Option<[u8; 32]>, limit: usize) -> Result<Vec<LookupRow>, KeysError> {
        lookups::batch(&mut self.begin(Lock::Read).await?, after, limit).await
    }

    async fn carry_lookups(&self, lookups: Vec<([u8; 32], Tagged)>) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Carry).await?;
        lookups::carry(&mut tx, &lookups).await?;
        Ok(tx.commit().await?)
    }

    async fn carried(&self, next: u64, after: Option<Whose>, limit: usize) -> Result<Vec<KeyRow>, KeysError> {
        let mut tx = self.begin(Lock::Read).await?;
        epochs::open(&mut tx, next).await?;
        epochs::batch(&mut tx, next, after, limit).await
    }

    async fn switch(&self, next: u64) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Epochs).await?;
        epochs::switch(&mut tx, next).await?;
        Ok(tx.commit().await?)
    }

    async fn residue(&self) -> Result<KeyResidue, KeysError> {
        renew::residue(&mut *self.begin(Lock::Read).await?).await
    }

    async fn renew(&self) -> Result<(), KeysError> {
        renew::renew(&self.pool.connect_options()).await
    }

    async fn end_epoch(&self, epoch: u64, destruction: Destruction, nodes: Dropped) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Epochs).await?;
        epochs::end(&mut tx, epoch, destruction, nodes).await?;
        nodes::forget(&mut tx, epoch).await?;
        tx.commit().await?;
        clean_if_small(self).await;
        Ok(())
    }

    async fn ended_epochs(&self) -> Result<Vec<Ended>, KeysError> {
        epochs::ended(&mut self.begin(Lock::Read).await?, "true").await
    }

    async fn unrecorded_epochs(&self) -> Result<Vec<Ended>, KeysError> {
        epochs::ended(&mut self.begin(Lock::Read).await?, "NOT recorded").await
    }

    async fn recorded_epoch(&self, epoch: u64) -> Result<(), KeysError> {
        let mut tx = self.begin(Lock::Write).await?;
        epochs::recorded(&mut tx, epoch).await?;
        Ok(tx.commit().await?)
    }

    async fn awaiting_roll(&self) -> Result<(u64, u64), KeysError> {
        epochs::awaiting(&mut self.begin(Lock::Read).await?).await
    }
}
