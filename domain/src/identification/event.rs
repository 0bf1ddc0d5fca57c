//! The events and commands of a visitor's identification. Public parts hold opaque ids and the day; which ID, the outcome and the times are sealed with the visit, the
//! national number under a class of its own.

use crate::electronic_id::Eid;
use crate::id::{OrganisationId, VisitId};
use crate::personal::Personal;
use crate::text::NationalNumber;
use crate::time::{Day, Timestamp};
use crate::visit::{Act, TokenHash};
use serde::{Deserialize, Serialize};

/// What happened in a visitor's identification.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// The visitor was sent to the provider. An attempt before this one cannot be finished any more.
    #[serde(rename = "identification.begun.v1")]
    Begun {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The secret in the visitor's browser from which state, nonce and verifier follow.
        attempt: TokenHash,
        /// With which ID.
        with: Personal<Eid>,
    },
    /// The visitor came back without an identity.
    #[serde(rename = "identification.failed.v1")]
    Failed {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Which attempt.
        attempt: TokenHash,
        /// Why.
        failure: Personal<Failure>,
    },
    /// The provider vouched for an identity. A number from an earlier identification of this visit stands no more.
    #[serde(rename = "identification.completed.v1")]
    Completed {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Which attempt.
        attempt: TokenHash,
        /// The national number.
        number: Personal<NationalNumber>,
        /// With which ID, when exactly, and whether the name agrees.
        vouched: Personal<Vouched>,
    },
    /// The professional was shown the number: once.
    #[serde(rename = "identification.shown.v1")]
    Shown {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// To whom, and when exactly.
        act: Personal<Act>,
    },
}

/// Why an attempt brought no identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// The visitor broke it off.
    Cancelled,
    /// The provider refused, or answered with an error.
    Refused,
    /// The provider did not answer.
    Away,
    /// What the provider answered did not stand the test: signature, issuer, audience, time or nonce.
    Untrue,
    /// The provider vouched, but handed over no number.
    WithoutNumber,
}

/// What the provider vouched for, without the number and without the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouched {
    /// With which ID.
    pub with: Eid,
    /// The name of the ID beside the one that was written.
    pub name: NameSays,
    /// When exactly.
    pub at: Timestamp,
}

/// The name of the ID beside the one that was written; neither is kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameSays {
    /// They agree.
    Agrees,
    /// They do not.
    Differs,
    /// There was none to compare.
    Nothing,
}

/// What somebody wants of an identification.
#[derive(Clone, Debug)]
pub enum Command {
    /// Send the visitor to the provider.
    Begin {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// The secret's hash.
        attempt: TokenHash,
        /// With which ID.
        with: Personal<Eid>,
    },
    /// The attempt brought nothing.
    Fail {
        /// Which attempt.
        attempt: TokenHash,
        /// Why.
        failure: Personal<Failure>,
    },
    /// The provider vouched.
    Complete {
        /// Which attempt.
        attempt: TokenHash,
        /// The number.
        number: Personal<NationalNumber>,
        /// The rest.
        vouched: Personal<Vouched>,
    },
    /// Show the number.
    Show {
        /// To whom, and when.
        act: Personal<Act>,
    },
}
