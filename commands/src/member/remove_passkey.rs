//! Removing a passkey: it opens nothing any more.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::CommandId;
use domain::member::{self, Command, Member};

/// Removes the passkey with this number, in the order of registration from 0.
pub async fn remove_passkey(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    number: u32,
) -> Result<Done, CommandError> {
    let command = Command::RemovePasskey { number };
    execute::<Member>(deps, &member::stream(staff.member), id, &command).await
}
