//! The second factor: a code beside the link by e-mail, recovery codes for once each, and what happens when all of them are lost.
//!
//! Whoever has lost the second factor still reads their mail, and that alone must not be enough: an administrator, or the owner of a stolen mailbox who is signed
//! in, has three full days to stop it. Nobody who reads the log learns more from it than days.

use super::{Core, Event};
use crate::id::MemberId;
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::text::Secret;
use crate::time::{Day, Timestamp, day};
use crate::visit::TokenHash;
use chrono::Days;
use std::collections::BTreeSet;

/// A second factor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factor {
    /// Recovery codes that were not used.
    pub recovery: BTreeSet<TokenHash>,
    /// Codes that were used.
    used: BTreeSet<TokenHash>,
}

impl Factor {
    pub(super) fn new(recovery: &[TokenHash]) -> Self {
        Self { recovery: recovery.iter().cloned().collect(), used: BTreeSet::new() }
    }

    pub(super) fn used(&mut self, code: &TokenHash) {
        self.recovery.remove(code);
        self.used.insert(code.clone());
    }
}

/// From which day on a second factor that was said to be lost on this one is given up: three full days lie between. `None` past the end of the calendar.
pub fn recoverable_on(lost: Day) -> Option<Day> {
    lost.checked_add_days(Days::new(4))
}

impl Core {
    /// What a link to sign in needs beside it: nothing, or a code that was found right and was not given before. Whoever has one has lost nothing.
    pub(super) fn given(&self, code: Option<&TokenHash>, now: Timestamp) -> Result<Option<Event>, Refusal> {
        match (&self.second, code) {
            (None, _) => Ok(None),
            (Some(second), Some(code)) if !second.used.contains(code) => Ok(Some(self.used(code, now))),
            (Some(_), Some(_) | None) => Err(Refusal::CodeWrong),
        }
    }

    fn used(&self, code: &TokenHash, now: Timestamp) -> Event {
        let (member, organisation) = (self.member, self.organisation);
        Event::SecondFactorUsed { member, organisation, code: code.clone(), day: day(now) }
    }

    /// The first time it is announced; after the time of waiting the factor is given up.
    pub(super) fn recovered(&self, link: &TokenHash, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        if self.second.is_none() {
            return Err(Refusal::NotFound);
        }
        let (member, organisation, day) = (self.member, self.organisation, day(now));
        let used = Event::LinkUsed { member, organisation, link: link.clone() };
        match self.lost.map(recoverable_on) {
            None => Ok(vec![used, Event::RecoveryRequested { member, organisation, day }]),
            Some(Some(from)) if from <= day => {
                Ok([used].into_iter().chain(self.factor_removed(true, now)).collect())
            }
            Some(_) => Err(Refusal::RecoveryWaits),
        }
    }

    pub(super) fn recovery_stopped(&self, by: &Personal<MemberId>, now: Timestamp) -> Vec<Event> {
        let (member, organisation) = (self.member, self.organisation);
        let stopped = || Event::RecoveryStopped { member, organisation, day: day(now), by: by.clone() };
        self.lost.map(|_| stopped()).into_iter().collect()
    }

    pub(super) fn factor_set(
        &self,
        recovery: &[TokenHash],
        secret: &Personal<Secret>,
        code: &TokenHash,
        now: Timestamp,
    ) -> Vec<Event> {
        let (member, organisation) = (self.member, self.organisation);
        let set = Event::SecondFactorSet {
            member,
            organisation,
            day: day(now),
            recovery: recovery.to_vec(),
            secret: secret.clone(),
        };
        vec![set, self.used(code, now)]
    }

    pub(super) fn factor_removed(&self, recovered: bool, now: Timestamp) -> Vec<Event> {
        let (member, organisation) = (self.member, self.organisation);
        let removed = || Event::SecondFactorRemoved { member, organisation, recovered, day: day(now) };
        self.second.as_ref().map(|_| removed()).into_iter().collect()
    }
}
