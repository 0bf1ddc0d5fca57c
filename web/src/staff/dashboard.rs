//! `GET /{slug}/dashboard` and its live line: who waits, in order, as it changes.

use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::looking::Look;
use crate::page::Area;
use crate::page::dashboard::{
    Dashboard, LetIn, RoomState, Taking, Today, WaitingList, WaitingRow, first_free,
};
use crate::session::{May, Receives};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use chrono::TimeDelta;
use domain::access::Purpose;
use domain::identification::Vouched;
use domain::visit::{ForWhom, Form};
use domain::waiting_room::{STEPS, Wait};
use domain::{MemberId, OrganisationId, Personal, Timestamp, VisitId};
use futures_util::stream::{self, Stream};
use projections::{DayCounts, WaitingState};
use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;
use store::Opened;
use tokio::sync::watch;

/// Shows who waits: one access entry that lists them.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Receives>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let frame = app.inside(&session, Some(Area::Dashboard)).await?;
    let waiting = waiting(&app, &session, Opened::default()).await?;
    let duty = super::duty::line(&app, &session).await?;
    let page = Dashboard { lang: session.lang, frame, duty, waiting };
    Ok(Html(page.render()?).into_response())
}

/// Keeps the list live. Rows already shown are not opened again; a new row is an entry of its own.
pub async fn live(
    State(app): State<App>,
    session: May<Receives>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changes = app.read.changes();
    changes.mark_changed();
    let look = Look::open(&app, session.staff.member);
    let state = (app, session, changes, String::new(), look);
    let events = stream::unfold(state, |(app, session, mut changes, mut shown, look)| async move {
        loop {
            change(&app, &mut changes, session.until).await?;
            // Somebody may have signed out since, or the role been taken.
            let member = app.read.members().get(session.staff.member).await.ok()??;
            app.read.sessions().get(session.staff.session).await.ok()??;
            domain::Role::with(&member.roles, domain::role::Power::Receive)?;
            let view = app.view(session.staff.session);
            let list = match waiting(&app, &session, view).await {
                Ok(list) => list,
                Err(error) => {
                    tracing::error!(%error, "a live line ends");
                    return None;
                }
            };
            let same = fingerprint(&list);
            if same == shown {
                continue;
            }
            shown = same;
            let event = Event::default().event("waiting").data(list.render().ok()?);
            return Some((Ok(event), (app, session, changes, shown, look)));
        }
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(10)))
}

/// How often the clock is looked at while nothing changes: a demo's is turned by hand.
const LOOK: Duration = Duration::from_secs(1);

/// After how long the list is looked at although nothing changes: an absence begins by the clock, and a session ends by it.
const AGAIN: TimeDelta = TimeDelta::minutes(1);

/// Waits for a change, or for the list to be looked at again; `None` once the session's time is over, whether or not anything changes.
async fn change(app: &App, changes: &mut watch::Receiver<u64>, until: Timestamp) -> Option<()> {
    let again = app.now() + AGAIN;
    while app.now() < until {
        if again <= app.now() {
            return Some(());
        }
        if let Ok(changed) = tokio::time::timeout(LOOK, changes.changed()).await {
            changed.ok()?;
            return (app.now() < until).then_some(());
        }
    }
    None
}

/// What a change on the list is. The ids of its buttons are new each time, and are none.
fn fingerprint(list: &WaitingList) -> String {
    let rows = list.rows.iter().map(|row| {
        let WaitingRow { visit, away, tested, wait, seen, handed, identified, .. } = row;
        format!("{visit} {away} {tested} {wait} {seen:?} {handed:?} {identified:?}")
    });
    let rows = rows.collect::<Vec<_>>().join("\n");
    let WaitingList { taking, arrivals, today, let_in, asked, room, .. } = list;
    format!("{taking:?} {arrivals} {today:?} {let_in:?} {asked:?} {room:?} {rows}")
}

/// The list, with the names of `view` and of whoever is new.
async fn waiting(app: &App, session: &May<Receives>, mut view: Opened) -> Result<WaitingList, AppError> {
    let organisation = session.staff.organisation;
    let Mine { rows: mine, let_in, asked } = mine(app, session).await?;
    let identified = identified(app, organisation, &mine).await?;
    let members = super::line::members(app, session).await?;
    view.keep(|subject| {
        members.contains(&subject) || mine.iter().any(|(row, _)| row.visit.subject() == subject)
    });
    let mut invited = HashMap::new();
    for (row, _) in &mine {
        if let Some(invitation) = app.read.invitations().get(row.visit).await? {
            invited.insert(row.visit, invitation);
        }
    }
    let parts = mine.iter().flat_map(|(row, _)| {
        let invitation = invited.get(&row.visit);
        [
            row.form.sealed(),
            row.devices.as_ref().and_then(domain::Personal::sealed),
            row.seen.as_ref().and_then(domain::Personal::sealed),
            row.handed.as_ref().and_then(domain::Personal::sealed),
            invitation.and_then(|row| row.invitation.sealed()),
            invitation.and_then(|row| row.appointment.as_ref()?.sealed()),
        ]
        .into_iter()
        .flatten()
    });
    let parts = parts.chain(identified.iter().flat_map(HashMap::values).filter_map(Personal::sealed));
    let new: Vec<_> = parts.map(|(part, _)| part.clone()).filter(|part| !view.holds(part)).collect();
    if !new.is_empty() {
        app.deps.vault.disclose_more(session.opening(Purpose::WaitingList)?, &mut view, new).await?;
    }
    let rows: Vec<_> = mine.iter().map(|(row, _)| row).collect();
    let mut told = super::line::told(app, session, &mut view, &rows).await?;
    app.set_view(session.staff.session, view.clone());

    let (lang, zone, now) = (session.lang, session.organisation.zone, app.now());
    let mut rows = Vec::with_capacity(mine.len());
    for (row, theirs) in mine {
        let form: store::Shown<Form> = view.of(&row.form);
        let expected = invited.get(&row.visit).and_then(|row| {
            let moved = row.appointment.as_ref().and_then(|moved| view.of(moved).value());
            moved.map(|moved| moved.at).or_else(|| Some(view.of(&row.invitation).value()?.at))
        });
        let appointed = expected.map(|at| when::time(at, zone).text);
        let repeats = form.clone().value().is_some_and(|form| form.invitation.is_some());
        let devices = row.devices.as_ref().and_then(|devices| view.of(devices).value());
        let since = form.clone().value().map(|form| form.at);
        let shown = since.map(|at| when::time(at, zone)).unwrap_or_default();
        let minutes = since.map_or(0, |at| (now - at).num_minutes().clamp(0, i64::from(u32::MAX)));
        // Whoever came early waits from the appointed time on.
        let waits_since = since.map(|at| expected.map_or(at, |expected| expected.max(at)));
        let waited = waits_since.map_or(0, |at| (now - at).num_minutes());
        let super::line::Told { seen, handed } = told.remove(&row.visit).unwrap_or_default();
        rows.push(WaitingRow {
            visit: row.visit.to_string(),
            reference: row.visit.reference(),
            name: crate::shown::shown(form.clone().map(|form| form.name.as_str().to_owned())),
            phone: crate::shown::shown_if_given(
                form.map(|form| form.phone.map(|phone| phone.as_str().to_owned())),
            ),
            for_whom: match theirs {
                Theirs::Anybody | Theirs::Colleague => first_free(lang),
                Theirs::Mine => app.own_name(session).await?,
            },
            since: shown.text,
            since_datetime: shown.datetime,
            since_minutes: u32::try_from(minutes).unwrap_or(0),
            appointed: appointed
                .map(|time| lang.say("waiting-appointed").with("time", time).to_string())
                .or_else(|| repeats.then(|| lang.say("waiting-repeating").to_string())),
            tested: super::tested::sentence(lang, devices.as_ref()),
            identified: identified.as_ref().map(|identified| {
                let vouched = identified.get(&row.visit).and_then(|vouched| view.of(vouched).value());
                super::identity::in_short(lang, vouched.as_ref())
            }),
            away: row.state == WaitingState::Away,
            waited,
            wait: Wait::after(waited).name(),
            seen,
            handed,
            seen_command: forms::draw(app),
            close_command: forms::draw(app),
        });
    }
    let today = today(app, session).await?;
    Ok(WaitingList {
        lang,
        slug: session.slug.clone(),
        rows,
        steps: STEPS.map(|(wait, from)| format!("{}:{from}", wait.name())).join(" "),
        in_call: let_in.iter().any(|one| !one.orphan),
        let_in,
        asked,
        colleagues: !super::line::colleagues(app, session).await?.is_empty(),
        room: room(app, session).await?,
        arrivals: today.arrived,
        today,
        taking: taking(app, session).await?,
        link: format!("{}/{}", app.deps.origin, session.slug),
    })
}

/// Who can come as a visitor by now.
async fn taking(app: &App, session: &May<Receives>) -> Result<Taking, AppError> {
    let standing = crate::opening::standing(app, session).await?;
    Ok(match (crate::opening::receives(&standing), standing.trial_over(app.now())) {
        (false, _) => Taking::NobodyYet,
        (true, None) => Taking::Everybody,
        (true, Some(_)) => Taking::NobodyNew,
    })
}

/// What of the line is this member's.
struct Mine {
    /// Who waits and is theirs to see, as they came, each with whose they are.
    rows: Vec<(projections::WaitingRow, Theirs)>,
    /// Whom they have let in, each with whether the call can still be given on.
    let_in: Vec<LetIn>,
    /// Calls of colleagues that they were asked to join.
    asked: Vec<(String, String)>,
}

async fn mine(app: &App, session: &May<Receives>) -> Result<Mine, AppError> {
    let organisation = session.staff.organisation;
    let not_receiving = app.read.members().not_receiving(organisation).await?;
    let duty = crate::duty::on_duty(app, organisation).await?;
    let (mut mine, mut let_in, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    for row in app.read.waiting().of(organisation).await? {
        if row.professional.is_some() && is_with(app, &row, session.staff.member).await? {
            let_in.push(LetIn {
                visit: row.visit.to_string(),
                reference: row.visit.reference(),
                before: row.state == WaitingState::Admitted,
                orphan: false,
            });
        } else if row.state == WaitingState::Admitted && duty.shows(session.staff.member) {
            let by = whose(app, row.visit, row.professional.as_ref(), session.staff.member, &not_receiving);
            if by.await? == Theirs::Anybody {
                let (visit, reference) = (row.visit.to_string(), row.visit.reference());
                let_in.push(LetIn { visit, reference, before: false, orphan: true });
            }
        }
        let waits = match row.state {
            WaitingState::Waiting | WaitingState::Away => true,
            WaitingState::Admitted | WaitingState::InCall => false,
        };
        if !waits && !row.asked.is_empty() {
            let me = app.deps.vault.for_whom(row.visit.subject(), session.staff.member).await?;
            if me.is_some_and(|me| row.asked.contains(&me)) {
                asked.push((row.visit.to_string(), row.visit.reference()));
            }
        }
        // A visitor who asked for a colleague is not shown, and not opened.
        let theirs = whose(app, row.visit, row.wanted.as_ref(), session.staff.member, &not_receiving).await?;
        // Whoever comes first is shown to those on duty.
        let theirs = match theirs {
            Theirs::Anybody if !duty.shows(session.staff.member) => Theirs::Colleague,
            theirs => theirs,
        };
        match theirs {
            Theirs::Mine | Theirs::Anybody if waits => mine.push((row, theirs)),
            Theirs::Mine | Theirs::Anybody | Theirs::Colleague => {}
        }
    }
    Ok(Mine { rows: mine, let_in, asked })
}

/// The counts of the day that it is on the organisation's wall.
async fn today(app: &App, session: &May<Receives>) -> Result<Today, AppError> {
    let (from, to) = when::today(app.now(), session.organisation.zone);
    let days = app.read.counts().between(session.staff.organisation, from, to).await?;
    let sum = |of: fn(&DayCounts) -> u64| {
        u32::try_from(days.iter().map(|(_, counts)| of(counts)).sum::<u64>()).unwrap_or(u32::MAX)
    };
    Ok(Today {
        arrived: sum(|counts| counts.arrivals),
        calls: sum(|counts| counts.calls),
        minutes: sum(|counts| counts.minutes),
    })
}

/// How the waiting room stands.
async fn room(app: &App, session: &May<Receives>) -> Result<RoomState, AppError> {
    let door = app.read.doors().of(session.staff.organisation).await?;
    let notes = app.read.notes().of(session.staff.organisation).await?;
    let note = notes.iter().any(|note| note.of.is_none_or(|of| of == session.staff.member));
    Ok(RoomState { closed: door.closed.is_some(), note })
}

/// Who of them has identified themselves; `None` where the organisation asks nobody.
async fn identified(
    app: &App,
    organisation: OrganisationId,
    rows: &[(projections::WaitingRow, Theirs)],
) -> Result<Option<HashMap<VisitId, Personal<Vouched>>>, AppError> {
    if app.read.identifications().used_by(organisation).await?.is_none() {
        return Ok(None);
    }
    let mut identified = HashMap::new();
    for (row, _) in rows {
        if let Some(vouched) = app.read.identifications().of(row.visit).await?.and_then(|row| row.vouched) {
            identified.insert(row.visit, vouched);
        }
    }
    Ok(Some(identified))
}

/// Whose a visitor is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Theirs {
    /// They asked for this member.
    Mine,
    /// They asked for nobody, or for somebody who no longer receives visitors.
    Anybody,
    /// They asked for a colleague.
    Colleague,
}

/// Whose a visitor is: told by the visit's key alone, without opening anything.
pub(super) async fn whose(
    app: &App,
    visit: VisitId,
    wanted: Option<&ForWhom>,
    me: MemberId,
    not_receiving: &[MemberId],
) -> Result<Theirs, AppError> {
    let Some(wanted) = wanted else { return Ok(Theirs::Anybody) };
    let is = async |member| {
        Ok::<_, AppError>(app.deps.vault.for_whom(visit.subject(), member).await?.as_ref() == Some(wanted))
    };
    if is(me).await? {
        return Ok(Theirs::Mine);
    }
    for member in not_receiving {
        if is(*member).await? {
            return Ok(Theirs::Anybody);
        }
    }
    Ok(Theirs::Colleague)
}

/// Whether a visitor who was let in is with a colleague, who receives visitors still.
pub(super) async fn with_a_colleague(
    app: &App,
    row: &projections::WaitingRow,
    me: MemberId,
    not_receiving: &[MemberId],
) -> Result<bool, AppError> {
    let Some(by) = &row.professional else { return Ok(false) };
    Ok(matches!(whose(app, row.visit, Some(by), me, not_receiving).await?, Theirs::Colleague))
}

/// Whether this member has let the visitor in.
pub(super) async fn is_with(
    app: &App,
    row: &projections::WaitingRow,
    me: MemberId,
) -> Result<bool, AppError> {
    Ok(app.deps.vault.for_whom(row.visit.subject(), me).await? == row.professional)
}
