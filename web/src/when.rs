//! Times and lengths as people read them, in the organisation's time zone.

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::Timestamp;

/// A moment for people and for machines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// For people.
    pub text: String,
    /// RFC 3339.
    pub datetime: String,
}

/// A day: "21 November 2026".
pub fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// A time of the day: "10:32".
pub fn time(at: Timestamp, zone: Tz) -> Moment {
    let local = at.with_timezone(&zone);
    Moment {
        text: local.format("%H:%M").to_string(),
        datetime: local.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
    }
}

/// Day and time: "21 November 2026, 10:32".
pub fn moment(at: Timestamp, zone: Tz) -> Moment {
    let local = at.with_timezone(&zone);
    Moment {
        text: local.format("%-d %B %Y, %H:%M").to_string(),
        datetime: local.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
    }
}

/// A length: "1:05:09", or "5:09" under an hour.
pub fn length(from: Timestamp, to: Timestamp) -> String {
    let seconds = (to - from).num_seconds().max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// An amount: "19.00 €".
pub fn euros(cents: u64) -> String {
    format!("{}.{:02} €", cents / 100, cents % 100)
}
