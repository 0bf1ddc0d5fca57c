//! Who may see a receipt page: the browser that visited, by its cookie, or one in which a code was given.

use crate::app::App;
use crate::cookies::Name;
use crate::error::AppError;
use crate::session::{Asked, Visiting, cookies, named, position};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use commands::Token;
use domain::access::Viewer;
use domain::{Refusal, VisitId};
use projections::VisitState;

/// The cookie of a browser in which a code was given. It opens the receipt page alone: never the waiting room and never the call.
pub const RECEIPT_COOKIE: Name = Name::Receipt;

/// The visitor of the path's `{visit}`, as far as their receipt page goes. Anybody else is told that there is no such visit.
pub struct Holder(pub Visiting);

impl FromRequestParts<App> for Holder {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        match Visiting::from_request_parts(parts, app).await {
            Err(AppError::Refused(Refusal::NotFound)) => by_code(parts, app).await.map(Self),
            visiting => visiting.map(Self),
        }
    }
}

async fn by_code(parts: &mut Parts, app: &App) -> Result<Visiting, AppError> {
    let asked = Asked::from_request_parts(parts, app).await?;
    let visit: VisitId = named(parts, app, "visit").await?.parse().map_err(|_| Refusal::NotFound)?;
    for token in cookies(&parts.headers, RECEIPT_COOKIE).iter().filter_map(|value| Token::parse(value)) {
        if commands::receipt::opens(&app.deps, visit, &token).await? {
            app.caught_up(position(parts.uri.query())).await;
            let row = found(app, visit).await?;
            let organisation =
                app.read.organisations().get(row.organisation).await?.ok_or(Refusal::NotFound)?;
            let (lang, request) = (asked.lang, asked.request);
            return Ok(Visiting { viewer: Viewer::VisitorByCode, visit: row, organisation, lang, request });
        }
    }
    Err(Refusal::NotFound.into())
}

/// A visit that has a receipt page: the subject of a repeating link is none.
pub(super) async fn found(app: &App, visit: VisitId) -> Result<projections::VisitRow, AppError> {
    let row = app.read.visits().get(visit).await?.ok_or(Refusal::NotFound)?;
    match row.state {
        VisitState::LinkGiven | VisitState::LinkEnded => Err(Refusal::NotFound.into()),
        VisitState::Invited
        | VisitState::Waiting
        | VisitState::Away
        | VisitState::Admitted
        | VisitState::InCall
        | VisitState::Cancelled
        | VisitState::Missed
        | VisitState::Ended { .. }
        | VisitState::Closed
        | VisitState::Erased { .. } => Ok(row),
    }
}
