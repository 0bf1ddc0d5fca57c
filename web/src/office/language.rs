//! `GET`, `POST /{slug}/settings/language`: the language of the organisation's letters; and `POST /{slug}/account/language`, that of the letters to oneself (X4).

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::settings::LanguageSettings;
use crate::page::{Area, Choice};
use crate::sent::Form;
use crate::session::{ManagesSettings, May, SignedIn};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::text::Invalid;
use domain::{Language, Refusal};
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    language: String,
    #[serde(default)]
    command: String,
}

/// Shows what is chosen.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesSettings>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let row = crate::opening::standing(&app, &session).await?;
    let sent = Sent { language: row.language.code().to_owned(), command: forms::draw(&app) };
    page(&app, &session, super::done(session.lang, query.as_deref()), &sent, &Wrong::default()).await
}

/// Chooses.
pub async fn choose(
    State(app): State<App>,
    session: May<ManagesSettings>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let language = match read(&sent) {
        Ok(language) => language,
        Err(refusal) => return page(&app, &session, None, &sent, &Wrong::from(refusal)).await,
    };
    let done = commands::organisation::choose_language(&app.deps, command, &session.staff, language).await?;
    let to = format!("/{}/settings/language?at={}&done=language", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// Chooses the language of the letters to oneself.
pub async fn choose_own(
    State(app): State<App>,
    session: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let language = read(&sent)?;
    let done = commands::member::choose_language(&app.deps, command, &session.staff, language).await?;
    let to = format!("/{}/account?at={}&done=own-language", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

fn read(sent: &Sent) -> Result<Language, Refusal> {
    let wrong = Refusal::Field { field: "language", why: Invalid::Form("one of the languages") };
    Language::coded(&sent.language).ok_or(wrong)
}

/// The languages as a form lists them.
pub fn choices(chosen: &str) -> Vec<Choice> {
    let choice = |lang: Lang| Choice {
        value: lang.code().to_owned(),
        label: lang.own_name().to_owned(),
        chosen: lang.code() == chosen,
    };
    Lang::ALL.into_iter().map(choice).collect()
}

async fn page(
    app: &App,
    session: &May<ManagesSettings>,
    done: Option<String>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let page = LanguageSettings {
        lang: session.lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done,
        choices: choices(&sent.language),
        error: wrong.about(session.lang, "language"),
        command: sent.command.clone(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_language_of_ours_is_refused_and_every_page_has_its_letters() {
        for lang in Lang::ALL {
            let sent = Sent { language: lang.code().to_owned(), ..Sent::default() };
            assert_eq!(read(&sent).map(Lang::from), Ok(lang));
            assert_eq!(Lang::from(Language::from(lang)), lang);
        }
        for nonsense in ["", "xx", "EN"] {
            let sent = Sent { language: nonsense.to_owned(), ..Sent::default() };
            assert_eq!(read(&sent).map_err(|refusal| refusal.field()), Err(Some("language")));
        }
        assert_eq!(choices("de").iter().filter(|choice| choice.chosen).count(), 1);
    }
}
