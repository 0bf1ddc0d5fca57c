//! Between events and records: replaces every `Personal` by its place in a sealed part, and back.
//!
//! Together with the vault this is the only code that may call [`domain::personal::collect`] and [`domain::personal::attach`].

mod tagged;

use crate::log::{LogError, Record};
use domain::Fact;
use domain::personal::{self, Fields, FreshPart, SealedPart};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::sync::Arc;
use tagged::Tagged;

/// An event taken apart: what is public, and what the vault has to seal.
pub struct Split {
    /// Its stored name.
    pub kind: String,
    /// Its public part, JSON.
    pub public: Vec<u8>,
    /// What is to be sealed, with the pointers of its fields.
    pub parts: Vec<(FreshPart, String)>,
}

/// An event that does not serialise: a fault of its type, found by its golden test.
#[derive(Debug, thiserror::Error)]
#[error("an event cannot be written: {0}")]
pub struct Unwritable(pub String);

/// An event as it serialises.
#[derive(Deserialize)]
struct Written<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, rename = "data")]
    public: &'a RawValue,
}

/// Takes an event apart.
pub fn split<E: Serialize>(event: &E) -> Result<Split, Unwritable> {
    let (written, fresh) = personal::collect(|| serde_json::to_vec(event));
    let written = written.map_err(|e| Unwritable(e.to_string()))?;
    let Written { kind, public } =
        serde_json::from_slice(&written).map_err(|_| Unwritable("it has no stored name".into()))?;
    let public = public.get().as_bytes();
    let fields = fields(public).map_err(|e| Unwritable(e.to_string()))?;
    if fields.len() != fresh.len() {
        return Err(Unwritable(format!("{kind}: fields and sealed parts do not agree")));
    }
    Ok(Split { kind, public: public.to_vec(), parts: fresh.into_iter().zip(fields).collect() })
}

/// The paths of the fields that sealed parts stand for in this public part, in the order of the parts.
pub fn fields(public: &[u8]) -> serde_json::Result<Vec<String>> {
    personal::fields(&mut serde_json::Deserializer::from_slice(public))
}

/// The sealed parts of a record, with all that their associated data binds them to.
fn parts(record: &Record) -> Vec<Arc<SealedPart>> {
    if record.seals.is_empty() {
        return Vec::new();
    }
    let public: Arc<[u8]> = record.public.as_slice().into();
    let parts = record.seals.iter().enumerate().map(|(part, seal)| {
        Arc::new(SealedPart {
            subject: seal.subject,
            class: seal.class,
            key: seal.key,
            stream: record.stream.clone(),
            event: record.id,
            kind: record.kind.clone(),
            fields: Fields::of(public.clone(), part),
            ciphertext: seal.ciphertext.clone(),
        })
    });
    parts.collect()
}

/// The event of a record.
pub fn event<E: DeserializeOwned>(record: &Record) -> Result<E, LogError> {
    join(record, |tagged| E::deserialize(tagged))
}

/// The event of a record, whatever it is.
pub fn fact(record: &Record) -> Result<Fact, LogError> {
    join(record, |tagged| Fact::read(&record.kind, tagged))
}

fn join<'r, T>(
    record: &'r Record,
    read: impl FnOnce(Tagged<'r>) -> serde_json::Result<T>,
) -> Result<T, LogError> {
    personal::attach(parts(record), || read(Tagged::of(record)))
        .map_err(|error| LogError::Broken { position: record.position, what: error.to_string() })
}
