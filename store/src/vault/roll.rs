//! The roll: the survivors' keys go on into a new epoch, and the old epoch's root key is destroyed, so that no copy of the key table made before opens
//! what has been erased meanwhile. Its steps are durable one by one; after a crash it goes on where it was.

use super::keys::{KeyRow, KeysError, LookupRow, Whose};
use super::{DoesNotOpen, Vault, VaultError, bound_to, crypto};
use crate::edge::Draw;

/// A step that has been taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next epoch is open: what is written goes into both.
    Begun,
    /// Every data key and lookup is in the next epoch, and every wrap there has been tried.
    Carried,
    /// Reads come from the next epoch.
    Switched,
    /// The old epoch's root key is gone.
    RootDestroyed,
    /// The old epoch's tables are gone.
    Ended,
}

/// A roll that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rolled {
    /// The epoch that is over.
    pub ended: u64,
    /// The epoch that is open now.
    pub current: u64,
}

/// Rows carried at once: a write in between waits no longer than for these.
const BATCH: usize = 5_000;

impl Vault {
    /// Rolls: finishes the roll that is under way or, where there is none, begins one and finishes it. What the log has not been told of after it is in
    /// [`super::KeyTable::unrecorded_epochs`].
    pub async fn roll(&self) -> Result<Rolled, VaultError> {
        let _alone = self.rolling.lock().await;
        self.roll_alone().await
    }

    /// The same, if copies of the table could still open anything that was destroyed. Of several who ask at once the first rolls for all.
    pub async fn roll_if_awaited(&self) -> Result<Option<Rolled>, VaultError> {
        let _alone = self.rolling.lock().await;
        match self.keys.awaiting_roll().await? {
            (0, 0) => Ok(None),
            _ => self.roll_alone().await.map(Some),
        }
    }

    async fn roll_alone(&self) -> Result<Rolled, VaultError> {
        let epochs = self.keys.epochs().await?;
        let ended = epochs.old().unwrap_or(epochs.current);
        let mut carried = false;
        loop {
            match self.step(&mut carried).await {
                Ok(Step::Ended) => break,
                Ok(_) => {}
                // Another node took this step: what comes next is read anew.
                Err(VaultError::Keys(KeysError::Moved)) => self.follow_epochs().await?,
                Err(error) => return Err(error),
            }
            let epochs = self.keys.epochs().await?;
            if epochs.current > ended && epochs.old().is_none() {
                // Another node ended it.
                break;
            }
        }
        Ok(Rolled { ended, current: self.epoch().await })
    }

    /// Tries every wrap of the current epoch, and changes nothing: whether the root, the key table and its table key belong together. Returns how many data keys unwrap.
    pub async fn drill(&self) -> Result<u64, KeysError> {
        let epoch = self.held.read().await.current();
        self.try_every_wrap(epoch).await
    }

    /// Finishes a roll that a crash cut short, if there is one.
    pub async fn finish_roll(&self) -> Result<Option<Rolled>, VaultError> {
        let epochs = self.keys.epochs().await?;
        match epochs.next().or_else(|| epochs.old()) {
            Some(_) => self.roll().await.map(Some),
            None => Ok(None),
        }
    }

    /// Destroys again what the root holds of epochs that are over: somebody has put back a copy of its folder. Returns which; a root that does not open the current
    /// epoch is left alone.
    pub async fn destroy_again(&self) -> Result<Vec<u64>, VaultError> {
        let _alone = self.rolling.lock().await;
        let epochs = self.keys.epochs().await?;
        for (epoch, wrapped) in epochs.all.iter().filter(|(epoch, _)| *epoch == epochs.current) {
            self.root.unwrap(*epoch, wrapped)?;
        }
        let mut again = Vec::new();
        for ended in self.keys.ended_epochs().await? {
            if self.root.holds(ended.epoch)? {
                self.root.destroy(ended.epoch)?;
                again.push(ended.epoch);
            }
        }
        Ok(again)
    }

    /// Takes the one step that comes next, as the table tells; at rest it begins a roll. `carried` says whether this process has carried and tried every row:
    /// after a crash that is done anew.
    pub(super) async fn step(&self, carried: &mut bool) -> Result<Step, VaultError> {
        let epochs = self.keys.epochs().await?;
        // A folder that is not mounted holds nothing either: only of the root that opens the current epoch is it believed that a key is gone, or is one made there.
        for (epoch, wrapped) in epochs.all.iter().filter(|(epoch, _)| *epoch == epochs.current) {
            self.root.unwrap(*epoch, wrapped)?;
        }
        if let Some(old) = epochs.old() {
            if self.root.holds(old)? {
                // Following the epochs waits for those who still open something under the old one.
                self.follow_epochs().await?;
                self.others_answer(epochs.current).await?;
                self.root.destroy(old)?;
                return Ok(Step::RootDestroyed);
            }
            let nodes = self.how_known(epochs.current).await?;
            self.keys.end_epoch(old, self.root.destruction(), nodes).await?;
            return Ok(Step::Ended);
        }
        let Some(next) = epochs.next() else {
            let next = epochs.current + 1;
            self.root.create(next)?;
            let wrapped = self.root.wrap(next, &self.entropy.bytes())?;
            self.keys.begin_epoch(next, wrapped).await?;
            self.follow_epochs().await?;
            return Ok(Step::Begun);
        };
        if !*carried {
            self.carry_keys(next).await?;
            self.carry_lookups(next).await?;
            self.try_every_wrap(next).await?;
            *carried = true;
            return Ok(Step::Carried);
        }
        self.keys.switch(next).await?;
        self.follow_epochs().await?;
        Ok(Step::Switched)
    }

    async fn carry_keys(&self, next: u64) -> Result<(), KeysError> {
        let mut after: Option<Whose> = None;
        loop {
            let rows = self.keys.batch(after, BATCH).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = Some((last.subject, last.class));
            let held = self.held().await?;
            let table_key = held.table_key(next).ok_or(KeysError::Moved)?;
            let wrap = |row: &KeyRow| {
                let secret = held.unwrap(row)?;
                let whose = (row.subject, row.class);
                let bound = bound_to(next, whose, row.key);
                Ok((whose, crypto::wrap(table_key, self.entropy.bytes(), &bound, secret.bytes())?))
            };
            let wrapped = rows.iter().map(wrap).collect::<Result<_, DoesNotOpen>>();
            drop(held);
            let wrapped = wrapped.map_err(|_| KeysError::Broken("a data key does not unwrap"))?;
            self.keys.carry(next, wrapped).await?;
        }
    }

    async fn carry_lookups(&self, next: u64) -> Result<(), KeysError> {
        let mut after = None;
        loop {
            let rows = self.keys.lookup_batch(after, BATCH).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = Some(last.tag);
            let held = self.held().await?;
            let current = held.table_key(held.current()).ok_or(KeysError::Moved)?;
            let carry = |row: &LookupRow| {
                // The hash alone is unwrapped: nobody's address is opened.
                let hash = crypto::unwrap(current, row.kind.as_bytes(), &row.wrapped)
                    .map_err(|_| KeysError::Broken("a lookup does not unwrap"))?;
                Ok((row.tag, self.tagged(&held, next, &row.kind, hash.bytes())?))
            };
            let carried = rows.iter().map(carry).collect::<Result<_, KeysError>>();
            drop(held);
            self.keys.carry_lookups(carried?).await?;
        }
    }

    async fn try_every_wrap(&self, epoch: u64) -> Result<u64, KeysError> {
        let (mut after, mut tried): (Option<Whose>, u64) = (None, 0);
        loop {
            let rows = self.keys.carried(epoch, after, BATCH).await?;
            let Some(last) = rows.last() else { return Ok(tried) };
            tried += rows.len() as u64;
            after = Some((last.subject, last.class));
            let held = self.held().await?;
            if rows.iter().any(|row| held.unwrap(row).is_err()) {
                return Err(KeysError::Broken("a carried data key does not unwrap"));
            }
        }
    }
}
