//! `GET /g/in/{visit}`: one address for a guest through the device test, the wait, the call and its end; with its live line, its room, and the names in it.

use super::call::Person;
use crate::app::App;
use crate::desk::names::Names;
use crate::error::AppError;
use crate::page::call::CallPage;
use crate::page::guest::{GuestOver, GuestWaits, Over};
use crate::page::visitor::Check;
use crate::room::{By, Side, configure};
use crate::rooms;
use crate::sent::{Path, Upgrade};
use crate::session::Guesting;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use domain::visit::GuestStands;
use domain::{MemberId, Refusal, VisitId};
use futures_util::stream::{self, Stream};
use serde_json::json;
use std::convert::Infallible;
use std::time::Duration;

/// How far a guest is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Waits,
    LetIn,
    TurnedAway,
    Ended,
}

fn stage(runs: bool, stands: &GuestStands) -> Stage {
    if !runs {
        return Stage::Ended;
    }
    match stands {
        GuestStands::Expected { .. } | GuestStands::Waits { .. } => Stage::Waits,
        GuestStands::LetIn { .. } => Stage::LetIn,
        GuestStands::TurnedAway => Stage::TurnedAway,
    }
}

/// Shows the page of the stage the guest is at.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    guesting: Guesting,
) -> Result<Response, AppError> {
    let asks = |word: &str| query.as_deref().is_some_and(|query| query.split('&').any(|part| part == word));
    match stage(guesting.runs, &guesting.stands) {
        Stage::Waits if asks("wait") => waits(&app, &guesting).await,
        Stage::Waits => check(&app, &guesting).await,
        // Hung up: nobody is taken back into a call they have left, unless they ask for it.
        Stage::LetIn if asks("left") => over(&app, &guesting, Over::Left).await,
        Stage::LetIn => call(&app, &guesting).await,
        Stage::TurnedAway => over(&app, &guesting, Over::TurnedAway).await,
        Stage::Ended => over(&app, &guesting, Over::Ended).await,
    }
}

async fn check(app: &App, guesting: &Guesting) -> Result<Response, AppError> {
    let front = app.front(&guesting.organisation, &guesting.request).await?;
    let page = Check {
        lang: guesting.lang,
        frame: app.doorstep(&front, &guesting.path()),
        visit: None,
        guest: Some(guesting.visit.to_string()),
        measures: app.participant().is_some(),
        relay: app.relay_that_tests().is_some(),
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
    };
    Ok(Html(page.render()?).into_response())
}

async fn waits(app: &App, guesting: &Guesting) -> Result<Response, AppError> {
    let front = app.front(&guesting.organisation, &guesting.request).await?;
    let page = GuestWaits {
        lang: guesting.lang,
        frame: app.doorstep(&front, &guesting.path()),
        path: guesting.path(),
        organisation: front.profile.name.as_str().to_owned(),
    };
    Ok(Html(page.render()?).into_response())
}

async fn over(app: &App, guesting: &Guesting, how: Over) -> Result<Response, AppError> {
    let front = app.front(&guesting.organisation, &guesting.request).await?;
    let page = GuestOver {
        lang: guesting.lang,
        frame: app.doorstep(&front, &guesting.path()),
        path: guesting.path(),
        organisation: front.profile.name.as_str().to_owned(),
        how,
    };
    Ok(Html(page.render()?).into_response())
}

async fn call(app: &App, guesting: &Guesting) -> Result<Response, AppError> {
    let visit = app.read.visits().get(guesting.visit).await?.ok_or(Refusal::NotFound)?;
    let members = Names::of(&app.read, guesting.organisation.organisation).await?;
    let holder = members.meant(&app.deps, guesting.visit, visit.professional.as_ref()).await?;
    let name = match holder {
        Some(member) => super::page::public_name(app, guesting.access(), member).await?,
        None => None,
    };
    let path = guesting.path();
    let page = CallPage {
        lang: guesting.lang,
        room_url: format!("{path}/room"),
        // The quality of a call is that between its two sides.
        technical_url: String::new(),
        end_url: None,
        identity_url: None,
        after_url: format!("{path}?left"),
        people_url: format!("{path}/people"),
        colleague_url: None,
        guests_url: None,
        other_side: Side::Professional,
        other_name: name.unwrap_or_default(),
        own_label: guesting.lang.say("call-own-label").to_string(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Opens the line on which a guest who waits hears that they are let in.
pub async fn live(
    State(app): State<App>,
    guesting: Guesting,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changes = app.read.changes();
    changes.mark_changed();
    let reading = app.guests.of(guesting.visit);
    let state = (app, guesting, reading, changes, "");
    let events = stream::unfold(state, |(app, guesting, reading, mut changes, said)| async move {
        loop {
            if changes.changed().await.is_err() {
                return None;
            }
            let change = *changes.borrow_and_update();
            let Ok(now) = reading.at(change, &app.deps, guesting.visit).await else { return None };
            let row = now.get(guesting.guest)?;
            let next = match stage(now.runs, &row.stands) {
                Stage::Waits => "waiting",
                Stage::LetIn => "admitted",
                Stage::TurnedAway | Stage::Ended => "closed",
            };
            if next != said {
                let event = Event::default().event("state").data(json!({ "state": next }).to_string());
                return Some((Ok(event), (app, guesting, reading, changes, next)));
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(10)))
}

/// Enters the room, once let in.
pub async fn room(
    State(app): State<App>,
    guesting: Guesting,
    Upgrade(upgrade): Upgrade,
) -> Result<Response, AppError> {
    let (hub, ways) = (app.rooms.hub().clone(), guesting.organisation.ways);
    match stage(guesting.runs, &guesting.stands) {
        Stage::LetIn => {
            let standing = rooms::standing(&app, guesting.visit).await?;
            Ok(configure(upgrade).on_upgrade(move |socket| async move {
                let (room, me) = (rooms::room(guesting.visit), rooms::guest(guesting.guest));
                hub.attach(socket, room, me, Side::Guest, ways, standing).await;
            }))
        }
        Stage::Ended => Ok(configure(upgrade)
            .on_upgrade(move |socket| async move { hub.tell_ended(socket, By::Host).await })),
        Stage::Waits | Stage::TurnedAway => Err(Refusal::NotAdmitted.into()),
    }
}

/// Who somebody in the room is, by the number the page has of them: a professional's name is anybody's to read, of others a guest is told what they are.
pub async fn person(
    State(app): State<App>,
    guesting: Guesting,
    Path((_, client)): Path<(VisitId, u32)>,
) -> Result<axum::Json<Person>, AppError> {
    if stage(guesting.runs, &guesting.stands) != Stage::LetIn {
        return Err(Refusal::NotFound.into());
    }
    let who = app.rooms.hub().participant(rooms::room(guesting.visit), client).ok_or(Refusal::NotFound)?;
    let name = if who == rooms::visitor(guesting.visit) {
        guesting.lang.say("guest-the-visitor").to_string()
    } else if let Some(role) =
        super::call::role(&app, guesting.access(), guesting.lang, guesting.visit, who).await?
    {
        role
    } else {
        let name = super::page::public_name(&app, guesting.access(), MemberId(who.0)).await?;
        name.ok_or(Refusal::NotFound)?
    };
    Ok(axum::Json(Person { name }))
}
