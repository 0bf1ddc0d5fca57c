//! What people do with a legal hold: propose it, confirm it as a second person, lift it.

use super::settle::{carry_out, settle};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::hold::{Act, Command, Event, Exemption, Grounds, Held, Hold, Lifting, stream};
use domain::role::Power;
use domain::text::{Line, Reason};
use domain::time::Day;
use domain::{Class, CommandId, HoldId, MemberId, Personal, Refusal, SubjectId, VisitId};
use store::vault::KeyState;
use store::{Access, codec};
use uuid::Uuid;

/// What the form asks for, parsed.
pub struct Proposal {
    /// Which visit.
    pub visit: VisitId,
    /// Which classes of its data.
    pub classes: Vec<Class>,
    /// On which exemption.
    pub exemption: Exemption,
    /// The last day on which it holds.
    pub until: Day,
    /// Why.
    pub reason: Reason,
    /// The legal basis, in words.
    pub basis: Line,
}

/// Proposes a hold on a visit of the member's organisation. Nothing is held before somebody else confirms it.
pub async fn propose(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    proposal: Proposal,
) -> Result<(HoldId, Done), CommandError> {
    let role = staff.role(Power::Hold)?;
    let Proposal { visit, classes, exemption, until, reason, basis } = proposal;
    let there = crate::visit::visit(deps, visit).await?;
    if there.core().is_none_or(|core| core.organisation != staff.organisation) {
        return Err(Refusal::NotFound.into());
    }
    something_is_there(deps, visit.subject(), &classes).await?;
    let hold = HoldId(Uuid::new_v5(&id.0, b"hold"));
    let what =
        Held { hold, organisation: staff.organisation, subject: visit.subject(), classes, exemption, until };
    let grounds = Grounds { by: staff.member, role, reason, basis, at: deps.now() };
    let grounds = sealed(deps, staff, &grounds).await?;
    let command = Command::Propose { held: what, roles: staff.roles.clone(), grounds };
    let done = execute::<Hold>(deps, &stream(hold), id, &command).await?;
    Ok((hold, done))
}

/// Confirms a hold that somebody else proposed; who did is sealed, and opened under `access`. It is in effect when this returns.
pub async fn confirm(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    hold: HoldId,
    access: Access,
) -> Result<Done, CommandError> {
    let role = staff.role(Power::Hold)?;
    let proposed = proposed(deps, staff, hold).await?;
    let Proposed { subject, classes, grounds } = &proposed;
    something_is_there(deps, *subject, classes).await?;
    let proposed_by = match grounds {
        Some(grounds) => proposer(deps, access, grounds).await?,
        None => None,
    };
    let act = Act { by: staff.member, role, at: deps.now() };
    let act = sealed(deps, staff, &act).await?;
    let command = Command::Confirm { proposed_by, by: staff.member, roles: staff.roles.clone(), act };
    let done = execute::<Hold>(deps, &stream(hold), id, &command).await?;
    settle(deps, hold).await?;
    Ok(done)
}

/// Lifts a hold, or withdraws a proposal. What had been commanded meanwhile is carried out at once, unless another hold is in effect; what has fallen due, at the next tick.
pub async fn lift(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    hold: HoldId,
    reason: Reason,
) -> Result<Done, CommandError> {
    let role = staff.role(Power::Hold)?;
    proposed(deps, staff, hold).await?;
    let lifting = Lifting { by: staff.member, role, reason, at: deps.now() };
    let lifting = sealed(deps, staff, &lifting).await?;
    let command = Command::Lift { roles: staff.roles.clone(), lifting };
    let done = execute::<Hold>(deps, &stream(hold), id, &command).await?;
    settle(deps, hold).await?;
    carry_out(deps).await?;
    Ok(done)
}

/// Sealed with the access log of the month, which outlives every hold.
async fn sealed<T: serde::Serialize>(
    deps: &Deps,
    staff: &Staff,
    value: &T,
) -> Result<Personal<T>, CommandError> {
    let audit = deps.vault.audit_subject(staff.organisation, deps.now()).await?;
    Ok(Personal::new(audit, Class::Audit, value))
}

/// What is gone already cannot be held.
async fn something_is_there(deps: &Deps, subject: SubjectId, classes: &[Class]) -> Result<(), CommandError> {
    let whose = classes.iter().map(|class| (subject, *class)).collect();
    let states = deps.vault.keys().states(whose).await?;
    if states.iter().any(|state| matches!(state, KeyState::Live(_))) {
        Ok(())
    } else {
        Err(Refusal::Erased.into())
    }
}

/// What was proposed. After a restore that lost the proposal nobody knows who made it.
struct Proposed {
    subject: SubjectId,
    classes: Vec<Class>,
    grounds: Option<Personal<Grounds>>,
}

/// A hold of the member's organisation; another's does not exist for them.
async fn proposed(deps: &Deps, staff: &Staff, hold: HoldId) -> Result<Proposed, CommandError> {
    let first = deps.log.read_stream(&stream(hold), 0, 1).await?.into_iter().next();
    let first = first.ok_or(Refusal::NotFound)?;
    let (house, proposed) = match codec::event(&first)? {
        Event::Proposed { organisation, subject, classes, grounds, .. } => {
            (organisation, Proposed { subject, classes, grounds: Some(grounds) })
        }
        Event::Restored { organisation, subject, classes, .. }
        | Event::Confirmed { organisation, subject, classes, .. } => {
            (organisation, Proposed { subject, classes, grounds: None })
        }
        Event::Lifted { organisation, subject, .. } | Event::Ended { organisation, subject, .. } => {
            (organisation, Proposed { subject, classes: vec![], grounds: None })
        }
    };
    if house == staff.organisation { Ok(proposed) } else { Err(Refusal::NotFound.into()) }
}

/// Who proposed it, through the door.
async fn proposer(
    deps: &Deps,
    access: Access,
    grounds: &Personal<Grounds>,
) -> Result<Option<MemberId>, CommandError> {
    let parts = grounds.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = deps.vault.disclose(access, parts).await?;
    Ok(opened.of(grounds).value().map(|grounds: Grounds| grounds.by))
}
