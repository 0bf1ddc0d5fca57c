//! What follows from the end of a visit: its period starts, its invitation is not found by an address any more, and a connected call is counted for the bill and
//! the charts, which outlive the visit. A moved appointment moves the period's start.

use super::Reaction;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::execute;
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::access::{Purpose, Viewer};
use domain::member::{self, Member};
use domain::organisation::{Organisation, calls, count_call};
use domain::visit::{self, Act, Event};
use domain::{Class, CommandId, Fact, MemberId, Month, Personal, StreamName, Timestamp, VisitId, time};
use std::sync::Arc;
use store::{Access, Expected, LogWriter, Opened, Record, codec};

pub(super) struct AfterVisit;

#[async_trait]
impl Reaction for AfterVisit {
    fn name(&self) -> &'static str {
        "after-visit"
    }

    async fn react(&self, deps: &Deps, record: &Record, fact: &Fact) -> Result<(), CommandError> {
        match fact {
            Fact::Visit(Event::CallEnded { visit, organisation, connected, at, .. }) => {
                let call = if *connected { connection(deps, *visit).await? } else { None };
                let parts = [at.sealed(), call.as_ref().and_then(Personal::sealed)];
                let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
                deps.vault.keys().disclaim(visit.subject()).await?;
                let opened = open(deps, *organisation, Purpose::Counting, parts).await?;
                let Some(ended) = opened.of(at).value() else { return Ok(()) };
                start_period(deps, *visit, ended, TimeDelta::zero()).await?;
                if let Some(Act { by, at: since }) = call.and_then(|call| opened.of(&call).value()) {
                    let seconds = u64::try_from((ended - since).num_seconds()).unwrap_or(0);
                    count(deps, record, *organisation, by, since, seconds).await?;
                }
                Ok(())
            }
            Fact::Visit(
                event @ (Event::Closed { visit, organisation, act, .. }
                | Event::Cancelled { visit, organisation, act, .. }),
            ) => {
                deps.vault.keys().disclaim(visit.subject()).await?;
                let parts = act.sealed().map(|(part, _)| part.clone()).into_iter().collect();
                let opened = open(deps, *organisation, Purpose::Counting, parts).await?;
                let Some(act) = opened.of(act).value() else { return Ok(()) };
                // Who was called off with an organisation that ended is still to be told.
                let told = matches!(event, Event::Cancelled { .. });
                let told = if told { TimeDelta::days(1) } else { TimeDelta::zero() };
                start_period(deps, *visit, act.at, told).await
            }
            Fact::Visit(Event::Moved { visit, organisation, appointment, .. }) => {
                let parts = appointment.sealed().map(|(part, _)| part.clone()).into_iter().collect();
                let opened = open(deps, *organisation, Purpose::Appointments, parts).await?;
                let Some(appointment) = opened.of(appointment).value() else { return Ok(()) };
                start_period(deps, *visit, appointment.at, TimeDelta::zero()).await
            }
            // Its period has been running since the appointed time.
            Fact::Visit(
                Event::Missed { visit, .. }
                | Event::NoShow { visit, .. }
                | Event::RepeatingLinkEnded { visit, .. },
            ) => Ok(deps.vault.keys().disclaim(visit.subject()).await?),
            Fact::Visit(
                Event::Invited { .. }
                | Event::RepeatingLinkGiven { .. }
                | Event::Reassigned { .. }
                | Event::LinkIssued { .. }
                | Event::Reminded { .. }
                | Event::MessageSent { .. }
                | Event::MessageRefused { .. }
                | Event::LetBack { .. }
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
                | Event::TechnicalRecorded { .. }
                | Event::Seen { .. }
                | Event::Alerted { .. }
                | Event::HandedOver { .. },
            )
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Log(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_) => Ok(()),
        }
    }
}

async fn open(
    deps: &Deps,
    organisation: domain::OrganisationId,
    purpose: Purpose,
    parts: Vec<Arc<domain::personal::SealedPart>>,
) -> Result<Opened, CommandError> {
    let access = Access {
        organisation,
        viewer: Viewer::System { part: "after-visit".into() },
        purpose,
        reason: None,
        searched: None,
        request: "reaction".into(),
    };
    Ok(deps.vault.disclose(access, parts).await?)
}

/// The event that says with whom the call was, and since when.
async fn connection(deps: &Deps, visit: VisitId) -> Result<Option<Personal<Act>>, CommandError> {
    for record in deps.log.read_stream(&visit::stream(visit), 0, 1_000).await? {
        if let Event::Connected { act, .. } = codec::event(&record)? {
            return Ok(Some(act));
        }
    }
    Ok(None)
}

/// The visit is kept from its end on: as long as consented to, or shorter where the organisation has shortened it since.
async fn start_period(
    deps: &Deps,
    visit: VisitId,
    ended: Timestamp,
    told: TimeDelta,
) -> Result<(), CommandError> {
    let there = crate::visit::visit(deps, visit).await?;
    let Some(core) = there.core() else { return Ok(()) };
    let organisation = crate::organisation::organisation(deps, core.organisation).await?;
    let chosen = organisation.core().map_or(core.retention, |organisation| organisation.retention);
    // With its organisation a visit ends at once, also one whose call was still running then.
    let over = matches!(organisation, Organisation::Ended { .. });
    let due = if over { Some(ended + told) } else { core.retention.min(chosen).due(ended) };
    if let Some(due) = due {
        for class in [Class::Visit, Class::Identity] {
            deps.vault.keys().set_due((visit.subject(), class), ended, due).await?;
        }
    }
    Ok(())
}

async fn count(
    deps: &Deps,
    record: &Record,
    organisation: domain::OrganisationId,
    professional: MemberId,
    since: Timestamp,
    seconds: u64,
) -> Result<(), CommandError> {
    let there = crate::organisation::organisation(deps, organisation).await?;
    let zone = there.core().map_or(chrono_tz::UTC, |core| core.zone);
    let active = member::Command::CountActive { month: Month::of(since, zone) };
    let id = CommandId::following(record.id, "active");
    execute::<Member>(deps, &member::stream(professional), id, &active).await?;

    let event = count_call(organisation, time::day(since), seconds);
    let stream: StreamName = calls(organisation);
    let id = CommandId::following(record.id, "counted").event(0);
    let counted = deps.vault.seal(&stream, id, &event).await?;
    LogWriter::append(&*deps.log, &stream, Expected::Any, vec![counted]).await?;
    Ok(())
}

#[cfg(test)]
mod tests;
