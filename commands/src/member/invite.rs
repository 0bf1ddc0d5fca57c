//! Inviting somebody by e-mail (A1).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::member::{self, Command, Contact, LinkPurpose, Member};
use domain::role::Power;
use domain::text::Email;
use domain::{Class, CommandId, MemberId, Personal, Role};
use uuid::Uuid;

/// Somebody who was invited.
pub struct Invited {
    /// Who.
    pub member: MemberId,
    /// How far the log tells of it.
    pub done: Done,
}

/// Invites. The address is claimed first: one account an address.
pub async fn invite(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    email: Email,
    roles: Vec<Role>,
) -> Result<Invited, CommandError> {
    staff.role(Power::ManageMembers)?;
    let member = MemberId(Uuid::new_v5(&id.0, b"member"));
    let expires = deps.now() + chrono::TimeDelta::minutes(15);
    deps.vault.claim(&[("email", email.as_str(), member.subject())], expires).await?;
    for class in [Class::Account, Class::Contact] {
        deps.vault.mint((member.subject(), class), staff.organisation, None, None).await?;
    }
    let command = Command::Invite {
        member,
        organisation: staff.organisation,
        roles,
        contact: Personal::new(member.subject(), Class::Contact, &Contact { email }),
        by: Personal::new(member.subject(), Class::Account, &staff.member),
        by_roles: staff.roles.clone(),
    };
    execute::<Member>(deps, &member::stream(member), id, &command).await?;
    let linking = CommandId(Uuid::new_v5(&id.0, b"link"));
    let done = super::issue_link(deps, linking, member, LinkPurpose::Invitation).await?;
    Ok(Invited { member, done })
}
