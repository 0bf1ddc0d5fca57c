//! `GET`, `POST /enter/{token}`: a link that signs in, and an invitation. Opening it does nothing; its button uses it up.

use super::entry::{self, Link};
use super::knocks::Limit;
use crate::app::App;
use crate::desk::words;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::front::{Announced, Errand, FactorAsked, Invitation, Lost};
use crate::page::{Field, Shown};
use crate::second_factor::{self, Key};
use crate::sent::Form;
use crate::session::Asked;
use crate::shown::shown;
use crate::when;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use chrono::TimeDelta;
use commands::member::{accept, recover, use_link};
use commands::{CommandError, Token};
use domain::agreement::Kind;
use domain::member::{Core, Event, LinkPurpose, recoverable_on, stream};
use domain::refusal::InField;
use domain::text::PersonName;
use domain::visit::TokenHash;
use domain::{MemberId, Personal, Refusal, time};
use serde::Deserialize;
use store::codec;

/// What comes with the button: the name for an invitation, the code of a second factor for a sign-in.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    notice: String,
}

/// How often a code is tried: guessing one in a million takes years.
const CODES: Limit = Limit { name: "codes", most: 5, within: TimeDelta::minutes(15) };

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

/// The second factor is lost. The first time that is announced; when the time of waiting is over, the link lets in without it.
pub async fn lost(State(app): State<App>, link: Link) -> Result<Response, AppError> {
    let done = give_up(&app, &link).await;
    link.or_spent(&app, done).await
}

async fn give_up(app: &App, link: &Link) -> Result<Response, AppError> {
    let (secret, _, LinkPurpose::SignIn) = link.held(app).await? else {
        return Err(Refusal::LinkSpent.into());
    };
    let core = recover(&app.deps, app.deps.command(), &secret).await?;
    let Some(lost) = core.lost else { return link.lets_in(app, &core, Some("account")).await };
    let organisation = entry::row(app, core.organisation).await?;
    let access = entry::access(core.member, core.organisation, &link.asked.request);
    let (profile, _) = entry::open(app, access, &organisation, vec![]).await?;
    let page = Announced {
        lang: link.asked.lang,
        frame: app.outside("Anteroom", "/sign-in"),
        organisation: profile.name.as_str().to_owned(),
        from: recoverable_on(lost).map(|day| when::day(link.asked.lang, day)).unwrap_or_default(),
    };
    Ok(Html(page.render()?).into_response())
}

/// The second factor that is asked for beside a link of this member.
fn asked_for(app: &App, lang: Lang, core: &Core, field: Field) -> Option<FactorAsked> {
    core.second.as_ref()?;
    let from = core.lost.map(recoverable_on);
    let lost = match from {
        None => Lost::Not,
        Some(Some(from)) if from <= time::day(app.now()) => Lost::Over,
        Some(from) => Lost::Waits(from.map(|day| when::day(lang, day)).unwrap_or_default()),
    };
    Some(FactorAsked { code: field, lost })
}

/// What stands for the code that was given, if it is right. What codes are made of is opened for somebody who proves who they are.
async fn code(
    app: &App,
    link: &Link,
    core: &Core,
    typed: &str,
) -> Result<Result<TokenHash, Refusal>, AppError> {
    if !app.knocks.allow(CODES, &core.member.to_string(), app.now()) {
        return Err(AppError::TooMany);
    }
    let left = core.second.as_ref().map(|second| &second.recovery);
    if let Some(hash) = second_factor::recovery(core.member, typed) {
        return Ok(if left.is_some_and(|left| left.contains(&hash)) {
            Ok(hash)
        } else {
            Err(Refusal::CodeWrong)
        });
    }
    let organisation = entry::row(app, core.organisation).await?;
    let row = app.read.members().get(core.member).await?.and_then(|row| row.second);
    let Some(second) = row else { return Ok(Err(Refusal::CodeWrong)) };
    let access = entry::access(core.member, core.organisation, &link.asked.request);
    let part = second.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let (_, opened) = entry::open(app, access, &organisation, part).await?;
    let key = opened.of(&second).value().and_then(|secret| Key::parse(secret.as_str()));
    Ok(key.and_then(|key| key.matching(typed, app.now())).ok_or(Refusal::CodeWrong))
}

/// Uses up a link to sign in, with its code where one is needed. A code that is not right leaves the link as it is.
async fn sign_in(
    app: &App,
    link: &Link,
    secret: &Token,
    core: &Core,
    sent: &Sent,
) -> Result<Result<Core, Response>, AppError> {
    let again = async |refusal: Refusal| {
        let wrong = Wrong::from(refusal);
        let field = wrong.field(link.asked.lang, "code", &sent.code);
        let page = link
            .one_button(app, core, Errand::Enter, "enter", asked_for(app, link.asked.lang, core, field))
            .await?;
        Ok(Err((wrong.status(), page).into_response()))
    };
    let given = match core.second {
        None => None,
        Some(_) => match code(app, link, core, &sent.code).await? {
            Ok(hash) => Some(hash),
            Err(refusal) => return again(refusal).await,
        },
    };
    match use_link(&app.deps, app.deps.command(), secret, LinkPurpose::SignIn, given).await {
        Ok(core) => Ok(Ok(core)),
        Err(CommandError::Refused(Refusal::CodeWrong)) => again(Refusal::CodeWrong).await,
        Err(error) => Err(error.into()),
    }
}

async fn page(app: &App, link: &Link) -> Result<Response, AppError> {
    let (secret, core, purpose) = link.held(app).await?;
    match purpose {
        LinkPurpose::Confirmation => Err(Refusal::LinkSpent.into()),
        LinkPurpose::Invitation => invitation(app, &link.asked, &secret, &core, "", &Wrong::default()).await,
        LinkPurpose::SignIn => {
            let factor = asked_for(app, link.asked.lang, &core, Field::default());
            link.one_button(app, &core, Errand::Enter, "enter", factor).await
        }
    }
}

async fn use_up(app: &App, link: &Link, sent: &Sent) -> Result<Response, AppError> {
    let (secret, core, purpose) = link.held(app).await?;
    // The ids are ours, not the form's: whoever repeats a command is answered as before, and a link lets in once.
    let core = match purpose {
        LinkPurpose::Confirmation => return Err(Refusal::LinkSpent.into()),
        LinkPurpose::SignIn => match sign_in(app, link, &secret, &core, sent).await? {
            Ok(core) => core,
            Err(again) => return Ok(again),
        },
        LinkPurpose::Invitation => match PersonName::parse(&sent.name).field("name") {
            Ok(name) => {
                let language = link.asked.lang.into();
                match accept(&app.deps, app.deps.command(), &secret, name, language, &sent.notice).await {
                    Err(CommandError::Refused(refusal @ Refusal::AgreementChanged)) => {
                        let wrong = Wrong::from(refusal);
                        return invitation(app, &link.asked, &secret, &core, &sent.name, &wrong).await;
                    }
                    accepted => accepted?,
                }
            }
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
        notice: app.read.agreements().current(Kind::StaffNotice).await?.map(|notice| notice.digest),
        notice_error: wrong.about(asked.lang, "consent"),
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
        | Event::LanguageChosen { .. }
        | Event::PictureSet { .. }
        | Event::PictureRemoved { .. }
        | Event::RolesGranted { .. }
        | Event::Removed { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::LinkIssued { .. }
        | Event::LinkUsed { .. }
        | Event::PasskeyRegistered { .. }
        | Event::PasskeyUsed { .. }
        | Event::PasskeyRemoved { .. }
        | Event::SecondFactorSet { .. }
        | Event::SecondFactorUsed { .. }
        | Event::SecondFactorRemoved { .. }
        | Event::RecoveryRequested { .. }
        | Event::RecoveryStopped { .. }
        | Event::WentOnDuty { .. }
        | Event::WentOffDuty { .. }
        | Event::WentAway { .. }
        | Event::CameBack { .. }
        | Event::DeviceMet { .. }
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
