//! Records as the tree sees them.

use super::TreeError;
use store::Record;
use store::proof::{Exported, Leaf, Part, Seal};

/// The leaf of a record, from its own columns.
pub fn leaf(record: &Record) -> Result<Vec<u8>, TreeError> {
    let seals: Vec<Seal> = record
        .seals
        .iter()
        .map(|seal| Seal {
            subject: *seal.subject.as_bytes(),
            class: seal.class.name().to_owned(),
            key: *seal.key.as_bytes(),
            digest: seal.digest,
        })
        .collect();
    let leaf = Leaf {
        stream: &record.stream,
        version: record.version,
        event: *record.id.as_bytes(),
        kind: &record.kind,
        public: &record.public,
        seals: &seals,
    };
    leaf.encode().map_err(|error| TreeError::Leaf(record.position, error))
}

/// A record as a verification reads it: its leaf, and the ciphertexts that are there.
pub fn exported(record: &Record) -> Result<Exported, TreeError> {
    let parts = record.seals.iter().filter_map(|seal| {
        let ciphertext = Some(seal.ciphertext.clone()?);
        Some(Part { subject: *seal.subject.as_bytes(), class: seal.class.name().to_owned(), ciphertext })
    });
    Ok(Exported { position: record.position, leaf: leaf(record)?, parts: parts.collect() })
}
