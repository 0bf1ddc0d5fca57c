//! A trial: the days in which an organisation tries the service (A4). Whoever runs the service sets how many there are, and lets the organisation go on; what it costs then is
//! not settled here.

use super::{Core, Event};
use crate::time::{Day, Timestamp, day};

/// Days before the last one on which its end is announced to the owner.
const NOTICE: u64 = 3;

/// A trial that nobody has continued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Its last day, by the organisation's calendar.
    pub last: Day,
    /// Whether its end was announced to the owner.
    pub announced: bool,
}

impl Trial {
    /// Whether it is over on this day.
    pub fn over(self, today: Day) -> bool {
        self.last < today
    }

    /// Whether its end is so near on this day that the owner is told of it.
    pub fn ends_soon(self, today: Day) -> bool {
        today.checked_add_days(chrono::Days::new(NOTICE)).is_none_or(|soon| self.last <= soon)
    }
}

/// The trial that begins with the confirmation; none where whoever runs the service gives no days.
pub(super) fn begin(core: &Core, days: u16, now: Timestamp) -> Option<Event> {
    let last = core.today(now).checked_add_days(chrono::Days::new(days.into()))?;
    (days > 0).then(|| Event::TrialBegan { organisation: core.organisation, last, day: day(now) })
}

/// Announces its end, once.
pub(super) fn announce(core: &Core, now: Timestamp) -> Vec<Event> {
    let near = core.trial.filter(|trial| !trial.announced && trial.ends_soon(core.today(now)));
    let announced = |Trial { last, .. }| Event::TrialEndAnnounced {
        organisation: core.organisation,
        last,
        day: day(now),
    };
    near.map(announced).into_iter().collect()
}

/// Lets it go on without an end.
pub(super) fn go_on(core: &Core, now: Timestamp) -> Vec<Event> {
    let (organisation, day) = (core.organisation, day(now));
    core.trial.map(|_| Event::Continued { organisation, day }).into_iter().collect()
}
