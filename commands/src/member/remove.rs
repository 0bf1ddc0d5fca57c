//! Removing a member and withdrawing an invitation: nothing lets them in any more, the address is free, and what is kept of them gets its clock.

use super::of_organisation;
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::member::{self, Command, Member};
use domain::{Class, CommandId, MemberId, Personal, Timestamp};
use store::vault::KeyState;

/// Removes a member of the same organisation. Their sessions end with it.
pub async fn remove(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    member: MemberId,
) -> Result<Done, CommandError> {
    of_organisation(deps, member, staff.organisation).await?;
    let by = Personal::new(member.subject(), Class::Account, &staff.member);
    let command = Command::Remove { by, by_roles: staff.roles.clone() };
    let done = execute::<Member>(deps, &member::stream(member), id, &command).await?;
    left(deps, member).await?;
    Ok(done)
}

/// Withdraws an invitation to the same organisation that nobody has accepted.
pub async fn withdraw_invitation(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    member: MemberId,
) -> Result<Done, CommandError> {
    of_organisation(deps, member, staff.organisation).await?;
    let by = Personal::new(member.subject(), Class::Account, &staff.member);
    let command = Command::WithdrawInvitation { by, by_roles: staff.roles.clone() };
    let done = execute::<Member>(deps, &member::stream(member), id, &command).await?;
    never_came(deps, member).await?;
    Ok(done)
}

/// What follows from a removal: the address is free, and name and address are kept for the period of their class from now on. A clock that runs is left as it is,
/// so doing it twice does it once.
pub(crate) async fn left(deps: &Deps, member: MemberId) -> Result<(), CommandError> {
    let now = deps.now();
    deps.vault.keys().disclaim(member.subject()).await?;
    for class in [Class::Account, Class::Contact] {
        let whose = (member.subject(), class);
        let runs = match deps.vault.keys().states(vec![whose]).await?.pop() {
            Some(KeyState::Live(key)) => key.due_at.is_some(),
            Some(KeyState::Destroyed(_) | KeyState::Unknown) | None => true,
        };
        if let (false, Some(due)) = (runs, class.policy().period.due(now)) {
            deps.vault.keys().set_due(whose, now, due).await?;
        }
    }
    Ok(())
}

/// What follows from a withdrawn invitation: whoever never came is not kept at all.
pub(crate) async fn never_came(deps: &Deps, member: MemberId) -> Result<(), CommandError> {
    deps.vault.keys().disclaim(member.subject()).await?;
    clock(deps, member, deps.now()).await
}

/// Sets the clock of everything that is kept of a member.
pub(crate) async fn clock(deps: &Deps, member: MemberId, due: Timestamp) -> Result<(), CommandError> {
    for class in [Class::Account, Class::Contact] {
        deps.vault.keys().set_due((member.subject(), class), deps.now(), due).await?;
    }
    Ok(())
}
