//! The demo's provider of electronic ID: a page where one picks a test person. `serve` has no such page.

use crate::app::App;
use crate::error::AppError;
use crate::page::electronic_id::DemoProvider;
use crate::sent::{Form, Query};
use crate::session::Asked;
use crate::words;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::identification::BACK;
use domain::Refusal;
use domain::electronic_id::Eid;
use gateways::criipto::sandbox::PEOPLE;
use serde::Deserialize;
use store::edge::Draw;
use url::form_urlencoded;

/// What a visitor comes with.
#[derive(Deserialize)]
pub struct Asking {
    eid: String,
    state: String,
    nonce: String,
    challenge: String,
}

/// Whom somebody picked.
#[derive(Deserialize)]
pub struct Picked {
    state: String,
    nonce: String,
    challenge: String,
    person: String,
}

/// Shows who can be picked.
pub async fn show(
    State(app): State<App>,
    asked: Asked,
    Query(asking): Query<Asking>,
) -> Result<Response, AppError> {
    let eid = Eid::named(&asking.eid).ok_or(Refusal::NotFound)?;
    let people = PEOPLE.iter().enumerate().filter(|(_, person)| person.eid == eid);
    let page = DemoProvider {
        lang: asked.lang,
        frame: app.outside("Anteroom", "/"),
        eid: words::eid(asked.lang, eid),
        people: people
            .map(|(number, person)| (number, person.name.to_owned(), person.number.to_owned()))
            .collect(),
        state: asking.state,
        nonce: asking.nonce,
        challenge: asking.challenge,
    };
    Ok(Html(page.render()?).into_response())
}

/// Vouches for whom was picked, or does not, and sends the visitor back.
pub async fn pick(State(app): State<App>, Form(picked): Form<Picked>) -> Result<Redirect, AppError> {
    let demo = app.demo.as_ref().ok_or(Refusal::NotFound)?;
    let mut back = form_urlencoded::Serializer::new(String::new());
    back.append_pair("state", &picked.state);
    match picked.person.as_str() {
        "cancel" => back.append_pair("error", "access_denied"),
        "away" => back.append_pair("error", "temporarily_unavailable"),
        number => {
            let person = number.parse().ok().and_then(|number: usize| PEOPLE.get(number));
            let code = hex::encode(app.deps.entropy.bytes::<16>());
            let person = *person.ok_or(AppError::Malformed)?;
            demo.eid.vouch(code.clone(), person, &picked.nonce, &picked.challenge, app.now());
            back.append_pair("code", &code)
        }
    };
    Ok(Redirect::to(&format!("{BACK}?{}", back.finish())))
}
