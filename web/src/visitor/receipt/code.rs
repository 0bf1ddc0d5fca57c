//! `GET /v/{visit}/receipt` by the address alone, `POST /v/{visit}/receipt/code` and `/confirm`: a code to the phone number or e-mail address that the visitor left opens the page.
//!
//! By the address alone it says what stands in the public part of the log: the reference, and the day on which the details go. It names no house. Whether a code was sent,
//! whether there was anywhere to send it, or a visit at all, the answers to a code never tell, neither in words nor by how long they take. That there is a visit of this
//! id, whoever holds it may learn: ids are random, and stand in every export of the log.

use super::holder::{RECEIPT_COOKIE, found};
use crate::app::App;
use crate::desk::statement::Standing;
use crate::door::knocks::{Limit, Peer};
use crate::error::AppError;
use crate::forms;
use crate::lang::Lang;
use crate::page::Field;
use crate::page::receipt::{CodeAsked, Going, Locked};
use crate::sent::{Form, Path};
use crate::session::{Asked, cookie};
use crate::{when, words};
use askama::Template as _;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use commands::{CommandError, Token};
use domain::receipt::PAGE_HOLDS;
use domain::{Class, Refusal, VisitId};
use projections::{VisitRow, VisitState};
use serde::Deserialize;
use std::time::Duration;
use store::vault::KeyState;
use tracing::Instrument as _;

/// Asking for codes and trying them, from one place.
const CODES: Limit = Limit { name: "receipt-codes", most: 60, within: TimeDelta::minutes(10) };

/// Codes of one visit that are asked for from one place: whoever asks there for all they can get leaves some for the visitor. It is counted by this process; how many there are
/// from everywhere together, the log counts.
const ASKED: Limit = Limit { name: "receipt-asked", most: 3, within: TimeDelta::days(1) };

/// A wrong code is answered no sooner than this after it came: longer than looking it up takes, so that the time tells nothing, and a bound on guessing.
const WRONG_TAKES: Duration = Duration::from_millis(500);

/// What the button that asks sends.
#[derive(Deserialize, Default)]
pub struct Wanted {
    #[serde(default)]
    asked: String,
    #[serde(default)]
    command: String,
}

/// What comes with a code.
#[derive(Deserialize, Default)]
pub struct Given {
    #[serde(default)]
    asked: String,
    #[serde(default)]
    code: String,
}

/// The page for whoever has its address alone.
pub(super) async fn locked(app: &App, asked: &Asked, visit: VisitId) -> Result<Response, AppError> {
    let row = found(app, visit).await?;
    let going = going(app, asked.lang, &row).await?;
    page(app, asked, visit, Some(going), None, StatusCode::OK)
}

/// Asks for a code. It is made apart from the answer.
pub async fn ask(
    State(app): State<App>,
    asked: Asked,
    peer: Peer,
    Path(visit): Path<VisitId>,
    Form(sent): Form<Wanted>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    allowed(&app, &peer)?;
    // The form's own, so that sending it twice asks once, is counted once, and is answered with the same page.
    let (secret, own) = commands::receipt::renew(&app.deps, visit, Token::parse(&sent.asked));
    let (now, command) = (app.now(), if own { command } else { app.deps.command() });
    let place = peer.place();
    let (asked_app, held) = (app.clone(), secret.clone());
    let asking = async move {
        // Counted for visits that there are alone, and apart from the answer, which is the same for all.
        match found(&asked_app, visit).await {
            Ok(_) => {}
            Err(_) => return,
        }
        let more = place.is_none_or(|place| {
            let (who, form) = (format!("{visit} {place}"), held.hash().0);
            asked_app.knocks.allow_once(ASKED, &who, &form, now)
        });
        // Asking too often is answered alike.
        if more && let Err(error) = commands::receipt::ask(&asked_app.deps, command, visit, &held).await {
            tracing::error!(%error, "a code could not be made");
        }
    };
    tokio::spawn(asking.in_current_span());
    let given = CodeAsked { secret: secret.reveal(), code: Field::default() };
    page(&app, &asked, visit, None, Some(given), StatusCode::OK)
}

/// Tries a code. The right one opens the page in this browser, for an hour.
pub async fn confirm(
    State(app): State<App>,
    asked: Asked,
    peer: Peer,
    Path(visit): Path<VisitId>,
    Form(sent): Form<Given>,
) -> Result<Response, AppError> {
    let came = tokio::time::Instant::now();
    allowed(&app, &peer)?;
    let tried = match Token::parse(&sent.asked) {
        Some(secret) => {
            commands::receipt::confirm(&app.deps, app.deps.command(), visit, &secret, &sent.code).await
        }
        None => Err(Refusal::CodeWrong.into()),
    };
    match tried {
        Ok(token) => {
            let path = format!("/v/{visit}");
            let mut response = Redirect::to(&format!("{path}/receipt")).into_response();
            if let Some(cookie) =
                cookie(&app, RECEIPT_COOKIE, &token.reveal(), &path, PAGE_HOLDS.num_seconds())
            {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(CommandError::Refused(refusal)) => {
            tokio::time::sleep_until(came + WRONG_TAKES).await;
            let code = Field::refused(sent.code, asked.lang.say("receipt-code-wrong").to_string());
            let given = CodeAsked { secret: sent.asked, code };
            page(&app, &asked, visit, None, Some(given), crate::error::status(&refusal))
        }
        Err(error) => Err(error.into()),
    }
}

fn allowed(app: &App, peer: &Peer) -> Result<(), AppError> {
    let from = peer.place().is_none_or(|place| app.knocks.allow(CODES, &place, app.now()));
    if from { Ok(()) } else { Err(AppError::TooMany) }
}

fn page(
    app: &App,
    asked: &Asked,
    visit: VisitId,
    going: Option<Going>,
    given: Option<CodeAsked>,
    status: StatusCode,
) -> Result<Response, AppError> {
    let page = Locked {
        lang: asked.lang,
        frame: app.outside("Anteroom", &format!("/v/{visit}/receipt")),
        visit: visit.to_string(),
        reference: visit.reference(),
        going,
        asked: given,
        secret: commands::receipt::draw(&app.deps, visit).reveal(),
        command: forms::draw(app),
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// When the details go, as far as the public part of the log tells it: the day after a call or a closed visit. When an appointment is, it does not tell, and so neither does
/// the day that follows from one.
async fn going(app: &App, lang: Lang, row: &VisitRow) -> Result<Going, AppError> {
    let subject = row.visit.subject();
    match app.deps.vault.keys().states(vec![(subject, Class::Visit)]).await?.pop() {
        Some(KeyState::Live(key)) => {
            let told = match row.state {
                VisitState::Ended { .. } | VisitState::Closed => key.due_at.filter(|due| *due > app.now()),
                VisitState::LinkGiven
                | VisitState::LinkEnded
                | VisitState::Invited
                | VisitState::Waiting
                | VisitState::Away
                | VisitState::Admitted
                | VisitState::InCall
                | VisitState::Cancelled
                | VisitState::Missed
                | VisitState::Erased { .. } => None,
            };
            Ok(match told.map(domain::time::day) {
                Some(day) => Going::On { on: when::day(lang, day), on_datetime: day.to_string() },
                None => Going::After { retention: words::retention(lang, row.retention) },
            })
        }
        Some(KeyState::Destroyed(_) | KeyState::Unknown) | None => {
            let gone = app.read.erasures().destructions_of(subject).await?.pop().map(|(gone, _)| gone);
            let day = gone.as_ref().map_or_else(|| domain::time::day(app.now()), |gone| gone.day);
            let over = app.read.erasures().newest_end().await?.map(|end| end.epoch);
            Ok(Going::Gone {
                on: when::day(lang, day),
                on_datetime: day.to_string(),
                standing: Standing::of(gone.map(|gone| gone.epoch), over),
            })
        }
    }
}
