//! `GET /v/{visit}`: one address through all states of a visit; `POST /v/{visit}/checked`: what the device check found.

use crate::app::App;
use crate::error::AppError;
use crate::page::invitation::Moved;
use crate::page::visitor::{Check, Farewell, Known, Place, Thanks, WaitNote, Waiting};
use crate::sent::Json;
use crate::session::Visiting;
use crate::visitor::awaited::{Awaited, Looks, Professional};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::visit::{Connection, Device, Devices};
use domain::{MemberId, Refusal};
use projections::{VisitState, WaitingRow, WaitingState};
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
        frame: app.doorstep(&front, &format!("/v/{}", visiting.visit.visit)),
        visit: Some(visiting.visit.visit.to_string()),
        guest: None,
        measures: app.participant().is_some(),
        relay: app.relay_that_tests().is_some(),
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
    };
    Ok(Html(page.render()?).into_response())
}

async fn waiting(app: &App, visiting: &Visiting) -> Result<Response, AppError> {
    let visit = &visiting.visit;
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    let awaited = Awaited::of(app, visiting, Looks::Anew).await?;
    let form = awaited.form.as_ref().ok_or(Refusal::Erased)?;
    let professional = awaited.professional.as_ref();
    let since = crate::when::time(form.at, visiting.organisation.zone);
    let page = Waiting {
        lang: visiting.lang,
        frame: app.doorstep(&front, &format!("/v/{}", visit.visit)),
        visit: visit.visit.to_string(),
        organisation: front.profile.name.as_str().to_owned(),
        notes: notes(app, visiting, professional).await?,
        text: place(app, visiting, &awaited).await?.1,
        for_whom: for_whom(visiting, professional),
        since: since.text,
        since_datetime: since.datetime,
        reference: visit.reference.clone(),
        identify: super::identify::link(app, visiting).await?,
        emergency_number: visiting.organisation.country.emergency_number().to_owned(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Whom the visitor waits for, in words.
pub(super) fn for_whom(visiting: &Visiting, professional: Option<&Professional>) -> String {
    professional.map_or_else(
        || crate::page::dashboard::first_free(visiting.lang),
        |professional| professional.name.clone(),
    )
}

/// What is written to those who wait, from whom.
pub(super) async fn notes(
    app: &App,
    visiting: &Visiting,
    professional: Option<&Professional>,
) -> Result<Vec<WaitNote>, AppError> {
    let organisation = visiting.organisation.organisation;
    let member = professional.map(|professional| professional.member);
    let written = super::notes::written(app, organisation, member, &visiting.request).await?;
    let from = |name: &str| visiting.lang.say("wait-note-from").with("name", name).to_string();
    let mut notes = Vec::new();
    if let Some(text) = written.everybody {
        let front = app.front(&visiting.organisation, &visiting.request).await?;
        notes.push(WaitNote { from: from(front.profile.name.as_str()), text });
    }
    if let (Some(text), Some(professional)) = (written.own, professional) {
        notes.push(WaitNote { from: from(&professional.name), text });
    }
    Ok(notes)
}

async fn thanks(app: &App, visiting: &Visiting, farewell: Farewell) -> Result<Response, AppError> {
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    let on_the_door = if farewell == Farewell::WithoutCall {
        super::notes::closed(app, visiting.organisation.organisation, &visiting.request).await?.flatten()
    } else {
        None
    };
    let page = Thanks {
        lang: visiting.lang,
        frame: app.doorstep(&front, &format!("/v/{}", visiting.visit.visit)),
        visit: visiting.visit.visit.to_string(),
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        farewell,
        on_the_door,
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
        frame: app.doorstep(&front, &format!("/v/{}", visiting.visit.visit)),
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        when: crate::when::appointment(visiting.lang, at, zone),
        when_datetime: crate::when::moment(visiting.lang, at, zone).datetime,
    };
    Ok(Html(page.render()?).into_response())
}

/// The name of a professional, as the organisation's page shows it to everybody.
pub(super) async fn public_name(
    app: &App,
    access: store::Access,
    member: MemberId,
) -> Result<Option<String>, AppError> {
    // Somebody who has left is asked for no more: whoever is free lets the visitor in.
    let row = app.read.members().get(member).await?.filter(|row| !row.gone);
    let Some(row) = row else { return Ok(None) };
    let Some(account) = row.account else { return Ok(None) };
    let (viewer, purpose) = (domain::access::Viewer::Public, domain::access::Purpose::PublicPage);
    let access = store::Access { viewer, purpose, ..access };
    let names = app.public_names(access, &[(member, account)]).await?;
    Ok(names.into_iter().next().map(|(_, name)| name))
}

/// The visitor's place in the line, from 1, where the organisation wants it told; and the sentence that tells it.
pub(super) async fn place(
    app: &App,
    visiting: &Visiting,
    awaited: &Awaited,
) -> Result<(Option<u32>, String), AppError> {
    let organisation = visiting.organisation.organisation;
    let professional = awaited.professional.as_ref();
    let not_receiving = app.read.members().not_receiving(organisation).await?;
    let mut before = 0u32;
    for row in app.read.waiting().of(organisation).await? {
        let earlier = row.arrived < visiting.visit.arrived && row.state == WaitingState::Waiting;
        if earlier && same_line(app, &row, professional, &not_receiving).await? {
            before = before.saturating_add(1);
        }
    }
    let shown = app.read.doors().of(organisation).await?.place_shown;
    let position = shown.then(|| before.saturating_add(1));
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    let member = professional.map(|professional| professional.member);
    let place = Place {
        position,
        organisation: front.profile.name.as_str(),
        professional: professional.map(|professional| professional.name.as_str()),
        handed: visiting.visit.handed.is_some(),
        known: if awaited.seen {
            Known::Seen
        } else if crate::duty::somebody_in(app, organisation, member).await? {
            Known::Listed
        } else {
            Known::NobodyIn
        },
    };
    Ok((position, place.sentence(visiting.lang)))
}

/// Whether somebody who came earlier is before one who waits for this professional, or for the first one free: who waits for somebody else who receives visitors is not.
async fn same_line(
    app: &App,
    row: &WaitingRow,
    professional: Option<&Professional>,
    not_receiving: &[MemberId],
) -> Result<bool, AppError> {
    let Some(wanted) = &row.wanted else { return Ok(true) };
    for member in professional.map(|professional| &professional.member).into_iter().chain(not_receiving) {
        if app.deps.vault.for_whom(row.visit.subject(), *member).await?.as_ref() == Some(wanted) {
            return Ok(true);
        }
    }
    Ok(false)
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
