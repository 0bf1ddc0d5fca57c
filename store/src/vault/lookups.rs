//! Whose an address is: claimed, confirmed and found by keyed hashes, so that no address lies anywhere to be tried.

use super::epochs::Held;
use super::keys::{KeysError, Lookup, Tagged};
use super::{Vault, crypto};
use crate::edge::Draw;
use domain::{SubjectId, Timestamp};
use sha2::{Digest, Sha256};

impl Vault {
    /// Claims addresses until `expires`, all or none.
    pub async fn claim(
        &self,
        claims: &[(&'static str, &str, SubjectId)],
        expires: Timestamp,
    ) -> Result<(), KeysError> {
        loop {
            let held = self.held().await?;
            let lookup = |(kind, address, subject): &(&'static str, &str, SubjectId)| {
                let hash = hash(kind, address);
                let tagged: Result<Vec<_>, _> =
                    held.open().map(|(epoch, _)| self.tagged(&held, epoch, kind, &hash)).collect();
                tagged.map(|tagged| Lookup { kind, subject: *subject, tagged })
            };
            let lookups = claims.iter().map(lookup).collect::<Result<_, _>>()?;
            let claimed = self.keys.claim(lookups, self.clock.now(), expires).await;
            drop(held);
            match claimed {
                Err(KeysError::Moved) => self.follow_epochs().await?,
                done => return done,
            }
        }
    }

    /// Whose address this is.
    pub async fn find(&self, kind: &'static str, address: &str) -> Result<Option<SubjectId>, KeysError> {
        let hash = hash(kind, address);
        loop {
            let held = self.held().await?;
            let tags = held.open().map(|(epoch, table_key)| (epoch, crypto::lookup_tag(table_key, &hash)));
            let found = self.keys.find(kind, tags.collect(), self.clock.now()).await;
            drop(held);
            match found {
                Err(KeysError::Moved) => self.follow_epochs().await?,
                done => return done,
            }
        }
    }

    /// What stands for an address in an epoch.
    pub(super) fn tagged(
        &self,
        held: &Held,
        epoch: u64,
        kind: &str,
        hash: &[u8; 32],
    ) -> Result<Tagged, KeysError> {
        let table_key = held.table_key(epoch).ok_or(KeysError::Moved)?;
        let wrapped = crypto::wrap(table_key, self.entropy.bytes(), kind.as_bytes(), hash)
            .map_err(|_| KeysError::Broken("the table key does not wrap"))?;
        Ok(Tagged { epoch, tag: crypto::lookup_tag(table_key, hash), wrapped })
    }
}

/// The hash of an address, never stored unwrapped.
fn hash(kind: &str, address: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(kind.as_bytes());
    hasher.update([0]);
    hasher.update(address.as_bytes());
    hasher.finalize().into()
}
