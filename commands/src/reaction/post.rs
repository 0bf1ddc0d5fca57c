//! How letters and text messages go out: an event that calls for some puts them on a durable list beside the cursor, and from there each goes by itself. One that is refused
//! for now is put aside and tried again, less and less often; one whose service is away waits for it, in its order; what is done is struck off.
//!
//! A letter is handed over at most once, but for two cases: a process that ends, or loses its lease, between handing it over and striking it off, and a service that took it
//! and did not say so.

use super::PAGE;
use super::counter::{Counter, Stop, due_at};
use super::desk::Desk;
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::{Fact, Refusal, Timestamp};
use store::log::Waiting;
use store::{LogError, Record, codec};
use uuid::Uuid;

/// The recipient of an event's only letter.
pub(super) const ONLY: Uuid = Uuid::nil();

/// A reaction that writes to people.
#[async_trait]
pub(super) trait Post: Send + Sync {
    /// The name of its cursor, and of its list.
    fn name(&self) -> &'static str;

    /// The service that all of it goes by; `None` where that is known of a letter once it is opened.
    fn service(&self) -> Option<&'static str>;

    /// To whom this event is told: [`ONLY`], or members by their ids. Nothing is opened for that.
    async fn recipients(&self, deps: &Deps, record: &Record, fact: &Fact) -> Result<Vec<Uuid>, CommandError>;

    /// Writes to one of them and hands it over at the counter. It is called again until it is done.
    async fn write(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        fact: &Fact,
        recipient: Uuid,
    ) -> Result<(), Stop>;
}

/// Lists the letters of all that is in the log, and hands over those whose time has come. Returns the position reached.
pub(super) async fn catch_up(deps: &Deps, post: &dyn Post, desk: &mut Desk) -> Result<u64, CommandError> {
    // A list that is full takes nothing before something of it has gone.
    let listed = list(deps, post, desk).await;
    deliver(deps, post, desk).await?;
    listed
}

/// Puts the letters of all that is in the log on the list. An event's are there before the cursor passes it, and none is handed over before that.
async fn list(deps: &Deps, post: &dyn Post, desk: &mut Desk) -> Result<u64, CommandError> {
    let mut cursor = deps.log.cursor(post.name()).await?;
    loop {
        let records = deps.log.read_all(cursor, PAGE).await?;
        let Some(last) = records.last().map(|record| record.position) else { return Ok(cursor) };
        for record in &records {
            let recipients = match post.recipients(deps, record, &codec::fact(record)?).await {
                Err(CommandError::Refused(refusal)) => {
                    passed(post, record.position, &refusal);
                    continue;
                }
                other => other?,
            };
            if recipients.is_empty() {
                continue;
            }
            let now = deps.now();
            let new =
                |recipient| Waiting { position: record.position, recipient, tries: 0, since: now, due: now };
            let letters: Vec<Waiting> = recipients.into_iter().map(new).collect();
            deps.log.keep_waiting(post.name(), &letters).await?;
            deps.log.set_cursor(post.name(), record.position).await?;
            desk.look();
        }
        if cursor < last {
            deps.log.set_cursor(post.name(), last).await?;
        }
        cursor = last;
    }
}

/// What the rules refuse now they refuse the next time too: it is told, and passed.
fn passed(post: &dyn Post, position: u64, refusal: &Refusal) {
    tracing::warn!(reaction = post.name(), position, code = refusal.code(), "refused");
}

/// Hands over, in the order of their events, the letters whose time has come and whose services are there.
async fn deliver(deps: &Deps, post: &dyn Post, desk: &mut Desk) -> Result<(), CommandError> {
    if !desk.is_time(deps.now()) {
        return Ok(());
    }
    let letters = deps.log.waiting(post.name()).await?;
    desk.keep(&letters);
    let mut next: Option<Timestamp> = None;
    for letter in letters {
        let service = post.service().or_else(|| desk.service_of(letter));
        let away = service.and_then(|service| desk.away_until(service));
        let mut due = due_at(letter, deps.now());
        due = away.map_or(due, |until| until.max(due));
        if due <= deps.now() {
            match one(deps, post, desk, letter).await? {
                Some(again) => due = again,
                None => continue,
            }
        }
        next = Some(next.map_or(due, |next| next.min(due)));
    }
    desk.plan(next);
    Ok(())
}

/// Writes one letter. When it is to be tried again; `None` where it is done.
async fn one(
    deps: &Deps,
    post: &dyn Post,
    desk: &mut Desk,
    letter: Waiting,
) -> Result<Option<Timestamp>, CommandError> {
    let (reaction, position) = (post.name(), letter.position);
    let record = deps.log.read_all(position.saturating_sub(1), 1).await?.pop();
    let broken =
        || LogError::Broken { position, what: "a letter waits for an event that is not there".into() };
    let record = record.filter(|record| record.position == position).ok_or_else(broken)?;
    let fact = codec::fact(&record)?;
    let mut counter = Counter::new(deps, desk, letter);
    match post.write(&mut counter, &record, &fact, letter.recipient).await {
        Ok(()) => {}
        Err(Stop::Failed(CommandError::Refused(refusal))) => passed(post, position, &refusal),
        Err(Stop::Failed(error)) => return Err(error),
        Err(Stop::Later { code, due }) => {
            let since = if letter.tries == 0 { deps.now() } else { letter.since };
            let later = Waiting { tries: letter.tries + 1, since, due, ..letter };
            deps.log.keep_waiting(reaction, &[later]).await?;
            desk.forget(letter);
            tracing::warn!(reaction, position, code, tries = later.tries, %due, "a letter is put aside: it was refused for now");
            return Ok(Some(due));
        }
        Err(Stop::Away { service, why }) => {
            let until = desk.is_away(service, deps.now());
            tracing::error!(reaction, service, why, %until, "a service is away; its letters wait in their order");
            return Ok(Some(until));
        }
        Err(Stop::Held { until }) => return Ok(Some(until)),
    }
    deps.log.forget_waiting(reaction, &[letter]).await?;
    desk.forget(letter);
    Ok(None)
}

#[cfg(test)]
mod tests;
