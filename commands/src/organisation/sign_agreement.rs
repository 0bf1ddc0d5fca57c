//! Signing the agreement that an organisation's law asks for (D1, D2).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::agreement::Kind;
use domain::organisation::{self, Command, Organisation, Signature};
use domain::text::SignatoryName;
use domain::{Class, CommandId, Personal, Refusal};

/// Signs the text that is offered, which has to be the one that was read, by its digest.
pub async fn sign_agreement(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    digest: &str,
    name: SignatoryName,
) -> Result<Done, CommandError> {
    let there = super::organisation(deps, staff.organisation).await?;
    let law = there.core().ok_or(Refusal::NotFound)?.law();
    let kind = Kind::signed_under(law).ok_or(Refusal::NotFound)?;
    let paper = crate::agreement::read(deps, kind, digest).await?;
    let signature = Signature { by: staff.member, name: Some(name.into_name()), at: deps.now() };
    let command = Command::SignAgreement {
        roles: staff.roles.clone(),
        paper: paper.ok_or(Refusal::NotFound)?,
        signature: Personal::new(staff.organisation.subject(), Class::Account, &signature),
    };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
