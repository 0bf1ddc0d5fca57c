//! What a request brings, read by axum. What cannot be read becomes an [`AppError`], so that it is told as a page or a problem document, never in a library's words.

use crate::error::AppError;
use axum::extract::rejection::{FormRejection, JsonRejection, PathRejection, QueryRejection};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequest, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::Refusal;

/// What stands in the path. An address whose ids cannot be read is no address.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(AppError))]
pub struct Path<T>(pub T);

/// What stands after the question mark.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(AppError))]
pub struct Query<T>(pub T);

/// A form.
#[derive(FromRequest)]
#[from_request(via(axum::Form), rejection(AppError))]
pub struct Form<T>(pub T);

/// A JSON document.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(AppError))]
pub struct Json<T>(pub T);

/// A request that becomes a socket.
pub struct Upgrade(pub WebSocketUpgrade);

impl<S: Send + Sync> FromRequestParts<S> for Upgrade {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        WebSocketUpgrade::from_request_parts(parts, state).await.map(Self).map_err(|_| AppError::Malformed)
    }
}

impl From<PathRejection> for AppError {
    fn from(_: PathRejection) -> Self {
        Refusal::NotFound.into()
    }
}

macro_rules! unread {
    ($($rejection:ty),*) => {
        $(impl From<$rejection> for AppError {
            fn from(rejection: $rejection) -> Self {
                match rejection.status() {
                    StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
                    StatusCode::UNSUPPORTED_MEDIA_TYPE => AppError::WrongKind,
                    _ => AppError::Malformed,
                }
            }
        })*
    };
}

unread!(QueryRejection, FormRejection, JsonRejection);
