//! Choosing how long visits are kept.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::organisation::{self, Command, Organisation};
use domain::{CommandId, Retention};

/// Chooses. Shortening moves the due times of visits that are there; a reaction does that.
pub async fn choose_retention(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    retention: Retention,
) -> Result<Done, CommandError> {
    let command = Command::ChooseRetention { roles: staff.roles.clone(), retention };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
