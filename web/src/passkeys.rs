//! Passkey ceremonies under way.

use crate::error::AppError;

/// Ceremonies under way.
pub struct Passkeys;

impl Passkeys {
    /// For pages at this origin.
    pub fn new(_origin: &str) -> Result<Self, AppError> {
        Ok(Self)
    }
}
