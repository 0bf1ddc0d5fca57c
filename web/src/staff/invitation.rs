//! `GET /{slug}/invitations/{visit}`, and its `POST …/move`, `…/cancel`, `…/resend`: one appointment, and what can be done about it.

use super::invitations::bounds;
use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::outgoing;
use crate::page::invitation::{Appointment as Page, InvitationRow as Line, TimeFields};
use crate::page::{Area, Shown};
use crate::sent::{Form, Path};
use crate::session::{May, Receives};
use crate::shown::{shown, shown_if_given};
use crate::when;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use chrono_tz::Tz;
use commands::CommandError;
use domain::access::Purpose;
use domain::text::Invalid;
use domain::visit::{Appointment, Channel, Invitation, Reach};
use domain::{Personal, Refusal, Timestamp, VisitId};
use projections::{InvitationRow, MessageState};
use serde::Deserialize;
use store::Opened;

/// What a button sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    day: String,
    #[serde(default)]
    time: String,
    #[serde(default)]
    command: String,
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
) -> Result<Response, AppError> {
    page(&app, &session, visit, None, &Wrong::default()).await
}

/// Moves it.
pub async fn move_(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let at = time(&sent.day, &sent.time, session.organisation.zone);
    let at =
        at.and_then(|at| outgoing::count(&app, &session.organisation, command, Some("time")).map(|()| at));
    let moved = match at {
        Ok(at) => commands::visit::move_(&app.deps, command, &session.staff, visit, at).await,
        Err(refusal) => Err(refusal.into()),
    };
    match moved {
        Ok(done) => Ok(back(&session, done.position, "moved")),
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            page(&app, &session, visit, Some(&sent), &Wrong::from(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Calls it off.
pub async fn cancel(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let repeats = repeats(&app, visit).await?;
    let done = commands::visit::cancel(&app.deps, command, &session.staff, visit).await?;
    Ok(if repeats {
        to_links(&session, done.position, "link-ended")
    } else {
        back(&session, done.position, "cancelled")
    })
}

/// Sends a new link.
pub async fn resend(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let repeats = repeats(&app, visit).await?;
    outgoing::count(&app, &session.organisation, command, None)?;
    let done = commands::visit::resend(&app.deps, command, &session.staff, visit).await?;
    Ok(if repeats {
        to_links(&session, done.position, "resent")
    } else {
        back(&session, done.position, "resent")
    })
}

/// Whether this is a repeating link.
async fn repeats(app: &App, visit: VisitId) -> Result<bool, AppError> {
    Ok(app.read.invitations().get(visit).await?.is_some_and(|row| row.repeats))
}

fn to_links(session: &May<Receives>, at: u64, done: &str) -> Response {
    Redirect::to(&format!("/{}/links?at={at}&done={done}", session.slug)).into_response()
}

fn back(session: &May<Receives>, at: u64, done: &str) -> Response {
    Redirect::to(&format!("/{}/invitations?at={at}&done={done}", session.slug)).into_response()
}

async fn page(
    app: &App,
    session: &May<Receives>,
    visit: VisitId,
    sent: Option<&Sent>,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let (lang, zone) = (session.lang, session.organisation.zone);
    let row = app.read.invitations().get(visit).await?.ok_or(Refusal::NotFound)?;
    if row.organisation != session.staff.organisation {
        return Err(Refusal::NotFound.into());
    }
    if !is_own(app, session, &row).await? {
        return Err(Refusal::ForSomebodyElse.into());
    }
    let parts = [row.invitation.sealed(), row.appointment.as_ref().and_then(Personal::sealed)];
    let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Appointments)?, parts).await?;
    let (at, line) = line(lang, zone, &row, &opened, &app.own_name(session).await?);
    let invitation: store::Shown<Invitation> = opened.of(&row.invitation);
    let reach = invitation.clone().map(|invitation| match invitation.reach {
        Reach::Email(email) => email.as_str().to_owned(),
        Reach::Phone(phone) => phone.as_str().to_owned(),
    });
    let now_is = at.map(|at| when::to_write(at, zone)).unwrap_or_default();
    let written = sent.map_or((&now_is.0, &now_is.1), |sent| (&sent.day, &sent.time));
    let page = Page {
        lang,
        frame: app.inside(session, Some(Area::Invitations)).await?,
        slug: session.slug.clone(),
        repeats: row.repeats,
        row: line,
        reference: visit.reference(),
        reach: shown(reach),
        note: shown_if_given(
            invitation.map(|invitation| invitation.note.map(|note| note.as_str().to_owned())),
        ),
        time: fields(app, session, (written.0, written.1), wrong.about(lang, "time")),
        move_command: forms::draw(app),
        resend_command: forms::draw(app),
        cancel_command: forms::draw(app),
        no_show_command: at
            .filter(|at| *at <= app.now() && !row.come && !row.repeats)
            .map(|_| forms::draw(app)),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

/// Whether an invitation is this member's to see: theirs, or for the first one free.
pub(super) async fn is_own(
    app: &App,
    session: &May<Receives>,
    row: &InvitationRow,
) -> Result<bool, AppError> {
    let Some(wanted) = &row.wanted else { return Ok(true) };
    let mine = app.deps.vault.for_whom(row.visit.subject(), session.staff.member).await?;
    Ok(mine.as_ref() == Some(wanted))
}

/// When an invitation is, and how it stands in the list.
pub(super) fn line(
    lang: Lang,
    zone: Tz,
    row: &InvitationRow,
    opened: &Opened,
    me: &str,
) -> (Option<Timestamp>, Line) {
    let invitation: store::Shown<Invitation> = opened.of(&row.invitation);
    let moved: Option<Appointment> = row.appointment.as_ref().and_then(|moved| opened.of(moved).value());
    let at = moved.map(|moved| moved.at).or(invitation.clone().value().map(|invitation| invitation.at));
    let moment = at.map(|at| when::moment(lang, at, zone)).unwrap_or_default();
    let line = Line {
        visit: row.visit.to_string(),
        name: shown(invitation.map(|invitation| invitation.name.as_str().to_owned())),
        // The end of a day is midnight, which people take for the day after.
        when: match at.filter(|_| row.repeats) {
            Some(at) => when::day(lang, (at - TimeDelta::seconds(1)).with_timezone(&zone).date_naive()),
            None => moment.text,
        },
        when_datetime: moment.datetime,
        for_whom: match row.wanted {
            Some(_) => me.to_owned(),
            None => crate::page::dashboard::first_free(lang),
        },
        standing: standing(lang, row),
        alarm: !row.come && row.message == MessageState::Refused,
    };
    (at, line)
}

fn standing(lang: Lang, row: &InvitationRow) -> String {
    let said = match (row.come, row.message, row.channel) {
        (true, _, _) => lang.say("invitation-come"),
        (false, MessageState::Waiting, Channel::Email) => lang.say("invitation-waiting-email"),
        (false, MessageState::Waiting, Channel::Sms) => lang.say("invitation-waiting-sms"),
        (false, MessageState::Sent, Channel::Email) => lang.say("invitation-sent-email"),
        (false, MessageState::Sent, Channel::Sms) => lang.say("invitation-sent-sms"),
        (false, MessageState::Refused, Channel::Email) => lang.say("invitation-refused-email"),
        (false, MessageState::Refused, Channel::Sms) => lang.say("invitation-refused-sms"),
    };
    said.to_string()
}

/// The fields for a day and a time, as they were written.
pub(super) fn fields(
    app: &App,
    session: &May<Receives>,
    (day, time): (&str, &str),
    error: Option<String>,
) -> TimeFields {
    let (first, last) = bounds(app, session);
    let place = session.organisation.zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
    TimeFields { day: day.to_owned(), time: time.to_owned(), first, last, place, error }
}

/// The time that was written, on the organisation's wall.
pub(super) fn time(day: &str, time: &str, zone: Tz) -> Result<Timestamp, Refusal> {
    let wrong = Refusal::Field { field: "time", why: Invalid::Form("a day and a time") };
    when::written(day, time, zone).ok_or(wrong)
}

/// The name of whom a visit is for, where nobody came yet who wrote one.
pub(super) fn invited_name(opened: &Opened, invitation: Option<&Personal<Invitation>>) -> Option<Shown> {
    let invitation = opened.of(invitation?).value()?;
    Some(Shown::value(invitation.name.as_str()))
}
