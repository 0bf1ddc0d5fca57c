//! `GET /v/{visit}/live`: the visitor's live line. It tells the state as it changes, and its being open is the visitor's presence.

use crate::app::App;
use crate::error::AppError;
use crate::presence::Line;
use crate::session::Visiting;
use axum::extract::State;
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
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, AppError> {
    let professional = professional(&app, &visiting).await?;
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
    let state = (app, visiting, professional, changes, String::new(), line);
    let events =
        stream::unfold(state, |(app, mut visiting, professional, mut changes, mut said, line)| async move {
            loop {
                if changes.changed().await.is_err() {
                    return None;
                }
                let Ok(next) = tell(&app, &mut visiting, professional.as_deref()).await else { return None };
                if next != said {
                    said.clone_from(&next);
                    let event = Event::default().event("state").data(next);
                    return Some((Ok(event), (app, visiting, professional, changes, said, line)));
                }
            }
        });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(10))))
}

/// The name of whom the visitor asked for, opened once for the whole line.
async fn professional(app: &App, visiting: &Visiting) -> Result<Option<String>, AppError> {
    let Some(form) = visiting.visit.form.as_ref().filter(|_| visiting.visit.wanted.is_some()) else {
        return Ok(None);
    };
    let parts = form.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let form = app.deps.vault.disclose(visiting.access(), parts).await?.of(form).value();
    super::page::name_of(app, visiting, form.and_then(|form| form.professional)).await
}

async fn tell(app: &App, visiting: &mut Visiting, professional: Option<&str>) -> Result<String, AppError> {
    let id: VisitId = visiting.visit.visit;
    if let Some(row) = app.read.visits().get(id).await? {
        visiting.visit = row;
    }
    let told = match visiting.visit.state {
        VisitState::Waiting | VisitState::Away => {
            let (position, text) = super::page::place(app, visiting, professional).await?;
            json!({ "state": "waiting", "position": position, "text": text })
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
