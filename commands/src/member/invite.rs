//! Inviting somebody by e-mail (A1).

use super::{LINGERS, clock, grant_roles, holds, issue_link};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::member::{self, Command, Contact, LinkPurpose, Member};
use domain::role::Power;
use domain::text::Email;
use domain::{Class, CommandId, MemberId, Personal, Refusal, Role};
use store::vault::KeysError;
use uuid::Uuid;

/// Somebody who was invited.
pub struct Invited {
    /// Who.
    pub member: MemberId,
    /// How far the log tells of it.
    pub done: Done,
}

/// Invites. The address is claimed first: one account an address. The claim runs out with the link. Whoever this organisation has invited already and waits for
/// gets a new link.
pub async fn invite(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    email: Email,
    roles: Vec<Role>,
) -> Result<Invited, CommandError> {
    staff.role(Power::ManageMembers)?;
    let member = MemberId(Uuid::new_v5(&id.0, b"member"));
    let expires = deps.now() + holds(LinkPurpose::Invitation);
    match deps.vault.claim(&[("email", email.as_str(), member.subject())], expires).await {
        Ok(()) => {}
        Err(KeysError::Taken(_)) => return again(deps, id, staff, &email, roles).await,
        Err(error) => return Err(error.into()),
    }
    for class in [Class::Account, Class::Contact] {
        // Whoever never accepts is not kept.
        let due = Some(expires + LINGERS);
        deps.vault.mint((member.subject(), class), staff.organisation, Some(deps.now()), due).await?;
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
    let done = issue_link(deps, linking, member, LinkPurpose::Invitation).await?;
    Ok(Invited { member, done })
}

/// Sends a new link to somebody who was invited to this organisation and has not accepted yet, as what they are invited to be now.
async fn again(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    email: &Email,
    roles: Vec<Role>,
) -> Result<Invited, CommandError> {
    let taken = Refusal::EmailTaken;
    let subject = deps.vault.find("email", email.as_str()).await?.ok_or_else(|| taken.clone())?;
    let member = MemberId(subject.0);
    match super::member(deps, member).await? {
        Member::Invited(core) if core.organisation == staff.organisation => {}
        Member::Absent | Member::Invited(_) | Member::Active(_) | Member::Gone(_) => return Err(taken.into()),
    }
    let expires = deps.now() + holds(LinkPurpose::Invitation);
    deps.vault.claim(&[("email", email.as_str(), subject)], expires).await?;
    clock(deps, member, expires + LINGERS).await?;
    grant_roles(deps, CommandId(Uuid::new_v5(&id.0, b"roles")), staff, member, roles).await?;
    let linking = CommandId(Uuid::new_v5(&id.0, b"link"));
    let done = issue_link(deps, linking, member, LinkPurpose::Invitation).await?;
    Ok(Invited { member, done })
}
