//! The visitor's page: what its device check found, closed, open again.

use super::{now, run, sealed};
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use domain::visit::{Command, Devices};
use domain::{CommandId, VisitId};

/// The device check is done.
pub async fn check(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    devices: &Devices,
) -> Result<Done, CommandError> {
    run(deps, id, visit, Command::Check { devices: sealed(visit, devices) }).await
}

/// The page was closed.
pub async fn leave(deps: &Deps, id: CommandId, visit: VisitId) -> Result<Done, CommandError> {
    run(deps, id, visit, Command::Leave { at: now(deps, visit) }).await
}

/// The page is open again.
pub async fn return_(deps: &Deps, id: CommandId, visit: VisitId) -> Result<Done, CommandError> {
    run(deps, id, visit, Command::Return { at: now(deps, visit) }).await
}
