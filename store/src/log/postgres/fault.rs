//! What went wrong with the database, as the log says it.

use super::super::LogError;
use crate::postgres::describe;
pub(super) use crate::postgres::{late, lost};

/// The SQLSTATE of a broken uniqueness.
pub(super) const UNIQUE: &str = "23505";

pub(super) fn closed() -> LogError {
    LogError::Unavailable("the log is closed".into())
}

pub(super) fn unavailable(error: &sqlx::Error) -> LogError {
    LogError::Unavailable(describe(error))
}

/// Whether the server took the statement and refused it: it is there, and some value or row is to blame.
pub(super) fn refused(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    // 22: a value that cannot be stored; 23: a rule broken; 40: a serialisation failure or deadlock.
    code.is_some_and(|code| ["22", "23", "40"].iter().any(|class| code.starts_with(class)))
}
