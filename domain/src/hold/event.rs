//! The events and commands of a legal hold.

use crate::class::Class;
use crate::id::{HoldId, MemberId, OrganisationId, SubjectId};
use crate::personal::Personal;
use crate::role::Role;
use crate::text::{Line, Reason};
use crate::time::{Day, Timestamp};
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// Somebody proposed that a subject's data be kept; nothing is held yet.
    #[serde(rename = "hold.proposed.v1")]
    Proposed {
        /// Which hold.
        hold: HoldId,
        /// In whose house.
        organisation: OrganisationId,
        /// Whose data.
        subject: SubjectId,
        /// Which classes of it.
        classes: Vec<Class>,
        /// On which exemption from the right to erasure.
        exemption: Exemption,
        /// The last day on which it holds.
        until: Day,
        /// When.
        day: Day,
        /// By whom and why: sealed with the access log of the month, which outlives the hold.
        grounds: Personal<Grounds>,
    },
    /// A second person confirmed it: from now on it holds.
    #[serde(rename = "hold.confirmed.v1")]
    Confirmed {
        /// Which hold.
        hold: HoldId,
        /// In whose house.
        organisation: OrganisationId,
        /// Whose data.
        subject: SubjectId,
        /// Which classes of it.
        classes: Vec<Class>,
        /// On which exemption.
        exemption: Exemption,
        /// The last day on which it holds.
        until: Day,
        /// When.
        day: Day,
        /// By whom.
        act: Personal<Act>,
    },
    /// Somebody lifted it before its end, or withdrew what was proposed.
    #[serde(rename = "hold.lifted.v1")]
    Lifted {
        /// Which hold.
        hold: HoldId,
        /// In whose house.
        organisation: OrganisationId,
        /// Whose data.
        subject: SubjectId,
        /// When.
        day: Day,
        /// By whom and why.
        lifting: Personal<Lifting>,
    },
    /// It is over without anybody's doing.
    #[serde(rename = "hold.ended.v1")]
    Ended {
        /// Which hold.
        hold: HoldId,
        /// In whose house.
        organisation: OrganisationId,
        /// Whose data.
        subject: SubjectId,
        /// How it ended.
        end: End,
        /// When.
        day: Day,
    },
    /// A restored log had lost what made it hold, and the key table knew of it: it goes on.
    #[serde(rename = "hold.restored.v1")]
    Restored {
        /// Which hold.
        hold: HoldId,
        /// In whose house.
        organisation: OrganisationId,
        /// Whose data.
        subject: SubjectId,
        /// Which classes of it.
        classes: Vec<Class>,
        /// On which exemption.
        exemption: Exemption,
        /// The last day on which it holds.
        until: Day,
        /// When the log was restored.
        day: Day,
    },
}

/// Why the right to erasure does not apply, as the regulation lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exemption {
    /// A legal obligation, or a task in the public interest.
    LegalObligation,
    /// Public interest in public health.
    PublicHealth,
    /// Establishing, exercising or defending legal claims.
    LegalClaims,
}

impl Exemption {
    /// Every one.
    pub const ALL: [Exemption; 3] =
        [Exemption::LegalClaims, Exemption::LegalObligation, Exemption::PublicHealth];

    /// Its stored name, also the value of the form.
    pub fn name(self) -> &'static str {
        match self {
            Exemption::LegalObligation => "legal-obligation",
            Exemption::PublicHealth => "public-health",
            Exemption::LegalClaims => "legal-claims",
        }
    }

    /// The exemption of this name.
    pub fn named(name: &str) -> Option<Exemption> {
        Self::ALL.into_iter().find(|exemption| exemption.name() == name)
    }

    /// Where it stands.
    pub fn article(self) -> &'static str {
        match self {
            Exemption::LegalObligation => "GDPR Art. 17(3)(b)",
            Exemption::PublicHealth => "GDPR Art. 17(3)(c)",
            Exemption::LegalClaims => "GDPR Art. 17(3)(e)",
        }
    }
}

/// How a hold ended without anybody's doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// Its last day is over.
    RanOut,
    /// It had been lifted; who did and why was lost when the log was restored.
    Lifted,
}

impl End {
    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            End::RanOut => "ran-out",
            End::Lifted => "lifted",
        }
    }

    /// The end of this name.
    pub fn named(name: &str) -> Option<End> {
        [End::RanOut, End::Lifted].into_iter().find(|end| end.name() == name)
    }
}

/// Who proposed a hold, and why.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Grounds {
    /// Who.
    pub by: MemberId,
    /// Under which role.
    pub role: Role,
    /// Why.
    pub reason: Reason,
    /// The legal basis, in words.
    pub basis: Line,
    /// When exactly.
    pub at: Timestamp,
}

/// Who confirmed it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Act {
    /// Who.
    pub by: MemberId,
    /// Under which role.
    pub role: Role,
    /// When exactly.
    pub at: Timestamp,
}

/// Who lifted it, and why.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Lifting {
    /// Who.
    pub by: MemberId,
    /// Under which role.
    pub role: Role,
    /// Why.
    pub reason: Reason,
    /// When exactly.
    pub at: Timestamp,
}

/// What somebody wants.
#[derive(Clone, Debug)]
pub enum Command {
    /// Propose a hold.
    Propose {
        /// What is to be held.
        held: super::Held,
        /// The roles of the one who proposes.
        roles: Vec<Role>,
        /// Who and why.
        grounds: Personal<Grounds>,
    },
    /// Confirm it.
    Confirm {
        /// Who proposed it, as its grounds say; `None` where they cannot be opened any more.
        proposed_by: Option<MemberId>,
        /// Who confirms.
        by: MemberId,
        /// Their roles.
        roles: Vec<Role>,
        /// Who, sealed.
        act: Personal<Act>,
    },
    /// Lift it, or withdraw what was proposed.
    Lift {
        /// The roles of the one who lifts.
        roles: Vec<Role>,
        /// Who and why.
        lifting: Personal<Lifting>,
    },
    /// End it, its last day being over.
    RunOut,
    /// Go on with it after a restore that lost what made it hold.
    GoOn(super::Held),
    /// It had ended before a restore.
    HadEnded(End),
}
