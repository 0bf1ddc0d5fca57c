//! What a command can answer instead of being done.

use domain::Refusal;
use store::vault::{KeysError, SealError, VaultError};
use store::{DoorError, LogError};

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The rules refuse it; the sentence is for the person.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The key table.
    #[error(transparent)]
    Keys(KeysError),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Sealing.
    #[error(transparent)]
    Seal(SealError),
    /// The door.
    #[error(transparent)]
    Door(#[from] DoorError),
    /// The id was used for a command on something else.
    #[error("this command's id was used for something else")]
    Reused,
    /// So many others changed the same thing that this one never got through.
    #[error("too many changes at once; please try again")]
    Contended,
}

impl From<KeysError> for CommandError {
    fn from(error: KeysError) -> Self {
        match error {
            KeysError::Destroyed => Self::Refused(Refusal::Erased),
            KeysError::Taken("slug") => Self::Refused(Refusal::SlugTaken),
            KeysError::Taken(_) => Self::Refused(Refusal::EmailTaken),
            other => Self::Keys(other),
        }
    }
}

impl From<SealError> for CommandError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::NoKey | SealError::Keys(KeysError::Destroyed) => Self::Refused(Refusal::Erased),
            other => Self::Seal(other),
        }
    }
}
