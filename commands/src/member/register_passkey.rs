//! Registering a passkey.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::member::{self, Command, Member};
use domain::{Class, CommandId, Personal};

/// Registers what the ceremony gave.
pub async fn register_passkey(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    passkey: &serde_json::Value,
) -> Result<Done, CommandError> {
    let passkey = Personal::new(staff.member.subject(), Class::Account, passkey);
    execute::<Member>(deps, &member::stream(staff.member), id, &Command::RegisterPasskey { passkey }).await
}
