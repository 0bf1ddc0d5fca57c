//! `GET`, `POST /{slug}/settings/reminders`: which reminders visitors get unless their invitation says otherwise.

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::page::Area;
use crate::page::office::Reminders as Page;
use crate::sent::Form;
use crate::session::{ManagesSettings, May};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::organisation::choose_reminders;
use domain::Refusal;
use domain::text::Invalid;
use domain::visit::Reminders;
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    reminders: String,
    #[serde(default)]
    command: String,
}

/// Shows what is chosen.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesSettings>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let chosen = chosen(&app, session.staff.organisation).await?;
    let sent = Sent { reminders: chosen.name().to_owned(), command: forms::draw(&app) };
    page(&app, &session, super::done(session.lang, query.as_deref()), &sent, &Wrong::default()).await
}

/// What the organisation has chosen, as the log says.
pub async fn chosen(app: &App, organisation: domain::OrganisationId) -> Result<Reminders, AppError> {
    let there = commands::organisation::organisation(&app.deps, organisation).await?;
    Ok(there.core().map_or(Reminders::default(), |core| core.reminders))
}

/// Chooses.
pub async fn choose(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let Some(reminders) = Reminders::named(&sent.reminders) else {
        let why = Invalid::Form("one of the choices");
        let wrong = Wrong::from(Refusal::Field { field: "reminders", why });
        return page(&app, &session, None, &sent, &wrong).await;
    };
    let done = choose_reminders(&app.deps, command, &session.staff, reminders).await?;
    let to = format!("/{}/settings/reminders?at={}&done=reminders", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

async fn page(
    app: &App,
    session: &May<ManagesSettings>,
    done: Option<String>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let page = Page {
        lang: session.lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done,
        choices: crate::words::reminders(session.lang, &sent.reminders),
        error: wrong.about(session.lang, "reminders"),
        command: sent.command.clone(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}
