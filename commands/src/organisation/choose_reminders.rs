//! Choosing which reminders visitors get unless their invitation says otherwise.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::CommandId;
use domain::organisation::{self, Command, Organisation};
use domain::visit::Reminders;

/// Chooses. Appointments that are there keep what they were made with.
pub async fn choose_reminders(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    reminders: Reminders,
) -> Result<Done, CommandError> {
    let command = Command::ChooseReminders { roles: staff.roles.clone(), reminders };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
