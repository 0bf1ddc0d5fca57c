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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_write_ahead_log_goes_into_the_file_when_it_is_asked_for() {
        let folder = std::env::temp_dir().join(format!("anteroom-carry-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("log.db");
        let writer = schema::connect(&path).unwrap();
        let fill = "CREATE TABLE t (b BLOB); INSERT INTO t VALUES (zeroblob(500000))";
        writer.execute_batch(fill).unwrap();
        let size = || std::fs::metadata(&path).unwrap().len();
        assert!(size() < 500_000, "the writer carries nothing over by itself so soon");

        let (wake, woken) = sync_channel(1);
        let mut carrier = Carrier { due: 0, wake };
        carrier.grown(EVERY - 1);
        assert!(woken.try_recv().is_err(), "not yet");
        carrier.grown(1);
        carrier.grown(EVERY);
        assert_eq!(carrier.due, EVERY, "asked once while the thread is at it, and not forgotten");
        drop(carrier);
        run(&schema::connect(&path).unwrap(), &woken);
        assert!(size() > 500_000, "it is in the file");
        drop(writer);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
