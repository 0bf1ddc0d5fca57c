//! `GET /{slug}/desk`, `POST /{slug}/desk/find`: the compliance desk. A search is one access entry with its term and what it showed.

use super::Inside;
use super::names::Names;
use super::statement::Standing;
use crate::app::App;
use crate::error::{AppError, status};
use crate::forms;
use crate::lang::Lang;
use crate::page::dashboard::{Outcome, first_free};
use crate::page::desk::{Desk, Erasing, Finding, FoundVisit, StatementRow};
use crate::page::{Area, Field, Shown};
use crate::sent::Form;
use crate::session::{Erases, May, SignedIn};
use crate::{when, words};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::Purpose;
use domain::id::parse_reference;
use domain::log::Cause;
use domain::organisation::Law;
use domain::role::Power;
use domain::text::{Invalid, Reason};
use domain::time::Day;
use domain::visit::{Appointment, Form as VisitForm, Invitation, Reach};
use domain::{Class, ErasureId, Personal, Refusal, Retention, Timestamp, VisitId};
use projections::{VisitRow, VisitState};
use serde::{Deserialize, Serialize};
use store::Access;
use store::vault::KeyState;

/// How many statements the desk lists.
const STATEMENTS: u32 = 20;

/// What an officer sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    reference: String,
}

/// Shows the desk, with what was found: a reference may stand in an address, since knowing one opens nothing.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Erases>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let pairs = query.as_deref().unwrap_or_default().split('&');
    let asked = pairs.filter_map(|pair| pair.strip_prefix("reference=")).find_map(parse_reference);
    let Some(reference) = asked else {
        let page = desk(&app, &session, Field::default(), Finding::Nothing).await?;
        return Ok(Html(page.render()?).into_response());
    };
    let found = look(&Inside::of(&app), &session, &reference).await?;
    let (status, found) = if found.is_empty() {
        (StatusCode::NOT_FOUND, Finding::Unknown(reference.clone()))
    } else {
        (StatusCode::OK, finding(&app, &session, found, None))
    };
    let page = desk(&app, &session, Field::filled(reference), found).await?;
    Ok((status, Html(page.render()?)).into_response())
}

/// Leads to what is found. What is no reference comes back in its field and never stands in an address: it may be a name.
pub async fn find(
    State(app): State<App>,
    session: May<Erases>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    if let Some(reference) = parse_reference(&sent.reference) {
        return Ok(Redirect::to(&format!("/{}/desk?reference={reference}", session.slug)).into_response());
    }
    let refusal = Refusal::Field { field: "reference", why: Invalid::Form("a reference") };
    let field = Field::refused(sent.reference, session.lang.say("invalid-reference").to_string());
    let page = desk(&app, &session, field, Finding::Nothing).await?;
    Ok((status(&refusal), Html(page.render()?)).into_response())
}

/// A visit as the officer finds it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Found {
    /// Which.
    pub visit: VisitId,
    /// Its reference.
    pub reference: String,
    /// The day of the arrival, in UTC; of somebody who has never come the day on which they were invited.
    pub day: Day,
    /// Whether it is there.
    pub state: FoundState,
    /// Whether somebody has come, and consented.
    #[serde(default)]
    pub came: bool,
    /// Who came; `None` once erased.
    pub name: Option<String>,
    /// Their phone, where one was given.
    pub phone: Option<String>,
    /// The address at which somebody was invited who has never come, where it was by e-mail.
    #[serde(default)]
    pub email: Option<String>,
    /// The appointment, where it is still to come, or came to nothing.
    #[serde(default)]
    pub appointment: Option<Appointed>,
    /// Whether somebody let them in; of an appointment, whether somebody was asked for. Their name may be erased.
    #[serde(default)]
    pub meant: bool,
    /// The name of who that is.
    pub professional: Option<String>,
    /// How long it is kept after its end.
    pub retention: Retention,
    /// When it expires by itself; `None` while it is not over.
    pub due: Option<Timestamp>,
    /// The last day of the legal hold that keeps it, where one does.
    #[serde(default)]
    pub held: Option<Day>,
    /// The references of open appointments that were made to follow it: visits of their own, which are not erased with it.
    #[serde(default)]
    pub next: Vec<String>,
}

/// An appointment that nobody has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointed {
    /// How it stands.
    pub stands: Stands,
    /// When they are, or were, expected; `None` of a repeating link, and once erased.
    pub at: Option<Timestamp>,
}

/// How an appointment stands that nobody has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stands {
    /// It is still to come.
    Open,
    /// It was called off.
    Cancelled,
    /// Nobody came.
    Missed,
}

impl Stands {
    /// How the appointment of a visit stands; `None` where somebody has come to it.
    fn of(visit: &VisitRow) -> Option<Self> {
        match visit.state {
            // Also where somebody waited already, and it was moved.
            VisitState::Invited | VisitState::LinkGiven => Some(Self::Open),
            VisitState::Missed => Some(Self::Missed),
            VisitState::Cancelled | VisitState::LinkEnded if !came(visit) => Some(Self::Cancelled),
            VisitState::Cancelled
            | VisitState::LinkEnded
            | VisitState::Waiting
            | VisitState::Away
            | VisitState::Admitted
            | VisitState::InCall
            | VisitState::Ended { .. }
            | VisitState::Closed
            | VisitState::Erased { .. } => None,
        }
    }

    /// That it came to nothing, in words.
    pub fn outcome(self, lang: Lang) -> Option<String> {
        match self {
            Self::Open => None,
            Self::Cancelled => Some(Outcome::Cancelled.words(lang)),
            Self::Missed => Some(Outcome::Missed.words(lang)),
        }
    }
}

impl Found {
    /// What stands in place of a name where nobody is meant.
    pub fn nobody(&self, lang: Lang) -> String {
        match self.appointment {
            Some(Appointed { stands: Stands::Open, .. }) => first_free(lang),
            Some(_) | None => lang.say("shown-nobody").to_string(),
        }
    }
}

/// Whether a visit's details are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FoundState {
    /// They are.
    Kept,
    /// Its period ended.
    Expired,
    /// It was erased on command.
    Erased {
        /// By which erasure.
        erasure: ErasureId,
    },
}

/// Looks for the visits of this reference in the officer's organisation: one entry, with the term and whom it showed, nobody where it found none.
pub async fn look(inside: &Inside, session: &SignedIn, reference: &str) -> Result<Vec<Found>, AppError> {
    let organisation = session.staff.organisation;
    let rows = inside.read.visits().by_reference(organisation, reference).await?;
    let names = Names::of(&inside.read, organisation).await?;
    let mut professionals = Vec::with_capacity(rows.len());
    for row in &rows {
        let whom = if Stands::of(row).is_some() { &row.wanted } else { &row.professional };
        let whom = whom.as_ref();
        professionals.push(names.meant(&inside.deps, row.visit, whom).await?);
    }
    let sealed = rows.iter().flat_map(|row| {
        let who = match &row.form {
            Some(form) => form.sealed(),
            // Somebody who was invited and has never come.
            None => row.invitation.as_ref().and_then(Personal::sealed),
        };
        let moved = row.appointment.as_ref().filter(|_| Stands::of(row).is_some());
        [who, moved.and_then(Personal::sealed)]
    });
    let mut parts: Vec<_> = sealed.flatten().map(|(part, _)| part.clone()).collect();
    parts.extend(names.parts(|member| professionals.contains(&Some(member))));
    let access = Access {
        searched: Reason::parse(reference).ok(),
        ..session.access(Power::Erase, Purpose::ErasureSearch)?
    };
    let opened = inside.deps.vault.disclose(access, parts).await?;

    let whose = rows.iter().map(|row| (row.visit.subject(), Class::Visit)).collect();
    let states = inside.deps.vault.keys().states(whose).await?;
    let mut held = Vec::with_capacity(rows.len());
    for row in &rows {
        held.push(inside.read.holds().on(row.visit.subject()).await?.pop().map(|hold| hold.until));
    }
    let mut followed = Vec::with_capacity(rows.len());
    for row in &rows {
        let next = commands::visit::following(&inside.deps, organisation, row.visit).await?;
        followed.push(next.into_iter().map(VisitId::reference).collect());
    }
    let found = rows.into_iter().zip(professionals).zip(states).zip(held).zip(followed);
    let found = found.map(|((((row, professional), key), held), next)| {
        let form: Option<VisitForm> = row.form.as_ref().and_then(|form| opened.of(form).value());
        let invited: Option<Invitation> =
            row.invitation.as_ref().filter(|_| form.is_none()).and_then(|invited| opened.of(invited).value());
        let (number, email) = match invited.as_ref().map(|invited| &invited.reach) {
            Some(Reach::Phone(phone)) => (Some(phone.clone()), None),
            Some(Reach::Email(email)) => (None, Some(email.as_str().to_owned())),
            None => (None, None),
        };
        let repeats = matches!(row.state, VisitState::LinkGiven | VisitState::LinkEnded);
        let appointment = Stands::of(&row).map(|stands| {
            let moved: Option<Appointment> =
                row.appointment.as_ref().and_then(|moved| opened.of(moved).value());
            let at = moved.map(|moved| moved.at).or(invited.as_ref().map(|invited| invited.at));
            Appointed { stands, at: at.filter(|_| !repeats) }
        });
        Found {
            visit: row.visit,
            day: row.day,
            came: came(&row),
            email,
            appointment,
            meant: professional.is_some(),
            state: match row.state {
                VisitState::Erased { cause: Cause::Commanded { erasure } } => FoundState::Erased { erasure },
                VisitState::Erased { cause: Cause::Expired } => FoundState::Expired,
                VisitState::Invited
                | VisitState::Cancelled
                | VisitState::Missed
                | VisitState::LinkGiven
                | VisitState::LinkEnded
                | VisitState::Waiting
                | VisitState::Away
                | VisitState::Admitted
                | VisitState::InCall
                | VisitState::Ended { .. }
                | VisitState::Closed => FoundState::Kept,
            },
            name: form
                .as_ref()
                .map(|form| &form.name)
                .or(invited.as_ref().map(|invited| &invited.name))
                .map(|name| name.as_str().to_owned()),
            phone: form.and_then(|form| form.phone).or(number).map(|phone| phone.as_str().to_owned()),
            professional: professional.and_then(|member| names.name(&opened, member)),
            retention: row.retention.min(session.organisation.retention),
            due: match key {
                // Before its end a visit has a last day too, but it is not the one it is kept until.
                KeyState::Live(key) if row.state.is_over() => key.due_at,
                KeyState::Live(_) | KeyState::Destroyed(_) | KeyState::Unknown => None,
            },
            reference: row.reference,
            held,
            next,
        }
    });
    Ok(found.collect())
}

/// Whether somebody has come, and consented.
fn came(visit: &VisitRow) -> bool {
    visit.notice > 0
}

/// What was found, for the page; a reason that was refused comes back in its field.
pub(super) fn finding(
    app: &App,
    session: &SignedIn,
    found: Vec<Found>,
    reason: Option<&(VisitId, Field)>,
) -> Finding {
    let lang = session.lang;
    let visits = found.into_iter().enumerate().map(|(i, found)| {
        let kept = found.state == FoundState::Kept;
        let gone = |value: Option<String>, absent: Shown| match (kept, value) {
            (false, _) => Shown::Erased,
            (true, Some(value)) => Shown::Value(value),
            (true, None) => absent,
        };
        let written = reason.filter(|(visit, _)| *visit == found.visit).map(|(_, field)| field.clone());
        let at = found.appointment.and_then(|appointment| appointment.at);
        let nobody = found.nobody(lang);
        FoundVisit {
            // The ids of a second one must differ; the first is nearly always alone.
            mark: if i == 0 { String::new() } else { format!("-{}", i + 1) },
            visit: found.visit.to_string(),
            due: due(app, session, &found),
            erasing: match found.state {
                FoundState::Kept => {
                    Erasing::Possible { command: forms::draw(app), reason: written.unwrap_or_default() }
                }
                FoundState::Erased { erasure } => Erasing::Done { statement: erasure.to_string() },
                FoundState::Expired => Erasing::Refused { why: lang.say("desk-expired-already").to_string() },
            },
            name: gone(found.name, Shown::Erased),
            phone: gone(found.phone, Shown::NotGiven),
            nobody,
            professional: gone(found.professional, if found.meant { Shown::Erased } else { Shown::NotGiven }),
            email: found.email,
            day: at.map_or_else(
                || when::Moment { text: when::day(lang, found.day), datetime: found.day.to_string() },
                |at| when::moment(lang, at, session.organisation.zone),
            ),
            appointed: at.is_some(),
            outcome: found.appointment.and_then(|appointment| appointment.stands.outcome(lang)),
            basis: basis(lang, session.organisation.law(), found.came),
            next: next(lang, &found.next),
            reference: found.reference,
        }
    });
    Finding::Visits(visits.collect())
}

/// On which ground a visit's details are kept: whoever has not come has consented to nothing.
fn basis(lang: Lang, law: Law, came: bool) -> String {
    let (said, ground) = if came {
        // Its own word for it stands before it in the reader's language.
        let ground = law.ground(Class::Visit).trim_start_matches("consent").trim_start_matches("; ");
        (lang.say("basis-consent"), ground)
    } else {
        (lang.say("basis-appointment"), law.appointment())
    };
    if ground.is_empty() { said.to_string() } else { format!("{said} ({ground})") }
}

/// Which appointments follow a visit, and that they are visits of their own; nothing where there are none.
pub fn next(lang: Lang, references: &[String]) -> Option<String> {
    let said = || lang.say("desk-next").with("references", references.join(", ")).to_string();
    (!references.is_empty()).then(said)
}

fn due(app: &App, session: &SignedIn, found: &Found) -> String {
    let lang = session.lang;
    if let (FoundState::Kept, Some(until)) = (found.state, found.held) {
        return lang.say("desk-held").with("until", when::day(lang, until)).to_string();
    }
    match (found.state, found.due) {
        (FoundState::Erased { .. } | FoundState::Expired, _) => lang.say("desk-due-gone").to_string(),
        (FoundState::Kept, None) => {
            lang.say("desk-due-after").with("retention", words::retention(lang, found.retention)).to_string()
        }
        (FoundState::Kept, Some(due)) => {
            let days = u32::try_from((due - app.now()).num_days()).unwrap_or(0);
            let on = when::moment(lang, due, session.organisation.zone).text;
            lang.say("desk-due-on").with("when", on).with("days", days).to_string()
        }
    }
}

/// The desk: recent statements, their orders opened in one entry.
pub(super) async fn desk(
    app: &App,
    session: &May<Erases>,
    reference: Field,
    found: Finding,
) -> Result<Desk, AppError> {
    let frame = app.inside(session, Some(Area::Desk)).await?;
    let rows = app.read.erasures().of(session.staff.organisation, STATEMENTS).await?;
    let parts =
        rows.iter().filter_map(|row| row.order.as_ref()?.sealed()).map(|(part, _)| part.clone()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Statement)?, parts).await?;
    let zone = session.organisation.zone;
    let over = app.read.erasures().newest_end().await?.map(|ended| ended.epoch);
    let mut held = Vec::with_capacity(rows.len());
    for row in &rows {
        held.push(row.destroyed.is_none() && !app.read.holds().on(row.subject).await?.is_empty());
    }
    let statements = rows.into_iter().zip(held).map(|(row, held)| {
        let order = row.order.as_ref().map(|order| opened.of(order));
        let at = order.clone().and_then(store::Shown::value);
        let at = at.map(|order: domain::erasure::Order| when::moment(session.lang, order.at, zone));
        let (when, when_datetime) = at.map_or_else(
            || (when::day(session.lang, row.day), row.day.to_string()),
            |at| (at.text, at.datetime),
        );
        StatementRow {
            id: row.erasure.to_string(),
            reference: VisitId(row.subject.0).reference(),
            reason: match order {
                Some(order) => crate::shown::shown(order.map(|order| order.reason.as_str().to_owned())),
                None => Shown::value(session.lang.say("statement-own").to_string()),
            },
            standing: Standing::of_held(row.destroyed.map(|destroyed| destroyed.epoch), over, held),
            when,
            when_datetime,
        }
    });
    Ok(Desk {
        lang: session.lang,
        statements: statements.collect(),
        frame,
        slug: session.slug.clone(),
        reference,
        command: forms::draw(app),
        found,
    })
}
