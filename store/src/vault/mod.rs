//! The vault: seals what is personal, keeps the data keys, and opens nothing except through [`Vault::disclose`].

mod crypto;
mod door;
mod keys;
mod keys_sqlite;
mod root;
mod sealing;
#[cfg(test)]
mod tests;

pub use crypto::DoesNotOpen;
pub use door::{Access, DoorError, Opened, Shown};
pub use keys::{KeyRow, KeyState, KeyTable, KeysError, Lookup, Tombstone, Whose};
pub use keys_sqlite::SqliteKeys;
pub use root::{FileRoot, Root, RootError};
pub use sealing::SealError;

use crate::edge::{Clock, Draw, Entropy};
use crate::log::Log;
use crypto::Key;
use domain::{Class, ErasureId, KeyId, MemberId, OrganisationId, SubjectId, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

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
    epoch: u64,
    table_key: Key,
    cache: Mutex<Cache>,
}

/// Data keys in use, for thirty seconds at most, so that a key destroyed elsewhere does not live on here.
#[derive(Default)]
struct Cache {
    keys: HashMap<Whose, (KeyId, Key, Timestamp)>,
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
    /// Opens the vault; a new key table gets its first epoch.
    pub async fn open(parts: Parts) -> Result<Self, VaultError> {
        let Parts { keys, root, log, clock, entropy, sealing } = parts;
        let (epoch, wrapped) = match keys.epoch().await? {
            Some(found) => found,
            None => {
                root.create(0)?;
                let wrapped = root.wrap(0, &entropy.bytes())?;
                keys.found(0, wrapped.clone()).await?;
                (0, wrapped)
            }
        };
        let table_key = root.unwrap(epoch, &wrapped)?;
        Ok(Self { keys, log, clock, entropy, sealing, epoch, table_key, cache: Mutex::default() })
    }

    /// The epoch of the key table.
    pub fn epoch(&self) -> u64 {
        self.epoch
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
        let wrapped = crypto::wrap(
            &self.table_key,
            self.entropy.bytes(),
            &bound_to(self.epoch, whose, key),
            secret.bytes(),
        )
        .map_err(|_| KeysError::Broken("the table key does not wrap"))?;
        let row = KeyRow { subject, class, key, organisation, starts_at, due_at, wrapped };
        self.keys.mint(row).await.map(|_| ())
    }

    /// Destroys the keys of a subject and forgets them. Recording it in the log is the caller's next step, and [`KeyTable::unrecorded`] tells after a crash.
    pub async fn destroy(
        &self,
        whose: Vec<Whose>,
        cause: Option<ErasureId>,
    ) -> Result<Vec<Tombstone>, KeysError> {
        let gone = self.keys.destroy(whose.clone(), cause).await?;
        if let Ok(mut cache) = self.cache.lock() {
            for whose in &whose {
                cache.keys.remove(whose);
            }
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

    /// Claims addresses until `expires`, all or none.
    pub async fn claim(
        &self,
        claims: &[(&'static str, &str, SubjectId)],
        expires: Timestamp,
    ) -> Result<(), KeysError> {
        let mut lookups = Vec::with_capacity(claims.len());
        for (kind, address, subject) in claims {
            let hash = hash(kind, address);
            let wrapped = crypto::wrap(&self.table_key, self.entropy.bytes(), kind.as_bytes(), &hash)
                .map_err(|_| KeysError::Broken("the table key does not wrap"))?;
            lookups.push(Lookup { kind, tag: self.lookup_tag(&hash), subject: *subject, wrapped });
        }
        self.keys.claim(lookups, self.clock.now(), expires).await
    }

    /// Whose address this is.
    pub async fn find(&self, kind: &'static str, address: &str) -> Result<Option<SubjectId>, KeysError> {
        self.keys.find(kind, self.lookup_tag(&hash(kind, address)), self.clock.now()).await
    }

    fn lookup_tag(&self, hash: &[u8; 32]) -> [u8; 32] {
        crypto::tag(&self.table_key, b"anteroom lookup v1", hash)
    }

    /// The unwrapped data keys, from memory or from the table; `None` where there is no live one.
    async fn data_keys(&self, whose: Vec<Whose>) -> Result<Vec<Option<(KeyId, Key)>>, KeysError> {
        let now = self.clock.now();
        let mut out: Vec<Option<(KeyId, Key)>> = Vec::with_capacity(whose.len());
        let mut missing = Vec::new();
        {
            let cache = self.cache.lock().map_err(|_| KeysError::Broken("the key cache"))?;
            for (i, whose) in whose.iter().enumerate() {
                let held = cache.keys.get(whose).filter(|(_, _, until)| now < *until);
                if held.is_none() {
                    missing.push(i);
                }
                out.push(held.map(|(id, key, _)| (*id, key.clone())));
            }
        }
        if missing.is_empty() {
            return Ok(out);
        }
        let states = self.keys.states(missing.iter().map(|i| whose[*i]).collect()).await?;
        let mut cache = self.cache.lock().map_err(|_| KeysError::Broken("the key cache"))?;
        if cache.keys.len() > CACHED {
            cache.keys.clear();
        }
        for (i, state) in missing.into_iter().zip(states) {
            let KeyState::Live(row) = state else { continue };
            let key = crypto::unwrap(&self.table_key, &bound_to(self.epoch, whose[i], row.key), &row.wrapped)
                .map_err(|_| KeysError::Broken("a data key does not unwrap"))?;
            cache.keys.insert(whose[i], (row.key, key.clone(), now + LEASE));
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

/// The hash of an address, never stored unwrapped.
fn hash(kind: &str, address: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(kind.as_bytes());
    hasher.update([0]);
    hasher.update(address.as_bytes());
    hasher.finalize().into()
}
