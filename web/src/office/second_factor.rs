//! `GET`, `POST /{slug}/account/second-factor`: a code beside the link by e-mail, for those without a passkey at hand.

use super::leaving::Sent as Button;
use super::security::account;
use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::page::Area;
use crate::page::account::{RecoveryCodes, SecondFactor};
use crate::second_factor::{Key, picture, recovery};
use crate::sent::Form;
use crate::session::SignedIn;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::member::{remove_second_factor, set_second_factor};
use domain::access::Purpose;
use domain::{Refusal, Role};
use serde::Deserialize;

/// What the form sends. The key came with the page and goes back with the first code: nothing is kept of a page that nobody sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    key: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    command: String,
}

/// Shows a new key.
pub async fn show(State(app): State<App>, session: SignedIn) -> Result<Response, AppError> {
    let key = Key::draw(&*app.deps.entropy).ok_or(AppError::Malformed)?;
    let sent = Sent { command: forms::draw(&app), ..Sent::default() };
    page(&app, &session, &key, &sent, &Wrong::default()).await
}

/// Sets it, if the first code shows that the telephone has it; and shows the recovery codes, this once.
pub async fn set(
    State(app): State<App>,
    session: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let key = Key::parse(&sent.key).ok_or(AppError::Malformed)?;
    let secret = key.secret().ok_or(AppError::Malformed)?;
    let Some(code) = key.matching(&sent.code, app.now()) else {
        return page(&app, &session, &key, &sent, &Wrong::from(Refusal::CodeWrong)).await;
    };
    let codes = key.recovery_codes();
    let hashes = codes.iter().filter_map(|code| recovery(session.staff.member, code)).collect();
    let done = set_second_factor(&app.deps, command, &session.staff, &secret, hashes, code).await?;
    app.caught_up(done.position).await;
    let page = RecoveryCodes {
        lang: session.lang,
        frame: app.inside(&session, Some(Area::Account)).await?,
        slug: session.slug.clone(),
        codes,
    };
    Ok(Html(page.render()?).into_response())
}

/// Does without.
pub async fn remove(
    State(app): State<App>,
    session: SignedIn,
    Form(sent): Form<Button>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let done = remove_second_factor(&app.deps, command, &session.staff).await?;
    Ok(account(&session, done.position, "factor-removed"))
}

async fn page(
    app: &App,
    session: &SignedIn,
    key: &Key,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let row = app.read.members().get(session.staff.member).await?.ok_or(Refusal::NotFound)?;
    let parts = row.contact.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let role = session.staff.roles.first().copied().unwrap_or(Role::Member);
    let opened = app.deps.vault.disclose(session.access_as(role, Purpose::OwnAccount), parts).await?;
    let contact = opened.of(&row.contact).value().ok_or(Refusal::Erased)?;
    let address = key.address(contact.email.as_str());
    let lang = session.lang;
    let page = SecondFactor {
        lang,
        frame: app.inside(session, Some(Area::Account)).await?,
        slug: session.slug.clone(),
        picture: picture(&address).ok_or(AppError::Malformed)?,
        address,
        key: key.reveal(),
        code: wrong.field(lang, "code", &sent.code),
        replaces: row.second.is_some(),
        command: sent.command.clone(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}
