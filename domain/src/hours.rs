//! Opening hours: when an organisation's page takes whoever comes without an appointment, on the clock of its own wall.

use crate::text::Invalid;
use crate::time::{Day, Timestamp};
use chrono::{Datelike as _, Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The minutes of a day.
const DAY: u16 = 24 * 60;

/// Spans of one day at most.
const SPANS: usize = 6;

/// How many days ahead the next opening is looked for: whoever is closed for longer names no day.
const AHEAD: u64 = 400;

/// From when to when on one day, in minutes from midnight on the wall's clock; the end is not part of it. Stored as `08:00-16:00`; midnight at the end is `24:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Span {
    from: u16,
    to: u16,
}

impl Span {
    fn of(from: u16, to: u16) -> Option<Span> {
        (from < to && to <= DAY).then_some(Span { from, to })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Span { from, to } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

impl From<Span> for String {
    fn from(span: Span) -> String {
        span.to_string()
    }
}

impl TryFrom<String> for Span {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Span, Invalid> {
        span(&text)
    }
}

/// The spans of one day, in order and apart. Without any it is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// Reads what a person wrote: `08:00-12:00, 13-16.30`; nothing at all is closed.
    pub fn parse(text: &str) -> Result<Spans, Invalid> {
        let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
        let mut spans = parts.map(span).collect::<Result<Vec<Span>, Invalid>>()?;
        spans.sort_unstable();
        if spans.len() > SPANS || spans.windows(2).any(|two| two[1].from < two[0].to) {
            return Err(FORM);
        }
        Ok(Spans(spans))
    }

    /// Whether the whole day is closed.
    pub fn closed(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, span) in self.0.iter().enumerate() {
            write!(f, "{}{span}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

const FORM: Invalid = Invalid::Form("times such as 08:00-12:00, 13:00-16:00");

fn span(text: &str) -> Result<Span, Invalid> {
    let (from, to) = text.split_once(['-', '–', '—']).ok_or(FORM)?;
    Span::of(minute(from).ok_or(FORM)?, minute(to).ok_or(FORM)?).ok_or(FORM)
}

/// A time of the day: `8`, `08:00`, `8.30`, `24:00`.
fn minute(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let number = |digits: &str, most: usize| {
        let fits = !digits.is_empty() && digits.len() <= most && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2).filter(|m| *m < 60 && text.len() <= 5)?);
    Some(hours * 60 + minutes).filter(|at| *at <= DAY)
}

/// The hours of each weekday, from Monday on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Week(pub [Spans; 7]);

/// An organisation's opening hours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// The hours of each weekday; `None` where the page takes visitors at any time.
    pub week: Option<Week>,
    /// Days that are different, by the wall's calendar.
    pub days: BTreeMap<Day, Spans>,
}

impl Hours {
    /// Whether it is open now.
    pub fn open(&self, now: Timestamp, zone: Tz) -> bool {
        let today = now.with_timezone(&zone).date_naive();
        let Some(yesterday) = today.pred_opt() else { return false };
        self.week.is_none() && !self.days.contains_key(&today)
            || [yesterday, today]
                .into_iter()
                .flat_map(|day| self.on(day, zone))
                .any(|(from, to)| from <= now && now < to)
    }

    /// When it opens next, where that is in sight. While it is open: the next time after this one.
    pub fn next(&self, now: Timestamp, zone: Tz) -> Option<Timestamp> {
        let today = now.with_timezone(&zone).date_naive();
        (0..AHEAD).find_map(|days| {
            let day = today.checked_add_days(Days::new(days))?;
            self.on(day, zone).into_iter().map(|(from, _)| from).find(|from| now < *from)
        })
    }

    /// The spans of a day; a day that is not different from others has its weekday's.
    pub fn of(&self, day: Day) -> Spans {
        let weekday = day.weekday().num_days_from_monday() as usize;
        let usual = || match &self.week {
            Some(week) => week.0.get(weekday).cloned().unwrap_or_default(),
            None => Spans(vec![Span { from: 0, to: DAY }]),
        };
        self.days.get(&day).cloned().unwrap_or_else(usual)
    }

    /// From when to when it is open on a day, as instants: an hour that comes twice belongs to it both times, one that is leapt over begins when the clock has leapt.
    fn on(&self, day: Day, zone: Tz) -> Vec<(Timestamp, Timestamp)> {
        let at = |minutes: u16, last: bool| instant(day, minutes, last, zone);
        let spans = self.of(day).0;
        spans.into_iter().filter_map(|span| Some((at(span.from, false)?, at(span.to, true)?))).collect()
    }
}

/// The first moment of a day on the wall.
pub fn midnight(day: Day, zone: Tz) -> Option<Timestamp> {
    instant(day, 0, false, zone)
}

/// What the wall's clock shows, as an instant: of two the first, or the `last`.
fn instant(day: Day, minutes: u16, last: bool, zone: Tz) -> Option<Timestamp> {
    let mut wall: NaiveDateTime =
        day.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::minutes(minutes.into()))?;
    // No clock leaps over more than a day.
    for _ in 0..=DAY {
        let found = zone.from_local_datetime(&wall);
        if let Some(at) = if last { found.latest() } else { found.earliest() } {
            return Some(at.to_utc());
        }
        wall = wall.checked_add_signed(TimeDelta::minutes(1))?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Oslo;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn spans(text: &str) -> Spans {
        Spans::parse(text).unwrap()
    }

    /// Monday to Friday 8 to 12 and 13 to 16.
    fn office() -> Hours {
        let day = || spans("08:00-12:00, 13:00-16:00");
        let week = [day(), day(), day(), day(), day(), Spans::default(), Spans::default()];
        Hours { week: Some(Week(week)), days: BTreeMap::new() }
    }

    #[test]
    fn hours_are_read_as_people_write_them_and_written_in_one_way() {
        for text in ["8-16", "08:00-16:00", "8.00 – 16.00", " 8:00—16 ", "08-16,"] {
            assert_eq!(spans(text).to_string(), "08:00-16:00", "{text}");
        }
        assert_eq!(spans("13-24, 8-12").to_string(), "08:00-12:00, 13:00-24:00");
        assert!(spans("").closed() && spans(" , ").closed());
        for text in ["16-8", "8-8", "8", "8-25", "8:60-9", "8-12, 11-13", "-5-3", "+8-9", "8:5:0-9", "x"] {
            assert!(Spans::parse(text).is_err(), "{text}");
        }
        assert!(Spans::parse("1-2,3-4,5-6,7-8,9-10,11-12").is_ok());
        assert!(Spans::parse("1-2,3-4,5-6,7-8,9-10,11-12,13-14").is_err());
    }

    #[test]
    fn what_is_stored_is_read_back_and_nothing_else() {
        let week = office().week.unwrap();
        let json = serde_json::to_string(&week).unwrap();
        assert!(json.starts_with(r#"[["08:00-12:00","13:00-16:00"],["#), "{json}");
        assert_eq!(serde_json::from_str::<Week>(&json).unwrap(), week);
        assert!(serde_json::from_str::<Week>(&json.replace("16:00", "07:00")).is_err());
    }

    #[test]
    fn it_is_open_within_its_hours_and_says_when_it_opens_next() {
        let hours = office();
        // Friday 20 November 2026; Oslo is an hour ahead.
        for (now, open, next) in [
            ("2026-11-20T06:59:59Z", false, "2026-11-20T07:00:00Z"),
            ("2026-11-20T07:00:00Z", true, "2026-11-20T12:00:00Z"),
            ("2026-11-20T11:00:00Z", false, "2026-11-20T12:00:00Z"),
            ("2026-11-20T14:59:59Z", true, "2026-11-23T07:00:00Z"),
            ("2026-11-20T15:00:00Z", false, "2026-11-23T07:00:00Z"),
            ("2026-11-22T23:30:00Z", false, "2026-11-23T07:00:00Z"),
        ] {
            assert_eq!(hours.open(at(now), Oslo), open, "{now}");
            assert_eq!(hours.next(at(now), Oslo), Some(at(next)), "{now}");
        }
    }

    #[test]
    fn without_hours_it_is_always_open_but_on_days_that_are_different() {
        let mut hours = Hours::default();
        assert!(hours.open(at("2026-11-21T03:00:00Z"), Oslo));
        hours.days.insert("2026-12-25".parse().unwrap(), Spans::default());
        assert!(!hours.open(at("2026-12-25T11:00:00Z"), Oslo));
        assert_eq!(hours.next(at("2026-12-25T11:00:00Z"), Oslo), Some(at("2026-12-25T23:00:00Z")));
        assert!(hours.open(at("2026-12-24T22:59:59Z"), Oslo) && hours.open(at("2026-12-25T23:00:00Z"), Oslo));
    }

    #[test]
    fn a_day_that_is_different_takes_the_place_of_its_weekday() {
        let mut hours = office();
        hours.days.insert("2026-11-23".parse().unwrap(), Spans::default());
        hours.days.insert("2026-11-22".parse().unwrap(), spans("10-11"));
        assert!(hours.open(at("2026-11-22T09:30:00Z"), Oslo), "a Sunday");
        assert!(!hours.open(at("2026-11-23T09:30:00Z"), Oslo), "a Monday");
        assert_eq!(hours.next(at("2026-11-22T10:00:00Z"), Oslo), Some(at("2026-11-24T07:00:00Z")));
        let never = Hours { week: Some(Week::default()), days: BTreeMap::new() };
        assert_eq!(never.next(at("2026-11-22T10:00:00Z"), Oslo), None);
    }

    #[test]
    fn eight_is_eight_on_the_wall_before_and_after_the_clocks_change() {
        // On 25 October 2026 summer time ends, on 28 March 2027 it begins.
        let hours = office();
        assert_eq!(hours.next(at("2026-10-23T15:00:00Z"), Oslo), Some(at("2026-10-26T07:00:00Z")));
        assert_eq!(hours.next(at("2027-03-26T16:00:00Z"), Oslo), Some(at("2027-03-29T06:00:00Z")));
        assert_eq!(hours.next(at("2026-10-22T15:00:00Z"), Oslo), Some(at("2026-10-23T06:00:00Z")));
    }

    #[test]
    fn an_hour_that_comes_twice_is_open_twice_and_one_that_is_leapt_over_begins_after_it() {
        let day = || spans("02:30-04:00");
        let hours = Hours { week: Some(Week(std::array::from_fn(|_| day()))), days: BTreeMap::new() };
        // 02:30 comes at 00:30 and at 01:30 in UTC; between them the wall shows 02:00 once more.
        for (now, open) in [
            ("2026-10-25T00:29:59Z", false),
            ("2026-10-25T00:30:00Z", true),
            ("2026-10-25T01:10:00Z", true),
            ("2026-10-25T02:59:59Z", true),
            ("2026-10-25T03:00:00Z", false),
            // 02:30 never comes: at 01:00 in UTC it is three.
            ("2027-03-28T00:59:59Z", false),
            ("2027-03-28T01:00:00Z", true),
            ("2027-03-28T01:59:59Z", true),
            ("2027-03-28T02:00:00Z", false),
        ] {
            assert_eq!(hours.open(at(now), Oslo), open, "{now}");
        }
        assert_eq!(hours.next(at("2027-03-28T00:00:00Z"), Oslo), Some(at("2027-03-28T01:00:00Z")));
    }
}
