//! The form of an export: `manifest.json`, and `records.jsonl` with one record a line. It is written down in `docs/proof.md`, for verifiers by others.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{Class, EventId, KeyId, SubjectId};
use serde::{Deserialize, Serialize};
use store::Record;
use store::log::Seal;
use store::proof::{Exported, Part};

use crate::follower::{TreeError, leaf};

/// The form's name and version.
pub(super) const FORMAT: &str = "anteroom-export/1";
/// The records' file.
pub(super) const RECORDS: &str = "records.jsonl";
/// What stands before a part of a log and is needed to believe it: restores and rotations, in the records' form.
pub(super) const BEFORE: &str = "before.jsonl";
/// The manifest's file; written last, so that an export without it is not whole.
pub(super) const MANIFEST: &str = "manifest.json";

/// What an export holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `FORMAT`.
    pub format: String,
    /// The name under which the checkpoint is signed.
    pub origin: String,
    /// The log's id, in hex.
    pub log: String,
    /// The first position among the records; 1 for a whole log.
    pub from: u64,
    /// The last position.
    pub to: u64,
    /// Whether ciphertexts are in it.
    pub ciphertexts: bool,
    /// Why the tree had stopped growing, where it had: the checkpoint is then older than the records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<String>,
    /// Where the engine could not read on, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreadable: Option<(u64, String)>,
}

/// A record as one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    position: u64,
    stream: String,
    version: u64,
    event: String,
    kind: String,
    /// Exactly as stored: a text that holds JSON, so that no reader puts it into another order.
    public: String,
    /// In its place if the stored bytes are no text, which nothing writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    public_base64: Option<String>,
    seals: Vec<SealLine>,
}

/// A sealed part of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SealLine {
    subject: String,
    class: String,
    key: String,
    digest: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ciphertext: Option<String>,
    /// Whether the log holds no ciphertext any more. Without it, one that is not here was left out of the export.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
}

/// A line that is no record.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoRecord(String);

impl Line {
    /// Writes a record, with its ciphertexts or without.
    pub fn of(record: &Record, ciphertexts: bool) -> Self {
        let text = std::str::from_utf8(&record.public).ok();
        let seals = record.seals.iter().map(|seal| SealLine {
            subject: hex::encode(seal.subject.as_bytes()),
            class: seal.class.name().to_owned(),
            key: hex::encode(seal.key.as_bytes()),
            digest: hex::encode(seal.digest),
            ciphertext: seal.ciphertext.as_ref().filter(|_| ciphertexts).map(|bytes| STANDARD.encode(bytes)),
            gone: seal.ciphertext.is_none(),
        });
        Self {
            position: record.position,
            stream: record.stream.clone(),
            version: record.version,
            event: hex::encode(record.id.as_bytes()),
            kind: record.kind.clone(),
            public: text.unwrap_or_default().to_owned(),
            public_base64: text.is_none().then(|| STANDARD.encode(&record.public)),
            seals: seals.collect(),
        }
    }

    /// Its position.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Which of its seals the log holds no ciphertext of any more.
    pub fn is_gone(&self, seal: usize) -> bool {
        self.seals.get(seal).is_some_and(|seal| seal.gone)
    }

    /// The record that it tells, its ciphertexts as far as they are here.
    pub fn record(&self) -> Result<Record, NoRecord> {
        let base64 = |text: &str| STANDARD.decode(text).map_err(|_| NoRecord("base64 is malformed".into()));
        let seals = self.seals.iter().map(|seal| {
            Ok(Seal {
                subject: SubjectId::from_bytes(bytes(&seal.subject)?),
                class: Class::named(&seal.class)
                    .ok_or_else(|| NoRecord(format!("the class {:?} is not known here", seal.class)))?,
                key: KeyId::from_bytes(bytes(&seal.key)?),
                digest: bytes(&seal.digest)?,
                ciphertext: seal.ciphertext.as_deref().map(base64).transpose()?,
            })
        });
        Ok(Record {
            position: self.position,
            stream: self.stream.clone(),
            version: self.version,
            id: EventId::from_bytes(bytes(&self.event)?),
            kind: self.kind.clone(),
            public: match &self.public_base64 {
                Some(text) => base64(text)?,
                None => self.public.clone().into_bytes(),
            },
            seals: seals.collect::<Result<_, NoRecord>>()?,
        })
    }

    /// The record as a verification reads it. A ciphertext that is neither here nor gone was left out, which `left_out` allows.
    pub fn exported(&self, record: &Record, left_out: bool) -> Result<Exported, TreeError> {
        let parts = record.seals.iter().zip(&self.seals).filter_map(|(seal, line)| {
            let there = seal.ciphertext.is_some() || (left_out && !line.gone);
            there.then(|| Part {
                subject: *seal.subject.as_bytes(),
                class: seal.class.name().to_owned(),
                ciphertext: seal.ciphertext.clone(),
            })
        });
        Ok(Exported { position: record.position, leaf: leaf(record)?, parts: parts.collect() })
    }
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], NoRecord> {
    let mut bytes = [0; N];
    match hex::decode_to_slice(text, &mut bytes) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(NoRecord(format!("{N} bytes in hex are malformed"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(public: &[u8]) -> Record {
        let seal = |n: u8, ciphertext| Seal {
            subject: SubjectId::from_bytes([n; 16]),
            class: Class::Visit,
            key: KeyId::from_bytes([n; 16]),
            digest: [n; 32],
            ciphertext,
        };
        Record {
            position: 7,
            stream: "visit-a".into(),
            version: 2,
            id: EventId::from_bytes([5; 16]),
            kind: "visit.left.v1".into(),
            public: public.to_vec(),
            seals: vec![seal(1, Some(b"sealed".to_vec())), seal(2, None)],
        }
    }

    /// The form, byte for byte: others parse it.
    #[test]
    fn a_line_is_what_the_documentation_says() {
        let line = Line::of(&record(br#"{"b":1, "a":2}"#), true);
        let want = concat!(
            r#"{"position":7,"stream":"visit-a","version":2,"event":"05050505050505050505050505050505","kind":"visit.left.v1","#,
            r#""public":"{\"b\":1, \"a\":2}","seals":["#,
            r#"{"subject":"01010101010101010101010101010101","class":"visit","key":"01010101010101010101010101010101","#,
            r#""digest":"0101010101010101010101010101010101010101010101010101010101010101","ciphertext":"c2VhbGVk"},"#,
            r#"{"subject":"02020202020202020202020202020202","class":"visit","key":"02020202020202020202020202020202","#,
            r#""digest":"0202020202020202020202020202020202020202020202020202020202020202","gone":true}]}"#,
        );
        assert_eq!(serde_json::to_string(&line).unwrap(), want);
        assert_eq!(line.record().unwrap(), record(br#"{"b":1, "a":2}"#));
    }

    #[test]
    fn what_is_left_out_is_told_from_what_is_gone() {
        for public in [&b"{}"[..], &[0xff, 0]] {
            let stored = record(public);
            let line = Line::of(&stored, false);
            let read = line.record().unwrap();
            assert_eq!((read.public.as_slice(), &read.seals[0].ciphertext), (public, &None));
            let parts = |left_out| line.exported(&read, left_out).unwrap().parts.len();
            assert_eq!((parts(true), parts(false)), (1, 0));
        }
        let mut bad = Line::of(&record(b"{}"), true);
        bad.event.push('0');
        assert!(bad.record().is_err());
    }
}
