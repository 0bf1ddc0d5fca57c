//! `GET`, `POST /confirm/{token}`: the owner of a new organisation confirms the address. Opening the link does nothing; its button confirms and signs in.

use super::entry;
use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::page::front::{Errand, OneButton};
use crate::session::Asked;
use askama::Template as _;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use domain::Refusal;
use domain::member::{LinkPurpose, Method};

/// Shows the button, with the organisation's name while the link holds.
pub async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let shown = button(&app, &asked, &token).await;
    entry::or_spent(&app, &asked, &headers, &token, shown).await
}

/// Uses up the link, confirms and signs in.
pub async fn confirm(
    State(app): State<App>,
    asked: Asked,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let done = use_up(&app, &asked, &token).await;
    entry::or_spent(&app, &asked, &headers, &token, done).await
}

async fn button(app: &App, asked: &Asked, token: &str) -> Result<Response, AppError> {
    let (_, core, LinkPurpose::Confirmation) = entry::held(app, token).await? else {
        return Err(Refusal::LinkSpent.into());
    };
    let organisation = entry::row(app, core.organisation).await?;
    let access = entry::access(core.member, core.organisation, &asked.request);
    let (profile, _) = entry::open(app, access, &organisation, vec![]).await?;
    let page = OneButton {
        lang: asked.lang,
        frame: app.outside("Anteroom", "/"),
        errand: Errand::Confirm,
        action: format!("/confirm/{token}"),
        organisation: profile.name.as_str().to_owned(),
        command: forms::draw(app),
    };
    Ok(Html(page.render()?).into_response())
}

async fn use_up(app: &App, asked: &Asked, token: &str) -> Result<Response, AppError> {
    let (token, core, LinkPurpose::Confirmation) = entry::held(app, token).await? else {
        return Err(Refusal::LinkSpent.into());
    };
    // The id is ours, not the form's: whoever repeats a command is answered as before, and a link lets in once.
    commands::organisation::confirm(&app.deps, app.deps.command(), &token).await?;
    let organisation = entry::row(app, core.organisation).await?;
    let access = entry::access(core.member, core.organisation, &asked.request);
    let (profile, _) = entry::open(app, access, &organisation, vec![]).await?;
    let first = Some("agreement");
    let entered = entry::enter(app, asked, &core, Method::Link, organisation, &profile, first).await?;
    Ok(entered.redirect(app))
}
