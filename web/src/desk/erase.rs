//! `POST /{slug}/desk/erase`: commands the erasure of a visit, and leads to its statement. A reaction carries it out.

use super::find::{desk, finding, look};
use super::{Inside, statement};
use crate::app::App;
use crate::error::{AppError, status};
use crate::forms;
use crate::page::Field;
use crate::sent::Form;
use crate::session::{Erases, May};
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::CommandError;
use domain::refusal::InField;
use domain::text::Reason;
use domain::{Refusal, VisitId};
use serde::Deserialize;

/// What the button sends.
#[derive(Deserialize)]
pub struct Sent {
    visit: VisitId,
    #[serde(default)]
    reason: String,
    command: String,
}

/// Commands it. What cannot be taken comes back with what was written.
pub async fn erase(
    State(app): State<App>,
    session: May<Erases>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let reason = match Reason::parse(&sent.reason).field("reason") {
        Ok(reason) => reason,
        Err(refusal) => return again(&app, &session, &sent, &refusal).await,
    };
    match commands::erasure::erase(&app.deps, command, &session.staff, sent.visit, reason).await {
        Ok((erasure, done)) => {
            statement::settled(&Inside::of(&app), erasure, done.position).await?;
            let to = format!("/{}/desk/statements/{erasure}?at={}", session.slug, done.position);
            Ok(Redirect::to(&to).into_response())
        }
        Err(CommandError::Refused(refusal @ Refusal::Erased)) => again(&app, &session, &sent, &refusal).await,
        Err(error) => Err(error.into()),
    }
}

/// The desk with the visit as it stands.
async fn again(
    app: &App,
    session: &May<Erases>,
    sent: &Sent,
    refusal: &Refusal,
) -> Result<Response, AppError> {
    let reference = sent.visit.reference();
    let found = look(&Inside::of(app), session, &reference).await?;
    if !found.iter().any(|found| found.visit == sent.visit) {
        return Err(Refusal::NotFound.into());
    }
    let reason = Field::refused(sent.reason.clone(), forms::sentence(session.lang, refusal));
    let found = finding(app, session, found, Some(&(sent.visit, reason)));
    let page = desk(app, session, Field::filled(reference), found).await?;
    Ok((status(refusal), Html(page.render()?)).into_response())
}
