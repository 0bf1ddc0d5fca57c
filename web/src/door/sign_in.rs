//! `GET`, `POST /sign-in` and `POST /sign-out`: a link by e-mail, beside the passkey. The answer never tells whether an address has an account.

use super::knocks::{LETTERS, LINKS, Peer};
use super::letter;
use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::front::{Letter, SignIn};
use crate::sent::Form;
use crate::session::{Asked, SESSION_COOKIE, cookie};
use askama::Template as _;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::refusal::InField;
use domain::text::Email;
use serde::Deserialize;
use tracing::Instrument as _;

/// What somebody sends who wants in.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    email: String,
    #[serde(default)]
    command: String,
}

/// Shows both ways in.
pub async fn show(State(app): State<App>, asked: Asked) -> Result<Response, AppError> {
    let sent = Sent { command: forms::draw(&app), ..Sent::default() };
    again(&app, asked.lang, &sent, &Wrong::default())
}

/// Sends a link, if there is such an account. The letter is made apart from the answer, so that neither its words nor how long it takes tell anything.
pub async fn request_link(
    State(app): State<App>,
    asked: Asked,
    peer: Peer,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let email = match Email::parse(&sent.email).field("email") {
        Ok(email) => email,
        Err(refusal) => return again(&app, asked.lang, &sent, &Wrong::from(refusal)),
    };
    let now = app.now();
    if peer.place().is_some_and(|place| !app.knocks.allow(LINKS, &place, now)) {
        return Err(AppError::TooMany);
    }
    // An address that was written too often gets no more letters, and the same answer.
    if app.knocks.allow(LETTERS, email.as_str(), now) {
        let deps = app.deps.clone();
        let sending = async move {
            if let Err(error) = commands::member::request_link(&deps, command, &email).await {
                tracing::error!(%error, "a link could not be made");
            }
        };
        tokio::spawn(sending.in_current_span());
    }
    letter::on_its_way(&app, asked.lang, &sent.email, Letter::SignIn)
}

/// Signs out. Without a session there is nothing to do, and the answer is the same.
pub async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, AppError> {
    if let Some(staff) = crate::session::staff(&app, &headers).await? {
        let done = commands::member::sign_out(&app.deps, app.deps.command(), &staff).await?;
        app.forget_session(staff.session);
        app.caught_up(done.position).await;
    }
    let mut response = Redirect::to("/").into_response();
    if let Some(cookie) = cookie(&app, SESSION_COOKIE, "", "/", 0) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn again(app: &App, lang: Lang, sent: &Sent, wrong: &Wrong) -> Result<Response, AppError> {
    let page = SignIn {
        lang,
        frame: app.outside("Anteroom", "/sign-in"),
        email: wrong.field(lang, "email", &sent.email),
        command: sent.command.clone(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}
