//! How long a visit is kept: an organisation's choice between one day and three calendar months.

use crate::time::Timestamp;
use chrono::{Days, Months};
use serde::{Deserialize, Serialize};

/// What an organisation can choose (D: one day at least, three months at most). Months are the calendar's: 1 February to 1 May is 89 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Retention {
    /// One day.
    #[serde(rename = "1 day")]
    OneDay,
    /// Seven days.
    #[serde(rename = "7 days")]
    SevenDays,
    /// Fourteen days.
    #[serde(rename = "14 days")]
    FourteenDays,
    /// One calendar month.
    #[serde(rename = "1 month")]
    OneMonth,
    /// Three calendar months.
    #[serde(rename = "3 months")]
    ThreeMonths,
}

impl Retention {
    /// Every choice, shortest first.
    pub const ALL: [Retention; 5] =
        [Self::OneDay, Self::SevenDays, Self::FourteenDays, Self::OneMonth, Self::ThreeMonths];

    /// Its stored name, also the value of the form.
    pub fn name(self) -> &'static str {
        match self {
            Self::OneDay => "1 day",
            Self::SevenDays => "7 days",
            Self::FourteenDays => "14 days",
            Self::OneMonth => "1 month",
            Self::ThreeMonths => "3 months",
        }
    }

    /// The choice of this name.
    pub fn named(name: &str) -> Option<Retention> {
        Self::ALL.into_iter().find(|retention| retention.name() == name)
    }

    /// When a visit whose period started at `start` is due; `None` past the end of the calendar.
    pub fn due(self, start: Timestamp) -> Option<Timestamp> {
        match self {
            Self::OneDay => start.checked_add_days(Days::new(1)),
            Self::SevenDays => start.checked_add_days(Days::new(7)),
            Self::FourteenDays => start.checked_add_days(Days::new(14)),
            Self::OneMonth => start.checked_add_months(Months::new(1)),
            Self::ThreeMonths => start.checked_add_months(Months::new(3)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_months_is_the_calendars() {
        let start: Timestamp = "2026-02-01T09:00:00Z".parse().unwrap();
        assert_eq!(Retention::ThreeMonths.due(start), Some("2026-05-01T09:00:00Z".parse().unwrap()));
        assert_eq!(Retention::ThreeMonths.due(start).map(|due| (due - start).num_days()), Some(89));
    }

    #[test]
    fn every_choice_is_found_by_its_name_and_longer_is_later() {
        let start: Timestamp = "2026-01-31T09:00:00Z".parse().unwrap();
        let mut last = start;
        for choice in Retention::ALL {
            assert_eq!(Retention::named(choice.name()), Some(choice));
            let due = choice.due(start).unwrap();
            assert!(due > last);
            last = due;
        }
        assert_eq!(Retention::named("4 months"), None);
    }
}
