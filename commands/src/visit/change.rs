//! A member moves an appointment or calls it off; the visitor is told by a message, and at once on their page if they wait already.

use super::admit::{Acting, acting};
use super::{run, sealed, visit};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::token::Token;
use domain::visit::{Appointment, Command, Link, Move, When};
use domain::{CommandId, Refusal, Timestamp, VisitId};

/// Moves. The new time has a new link, and the visit's period starts at the new time: a reaction sets the clock of its key.
pub async fn move_(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    at: Timestamp,
) -> Result<Done, CommandError> {
    let Acting { professional, .. } = acting(deps, staff, visit, &[]).await?;
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
    let Acting { professional, act, .. } = acting(deps, staff, of, &[]).await?;
    if visit(deps, of).await?.core().is_none_or(|core| core.invited.is_none()) {
        return Err(Refusal::NotFound.into());
    }
    run(deps, id, of, Command::Cancel { professional, act }).await
}
