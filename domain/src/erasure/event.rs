//! The events and commands of an erasure.

use crate::id::{ErasureId, MemberId, OrganisationId, SubjectId};
use crate::personal::Personal;
use crate::role::Role;
use crate::text::Reason;
use crate::time::{Day, Timestamp};
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A compliance officer commanded that a subject's keys be destroyed.
    #[serde(rename = "erasure.commanded.v1")]
    Commanded {
        /// Which erasure.
        erasure: ErasureId,
        /// In whose house.
        organisation: OrganisationId,
        /// Whose data.
        subject: SubjectId,
        /// When.
        day: Day,
        /// By whom and why: sealed with the access log of the month, which outlives the visit.
        order: Personal<Order>,
    },
    /// The visitor themselves commanded it, on their receipt page: theirs is no reason that anybody has to give.
    #[serde(rename = "erasure.commanded-by-visitor.v1")]
    CommandedByVisitor {
        /// Which erasure.
        erasure: ErasureId,
        /// In whose house.
        organisation: OrganisationId,
        /// Whose data.
        subject: SubjectId,
        /// When.
        day: Day,
    },
}

/// Who commanded, and why.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// The compliance officer.
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
    /// Erase a subject's data.
    Erase {
        /// Which erasure.
        erasure: ErasureId,
        /// In whose house.
        organisation: OrganisationId,
        /// Whose data.
        subject: SubjectId,
        /// The roles of the one who commands.
        roles: Vec<Role>,
        /// Who and why.
        order: Personal<Order>,
    },
    /// Erase one's own.
    EraseOwn {
        /// Which erasure.
        erasure: ErasureId,
        /// In whose house.
        organisation: OrganisationId,
        /// Whose data.
        subject: SubjectId,
    },
}
