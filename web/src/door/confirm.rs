//! `GET`, `POST /confirm/{token}`: the owner of a new organisation confirms the address. Opening the link does nothing; its button confirms and signs in.

use super::entry::Link;
use crate::app::App;
use crate::error::AppError;
use crate::page::front::Errand;
use axum::extract::State;
use axum::response::Response;
use domain::Refusal;
use domain::member::LinkPurpose;

/// Shows the button, with the organisation's name while the link holds.
pub async fn show(State(app): State<App>, link: Link) -> Result<Response, AppError> {
    let shown = button(&app, &link).await;
    link.or_spent(&app, shown).await
}

/// Uses up the link, confirms and signs in.
pub async fn confirm(State(app): State<App>, link: Link) -> Result<Response, AppError> {
    let done = use_up(&app, &link).await;
    link.or_spent(&app, done).await
}

async fn button(app: &App, link: &Link) -> Result<Response, AppError> {
    let (_, core, LinkPurpose::Confirmation) = link.held(app).await? else {
        return Err(Refusal::LinkSpent.into());
    };
    link.one_button(app, &core, Errand::Confirm, "confirm", None).await
}

async fn use_up(app: &App, link: &Link) -> Result<Response, AppError> {
    let (token, core, LinkPurpose::Confirmation) = link.held(app).await? else {
        return Err(Refusal::LinkSpent.into());
    };
    // The id is ours, not the form's: whoever repeats a command is answered as before, and a link lets in once.
    commands::organisation::confirm(&app.deps, app.deps.command(), &token).await?;
    link.lets_in(app, &core, Some("agreement")).await
}
