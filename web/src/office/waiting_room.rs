//! `GET`, `POST /{slug}/settings/waiting-room`: whether visitors are told their place in the line.

use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::page::waiting_room::PlaceSetting;
use crate::page::{Area, Choice};
use crate::sent::Form;
use crate::session::{ManagesSettings, May};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    place: String,
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
    let lang = session.lang;
    let shown = app.read.doors().of(session.staff.organisation).await?.place_shown;
    let choice = |value: &str, key: &str, chosen| Choice {
        value: value.to_owned(),
        label: lang.say(key).to_string(),
        chosen,
    };
    let page = PlaceSetting {
        lang,
        frame: app.inside(&session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done: super::done(lang, query.as_deref()),
        choices: vec![choice("told", "place-told", shown), choice("kept", "place-kept", !shown)],
        command: forms::draw(&app),
    };
    Ok(Html(page.render()?).into_response())
}

/// Chooses.
pub async fn choose(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let shown = match sent.place.as_str() {
        "told" => true,
        "kept" => false,
        _unknown => return Err(AppError::Malformed),
    };
    let done = commands::waiting_room::show_place(&app.deps, command, &session.staff, shown).await?;
    let to = format!("/{}/settings/waiting-room?at={}&done=waiting-room", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}
