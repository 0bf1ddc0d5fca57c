//! Commanding the erasure of a visit: by an officer, with a reason, or by the visitor.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::erasure::{Command, Erasure, Order, stream};
use domain::role::Power;
use domain::text::Reason;
use domain::{Class, CommandId, ErasureId, Personal, Refusal, VisitId};
use store::vault::KeyState;
use uuid::Uuid;

/// Commands the erasure of a visit of the officer's organisation. What is erased already is said so.
pub async fn erase(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    reason: Reason,
) -> Result<(ErasureId, Done), CommandError> {
    let role = staff.role(Power::Erase)?;
    let there = crate::visit::visit(deps, visit).await?;
    if there.core().is_none_or(|core| core.organisation != staff.organisation) {
        return Err(Refusal::NotFound.into());
    }
    let erasure = ErasureId(Uuid::new_v5(&id.0, b"erasure"));
    if let Some(earlier) = gone(deps, id, visit).await? {
        return Ok((erasure, earlier));
    }
    let now = deps.now();
    let audit = deps.vault.audit_subject(staff.organisation, now).await?;
    let order = Order { by: staff.member, role, reason, at: now };
    let command = Command::Erase {
        erasure,
        organisation: staff.organisation,
        subject: visit.subject(),
        roles: staff.roles.clone(),
        order: Personal::new(audit, Class::Audit, &order),
    };
    let done = execute::<Erasure>(deps, &stream(erasure), id, &command).await?;
    Ok((erasure, done))
}

/// The visitor commands the erasure of their own visit. Their receipt page has shown who they are.
pub async fn erase_own(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
) -> Result<(ErasureId, Done), CommandError> {
    let there = crate::visit::visit(deps, visit).await?;
    let organisation = there.core().map(|core| core.organisation).ok_or(Refusal::NotFound)?;
    let erasure = ErasureId(Uuid::new_v5(&id.0, b"erasure"));
    if let Some(earlier) = gone(deps, id, visit).await? {
        return Ok((erasure, earlier));
    }
    there.may_be_erased_by_visitor()?;
    let command = Command::EraseOwn { erasure, organisation, subject: visit.subject() };
    let done = execute::<Erasure>(deps, &stream(erasure), id, &command).await?;
    Ok((erasure, done))
}

/// What is erased already is said so, unless this command did it.
async fn gone(deps: &Deps, id: CommandId, visit: VisitId) -> Result<Option<Done>, CommandError> {
    let whose = (visit.subject(), Class::Visit);
    let Some(KeyState::Destroyed(_)) = deps.vault.keys().states(vec![whose]).await?.pop() else {
        return Ok(None);
    };
    match deps.log.event(id.event(0)).await? {
        Some(earlier) => Ok(Some(Done { position: earlier.position, recorded: false })),
        None => Err(Refusal::Erased.into()),
    }
}
