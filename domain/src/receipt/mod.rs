//! The receipt page of a visit, for whoever holds its address and can read a message to the visitor: codes that are asked for, tried and used up.
//!
//! How many there may be is counted here, so that restarts and further nodes change nothing: whoever guesses has [`TRIES`] for each code, and [`WRONG`] in all.

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

/// How many codes are sent a day: nobody is to be pestered with them.
pub const CODES_A_DAY: u8 = 3;

/// How many wrong codes a visit takes in all. With a million codes, one who guesses has two chances in a hundred thousand, however long they go on.
pub const WRONG: u8 = 20;

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
    /// The code that can be tried, and how often it was.
    open: Option<(TokenHash, u8)>,
    /// The day of the last code, and how many there were on it.
    today: (Day, u8),
    /// How many wrong ones there were, ever.
    wrong: u8,
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
            Receipt::Asked(so_far) => so_far.open.as_ref().is_some_and(|(open, _)| open == asked),
        }
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
                let enough = (last == day && many >= CODES_A_DAY) || so_far.wrong >= WRONG;
                if enough || so_far.open.as_ref().is_some_and(|(open, _)| open == asked) {
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
                let tried = so_far.open.as_ref().filter(|(open, _)| open == asked).map(|(_, tried)| *tried);
                if tried.is_none_or(|tried| tried >= TRIES) || so_far.wrong >= WRONG || *expires <= now {
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
                    open: Some((asked.clone(), 0)),
                    today: (*day, 1),
                    wrong: 0,
                    holders: vec![],
                })
            }
            (Receipt::Untouched, Event::CodeWrong { .. } | Event::Confirmed { .. }) => Receipt::Untouched,
            (Receipt::Asked(so_far), Event::CodeAsked { day, asked, .. }) => {
                let (last, many) = so_far.today;
                let many = if last == *day { many.saturating_add(1) } else { 1 };
                let open = Some((asked.clone(), 0));
                Receipt::Asked(Asked { open, today: (*day, many), ..so_far })
            }
            (Receipt::Asked(so_far), Event::CodeWrong { .. }) => Receipt::Asked(Asked {
                open: so_far.open.map(|(open, tried)| (open, tried.saturating_add(1))),
                wrong: so_far.wrong.saturating_add(1),
                ..so_far
            }),
            (Receipt::Asked(so_far), Event::Confirmed { token, .. }) => {
                let mut holders = so_far.holders;
                if holders.len() >= HOLDERS {
                    holders.remove(0);
                }
                holders.push(token.clone());
                Receipt::Asked(Asked { open: None, holders, ..so_far })
            }
        }
    }
}
