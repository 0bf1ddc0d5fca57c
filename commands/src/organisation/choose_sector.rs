//! Saying what an organisation does, where the law depends on it.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::CommandId;
use domain::organisation::{self, Command, Organisation, Sector};

/// Says it. Which agreement is signed, and on which ground visitors' data is handled, follows from it.
pub async fn choose_sector(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    sector: Sector,
) -> Result<Done, CommandError> {
    let command = Command::ChooseSector { roles: staff.roles.clone(), sector };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
