//! Whether and how a member is told of arrivals while not looking (A5): a choice of their own, in a stream of their own.

use super::event::Event;
use crate::aggregate::{Aggregate, StreamName};
use crate::id::{MemberId, OrganisationId};
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::role::{Power, Role};
use crate::text::{Invalid, Phone};
use crate::time::{Timestamp, day};
use crate::visit::Channel;

/// How a member is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alerts {
    /// By which way; `None` for not at all.
    pub by: Option<Channel>,
}

/// A choice.
#[derive(Clone, Debug)]
pub struct ChooseAlert {
    /// Whose.
    pub member: MemberId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Their roles.
    pub roles: Vec<Role>,
    /// By which way; `None` for not at all.
    pub by: Option<Channel>,
    /// The number for text messages.
    pub phone: Option<Personal<Phone>>,
}

/// The stream of a member's choice.
pub fn stream(member: MemberId) -> StreamName {
    StreamName::new("alerts", member)
}

impl Aggregate for Alerts {
    type Event = Event;
    type Command = ChooseAlert;

    fn decide(&self, choice: &ChooseAlert, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        Role::with(&choice.roles, Power::Receive).ok_or(Refusal::NotAllowed)?;
        let phone = match choice.by {
            Some(Channel::Sms) if choice.phone.is_none() => {
                return Err(Refusal::Field { field: "phone", why: Invalid::Empty });
            }
            Some(Channel::Sms) => choice.phone.clone(),
            // A number is kept only for what it is used for.
            Some(Channel::Email) | None => None,
        };
        if choice.by == self.by && phone.is_none() {
            return Ok(vec![]);
        }
        Ok(vec![Event::AlertChosen {
            member: choice.member,
            organisation: choice.organisation,
            day: day(now),
            by: choice.by,
            phone,
        }])
    }

    fn evolve(self, event: &Event) -> Self {
        match event {
            Event::AlertChosen { by, .. } => Self { by: *by },
            Event::NotePutUp { .. }
            | Event::NoteTakenDown { .. }
            | Event::Closed { .. }
            | Event::Opened { .. }
            | Event::PlaceShown { .. } => self,
        }
    }
}
