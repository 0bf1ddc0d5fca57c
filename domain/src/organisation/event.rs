//! The events of an organisation.

use super::{Country, Sector, Way};
use crate::agreement::Kind;
use crate::hours::{Spans, Week};
use crate::id::{MemberId, OrganisationId};
use crate::language::Language;
use crate::personal::Personal;
use crate::picture::Picture;
use crate::retention::Retention;
use crate::text::{Accent, Email, Line, Note, OrganisationName, PersonName, Slug};
use crate::time::{Day, Timestamp};
use crate::visit::Reminders;
use crate::ways::Ways;
use serde::{Deserialize, Serialize};

/// What happened in an organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// Somebody signed it up.
    #[serde(rename = "organisation.signed-up.v1")]
    SignedUp {
        /// Which.
        organisation: OrganisationId,
        /// Who owns it.
        owner: MemberId,
        /// Where its days and months begin.
        zone: chrono_tz::Tz,
        /// Where it is, which settles the emergency number, the authority and the tax.
        country: Country,
        /// When.
        day: Day,
        /// Its name and address: sealed, since a solo professional's are personal.
        profile: Personal<Profile>,
    },
    /// The owner confirmed the e-mail address.
    #[serde(rename = "organisation.confirmed.v1")]
    Confirmed {
        /// Which.
        organisation: OrganisationId,
        /// When.
        day: Day,
    },
    /// Its trial began (A4).
    #[serde(rename = "organisation.trial-began.v1")]
    TrialBegan {
        /// Which.
        organisation: OrganisationId,
        /// The last day of it, by the organisation's calendar.
        last: Day,
        /// When.
        day: Day,
    },
    /// The end of its trial is near. A letter to the owner follows from it.
    #[serde(rename = "organisation.trial-end-announced.v1")]
    TrialEndAnnounced {
        /// Which.
        organisation: OrganisationId,
        /// The last day of it.
        last: Day,
        /// When.
        day: Day,
    },
    /// Whoever runs the service lets it go on after its trial.
    #[serde(rename = "organisation.continued.v1")]
    Continued {
        /// Which.
        organisation: OrganisationId,
        /// When.
        day: Day,
    },
    /// The data processing agreement was signed (D1). Before agreements had kinds: nothing records it any more.
    #[serde(rename = "organisation.agreement-signed.v1")]
    AgreementSigned {
        /// Which organisation.
        organisation: OrganisationId,
        /// Which version of the template.
        version: String,
        /// When.
        day: Day,
        /// By whom.
        signature: Personal<Signature>,
    },
    /// An agreement was agreed to: signed, accepted with the sign-up, or by continued use (D1, D2, D3).
    #[serde(rename = "organisation.agreement-accepted.v1")]
    AgreementAccepted {
        /// Which organisation.
        organisation: OrganisationId,
        /// Which kind.
        kind: Kind,
        /// Which version of it.
        version: String,
        /// Exactly which text: its SHA-256, in hex.
        digest: String,
        /// How.
        way: Way,
        /// When.
        day: Day,
        /// By whom.
        acceptance: Personal<Signature>,
    },
    /// A significant change of an agreement was announced (D3). A letter to the owner follows from it.
    #[serde(rename = "organisation.agreement-announced.v1")]
    AgreementAnnounced {
        /// Which organisation.
        organisation: OrganisationId,
        /// Which kind.
        kind: Kind,
        /// Which version of it.
        version: String,
        /// Exactly which text.
        digest: String,
        /// The last day of the notice, if its letter goes out that day; it runs from the day on which it does.
        effective: Day,
        /// When.
        day: Day,
    },
    /// The letter that announces a change went out: the notice runs from this day on.
    #[serde(rename = "organisation.agreement-mailed.v1")]
    AgreementMailed {
        /// Which organisation.
        organisation: OrganisationId,
        /// Which kind.
        kind: Kind,
        /// Which version of it.
        version: String,
        /// Exactly which text.
        digest: String,
        /// When.
        day: Day,
    },
    /// Somebody who may sign has taken note of an announced change.
    #[serde(rename = "organisation.agreement-noted.v1")]
    AgreementNoted {
        /// Which organisation.
        organisation: OrganisationId,
        /// Which kind.
        kind: Kind,
        /// Which version of it.
        version: String,
        /// Exactly which text.
        digest: String,
        /// When.
        day: Day,
        /// By whom.
        noted: Personal<Signature>,
    },
    /// The privacy notice was published in the operator's name (G8).
    #[serde(rename = "organisation.notice-published.v1")]
    NoticePublished {
        /// Which organisation.
        organisation: OrganisationId,
        /// Its number, from 1.
        version: u32,
        /// When.
        day: Day,
        /// What it says.
        notice: Personal<Notice>,
    },
    /// How long visits are kept was chosen. It never lengthens the period of a visit already consented to.
    #[serde(rename = "organisation.retention-chosen.v1")]
    RetentionChosen {
        /// Which organisation.
        organisation: OrganisationId,
        /// How long.
        retention: Retention,
        /// When.
        day: Day,
    },
    /// The weekly opening hours were chosen: a public fact, told to every visitor.
    #[serde(rename = "organisation.hours-chosen.v1")]
    HoursChosen {
        /// Which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The hours of each weekday from Monday on; without them visitors can come at any time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        week: Option<Week>,
    },
    /// The hours of one day were made different from its weekday's, or the same again.
    #[serde(rename = "organisation.day-hours-chosen.v1")]
    DayHoursChosen {
        /// Which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Of which day, by the organisation's calendar.
        on: Day,
        /// Its hours; without any spans it is closed, and as its weekday where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours: Option<Spans>,
    },
    /// Which reminders visitors get unless their invitation says otherwise.
    #[serde(rename = "organisation.reminders-chosen.v1")]
    RemindersChosen {
        /// Which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Which.
        reminders: Reminders,
    },
    /// The language of its letters was chosen (X4); until then it is its country's.
    #[serde(rename = "organisation.language-chosen.v1")]
    LanguageChosen {
        /// Which organisation.
        organisation: OrganisationId,
        /// Which language.
        language: Language,
        /// When.
        day: Day,
    },
    /// A logo was uploaded. Nobody outside sees it until it is published.
    #[serde(rename = "organisation.logo-drafted.v1")]
    LogoDrafted {
        /// Which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The logo, as we wrote it anew.
        logo: Personal<Picture>,
    },
    /// What visitors see of the organisation was published (A9).
    #[serde(rename = "organisation.branded.v1")]
    Branded {
        /// Which organisation.
        organisation: OrganisationId,
        /// Its number, from 1.
        version: u32,
        /// Whether the logo that was drafted last is shown.
        logo: bool,
        /// When.
        day: Day,
        /// Its words and its colour.
        branding: Personal<Branding>,
    },
    /// It said what it does (A6): asked where the law depends on it, that is in the United States.
    #[serde(rename = "organisation.sector-chosen.v1")]
    SectorChosen {
        /// Which organisation.
        organisation: OrganisationId,
        /// What it does.
        sector: Sector,
        /// When.
        day: Day,
    },
    /// Which ways its calls may take was chosen (C2); until then it is any.
    #[serde(rename = "organisation.call-ways-chosen.v1")]
    CallWaysChosen {
        /// Which organisation.
        organisation: OrganisationId,
        /// Which ways.
        ways: Ways,
        /// When.
        day: Day,
    },
    /// The owner offered the ownership to another member (A8). It replaces an earlier offer.
    #[serde(rename = "organisation.ownership-offered.v1")]
    OwnershipOffered {
        /// Which organisation.
        organisation: OrganisationId,
        /// By whom.
        from: MemberId,
        /// To whom.
        to: MemberId,
        /// When.
        day: Day,
    },
    /// The offer is over: the owner withdrew it, or the other declined.
    #[serde(rename = "organisation.ownership-offer-ended.v1")]
    OwnershipOfferEnded {
        /// Which organisation.
        organisation: OrganisationId,
        /// To whom it was made.
        to: MemberId,
        /// Whether the other declined.
        declined: bool,
        /// When.
        day: Day,
    },
    /// The offer was accepted: the other is the owner from now on, with the seat that is always billed (B2) and keeps the address (A7).
    #[serde(rename = "organisation.handed-over.v1")]
    HandedOver {
        /// Which organisation.
        organisation: OrganisationId,
        /// The owner until now.
        from: MemberId,
        /// The owner.
        to: MemberId,
        /// When.
        day: Day,
    },
    /// Its owner ends it: on that day, unless it is revoked before. Letters to everybody who has an account follow from it.
    #[serde(rename = "organisation.ending-announced.v1")]
    EndingAnnounced {
        /// Which.
        organisation: OrganisationId,
        /// The day on which it ends.
        on: Day,
        /// When.
        day: Day,
        /// By whom.
        by: Personal<Signature>,
    },
    /// It goes on after all.
    #[serde(rename = "organisation.ending-revoked.v1")]
    EndingRevoked {
        /// Which.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// By whom.
        by: Personal<Signature>,
    },
    /// Its day has come: nobody comes in or signs in any more, its visits end, and the clocks of its people run (S3).
    #[serde(rename = "organisation.ended.v1")]
    Ended {
        /// Which.
        organisation: OrganisationId,
        /// When.
        day: Day,
    },
    /// A connected call ended: the day's count and whole minutes, which outlive the visit.
    #[serde(rename = "organisation.call-counted.v1")]
    CallCounted {
        /// Which organisation.
        organisation: OrganisationId,
        /// On which day.
        day: Day,
        /// Whole minutes, rounded up.
        minutes: u32,
    },
}

/// An organisation's name and address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Profile {
    /// Its name.
    pub name: OrganisationName,
    /// Its address `/{slug}`.
    pub slug: Slug,
    /// When exactly it was signed up.
    pub at: Timestamp,
}

/// A signature under an agreement, or who else agreed to it or took note of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Signature {
    /// Who.
    pub by: MemberId,
    /// The name as signed; none where nobody wrote one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// When exactly.
    pub at: Timestamp,
}

/// The privacy notice's own lines; its text is a template.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// The controller.
    pub controller: OrganisationName,
    /// The controller's postal address.
    pub address: Line,
    /// The data-protection officer, or whom to ask.
    pub officer: PersonName,
    /// Where to write to.
    pub email: Email,
    /// When exactly it was published.
    pub at: Timestamp,
}

/// The words and the colour of an organisation's pages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Branding {
    /// Words on the page where visitors come in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub welcome: Option<Note>,
    /// Words to those who wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Note>,
    /// The colour of buttons and links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Accent>,
    /// When exactly it was published.
    pub at: Timestamp,
}
