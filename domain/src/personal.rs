//! `Personal<T>`: a value that names whose it is and what it is kept for, and that nobody can read on the way.
//!
//! It is made from what a person typed, and from then on there is no way to the value but the vault's door: no getter, no Deref, no Display, and a Debug that
//! says nothing. It serialises only while the store's codec runs ([`collect`] and [`attach`]): elsewhere serialising is an error, not a leak.

mod fields;

pub use fields::{Fields, fields};

use crate::class::Class;
use crate::id::{EventId, KeyId, SubjectId};
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A value of one subject, in one class.
pub struct Personal<T> {
    subject: SubjectId,
    class: Class,
    state: State,
    of: PhantomData<fn() -> T>,
}

/// Where the value is. It is kept as JSON from the beginning, so that the type has nothing to lend.
#[derive(Clone)]
enum State {
    /// On its way to the codec.
    Fresh(Arc<Concealed>),
    /// In a sealed part, at this index.
    Sealed(Arc<SealedPart>, u32),
}

/// A value that has not been sealed yet. Debug is redacted; it is not `PartialEq`, so that nothing compares plaintext by accident.
struct Concealed(Box<RawValue>);

/// The sealed values of one (subject, class) in one event: the ciphertext with all that its associated data binds it to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedPart {
    /// Whose.
    pub subject: SubjectId,
    /// Kept for what.
    pub class: Class,
    /// Under which data key.
    pub key: KeyId,
    /// The event's stream.
    pub stream: String,
    /// The event.
    pub event: EventId,
    /// The event's stored name.
    pub kind: String,
    /// Where in the event its values stand.
    pub fields: Fields,
    /// The ciphertext; `None` once it has been physically purged.
    pub ciphertext: Option<Vec<u8>>,
}

impl fmt::Debug for SealedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedPart({} of {})", self.class.name(), self.subject)
    }
}

impl<T: Serialize> Personal<T> {
    /// Takes a value under a subject and a class. A value that is not JSON (a map with keys that are no strings) is an error of its type, reported by the codec.
    pub fn new(subject: SubjectId, class: Class, value: &T) -> Self {
        let value = to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned());
        Self { subject, class, state: State::Fresh(Arc::new(Concealed(value))), of: PhantomData }
    }
}

impl<T> Personal<T> {
    /// Whose it is.
    pub fn subject(&self) -> SubjectId {
        self.subject
    }

    /// What it is kept for.
    pub fn class(&self) -> Class {
        self.class
    }

    /// The sealed part it lies in and its index there; `None` before sealing.
    pub fn sealed(&self) -> Option<(&Arc<SealedPart>, usize)> {
        match &self.state {
            State::Fresh(_) => None,
            State::Sealed(part, index) => Some((part, *index as usize)),
        }
    }

    /// The same value from the copy of its part that a read model holds. The copy is ciphertext still.
    pub fn in_part(part: Arc<SealedPart>, index: u32) -> Self {
        Self { subject: part.subject, class: part.class, state: State::Sealed(part, index), of: PhantomData }
    }
}

impl<T> Clone for Personal<T> {
    fn clone(&self) -> Self {
        Self { subject: self.subject, class: self.class, state: self.state.clone(), of: PhantomData }
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Personal({} of {})", self.class.name(), self.subject)
    }
}

/// The values of one (subject, class) that an event carries, before they are sealed.
pub struct FreshPart {
    /// Whose.
    pub subject: SubjectId,
    /// Kept for what.
    pub class: Class,
    values: Vec<Arc<Concealed>>,
}

impl FreshPart {
    /// The plaintext for the codec to seal: a JSON array of the values, in the order of their fields.
    pub fn plaintext(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&self.values.iter().map(|value| &value.0).collect::<Vec<_>>())
    }
}

impl fmt::Debug for FreshPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FreshPart({} of {})", self.class.name(), self.subject)
    }
}

thread_local! {
    static COLLECTING: RefCell<Option<Vec<FreshPart>>> = const { RefCell::new(None) };
    static ATTACHING: RefCell<Option<Vec<Arc<SealedPart>>>> = const { RefCell::new(None) };
}

/// For the store's codec: runs `serialise`, in which every fresh value is replaced by `{"$sealed":[part, index]}`, and returns the parts.
pub fn collect<R>(serialise: impl FnOnce() -> R) -> (R, Vec<FreshPart>) {
    COLLECTING.with(|cell| *cell.borrow_mut() = Some(Vec::new()));
    let result = serialise();
    let parts = COLLECTING.with(|cell| cell.borrow_mut().take()).unwrap_or_default();
    (result, parts)
}

/// For the store's codec: runs `deserialise`, in which `{"$sealed":[part, index]}` becomes a value in that part.
pub fn attach<R>(parts: Vec<Arc<SealedPart>>, deserialise: impl FnOnce() -> R) -> R {
    ATTACHING.with(|cell| *cell.borrow_mut() = Some(parts));
    let result = deserialise();
    ATTACHING.with(|cell| *cell.borrow_mut() = None);
    result
}

/// What stands in the public part where a sealed value was.
#[derive(Serialize, Deserialize)]
struct Placeholder {
    #[serde(rename = "$sealed")]
    at: (u32, u32),
}

impl<T> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let State::Fresh(value) = &self.state else {
            return Err(S::Error::custom("a sealed value is not sealed again"));
        };
        let at = COLLECTING.with(|cell| {
            let mut cell = cell.borrow_mut();
            let parts = cell.as_mut()?;
            let part = parts
                .iter()
                .position(|p| p.subject == self.subject && p.class == self.class)
                .unwrap_or_else(|| {
                    parts.push(FreshPart { subject: self.subject, class: self.class, values: Vec::new() });
                    parts.len() - 1
                });
            parts[part].values.push(value.clone());
            Some((part as u32, parts[part].values.len() as u32 - 1))
        });
        let at =
            at.ok_or_else(|| S::Error::custom("personal data serialises only inside the store's codec"))?;
        Placeholder { at }.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Placeholder { at: (part, index) } = Placeholder::deserialize(deserializer)?;
        let part = ATTACHING.with(|cell| {
            let cell = cell.borrow();
            let parts = cell.as_ref().ok_or("personal data deserialises only inside the store's codec")?;
            parts.get(part as usize).cloned().ok_or("a sealed value points to a part that is not there")
        });
        Ok(Personal::in_part(part.map_err(D::Error::custom)?, index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Serialize, Deserialize, Debug)]
    struct Nested {
        plain: u8,
        one: Personal<String>,
        maybe: Option<Personal<String>>,
        many: Vec<Personal<String>>,
        by_name: BTreeMap<String, Personal<String>>,
    }

    fn subject(n: u8) -> SubjectId {
        SubjectId::from_bytes([n; 16])
    }

    fn personal(n: u8, text: &str) -> Personal<String> {
        Personal::new(subject(n), Class::Visit, &text.to_owned())
    }

    fn nested() -> Nested {
        Nested {
            plain: 1,
            one: personal(1, "Kari"),
            maybe: Some(personal(2, "Ola")),
            many: vec![personal(1, "Per"), personal(1, "Pål")],
            by_name: [("k/1".to_owned(), personal(2, "Espen"))].into(),
        }
    }

    #[test]
    fn it_serialises_only_inside_the_codec() {
        let error = serde_json::to_string(&nested()).unwrap_err();
        assert!(error.to_string().contains("only inside the store's codec"));
        let (json, _) = collect(|| serde_json::to_string(&nested()).unwrap());
        assert!(serde_json::from_str::<Nested>(&json).is_err());
    }

    #[test]
    fn nothing_nested_is_lost_or_left_clear() {
        let (json, parts) = collect(|| serde_json::to_value(nested()).unwrap());
        for name in ["Kari", "Ola", "Per", "Pål", "Espen"] {
            assert!(!json.to_string().contains(name));
        }
        let plain: Vec<_> =
            parts.iter().map(|p| String::from_utf8(p.plaintext().unwrap()).unwrap()).collect();
        assert_eq!(plain, [r#"["Kari","Per","Pål"]"#, r#"["Ola","Espen"]"#]);
        let want = ["/one,/many/0,/many/1", "/maybe,/by_name/k~11"];
        assert_eq!(fields(&json).unwrap(), want);
        // The same read from the text, as it is stored.
        assert_eq!(fields(&mut serde_json::Deserializer::from_str(&json.to_string())).unwrap(), want);

        let sealed = |n: u8| {
            Arc::new(SealedPart {
                subject: subject(n),
                class: Class::Visit,
                key: KeyId::from_bytes([0; 16]),
                stream: String::new(),
                event: EventId::from_bytes([0; 16]),
                kind: String::new(),
                fields: String::new().into(),
                ciphertext: None,
            })
        };
        let back: Nested = attach(vec![sealed(1), sealed(2)], || serde_json::from_value(json).unwrap());
        assert_eq!(back.many[1].sealed().map(|(part, i)| (part.subject, i)), Some((subject(1), 2)));
        assert_eq!(back.by_name["k/1"].sealed().map(|(_, i)| i), Some(1));
    }

    #[test]
    fn debug_says_whose_and_nothing_more() {
        assert!(!format!("{:?}", nested()).contains("Kari"));
    }
}
