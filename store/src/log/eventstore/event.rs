//! A record as an event of the server: its data holds the public part, the seals and the ciphertexts; its metadata says only which log it is of.

use super::super::LogError;
use super::super::record::{NewRecord, Record, decode_seals, encode_seals};
use domain::EventId;
use eventstore::{EventData, RecordedEvent};
use uuid::Uuid;

/// The first byte of an event's data: the form of what follows.
const FORM: u8 = 1;

/// What the metadata of every event of a log is, byte for byte. An event without it is somebody else's and is not counted.
#[derive(Clone, Debug)]
pub(super) struct Mark(Vec<u8>);

impl Mark {
    pub(super) fn of(log: [u8; 16]) -> Self {
        Self(format!("{{\"anteroom-log\":\"{}\"}}", hex::encode(log)).into_bytes())
    }

    /// Whether an event is a record of this log.
    pub(super) fn is_on(&self, event: &RecordedEvent) -> bool {
        event.custom_metadata == self.0
    }
}

/// Writes a record.
pub(super) fn write(record: &NewRecord, mark: &Mark) -> EventData {
    let seals = encode_seals(&record.seals);
    let mut data = vec![FORM];
    part(&mut data, &record.public);
    part(&mut data, &seals);
    for seal in &record.seals {
        part(&mut data, &seal.ciphertext);
    }
    EventData::binary(&record.kind, data.into())
        .id(Uuid::from_bytes(*record.id.as_bytes()))
        .metadata(mark.0.clone().into())
}

/// Four bytes of length, big-endian, then the bytes.
fn part(data: &mut Vec<u8>, bytes: &[u8]) {
    data.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
    data.extend_from_slice(bytes);
}

/// Reads a record, which lies at this position.
pub(super) fn read(event: RecordedEvent, position: u64) -> Result<Record, LogError> {
    let broken = || LogError::Broken { position, what: "its data cannot be read".into() };
    let (public, mut seals, mut rest) = taken_apart(&event.data).ok_or_else(broken)?;
    for seal in &mut seals {
        let (ciphertext, more) = cut(rest).ok_or_else(broken)?;
        seal.ciphertext = Some(ciphertext.to_vec());
        rest = more;
    }
    if !rest.is_empty() {
        return Err(broken());
    }
    Ok(Record {
        position,
        version: event.revision + 1,
        id: EventId::from_bytes(event.id.into_bytes()),
        public: public.to_vec(),
        seals,
        stream: event.stream_id,
        kind: event.event_type,
    })
}

type Apart<'a> = (&'a [u8], Vec<super::super::record::Seal>, &'a [u8]);

fn taken_apart(data: &[u8]) -> Option<Apart<'_>> {
    let (form, rest) = data.split_first()?;
    let (public, rest) = cut(rest)?;
    let (seals, rest) = cut(rest)?;
    (*form == FORM).then_some((public, decode_seals(seals)?, rest))
}

fn cut(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_at_checked(4)?;
    rest.split_at_checked(u32::from_be_bytes(length.try_into().ok()?) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::NewSeal;
    use domain::{Class, KeyId, SubjectId};
    use eventstore::Position;

    fn stored(data: Vec<u8>) -> RecordedEvent {
        RecordedEvent {
            stream_id: "visit-a".into(),
            id: Uuid::from_bytes([7; 16]),
            revision: 4,
            event_type: "visit.arrived.v1".into(),
            data: data.into(),
            metadata: std::collections::HashMap::new(),
            custom_metadata: Vec::new().into(),
            is_json: false,
            position: Position { commit: 1, prepare: 1 },
            created: "2026-11-21T00:00:00Z".parse().unwrap(),
        }
    }

    fn golden() -> Vec<u8> {
        let seal = |class, ciphertext: &[u8]| NewSeal {
            subject: SubjectId::from_bytes([1; 16]),
            class,
            key: KeyId::from_bytes([2; 16]),
            ciphertext: ciphertext.to_vec(),
        };
        let seals = [seal(Class::Visit, b"sealed"), seal(Class::Audit, b"")];
        let mut data = vec![FORM];
        part(&mut data, b"{\"n\":1}");
        part(&mut data, &encode_seals(&seals));
        part(&mut data, b"sealed");
        part(&mut data, b"");
        data
    }

    #[test]
    fn a_record_is_read_back() {
        let record = read(stored(golden()), 9).unwrap();
        assert_eq!((record.position, record.version, &record.public[..]), (9, 5, &b"{\"n\":1}"[..]));
        let held: Vec<_> = record.seals.iter().map(|seal| seal.ciphertext.as_deref()).collect();
        assert_eq!(held, [Some(&b"sealed"[..]), Some(&b""[..])]);
    }

    #[test]
    fn data_that_is_cut_or_longer_or_of_another_form_is_noticed() {
        let whole = golden();
        let mut longer = whole.clone();
        longer.push(0);
        let mut other = whole.clone();
        other[0] = 2;
        for data in (0..whole.len()).map(|n| whole[..n].to_vec()).chain([longer, other]) {
            assert!(matches!(read(stored(data), 9), Err(LogError::Broken { position: 9, .. })));
        }
    }
}
