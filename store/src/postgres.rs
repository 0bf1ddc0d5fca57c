//! What went wrong with a PostgreSQL database, told without a value: its own messages may quote what was bound.

use std::io;

/// Never the database's message, detail or hint.
pub(crate) fn describe(error: &sqlx::Error) -> String {
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

/// Whether the connection is gone and another may do better.
pub(crate) fn lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => true,
        // 57P01 to 57P03: the server is being shut down, has crashed, is starting.
        sqlx::Error::Database(refused) => {
            refused.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57P0"))
        }
        _ => false,
    }
}

/// No answer in time.
pub(crate) fn late() -> sqlx::Error {
    sqlx::Error::Io(io::ErrorKind::TimedOut.into())
}
