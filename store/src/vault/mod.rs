//! The vault: seals what is personal, keeps the data keys, and opens nothing except through [`Vault::disclose`].

mod crypto;
mod door;
mod epochs;
mod keys;
mod keys_postgres;
mod keys_sqlite;
mod lookups;
mod nodes;
mod residue;
mod roll;
mod root;
mod root_pkcs11;
mod sealing;
mod standing;
mod term;
#[cfg(test)]
mod tests;
mod words;

pub use crypto::{DoesNotOpen, commitment, fits};
pub use door::{Access, DoorError, Opened, Shown};
pub use keys::{
    Ended, Epochs, HeldKey, KeyRow, KeyState, KeyTable, KeysError, Lookup, LookupRow, NewKey, OwnEvent, Seen,
    Tagged, Tombstone, Whose, Wraps,
};
pub use keys_postgres::PostgresKeys;
pub use keys_sqlite::SqliteKeys;
pub use nodes::{Attendance, Node, NodeId, NodeTable};
pub use residue::KeyResidue;
pub use roll::{Rolled, Step};
pub use root::{FileRoot, Root, RootError};
pub use root_pkcs11::{Pin, Pkcs11Root, Token, Which};
pub use sealing::SealError;
pub use standing::{Standing, StandingError};

use crate::edge::{Clock, Draw, Entropy};
use crate::log::Log;
use crypto::Key;
use domain::{Class, ErasureId, KeyId, MemberId, OrganisationId, SubjectId, Timestamp};
use epochs::Held;
use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use term::Term;
use tokio::sync::RwLock;

/// Whether values are sealed. Off is the control of the canary test: it must find everything then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sealing {
    /// As it should be.
    #[default]
    On,
    /// Plaintext everywhere.
    OffForTheControl,
}

/// What the vault is made of.
pub struct Parts {
    /// The key table.
    pub keys: Arc<dyn KeyTable>,
    /// Who holds the epoch keys.
    pub root: Arc<dyn Root>,
    /// The log, for access entries and the log's id.
    pub log: Arc<dyn Log>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Sealing on, but for the control.
    pub sealing: Sealing,
}

/// The vault.
pub struct Vault {
    keys: Arc<dyn KeyTable>,
    log: Arc<dyn Log>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    sealing: Sealing,
    root: Arc<dyn Root>,
    held: RwLock<Held>,
    rolling: tokio::sync::Mutex<()>,
    term: Term,
    together: AtomicBool,
    cache: Mutex<Cache>,
}

/// Data keys in use, for thirty seconds at most, so that a key destroyed elsewhere does not live on here.
#[derive(Default)]
struct Cache {
    keys: HashMap<Whose, (KeyId, Key, Timestamp)>,
    /// Grows with every destruction, so that what was read of the table before one is not kept after it.
    destructions: u64,
}

impl Cache {
    fn forget(&mut self, whose: &[Whose]) {
        self.destructions += 1;
        for whose in whose {
            self.keys.remove(whose);
        }
    }

    /// Keeps a key that was read of the table when there had been this many destructions.
    fn keep(&mut self, destructions: u64, whose: Whose, key: (KeyId, Key, Timestamp)) {
        if destructions == self.destructions {
            self.keys.insert(whose, key);
        }
    }
}

/// How long an unwrapped data key may stay in memory.
const LEASE: chrono::TimeDelta = chrono::TimeDelta::seconds(30);

/// How many data keys are kept at most.
const CACHED: usize = 4_096;

/// What can keep a vault from opening.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The key table.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The root.
    #[error(transparent)]
    Root(#[from] RootError),
}

impl Vault {
    /// Opens the vault; a new key table gets its first epoch. A roll that was cut short goes on with [`Vault::finish_roll`].
    pub async fn open(parts: Parts) -> Result<Self, VaultError> {
        let Parts { keys, root, log, clock, entropy, sealing } = parts;
        if keys.epochs().await?.all.is_empty() {
            root.create(0)?;
            match keys.begin_epoch(0, root.wrap(0, &entropy.bytes())?).await {
                // Another node was first: its table key is the one.
                Err(KeysError::Moved) => {}
                begun => begun?,
            }
        }
        let (held, rolling, term) = (RwLock::default(), tokio::sync::Mutex::default(), Term::default());
        let (together, cache) = (AtomicBool::new(false), Mutex::default());
        let vault = Self { keys, log, clock, entropy, sealing, root, held, rolling, term, together, cache };
        vault.read_epochs().await?;
        Ok(vault)
    }

    /// The epoch of the key table.
    pub async fn epoch(&self) -> u64 {
        self.held.read().await.current()
    }

    /// The key table's rows, wrapped: for the schedule and for counts.
    pub fn keys(&self) -> &dyn KeyTable {
        &*self.keys
    }

    /// Makes a data key if there is none, durably, before anything is sealed under it.
    pub async fn mint(
        &self,
        whose: Whose,
        organisation: OrganisationId,
        starts_at: Option<Timestamp>,
        due_at: Option<Timestamp>,
    ) -> Result<(), KeysError> {
        let (subject, class) = whose;
        let key = KeyId(self.entropy.uuid());
        let secret = Key::new(self.entropy.bytes());
        loop {
            let held = self.held().await?;
            let wraps = held
                .open()
                .map(|(epoch, table_key)| {
                    crypto::wrap(
                        table_key,
                        self.entropy.bytes(),
                        &bound_to(epoch, whose, key),
                        secret.bytes(),
                    )
                    .map(|wrapped| (epoch, wrapped))
                })
                .collect::<Result<_, _>>()
                .map_err(|_| KeysError::Broken("the table key does not wrap"))?;
            let new = NewKey { subject, class, key, organisation, starts_at, due_at, wraps };
            let minted = self.keys.mint(new).await;
            drop(held);
            match minted {
                Err(KeysError::Moved) => self.follow_epochs().await?,
                done => return done,
            }
        }
    }

    /// Destroys the keys of a subject and forgets them. Recording it in the log is the caller's next step, and [`KeyTable::unrecorded`] tells after a crash.
    pub async fn destroy(
        &self,
        whose: Vec<Whose>,
        cause: Option<ErasureId>,
    ) -> Result<Vec<Tombstone>, KeysError> {
        let gone = self.keys.destroy(whose.clone(), cause).await?;
        if let Ok(mut cache) = self.cache.lock() {
            cache.forget(&whose);
        }
        Ok(gone)
    }

    /// The keyed hash by which one professional is recognised in the public part of a visit, and by nobody without the visit's key.
    pub async fn for_whom(
        &self,
        visit: SubjectId,
        member: MemberId,
    ) -> Result<Option<domain::visit::ForWhom>, KeysError> {
        let key = self.data_keys(vec![(visit, Class::Visit)]).await?.pop().flatten();
        Ok(key.map(|(_, key)| {
            let tag = crypto::tag(&key, b"anteroom for whom v1", member.as_bytes());
            domain::visit::ForWhom(hex::encode(&tag[..16]))
        }))
    }

    /// The eight digits that show that somebody reads messages to the visitor of this visit: they follow from its key and from who asked, and are stored nowhere.
    /// `None` once the key is gone.
    pub async fn receipt_code(
        &self,
        visit: SubjectId,
        asked: &domain::visit::TokenHash,
    ) -> Result<Option<String>, KeysError> {
        let key = self.data_keys(vec![(visit, Class::Visit)]).await?.pop().flatten();
        Ok(key.map(|(_, key)| {
            let tag = crypto::tag(&key, b"anteroom receipt code v1", asked.0.as_bytes());
            // Out of 64 bits, so that no code is likelier than another by more than one in a hundred billion.
            let number = tag[..8].iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
            format!("{:08}", number % 100_000_000)
        }))
    }

    /// The unwrapped data keys, from memory or from the table; `None` where there is no live one.
    async fn data_keys(&self, whose: Vec<Whose>) -> Result<Vec<Option<(KeyId, Key)>>, KeysError> {
        let now = self.clock.now();
        let mut out: Vec<Option<(KeyId, Key)>> = Vec::with_capacity(whose.len());
        let mut missing = Vec::new();
        let destructions = {
            // Not what this node may hold no longer.
            let _held = self.held().await?;
            let cache = self.cache.lock().map_err(|_| KeysError::Broken("the key cache"))?;
            for (i, whose) in whose.iter().enumerate() {
                let held = cache.keys.get(whose).filter(|(_, _, until)| now < *until);
                if held.is_none() {
                    missing.push(i);
                }
                out.push(held.map(|(id, key, _)| (*id, key.clone())));
            }
            cache.destructions
        };
        if missing.is_empty() {
            return Ok(out);
        }
        let wanted: Vec<Whose> = missing.iter().map(|i| whose[*i]).collect();
        let states = self.keys.states(wanted.clone()).await?;
        let (held, states) = self.held_for(&wanted, states).await?;
        let mut cache = self.cache.lock().map_err(|_| KeysError::Broken("the key cache"))?;
        if cache.keys.len() > CACHED {
            cache.keys.clear();
        }
        for (i, state) in missing.into_iter().zip(states) {
            let KeyState::Live(row) = state else { continue };
            let key = held.unwrap(&row).map_err(|_| KeysError::Broken("a data key does not unwrap"))?;
            cache.keep(destructions, whose[i], (row.key, key.clone(), now + LEASE));
            out[i] = Some((row.key, key));
        }
        Ok(out)
    }
}

/// What a wrapped data key is bound to.
fn bound_to(epoch: u64, (subject, class): Whose, key: KeyId) -> Vec<u8> {
    let mut out = format!("anteroom data key {epoch} {} ", class.name()).into_bytes();
    out.extend_from_slice(subject.as_bytes());
    out.extend_from_slice(key.as_bytes());
    out
}
