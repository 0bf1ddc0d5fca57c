//! `GET`, `POST /{slug}/team/{member}/remove` and `POST /{slug}/team/{member}/withdraw`: somebody leaves. The page says what it does before its button does it.

use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::page::Area;
use crate::page::team::Removal;
use crate::sent::{Form, Path};
use crate::session::{ManagesMembers, May, SignedIn};
use crate::when;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::Purpose;
use domain::{Class, MemberId, Refusal, Role};
use projections::MemberRow;
use serde::Deserialize;
use store::Access;

/// What comes with a button.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    pub(super) command: String,
}

/// Shows what removing somebody does.
pub async fn ask(
    State(app): State<App>,
    session: May<ManagesMembers>,
    Path((_, member)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let row = in_use(&app, &session, &member).await?;
    if row.roles.contains(&Role::Owner) {
        return Err(Refusal::LastOwner.into());
    }
    let now = app.now();
    let until = |class: Class| {
        let due = class.policy().period.due(now).map(|due| due.with_timezone(&session.organisation.zone));
        due.map(|due| when::day(session.lang, due.date_naive())).unwrap_or_default()
    };
    let page = Removal {
        lang: session.lang,
        frame: app.inside(&session, Some(Area::Team)).await?,
        slug: session.slug.clone(),
        name: name_of(&app, &session, session.opening(Purpose::Team)?, &row).await?,
        member: member.clone(),
        own: row.member == session.staff.member,
        name_until: until(Class::Account),
        contact_until: until(Class::Contact),
        command: forms::draw(&app),
    };
    Ok(Html(page.render()?).into_response())
}

/// Removes. Whoever removes themselves is outside then.
pub async fn remove(
    State(app): State<App>,
    session: May<ManagesMembers>,
    Path((_, member)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let member: MemberId = member.parse().map_err(|_| Refusal::NotFound)?;
    let command = forms::command(&sent.command)?;
    let done = commands::member::remove(&app.deps, command, &session.staff, member).await?;
    app.rooms.end_all_of(member);
    app.caught_up(done.position).await;
    if member == session.staff.member {
        app.forget_session(session.staff.session);
        return Ok(Redirect::to("/sign-in").into_response());
    }
    Ok(Redirect::to(&format!("/{}/team?at={}&done=removed", session.slug, done.position)).into_response())
}

/// Withdraws an invitation.
pub async fn withdraw(
    State(app): State<App>,
    session: May<ManagesMembers>,
    Path((_, member)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let member: MemberId = member.parse().map_err(|_| Refusal::NotFound)?;
    let command = forms::command(&sent.command)?;
    let done = commands::member::withdraw_invitation(&app.deps, command, &session.staff, member).await?;
    Ok(Redirect::to(&format!("/{}/team?at={}&done=withdrawn", session.slug, done.position)).into_response())
}

/// A member of this organisation whose account is in use.
pub(super) async fn in_use(app: &App, session: &SignedIn, member: &str) -> Result<MemberRow, AppError> {
    let member: MemberId = member.parse().map_err(|_| Refusal::NotFound)?;
    let row = app.read.members().get(member).await?;
    let row = row.filter(|row| row.accepted && row.organisation == session.staff.organisation);
    Ok(row.ok_or(Refusal::NotFound)?)
}

/// A member's name, opened for this access: a word within a sentence, so that every language puts it where it belongs.
pub(super) async fn name_of(
    app: &App,
    session: &SignedIn,
    access: Access,
    row: &MemberRow,
) -> Result<String, AppError> {
    let account = row.account.as_ref().ok_or(Refusal::NotFound)?;
    let parts = account.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(access, parts).await?;
    let name = opened.of(account).value().map(|account| account.name.as_str().to_owned());
    Ok(name.unwrap_or_else(|| session.lang.say("shown-erased").to_string()))
}
