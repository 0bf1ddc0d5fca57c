//! From an event to a record: every personal value sealed under its subject's key of its class.

use super::{KeysError, Sealing, Vault, crypto};
use crate::codec::{self, Unwritable};
use crate::edge::Draw;
use crate::log::{NewRecord, NewSeal};
use domain::personal::SealedPart;
use domain::{EventId, StreamName};
use serde::Serialize;

/// Why an event cannot be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The event's type is at fault.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
    /// The key table.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// A key was not minted, or has been destroyed meanwhile.
    #[error("there is no key for what should be sealed")]
    NoKey,
}

impl Vault {
    /// Seals an event for its place in the log. Its keys have been minted before.
    pub async fn seal<E: Serialize>(
        &self,
        stream: &StreamName,
        id: EventId,
        event: &E,
    ) -> Result<NewRecord, SealError> {
        let split = codec::split(event)?;
        let whose = split.parts.iter().map(|(part, _)| (part.subject, part.class)).collect();
        let keys = self.data_keys(whose).await?;
        let mut seals = Vec::with_capacity(split.parts.len());
        for ((part, fields), key) in split.parts.into_iter().zip(keys) {
            let (key_id, key) = key.ok_or(SealError::NoKey)?;
            let plaintext = part.plaintext().map_err(|e| Unwritable(e.to_string()))?;
            let (subject, class) = (part.subject, part.class);
            let ciphertext = match self.sealing {
                Sealing::OffForTheControl => crypto::leave_unsealed(&plaintext),
                Sealing::On => {
                    let place = SealedPart {
                        subject,
                        class,
                        key: key_id,
                        stream: stream.as_str().to_owned(),
                        event: id,
                        kind: split.kind.clone(),
                        fields: fields.into(),
                        ciphertext: None,
                    };
                    crypto::seal(self.log.id(), &key, self.entropy.bytes(), &place, &plaintext)
                        .map_err(|_| SealError::NoKey)?
                }
            };
            seals.push(NewSeal { subject, class, key: key_id, ciphertext });
        }
        Ok(NewRecord { id, kind: split.kind, public: split.public, seals })
    }
}
