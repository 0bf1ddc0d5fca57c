//! Why the server closes a socket: the close codes of `PROTOCOL.md`, and nothing else.

use axum::extract::ws::{CloseFrame, Utf8Bytes};

/// A reason to close. The client decides by the code whether to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Close {
    /// The client said `leave`.
    Left,
    /// This server is stopping; come back soon.
    Restarting,
    /// Too much is waiting to be recorded; come back soon.
    Busy,
    /// A message that this protocol does not have.
    Protocol,
    /// The same participant opened the call again, or the same client came on a new socket.
    Replaced,
    /// The call is over.
    Ended,
    /// The socket did not take what was written to it.
    Slow,
    /// No `join` in time.
    Late,
    /// Nothing was heard for too long.
    Silent,
    /// As many participants as a room holds are there.
    Full,
    /// Only a professional ends the call, puts somebody out, or closes the room.
    NotAllowed,
    /// A professional put this participant out.
    PutOut,
    /// The room takes in nobody new at the moment; it may be opened again.
    Closed,
    /// Nobody has let this visitor in any more: they were given on, and wait again.
    Waits,
    /// The call was handed over: the page comes back with its new part.
    NewPart,
}

impl Close {
    pub(super) fn code(self) -> u16 {
        match self {
            Self::Left => 1000,
            Self::Restarting => 1012,
            Self::Busy => 1013,
            Self::Protocol => 4000,
            Self::Replaced => 4001,
            Self::Ended => 4002,
            Self::Slow => 4003,
            Self::Late => 4004,
            Self::Silent => 4005,
            Self::Full => 4006,
            Self::NotAllowed => 4008,
            Self::PutOut => 4009,
            Self::Closed => 4010,
            Self::Waits => 4011,
            Self::NewPart => 4012,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Restarting => "restarting",
            Self::Busy => "busy",
            Self::Protocol => "protocol",
            Self::Replaced => "replaced",
            Self::Ended => "ended",
            Self::Slow => "slow",
            Self::Late => "late",
            Self::Silent => "silent",
            Self::Full => "full",
            Self::NotAllowed => "not-allowed",
            Self::PutOut => "put-out",
            Self::Closed => "closed",
            Self::Waits => "waits",
            Self::NewPart => "new-part",
        }
    }

    pub(super) fn frame(self) -> CloseFrame {
        CloseFrame { code: self.code(), reason: Utf8Bytes::from_static(self.word()) }
    }
}
