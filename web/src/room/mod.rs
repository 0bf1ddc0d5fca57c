//! Rooms: who is in a call, and the relaying of what their browsers say to each other. Knows neither visits nor
//! the log: whoever mounts it has already authorised the participant, and hears plain facts back (C2, C4).
//! The messages are described in `PROTOCOL.md`.

mod close;
mod facts;
mod hub;
mod message;
mod relayed;
mod seat;
mod socket;
#[cfg(test)]
mod stand_in;
mod state;
pub mod technical;
#[cfg(test)]
mod tests;

pub use facts::{Fact, NotRecorded, Refused, RoomFacts, Verdict, What};
pub use hub::{Hub, Randomness};
pub use message::By;
pub use socket::configure;

pub use domain::Ways;

use serde::Serialize;
use std::time::Duration;
use uuid::Uuid;

/// The room of one call. Opaque here: the caller's id of the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoomId(pub Uuid);

/// One person's place in one room. Never put on the wire: participants know each other by client numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParticipantId(pub Uuid);

/// On which side of the consultation a participant sits. Only a professional can end the call for all, put somebody out, and close the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Came by a link, without an account.
    Visitor,
    /// The member of the organisation who holds the call.
    Professional,
    /// A colleague who was asked to join it.
    Colleague,
    /// An interpreter or a relative, let in from within it.
    Guest,
}

/// How a room stands before anybody has entered it: what was decided in an earlier life of it.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// It takes in nobody new.
    pub closed: bool,
    /// Who was put out, and not let back in.
    pub out: Vec<(ParticipantId, Side)>,
    /// Who was in it, and may come back though it is closed.
    pub known: Vec<ParticipantId>,
}

/// What a room allows. The defaults were measured (see `PROTOCOL.md`); tests turn them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A socket that has not said `join` by then is closed.
    pub join_within: Duration,
    /// The server says `beat` this often.
    pub heartbeat: Duration,
    /// A socket that said nothing for this long is cut; more than two heartbeats.
    pub silence: Duration,
    /// How long the place of a lost socket is kept.
    pub grace: Duration,
    /// One message may take this long to be written, or the socket is cut.
    pub write_within: Duration,
    /// How long an ended room is remembered, so that a late socket hears that it is over.
    pub linger: Duration,
    /// Participants at once.
    pub participants: usize,
    /// Messages kept for one client until it says it has them.
    pub tail: usize,
    /// The same, in bytes.
    pub tail_bytes: usize,
    /// Messages not yet written to a socket, beyond which it is slow and is cut.
    pub unsent: usize,
    /// Messages that are heard of one socket at once; what comes faster than as many in ten seconds waits.
    pub at_once: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            join_within: Duration::from_secs(5),
            heartbeat: Duration::from_secs(15),
            silence: Duration::from_secs(40),
            grace: Duration::from_secs(20),
            write_within: Duration::from_secs(10),
            linger: Duration::from_mins(1),
            participants: 4,
            tail: 512,
            tail_bytes: 1024 * 1024,
            unsent: 128,
            at_once: 300,
        }
    }
}
