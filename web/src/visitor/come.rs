//! `GET`, `POST /i/{token}`: the link of an invitation. Opening it does nothing, because mail scanners open links too; its form uses it up and lets into the waiting room.

use crate::app::App;
use crate::door::knocks::{ARRIVALS, ARRIVALS_AT, Peer};
use crate::error::{AppError, status};
use crate::lang::Lang;
use crate::page::Field;
use crate::page::error::{ErrorPage, WayOn};
use crate::page::invitation::{Come, LinkSpent};
use crate::sent::{Form, Path};
use crate::session::{Asked, VISIT_COOKIE, cookie};
use crate::when;
use askama::Template as _;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::visit::{ArrivalForm, Known, asked_for, known};
use commands::{CommandError, Token};
use domain::access::{Purpose, Viewer};
use domain::refusal::InField;
use domain::text::{PersonName, Phone};
use domain::visit::appointment::OPENS;
use domain::visit::{Appointment, Core, Invitation};
use domain::{Personal, Refusal};
use projections::OrganisationRow;
use serde::Deserialize;
use store::Access;
use uuid::Uuid;

/// How long the secret of whoever came in holds: as long as a visit can be kept, with a day over.
const HOLDS: chrono::TimeDelta = chrono::TimeDelta::days(94);

/// What a visitor sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    command: String,
}

/// Shows the appointment, and the form once its time has come.
pub async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(token): Path<String>,
) -> Result<Response, AppError> {
    let Some((token, known)) = find(&app, &token).await? else { return unknown(&app, &asked) };
    match &known.refusal {
        None | Some(Refusal::TooEarly) => page(&app, &asked, &token, &known, &Sent::default(), None).await,
        Some(refusal) => spent(&app, &asked, &known, refusal).await,
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
    let Some((token, known)) = find(&app, &token).await? else { return unknown(&app, &asked) };
    // The secret was drawn for this link's form; one that is not understood is drawn anew with the form.
    let secret = Token::parse(&sent.command)
        .filter(|secret| secret.id() == drawn_for(&known) && secret.expires() > app.now());
    let done = match (parse(&sent, asked.lang), secret) {
        (Ok(_), Some(_)) if crowded(&app, &peer, &known.core) => return Err(AppError::Crowded),
        (Ok(form), Some(secret)) => {
            let arrived = if known.repeats() {
                commands::visit::come_again(&app.deps, &token, &secret, form).await
            } else {
                commands::visit::come(&app.deps, &token, &secret, form).await
            };
            arrived.map(|arrived| (arrived, secret))
        }
        (Ok(_), None) => return page(&app, &asked, &token, &known, &sent, None).await,
        (Err(refusal), _) => Err(refusal.into()),
    };
    match done {
        Ok((arrived, secret)) => {
            app.caught_up(arrived.done.position).await;
            if arrived.done.recorded {
                crate::looking::told_of(&app, arrived.visit);
                crate::presence::expected(&app, arrived.visit);
            }
            let path = format!("/v/{}", arrived.visit);
            let mut response = Redirect::to(&format!("{path}?at={}", arrived.done.position)).into_response();
            let left = (secret.expires() - app.now()).num_seconds();
            if let Some(cookie) = cookie(&app, VISIT_COOKIE, &secret.reveal(), &path, left) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(CommandError::Refused(refusal @ (Refusal::DoorClosed | Refusal::TrialOver))) => {
            page(&app, &asked, &token, &known, &sent, Some(&refusal)).await
        }
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            page(&app, &asked, &token, &known, &sent, Some(&refusal)).await
        }
        Err(CommandError::Refused(refusal @ (Refusal::LinkSpent | Refusal::VisitOver))) => {
            spent(&app, &asked, &known, &refusal).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The link in the path, if anybody ever made it.
async fn find(app: &App, token: &str) -> Result<Option<(Token, Known)>, AppError> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    Ok(known(&app.deps, &token).await?.map(|known| (token, known)))
}

/// Whose id the form's secret carries: the visit's; for a repeating link the organisation's, as that of a walk-in, so that nothing a browser keeps names the link.
fn drawn_for(known: &Known) -> Uuid {
    if known.repeats() { known.core.organisation.0 } else { known.core.visit.0 }
}

fn parse(sent: &Sent, lang: Lang) -> Result<ArrivalForm, Refusal> {
    let phone = sent.phone.trim();
    Ok(ArrivalForm {
        name: PersonName::parse(&sent.name).field("name")?,
        phone: if phone.is_empty() { None } else { Some(Phone::parse(phone).field("phone")?) },
        professional: None,
        consent: !sent.consent.is_empty(),
        language: lang.into(),
    })
}

/// Whether too many come in at once.
fn crowded(app: &App, peer: &Peer, core: &Core) -> bool {
    let now = app.now();
    let from = peer.place().is_none_or(|place| app.knocks.allow(ARRIVALS, &place, now));
    !(from && app.knocks.allow(ARRIVALS_AT, &core.organisation.to_string(), now))
}

async fn page(
    app: &App,
    asked: &Asked,
    token: &Token,
    known: &Known,
    sent: &Sent,
    refusal: Option<&Refusal>,
) -> Result<Response, AppError> {
    let (lang, core) = (asked.lang, &known.core);
    let organisation = row(app, core).await?;
    let front = app.front(&organisation, &asked.request).await?;
    let member = asked_for(&app.deps, core).await?;
    let faces = super::arrive::faces(app, &organisation).await?;
    let (at, for_whom) = if known.repeats() {
        // Nothing of the link is opened: an access entry right before each arrival would tell which visits are one person's.
        let professional = match member {
            Some(member) => super::page::public_name(app, access(asked, &organisation), member).await?,
            None => None,
        };
        (token.expires(), professional)
    } else {
        appointment(app, asked, core, &organisation).await?.ok_or(Refusal::Erased)?
    };
    let zone = organisation.zone;
    let drawn_for = drawn_for(known);
    let secret = match Token::parse(&sent.command).filter(|secret| secret.id() == drawn_for) {
        Some(secret) => secret,
        None => Token::draw(&*app.deps.entropy, drawn_for, app.now() + HOLDS),
    };
    let field = |name: &str, value: &str| match refusal {
        Some(refusal) if refusal.field() == Some(name) => {
            Field::refused(value, crate::forms::sentence(lang, refusal))
        }
        Some(_) | None => Field::filled(value),
    };
    let opens =
        matches!(known.refusal, Some(Refusal::TooEarly)).then(|| when::appointment(lang, at - OPENS, zone));
    let page = Come {
        lang,
        frame: app.doorstep(&front, &format!("/i/{}", token.reveal())),
        action: format!("/i/{}", token.reveal()),
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        emergency_number: organisation.country.emergency_number().to_owned(),
        when: when::appointment(lang, at, zone),
        when_datetime: when::moment(lang, at, zone).datetime,
        face: member
            .map(|member| member.to_string())
            .filter(|member| for_whom.is_some() && faces.contains(member)),
        for_whom: for_whom.unwrap_or_else(|| crate::page::dashboard::first_free(lang)),
        repeats: known.repeats(),
        opens,
        shut: super::notes::closed(app, core.organisation, &asked.request)
            .await?
            .map(Option::unwrap_or_default),
        paused: organisation.trial_over(app.now()).is_some(),
        name: field("name", &sent.name),
        phone: field("phone", &sent.phone),
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

/// When it is and with whom, opened for the holder of the link. Neither their name nor the note is shown: a message may have gone astray.
async fn appointment(
    app: &App,
    asked: &Asked,
    core: &Core,
    organisation: &OrganisationRow,
) -> Result<Option<(domain::Timestamp, Option<String>)>, AppError> {
    let visit = app.read.visits().get(core.visit).await?.ok_or(Refusal::LinkSpent)?;
    let (Some(invitation), moved) = (visit.invitation, visit.appointment) else { return Ok(None) };
    let access = access(asked, organisation);
    let parts = [invitation.sealed(), moved.as_ref().and_then(Personal::sealed)];
    let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
    let opened = app.deps.vault.disclose(access.clone(), parts).await?;
    let Some(invitation): Option<Invitation> = opened.of(&invitation).value() else { return Ok(None) };
    let moved: Option<Appointment> = moved.as_ref().and_then(|moved| opened.of(moved).value());
    // Not as it was written: its member may have left since, and a colleague have taken it.
    let name = match asked_for(&app.deps, core).await? {
        Some(member) => super::page::public_name(app, access, member).await?,
        None => None,
    };
    Ok(Some((moved.map_or(invitation.at, |moved| moved.at), name)))
}

/// As the holder of a link.
fn access(asked: &Asked, organisation: &OrganisationRow) -> Access {
    Access {
        organisation: organisation.organisation,
        viewer: Viewer::Visitor,
        purpose: Purpose::OwnVisit,
        reason: None,
        searched: None,
        request: asked.request.clone(),
    }
}

/// The organisation, once the read models tell of the invitation.
async fn row(app: &App, core: &Core) -> Result<OrganisationRow, AppError> {
    app.caught_up(app.deps.log.head().await?).await;
    Ok(app.read.organisations().get(core.organisation).await?.ok_or(Refusal::LinkSpent)?)
}

/// A link that was made once and does not let in.
async fn spent(app: &App, asked: &Asked, known: &Known, refusal: &Refusal) -> Result<Response, AppError> {
    let core = &known.core;
    let organisation = row(app, core).await?;
    let front = app.front(&organisation, &asked.request).await?;
    let slug = front.profile.slug.as_str();
    let page = LinkSpent {
        lang: asked.lang,
        frame: app.doorstep(&front, &format!("/{slug}")),
        slug: slug.to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        own: (!known.repeats()).then(|| format!("/v/{}", core.visit)),
        repeats: known.repeats(),
        over: matches!(refusal, Refusal::VisitOver),
    };
    Ok((StatusCode::GONE, Html(page.render()?)).into_response())
}

/// A link that nobody made: nothing is said of anybody.
fn unknown(app: &App, asked: &Asked) -> Result<Response, AppError> {
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
