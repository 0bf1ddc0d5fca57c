//! How the key table and the log stand to each other: whether one of them is an old copy.

use super::Vault;
use super::keys::{Epochs, KeyState, KeysError, Seen, Whose};
use crate::codec;
use crate::log::{LogError, LogReader, Record};
use domain::Fact;
use domain::log::Event;
use std::sync::atomic::Ordering;

/// How the key table and the log stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They belong together.
    Together,
    /// The log is an old copy: the key table has seen more of it.
    LogBehind {
        /// How many events the key table has seen.
        seen: u64,
        /// How many there are.
        head: u64,
    },
    /// The key table is an old copy: the log tells of keys, of destructions or of an epoch's end that it does not know.
    KeysBehind {
        /// The first event that says so.
        position: u64,
    },
}

/// What can keep them from being compared.
#[derive(Debug, thiserror::Error)]
pub enum StandingError {
    /// The log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The key table.
    #[error(transparent)]
    Keys(#[from] KeysError),
}

/// Events read at once.
const PAGE: usize = 500;

impl Vault {
    /// Compares what the log holds beyond what the key table has seen of it. A key is durable before its first use, and a destruction before it is recorded,
    /// so a crash leaves nothing that looks like an old copy.
    pub async fn standing(&self) -> Result<Standing, StandingError> {
        let seen = self.keys.seen().await?.size;
        let head = self.log.head().await?;
        if head < seen {
            return Ok(Standing::LogBehind { seen, head });
        }
        Ok(match self.first_unknown(&*self.log, seen).await? {
            Some(position) => Standing::KeysBehind { position },
            None => {
                self.together.store(true, Ordering::Release);
                Standing::Together
            }
        })
    }

    /// The first event of a log after this position that tells of what the key table does not know: then the table is an old copy.
    pub async fn first_unknown(
        &self,
        log: &dyn LogReader,
        mut after: u64,
    ) -> Result<Option<u64>, StandingError> {
        let epochs = self.keys.epochs().await?;
        loop {
            let records = log.read_all(after, PAGE).await?;
            let Some(last) = records.last() else { return Ok(None) };
            after = last.position;
            for record in &records {
                if !self.knows(record, &epochs).await? {
                    return Ok(Some(record.position));
                }
            }
        }
    }

    /// Keeps in the key table what has been seen of the log. Nothing is kept before the two are known to belong together: it would hide that one is an old copy.
    pub async fn see_log(&self, seen: Seen) -> Result<(), KeysError> {
        // Only more: a node that has just lost its turn may be behind the one that took it. Looked at first because a write costs more.
        if self.together.load(Ordering::Acquire) && self.keys.seen().await?.size < seen.size {
            self.keys.see_more(seen).await?;
        }
        Ok(())
    }

    /// After a restore: the log as it is now is the one that belongs to this key table.
    pub async fn accept_log(&self, seen: Seen) -> Result<(), KeysError> {
        self.keys.see(seen).await?;
        self.together.store(true, Ordering::Release);
        Ok(())
    }

    /// Whether the key table knows of what a record tells.
    async fn knows(&self, record: &Record, epochs: &Epochs) -> Result<bool, StandingError> {
        let sealed = record.seals.iter().map(|seal| (seal.subject, seal.class)).collect::<Vec<Whose>>();
        let states = self.keys.states(sealed).await?;
        let known = record.seals.iter().zip(states).all(|(seal, state)| match state {
            KeyState::Live(row) => row.key == seal.key,
            KeyState::Destroyed(key) => key == seal.key,
            KeyState::Unknown => false,
        });
        if !known || !record.kind.starts_with("vault.") {
            return Ok(known);
        }
        match codec::fact(record)? {
            Fact::Log(Event::KeysDestroyed { subject, keys, .. }) => {
                let whose = keys.iter().map(|key| (subject, key.class)).collect();
                let states = self.keys.states(whose).await?;
                Ok(states.iter().all(|state| matches!(state, KeyState::Destroyed(_))))
            }
            Fact::Log(Event::EpochDestroyed { epoch, .. }) => {
                Ok(epochs.all.iter().all(|(there, _)| *there > epoch))
            }
            _ => Ok(true),
        }
    }
}
