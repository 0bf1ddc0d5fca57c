//! Why something was not done, for whoever asked at the command line.

use super::LANG;
use crate::error::AppError;
use crate::follower::TreeError;
use crate::forms;
use domain::{Refusal, VisitId};

/// Why something was not done, in a sentence for whoever asked.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// As a page would refuse it.
    #[error("{}", sentence(.0))]
    App(#[from] AppError),
    /// Opening something needs a person.
    #[error("{}", LANG.say("cli-no-session"))]
    NoSession,
    /// The session is not of the person or the organisation that were named.
    #[error("{}", LANG.say("cli-other-session"))]
    OtherSession,
    /// Two visits have this reference.
    #[error("{}", LANG.say("cli-several").with("visits", list(.0)))]
    Several(Vec<VisitId>),
    /// There is no such event.
    #[error("there is no event {position}: the newest one that is signed for is {size}")]
    NoEvent {
        /// The position that was asked for.
        position: u64,
        /// Up to where the log is signed.
        size: u64,
    },
    /// Other nodes read the rows that would be dropped.
    #[error("other nodes read the same rows: end them, rebuild here, and start them again")]
    OtherNodes,
    /// The tree.
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// A backup or a restore.
    #[error(transparent)]
    Restore(#[from] crate::restoring::RestoreError),
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        AppError::from(refusal).into()
    }
}

fn sentence(error: &AppError) -> String {
    match error {
        AppError::Refused(refusal) => forms::sentence(LANG, refusal),
        AppError::NotSignedIn => LANG.say("cli-session-over").to_string(),
        AppError::Malformed
        | AppError::TooLarge
        | AppError::WrongKind
        | AppError::Crowded
        | AppError::WrongMethod
        | AppError::ForeignSite
        | AppError::TooMany
        | AppError::Behind
        | AppError::Unavailable { .. } => error.to_string(),
    }
}

fn list(visits: &[VisitId]) -> String {
    visits.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
