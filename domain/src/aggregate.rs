//! What every aggregate is: a state folded from its stream, and pure decisions on it.

use crate::refusal::Refusal;
use crate::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;

/// A consistency boundary: the events of one stream, and the rules that add to it.
pub trait Aggregate: Default + Send {
    /// What happened. Serialised adjacently tagged: `{"type": stored name, "data": public part}`.
    type Event: Serialize + DeserializeOwned + Clone + Send + Sync;
    /// What somebody wants.
    type Command: Send + Sync;

    /// What this command would record now: nothing, where it is already so.
    fn decide(&self, command: &Self::Command, now: Timestamp) -> Result<Vec<Self::Event>, Refusal>;

    /// The state after an event. Never fails: an event is a fact.
    #[must_use]
    fn evolve(self, event: &Self::Event) -> Self;
}

/// The name of a stream: `visit-{id}`. It holds opaque ids only.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StreamName(String);

impl StreamName {
    /// The stream of this category and id.
    pub fn new(category: &str, id: impl fmt::Display) -> Self {
        Self(format!("{category}-{id}"))
    }

    /// A name read from the store.
    pub fn stored(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
