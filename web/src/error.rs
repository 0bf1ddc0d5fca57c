//! What can go wrong on a request, and its status. People get a sentence and a trace id; the chain of causes is printed once, here.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use commands::CommandError;
use domain::Refusal;
use store::{DoorError, LogError};

/// Why a request was not done.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Nobody is signed in: a page leads to signing in, anything else is told.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// What was sent cannot be understood.
    #[error("what was sent cannot be understood")]
    Malformed,
    /// What was sent is larger than any form here.
    #[error("what was sent is too large")]
    TooLarge,
    /// What was sent is of a kind that is not taken here.
    #[error("what was sent is of another kind")]
    WrongKind,
    /// The address does not take this method.
    #[error("this address is not asked so")]
    WrongMethod,
    /// It came from another site.
    #[error("this was sent from another site")]
    ForeignSite,
    /// Too many visitors at once, from one place or at one organisation.
    #[error("too many arrivals")]
    Crowded,
    /// The page cannot tell yet of what was done before it.
    #[error("the read models are behind")]
    Behind,
    /// Too much at once.
    #[error("too many requests")]
    TooMany,
    /// A part of the house does not answer.
    #[error("{what}")]
    Unavailable {
        /// The chain, for the traces.
        what: String,
    },
}

/// What the outermost layer makes a page or a problem document of.
#[derive(Clone, Debug)]
pub struct Told {
    /// The status.
    pub status: StatusCode,
    /// The stable code, the key of its translations.
    pub code: &'static str,
    /// The field it is about.
    pub field: Option<&'static str>,
}

impl Told {
    /// There is no such address.
    pub fn nowhere() -> Self {
        Self { status: StatusCode::NOT_FOUND, code: "not-found", field: None }
    }
}

impl AppError {
    fn told(&self) -> Told {
        let (status, code, field) = match self {
            AppError::Refused(refusal) => (status(refusal), refusal.code(), refusal.field()),
            AppError::NotSignedIn => (StatusCode::UNAUTHORIZED, "not-signed-in", None),
            AppError::Malformed => (StatusCode::UNPROCESSABLE_ENTITY, "malformed", None),
            AppError::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large", None),
            AppError::WrongKind => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong-kind", None),
            AppError::WrongMethod => (StatusCode::METHOD_NOT_ALLOWED, "wrong-method", None),
            AppError::ForeignSite => (StatusCode::FORBIDDEN, "foreign-site", None),
            AppError::Crowded => (StatusCode::TOO_MANY_REQUESTS, "crowded", None),
            AppError::Behind => (StatusCode::SERVICE_UNAVAILABLE, "behind", None),
            AppError::TooMany => (StatusCode::TOO_MANY_REQUESTS, "too-many", None),
            AppError::Unavailable { .. } => (StatusCode::SERVICE_UNAVAILABLE, "unavailable", None),
        };
        Told { status, code, field }
    }
}

/// The status of a refusal.
pub fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Field { .. }
        | Refusal::ConsentMissing
        | Refusal::NoSuchWay
        | Refusal::NotReceiving
        | Refusal::CodeWrong
        | Refusal::GroundUnconfirmed => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::TooManyMessages { .. } | Refusal::TooManyTaken => StatusCode::TOO_MANY_REQUESTS,
        Refusal::NotAllowed | Refusal::NotOnDuty | Refusal::ForSomebodyElse | Refusal::NotAdmitted => {
            StatusCode::FORBIDDEN
        }
        Refusal::LinkSpent | Refusal::IdentificationSpent | Refusal::Erased | Refusal::VisitOver => {
            StatusCode::GONE
        }
        Refusal::SlugTaken
        | Refusal::EmailTaken
        | Refusal::NotOpen
        | Refusal::NotConfirmed
        | Refusal::NoticeMissing
        | Refusal::NotWaiting
        | Refusal::HasCome
        | Refusal::NotYet
        | Refusal::DoorClosed
        | Refusal::WithAColleague
        | Refusal::SecondPerson
        | Refusal::HoldOver
        | Refusal::ElectronicIdOff
        | Refusal::IdentifiedTooOften
        | Refusal::NumberShown
        | Refusal::NothingErased
        | Refusal::TooEarly
        | Refusal::Closed
        | Refusal::Away
        | Refusal::NoLongerReceiving
        | Refusal::LastOwner
        | Refusal::InvitationAccepted
        | Refusal::NotAMember
        | Refusal::AgreementChanged
        | Refusal::CallRuns
        | Refusal::InCall
        | Refusal::TooManyGuests
        | Refusal::TrialOver
        | Refusal::RecoveryWaits => StatusCode::CONFLICT,
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        if let AppError::Unavailable { what } = &self {
            tracing::error!(error = %what, "a request failed");
        }
        let told = self.told();
        let mut response = told.status.into_response();
        if told.status == StatusCode::SERVICE_UNAVAILABLE || told.status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response.extensions_mut().insert(told);
        response
    }
}

impl From<CommandError> for AppError {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Refused(refusal) => AppError::Refused(refusal),
            CommandError::Log(e) => e.into(),
            CommandError::Door(e) => e.into(),
            CommandError::Reused => AppError::Malformed,
            CommandError::Keys(_)
            | CommandError::Vault(_)
            | CommandError::Seal(_)
            | CommandError::Contended => AppError::Unavailable { what: error.to_string() },
        }
    }
}

macro_rules! unavailable {
    ($($error:ty),*) => {
        $(impl From<$error> for AppError {
            fn from(error: $error) -> Self {
                AppError::Unavailable { what: error.to_string() }
            }
        })*
    };
}

unavailable!(
    LogError,
    DoorError,
    store::vault::KeysError,
    projections::ReadError,
    askama::Error,
    std::io::Error
);
