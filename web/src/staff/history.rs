//! `GET /{slug}/history`: a professional's past visits, newest first. All names of a page are opened in one entry.

use super::dashboard::Theirs;
use crate::app::App;
use crate::error::AppError;
use crate::page::dashboard::{History, HistoryRow, Outcome, Totals};
use crate::page::{Area, Shown};
use crate::sent::Query;
use crate::session::{May, Receives};
use crate::{when, words};
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use domain::access::Purpose;
use domain::visit::{Act, Form};
use domain::{MemberId, Personal, Timestamp};
use projections::{VisitRow, VisitState};
use serde::Deserialize;
use store::Opened;

/// Visits on a page.
const PAGE: usize = 25;

/// Visits read at once, while looking for this professional's own.
const READ: u32 = 100;

/// How often more are read for one page; then the page is shorter, and the next one goes on from there.
const READS: usize = 20;

/// What the page is asked for.
#[derive(Deserialize)]
pub struct Asked {
    before: Option<u64>,
}

/// Shows past visits.
pub async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    session: May<Receives>,
) -> Result<Response, AppError> {
    let frame = app.inside(&session, Some(Area::History)).await?;
    let (rows, older) = own(&app, &session, asked.before).await?;
    let parts = rows.iter().flat_map(|row| {
        let sealed = [
            row.form.as_ref().and_then(Personal::sealed),
            // Of somebody who did not come there is no form.
            row.invitation.as_ref().filter(|_| row.form.is_none()).and_then(Personal::sealed),
            row.connected.as_ref().and_then(Personal::sealed),
            row.ended.as_ref().and_then(Personal::sealed),
        ];
        sealed.into_iter().flatten().map(|(part, _)| part.clone())
    });
    let opened = app.deps.vault.disclose(session.opening(Purpose::History)?, parts.collect()).await?;
    let me = app.own_name(&session).await?;

    let shown = rows.iter().map(|row| line(&session, &opened, row, &me)).collect();
    // From the counts, which outlive the visits: an erasure takes a row's details and no sum.
    let organisation = &session.organisation;
    let today = domain::time::day(app.now());
    let days = app.read.counts().between(organisation.organisation, organisation.since, today).await?;
    let sum = |of: fn(&projections::DayCounts) -> u64| {
        u32::try_from(days.iter().map(|(_, counts)| of(counts)).sum::<u64>()).unwrap_or(u32::MAX)
    };
    let totals = Totals { visits: sum(|counts| counts.arrivals), minutes: sum(|counts| counts.minutes) };
    let page = History {
        lang: session.lang,
        frame,
        slug: session.slug.clone(),
        retention: words::retention(session.lang, session.organisation.retention),
        totals,
        rows: shown,
        older: older.map(|before| format!("/{}/history?before={before}", session.slug)),
    };
    Ok(Html(page.render()?).into_response())
}

/// Whether a visit is this professional's to see (V4): let in by them, or by nobody and not meant for a colleague; while somebody waits for anybody, to those on duty. Of an erased one there is nothing to see but that it was.
pub(super) async fn is_own(app: &App, member: MemberId, row: &VisitRow) -> Result<bool, AppError> {
    if let VisitState::Erased { .. } = row.state {
        return Ok(true);
    }
    if let Some(by) = &row.professional {
        return Ok(app.deps.vault.for_whom(row.visit.subject(), member).await?.as_ref() == Some(by));
    }
    let not_receiving = match row.wanted {
        Some(_) => app.read.members().not_receiving(row.organisation).await?,
        None => Vec::new(),
    };
    match super::dashboard::whose(app, row.visit, row.wanted.as_ref(), member, &not_receiving).await? {
        Theirs::Mine => Ok(true),
        Theirs::Colleague => Ok(false),
        Theirs::Anybody => {
            // Whoever waits for the first one free is seen by those on duty alone, here as in the list.
            let waits = matches!(row.state, VisitState::Waiting | VisitState::Away);
            Ok(!waits || crate::duty::on_duty(app, row.organisation).await?.shows(member))
        }
    }
}

/// A page of own visits, and where older ones begin.
async fn own(
    app: &App,
    session: &May<Receives>,
    mut before: Option<u64>,
) -> Result<(Vec<VisitRow>, Option<u64>), AppError> {
    let mut own: Vec<VisitRow> = Vec::new();
    for _ in 0..READS {
        let read = app.read.visits().history(session.staff.organisation, before, READ).await?;
        let last = read.len() < READ as usize;
        for row in read {
            if own.len() == PAGE {
                return Ok((own, before));
            }
            before = Some(row.arrived);
            if is_own(app, session.staff.member, &row).await? {
                own.push(row);
            }
        }
        if last {
            return Ok((own, None));
        }
    }
    Ok((own, before))
}

/// A visit as a row, and the whole minutes of its call.
fn line(session: &May<Receives>, opened: &Opened, row: &VisitRow, me: &str) -> HistoryRow {
    let (lang, zone) = (session.lang, session.organisation.zone);
    let form: Option<Form> = row.form.as_ref().and_then(|form| opened.of(form).value());
    let connected: Option<Act> = row.connected.as_ref().and_then(|act| opened.of(act).value());
    let ended: Option<Timestamp> = row.ended.as_ref().and_then(|at| opened.of(at).value());
    let call = connected.zip(ended).map(|(act, ended)| (act.at, ended));
    let at = form.as_ref().map(|form| when::moment(lang, form.at, zone));
    let (when, when_datetime) =
        at.map_or_else(|| (when::day(lang, row.day), row.day.to_string()), |at| (at.text, at.datetime));
    let erased = matches!(row.state, VisitState::Erased { .. });
    let or_erased = |value: Shown| if erased { Shown::Erased } else { value };
    HistoryRow {
        visit: row.visit.to_string(),
        reference: row.reference.clone(),
        when,
        when_datetime,
        name: form
            .map(|form| Shown::value(form.name.as_str()))
            .or_else(|| super::invitation::invited_name(opened, row.invitation.as_ref()))
            .unwrap_or(Shown::Erased),
        // Only own visits are here, so whoever let the visitor in is the reader.
        professional: or_erased(if row.professional.is_some() { Shown::value(me) } else { Shown::NotGiven }),
        outcome: outcome(row.state)
            .map_or_else(|| lang.say("outcome-erased").to_string(), |one| one.words(lang)),
        duration: or_erased(call.map_or(Shown::NotGiven, |(from, to)| Shown::Value(when::length(from, to)))),
    }
}

/// How a visit ended; an erased one no longer tells.
pub(super) fn outcome(state: VisitState) -> Option<Outcome> {
    match state {
        VisitState::Waiting | VisitState::Away | VisitState::Admitted | VisitState::InCall => {
            Some(Outcome::Open)
        }
        VisitState::Invited => Some(Outcome::Invited),
        VisitState::Cancelled => Some(Outcome::Cancelled),
        VisitState::Missed => Some(Outcome::Missed),
        // Never among past visits: they are none.
        VisitState::LinkGiven | VisitState::LinkEnded => Some(Outcome::Invited),
        VisitState::Ended { connected: true } => Some(Outcome::Call),
        VisitState::Ended { connected: false } | VisitState::Closed => Some(Outcome::Closed),
        VisitState::Erased { .. } => None,
    }
}
