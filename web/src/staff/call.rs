//! The call on the professionals' side: the page, its room, who is asked to join, its end, and what the browser of the one who holds it measured.

use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::page::Choice;
use crate::page::call::{CallPage, Colleague};
use crate::room::technical::TechnicalReport;
use crate::room::{By, Side, configure};
use crate::rooms;
use crate::sent::{Form, Json, Path, Upgrade};
use crate::session::{May, Receives};
use crate::visitor::call::Person;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::Purpose;
use domain::visit::{Side as VisitSide, Visit};
use domain::{GuestId, MemberId, Refusal, VisitId};
use projections::{MemberRow, VisitRow, VisitState};
use serde::Deserialize;

/// What a member has to do with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// They let the visitor in.
    Holds,
    /// They were asked to join.
    Joins,
}

/// The visit, if it is of this organisation and this member let the visitor in.
pub(super) async fn mine(app: &App, session: &May<Receives>, visit: VisitId) -> Result<VisitRow, AppError> {
    match with(app, session, visit).await? {
        (row, Part::Holds) => Ok(row),
        (_, Part::Joins) => Err(Refusal::WithAColleague.into()),
    }
}

/// The visit, if this member has a part in its call.
async fn with(app: &App, session: &May<Receives>, visit: VisitId) -> Result<(VisitRow, Part), AppError> {
    let row = app.read.visits().get(visit).await?.ok_or(Refusal::NotFound)?;
    if row.organisation != session.staff.organisation {
        return Err(Refusal::NotFound.into());
    }
    if let VisitState::Erased { .. } = row.state {
        return Ok((row, Part::Holds));
    }
    let me = app.deps.vault.for_whom(visit.subject(), session.staff.member).await?;
    match (&row.professional, me) {
        (Some(professional), Some(me)) if *professional == me => Ok((row, Part::Holds)),
        (None, _) => Err(Refusal::NotAdmitted.into()),
        (Some(_), None) => Err(Refusal::WithAColleague.into()),
        (Some(_), Some(me)) => match commands::visit::visit(&app.deps, visit).await? {
            Visit::Admitted { call, .. } if call.asked.contains(&me) => Ok((row, Part::Joins)),
            Visit::Over { .. } => Err(Refusal::VisitOver.into()),
            Visit::Absent | Visit::Invited { .. } | Visit::Waiting { .. } | Visit::Admitted { .. } => {
                Err(Refusal::WithAColleague.into())
            }
        },
    }
}

/// Shows the call; when it is over, the summary.
pub async fn show(
    State(app): State<App>,
    session: May<Receives>,
    RawQuery(query): RawQuery,
    Path((slug, visit)): Path<(String, VisitId)>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let (row, part) = with(&app, &session, visit).await?;
    let holds = part == Part::Holds;
    let base = format!("/{slug}/visits/{visit}");
    let after = if holds { base.clone() } else { format!("/{slug}/dashboard") };
    let (VisitState::Admitted | VisitState::InCall, Some(form)) = (row.state, &row.form) else {
        return Ok(Redirect::to(&after).into_response());
    };
    let parts = form.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Call)?, parts).await?;
    let name = opened.of(form).value().map(|form| form.name.as_str().to_owned());
    let identity = app.read.identifications().of(visit).await?.and_then(|row| row.vouched);
    let page = CallPage {
        lang: session.lang,
        room_url: format!("{base}/room"),
        // The quality of a call is that between its two sides.
        technical_url: if holds { format!("{base}/technical") } else { String::new() },
        end_url: holds.then(|| format!("{base}/end")),
        identity_url: identity.filter(|_| holds).map(|_| format!("{base}/identity")),
        people_url: format!("{base}/people"),
        colleague_url: holds.then(|| format!("{base}/colleague")),
        guests_url: holds.then(|| format!("{base}/guests")),
        other_side: Side::Visitor,
        after_url: after,
        other_name: name.unwrap_or_default(),
        own_label: session.lang.say("call-own-label").to_string(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Enters the room.
pub async fn room(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
    Upgrade(upgrade): Upgrade,
) -> Result<Response, AppError> {
    let (row, part) = match with(&app, &session, visit).await {
        // A colleague who joined and was away when it ended is told so, and does not knock for ever.
        Err(AppError::Refused(Refusal::VisitOver)) => {
            return Ok(configure(upgrade).on_upgrade(move |socket| async move {
                app.rooms.hub().tell_ended(socket, By::Host).await;
            }));
        }
        with => with?,
    };
    let (hub, member) = (app.rooms.hub().clone(), session.staff.member);
    let side = if part == Part::Holds { Side::Professional } else { Side::Colleague };
    let ways = session.organisation.ways;
    let standing = rooms::standing(&app, visit).await?;
    match row.state {
        VisitState::Admitted | VisitState::InCall => {
            Ok(configure(upgrade).on_upgrade(move |socket| async move {
                let (room, me) = (rooms::room(visit), rooms::professional(member));
                hub.attach(socket, room, me, side, ways, standing).await;
            }))
        }
        VisitState::Ended { .. }
        | VisitState::Closed
        | VisitState::Cancelled
        | VisitState::Missed
        | VisitState::LinkGiven
        | VisitState::LinkEnded
        | VisitState::Erased { .. } => Ok(configure(upgrade)
            .on_upgrade(move |socket| async move { hub.tell_ended(socket, By::Host).await })),
        VisitState::Invited | VisitState::Waiting | VisitState::Away => Err(Refusal::NotAdmitted.into()),
    }
}

/// The name of somebody in the room, by the number the page has of them.
pub async fn person(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit, client)): Path<(String, VisitId, u32)>,
) -> Result<axum::Json<Person>, AppError> {
    let (row, _) = with(&app, &session, visit).await?;
    let who = app.rooms.hub().participant(rooms::room(visit), client).ok_or(Refusal::NotFound)?;
    let name = if who == rooms::visitor(visit) {
        let form = row.form.ok_or(Refusal::Erased)?;
        let parts = form.sealed().map(|(part, _)| part.clone()).into_iter().collect();
        let opened = app.deps.vault.disclose(session.opening(Purpose::Call)?, parts).await?;
        opened.of(&form).value().map(|form| form.name.as_str().to_owned())
    } else if let Some(guest) = super::guests::named(&app, &session, visit, GuestId(who.0)).await? {
        Some(guest)
    } else {
        let account = app.read.members().get(MemberId(who.0)).await?.and_then(|row| row.account);
        let account = account.ok_or(Refusal::NotFound)?;
        let parts = account.sealed().map(|(part, _)| part.clone()).into_iter().collect();
        let opened = app.deps.vault.disclose(session.opening(Purpose::Call)?, parts).await?;
        opened.of(&account).value().map(|account| account.name.as_str().to_owned())
    };
    Ok(axum::Json(Person { name: name.ok_or(Refusal::Erased)? }))
}

/// What a button sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    to: String,
    #[serde(default)]
    command: String,
}

/// Asks which colleague is to join.
pub async fn ask_whom(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
) -> Result<Response, AppError> {
    colleague_page(&app, &session, visit, Told::Asks).await
}

/// Asks a colleague to join. Nobody chosen is said beside the choice.
pub async fn ask(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let Ok(to) = sent.to.parse::<MemberId>() else {
        return colleague_page(&app, &session, visit, Told::Nobody).await;
    };
    commands::visit::ask_colleague(&app.deps, command, &session.staff, visit, to).await?;
    colleague_page(&app, &session, visit, Told::Asked).await
}

/// Hands the call to a colleague who is in it, by the number the page has of them.
pub async fn hand_over(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit, client)): Path<(String, VisitId, u32)>,
) -> Result<StatusCode, AppError> {
    mine(&app, &session, visit).await?;
    let who = app.rooms.hub().participant(rooms::room(visit), client).ok_or(Refusal::NotFound)?;
    let (to, id) = (MemberId(who.0), app.deps.command());
    let there = crate::duty::colleagues(&app, session.staff.organisation).await?;
    let done = commands::visit::hand_over(&app.deps, id, &session.staff, visit, to, &there).await?;
    // Both pages come back at once, and find their new parts.
    app.caught_up(done.position).await;
    app.rooms.hand_over(visit, session.staff.member, to);
    Ok(StatusCode::NO_CONTENT)
}

/// What the page with the colleagues tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Asks,
    Nobody,
    Asked,
}

async fn colleague_page(
    app: &App,
    session: &May<Receives>,
    visit: VisitId,
    told: Told,
) -> Result<Response, AppError> {
    mine(app, session, visit).await?;
    let others = super::line::colleagues(app, session).await?;
    let parts = others.iter().filter_map(|row| row.account.as_ref()?.sealed());
    let parts: Vec<_> = parts.map(|(part, _)| part.clone()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Call)?, parts).await?;
    let choice = |row: &MemberRow| {
        let account = opened.of(row.account.as_ref()?).value()?;
        let chosen = others.len() == 1;
        Some(Choice { value: row.member.to_string(), label: account.name.as_str().to_owned(), chosen })
    };
    let page = Colleague {
        lang: session.lang,
        frame: app.inside(session, None).await?,
        slug: session.slug.clone(),
        visit: visit.to_string(),
        colleagues: others.iter().filter_map(choice).collect(),
        error: (told == Told::Nobody).then(|| session.lang.say("ask-colleague-nobody").to_string()),
        asked: told == Told::Asked,
        command: forms::draw(app),
    };
    let status = if told == Told::Nobody { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(page.render()?)).into_response())
}

/// Takes what the browser measured.
pub async fn technical(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
    Json(report): Json<TechnicalReport>,
) -> Result<StatusCode, AppError> {
    mine(&app, &session, visit).await?;
    crate::visitor::call::record(&app, visit, VisitSide::Professional, report).await
}

/// Ends the call for all.
pub async fn end(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
) -> Result<Redirect, AppError> {
    mine(&app, &session, visit).await?;
    let done = commands::visit::end_by(&app.deps, app.deps.command(), visit, session.staff.member).await?;
    app.rooms.end(visit);
    app.caught_up(done.position).await;
    Ok(Redirect::to(&format!("/{slug}/visits/{visit}?at={}", done.position)))
}
