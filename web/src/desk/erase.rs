//! Being written.

use crate::error::AppError;

/// Being written.
pub async fn erase() -> AppError {
    AppError::Malformed
}

