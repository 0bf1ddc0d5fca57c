//! The operator's agreements: which kinds there are, whom each is for, and which versions of their texts were published (D1, D2, D3). Their words are the operator's own
//! and public; who agreed to them stands with each organisation.

mod event;
#[cfg(test)]
mod tests;

pub use event::{Command, Event};

use crate::aggregate::{Aggregate, StreamName};
use crate::organisation::Law;
use crate::refusal::Refusal;
use crate::text::Invalid;
use crate::time::{Day, Timestamp, day};
use serde::{Deserialize, Serialize};

/// A kind of agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The data processing agreement: the EEA, the United Kingdom, Switzerland (D1).
    #[serde(rename = "dpa")]
    DataProcessing,
    /// The business associate agreement: health care in the United States (D2).
    #[serde(rename = "baa")]
    BusinessAssociate,
    /// The terms of service (D3).
    #[serde(rename = "terms")]
    Terms,
    /// What the operator says about the data of those who have an account.
    #[serde(rename = "staff-notice")]
    StaffNotice,
    /// The words that stand wherever a visitor consents, in every language: the program's own, so that each visit can say which ones were read.
    #[serde(rename = "visitor-notice")]
    VisitorNotice,
}

/// How a kind comes into force for an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Somebody signs it; until then what was signed before stays in force.
    Signature,
    /// It is accepted at sign-up, and a later version by continued use.
    Use,
    /// Nobody agrees to it: it informs.
    Notice,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 5] =
        [Kind::DataProcessing, Kind::BusinessAssociate, Kind::Terms, Kind::StaffNotice, Kind::VisitorNotice];

    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Kind::DataProcessing => "dpa",
            Kind::BusinessAssociate => "baa",
            Kind::Terms => "terms",
            Kind::StaffNotice => "staff-notice",
            Kind::VisitorNotice => "visitor-notice",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// How it comes into force.
    pub fn by(self) -> By {
        match self {
            Kind::DataProcessing | Kind::BusinessAssociate => By::Signature,
            Kind::Terms => By::Use,
            Kind::StaffNotice | Kind::VisitorNotice => By::Notice,
        }
    }

    /// The one that an organisation under this law signs before visitors can come, if there is one (D1, D2); without one the terms say what it would.
    pub fn signed_under(law: Law) -> Option<Kind> {
        match law {
            Law::Gdpr | Law::UkGdpr | Law::Fadp => Some(Kind::DataProcessing),
            Law::Hipaa => Some(Kind::BusinessAssociate),
            Law::Agreed => None,
        }
    }

    /// Those that are for an organisation under this law, the one that is signed first.
    pub fn of(law: Law) -> Vec<Kind> {
        Kind::signed_under(law).into_iter().chain([Kind::Terms, Kind::StaffNotice]).collect()
    }
}

/// Days between the announcement of a change and its effect.
pub const NOTICE: u64 = 30;

/// When a change that is announced today takes effect.
pub fn effective(announced: Day) -> Day {
    announced.checked_add_days(chrono::Days::new(NOTICE)).unwrap_or(announced)
}

/// The stream of a kind's publications.
pub fn stream(kind: Kind) -> StreamName {
    StreamName::new("agreement", kind.name())
}

/// The publications of a kind, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    published: Vec<Publication>,
}

/// A text that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Its version, as people read it.
    pub version: String,
    /// Whether its change is announced.
    pub significant: bool,
    /// What changed, in a sentence.
    pub changed: String,
    /// SHA-256 of the text, in hex.
    pub digest: String,
    /// When it was published.
    pub day: Day,
    template: String,
}

impl Agreement {
    /// The text that is offered now.
    pub fn current(&self) -> Option<&Publication> {
        self.published.last()
    }

    /// The announcements that the text offered now answers, by their digests, and the day since which it does: its own, and those of texts that it changes in
    /// small things alone. Going back to an earlier version answers none of what came in between: that was withdrawn.
    pub fn answers(&self) -> Option<(Vec<String>, Day)> {
        let mut runs: Vec<(&str, bool, Day)> = Vec::new();
        for one in &self.published {
            match runs.last_mut() {
                Some((version, significant, _)) if *version == one.version => *significant |= one.significant,
                Some(_) | None => runs.push((&one.version, one.significant, one.day)),
            }
        }
        let (mut versions, mut since) = (Vec::new(), None);
        for (at, (version, significant, day)) in runs.iter().enumerate().rev() {
            versions.push(*version);
            since = Some(*day);
            if *significant || runs.iter().take(at).any(|(earlier, ..)| earlier == version) {
                break;
            }
        }
        let answered = self.published.iter().filter(|one| versions.contains(&one.version.as_str()));
        Some((answered.map(|one| one.digest.clone()).collect(), since?))
    }

    /// Whether the text offered now answers the announcement of this text.
    pub fn stands(&self, digest: &str) -> bool {
        self.answers().is_some_and(|(answered, _)| answered.iter().any(|one| one == digest))
    }

    /// What was published after the last text of this version; everything, where there is none.
    fn since(&self, version: Option<&str>) -> &[Publication] {
        let known = version.and_then(|known| self.published.iter().rposition(|one| one.version == known));
        self.published.get(known.map_or(0, |at| at + 1)..).unwrap_or_default()
    }

    /// Whether something significant was published after the last text of this version.
    pub fn changed_since(&self, version: Option<&str>) -> bool {
        self.since(version).iter().any(|one| one.significant)
    }

    /// What changed significantly after the last text of this version, up to the text of this digest, which is among it: each in its sentence.
    pub fn changes(&self, version: Option<&str>, digest: &str) -> String {
        let since = self.since(version);
        let upto = since.iter().rposition(|one| one.digest == digest).map_or(0, |at| at + 1);
        let told = since.iter().take(upto).filter(|one| one.significant || one.digest == digest);
        let mut sentences: Vec<&str> = Vec::new();
        for one in told {
            if !sentences.contains(&one.changed.as_str()) {
                sentences.push(&one.changed);
            }
        }
        sentences.join(" ")
    }

    /// The text of this digest.
    pub fn of(&self, digest: &str) -> Option<&Publication> {
        self.published.iter().find(|one| one.digest == digest)
    }
}

impl Aggregate for Agreement {
    type Event = Event;
    type Command = Command;

    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        let Command::Publish { kind, version, dated, significant, changed, template, digest, wording } =
            command;
        if self.current().is_some_and(|current| current.digest == *digest) {
            return Ok(vec![]);
        }
        // What was signed under a version is what stands under it: another template takes another version. The operator's own particulars may change within one.
        if self.published.iter().any(|one| one.version == *version && one.template != *template) {
            return Err(Refusal::Field {
                field: "version",
                why: Invalid::Form("a new one: another text was published under this version"),
            });
        }
        Ok(vec![Event::Published {
            kind: *kind,
            version: version.clone(),
            dated: *dated,
            significant: *significant,
            changed: changed.clone(),
            template: template.clone(),
            digest: digest.clone(),
            wording: wording.clone(),
            day: day(now),
        }])
    }

    fn evolve(mut self, event: &Event) -> Self {
        let Event::Published { version, significant, changed, template, digest, day, .. } = event;
        self.published.push(Publication {
            version: version.clone(),
            significant: *significant,
            changed: changed.clone(),
            template: template.clone(),
            digest: digest.clone(),
            day: *day,
        });
        self
    }
}
