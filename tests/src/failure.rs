//! Why a test failed, and where: any error becomes one with `?`, so that neither machinery nor scenarios unwrap.

use std::fmt;
use std::panic::Location;

/// What a test returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A message and the places it came through. Its Debug is what the test runner prints, so it is written for people.
pub struct Failure {
    message: String,
    at: &'static Location<'static>,
}

impl Failure {
    /// A failure with its own words, at the place that calls this.
    #[track_caller]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), at: Location::caller() }
    }

    /// The same failure with words in front that say what was being done.
    #[must_use]
    pub fn while_doing(mut self, what: impl fmt::Display) -> Self {
        self.message = format!("{what}: {}", self.message);
        self
    }

    /// The words alone.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  at {}", self.message, self.at)
    }
}

// Failure itself is no `Error`: that is what allows this conversion from all of them.
impl<E: std::error::Error> From<E> for Failure {
    #[track_caller]
    fn from(error: E) -> Self {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(inner) = source {
            let words = inner.to_string();
            // Many errors repeat their source in their own words.
            if !message.contains(&words) {
                message = format!("{message}: {words}");
            }
            source = inner.source();
        }
        Self { message, at: Location::caller() }
    }
}
