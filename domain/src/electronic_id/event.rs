//! The events and commands of an organisation's use of electronic ID (V5), and the IDs there are.

use crate::id::{MemberId, OrganisationId};
use crate::personal::Personal;
use crate::role::Role;
use crate::text::{NationalNumber, Reason};
use crate::time::{Day, Timestamp};
use serde::{Deserialize, Serialize};

/// What happened to an organisation's use of electronic ID.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// It was switched on, or chosen anew, after the legal ground was confirmed.
    #[serde(rename = "electronic-id.switched-on.v1")]
    SwitchedOn {
        /// Whose.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Which IDs visitors may use.
        eids: Vec<Eid>,
        /// Whether visitors are asked or free.
        demand: Demand,
        /// Who confirmed which legal ground, and when exactly.
        ground: Personal<Ground>,
    },
    /// It was switched off: nobody is asked any more. Numbers that are there go with their visits.
    #[serde(rename = "electronic-id.switched-off.v1")]
    SwitchedOff {
        /// Whose.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Who, and when exactly.
        act: Personal<Act>,
    },
}

/// An electronic ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Eid {
    /// `BankID` in Norway.
    #[serde(rename = "no-bankid")]
    NorwegianBankId,
    /// `BankID` in Sweden.
    #[serde(rename = "se-bankid")]
    SwedishBankId,
    /// `MitID` in Denmark, which followed `NemID`.
    #[serde(rename = "dk-mitid")]
    MitId,
}

impl Eid {
    /// Every one.
    pub const ALL: [Eid; 3] = [Eid::NorwegianBankId, Eid::SwedishBankId, Eid::MitId];

    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Eid::NorwegianBankId => "no-bankid",
            Eid::SwedishBankId => "se-bankid",
            Eid::MitId => "dk-mitid",
        }
    }

    /// The one of this stored name.
    pub fn named(name: &str) -> Option<Eid> {
        Eid::ALL.into_iter().find(|eid| eid.name() == name)
    }

    /// The national number as this ID's country writes it: fødselsnummer (11 digits), personnummer with the century (12), CPR number (10).
    /// `None` for anything else; what it was is not repeated.
    pub fn number(self, text: &str) -> Option<NationalNumber> {
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
        let length = match self {
            Eid::NorwegianBankId => 11,
            Eid::SwedishBankId => 12,
            Eid::MitId => 10,
        };
        if digits.len() != length {
            return None;
        }
        NationalNumber::parse(&digits).ok()
    }
}

/// How much visitors are free. Nobody is turned away by the program itself: who cannot identify themselves waits all the same, and the professional is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Demand {
    /// Those who wish to.
    Free,
    /// Everybody is asked before they wait.
    Asked,
}

impl Demand {
    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Demand::Free => "free",
            Demand::Asked => "asked",
        }
    }

    /// The one of this stored name.
    pub fn named(name: &str) -> Option<Demand> {
        [Demand::Free, Demand::Asked].into_iter().find(|demand| demand.name() == name)
    }
}

/// The confirmation of a legal ground.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ground {
    /// Who confirmed it.
    pub by: MemberId,
    /// Which ground, in their words.
    pub words: Reason,
    /// When exactly.
    pub at: Timestamp,
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The member.
    pub by: MemberId,
    /// When exactly.
    pub at: Timestamp,
}

/// What somebody wants of an organisation's electronic ID.
#[derive(Clone, Debug)]
pub enum Command {
    /// Switch it on, or choose anew.
    SwitchOn {
        /// Whose.
        organisation: OrganisationId,
        /// The chooser's roles.
        roles: Vec<Role>,
        /// Which IDs.
        eids: Vec<Eid>,
        /// Asked or free.
        demand: Demand,
        /// Whether the ground was confirmed.
        confirmed: bool,
        /// The ground.
        ground: Personal<Ground>,
    },
    /// Switch it off.
    SwitchOff {
        /// Whose.
        organisation: OrganisationId,
        /// The chooser's roles.
        roles: Vec<Role>,
        /// Who, and when.
        act: Personal<Act>,
    },
}
