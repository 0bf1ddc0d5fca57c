//! Being written.

use crate::error::AppError;

/// Being written.
pub async fn show() -> AppError {
    AppError::Malformed
}

/// Being written.
pub async fn sign() -> AppError {
    AppError::Malformed
}

/// Being written.
pub async fn pdf() -> AppError {
    AppError::Malformed
}

