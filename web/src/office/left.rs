//! `GET /{slug}/team/appointments` and its `POST …/{visit}/move`, `…/cancel`, `…/give`: appointments of members who no longer receive visitors, for whoever manages the members. Nothing of
//! a visitor is opened for it: when it is stands on the clock of its key, and whose it was is told by that key alone.

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::page::team::{LeftAppointments, LeftRow};
use crate::page::{Area, Choice};
use crate::sent::{Form, Path};
use crate::session::{ManagesMembers, May};
use crate::shown::shown;
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::CommandError;
use commands::visit::{cancel_orphan, move_orphan, reassign};
use domain::access::Purpose;
use domain::text::Invalid;
use domain::{Class, MemberId, Refusal, Timestamp, VisitId};
use projections::{InvitationRow, MemberRow};
use serde::Deserialize;
use store::vault::KeyState;

/// What a button sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    day: String,
    #[serde(default)]
    time: String,
    #[serde(default)]
    colleague: String,
    #[serde(default)]
    command: String,
}

/// Shows them.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesMembers>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    page(&app, &session, super::done(session.lang, query.as_deref()), &Wrong::default()).await
}

/// Moves one.
pub async fn move_(
    State(app): State<App>,
    session: May<ManagesMembers>,
    Path((_, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let orphaning = app.read.members().not_receiving(session.staff.organisation).await?;
    let no_time = Refusal::Field { field: "time", why: Invalid::Form("a day and a time") };
    let moved = match when::written(&sent.day, &sent.time, session.organisation.zone) {
        Some(at) => move_orphan(&app.deps, command, &session.staff, visit, at, &orphaning).await,
        None => Err(no_time.into()),
    };
    answer(&app, &session, moved.map(|done| done.position), "left-moved").await
}

/// Calls one off.
pub async fn cancel(
    State(app): State<App>,
    session: May<ManagesMembers>,
    Path((_, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let orphaning = app.read.members().not_receiving(session.staff.organisation).await?;
    let done = cancel_orphan(&app.deps, command, &session.staff, visit, &orphaning).await;
    answer(&app, &session, done.map(|done| done.position), "left-cancelled").await
}

/// Gives one to a colleague.
pub async fn give(
    State(app): State<App>,
    session: May<ManagesMembers>,
    Path((_, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let orphaning = app.read.members().not_receiving(session.staff.organisation).await?;
    let given = match sent.colleague.parse::<MemberId>() {
        Ok(to) => reassign(&app.deps, command, &session.staff, visit, to, &orphaning).await,
        Err(_) => Err(Refusal::NotReceiving.into()),
    };
    answer(&app, &session, given.map(|done| done.position), "left-given").await
}

async fn answer(
    app: &App,
    session: &May<ManagesMembers>,
    done: Result<u64, CommandError>,
    what: &str,
) -> Result<Response, AppError> {
    match done {
        Ok(at) => {
            let to = format!("/{}/team/appointments?at={at}&done={what}", session.slug);
            Ok(Redirect::to(&to).into_response())
        }
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            page(app, session, None, &Wrong::from(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Open appointments of those who no longer receive visitors, soonest first, each with whose it was and when it is.
async fn rows(
    app: &App,
    session: &May<ManagesMembers>,
    members: &[MemberRow],
) -> Result<Vec<(Timestamp, MemberId, InvitationRow)>, AppError> {
    let orphaning: Vec<_> = members.iter().filter(|row| !row.receives()).map(|row| row.member).collect();
    let open = app.read.invitations().of(session.staff.organisation).await?;
    let whose = open.iter().map(|row| (row.visit.subject(), Class::Visit)).collect();
    let states = app.deps.vault.keys().states(whose).await?;
    let mut found = Vec::new();
    for (row, state) in open.into_iter().zip(states) {
        let KeyState::Live(key) = state else { continue };
        let (Some(at), Some(wanted), false) = (key.starts_at, &row.wanted, row.come) else { continue };
        for member in &orphaning {
            if app.deps.vault.for_whom(row.visit.subject(), *member).await?.as_ref() == Some(wanted) {
                found.push((at, *member, row));
                break;
            }
        }
    }
    found.sort_by_key(|(at, _, _)| *at);
    Ok(found)
}

async fn page(
    app: &App,
    session: &May<ManagesMembers>,
    done: Option<String>,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let (lang, zone) = (session.lang, session.organisation.zone);
    let members = app.read.members().of(session.staff.organisation).await?;
    let rows = rows(app, session, &members).await?;
    let receives = |row: &&MemberRow| row.receives();
    let needed =
        members.iter().filter(|row| receives(row) || rows.iter().any(|(_, member, _)| *member == row.member));
    let parts = needed.filter_map(|row| row.account.as_ref()?.sealed()).map(|(part, _)| part.clone());
    let opened = app.deps.vault.disclose(session.opening(Purpose::Team)?, parts.collect()).await?;
    let name = |member: MemberId| {
        let account = members.iter().find(|row| row.member == member).and_then(|row| row.account.as_ref());
        account.map(|account| shown(opened.of(account).map(|account| account.name.as_str().to_owned())))
    };
    let choice = |row: &MemberRow| {
        let account = opened.of(row.account.as_ref()?).value()?;
        let label = account.name.as_str().to_owned();
        Some(Choice { value: row.member.to_string(), label, chosen: false })
    };
    let line = |(at, member, row): (Timestamp, MemberId, InvitationRow)| {
        let (day, time) = when::to_write(at, zone);
        LeftRow {
            visit: row.visit.to_string(),
            reference: row.visit.reference(),
            repeats: row.repeats,
            when: when::moment(lang, at, zone).text,
            when_datetime: when::moment(lang, at, zone).datetime,
            whose: name(member).unwrap_or(crate::page::Shown::Erased),
            day,
            time,
            give_command: forms::draw(app),
            move_command: forms::draw(app),
            cancel_command: forms::draw(app),
        }
    };
    let page = LeftAppointments {
        lang,
        frame: app.inside(session, Some(Area::Team)).await?,
        slug: session.slug.clone(),
        done,
        wrong: wrong.about(lang, "time").or_else(|| wrong.about(lang, "whom")),
        rows: rows.into_iter().map(line).collect(),
        colleagues: members.iter().filter(receives).filter_map(choice).collect(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}
