//! `GET`, `POST /{slug}/holds` and its confirm and lift: legal holds. One person proposes, a second one confirms, either lifts; what is sealed of them is opened here alone.

use super::Inside;
use super::names::Names;
use super::words as desk_words;
use crate::app::App;
use crate::error::{AppError, status};
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::holds::{Hold, Holds as Page, Standing};
use crate::page::{Area, Choice, Field, Shown};
use crate::sent::{Form, Path};
use crate::session::{Holds, May};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{Days, Months};
use commands::CommandError;
use commands::hold::Proposal;
use domain::access::Purpose;
use domain::hold::{Exemption, Grounds, Lifting};
use domain::id::parse_reference;
use domain::refusal::InField;
use domain::text::{Invalid, Line, Reason};
use domain::time::{self, Day};
use domain::{Class, HoldId, Refusal, VisitId};
use projections::{HoldRow, HoldState};
use serde::Deserialize;

/// How many holds the page lists.
const LISTED: u32 = 50;

/// What proposes a hold.
#[derive(Deserialize, Default)]
pub struct Proposing {
    #[serde(default)]
    reference: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    exemption: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    basis: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    command: String,
}

/// What confirms or lifts one.
#[derive(Deserialize)]
pub struct Deciding {
    #[serde(default)]
    reason: String,
    command: String,
}

/// What stays on the page when something was refused.
#[derive(Default)]
struct Refused {
    wrong: Wrong,
    of_hold: Option<(HoldId, Refusal, String)>,
}

/// Shows them.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Holds>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let pairs = query.as_deref().unwrap_or_default().split('&');
    let asked = pairs.filter_map(|pair| pair.strip_prefix("reference=")).find_map(parse_reference);
    let sent = Proposing {
        reference: asked.unwrap_or_default(),
        command: forms::draw(&app),
        ..Proposing::default()
    };
    page(&app, &session, &sent, &Refused::default()).await
}

/// Proposes one.
pub async fn propose(
    State(app): State<App>,
    session: May<Holds>,
    Form(sent): Form<Proposing>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let mut wrong = Wrong::default();
    let visit = wrong.take(visit(&app, &session, &sent.reference).await?);
    let exemption = Exemption::named(&sent.exemption).ok_or(Invalid::Form("one of the exemptions"));
    let exemption = wrong.take(exemption.field("exemption"));
    let until = sent.until.trim().parse::<Day>().map_err(|_| Invalid::Form("a day"));
    let until = wrong.take(until.field("until"));
    let basis = wrong.take(Line::parse(&sent.basis).field("basis"));
    let reason = wrong.take(Reason::parse(&sent.reason).field("reason"));
    let (Some(visit), Some(exemption), Some(until), Some(basis), Some(reason)) =
        (visit, exemption, until, basis, reason)
    else {
        return page(&app, &session, &sent, &Refused { wrong, of_hold: None }).await;
    };
    let classes = if sent.scope == "all" { Class::ALL.to_vec() } else { vec![Class::Visit] };
    let proposal = Proposal { visit, classes, exemption, until, reason, basis };
    match commands::hold::propose(&app.deps, command, &session.staff, proposal).await {
        Ok((_, done)) => Ok(to(&session.slug, done.position)),
        Err(CommandError::Refused(refusal @ (Refusal::Field { .. } | Refusal::Erased))) => {
            let refusal = match refusal {
                // What is gone is said of the visit that was named.
                Refusal::Erased => {
                    Refusal::Field { field: "reference", why: Invalid::Form("a visit that is there") }
                }
                other => other,
            };
            page(&app, &session, &sent, &Refused { wrong: refusal.into(), of_hold: None }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Confirms one, as a second person.
pub async fn confirm(
    State(app): State<App>,
    session: May<Holds>,
    Path((_, hold)): Path<(String, HoldId)>,
    Form(sent): Form<Deciding>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let access = session.opening(Purpose::LegalHold)?;
    let done = commands::hold::confirm(&app.deps, command, &session.staff, hold, access).await;
    decided(&app, &session, hold, String::new(), done).await
}

/// Lifts one.
pub async fn lift(
    State(app): State<App>,
    session: May<Holds>,
    Path((_, hold)): Path<(String, HoldId)>,
    Form(sent): Form<Deciding>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let done = match Reason::parse(&sent.reason).field("reason") {
        Ok(reason) => commands::hold::lift(&app.deps, command, &session.staff, hold, reason).await,
        Err(refusal) => Err(refusal.into()),
    };
    decided(&app, &session, hold, sent.reason, done).await
}

async fn decided(
    app: &App,
    session: &May<Holds>,
    hold: HoldId,
    written: String,
    done: Result<commands::Done, CommandError>,
) -> Result<Response, AppError> {
    match done {
        Ok(done) => Ok(to(&session.slug, done.position)),
        Err(CommandError::Refused(
            refusal @ (Refusal::SecondPerson | Refusal::HoldOver | Refusal::Erased | Refusal::Field { .. }),
        )) => {
            let sent = Proposing { command: forms::draw(app), ..Proposing::default() };
            let of_hold = Some((hold, refusal, written));
            page(app, session, &sent, &Refused { wrong: Wrong::default(), of_hold }).await
        }
        Err(error) => Err(error.into()),
    }
}

fn to(slug: &str, position: u64) -> Response {
    Redirect::to(&format!("/{slug}/holds?at={position}")).into_response()
}

/// The visit that a reference names. Nothing of it is opened.
async fn visit(app: &App, session: &May<Holds>, typed: &str) -> Result<Result<VisitId, Refusal>, AppError> {
    let refused = || Refusal::Field { field: "reference", why: Invalid::Form("a reference") };
    let Some(reference) = parse_reference(typed) else { return Ok(Err(refused())) };
    let found = app.read.visits().by_reference(session.staff.organisation, &reference).await?;
    Ok(match found.as_slice() {
        [visit] => Ok(visit.visit),
        [] | [_, ..] => Err(refused()),
    })
}

async fn page(
    app: &App,
    session: &May<Holds>,
    sent: &Proposing,
    refused: &Refused,
) -> Result<Response, AppError> {
    let lang = session.lang;
    let frame = app.inside(session, Some(Area::Holds)).await?;
    let rows = app.read.holds().of(session.staff.organisation, LISTED).await?;
    let holds = opened(app, session, &rows, refused).await?;
    let today = time::day(app.now());
    let field = |name: &str, written: &str| refused.wrong.field(lang, name, written);
    let reference = match refused.wrong.about(lang, "reference") {
        Some(_) => Field::refused(sent.reference.clone(), lang.say("hold-reference-wrong").to_string()),
        None => Field::filled(sent.reference.clone()),
    };
    let page = Page {
        lang,
        frame,
        slug: session.slug.clone(),
        command: sent.command.clone(),
        reference,
        scopes: choices(
            [("visit", lang.say("hold-scope-visit")), ("all", lang.say("hold-scope-all"))],
            &sent.scope,
        ),
        exemptions: choices(Exemption::ALL.map(|one| (one.name(), exemption(lang, one))), &sent.exemption),
        exemption_error: refused.wrong.about(lang, "exemption"),
        until: field("until", &sent.until),
        earliest: today.checked_add_days(Days::new(1)).unwrap_or(today).to_string(),
        latest: today.checked_add_months(Months::new(12)).unwrap_or(today).to_string(),
        basis: field("basis", &sent.basis),
        reason: field("reason", &sent.reason),
        holds,
    };
    let status = match &refused.of_hold {
        Some((_, refusal, _)) => status(refusal),
        None => match refused.wrong.status() {
            StatusCode::OK => StatusCode::OK,
            status => status,
        },
    };
    Ok((status, Html(page.render()?)).into_response())
}

fn choices<const N: usize>(all: [(&str, crate::lang::Said); N], chosen: &str) -> Vec<Choice> {
    let choice = |(value, label): (&str, crate::lang::Said)| Choice {
        value: value.to_owned(),
        label: label.to_string(),
        chosen: value == chosen,
    };
    all.into_iter().map(choice).collect()
}

/// The holds with what is sealed of them, opened in one entry.
async fn opened(
    app: &App,
    session: &May<Holds>,
    rows: &[HoldRow],
    refused: &Refused,
) -> Result<Vec<Hold>, AppError> {
    let names = Names::of(&app.read, session.staff.organisation).await?;
    let sealed = rows.iter().flat_map(|row| {
        let grounds = row.grounds.as_ref().and_then(domain::Personal::sealed);
        [grounds, row.lifting.as_ref().and_then(domain::Personal::sealed)].into_iter().flatten()
    });
    let mut parts: Vec<_> = sealed.map(|(part, _)| part.clone()).collect();
    if parts.is_empty() {
        let shown = |row| shown(app, session, row, None, None, refused.of_hold.as_ref());
        return Ok(rows.iter().map(shown).collect());
    }
    parts.extend(names.candidates());
    let access = session.opening(Purpose::LegalHold)?;
    let mut opened = Inside::of(app).deps.vault.disclose(access.clone(), parts).await?;
    let told: Vec<(Option<Grounds>, Option<Lifting>)> = rows
        .iter()
        .map(|row| {
            let grounds = row.grounds.as_ref().and_then(|grounds| opened.of(grounds).value());
            (grounds, row.lifting.as_ref().and_then(|lifting| opened.of(lifting).value()))
        })
        .collect();
    let needed: Vec<_> = told.iter().filter_map(|(grounds, _)| Some(grounds.as_ref()?.by)).collect();
    names.complete(&app.deps, &access, &mut opened, &needed).await?;
    let holds = rows.iter().zip(told).map(|(row, (grounds, lifting))| {
        let grounds = grounds.map(|grounds| (names.shown(&opened, grounds.by), grounds));
        shown(app, session, row, grounds.as_ref(), lifting, refused.of_hold.as_ref())
    });
    Ok(holds.collect())
}

fn shown(
    app: &App,
    session: &May<Holds>,
    row: &HoldRow,
    grounds: Option<&(Shown, Grounds)>,
    lifting: Option<Lifting>,
    refused: Option<&(HoldId, Refusal, String)>,
) -> Hold {
    let lang = session.lang;
    let mine = grounds.is_some_and(|(_, grounds)| grounds.by == session.staff.member);
    let refused = refused.filter(|(hold, ..)| *hold == row.hold);
    let lift_reason = match refused {
        Some((_, refusal @ Refusal::Field { .. }, written)) => {
            Field::refused(written.clone(), forms::sentence(lang, refusal))
        }
        Some(_) | None => Field::default(),
    };
    let failure = refused.and_then(|(_, refusal, _)| match refusal {
        Refusal::Field { .. } => None,
        other => Some(forms::sentence(lang, other)),
    });
    let standing = match row.state {
        HoldState::Proposed => Standing::Proposed { mine },
        HoldState::InEffect => Standing::InEffect,
        HoldState::Lifted | HoldState::RanOut => Standing::Over,
    };
    let lost = || Shown::Erased;
    Hold {
        id: row.hold.to_string(),
        reference: VisitId(row.subject.0).reference(),
        what: held_words(lang, &row.classes),
        exemption: exemption_words(lang, row.exemption),
        until: when::day(lang, row.until),
        until_datetime: row.until.to_string(),
        proposed: when::day(lang, row.day),
        proposed_datetime: row.day.to_string(),
        by: grounds.map_or_else(lost, |(name, _)| name.clone()),
        role: grounds.map(|(_, told)| desk_words::role(lang, told.role)).unwrap_or_default(),
        basis: grounds.map_or_else(lost, |(_, told)| Shown::value(told.basis.as_str())),
        reason: grounds.map_or_else(lost, |(_, told)| Shown::value(told.reason.as_str())),
        lifted: lifting.map(|lifting| lifting.reason.as_str().to_owned()),
        state: state_words(lang, row.state),
        standing,
        failure,
        confirm_command: forms::draw(app),
        lift_command: forms::draw(app),
        lift_reason,
    }
}

fn state_words(lang: Lang, state: HoldState) -> String {
    let said = match state {
        HoldState::Proposed => lang.say("hold-proposed"),
        HoldState::InEffect => lang.say("hold-in-effect"),
        HoldState::Lifted => lang.say("hold-lifted"),
        HoldState::RanOut => lang.say("hold-ran-out"),
    };
    said.to_string()
}

/// Which classes a hold keeps, in words.
pub fn held_words(lang: Lang, classes: &[Class]) -> String {
    if classes.len() == Class::ALL.len() {
        return lang.say("hold-scope-all").to_string();
    }
    classes.iter().map(|class| desk_words::class(lang, *class)).collect::<Vec<_>>().join(", ")
}

/// An exemption in words, with its article.
pub fn exemption_words(lang: Lang, of: Exemption) -> String {
    format!("{} ({})", exemption(lang, of), of.article())
}

fn exemption(lang: Lang, exemption: Exemption) -> crate::lang::Said {
    match exemption {
        Exemption::LegalClaims => lang.say("exemption-legal-claims"),
        Exemption::LegalObligation => lang.say("exemption-legal-obligation"),
        Exemption::PublicHealth => lang.say("exemption-public-health"),
    }
}
