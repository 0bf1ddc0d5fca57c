//! The bare limit: what group commit reaches on a table of four columns, without ids, sealing, seals or kinds. No store for anybody's use: it believes that
//! a stream has one writer, and says nothing of who lost.

use crate::contender::Writer;
use crate::work::{Place, Tally, Told};
use anyhow::{Context, Result};
use async_trait::async_trait;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// The most appends in a commit.
pub(super) const GROUP: usize = 1_000;

/// Events read at once.
pub(super) const PAGE: i64 = 5_000;

/// An append that waits.
pub(super) struct Append {
    pub(super) visit: Uuid,
    pub(super) expected: i64,
    pub(super) payloads: Vec<Vec<u8>>,
    pub(super) done: oneshot::Sender<()>,
}

/// All that wait, after the first. Dropping one without an answer is its refusal.
pub(super) fn group(first: Append, queue: &mut mpsc::Receiver<Append>) -> Vec<Append> {
    let mut group = vec![first];
    while group.len() < GROUP {
        let Ok(next) = queue.try_recv() else { break };
        group.push(next);
    }
    group
}

/// Says to everybody that their events are durable.
pub(super) fn answer(group: Vec<Append>) {
    for append in group {
        // Whoever asked may be gone.
        let _ = append.done.send(());
    }
}

pub(super) fn fold(payloads: impl IntoIterator<Item = impl AsRef<[u8]>>, tally: &mut Tally) -> Result<()> {
    for payload in payloads {
        tally.add(&serde_json::from_slice::<Told>(payload.as_ref())?);
    }
    Ok(())
}

pub(super) struct LimitWriter {
    pub(super) queue: mpsc::Sender<Append>,
    pub(super) place: Place,
}

#[async_trait]
impl Writer for LimitWriter {
    async fn append(&mut self, events: u64) -> Result<()> {
        self.place.make_room(events);
        let (done, answered) = oneshot::channel();
        let payloads = self.place.next(events).map(|told| told.json()).collect();
        let append = Append { visit: self.place.visit, expected: self.place.version as i64, payloads, done };
        self.queue.send(append).await.ok().context("the committer is gone")?;
        answered.await.context("the group was not committed")?;
        self.place.version += events;
        Ok(())
    }
}
