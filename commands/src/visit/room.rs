//! What happens in the room: joined, connected, put out, closed, left, ended, and the technical data (C5).

use super::admit::{Acting, Colleagues, acting};
use super::{now, run, sealed, visit};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::member::member;
use domain::member::Member;
use domain::role::Power;
use domain::visit::{Act, Command, HandOver, Party, Passage, Side, Step, Technical, Visit};
use domain::{CommandId, MemberId, Refusal, Role, VisitId};

/// A participant entered the room.
pub async fn join(deps: &Deps, id: CommandId, visit: VisitId, side: Side) -> Result<Done, CommandError> {
    run(deps, id, visit, Command::Join { side, at: now(deps, visit) }).await
}

/// Both sides are connected.
pub async fn connect(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    professional: MemberId,
) -> Result<Done, CommandError> {
    let act = sealed(visit, &Act { by: professional, at: deps.now() });
    run(deps, id, visit, Command::Connect { act }).await
}

/// A participant left the room.
pub async fn leave_room(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    side: Side,
) -> Result<Done, CommandError> {
    run(deps, id, visit, Command::LeaveRoom { side, at: now(deps, visit) }).await
}

/// The one who holds the call puts somebody out, lets them back in, closes the room to newcomers or opens it.
pub async fn keep_room(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    by: MemberId,
    step: Step,
) -> Result<Done, CommandError> {
    let professional = deps.vault.for_whom(visit.subject(), by).await?.ok_or(Refusal::Erased)?;
    let act = sealed(visit, &Act { by, at: deps.now() });
    run(deps, id, visit, Command::KeepRoom { professional, step, act }).await
}

/// The one who holds the call asks a colleague to join, who receives visitors in the same organisation.
pub async fn ask_colleague(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    of: VisitId,
    to: MemberId,
) -> Result<Done, CommandError> {
    let Acting { professional, .. } = acting(deps, staff, of, &Colleagues::default()).await?;
    if !matches!(member(deps, to).await?, Member::Active(core)
        if core.organisation == staff.organisation && Role::with(&core.roles, Power::Receive).is_some())
    {
        return Err(Refusal::NotFound.into());
    }
    let colleague = deps.vault.for_whom(of.subject(), to).await?.ok_or(Refusal::Erased)?;
    let asked = sealed(of, &HandOver { by: staff.member, to, at: deps.now() });
    run(deps, id, of, Command::AskColleague { professional, colleague, asked }).await
}

/// Somebody beside the visitor and the one who holds the call came into the room, or left it.
pub async fn third(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    party: Party,
    passage: Passage,
) -> Result<Done, CommandError> {
    run(deps, id, visit, Command::Third { party, passage, at: now(deps, visit) }).await
}

/// The call is over: nobody is there any more.
pub async fn end(deps: &Deps, id: CommandId, visit: VisitId) -> Result<Done, CommandError> {
    run(deps, id, visit, Command::End { by: None, at: now(deps, visit) }).await
}

/// The one who holds the call ends it for all.
pub async fn end_by(deps: &Deps, id: CommandId, visit: VisitId, by: MemberId) -> Result<Done, CommandError> {
    let by = Some(deps.vault.for_whom(visit.subject(), by).await?.ok_or(Refusal::Erased)?);
    run(deps, id, visit, Command::End { by, at: now(deps, visit) }).await
}

/// Whether this member holds the call: for what they do in it that is recorded nowhere.
pub async fn holds(deps: &Deps, of: VisitId, member: MemberId) -> Result<(), CommandError> {
    let professional = deps.vault.for_whom(of.subject(), member).await?.ok_or(Refusal::Erased)?;
    match visit(deps, of).await? {
        Visit::Admitted { professional: holder, .. } if holder == professional => Ok(()),
        Visit::Admitted { .. } => Err(Refusal::WithAColleague.into()),
        Visit::Over { .. } => Err(Refusal::VisitOver.into()),
        Visit::Absent | Visit::Invited { .. } | Visit::Waiting { .. } => Err(Refusal::NotAdmitted.into()),
    }
}

/// A browser hands in what it measured.
pub async fn record_technical(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    side: Side,
    figures: serde_json::Value,
) -> Result<Done, CommandError> {
    let technical = sealed(visit, &Technical { at: deps.now(), figures });
    run(deps, id, visit, Command::RecordTechnical { side, technical }).await
}
