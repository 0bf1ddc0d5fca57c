//! Reading: records come from the server, and their positions from the index.

use super::super::{LogError, Record};
use super::EventStoreLog;
use super::event;
use super::fault::Fault;
use super::index::At;
use domain::EventId;
use eventstore::{Client, ReadAllOptions, ReadStream, ReadStreamOptions, RecordedEvent, StreamPosition};

/// The most events to ask for at once: they may be large.
const PAGE: usize = 1_000;

pub(super) async fn stream(
    log: &EventStoreLog,
    stream: &str,
    after: u64,
    limit: usize,
) -> Result<Vec<Record>, LogError> {
    let mut records: Vec<Record> = Vec::new();
    while records.len() < limit {
        let page = (limit - records.len()).min(PAGE);
        let got = page_of_stream(log, stream, after + records.len() as u64, page).await?;
        let is_last = got.len() < page;
        records.extend(got);
        if is_last {
            break;
        }
    }
    Ok(records)
}

async fn page_of_stream(
    log: &EventStoreLog,
    stream: &str,
    after: u64,
    limit: usize,
) -> Result<Vec<Record>, LogError> {
    let events = of_stream(log, stream, after, limit).await?;
    let Some(last) = events.last() else { return Ok(Vec::new()) };
    // The server was asked first, so that whatever it told is numbered by now or in a moment.
    log.follower.reach(last.position.into()).await?;
    let positions = log.index.positions(stream, after, events.len())?;
    let told = events.len();
    let mut records: Vec<Record> = Vec::with_capacity(told);
    for ((event, position), version) in events.into_iter().zip(positions).zip(after + 1..) {
        if event.revision + 1 != version || !log.mark.is_on(&event) {
            break;
        }
        records.push(event::read(event, position)?);
    }
    if records.len() < told {
        let position = records.last().map_or(0, |record| record.position) + 1;
        return Err(LogError::Broken {
            position,
            what: "its stream has a hole, or holds what is not the log's".into(),
        });
    }
    Ok(records)
}

async fn of_stream(
    log: &EventStoreLog,
    stream: &str,
    after: u64,
    limit: usize,
) -> Result<Vec<RecordedEvent>, LogError> {
    let stream = stream.to_owned();
    let read = move |client: Client| {
        let options = ReadStreamOptions::default()
            .position(StreamPosition::Position(after))
            .max_count(limit)
            .requires_leader(true);
        let stream = stream.clone();
        async move { drain(client.read_stream(stream, &options).await?).await }
    };
    match log.line.again(read).await {
        Err(Fault::Absent) => Ok(Vec::new()),
        other => Ok(other?),
    }
}

pub(super) async fn all(log: &EventStoreLog, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let mut head = super::follow::sound(log.follower.progress().borrow().clone())?.head;
    if after >= head {
        head = log.catch_up().await?.head;
    }
    let due = head.saturating_sub(after).min(limit as u64) as usize;
    let mut records: Vec<Record> = Vec::with_capacity(due.min(PAGE));
    let mut from = if due == 0 { None } else { log.index.at(after + 1)? };
    let mut passed = None;
    while let Some(at) = from {
        // One more than is due, to get past the one that was last.
        let page = (due - records.len() + 1).min(PAGE);
        let before = passed;
        for event in of_all(log, at, page).await? {
            if Some(At::from(event.position)) <= passed || records.len() == due {
                continue;
            }
            passed = Some(event.position.into());
            if log.mark.is_on(&event) {
                let position = after + 1 + records.len() as u64;
                records.push(event::read(event, position)?);
            }
        }
        from = passed.filter(|_| passed > before && records.len() < due);
    }
    if records.len() < due {
        let position = after + 1 + records.len() as u64;
        return Err(LogError::Broken { position, what: "the record is missing".into() });
    }
    Ok(records)
}

pub(super) async fn event(log: &EventStoreLog, id: EventId) -> Result<Option<Record>, LogError> {
    let find = || Ok::<_, LogError>(log.index.standing("", &[id])?.known.first().copied().flatten());
    let mut found = find()?;
    if found.is_none() {
        log.catch_up().await?;
        found = find()?;
    }
    let Some(known) = found else { return Ok(None) };
    let missing = || LogError::Broken { position: known.position, what: "the record is missing".into() };
    let event = of_all(log, known.at, 1).await?.pop().ok_or_else(missing)?;
    if event.id.as_bytes() != id.as_bytes() {
        return Err(missing());
    }
    event::read(event, known.position).map(Some)
}

/// Events of `$all` from here on, this one included.
pub(super) async fn of_all(log: &EventStoreLog, from: At, limit: usize) -> Result<Vec<RecordedEvent>, Fault> {
    let read = move |client: Client| {
        let options =
            ReadAllOptions::default().position(At::onward(Some(from))).max_count(limit).requires_leader(true);
        async move { drain(client.read_all(&options).await?).await }
    };
    log.line.again(read).await
}

/// The last event of `$all`, whosever it is.
pub(super) async fn end(log: &EventStoreLog) -> Result<Option<At>, Fault> {
    let read = |client: Client| {
        let options =
            ReadAllOptions::default().position(StreamPosition::End).max_count(1).requires_leader(true);
        async move { drain(client.read_all(&options).await?).await }
    };
    Ok(log.line.again(read).await?.pop().map(|event| event.position.into()))
}

/// The last event of a stream.
pub(super) async fn last_of(log: &EventStoreLog, stream: String) -> Result<Option<RecordedEvent>, Fault> {
    let read = move |client: Client| {
        let options =
            ReadStreamOptions::default().position(StreamPosition::End).max_count(1).requires_leader(true);
        let stream = stream.clone();
        async move { drain(client.read_stream(stream, &options).await?).await }
    };
    match log.line.again(read).await {
        Err(Fault::Absent) => Ok(None),
        other => Ok(other?.pop()),
    }
}

async fn drain(mut answer: ReadStream) -> eventstore::Result<Vec<RecordedEvent>> {
    let mut events = Vec::new();
    while let Some(resolved) = answer.next().await? {
        events.extend(resolved.event);
    }
    Ok(events)
}
