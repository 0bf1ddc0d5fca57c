//! A member moves an appointment or calls it off, and where its member no longer receives visitors, whoever manages the members does, or gives it to a colleague; the visitor is told by a message, and at once on their page if they wait already.

use super::admit::{Acting, Colleagues, acting, stood_in_for};
use super::invite::receives;
use super::{run, sealed, visit};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::token::Token;
use domain::role::Power;
use domain::visit::{Act, Appointment, Assignment, Command, ForWhom, Link, Move, Visit, When};
use domain::{CommandId, MemberId, Refusal, Timestamp, VisitId};

/// Moves. The new time has a new link, and the visit's period starts at the new time: a reaction sets the clock of its key.
pub async fn move_(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    at: Timestamp,
) -> Result<Done, CommandError> {
    let Acting { professional, .. } = acting(deps, staff, visit, &Colleagues::default()).await?;
    move_as(deps, id, staff, visit, at, professional).await
}

/// Moves an appointment of one of those who are `not_receiving`.
pub async fn move_orphan(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    at: Timestamp,
    not_receiving: &[MemberId],
) -> Result<Done, CommandError> {
    let professional = of_orphan(deps, staff, visit, not_receiving).await?;
    move_as(deps, id, staff, visit, at, professional).await
}

async fn move_as(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    at: Timestamp,
    professional: ForWhom,
) -> Result<Done, CommandError> {
    let core = crate::organisation::organisation(deps, staff.organisation).await?;
    let zone = core.open()?.zone;
    let token = Token::draw(&*deps.entropy, visit.0, Link::expires(at));
    let secret = token.secret().ok_or(Refusal::LinkSpent)?;
    let appointment = Appointment { at, by: staff.member, made: deps.now() };
    let command = Command::Move(Box::new(Move {
        professional,
        when: When { at, zone },
        link: token.hash(),
        appointment: sealed(visit, &appointment),
        secret: sealed(visit, &secret),
    }));
    run(deps, id, visit, command).await
}

/// Calls off.
pub async fn cancel(deps: &Deps, id: CommandId, staff: &Staff, of: VisitId) -> Result<Done, CommandError> {
    let Acting { professional, act, .. } = acting(deps, staff, of, &Colleagues::default()).await?;
    if visit(deps, of).await?.core().is_none_or(|core| core.invited.is_none()) {
        return Err(Refusal::NotFound.into());
    }
    run(deps, id, of, Command::Cancel { professional, act }).await
}

/// Calls off an appointment of one of those who are `not_receiving`.
pub async fn cancel_orphan(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    of: VisitId,
    not_receiving: &[MemberId],
) -> Result<Done, CommandError> {
    let professional = of_orphan(deps, staff, of, not_receiving).await?;
    let act = sealed(of, &Act { by: staff.member, at: deps.now() });
    run(deps, id, of, Command::Cancel { professional, act }).await
}

/// Calls off because the organisation ends, whoever it is meant for.
pub(crate) async fn call_off(
    deps: &Deps,
    id: CommandId,
    of: VisitId,
    act: &Act,
) -> Result<Done, CommandError> {
    let wanted = visit(deps, of).await?.core().and_then(|core| core.wanted.clone());
    let professional = match wanted {
        Some(wanted) => wanted,
        None => deps.vault.for_whom(of.subject(), act.by).await?.ok_or(Refusal::Erased)?,
    };
    run(deps, id, of, Command::Cancel { professional, act: sealed(of, act) }).await
}

/// Gives an appointment of one of those who are `not_receiving` to a colleague who receives visitors: from now on it is theirs.
pub async fn reassign(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    of: VisitId,
    to: MemberId,
    not_receiving: &[MemberId],
) -> Result<Done, CommandError> {
    let left = of_orphan(deps, staff, of, not_receiving).await?;
    receives(deps, staff.organisation, to).await?;
    let wanted = deps.vault.for_whom(of.subject(), to).await?.ok_or(Refusal::Erased)?;
    let assignment = sealed(of, &Assignment { by: staff.member, to, at: deps.now() });
    run(deps, id, of, Command::Reassign { left, wanted, assignment }).await
}

/// Whose an appointment is, if the log says that they do not receive visitors any more, for whoever manages the members. Nothing is opened for it.
async fn of_orphan(
    deps: &Deps,
    staff: &Staff,
    of: VisitId,
    not_receiving: &[MemberId],
) -> Result<ForWhom, CommandError> {
    staff.role(Power::ManageMembers)?;
    let Visit::Invited { core } = visit(deps, of).await? else { return Err(Refusal::NotFound.into()) };
    if core.organisation != staff.organisation {
        return Err(Refusal::NotFound.into());
    }
    let wanted = core.wanted.ok_or(Refusal::NotFound)?;
    Ok(stood_in_for(deps, staff, of, wanted, not_receiving).await?.ok_or(Refusal::ForSomebodyElse)?)
}
