//! What members do with the line of those who wait: acknowledge, hand over, note that nobody came; and who is told of an arrival while not looking.

use super::admit::{Acting, Colleagues, acting};
use super::{run, sealed, visit};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::member::member;
use domain::visit::{Act, Command, HandOver};
use domain::{Class, CommandId, MemberId, Refusal, VisitId};
use store::vault::KeyState;

/// Acknowledges that the visitor is there; the alert is quiet for everybody.
pub async fn acknowledge(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    there: &Colleagues,
) -> Result<Done, CommandError> {
    let Acting { professional, instead_of, act } = acting(deps, staff, visit, there).await?;
    run(deps, id, visit, Command::Acknowledge { professional, instead_of, act }).await
}

/// Hands the visitor over to a colleague who receives visitors in the same organisation; one who was let in by whoever did it, as long as nobody has entered the call.
pub async fn hand_over(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    of: VisitId,
    to: MemberId,
    there: &Colleagues,
) -> Result<Done, CommandError> {
    let Acting { professional, instead_of, .. } = acting(deps, staff, of, there).await?;
    if to == staff.member || !member(deps, to).await?.receives(staff.organisation) {
        return Err(Refusal::NotReceiving.into());
    }
    let wanted = deps.vault.for_whom(of.subject(), to).await?.ok_or(Refusal::Erased)?;
    let handover = sealed(of, &HandOver { by: staff.member, to, at: deps.now() });
    run(deps, id, of, Command::HandOver { professional, instead_of, wanted, handover }).await
}

/// Notes that nobody came to an appointment whose time has passed. When that is, the clock of the visit's key knows.
pub async fn note_no_show(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    of: VisitId,
) -> Result<Done, CommandError> {
    let Acting { professional, act, .. } = acting(deps, staff, of, &Colleagues::default()).await?;
    if visit(deps, of).await?.core().is_none_or(|core| core.invited.is_none()) {
        return Err(Refusal::NotFound.into());
    }
    let state = deps.vault.keys().states(vec![(of.subject(), Class::Visit)]).await?.pop();
    let Some(KeyState::Live(key)) = state else { return Err(Refusal::Erased.into()) };
    let expected = key.starts_at.ok_or(Refusal::NotFound)?;
    run(deps, id, of, Command::NoteNoShow { professional, expected, act }).await
}

/// A member who is not looking is to be told, once for each visit; the message itself is a reaction's.
pub async fn alert(deps: &Deps, id: CommandId, of: VisitId, to: MemberId) -> Result<Done, CommandError> {
    let member = deps.vault.for_whom(of.subject(), to).await?.ok_or(Refusal::Erased)?;
    run(deps, id, of, Command::Alert { member, to: sealed(of, &to) }).await
}

/// Lets go whoever waits, because the door was closed.
pub(crate) async fn let_go(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    act: &Act,
) -> Result<Done, CommandError> {
    run(deps, id, visit, Command::LetGo { act: sealed(visit, act) }).await
}
