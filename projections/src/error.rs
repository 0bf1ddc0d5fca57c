//! What can go wrong with the read models. No message holds a value of theirs; the source is for the trace at the boundary.

use store::LogError;

/// Why the read models do not answer.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database does not answer now.
    #[error("the read models cannot be reached")]
    Unavailable(#[source] sqlx::Error),
    /// The log does not answer, or cannot be read.
    #[error(transparent)]
    Log(#[from] LogError),
    /// What a read model holds cannot be understood. Rebuilding it helps.
    #[error("a row of a read model cannot be understood: {0}")]
    Unreadable(&'static str),
    /// Another process moved this projection's checkpoint.
    #[error("another process follows the log into the same read models")]
    Moved,
    /// There is none of this name.
    #[error("there is no projection of this name")]
    Unknown,
    /// The projection stopped at an event it cannot read.
    #[error("the projection stopped: {0}")]
    Stopped(String),
    /// The read models are shut down.
    #[error("the read models are closed")]
    Closed,
}

impl From<sqlx::Error> for ReadError {
    fn from(error: sqlx::Error) -> Self {
        ReadError::Unavailable(error)
    }
}
