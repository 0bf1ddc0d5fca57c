//! Times and lengths as people read them, in the organisation's time zone.

use crate::lang::Lang;
use chrono::{NaiveDate, NaiveTime, TimeZone as _};
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

/// When an appointment is, on the organisation's wall: "Tuesday 24 November 2026, 10:30 (Oslo time)". The reader may be in another zone.
pub fn appointment(lang: Lang, at: Timestamp, zone: Tz) -> String {
    let said = lang
        .say("appointment-when")
        .with("when", at.with_timezone(&zone).format("%A %-d %B %Y, %H:%M").to_string());
    let place = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
    said.with("place", place).to_string()
}

/// What a form's fields for a day and a time mean on the organisation's wall; `None` where the clock leaps over it. Where it comes twice, the first.
pub fn written(day: &str, time: &str, zone: Tz) -> Option<Timestamp> {
    let day: NaiveDate = day.trim().parse().ok()?;
    let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").ok()?;
    zone.from_local_datetime(&day.and_time(time)).earliest().map(|at| at.to_utc())
}

/// The same moment as a form's fields show it.
pub fn to_write(at: Timestamp, zone: Tz) -> (String, String) {
    let local = at.with_timezone(&zone);
    (local.format("%Y-%m-%d").to_string(), local.format("%H:%M").to_string())
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

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Oslo;

    #[test]
    fn a_written_time_is_the_one_on_the_organisations_wall() {
        let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
        assert_eq!(written("2026-11-24", "10:30", Oslo), at("2026-11-24T09:30:00Z"));
        assert_eq!(written("2027-06-01", "10:30", Oslo), at("2027-06-01T08:30:00Z"));
        assert_eq!(written("2027-03-28", "02:30", Oslo), None, "the clock leaps over it");
        assert_eq!(written("2026-10-25", "02:30", Oslo), at("2026-10-25T00:30:00Z"), "it comes twice");
        for (day, time) in
            [("", "10:30"), ("2026-11-24", ""), ("24.11.2026", "10:30"), ("2026-11-24", "25:00")]
        {
            assert_eq!(written(day, time, Oslo), None, "{day} {time}");
        }
        let (day, time) = to_write("2026-11-24T09:30:00Z".parse().unwrap(), Oslo);
        assert_eq!((day.as_str(), time.as_str()), ("2026-11-24", "10:30"));
    }
}
