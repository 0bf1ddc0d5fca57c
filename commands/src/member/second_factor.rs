//! The second factor of those who sign in by a link: set, removed, and recovered when everything is lost. What a code is, its caller knows; here it is a hash.

use super::link::spent;
use super::{member, of_organisation};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use crate::token::Token;
use domain::member::{self, Command, Core, Member};
use domain::text::Secret;
use domain::visit::TokenHash;
use domain::{Class, CommandId, MemberId, Personal, Refusal};

/// Sets a second factor. `code` stands for the first code, which was found right.
pub async fn set_second_factor(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    secret: &Secret,
    recovery: Vec<TokenHash>,
    code: TokenHash,
) -> Result<Done, CommandError> {
    let secret = Personal::new(staff.member.subject(), Class::Account, secret);
    let command = Command::SetSecondFactor { recovery, secret, code };
    execute::<Member>(deps, &member::stream(staff.member), id, &command).await
}

/// Does without a second factor.
pub async fn remove_second_factor(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    execute::<Member>(deps, &member::stream(staff.member), id, &Command::RemoveSecondFactor).await
}

/// Somebody with a link to sign in says that the second factor is lost. Returns the account as it stands then: without it, if the time of waiting was over.
pub async fn recover(deps: &Deps, id: CommandId, token: &Token) -> Result<Core, CommandError> {
    let whose = MemberId(token.id());
    let command = Command::Recover { link: token.hash(), expires: token.expires() };
    execute::<Member>(deps, &member::stream(whose), id, &command).await.map_err(spent)?;
    member(deps, whose).await?.core().cloned().ok_or_else(|| Refusal::LinkSpent.into())
}

/// Stops a recovery: one's own, or as an administrator that of a member of the same organisation.
pub async fn stop_recovery(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    whose: MemberId,
) -> Result<Done, CommandError> {
    of_organisation(deps, whose, staff.organisation).await?;
    let command = Command::StopRecovery {
        by: staff.member,
        by_roles: staff.roles.clone(),
        sealed: Personal::new(whose.subject(), Class::Account, &staff.member),
    };
    execute::<Member>(deps, &member::stream(whose), id, &command).await
}
