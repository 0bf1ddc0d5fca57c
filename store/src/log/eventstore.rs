//! The log on EventStoreDB or `KurrentDB`: events lie in the server, and a local index numbers them.
//!
//! No real server has been used: none can be had where this was written. It is tested against a stand-in of the protocol (`tests/src/esdb`), which is
//! itself checked with other companies' clients.
//!
//! What differs from the other engines: sealed parts travel inside the events, so nothing is ever purged and only keys are destroyed; read models, keys
//! and leases need a database of their own; an append is at most as large as the server takes (1 MiB unless it is told otherwise).

mod append;
mod breakout;
mod event;
mod fault;
mod follow;
mod index;
mod line;
mod packets;
mod read;
mod waiting;

use super::{
    Appended, Cursors, Expected, LogError, LogReader, LogWriter, NewRecord, Purge, Record, Residue, Waiting,
    check,
};
use async_trait::async_trait;
use domain::{EventId, KeyId, StreamName, Timestamp};
use eventstore::{AppendToStreamOptions, EventData, ExpectedRevision, StreamMetadataBuilder};
use fault::Fault;
use index::{Index, Progress};
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

/// The stream whose one event gives the log its id.
const SELF: &str = "anteroom-log";

/// What the stream of a follower's cursor is called before the follower's name.
const CURSOR: &str = "anteroom-cursor-";

/// How long an answer to our own append may take to come by in `$all` before the server is asked how far it is.
const SOON: Duration = Duration::from_millis(500);

/// A log in EventStoreDB or `KurrentDB`. Several nodes may use one at the same time, each with its own index.
pub struct EventStoreLog {
    id: [u8; 16],
    mark: event::Mark,
    line: line::Line,
    index: Index,
    follower: follow::Follower,
    turns: append::Turns,
}

impl EventStoreLog {
    /// Opens the log on this server (`esdb://…`), or makes it with this id. The index is a file that is made again when it is missing; until it is, this
    /// does not return.
    pub async fn open(url: &str, index: &Path, new_id: [u8; 16]) -> Result<Self, LogError> {
        let settings = line::settings(url)?;
        let line = line::Line::start(settings.clone())?;
        let id = identity(&line, new_id).await?;
        let numbered = Index::open(index, id)?;
        let progress = numbered.progress()?;
        let follower = follow::Follower::start(settings, index.to_owned(), id, progress.clone())?;
        let mark = event::Mark::of(id);
        let log = Self { id, mark, line, index: numbered, follower, turns: append::Turns::default() };
        log.agrees(&progress).await?;
        log.catch_up().await?;
        Ok(log)
    }

    /// Refuses an index that has seen more than the server has: the server was set back, or is another.
    async fn agrees(&self, progress: &Progress) -> Result<(), LogError> {
        let Some(at) = progress.at else { return Ok(()) };
        if read::end(self).await? < Some(at) {
            return Err(LogError::Broken {
                position: progress.head,
                what: "the server ends before what the index has numbered; if that is known and meant, delete the index".into(),
            });
        }
        Ok(())
    }

    /// Numbers all that the server has at this moment.
    async fn catch_up(&self) -> Result<Progress, LogError> {
        match read::end(self).await? {
            Some(end) => self.follower.reach(end).await,
            None => Ok(Progress::default()),
        }
    }

    /// The cursor's last event.
    async fn stored_cursor(&self, stream: String) -> Result<Option<u64>, LogError> {
        let Some(event) = read::last_of(self, stream).await? else { return Ok(None) };
        let bytes = event.data[..].try_into();
        let position = bytes.map_err(|_| LogError::Unavailable("a cursor cannot be read".into()))?;
        Ok(Some(u64::from_be_bytes(position)))
    }

    /// Puts this into a stream of which the server keeps the last event.
    async fn keep_last(&self, stream: String, kind: &'static str, bytes: Vec<u8>) -> Result<(), LogError> {
        let is_new = read::last_of(self, stream.clone()).await?.is_none();
        let set = move |client: eventstore::Client| {
            let (stream, bytes) = (stream.clone(), bytes.clone());
            async move {
                let options = AppendToStreamOptions::default().requires_leader(true);
                if is_new {
                    let one = StreamMetadataBuilder::new().max_count(1).build();
                    client.set_stream_metadata(stream.clone(), &options, &one).await?;
                }
                let event = EventData::binary(kind, bytes.into());
                client.append_to_stream(stream, &options, event).await.map(drop)
            }
        };
        Ok(self.line.again(set).await?)
    }
}

/// The log's id, which the first node to come gives it.
async fn identity(line: &line::Line, new_id: [u8; 16]) -> Result<[u8; 16], LogError> {
    let make = move |client: eventstore::Client| async move {
        let options = AppendToStreamOptions::default()
            .expected_revision(ExpectedRevision::NoStream)
            .requires_leader(true);
        // Its own id, so that the same node sent twice is the same event.
        let event = EventData::binary("anteroom.log.v1", new_id.to_vec().into()).id(Uuid::from_bytes(new_id));
        client.append_to_stream(SELF, &options, event).await.map(drop)
    };
    match line.again(make).await {
        Ok(()) | Err(Fault::Conflict) => {}
        Err(fault) => return Err(fault.into()),
    }
    let first = move |client: eventstore::Client| async move {
        let options = eventstore::ReadStreamOptions::default().max_count(1).requires_leader(true);
        let mut events = client.read_stream(SELF, &options).await?;
        Ok(events.next().await?.and_then(|first| first.event).map(|event| event.data.to_vec()))
    };
    let id = line.again(first).await?.and_then(|data| data.try_into().ok());
    id.ok_or_else(|| LogError::Broken { position: 0, what: "the log has no id".into() })
}

fn closed() -> LogError {
    LogError::Unavailable("the log is closed".into())
}

#[async_trait]
impl LogReader for EventStoreLog {
    fn id(&self) -> [u8; 16] {
        self.id
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Record>, LogError> {
        read::stream(self, stream.as_str(), after, limit).await
    }

    async fn read_all(&self, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
        read::all(self, after, limit).await
    }

    async fn event(&self, id: EventId) -> Result<Option<Record>, LogError> {
        read::event(self, id).await
    }

    async fn head(&self) -> Result<u64, LogError> {
        // Asked of the server: another node may have appended a moment ago.
        Ok(self.catch_up().await?.head)
    }

    async fn wait(&self, after: u64) -> Result<u64, LogError> {
        let mut progress = self.follower.progress();
        let further = |now: &Progress| now.head > after || now.broken.is_some();
        let now = progress.wait_for(further).await.map_err(|_| closed())?.clone();
        if now.head > after { Ok(now.head) } else { follow::sound(now).map(|now| now.head) }
    }

    /// The server's version, as its leader tells it. Whether it flushes to its disk cannot be asked.
    async fn durability(&self) -> Result<String, LogError> {
        read::end(self).await?;
        let version =
            |client: eventstore::Client| async move { Ok(client.server_info().await?.version().to_string()) };
        Ok(format!("server={} leader=required", self.line.again(version).await?))
    }
}

#[async_trait]
impl LogWriter for EventStoreLog {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewRecord>,
    ) -> Result<Appended, LogError> {
        check(&events)?;
        append::append(self, stream.as_str(), expected, events).await
    }
}

/// Cursors are streams of the server, of which it keeps the last event, so that they outlive the index and are every node's.
#[async_trait]
impl Cursors for EventStoreLog {
    async fn cursor(&self, follower: &str) -> Result<u64, LogError> {
        Ok(self.stored_cursor(format!("{CURSOR}{follower}")).await?.unwrap_or(0))
    }

    async fn set_cursor(&self, follower: &str, position: u64) -> Result<(), LogError> {
        let bytes = position.to_be_bytes().to_vec();
        self.keep_last(format!("{CURSOR}{follower}"), "anteroom.cursor.v1", bytes).await
    }

    async fn waiting(&self, follower: &str) -> Result<Vec<Waiting>, LogError> {
        waiting::all(self, follower).await
    }

    async fn keep_waiting(&self, follower: &str, letters: &[Waiting]) -> Result<(), LogError> {
        waiting::keep(self, follower, letters).await
    }

    async fn forget_waiting(&self, follower: &str, letters: &[Waiting]) -> Result<(), LogError> {
        waiting::forget(self, follower, letters).await
    }
}

#[async_trait]
impl Purge for EventStoreLog {
    /// Deletes nothing and returns 0: the ciphertexts lie inside the events, and what erases them is that their keys are gone.
    async fn purge(&self, _: &[KeyId]) -> Result<u64, LogError> {
        Ok(0)
    }

    async fn residue(&self) -> Result<Residue, LogError> {
        let beyond = vec!["sealed parts lie inside the events of EventStoreDB and are never deleted"];
        Ok(Residue { beyond, ..Residue::default() })
    }

    async fn renew(&self, _: Timestamp) -> Result<(), LogError> {
        Ok(())
    }
}
