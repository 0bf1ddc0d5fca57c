//! Time and randomness at the edge: the machine's, or a clock that a demo turns.

use domain::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Clock, Entropy};

/// Randomness from the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        use aws_lc_rs::rand::SecureRandom as _;
        if aws_lc_rs::rand::SystemRandom::new().fill(buffer).is_err() {
            // Without randomness nothing can be sealed or signed in; going on would make keys that can be guessed.
            std::process::abort();
        }
    }
}

/// A clock that can be turned forward, in a data folder that is marked so for ever.
pub struct TurnedClock {
    machine: Arc<dyn Clock>,
    ahead: AtomicI64,
    mark: PathBuf,
}

impl TurnedClock {
    /// The clock of this folder, as far ahead as it was left.
    pub fn open(machine: Arc<dyn Clock>, data: &Path) -> std::io::Result<Self> {
        let mark = Self::mark(data);
        let ahead = match std::fs::read_to_string(&mark) {
            Ok(text) => text.trim().parse().map_err(std::io::Error::other)?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => 0,
            Err(e) => return Err(e),
        };
        if ahead == 0 {
            std::fs::write(&mark, "0\n")?;
        }
        Ok(Self { machine, ahead: AtomicI64::new(ahead), mark })
    }

    /// Where a folder is marked as one whose clock is turned by hand.
    pub fn mark(data: &Path) -> PathBuf {
        data.join("turned-clock")
    }

    /// Turns it forward.
    pub fn turn(&self, by: chrono::TimeDelta) -> std::io::Result<()> {
        let micros = by.num_microseconds().unwrap_or(0).max(0);
        let ahead = self.ahead.load(Ordering::SeqCst).saturating_add(micros);
        std::fs::write(&self.mark, format!("{ahead}\n"))?;
        self.ahead.store(ahead, Ordering::SeqCst);
        Ok(())
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        let ahead = chrono::TimeDelta::microseconds(self.ahead.load(Ordering::SeqCst));
        let now = self.machine.now();
        now.checked_add_signed(ahead).unwrap_or(now)
    }
}

/// An instant from the machine's time since 1970.
pub fn timestamp(since_1970: std::time::Duration) -> Timestamp {
    let micros = i64::try_from(since_1970.as_micros()).unwrap_or(i64::MAX);
    Timestamp::from_timestamp_micros(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}
