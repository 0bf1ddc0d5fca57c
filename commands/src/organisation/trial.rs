//! The trial of an organisation: its end is announced to the owner, and whoever runs the service lets it go on.

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::organisation::{self, Command, Organisation};
use domain::{CommandId, OrganisationId};

/// Announces the end of its trial, once that is near; a letter follows from it. Doing it twice does it once.
pub async fn announce_trial_end(deps: &Deps, organisation: OrganisationId) -> Result<Done, CommandError> {
    let stream = organisation::stream(organisation);
    execute::<Organisation>(deps, &stream, deps.command(), &Command::AnnounceTrialEnd).await
}

/// Lets it go on: from now on there is no trial.
pub async fn continue_(
    deps: &Deps,
    id: CommandId,
    organisation: OrganisationId,
) -> Result<Done, CommandError> {
    execute::<Organisation>(deps, &organisation::stream(organisation), id, &Command::Continue).await
}
