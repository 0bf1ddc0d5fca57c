//! `GET`, `POST /{slug}/lost-link`: a new link for whoever has lost theirs. The answer is the same whether there is an appointment or not, and so is its time.

use crate::app::App;
use crate::door::knocks::{LETTERS, LINKS, Peer, TEXTS};
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::page::invitation::LostLink;
use crate::sent::{Form, Path};
use crate::session::Asked;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use domain::visit::Reach;
use projections::OrganisationRow;
use serde::Deserialize;
use tracing::Instrument as _;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    reach: String,
    #[serde(default)]
    command: String,
}

/// Shows the form.
pub async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(slug): Path<String>,
) -> Result<Response, AppError> {
    let organisation = app.at(&slug).await?;
    let sent = Sent { command: forms::draw(&app), ..Sent::default() };
    page(&app, &asked, &organisation, &sent, &Wrong::default(), false).await
}

/// Takes the address. The link is made apart from the answer, so that neither its words nor how long it takes tell anything.
pub async fn ask(
    State(app): State<App>,
    asked: Asked,
    peer: Peer,
    Path(slug): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let organisation = app.at(&slug).await?;
    let command = forms::command(&sent.command)?;
    let reach = match crate::reach::parse(&sent.reach, organisation.country.code()) {
        Ok(reach) => reach,
        Err(refusal) => {
            return page(&app, &asked, &organisation, &sent, &Wrong::from(refusal), false).await;
        }
    };
    let now = app.now();
    if peer.place().is_some_and(|place| !app.knocks.allow(LINKS, &place, now)) {
        return Err(AppError::TooMany);
    }
    let address = match &reach {
        Reach::Email(email) => email.as_str(),
        Reach::Phone(phone) => phone.as_str(),
    };
    let allowed = match &reach {
        Reach::Email(_) => {
            app.knocks.allow(LETTERS, &format!("{} {address}", organisation.organisation), now)
        }
        Reach::Phone(_) => app.knocks.allow(TEXTS, address, now),
    };
    // An address that was written too often gets no more messages, and the same answer.
    if allowed {
        let (deps, at) = (app.deps.clone(), organisation.organisation);
        let sending = async move {
            if let Err(error) = commands::visit::lost(&deps, command, at, &reach).await {
                tracing::error!(%error, "a link could not be made");
            }
        };
        tokio::spawn(sending.in_current_span());
    }
    page(&app, &asked, &organisation, &sent, &Wrong::default(), true).await
}

async fn page(
    app: &App,
    asked: &Asked,
    organisation: &OrganisationRow,
    sent: &Sent,
    wrong: &Wrong,
    done: bool,
) -> Result<Response, AppError> {
    let front = app.front(organisation, &asked.request).await?;
    let slug = front.profile.slug.as_str();
    let page = LostLink {
        lang: asked.lang,
        frame: app.doorstep(&front, &format!("/{slug}/lost-link")),
        slug: slug.to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        reach: wrong.field(asked.lang, "reach", sent.reach.trim()),
        asked: done,
        command: sent.command.clone(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}
