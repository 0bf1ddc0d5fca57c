//! Being written.

use crate::error::AppError;

/// Being written.
pub async fn show() -> AppError {
    AppError::Malformed
}

/// Being written.
pub async fn invite() -> AppError {
    AppError::Malformed
}

/// Being written.
pub async fn grant_roles() -> AppError {
    AppError::Malformed
}

