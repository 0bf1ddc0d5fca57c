//! Roles in an organisation (A8) and what each may do. One person may hold several; every act says under which it was done.

use serde::{Deserialize, Serialize};

/// A role of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Holds the contract and the address; always billed (B2).
    Owner,
    /// Members and settings.
    Administrator,
    /// Receives visitors.
    Member,
    /// Erases, answers requests.
    ComplianceOfficer,
    /// Reads the access log.
    Auditor,
}

/// Something only certain roles may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// See who waits, admit, hold calls, see the history of visits.
    Receive,
    /// Invite members and grant roles.
    ManageMembers,
    /// Change the organisation's settings.
    ManageSettings,
    /// Sign agreements.
    SignAgreements,
    /// See the bill.
    SeeBill,
    /// Find and erase visits.
    Erase,
    /// Propose, confirm and lift legal holds.
    Hold,
    /// Read the access log.
    Audit,
    /// Hand over the organisation.
    HandOver,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 5] =
        [Role::Owner, Role::Administrator, Role::Member, Role::ComplianceOfficer, Role::Auditor];

    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Administrator => "administrator",
            Role::Member => "member",
            Role::ComplianceOfficer => "compliance-officer",
            Role::Auditor => "auditor",
        }
    }

    /// The role of this name.
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether this role has that power.
    pub fn may(self, power: Power) -> bool {
        use Power::{
            Audit, Erase, HandOver, Hold, ManageMembers, ManageSettings, Receive, SeeBill, SignAgreements,
        };
        match self {
            Role::Owner => {
                matches!(power, ManageMembers | ManageSettings | SignAgreements | SeeBill | HandOver | Hold)
            }
            Role::Administrator => matches!(power, ManageMembers | ManageSettings | SeeBill),
            Role::Member => matches!(power, Receive),
            Role::ComplianceOfficer => matches!(power, Erase | Hold),
            Role::Auditor => matches!(power, Audit),
        }
    }

    /// The first of these roles that has the power: the one under which the act is recorded.
    pub fn with(roles: &[Role], power: Power) -> Option<Role> {
        roles.iter().copied().find(|role| role.may(power))
    }
}
