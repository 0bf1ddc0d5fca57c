//! `GET`, `POST /{slug}/visits/{visit}/identity`: whether a visitor identified themselves, and their national number, shown once to whom the visit is for (V5).

use super::history::is_own;
use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::lang::Lang;
use crate::page::Area;
use crate::page::electronic_id::{Identity, Number, Vouched as VouchedPage};
use crate::sent::{Form, Path};
use crate::session::{May, Receives};
use crate::{when, words};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::CommandError;
use domain::access::Purpose;
use domain::identification::{NameSays, Vouched};
use domain::visit::Act;
use domain::{Personal, Refusal, VisitId};
use projections::{IdentificationRow, VisitRow, VisitState};
use serde::Deserialize;

/// What the button sends.
#[derive(Deserialize)]
pub struct Sent {
    command: String,
}

/// The visit, if it is of this organisation and not a colleague's.
async fn own(app: &App, session: &May<Receives>, visit: VisitId) -> Result<VisitRow, AppError> {
    let row = app.read.visits().get(visit).await?.ok_or(Refusal::NotFound)?;
    if row.organisation != session.staff.organisation {
        return Err(Refusal::NotFound.into());
    }
    if is_own(app, session.staff.member, &row).await? {
        Ok(row)
    } else {
        Err(Refusal::ForSomebodyElse.into())
    }
}

/// Shows whether, with which ID, and whether the names agree.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let row = own(&app, &session, visit).await?;
    if let VisitState::Erased { .. } = row.state {
        return Ok(Redirect::to(&format!("/{slug}/visits/{visit}")).into_response());
    }
    let identification = app.read.identifications().of(visit).await?;
    // Without anybody the visit is for yet, the number is nobody's to see.
    let mine = row.professional.is_some() || row.wanted.is_some();
    let (vouched, shown) = look(&app, &session, identification.as_ref()).await?;
    let number = match (&vouched, shown) {
        (None, _) => Number::Missing,
        (Some(_), Some(act)) => {
            Number::Shown { at: when::moment(session.lang, act.at, session.organisation.zone).text }
        }
        (Some(_), None) if mine => Number::Held { command: forms::draw(&app) },
        (Some(_), None) => Number::NotYet,
    };
    page(&app, &session, &row, vouched, number).await
}

/// Shows the number. That it is shown stands in the log first; then it is opened, under a purpose of its own.
pub async fn open(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let row = own(&app, &session, visit).await?;
    let command = forms::command(&sent.command)?;
    let done = match commands::identification::show(&app.deps, command, &session.staff, visit).await {
        // A page that was loaded again, or a second tab: it says that the number was shown.
        Err(CommandError::Refused(Refusal::NumberShown)) => {
            return Ok(Redirect::to(&format!("/{slug}/visits/{visit}/identity")).into_response());
        }
        done => done?,
    };
    app.caught_up(done.position).await;
    let identification = app.read.identifications().of(visit).await?.ok_or(Refusal::Erased)?;
    let sealed = identification.number.as_ref().ok_or(Refusal::Erased)?;
    let parts = sealed.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::IdentityNumber)?, parts).await?;
    let number = opened.of(sealed).value().ok_or(Refusal::Erased)?;
    let (vouched, _) = look(&app, &session, Some(&identification)).await?;
    page(&app, &session, &row, vouched, Number::Here { number: number.as_str().to_owned() }).await
}

/// What was vouched for, and to whom the number was shown; never the number.
async fn look(
    app: &App,
    session: &May<Receives>,
    row: Option<&IdentificationRow>,
) -> Result<(Option<Vouched>, Option<Act>), AppError> {
    let Some(row) = row else { return Ok((None, None)) };
    let parts =
        [row.vouched.as_ref().and_then(Personal::sealed), row.shown.as_ref().and_then(Personal::sealed)];
    let parts: Vec<_> = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
    if parts.is_empty() {
        return Ok((None, None));
    }
    let opened = app.deps.vault.disclose(session.opening(Purpose::Identification)?, parts).await?;
    let vouched = row.vouched.as_ref().and_then(|vouched| opened.of(vouched).value());
    Ok((vouched, row.shown.as_ref().and_then(|act| opened.of(act).value())))
}

async fn page(
    app: &App,
    session: &May<Receives>,
    row: &VisitRow,
    vouched: Option<Vouched>,
    number: Number,
) -> Result<Response, AppError> {
    let lang = session.lang;
    let vouched = vouched.map(|vouched| VouchedPage {
        with: words::eid(lang, vouched.with),
        at: when::moment(lang, vouched.at, session.organisation.zone).text,
        name: name_says(lang, vouched.name),
        warns: vouched.name != NameSays::Agrees,
    });
    let page = Identity {
        lang,
        frame: app.inside(session, Some(Area::Dashboard)).await?,
        slug: session.slug.clone(),
        visit: row.visit.to_string(),
        reference: row.reference.clone(),
        vouched,
        number,
    };
    Ok(Html(page.render()?).into_response())
}

fn name_says(lang: Lang, name: NameSays) -> String {
    let said = match name {
        NameSays::Agrees => lang.say("identity-name-agrees"),
        NameSays::Differs => lang.say("identity-name-differs"),
        NameSays::Nothing => lang.say("identity-name-nothing"),
    };
    said.to_string()
}

/// The same in the words of the waiting list.
pub(super) fn in_short(lang: Lang, vouched: Option<&Vouched>) -> String {
    let Some(vouched) = vouched else { return lang.say("waiting-not-identified").to_string() };
    let said = match vouched.name {
        NameSays::Agrees => lang.say("waiting-identified"),
        NameSays::Differs | NameSays::Nothing => lang.say("waiting-identified-differs"),
    };
    said.with("eid", words::eid(lang, vouched.with)).to_string()
}
