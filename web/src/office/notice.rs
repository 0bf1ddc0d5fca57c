//! `GET`, `POST /{slug}/settings/notice`: the privacy notice in the operator's name (G8).

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::opening;
use crate::page::Area;
use crate::page::office::NoticeSettings;
use crate::sent::Form;
use crate::session::{ManagesSettings, May};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::organisation::{NoticeForm, publish_notice};
use domain::access::Purpose;
use domain::refusal::InField;
use domain::text::{Email, Line, OrganisationName, PersonName};
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    controller: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    officer: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    command: String,
}

/// Shows the notice that stands, to be changed.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesSettings>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let sent = Sent { command: forms::draw(&app), ..standing(&app, &session).await? };
    let done = super::done(session.lang, query.as_deref());
    page(&app, &session, done, &sent, &Wrong::default()).await
}

/// Publishes it.
pub async fn publish(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let form = match read(&sent) {
        Ok(form) => form,
        Err(wrong) => return page(&app, &session, None, &sent, &wrong).await,
    };
    let done = publish_notice(&app.deps, command, &session.staff, form).await?;
    // Forgotten once the pages can tell the new one, so that nobody brings back the old one in between.
    app.caught_up(done.position).await;
    app.forget_front(session.staff.organisation);
    let to = format!("/{}/settings/notice?at={}&done=notice", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

fn read(sent: &Sent) -> Result<NoticeForm, Wrong> {
    let mut wrong = Wrong::default();
    let controller = wrong.take(OrganisationName::parse(&sent.controller).field("controller"));
    let address = wrong.take(Line::parse(&sent.address).field("address"));
    let officer = wrong.take(PersonName::parse(&sent.officer).field("officer"));
    let email = wrong.take(Email::parse(&sent.email).field("email"));
    match (controller, address, officer, email) {
        (Some(controller), Some(address), Some(officer), Some(email)) => {
            Ok(NoticeForm { controller, address, officer, email })
        }
        _ => Err(wrong),
    }
}

/// The notice that stands, opened for whoever may change it; before the first one, the organisation's own name.
async fn standing(app: &App, session: &May<ManagesSettings>) -> Result<Sent, AppError> {
    let row = app.read.organisations().get(session.staff.organisation).await?;
    let Some((_, notice)) = row.and_then(|row| row.notice) else {
        let front = app.front(&session.organisation, &session.request).await?;
        return Ok(Sent { controller: front.profile.name.as_str().to_owned(), ..Sent::default() });
    };
    let parts = notice.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Settings)?, parts).await?;
    let Some(notice) = opened.of(&notice).value() else { return Ok(Sent::default()) };
    Ok(Sent {
        controller: notice.controller.as_str().to_owned(),
        address: notice.address.as_str().to_owned(),
        officer: notice.officer.as_str().to_owned(),
        email: notice.email.as_str().to_owned(),
        command: String::new(),
    })
}

async fn page(
    app: &App,
    session: &May<ManagesSettings>,
    done: Option<String>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let field = |name: &str, written: &str| wrong.field(session.lang, name, written);
    let next = if done.is_some() { Some(opening::next(app, session).await?) } else { None };
    let page = NoticeSettings {
        lang: session.lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done,
        next,
        published: opening::standing(app, session).await?.notice.is_some(),
        controller: field("controller", &sent.controller),
        address: field("address", &sent.address),
        officer: field("officer", &sent.officer),
        officer_hint: crate::words::officer(session.lang, session.organisation.law()),
        email: field("email", &sent.email),
        command: sent.command.clone(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_part_of_a_notice_is_needed() {
        let wrong = read(&Sent::default()).err().unwrap();
        for field in ["controller", "address", "officer", "email"] {
            assert!(wrong.about(Lang::English, field).is_some(), "{field}");
        }
    }
}
