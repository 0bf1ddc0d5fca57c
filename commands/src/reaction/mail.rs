//! Mails one-time links, and what members must hear of: that there is an account already, that they were removed, that the ownership is offered to them or was accepted, what
//! changed about how they sign in, what changes in an agreement. The secret and the address are opened through the door, by the actor `mail`.

use super::addressee::{Sent, addressee, send};
use super::{Reaction, Told};
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::agreement::{Kind, effective};
use domain::member::{Event, LinkPurpose};
use domain::organisation;
use domain::text::Secret;
use domain::time::Day;
use domain::{CommandId, Fact, Language, MemberId, OrganisationId, Personal};
use std::sync::Arc;
use store::Record;
use uuid::Uuid;

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// Confirm the address of a new organisation's owner.
    Confirmation,
    /// Accept an invitation.
    Invitation,
    /// Sign in.
    SignIn,
    /// There is an account already.
    Reminder,
    /// The member was removed.
    Removed,
    /// The ownership is offered to the member.
    OwnershipOffered,
    /// The member has handed over the ownership.
    HandedOver,
    /// The member signed in with a browser that was not known.
    NewDevice,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// A second factor was set.
    FactorSet,
    /// The second factor was removed.
    FactorRemoved,
    /// A member of the organisation has lost the second factor.
    RecoveryRequested,
    /// Somebody waits, and the member is not looking.
    SomebodyWaits,
    /// The organisation goes on after all.
    EndingRevoked,
}

/// A significant change of an agreement, as its letter tells of it.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Which kind.
    pub kind: Kind,
    /// Which version it is from now on.
    pub version: &'a str,
    /// What changed, in the operator's own sentence.
    pub changed: &'a str,
    /// From when on it holds, where nobody signs it.
    pub effective: Day,
    /// The reader's organisation.
    pub organisation: &'a str,
    /// Where it can be read.
    pub link: &'a str,
}

/// The words of letters, in the language they are asked for.
pub trait Words: Send + Sync {
    /// The subject and the text of a letter to a visitor.
    fn to_visitor(&self, told: &Told<'_>) -> (String, String);

    /// The summary and the description of a visitor's calendar entry: no link that lets in.
    fn entry(&self, told: &Told<'_>) -> (String, String);

    /// A text message to a visitor: no names, neither theirs nor anybody's.
    fn text_message(&self, told: &Told<'_>) -> String;

    /// The subject and the text of a letter with the code of a receipt page.
    fn code(&self, language: Language, organisation: &str, code: &str) -> (String, String);

    /// The same as a text message: no names.
    fn code_text(&self, language: Language, code: &str) -> String;

    /// A text message to a member who is not looking: somebody waits. No names, and the address of these pages.
    fn somebody_waits(&self, language: Language, origin: &str) -> String;

    /// The subject and the text of a letter that announces a change of an agreement.
    fn agreement_changed(&self, language: Language, change: &Change<'_>) -> (String, String);

    /// The subject and the text of a letter that says on which day the organisation ends.
    fn ending(&self, language: Language, organisation: &str, on: Day, link: &str) -> (String, String);

    /// The subject and the text of a letter that says on which day the trial ends.
    fn trial_ends(&self, language: Language, organisation: &str, last: Day, link: &str) -> (String, String);

    /// The subject and the text of a letter that carries a link in the name of an organisation.
    fn letter(
        &self,
        kind: LetterKind,
        language: Language,
        organisation: &str,
        link: &str,
    ) -> (String, String);
}

pub(super) struct Mail {
    pub(super) words: Arc<dyn Words>,
}

#[async_trait]
impl Reaction for Mail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn reaches_out(&self) -> bool {
        true
    }

    async fn react(&self, deps: &Deps, record: &Record, fact: &Fact) -> Result<(), CommandError> {
        if let Fact::Organisation(organisation::Event::AgreementAnnounced {
            organisation,
            kind,
            digest,
            ..
        }) = fact
        {
            return self.announce(deps, record, *organisation, (*kind, digest)).await;
        }
        if let Fact::Organisation(organisation::Event::TrialEndAnnounced { organisation, last, .. }) = fact {
            return self.trial_ends(deps, record, *organisation, *last).await;
        }
        if let Fact::Organisation(event) = fact
            && self.tell_everybody(deps, record, event).await?
        {
            return Ok(());
        }
        let Some(errand) = errand(fact) else { return Ok(()) };
        if errand.kind != LetterKind::RecoveryRequested {
            return self.write(deps, record, errand, b"letter").await;
        }
        // Everybody who can stop it hears of it, and the member themselves.
        let mut told = crate::member::administrators(deps, errand.organisation).await?;
        told.insert(errand.member);
        for member in told {
            self.write(deps, record, Errand { member, ..errand }, member.as_bytes()).await?;
        }
        Ok(())
    }
}

impl Mail {
    /// Tells the owner what changes, and from when on: thirty days after the letter, which may have been held.
    async fn announce(
        &self,
        deps: &Deps,
        record: &Record,
        organisation: OrganisationId,
        (kind, digest): (Kind, &str),
    ) -> Result<(), CommandError> {
        let there = crate::organisation::organisation(deps, organisation).await?;
        let published = crate::agreement::published(deps, kind).await?;
        let (Some(core), Some(one)) = (there.core(), published.of(digest)) else { return Ok(()) };
        // Signed or accepted meanwhile, or another change was announced.
        if core.pending(kind).is_none_or(|announced| announced.paper.digest != digest) {
            return Ok(());
        }
        let changed = published.changes(core.accepted(kind).map(|paper| paper.version.as_str()), digest);
        let Some(to) = addressee(deps, record, core.owner, organisation, None).await? else { return Ok(()) };
        let link = format!("{}/{}/agreement", deps.origin, to.profile.slug.as_str());
        let change = Change {
            kind,
            version: &one.version,
            changed: &changed,
            effective: effective(deps.now().with_timezone(&core.zone).date_naive()),
            organisation: to.profile.name.as_str(),
            link: &link,
        };
        let words = self.words.agreement_changed(to.language, &change);
        if send(deps, record, &to, b"letter", words).await? == Sent::Taken {
            let id = CommandId(Uuid::new_v5(&record.id.0, b"mailed"));
            crate::agreement::mailed(deps, id, organisation, kind, digest).await?;
        }
        Ok(())
    }

    /// Tells the owner on which day the trial ends, unless it has been continued meanwhile.
    async fn trial_ends(
        &self,
        deps: &Deps,
        record: &Record,
        organisation: OrganisationId,
        last: Day,
    ) -> Result<(), CommandError> {
        let there = crate::organisation::organisation(deps, organisation).await?;
        let Some(core) = there.core().filter(|core| core.trial.is_some()) else { return Ok(()) };
        let Some(to) = addressee(deps, record, core.owner, organisation, None).await? else { return Ok(()) };
        let link = format!("{}/{}/settings", deps.origin, to.profile.slug.as_str());
        let words = self.words.trial_ends(to.language, to.profile.name.as_str(), last, &link);
        send(deps, record, &to, b"letter", words).await.map(drop)
    }

    /// Tells everybody who has an account of an end, or that it is revoked. Whether there was something to tell.
    async fn tell_everybody(
        &self,
        deps: &Deps,
        record: &Record,
        event: &organisation::Event,
    ) -> Result<bool, CommandError> {
        let (organisation, on) = match event {
            organisation::Event::EndingAnnounced { organisation, on, .. } => (*organisation, Some(*on)),
            organisation::Event::EndingRevoked { organisation, .. } => (*organisation, None),
            organisation::Event::SignedUp { .. }
            | organisation::Event::Confirmed { .. }
            | organisation::Event::TrialBegan { .. }
            | organisation::Event::TrialEndAnnounced { .. }
            | organisation::Event::Continued { .. }
            | organisation::Event::AgreementSigned { .. }
            | organisation::Event::AgreementAccepted { .. }
            | organisation::Event::AgreementAnnounced { .. }
            | organisation::Event::AgreementMailed { .. }
            | organisation::Event::AgreementNoted { .. }
            | organisation::Event::NoticePublished { .. }
            | organisation::Event::RetentionChosen { .. }
            | organisation::Event::HoursChosen { .. }
            | organisation::Event::RemindersChosen { .. }
            | organisation::Event::DayHoursChosen { .. }
            | organisation::Event::LanguageChosen { .. }
            | organisation::Event::LogoDrafted { .. }
            | organisation::Event::Branded { .. }
            | organisation::Event::SectorChosen { .. }
            | organisation::Event::CallWaysChosen { .. }
            | organisation::Event::OwnershipOffered { .. }
            | organisation::Event::OwnershipOfferEnded { .. }
            | organisation::Event::HandedOver { .. }
            | organisation::Event::Ended { .. }
            | organisation::Event::CallCounted { .. } => return Ok(false),
        };
        for core in crate::member::everybody(deps, organisation).await? {
            let Some(to) = addressee(deps, record, core.member, organisation, None).await? else { continue };
            let (name, slug) = (to.profile.name.as_str(), to.profile.slug.as_str());
            let link = format!("{}/{}", deps.origin, path(LetterKind::EndingRevoked, "", slug));
            let words = match on {
                Some(on) => self.words.ending(to.language, name, on, &link),
                None => self.words.letter(LetterKind::EndingRevoked, to.language, name, &link),
            };
            send(deps, record, &to, core.member.as_bytes(), words).await?;
        }
        Ok(true)
    }

    /// Writes a letter and sends it. `name` tells it from others about the same event.
    async fn write(
        &self,
        deps: &Deps,
        record: &Record,
        errand: Errand<'_>,
        name: &[u8],
    ) -> Result<(), CommandError> {
        let Errand { kind, member, organisation, carried } = errand;
        let Some(to) = addressee(deps, record, member, organisation, carried).await? else { return Ok(()) };
        let link = format!("{}/{}", deps.origin, path(kind, &to.secret, to.profile.slug.as_str()));
        let words = self.words.letter(kind, to.language, to.profile.name.as_str(), &link);
        send(deps, record, &to, name, words).await.map(drop)
    }
}

/// A letter to be written.
#[derive(Clone, Copy)]
struct Errand<'a> {
    kind: LetterKind,
    member: MemberId,
    organisation: OrganisationId,
    carried: Option<&'a Personal<Secret>>,
}

/// The letter that this event calls for.
fn errand(fact: &Fact) -> Option<Errand<'_>> {
    let (kind, member, organisation, carried) = match fact {
        Fact::Member(Event::LinkIssued { member, organisation, purpose, secret, .. }) => {
            let kind = match purpose {
                LinkPurpose::Confirmation => LetterKind::Confirmation,
                LinkPurpose::Invitation => LetterKind::Invitation,
                LinkPurpose::SignIn => LetterKind::SignIn,
            };
            (kind, member, organisation, Some(secret))
        }
        Fact::Member(Event::Reminded { member, organisation, .. }) => {
            (LetterKind::Reminder, member, organisation, None)
        }
        Fact::Member(Event::Removed { member, organisation, .. }) => {
            (LetterKind::Removed, member, organisation, None)
        }
        Fact::Member(Event::DeviceMet { member, organisation, first: false, .. }) => {
            (LetterKind::NewDevice, member, organisation, None)
        }
        Fact::Member(Event::PasskeyRegistered { member, organisation, .. }) => {
            (LetterKind::PasskeyAdded, member, organisation, None)
        }
        Fact::Member(Event::PasskeyRemoved { member, organisation, .. }) => {
            (LetterKind::PasskeyRemoved, member, organisation, None)
        }
        Fact::Member(Event::SecondFactorSet { member, organisation, .. }) => {
            (LetterKind::FactorSet, member, organisation, None)
        }
        Fact::Member(Event::SecondFactorRemoved { member, organisation, .. }) => {
            (LetterKind::FactorRemoved, member, organisation, None)
        }
        Fact::Member(Event::RecoveryRequested { member, organisation, .. }) => {
            (LetterKind::RecoveryRequested, member, organisation, None)
        }
        Fact::Organisation(organisation::Event::OwnershipOffered { organisation, to, .. }) => {
            (LetterKind::OwnershipOffered, to, organisation, None)
        }
        Fact::Organisation(organisation::Event::HandedOver { organisation, from, .. }) => {
            (LetterKind::HandedOver, from, organisation, None)
        }
        Fact::Access(_)
        | Fact::Agreement(_)
        | Fact::ElectronicId(_)
        | Fact::Erasure(_)
        | Fact::Hold(_)
        | Fact::Log(_)
        | Fact::Member(_)
        | Fact::Organisation(_)
        | Fact::Receipt(_)
        | Fact::Visit(_)
        | Fact::Identification(_)
        | Fact::WaitingRoom(_) => return None,
    };
    Some(Errand { kind, member: *member, organisation: *organisation, carried })
}

/// Where a letter's link leads, below the pages' own address.
fn path(kind: LetterKind, secret: &str, slug: &str) -> String {
    match kind {
        LetterKind::Confirmation => format!("confirm/{secret}"),
        LetterKind::Invitation | LetterKind::SignIn => format!("enter/{secret}"),
        LetterKind::Reminder => "sign-in".to_owned(),
        LetterKind::Removed => slug.to_owned(),
        LetterKind::OwnershipOffered => format!("{slug}/ownership"),
        LetterKind::SomebodyWaits => format!("{slug}/dashboard"),
        LetterKind::HandedOver
        | LetterKind::NewDevice
        | LetterKind::PasskeyAdded
        | LetterKind::PasskeyRemoved
        | LetterKind::FactorSet
        | LetterKind::FactorRemoved
        | LetterKind::EndingRevoked => format!("{slug}/account"),
        // Administrators find there who it is; for the others it leads to their own account.
        LetterKind::RecoveryRequested => format!("{slug}/recoveries"),
    }
}
