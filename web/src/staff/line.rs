//! What a member does with somebody in the line besides letting in: `POST …/seen`, `GET`, `POST …/hand-over`, `POST /{slug}/invitations/{visit}/no-show`; and what the
//! list tells of it.

use super::dashboard::Theirs;
use crate::app::App;
use crate::away::away;
use crate::error::AppError;
use crate::forms;
use crate::lang::Lang;
use crate::page::line::HandOver;
use crate::page::{Area, Choice};
use crate::sent::{Form, Path};
use crate::session::{May, Receives};
use crate::shown::shown;
use askama::Template as _;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::Purpose;
use domain::visit::Visit;
use domain::{MemberId, Refusal, SubjectId, VisitId};
use projections::{MemberRow, WaitingRow};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use store::Opened;

/// What a button sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    to: String,
    #[serde(default)]
    command: String,
}

/// Acknowledges an arrival.
pub async fn seen(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let there = crate::duty::colleagues(&app, session.staff.organisation).await?;
    let done = commands::visit::acknowledge(&app.deps, command, &session.staff, visit, &there).await?;
    Ok(Redirect::to(&format!("/{slug}/dashboard?at={}", done.position)))
}

/// Asks to whom.
pub async fn ask_whom(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
) -> Result<Response, AppError> {
    hand_over_page(&app, &session, visit, None).await
}

/// Hands over. Nobody chosen is said beside the choice.
pub async fn hand_over(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let Ok(to) = sent.to.parse::<MemberId>() else {
        let nobody = session.lang.say("hand-over-nobody").to_string();
        return hand_over_page(&app, &session, visit, Some(nobody)).await;
    };
    // When somebody is away stands sealed, so the page looks, and not the command.
    let rows: Vec<_> = app.read.availability().get(to).await?.into_iter().collect();
    let here = app.read.members().get(to).await?;
    if here.is_some_and(|row| row.organisation == session.staff.organisation)
        && !away(&app, session.opening(Purpose::WaitingList)?, &rows).await?.is_empty()
    {
        let away = session.lang.say("hand-over-away").to_string();
        return hand_over_page(&app, &session, visit, Some(away)).await;
    }
    let there = crate::duty::colleagues(&app, session.staff.organisation).await?;
    match commands::visit::hand_over(&app.deps, command, &session.staff, visit, to, &there).await {
        Ok(done) => {
            // A running call goes on, and nobody has to be told that somebody waits. The log says which it is: the room may know of somebody whom it does not.
            if let Visit::Admitted { .. } = commands::visit::visit(&app.deps, visit).await? {
                app.caught_up(done.position).await;
                app.rooms.hand_over(visit, session.staff.member, to);
            } else {
                app.rooms.hub().give_on(crate::rooms::room(visit));
                crate::looking::told_of(&app, visit);
                crate::presence::waits_again(&app, visit);
            }
            Ok(Redirect::to(&format!("/{slug}/dashboard?at={}", done.position)).into_response())
        }
        Err(commands::CommandError::Refused(refusal @ (Refusal::CallRuns | Refusal::NotReceiving))) => {
            let why = crate::forms::sentence(session.lang, &refusal);
            hand_over_page(&app, &session, visit, Some(why)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Notes that nobody came.
pub async fn no_show(
    State(app): State<App>,
    session: May<Receives>,
    Path((slug, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let done = commands::visit::note_no_show(&app.deps, command, &session.staff, visit).await?;
    Ok(Redirect::to(&format!("/{slug}/invitations?at={}&done=no-show", done.position)))
}

async fn hand_over_page(
    app: &App,
    session: &May<Receives>,
    visit: VisitId,
    error: Option<String>,
) -> Result<Response, AppError> {
    let row = theirs(app, session, visit).await?;
    let others = colleagues(app, session).await?;
    let rows = app.read.availability().of(session.staff.organisation).await?;
    let rows: Vec<_> =
        rows.into_iter().filter(|row| others.iter().any(|other| other.member == row.member)).collect();
    let absent = away(app, session.opening(Purpose::WaitingList)?, &rows).await?;
    let is_away = |member: MemberId| absent.iter().any(|(one, _)| *one == member);
    let subjects = others.iter().filter_map(|row| row.account.as_ref()?.sealed());
    let parts = row.form.sealed().into_iter().chain(subjects).map(|(part, _)| part.clone()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::WaitingList)?, parts).await?;
    let choice = |row: &MemberRow| {
        let account = opened.of(row.account.as_ref()?).value()?;
        Some(Choice {
            value: row.member.to_string(),
            label: account.name.as_str().to_owned(),
            chosen: others.len() - absent.len() == 1,
        })
    };
    let gone = others.iter().filter(|row| is_away(row.member)).filter_map(choice);
    let say_away = |one: Choice| session.lang.say("arrive-away").with("name", one.label).to_string();
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = HandOver {
        lang: session.lang,
        frame: app.inside(session, Some(Area::Dashboard)).await?,
        slug: session.slug.clone(),
        visit: visit.to_string(),
        reference: visit.reference(),
        name: shown(opened.of(&row.form).map(|form| form.name.as_str().to_owned())),
        colleagues: others.iter().filter(|row| !is_away(row.member)).filter_map(choice).collect(),
        away: gone.map(say_away).collect(),
        error,
        command: forms::draw(app),
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// Somebody who waits, and is this member's to see.
pub(super) async fn theirs(
    app: &App,
    session: &May<Receives>,
    visit: VisitId,
) -> Result<WaitingRow, AppError> {
    let visits = app.read.visits().get(visit).await?;
    let here = visits.is_some_and(|row| row.organisation == session.staff.organisation);
    if !here {
        return Err(Refusal::NotFound.into());
    }
    let row = app.read.waiting().get(visit).await?.ok_or(Refusal::NotWaiting)?;
    let not_receiving = app.read.members().not_receiving(session.staff.organisation).await?;
    let me = session.staff.member;
    let theirs = super::dashboard::whose(app, row.visit, row.wanted.as_ref(), me, &not_receiving).await?;
    if theirs == Theirs::Colleague
        || super::dashboard::with_a_colleague(app, &row, me, &not_receiving).await?
    {
        return Err(Refusal::ForSomebodyElse.into());
    }
    let for_anybody = theirs == Theirs::Anybody && row.professional.is_none();
    if for_anybody && !crate::duty::on_duty(app, row.organisation).await?.shows(session.staff.member) {
        return Err(Refusal::NotOnDuty.into());
    }
    Ok(row)
}

/// The other members who receive visitors.
pub(super) async fn colleagues(app: &App, session: &May<Receives>) -> Result<Vec<MemberRow>, AppError> {
    let mut members = app.read.members().of(session.staff.organisation).await?;
    members.retain(|row| row.receives() && row.member != session.staff.member);
    Ok(members)
}

/// The subjects of an organisation's members, whose names a list may keep.
pub(super) async fn members(app: &App, session: &May<Receives>) -> Result<HashSet<SubjectId>, AppError> {
    let members = app.read.members().of(session.staff.organisation).await?;
    Ok(members.into_iter().map(|row| row.member.subject()).collect())
}

/// What the list tells of who did what, by visit.
#[derive(Default)]
pub(super) struct Told {
    /// "Seen by Dr Lie"
    pub(super) seen: Option<String>,
    /// "Handed over by Dr Berg"
    pub(super) handed: Option<String>,
}

/// Who has seen, and who handed over. A colleague's name that the list does not hold yet is opened once.
pub(super) async fn told(
    app: &App,
    session: &May<Receives>,
    view: &mut Opened,
    rows: &[&WaitingRow],
) -> Result<HashMap<VisitId, Told>, AppError> {
    let acts: Vec<_> = rows
        .iter()
        .map(|row| {
            let seen = row.seen.as_ref().and_then(|act| view.of(act).value()).map(|act| act.by);
            let handed = row.handed.as_ref().and_then(|act| view.of(act).value()).map(|act| act.by);
            (row.visit, seen, handed)
        })
        .collect();
    let mut accounts = HashMap::new();
    let me = session.staff.member;
    // One's own acts need no name: it says "you", or the name is known to the session.
    let members: HashSet<MemberId> = acts
        .iter()
        .flat_map(|(_, seen, handed)| [*seen, *handed])
        .flatten()
        .filter(|who| *who != me)
        .collect();
    let own = app.own_name(session).await?;
    for member in members {
        if let Some(account) = app.read.members().get(member).await?.and_then(|row| row.account) {
            accounts.insert(member, account);
        }
    }
    let parts = accounts.values().filter_map(domain::Personal::sealed).map(|(part, _)| part.clone());
    let new: Vec<_> = parts.filter(|part| !view.holds(part)).collect();
    if !new.is_empty() {
        app.deps.vault.disclose_more(session.opening(Purpose::WaitingList)?, view, new).await?;
    }
    let name = |member: MemberId| {
        if member == me {
            return own.clone();
        }
        let account = accounts.get(&member).and_then(|account| view.of(account).value());
        account
            .map_or_else(|| session.lang.say("line-colleague").to_string(), |it| it.name.as_str().to_owned())
    };
    let lang: Lang = session.lang;
    let say = |key: &str, member: MemberId| lang.say(key).with("name", name(member)).to_string();
    let told = acts.iter().map(|(visit, seen, handed)| {
        let mine = seen.filter(|member| *member == session.staff.member);
        let seen = match (mine, seen) {
            (Some(_), _) => Some(lang.say("line-seen-by-you").to_string()),
            (None, Some(member)) => Some(say("line-seen-by", *member)),
            (None, None) => None,
        };
        (*visit, Told { seen, handed: handed.map(|member| say("line-handed-by", member)) })
    });
    Ok(told.collect())
}
