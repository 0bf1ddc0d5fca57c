//! For how long an organisation is on trial that signs up.

use serde::Deserialize;

/// The section `[trial]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrialAt {
    /// Days; 0 for no trial.
    #[serde(default = "fortnight")]
    pub(super) days: u16,
}

fn fortnight() -> u16 {
    14
}

impl Default for TrialAt {
    fn default() -> Self {
        Self { days: fortnight() }
    }
}

impl TrialAt {
    /// Longer than a year is no trial.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.days > 366 {
            return Err("trial.days: at most 366, or 0 for no trial".to_owned());
        }
        Ok(())
    }
}
