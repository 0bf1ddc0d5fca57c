//! `GET /v/{visit}/live`: the visitor's live line. It tells the state as it changes, and its being open is the visitor's presence.

use crate::app::App;
use crate::error::AppError;
use crate::presence::Line;
use crate::session::Visiting;
use crate::visitor::page::{Looks, Professional};
use axum::extract::{RawQuery, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::{EventId, VisitId};
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
    let whom = match query.as_deref() {
        Some("state") => None,
        Some(_) | None => Some(Whom::of(&app, &visiting).await?),
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
    let state = (app, visiting, whom, changes, String::new(), line);
    let events =
        stream::unfold(state, |(app, mut visiting, mut whom, mut changes, mut said, line)| async move {
            loop {
                if changes.changed().await.is_err() {
                    return None;
                }
                let Ok(next) = tell(&app, &mut visiting, &mut whom).await else { return None };
                if let (Some(line), VisitState::Away) = (&line, visiting.visit.state) {
                    line.is_open().await;
                }
                if next != said {
                    said.clone_from(&next);
                    let event = Event::default().event("state").data(next);
                    return Some((Ok(event), (app, visiting, whom, changes, said, line)));
                }
            }
        });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(10))))
}

/// Whom the visitor waits for: opened for the whole line, and once more when they were handed over.
#[derive(Default)]
struct Whom {
    professional: Option<Professional>,
    handed: Option<EventId>,
}

impl Whom {
    async fn of(app: &App, visiting: &Visiting) -> Result<Self, AppError> {
        let professional = match (&visiting.visit.form, &visiting.visit.wanted) {
            (Some(_), Some(_)) => super::page::whom(app, visiting, Looks::On).await?.1,
            (None, _) | (_, None) => None,
        };
        Ok(Self { professional, handed: handed(visiting) })
    }
}

/// By which event the visitor was handed over last.
fn handed(visiting: &Visiting) -> Option<EventId> {
    visiting.visit.handed.as_ref()?.sealed().map(|(part, _)| part.event)
}

async fn tell(app: &App, visiting: &mut Visiting, whom: &mut Option<Whom>) -> Result<String, AppError> {
    let id: VisitId = visiting.visit.visit;
    if let Some(row) = app.read.visits().get(id).await? {
        visiting.visit = row;
    }
    let told = match visiting.visit.state {
        VisitState::Waiting | VisitState::Away => {
            let Some(whom) = whom else { return Ok(json!({ "state": "waiting" }).to_string()) };
            let there = match &whom.professional {
                Some(professional) => super::page::receives(app, professional.member).await?,
                None => true,
            };
            if handed(visiting) != whom.handed || !there {
                *whom = Whom::of(app, visiting).await?;
            }
            let professional = whom.professional.as_ref();
            let (position, text) = super::page::place(app, visiting, professional).await?;
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
