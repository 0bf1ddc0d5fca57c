//! The events of a member's account.

use crate::id::{MemberId, OrganisationId, SessionId};
use crate::language::Language;
use crate::personal::Personal;
use crate::picture::Picture;
use crate::role::Role;
use crate::text::{Email, Line, PersonName, Secret};
use crate::time::{Day, Month, Timestamp};
use crate::visit::TokenHash;
use serde::{Deserialize, Serialize};

/// What happened to a member's account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// The owner of a new organisation gave name and address.
    #[serde(rename = "member.founded.v1")]
    Founded {
        /// Who.
        member: MemberId,
        /// Of which organisation.
        organisation: OrganisationId,
        /// As what.
        roles: Vec<Role>,
        /// When.
        day: Day,
        /// The name.
        account: Personal<Account>,
        /// How to reach them.
        contact: Personal<Contact>,
    },
    /// Somebody was invited by e-mail (A1).
    #[serde(rename = "member.invited.v1")]
    Invited {
        /// Who.
        member: MemberId,
        /// To which organisation.
        organisation: OrganisationId,
        /// As what.
        roles: Vec<Role>,
        /// When.
        day: Day,
        /// How to reach them.
        contact: Personal<Contact>,
        /// By whom.
        by: Personal<MemberId>,
    },
    /// The invitation was accepted.
    #[serde(rename = "member.accepted.v1")]
    Accepted {
        /// Who.
        member: MemberId,
        /// Of which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The name.
        account: Personal<Account>,
        /// Which notice about the data of accounts stood beside the form, by its digest; nothing in records from before one did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<String>,
    },
    /// The roles were set.
    #[serde(rename = "member.roles-granted.v1")]
    RolesGranted {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// All of them, from now on.
        roles: Vec<Role>,
        /// When.
        day: Day,
        /// By whom.
        by: Personal<MemberId>,
    },
    /// The member was removed: nothing lets them in any more, and their name is kept for its period alone.
    #[serde(rename = "member.removed.v1")]
    Removed {
        /// Who.
        member: MemberId,
        /// From which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// By whom.
        by: Personal<MemberId>,
    },
    /// An invitation that nobody had accepted was withdrawn.
    #[serde(rename = "member.invitation-withdrawn.v1")]
    InvitationWithdrawn {
        /// Whose.
        member: MemberId,
        /// To which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// By whom.
        by: Personal<MemberId>,
    },
    /// The member chose a language: letters to them are written in it (X4).
    #[serde(rename = "member.language-chosen.v1")]
    LanguageChosen {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Which.
        language: Personal<Language>,
    },
    /// The member set a picture of themselves (A9). It replaces the one before.
    #[serde(rename = "member.picture-set.v1")]
    PictureSet {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The picture, as we wrote it anew.
        picture: Personal<Picture>,
    },
    /// The member's picture is shown no more.
    #[serde(rename = "member.picture-removed.v1")]
    PictureRemoved {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
    },
    /// A one-time link was made, to be mailed. It replaces the one before.
    #[serde(rename = "member.link-issued.v1")]
    LinkIssued {
        /// For whom.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// What it does.
        purpose: LinkPurpose,
        /// Its hash.
        link: TokenHash,
        /// When.
        day: Day,
        /// The secret itself, for the mail.
        secret: Personal<Secret>,
    },
    /// A one-time link was used up.
    #[serde(rename = "member.link-used.v1")]
    LinkUsed {
        /// By whom.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// Which.
        link: TokenHash,
    },
    /// A passkey was registered.
    #[serde(rename = "member.passkey-registered.v1")]
    PasskeyRegistered {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The public key and its counter, as the ceremony gave them.
        passkey: Personal<serde_json::Value>,
    },
    /// A passkey proved itself. Its counter or backup state may be another than before.
    #[serde(rename = "member.passkey-used.v1")]
    PasskeyUsed {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Which, in the order of registration, from 0.
        number: u32,
        /// The passkey as it is from now on.
        passkey: Personal<serde_json::Value>,
    },
    /// A passkey was removed: it opens nothing any more.
    #[serde(rename = "member.passkey-removed.v1")]
    PasskeyRemoved {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Which, in the order of registration, from 0.
        number: u32,
    },
    /// A second factor was set: from now on a link alone signs nobody in. It replaces the one before.
    #[serde(rename = "member.second-factor-set.v1")]
    SecondFactorSet {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The hashes of the recovery codes, each good for once.
        recovery: Vec<TokenHash>,
        /// What the codes are made of.
        secret: Personal<Secret>,
    },
    /// A code was given. It is good for once.
    #[serde(rename = "member.second-factor-used.v1")]
    SecondFactorUsed {
        /// By whom.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// What stands for the code: a keyed hash that tells neither the code nor its time, or the hash of a recovery code.
        code: TokenHash,
        /// When.
        day: Day,
    },
    /// There is no second factor any more.
    #[serde(rename = "member.second-factor-removed.v1")]
    SecondFactorRemoved {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// Whether it had been lost, and was given up after a time of waiting.
        recovered: bool,
        /// When.
        day: Day,
    },
    /// Somebody who had a link, and so reads the member's mail, has lost the second factor: every administrator hears of it, and can stop it while time passes.
    #[serde(rename = "member.recovery-requested.v1")]
    RecoveryRequested {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
    },
    /// The recovery was stopped.
    #[serde(rename = "member.recovery-stopped.v1")]
    RecoveryStopped {
        /// Whose.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// By whom.
        by: Personal<MemberId>,
    },
    /// The member signed in with a browser that was not known before.
    #[serde(rename = "member.device-met.v1")]
    DeviceMet {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// The hash of the browser's own secret, with the member's id: of two members on one browser nobody can tell.
        device: TokenHash,
        /// Whether it is the first one that is known of this member: nobody is warned of that.
        first: bool,
        /// When.
        day: Day,
        /// What was seen of it.
        seen: Personal<SignIn>,
    },
    /// Somebody signed up with the address of this account, whose owner is told by mail that there is one.
    #[serde(rename = "member.reminded.v1")]
    Reminded {
        /// Who.
        member: MemberId,
        /// Of which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
    },
    /// The member signed in.
    #[serde(rename = "member.signed-in.v1")]
    SignedIn {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// The session.
        session: SessionId,
        /// The hash of its cookie.
        token: TokenHash,
        /// When.
        day: Day,
        /// How, and when exactly.
        entry: Personal<SignIn>,
    },
    /// The member signed out.
    #[serde(rename = "member.signed-out.v1")]
    SignedOut {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// The session.
        session: SessionId,
    },
    /// The member went on duty: visitors for the first one free are shown to whoever is.
    #[serde(rename = "member.went-on-duty.v1")]
    WentOnDuty {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// The member went off duty.
    #[serde(rename = "member.went-off-duty.v1")]
    WentOffDuty {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// The member is or will be away, and is not offered to visitors meanwhile. It replaces what was said before.
    #[serde(rename = "member.went-away.v1")]
    WentAway {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When this was said; not since when.
        day: Day,
        /// From when until when, and what is said to visitors.
        absence: Personal<Absence>,
    },
    /// The member is not away any more.
    #[serde(rename = "member.came-back.v1")]
    CameBack {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// The member took part in a connected call this month, and is billed for it (B2).
    #[serde(rename = "member.active.v1")]
    Active {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// The month, in the organisation's time zone.
        month: Month,
    },
}

/// A time in which a member is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// From when; from the moment it was said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until when; until it is taken back otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What visitors are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Line>,
    /// When exactly it was said.
    pub at: Timestamp,
}

impl Absence {
    /// Whether the member is away now.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= now) && !self.over(now)
    }

    /// Whether it is over.
    pub fn over(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| until <= now)
    }
}

/// What a one-time link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkPurpose {
    /// Confirms the address of a new organisation's owner.
    Confirmation,
    /// Accepts an invitation.
    Invitation,
    /// Signs in.
    SignIn,
}

/// A member's name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// The name.
    pub name: PersonName,
    /// When exactly it was given.
    pub at: Timestamp,
}

/// How to reach a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contact {
    /// The e-mail address, by which they sign in.
    pub email: Email,
}

/// How somebody signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignIn {
    /// By a passkey or by a link.
    pub by: Method,
    /// When exactly.
    pub at: Timestamp,
    /// The browser and its system, such as "Firefox on Windows".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<Line>,
}

/// How somebody proves who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// A passkey.
    Passkey,
    /// A one-time link by e-mail.
    Link,
    /// The demo's own door.
    Demo,
}
