//! `POST /{slug}/visits/{visit}/admit` and `…/close`: lets a visitor in, or takes them off the list.

use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::sent::{Form, Path};
use crate::session::{May, Receives};
use axum::extract::State;
use axum::response::Redirect;
use domain::VisitId;
use serde::Deserialize;

/// What the button sends.
#[derive(Deserialize)]
pub struct Sent {
    command: String,
}

/// Lets in, and leads to the call.
pub async fn admit(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let left = app.read.members().gone(session.staff.organisation).await?;
    let done = commands::visit::admit(&app.deps, command, &session.staff, visit, &left).await?;
    Ok(Redirect::to(&format!("/{slug}/visits/{visit}/call?at={}", done.position)))
}

/// Takes off the list.
pub async fn close(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let left = app.read.members().gone(session.staff.organisation).await?;
    let done = commands::visit::close(&app.deps, command, &session.staff, visit, &left).await?;
    Ok(Redirect::to(&format!("/{slug}/dashboard?at={}", done.position)))
}
