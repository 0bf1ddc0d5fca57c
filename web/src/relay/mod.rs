//! The relay for calls that find no direct way: who may use it, and what browsers are told of it. It carries only what it cannot read (C2).

#[cfg(feature = "relay")]
pub mod embedded;
mod external;
mod pass;

pub use external::External;
pub use pass::{LONGEST, Passes, Secret};

use crate::front::Opened;
use crate::participant::Whereabouts;
use async_trait::async_trait;
use chrono::TimeDelta;
use serde::Serialize;
use std::net::SocketAddr;
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

/// The subject of a pass that is for the device test alone: our own relay knows it by its kind of id, and gives it little.
pub fn to_try(random: [u8; 16]) -> Uuid {
    uuid::Builder::from_custom_bytes(random).into_uuid()
}

/// Whether a pass is for the device test alone.
#[cfg(feature = "relay")]
fn is_to_try(subject: Uuid) -> bool {
    subject.get_version() == Some(uuid::Version::Custom)
}

/// A relay: our own, or one beside us that holds the same secret.
#[async_trait]
pub trait Relay: Send + Sync {
    /// A pass for whoever was let in. Its subject is a random id, drawn for it: it leads back to nobody. It lasts for an hour at most.
    fn pass(&self, subject: Uuid, lasts: TimeDelta) -> IceServer;

    /// How many ways through it are open, as far as this process knows.
    fn allocations(&self) -> usize;

    /// Whether it gives passes that lead to the participant of the device test alone. Of another, strangers get none.
    fn tests(&self) -> bool;

    /// Takes note of where the participant of the device test is: passes for the device test lead there, and nowhere else.
    fn leads_to(&self, participant: &Whereabouts);

    /// Serves a client that came by the HTTPS port, for as long as it stays. One beside us has ports of its own: nobody is sent to it that way.
    async fn attend(&self, stream: Opened, from: SocketAddr) {
        drop((stream, from));
    }
}
