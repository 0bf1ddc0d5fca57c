//! `GET /{slug}/test`: the device test as a page of its own, for the day before; `POST /{slug}/test/offer`: the participant's answer to a browser that measures its
//! connection; `POST /{slug}/test/relay`: a small pass for the relay, where the direct way is closed. None of them needs a visit, and nothing of them is stored.

use crate::app::App;
use crate::door::knocks::{CONNECTIONS, PASSES, Peer};
use crate::error::AppError;
use crate::page::visitor::Check;
use crate::participant::Refused;
use crate::relay::IceServer;
use crate::sent::{Json, Path};
use crate::session::Asked;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use serde::{Deserialize, Serialize};

/// The longest offer that is read; browsers' own have a third of it.
const LONGEST: usize = 24 * 1024;

/// Shows the test.
pub async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(slug): Path<String>,
) -> Result<Response, AppError> {
    let organisation = app.at(&slug).await?;
    let front = app.front(&organisation, &asked.request).await?;
    let page = Check {
        lang: asked.lang,
        frame: app.outside(front.profile.name.as_str(), &format!("/{slug}/test")),
        visit: None,
        guest: None,
        measures: app.participant().is_some(),
        relay: app.relay_that_tests().is_some(),
        organisation: front.profile.name.as_str().to_owned(),
        slug,
    };
    Ok(Html(page.render()?).into_response())
}

/// A session description.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    sdp: String,
}

/// Answers a browser's offer, where there is room.
pub async fn offer(
    State(app): State<App>,
    peer: Peer,
    Path(slug): Path<String>,
    Json(sent): Json<Described>,
) -> Result<axum::Json<Described>, AppError> {
    app.at(&slug).await?;
    if sent.sdp.len() > LONGEST {
        return Err(AppError::TooLarge);
    }
    let one_too_many = peer.place().is_some_and(|place| !app.knocks.allow(CONNECTIONS, &place, app.now()));
    if one_too_many {
        return Err(AppError::TooMany);
    }
    let participant = app.participant().ok_or(domain::Refusal::NotFound)?;
    match participant.answer(&sent.sdp).await {
        Ok(sdp) => Ok(axum::Json(Described { sdp })),
        Err(Refused::Full) => Err(AppError::TooMany),
        Err(Refused::Offer) => Err(AppError::Malformed),
        Err(refused @ Refused::Broken) => Err(AppError::Unavailable { what: refused.to_string() }),
    }
}

/// Gives a pass for the relay, to measure through it: for two minutes, and for much less than a call's.
pub async fn relay(
    State(app): State<App>,
    peer: Peer,
    Path(slug): Path<String>,
) -> Result<axum::Json<IceServer>, AppError> {
    app.at(&slug).await?;
    let one_too_many = peer.place().is_some_and(|place| !app.knocks.allow(PASSES, &place, app.now()));
    if one_too_many {
        return Err(AppError::TooMany);
    }
    Ok(axum::Json(app.relay_to_try().ok_or(domain::Refusal::NotFound)?))
}
