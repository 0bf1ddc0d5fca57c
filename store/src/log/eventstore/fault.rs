//! What went wrong with the server, told without its own words: they may quote what was sent.

use super::super::LogError;
use eventstore::Error;

/// Why a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The stream is at another revision.
    Conflict,
    /// The stream is not there.
    Absent,
    /// Another node leads now; the client has been told which, and the same call goes there.
    Moved,
    /// The server is away, or its answer was lost: what was asked may have been done.
    Lost(&'static str),
    /// The append is over the server's own limit.
    TooLarge,
    /// The server is there and will not.
    Refused(&'static str),
}

impl Fault {
    /// Whether the same call may do better on another try.
    pub(super) fn passing(self) -> bool {
        matches!(self, Self::Moved | Self::Lost(_))
    }
}

impl From<Fault> for LogError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Conflict => Self::Unavailable("the stream moved on too often".into()),
            Fault::Absent => Self::Unavailable("the server has no such stream".into()),
            Fault::Moved => Self::Unavailable("the server's cluster has no leader that answers".into()),
            Fault::TooLarge => Self::TooLarge(
                "no more bytes than the server takes at once (1 MiB unless it is told otherwise)",
            ),
            Fault::Lost(what) | Fault::Refused(what) => Self::Unavailable(what.into()),
        }
    }
}

/// Reads the client's error.
pub(super) fn of(error: &Error) -> Fault {
    match error {
        Error::WrongExpectedVersion { .. } => Fault::Conflict,
        Error::ResourceNotFound => Fault::Absent,
        Error::NotLeaderException(_) => Fault::Moved,
        Error::AccessDenied => {
            Fault::Refused("the server refuses this user: it must read $all and write streams")
        }
        Error::ResourceDeleted => Fault::Refused("a stream of the log has been deleted in the server"),
        Error::UnsupportedFeature => Fault::Refused("the server is too old"),
        Error::DeadlineExceeded => Fault::Lost("the server did not answer in time"),
        Error::ConnectionClosed | Error::GrpcConnectionError(_) => Fault::Lost("no connection to the server"),
        Error::Grpc { code, .. } => match i32::from(*code) {
            // INVALID_ARGUMENT: of all that we send, only its size can be.
            3 => Fault::TooLarge,
            _ => Fault::Lost("the server gave no usable answer"),
        },
        Error::ServerError(_)
        | Error::InternalParsingError(_)
        | Error::ResourceAlreadyExists
        | Error::InternalClientError
        | Error::InitializationError(_)
        | Error::IllegalStateError(_) => Fault::Lost("the connection to the server failed"),
    }
}
