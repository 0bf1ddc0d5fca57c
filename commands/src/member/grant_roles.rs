//! Setting a member's roles (A8).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::member::{self, Command, Member};
use domain::{Class, CommandId, MemberId, Personal, Refusal, Role};

/// Sets all roles of a member of the same organisation.
pub async fn grant_roles(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    member: MemberId,
    roles: Vec<Role>,
) -> Result<Done, CommandError> {
    let there = super::member(deps, member).await?;
    if there.core().is_none_or(|core| core.organisation != staff.organisation) {
        return Err(Refusal::NotFound.into());
    }
    let command = Command::GrantRoles {
        roles,
        by: Personal::new(member.subject(), Class::Account, &staff.member),
        by_roles: staff.roles.clone(),
    };
    execute::<Member>(deps, &member::stream(member), id, &command).await
}
