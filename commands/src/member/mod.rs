//! What people do with a member's account.

mod accept;
mod choose_language;
mod duty;
mod grant_roles;
mod invite;
mod link;
mod picture;
mod register_passkey;
mod remove;
mod remove_passkey;
mod second_factor;
mod session;
mod use_passkey;

pub use accept::accept;
pub use choose_language::choose_language;
pub(crate) use duty::anybody;
pub use duty::{AbsenceForm, come_back, go_away, go_off_duty, go_on_duty};
pub use grant_roles::grant_roles;
pub use invite::{Invited, invite};
pub(crate) use link::{LINGERS, holds, keep_claims, keep_data};
pub use link::{issue_link, request_link, use_link};
pub use picture::{remove_picture, set_picture};
pub use register_passkey::register_passkey;
pub(crate) use remove::{clock, left, never_came};
pub use remove::{remove, withdraw_invitation};
pub use remove_passkey::remove_passkey;
pub use second_factor::{recover, remove_second_factor, set_second_factor, stop_recovery};
pub use session::{Browser, SESSION, end_session, sign_in, sign_out, sign_out_everywhere};
pub use use_passkey::use_passkey;

use crate::deps::Deps;
use crate::error::CommandError;
use domain::member::{Core, Member, stream};
use domain::role::Power;
use domain::{Class, MemberId, OrganisationId, Refusal, Role};
use std::collections::BTreeSet;

/// A member as they stand in the log.
pub async fn member(deps: &Deps, member: MemberId) -> Result<Member, CommandError> {
    Ok(crate::execute::load(deps, &stream(member)).await?.0)
}

/// Somebody who belongs to this organisation, or did. Anybody else does not exist for it.
async fn of_organisation(
    deps: &Deps,
    id: MemberId,
    organisation: OrganisationId,
) -> Result<Member, CommandError> {
    let there = member(deps, id).await?;
    match &there {
        Member::Invited(core) | Member::Active(core) | Member::Gone(core)
            if core.organisation == organisation =>
        {
            Ok(there)
        }
        Member::Absent | Member::Invited(_) | Member::Active(_) | Member::Gone(_) => {
            Err(Refusal::NotFound.into())
        }
    }
}

/// Who may manage the members of an organisation.
pub(crate) async fn administrators(
    deps: &Deps,
    organisation: OrganisationId,
) -> Result<BTreeSet<MemberId>, CommandError> {
    let all = everybody(deps, organisation).await?;
    let manages = |core: &&Core| Role::with(&core.roles, Power::ManageMembers).is_some();
    Ok(all.iter().filter(manages).map(|core| core.member).collect())
}

/// Everybody whose account at an organisation is in use. The keys of what is sealed with its members say who they are, and the log what each may do.
pub(crate) async fn everybody(deps: &Deps, organisation: OrganisationId) -> Result<Vec<Core>, CommandError> {
    let mut found = Vec::new();
    for key in deps.vault.keys().of_organisation(organisation, Class::Contact).await? {
        if let Member::Active(core) = member(deps, MemberId(key.subject.0)).await? {
            found.push(core);
        }
    }
    Ok(found)
}
