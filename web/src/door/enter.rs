//! `GET`, `POST /enter/{token}`: a link that signs in, and an invitation. Opening it does nothing; its button uses it up.

use super::entry::{self, Link};
use crate::app::App;
use crate::desk::words;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::page::Shown;
use crate::page::front::{Errand, Invitation};
use crate::sent::Form;
use crate::session::Asked;
use crate::shown::shown;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use commands::Token;
use commands::member::{accept, use_link};
use domain::member::{Core, Event, LinkPurpose, stream};
use domain::refusal::InField;
use domain::text::PersonName;
use domain::{MemberId, Personal, Refusal};
use serde::Deserialize;
use store::codec;

/// What comes with the button.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    name: String,
}

/// Shows the button, or the invitation.
pub async fn show(State(app): State<App>, link: Link) -> Result<Response, AppError> {
    let shown = page(&app, &link).await;
    link.or_spent(&app, shown).await
}

/// Uses up the link and signs in; an invitation is accepted first.
pub async fn enter(State(app): State<App>, link: Link, Form(sent): Form<Sent>) -> Result<Response, AppError> {
    let done = use_up(&app, &link, &sent).await;
    link.or_spent(&app, done).await
}

async fn page(app: &App, link: &Link) -> Result<Response, AppError> {
    let (secret, core, purpose) = link.held(app).await?;
    match purpose {
        LinkPurpose::Confirmation => Err(Refusal::LinkSpent.into()),
        LinkPurpose::Invitation => invitation(app, &link.asked, &secret, &core, "", &Wrong::default()).await,
        LinkPurpose::SignIn => link.one_button(app, &core, Errand::Enter, "enter").await,
    }
}

async fn use_up(app: &App, link: &Link, sent: &Sent) -> Result<Response, AppError> {
    let (secret, core, purpose) = link.held(app).await?;
    // The ids are ours, not the form's: whoever repeats a command is answered as before, and a link lets in once.
    let core = match purpose {
        LinkPurpose::Confirmation => return Err(Refusal::LinkSpent.into()),
        LinkPurpose::SignIn => use_link(&app.deps, app.deps.command(), &secret, LinkPurpose::SignIn).await?,
        LinkPurpose::Invitation => match PersonName::parse(&sent.name).field("name") {
            Ok(name) => accept(&app.deps, app.deps.command(), &secret, name).await?,
            Err(refusal) => {
                let wrong = Wrong::from(refusal);
                return invitation(app, &link.asked, &secret, &core, &sent.name, &wrong).await;
            }
        },
    };
    link.lets_in(app, &core, None).await
}

/// The invitation: from whom, to what, as what.
async fn invitation(
    app: &App,
    asked: &Asked,
    secret: &Token,
    core: &Core,
    name: &str,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let organisation = entry::row(app, core.organisation).await?;
    let access = entry::access(core.member, core.organisation, &asked.request);
    let by = inviter(app, core.member).await?;
    let part = by.as_ref().and_then(Personal::sealed).map(|(part, _)| part.clone());
    let (profile, opened) = entry::open(app, access, &organisation, part.into_iter().collect()).await?;
    let invited_by = match by.and_then(|by| opened.of(&by).value()) {
        Some(by) => name_of(app, asked, core, by).await?,
        None => Shown::NotGiven,
    };
    let page = Invitation {
        lang: asked.lang,
        frame: app.outside("Anteroom", "/"),
        action: format!("/enter/{}", secret.reveal()),
        organisation: profile.name.as_str().to_owned(),
        invited_by,
        roles: core.roles.iter().map(|role| words::role(asked.lang, *role)).collect(),
        name: wrong.field(asked.lang, "name", name),
        command: forms::draw(app),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

/// Who invited: in the first event of the member's stream, sealed.
async fn inviter(app: &App, member: MemberId) -> Result<Option<Personal<MemberId>>, AppError> {
    let Some(first) = app.deps.log.read_stream(&stream(member), 0, 1).await?.pop() else { return Ok(None) };
    match codec::event(&first)? {
        Event::Invited { by, .. } => Ok(Some(by)),
        Event::Founded { .. }
        | Event::Accepted { .. }
        | Event::RolesGranted { .. }
        | Event::Removed { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::LinkIssued { .. }
        | Event::LinkUsed { .. }
        | Event::PasskeyRegistered { .. }
        | Event::PasskeyUsed { .. }
        | Event::Reminded { .. }
        | Event::SignedIn { .. }
        | Event::SignedOut { .. }
        | Event::Active { .. } => Ok(None),
    }
}

/// The inviter's name: a passage of its own, since only the first told who it is.
async fn name_of(app: &App, asked: &Asked, core: &Core, by: MemberId) -> Result<Shown, AppError> {
    let inviter = app.read.members().get(by).await?;
    let account =
        inviter.filter(|inviter| inviter.organisation == core.organisation).and_then(|row| row.account);
    let Some(account) = account else { return Ok(Shown::NotGiven) };
    let part = account.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let access = entry::access(core.member, core.organisation, &asked.request);
    let opened = app.deps.vault.disclose(access, part).await?;
    Ok(shown(opened.of(&account).map(|account| account.name.as_str().to_owned())))
}
