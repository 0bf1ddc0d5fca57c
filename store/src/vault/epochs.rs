//! The table keys that this process holds: those of the open epochs, and no older one.

use super::crypto::{self, Key};
use super::keys::{KeyRow, KeyState, KeyTable, KeysError, Whose};
use super::root::{Root, RootError};
use super::{DoesNotOpen, Vault, VaultError, bound_to};
use std::collections::BTreeMap;
use std::sync::PoisonError;
use tokio::sync::RwLockReadGuard;

/// Table keys by epoch. Dropped ones are zeroed.
#[derive(Default)]
pub(super) struct Held {
    current: u64,
    table_keys: BTreeMap<u64, Key>,
}

impl Held {
    /// Unwraps the table keys of the open epochs.
    pub(super) async fn read(keys: &dyn KeyTable, root: &dyn Root) -> Result<Self, VaultError> {
        let epochs = keys.epochs().await?;
        let unwrap = |(epoch, wrapped): &(u64, Vec<u8>)| Ok((*epoch, root.unwrap(*epoch, wrapped)?));
        let table_keys = epochs.open().map(unwrap).collect::<Result<BTreeMap<_, _>, RootError>>()?;
        if table_keys.is_empty() {
            return Err(KeysError::Broken("no epoch is open").into());
        }
        Ok(Self { current: epochs.current, table_keys })
    }

    pub(super) fn current(&self) -> u64 {
        self.current
    }

    /// The epochs that writes go to, oldest first.
    pub(super) fn open(&self) -> impl Iterator<Item = (u64, &Key)> {
        self.table_keys.iter().map(|(epoch, key)| (*epoch, key))
    }

    pub(super) fn table_key(&self, epoch: u64) -> Option<&Key> {
        self.table_keys.get(&epoch)
    }

    /// Unwraps a data key.
    pub(super) fn unwrap(&self, row: &KeyRow) -> Result<Key, DoesNotOpen> {
        let table_key = self.table_key(row.epoch).ok_or(DoesNotOpen)?;
        crypto::unwrap(table_key, &bound_to(row.epoch, (row.subject, row.class), row.key), &row.wrapped)
    }
}

impl Vault {
    /// Reads the epochs again, waiting for those who are opening something, and forgets every data key in memory.
    pub(super) async fn follow_epochs(&self) -> Result<(), KeysError> {
        self.read_epochs().await.map_err(|error| match error {
            VaultError::Keys(error) => error,
            VaultError::Root(error) => KeysError::Unavailable(error.to_string()),
        })
    }

    pub(super) async fn read_epochs(&self) -> Result<(), VaultError> {
        let mut held = self.held.write().await;
        // First, so that nothing outlives a failure: then this node holds nothing, and says so.
        self.clear(&mut held);
        let read = || async {
            let read = Held::read(&*self.keys, &*self.root).await?;
            Ok((read.current, read))
        };
        *held = match self.keys.nodes() {
            Some(nodes) => self.answer(nodes, read).await?,
            None => read().await?.1,
        };
        Ok(())
    }

    /// Forgets every key in memory; what comes next reads them again.
    pub(super) async fn forget(&self) {
        let mut held = self.held.write().await;
        self.clear(&mut held);
    }

    fn clear(&self, held: &mut Held) {
        held.table_keys.clear();
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).keys.clear();
    }

    /// The table keys. Forgotten ones are read again; so are, on a shared table, those of a node that was silent for too long and may not hold them any more.
    pub(super) async fn held(&self) -> Result<RwLockReadGuard<'_, Held>, KeysError> {
        loop {
            let held = self.held.read().await;
            if !held.table_keys.is_empty() && (self.keys.nodes().is_none() || self.term.lasts()) {
                return Ok(held);
            }
            drop(held);
            self.follow_epochs().await?;
        }
    }

    /// What is known of each, with the table keys that unwrap it; `known` is what was read a moment ago. As long as the table keys are borrowed, a roll waits
    /// with what comes after its switch, so nothing is awaited under them that borrows them again.
    pub(super) async fn held_for(
        &self,
        whose: &[Whose],
        mut known: Vec<KeyState>,
    ) -> Result<(RwLockReadGuard<'_, Held>, Vec<KeyState>), KeysError> {
        loop {
            let held = self.held().await?;
            let strange = |state: &KeyState| match state {
                KeyState::Live(row) => held.table_key(row.epoch).is_none(),
                KeyState::Destroyed(_) | KeyState::Unknown => false,
            };
            if !known.iter().any(strange) {
                return Ok((held, known));
            }
            drop(held);
            self.follow_epochs().await?;
            known = self.keys.states(whose.to_vec()).await?;
        }
    }
}
