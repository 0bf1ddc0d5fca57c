//! Waiting for a condition with a deadline. Nothing here passes time for its own sake.

use std::thread;
use std::time::{Duration, Instant};

use crate::{Failure, Outcome};

/// How long a condition may take before the test fails; two busy cores are slow.
pub const DEADLINE: Duration = Duration::from_mins(1);

/// How often a condition is looked at.
pub const GLANCE: Duration = Duration::from_millis(20);

/// Looks until `condition` gives a value; at the deadline fails with what was awaited.
#[track_caller]
pub fn until<T>(
    what: &str,
    deadline: Duration,
    mut condition: impl FnMut() -> Outcome<Option<T>>,
) -> Outcome<T> {
    let late = Failure::new(format!("{what}: not within {deadline:?}"));
    let start = Instant::now();
    loop {
        if let Some(value) = condition()? {
            return Ok(value);
        }
        if start.elapsed() > deadline {
            return Err(late);
        }
        thread::sleep(GLANCE);
    }
}
