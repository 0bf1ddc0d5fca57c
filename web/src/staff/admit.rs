//! `GET`, `POST /{slug}/visits/{visit}/admit` and `POST …/close`: asks whether it is the right person and lets them in, or takes them off the list.

use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::page::Area;
use crate::page::dashboard::first_free;
use crate::page::line::Confirm;
use crate::sent::{Form, Path};
use crate::session::{May, Receives};
use crate::shown::{shown, shown_if_given};
use crate::when;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::Purpose;
use domain::visit::{Appointment, Devices, Form as Arrival, Invitation};
use domain::{Personal, VisitId};
use projections::WaitingState;
use serde::Deserialize;

/// What the button sends.
#[derive(Deserialize)]
pub struct Sent {
    command: String,
}

/// Shows what the form says, before the call opens. Who is let in already is with the one who did it.
pub async fn confirm(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
) -> Result<Response, AppError> {
    let row = super::line::theirs(&app, &session, visit).await?;
    match row.state {
        WaitingState::Waiting | WaitingState::Away => {}
        // Let in by somebody who no longer receives visitors: it is asked once more.
        WaitingState::Admitted if !super::dashboard::is_with(&app, &row, session.staff.member).await? => {}
        WaitingState::Admitted | WaitingState::InCall => {
            return Ok(Redirect::to(&format!("/{slug}/visits/{visit}/call")).into_response());
        }
    }
    let invitation = app.read.invitations().get(visit).await?;
    let asks = app.read.identifications().used_by(session.staff.organisation).await?.is_some();
    let vouched =
        if asks { app.read.identifications().of(visit).await?.and_then(|row| row.vouched) } else { None };
    let parts = [
        row.form.sealed(),
        vouched.as_ref().and_then(Personal::sealed),
        row.devices.as_ref().and_then(Personal::sealed),
        invitation.as_ref().and_then(|row| row.invitation.sealed()),
        invitation.as_ref().and_then(|row| row.appointment.as_ref()?.sealed()),
    ];
    let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Call)?, parts).await?;
    let (lang, zone) = (session.lang, session.organisation.zone);
    let form: store::Shown<Arrival> = opened.of(&row.form);
    let invited: Option<Invitation> = invitation.as_ref().and_then(|row| opened.of(&row.invitation).value());
    let moved: Option<Appointment> =
        invitation.as_ref().and_then(|row| opened.of(row.appointment.as_ref()?).value());
    let expected = moved.map(|moved| moved.at).or(invited.as_ref().map(|invited| invited.at));
    let devices: Option<Devices> = row.devices.as_ref().and_then(|devices| opened.of(devices).value());
    let since = form.clone().value().map(|form| when::time(form.at, zone)).unwrap_or_default();
    let page = Confirm {
        lang,
        frame: app.inside(&session, Some(Area::Dashboard)).await?,
        visit: visit.to_string(),
        reference: visit.reference(),
        name: shown(form.clone().map(|form| form.name.as_str().to_owned())),
        phone: shown_if_given(form.map(|form| form.phone.map(|phone| phone.as_str().to_owned()))),
        for_whom: if row.wanted.is_some() { app.own_name(&session).await? } else { first_free(lang) },
        invited: invited.map(|invited| invited.name.as_str().to_owned()),
        appointed: expected
            .map(|at| lang.say("waiting-appointed").with("time", when::time(at, zone).text).to_string()),
        since: since.text,
        since_datetime: since.datetime,
        identified: asks.then(|| {
            let vouched = vouched.as_ref().and_then(|vouched| opened.of(vouched).value());
            super::identity::in_short(lang, vouched.as_ref())
        }),
        tested: super::tested::sentence(lang, devices.as_ref()),
        away: row.state == WaitingState::Away,
        command: forms::draw(&app),
        slug,
    };
    Ok(Html(page.render()?).into_response())
}

/// Lets in, and leads to the call.
pub async fn admit(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let there = crate::duty::colleagues(&app, session.staff.organisation).await?;
    let done = commands::visit::admit(&app.deps, command, &session.staff, visit, &there).await?;
    Ok(Redirect::to(&format!("/{slug}/visits/{visit}/call?at={}", done.position)))
}

/// Takes off the list.
pub async fn close(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let there = crate::duty::colleagues(&app, session.staff.organisation).await?;
    let done = commands::visit::close(&app.deps, command, &session.staff, visit, &there).await?;
    Ok(Redirect::to(&format!("/{slug}/dashboard?at={}", done.position)))
}
