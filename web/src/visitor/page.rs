//! `GET /v/{visit}`: one address through all states of a visit; `POST /v/{visit}/checked`: what the device check found.

use crate::app::App;
use crate::error::AppError;
use crate::page::invitation::Moved;
use crate::page::visitor::{Check, Farewell, Place, Thanks, Waiting};
use crate::sent::Json;
use crate::session::Visiting;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::visit::{Connection, Device, Devices};
use domain::{MemberId, Refusal};
use projections::VisitState;
use serde::Deserialize;

/// Shows the page of the state the visit is in.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    mut visiting: Visiting,
) -> Result<Response, AppError> {
    // `?check` tries the devices again; `?wait` goes on although no result arrived, `?later` without identifying oneself.
    let asks = |word: &str| query.as_deref().is_some_and(|query| query.split('&').any(|part| part == word));
    let untried = visiting.visit.devices.is_none() && !asks("wait") && !asks("later");
    if asks("left") {
        // The professional's end may be a moment ahead of the read models.
        app.caught_up(app.deps.log.head().await?).await;
        visiting.visit = app.read.visits().get(visiting.visit.visit).await?.ok_or(Refusal::NotFound)?;
    }
    match visiting.visit.state {
        // Hung up: nobody is taken back into a call they have left, unless they ask for it.
        VisitState::Admitted | VisitState::InCall if asks("left") => {
            thanks(&app, &visiting, Farewell::Left).await
        }
        VisitState::Waiting | VisitState::Away if untried || asks("check") => check(&app, &visiting).await,
        VisitState::Waiting | VisitState::Away
            if !asks("later") && super::identify::comes_first(&app, &visiting).await? =>
        {
            Ok(Redirect::to(&format!("/v/{}/identify", visiting.visit.visit)).into_response())
        }
        VisitState::Waiting | VisitState::Away => waiting(&app, &visiting).await,
        VisitState::Admitted | VisitState::InCall => super::call::show(&app, &visiting).await,
        VisitState::Ended { connected } => {
            thanks(&app, &visiting, if connected { Farewell::AfterCall } else { Farewell::WithoutCall }).await
        }
        // Nobody holds a cookie for the subject of a link.
        VisitState::LinkGiven | VisitState::LinkEnded => Err(Refusal::NotFound.into()),
        VisitState::Closed | VisitState::Missed => thanks(&app, &visiting, Farewell::WithoutCall).await,
        VisitState::Cancelled => thanks(&app, &visiting, Farewell::CalledOff).await,
        VisitState::Invited => moved(&app, &visiting).await,
        VisitState::Erased { .. } => {
            Ok(Redirect::to(&format!("/v/{}/receipt", visiting.visit.visit)).into_response())
        }
    }
}

async fn check(app: &App, visiting: &Visiting) -> Result<Response, AppError> {
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    let page = Check {
        lang: visiting.lang,
        frame: app.outside(front.profile.name.as_str(), &format!("/v/{}", visiting.visit.visit)),
        visit: Some(visiting.visit.visit.to_string()),
        measures: app.participant().is_some(),
        ice_servers: "[]".into(),
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
    };
    Ok(Html(page.render()?).into_response())
}

async fn waiting(app: &App, visiting: &Visiting) -> Result<Response, AppError> {
    let visit = &visiting.visit;
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    let form = visit.form.as_ref().ok_or(Refusal::Erased)?;
    let parts = form.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let form =
        app.deps.vault.disclose(visiting.access(), parts).await?.of(form).value().ok_or(Refusal::Erased)?;
    let professional = name_of(app, visiting, form.professional).await?;
    let since = crate::when::time(form.at, visiting.organisation.zone);
    let page = Waiting {
        lang: visiting.lang,
        frame: app.outside(front.profile.name.as_str(), &format!("/v/{}", visit.visit)),
        visit: visit.visit.to_string(),
        organisation: front.profile.name.as_str().to_owned(),
        text: place(app, visiting, professional.as_deref()).await?.1,
        for_whom: professional.unwrap_or_else(|| crate::page::dashboard::first_free(visiting.lang)),
        since: since.text,
        since_datetime: since.datetime,
        reference: visit.reference.clone(),
        identify: super::identify::link(app, visiting).await?,
        emergency_number: visiting.organisation.country.emergency_number().to_owned(),
    };
    Ok(Html(page.render()?).into_response())
}

async fn thanks(app: &App, visiting: &Visiting, farewell: Farewell) -> Result<Response, AppError> {
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    let page = Thanks {
        lang: visiting.lang,
        frame: app.outside(front.profile.name.as_str(), &format!("/v/{}", visiting.visit.visit)),
        visit: visiting.visit.visit.to_string(),
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        farewell,
        reference: visiting.visit.reference.clone(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Somebody who has come, and whose appointment was moved since.
async fn moved(app: &App, visiting: &Visiting) -> Result<Response, AppError> {
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    let appointment = visiting.visit.appointment.as_ref().ok_or(Refusal::NotFound)?;
    let parts = appointment.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(visiting.access(), parts).await?;
    let at = opened.of(appointment).value().ok_or(Refusal::Erased)?.at;
    let zone = visiting.organisation.zone;
    let page = Moved {
        lang: visiting.lang,
        frame: app.outside(front.profile.name.as_str(), &format!("/v/{}", visiting.visit.visit)),
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        when: crate::when::appointment(visiting.lang, at, zone),
        when_datetime: crate::when::moment(visiting.lang, at, zone).datetime,
    };
    Ok(Html(page.render()?).into_response())
}

/// The name of a professional, as the organisation's page shows it to everybody.
pub(super) async fn name_of(
    app: &App,
    visiting: &Visiting,
    member: Option<MemberId>,
) -> Result<Option<String>, AppError> {
    match member {
        Some(member) => public_name(app, visiting.access(), member).await,
        None => Ok(None),
    }
}

/// The same, whoever looks.
pub(super) async fn public_name(
    app: &App,
    access: store::Access,
    member: MemberId,
) -> Result<Option<String>, AppError> {
    // Somebody who has left is asked for no more: whoever is free lets the visitor in.
    let row = app.read.members().get(member).await?.filter(|row| !row.gone);
    let Some(row) = row else { return Ok(None) };
    let Some(account) = row.account else { return Ok(None) };
    let access = store::Access { viewer: domain::access::Viewer::Public, ..access };
    let names = app.public_names(access, &[(member, account)]).await?;
    Ok(names.into_iter().next().map(|(_, name)| name))
}

/// The visitor's place in the line, from 1, and the sentence that tells it.
pub(super) async fn place(
    app: &App,
    visiting: &Visiting,
    professional: Option<&str>,
) -> Result<(u32, String), AppError> {
    let organisation = visiting.organisation.organisation;
    let line = app.read.waiting().of(organisation).await?;
    let here = line.iter().filter(|row| row.arrived < visiting.visit.arrived);
    let before = here.filter(|row| row.state == projections::WaitingState::Waiting).count();
    let position = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
    let today = domain::time::day(app.now());
    let somebody_in = app.read.sessions().signed_in(organisation, today).await? > 0;
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    let place = Place { position, organisation: front.profile.name.as_str(), professional, somebody_in };
    Ok((position, place.sentence(visiting.lang)))
}

/// What the page sends after the device check.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    camera: Device,
    microphone: Device,
    speaker: Device,
    #[serde(default)]
    connection: Option<Connection>,
}

/// Takes the result of the device check.
pub async fn checked(
    State(app): State<App>,
    visiting: Visiting,
    Json(sent): Json<Checked>,
) -> Result<StatusCode, AppError> {
    let Checked { camera, microphone, speaker, connection } = sent;
    let devices = Devices { camera, microphone, speaker, connection };
    let done = commands::visit::check(&app.deps, app.deps.command(), visiting.visit.visit, &devices).await?;
    app.caught_up(done.position).await;
    Ok(StatusCode::NO_CONTENT)
}
