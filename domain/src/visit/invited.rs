//! What the rules say of an invitation: moved, called off, reminded of, missed, its link replaced and used.

use super::appointment::{Link, LinkAsked};
use super::command::{Arrive, Command, Invite, Kind, Move};
use super::event::{Event, ForWhom, TokenHash};
use super::{Core, Invited, Visit, arrived, meant_for};
use crate::id::{OrganisationId, VisitId};
use crate::refusal::Refusal;
use crate::retention::Retention;
use crate::time::{Timestamp, day};

impl Invited {
    /// After the link was used.
    pub(super) fn used(self) -> Invited {
        Invited { link: None, ..self }
    }
}

/// Invites somebody.
pub(super) fn invite(invite: &Invite, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    invite.when.check(now)?;
    let (visit, organisation, day) = (invite.visit, invite.organisation, day(now));
    let (retention, wanted, channel) = (invite.retention, invite.wanted.clone(), invite.channel);
    let (link, invitation, secret) = (invite.link.clone(), invite.invitation.clone(), invite.secret.clone());
    Ok(vec![match invite.kind {
        Kind::Once(reminders) => Event::Invited {
            visit,
            organisation,
            day,
            retention,
            wanted,
            channel,
            reminders: Some(reminders),
            link,
            invitation,
            secret,
        },
        Kind::Repeating => Event::RepeatingLinkGiven {
            visit,
            organisation,
            day,
            retention,
            wanted,
            channel,
            link,
            invitation,
            secret,
        },
    }])
}

/// What the schedule and visitors make of a repeating link: whoever comes by it has a visit of their own, and there is no time to remind of.
fn repeating(core: &Core, command: &Command, now: Timestamp) -> Option<Result<Vec<Event>, Refusal>> {
    core.invited.as_ref().filter(|invited| invited.repeats)?;
    let (visit, organisation, day) = (core.visit, core.organisation, day(now));
    match command {
        Command::Arrive(_) => Some(Err(Refusal::LinkSpent)),
        Command::Move(_) | Command::NoteNoShow { .. } => Some(Err(Refusal::NotFound)),
        Command::Remind { .. } => Some(Ok(vec![])),
        Command::Miss => Some(Ok(vec![Event::RepeatingLinkEnded { visit, organisation, day }])),
        Command::Invite(_)
        | Command::Cancel { .. }
        | Command::IssueLink { .. }
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
        | Command::KeepRoom { .. }
        | Command::AskColleague { .. }
        | Command::Third { .. }
        | Command::Guest { .. }
        | Command::RecordTechnical { .. }
        | Command::Acknowledge { .. }
        | Command::Alert { .. }
        | Command::HandOver { .. }
        | Command::LetGo { .. }
        | Command::Close { .. } => None,
    }
}

/// What can be done before anybody came.
pub(super) fn before(core: &Core, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    if let Some(decided) = repeating(core, command, now) {
        return decided;
    }
    let (visit, organisation, day) = (core.visit, core.organisation, day(now));
    match command {
        Command::Invite(_) => Ok(vec![]),
        Command::Arrive(arrive) => {
            lets_in(core, arrive, now)?;
            arrived(arrive, core.wanted.as_ref(), now)
        }
        Command::Move(_) | Command::Cancel { .. } => change(core, command, now),
        Command::IssueLink { .. } => issue_link(core, command, now),
        Command::Remind { reminder } => {
            let invited = core.invited.clone().unwrap_or_default();
            if invited.reminded >= Some(*reminder) || !invited.reminders.include(*reminder) {
                return Ok(vec![]);
            }
            Ok(vec![Event::Reminded { visit, organisation, day, reminder: *reminder }])
        }
        Command::Miss => Ok(vec![Event::Missed { visit, organisation, day }]),
        Command::Reassign { left, wanted, assignment } => {
            if core.wanted.as_ref() == Some(wanted) {
                return Ok(vec![]);
            }
            if core.wanted.as_ref() != Some(left) {
                return Err(Refusal::ForSomebodyElse);
            }
            let (wanted, assignment) = (wanted.clone(), assignment.clone());
            Ok(vec![Event::Reassigned { visit, organisation, day, wanted, assignment }])
        }
        Command::NoteSent { .. } | Command::NoteRefused { .. } => Ok(note(core, command, now)),
        Command::NoteNoShow { professional, expected, act } => {
            meant_for(core, professional, None)?;
            if now < *expected {
                return Err(Refusal::NotYet);
            }
            Ok(vec![Event::NoShow { visit, organisation, day, act: act.clone() }])
        }
        Command::Admit { .. }
        | Command::Close { .. }
        | Command::Acknowledge { .. }
        | Command::HandOver { .. } => Err(Refusal::NotWaiting),
        Command::Alert { .. } | Command::LetGo { .. } => Ok(vec![]),
        Command::Check { .. }
        | Command::Leave { .. }
        | Command::Return { .. }
        | Command::Join { .. }
        | Command::Connect { .. }
        | Command::LeaveRoom { .. }
        | Command::End { .. }
        | Command::KeepRoom { .. }
        | Command::AskColleague { .. }
        | Command::Third { .. }
        | Command::Guest { .. }
        | Command::RecordTechnical { .. } => Err(Refusal::NotFound),
    }
}

/// Moves the appointment or calls it off. A visitor who waits already is told on their page.
pub(super) fn change(core: &Core, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let sequence = core.invited.as_ref().ok_or(Refusal::NotFound)?.sequence.saturating_add(1);
    let (visit, organisation, day) = (core.visit, core.organisation, day(now));
    match command {
        Command::Move(to) => {
            let Move { professional, when, link, appointment, secret } = &**to;
            meant_for(core, professional, None)?;
            when.check(now)?;
            Ok(vec![Event::Moved {
                visit,
                organisation,
                day,
                sequence,
                link: link.clone(),
                appointment: appointment.clone(),
                secret: secret.clone(),
            }])
        }
        Command::Cancel { professional, act } => {
            meant_for(core, professional, None)?;
            Ok(vec![Event::Cancelled { visit, organisation, day, sequence, act: act.clone() }])
        }
        Command::Invite(_)
        | Command::IssueLink { .. }
        | Command::Remind { .. }
        | Command::Miss
        | Command::Reassign { .. }
        | Command::NoteSent { .. }
        | Command::NoteRefused { .. }
        | Command::Arrive(_)
        | Command::Check { .. }
        | Command::Leave { .. }
        | Command::Return { .. }
        | Command::Admit { .. }
        | Command::Join { .. }
        | Command::Connect { .. }
        | Command::LeaveRoom { .. }
        | Command::End { .. }
        | Command::KeepRoom { .. }
        | Command::AskColleague { .. }
        | Command::Third { .. }
        | Command::Guest { .. }
        | Command::RecordTechnical { .. }
        | Command::Acknowledge { .. }
        | Command::Alert { .. }
        | Command::HandOver { .. }
        | Command::NoteNoShow { .. }
        | Command::LetGo { .. }
        | Command::Close { .. } => Ok(vec![]),
    }
}

/// Makes a new link: a member sends it once more, or the visitor has lost theirs.
pub(super) fn issue_link(core: &Core, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    core.invited.as_ref().ok_or(Refusal::NotFound)?;
    let Command::IssueLink { professional, link, secret } = command else { return Ok(vec![]) };
    if let Some(professional) = professional {
        meant_for(core, professional, None)?;
    }
    Ok(vec![Event::LinkIssued {
        visit: core.visit,
        organisation: core.organisation,
        day: day(now),
        asked: if professional.is_some() { LinkAsked::Resent } else { LinkAsked::Lost },
        link: link.clone(),
        secret: secret.clone(),
    }])
}

/// What became of a message, whatever has become of the visit.
pub(super) fn note(core: &Core, command: &Command, now: Timestamp) -> Vec<Event> {
    let (visit, organisation, day) = (core.visit, core.organisation, day(now));
    match command {
        Command::NoteSent { message, channel, receipt } => vec![Event::MessageSent {
            visit,
            organisation,
            day,
            message: *message,
            channel: *channel,
            receipt: receipt.clone(),
        }],
        Command::NoteRefused { message, channel } => {
            vec![Event::MessageRefused { visit, organisation, day, message: *message, channel: *channel }]
        }
        Command::Invite(_)
        | Command::Move(_)
        | Command::Cancel { .. }
        | Command::IssueLink { .. }
        | Command::Remind { .. }
        | Command::Miss
        | Command::Reassign { .. }
        | Command::Arrive(_)
        | Command::Check { .. }
        | Command::Leave { .. }
        | Command::Return { .. }
        | Command::Admit { .. }
        | Command::Join { .. }
        | Command::Connect { .. }
        | Command::LeaveRoom { .. }
        | Command::End { .. }
        | Command::KeepRoom { .. }
        | Command::AskColleague { .. }
        | Command::Third { .. }
        | Command::Guest { .. }
        | Command::RecordTechnical { .. }
        | Command::Acknowledge { .. }
        | Command::Alert { .. }
        | Command::HandOver { .. }
        | Command::NoteNoShow { .. }
        | Command::LetGo { .. }
        | Command::Close { .. } => vec![],
    }
}

/// Somebody arrives at a visit that has begun: the same form once more, or an invited visitor with a new link on another device.
pub(super) fn again(core: &Core, arrive: &Arrive, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    if arrive.token == core.token {
        return Ok(vec![]);
    }
    lets_in(core, arrive, now)?;
    Ok(vec![Event::LetBack {
        visit: core.visit,
        organisation: core.organisation,
        token: arrive.token.clone(),
        at: arrive.at.clone(),
    }])
}

/// Whether the link is the one that stands, and its time has come.
fn lets_in(core: &Core, arrive: &Arrive, now: Timestamp) -> Result<(), Refusal> {
    let link: &Link = arrive.link.as_ref().ok_or(Refusal::LinkSpent)?;
    let stands: Option<&TokenHash> = core.invited.as_ref().and_then(|invited| invited.link.as_ref());
    if stands != Some(&link.hash) {
        return Err(Refusal::LinkSpent);
    }
    link.check(now)
}

/// Somebody was invited.
fn begun(
    visit: VisitId,
    organisation: OrganisationId,
    retention: Retention,
    wanted: Option<&ForWhom>,
    invited: Invited,
) -> Visit {
    Visit::Invited {
        core: Core {
            visit,
            organisation,
            retention,
            // Until the visitor arrives nothing lets back in.
            token: TokenHash(String::new()),
            wanted: wanted.cloned(),
            invited: Some(invited),
            seen: false,
            alerted: Vec::new(),
        },
    }
}

/// The state after an event of the invitation.
pub(super) fn evolve(visit: Visit, event: &Event) -> Visit {
    match event {
        Event::Invited { visit, organisation, retention, wanted, link, reminders, .. } => {
            let reminders = reminders.unwrap_or_default();
            let invited = Invited { link: Some(link.clone()), reminders, ..Invited::default() };
            begun(*visit, *organisation, *retention, wanted.as_ref(), invited)
        }
        Event::RepeatingLinkGiven { visit, organisation, retention, wanted, link, .. } => {
            let invited = Invited { link: Some(link.clone()), repeats: true, ..Invited::default() };
            begun(*visit, *organisation, *retention, wanted.as_ref(), invited)
        }
        Event::Moved { sequence, link, .. } => {
            let moved = |invited: Option<Invited>| Invited {
                link: Some(link.clone()),
                sequence: *sequence,
                reminded: None,
                ..invited.unwrap_or_default()
            };
            match visit {
                Visit::Invited { core } | Visit::Waiting { core, .. } => {
                    Visit::Invited { core: Core { invited: Some(moved(core.invited)), ..core } }
                }
                Visit::Absent | Visit::Admitted { .. } | Visit::Over { .. } => visit,
            }
        }
        Event::Cancelled { .. } | Event::Missed { .. } | Event::RepeatingLinkEnded { .. } => {
            visit.over(false)
        }
        Event::Reassigned { wanted, .. } => visit.with_core(|core| core.wanted = Some(wanted.clone())),
        Event::LinkIssued { link, .. } => visit.with_core(|core| {
            if let Some(invited) = &mut core.invited {
                invited.link = Some(link.clone());
            }
        }),
        Event::Reminded { reminder, .. } => visit.with_core(|core| {
            if let Some(invited) = &mut core.invited {
                invited.reminded = Some(*reminder);
            }
        }),
        Event::LetBack { token, .. } => visit.with_core(|core| {
            core.token = token.clone();
            core.invited = core.invited.take().map(Invited::used);
        }),
        Event::MessageSent { .. }
        | Event::MessageRefused { .. }
        | Event::Arrived { .. }
        | Event::Checked { .. }
        | Event::Left { .. }
        | Event::Returned { .. }
        | Event::Admitted { .. }
        | Event::CallStarted { .. }
        | Event::Joined { .. }
        | Event::Connected { .. }
        | Event::ParticipantLeft { .. }
        | Event::PutOut { .. }
        | Event::LetBackIn { .. }
        | Event::RoomClosed { .. }
        | Event::RoomOpened { .. }
        | Event::ColleagueAsked { .. }
        | Event::ThirdJoined { .. }
        | Event::ThirdLeft { .. }
        | Event::GuestExpected { .. }
        | Event::GuestCame { .. }
        | Event::GuestLetIn { .. }
        | Event::GuestTurnedAway { .. }
        | Event::CallEnded { .. }
        | Event::TechnicalRecorded { .. }
        | Event::Seen { .. }
        | Event::Alerted { .. }
        | Event::HandedOver { .. }
        | Event::NoShow { .. }
        | Event::Closed { .. } => visit,
    }
}
