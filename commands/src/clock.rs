//! The clock guard: what is destroyed by the clock is destroyed only while the clock can be believed. A machine that wakes up a year ahead destroys nothing.

use crate::deps::Deps;
use crate::error::CommandError;
use chrono::TimeDelta;
use domain::Timestamp;
use std::time::Duration;
use store::Log;
use store::log::SqliteCopy;

/// How far the clock may be ahead of the last time that was kept: a day without the server, and two hours for summer time and the like.
const LEAP: TimeDelta = TimeDelta::hours(26);

/// How far the clock may part from the time that has really passed, from the guard's beginning on: small steps add up.
const DRIFT: TimeDelta = TimeDelta::hours(1);

/// Between two times that are kept.
const KEEP: TimeDelta = TimeDelta::hours(1);

/// The cursors, beside the log: the last time that was kept, and the one at which the clock lost its credit.
const KEPT: &str = "clock";
const DOUBTED: &str = "clock-doubted";

/// Why the clock is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is more than a day past the last time that was kept.
    Leapt,
    /// It is before the last time that was kept.
    Backwards,
    /// More or less time has passed on it than has really passed.
    Drifted,
    /// It was doubted before, and nobody has confirmed it since.
    Unconfirmed,
}

/// Looks at the clock beside the time that really passes.
#[derive(Debug, Default)]
pub struct Guard {
    /// When it began, or when the clock was last doubted: by the clock, and by the time that really passes.
    began: Option<(Timestamp, Duration)>,
}

impl Guard {
    /// Whether clock and passed time have parted since the beginning.
    fn drifted(&mut self, now: (Timestamp, Duration)) -> Option<Doubt> {
        let began = *self.began.get_or_insert(now);
        let really = TimeDelta::from_std(now.1.saturating_sub(began.1)).unwrap_or(TimeDelta::MAX);
        ((now.0 - began.0) - really).abs().gt(&DRIFT).then_some(Doubt::Drifted)
    }

    /// Whether the clock can be believed now; `passed` is the time that has really passed since some moment. A doubt is durable, and stays until [`confirm`].
    pub async fn look(&mut self, deps: &Deps, passed: Duration) -> Result<Option<Doubt>, CommandError> {
        let now = deps.now();
        if time(&*deps.log, DOUBTED).await?.is_some() {
            // Whoever confirms the clock confirms it as it is then.
            self.began = Some((now, passed));
            return Ok(Some(Doubt::Unconfirmed));
        }
        let last_kept = time(&*deps.log, KEPT).await?;
        let doubt = self.drifted((now, passed)).or_else(|| last_kept.and_then(|kept| far(kept, now)));
        if let Some(doubt) = doubt {
            tracing::error!(
                ?doubt,
                alarm = "clock",
                "the clock is not believed: nothing is destroyed by it until `anteroom keys confirm-clock`"
            );
            deps.log.set_cursor(DOUBTED, micros(now)).await?;
            if time(&*deps.log, KEPT).await? != last_kept {
                // Somebody has confirmed it since the look: the next one sees how it stands now.
                deps.log.set_cursor(DOUBTED, 0).await?;
            }
        } else if last_kept.is_none_or(|kept| now - kept >= KEEP) {
            deps.log.set_cursor(KEPT, micros(now)).await?;
        }
        Ok(doubt)
    }
}

/// An operator has looked at the clock, and it is right.
pub async fn confirm(deps: &Deps) -> Result<(), CommandError> {
    deps.log.set_cursor(KEPT, micros(deps.now())).await?;
    Ok(deps.log.set_cursor(DOUBTED, 0).await?)
}

/// Since when the clock is doubted, if it is.
pub async fn doubted(deps: &Deps) -> Result<Option<Timestamp>, CommandError> {
    time(&*deps.log, DOUBTED).await
}

/// Whether the clock is as it was last believed to be: for what has no guard of its own, and acts by it once in a while.
pub async fn believed(deps: &Deps) -> Result<bool, CommandError> {
    if doubted(deps).await?.is_some() {
        return Ok(false);
    }
    let kept = time(&*deps.log, KEPT).await?;
    Ok(kept.is_none_or(|kept| far(kept, deps.now()).is_none()))
}

/// After a restore: what the log that was moved aside knows of the clock goes on, so that a copy is not as old as its last look at it. The later time that was kept
/// counts, and a doubt stays one, whichever of the two has it: nothing is believed here that no guard has believed.
pub async fn carry_over(deps: &Deps, before: &SqliteCopy) -> Result<(), CommandError> {
    let kept_before = before.cursor(KEPT).await?;
    if kept(kept_before) > time(&*deps.log, KEPT).await? {
        deps.log.set_cursor(KEPT, kept_before).await?;
    }
    let doubted_before = before.cursor(DOUBTED).await?;
    if doubted_before > 0 {
        deps.log.set_cursor(DOUBTED, doubted_before).await?;
    }
    Ok(())
}

/// Whether the clock is far from the last time that was kept.
fn far(kept: Timestamp, now: Timestamp) -> Option<Doubt> {
    if now - kept > LEAP {
        Some(Doubt::Leapt)
    } else if kept - now > DRIFT {
        Some(Doubt::Backwards)
    } else {
        None
    }
}

async fn time(log: &dyn Log, cursor: &str) -> Result<Option<Timestamp>, CommandError> {
    Ok(kept(log.cursor(cursor).await?))
}

/// The time that a cursor keeps; 0 keeps none. One that is no time is as far as can be, so that it is doubted rather than passed over.
fn kept(cursor: u64) -> Option<Timestamp> {
    let micros = i64::try_from(cursor).unwrap_or(i64::MAX);
    (micros > 0).then(|| Timestamp::from_timestamp_micros(micros).unwrap_or(Timestamp::MAX_UTC))
}

/// A time as a cursor. One of 1970 or before, as a machine without a battery shows, is a time too.
fn micros(at: Timestamp) -> u64 {
    u64::try_from(at.timestamp_micros()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_night_off_is_believed_and_a_year_is_not() {
        let kept = at("2026-11-21T10:00:00Z");
        assert_eq!(far(kept, at("2026-11-22T11:59:00Z")), None);
        assert_eq!(far(kept, at("2026-11-22T12:01:00Z")), Some(Doubt::Leapt));
        assert_eq!(far(kept, at("2027-11-21T10:00:00Z")), Some(Doubt::Leapt));
        assert_eq!(far(kept, at("2026-11-21T09:30:00Z")), None);
        assert_eq!(far(kept, at("2026-11-21T08:30:00Z")), Some(Doubt::Backwards));
    }

    #[test]
    fn steps_that_are_each_small_add_up() {
        let begun = at("2026-11-21T10:00:00Z");
        let look = |guard: &mut Guard, clock: u32, really: u32| {
            let clock = begun + TimeDelta::seconds(clock.into());
            guard.drifted((clock, Duration::from_secs(really.into())))
        };
        let mut right = Guard::default();
        assert!((0..100_000).all(|second| look(&mut right, second, second).is_none()));
        // Fifty-nine minutes in a second, again and again.
        let mut leaps = Guard::default();
        let looks = [0, 1, 2].map(|second| look(&mut leaps, second * 59 * 60, second));
        assert_eq!(looks, [None, None, Some(Doubt::Drifted)]);
        let mut double = Guard::default();
        let caught = (0..10_000).find(|second| look(&mut double, 2 * second, *second).is_some());
        assert_eq!(caught, Some(3_601));
    }

    #[test]
    fn what_is_kept_is_a_time_also_where_the_clock_shows_none() {
        for text in ["1970-01-01T00:00:00Z", "1960-01-01T00:00:00Z", "2026-11-21T10:00:00Z"] {
            assert!(kept(micros(at(text))).is_some(), "a doubt at {text} is durable");
        }
        assert_eq!(kept(0), None);
        assert_eq!(kept(micros(at("2026-11-21T10:00:00Z"))), Some(at("2026-11-21T10:00:00Z")));
        let broken = kept(u64::MAX).unwrap();
        assert_eq!(far(broken, at("2026-11-21T10:00:00Z")), Some(Doubt::Backwards));
    }

    #[test]
    fn a_clock_that_leaps_while_we_watch_is_noticed_both_ways() {
        let last = (at("2026-11-21T10:00:00Z"), Duration::from_secs(100));
        let look = |text, seconds| {
            let mut guard = Guard { began: Some(last) };
            guard.drifted((at(text), Duration::from_secs(seconds)))
        };
        assert_eq!(look("2026-11-21T10:00:01Z", 101), None);
        assert_eq!(
            look("2026-11-21T10:59:00Z", 101),
            None,
            "summer time and a step of the time server are no leap"
        );
        assert_eq!(look("2026-11-21T12:00:01Z", 101), Some(Doubt::Drifted));
        assert_eq!(look("2026-11-21T08:00:01Z", 101), Some(Doubt::Drifted));
        assert_eq!(look("2026-11-21T12:00:00Z", 7_300), None, "the server was really asleep");
    }
}
