//! An organisation's waiting room: whether its door is open, what is written in it, whether visitors are told their place. Who waits is each visit's own.

pub mod alerts;
mod event;
pub mod patience;
#[cfg(test)]
mod tests;

pub use alerts::{Alerts, ChooseAlert};
pub use event::{Closing, Command, Event, Posted};
pub use patience::{STEPS, Wait};

use crate::aggregate::{Aggregate, StreamName};
use crate::id::{MemberId, OrganisationId};
use crate::refusal::Refusal;
use crate::role::{Power, Role};
use crate::time::{Timestamp, day};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// How long a note is shown. Yesterday's "twenty minutes late" would mislead.
pub const NOTE_HOLDS: TimeDelta = TimeDelta::hours(12);

/// The situation of a waiting room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingRoom {
    /// Whether anybody new may come in.
    pub door: Door,
    /// Whether visitors are told their place in the line.
    pub place: Place,
    /// To whom there is a note; `None` is everybody.
    pub notes: BTreeSet<Option<MemberId>>,
}

/// The door of a waiting room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Door {
    /// Whoever comes is let wait.
    #[default]
    Open,
    /// Nobody new comes in.
    Closed,
}

/// Whether visitors are told their place in the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// "One person is before you."
    #[default]
    Told,
    /// They are told that they are seen, and no more.
    Kept,
}

/// A command, with whose waiting room it is about and the roles of whoever gives it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whose waiting room.
    pub organisation: OrganisationId,
    /// The roles of whoever asks.
    pub roles: Vec<Role>,
    /// What is asked.
    pub command: Command,
}

/// The stream of an organisation's waiting room: apart, so that the organisation's own stays short.
pub fn stream(organisation: OrganisationId) -> StreamName {
    StreamName::new("waiting-room", organisation)
}

impl Aggregate for WaitingRoom {
    type Event = Event;
    type Command = Asked;

    fn decide(&self, asked: &Asked, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        let (organisation, day) = (asked.organisation, day(now));
        let may = |power| Role::with(&asked.roles, power).ok_or(Refusal::NotAllowed);
        match &asked.command {
            Command::PutUp { of, note } => {
                may(Power::Receive)?;
                Ok(vec![Event::NotePutUp { organisation, of: *of, day, note: note.clone() }])
            }
            Command::TakeDown { of } => {
                may(Power::Receive)?;
                if !self.notes.contains(of) {
                    return Ok(vec![]);
                }
                Ok(vec![Event::NoteTakenDown { organisation, of: *of, day }])
            }
            Command::Close { let_go, closing } => {
                may(Power::Receive)?;
                // Closed already: what visitors read is replaced.
                Ok(vec![Event::Closed {
                    organisation,
                    day,
                    let_go: let_go.clone(),
                    closing: closing.clone(),
                }])
            }
            Command::Open { opening } => {
                may(Power::Receive)?;
                match self.door {
                    Door::Open => Ok(vec![]),
                    Door::Closed => Ok(vec![Event::Opened { organisation, day, opening: opening.clone() }]),
                }
            }
            Command::ShowPlace { shown } => {
                may(Power::ManageSettings)?;
                if *shown == (self.place == Place::Told) {
                    return Ok(vec![]);
                }
                Ok(vec![Event::PlaceShown { organisation, day, shown: *shown }])
            }
        }
    }

    fn evolve(mut self, event: &Event) -> Self {
        match event {
            Event::NotePutUp { of, .. } => {
                self.notes.insert(*of);
            }
            Event::NoteTakenDown { of, .. } => {
                self.notes.remove(of);
            }
            Event::Closed { .. } => self.door = Door::Closed,
            Event::Opened { .. } => self.door = Door::Open,
            Event::AlertChosen { .. } => {}
            Event::PlaceShown { shown, .. } => self.place = if *shown { Place::Told } else { Place::Kept },
        }
        self
    }
}
