//! `GET`, `POST /{slug}/team/{member}/owner` and `/{slug}/ownership`: the owner offers the ownership, and the other accepts or declines (A8).

use super::leaving::{Sent, in_use, name_of};
use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::page::Area;
use crate::page::team::{Offer, Ownership};
use crate::sent::{Form, Path};
use crate::session::{HandsOver, May, SignedIn};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::organisation::{accept_ownership, end_offer, offer_ownership};
use domain::access::Purpose;
use domain::role::Power;
use domain::{MemberId, Refusal, Role};

/// Shows what handing over does.
pub async fn ask(
    State(app): State<App>,
    session: May<HandsOver>,
    Path((_, member)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let row = in_use(&app, &session, &member).await?;
    if row.member == session.staff.member {
        return Err(Refusal::NotFound.into());
    }
    let page = Offer {
        lang: session.lang,
        frame: app.inside(&session, Some(Area::Team)).await?,
        slug: session.slug.clone(),
        name: name_of(&app, &session, session.opening(Purpose::Team)?, &row).await?,
        member,
        command: forms::draw(&app),
    };
    Ok(Html(page.render()?).into_response())
}

/// Offers.
pub async fn offer(
    State(app): State<App>,
    session: May<HandsOver>,
    Path((_, member)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let member: MemberId = member.parse().map_err(|_| Refusal::NotFound)?;
    let command = forms::command(&sent.command)?;
    let done = offer_ownership(&app.deps, command, &session.staff, member).await?;
    Ok(Redirect::to(&format!("/{}/team?at={}&done=offered", session.slug, done.position)).into_response())
}

/// Shows the offer to the one it was made to.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: SignedIn,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    if session.may(Power::HandOver) {
        return Ok(Redirect::to(&format!("/{}/team", session.slug)).into_response());
    }
    if session.organisation.offered_to != Some(session.staff.member) {
        return Err(Refusal::NotFound.into());
    }
    let owner = app.read.members().get(session.organisation.owner).await?.ok_or(Refusal::NotFound)?;
    let role = session.staff.roles.first().copied().unwrap_or(Role::Member);
    let page = Ownership {
        lang: session.lang,
        frame: app.inside(&session, Some(Area::Account)).await?,
        slug: session.slug.clone(),
        owner: name_of(&app, &session, session.access_as(role, Purpose::Team), &owner).await?,
        accept: forms::draw(&app),
        decline: forms::draw(&app),
    };
    Ok(Html(page.render()?).into_response())
}

/// Accepts the offer.
pub async fn accept(
    State(app): State<App>,
    session: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let done = accept_ownership(&app.deps, command, &session.staff).await?;
    app.caught_up(done.position).await;
    Ok(Redirect::to(&format!("/{}/team?at={}&done=accepted", session.slug, done.position)).into_response())
}

/// Declines the offer, or withdraws it.
pub async fn end(
    State(app): State<App>,
    session: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let (page, said) =
        if session.may(Power::HandOver) { ("team", "offer-withdrawn") } else { ("account", "declined") };
    let done = end_offer(&app.deps, command, &session.staff).await?;
    Ok(Redirect::to(&format!("/{}/{page}?at={}&done={said}", session.slug, done.position)).into_response())
}
