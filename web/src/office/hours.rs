//! `GET`, `POST /{slug}/settings/hours` and `POST …/hours/day`: when visitors without an appointment can come. Opening hours are public, so nothing is opened for them.

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::page::Area;
use crate::page::opening::{DifferentDay, HoursSettings, WeekdayField};
use crate::sent::Form;
use crate::session::{ManagesSettings, May};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::CommandError;
use commands::organisation::{choose_day_hours, choose_hours};
use domain::Refusal;
use domain::hours::{Spans, Week};
use domain::refusal::InField;
use domain::text::Invalid;
use domain::time::Day;
use serde::Deserialize;

/// What the form of the week sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    when: String,
    #[serde(default)]
    monday: String,
    #[serde(default)]
    tuesday: String,
    #[serde(default)]
    wednesday: String,
    #[serde(default)]
    thursday: String,
    #[serde(default)]
    friday: String,
    #[serde(default)]
    saturday: String,
    #[serde(default)]
    sunday: String,
    #[serde(default)]
    command: String,
}

/// What the form of a day sends.
#[derive(Deserialize, Default)]
pub struct DaySent {
    #[serde(default)]
    on: String,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    usual: String,
    #[serde(default)]
    command: String,
}

/// The names of the fields, from Monday on.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Sent {
    fn days(&self) -> [&str; 7] {
        [
            &self.monday,
            &self.tuesday,
            &self.wednesday,
            &self.thursday,
            &self.friday,
            &self.saturday,
            &self.sunday,
        ]
    }

    /// The week as it was written.
    fn week(&self, wrong: &mut Wrong) -> Option<Week> {
        let mut week = Week::default();
        let read = DAYS.iter().zip(self.days()).zip(&mut week.0);
        for ((name, written), day) in read {
            *day = wrong.take(Spans::parse(written).field(name)).unwrap_or_default();
        }
        wrong.nothing().then_some(week)
    }

    fn of(week: Option<&Week>, command: String) -> Self {
        let day = |n: usize| week.and_then(|week| week.0.get(n)).map(ToString::to_string).unwrap_or_default();
        Self {
            when: if week.is_some() { "week" } else { "any" }.to_owned(),
            monday: day(0),
            tuesday: day(1),
            wednesday: day(2),
            thursday: day(3),
            friday: day(4),
            saturday: day(5),
            sunday: day(6),
            command,
        }
    }
}

/// Shows what holds.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesSettings>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let hours = app.read.hours().of(session.staff.organisation).await?;
    let sent = Sent::of(hours.week.as_ref(), forms::draw(&app));
    let done = super::done(session.lang, query.as_deref());
    page(&app, &session, done, &sent, &DaySent::default(), &Wrong::default()).await
}

/// Chooses the hours of the week.
pub async fn choose(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let mut wrong = Wrong::default();
    let week = if sent.when == "any" { None } else { sent.week(&mut wrong) };
    if !wrong.nothing() {
        return page(&app, &session, None, &sent, &DaySent::default(), &wrong).await;
    }
    let done = choose_hours(&app.deps, command, &session.staff, week).await?;
    Ok(back(&session, done.position))
}

/// Makes one day different, or the same again.
pub async fn choose_day(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<DaySent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let mut wrong = Wrong::default();
    let no_day = Refusal::Field { field: "on", why: Invalid::Form("a day") };
    let on = wrong.take(sent.on.trim().parse::<Day>().map_err(|_| no_day));
    let hours = wrong.take(Spans::parse(&sent.hours).field("hours"));
    let chosen = match (on, hours) {
        (Some(on), Some(hours)) => {
            let hours = sent.usual.is_empty().then_some(hours);
            choose_day_hours(&app.deps, command, &session.staff, on, hours).await
        }
        (Some(_) | None, _) => return again(&app, &session, &sent, &wrong).await,
    };
    match chosen {
        Ok(done) => Ok(back(&session, done.position)),
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            again(&app, &session, &sent, &Wrong::from(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn back(session: &May<ManagesSettings>, at: u64) -> Response {
    Redirect::to(&format!("/{}/settings/hours?at={at}&done=hours", session.slug)).into_response()
}

/// The form of a day comes back with what was written; that of the week with what holds.
async fn again(
    app: &App,
    session: &May<ManagesSettings>,
    sent: &DaySent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let hours = app.read.hours().of(session.staff.organisation).await?;
    page(app, session, None, &Sent::of(hours.week.as_ref(), forms::draw(app)), sent, wrong).await
}

async fn page(
    app: &App,
    session: &May<ManagesSettings>,
    done: Option<String>,
    sent: &Sent,
    day: &DaySent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let (lang, zone) = (session.lang, session.organisation.zone);
    let hours = app.read.hours().of(session.staff.organisation).await?;
    let today = app.now().with_timezone(&zone).date_naive();
    let last = today.checked_add_months(chrono::Months::new(12)).unwrap_or(today);
    let weekday = |(n, (key, written)): (usize, (&&'static str, &str))| WeekdayField {
        key,
        label: when::weekday(lang, n),
        hours: wrong.field(lang, key, written),
    };
    let page = HoursSettings {
        lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done,
        place: when::place(zone),
        any: sent.when == "any",
        week: DAYS.iter().zip(sent.days()).enumerate().map(weekday).collect(),
        days: hours
            .days
            .range(today..)
            .map(|(on, spans)| DifferentDay {
                label: when::day(lang, *on),
                on: on.to_string(),
                hours: crate::opening::spans(lang, spans),
                command: forms::draw(app),
            })
            .collect(),
        on: wrong.field(lang, "on", &day.on),
        bounds: (today.to_string(), last.to_string()),
        hours: wrong.field(lang, "hours", &day.hours),
        command: sent.command.clone(),
        day_command: forms::draw(app),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn a_week_is_read_whole_or_says_which_day_is_wrong() {
        let sent = Sent { monday: "8-16".into(), sunday: "x".into(), ..Sent::default() };
        let mut wrong = Wrong::default();
        assert_eq!(sent.week(&mut wrong), None);
        assert!(wrong.about(Lang::English, "sunday").is_some());
        assert!(wrong.about(Lang::English, "monday").is_none());
        let week = Sent { sunday: String::new(), ..sent }.week(&mut Wrong::default()).unwrap();
        assert_eq!((week.0[0].to_string().as_str(), week.0[6].closed()), ("08:00-16:00", true));
        assert_eq!(Sent::of(Some(&week), String::new()).monday, "08:00-16:00");
    }
}
