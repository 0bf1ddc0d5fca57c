//! A professional lets a visitor in, or takes them off the list.

use super::{run, sealed, visit};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::member::member;
use domain::member::Member;
use domain::role::Power;
use domain::visit::{Act, Command, ForWhom};
use domain::{CommandId, MemberId, Personal, Refusal, VisitId};

/// Lets in. Of two colleagues one admits; a visitor who asked for somebody is theirs alone, or anybody's where that one is among those who `left`.
pub async fn admit(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    left: &[MemberId],
) -> Result<Done, CommandError> {
    let Acting { professional, instead_of, act } = acting(deps, staff, visit, left).await?;
    run(deps, id, visit, Command::Admit { professional, instead_of, act }).await
}

/// Takes off the list: nobody came, or it will not be held here.
pub async fn close(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    left: &[MemberId],
) -> Result<Done, CommandError> {
    let Acting { professional, instead_of, act } = acting(deps, staff, visit, left).await?;
    run(deps, id, visit, Command::Close { professional, instead_of, act }).await
}

/// The member as this visit alone knows them, and the one they stand in for.
pub(super) struct Acting {
    pub(super) professional: ForWhom,
    pub(super) instead_of: Option<ForWhom>,
    pub(super) act: Personal<Act>,
}

/// A visit of another organisation does not exist for the member.
pub(super) async fn acting(
    deps: &Deps,
    staff: &Staff,
    id: VisitId,
    left: &[MemberId],
) -> Result<Acting, CommandError> {
    staff.role(Power::Receive)?;
    let there = visit(deps, id).await?;
    let core = there.core().filter(|core| core.organisation == staff.organisation);
    let wanted = core.ok_or(Refusal::NotFound)?.wanted.clone();
    let professional = deps.vault.for_whom(id.subject(), staff.member).await?.ok_or(Refusal::Erased)?;
    let instead_of = match wanted {
        Some(wanted) if wanted != professional => gone(deps, id, wanted, left).await?,
        Some(_) | None => None,
    };
    Ok(Acting { professional, instead_of, act: sealed(id, &Act { by: staff.member, at: deps.now() }) })
}

/// Whom the visitor asked for, if it is one of these and the log says that they are gone.
pub(super) async fn gone(
    deps: &Deps,
    id: VisitId,
    wanted: ForWhom,
    left: &[MemberId],
) -> Result<Option<ForWhom>, CommandError> {
    for one in left {
        if deps.vault.for_whom(id.subject(), *one).await?.as_ref() == Some(&wanted) {
            return Ok(matches!(member(deps, *one).await?, Member::Gone(_)).then_some(wanted));
        }
    }
    Ok(None)
}
