//! `GET`, `POST /{slug}/settings/ending` and `…/revoke`: the owner ends the organisation, after proving with a passkey who they are; and goes on after all, which takes no proof.
//!
//! A passkey that is new proves nothing: whoever has taken over a session could add one. Its owner hears of it by mail, and has a day to see to it.

use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::page::Area;
use crate::page::settings::{Ending, Proof};
use crate::sent::Form;
use crate::session::{HandsOver, May};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{Days, TimeDelta};
use commands::organisation::{announce_ending, revoke_ending};
use domain::Refusal;
use domain::access::Purpose;
use domain::member::{Method, SignIn};
use domain::time::{self, Day};
use serde::Deserialize;

/// How long a proof of who somebody is holds for this.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// What the forms send.
#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    consent: String,
    #[serde(default)]
    command: String,
}

/// Shows what ending does, or on which day it ends.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<HandsOver>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    page(&app, &session, super::done(session.lang, query.as_deref()), StatusCode::OK).await
}

/// Announces the end. Whoever has not just proved who they are is told how to.
pub async fn announce(
    State(app): State<App>,
    session: May<HandsOver>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    if sent.consent.is_empty() || proof(&app, &session).await? != Proof::Fresh {
        return page(&app, &session, None, StatusCode::FORBIDDEN).await;
    }
    let done = announce_ending(&app.deps, command, &session.staff).await?;
    let to = format!("/{}/settings/ending?at={}&done=ending", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// Goes on after all.
pub async fn revoke(
    State(app): State<App>,
    session: May<HandsOver>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let done = revoke_ending(&app.deps, command, &session.staff).await?;
    let to = format!("/{}/settings/ending?at={}&done=ending-revoked", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// Whether this session began a moment ago with a passkey; where there can be none, with a link.
async fn proof(app: &App, session: &May<HandsOver>) -> Result<Proof, AppError> {
    let member = app.read.members().get(session.staff.member).await?.ok_or(Refusal::NotFound)?;
    let row = app.read.sessions().get(session.staff.session).await?.ok_or(Refusal::NotFound)?;
    let parts = row.entry.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::OwnAccount)?, parts).await?;
    let entry: Option<SignIn> = opened.of(&row.entry).value();
    let by = |method| entry.as_ref().is_some_and(|it| it.by == method && app.now() < it.at + FRESH);
    Ok(match app.passkeys.webauthn() {
        None if by(Method::Link) => Proof::Fresh,
        None => Proof::StaleLink,
        Some(_) if member.passkeys.is_empty() => Proof::NoPasskey,
        Some(_) if member.newest.and_then(counts_from).is_some_and(|from| time::day(app.now()) < from) => {
            let from = member.newest.and_then(counts_from);
            Proof::TooNew(from.map(|from| when::day(session.lang, from)).unwrap_or_default())
        }
        Some(_) if by(Method::Passkey) => Proof::Fresh,
        Some(_) => Proof::Stale,
    })
}

/// From when on passkeys count, the newest of which was added on this day: after a day at least.
fn counts_from(added: Day) -> Option<Day> {
    added.checked_add_days(Days::new(2))
}

async fn page(
    app: &App,
    session: &May<HandsOver>,
    done: Option<String>,
    status: StatusCode,
) -> Result<Response, AppError> {
    let row = app.read.organisations().get(session.staff.organisation).await?.ok_or(Refusal::NotFound)?;
    let page = Ending {
        lang: session.lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done,
        on: row.ending.map(|on| when::day(session.lang, on)),
        proof: proof(app, session).await?,
        command: forms::draw(app),
    };
    Ok((status, Html(page.render()?)).into_response())
}
