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
    pub const ALL: [Kind; 4] =
        [Kind::DataProcessing, Kind::BusinessAssociate, Kind::Terms, Kind::StaffNotice];

    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Kind::DataProcessing => "dpa",
            Kind::BusinessAssociate => "baa",
            Kind::Terms => "terms",
            Kind::StaffNotice => "staff-notice",
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
            Kind::StaffNotice => By::Notice,
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
    template: String,
}

impl Agreement {
    /// The text that is offered now.
    pub fn current(&self) -> Option<&Publication> {
        self.published.last()
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
        let Event::Published { version, significant, changed, template, digest, .. } = event;
        self.published.push(Publication {
            version: version.clone(),
            significant: *significant,
            changed: changed.clone(),
            template: template.clone(),
            digest: digest.clone(),
        });
        self
    }
}
