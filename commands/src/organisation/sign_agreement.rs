//! Signing the agreement that an organisation's country asks for (D1, D2).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::agreement::Kind;
use domain::organisation::{self, Command, Organisation, Signature};
use domain::text::SignatoryName;
use domain::{Class, CommandId, Personal, Refusal};

/// Signs the text that is offered, which is the one that was read: its digest, where the form tells it.
pub async fn sign_agreement(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    digest: Option<&str>,
    name: SignatoryName,
) -> Result<Done, CommandError> {
    let there = super::organisation(deps, staff.organisation).await?;
    let country = there.core().ok_or(Refusal::NotFound)?.country;
    let paper = crate::agreement::read(deps, Kind::signed_in(country), digest).await?;
    let signature = Signature { by: staff.member, name: Some(name.into_name()), at: deps.now() };
    let command = Command::SignAgreement {
        roles: staff.roles.clone(),
        paper: paper.ok_or(Refusal::NotFound)?,
        signature: Personal::new(staff.organisation.subject(), Class::Account, &signature),
    };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
