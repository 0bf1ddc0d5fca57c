//! The call on the visitor's side: the page, its room, and what their browser measured.

use crate::app::App;
use crate::desk::names::Names;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::call::CallPage;
use crate::room::technical::TechnicalReport;
use crate::room::{By, ParticipantId, Side, configure};
use crate::rooms;
use crate::sent::{Json, Path, Upgrade};
use crate::session::Visiting;
use askama::Template as _;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use commands::visit::guests;
use domain::visit::Side as VisitSide;
use domain::{GuestId, MemberId, Refusal, VisitId};
use projections::VisitState;
use serde::Serialize;
use store::Access;

/// Shows the call.
pub(super) async fn show(app: &App, visiting: &Visiting) -> Result<Response, AppError> {
    let visit = visiting.visit.visit;
    let members = Names::of(&app.read, visiting.visit.organisation).await?;
    // Not who let them in: the call may have been handed over.
    let holder = members.meant(&app.deps, visit, visiting.visit.professional.as_ref()).await?;
    let other = super::page::public_name(app, visiting.access(), holder.ok_or(Refusal::NotAdmitted)?).await?;
    let page = CallPage {
        lang: visiting.lang,
        room_url: format!("/v/{visit}/room"),
        technical_url: format!("/v/{visit}/technical"),
        end_url: None,
        identity_url: None,
        after_url: format!("/v/{visit}?left"),
        people_url: format!("/v/{visit}/people"),
        colleague_url: None,
        guests_url: None,
        other_side: Side::Professional,
        other_name: other.unwrap_or_default(),
        own_label: visiting.lang.say("call-own-label").to_string(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Enters the room, once let in.
pub async fn room(
    State(app): State<App>,
    visiting: Visiting,
    Upgrade(upgrade): Upgrade,
) -> Result<Response, AppError> {
    let visit = visiting.visit.visit;
    let (hub, ways) = (app.rooms.hub().clone(), visiting.organisation.ways);
    let standing = rooms::standing(&app, visit).await?;
    match visiting.visit.state {
        VisitState::Admitted | VisitState::InCall => {
            Ok(configure(upgrade).on_upgrade(move |socket| async move {
                let (room, me) = (rooms::room(visit), rooms::visitor(visit));
                hub.attach(socket, room, me, Side::Visitor, ways, standing).await;
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
        // Given on to a colleague while this page was away: it leads back to where one waits.
        VisitState::Waiting | VisitState::Away if visiting.visit.handed.is_some() => {
            Ok(configure(upgrade).on_upgrade(move |socket| async move { hub.tell_waits(socket).await }))
        }
        VisitState::Invited | VisitState::Waiting | VisitState::Away => Err(Refusal::NotAdmitted.into()),
    }
}

/// The name of somebody in the room, by the number the page has of them: a professional's is anybody's to read.
pub async fn person(
    State(app): State<App>,
    visiting: Visiting,
    Path((_, client)): Path<(String, u32)>,
) -> Result<axum::Json<Person>, AppError> {
    let who = app.rooms.hub().participant(rooms::room(visiting.visit.visit), client);
    let who = who.ok_or(Refusal::NotFound)?;
    let visit = visiting.visit.visit;
    if let Some(name) = role(&app, visiting.access(), visiting.lang, visit, who).await? {
        return Ok(axum::Json(Person { name }));
    }
    let member = MemberId(who.0);
    let name = super::page::public_name(&app, visiting.access(), member).await?.ok_or(Refusal::NotFound)?;
    Ok(axum::Json(Person { name }))
}

/// As what a guest takes part, for whoever is not told their name; `None` for anybody but a guest.
pub(super) async fn role(
    app: &App,
    access: Access,
    lang: Lang,
    visit: VisitId,
    who: ParticipantId,
) -> Result<Option<String>, AppError> {
    let guests = guests(&app.deps, visit).await?;
    let Some(row) = guests.get(GuestId(who.0)) else { return Ok(None) };
    let parts = row.expected.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(access, parts).await?;
    Ok(opened.of(&row.expected).value().map(|expected| crate::words::guest(lang, expected.role)))
}

/// What a page is told of somebody in the room.
#[derive(Serialize)]
pub struct Person {
    /// The name.
    pub name: String,
}

/// Takes what the browser measured.
pub async fn technical(
    State(app): State<App>,
    visiting: Visiting,
    Json(report): Json<TechnicalReport>,
) -> Result<StatusCode, AppError> {
    record(&app, visiting.visit.visit, VisitSide::Visitor, report).await
}

/// Records one side's report.
pub(crate) async fn record(
    app: &App,
    visit: domain::VisitId,
    side: VisitSide,
    report: TechnicalReport,
) -> Result<StatusCode, AppError> {
    let report = report.checked().map_err(|_| AppError::Malformed)?;
    let figures = serde_json::to_value(&report).map_err(|_| AppError::Malformed)?;
    commands::visit::record_technical(&app.deps, app.deps.command(), visit, side, figures).await?;
    Ok(StatusCode::NO_CONTENT)
}
