//! `GET`, `POST /v/{visit}/receipt/erase`: the visitor erases their own details. The first page says what goes and what stays, by which law; its button does it.

use super::holder::Holder;
use crate::app::App;
use crate::desk::Inside;
use crate::desk::statement::{held, kept, kept_words, settled};
use crate::error::AppError;
use crate::forms::{self, Alone};
use crate::page::receipt::EraseOwn;
use crate::sent::Form;
use crate::session::Visiting;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::CommandError;
use domain::Refusal;
use projections::VisitState;

/// Says what it means.
pub async fn show(State(app): State<App>, Holder(visiting): Holder) -> Result<Response, AppError> {
    if !can_be_erased(visiting.visit.state) {
        return Ok(to_receipt(&visiting, 0));
    }
    let (visit, organisation) = (&visiting.visit, &visiting.organisation);
    let front = app.front(organisation, &visiting.request).await?;
    let (inside, subject) = (Inside::of(&app), visit.visit.subject());
    let holds = held(&inside, subject).await?;
    let stays = kept(&inside, organisation, subject, None).await?;
    let row = |kept| kept_words(visiting.lang, organisation.zone, kept);
    let page = EraseOwn {
        lang: visiting.lang,
        frame: app.doorstep(&front, &format!("/v/{}/receipt/erase", visit.visit)),
        visit: visit.visit.to_string(),
        reference: visit.reference.clone(),
        organisation: front.profile.name.as_str().to_owned(),
        open: !visit.state.is_over(),
        held: holds.iter().map(row).collect(),
        stays: stays.iter().map(row).collect(),
        command: forms::draw(&app),
    };
    Ok(Html(page.render()?).into_response())
}

/// Commands it, and leads back to the receipt, which says how far it is.
pub async fn erase(
    State(app): State<App>,
    Holder(visiting): Holder,
    Form(sent): Form<Alone>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    if !can_be_erased(visiting.visit.state) {
        return Ok(to_receipt(&visiting, 0));
    }
    match commands::erasure::erase_own(&app.deps, command, visiting.visit.visit).await {
        Ok((erasure, done)) => {
            app.forget_waits(visiting.visit.visit);
            settled(&Inside::of(&app), erasure, done.position).await?;
            Ok(to_receipt(&visiting, done.position))
        }
        // The clock, or the house, was quicker.
        Err(CommandError::Refused(Refusal::Erased)) => Ok(to_receipt(&visiting, 0)),
        Err(error) => Err(error.into()),
    }
}

/// Whether there is something to erase, and nobody is in the room: who is in a call ends it first.
pub(super) fn can_be_erased(state: VisitState) -> bool {
    match state {
        VisitState::Invited
        | VisitState::Waiting
        | VisitState::Away
        | VisitState::Cancelled
        | VisitState::Missed
        | VisitState::Ended { .. }
        | VisitState::Closed => true,
        VisitState::Admitted
        | VisitState::InCall
        | VisitState::LinkGiven
        | VisitState::LinkEnded
        | VisitState::Erased { .. } => false,
    }
}

/// Whether it can be erased once the call is over.
pub(super) fn has_to_wait(state: VisitState) -> bool {
    match state {
        VisitState::Admitted | VisitState::InCall => true,
        VisitState::Invited
        | VisitState::Waiting
        | VisitState::Away
        | VisitState::Cancelled
        | VisitState::Missed
        | VisitState::Ended { .. }
        | VisitState::Closed
        | VisitState::LinkGiven
        | VisitState::LinkEnded
        | VisitState::Erased { .. } => false,
    }
}

fn to_receipt(visiting: &Visiting, position: u64) -> Response {
    Redirect::to(&format!("/v/{}/receipt?at={position}", visiting.visit.visit)).into_response()
}
