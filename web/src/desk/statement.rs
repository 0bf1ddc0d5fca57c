//! `GET /{slug}/desk/statements/{erasure}`: what an erasure destroyed, on whose order, what the law keeps and until when, and whether copies of the key table could still open it.

mod telling;

pub use telling::{
    ended_words, kept_words, keys_words, month_words, nothing_words, parts_words, public_words,
};

use super::names::Names;
use super::{Inside, words};
use crate::app::App;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::desk::Statement;
use crate::page::{Area, Shown};
use crate::sent::Path;
use crate::session::{Erases, May, SignedIn};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Response};
use domain::access::{self, Purpose, Viewer};
use domain::hold::Exemption;
use domain::log::{self, DestroyedKey};
use domain::role::Power;
use domain::text::Reason;
use domain::time::Day;
use domain::{
    Class, ErasureId, HoldId, MemberId, Month, Personal, Refusal, Role, SubjectId, Timestamp, VisitId,
};
use projections::{Destruction, OrganisationRow};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use store::vault::KeyState;

/// How far an erasure is. "Done" is said of nothing but an epoch that has ended: until then copies of the key table made before the keys were destroyed could still
/// open what they sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A legal hold keeps it: it is destroyed when the hold ends.
    Held,
    /// Copies of the key table made before now could still open it.
    Pending,
    /// No copy of the key table opens it any more, however old: the root's key of its epoch is destroyed.
    Done,
}

impl Standing {
    /// How far something is that was destroyed in this epoch, if it was, when the newest epoch that is over is this one.
    pub fn of(destroyed: Option<u64>, over: Option<u64>) -> Self {
        match (destroyed, over) {
            (Some(destroyed), Some(over)) if destroyed <= over => Standing::Done,
            (Some(_) | None, Some(_) | None) => Standing::Pending,
        }
    }

    /// The same of something that a legal hold may keep.
    pub fn of_held(destroyed: Option<u64>, over: Option<u64>, held: bool) -> Self {
        if held && destroyed.is_none() { Standing::Held } else { Standing::of(destroyed, over) }
    }

    /// In a word.
    pub fn word(self, lang: Lang) -> String {
        match self {
            Standing::Held => lang.say("desk-held-word").to_string(),
            Standing::Pending => lang.say("desk-pending").to_string(),
            Standing::Done => lang.say("desk-done").to_string(),
        }
    }

    /// What it means.
    pub fn meaning(self, lang: Lang) -> String {
        match self {
            Standing::Held => lang.say("statement-held").to_string(),
            Standing::Pending => lang.say("statement-pending").to_string(),
            Standing::Done => lang.say("statement-done").to_string(),
        }
    }
}

/// What a statement says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Facts {
    /// Which erasure.
    pub erasure: ErasureId,
    /// Of which subject.
    pub subject: SubjectId,
    /// The visit's reference.
    pub reference: String,
    /// The day of the visit, in UTC; `None` where it is not known any more.
    pub visited: Option<Day>,
    /// How far it is.
    pub standing: Standing,
    /// The day of the command, in UTC.
    pub commanded: Day,
    /// Whether the visitor commanded it themselves, on their receipt page.
    #[serde(default)]
    pub own: bool,
    /// The order, while its own period lasts; `None` of the visitor's own.
    pub order: Option<Ordered>,
    /// What was destroyed so far; `None` until it is carried out.
    pub destroyed: Option<Destroyed>,
    /// The end of the epoch in which it was destroyed, with which it is done; `None` while it is pending.
    pub ended: Option<EpochEnd>,
    /// What is kept, why and until when.
    pub kept: Vec<Kept>,
}

/// On whose order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ordered {
    /// Who.
    pub by: MemberId,
    /// Their name, where it is not erased.
    pub name: Option<String>,
    /// Under which role.
    pub role: Role,
    /// Why.
    pub reason: Reason,
    /// When exactly.
    pub at: Timestamp,
}

/// What was destroyed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Destroyed {
    /// Where in the log.
    pub position: u64,
    /// When, in UTC.
    pub day: Day,
    /// The epoch of the key table that still held the keys.
    pub epoch: u64,
    /// Which keys, of which classes.
    pub keys: Vec<DestroyedKey>,
    /// Whether this erasure did it; otherwise another one, or the clock, had been quicker.
    pub by_this: bool,
}

/// The end of an epoch of the key table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EpochEnd {
    /// Which epoch: the one of the destruction, or a later one.
    pub epoch: u64,
    /// Where in the log.
    pub position: u64,
    /// When, in UTC.
    pub day: Day,
    /// What the destruction of the root's key is worth.
    pub destruction: log::Destruction,
    /// How it is known that no node still held the epoch's keys.
    pub nodes: log::Nodes,
}

/// Something that is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kept", rename_all = "kebab-case")]
pub enum Kept {
    /// What a legal hold keeps.
    Held {
        /// Which hold.
        hold: HoldId,
        /// Where the log says that it holds.
        position: u64,
        /// Which classes.
        classes: Vec<Class>,
        /// On which exemption.
        exemption: Exemption,
        /// The last day on which it holds.
        until: Day,
    },
    /// A month's entries of who opened the visit, and the order of this erasure where it was given in that month.
    AccessEntries {
        /// Which month.
        month: Month,
        /// How many entries.
        entries: u32,
        /// Whether the order is among what is kept with them.
        order: bool,
        /// The law.
        law: String,
        /// Until when; `None` where it is over.
        until: Option<Timestamp>,
    },
    /// The day's counts, which name nobody.
    Counts,
    /// Payments would be kept; this version takes none.
    NoPayments,
}

/// Shows a statement.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Erases>,
    Path((_, erasure)): Path<(String, ErasureId)>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let frame = app.inside(&session, Some(Area::Desk)).await?;
    let front = app.front(&session.organisation, &session.request).await?;
    let facts = facts(&Inside::of(&app), &session, erasure).await?;
    let (lang, zone) = (session.lang, session.organisation.zone);
    let commanded = facts.order.as_ref().map(|order| when::moment(lang, order.at, zone));
    let commanded = commanded.unwrap_or_else(|| on_day(session.lang, facts.commanded));
    let (by, role, reason) = ordered_words(lang, &facts);
    let page = Statement {
        lang,
        frame,
        slug: session.slug.clone(),
        organisation: front.profile.name.as_str().to_owned(),
        standing: facts.standing,
        visited: facts.visited.map(|day| on_day(session.lang, day)),
        commanded: commanded.text,
        commanded_datetime: commanded.datetime,
        by,
        role,
        reason,
        destroyed: keys_words(lang, &facts),
        nothing: nothing_words(lang, facts.standing),
        ended: facts.ended.as_ref().map(|ended| ended_words(lang, ended)),
        erased_parts: facts.destroyed.as_ref().map(|gone| parts_words(lang, gone)).unwrap_or_default(),
        kept: facts.kept.iter().map(|kept| kept_words(lang, zone, kept)).collect(),
        public_parts: public_words(lang),
        certificate: (facts.destroyed.is_some() || facts.standing == Standing::Held)
            .then(|| format!("/{}/desk/statements/{erasure}/certificate", session.slug)),
        reference: facts.reference,
    };
    Ok(Html(page.render()?).into_response())
}

/// On whose order, under which role, and why.
fn ordered_words(lang: Lang, facts: &Facts) -> (Shown, String, Shown) {
    if facts.own {
        let why = Shown::value(lang.say("statement-own").to_string());
        let visitor = words::who(lang, &Viewer::Visitor, None);
        return (visitor, words::authority(lang, &Viewer::Visitor), why);
    }
    facts.order.as_ref().map_or((Shown::Erased, String::new(), Shown::Erased), |order| {
        let by = order.name.clone().map_or(Shown::Erased, Shown::Value);
        (by, words::role(lang, order.role), Shown::value(order.reason.as_str()))
    })
}

fn on_day(lang: Lang, day: Day) -> when::Moment {
    when::Moment { text: when::day(lang, day), datetime: day.to_string() }
}

/// What the log tells of an erasure, its order opened through the door.
pub async fn facts(inside: &Inside, session: &SignedIn, erasure: ErasureId) -> Result<Facts, AppError> {
    let organisation = session.staff.organisation;
    let row = inside.read.erasures().get(erasure).await?;
    // Another organisation's statement does not exist for this officer.
    let row = row.filter(|row| row.organisation == organisation).ok_or(Refusal::NotFound)?;
    let names = Names::of(&inside.read, organisation).await?;
    let access = session.access(Power::Erase, Purpose::Statement)?;
    let mut parts = names.candidates();
    let sealed = row.order.as_ref();
    parts.extend(sealed.and_then(Personal::sealed).map(|(part, _)| part.clone()));
    let mut opened = inside.deps.vault.disclose(access.clone(), parts).await?;
    let order = sealed.and_then(|order| opened.of(order).value());
    if let Some(order) = &order {
        names.complete(&inside.deps, &access, &mut opened, &[order.by]).await?;
    }
    let destroyed = match row.destroyed {
        Some(done) => Some(destroyed(done, true)),
        None => {
            let before = inside.read.erasures().destructions_of(row.subject).await?.pop();
            before.map(|(done, _)| destroyed(done, false))
        }
    };
    let epoch = destroyed.as_ref().map(|destroyed| destroyed.epoch);
    let ended = match epoch {
        Some(epoch) => inside.read.erasures().end_of(epoch).await?,
        None => None,
    };
    let visit = inside.read.visits().get(VisitId(row.subject.0)).await?;
    let held = held(inside, row.subject).await?;
    let ordered = row.order.is_some().then_some(row.day);
    Ok(Facts {
        erasure,
        subject: row.subject,
        reference: VisitId(row.subject.0).reference(),
        visited: visit.map(|visit| visit.day),
        standing: Standing::of_held(epoch, ended.as_ref().map(|ended| ended.epoch), !held.is_empty()),
        commanded: row.day,
        own: row.order.is_none(),
        order: order.map(|order| Ordered {
            by: order.by,
            name: names.name(&opened, order.by),
            role: order.role,
            reason: order.reason,
            at: order.at,
        }),
        destroyed,
        ended: ended.map(|ended| EpochEnd {
            epoch: ended.epoch,
            position: ended.position,
            day: ended.day,
            destruction: ended.destruction,
            nodes: ended.nodes,
        }),
        kept: held
            .into_iter()
            .chain(kept(inside, &session.organisation, row.subject, ordered).await?)
            .collect(),
    })
}

fn destroyed(done: Destruction, by_this: bool) -> Destroyed {
    Destroyed { position: done.position, day: done.day, epoch: done.epoch, keys: done.keys, by_this }
}

/// What legal holds keep.
pub async fn held(inside: &Inside, subject: SubjectId) -> Result<Vec<Kept>, AppError> {
    let holds = inside.read.holds().on(subject).await?;
    let kept = holds.into_iter().map(|row| Kept::Held {
        hold: row.hold,
        position: row.confirmed.unwrap_or(0),
        classes: row.classes,
        exemption: row.exemption,
        until: row.until,
    });
    Ok(kept.collect())
}

/// What outlives the visit: the access entries about it, month by month with the day on which their own key is due, and what names nobody. The order lies with the
/// entries of its month, where an officer gave one.
pub async fn kept(
    inside: &Inside,
    organisation: &OrganisationRow,
    subject: SubjectId,
    ordered: Option<Day>,
) -> Result<Vec<Kept>, AppError> {
    let month_of = |day: Day| Month::of(day.and_time(chrono::NaiveTime::MIN).and_utc(), chrono_tz::UTC);
    let mut months: BTreeMap<Month, u32> = ordered.map(|day| (month_of(day), 0)).into_iter().collect();
    for row in inside.read.access().of_subject(subject).await? {
        *months.entry(month_of(row.day)).or_default() += 1;
    }
    let whose = months
        .keys()
        .map(|month| (access::subject(organisation.organisation, *month), Class::Audit))
        .collect();
    let states = inside.deps.vault.keys().states(whose).await?;
    let entries = months.into_iter().zip(states).map(|((month, entries), state)| Kept::AccessEntries {
        month,
        entries,
        order: ordered.is_some_and(|day| month == month_of(day)),
        law: words::grounds(organisation.law(), Class::Audit),
        until: match state {
            KeyState::Live(key) => key.due_at,
            KeyState::Destroyed(_) | KeyState::Unknown => None,
        },
    });
    Ok(entries.chain([Kept::Counts, Kept::NoPayments]).collect())
}

/// How long a page waits for the reactions to carry an erasure out and to roll the key table.
const SETTLES: Duration = Duration::from_secs(3);

/// Waits a moment until the erasure commanded at this position is done. The statement says what has happened, whether it was or not.
pub async fn settled(inside: &Inside, erasure: ErasureId, position: u64) -> Result<bool, AppError> {
    let mut changes = inside.read.changes();
    let carried_out = async {
        loop {
            if *changes.borrow_and_update() >= position {
                let row = inside.read.erasures().get(erasure).await?;
                if let Some(row) = &row
                    && row.destroyed.is_none()
                    && !inside.read.holds().on(row.subject).await?.is_empty()
                {
                    return Ok(true);
                }
                let destroyed = row.and_then(|row| row.destroyed);
                if let Some(destroyed) = destroyed
                    && inside.read.erasures().end_of(destroyed.epoch).await?.is_some()
                {
                    return Ok(true);
                }
            }
            if changes.changed().await.is_err() {
                return Ok(false);
            }
        }
    };
    tokio::time::timeout(SETTLES, carried_out).await.unwrap_or(Ok(false))
}
