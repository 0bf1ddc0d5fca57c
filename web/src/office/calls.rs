//! `GET`, `POST /{slug}/settings/calls`: which ways the organisation's calls may take (C2).

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::settings::CallSettings;
use crate::page::{Area, Choice};
use crate::sent::Form;
use crate::session::{ManagesSettings, May};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::text::Invalid;
use domain::{Refusal, Ways};
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    ways: String,
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
    let row = crate::opening::standing(&app, &session).await?;
    let sent = Sent { ways: row.ways.word().to_owned(), command: forms::draw(&app) };
    page(&app, &session, super::done(session.lang, query.as_deref()), &sent, &Wrong::default()).await
}

/// Chooses.
pub async fn choose(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    // Through a relay that is not there no call would come about.
    let chosen = Ways::of(&sent.ways).filter(|ways| *ways == Ways::Any || app.relay().is_some());
    let Some(ways) = chosen else {
        let refusal = Refusal::Field { field: "ways", why: Invalid::Form("one of the choices") };
        return page(&app, &session, None, &sent, &Wrong::from(refusal)).await;
    };
    let done = commands::organisation::choose_ways(&app.deps, command, &session.staff, ways).await?;
    let to = format!("/{}/settings/calls?at={}&done=calls", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// How a choice is said.
pub fn words(lang: Lang, ways: Ways) -> String {
    lang.say(match ways {
        Ways::Any => "settings-calls-any",
        Ways::Relay => "settings-calls-relay",
    })
    .to_string()
}

async fn page(
    app: &App,
    session: &May<ManagesSettings>,
    done: Option<String>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let relay = app.relay().is_some();
    let listed = Ways::ALL.into_iter().filter(|ways| relay || *ways == Ways::Any);
    let choice = |ways: Ways| Choice {
        value: ways.word().to_owned(),
        label: words(session.lang, ways),
        chosen: ways.word() == sent.ways,
    };
    let page = CallSettings {
        lang: session.lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done,
        relay,
        choices: listed.map(choice).collect(),
        error: wrong.about(session.lang, "ways"),
        command: sent.command.clone(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}
