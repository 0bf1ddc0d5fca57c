//! A legal hold: proposed by one person, in effect once a second one confirms it, over on its last day or when it is lifted. While it is in effect no key it names is destroyed.

mod event;
#[cfg(test)]
mod tests;

pub use event::{Act, Command, End, Event, Exemption, Grounds, Lifting};

use crate::aggregate::{Aggregate, StreamName};
use crate::class::Class;
use crate::id::{HoldId, OrganisationId, SubjectId};
use crate::refusal::Refusal;
use crate::role::{Power, Role};
use crate::text::Invalid;
use crate::time::{Day, Timestamp, day};
use chrono::{Days, Months, NaiveTime};

/// How long a hold may be at most; then another one is needed, by two people again.
const LONGEST: Months = Months::new(12);

/// What is held, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which hold.
    pub hold: HoldId,
    /// In whose house.
    pub organisation: OrganisationId,
    /// Whose data.
    pub subject: SubjectId,
    /// Which classes of it.
    pub classes: Vec<Class>,
    /// On which exemption.
    pub exemption: Exemption,
    /// The last day on which it holds.
    pub until: Day,
}

impl Held {
    /// The moment from which it holds no more: the end of its last day, in UTC.
    pub fn ends(&self) -> Timestamp {
        let after = self.until.checked_add_days(Days::new(1)).unwrap_or(self.until);
        after.and_time(NaiveTime::MIN).and_utc()
    }
}

/// The situation of a hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Hold {
    /// Not proposed.
    #[default]
    Absent,
    /// Proposed; a second person has to confirm it.
    Proposed(Held),
    /// In effect.
    InEffect(Held),
    /// Over: lifted, withdrawn, or run out.
    Over,
}

/// The stream of a hold.
pub fn stream(hold: HoldId) -> StreamName {
    StreamName::new("hold", hold)
}

impl Aggregate for Hold {
    type Event = Event;
    type Command = Command;

    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        let today = day(now);
        match (self, command) {
            (Hold::Absent, Command::Propose { held, roles, grounds }) => {
                may(roles)?;
                bounded(held.until, today)?;
                Ok(vec![proposed(held.clone(), today, grounds.clone())])
            }
            (Hold::Proposed(held), Command::Confirm { proposed_by, by, roles, act }) => {
                may(roles)?;
                if proposed_by.is_none_or(|proposer| proposer == *by) {
                    return Err(Refusal::SecondPerson);
                }
                if held.ends() <= now {
                    return Err(Refusal::HoldOver);
                }
                let Held { hold, organisation, subject, classes, exemption, until } = held.clone();
                let (day, act) = (today, act.clone());
                Ok(vec![Event::Confirmed {
                    hold,
                    organisation,
                    subject,
                    classes,
                    exemption,
                    until,
                    day,
                    act,
                }])
            }
            (Hold::Proposed(held) | Hold::InEffect(held), Command::Lift { roles, lifting }) => {
                may(roles)?;
                let Held { hold, organisation, subject, .. } = *held;
                Ok(vec![Event::Lifted { hold, organisation, subject, day: today, lifting: lifting.clone() }])
            }
            (Hold::Proposed(held) | Hold::InEffect(held), Command::RunOut) if held.ends() <= now => {
                Ok(vec![ended(held, End::RanOut, today)])
            }
            (Hold::Proposed(held) | Hold::InEffect(held), Command::HadEnded(end)) => {
                Ok(vec![ended(held, *end, today)])
            }
            (Hold::Absent | Hold::Proposed(_), Command::GoOn(held)) => {
                let Held { hold, organisation, subject, classes, exemption, until } = held.clone();
                let day = today;
                Ok(vec![Event::Restored { hold, organisation, subject, classes, exemption, until, day }])
            }
            (Hold::Absent | Hold::Over, Command::Confirm { .. } | Command::Lift { .. }) => {
                Err(Refusal::HoldOver)
            }
            // It is so already.
            (Hold::Proposed(_) | Hold::InEffect(_) | Hold::Over, Command::Propose { .. })
            | (Hold::InEffect(_), Command::Confirm { .. })
            | (Hold::Absent | Hold::Proposed(_) | Hold::InEffect(_) | Hold::Over, Command::RunOut)
            | (Hold::InEffect(_) | Hold::Over, Command::GoOn(_))
            | (Hold::Absent | Hold::Over, Command::HadEnded(_)) => Ok(vec![]),
        }
    }

    fn evolve(self, event: &Event) -> Self {
        match event {
            Event::Proposed { hold, organisation, subject, classes, exemption, until, .. } => {
                Hold::Proposed(held(*hold, *organisation, *subject, classes, *exemption, *until))
            }
            Event::Confirmed { hold, organisation, subject, classes, exemption, until, .. }
            | Event::Restored { hold, organisation, subject, classes, exemption, until, .. } => {
                Hold::InEffect(held(*hold, *organisation, *subject, classes, *exemption, *until))
            }
            Event::Lifted { .. } | Event::Ended { .. } => Hold::Over,
        }
    }
}

fn may(roles: &[Role]) -> Result<(), Refusal> {
    Role::with(roles, Power::Hold).map(|_| ()).ok_or(Refusal::NotAllowed)
}

/// The last day lies ahead, and at most a year ahead.
fn bounded(until: Day, today: Day) -> Result<(), Refusal> {
    let longest = today.checked_add_months(LONGEST).unwrap_or(today);
    if until > today && until <= longest {
        Ok(())
    } else {
        Err(Refusal::Field { field: "until", why: Invalid::Form("a day within a year from now") })
    }
}

fn proposed(held: Held, day: Day, grounds: crate::personal::Personal<Grounds>) -> Event {
    let Held { hold, organisation, subject, classes, exemption, until } = held;
    Event::Proposed { hold, organisation, subject, classes, exemption, until, day, grounds }
}

fn ended(held: &Held, end: End, day: Day) -> Event {
    let Held { hold, organisation, subject, .. } = *held;
    Event::Ended { hold, organisation, subject, end, day }
}

fn held(
    hold: HoldId,
    organisation: OrganisationId,
    subject: SubjectId,
    classes: &[Class],
    exemption: Exemption,
    until: Day,
) -> Held {
    Held { hold, organisation, subject, classes: classes.to_vec(), exemption, until }
}
