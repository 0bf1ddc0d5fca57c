//! `GET`, `POST /{slug}/links`: repeating links of this member, those that end soonest first, and giving one. What can be done with one stands where an appointment does.

use super::invitations::{bounds, done, soonest};
use super::whom::Colleagues;
use super::{invitation, whom};
use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::outgoing;
use crate::page::Area;
use crate::page::invitation::{LinkForm, Links};
use crate::sent::Form;
use crate::session::{May, Receives};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::CommandError;
use commands::visit::{InvitationForm, Planned};
use domain::access::Purpose;
use domain::refusal::InField;
use domain::text::{Invalid, Note, PersonName};
use domain::time::Day;
use domain::{Language, Refusal};
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    reach: String,
    #[serde(default)]
    last: String,
    #[serde(default)]
    whom: String,
    #[serde(default)]
    colleague: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    command: String,
}

/// Shows the list.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Receives>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let language = session.organisation.language.code().to_owned();
    let sent = Sent { whom: "me".to_owned(), language, command: forms::draw(&app), ..Sent::default() };
    page(&app, &session, query.as_deref(), &sent, &Wrong::default()).await
}

/// Gives one.
pub async fn give(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let mut wrong = Wrong::default();
    let Some(form) = parse(&session, &sent, &mut wrong) else {
        return page(&app, &session, None, &sent, &wrong).await;
    };
    if let Err(refusal) = outgoing::count(&app, &session.organisation, command, Some("reach")) {
        let sent = Sent { command: forms::draw(&app), ..sent };
        return page(&app, &session, None, &sent, &Wrong::from(refusal)).await;
    }
    match commands::visit::invite(&app.deps, command, &session.staff, form).await {
        Ok(given) => {
            let (slug, at) = (&session.slug, given.done.position);
            Ok(Redirect::to(&format!("/{slug}/links?at={at}&done=link-given")).into_response())
        }
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            let sent = Sent { command: forms::draw(&app), ..sent };
            page(&app, &session, None, &sent, &Wrong::from(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn parse(session: &May<Receives>, sent: &Sent, wrong: &mut Wrong) -> Option<InvitationForm> {
    let name = wrong.take(PersonName::parse(&sent.name).field("name"));
    let reach = wrong.take(crate::reach::parse(&sent.reach, session.organisation.country.code()));
    let no_day = Refusal::Field { field: "last", why: Invalid::Form("a day") };
    let last = wrong.take(sent.last.trim().parse::<Day>().map_err(|_| no_day));
    let note = match sent.note.trim() {
        "" => Some(None),
        note => wrong.take(Note::parse(note).field("note")).map(Some),
    };
    let whom = wrong.take(whom::parse(&chosen(sent)));
    Some(InvitationForm {
        name: name?,
        reach: reach?,
        planned: Planned::Until(last?),
        note: note?,
        language: Language::coded(&sent.language).unwrap_or(session.organisation.language),
        whom: whom?,
        follows: None,
    })
}

/// Whom the form says.
fn chosen(sent: &Sent) -> whom::Sent {
    whom::Sent { whom: sent.whom.clone(), colleague: sent.colleague.clone() }
}

async fn page(
    app: &App,
    session: &May<Receives>,
    query: Option<&str>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let (lang, zone) = (session.lang, session.organisation.zone);
    let (rows, _) = soonest(app, session, None, true).await?;
    let colleagues = Colleagues::of(app, session).await?;
    let parts = rows.iter().filter_map(|row| row.invitation.sealed()).map(|(part, _)| part.clone());
    let parts = parts.chain(colleagues.parts()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Appointments)?, parts).await?;
    let me = app.own_name(session).await?;
    let rows = rows.iter().map(|row| invitation::line(lang, zone, row, &opened, &me).1);
    let form = LinkForm {
        name: wrong.field(lang, "name", &sent.name),
        reach: wrong.field(lang, "reach", &sent.reach),
        last: wrong.field(lang, "last", &sent.last),
        bounds: bounds(app, session),
        place: when::place(zone),
        whom: colleagues.fields(&opened, &chosen(sent), wrong.about(lang, "whom")),
        note: wrong.field(lang, "note", &sent.note),
        languages: crate::office::language::choices(&sent.language),
        command: sent.command.clone(),
    };
    let page = Links {
        lang,
        frame: app.inside(session, Some(Area::Invitations)).await?,
        slug: session.slug.clone(),
        done: done(lang, query),
        open: crate::opening::takes_new(app, &crate::opening::standing(app, session).await?),
        rows: rows.collect(),
        form,
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}
