//! A visit: a visitor is invited or walks in, waits, is let in, holds a call, and leaves; or is not let in, or does not come.

pub mod appointment;
mod command;
pub mod connection;
mod event;
mod guest;
mod invited;
mod line;
mod room;
#[cfg(test)]
mod tests;

pub use appointment::{
    Appointment, Channel, Invitation, Link, LinkAsked, Message, Reach, Receipt, Reminder, Reminders, When,
};
pub use command::{Arrive, Command, Invite, Kind, Move};
pub use connection::{Connection, Grade, Reached};
pub use event::{
    Act, Assignment, Consent, Device, Devices, Event, ForWhom, Form, HandOver, Side, Technical, TokenHash,
};

pub use guest::{Guest, GuestExpected, GuestForm, GuestRole, GuestStands, GuestStep};
pub use room::{Party, Passage, Step};

use crate::aggregate::{Aggregate, StreamName};
use crate::id::{OrganisationId, VisitId};
use crate::refusal::Refusal;
use crate::retention::Retention;
use crate::time::{Timestamp, day};

/// At most this many handed-in pieces of technical data a visit: a page reloaded for ever cannot fill the log.
const TECHNICAL_LIMIT: u32 = 32;

/// The situation of a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Visit {
    /// Nobody came yet, and nobody was invited.
    #[default]
    Absent,
    /// Somebody was invited, and has not come yet.
    Invited {
        /// What stays the same.
        core: Core,
    },
    /// The visitor waits, or has closed the page and may come back.
    Waiting {
        /// What stays the same.
        core: Core,
        /// Whether the page is closed.
        away: bool,
    },
    /// A professional let the visitor in; the room is open.
    Admitted {
        /// What stays the same.
        core: Core,
        /// Who may hold the call.
        professional: ForWhom,
        /// The call so far.
        call: Call,
    },
    /// It is over.
    Over {
        /// What stays the same.
        core: Core,
        /// Pieces of technical data so far.
        technical: u32,
        /// Whether there was a call.
        called: bool,
    },
}

/// What hardly changes during a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// Which visit.
    pub visit: VisitId,
    /// Whose page.
    pub organisation: OrganisationId,
    /// How long it is kept.
    pub retention: Retention,
    /// What lets the visitor back in.
    pub token: TokenHash,
    /// Who was asked for.
    pub wanted: Option<ForWhom>,
    /// How it stands with the invitation; `None` for a walk-in.
    pub invited: Option<Invited>,
    /// Whether a member has acknowledged that the visitor is there.
    pub seen: bool,
    /// Who was told of it outside of the pages.
    pub alerted: Vec<ForWhom>,
}

/// How it stands with an invitation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invited {
    /// The link that lets in; `None` once it was used.
    pub link: Option<TokenHash>,
    /// How often the appointment was changed.
    pub sequence: u32,
    /// The last reminder of the present time.
    pub reminded: Option<Reminder>,
    /// Which reminders are sent.
    pub reminders: Reminders,
    /// Whether the link lets in repeatedly: then this is the subject of the link alone, and nobody arrives here.
    pub repeats: bool,
}

/// How far a call is.
#[expect(clippy::struct_excessive_bools, reason = "five facts that are true or not, each on its own")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// Somebody has entered the room once.
    pub started: bool,
    /// The visitor is in the room.
    pub visitor: bool,
    /// The professional is in the room.
    pub professional: bool,
    /// Both were connected once.
    pub connected: bool,
    /// The room takes in nobody new.
    pub closed: bool,
    /// Who was put out, and not let back in.
    pub out: Vec<Party>,
    /// The colleagues who were asked to join.
    pub asked: Vec<ForWhom>,
    /// Who is in the room beside the visitor and the one who holds the call.
    pub also: Vec<Party>,
    /// The guests for whom a link was made.
    pub guests: Vec<Guest>,
    /// Pieces of technical data so far.
    pub technical: u32,
}

/// The stream of a visit.
pub fn stream(visit: VisitId) -> StreamName {
    StreamName::new("visit", visit)
}

impl Visit {
    /// Whether the visitor may erase their own visit: not while they are let in, since a call is not taken away from whoever is in it. One to which nobody comes back
    /// ends by itself.
    pub fn may_be_erased_by_visitor(&self) -> Result<(), Refusal> {
        match self {
            Visit::Absent => Err(Refusal::NotFound),
            Visit::Admitted { .. } => Err(Refusal::InCall),
            Visit::Invited { .. } | Visit::Waiting { .. } | Visit::Over { .. } => Ok(()),
        }
    }

    /// What does not change, once somebody came.
    pub fn core(&self) -> Option<&Core> {
        match self {
            Visit::Absent => None,
            Visit::Invited { core }
            | Visit::Waiting { core, .. }
            | Visit::Admitted { core, .. }
            | Visit::Over { core, .. } => Some(core),
        }
    }
}

/// A visitor who asked for a named professional is theirs alone; one who asked for somebody who has left is anybody's.
fn meant_for(core: &Core, professional: &ForWhom, instead_of: Option<&ForWhom>) -> Result<(), Refusal> {
    match &core.wanted {
        Some(wanted) if wanted != professional && Some(wanted) != instead_of => Err(Refusal::ForSomebodyElse),
        Some(_) | None => Ok(()),
    }
}

impl Aggregate for Visit {
    type Event = Event;
    type Command = Command;

    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match self {
            Visit::Absent => match command {
                Command::Invite(invite) => invited::invite(invite, now),
                Command::Arrive(arrive) if arrive.link.is_none() => {
                    arrived(arrive, arrive.wanted.as_ref(), now)
                }
                // A link to a visit that was never written down is no link.
                Command::Arrive(_) => Err(Refusal::LinkSpent),
                Command::Move(_)
                | Command::Cancel { .. }
                | Command::IssueLink { .. }
                | Command::Remind { .. }
                | Command::Miss
                | Command::Reassign { .. }
                | Command::NoteSent { .. }
                | Command::NoteRefused { .. }
                | Command::Check { .. }
                | Command::Leave { .. }
                | Command::Return { .. }
                | Command::Admit { .. }
                | Command::Join { .. }
                | Command::Connect { .. }
                | Command::LeaveRoom { .. }
                | Command::End { .. }
                | Command::RecordTechnical { .. }
                | Command::Acknowledge { .. }
                | Command::Alert { .. }
                | Command::HandOver { .. }
                | Command::NoteNoShow { .. }
                | Command::KeepRoom { .. }
                | Command::AskColleague { .. }
                | Command::Third { .. }
                | Command::Guest { .. }
                | Command::LetGo { .. }
                | Command::Close { .. } => Err(Refusal::NotFound),
            },
            Visit::Invited { core } => invited::before(core, command, now),
            Visit::Waiting { core, away } => waiting(core, *away, command, now),
            Visit::Admitted { core, professional, call } => {
                admitted(core, professional, call.clone(), command, now)
            }
            Visit::Over { core, technical, called } => over(core, *technical, *called, command, now),
        }
    }

    fn evolve(self, event: &Event) -> Self {
        match event {
            Event::Invited { .. }
            | Event::RepeatingLinkGiven { .. }
            | Event::RepeatingLinkEnded { .. }
            | Event::Reassigned { .. }
            | Event::Moved { .. }
            | Event::Cancelled { .. }
            | Event::LinkIssued { .. }
            | Event::Reminded { .. }
            | Event::Missed { .. }
            | Event::LetBack { .. } => invited::evolve(self, event),
            Event::MessageSent { .. } | Event::MessageRefused { .. } => self,
            Event::Arrived { visit, organisation, retention, token, wanted, .. } => Visit::Waiting {
                core: Core {
                    visit: *visit,
                    organisation: *organisation,
                    retention: *retention,
                    token: token.clone(),
                    wanted: wanted.clone(),
                    invited: self.core().and_then(|core| core.invited.clone()).map(Invited::used),
                    seen: false,
                    alerted: Vec::new(),
                },
                away: false,
            },
            Event::Checked { .. } => self,
            Event::Left { .. } => self.with_away(true),
            Event::Returned { .. } => self.with_away(false),
            Event::Admitted { professional, .. } => match self {
                Visit::Waiting { core, .. } => {
                    Visit::Admitted { core, professional: professional.clone(), call: Call::default() }
                }
                Visit::Admitted { core, call, .. } => {
                    Visit::Admitted { core, professional: professional.clone(), call }
                }
                other => other,
            },
            Event::CallStarted { .. } => self.with_call(|call| call.started = true),
            Event::Joined { side, .. } => self.with_call(|call| *call.side(*side) = true),
            Event::Connected { .. } => self.with_call(|call| call.connected = true),
            Event::ParticipantLeft { side, .. } => self.with_call(|call| *call.side(*side) = false),
            Event::TechnicalRecorded { .. } => match self {
                Visit::Over { core, technical, called } => {
                    Visit::Over { core, technical: technical.saturating_add(1), called }
                }
                other => other.with_call(|call| call.technical = call.technical.saturating_add(1)),
            },
            Event::Seen { .. } | Event::Alerted { .. } | Event::HandedOver { .. } => {
                line::evolve(self, event)
            }
            Event::PutOut { party, .. } => self.with_call(|call| {
                call.guest_gone(party, true);
                call.out.push(party.clone());
            }),
            Event::LetBackIn { party, .. } => self.with_call(|call| call.out.retain(|out| out != party)),
            Event::ColleagueAsked { colleague, .. } => {
                self.with_call(|call| call.asked.push(colleague.clone()))
            }
            Event::ThirdJoined { party, .. } => self.with_call(|call| {
                call.guest_gone(party, false);
                call.also.push(party.clone());
            }),
            Event::ThirdLeft { party, .. } => self.with_call(|call| {
                call.guest_gone(party, true);
                call.also.retain(|one| one != party);
            }),
            Event::GuestExpected { guest, link, .. } => {
                self.with_call(|call| call.expect_guest(*guest, link.clone()))
            }
            Event::GuestCame { guest, token, .. } => {
                self.with_call(|call| call.guest_came(*guest, token.clone()))
            }
            Event::GuestLetIn { guest, .. } => self.with_call(|call| call.guest_let_in(*guest)),
            Event::GuestTurnedAway { guest, .. } => self.with_call(|call| call.guest_turned_away(*guest)),
            Event::RoomClosed { .. } => self.with_call(|call| call.closed = true),
            Event::RoomOpened { .. } => self.with_call(|call| call.closed = false),
            Event::CallEnded { .. } => self.over(true),
            Event::Closed { .. } | Event::NoShow { .. } => self.over(false),
        }
    }
}

impl Visit {
    fn with_core(mut self, change: impl FnOnce(&mut Core)) -> Self {
        match &mut self {
            Visit::Absent => {}
            Visit::Invited { core }
            | Visit::Waiting { core, .. }
            | Visit::Admitted { core, .. }
            | Visit::Over { core, .. } => change(core),
        }
        self
    }
}

impl Call {
    fn side(&mut self, side: Side) -> &mut bool {
        match side {
            Side::Visitor => &mut self.visitor,
            Side::Professional => &mut self.professional,
        }
    }
}

impl Visit {
    fn with_away(self, away: bool) -> Self {
        match self {
            Visit::Waiting { core, .. } => Visit::Waiting { core, away },
            other => other,
        }
    }

    fn with_call(mut self, change: impl FnOnce(&mut Call)) -> Self {
        if let Visit::Admitted { call, .. } = &mut self {
            change(call);
        }
        self
    }

    fn over(self, called: bool) -> Self {
        match self {
            Visit::Absent | Visit::Over { .. } => self,
            Visit::Invited { core } | Visit::Waiting { core, .. } => {
                Visit::Over { core, technical: 0, called }
            }
            Visit::Admitted { core, call, .. } => Visit::Over { core, technical: call.technical, called },
        }
    }
}

fn arrived(arrive: &Arrive, wanted: Option<&ForWhom>, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let consent = arrive.consent.clone().ok_or(Refusal::ConsentMissing)?;
    Ok(vec![Event::Arrived {
        visit: arrive.visit,
        organisation: arrive.organisation,
        day: day(now),
        retention: arrive.retention,
        token: arrive.token.clone(),
        wanted: wanted.cloned(),
        consent,
        form: arrive.form.clone(),
    }])
}

fn waiting(core: &Core, away: bool, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let (visit, organisation) = (core.visit, core.organisation);
    match command {
        Command::Arrive(arrive) => invited::again(core, arrive, now),
        Command::Move(_) | Command::Cancel { .. } => invited::change(core, command, now),
        Command::IssueLink { .. } => invited::issue_link(core, command, now),
        Command::NoteSent { .. } | Command::NoteRefused { .. } => Ok(invited::note(core, command, now)),
        Command::Invite(_) | Command::Remind { .. } | Command::Miss | Command::LeaveRoom { .. } => Ok(vec![]),
        // Whoever waits for somebody who has left is anybody's already.
        Command::Reassign { .. } => Err(Refusal::NotFound),
        Command::Check { devices } => {
            Ok(vec![Event::Checked { visit, organisation, devices: devices.clone() }])
        }
        Command::Leave { .. } if away => Ok(vec![]),
        Command::Leave { at } => Ok(vec![Event::Left { visit, organisation, at: at.clone() }]),
        Command::Return { .. } if !away => Ok(vec![]),
        Command::Return { at } => Ok(vec![Event::Returned { visit, organisation, at: at.clone() }]),
        Command::Admit { professional, instead_of, act } => {
            meant_for(core, professional, instead_of.as_ref())?;
            if away {
                return Err(Refusal::NotWaiting);
            }
            Ok(vec![Event::Admitted {
                visit,
                organisation,
                professional: professional.clone(),
                act: act.clone(),
            }])
        }
        Command::Join { .. }
        | Command::Connect { .. }
        | Command::End { .. }
        | Command::KeepRoom { .. }
        | Command::AskColleague { .. }
        | Command::Third { .. }
        | Command::Guest { .. }
        | Command::RecordTechnical { .. } => Err(Refusal::NotAdmitted),
        Command::Acknowledge { .. }
        | Command::Alert { .. }
        | Command::HandOver { .. }
        | Command::NoteNoShow { .. }
        | Command::LetGo { .. } => line::waiting(core, command, now),
        Command::Close { professional, instead_of, act } => {
            meant_for(core, professional, instead_of.as_ref())?;
            Ok(vec![Event::Closed { visit, organisation, day: day(now), act: act.clone() }])
        }
    }
}

fn admitted(
    core: &Core,
    admitted_by: &ForWhom,
    mut call: Call,
    command: &Command,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let (visit, organisation) = (core.visit, core.organisation);
    match command {
        Command::Arrive(arrive) => invited::again(core, arrive, now),
        Command::Move(_) | Command::Cancel { .. } => Err(Refusal::NotWaiting),
        Command::IssueLink { .. } => invited::issue_link(core, command, now),
        Command::NoteSent { .. } | Command::NoteRefused { .. } => Ok(invited::note(core, command, now)),
        Command::Invite(_) | Command::Remind { .. } | Command::Miss => Ok(vec![]),
        Command::Reassign { .. } => Err(Refusal::NotFound),
        Command::Leave { .. } | Command::Return { .. } => Ok(vec![]),
        Command::Check { devices } => {
            Ok(vec![Event::Checked { visit, organisation, devices: devices.clone() }])
        }
        Command::Admit { professional, .. } if professional == admitted_by => Ok(vec![]),
        // Whoever let them in no longer receives visitors, and is not there: the next one takes over.
        Command::Admit { professional, instead_of, act }
            if instead_of.as_ref() == Some(admitted_by) && !call.professional && !call.connected =>
        {
            let (professional, act) = (professional.clone(), act.clone());
            Ok(vec![Event::Admitted { visit, organisation, professional, act }])
        }
        Command::Admit { .. } => Err(Refusal::WithAColleague),
        Command::Join { side: Side::Visitor, .. } if call.out.contains(&Party::Visitor) => {
            Err(Refusal::NotAdmitted)
        }
        Command::Join { side, at } => {
            let mut events = Vec::new();
            if !call.started {
                events.push(Event::CallStarted { visit, organisation, at: at.clone() });
            }
            if !*call.side(*side) {
                events.push(Event::Joined { visit, organisation, side: *side, at: at.clone() });
            }
            Ok(events)
        }
        Command::Connect { act } => match call {
            Call { connected: true, .. } => Ok(vec![]),
            Call { visitor: true, professional: true, .. } => {
                Ok(vec![Event::Connected { visit, organisation, act: act.clone() }])
            }
            Call { .. } => Err(Refusal::NotAdmitted),
        },
        Command::LeaveRoom { side, at } if *call.side(*side) => {
            Ok(vec![Event::ParticipantLeft { visit, organisation, side: *side, at: at.clone() }])
        }
        Command::LeaveRoom { .. } => Ok(vec![]),
        Command::KeepRoom { professional, .. } if professional != admitted_by => Err(Refusal::WithAColleague),
        Command::AskColleague { professional, .. } if professional != admitted_by => {
            Err(Refusal::WithAColleague)
        }
        Command::AskColleague { colleague, asked, .. } => {
            room::ask(core, &call, admitted_by, colleague, asked)
        }
        Command::Guest { guest, step } => guest::decide(core, &call, admitted_by, *guest, step, now),
        Command::Third { party, passage, at } => room::third(core, &call, party, *passage, at),
        Command::KeepRoom { step, act, .. } => Ok(room::keep(core, &call, step, act)),
        Command::End { by: Some(by), .. } if by != admitted_by => Err(Refusal::WithAColleague),
        Command::End { at, .. } => Ok(vec![Event::CallEnded {
            visit,
            organisation,
            day: day(now),
            connected: call.connected,
            at: at.clone(),
        }]),
        Command::RecordTechnical { side, technical } => {
            Ok(technical_recorded(core, call.technical, *side, technical))
        }
        // Whoever is let in was seen, and stays with the one who did it.
        Command::Acknowledge { .. } | Command::Alert { .. } | Command::LetGo { .. } => Ok(vec![]),
        // Until somebody has entered the call the visitor can be given on by the one who let them in, and waits again.
        Command::HandOver { professional, .. } if professional != admitted_by => Err(Refusal::WithAColleague),
        Command::HandOver { wanted, .. } if wanted == admitted_by => Ok(vec![]),
        // A running call goes to a colleague who is in it.
        Command::HandOver { wanted, handover, .. } if call.connected && call.holds(wanted) => {
            let (wanted, handover) = (wanted.clone(), handover.clone());
            Ok(vec![Event::HandedOver { visit, organisation, wanted, handover }])
        }
        Command::HandOver { .. }
            if call.visitor || call.professional || call.connected || !call.also.is_empty() =>
        {
            Err(Refusal::CallRuns)
        }
        Command::HandOver { wanted, handover, .. } => Ok(vec![Event::HandedOver {
            visit,
            organisation,
            wanted: wanted.clone(),
            handover: handover.clone(),
        }]),
        Command::NoteNoShow { .. } => Err(Refusal::HasCome),
        Command::Close { professional, act, instead_of: _ } if !call.connected => {
            if professional != admitted_by {
                return Err(Refusal::WithAColleague);
            }
            Ok(vec![Event::Closed { visit, organisation, day: day(now), act: act.clone() }])
        }
        Command::Close { .. } => Err(Refusal::NotWaiting),
    }
}

fn over(
    core: &Core,
    technical: u32,
    called: bool,
    command: &Command,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Arrive(arrive) if arrive.token == core.token => Ok(vec![]),
        Command::Arrive(_) => Err(Refusal::LinkSpent),
        Command::NoteSent { .. } | Command::NoteRefused { .. } => Ok(invited::note(core, command, now)),
        Command::Move(_)
        | Command::IssueLink { .. }
        | Command::Reassign { .. }
        | Command::KeepRoom { .. }
        | Command::HandOver { .. } => Err(Refusal::VisitOver),
        Command::Invite(_)
        | Command::Cancel { .. }
        | Command::Remind { .. }
        | Command::Miss
        | Command::Leave { .. }
        | Command::Return { .. }
        | Command::LeaveRoom { .. }
        | Command::End { .. }
        | Command::Acknowledge { .. }
        | Command::Alert { .. }
        | Command::NoteNoShow { .. }
        | Command::AskColleague { .. }
        | Command::Third { .. }
        | Command::LetGo { .. }
        | Command::Close { .. } => Ok(vec![]),
        // The two browsers hand in their figures when the call is over, on whichever connection is quicker.
        Command::RecordTechnical { side, technical: data } if called => {
            Ok(technical_recorded(core, technical, *side, data))
        }
        Command::Guest { .. }
        | Command::Check { .. }
        | Command::RecordTechnical { .. }
        | Command::Admit { .. }
        | Command::Join { .. }
        | Command::Connect { .. } => Err(Refusal::VisitOver),
    }
}

fn technical_recorded(
    core: &Core,
    so_far: u32,
    side: Side,
    technical: &crate::Personal<Technical>,
) -> Vec<Event> {
    if so_far >= TECHNICAL_LIMIT {
        return vec![];
    }
    vec![Event::TechnicalRecorded {
        visit: core.visit,
        organisation: core.organisation,
        side,
        technical: technical.clone(),
    }]
}
