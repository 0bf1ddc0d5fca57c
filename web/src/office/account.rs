//! `GET /{slug}/account`: everybody's own account, with their passkeys and the way out.

use crate::app::App;
use crate::desk::words;
use crate::error::AppError;
use crate::page::office::{Account, PasskeyRow};
use crate::page::{Area, Shown};
use crate::passkeys::Stored;
use crate::session::{SignedIn, position};
use crate::shown::{shown, shown_if_given};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Response};
use chrono_tz::Tz;
use domain::access::Purpose;
use domain::{Personal, Refusal, Role};
use store::Shown as Opened;

/// Shows it.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: SignedIn,
) -> Result<Response, AppError> {
    app.caught_up(position(query.as_deref())).await;
    let organisation = app.read.organisations().get(session.staff.organisation).await?;
    let offered = organisation.is_some_and(|row| row.offered_to == Some(session.staff.member));
    let frame = app.inside(&session, Some(Area::Account)).await?;
    let row = app.read.members().get(session.staff.member).await?.ok_or(Refusal::NotFound)?;
    let mut parts: Vec<_> =
        row.passkeys.iter().filter_map(Personal::sealed).map(|(part, _)| part.clone()).collect();
    let own = [row.account.as_ref().and_then(Personal::sealed), row.contact.sealed()];
    parts.extend(own.into_iter().flatten().map(|(part, _)| part.clone()));
    let role = session.staff.roles.first().copied().unwrap_or(Role::Member);
    let opened = app.deps.vault.disclose(session.access_as(role, Purpose::OwnAccount), parts).await?;
    let name = row
        .account
        .as_ref()
        .map(|account| opened.of(account).map(|account| account.name.as_str().to_owned()));
    let zone = session.organisation.zone;
    let page = Account {
        lang: session.lang,
        frame,
        done: super::done(session.lang, query.as_deref()),
        name: name.map_or(Shown::NotGiven, shown),
        email: shown(opened.of(&row.contact).map(|contact| contact.email.as_str().to_owned())),
        roles: row.roles.iter().map(|role| words::role(session.lang, *role)).collect(),
        passkeys: row.passkeys.iter().map(|passkey| line(opened.of(passkey), zone)).collect(),
        offer: offered.then(|| format!("/{}/ownership", session.slug)),
    };
    Ok(Html(page.render()?).into_response())
}

fn line(passkey: Opened<serde_json::Value>, zone: Tz) -> PasskeyRow {
    let stored = passkey.map(Stored::read);
    let since = match &stored {
        Opened::Value(Some(stored)) => when::moment(stored.at, zone),
        Opened::Value(None) | Opened::Erased | Opened::KeyLost => when::Moment::default(),
    };
    let label =
        stored.map(|stored| stored.and_then(|stored| stored.label).map(|label| label.as_str().to_owned()));
    PasskeyRow { label: shown_if_given(label), since: since.text, since_datetime: since.datetime }
}
