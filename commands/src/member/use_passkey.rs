//! Keeping what a passkey's proof has changed: its counter, and whether it is backed up.

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::member::{self, Command, Member};
use domain::{Class, CommandId, MemberId, Personal};

/// Keeps the passkey with this number, in the order of registration from 0, as it is from now on.
pub async fn use_passkey(
    deps: &Deps,
    id: CommandId,
    member: MemberId,
    number: u32,
    passkey: &serde_json::Value,
) -> Result<Done, CommandError> {
    let passkey = Personal::new(member.subject(), Class::Account, passkey);
    execute::<Member>(deps, &member::stream(member), id, &Command::UsePasskey { number, passkey }).await
}
