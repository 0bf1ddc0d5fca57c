//! A professional lets a visitor in, or takes them off the list.

use super::{run, sealed, visit};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use domain::role::Power;
use domain::visit::{Act, Command, ForWhom};
use domain::{CommandId, Personal, Refusal, VisitId};

/// Lets in. Of two colleagues one admits; a visitor who asked for somebody is theirs alone.
pub async fn admit(deps: &Deps, id: CommandId, staff: &Staff, visit: VisitId) -> Result<Done, CommandError> {
    let (professional, act) = acting(deps, staff, visit).await?;
    run(deps, id, visit, Command::Admit { professional, act }).await
}

/// Takes off the list: nobody came, or it will not be held here.
pub async fn close(deps: &Deps, id: CommandId, staff: &Staff, visit: VisitId) -> Result<Done, CommandError> {
    let (professional, act) = acting(deps, staff, visit).await?;
    run(deps, id, visit, Command::Close { professional, act }).await
}

/// The member as this visit alone knows them. A visit of another organisation does not exist for them.
pub(super) async fn acting(
    deps: &Deps,
    staff: &Staff,
    id: VisitId,
) -> Result<(ForWhom, Personal<Act>), CommandError> {
    staff.role(Power::Receive)?;
    let there = visit(deps, id).await?;
    if there.core().is_none_or(|core| core.organisation != staff.organisation) {
        return Err(Refusal::NotFound.into());
    }
    let professional = deps.vault.for_whom(id.subject(), staff.member).await?.ok_or(Refusal::Erased)?;
    Ok((professional, sealed(id, &Act { by: staff.member, at: deps.now() })))
}
