//! `GET`, `POST /g/{token}`: the link of a guest of a call. Opening it does nothing; its form uses it up. A link that nobody made and one that has ended are answered alike.

use crate::app::App;
use crate::door::knocks::{ARRIVALS, ARRIVALS_AT, Peer};
use crate::error::{AppError, status};
use crate::page::Field;
use crate::page::error::{ErrorPage, WayOn};
use crate::page::guest::GuestForm;
use crate::rooms;
use crate::sent::{Form, Path};
use crate::session::{Asked, GUEST_COOKIE, cookie};
use askama::Template as _;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::visit::{guest_by, guest_comes};
use commands::{CommandError, Token};
use domain::refusal::InField;
use domain::text::PersonName;
use domain::{OrganisationId, Refusal};
use serde::Deserialize;

/// How long the secret of whoever came in holds: longer than any call, and the room asks the log anyway.
const HOLDS: chrono::TimeDelta = chrono::TimeDelta::days(1);

/// What a guest sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    command: String,
}

/// Shows the form.
pub async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(token): Path<String>,
) -> Result<Response, AppError> {
    match held(&app, &token).await? {
        Some((token, organisation)) => page(&app, &asked, &token, organisation, &Sent::default(), None).await,
        None => ended(&app, &asked),
    }
}

/// Uses the link up. What cannot be taken comes back with what was written, and the link holds.
pub async fn come(
    State(app): State<App>,
    asked: Asked,
    peer: Peer,
    Path(token): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let Some(link) = Token::parse(&token) else { return ended(&app, &asked) };
    let at = held(&app, &token).await?.map(|(_, organisation)| organisation);
    // The secret was drawn for this link's form; one that is not understood is drawn anew with the form.
    let secret =
        Token::parse(&sent.command).filter(|secret| secret.id() == link.id() && secret.expires() > app.now());
    let done = match (PersonName::parse(&sent.name).field("name"), secret, at) {
        (Ok(_), None, Some(at)) => return page(&app, &asked, &link, at, &sent, None).await,
        (Ok(_), None, None) => return ended(&app, &asked),
        (Ok(_), Some(_), _) if crowded(&app, &peer, at) => return Err(AppError::Crowded),
        (Ok(name), Some(secret), _) => {
            let came = guest_comes(&app.deps, &link, &secret, name, !sent.consent.is_empty()).await;
            came.map(|came| (came, secret))
        }
        (Err(refusal), ..) => Err(refusal.into()),
    };
    match (done, at) {
        (Ok(((visit, done), secret)), _) => {
            app.caught_up(done.position).await;
            rooms::tell_of_guests(&app, visit);
            let path = format!("/g/in/{visit}");
            let mut response = Redirect::to(&path).into_response();
            let left = (secret.expires() - app.now()).num_seconds();
            if let Some(cookie) = cookie(&app, GUEST_COOKIE, &secret.reveal(), &path, left) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        (Err(CommandError::Refused(refusal)), Some(at)) if refusal.field().is_some() => {
            page(&app, &asked, &link, at, &sent, Some(&refusal)).await
        }
        (Err(CommandError::Refused(_)), _) => ended(&app, &asked),
        (Err(error), _) => Err(error.into()),
    }
}

/// The link in the path and whose house it leads to, while it lets in.
async fn held(app: &App, token: &str) -> Result<Option<(Token, OrganisationId)>, AppError> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    match guest_by(&app.deps, &token).await {
        Ok((_, organisation, _)) => Ok(Some((token, organisation))),
        Err(CommandError::Refused(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whether too many come in at once.
fn crowded(app: &App, peer: &Peer, at: Option<OrganisationId>) -> bool {
    let now = app.now();
    let from = peer.place().is_none_or(|place| app.knocks.allow(ARRIVALS, &place, now));
    !(from && at.is_none_or(|at| app.knocks.allow(ARRIVALS_AT, &at.to_string(), now)))
}

async fn page(
    app: &App,
    asked: &Asked,
    token: &Token,
    at: OrganisationId,
    sent: &Sent,
    refusal: Option<&Refusal>,
) -> Result<Response, AppError> {
    let lang = asked.lang;
    let organisation = app.read.organisations().get(at).await?.ok_or(Refusal::LinkSpent)?;
    let front = app.front(&organisation, &asked.request).await?;
    let secret = Token::parse(&sent.command).filter(|secret| secret.id() == token.id());
    let secret = secret.unwrap_or_else(|| Token::draw(&*app.deps.entropy, token.id(), app.now() + HOLDS));
    let name = match refusal.filter(|refusal| refusal.field() == Some("name")) {
        Some(refusal) => Field::refused(&sent.name, crate::forms::sentence(lang, refusal)),
        None => Field::filled(&sent.name),
    };
    let action = format!("/g/{}", token.reveal());
    let page = GuestForm {
        lang,
        frame: app.doorstep(&front, &action),
        action,
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        name,
        consented: !sent.consent.is_empty(),
        consent_error: refusal
            .filter(|refusal| matches!(refusal, Refusal::ConsentMissing))
            .map(|refusal| crate::forms::sentence(lang, refusal)),
        notice: super::arrive::notice(app, asked, &organisation, &front).await?,
        command: secret.reveal(),
    };
    let status = refusal.map_or(StatusCode::OK, status);
    Ok((status, Html(page.render()?)).into_response())
}

/// A link that lets nobody in, whyever: nothing is said of anybody.
fn ended(app: &App, asked: &Asked) -> Result<Response, AppError> {
    let way = WayOn { href: "/".to_owned(), label: asked.lang.say("way-to-front").to_string() };
    let page = ErrorPage {
        lang: asked.lang,
        frame: app.outside("Anteroom", "/"),
        status: StatusCode::GONE.as_u16(),
        sentence: crate::forms::sentence(asked.lang, &Refusal::LinkSpent),
        next: Some(way),
        trace: asked.request.clone(),
    };
    Ok((StatusCode::GONE, Html(page.render()?)).into_response())
}
