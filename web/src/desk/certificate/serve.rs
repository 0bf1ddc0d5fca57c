//! `GET /{slug}/desk/statements/{erasure}/certificate` and `GET /v/{visit}/certificate`: the certificate as a file, for the officer and for the visitor.

use super::issue;
use crate::app::App;
use crate::cli::socket::{Here, Refused};
use crate::desk::Inside;
use crate::error::AppError;
use crate::sent::Path;
use crate::session::{Erases, May, Visiting};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::{ErasureId, OrganisationId, Refusal, VisitId};

/// The officer's, of the visit that an erasure is about.
pub async fn of_erasure(
    State(app): State<App>,
    session: May<Erases>,
    Path((_, erasure)): Path<(String, ErasureId)>,
) -> Result<Response, AppError> {
    let organisation = session.staff.organisation;
    let row = app.read.erasures().get(erasure).await?;
    let row = row.filter(|row| row.organisation == organisation).ok_or(Refusal::NotFound)?;
    file(&app, organisation, VisitId(row.subject.0)).await
}

/// The visitor's own, also where the clock alone has erased.
pub async fn of_visit(State(app): State<App>, visiting: Visiting) -> Result<Response, AppError> {
    file(&app, visiting.organisation.organisation, visiting.visit.visit).await
}

async fn file(app: &App, organisation: OrganisationId, visit: VisitId) -> Result<Response, AppError> {
    let data = app.data().ok_or_else(|| AppError::Unavailable { what: "the tree".into() })?.to_owned();
    let here = Here { inside: Inside::of(app), data, followed: true };
    let text = issue(&here, organisation, visit).await.map_err(|refused| match refused {
        Refused::App(error) => error,
        Refused::NoSession
        | Refused::OtherSession
        | Refused::Several(_)
        | Refused::OtherNodes
        | Refused::NoEvent { .. }
        | Refused::Tree(_)
        | Refused::Restore(_) => AppError::Unavailable { what: refused.to_string() },
    })?;
    let name = format!("attachment; filename=\"certificate-{}.txt\"", visit.reference());
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}
