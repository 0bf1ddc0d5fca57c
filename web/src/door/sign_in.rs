//! Being written.

use crate::error::AppError;

/// Being written.
pub async fn show() -> AppError {
    AppError::Malformed
}

/// Being written.
pub async fn request_link() -> AppError {
    AppError::Malformed
}

/// Being written.
pub async fn sign_out() -> AppError {
    AppError::Malformed
}

