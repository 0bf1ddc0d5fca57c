//! `GET /v/{visit}/live`: the visitor's live line. It tells the state as it changes, and its being open is the visitor's presence.

use crate::app::App;
use crate::error::AppError;
use crate::presence::Line;
use crate::session::Visiting;
use crate::visitor::awaited::{Awaited, Looks};
use axum::extract::{RawQuery, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::VisitId;
use futures_util::stream::{self, Stream};
use projections::VisitState;
use serde_json::json;
use std::convert::Infallible;
use std::time::Duration;

/// Opens the line.
pub async fn live(
    State(app): State<App>,
    visiting: Visiting,
    RawQuery(query): RawQuery,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, AppError> {
    // The device test shows nothing of the line: nothing is opened for it.
    let awaited = match query.as_deref() {
        Some("state") => None,
        Some(_) | None => Some(Awaited::of(&app, &visiting, Looks::On).await?),
    };
    let line = match visiting.visit.state {
        VisitState::Waiting | VisitState::Away => Some(Line::open(&app, visiting.visit.visit).await),
        VisitState::Admitted
        | VisitState::InCall
        | VisitState::Ended { .. }
        | VisitState::Invited
        | VisitState::Cancelled
        | VisitState::Missed
        | VisitState::LinkGiven
        | VisitState::LinkEnded
        | VisitState::Closed
        | VisitState::Erased { .. } => None,
    };
    let mut changes = app.read.changes();
    changes.mark_changed();
    let state = (app, visiting, awaited, changes, String::new(), line);
    let events =
        stream::unfold(state, |(app, mut visiting, mut awaited, mut changes, mut said, line)| async move {
            loop {
                if changes.changed().await.is_err() {
                    return None;
                }
                let Ok(next) = tell(&app, &mut visiting, &mut awaited).await else { return None };
                if let (Some(line), VisitState::Away) = (&line, visiting.visit.state) {
                    line.is_open().await;
                }
                if next != said {
                    said.clone_from(&next);
                    let event = Event::default().event("state").data(next);
                    return Some((Ok(event), (app, visiting, awaited, changes, said, line)));
                }
            }
        });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(10))))
}

async fn tell(app: &App, visiting: &mut Visiting, awaited: &mut Option<Awaited>) -> Result<String, AppError> {
    let id: VisitId = visiting.visit.visit;
    if let Some(row) = app.read.visits().get(id).await? {
        visiting.visit = row;
    }
    let told = match visiting.visit.state {
        VisitState::Waiting | VisitState::Away => {
            let Some(awaited) = awaited else { return Ok(json!({ "state": "waiting" }).to_string()) };
            if !awaited.stands(app, visiting).await? {
                *awaited = Awaited::of(app, visiting, Looks::On).await?;
            }
            let professional = awaited.professional.as_ref();
            let (position, text) = super::page::place(app, visiting, awaited).await?;
            let notes = super::page::notes(app, visiting, professional).await?;
            let for_whom = super::page::for_whom(visiting, professional);
            json!({ "state": "waiting", "position": position, "text": text, "for_whom": for_whom, "notes": notes })
        }
        VisitState::Admitted | VisitState::InCall => json!({ "state": "admitted" }),
        // The page then says that the appointment was moved, or called off.
        VisitState::Invited => json!({ "state": "moved" }),
        VisitState::Cancelled | VisitState::Missed | VisitState::LinkGiven | VisitState::LinkEnded => {
            json!({ "state": "closed" })
        }
        VisitState::Ended { .. } => json!({ "state": "ended" }),
        VisitState::Closed | VisitState::Erased { .. } => json!({ "state": "closed" }),
    };
    Ok(told.to_string())
}
