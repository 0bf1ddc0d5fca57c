//! A record as the tagged object that its event serialises to, read from where it lies: nothing is copied, and no tree of values is made.

use crate::log::Record;
use serde::Deserializer;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// `{"type": kind, "data": public}`.
pub(super) struct Tagged<'de> {
    kind: &'de str,
    public: &'de [u8],
    next: Member,
}

/// What comes next of it.
#[derive(Clone, Copy)]
enum Member {
    Kind,
    Public,
    None,
}

impl<'de> Tagged<'de> {
    pub(super) fn of(record: &'de Record) -> Self {
        Self { kind: &record.kind, public: &record.public, next: Member::Kind }
    }
}

impl<'de> Deserializer<'de> for Tagged<'de> {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Tagged<'de> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        let name = match self.next {
            Member::Kind => "type",
            Member::Public => "data",
            Member::None => return Ok(None),
        };
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        if matches!(self.next, Member::Kind) {
            self.next = Member::Public;
            return seed.deserialize(BorrowedStrDeserializer::new(self.kind));
        }
        self.next = Member::None;
        let mut public = serde_json::Deserializer::from_slice(self.public);
        let value = seed.deserialize(&mut public)?;
        public.end()?;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use crate::codec;
    use crate::log::{LogError, Record};
    use domain::EventId;
    use domain::log::Event;

    fn record(kind: &str, public: &str) -> Record {
        let (stream, id) = ("log".to_owned(), EventId::from_bytes([1; 16]));
        let (kind, public) = (kind.to_owned(), public.as_bytes().to_vec());
        Record { position: 7, stream, version: 1, id, kind, public, seals: vec![] }
    }

    #[test]
    fn a_record_reads_as_its_event_and_nothing_else_does() {
        let good = r#"{"log":"00","day":"2026-11-21"}"#;
        let read = codec::event::<Event>(&record("log.created.v1", good)).unwrap();
        assert!(matches!(read, Event::Created { log, .. } if log == "00"));
        // The public part cannot say what kind it is, nor hold more than one value.
        let bad = [
            ("log.unheard-of.v1", good.to_owned()),
            ("log.created.v1", format!("{good},\"type\":\"log.restored.v1\"")),
            ("log.created.v1", format!("{good} {good}")),
            ("log.created.v1", String::new()),
            ("log.created.v1", "{}".to_owned()),
            ("log.created.v1", good[..20].to_owned()),
        ];
        for (kind, public) in bad {
            let read = codec::event::<Event>(&record(kind, &public));
            assert!(matches!(read, Err(LogError::Broken { position: 7, .. })), "{kind} {public}");
            assert!(codec::fact(&record(kind, &public)).is_err(), "{kind} {public}");
        }
    }
}
