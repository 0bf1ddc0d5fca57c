//! `GET /{slug}/audit`: the access log at a fixed position. Looking makes an entry of its own, which lies after that position.

use super::ledger::{self, Line, Question, Whose};
use super::statement::month_words;
use super::{Inside, words};
use crate::app::App;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::audit::{Audit, Day as OfDay, Entry, Filter, Whose as WhoseShown};
use crate::page::{Area, Field, Shown};
use crate::sent::Query;
use crate::session::{Audits, May};
use crate::when;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use domain::access::Purpose;
use domain::id::parse_reference;
use domain::text::Reason;
use domain::time::Day;
use domain::{Class, OrganisationId, SubjectId};
use projections::OrganisationRow;
use serde::Deserialize;
use std::fmt::Write as _;
use store::Access;

/// Entries on a page.
const PAGE: usize = 50;

/// What the page is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    position: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

/// Shows the log as of a position: the one asked for, or the newest.
pub async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    session: May<Audits>,
) -> Result<Response, AppError> {
    let newest = app.read.position();
    let position = match asked.position.as_str() {
        "" => newest,
        given => given.parse::<u64>().map_err(|_| AppError::Malformed)?.min(newest),
    };
    let before = match asked.before.as_str() {
        "" => position.saturating_add(1),
        given => given.parse::<u64>().map_err(|_| AppError::Malformed)?,
    };
    let inside = Inside::of(&app);
    let (subjects, reference) =
        subjects(&inside, session.staff.organisation, &asked.reference, session.lang).await?;
    let (from, from_field) = day(&asked.from, Day::MIN, session.lang);
    let (to, to_field) = day(&asked.to, Day::MAX, session.lang);
    let question =
        Question { subjects, from, to, up_to: position.min(before.saturating_sub(1)), limit: PAGE };
    let access = Access {
        searched: question.subjects.as_ref().and_then(|_| Reason::parse(&asked.reference).ok()),
        ..session.opening(Purpose::Audit)?
    };
    let frame = app.inside(&session, Some(Area::Audit)).await?;
    let reading = ledger::read(&inside, access, &session.organisation, &question).await?;

    let fits =
        |asked: &Asked| [&asked.reference, &asked.from, &asked.to].iter().any(|text| !text.trim().is_empty());
    let older = match reading.lines.last() {
        Some(last) if reading.more => {
            let mut link = format!("/{}/audit?position={position}&before={}", session.slug, last.position);
            let Question { from, to, .. } = question;
            if question.subjects.is_some() {
                // In the form it was understood in: nothing that was typed travels on.
                let typed =
                    parse_reference(&asked.reference).unwrap_or_else(|| asked.reference.trim().to_owned());
                write!(link, "&reference={typed}").unwrap_or_default();
            }
            for (name, day, open) in [("from", from, Day::MIN), ("to", to, Day::MAX)] {
                if day != open {
                    write!(link, "&{name}={day}").unwrap_or_default();
                }
            }
            Some(link)
        }
        Some(_) | None => None,
    };
    let page = Audit {
        lang: session.lang,
        frame,
        slug: session.slug.clone(),
        position: position.to_string(),
        filter: Filter { active: fits(&asked), reference, from: from_field, to: to_field },
        days: days(session.lang, &session.organisation, &reading.lines),
        older,
    };
    Ok(Html(page.render()?).into_response())
}

/// Whose entries are asked for: by a visit's reference, or by a subject's id. A reference that no visit has fits nothing.
async fn subjects(
    inside: &Inside,
    organisation: OrganisationId,
    typed: &str,
    lang: Lang,
) -> Result<(Option<Vec<SubjectId>>, Field), AppError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok((None, Field::default()));
    }
    if let Ok(subject) = typed.parse::<SubjectId>() {
        return Ok((Some(vec![subject]), Field::filled(subject.to_string())));
    }
    match parse_reference(typed) {
        Some(reference) => {
            let visits = inside.read.visits().by_reference(organisation, &reference).await?;
            Ok((Some(visits.iter().map(|visit| visit.visit.subject()).collect()), Field::filled(reference)))
        }
        None => Ok((Some(vec![]), Field::refused(typed, lang.say("invalid-reference").to_string()))),
    }
}

/// A day of the period, open where it was not given.
fn day(typed: &str, open: Day, lang: Lang) -> (Day, Field) {
    match typed.trim() {
        "" => (open, Field::default()),
        typed => match typed.parse::<Day>() {
            Ok(day) => (day, Field::filled(day.to_string())),
            Err(_) => (open, Field::refused(typed, lang.say("invalid-day").to_string())),
        },
    }
}

/// Entries by the organisation's days. They come newest first, and stay so.
fn days(lang: Lang, organisation: &OrganisationRow, lines: &[Line]) -> Vec<OfDay> {
    let zone = organisation.zone;
    // Of an entry whose own period is over the log's day alone is left.
    let day =
        |line: &Line| line.entry.as_ref().map_or(line.day, |told| told.at.with_timezone(&zone).date_naive());
    let of_day = |lines: &[Line]| {
        let date = lines.first().map(day).unwrap_or_default();
        let entries = lines.iter().map(|line| entry(lang, organisation, line)).collect();
        OfDay { date: when::day(lang, date), datetime: date.to_string(), entries }
    };
    lines.chunk_by(|one, next| day(one) == day(next)).map(of_day).collect()
}

/// An entry for the page.
fn entry(lang: Lang, organisation: &OrganisationRow, line: &Line) -> Entry {
    let mut classes: Vec<Class> =
        line.subjects.iter().flat_map(|subject| subject.classes.iter().copied()).collect();
    classes.sort_unstable();
    classes.dedup();
    let whose = line.subjects.iter().map(|subject| WhoseShown {
        text: whose_words(lang, &subject.whose),
        reference: matches!(subject.whose, Whose::Visit { .. }),
    });
    let whose: Vec<WhoseShown> = whose.collect();
    let class: Vec<String> = classes.iter().map(|class| words::class(lang, *class)).collect();
    let law = organisation.law();
    let mut basis: Vec<&str> = classes.iter().map(|class| law.ground(*class)).collect();
    basis.dedup();
    let nobody = || lang.say("whose-nobody").to_string();
    let base = Entry {
        position: line.position.to_string(),
        at: None,
        who: Shown::Erased,
        role: String::new(),
        why: lang.say("entry-expired").to_string(),
        whose: if whose.is_empty() { vec![WhoseShown { text: nobody(), reference: false }] } else { whose },
        class: if class.is_empty() { lang.say("whose-nothing").to_string() } else { class.join(", ") },
        authority: basis.join(", "),
    };
    let Some(told) = &line.entry else { return base };
    Entry {
        at: Some(when::time(told.at, organisation.zone)),
        who: words::who(lang, &told.viewer, told.name.as_deref()),
        role: words::authority(lang, &told.viewer),
        why: why_words(lang, told),
        ..base
    }
}

/// Why somebody opened: the purpose, with what was searched for and the reason, where there are.
pub fn why_words(lang: Lang, told: &ledger::Told) -> String {
    let mut why = words::purpose(lang, told.purpose);
    if let Some(term) = &told.searched {
        why = lang.say("why-searched").with("why", why).with("term", term.as_str()).to_string();
    }
    if let Some(reason) = &told.reason {
        why = lang.say("why-reason").with("why", why).with("reason", reason.as_str()).to_string();
    }
    why
}

/// Whose data, in words.
pub fn whose_words(lang: Lang, whose: &Whose) -> String {
    match whose {
        Whose::Visit { reference } => reference.clone(),
        Whose::Member { name: Some(name) } => name.clone(),
        Whose::Member { name: None } => lang.say("whose-member").to_string(),
        Whose::Organisation => lang.say("whose-organisation").to_string(),
        Whose::AccessLog { month } => {
            lang.say("whose-access-log").with("month", month_words(lang, *month)).to_string()
        }
        Whose::Unknown => lang.say("whose-unknown").to_string(),
    }
}
