//! The call on the professional's side: the page, its room, its end, and what their browser measured.

use crate::app::App;
use crate::error::AppError;
use crate::page::call::CallPage;
use crate::room::technical::TechnicalReport;
use crate::room::{By, Side, configure};
use crate::rooms;
use crate::sent::{Json, Path, Upgrade};
use crate::session::{May, Receives};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::Purpose;
use domain::visit::Side as VisitSide;
use domain::{Refusal, VisitId};
use projections::{VisitRow, VisitState};

/// The visit, if it is of this organisation and this member let the visitor in.
async fn mine(app: &App, session: &May<Receives>, visit: VisitId) -> Result<VisitRow, AppError> {
    let row = app.read.visits().get(visit).await?.ok_or(Refusal::NotFound)?;
    if row.organisation != session.staff.organisation {
        return Err(Refusal::NotFound.into());
    }
    if let VisitState::Erased { .. } = row.state {
        return Ok(row);
    }
    let me = app.deps.vault.for_whom(visit.subject(), session.staff.member).await?;
    match (&row.professional, me) {
        (Some(professional), Some(me)) if *professional == me => Ok(row),
        (None, _) => Err(Refusal::NotAdmitted.into()),
        (Some(_), _) => Err(Refusal::WithAColleague.into()),
    }
}

/// Shows the call; when it is over, the summary.
pub async fn show(
    State(app): State<App>,
    session: May<Receives>,
    RawQuery(query): RawQuery,
    Path((slug, visit)): Path<(String, VisitId)>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let row = mine(&app, &session, visit).await?;
    let after = format!("/{slug}/visits/{visit}");
    let (VisitState::Admitted | VisitState::InCall, Some(form)) = (row.state, &row.form) else {
        return Ok(Redirect::to(&after).into_response());
    };
    let parts = form.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Call)?, parts).await?;
    let name = opened.of(form).value().map(|form| form.name.as_str().to_owned());
    let identity = app.read.identifications().of(visit).await?.and_then(|row| row.vouched);
    let page = CallPage {
        lang: session.lang,
        room_url: format!("{after}/room"),
        technical_url: format!("{after}/technical"),
        end_url: Some(format!("{after}/end")),
        identity_url: identity.map(|_| format!("{after}/identity")),
        after_url: after,
        other_name: name.unwrap_or_default(),
        own_label: session.lang.say("call-own-label").to_string(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Enters the room.
pub async fn room(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
    Upgrade(upgrade): Upgrade,
) -> Result<Response, AppError> {
    let row = mine(&app, &session, visit).await?;
    let (hub, member) = (app.rooms.hub().clone(), session.staff.member);
    let ways = session.organisation.ways;
    let standing = rooms::standing(&app.deps, visit).await?;
    match row.state {
        VisitState::Admitted | VisitState::InCall => {
            Ok(configure(upgrade).on_upgrade(move |socket| async move {
                let (room, me) = (rooms::room(visit), rooms::professional(member));
                hub.attach(socket, room, me, Side::Professional, ways, standing).await;
            }))
        }
        VisitState::Ended { .. }
        | VisitState::Closed
        | VisitState::Cancelled
        | VisitState::Missed
        | VisitState::LinkGiven
        | VisitState::LinkEnded
        | VisitState::Erased { .. } => Ok(configure(upgrade)
            .on_upgrade(move |socket| async move { hub.tell_ended(socket, By::Host).await })),
        VisitState::Invited | VisitState::Waiting | VisitState::Away => Err(Refusal::NotAdmitted.into()),
    }
}

/// Takes what the browser measured.
pub async fn technical(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
    Json(report): Json<TechnicalReport>,
) -> Result<StatusCode, AppError> {
    mine(&app, &session, visit).await?;
    crate::visitor::call::record(&app, visit, VisitSide::Professional, report).await
}

/// Ends the call for all.
pub async fn end(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
) -> Result<Redirect, AppError> {
    mine(&app, &session, visit).await?;
    let done = commands::visit::end(&app.deps, app.deps.command(), visit).await?;
    app.rooms.end(visit);
    app.caught_up(done.position).await;
    Ok(Redirect::to(&format!("/{slug}/visits/{visit}?at={}", done.position)))
}
