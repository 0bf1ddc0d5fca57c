//! `GET`, `POST /{slug}/settings/retention`: how long visits are kept, with how many it concerns.

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::page::office::{Ending, Retention as RetentionPage};
use crate::page::{Area, Choice};
use crate::sent::Form;
use crate::session::{ManagesSettings, May, position};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::organisation::choose_retention;
use domain::text::Invalid;
use domain::{Class, Refusal, Retention};
use serde::Deserialize;
use store::vault::KeyRow;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    retention: String,
    #[serde(default)]
    ends: String,
    #[serde(default)]
    command: String,
}

/// Shows what is chosen.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesSettings>,
) -> Result<Response, AppError> {
    let at = position(query.as_deref());
    app.caught_up(at).await;
    let row = app.read.organisations().get(session.staff.organisation).await?.ok_or(Refusal::NotFound)?;
    let sent =
        Sent { retention: row.retention.name().to_owned(), command: forms::draw(&app), ..Sent::default() };
    page(&app, &session, super::done(session.lang, query.as_deref()), &sent, &Wrong::default()).await
}

/// Chooses.
pub async fn choose(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let Some(retention) = Retention::named(&sent.retention) else {
        let wrong =
            Wrong::from(Refusal::Field { field: "retention", why: Invalid::Form("one of the periods") });
        return page(&app, &session, None, &sent, &wrong).await;
    };
    // A choice that ends visits says how many before it does, and is made again by another button.
    let ends = ending(&app, &session, retention).await?;
    if ends > 0 && sent.ends.parse() != Ok(ends) {
        return page(&app, &session, None, &sent, &Wrong::default()).await;
    }
    let done = choose_retention(&app.deps, command, &session.staff, retention).await?;
    let to = format!("/{}/settings/retention?at={}&done=retention", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// How many visits a choice would end at once: those whose time would be over, and is not yet.
async fn ending(app: &App, session: &May<ManagesSettings>, retention: Retention) -> Result<u32, AppError> {
    let now = app.now();
    let kept = app.deps.vault.keys().of_organisation(session.staff.organisation, Class::Visit).await?;
    let over =
        |row: &&KeyRow| row.starts_at.and_then(|start| retention.due(start)).is_some_and(|due| due <= now);
    Ok(u32::try_from(kept.iter().filter(over).count()).unwrap_or(u32::MAX))
}

async fn page(
    app: &App,
    session: &May<ManagesSettings>,
    done: Option<String>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let lang = session.lang;
    let kept = app.deps.vault.keys().of_organisation(session.staff.organisation, Class::Visit).await?;
    let standing =
        app.read.organisations().get(session.staff.organisation).await?.ok_or(Refusal::NotFound)?;
    let chosen = Retention::named(&sent.retention).filter(|retention| *retention != standing.retention);
    let ending = match chosen {
        Some(retention) => ending(app, session, retention).await?,
        None => 0,
    };
    let choice = |retention: Retention| Choice {
        value: retention.name().to_owned(),
        label: crate::words::retention(lang, retention),
        chosen: retention.name() == sent.retention,
    };
    let page = RetentionPage {
        lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done,
        choices: Retention::ALL.into_iter().map(choice).collect(),
        ending: (ending > 0).then(|| Ending {
            visits: ending,
            retention: chosen.map(|retention| crate::words::retention(lang, retention)).unwrap_or_default(),
        }),
        kept: u32::try_from(kept.len()).unwrap_or(u32::MAX),
        error: wrong.about(lang, "retention"),
        command: sent.command.clone(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}
