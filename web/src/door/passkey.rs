//! Being written.

use crate::error::AppError;

/// Being written.
pub async fn sign_in_start() -> AppError {
    AppError::Malformed
}

/// Being written.
pub async fn sign_in_finish() -> AppError {
    AppError::Malformed
}

/// Being written.
pub async fn register_start() -> AppError {
    AppError::Malformed
}

/// Being written.
pub async fn register_finish() -> AppError {
    AppError::Malformed
}

