//! How an organisation stands with the texts of its agreements: told of, taken note of, agreed to. What is public of it is one column, who agreed another.

use super::OrganisationRow;
use crate::error::ReadError;
use crate::sealed::{self, forget};
use domain::agreement::{By, Kind};
use domain::organisation::{Signature, Way};
use domain::time::Day;
use domain::{Personal, log};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How an organisation stands with one text of an agreement.
#[derive(Clone, Debug)]
pub struct PaperRow {
    /// Which kind.
    pub kind: Kind,
    /// Which version of it.
    pub version: String,
    /// Its SHA-256, in hex; empty for what was signed before the log kept the texts.
    pub digest: String,
    /// When it was announced, and when it takes effect.
    pub announced: Option<(Day, Day)>,
    /// When somebody took note of the announcement.
    pub noted: Option<Day>,
    /// How it was agreed to, when, and by whom.
    pub accepted: Option<(Way, Day, Personal<Signature>)>,
}

impl OrganisationRow {
    /// What was agreed to last of this kind.
    pub fn accepted(&self, kind: Kind) -> Option<&PaperRow> {
        self.papers.iter().rfind(|paper| paper.kind == kind && paper.accepted.is_some())
    }

    /// Whether an agreement has to be signed before visitors can come (D1, D2).
    pub fn unsigned(&self) -> bool {
        Kind::signed_under(self.law()).is_some_and(|kind| self.accepted(kind).is_none())
    }

    /// The change of this kind that was announced last, and nothing agreed to since.
    pub fn pending(&self, kind: Kind) -> Option<&PaperRow> {
        let last = self.papers.iter().rfind(|paper| paper.kind == kind)?;
        (last.announced.is_some() && last.accepted.is_none()).then_some(last)
    }

    /// Announced changes that nobody has taken note of.
    pub fn to_be_noted(&self) -> impl Iterator<Item = &PaperRow> {
        Kind::of(self.law())
            .into_iter()
            .filter_map(|kind| self.pending(kind))
            .filter(|paper| paper.noted.is_none())
    }

    /// Whether going on to use the service on this day accepts something.
    pub fn use_accepts(&self, today: Day) -> bool {
        let due = |paper: &PaperRow| paper.announced.is_some_and(|(_, effective)| effective <= today);
        Kind::ALL.into_iter().any(|kind| kind.by() == By::Use && self.pending(kind).is_some_and(due))
    }
}

/// Agreements that cannot be written or read.
const PAPERS: ReadError = ReadError::Unreadable("the agreements of an organisation");

/// What is public of a paper, as its column holds it.
#[derive(Serialize, Deserialize)]
struct Facts {
    kind: Kind,
    version: String,
    digest: String,
    announced: Option<(Day, Day)>,
    noted: Option<Day>,
    accepted: Option<(Way, Day)>,
}

pub(super) fn facts(papers: &[PaperRow]) -> Result<String, ReadError> {
    let facts = papers.iter().map(|paper| Facts {
        kind: paper.kind,
        version: paper.version.clone(),
        digest: paper.digest.clone(),
        announced: paper.announced,
        noted: paper.noted,
        accepted: paper.accepted.as_ref().map(|(way, day, _)| (*way, *day)),
    });
    serde_json::to_string(&facts.collect::<Vec<_>>()).map_err(|_| PAPERS)
}

/// Who agreed, each marked with the place of its paper.
pub(super) fn acceptances(papers: &[PaperRow]) -> Result<Vec<u8>, ReadError> {
    let by = (0u32..).zip(papers).filter_map(|(at, paper)| Some((at, paper.accepted.as_ref()?.2.clone())));
    sealed::encode_marked(&by.collect::<Vec<_>>())
}

pub(super) fn read(facts: &str, acceptances: &[u8]) -> Result<Vec<PaperRow>, ReadError> {
    let facts: Vec<Facts> = serde_json::from_str(facts).map_err(|_| PAPERS)?;
    let mut by: BTreeMap<u32, Personal<Signature>> =
        sealed::decode_marked(acceptances)?.into_iter().collect();
    let paper = |(at, fact): (u32, Facts)| {
        let accepted = fact.accepted.zip(by.remove(&at));
        PaperRow {
            kind: fact.kind,
            version: fact.version,
            digest: fact.digest,
            announced: fact.announced,
            noted: fact.noted,
            accepted: accepted.map(|((way, day), by)| (way, day, by)),
        }
    };
    Ok((0u32..).zip(facts).map(paper).collect())
}

impl PaperRow {
    pub(super) fn forget(self, keys: &[log::DestroyedKey]) -> Self {
        let accepted = self.accepted.map(|(way, day, by)| (way, day, forget(by, keys)));
        Self { accepted, ..self }
    }
}

impl OrganisationRow {
    /// The row after something happened to one text.
    pub(super) fn told(
        mut self,
        kind: Kind,
        version: &str,
        digest: &str,
        change: impl FnOnce(&mut PaperRow),
    ) -> Self {
        let known = self
            .papers
            .iter()
            .position(|paper| paper.kind == kind && paper.version == version && paper.digest == digest);
        let new = || PaperRow {
            kind,
            version: version.to_owned(),
            digest: digest.to_owned(),
            announced: None,
            noted: None,
            accepted: None,
        };
        let mut paper = known.map_or_else(new, |at| self.papers.remove(at));
        change(&mut paper);
        // The one that something happened to last stands last.
        self.papers.push(paper);
        self
    }
}
