//! What a room tells its caller: facts without personal data, at least once, in order. Does not decide what they mean.

use super::{By, ParticipantId, RoomId};
use async_trait::async_trait;
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// One thing that came true in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The same at every delivery of this fact, and of no other: use it as the command id, and it is recorded once.
    pub id: Uuid,
    /// Where.
    pub room: RoomId,
    /// When, on this process's monotonic clock; a `Left` came true when the socket was lost, not when the grace ran out.
    pub at: Instant,
    /// What.
    pub what: What,
}

impl Fact {
    /// How long ago it came true. Longer than a moment if recording it had to be tried again.
    pub fn ago(&self) -> Duration {
        self.at.elapsed()
    }
}

/// The kinds of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The participant is in the room. Told once until a `Left`: a reload or a resumed socket tells nothing.
    Joined(ParticipantId),
    /// Both browsers say that media runs between them. Once for each pair in the life of a room.
    Connected([ParticipantId; 2]),
    /// The participant said goodbye, or did not come back within the grace.
    Left(ParticipantId),
    /// A professional put the participant out; a `Left` follows.
    PutOut {
        /// The professional.
        by: ParticipantId,
        /// Who is out.
        who: ParticipantId,
    },
    /// A professional lets the participant come back.
    LetBackIn {
        /// The professional.
        by: ParticipantId,
        /// Who may come back.
        who: ParticipantId,
    },
    /// A professional closed the room to newcomers.
    Closed {
        /// The professional.
        by: ParticipantId,
    },
    /// A professional opened it again.
    Opened {
        /// The professional.
        by: ParticipantId,
    },
    /// The call is over for all. Nothing follows it, no `Left` either.
    Ended(By),
}

/// The fact could not be recorded now; it will be offered again, and none after it before.
#[derive(Debug, thiserror::Error)]
#[error("the fact could not be recorded")]
pub struct NotRecorded;

/// Who records the facts of rooms.
#[async_trait]
pub trait RoomFacts: Send + Sync {
    /// Records one fact. Facts of one room come one after the other; rooms do not wait for each other.
    async fn happened(&self, fact: &Fact) -> Result<(), NotRecorded>;
}
