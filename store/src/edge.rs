//! Time and randomness as they are passed in: read at the edge of the process alone, turned by tests and by the demo.

use domain::Timestamp;
use uuid::Uuid;

/// What time it is.
pub trait Clock: Send + Sync {
    /// Now, in UTC, to the microsecond.
    fn now(&self) -> Timestamp;
}

/// Randomness fit for keys.
pub trait Entropy: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// What can be drawn from [`Entropy`].
pub trait Draw {
    /// So many random bytes.
    fn bytes<const N: usize>(&self) -> [u8; N];

    /// A random id. It carries no time: ids outlive the data they point to.
    fn uuid(&self) -> Uuid;
}

impl<E: Entropy + ?Sized> Draw for E {
    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0; N];
        self.fill(&mut out);
        out
    }

    fn uuid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }
}
