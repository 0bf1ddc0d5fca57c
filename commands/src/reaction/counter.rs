//! The counter at which a letter is handed over: what it needs is opened once however often a service is away, and what comes back decides whether it is done, tried later, or waits
//! for the service.

use super::desk::Desk;
use crate::deps::Deps;
use crate::error::CommandError;
use chrono::TimeDelta;
use domain::Timestamp;
use domain::personal::SealedPart;
use gateways::mail::{Letter, MailError};
use gateways::sms::{Text, TextError};
use std::sync::Arc;
use store::log::Waiting;
use store::vault::KeysError;
use store::{Access, DoorError, LogError, Opened};

/// The service that letters go by.
pub(super) const MAIL: &str = "mail";

/// After how many minutes a letter that was refused for now is tried again, the first times.
const DELAYS: [i64; 4] = [1, 5, 15, 60];

/// And from then on.
const THEREAFTER: TimeDelta = TimeDelta::hours(4);

/// How long it is tried: the last time at the end of this.
const TRIED_FOR: TimeDelta = TimeDelta::days(2);

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// It was taken, and is called so.
    Taken(String),
    /// The address does not take it; or has not taken it for so long that it is not tried any more.
    Refused,
}

/// Why a letter is not done.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something of our own went wrong.
    Failed(CommandError),
    /// It was refused for now.
    Later { code: String, due: Timestamp },
    /// Its service is away, or does not accept our settings.
    Away { service: &'static str, why: String },
    /// Its service was found away a moment ago.
    Held { until: Timestamp },
}

impl From<CommandError> for Stop {
    fn from(error: CommandError) -> Self {
        Self::Failed(error)
    }
}

impl From<LogError> for Stop {
    fn from(error: LogError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<KeysError> for Stop {
    fn from(error: KeysError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<DoorError> for Stop {
    fn from(error: DoorError) -> Self {
        Self::Failed(error.into())
    }
}

/// What a service has answered.
enum Answer {
    Taken(String),
    Refused(String),
    Later(String),
    Away(String),
}

/// The counter, for one letter.
pub(super) struct Counter<'a> {
    pub(super) deps: &'a Deps,
    desk: &'a mut Desk,
    letter: Waiting,
}

impl<'a> Counter<'a> {
    pub(super) fn new(deps: &'a Deps, desk: &'a mut Desk, letter: Waiting) -> Self {
        Self { deps, desk, letter }
    }

    /// Whether the letter was refused for now before, so that others may have gone meanwhile that came after it.
    pub(super) fn was_put_aside(&self) -> bool {
        self.letter.tries > 0
    }

    /// Since when it was to go.
    pub(super) fn since(&self) -> Timestamp {
        self.letter.since
    }

    /// Opens what the letter needs. While its service is away it is opened again for each try and closed after it: one entry says so.
    pub(super) async fn disclose(
        &mut self,
        access: Access,
        parts: Vec<Arc<SealedPart>>,
    ) -> Result<Opened, DoorError> {
        let told = &mut self.desk.hand(self.letter).opened;
        self.deps.vault.disclose_more(access, told, parts).await?;
        let opened = told.clone();
        told.close();
        Ok(opened)
    }

    /// Hands a letter over. One that is of no use any more at `ends` is not tried so late.
    pub(super) async fn mail(&mut self, letter: &Letter, ends: Option<Timestamp>) -> Result<Sent, Stop> {
        if let Some(sent) = self.step_up(MAIL)? {
            return Ok(sent);
        }
        let answer = match self.deps.mailer.send(letter).await {
            Ok(()) => Answer::Taken(letter.id.to_string()),
            Err(MailError::Refused { code }) => Answer::Refused(code.to_string()),
            Err(MailError::Later { code }) => Answer::Later(code.to_string()),
            Err(error @ (MailError::Unavailable(_) | MailError::Configuration(_))) => {
                Answer::Away(error.to_string())
            }
        };
        self.settle(MAIL, answer, ends)
    }

    /// The same for a text message.
    pub(super) async fn text(&mut self, text: &Text, ends: Option<Timestamp>) -> Result<Sent, Stop> {
        let service = self.deps.texter.service(&text.to);
        if let Some(sent) = self.step_up(service)? {
            return Ok(sent);
        }
        let answer = match self.deps.texter.send(text).await {
            Ok(taken) => Answer::Taken(taken.id),
            Err(TextError::Refused { code }) => Answer::Refused(code),
            Err(TextError::Later { code }) => Answer::Later(code),
            Err(error @ (TextError::Unavailable(_) | TextError::Configuration(_))) => {
                Answer::Away(error.to_string())
            }
        };
        self.settle(service, answer, ends)
    }

    /// What became of the letter before, if it was handed over and could not be written down; stops while its service is left alone.
    fn step_up(&mut self, service: &'static str) -> Result<Option<Sent>, Stop> {
        let hand = self.desk.hand(self.letter);
        hand.service = Some(service);
        if hand.sent.is_some() {
            return Ok(hand.sent.clone());
        }
        match self.desk.away_until(service).filter(|until| *until > self.deps.now()) {
            Some(until) => Err(Stop::Held { until }),
            None => Ok(None),
        }
    }

    fn settle(
        &mut self,
        service: &'static str,
        answer: Answer,
        ends: Option<Timestamp>,
    ) -> Result<Sent, Stop> {
        let position = self.letter.position;
        let sent = match answer {
            Answer::Away(why) => return Err(Stop::Away { service, why }),
            Answer::Taken(id) => Sent::Taken(id),
            Answer::Refused(code) => {
                tracing::warn!(position, service, code, "a letter was refused");
                Sent::Refused
            }
            Answer::Later(code) => match again(self.letter, self.deps.now(), ends) {
                Some(due) => {
                    self.desk.is_there(service);
                    return Err(Stop::Later { code, due });
                }
                None => {
                    tracing::warn!(
                        position,
                        service,
                        code,
                        "a letter is given up: it was refused for now for too long"
                    );
                    Sent::Refused
                }
            },
        };
        self.desk.is_there(service);
        self.desk.hand(self.letter).sent = Some(sent.clone());
        Ok(sent)
    }
}

/// When a letter is to go. One that seems to wait for longer than its pause was listed or put aside by a clock that has been set back since, and goes now.
pub(super) fn due_at(letter: Waiting, now: Timestamp) -> Timestamp {
    let longest = letter.tries.checked_sub(1).map_or(TimeDelta::zero(), pause);
    if letter.due > now + longest { now } else { letter.due }
}

/// How long a letter waits that has been refused for now so many times before.
fn pause(tries: u32) -> TimeDelta {
    let minutes = usize::try_from(tries).ok().and_then(|tries| DELAYS.get(tries).copied());
    minutes.map_or(THEREAFTER, TimeDelta::minutes)
}

/// When a letter that was refused for now is tried again; `None` where this was the last time.
fn again(letter: Waiting, now: Timestamp, ends: Option<Timestamp>) -> Option<Timestamp> {
    let since = if letter.tries == 0 { now } else { letter.since };
    let last = since + TRIED_FOR;
    let due = (now + pause(letter.tries)).min(last);
    (now < last && ends.is_none_or(|ends| due < ends)).then_some(due)
}
