//! Accepting an invitation: the link is used up, the name given, and the claim of the address lasts.

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{execute, load};
use crate::token::Token;
use domain::agreement::Kind;
use domain::member::{self, Account, Command, Core, Member};
use domain::text::PersonName;
use domain::{Aggregate as _, Class, CommandId, Language, MemberId, Personal, Refusal};

/// Accepts, on a page in this language. The notice about the data of accounts, which has to be the one that was read, stood beside the form.
pub async fn accept(
    deps: &Deps,
    id: CommandId,
    token: &Token,
    name: PersonName,
    language: Language,
    notice: &str,
) -> Result<Core, CommandError> {
    let member = MemberId(token.id());
    let account = Account { name, at: deps.now() };
    let notice = crate::agreement::read(deps, Kind::StaffNotice, notice).await?;
    let command = Command::Accept {
        account: Personal::new(member.subject(), Class::Account, &account),
        link: token.hash(),
        expires: token.expires(),
        language: Some(Personal::new(member.subject(), Class::Account, &language)),
        notice: notice.map(|paper| paper.digest),
    };
    let stream = member::stream(member);
    // Asked before the claim is touched: only a link that holds makes it last.
    let (there, _) = load::<Member>(deps, &stream).await?;
    there.decide(&command, deps.now()).map_err(|refusal| super::link::spent(refusal.into()))?;
    super::keep_claims(deps, &[member.subject()]).await?;
    let kept = [Class::Account, Class::Contact].map(|class| (member.subject(), class));
    super::keep_data(deps, &kept).await?;
    execute::<Member>(deps, &stream, id, &command).await.map_err(super::link::spent)?;
    super::member(deps, member).await?.core().cloned().ok_or_else(|| Refusal::LinkSpent.into())
}
