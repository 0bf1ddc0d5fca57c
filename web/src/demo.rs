//! What only the demo has: the sandbox mailbox, the clock that can be turned, links that sign in by themselves, and a seeded clinic.

mod seed;

pub use seed::{Seeded, seed};

use crate::app::App;
use crate::edge::TurnedClock;
use crate::error::AppError;
use crate::page::demo::{Letter, Mailbox};
use crate::session::{Asked, SESSION_COOKIE, cookie};
use askama::Template as _;
use axum::Form;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::member::{SESSION, sign_in as sign_in_command};
use domain::member::Method;
use domain::{MemberId, Refusal};
use serde::Deserialize;
use std::sync::Arc;

/// Shows the sandbox mailbox.
pub async fn mailbox(State(app): State<App>, asked: Asked) -> Result<Response, AppError> {
    let demo = app.demo.as_ref().ok_or(Refusal::NotFound)?;
    let letters = demo.mailbox.letters().iter().map(|letter| show(letter)).collect();
    let page = Mailbox { lang: asked.lang, frame: app.outside("Anteroom", "/demo/mailbox"), letters };
    Ok(Html(page.render()?).into_response())
}

fn show(letter: &gateways::mail::Letter) -> Letter {
    let sent = crate::when::moment(letter.at, chrono_tz::UTC);
    let links = letter
        .text
        .split_whitespace()
        .filter(|word| word.starts_with("http://") || word.starts_with("https://"));
    Letter {
        id: letter.id.to_string(),
        to: letter.to.as_str().to_owned(),
        subject: letter.subject.clone(),
        links: links.map(str::to_owned).collect(),
        body: letter.text.clone(),
        sent: sent.text,
        sent_datetime: sent.datetime,
    }
}

/// What the clock's buttons send.
#[derive(Deserialize)]
pub struct Turn {
    days: u32,
    #[serde(default)]
    back: String,
}

/// Turns the clock forward, does what has become due, and leads back.
pub async fn turn(State(app): State<App>, Form(sent): Form<Turn>) -> Result<Redirect, AppError> {
    let demo = app.demo.as_ref().ok_or(Refusal::NotFound)?;
    let before = app.now();
    if !(1..=3_660).contains(&sent.days) {
        return Err(AppError::Malformed);
    }
    let after =
        before.checked_add_days(chrono::Days::new(u64::from(sent.days))).ok_or(AppError::Malformed)?;
    demo.clock.turn(after - before)?;
    crate::house::record_turn(&app.deps, before).await?;
    commands::schedule::expire(&app.deps).await?;
    app.caught_up(app.deps.log.head().await?).await;
    // Back to a page of ours, never elsewhere.
    let back =
        if sent.back.starts_with('/') && !sent.back.starts_with("//") { sent.back.as_str() } else { "/" };
    Ok(Redirect::to(back))
}

/// The demo's own links sign in by themselves: `?demo=key.member`. The cookie is set for the area of the link, so that the desk's person and the dashboard's can
/// be open side by side in one browser. `serve` has no such door.
pub async fn sign_in(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let Some(demo) = app.demo.as_ref() else { return next.run(request).await };
    let query = request.uri().query().unwrap_or_default();
    let link =
        query.split('&').find_map(|pair| pair.strip_prefix("demo=")).and_then(|link| link.split_once('.'));
    let Some((key, member)) = link else { return next.run(request).await };
    let (true, Ok(member)) = (key == demo.key, member.parse::<MemberId>()) else {
        return next.run(request).await;
    };
    // A reload of the link keeps the session it made.
    if let Ok(Some(staff)) = crate::session::staff(&app, request.headers()).await
        && staff.member == member
    {
        return next.run(request).await;
    }
    let Ok((token, done)) = sign_in_command(&app.deps, member, Method::Demo).await else {
        return next.run(request).await;
    };
    app.caught_up(done.position).await;
    let pair = format!("{SESSION_COOKIE}={}", token.reveal());
    if let Ok(value) = HeaderValue::from_str(&pair) {
        request.headers_mut().insert(header::COOKIE, value);
    }
    let mut segments = request.uri().path().split('/').skip(1);
    let paths = match (segments.next(), segments.next()) {
        (Some(slug), Some("desk" | "audit")) => vec![format!("/{slug}/desk"), format!("/{slug}/audit")],
        _ => vec!["/".to_owned()],
    };
    let mut response = next.run(request).await;
    for path in paths {
        if let Some(cookie) = cookie(&app, SESSION_COOKIE, &token.reveal(), &path, SESSION.num_seconds()) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// The clock of a demo's folder.
pub fn clock(machine: Arc<dyn store::Clock>, data: &std::path::Path) -> std::io::Result<Arc<TurnedClock>> {
    TurnedClock::open(machine, data).map(Arc::new)
}
