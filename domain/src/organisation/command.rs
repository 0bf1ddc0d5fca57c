//! What people want of an organisation.

use super::{Branding, Country, InForce, Notice, Paper, Profile, Sector, Signature};
use crate::agreement::Kind;
use crate::hours::{Spans, Week};
use crate::id::{MemberId, OrganisationId};
use crate::language::Language;
use crate::personal::Personal;
use crate::picture::Picture;
use crate::retention::Retention;
use crate::role::Role;
use crate::time::Day;
use crate::visit::Reminders;
use crate::ways::Ways;

/// What somebody wants of an organisation.
#[derive(Clone, Debug)]
pub enum Command {
    /// Sign it up.
    SignUp {
        /// Which.
        organisation: OrganisationId,
        /// Who will own it.
        owner: MemberId,
        /// Where it is.
        country: Country,
        /// What it does, where it is asked.
        sector: Option<Sector>,
        /// Where its days and months begin: one of the country's.
        zone: chrono_tz::Tz,
        /// Its name and address.
        profile: Personal<Profile>,
        /// What was read with it: the terms, which it accepts, and the notice about the data of accounts.
        papers: Vec<Paper>,
        /// By whom.
        acceptance: Personal<Signature>,
    },
    /// Its owner confirmed the address.
    Confirm {
        /// For how many days it is on trial; 0 for no trial.
        trial: u16,
    },
    /// Announce to its owner that the trial ends, once that is near.
    AnnounceTrialEnd,
    /// Let it go on after its trial: whoever runs the service has settled that with it.
    Continue,
    /// Sign the agreement that its law asks for.
    SignAgreement {
        /// The signer's roles.
        roles: Vec<Role>,
        /// Exactly which.
        paper: Paper,
        /// By whom.
        signature: Personal<Signature>,
    },
    /// Announce a significant change, where it concerns the organisation.
    AnnounceAgreement {
        /// Exactly which text.
        paper: Paper,
        /// Since when it is offered, as it is or but for small things.
        since: Day,
    },
    /// Take note of an announced change.
    NoteAgreement {
        /// The reader's roles.
        roles: Vec<Role>,
        /// Which kind.
        kind: Kind,
        /// Exactly which text.
        digest: String,
        /// By whom.
        noted: Personal<Signature>,
    },
    /// The letter that announces a change went out.
    NoteAgreementMailed {
        /// Of which kind.
        kind: Kind,
        /// The digest of its text.
        digest: String,
    },
    /// Go on using the service: accepts what has taken effect.
    GoOnUsing {
        /// The user's roles.
        roles: Vec<Role>,
        /// What is in force.
        in_force: Vec<InForce>,
        /// By whom.
        acceptance: Personal<Signature>,
    },
    /// Publish the privacy notice.
    PublishNotice {
        /// The publisher's roles.
        roles: Vec<Role>,
        /// What it says.
        notice: Personal<Notice>,
    },
    /// Offer the ownership.
    OfferOwnership {
        /// The offerer.
        from: MemberId,
        /// The offerer's roles.
        roles: Vec<Role>,
        /// To whom.
        to: MemberId,
    },
    /// End the offer.
    EndOffer {
        /// Whoever ends it: the owner, or the one it was made to.
        by: MemberId,
        /// Their roles.
        roles: Vec<Role>,
    },
    /// Accept the offer.
    AcceptOwnership {
        /// Whoever accepts.
        by: MemberId,
    },
    /// Choose the weekly opening hours.
    ChooseHours {
        /// The chooser's roles.
        roles: Vec<Role>,
        /// The hours of each weekday; `None` for any time.
        week: Option<Week>,
    },
    /// Choose the hours of one day.
    ChooseDayHours {
        /// The chooser's roles.
        roles: Vec<Role>,
        /// Which day.
        on: Day,
        /// Its hours; `None` where they are its weekday's again.
        hours: Option<Spans>,
    },
    /// Choose which reminders visitors get.
    ChooseReminders {
        /// The chooser's roles.
        roles: Vec<Role>,
        /// Which.
        reminders: Reminders,
    },
    /// Choose how long visits are kept.
    ChooseRetention {
        /// The chooser's roles.
        roles: Vec<Role>,
        /// How long.
        retention: Retention,
    },
    /// Keep a logo, to be published.
    DraftLogo {
        /// The uploader's roles.
        roles: Vec<Role>,
        /// The logo.
        logo: Personal<Picture>,
    },
    /// Publish what visitors see.
    Brand {
        /// The publisher's roles.
        roles: Vec<Role>,
        /// Whether the logo is shown.
        logo: bool,
        /// Words and colour.
        branding: Personal<Branding>,
    },
    /// Choose the language of its letters.
    ChooseLanguage {
        /// The chooser's roles.
        roles: Vec<Role>,
        /// Which.
        language: Language,
    },
    /// Say what it does.
    ChooseSector {
        /// The chooser's roles.
        roles: Vec<Role>,
        /// What.
        sector: Sector,
    },
    /// End it, after the days of grace.
    AnnounceEnding {
        /// The owner's roles.
        roles: Vec<Role>,
        /// By whom.
        by: Personal<Signature>,
    },
    /// Go on after all.
    RevokeEnding {
        /// The owner's roles.
        roles: Vec<Role>,
        /// By whom.
        by: Personal<Signature>,
    },
    /// End it, if its day has come.
    End,
    /// Choose which ways its calls may take.
    ChooseWays {
        /// The chooser's roles.
        roles: Vec<Role>,
        /// Which.
        ways: Ways,
    },
}
