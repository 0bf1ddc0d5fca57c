//! One-time links: made, mailed by a reaction, used up by a POST.

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use crate::token::Token;
use domain::member::{self, Command, Core, LinkPurpose, Member};
use domain::text::Email;
use domain::visit::TokenHash;
use domain::{Class, CommandId, MemberId, Personal, Refusal, SubjectId};
use store::vault::Whose;

/// How long a link holds.
pub(crate) fn holds(purpose: LinkPurpose) -> chrono::TimeDelta {
    match purpose {
        LinkPurpose::Confirmation => chrono::TimeDelta::days(2),
        LinkPurpose::Invitation => chrono::TimeDelta::days(7),
        LinkPurpose::SignIn => chrono::TimeDelta::minutes(15),
    }
}

/// Makes a link for a member. It replaces the one before.
pub async fn issue_link(
    deps: &Deps,
    id: CommandId,
    member: MemberId,
    purpose: LinkPurpose,
) -> Result<Done, CommandError> {
    let token = Token::draw(&*deps.entropy, member.0, deps.now() + holds(purpose));
    let secret = token.secret().ok_or(Refusal::LinkSpent)?;
    let command = Command::IssueLink {
        purpose,
        link: token.hash(),
        secret: Personal::new(member.subject(), Class::Contact, &secret),
    };
    execute::<Member>(deps, &member::stream(member), id, &command).await
}

/// Somebody asks for a link by their address. The answer is the same whether there is such an account.
pub async fn request_link(deps: &Deps, id: CommandId, email: &Email) -> Result<(), CommandError> {
    let Some(subject) = deps.vault.find("email", email.as_str()).await? else { return Ok(()) };
    let member = MemberId(subject.0);
    // Somebody who has not accepted yet gets the invitation once more.
    let purpose = match super::member(deps, member).await? {
        Member::Absent | Member::Gone(_) => return Ok(()),
        Member::Invited(_) => LinkPurpose::Invitation,
        Member::Active(core) => {
            match super::super::organisation::organisation(deps, core.organisation).await? {
                domain::organisation::Organisation::Confirmed { .. } => LinkPurpose::SignIn,
                domain::organisation::Organisation::Ended { .. } => return Ok(()),
                domain::organisation::Organisation::Absent
                | domain::organisation::Organisation::Unconfirmed { .. } => LinkPurpose::Confirmation,
            }
        }
    };
    issue_link(deps, id, member, purpose).await.map(|_| ())
}

/// Uses up a link; one that signs in needs the code of a second factor beside it, where there is one. Returns whose it was.
pub async fn use_link(
    deps: &Deps,
    id: CommandId,
    token: &Token,
    purpose: LinkPurpose,
    code: Option<TokenHash>,
) -> Result<Core, CommandError> {
    let member = MemberId(token.id());
    let command = Command::UseLink { purpose, link: token.hash(), expires: token.expires(), code };
    let done = execute::<Member>(deps, &member::stream(member), id, &command).await;
    done.map_err(spent)?;
    super::member(deps, member).await?.core().cloned().ok_or_else(|| Refusal::LinkSpent.into())
}

/// Makes claims last whose link was used. Where one is gone, because it ran out and somebody else took the address, the link is spent.
pub(crate) async fn keep_claims(deps: &Deps, subjects: &[SubjectId]) -> Result<(), CommandError> {
    for subject in subjects {
        if !deps.vault.keys().confirm(*subject).await? {
            return Err(Refusal::LinkSpent.into());
        }
    }
    Ok(())
}

/// How long what was written is kept after the link that would have made it last has run out: long enough that neither overtakes the other.
pub(crate) const LINGERS: chrono::TimeDelta = chrono::TimeDelta::days(1);

/// Stops the clock of what ran out with a link, now that the link is used.
pub(crate) async fn keep_data(deps: &Deps, whose: &[Whose]) -> Result<(), CommandError> {
    for whose in whose {
        deps.vault.keys().stop_clock(*whose).await?;
    }
    Ok(())
}

/// A link for nobody is a link that is spent: it does not tell whether there is such an account.
pub(super) fn spent(error: CommandError) -> CommandError {
    match error {
        CommandError::Refused(Refusal::NotFound) => Refusal::LinkSpent.into(),
        other => other,
    }
}
