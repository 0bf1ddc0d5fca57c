//! Signing the data processing agreement (D1).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::organisation::{self, Command, Organisation, Signature};
use domain::text::SignatoryName;
use domain::{Class, CommandId, Personal};

/// Signs a version of the agreement.
pub async fn sign_agreement(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    version: &str,
    name: SignatoryName,
) -> Result<Done, CommandError> {
    let signature = Signature { by: staff.member, name: name.into_name(), at: deps.now() };
    let command = Command::SignAgreement {
        roles: staff.roles.clone(),
        version: version.to_owned(),
        signature: Personal::new(staff.organisation.subject(), Class::Account, &signature),
    };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
