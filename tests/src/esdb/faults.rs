//! What the stand-in does wrong on demand.

use super::{Node, StandIn};
use std::sync::{MutexGuard, PoisonError};

/// How a subscription ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// With the status UNAVAILABLE.
    Unavailable,
    /// In order, as if there were nothing more to come.
    Graceful,
}

/// The faults that are on.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// How often subscriptions were ended, and how the last time.
    pub(super) ended: (u64, Option<Ending>),
    /// Every event is delivered twice, and its predecessor once more.
    pub(super) duplicates: bool,
    /// So many appends are applied and answered with UNAVAILABLE.
    pub(super) lose_answers: u32,
    /// Subscriptions bring nothing, and stay.
    pub(super) silent: bool,
}

impl StandIn {
    /// Ends all subscriptions that are running.
    pub fn end_subscriptions(&self, how: Ending) {
        let mut faults = self.node.faults();
        faults.ended = (faults.ended.0 + 1, Some(how));
        drop(faults);
        self.node.ring();
    }

    /// From now on every event of a subscription comes twice, and its predecessor once more.
    pub fn deliver_twice(&self) {
        self.node.faults().duplicates = true;
    }

    /// Applies the next appends, and loses the answers.
    pub fn lose_answers(&self, appends: u32) {
        self.node.faults().lose_answers = appends;
    }

    /// Subscriptions bring nothing any more, or again; they stay open.
    pub fn fall_silent(&self, silent: bool) {
        self.node.faults().silent = silent;
        self.node.ring();
    }
}

impl Node {
    pub(super) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the answer of this append is to be lost.
    pub(super) fn loses_this(&self) -> bool {
        let mut faults = self.faults();
        let lost = faults.lose_answers > 0;
        faults.lose_answers = faults.lose_answers.saturating_sub(1);
        lost
    }
}
