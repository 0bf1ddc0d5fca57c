//! An appointment: when somebody is expected, how far ahead that may lie, from when to when its link lets in, and what is told to the visitor about it (V9).

use super::event::TokenHash;
use crate::id::MemberId;
use crate::language::Language;
use crate::refusal::Refusal;
use crate::text::{Email, Invalid, Note, PersonName, Phone};
use crate::time::{Day, Timestamp};
use chrono::{Months, TimeDelta};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// How long before the time the link lets in.
pub const OPENS: TimeDelta = TimeDelta::hours(1);

/// How long after the time the link still lets in. Less than the shortest retention, so that a missed appointment is noticed before its data go.
pub const HOLDS: TimeDelta = TimeDelta::hours(12);

/// A time that has just passed is taken for now: forms know minutes alone.
const GRACE: TimeDelta = TimeDelta::minutes(5);

/// What a member writes who invites somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invitation {
    /// Whom.
    pub name: PersonName,
    /// How they are reached.
    pub reach: Reach,
    /// When they are expected; of a repeating link until when it lets in.
    pub at: Timestamp,
    /// A few words to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// Who will see them; the first one free otherwise (V10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub professional: Option<MemberId>,
    /// The language of the messages to them; the organisation's otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Who invited.
    pub by: MemberId,
    /// When exactly this was written.
    pub made: Timestamp,
}

/// How somebody is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// By e-mail.
    Email(Email),
    /// By SMS, at a number with its country.
    Phone(Phone),
}

impl Reach {
    /// By which way.
    pub fn channel(&self) -> Channel {
        match self {
            Reach::Email(_) => Channel::Email,
            Reach::Phone(_) => Channel::Sms,
        }
    }
}

/// A way to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// SMS.
    Sms,
}

/// A new time for an appointment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Appointment {
    /// When somebody is expected.
    pub at: Timestamp,
    /// Who moved it.
    pub by: MemberId,
    /// When exactly.
    pub made: Timestamp,
}

/// What a message to a visitor is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// They are invited.
    Invitation,
    /// The time is another.
    Move,
    /// It was called off.
    Cancellation,
    /// It is soon.
    Reminder,
    /// Here is a new link.
    Link,
}

/// When a visitor is reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reminder {
    /// A day before.
    DayBefore,
    /// An hour before.
    HourBefore,
}

impl Reminder {
    /// Every reminder, the earliest first.
    pub const ALL: [Reminder; 2] = [Reminder::DayBefore, Reminder::HourBefore];

    /// How long before the time.
    pub fn before(self) -> TimeDelta {
        match self {
            Reminder::DayBefore => TimeDelta::days(1),
            Reminder::HourBefore => TimeDelta::hours(1),
        }
    }
}

/// Which reminders a visitor gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reminders {
    /// None.
    None,
    /// The one a day before.
    DayBefore,
    /// The one an hour before.
    HourBefore,
    /// Both.
    #[default]
    Both,
}

impl Reminders {
    /// Every choice.
    pub const ALL: [Reminders; 4] =
        [Reminders::Both, Reminders::DayBefore, Reminders::HourBefore, Reminders::None];

    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Reminders::None => "none",
            Reminders::DayBefore => "day-before",
            Reminders::HourBefore => "hour-before",
            Reminders::Both => "both",
        }
    }

    /// The choice of this name.
    pub fn named(name: &str) -> Option<Reminders> {
        Reminders::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Whether this reminder is among them.
    pub fn include(self, reminder: Reminder) -> bool {
        match self {
            Reminders::None => false,
            Reminders::DayBefore => reminder == Reminder::DayBefore,
            Reminders::HourBefore => reminder == Reminder::HourBefore,
            Reminders::Both => true,
        }
    }
}

/// Who asked for a new link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkAsked {
    /// A member sends it once more.
    Resent,
    /// The visitor has lost theirs.
    Lost,
}

/// What the service that took a message said.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Receipt {
    /// What it calls the message, so that its own records can be asked.
    pub id: String,
    /// When exactly.
    pub at: Timestamp,
}

/// A time, and the zone in whose calendar months are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The time.
    pub at: Timestamp,
    /// The organisation's zone.
    pub zone: Tz,
}

impl When {
    /// Whether somebody can be invited to it: not in the past, and at most three calendar months ahead.
    pub fn check(self, now: Timestamp) -> Result<(), Refusal> {
        if now - GRACE <= self.at && latest(now, self.zone).is_some_and(|latest| self.at <= latest) {
            return Ok(());
        }
        Err(Refusal::Field { field: "time", why: Invalid::Form("a time from now up to three months ahead") })
    }
}

/// The last moment somebody can be invited to: three months from now by the organisation's calendar and clock.
pub fn latest(now: Timestamp, zone: Tz) -> Option<Timestamp> {
    now.with_timezone(&zone).checked_add_months(Months::new(3)).map(|at| at.to_utc())
}

/// Until when a repeating link lets in whose last day is this one: to its end on the organisation's wall, and at most three months from now.
pub fn until(last: Day, now: Timestamp, zone: Tz) -> Result<Timestamp, Refusal> {
    let wrong =
        Refusal::Field { field: "last", why: Invalid::Form("a day from today up to three months ahead") };
    let today = now.with_timezone(&zone).date_naive();
    let latest = latest(now, zone).ok_or(wrong.clone())?;
    let end = last.succ_opt().and_then(|next| crate::hours::midnight(next, zone)).ok_or(wrong.clone())?;
    let fits = today <= last && last <= latest.with_timezone(&zone).date_naive();
    if fits { Ok(end.min(latest)) } else { Err(wrong) }
}

/// A link of an invitation, as its holder shows it. Its hash covers its expiry, and so the time of the appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its hash.
    pub hash: TokenHash,
    /// Until when it holds.
    pub expires: Timestamp,
}

impl Link {
    /// Until when the link to an appointment holds.
    pub fn expires(at: Timestamp) -> Timestamp {
        at + HOLDS
    }

    /// The appointment it is for.
    pub fn at(&self) -> Timestamp {
        self.expires - HOLDS
    }

    /// Whether a repeating link lets in now.
    pub fn holds(&self, now: Timestamp) -> Result<(), Refusal> {
        if self.expires <= now { Err(Refusal::LinkSpent) } else { Ok(()) }
    }

    /// Whether it lets in now.
    pub fn check(&self, now: Timestamp) -> Result<(), Refusal> {
        if self.expires <= now {
            Err(Refusal::LinkSpent)
        } else if now < self.at() - OPENS {
            Err(Refusal::TooEarly)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn three_months_ahead_is_the_calendars_on_the_organisations_wall() {
        let now = at("2026-11-28T23:30:00Z");
        // In Oslo it is 29 November, which has no like in February: the last moment is half past midnight of the 28th.
        assert_eq!(latest(now, chrono_tz::Europe::Oslo), Some(at("2027-02-27T23:30:00Z")));
        assert_eq!(latest(now, chrono_tz::UTC), Some(at("2027-02-28T23:30:00Z")));
        // Over the change to summer time the clock on the wall counts, not the hours.
        let now = at("2027-01-15T09:00:00Z");
        assert_eq!(latest(now, chrono_tz::Europe::Oslo), Some(at("2027-04-15T08:00:00Z")));
    }

    #[test]
    fn a_time_lies_between_now_and_three_months_ahead() {
        let now = at("2027-02-01T09:00:00Z");
        let check = |time: &str| When { at: at(time), zone: chrono_tz::Europe::Oslo }.check(now).is_ok();
        assert!(check("2027-02-01T08:55:00Z") && !check("2027-02-01T08:54:59Z"));
        assert!(check("2027-05-01T08:00:00Z"), "1 February to 1 May is 89 days, and summer time has begun");
        assert!(!check("2027-05-01T08:00:01Z"));
    }

    #[test]
    fn a_repeating_link_holds_to_the_end_of_its_last_day_and_no_longer_than_three_months() {
        let now = at("2027-02-01T09:00:00Z");
        let oslo = |day: &str| until(day.parse().unwrap(), now, chrono_tz::Europe::Oslo);
        assert_eq!(oslo("2027-02-01"), Ok(at("2027-02-01T23:00:00Z")));
        assert_eq!(oslo("2027-03-28"), Ok(at("2027-03-28T22:00:00Z")), "summer time has begun");
        assert_eq!(oslo("2027-05-01"), Ok(at("2027-05-01T08:00:00Z")), "three months to the minute");
        for day in ["2027-01-31", "2027-05-02", "2030-01-01"] {
            assert!(oslo(day).is_err(), "{day}");
        }
    }

    #[test]
    fn reminders_are_chosen_by_name() {
        for one in Reminders::ALL {
            assert_eq!(Reminders::named(one.name()), Some(one));
            assert_eq!(serde_json::to_string(&one).unwrap(), format!("\"{}\"", one.name()));
        }
        let included = |of: Reminders| Reminder::ALL.map(|one| of.include(one));
        assert_eq!(included(Reminders::None), [false, false]);
        assert_eq!(included(Reminders::DayBefore), [true, false]);
        assert_eq!(included(Reminders::HourBefore), [false, true]);
        assert_eq!(included(Reminders::default()), [true, true]);
    }

    #[test]
    fn a_link_lets_in_from_an_hour_before_to_half_a_day_after() {
        let time = at("2027-02-01T09:00:00Z");
        let link = Link { hash: TokenHash("l".into()), expires: Link::expires(time) };
        assert_eq!(link.at(), time);
        assert_eq!(link.check(at("2027-02-01T07:59:59Z")), Err(Refusal::TooEarly));
        assert_eq!(link.check(at("2027-02-01T08:00:00Z")), Ok(()));
        assert_eq!(link.check(at("2027-02-01T20:59:59Z")), Ok(()));
        assert_eq!(link.check(at("2027-02-01T21:00:00Z")), Err(Refusal::LinkSpent));
    }
}
