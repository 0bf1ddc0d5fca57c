//! The receipt page of a visit, for whoever holds its address and can read a message to the visitor: codes that are asked for, tried and used up.
//!
//! Every browser that asks has a code of its own, and tries that one alone: what another one asks or guesses takes nothing away from it. How many there may be is counted
//! here, so that restarts and further nodes change nothing. Guessing is hopeless: a code has eight digits, and from everywhere together there are [`CODES_A_DAY`] times
//! [`TRIES`] guesses a day, 45 in a hundred million. Whoever makes all of them for the fourteen days that a visit is usually kept has one chance in a hundred and fifty
//! thousand; in ten years, the longest that anything is kept, one in six hundred. The visitor would have had nine messages a day all the while.

mod event;
#[cfg(test)]
mod tests;

pub use event::{Command, Event};

use crate::aggregate::{Aggregate, StreamName};
use crate::id::{OrganisationId, VisitId};
use crate::refusal::Refusal;
use crate::time::{Day, Timestamp, day};
use crate::visit::TokenHash;
use chrono::TimeDelta;

/// How long a code holds.
pub const CODE_HOLDS: TimeDelta = TimeDelta::minutes(15);

/// How long the page stays open in the browser that gave the code.
pub const PAGE_HOLDS: TimeDelta = TimeDelta::hours(1);

/// How often a code is tried before it is none any more.
pub const TRIES: u8 = 5;

/// How many codes are sent a day: nobody is to be pestered with them. From one place there are fewer, so that who asks from elsewhere is left some.
pub const CODES_A_DAY: u8 = 9;

/// So many askings are remembered: more than hold at once, also over midnight.
const ASKINGS: usize = 2 * CODES_A_DAY as usize;

/// How many browsers may hold the page open at once.
const HOLDERS: usize = 8;

/// How it stands with a receipt page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Receipt {
    /// Nobody asked for a code.
    #[default]
    Untouched,
    /// Somebody did.
    Asked(Asked),
}

/// Codes so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    visit: VisitId,
    organisation: OrganisationId,
    /// Of the newest askings, the newest last, how often the code of each was tried. One that was used counts as tried out.
    codes: Vec<(TokenHash, u8)>,
    /// The day of the last code, and how many there were on it.
    today: (Day, u8),
    /// What opens the page, the newest last.
    holders: Vec<TokenHash>,
}

/// The stream of a visit's receipt page.
pub fn stream(visit: VisitId) -> StreamName {
    StreamName::new("receipt", visit)
}

impl Receipt {
    /// Whether this token was ever given for a right code. Whether it still holds, the token itself says.
    pub fn opens(&self, token: &TokenHash) -> bool {
        match self {
            Receipt::Untouched => false,
            Receipt::Asked(so_far) => so_far.holders.contains(token),
        }
    }

    /// Whether the code of this asking can be tried.
    pub fn is_open(&self, asked: &TokenHash) -> bool {
        match self {
            Receipt::Untouched => false,
            Receipt::Asked(so_far) => so_far.tried(asked).is_some_and(|tried| tried < TRIES),
        }
    }
}

impl Asked {
    /// How often the code of this asking was tried; `None` for one that nobody remembers.
    fn tried(&self, asked: &TokenHash) -> Option<u8> {
        self.codes.iter().find(|(one, _)| one == asked).map(|(_, tried)| *tried)
    }

    fn with_tried(mut self, asked: &TokenHash, change: impl FnOnce(u8) -> u8) -> Self {
        if let Some((_, tried)) = self.codes.iter_mut().find(|(one, _)| one == asked) {
            *tried = change(*tried);
        }
        self
    }
}

impl Aggregate for Receipt {
    type Event = Event;
    type Command = Command;

    /// Asking too often is no refusal: it records nothing, and the answer is the same.
    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        let day = day(now);
        match (self, command) {
            (Receipt::Untouched, Command::Ask { visit, organisation, asked }) => Ok(vec![Event::CodeAsked {
                visit: *visit,
                organisation: *organisation,
                day,
                asked: asked.clone(),
            }]),
            (Receipt::Asked(so_far), Command::Ask { visit, organisation, asked }) => {
                let (last, many) = so_far.today;
                if (last == day && many >= CODES_A_DAY) || so_far.tried(asked).is_some() {
                    return Ok(vec![]);
                }
                let (visit, organisation, asked) = (*visit, *organisation, asked.clone());
                Ok(vec![Event::CodeAsked { visit, organisation, day, asked }])
            }
            (Receipt::Untouched, Command::NoteSent { .. }) => Err(Refusal::NotFound),
            (Receipt::Asked(so_far), Command::NoteSent { asked, channel }) => Ok(vec![Event::CodeSent {
                visit: so_far.visit,
                organisation: so_far.organisation,
                day,
                asked: asked.clone(),
                channel: *channel,
            }]),
            (Receipt::Untouched, Command::Try { .. }) => Err(Refusal::CodeWrong),
            (Receipt::Asked(so_far), Command::Try { asked, expires, right, token }) => {
                if so_far.tried(asked).is_none_or(|tried| tried >= TRIES) || *expires <= now {
                    return Err(Refusal::CodeWrong);
                }
                let (visit, organisation, asked) = (so_far.visit, so_far.organisation, asked.clone());
                Ok(vec![if *right {
                    Event::Confirmed { visit, organisation, day, asked, token: token.clone() }
                } else {
                    Event::CodeWrong { visit, organisation, day, asked }
                }])
            }
        }
    }

    fn evolve(self, event: &Event) -> Self {
        match (self, event) {
            (state, Event::CodeSent { .. }) => state,
            (Receipt::Untouched, Event::CodeAsked { visit, organisation, day, asked }) => {
                Receipt::Asked(Asked {
                    visit: *visit,
                    organisation: *organisation,
                    codes: vec![(asked.clone(), 0)],
                    today: (*day, 1),
                    holders: vec![],
                })
            }
            (Receipt::Untouched, Event::CodeWrong { .. } | Event::Confirmed { .. }) => Receipt::Untouched,
            (Receipt::Asked(mut so_far), Event::CodeAsked { day, asked, .. }) => {
                let (last, many) = so_far.today;
                let many = if last == *day { many.saturating_add(1) } else { 1 };
                if so_far.codes.len() >= ASKINGS {
                    so_far.codes.remove(0);
                }
                so_far.codes.push((asked.clone(), 0));
                Receipt::Asked(Asked { today: (*day, many), ..so_far })
            }
            (Receipt::Asked(so_far), Event::CodeWrong { asked, .. }) => {
                Receipt::Asked(so_far.with_tried(asked, |tried| tried.saturating_add(1)))
            }
            (Receipt::Asked(so_far), Event::Confirmed { asked, token, .. }) => {
                let mut so_far = so_far.with_tried(asked, |_| TRIES);
                if so_far.holders.len() >= HOLDERS {
                    so_far.holders.remove(0);
                }
                so_far.holders.push(token.clone());
                Receipt::Asked(so_far)
            }
        }
    }
}
