//! Ids: opaque, random, minted at the edge. None carries a time, because an id outlives the data it points to.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The id made of these sixteen bytes.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// Its sixteen bytes.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
    };
}

id!(
    /// Whose data: one visit, one member, one organisation, one month of an organisation's access log. Never a person across visits (V6).
    SubjectId
);
id!(
    /// An organisation.
    OrganisationId
);
id!(
    /// A member's account.
    MemberId
);
id!(
    /// One visitor's arrival, from the door to the end.
    VisitId
);
id!(
    /// One guest of one call: an interpreter or a relative. Never a person across calls.
    GuestId
);
id!(
    /// One command, minted where the person acts; repeating it changes nothing.
    CommandId
);
id!(
    /// One event: `UUIDv5(command, index)`.
    EventId
);
id!(
    /// One data key of the vault.
    KeyId
);
id!(
    /// One commanded erasure.
    ErasureId
);
id!(
    /// One legal hold.
    HoldId
);
id!(
    /// One signed-in session of a member.
    SessionId
);

impl CommandId {
    /// The id of the event at `index` of what this command records.
    pub fn event(self, index: usize) -> EventId {
        EventId(Uuid::new_v5(&self.0, &(index as u64).to_be_bytes()))
    }

    /// A command that follows from this event, so that a repeated reaction repeats the command.
    pub fn following(event: EventId, purpose: &str) -> Self {
        Self(Uuid::new_v5(&event.0, purpose.as_bytes()))
    }
}

impl OrganisationId {
    /// The organisation as the subject of its own data.
    pub fn subject(self) -> SubjectId {
        SubjectId(self.0)
    }
}

impl MemberId {
    /// The member as the subject of their own data.
    pub fn subject(self) -> SubjectId {
        SubjectId(self.0)
    }
}

/// The letters of a reference: no I, L, O, U, so that it can be read out over the telephone.
const REFERENCE_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl VisitId {
    /// The visit as a subject.
    pub fn subject(self) -> SubjectId {
        SubjectId(self.0)
    }

    /// What people call the visit: `7KQ2-M4XD`, forty bits of its id. Knowing it opens nothing.
    pub fn reference(self) -> String {
        let b = self.0.as_bytes();
        let bits = b[..5].iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
        let mut out = String::with_capacity(9);
        for i in 0..8 {
            if i == 4 {
                out.push('-');
            }
            out.push(REFERENCE_LETTERS[(bits >> (35 - 5 * i) & 31) as usize] as char);
        }
        out
    }
}

/// A reference as typed by a person, in the form [`VisitId::reference`] gives: spaces and case do not matter, `O` is read as `0`, `I` and `L` as `1`.
pub fn parse_reference(typed: &str) -> Option<String> {
    let mut letters = String::new();
    for c in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        if !c.is_ascii() || !REFERENCE_LETTERS.contains(&(c as u8)) {
            return None;
        }
        letters.push(c);
    }
    (letters.len() == 8).then(|| format!("{}-{}", &letters[..4], &letters[4..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_back_however_it_is_typed() {
        let visit = VisitId::from_bytes([0x3a, 0xee, 0x25, 0x13, 0xad, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]);
        let reference = visit.reference();
        assert_eq!(reference.len(), 9);
        assert_eq!(parse_reference(&reference.to_lowercase()).as_deref(), Some(&*reference));
        assert_eq!(parse_reference(&reference.replace('-', " ")).as_deref(), Some(&*reference));
        assert_eq!(parse_reference("7KQ2-M4X"), None);
        assert_eq!(parse_reference("7KQ2-M4XU"), None);
        assert_eq!(parse_reference("oooo-iill").as_deref(), Some("0000-1111"));
    }

    #[test]
    fn a_command_names_its_events_once_and_for_all() {
        let command = CommandId::from_bytes([7; 16]);
        assert_eq!(command.event(0), command.event(0));
        assert_ne!(command.event(0), command.event(1));
    }
}
