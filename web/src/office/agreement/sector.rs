//! `POST /{slug}/agreement/sector`: what an organisation in the United States does, on which depends what it signs; asked at the sign-up, and corrected here.

use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::lang::Lang;
use crate::page::Choice;
use crate::page::agreement::SectorAsked;
use crate::sent::Form;
use crate::session::{May, SignsAgreements};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use commands::organisation::choose_sector;
use domain::Refusal;
use domain::organisation::Sector;
use domain::text::Invalid;
use projections::OrganisationRow;
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    sector: String,
    #[serde(default)]
    command: String,
}

/// Says what the organisation does.
pub async fn choose(
    State(app): State<App>,
    session: May<SignsAgreements>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let sector = read(&sent.sector)?;
    let done = choose_sector(&app.deps, command, &session.staff, sector).await?;
    Ok(Redirect::to(&format!("/{}/agreement?at={}&done=sector", session.slug, done.position)).into_response())
}

/// A sector as forms send it.
fn read(sent: &str) -> Result<Sector, Refusal> {
    let wrong = Refusal::Field { field: "sector", why: Invalid::Form("whether it is health care") };
    Sector::named(sent).ok_or(wrong)
}

/// The choices, as they stand beside the question.
pub fn asked(lang: Lang, chosen: &str) -> Vec<Choice> {
    let label = |sector| match sector {
        Sector::HealthCare => lang.say("sector-health-care"),
        Sector::Other => lang.say("sector-other"),
    };
    let choice = |sector: Sector| Choice {
        value: sector.name().to_owned(),
        label: label(sector).to_string(),
        chosen: sector.name() == chosen,
    };
    Sector::ALL.into_iter().map(choice).collect()
}

/// The question, where it is asked.
pub(super) fn question(app: &App, lang: Lang, row: &OrganisationRow) -> Option<SectorAsked> {
    Sector::asked_in(row.country).then(|| SectorAsked {
        choices: asked(lang, row.sector.map_or("", Sector::name)),
        command: forms::draw(app),
    })
}
