//! Duty: who is shown visitors for the first one free. It is forgotten about, so it ends by itself with the day after the one on which it began.

use crate::time::{Day, Timestamp, day};
use chrono::Days;

/// Whether somebody is on duty now who went on duty on this day.
pub fn holds(since: Option<Day>, now: Timestamp) -> bool {
    since.and_then(|since| since.checked_add_days(Days::new(1))).is_some_and(|last| day(now) <= last)
}
