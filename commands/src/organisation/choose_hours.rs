//! Choosing when visitors without an appointment can come.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::CommandId;
use domain::hours::{Spans, Week};
use domain::organisation::{self, Command, Organisation};
use domain::time::Day;

/// Chooses the hours of the week; `None` for any time.
pub async fn choose_hours(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    week: Option<Week>,
) -> Result<Done, CommandError> {
    let command = Command::ChooseHours { roles: staff.roles.clone(), week };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}

/// Chooses the hours of one day; `None` where they are its weekday's again.
pub async fn choose_day_hours(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    on: Day,
    hours: Option<Spans>,
) -> Result<Done, CommandError> {
    let command = Command::ChooseDayHours { roles: staff.roles.clone(), on, hours };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
