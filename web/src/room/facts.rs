//! What a room tells its caller: facts without personal data, at least once, in order; and what a professional asks of it, which it does once the caller has recorded it.

use super::message::Asked;
use super::{By, ParticipantId, RoomId};
use async_trait::async_trait;
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// One thing that came true in a room, or that a professional asks of it.
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
    /// A professional asks that the participant be out; once that is recorded they are, and a `Left` follows.
    PutOut {
        /// The professional.
        by: ParticipantId,
        /// Who is to be out.
        who: ParticipantId,
    },
    /// A professional asks that the participant may come back.
    LetBackIn {
        /// The professional.
        by: ParticipantId,
        /// Who may come back.
        who: ParticipantId,
    },
    /// A professional asks that the room be closed to newcomers.
    Closed {
        /// The professional.
        by: ParticipantId,
    },
    /// A professional asks that it be opened again.
    Opened {
        /// The professional.
        by: ParticipantId,
    },
    /// A professional puts everybody on hold, or takes them off it. The caller says whether they may, and records nothing.
    Hold {
        /// The professional.
        by: ParticipantId,
        /// Whether everybody is to be on hold.
        on: bool,
    },
    /// A professional asks that the call be over for all. Once that is recorded it is, and nothing follows.
    End {
        /// The professional.
        by: ParticipantId,
    },
    /// The call is over for all. Nothing follows it, no `Left` either.
    Ended(By),
}

impl What {
    /// Who asks it of the room, and the word for it on the wire; `None` for what has come true already.
    pub(super) fn asked(self) -> Option<(ParticipantId, Asked)> {
        match self {
            Self::Joined(_) | Self::Connected(_) | Self::Left(_) | Self::Ended(_) => None,
            Self::PutOut { by, .. } => Some((by, Asked::PutOut)),
            Self::LetBackIn { by, .. } => Some((by, Asked::LetIn)),
            Self::Closed { by } | Self::Opened { by } => Some((by, Asked::Door)),
            Self::Hold { by, .. } => Some((by, Asked::Hold)),
            Self::End { by } => Some((by, Asked::End)),
        }
    }
}

/// What became of a fact that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is recorded, or was already; what was asked is granted.
    Stands,
    /// The rules refuse it, now and at every other try.
    Refused(Refused),
}

/// Why a fact was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The stable word for it, which the page knows.
    pub why: &'static str,
    /// Whether there is no call any more.
    pub over: bool,
}

/// The fact could not be recorded now; it will be offered again, and none after it before.
#[derive(Debug, thiserror::Error)]
#[error("the fact could not be recorded")]
pub struct NotRecorded;

/// Who records the facts of rooms.
#[async_trait]
pub trait RoomFacts: Send + Sync {
    /// Records one fact, or says that the rules refuse it. Facts of one room come one after the other; rooms do not wait for each other.
    async fn happened(&self, fact: &Fact) -> Result<Verdict, NotRecorded>;
}
