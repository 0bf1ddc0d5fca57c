//! Where in an event's public part the values of a sealed part stand.

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The JSON pointers of the values of a sealed part, in order, separated by commas. They are looked for when somebody asks: whoever reads a log and opens
/// nothing never does.
#[derive(Clone)]
pub struct Fields(Where);

#[derive(Clone)]
enum Where {
    Known(String),
    /// In this public part, as those of this sealed part of it.
    In(Arc<[u8]>, usize),
}

impl Fields {
    /// Those of this sealed part of a public part. None where there is no such part, or no JSON: then nothing opens.
    pub fn of(public: Arc<[u8]>, part: usize) -> Self {
        Self(Where::In(public, part))
    }

    /// The pointers.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Where::Known(text) => text.into(),
            Where::In(public, part) => {
                let found = fields(&mut serde_json::Deserializer::from_slice(public));
                found.unwrap_or_default().into_iter().nth(*part).unwrap_or_default().into()
            }
        }
    }
}

impl From<String> for Fields {
    fn from(text: String) -> Self {
        Self(Where::Known(text))
    }
}

impl From<&str> for Fields {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Fields {}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// The pointers of the values in each sealed part of a public part, in order: `[["/form", "/note"], …]`.
pub fn fields<'de, D: Deserializer<'de>>(public: D) -> Result<Vec<String>, D::Error> {
    let mut found = Vec::new();
    Walk { path: &mut String::new(), found: &mut found }.deserialize(public)?;
    let mut fields = Vec::with_capacity(found.len());
    for mut part in found {
        part.sort_unstable();
        let mut paths = part.into_iter().map(|(_, path)| path);
        // One value a part is the rule.
        let mut together = paths.next().unwrap_or_default();
        for path in paths {
            together.push(',');
            together.push_str(&path);
        }
        fields.push(together);
    }
    Ok(fields)
}

/// Walks through a public part without keeping it, and notes where placeholders stand: for each part the index and the pointer of its values.
struct Walk<'w> {
    path: &'w mut String,
    found: &'w mut Vec<Vec<(u64, String)>>,
}

impl Walk<'_> {
    fn below(&mut self) -> Walk<'_> {
        Walk { path: self.path, found: self.found }
    }

    fn note(&mut self, at: &[Value]) {
        let number = |place: usize| at.get(place).and_then(Value::as_u64);
        if let (Some(part), Some(index)) = (number(0), number(1))
            && part < 1024
        {
            self.found.resize_with(self.found.len().max(part as usize + 1), Vec::new);
            self.found[part as usize].push((index, self.path.clone()));
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

/// A member's name, put behind the path; whether it is that of a placeholder.
struct Name<'w>(&'w mut String);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, name: D) -> Result<bool, D::Error> {
        name.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        self.0.push('/');
        if name.contains(['~', '/']) {
            self.0.push_str(&name.replace('~', "~0").replace('/', "~1"));
        } else {
            self.0.push_str(name);
        }
        Ok(name == "$sealed")
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let length = self.path.len();
        let mut next = map.next_key_seed(Name(self.path))?;
        if next == Some(true) {
            // A placeholder, if it is the only member and a list.
            let at: Value = map.next_value()?;
            let path = self.path.split_off(length);
            next = map.next_key_seed(Name(self.path))?;
            match &at {
                Value::Array(at) if next.is_none() => self.note(at),
                other => {
                    let name = self.path.split_off(length);
                    self.path.push_str(&path);
                    self.below().deserialize(other).map_err(A::Error::custom)?;
                    self.path.truncate(length);
                    self.path.push_str(&name);
                }
            }
        }
        while next.is_some() {
            map.next_value_seed(self.below())?;
            self.path.truncate(length);
            next = map.next_key_seed(Name(self.path))?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let length = self.path.len();
        for i in 0_u64.. {
            self.path.push('/');
            self.path.push_str(&i.to_string());
            let more = list.next_element_seed(self.below())?;
            self.path.truncate(length);
            if more.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_a_list_alone_in_its_object() {
        let fields = |json: &str| fields(&mut serde_json::Deserializer::from_str(json)).unwrap();
        assert_eq!(fields(r#"{"$sealed":[0,0]}"#), [""]);
        assert_eq!(fields(r#"{"a":{"$sealed":[1,1]},"b":[1,{"$sealed":[1,0]}]}"#), ["", "/b/1,/a"]);
        // What only looks like one is walked through like anything else.
        assert_eq!(fields(r#"{"a":{"$sealed":[0,0],"b":{"$sealed":[0,1]}}}"#), ["/a/b"]);
        assert_eq!(fields(r#"{"a":{"b":{"$sealed":[0,1]},"$sealed":[0,0]}}"#), ["/a/b"]);
        assert_eq!(
            fields(r#"{"$sealed":{"a/~":{"$sealed":[0,0]}},"b":{"$sealed":[0,1]}}"#),
            ["/$sealed/a~1~0,/b"]
        );
        assert_eq!(fields(r#"{"$sealed":[]}"#), [""; 0]);
        assert_eq!(fields(r#"{"$sealed":[5000,0]}"#), [""; 0]);
        assert_eq!(fields(r#"[null,true,1,-1,1.5,"x",[],{}]"#), [""; 0]);
    }

    #[test]
    fn they_are_found_when_they_are_asked_for_and_written_as_text() {
        let public = br#"{"name":{"$sealed":[0,0]},"note":{"$sealed":[1,0]},"form":{"$sealed":[0,1]}}"#;
        let of = |part| Fields::of(Arc::from(&public[..]), part);
        assert_eq!([of(0).text(), of(1).text(), of(2).text()], ["/name,/form", "/note", ""]);
        assert_eq!(of(0), Fields::from("/name,/form"));
        assert_eq!(Fields::of(Arc::from(&b"{"[..]), 0).text(), "");
        let written = serde_json::to_string(&of(0)).unwrap();
        assert_eq!(written, r#""/name,/form""#);
        assert_eq!(serde_json::from_str::<Fields>(&written).unwrap(), of(0));
    }
}
