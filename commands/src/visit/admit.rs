//! A professional lets a visitor in, or takes them off the list.

use super::{run, sealed, visit};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::member::{anybody, member};
use domain::role::Power;
use domain::visit::{Act, Command, ForWhom, Visit};
use domain::{CommandId, MemberId, Personal, Refusal, VisitId};

/// Lets in. Of two colleagues one admits; a visitor who asked for somebody is theirs alone, or anybody's where that one no longer receives visitors; and
/// whoever is anybody's is for those on duty, while somebody is.
pub async fn admit(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    there: &Colleagues,
) -> Result<Done, CommandError> {
    let Acting { professional, instead_of, act } = acting(deps, staff, visit, there).await?;
    run(deps, id, visit, Command::Admit { professional, instead_of, act }).await
}

/// Takes off the list: nobody came, or it will not be held here.
pub async fn close(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    visit: VisitId,
    there: &Colleagues,
) -> Result<Done, CommandError> {
    let Acting { professional, instead_of, act } = acting(deps, staff, visit, there).await?;
    run(deps, id, visit, Command::Close { professional, instead_of, act }).await
}

/// What the read models say of an organisation's members. The log is asked about each of them before it counts.
#[derive(Clone, Debug, Default)]
pub struct Colleagues {
    /// Those who do not receive visitors: they have left, or their role was taken.
    pub not_receiving: Vec<MemberId>,
    /// Those on duty.
    pub on_duty: Vec<MemberId>,
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
    colleagues: &Colleagues,
) -> Result<Acting, CommandError> {
    staff.role(Power::Receive)?;
    let there = visit(deps, id).await?;
    let core = there.core().filter(|core| core.organisation == staff.organisation);
    let wanted = core.ok_or(Refusal::NotFound)?.wanted.clone();
    let professional = deps.vault.for_whom(id.subject(), staff.member).await?.ok_or(Refusal::Erased)?;
    let anybodys = wanted.is_none();
    // Whoever was let in is with the one who did it, whomever they asked for.
    let whose = match &there {
        Visit::Admitted { professional: by, .. } => Some(by.clone()),
        Visit::Absent | Visit::Invited { .. } | Visit::Waiting { .. } | Visit::Over { .. } => wanted,
    };
    let instead_of = match whose {
        Some(whose) if whose != professional => {
            stood_in_for(deps, staff, id, whose, &colleagues.not_receiving).await?
        }
        Some(_) | None => None,
    };
    let waits = matches!(there, Visit::Waiting { .. });
    if waits && (anybodys || instead_of.is_some()) {
        on_duty(deps, staff, &colleagues.on_duty).await?;
    }
    Ok(Acting { professional, instead_of, act: sealed(id, &Act { by: staff.member, at: deps.now() }) })
}

/// Visitors for the first one free are for those on duty; while nobody is, for everybody.
async fn on_duty(deps: &Deps, staff: &Staff, colleagues: &[MemberId]) -> Result<(), CommandError> {
    let own = anybody(deps, staff.organisation, &[staff.member]).await?;
    if own || !anybody(deps, staff.organisation, colleagues).await? {
        return Ok(());
    }
    Err(Refusal::NotOnDuty.into())
}

/// Whose the visitor is, if it is one of these and the log says that they do not receive visitors here.
pub(super) async fn stood_in_for(
    deps: &Deps,
    staff: &Staff,
    id: VisitId,
    wanted: ForWhom,
    not_receiving: &[MemberId],
) -> Result<Option<ForWhom>, CommandError> {
    for one in not_receiving {
        if deps.vault.for_whom(id.subject(), *one).await?.as_ref() == Some(&wanted) {
            let receives = member(deps, *one).await?.receives(staff.organisation);
            return Ok((!receives).then_some(wanted));
        }
    }
    Ok(None)
}
