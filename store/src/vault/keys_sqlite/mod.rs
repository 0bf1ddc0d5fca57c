//! The key table in a SQLite file, on settings that leave little of old rows behind and swept of the rest, and in a second file elsewhere that is never a write behind.

mod epochs;
mod file;
mod holds;
mod lookups;
mod rows;

use super::keys::{
    Ended, Epochs, HeldKey, KeyRow, KeyState, KeyTable, KeysError, Lookup, LookupRow, NewKey, OwnEvent, Seen,
    Tagged, Tombstone, Whose,
};
use super::nodes::NodeTable;
use super::residue::{KeyResidue, clean_if_small};
use async_trait::async_trait;
use domain::hold::End;
use domain::log::{Destruction, Nodes};
use domain::{Class, ErasureId, HoldId, OrganisationId, SubjectId, Timestamp};
use file::Files;
use rusqlite::Transaction;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// A key table in a file, or in two.
pub struct SqliteKeys {
    files: Arc<Mutex<Files>>,
}

impl From<rusqlite::Error> for KeysError {
    fn from(error: rusqlite::Error) -> Self {
        KeysError::Unavailable(error.to_string())
    }
}

impl SqliteKeys {
    /// Opens the table of this log, or makes it. With a second path every write is durable in both files before it is acknowledged; a file that is older than the other
    /// is made anew from it, and so is a first one that is missing. [`KeysError::CopyMissing`] where there was a second one, and is none.
    pub fn open(path: &Path, copy: Option<&Path>, log: [u8; 16]) -> Result<Self, KeysError> {
        Ok(Self { files: Arc::new(Mutex::new(Files::open(path, copy, log)?)) })
    }

    /// Whether there is a table in one of these files; none is made.
    pub fn is_there(path: &Path, copy: Option<&Path>) -> Result<bool, KeysError> {
        Ok(file::changes(path)?.is_some() || copy.map(file::changes).transpose()?.flatten().is_some())
    }

    /// Makes the second file anew from the first, where there is none; nobody has the table open.
    pub fn new_copy(path: &Path, copy: &Path) -> Result<(), KeysError> {
        file::new_copy(path, copy)
    }

    /// Reads, off the runtime's threads.
    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, KeysError> + Send + 'static,
    ) -> Result<T, KeysError> {
        self.with(|files| files.read(work)).await
    }

    /// Writes to every file, off the runtime's threads: the same work on the same rows.
    async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&Transaction<'_>) -> Result<T, KeysError> + Send + Sync + 'static,
    ) -> Result<T, KeysError> {
        self.with(move |files| files.write(&work)).await
    }

    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Files) -> Result<T, KeysError> + Send + 'static,
    ) -> Result<T, KeysError> {
        let files = self.files.clone();
        tokio::task::spawn_blocking(move || work(&mut *files.lock().map_err(|_| closed())?))
            .await
            .map_err(|_| closed())?
    }
}

fn closed() -> KeysError {
    KeysError::Unavailable("the key table is closed".into())
}

#[async_trait]
impl KeyTable for SqliteKeys {
    async fn ready(&self) -> Result<(), KeysError> {
        self.with(Files::together).await
    }

    fn nodes(&self) -> Option<&dyn NodeTable> {
        None
    }

    async fn epochs(&self) -> Result<Epochs, KeysError> {
        self.read(epochs::all).await
    }

    async fn mint(&self, key: NewKey) -> Result<(), KeysError> {
        self.write(move |tx| rows::mint(tx, &key)).await
    }

    async fn states(&self, whose: Vec<Whose>) -> Result<Vec<KeyState>, KeysError> {
        self.read(move |tx| rows::states(tx, whose)).await
    }

    async fn set_due(&self, whose: Whose, starts_at: Timestamp, due_at: Timestamp) -> Result<(), KeysError> {
        self.write(move |tx| rows::set_due(tx, whose, starts_at, due_at)).await
    }

    async fn stop_clock(&self, whose: Whose) -> Result<(), KeysError> {
        self.write(move |tx| rows::stop_clock(tx, whose)).await
    }

    async fn of_organisation(
        &self,
        organisation: OrganisationId,
        class: Class,
    ) -> Result<Vec<KeyRow>, KeysError> {
        self.read(move |tx| rows::of_organisation(tx, organisation, class)).await
    }

    async fn starting(
        &self,
        class: Class,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<KeyRow>, KeysError> {
        self.read(move |tx| rows::starting(tx, class, after, until)).await
    }

    async fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<KeyRow>, KeysError> {
        self.read(move |tx| rows::due(tx, now, limit)).await
    }

    async fn destroy(
        &self,
        whose: Vec<Whose>,
        cause: Option<ErasureId>,
    ) -> Result<Vec<Tombstone>, KeysError> {
        self.write(move |tx| rows::destroy(tx, &whose, cause)).await
    }

    async fn hold(&self, held: Vec<HeldKey>) -> Result<(), KeysError> {
        self.write(move |tx| holds::hold(tx, &held)).await
    }

    async fn release(&self, hold: HoldId, over: End) -> Result<(), KeysError> {
        self.write(move |tx| holds::release(tx, hold, over)).await
    }

    async fn holds(&self, subject: Option<SubjectId>) -> Result<Vec<HeldKey>, KeysError> {
        self.read(move |tx| holds::holds(tx, subject)).await
    }

    async fn postponed(&self) -> Result<Vec<(Whose, ErasureId)>, KeysError> {
        self.read(holds::postponed).await
    }

    async fn unrecorded(&self) -> Result<Vec<Tombstone>, KeysError> {
        self.read(rows::unrecorded).await
    }

    async fn recorded(&self, whose: Vec<Whose>) -> Result<(), KeysError> {
        self.write(move |tx| rows::recorded(tx, &whose)).await
    }

    async fn claim(&self, lookups: Vec<Lookup>, now: Timestamp, expires: Timestamp) -> Result<(), KeysError> {
        self.write(move |tx| lookups::claim(tx, &lookups, now, expires)).await
    }

    async fn confirm(&self, subject: SubjectId) -> Result<bool, KeysError> {
        self.write(move |tx| lookups::confirm(tx, subject)).await
    }

    async fn disclaim(&self, subject: SubjectId) -> Result<(), KeysError> {
        self.write(move |tx| lookups::disclaim(tx, subject)).await
    }

    async fn lapse(&self, now: Timestamp) -> Result<(), KeysError> {
        self.write(move |tx| lookups::lapse(tx, now)).await
    }

    async fn find(
        &self,
        kind: &'static str,
        tags: Vec<(u64, [u8; 32])>,
        now: Timestamp,
    ) -> Result<Option<SubjectId>, KeysError> {
        self.read(move |tx| lookups::find(tx, kind, &tags, now)).await
    }

    async fn tombstones(&self, after: Option<Whose>, limit: usize) -> Result<Vec<Tombstone>, KeysError> {
        self.read(move |tx| rows::tombstones(tx, after, limit)).await
    }

    async fn seen(&self) -> Result<Seen, KeysError> {
        self.read(epochs::seen).await
    }

    async fn see(&self, seen: Seen) -> Result<(), KeysError> {
        self.write(move |tx| epochs::see(tx, &seen)).await
    }

    async fn see_more(&self, seen: Seen) -> Result<(), KeysError> {
        self.write(move |tx| epochs::see_more(tx, &seen)).await
    }

    async fn own_events(&self) -> Result<Vec<OwnEvent>, KeysError> {
        self.read(rows::own_events).await
    }

    async fn keep_own_event(&self, own: OwnEvent) -> Result<(), KeysError> {
        self.write(move |tx| rows::keep_own_event(tx, &own)).await
    }

    async fn counts(&self) -> Result<(u64, u64), KeysError> {
        self.read(rows::counts).await
    }

    async fn begin_epoch(&self, epoch: u64, wrapped: Vec<u8>) -> Result<(), KeysError> {
        self.write(move |tx| epochs::begin(tx, epoch, &wrapped)).await
    }

    async fn batch(&self, after: Option<Whose>, limit: usize) -> Result<Vec<KeyRow>, KeysError> {
        self.read(move |tx| epochs::batch(tx, epochs::current(tx)?, after, limit)).await
    }

    async fn carry(&self, next: u64, keys: Vec<(Whose, Vec<u8>)>) -> Result<(), KeysError> {
        self.write(move |tx| epochs::carry(tx, next, &keys)).await
    }

    async fn lookup_batch(&self, after: Option<[u8; 32]>, limit: usize) -> Result<Vec<LookupRow>, KeysError> {
        self.read(move |tx| lookups::batch(tx, after, limit)).await
    }

    async fn carry_lookups(&self, lookups: Vec<([u8; 32], Tagged)>) -> Result<(), KeysError> {
        self.write(move |tx| lookups::carry(tx, &lookups)).await
    }

    async fn carried(&self, next: u64, after: Option<Whose>, limit: usize) -> Result<Vec<KeyRow>, KeysError> {
        self.read(move |tx| epochs::open(tx, next).and_then(|()| epochs::batch(tx, next, after, limit))).await
    }

    async fn switch(&self, next: u64) -> Result<(), KeysError> {
        self.write(move |tx| epochs::switch(tx, next)).await
    }

    async fn residue(&self) -> Result<KeyResidue, KeysError> {
        self.read(rows::residue).await
    }

    async fn renew(&self) -> Result<(), KeysError> {
        let (destroyed, mut after) = (self.read(|tx| epochs::count(tx, "tombstones")).await?, Some(0));
        // Pages by pages: whoever arrives waits for a few of them at most.
        while let Some(from) = after {
            after = self.with(move |files| files.sweep(from)).await?;
        }
        self.write(move |tx| rows::cleaned(tx, destroyed)).await
    }

    async fn end_epoch(&self, epoch: u64, destruction: Destruction, nodes: Nodes) -> Result<(), KeysError> {
        // A table is written over as it goes: step by step, so that nobody who arrives waits for the whole of it. After a crash it goes on with what is left.
        while self.write(move |tx| epochs::thin(tx, epoch)).await? {}
        self.write(move |tx| epochs::end(tx, epoch, destruction, nodes)).await?;
        clean_if_small(self).await;
        Ok(())
    }

    async fn ended_epochs(&self) -> Result<Vec<Ended>, KeysError> {
        self.read(epochs::ended).await
    }

    async fn unrecorded_epochs(&self) -> Result<Vec<Ended>, KeysError> {
        self.read(epochs::unrecorded).await
    }

    async fn recorded_epoch(&self, epoch: u64) -> Result<(), KeysError> {
        self.write(move |tx| epochs::recorded(tx, epoch)).await
    }

    async fn awaiting_roll(&self) -> Result<(u64, u64), KeysError> {
        self.read(epochs::awaiting).await
    }
}
