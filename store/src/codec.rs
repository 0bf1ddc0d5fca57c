//! Between events and records: replaces every `Personal` by its place in a sealed part, and back.
//!
//! Together with the vault this is the only code that may call [`domain::personal::collect`] and [`domain::personal::attach`].

use crate::log::{LogError, Record};
use domain::Fact;
use domain::personal::{self, FreshPart, SealedPart};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// An event taken apart: what is public, and what the vault has to seal.
pub struct Split {
    /// Its stored name.
    pub kind: String,
    /// Its public part.
    pub public: Value,
    /// What is to be sealed, with the pointers of its fields.
    pub parts: Vec<(FreshPart, String)>,
}

/// An event that does not serialise: a fault of its type, found by its golden test.
#[derive(Debug, thiserror::Error)]
#[error("an event cannot be written: {0}")]
pub struct Unwritable(pub String);

/// Takes an event apart.
pub fn split<E: Serialize>(event: &E) -> Result<Split, Unwritable> {
    let (tagged, fresh) = personal::collect(|| serde_json::to_value(event));
    let tagged = tagged.map_err(|e| Unwritable(e.to_string()))?;
    let Value::Object(mut map) = tagged else { return Err(Unwritable("it has no stored name".into())) };
    let (Some(Value::String(kind)), Some(public)) = (map.remove("type"), map.remove("data")) else {
        return Err(Unwritable("it has no stored name".into()));
    };
    let fields = personal::fields(&public);
    if fields.len() != fresh.len() {
        return Err(Unwritable(format!("{kind}: fields and sealed parts do not agree")));
    }
    Ok(Split { kind, public, parts: fresh.into_iter().zip(fields).collect() })
}

/// The sealed parts of a record, with all that their associated data binds them to.
pub fn parts(record: &Record, public: &Value) -> Vec<Arc<SealedPart>> {
    let fields = personal::fields(public);
    let parts = record.seals.iter().enumerate().map(|(i, seal)| {
        Arc::new(SealedPart {
            subject: seal.subject,
            class: seal.class,
            key: seal.key,
            stream: record.stream.clone(),
            event: record.id,
            kind: record.kind.clone(),
            fields: fields.get(i).cloned().unwrap_or_default(),
            ciphertext: seal.ciphertext.clone(),
        })
    });
    parts.collect()
}

/// The event of a record.
pub fn event<E: DeserializeOwned>(record: &Record) -> Result<E, LogError> {
    join(record, |tagged| serde_json::from_value(tagged))
}

/// The event of a record, whatever it is.
pub fn fact(record: &Record) -> Result<Fact, LogError> {
    join(record, Fact::read)
}

fn join<T>(record: &Record, read: impl FnOnce(Value) -> Result<T, serde_json::Error>) -> Result<T, LogError> {
    let broken = |what: String| LogError::Broken { position: record.position, what };
    let public: Value = serde_json::from_slice(&record.public).map_err(|e| broken(e.to_string()))?;
    let parts = parts(record, &public);
    let mut tagged = serde_json::Map::new();
    tagged.insert("type".into(), Value::String(record.kind.clone()));
    tagged.insert("data".into(), public);
    personal::attach(parts, || read(Value::Object(tagged))).map_err(|e| broken(e.to_string()))
}
