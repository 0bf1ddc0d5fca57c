//! The ways that picture and sound of a call may take (C2).

use serde::{Deserialize, Serialize};

/// Which ways a call may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ways {
    /// From browser to browser where that can be, else through a relay.
    #[default]
    Any,
    /// Through the relay alone, so that neither side learns the other's address.
    Relay,
}

impl Ways {
    /// Every choice, in the order in which a page lists them.
    pub const ALL: [Self; 2] = [Self::Any, Self::Relay];

    /// Its word in forms and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Relay => "relay",
        }
    }

    /// The choice of this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ways| ways.word() == word)
    }
}
