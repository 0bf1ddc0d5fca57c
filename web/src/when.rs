//! Times and lengths as people read them, in the organisation's time zone.

use crate::lang::Lang;
use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeZone as _};
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

/// The months' names, by their number from 0 on.
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];

/// The days' names, from Monday on.
const WEEKDAYS: [&str; 7] =
    ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];

/// A day: "21 November 2026".
pub fn day(lang: Lang, day: NaiveDate) -> String {
    let said = lang.say("date").with("day", day.day().to_string());
    said.with("month", named_month(lang, day)).with("year", day.year().to_string()).to_string()
}

/// A month: "November 2026".
pub fn month(lang: Lang, first: NaiveDate) -> String {
    let said = lang.say("month-of").with("month", named_month(lang, first));
    said.with("year", first.year().to_string()).to_string()
}

fn named_month(lang: Lang, day: NaiveDate) -> String {
    let key = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    lang.say(key).to_string()
}

/// A time of the day: "10:32".
pub fn time(at: Timestamp, zone: Tz) -> Moment {
    let local = at.with_timezone(&zone);
    Moment {
        text: local.format("%H:%M").to_string(),
        datetime: local.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
    }
}

/// The first and the last of the days, as the log counts them, of the day that it is on an organisation's wall. The log tells of days in UTC: what happened between the two midnights
/// counts for the day before where the clock is ahead, and for this one where it is behind.
pub fn today(now: Timestamp, zone: Tz) -> (NaiveDate, NaiveDate) {
    let here = now.with_timezone(&zone).date_naive();
    (here, here.max(domain::time::day(now)))
}

/// Day and time: "21 November 2026, 10:32".
pub fn moment(lang: Lang, at: Timestamp, zone: Tz) -> Moment {
    let Moment { text, datetime } = time(at, zone);
    Moment { text: format!("{}, {text}", day(lang, at.with_timezone(&zone).date_naive())), datetime }
}

/// When an appointment is, on the organisation's wall: "Tuesday 24 November 2026, 10:30 (Oslo time)". The reader may be in another zone.
pub fn appointment(lang: Lang, at: Timestamp, zone: Tz) -> String {
    let weekday = weekday(lang, at.with_timezone(&zone).weekday().num_days_from_monday() as usize);
    let when = lang.say("date-weekday").with("weekday", weekday).with("moment", moment(lang, at, zone).text);
    let said = lang.say("appointment-when").with("when", when);
    said.with("place", place(zone)).to_string()
}

/// A weekday, counted from Monday on: "Tuesday".
pub fn weekday(lang: Lang, number: usize) -> String {
    lang.say(WEEKDAYS.get(number).copied().unwrap_or_default()).to_string()
}

/// On whose wall: "Oslo".
pub fn place(zone: Tz) -> String {
    zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
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
pub fn euros(lang: Lang, cents: u64) -> String {
    let said = lang.say("euros").with("whole", (cents / 100).to_string());
    said.with("cents", format!("{:02}", cents % 100)).to_string()
}

/// A figure with one decimal, or none: "12.5", and "12,5" in all languages but English.
pub fn figure(lang: Lang, value: f64, decimals: usize) -> String {
    let said = format!("{value:.decimals$}");
    if lang == Lang::English { said } else { said.replace('.', ",") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Oslo;

    #[test]
    fn a_day_and_an_amount_are_written_as_their_reader_writes_them() {
        let at: Timestamp = "2026-03-05T09:30:00Z".parse().unwrap();
        let said = |lang| appointment(lang, at, Oslo);
        assert_eq!(said(Lang::English), "Thursday 5 March 2026, 10:30 (Oslo time)");
        assert_eq!((&*figure(Lang::English, 12.25, 1), &*figure(Lang::French, 0.5, 1)), ("12.2", "0,5"));
        assert_eq!(figure(Lang::German, 80.0, 0), "80");
        assert!(said(Lang::German).starts_with("Donnerstag, 5. März 2026, 10:30"), "{}", said(Lang::German));
        assert!(
            said(Lang::Norwegian).starts_with("torsdag 5. mars 2026, 10:30"),
            "{}",
            said(Lang::Norwegian)
        );
        assert!(said(Lang::Dutch).starts_with("donderdag 5 maart 2026, 10:30"), "{}", said(Lang::Dutch));
        assert!(said(Lang::French).starts_with("jeudi 5 mars 2026, 10:30"), "{}", said(Lang::French));
        assert_eq!(month(Lang::French, at.date_naive()), "mars 2026");
        assert_eq!(euros(Lang::English, 1905), "19.05 €");
        assert_eq!(euros(Lang::German, 1905), "19,05 €");
    }

    #[test]
    fn today_is_the_day_on_the_organisations_wall() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let night: Timestamp = "2026-11-21T23:30:00Z".parse().unwrap();
        assert_eq!(today(night, Oslo), (day("2026-11-22"), day("2026-11-22")), "half past midnight");
        let evening: Timestamp = "2026-11-22T01:00:00Z".parse().unwrap();
        let there = chrono_tz::America::New_York;
        assert_eq!(today(evening, there), (day("2026-11-21"), day("2026-11-22")), "eight in the evening");
    }

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
