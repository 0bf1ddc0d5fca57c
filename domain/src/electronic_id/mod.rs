//! An organisation's use of electronic ID (V5): off until it has confirmed its legal ground, in its own words.

mod event;
#[cfg(test)]
mod tests;

pub use event::{Act, Command, Demand, Eid, Event, Ground};

use crate::aggregate::{Aggregate, StreamName};
use crate::id::OrganisationId;
use crate::refusal::Refusal;
use crate::role::{Power, Role};
use crate::text::Invalid;
use crate::time::{Timestamp, day};

/// Whether an organisation uses electronic ID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ElectronicId {
    /// It does not.
    #[default]
    Off,
    /// It does.
    On {
        /// Which IDs.
        eids: Vec<Eid>,
        /// Whether visitors are asked or free.
        demand: Demand,
    },
}

/// The stream of an organisation's electronic ID.
pub fn stream(organisation: OrganisationId) -> StreamName {
    StreamName::new("electronic-id", organisation)
}

impl ElectronicId {
    /// Whether visitors may use this one.
    pub fn takes(&self, eid: Eid) -> bool {
        match self {
            ElectronicId::Off => false,
            ElectronicId::On { eids, .. } => eids.contains(&eid),
        }
    }
}

impl Aggregate for ElectronicId {
    type Event = Event;
    type Command = Command;

    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::SwitchOn { organisation, roles, eids, demand, confirmed, ground } => {
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                if eids.is_empty() {
                    return Err(Refusal::Field { field: "eid", why: Invalid::Empty });
                }
                if !confirmed {
                    return Err(Refusal::GroundUnconfirmed);
                }
                let mut eids = eids.clone();
                eids.sort_unstable();
                eids.dedup();
                Ok(vec![Event::SwitchedOn {
                    organisation: *organisation,
                    day: day(now),
                    eids,
                    demand: *demand,
                    ground: ground.clone(),
                }])
            }
            Command::SwitchOff { organisation, roles, act } => {
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                match self {
                    ElectronicId::Off => Ok(vec![]),
                    ElectronicId::On { .. } => Ok(vec![Event::SwitchedOff {
                        organisation: *organisation,
                        day: day(now),
                        act: act.clone(),
                    }]),
                }
            }
        }
    }

    fn evolve(self, event: &Event) -> Self {
        match event {
            Event::SwitchedOn { eids, demand, .. } => {
                ElectronicId::On { eids: eids.clone(), demand: *demand }
            }
            Event::SwitchedOff { .. } => ElectronicId::Off,
        }
    }
}
