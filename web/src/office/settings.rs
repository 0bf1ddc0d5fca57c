//! `GET /{slug}/settings`: the index of an organisation's settings, each with how it stands and what it does to people's data.

use crate::app::App;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::Area;
use crate::page::settings::{Line, Setting, Settings};
use crate::session::{ManagesSettings, May};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Response};
use domain::agreement::Kind;
use domain::role::Power;
use projections::OrganisationRow;

/// Shows it.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesSettings>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let row = crate::opening::standing(&app, &session).await?;
    let lang = session.lang;
    let place_shown = app.read.doors().of(session.staff.organisation).await?.place_shown;
    let identified = app.read.identifications().used_by(session.staff.organisation).await?.is_some();
    let any = app.read.hours().of(row.organisation).await?.week.is_none();
    let reminders = super::reminders::chosen(&app, row.organisation).await?;
    let now = |setting| match setting {
        Setting::Hours if any => lang.say("hours-any").to_string(),
        Setting::Hours => lang.say("hours-week").to_string(),
        Setting::Reminders => crate::words::reminder(lang, reminders),
        Setting::Retention
        | Setting::Notice
        | Setting::Calls
        | Setting::WaitingRoom
        | Setting::Language
        | Setting::Branding
        | Setting::ElectronicId
        | Setting::Agreement => now(lang, &row, (place_shown, identified), setting),
    };
    let lines = Setting::ALL.into_iter().filter(|setting| session.may(power(*setting)));
    let page = Settings {
        lang,
        frame: app.inside(&session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        lines: lines.map(|setting| Line { setting, now: now(setting) }).collect(),
    };
    Ok(Html(page.render()?).into_response())
}

/// What it takes to change a setting.
fn power(setting: Setting) -> Power {
    match setting {
        Setting::Retention
        | Setting::Hours
        | Setting::Reminders
        | Setting::Notice
        | Setting::Calls
        | Setting::WaitingRoom
        | Setting::Language
        | Setting::Branding
        | Setting::ElectronicId => Power::ManageSettings,
        Setting::Agreement => Power::SignAgreements,
    }
}

/// How a setting stands, in words, as far as it is told without opening anything.
fn now(
    lang: Lang,
    row: &OrganisationRow,
    (place_shown, identified): (bool, bool),
    setting: Setting,
) -> String {
    let said = match setting {
        Setting::Retention => return crate::words::retention(lang, row.retention),
        Setting::Calls => return super::calls::words(lang, row.ways),
        Setting::Language => return Lang::from(row.language).own_name().to_owned(),
        Setting::Branding if row.branding.is_some() => lang.say("settings-branding-own"),
        Setting::Branding => lang.say("settings-branding-house"),
        Setting::WaitingRoom if place_shown => lang.say("place-told"),
        Setting::WaitingRoom => lang.say("place-kept"),
        Setting::Notice if row.notice.is_some() => lang.say("settings-notice-published"),
        Setting::Notice => lang.say("settings-notice-missing"),
        Setting::ElectronicId if identified => lang.say("eid-setting-on"),
        Setting::ElectronicId => lang.say("eid-setting-is-off"),
        Setting::Agreement if row.to_be_noted().next().is_some() => lang.say("settings-agreement-changed"),
        Setting::Agreement if row.unsigned() => lang.say("settings-agreement-missing"),
        Setting::Agreement if Kind::signed_under(row.law()).is_some() => {
            lang.say("settings-agreement-signed")
        }
        Setting::Agreement => lang.say("settings-agreement-none"),
        // Not of the organisation's row: told above.
        Setting::Hours | Setting::Reminders => return String::new(),
    };
    said.to_string()
}
