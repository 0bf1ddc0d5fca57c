//! The access log as people read it: who opened whose data, when and why, up to a position. A reading is one passage through the door.

use super::Inside;
use super::names::Names;
use crate::error::AppError;
use domain::access::{self, Entry, Purpose, Viewer};
use domain::text::Reason;
use domain::time::Day;
use domain::{Class, MemberId, Month, SubjectId, Timestamp, VisitId};
use projections::{AccessRow, OrganisationRow};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::Access;

/// Which entries are asked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// About these subjects alone; `None` for all.
    pub subjects: Option<Vec<SubjectId>>,
    /// From this day on, in UTC.
    pub from: Day,
    /// Up to this day, in UTC, which is included.
    pub to: Day,
    /// Up to this position.
    pub up_to: u64,
    /// At most this many, the newest.
    pub limit: usize,
}

/// Entries, newest first.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The entries.
    pub lines: Vec<Line>,
    /// Whether there are older ones that fit.
    pub more: bool,
}

/// An entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    /// Where in the log.
    pub position: u64,
    /// When, in UTC.
    pub day: Day,
    /// Whose data was opened.
    pub subjects: Vec<Subject>,
    /// Who opened, and why; `None` once the entry's own period is over.
    pub entry: Option<Told>,
}

/// Whose data.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Subject {
    /// The id.
    pub subject: SubjectId,
    /// Which classes.
    pub classes: Vec<Class>,
    /// What it is the id of.
    #[serde(flatten)]
    pub whose: Whose,
}

/// What a subject is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Whose {
    /// A visit.
    Visit {
        /// Its reference.
        reference: String,
    },
    /// A member.
    Member {
        /// The name, where it is not erased.
        name: Option<String>,
    },
    /// The organisation itself.
    Organisation,
    /// A month of the organisation's access log.
    AccessLog {
        /// Which.
        month: Month,
    },
    /// Nothing that the read models know.
    Unknown,
}

/// What an entry says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Told {
    /// When exactly.
    pub at: Timestamp,
    /// Who.
    pub viewer: Viewer,
    /// The member's name, where it is one and not erased.
    pub name: Option<String>,
    /// Why.
    pub purpose: Purpose,
    /// The reason given.
    pub reason: Option<Reason>,
    /// What was searched for.
    pub searched: Option<Reason>,
    /// The request that asked.
    pub request: String,
}

/// Reads entries of an organisation. Where there are none and nothing was searched for, nothing is opened.
pub async fn read(
    inside: &Inside,
    access: Access,
    organisation: &OrganisationRow,
    question: &Question,
) -> Result<Reading, AppError> {
    let (rows, more) = rows(inside, organisation, question).await?;
    let names = Names::of(&inside.read, organisation.organisation).await?;
    let mut parts: Vec<_> =
        rows.iter().filter_map(|row| row.entry.sealed()).map(|(part, _)| part.clone()).collect();
    if !rows.is_empty() {
        parts.extend(names.candidates());
    }
    let mut opened = inside.deps.vault.disclose(access.clone(), parts).await?;
    let entries: Vec<Option<Entry>> = rows.iter().map(|row| opened.of(&row.entry).value()).collect();
    let mut needed: Vec<MemberId> =
        entries.iter().flatten().filter_map(|entry| member(&entry.viewer)).collect();
    needed.extend(rows.iter().flat_map(|row| &row.subjects).map(|opened| MemberId(opened.subject.0)));
    names.complete(&inside.deps, &access, &mut opened, &needed).await?;

    let mut known = known(organisation, inside.deps.now());
    let mut lines = Vec::with_capacity(rows.len());
    for (row, entry) in rows.into_iter().zip(entries) {
        let mut subjects = Vec::with_capacity(row.subjects.len());
        for seen in row.subjects {
            let whose = match known.get(&seen.subject) {
                Some(whose) => whose.clone(),
                None => {
                    let member = MemberId(seen.subject.0);
                    let whose = if names.holds(member) {
                        Whose::Member { name: names.name(&opened, member) }
                    } else {
                        visit(inside, organisation, seen.subject).await?
                    };
                    known.insert(seen.subject, whose.clone());
                    whose
                }
            };
            subjects.push(Subject { subject: seen.subject, classes: seen.classes, whose });
        }
        let entry = entry.map(|entry| Told {
            at: entry.at,
            name: member(&entry.viewer).and_then(|member| names.name(&opened, member)),
            viewer: entry.viewer,
            purpose: entry.purpose,
            reason: entry.reason,
            searched: entry.searched,
            request: entry.request,
        });
        lines.push(Line { position: row.position, day: row.day, subjects, entry });
    }
    Ok(Reading { lines, more })
}

/// The member who opened, where it was one.
pub fn member(viewer: &Viewer) -> Option<MemberId> {
    match viewer {
        Viewer::Member { member, .. } | Viewer::SigningIn { member } => Some(*member),
        Viewer::Visitor
        | Viewer::VisitorByCode
        | Viewer::Guest
        | Viewer::Public
        | Viewer::System { .. }
        | Viewer::Operator { .. } => None,
    }
}

/// The rows, newest first, and whether there are older ones. One more than asked for is read, and not opened.
async fn rows(
    inside: &Inside,
    organisation: &OrganisationRow,
    question: &Question,
) -> Result<(Vec<AccessRow>, bool), AppError> {
    let log = inside.read.access();
    let organisation = organisation.organisation;
    let Question { from, to, up_to, limit, .. } = *question;
    let mut rows = match &question.subjects {
        None => {
            let limit = u32::try_from(limit).unwrap_or(u32::MAX).saturating_add(1);
            log.between(Some(organisation), from, to, Some(up_to), limit).await?
        }
        Some(subjects) => {
            let mut rows = Vec::new();
            for subject in subjects {
                rows.extend(log.of_subject(*subject).await?);
            }
            // A subject's id is no authority: entries of another house are not this one's to read.
            rows.retain(|row| {
                row.organisation == organisation && row.position <= up_to && (from..=to).contains(&row.day)
            });
            rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.position));
            rows.dedup_by_key(|row| row.position);
            rows
        }
    };
    let more = rows.len() > limit;
    rows.truncate(limit);
    Ok((rows, more))
}

/// The subjects that follow from the organisation's id.
fn known(organisation: &OrganisationRow, now: Timestamp) -> HashMap<SubjectId, Whose> {
    let id = organisation.organisation;
    let mut known = HashMap::from([(id.subject(), Whose::Organisation)]);
    let since = organisation.since.and_time(chrono::NaiveTime::MIN).and_utc();
    for month in months(since, now, chrono_tz::UTC) {
        known.insert(access::subject(id, month), Whose::AccessLog { month });
    }
    known
}

/// The months from one instant to another, both included.
pub fn months(from: Timestamp, to: Timestamp, zone: chrono_tz::Tz) -> Vec<Month> {
    let (last, mut month) = (Month::of(to, zone), Month::of(from, zone));
    let mut months = Vec::new();
    while month <= last {
        months.push(month);
        let next = month.first().and_then(|first| first.checked_add_months(chrono::Months::new(1)));
        let Some(next) = next else { break };
        month = Month::of(next.and_time(chrono::NaiveTime::MIN).and_utc(), chrono_tz::UTC);
    }
    months
}

async fn visit(
    inside: &Inside,
    organisation: &OrganisationRow,
    subject: SubjectId,
) -> Result<Whose, AppError> {
    let visit = inside.read.visits().get(VisitId(subject.0)).await?;
    Ok(visit
        .filter(|visit| visit.organisation == organisation.organisation)
        .map_or(Whose::Unknown, |visit| Whose::Visit { reference: visit.reference }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_the_wall_of_the_zone_and_cross_the_year() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let names = |from, to, zone| {
            let months = months(at(from), at(to), zone);
            months.iter().map(Month::to_string).collect::<Vec<_>>().join(" ")
        };
        let (november, january) = ("2026-11-30T23:30:00Z", "2027-01-01T00:00:00Z");
        assert_eq!(names(november, january, chrono_tz::UTC), "2026-11 2026-12 2027-01");
        assert_eq!(names(november, january, chrono_tz::Europe::Oslo), "2026-12 2027-01");
        assert_eq!(names(january, november, chrono_tz::UTC), "");
    }

    #[test]
    fn a_line_survives_the_way_through_the_socket() {
        let line = r#"{"position":7,"day":"2026-11-21","subjects":[{"subject":"3aee2513-ad00-0000-0000-000000000009",
            "classes":["visit"],"of":"visit","reference":"7BQ2-A4XD"}],"entry":{"at":"2026-11-21T10:00:00Z",
            "viewer":{"system":{"part":"mail"}},"name":null,"purpose":"mail","reason":null,"searched":null,"request":"r"}}"#;
        let line: Line = serde_json::from_str(line).unwrap();
        let again: Line = serde_json::from_value(serde_json::to_value(&line).unwrap()).unwrap();
        assert!(matches!(&again.subjects[0].whose, Whose::Visit { reference } if reference == "7BQ2-A4XD"));
        assert_eq!(again.entry.map(|entry| entry.purpose), Some(Purpose::Mail));
    }
}
