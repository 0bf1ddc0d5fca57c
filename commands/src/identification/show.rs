//! The professional is shown the number: once, and the log says so before the door opens.

use super::{run, sealed};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use domain::identification::Command;
use domain::role::Power;
use domain::visit::{self, Act, Event, ForWhom};
use domain::{CommandId, Refusal, VisitId};
use store::codec;

/// Records the showing. Only a command that records one may open the number.
pub async fn show(deps: &Deps, id: CommandId, staff: &Staff, visit: VisitId) -> Result<Done, CommandError> {
    staff.role(Power::Receive)?;
    let there = crate::visit::visit(deps, visit).await?;
    let core = there.core().ok_or(Refusal::NotFound)?;
    if core.organisation != staff.organisation {
        return Err(Refusal::NotFound.into());
    }
    let me = deps.vault.for_whom(visit.subject(), staff.member).await?.ok_or(Refusal::Erased)?;
    match shown_to(deps, visit).await? {
        Some(whom) if whom == me => {}
        Some(_) => return Err(Refusal::ForSomebodyElse.into()),
        None => return Err(Refusal::NotAdmitted.into()),
    }
    let done =
        run(deps, id, visit, Command::Show { act: sealed(visit, &Act { by: staff.member, at: deps.now() }) })
            .await?;
    if done.recorded { Ok(done) } else { Err(Refusal::NumberShown.into()) }
}

/// Whom the visit is for: who let the visitor in, else who was asked for; nobody yet where the first one free will take them.
pub async fn shown_to(deps: &Deps, visit: VisitId) -> Result<Option<ForWhom>, CommandError> {
    let mut whom = None;
    for record in deps.log.read_stream(&visit::stream(visit), 0, 1_000).await? {
        let event: Event = codec::event(&record)?;
        match event {
            Event::Invited { wanted, .. }
            | Event::RepeatingLinkGiven { wanted, .. }
            | Event::Arrived { wanted, .. } => whom = wanted,
            Event::Reassigned { wanted, .. } => whom = Some(wanted),
            Event::Admitted { professional, .. } => whom = Some(professional),
            Event::HandedOver { wanted, .. } => whom = Some(wanted),
            Event::Moved { .. }
            | Event::Cancelled { .. }
            | Event::LinkIssued { .. }
            | Event::LetBack { .. }
            | Event::Reminded { .. }
            | Event::Missed { .. }
            | Event::NoShow { .. }
            | Event::Seen { .. }
            | Event::Alerted { .. }
            | Event::RepeatingLinkEnded { .. }
            | Event::MessageSent { .. }
            | Event::MessageRefused { .. }
            | Event::Checked { .. }
            | Event::Left { .. }
            | Event::Returned { .. }
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
            | Event::Closed { .. } => {}
        }
    }
    Ok(whom)
}
