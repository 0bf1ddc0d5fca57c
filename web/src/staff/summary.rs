//! `GET /{slug}/visits/{visit}`: the summary of a visit, after the call and from the history.

mod over_time;
pub(crate) mod quality;

use super::history::{is_own, outcome};
use super::invitation;
use super::tested::sentence;
use crate::app::App;
use crate::error::AppError;
use crate::page::dashboard::Summary;
use crate::page::{Area, Shown};
use crate::sent::Path;
use crate::session::{May, Receives};
use crate::{when, words};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Response};
use domain::access::Purpose;
use domain::visit::{Act, Devices, Form};
use domain::{Class, Personal, Refusal, Timestamp, VisitId};
use projections::{InvitationRow, VisitRow, VisitState};
use store::vault::KeyState;

/// Shows the summary, in one entry.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let row = app.read.visits().get(visit).await?.ok_or(Refusal::NotFound)?;
    if row.organisation != session.staff.organisation {
        return Err(Refusal::NotFound.into());
    }
    if !is_own(&app, session.staff.member, &row).await? {
        return Err(Refusal::ForSomebodyElse.into());
    }
    let frame = app.inside(&session, Some(Area::History)).await?;
    let single = [
        row.form.as_ref().and_then(Personal::sealed),
        row.invitation.as_ref().filter(|_| row.form.is_none()).and_then(Personal::sealed),
        row.devices.as_ref().and_then(Personal::sealed),
        row.admitted.as_ref().and_then(Personal::sealed),
        row.connected.as_ref().and_then(Personal::sealed),
        row.ended.as_ref().and_then(Personal::sealed),
    ];
    let technical = row.technical.iter().map(|(_, technical)| technical.sealed());
    let parts = single.into_iter().chain(technical).flatten().map(|(part, _)| part.clone()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Summary)?, parts).await?;
    let form: Option<Form> = row.form.as_ref().and_then(|form| opened.of(form).value());
    let devices: Option<Devices> = row.devices.as_ref().and_then(|devices| opened.of(devices).value());
    let admitted: Option<Act> = row.admitted.as_ref().and_then(|act| opened.of(act).value());
    let connected: Option<Act> = row.connected.as_ref().and_then(|act| opened.of(act).value());
    let ended: Option<Timestamp> = row.ended.as_ref().and_then(|at| opened.of(at).value());
    let reports = row.technical.iter().filter_map(|(side, technical)| {
        opened.of(technical).value().map(|technical| (*side, technical.figures))
    });
    let (visitors, members) = quality::reports(reports);

    let (lang, zone) = (session.lang, session.organisation.zone);
    let erased = matches!(row.state, VisitState::Erased { .. });
    let or_absent = |value: Option<String>, absent: Shown| match (erased, value) {
        (true, _) => Shown::Erased,
        (false, Some(value)) => Shown::Value(value),
        (false, None) => absent,
    };
    let arrived = form.as_ref().map(|form| form.at);
    let waited = arrived.zip(admitted).map(|(from, act)| when::length(from, act.at));
    let duration = connected.zip(ended).map(|(act, ended)| when::length(act.at, ended));
    let me = row.professional.as_ref().map(|_| app.own_name(&session));
    let professional = match me {
        Some(name) => Some(name.await?),
        None => None,
    };
    let mut quality = quality::rows(lang, &visitors, &members);
    if devices.is_some() {
        quality.insert(0, quality::check(lang, sentence(lang, devices.as_ref())));
    }
    let identity = app.read.identifications().of(visit).await?.and_then(|row| row.vouched);
    let identity = identity.map(|_| format!("/{}/visits/{visit}/identity", session.slug));
    let (erased_on, kept_until) = fate(&app, &session, &row).await?;
    let next = next(&app, &row).await?;
    let next_at = match &next {
        Some((_, next)) if invitation::is_own(&app, &session, next).await? => {
            Some(format!("/{}/invitations/{}", session.slug, next.visit))
        }
        Some(_) | None => None,
    };
    let open = crate::opening::takes_new(&app, &crate::opening::standing(&app, &session).await?);
    let make_next = (open && !erased && row.state.is_over())
        .then(|| format!("/{}/invitations?after={visit}#invite-title", session.slug));
    let page = Summary {
        lang,
        frame,
        slug: session.slug.clone(),
        reference: row.reference.clone(),
        erased_on,
        kept_until,
        name: match invitation::invited_name(&opened, row.invitation.as_ref()) {
            Some(name) if form.is_none() => name,
            Some(_) | None => {
                or_absent(form.as_ref().map(|form| form.name.as_str().to_owned()), Shown::Erased)
            }
        },
        phone: or_absent(
            form.and_then(|form| form.phone).map(|phone| phone.as_str().to_owned()),
            Shown::NotGiven,
        ),
        professional: or_absent(professional, Shown::NotGiven),
        arrived: or_absent(
            arrived.map(|at| when::moment(lang, at, zone).text),
            if row.invitation.is_some() { Shown::NotGiven } else { Shown::Erased },
        ),
        waited: or_absent(waited, Shown::NotGiven),
        duration: or_absent(duration, Shown::NotGiven),
        outcome: outcome(row.state)
            .map_or_else(|| lang.say("outcome-erased").to_string(), |one| one.words(lang)),
        next: or_absent(next.map(|(at, _)| when::appointment(lang, at, zone)), Shown::NotGiven),
        next_at,
        make_next,
        identity,
        quality,
        over_time: over_time::over_time(lang, &visitors, &members),
    };
    Ok(Html(page.render()?).into_response())
}

/// The soonest of the open appointments that were made to follow a visit, and when it is. The clock of its key says so, and nothing of it is opened: an access entry that holds two visits would tell
/// for ever whose they are.
async fn next(app: &App, row: &VisitRow) -> Result<Option<(Timestamp, InvitationRow)>, AppError> {
    let mut open = Vec::new();
    for next in commands::visit::following(&app.deps, row.organisation, row.visit).await? {
        let state = app.deps.vault.keys().states(vec![(next.subject(), Class::Visit)]).await?.pop();
        let Some(KeyState::Live(key)) = state else { continue };
        open.extend(key.starts_at.zip(app.read.invitations().get(next).await?));
    }
    Ok(open.into_iter().min_by_key(|(at, _)| *at))
}

/// The day on which it was erased, if it was; and until when it is kept.
async fn fate(
    app: &App,
    session: &May<Receives>,
    row: &VisitRow,
) -> Result<(Option<String>, String), AppError> {
    let subject = row.visit.subject();
    match app.deps.vault.keys().states(vec![(subject, Class::Visit)]).await?.pop() {
        Some(KeyState::Live(key)) => {
            // Before its end a visit has a last day too, but it is not the one it is kept until.
            let until = match key.due_at.filter(|_| row.state.is_over()) {
                Some(due) => when::moment(session.lang, due, session.organisation.zone).text,
                None => {
                    let retention =
                        words::retention(session.lang, row.retention.min(session.organisation.retention));
                    session.lang.say("desk-due-after").with("retention", retention).to_string()
                }
            };
            Ok((None, until))
        }
        Some(KeyState::Destroyed(_) | KeyState::Unknown) | None => {
            let gone = app.read.erasures().destructions_of(subject).await?.pop();
            let day = gone.map_or_else(|| domain::time::day(app.now()), |(gone, _)| gone.day);
            Ok((Some(when::day(session.lang, day)), String::new()))
        }
    }
}
