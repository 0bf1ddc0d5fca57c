//! Access entries: who opened whose data, when, why and under which authority. All of them are the access log.

use crate::aggregate::StreamName;
use crate::class::Class;
use crate::id::{MemberId, OrganisationId, SessionId, SubjectId};
use crate::personal::Personal;
use crate::role::Role;
use crate::text::{PersonName, Reason};
use crate::time::{Day, Month, Timestamp};
use serde::{Deserialize, Serialize};

/// What happened in the access log.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// Somebody opened something. Recorded before it is opened.
    #[serde(rename = "access.opened.v1")]
    Opened {
        /// In whose house.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Whose data, of which classes.
        subjects: Vec<Opened>,
        /// Who, when exactly and why: sealed under the organisation's key of the month.
        entry: Personal<Entry>,
    },
}

/// One subject of an access entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Whose.
    pub subject: SubjectId,
    /// Which classes.
    pub classes: Vec<Class>,
}

/// The sealed half of an access entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Who.
    pub viewer: Viewer,
    /// Why.
    pub purpose: Purpose,
    /// When exactly.
    pub at: Timestamp,
    /// The reason given, where one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What was searched for, where it was a search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub searched: Option<Reason>,
    /// The request that asked, to be found in the traces.
    pub request: String,
}

/// Who opens: a person under a role, the person themselves, or a named part of the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Viewer {
    /// A member under a role.
    Member {
        /// Who.
        member: MemberId,
        /// Under which role.
        role: Role,
        /// In which session.
        session: SessionId,
    },
    /// The visitor, by the link they hold.
    Visitor,
    /// Somebody who gave a code that was sent to the phone number or e-mail address the visitor left.
    VisitorByCode,
    /// A guest of a call, by the link they came by.
    Guest,
    /// A person who proves who they are, by a link or a passkey.
    SigningIn {
        /// Who.
        member: MemberId,
    },
    /// Anybody who looks at a public page of the organisation.
    Public,
    /// A part of the system, by its name: `mail`, `billing`.
    System {
        /// Which.
        part: String,
    },
    /// The operator at the command line, under the name they signed in with there.
    Operator {
        /// Their name.
        person: PersonName,
    },
}

/// What an opening is for. Its legal basis is the class's own, except where it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The list of who waits.
    WaitingList,
    /// Letting in and holding the call.
    Call,
    /// The summary after a call.
    Summary,
    /// The history of visits.
    History,
    /// The visitor's own page.
    OwnVisit,
    /// A copy of all that is kept, for the visitor to take along.
    OwnCopy,
    /// The organisation's public pages.
    PublicPage,
    /// A member's own name and account.
    OwnAccount,
    /// Proving who somebody is.
    SignIn,
    /// The list of members.
    Team,
    /// The organisation's settings and agreements.
    Settings,
    /// The organisation's bill.
    Bill,
    /// Counting a call for the bill and the charts.
    Counting,
    /// Sending a message.
    Mail,
    /// The list of appointments, and keeping their time.
    Appointments,
    /// Finding a visit to erase.
    ErasureSearch,
    /// The statement of an erasure.
    Statement,
    /// Deciding on legal holds.
    LegalHold,
    /// Comparing the name of an electronic ID with the one that was written.
    Identification,
    /// Showing the national identity number to the professional.
    IdentityNumber,
    /// Reading the access log.
    Audit,
}

impl Purpose {
    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::WaitingList => "waiting-list",
            Purpose::Call => "call",
            Purpose::Summary => "summary",
            Purpose::History => "history",
            Purpose::OwnVisit => "own-visit",
            Purpose::OwnCopy => "own-copy",
            Purpose::PublicPage => "public-page",
            Purpose::OwnAccount => "own-account",
            Purpose::SignIn => "sign-in",
            Purpose::Team => "team",
            Purpose::Settings => "settings",
            Purpose::Bill => "bill",
            Purpose::Counting => "counting",
            Purpose::Mail => "mail",
            Purpose::Appointments => "appointments",
            Purpose::ErasureSearch => "erasure-search",
            Purpose::Statement => "statement",
            Purpose::LegalHold => "legal-hold",
            Purpose::Identification => "identification",
            Purpose::IdentityNumber => "identity-number",
            Purpose::Audit => "audit",
        }
    }
}

/// The stream of an organisation's access entries of a month.
pub fn stream(organisation: OrganisationId, month: Month) -> StreamName {
    StreamName::new("access", format!("{organisation}-{month}"))
}

/// The subject under whose `audit` key an organisation's entries of a month are sealed.
pub fn subject(organisation: OrganisationId, month: Month) -> SubjectId {
    SubjectId(uuid::Uuid::new_v5(&organisation.0, format!("access-{month}").as_bytes()))
}
