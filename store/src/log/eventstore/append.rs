//! Appending: what the port promises, made of what the server offers.
//!
//! The server checks a stream's version, and knows an event again only where it expects it. So every append is sent with the exact version that the
//! index has for its stream, after looking for its ids there: what lies in the stream up to that version is known, and the server vouches that nothing
//! lies after it. Whatever goes wrong, the index catches up and the same is decided again; so an answer that was lost is found.

use super::super::record::NewRecord;
use super::super::{Appended, Expected, LogError};
use super::event;
use super::fault::Fault;
use super::index::Known;
use super::line::Tries;
use super::{EventStoreLog, closed};
use domain::EventId;
use eventstore::{AppendToStreamOptions, EventData, ExpectedRevision};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OwnedMutexGuard;

/// How often an append without an expectation may be overtaken by others before it is given up.
const RACES: u32 = 64;

/// The streams that somebody of this node is appending to: one at a time, in the order of asking, as only one could hold.
#[derive(Default)]
pub(super) struct Turns(Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>);

impl Turns {
    async fn take(&self, stream: &str) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            // Those that nobody holds or waits for are forgotten, now and then.
            if turns.len() >= 1_024 {
                turns.retain(|_, turn| Arc::strong_count(turn) > 1);
            }
            turns.entry(stream.to_owned()).or_default().clone()
        };
        turn.lock_owned().await
    }
}

/// Appends, or says why it cannot hold.
pub(super) async fn append(
    log: &EventStoreLog,
    stream: &str,
    expected: Expected,
    events: Vec<NewRecord>,
) -> Result<Appended, LogError> {
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    if ids.iter().collect::<HashSet<_>>().len() < ids.len() {
        return Err(LogError::Unavailable("an id stands twice in one append".into()));
    }
    let data: Vec<EventData> = events.iter().map(|record| event::write(record, &log.mark)).collect();
    let _turn = log.turns.take(stream).await;
    let (mut fresh, mut tries, mut races) = (false, Tries::default(), 0);
    loop {
        let standing = log.index.standing(stream, &ids)?;
        if let Some(answer) = earlier(&standing.known) {
            return answer;
        }
        let due = match expected {
            Expected::Any => standing.version,
            Expected::Version(version) => version,
        };
        if due != standing.version {
            if fresh {
                return Err(LogError::Conflict { actual: standing.version });
            }
            // Another node may have appended what this one has not seen.
            log.catch_up().await?;
            fresh = true;
            continue;
        }
        match send(log, stream, due, data.clone()).await {
            Ok(()) => return settle(log, stream, &ids).await,
            Err(Fault::Conflict) if races < RACES => races += 1,
            Err(fault) if tries.another(fault).await => {}
            // Not known to be there, and perhaps it is: the same may be sent again.
            Err(fault) => return Err(fault.into()),
        }
        log.catch_up().await?;
        fresh = true;
    }
}

/// The answer of the first time, if there was one.
fn earlier(known: &[Option<Known>]) -> Option<Result<Appended, LogError>> {
    let refused = |what: &str| Some(Err(LogError::Unavailable(what.into())));
    match known.first().copied().flatten() {
        Some(first) if first.here => {
            let more = known.len() as u64 - 1;
            // What was appended at once lies in its stream without a gap, but not always in the whole log.
            let position =
                known.last().copied().flatten().map_or(first.position + more, |last| last.position);
            Some(Ok(Appended { version: first.version + more, position }))
        }
        Some(_) => refused("an event of this id lies in another stream"),
        None if known.iter().any(Option::is_some) => refused("an event of this id is in the log already"),
        None => None,
    }
}

async fn send(log: &EventStoreLog, stream: &str, version: u64, data: Vec<EventData>) -> Result<(), Fault> {
    let revision = match version {
        0 => ExpectedRevision::NoStream,
        version => ExpectedRevision::Exact(version - 1),
    };
    let options = AppendToStreamOptions::default().expected_revision(revision).requires_leader(true);
    let stream = stream.to_owned();
    log.line
        .once(move |client| async move { client.append_to_stream(stream, &options, data).await.map(drop) })
        .await
}

/// Waits until what was appended has its number.
async fn settle(log: &EventStoreLog, stream: &str, ids: &[EventId]) -> Result<Appended, LogError> {
    let mut progress = log.follower.progress();
    let last = ids.last().map_or(&[][..], std::slice::from_ref);
    let mut asked = false;
    loop {
        super::follow::sound(progress.borrow_and_update().clone())?;
        if let Some(known) = log.index.standing(stream, last)?.known.first().copied().flatten() {
            return Ok(Appended { version: known.version, position: known.position });
        }
        if asked {
            // Seen up to the server's end and still not there: the id has been taken by another log.
            return Err(LogError::Unavailable(
                "the server answered for an event that is not in the log".into(),
            ));
        }
        match tokio::time::timeout(super::SOON, progress.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return Err(closed()),
            Err(_) => {
                log.catch_up().await?;
                asked = true;
            }
        }
    }
}
