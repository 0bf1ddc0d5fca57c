//! `GET`, `POST /{slug}/settings/branding` and what belongs to it: what visitors see of the organisation (A9), tried in a preview before it is published.

use crate::accent;
use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::page::branding::{BrandingSettings, Preview, Written};
use crate::page::{Area, Brand};
use crate::picture::Shape;
use crate::portraits;
use crate::sent::{Form, Upload};
use crate::session::{ManagesSettings, May};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::organisation::{BrandingForm, brand, draft_logo};
use domain::Refusal;
use domain::access::Purpose;
use domain::refusal::InField;
use domain::text::{Accent, Note};
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    welcome: String,
    #[serde(default)]
    waiting: String,
    #[serde(default)]
    accent: String,
    #[serde(default)]
    own_colour: String,
    #[serde(default)]
    logo: String,
    #[serde(default)]
    change: String,
    #[serde(default)]
    command: String,
}

/// Shows what is published, to be changed.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesSettings>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let sent = Sent { command: forms::draw(&app), ..standing(&app, &session).await? };
    page(&app, &session, super::done(session.lang, query.as_deref()), &sent, &Wrong::default()).await
}

/// Shows what visitors would see. Nothing is recorded.
pub async fn preview(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let form = match read(&sent) {
        Ok(form) => form,
        Err(wrong) => return page(&app, &session, None, &sent, &wrong).await,
    };
    let front = app.front(&session.organisation, &session.request).await?;
    let drafted = portraits::drafted(&app, &session).await?;
    let drafted = drafted.filter(|_| form.logo).map(|at| format!("/{}/settings/logo?v={at}", session.slug));
    let used = form.accent.as_ref().and_then(accent::used);
    let mut frame = app.doorstep(&front, &format!("/{}/settings/branding", session.slug));
    frame.branding = Some(Brand {
        accent: form.accent.as_ref().map(|accent| accent.as_str().trim_start_matches('#').to_owned()),
        logo: drafted,
        welcome: form.welcome.as_ref().map(|note| note.as_str().to_owned()),
        waiting: form.waiting.as_ref().map(|note| note.as_str().to_owned()),
    });
    let page = Preview {
        lang: session.lang,
        frame,
        slug: session.slug.clone(),
        organisation: front.profile.name.as_str().to_owned(),
        adjusted: used.filter(|used| !used.as_chosen).map(|used| used.light),
        written: written(&sent),
        command: sent.command,
    };
    Ok(Html(page.render()?).into_response())
}

/// Publishes it, or goes back to the form with what was written.
pub async fn publish(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    if !sent.change.is_empty() {
        return page(&app, &session, None, &sent, &Wrong::default()).await;
    }
    let form = match read(&sent) {
        Ok(form) => form,
        Err(wrong) => return page(&app, &session, None, &sent, &wrong).await,
    };
    let done = brand(&app.deps, command, &session.staff, form).await?;
    app.caught_up(done.position).await;
    app.forget_front(session.staff.organisation);
    let to = format!("/{}/settings/branding?at={}&done=branding", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// Takes a logo, which nobody outside sees before it is published.
pub async fn logo(
    State(app): State<App>,
    session: May<ManagesSettings>,
    upload: Upload,
) -> Result<Response, AppError> {
    let command = forms::command(&upload.command)?;
    let logo = match upload.read(Shape::Logo).await? {
        Ok(logo) => logo,
        Err(refusal) => {
            let sent = Sent { command: forms::draw(&app), ..standing(&app, &session).await? };
            return page(&app, &session, None, &sent, &Wrong::from(refusal)).await;
        }
    };
    let done = draft_logo(&app.deps, command, &session.staff, &logo).await?;
    let to = format!("/{}/settings/branding?at={}&done=logo", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// The logo that was uploaded last, for whoever decides about it.
pub async fn draft(State(app): State<App>, session: May<ManagesSettings>) -> Result<Response, AppError> {
    let subject = session.staff.organisation.subject();
    let row = app.read.pictures().get(subject).await?.ok_or(Refusal::NotFound)?;
    let (_, picture) = row.drafted.ok_or(Refusal::NotFound)?;
    let picture = portraits::open(&app, session.opening(Purpose::Settings)?, &picture).await?;
    portraits::answer(&picture)
}

fn read(sent: &Sent) -> Result<BrandingForm, Wrong> {
    let mut wrong = Wrong::default();
    let mut note = |text: &str, field| match text.trim() {
        "" => Some(None),
        text => wrong.take(Note::parse(text).field(field)).map(Some),
    };
    let (welcome, waiting) = (note(&sent.welcome, "welcome"), note(&sent.waiting, "waiting"));
    let accent = if sent.own_colour.is_empty() {
        Some(None)
    } else {
        wrong.take(Accent::parse(&sent.accent).field("accent")).map(Some)
    };
    match (welcome, waiting, accent) {
        (Some(welcome), Some(waiting), Some(accent)) => {
            Ok(BrandingForm { welcome, waiting, accent, logo: !sent.logo.is_empty() })
        }
        _ => Err(wrong),
    }
}

fn written(sent: &Sent) -> Written {
    Written {
        welcome: sent.welcome.clone(),
        waiting: sent.waiting.clone(),
        accent: sent.accent.clone(),
        own_colour: !sent.own_colour.is_empty(),
        logo: !sent.logo.is_empty(),
    }
}

/// What is published. It is on the organisation's page for everybody, and is opened as such.
async fn standing(app: &App, session: &May<ManagesSettings>) -> Result<Sent, AppError> {
    let row = crate::opening::standing(app, session).await?;
    let front = app.front(&row, &session.request).await?;
    let picture = app.read.pictures().get(session.staff.organisation.subject()).await?;
    // Whoever uploads a logo wants it seen.
    let at = |picture: Option<&(u64, _)>| picture.map(|(at, _)| *at);
    let fresh = picture.is_some_and(|row| at(row.drafted.as_ref()) > at(row.shown.as_ref()));
    let yes = |yes: bool| if yes { "yes".to_owned() } else { String::new() };
    let Some(branding) = front.branding else {
        return Ok(Sent { logo: yes(fresh), ..Sent::default() });
    };
    let text = |note: Option<Note>| note.map(|note| note.as_str().to_owned()).unwrap_or_default();
    Ok(Sent {
        own_colour: yes(branding.accent.is_some()),
        accent: branding.accent.map(|accent| accent.as_str().to_owned()).unwrap_or_default(),
        welcome: text(branding.welcome),
        waiting: text(branding.waiting),
        logo: yes(front.logo || fresh),
        ..Sent::default()
    })
}

/// The colour of the house, which a form begins with.
const HOUSE: &str = "#14564c";

async fn page(
    app: &App,
    session: &May<ManagesSettings>,
    done: Option<String>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let lang = session.lang;
    let used = Some(sent).filter(|sent| !sent.own_colour.is_empty());
    let used =
        used.and_then(|sent| Accent::parse(&sent.accent).ok()).and_then(|accent| accent::used(&accent));
    let page = BrandingSettings {
        lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done,
        welcome: wrong.field(lang, "welcome", &sent.welcome),
        waiting: wrong.field(lang, "waiting", &sent.waiting),
        accent: wrong.field(lang, "accent", if sent.accent.is_empty() { HOUSE } else { &sent.accent }),
        own_colour: !sent.own_colour.is_empty(),
        adjusted: used.filter(|used| !used.as_chosen).map(|used| used.light),
        drafted: portraits::drafted(app, session)
            .await?
            .map(|at| format!("/{}/settings/logo?v={at}", session.slug)),
        logo: !sent.logo.is_empty(),
        picture_error: wrong.about(lang, "picture"),
        command: sent.command.clone(),
        logo_command: forms::draw(app),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_part_is_optional_and_what_is_wrong_is_told_beside_it() {
        let form = read(&Sent { accent: "nonsense".into(), ..Sent::default() }).ok().unwrap();
        assert!(form.welcome.is_none() && form.waiting.is_none() && form.accent.is_none() && !form.logo);
        let long = "a".repeat(501);
        let sent = Sent {
            welcome: long.clone(),
            waiting: long,
            accent: "nonsense".into(),
            own_colour: "yes".into(),
            ..Sent::default()
        };
        let wrong = read(&sent).err().unwrap();
        for field in ["welcome", "waiting", "accent"] {
            assert!(wrong.about(Lang::English, field).is_some(), "{field}");
        }
    }
}
