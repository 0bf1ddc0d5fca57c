//! Times as the rules see them: instants in UTC with microseconds, days, and the months that bills are for.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An instant, in UTC.
pub type Timestamp = DateTime<Utc>;

/// A day, in UTC: all that the public part of a record says about when.
pub type Day = NaiveDate;

/// The day of an instant, in UTC.
pub fn day(at: Timestamp) -> Day {
    at.date_naive()
}

/// A calendar month, written `2026-11`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// The month of an instant, in this time zone.
    pub fn of(at: Timestamp, zone: Tz) -> Month {
        let local = at.with_timezone(&zone);
        Month { year: local.year(), month: local.month() }
    }

    /// Its first day.
    pub fn first(self) -> Option<Day> {
        NaiveDate::from_ymd_opt(self.year, self.month, 1)
    }

    /// Its last day.
    pub fn last(self) -> Option<Day> {
        self.first()?.checked_add_months(chrono::Months::new(1))?.pred_opt()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

/// Not a month of the form `2026-11`.
#[derive(Debug, thiserror::Error)]
#[error("a month is written like 2026-11")]
pub struct NotAMonth;

impl std::str::FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Month, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let month = Month {
            year: year.parse().map_err(|_| NotAMonth)?,
            month: month.parse().map_err(|_| NotAMonth)?,
        };
        month.first().map(|_| month).ok_or(NotAMonth)
    }
}

impl TryFrom<String> for Month {
    type Error = NotAMonth;

    fn try_from(text: String) -> Result<Month, NotAMonth> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_the_one_on_the_organisations_own_wall() {
        let new_year: Timestamp = "2026-12-31T23:30:00Z".parse().unwrap();
        assert_eq!(Month::of(new_year, chrono_tz::UTC).to_string(), "2026-12");
        assert_eq!(Month::of(new_year, chrono_tz::Europe::Oslo).to_string(), "2027-01");
        assert!("2026-13".parse::<Month>().is_err());
    }
}
