//! Classes of personal data: purpose, clock and period of each, in one table (requirements.md, "Suspension, ending, time limits"). Their legal basis follows from the
//! organisation's law (`organisation::Law`).

use crate::time::Timestamp;
use chrono::{Days, Months};
use serde::{Deserialize, Serialize};

/// A class of personal data. A data key exists for each (subject, class), so a class is what is kept and ended together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The arrival form, the times, the professional and the technical data of one visit.
    Visit,
    /// The visitor's national identity number, where they identified themselves (V5).
    Identity,
    /// An organisation's or a member's names, settings and credentials.
    Account,
    /// How to reach an organisation or a member.
    Contact,
    /// Who opened whose data, when and why.
    Audit,
}

/// How long a class is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// As the organisation chose, at most three months.
    Chosen,
    /// This many days.
    Days(u32),
    /// This many years.
    Years(u32),
}

impl Period {
    /// When what began at this time is over; `None` where that is an organisation's choice, or past the end of the calendar.
    pub fn due(self, start: Timestamp) -> Option<Timestamp> {
        match self {
            Period::Chosen => None,
            Period::Days(days) => start.checked_add_days(Days::new(days.into())),
            Period::Years(years) => start.checked_add_months(Months::new(years.checked_mul(12)?)),
        }
    }
}

/// What a class is for and for how long it may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How long.
    pub period: Period,
    /// From when.
    pub starts: &'static str,
    /// Where the number comes from.
    pub source: &'static str,
}

impl Class {
    /// Every class.
    pub const ALL: [Class; 5] = [Class::Visit, Class::Identity, Class::Account, Class::Contact, Class::Audit];

    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Class::Visit => "visit",
            Class::Identity => "identity",
            Class::Account => "account",
            Class::Contact => "contact",
            Class::Audit => "audit",
        }
    }

    /// The class of this stored name.
    pub fn named(name: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.name() == name)
    }

    /// Its row of the retention table.
    pub fn policy(self) -> Policy {
        match self {
            Class::Visit => Policy {
                period: Period::Chosen,
                starts: "call end, or the appointed time when nobody came",
                source: "privacy policy: 1 day to 3 months, set by the organisation",
            },
            Class::Identity => Policy {
                period: Period::Chosen,
                starts: "with the visit's own period",
                source: "terms §9; privacy policy: kept as the visit is",
            },
            Class::Account => {
                Policy { period: Period::Days(60), starts: "cancelled or suspended", source: "terms §3" }
            }
            Class::Contact => Policy {
                period: Period::Days(90),
                starts: "end of the customer relationship",
                source: "privacy policy",
            },
            Class::Audit => Policy { period: Period::Years(5), starts: "the entry", source: "NEN 7513" },
        }
    }
}
