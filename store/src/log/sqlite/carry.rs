//! Carries the write-ahead log over into the file on a thread of its own, so that no append waits for it.

use super::super::LogError;
use super::schema;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Events appended between two carries: some 8 to 16 MiB of the write-ahead log.
const EVERY: u64 = 2_000;

/// The writer's end: it says how much there is to carry.
pub(super) struct Carrier {
    due: u64,
    wake: SyncSender<()>,
}

impl Carrier {
    /// Starts the thread, which ends with this.
    pub(super) fn start(path: &Path) -> Result<Self, LogError> {
        let connection = schema::connect(path)?;
        let (wake, woken) = sync_channel(1);
        std::thread::Builder::new()
            .name("log-carrier".into())
            .spawn(move || run(&connection, &woken))
            .map_err(|e| LogError::Unavailable(e.to_string()))?;
        Ok(Self { due: 0, wake })
    }

    /// Says that so many events were committed.
    pub(super) fn grown(&mut self, events: u64) {
        self.due += events;
        // Where the channel is full, the thread is at it, and is asked again with the next commit.
        if self.due >= EVERY && self.wake.try_send(()).is_ok() {
            self.due = 0;
        }
    }
}

fn run(connection: &rusqlite::Connection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        // Passive: it waits for nobody, and nobody for it. What readers keep it from is carried the next time.
        let carried = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        if let Err(error) = carried {
            tracing::warn!(%error, "the write-ahead log could not be carried over: the writer will");
        }
    }
}
