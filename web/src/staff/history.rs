//! Being written.

use crate::error::AppError;

/// Being written.
pub async fn show() -> AppError {
    AppError::Malformed
}

