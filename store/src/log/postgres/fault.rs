//! What went wrong with the database, told without a value: its own messages may quote what was bound.

use super::super::LogError;
use std::io;

/// The SQLSTATE of a broken uniqueness.
pub(super) const UNIQUE: &str = "23505";

pub(super) fn closed() -> LogError {
    LogError::Unavailable("the log is closed".into())
}

pub(super) fn unavailable(error: &sqlx::Error) -> LogError {
    LogError::Unavailable(describe(error))
}

/// Never the database's message, detail or hint.
fn describe(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(refused) => {
            format!("the database refused (SQLSTATE {})", refused.code().unwrap_or("unknown".into()))
        }
        sqlx::Error::Io(error) => format!("the connection to the database failed ({})", error.kind()),
        sqlx::Error::Tls(_) => "no protected connection to the database".into(),
        sqlx::Error::PoolTimedOut => "no connection to the database in time".into(),
        sqlx::Error::Configuration(_) => "the database's address cannot be read".into(),
        sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. } => {
            "the database answered in another type".into()
        }
        _ => "the database gave no usable answer".into(),
    }
}

/// Whether the server took the statement and refused it: it is there, and some value or row is to blame.
pub(super) fn refused(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    // 22: a value that cannot be stored; 23: a rule broken; 40: a serialisation failure or deadlock.
    code.is_some_and(|code| ["22", "23", "40"].iter().any(|class| code.starts_with(class)))
}

/// Whether the connection is gone and another may do better.
pub(super) fn lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => true,
        // 57P01 to 57P03: the server is being shut down, has crashed, is starting.
        sqlx::Error::Database(refused) => {
            refused.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57P0"))
        }
        _ => false,
    }
}

pub(super) fn late() -> sqlx::Error {
    sqlx::Error::Io(io::ErrorKind::TimedOut.into())
}
