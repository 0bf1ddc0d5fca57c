//! Choosing which ways an organisation's calls may take (C2).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::organisation::{self, Command, Organisation};
use domain::{CommandId, Ways};

/// Chooses. Calls that are running keep theirs.
pub async fn choose_ways(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    ways: Ways,
) -> Result<Done, CommandError> {
    let command = Command::ChooseWays { roles: staff.roles.clone(), ways };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
