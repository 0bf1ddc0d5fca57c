//! What the rules say of somebody in the line: acknowledged, told of outside of the pages, handed over, let go.

use super::command::Command;
use super::event::Event;
use super::{Core, Visit, meant_for};
use crate::refusal::Refusal;
use crate::time::{Timestamp, day};

/// What can be done with somebody who waits, besides letting in.
pub(super) fn waiting(core: &Core, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let (visit, organisation) = (core.visit, core.organisation);
    match command {
        Command::Acknowledge { professional, instead_of, act } => {
            meant_for(core, professional, instead_of.as_ref())?;
            if core.seen {
                return Ok(vec![]);
            }
            Ok(vec![Event::Seen { visit, organisation, act: act.clone() }])
        }
        // Once for each member and visit; nobody is told of what a colleague has seen.
        Command::Alert { member, .. } if core.seen || core.alerted.contains(member) => Ok(vec![]),
        Command::Alert { member, to } => Ok(vec![Event::Alerted {
            visit,
            organisation,
            day: day(now),
            member: member.clone(),
            to: to.clone(),
        }]),
        Command::HandOver { professional, instead_of, wanted, handover } => {
            // Asked for by this very member already: the form was sent twice.
            if core.wanted.as_ref() == Some(wanted) {
                return Ok(vec![]);
            }
            meant_for(core, professional, instead_of.as_ref())?;
            Ok(vec![Event::HandedOver {
                visit,
                organisation,
                wanted: wanted.clone(),
                handover: handover.clone(),
            }])
        }
        Command::NoteNoShow { .. } => Err(Refusal::HasCome),
        Command::LetGo { act } => {
            Ok(vec![Event::Closed { visit, organisation, day: day(now), act: act.clone() }])
        }
        Command::Invite(_)
        | Command::Move(_)
        | Command::Cancel { .. }
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
        | Command::RecordTechnical { .. }
        | Command::KeepRoom { .. }
        | Command::AskColleague { .. }
        | Command::Third { .. }
        | Command::Guest { .. }
        | Command::Close { .. } => Ok(vec![]),
    }
}

/// The state after an event of the line.
pub(super) fn evolve(visit: Visit, event: &Event) -> Visit {
    match event {
        Event::Seen { .. } => visit.with_core(|core| core.seen = true),
        Event::Alerted { member, .. } => visit.with_core(|core| core.alerted.push(member.clone())),
        Event::HandedOver { wanted, .. } => {
            let handed = visit.with_core(|core| core.wanted = Some(wanted.clone()));
            match handed {
                // They have spoken: it is the call that goes on, with another who holds it.
                Visit::Admitted { core, professional, call } if call.connected => Visit::Admitted {
                    core,
                    professional: wanted.clone(),
                    call: call.hand_over(professional, wanted),
                },
                // The colleague has not seen them yet, and lets them in anew.
                Visit::Admitted { core, .. } => Visit::Waiting { core: unseen(core), away: false },
                Visit::Waiting { core, away } => Visit::Waiting { core: unseen(core), away },
                other @ (Visit::Absent | Visit::Invited { .. } | Visit::Over { .. }) => other,
            }
        }
        Event::Invited { .. }
        | Event::Moved { .. }
        | Event::Cancelled { .. }
        | Event::LinkIssued { .. }
        | Event::Reminded { .. }
        | Event::Missed { .. }
        | Event::RepeatingLinkGiven { .. }
        | Event::RepeatingLinkEnded { .. }
        | Event::Reassigned { .. }
        | Event::MessageSent { .. }
        | Event::MessageRefused { .. }
        | Event::Arrived { .. }
        | Event::LetBack { .. }
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
        | Event::NoShow { .. }
        | Event::Closed { .. } => visit,
    }
}

/// Whom nobody has acknowledged yet.
fn unseen(core: Core) -> Core {
    Core { seen: false, ..core }
}
