//! `POST /{slug}/duty` and `…/duty/end`: on and off duty, by one button. `GET`, `POST /{slug}/away` and `…/away/end`: not there, and not offered to visitors meanwhile.

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::Area;
use crate::page::opening::{Away, Duty};
use crate::sent::Form;
use crate::session::{May, Receives};
use crate::{duty, when};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use commands::CommandError;
use commands::member::{AbsenceForm, come_back, go_away, go_off_duty, go_on_duty};
use domain::access::Purpose;
use domain::member::Absence;
use domain::refusal::InField;
use domain::text::{Invalid, Line};
use domain::{CommandId, Refusal, Timestamp};
use serde::Deserialize;
use uuid::Uuid;

/// What the button sends.
#[derive(Deserialize)]
pub struct Pressed {
    #[serde(default)]
    command: String,
}

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    from: String,
    #[serde(default)]
    from_time: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    until_time: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    command: String,
}

/// Goes on duty. Whoever has said that they are away now is there again.
pub async fn on(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Pressed>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let mut done = go_on_duty(&app.deps, command, &session.staff).await?;
    if own(&app, &session).await?.is_some_and(|absence| absence.holds(app.now())) {
        let back = CommandId(Uuid::new_v5(&command.0, b"back"));
        done = come_back(&app.deps, back, &session.staff).await?;
    }
    Ok(Redirect::to(&format!("/{}/dashboard?at={}", session.slug, done.position)))
}

/// Goes off duty.
pub async fn off(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Pressed>,
) -> Result<Redirect, AppError> {
    let done = go_off_duty(&app.deps, forms::command(&sent.command)?, &session.staff).await?;
    Ok(Redirect::to(&format!("/{}/dashboard?at={}", session.slug, done.position)))
}

/// The line about duty on a member's dashboard.
pub(super) async fn line(app: &App, session: &May<Receives>) -> Result<Duty, AppError> {
    let me = session.staff.member;
    let there = duty::on_duty(app, session.staff.organisation).await?;
    let mine = there.holds(me);
    let others = there.members.iter().filter(|one| **one != me).count();
    let said = app.read.availability().get(me).await?.is_some_and(|row| row.absence.is_some());
    Ok(Duty {
        mine,
        others: u32::try_from(others).unwrap_or(u32::MAX),
        away: said,
        command: forms::draw(app),
    })
}

/// Shows the page.
pub async fn away(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Receives>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let sent = Sent { command: forms::draw(&app), ..Sent::default() };
    page(&app, &session, done(session.lang, query.as_deref()), &sent, &Wrong::default()).await
}

/// Says that one is or will be away.
pub async fn leave(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let form = match read(&sent, session.organisation.zone) {
        Ok(form) => form,
        Err(wrong) => return page(&app, &session, None, &sent, &wrong).await,
    };
    match go_away(&app.deps, command, &session.staff, form).await {
        Ok(done) => Ok(back(&session, done.position, "away")),
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            let sent = Sent { command: forms::draw(&app), ..sent };
            page(&app, &session, None, &sent, &Wrong::from(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Is there again.
pub async fn end(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Pressed>,
) -> Result<Response, AppError> {
    let done = come_back(&app.deps, forms::command(&sent.command)?, &session.staff).await?;
    Ok(back(&session, done.position, "back"))
}

fn back(session: &May<Receives>, at: u64, done: &str) -> Response {
    Redirect::to(&format!("/{}/away?at={at}&done={done}", session.slug)).into_response()
}

fn done(lang: Lang, query: Option<&str>) -> Option<String> {
    let what = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("done="))?;
    match what {
        "away" => Some(lang.say("done-away").to_string()),
        "back" => Some(lang.say("done-back").to_string()),
        _ => None,
    }
}

fn read(sent: &Sent, zone: Tz) -> Result<AbsenceForm, Wrong> {
    let mut wrong = Wrong::default();
    let from = wrong.take(moment("from", &sent.from, &sent.from_time, zone));
    let until = wrong.take(moment("until", &sent.until, &sent.until_time, zone));
    let words = match sent.words.trim() {
        "" => Some(None),
        words => wrong.take(Line::parse(words).field("words")).map(Some),
    };
    match (from, until, words) {
        (Some(from), Some(until), Some(words)) => Ok(AbsenceForm { from, until, words }),
        (Some(_) | None, _, _) => Err(wrong),
    }
}

/// A day and a time that may both stay empty; a day alone begins at midnight.
fn moment(field: &'static str, day: &str, time: &str, zone: Tz) -> Result<Option<Timestamp>, Refusal> {
    let time = match (day.trim(), time.trim()) {
        ("", "") => return Ok(None),
        (_, "") => "00:00",
        (_, time) => time,
    };
    let why = Invalid::Form("a day and a time");
    when::written(day, time, zone).map(Some).ok_or(Refusal::Field { field, why })
}

async fn page(
    app: &App,
    session: &May<Receives>,
    done: Option<String>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let (lang, zone) = (session.lang, session.organisation.zone);
    let absence = own(app, session).await?.filter(|absence| !absence.over(app.now()));
    let page = Away {
        lang,
        frame: app.inside(session, Some(Area::Dashboard)).await?,
        slug: session.slug.clone(),
        done,
        standing: absence.as_ref().map(|absence| standing(lang, absence, zone)),
        told: absence.and_then(|absence| absence.words).map(|words| words.as_str().to_owned()),
        place: when::place(zone),
        from: (wrong.field(lang, "from", &sent.from), sent.from_time.clone()),
        until: (wrong.field(lang, "until", &sent.until), sent.until_time.clone()),
        words: wrong.field(lang, "words", &sent.words),
        command: sent.command.clone(),
        back_command: forms::draw(app),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

/// What the member said last, opened for themselves.
async fn own(app: &App, session: &May<Receives>) -> Result<Option<Absence>, AppError> {
    let row = app.read.availability().get(session.staff.member).await?;
    let Some(absence) = row.and_then(|row| row.absence) else { return Ok(None) };
    let parts = absence.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::OwnAccount)?, parts).await?;
    Ok(opened.of(&absence).value())
}

/// "You are away from … until …"
fn standing(lang: Lang, absence: &Absence, zone: Tz) -> String {
    let words = |at: Timestamp| when::appointment(lang, at, zone);
    let said = match (absence.from.map(words), absence.until.map(words)) {
        (Some(from), Some(until)) => lang.say("away-from-until").with("from", from).with("until", until),
        (Some(from), None) => lang.say("away-from-on").with("from", from),
        (None, Some(until)) => lang.say("away-till").with("until", until),
        (None, None) => lang.say("away-open"),
    };
    said.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Oslo;

    #[test]
    fn from_and_until_may_stay_empty_and_a_day_alone_begins_at_midnight() {
        let sent = Sent { until: "2026-12-07".into(), ..Sent::default() };
        let form = read(&sent, Oslo).map_err(|_| ()).unwrap();
        assert_eq!((form.from, form.until), (None, Some("2026-12-06T23:00:00Z".parse().unwrap())));
        assert!(read(&Sent { from_time: "10:00".into(), ..Sent::default() }, Oslo).is_err());
        assert!(form.words.is_none());
    }

    #[test]
    fn only_our_own_words_are_said() {
        for what in ["away", "back"] {
            assert!(!done(Lang::English, Some(&format!("done={what}"))).unwrap().contains('⟦'));
        }
        assert_eq!(done(Lang::English, Some("done=<b>")), None);
    }
}
