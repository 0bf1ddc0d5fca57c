//! What a node remembers of the letters on its list while it runs: which services are away, and what it has done already for a letter that still waits. With the node it is lost,
//! which costs a try and an access entry.

use super::counter::Sent;
use chrono::TimeDelta;
use domain::Timestamp;
use std::collections::{HashMap, HashSet};
use store::Opened;
use store::log::Waiting;
use uuid::Uuid;

/// The first pause after a service was found away; each further one is twice as long.
const PAUSE: TimeDelta = TimeDelta::seconds(1);

/// The longest pause.
const LONGEST: TimeDelta = TimeDelta::minutes(2);

/// The memory of one list.
#[derive(Default)]
pub(super) struct Desk {
    away: HashMap<&'static str, Away>,
    letters: HashMap<(u64, Uuid), InHand>,
    agenda: Agenda,
    looked: Option<Timestamp>,
}

/// A service that is away.
struct Away {
    until: Timestamp,
    pause: TimeDelta,
}

/// A letter that was begun.
#[derive(Default)]
pub(super) struct InHand {
    /// What was opened for it, as far as an entry says so.
    pub(super) opened: Opened,
    /// By which service it goes, once that is known.
    pub(super) service: Option<&'static str>,
    /// What became of it, if all that is missing is to write that down.
    pub(super) sent: Option<Sent>,
}

/// When there is something to do.
#[derive(Default)]
enum Agenda {
    #[default]
    Look,
    At(Timestamp),
    Nothing,
}

impl Desk {
    /// There may be something new on the list.
    pub(super) fn look(&mut self) {
        self.agenda = Agenda::Look;
    }

    /// Nothing is to be done before this; `None` for an empty list.
    pub(super) fn plan(&mut self, next: Option<Timestamp>) {
        self.agenda = next.map_or(Agenda::Nothing, Agenda::At);
    }

    /// Whether there is something to do. A clock that was set back since the last look says nothing of when a service is to be asked again: it is asked now.
    pub(super) fn is_time(&mut self, now: Timestamp) -> bool {
        if self.looked.replace(now).is_some_and(|looked| now < looked) {
            self.away.clear();
            self.agenda = Agenda::Look;
        }
        match self.agenda {
            Agenda::Look => true,
            Agenda::At(next) => next <= now,
            Agenda::Nothing => false,
        }
    }

    /// Whether there are letters that wait.
    pub(super) fn has_letters(&self) -> bool {
        !matches!(self.agenda, Agenda::Nothing)
    }

    /// Until when a service is left alone, if it is away.
    pub(super) fn away_until(&self, service: &str) -> Option<Timestamp> {
        self.away.get(service).map(|away| away.until)
    }

    /// A service was found away. Until when it is left alone: longer each time.
    pub(super) fn is_away(&mut self, service: &'static str, now: Timestamp) -> Timestamp {
        let pause = self.away.get(service).map_or(PAUSE, |away| (away.pause * 2).min(LONGEST));
        let until = now + pause;
        self.away.insert(service, Away { until, pause });
        until
    }

    /// A service has answered.
    pub(super) fn is_there(&mut self, service: &str) {
        self.away.remove(service);
    }

    /// What is remembered of a letter.
    pub(super) fn hand(&mut self, letter: Waiting) -> &mut InHand {
        self.letters.entry(letter.which()).or_default()
    }

    /// By which service a letter goes, where that was found out.
    pub(super) fn service_of(&self, letter: Waiting) -> Option<&'static str> {
        self.letters.get(&letter.which())?.service
    }

    /// Forgets a letter.
    pub(super) fn forget(&mut self, letter: Waiting) {
        self.letters.remove(&letter.which());
    }

    /// Forgets all letters but these.
    pub(super) fn keep(&mut self, letters: &[Waiting]) {
        let there: HashSet<_> = letters.iter().map(Waiting::which).collect();
        self.letters.retain(|which, _| there.contains(which));
    }
}
