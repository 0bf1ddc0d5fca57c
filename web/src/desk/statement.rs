//! `GET /{slug}/desk/statements/{erasure}`: what an erasure destroyed, on whose order, what the law keeps and until when, and that it is pending.

use super::names::Names;
use super::{Inside, words};
use crate::app::App;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::desk::{Kept as KeptRow, Statement};
use crate::page::{Area, Shown};
use crate::session::{Erases, May, SignedIn, position};
use crate::when;
use askama::Template as _;
use axum::extract::{Path, RawQuery, State};
use axum::response::{Html, IntoResponse, Response};
use chrono_tz::Tz;
use domain::access::{self, Purpose};
use domain::log::DestroyedKey;
use domain::role::Power;
use domain::text::Reason;
use domain::time::Day;
use domain::{Class, ErasureId, MemberId, Month, Refusal, Role, SubjectId, Timestamp, VisitId};
use projections::Destruction;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use store::vault::KeyState;

/// How far an erasure is. There is one situation, so that nothing can say "done": copies of the key table made before the keys were destroyed could still open what
/// they sealed, until those copies are dealt with too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Copies of the key table made before now could still open it.
    Pending,
}

impl Standing {
    /// In a word.
    pub fn word(self, lang: Lang) -> String {
        match self {
            Standing::Pending => lang.say("desk-pending").to_string(),
        }
    }

    /// What it means.
    pub fn meaning(self, lang: Lang) -> String {
        match self {
            Standing::Pending => lang.say("statement-pending").to_string(),
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
    /// The day of the visit, in UTC.
    pub visited: Day,
    /// How far it is.
    pub standing: Standing,
    /// The day of the command, in UTC.
    pub commanded: Day,
    /// The order, while its own period lasts.
    pub order: Option<Ordered>,
    /// What was destroyed so far; `None` until it is carried out.
    pub destroyed: Option<Destroyed>,
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

/// Something that is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kept", rename_all = "kebab-case")]
pub enum Kept {
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
    app.caught_up(position(query.as_deref())).await;
    let frame = app.inside(&session, Some(Area::Desk)).await?;
    let front = app.front(&session.organisation, &session.request).await?;
    let facts = facts(&Inside::of(&app), &session, erasure).await?;
    let (lang, zone) = (session.lang, session.organisation.zone);
    let commanded = facts.order.as_ref().map(|order| when::moment(order.at, zone));
    let commanded = commanded.unwrap_or_else(|| on_day(facts.commanded));
    let page = Statement {
        lang,
        frame,
        slug: session.slug.clone(),
        organisation: front.profile.name.as_str().to_owned(),
        standing: facts.standing,
        day: when::day(facts.visited),
        day_datetime: facts.visited.to_string(),
        commanded: commanded.text,
        commanded_datetime: commanded.datetime,
        by: facts.order.as_ref().map_or(Shown::Erased, |order| order.name.clone().map_or(Shown::Erased, Shown::Value)),
        role: facts.order.as_ref().map(|order| words::role(lang, order.role)).unwrap_or_default(),
        reason: facts.order.as_ref().map_or(Shown::Erased, |order| Shown::value(order.reason.as_str())),
        destroyed: destroyed_words(lang, facts.destroyed.as_ref()),
        erased_parts: facts.destroyed.as_ref().map(|gone| parts_words(lang, gone)).unwrap_or_default(),
        kept: facts.kept.iter().map(|kept| kept_words(lang, zone, kept)).collect(),
        public_parts: public_words(lang),
        reference: facts.reference,
    };
    Ok(Html(page.render()?).into_response())
}

fn on_day(day: Day) -> when::Moment {
    when::Moment { text: when::day(day), datetime: day.to_string() }
}

/// What has been destroyed so far, in a sentence.
pub fn destroyed_words(lang: Lang, destroyed: Option<&Destroyed>) -> String {
    let Some(gone) = destroyed else { return lang.say("statement-not-yet").to_string() };
    let said = if gone.by_this { lang.say("statement-destroyed") } else { lang.say("statement-destroyed-before") };
    let said = said.with("day", when::day(gone.day)).with("position", gone.position.to_string());
    said.with("epoch", gone.epoch.to_string()).to_string()
}

/// What was destroyed, a line for each class: how many keys, and which.
pub fn parts_words(lang: Lang, gone: &Destroyed) -> Vec<String> {
    let mut by_class: BTreeMap<Class, Vec<String>> = BTreeMap::new();
    for key in &gone.keys {
        by_class.entry(key.class).or_default().push(short(&key.key.to_string()));
    }
    let lines = by_class.into_iter().map(|(class, keys)| {
        let what = match class {
            Class::Visit => lang.say("statement-part-visit"),
            Class::Account => lang.say("class-account"),
            Class::Contact => lang.say("class-contact"),
            Class::Audit => lang.say("class-audit"),
        };
        let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        lang.say("statement-part").with("what", what).with("count", count).with("keys", keys.join(", ")).to_string()
    });
    lines.collect()
}

/// The beginning of an id: enough to find it in the log.
fn short(id: &str) -> String {
    format!("{}…", id.split('-').next().unwrap_or_default())
}

/// Something kept, in words.
pub fn kept_words(lang: Lang, zone: Tz, kept: &Kept) -> KeptRow {
    match kept {
        Kept::AccessEntries { month, entries, order, law, until } => {
            let said = if *order { lang.say("kept-entries-and-order") } else { lang.say("kept-entries") };
            KeptRow {
                what: said.with("count", *entries).with("month", month_words(*month)).to_string(),
                law: law.clone(),
                until: match until {
                    Some(until) => format!("{} ({})", when::moment(*until, zone).text, words::period(lang, Class::Audit)),
                    None => lang.say("kept-over").to_string(),
                },
            }
        }
        Kept::Counts => KeptRow {
            what: lang.say("kept-counts").to_string(),
            law: lang.say("kept-counts-law").to_string(),
            until: lang.say("kept-without-end").to_string(),
        },
        Kept::NoPayments => KeptRow {
            what: lang.say("kept-payments").to_string(),
            law: lang.say("kept-payments-none").to_string(),
            until: lang.say("kept-nothing-to-end").to_string(),
        },
    }
}

/// What stays readable in the log for ever.
pub fn public_words(lang: Lang) -> Vec<String> {
    let said = [lang.say("public-ids"), lang.say("public-day"), lang.say("public-kinds"), lang.say("public-choices")];
    said.iter().map(ToString::to_string).collect()
}

/// A month: "November 2026".
pub fn month_words(month: Month) -> String {
    month.first().map_or_else(|| month.to_string(), |first| first.format("%B %Y").to_string())
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
    parts.extend(row.order.sealed().map(|(part, _)| part.clone()));
    let mut opened = inside.deps.vault.disclose(access.clone(), parts).await?;
    let order = opened.of(&row.order).value();
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
    let visit = inside.read.visits().get(VisitId(row.subject.0)).await?;
    Ok(Facts {
        erasure,
        subject: row.subject,
        reference: VisitId(row.subject.0).reference(),
        visited: visit.map_or(row.day, |visit| visit.day),
        standing: Standing::Pending,
        commanded: row.day,
        order: order.map(|order| Ordered {
            by: order.by,
            name: names.name(&opened, order.by),
            role: order.role,
            reason: order.reason,
            at: order.at,
        }),
        destroyed,
        kept: kept(inside, session, row.subject, row.day).await?,
    })
}

fn destroyed(done: Destruction, by_this: bool) -> Destroyed {
    Destroyed { position: done.position, day: done.day, epoch: done.epoch, keys: done.keys, by_this }
}

/// What outlives the visit: the access entries about it, month by month with the day on which their own key is due, and what names nobody.
async fn kept(inside: &Inside, session: &SignedIn, subject: SubjectId, ordered: Day) -> Result<Vec<Kept>, AppError> {
    let organisation = session.staff.organisation;
    let month_of = |day: Day| Month::of(day.and_time(chrono::NaiveTime::MIN).and_utc(), chrono_tz::UTC);
    let mut months = BTreeMap::from([(month_of(ordered), 0_u32)]);
    for row in inside.read.access().of_subject(subject).await? {
        *months.entry(month_of(row.day)).or_default() += 1;
    }
    let whose = months.keys().map(|month| (access::subject(organisation, *month), Class::Audit)).collect();
    let states = inside.deps.vault.keys().states(whose).await?;
    let entries = months.into_iter().zip(states).map(|((month, entries), state)| Kept::AccessEntries {
        month,
        entries,
        order: month == month_of(ordered),
        law: words::law(Class::Audit),
        until: match state {
            KeyState::Live(key) => key.due_at,
            KeyState::Destroyed(_) | KeyState::Unknown => None,
        },
    });
    Ok(entries.chain([Kept::Counts, Kept::NoPayments]).collect())
}

/// How long a page waits for the reaction to carry an erasure out.
const SETTLES: Duration = Duration::from_secs(3);

/// Waits a moment until the erasure commanded at this position is carried out. The statement says what has happened, whether it was or not.
pub async fn settled(inside: &Inside, erasure: ErasureId, position: u64) -> Result<bool, AppError> {
    let mut changes = inside.read.changes();
    let carried_out = async {
        loop {
            if *changes.borrow_and_update() >= position {
                let row = inside.read.erasures().get(erasure).await?;
                if row.is_some_and(|row| row.destroyed.is_some()) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::KeyId;

    fn gone(by_this: bool) -> Destroyed {
        let key = KeyId::from_bytes([0xab; 16]);
        let day = Day::from_ymd_opt(2026, 11, 22).unwrap();
        Destroyed { position: 1207, day, epoch: 0, keys: vec![DestroyedKey { class: Class::Visit, key }], by_this }
    }

    #[test]
    fn what_has_happened_so_far_is_said() {
        let lang = Lang::English;
        let not_yet = destroyed_words(lang, None);
        let done = destroyed_words(lang, Some(&gone(true)));
        let before = destroyed_words(lang, Some(&gone(false)));
        assert!(done.contains("1207") && done.contains("22 November 2026") && before.contains("1207"), "{done}");
        assert!(not_yet != done && done != before);
        let parts = parts_words(lang, &gone(true));
        assert!(parts.len() == 1 && parts[0].contains("abababab…") && parts[0].contains('1'), "{parts:?}");
    }

    #[test]
    fn the_one_standing_is_pending_and_means_what_it_means() {
        let Standing::Pending = Standing::Pending;
        assert_eq!(serde_json::to_string(&Standing::Pending).unwrap(), "\"pending\"");
        let meaning = Standing::Pending.meaning(Lang::English);
        assert!(meaning.contains("copies of the key table made before now could still open it"), "{meaning}");
    }

    #[test]
    fn what_is_kept_names_its_law_and_its_end() {
        let until = "2031-12-01T00:00:00Z".parse().ok();
        let month = "2026-11".parse().unwrap();
        let law = words::law(Class::Audit);
        let entries = Kept::AccessEntries { month, entries: 2, order: true, law, until };
        let row = kept_words(Lang::English, chrono_tz::UTC, &entries);
        assert!(row.what.contains("November 2026") && row.what.contains('2'), "{}", row.what);
        assert!(row.law.contains("NEN 7513") && row.law.contains("6(1)(c)"), "{}", row.law);
        assert!(row.until.contains("1 December 2031") && row.until.contains('5'), "{}", row.until);
        for kept in [Kept::Counts, Kept::NoPayments] {
            let row = kept_words(Lang::English, chrono_tz::UTC, &kept);
            assert!(![row.what, row.law, row.until].concat().contains('⟦'));
        }
    }
}
