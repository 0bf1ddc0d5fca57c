//! A commanded erasure: recorded first, then carried out by a reaction, so that a crash between the two finishes it.

mod event;
#[cfg(test)]
mod tests;

pub use event::{Command, Event, Order};

use crate::aggregate::{Aggregate, StreamName};
use crate::id::ErasureId;
use crate::refusal::Refusal;
use crate::role::{Power, Role};
use crate::time::{Timestamp, day};

/// The situation of an erasure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Erasure {
    /// Not commanded.
    #[default]
    Absent,
    /// Commanded; carried out by the reaction that follows.
    Commanded,
    /// Commanded by the visitor themselves.
    Own,
}

/// The stream of an erasure.
pub fn stream(erasure: ErasureId) -> StreamName {
    StreamName::new("erasure", erasure)
}

impl Aggregate for Erasure {
    type Event = Event;
    type Command = Command;

    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match (self, command) {
            (Erasure::Commanded | Erasure::Own, Command::Erase { .. } | Command::EraseOwn { .. }) => {
                Ok(vec![])
            }
            (Erasure::Absent, Command::EraseOwn { erasure, organisation, subject }) => {
                Ok(vec![Event::CommandedByVisitor {
                    erasure: *erasure,
                    organisation: *organisation,
                    subject: *subject,
                    day: day(now),
                }])
            }
            (Erasure::Absent, Command::Erase { erasure, organisation, subject, roles, order }) => {
                Role::with(roles, Power::Erase).ok_or(Refusal::NotAllowed)?;
                Ok(vec![Event::Commanded {
                    erasure: *erasure,
                    organisation: *organisation,
                    subject: *subject,
                    day: day(now),
                    order: order.clone(),
                }])
            }
        }
    }

    fn evolve(self, event: &Event) -> Self {
        match event {
            Event::Commanded { .. } => Erasure::Commanded,
            Event::CommandedByVisitor { .. } => Erasure::Own,
        }
    }
}
