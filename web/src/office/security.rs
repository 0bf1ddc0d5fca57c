//! How one signs in, below `/{slug}/account`: passkeys removed, sessions ended, and a recovery stopped.

use super::leaving::Sent;
use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::page::Area;
use crate::page::account::PasskeyRemoval;
use crate::passkeys::Stored;
use crate::sent::{Form, Path};
use crate::session::{ManagesMembers, May, SESSION_COOKIE, SignedIn, cookie};
use crate::shown::shown_if_given;
use askama::Template as _;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::member as act;
use domain::access::Purpose;
use domain::{MemberId, Refusal, Role, SessionId};

/// Shows what removing a passkey does, and what is left to come in by.
pub async fn ask(
    State(app): State<App>,
    session: SignedIn,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Response, AppError> {
    let row = app.read.members().get(session.staff.member).await?.ok_or(Refusal::NotFound)?;
    let passkey = row.passkeys.iter().find(|one| one.number == number).ok_or(Refusal::NotFound)?;
    let parts = [passkey.key.sealed(), row.contact.sealed()];
    let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
    let role = session.staff.roles.first().copied().unwrap_or(Role::Member);
    let opened = app.deps.vault.disclose(session.access_as(role, Purpose::OwnAccount), parts).await?;
    let label = opened.of(&passkey.key).map(|key| Stored::read(key).and_then(|stored| stored.label));
    let contact = opened.of(&row.contact).value().ok_or(Refusal::Erased)?;
    let page = PasskeyRemoval {
        lang: session.lang,
        frame: app.inside(&session, Some(Area::Account)).await?,
        slug: session.slug.clone(),
        number,
        label: shown_if_given(label.map(|label| label.map(|label| label.as_str().to_owned()))),
        last: row.passkeys.len() == 1,
        email: contact.email.as_str().to_owned(),
        command: forms::draw(&app),
    };
    Ok(Html(page.render()?).into_response())
}

/// Removes a passkey.
pub async fn remove_passkey(
    State(app): State<App>,
    session: SignedIn,
    Path((_, number)): Path<(String, u32)>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let done = act::remove_passkey(&app.deps, command, &session.staff, number).await?;
    Ok(account(&session, done.position, "passkey-removed"))
}

/// Ends one of one's own sessions; this one, and one is outside.
pub async fn end_session(
    State(app): State<App>,
    session: SignedIn,
    Path((_, ended)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let ended: SessionId = ended.parse().map_err(|_| Refusal::NotFound)?;
    let command = forms::command(&sent.command)?;
    let done = act::end_session(&app.deps, command, &session.staff, ended).await?;
    app.forget_session(ended);
    if ended == session.staff.session {
        app.caught_up(done.position).await;
        return Ok(outside(&app));
    }
    Ok(account(&session, done.position, "session-ended").into_response())
}

/// Ends all of one's own sessions.
pub async fn sign_out_everywhere(
    State(app): State<App>,
    session: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let open = app.read.sessions().of(session.staff.member).await?;
    let done = act::sign_out_everywhere(&app.deps, command, &session.staff).await?;
    for row in &open {
        app.forget_session(row.session);
    }
    app.caught_up(done.position).await;
    Ok(outside(&app))
}

/// Where a letter about a recovery leads: to whom it concerns, or to one's own account.
pub async fn recoveries(session: SignedIn) -> Redirect {
    let page = if session.may(domain::role::Power::ManageMembers) { "team" } else { "account" };
    Redirect::to(&format!("/{}/{page}", session.slug))
}

/// Stops one's own recovery: somebody else asked for it.
pub async fn stop_own(
    State(app): State<App>,
    session: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let done = act::stop_recovery(&app.deps, command, &session.staff, session.staff.member).await?;
    Ok(account(&session, done.position, "recovery-stopped"))
}

/// Stops a member's recovery.
pub async fn stop(
    State(app): State<App>,
    session: May<ManagesMembers>,
    Path((_, member)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, AppError> {
    let member: MemberId = member.parse().map_err(|_| Refusal::NotFound)?;
    let command = forms::command(&sent.command)?;
    let done = act::stop_recovery(&app.deps, command, &session.staff, member).await?;
    Ok(Redirect::to(&format!("/{}/team?at={}&done=recovery-stopped", session.slug, done.position)))
}

pub(super) fn account(session: &SignedIn, position: u64, done: &str) -> Redirect {
    Redirect::to(&format!("/{}/account?at={position}&done={done}", session.slug))
}

/// Whoever ended this very session is at the door.
fn outside(app: &App) -> Response {
    let mut response = Redirect::to("/sign-in").into_response();
    if let Some(cookie) = cookie(app, SESSION_COOKIE, "", "/", 0) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
