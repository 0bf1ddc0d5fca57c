//! A visitor's identification by electronic ID (V5): begun, come back, vouched for, the number shown once.

mod event;
mod name;
#[cfg(test)]
mod tests;

pub use event::{Command, Event, Failure, NameSays, Vouched};
pub use name::compare;

use crate::aggregate::{Aggregate, StreamName};
use crate::id::{OrganisationId, VisitId};
use crate::refusal::Refusal;
use crate::time::{Timestamp, day};
use crate::visit::TokenHash;

/// At most this many attempts a visit: a page reloaded for ever cannot fill the log.
const ATTEMPTS: u32 = 20;

/// How long the visitor has at the provider.
pub const HOLDS: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

/// The situation of a visitor's identification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Identification {
    /// Never begun.
    #[default]
    Absent,
    /// The visitor is at the provider, or has not come back.
    Underway {
        /// What stays.
        core: Core,
        /// The one attempt that can be finished.
        attempt: TokenHash,
    },
    /// No attempt can be finished.
    Settled {
        /// What stays.
        core: Core,
    },
}

/// What stays of an identification through its attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Core {
    /// Whose.
    pub visit: VisitId,
    /// Whose page.
    pub organisation: OrganisationId,
    /// Attempts so far.
    pub attempts: u32,
    /// What there is of a number.
    pub number: Number,
}

/// What there is of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// None.
    Missing,
    /// One that nobody has seen.
    Held,
    /// One that the professional has seen.
    Shown,
}

/// The stream of a visit's identification.
pub fn stream(visit: VisitId) -> StreamName {
    StreamName::new("identification", visit)
}

impl Identification {
    /// What stays, once begun.
    pub fn core(&self) -> Option<&Core> {
        match self {
            Identification::Absent => None,
            Identification::Underway { core, .. } | Identification::Settled { core } => Some(core),
        }
    }

    /// What there is of a number.
    pub fn number(&self) -> Number {
        self.core().map_or(Number::Missing, |core| core.number)
    }

    /// What stays, if this is the attempt that can be finished: each can be once.
    pub fn underway(&self, finishing: &TokenHash) -> Result<&Core, Refusal> {
        match self {
            Identification::Underway { core, attempt } if attempt == finishing => Ok(core),
            Identification::Absent | Identification::Underway { .. } | Identification::Settled { .. } => {
                Err(Refusal::IdentificationSpent)
            }
        }
    }
}

impl Aggregate for Identification {
    type Event = Event;
    type Command = Command;

    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Begin { visit, organisation, attempt, with } => {
                if self.core().is_some_and(|core| core.attempts >= ATTEMPTS) {
                    return Err(Refusal::IdentifiedTooOften);
                }
                Ok(vec![Event::Begun {
                    visit: *visit,
                    organisation: *organisation,
                    day: day(now),
                    attempt: attempt.clone(),
                    with: with.clone(),
                }])
            }
            Command::Fail { attempt, failure } => {
                let core = self.underway(attempt)?;
                Ok(vec![Event::Failed {
                    visit: core.visit,
                    organisation: core.organisation,
                    day: day(now),
                    attempt: attempt.clone(),
                    failure: failure.clone(),
                }])
            }
            Command::Complete { attempt, number, vouched } => {
                let core = self.underway(attempt)?;
                Ok(vec![Event::Completed {
                    visit: core.visit,
                    organisation: core.organisation,
                    day: day(now),
                    attempt: attempt.clone(),
                    number: number.clone(),
                    vouched: vouched.clone(),
                }])
            }
            Command::Show { act } => {
                let core = self.core().ok_or(Refusal::NotFound)?;
                match core.number {
                    Number::Missing => Err(Refusal::NotFound),
                    Number::Shown => Err(Refusal::NumberShown),
                    Number::Held => Ok(vec![Event::Shown {
                        visit: core.visit,
                        organisation: core.organisation,
                        day: day(now),
                        act: act.clone(),
                    }]),
                }
            }
        }
    }

    fn evolve(self, event: &Event) -> Self {
        match event {
            Event::Begun { visit, organisation, attempt, .. } => {
                let before = self.core().copied();
                let core = Core {
                    visit: *visit,
                    organisation: *organisation,
                    attempts: before.map_or(0, |core| core.attempts).saturating_add(1),
                    number: before.map_or(Number::Missing, |core| core.number),
                };
                Identification::Underway { core, attempt: attempt.clone() }
            }
            Event::Failed { .. } => self.settled(|number| number),
            Event::Completed { .. } => self.settled(|_| Number::Held),
            Event::Shown { .. } => match self {
                Identification::Absent => Identification::Absent,
                Identification::Underway { core, attempt } => {
                    Identification::Underway { core: Core { number: Number::Shown, ..core }, attempt }
                }
                Identification::Settled { core } => {
                    Identification::Settled { core: Core { number: Number::Shown, ..core } }
                }
            },
        }
    }
}

impl Identification {
    fn settled(self, number: impl FnOnce(Number) -> Number) -> Self {
        match self.core().copied() {
            None => Identification::Absent,
            Some(core) => Identification::Settled { core: Core { number: number(core.number), ..core } },
        }
    }
}
