//! `GET /{slug}/account`: everybody's own account, with all that lets them in, and the way out.

use super::team::recovery;
use crate::app::App;
use crate::desk::words;
use crate::error::AppError;
use crate::forms;
use crate::lang::Lang;
use crate::page::account::{Account, Factor, PasskeyRow, SessionRow as SessionLine};
use crate::page::{Area, Shown};
use crate::passkeys::Stored;
use crate::session::SignedIn;
use crate::shown::{shown, shown_if_given};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use chrono_tz::Tz;
use commands::member::SESSION;
use domain::access::Purpose;
use domain::member::{Method, SignIn};
use domain::{Personal, Refusal, Role};
use projections::{MemberRow, SessionRow};
use store::{Opened, Shown as Open};

/// Shows it.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: SignedIn,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    page(&app, &session, super::done(session.lang, query.as_deref()), None).await
}

/// Shows it again, with why a picture was refused beside its field.
pub async fn refused(app: &App, session: &SignedIn, refusal: &Refusal) -> Result<Response, AppError> {
    page(app, session, None, Some(refusal)).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    done: Option<String>,
    refusal: Option<&Refusal>,
) -> Result<Response, AppError> {
    let organisation = app.read.organisations().get(session.staff.organisation).await?;
    let offered = organisation.is_some_and(|row| row.offered_to == Some(session.staff.member));
    let row = app.read.members().get(session.staff.member).await?.ok_or(Refusal::NotFound)?;
    let sessions = app.read.sessions().of(row.member).await?;

    let picture = app.read.pictures().get(row.member.subject()).await?.and_then(|row| row.shown);
    let keys = row.passkeys.iter().map(|passkey| passkey.key.sealed());
    let read = row.language.as_ref().and_then(Personal::sealed);
    let own = [row.account.as_ref().and_then(Personal::sealed), row.contact.sealed(), read];
    let entries = sessions.iter().map(|one| one.entry.sealed());
    let parts = keys.chain(own).chain(entries).flatten().map(|(part, _)| part.clone()).collect();
    let role = session.staff.roles.first().copied().unwrap_or(Role::Member);
    let opened = app.deps.vault.disclose(session.access_as(role, Purpose::OwnAccount), parts).await?;
    let name = row.account.as_ref().map(|it| opened.of(it).map(|it| it.name.as_str().to_owned()));
    let read = row.language.as_ref().and_then(|language| opened.of(language).value());
    let read = read.unwrap_or(session.organisation.language);
    let (lang, zone) = (session.lang, session.organisation.zone);
    let page = Account {
        lang,
        frame: app.inside(session, Some(Area::Account)).await?,
        slug: session.slug.clone(),
        done,
        offer: offered.then(|| format!("/{}/ownership", session.slug)),
        recovery: row.lost.map(|lost| recovery(app, session.lang, lost)),
        name: name.map_or(Shown::NotGiven, shown),
        email: shown(opened.of(&row.contact).map(|contact| contact.email.as_str().to_owned())),
        roles: row.roles.iter().map(|role| words::role(lang, *role)).collect(),
        picture: picture.map(|(at, _)| format!("/{}/account/picture?v={at}", session.slug)),
        picture_command: forms::draw(app),
        picture_removal: forms::draw(app),
        picture_error: refusal.map(|refusal| forms::sentence(lang, refusal)),
        languages: super::language::choices(read.code()),
        language_command: forms::draw(app),
        passkeys: row
            .passkeys
            .iter()
            .map(|passkey| passkey_line(session.lang, passkey, &opened, zone))
            .collect(),
        factor: factor(app, &row),
        sessions: session_lines(app, session, sessions, &opened),
        everywhere: forms::draw(app),
    };
    let status = refusal.map_or(StatusCode::OK, crate::error::status);
    Ok((status, Html(page.render()?)).into_response())
}

fn factor(app: &App, row: &MemberRow) -> Factor {
    match row.second {
        None => Factor::None,
        Some(_) => Factor::Set {
            left: u32::try_from(row.recovery.len()).unwrap_or(u32::MAX),
            command: forms::draw(app),
        },
    }
}

fn passkey_line(lang: Lang, passkey: &projections::PasskeyRow, opened: &Opened, zone: Tz) -> PasskeyRow {
    let stored = opened.of(&passkey.key).map(Stored::read);
    let since = match &stored {
        Open::Value(Some(stored)) => when::moment(lang, stored.at, zone),
        Open::Value(None) | Open::Erased | Open::KeyLost => when::Moment::default(),
    };
    let label =
        stored.map(|stored| stored.and_then(|stored| stored.label).map(|label| label.as_str().to_owned()));
    PasskeyRow {
        number: passkey.number,
        label: shown_if_given(label),
        since: since.text,
        since_datetime: since.datetime,
        used: passkey.used.map(|day| when::day(lang, day)),
    }
}

/// The sessions that still hold, this one first. One that has run out by itself is no session any more.
fn session_lines(app: &App, session: &SignedIn, rows: Vec<SessionRow>, opened: &Opened) -> Vec<SessionLine> {
    let (lang, now, zone) = (session.lang, app.now(), session.organisation.zone);
    let mut lines: Vec<_> = rows
        .into_iter()
        .filter_map(|row| {
            let entry: SignIn = opened.of(&row.entry).value()?;
            let here = row.session == session.staff.session;
            (here || now < entry.at + SESSION).then(|| {
                let at = when::moment(lang, entry.at, zone);
                SessionLine {
                    id: row.session.to_string(),
                    browser: entry.browser.map_or(Shown::NotGiven, |name| Shown::value(name.as_str())),
                    since: lang.say(how(entry.by)).with("at", at.text).to_string(),
                    since_datetime: at.datetime,
                    here,
                    command: forms::draw(app),
                }
            })
        })
        .collect();
    lines.sort_by_key(|line| !line.here);
    lines
}

fn how(by: Method) -> &'static str {
    match by {
        Method::Passkey => "session-by-passkey",
        Method::Link => "session-by-link",
        Method::Demo => "session-by-demo",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_way_in_has_its_words() {
        for by in [Method::Passkey, Method::Link, Method::Demo] {
            let said = Lang::English.say(how(by)).with("at", "today").to_string();
            assert!(said.contains("today") && !said.contains('⟦'), "{by:?}");
        }
    }
}
