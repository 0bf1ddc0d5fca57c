//! Accepting an invitation: the link is used up and the name given.

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::execute;
use crate::token::Token;
use domain::member::{self, Account, Command, Core, Member};
use domain::text::PersonName;
use domain::{Class, CommandId, MemberId, Personal, Refusal};

/// Accepts.
pub async fn accept(
    deps: &Deps,
    id: CommandId,
    token: &Token,
    name: PersonName,
) -> Result<Core, CommandError> {
    let member = MemberId(token.id());
    let account = Account { name, at: deps.now() };
    let command = Command::Accept {
        account: Personal::new(member.subject(), Class::Account, &account),
        link: token.hash(),
        expires: token.expires(),
    };
    execute::<Member>(deps, &member::stream(member), id, &command).await.map_err(super::link::spent)?;
    super::member(deps, member).await?.core().cloned().ok_or_else(|| Refusal::LinkSpent.into())
}
