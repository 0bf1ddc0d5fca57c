//! What people do with a member's account.

mod accept;
mod grant_roles;
mod invite;
mod link;
mod register_passkey;
mod session;
mod use_passkey;

pub use accept::accept;
pub use grant_roles::grant_roles;
pub use invite::{Invited, invite};
pub(crate) use link::{holds, keep_claims};
pub use link::{issue_link, request_link, use_link};
pub use register_passkey::register_passkey;
pub use session::{SESSION, sign_in, sign_out};
pub use use_passkey::use_passkey;

use crate::deps::Deps;
use crate::error::CommandError;
use domain::MemberId;
use domain::member::{Member, stream};

/// A member as they stand in the log.
pub async fn member(deps: &Deps, member: MemberId) -> Result<Member, CommandError> {
    Ok(crate::execute::load(deps, &stream(member)).await?.0)
}
