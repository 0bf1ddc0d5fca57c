//! What the stand-in has stored: all events in order, and the rules by which a server takes them.

use super::messages::{At, Expected, Proposed, Recorded, StreamName, Uuid};
use prost::bytes::Bytes;
use std::collections::HashMap;

/// The most bytes of one append, as a server has it unless told otherwise.
const MOST: usize = 1 << 20;

/// All events. Positions have gaps, as places in a file have.
#[derive(Default)]
pub(super) struct Records {
    pub(super) all: Vec<Recorded>,
    streams: HashMap<Bytes, Vec<usize>>,
}

/// What became of an append.
pub(super) enum Verdict {
    Taken { revision: u64, at: At },
    Conflict { current: Option<u64> },
    TooLarge,
}

impl Records {
    /// A server that has run for a while: system events stand before and between the rest.
    pub(super) fn new() -> Self {
        let mut records = Self::default();
        records.system(b"$settings");
        records
    }

    /// Writes an event of the server itself.
    pub(super) fn system(&mut self, stream: &'static [u8]) {
        let metadata = [("type", "$note"), ("content-type", "application/json")];
        let note = Proposed {
            id: Some(Uuid::of(u128::from(self.end().commit).to_be_bytes())),
            metadata: metadata.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            custom_metadata: Bytes::new(),
            data: Bytes::from_static(b"{}"),
        };
        self.push(&Bytes::from_static(stream), note);
    }

    /// Takes an append, or says why not. The same events again, where they are expected, answer as the first time.
    pub(super) fn append(&mut self, stream: &Bytes, expected: Expected, proposed: Vec<Proposed>) -> Verdict {
        if proposed.iter().map(|event| event.data.len() + event.custom_metadata.len()).sum::<usize>() > MOST {
            return Verdict::TooLarge;
        }
        let next = self.streams.get(stream).map_or(0, Vec::len) as u64;
        let due = match expected {
            Expected::Revision(revision) => revision.saturating_add(1),
            Expected::NoStream(_) => 0,
            Expected::Exists(_) if next == 0 => return Verdict::Conflict { current: None },
            Expected::Exists(_) | Expected::Any(_) => {
                let first = proposed.first().and_then(|event| event.id.clone());
                self.of(stream)
                    .position(|event| same_id(event.id.as_ref(), first.as_ref()))
                    .map_or(next, |n| n as u64)
            }
        };
        if due < next && !proposed.is_empty() {
            let there: Vec<&Recorded> = self.of(stream).skip(due as usize).take(proposed.len()).collect();
            let same = there.len() == proposed.len()
                && there
                    .iter()
                    .zip(&proposed)
                    .all(|(there, proposed)| same_id(there.id.as_ref(), proposed.id.as_ref()));
            if let Some(last) = there.last().filter(|_| same) {
                return Verdict::Taken { revision: last.revision, at: at(last) };
            }
        }
        if due != next {
            return Verdict::Conflict { current: next.checked_sub(1) };
        }
        for event in proposed {
            self.push(stream, event);
        }
        // Now and then the server writes something of its own in between.
        let answer = Verdict::Taken { revision: self.of(stream).count().max(1) as u64 - 1, at: self.end() };
        if self.all.len().is_multiple_of(7) {
            self.system(b"$stats-stand-in");
        }
        answer
    }

    fn push(&mut self, stream: &Bytes, event: Proposed) {
        let place = self.end().commit + 100 + event.data.len() as u64;
        let of_stream = self.streams.entry(stream.clone()).or_default();
        let mut metadata = event.metadata;
        metadata.insert("created".into(), (17_000_000_000_000_000 + place).to_string());
        let id = event.id.and_then(|id| id.bytes()).unwrap_or_default();
        self.all.push(Recorded {
            id: Some(Uuid::of(id)),
            stream: Some(StreamName { name: stream.clone() }),
            revision: of_stream.len() as u64,
            prepare: place,
            commit: place,
            metadata,
            custom_metadata: event.custom_metadata,
            data: event.data,
        });
        of_stream.push(self.all.len() - 1);
    }

    fn end(&self) -> At {
        self.all.last().map_or(At { commit: 0, prepare: 0 }, at)
    }

    fn of(&self, stream: &Bytes) -> impl Iterator<Item = &Recorded> {
        self.streams.get(stream).into_iter().flatten().filter_map(|n| self.all.get(*n))
    }

    /// A stream as a reader sees it: of one with a greatest count, the last of it. `None` when there is no such stream.
    pub(super) fn stream(&self, stream: &Bytes) -> Option<Vec<Recorded>> {
        let events: Vec<_> = self.of(stream).cloned().collect();
        if events.is_empty() {
            return None;
        }
        let settings = Bytes::from([b"$$", &stream[..]].concat());
        let most = self.of(&settings).last().and_then(|last| {
            serde_json::from_slice::<serde_json::Value>(&last.data).ok()?.get("$maxCount")?.as_u64()
        });
        let skipped = most.map_or(0, |most| events.len().saturating_sub(most as usize));
        Some(events.into_iter().skip(skipped).collect())
    }
}

/// Where an event lies.
pub(super) fn at(event: &Recorded) -> At {
    At { commit: event.commit, prepare: event.prepare }
}

fn same_id(one: Option<&Uuid>, other: Option<&Uuid>) -> bool {
    one.and_then(Uuid::bytes) == other.and_then(Uuid::bytes)
}
