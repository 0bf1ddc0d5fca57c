//! What a request brings, read by axum. What cannot be read becomes an [`AppError`], so that it is told as a page or a problem document, never in a library's words.

use crate::error::AppError;
use crate::picture::Shape;
use axum::body::Bytes;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::rejection::{BytesRejection, FormRejection, JsonRejection, PathRejection, QueryRejection};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::Refusal;
use domain::picture::Picture;
use domain::text::Invalid;

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

/// What was sent as it is, for forms in which a name stands several times.
pub struct Body(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        Ok(Self(Bytes::from_request(request, state).await?))
    }
}

/// A JSON document.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(AppError))]
pub struct Json<T>(pub T);

/// A form with a picture in it.
pub struct Upload {
    /// The id of its command.
    pub command: String,
    picture: Result<Vec<u8>, Refusal>,
}

impl Upload {
    /// Reads the picture, away from the requests of others.
    pub async fn read(self, shape: Shape) -> Result<Result<Picture, Refusal>, AppError> {
        let picture = match self.picture {
            Ok(picture) => picture,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let read = tokio::task::spawn_blocking(move || crate::picture::read(&picture, shape)).await;
        read.map_err(|error| AppError::Unavailable { what: format!("reading a picture: {error}") })
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        let form = Multipart::from_request(request, state).await;
        let mut form = form.map_err(|_| AppError::WrongKind)?;
        let (mut command, mut picture) = (String::new(), Ok(Vec::new()));
        while let Some(field) = form.next_field().await.map_err(|error| unread(&error))? {
            match field.name() {
                Some("command") => command = field.text().await.map_err(|error| unread(&error))?,
                Some("picture") => match field.bytes().await {
                    Ok(bytes) if bytes.len() > crate::picture::UPLOAD => picture = Err(large()),
                    Ok(bytes) => picture = Ok(bytes.to_vec()),
                    // Nothing after it is read any more; the command stands before it.
                    Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                        return Ok(Self { command, picture: Err(large()) });
                    }
                    Err(error) => return Err(unread(&error)),
                },
                Some(_) | None => {}
            }
        }
        Ok(Self { command, picture })
    }
}

/// Said beside the field, like whatever else a file can be refused for.
fn large() -> Refusal {
    Refusal::Field { field: "picture", why: Invalid::TooLong(crate::picture::UPLOAD) }
}

fn unread(error: &MultipartError) -> AppError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        _ => AppError::Malformed,
    }
}

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

macro_rules! rejections {
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

rejections!(BytesRejection, QueryRejection, FormRejection, JsonRejection);
