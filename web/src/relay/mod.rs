//! The relay for calls that find no direct way: who may use it, and what browsers are told of it. It carries only what it cannot read (C2).

#[cfg(feature = "relay")]
pub mod embedded;
mod external;
mod pass;

pub use external::External;
pub use pass::{LONGEST, Passes, Secret};

use chrono::TimeDelta;
use serde::Serialize;
use uuid::Uuid;

/// One entry of the `iceServers` of an `RTCPeerConnection`: where the relay is, and a pass for it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct IceServer {
    /// `turn:` and `turns:` addresses.
    pub urls: Vec<String>,
    /// When the pass ends, in seconds since 1970, and its subject.
    pub username: String,
    /// What proves the pass.
    pub credential: String,
}

impl std::fmt::Debug for IceServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IceServer({:?}, …)", self.urls)
    }
}

/// A relay: our own, or one beside us that holds the same secret.
pub trait Relay: Send + Sync {
    /// A pass for whoever was let in. Its subject is a random id, drawn for it: it leads back to nobody. It lasts for an hour at most.
    fn pass(&self, subject: Uuid, lasts: TimeDelta) -> IceServer;

    /// How many ways through it are open, as far as this process knows.
    fn allocations(&self) -> usize;
}
