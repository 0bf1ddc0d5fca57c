//! A record: the public part, and for each sealed part a seal (whose, which class, which key, the digest) with its ciphertext apart.

use domain::{Class, EventId, KeyId, SubjectId};
use sha2::{Digest, Sha256};
use std::fmt;

/// The most bytes of a public part: a leaf of the tree must stay under 64 KiB.
pub const PUBLIC_LIMIT: usize = 32 * 1024;

/// An event to be appended.
#[derive(Clone)]
pub struct NewRecord {
    /// Its id: `UUIDv5(command, index)`.
    pub id: EventId,
    /// Its stored name.
    pub kind: String,
    /// Its public part, JSON. No personal data.
    pub public: Vec<u8>,
    /// Its sealed parts.
    pub seals: Vec<NewSeal>,
}

/// A sealed part to be appended.
#[derive(Clone)]
pub struct NewSeal {
    /// Whose.
    pub subject: SubjectId,
    /// Kept for what.
    pub class: Class,
    /// Under which key.
    pub key: KeyId,
    /// The ciphertext.
    pub ciphertext: Vec<u8>,
}

/// An event as it lies in the log.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Where, from 1, dense.
    pub position: u64,
    /// In which stream.
    pub stream: String,
    /// As which of its events, from 1.
    pub version: u64,
    /// Its id.
    pub id: EventId,
    /// Its stored name.
    pub kind: String,
    /// Its public part, JSON.
    pub public: Vec<u8>,
    /// Its sealed parts.
    pub seals: Vec<Seal>,
}

/// A sealed part as it lies in the log.
#[derive(Clone, PartialEq, Eq)]
pub struct Seal {
    /// Whose.
    pub subject: SubjectId,
    /// Kept for what.
    pub class: Class,
    /// Under which key.
    pub key: KeyId,
    /// SHA-256 of the ciphertext: part of the record, and of the tree's leaf, for ever.
    pub digest: [u8; 32],
    /// The ciphertext; `None` once purged.
    pub ciphertext: Option<Vec<u8>>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Record({} {} {}@{})", self.position, self.kind, self.stream, self.version)
    }
}

impl fmt::Debug for NewRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewRecord({} {})", self.kind, self.id)
    }
}

/// An event with its seals as they are stored: hashed by whoever asks for the append, so that the one that commits is free for the database.
pub(super) struct Encoded {
    pub(super) event: NewRecord,
    pub(super) seals: Vec<u8>,
}

impl From<NewRecord> for Encoded {
    fn from(event: NewRecord) -> Self {
        Self { seals: encode_seals(&event.seals), event }
    }
}

/// SHA-256 of a ciphertext.
pub(super) fn digest(ciphertext: &[u8]) -> [u8; 32] {
    Sha256::digest(ciphertext).into()
}

/// The seals of a record as one column: for each subject, key, digest, then the class's name with its length in one byte.
pub(super) fn encode_seals(seals: &[NewSeal]) -> Vec<u8> {
    let mut out = Vec::with_capacity(seals.len() * 80);
    for seal in seals {
        out.extend_from_slice(seal.subject.as_bytes());
        out.extend_from_slice(seal.key.as_bytes());
        out.extend_from_slice(&digest(&seal.ciphertext));
        out.push(seal.class.name().len() as u8);
        out.extend_from_slice(seal.class.name().as_bytes());
    }
    out
}

/// Reads [`encode_seals`]; the ciphertexts are attached by the caller. `None` when the bytes are no seals.
pub(super) fn decode_seals(mut bytes: &[u8]) -> Option<Vec<Seal>> {
    fn take<'a>(bytes: &mut &'a [u8], n: usize) -> Option<&'a [u8]> {
        let (head, tail) = bytes.split_at_checked(n)?;
        *bytes = tail;
        Some(head)
    }
    let mut seals = Vec::new();
    while !bytes.is_empty() {
        let subject = SubjectId::from_bytes(take(&mut bytes, 16)?.try_into().ok()?);
        let key = KeyId::from_bytes(take(&mut bytes, 16)?.try_into().ok()?);
        let digest = take(&mut bytes, 32)?.try_into().ok()?;
        let length = usize::from(*take(&mut bytes, 1)?.first()?);
        let class = Class::named(std::str::from_utf8(take(&mut bytes, length)?).ok()?)?;
        seals.push(Seal { subject, class, key, digest, ciphertext: None });
    }
    Some(seals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seals_are_read_back_and_a_cut_column_is_noticed() {
        let new = [Class::Visit, Class::Audit].map(|class| NewSeal {
            subject: SubjectId::from_bytes([1; 16]),
            class,
            key: KeyId::from_bytes([2; 16]),
            ciphertext: b"sealed".to_vec(),
        });
        let bytes = encode_seals(&new);
        let seals = decode_seals(&bytes).unwrap();
        assert_eq!(seals.len(), 2);
        assert_eq!((seals[1].class, seals[1].digest), (Class::Audit, digest(b"sealed")));
        assert!(decode_seals(&bytes[..bytes.len() - 1]).is_none());
    }
}
