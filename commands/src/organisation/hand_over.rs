//! Handing over the ownership (A8): offered by the owner, accepted by the other. The organisation's stream alone says who the owner is; the roles follow it.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use crate::member::member;
use domain::member::{self, Member};
use domain::organisation::{self, Command, Event, Organisation};
use domain::{Class, CommandId, EventId, MemberId, Personal, Refusal};
use store::codec;

/// Offers the ownership to a member of the same organisation whose account is in use.
pub async fn offer_ownership(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    to: MemberId,
) -> Result<Done, CommandError> {
    match member(deps, to).await? {
        Member::Active(core) if core.organisation == staff.organisation => {}
        Member::Invited(core) if core.organisation == staff.organisation => {
            return Err(Refusal::NotAMember.into());
        }
        Member::Absent | Member::Invited(_) | Member::Active(_) | Member::Gone(_) => {
            return Err(Refusal::NotFound.into());
        }
    }
    let command = Command::OfferOwnership { from: staff.member, roles: staff.roles.clone(), to };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}

/// Ends an offer: the owner withdraws it, or the other declines.
pub async fn end_offer(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    let command = Command::EndOffer { by: staff.member, roles: staff.roles.clone() };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}

/// Accepts the offer that was made to this member. The roles follow at once.
pub async fn accept_ownership(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    // Somebody removed a moment ago becomes nothing.
    if !matches!(member(deps, staff.member).await?, Member::Active(_)) {
        return Err(Refusal::NotFound.into());
    }
    let stream = organisation::stream(staff.organisation);
    let command = Command::AcceptOwnership { by: staff.member };
    let done = execute::<Organisation>(deps, &stream, id, &command).await?;
    let Some(record) = deps.log.event(id.event(0)).await? else { return Ok(done) };
    match codec::event(&record)? {
        Event::HandedOver { from, to, .. } => move_seat(deps, record.id, from, to).await,
        Event::SignedUp { .. }
        | Event::Confirmed { .. }
        | Event::TrialBegan { .. }
        | Event::TrialEndAnnounced { .. }
        | Event::Continued { .. }
        | Event::AgreementSigned { .. }
        | Event::AgreementAccepted { .. }
        | Event::AgreementAnnounced { .. }
        | Event::AgreementMailed { .. }
        | Event::AgreementNoted { .. }
        | Event::NoticePublished { .. }
        | Event::RetentionChosen { .. }
        | Event::HoursChosen { .. }
        | Event::RemindersChosen { .. }
        | Event::DayHoursChosen { .. }
        | Event::LanguageChosen { .. }
        | Event::LogoDrafted { .. }
        | Event::Branded { .. }
        | Event::EndingAnnounced { .. }
        | Event::EndingRevoked { .. }
        | Event::Ended { .. }
        | Event::SectorChosen { .. }
        | Event::CallWaysChosen { .. }
        | Event::OwnershipOffered { .. }
        | Event::OwnershipOfferEnded { .. }
        | Event::CallCounted { .. } => Ok(done),
    }
}

/// The roles follow the hand-over: first there are two owners, then the new one alone. Doing it twice does it once.
pub(crate) async fn move_seat(
    deps: &Deps,
    handed_over: EventId,
    from: MemberId,
    to: MemberId,
) -> Result<Done, CommandError> {
    let by = |of: MemberId| Personal::new(of.subject(), Class::Account, &from);
    let take = member::Command::TakeSeat { by: by(to) };
    let taking = CommandId::following(handed_over, "take the seat");
    execute::<Member>(deps, &member::stream(to), taking, &take).await?;
    let give = member::Command::YieldSeat { by: by(from) };
    let yielding = CommandId::following(handed_over, "yield the seat");
    execute::<Member>(deps, &member::stream(from), yielding, &give).await
}
