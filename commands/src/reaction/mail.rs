//! Mails one-time links, and what members must hear of: that there is an account already, that they were removed, that the ownership is offered to them or was accepted, what
//! changed about how they sign in, what changes in an agreement. The secret and the address are opened through the door, by the actor `mail`.

use super::Told;
use super::addressee::{addressee, send};
use super::counter::{Counter, MAIL, Sent, Stop};
use super::post::{ONLY, Post};
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
impl Post for Mail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn service(&self) -> Option<&'static str> {
        Some(MAIL)
    }

    async fn recipients(&self, deps: &Deps, _: &Record, fact: &Fact) -> Result<Vec<Uuid>, CommandError> {
        if let Fact::Organisation(event) = fact
            && let Some((organisation, _)) = ending(event)
        {
            let everybody = crate::member::everybody(deps, organisation).await?;
            return Ok(everybody.into_iter().map(|core| core.member.0).collect());
        }
        if matches!(
            fact,
            Fact::Organisation(
                organisation::Event::AgreementAnnounced { .. }
                    | organisation::Event::TrialEndAnnounced { .. }
            )
        ) {
            return Ok(vec![ONLY]);
        }
        let Some(errand) = errand(fact) else { return Ok(vec![]) };
        if errand.kind != LetterKind::RecoveryRequested {
            return Ok(vec![ONLY]);
        }
        // Everybody who can stop it hears of it, and the member themselves.
        let mut told = crate::member::administrators(deps, errand.organisation).await?;
        told.insert(errand.member);
        Ok(told.into_iter().map(|member| member.0).collect())
    }

    async fn write(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        fact: &Fact,
        recipient: Uuid,
    ) -> Result<(), Stop> {
        if let Fact::Organisation(event) = fact {
            if let organisation::Event::AgreementAnnounced { organisation, kind, digest, .. } = event {
                return self.announce(counter, record, *organisation, (*kind, digest)).await;
            }
            if let organisation::Event::TrialEndAnnounced { organisation, last, .. } = event {
                return self.trial_ends(counter, record, *organisation, *last).await;
            }
            if let Some(told) = ending(event) {
                return self.tell_of_end(counter, record, told, MemberId(recipient)).await;
            }
        }
        let Some(errand) = errand(fact) else { return Ok(()) };
        let member = if recipient == ONLY { errand.member } else { MemberId(recipient) };
        let Errand { kind, organisation, carried, .. } = errand;
        let Some(to) = addressee(counter, record, member, organisation, carried).await? else {
            return Ok(());
        };
        let origin = &counter.deps.origin;
        let link = format!("{origin}/{}", path(kind, &to.secret, to.profile.slug.as_str()));
        let words = self.words.letter(kind, to.language, to.profile.name.as_str(), &link);
        send(counter, record, &to, recipient, words).await.map(drop)
    }
}

impl Mail {
    /// Tells the owner what changes, and from when on: thirty days after the letter, which may have been held.
    async fn announce(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        organisation: OrganisationId,
        (kind, digest): (Kind, &str),
    ) -> Result<(), Stop> {
        let deps = counter.deps;
        let there = crate::organisation::organisation(deps, organisation).await?;
        let published = crate::agreement::published(deps, kind).await?;
        let (Some(core), Some(one)) = (there.core(), published.of(digest)) else { return Ok(()) };
        // Signed or accepted meanwhile, or another change was announced.
        if core.pending(kind).is_none_or(|announced| announced.paper.digest != digest) {
            return Ok(());
        }
        let changed = published.changes(core.accepted(kind).map(|paper| paper.version.as_str()), digest);
        let Some(to) = addressee(counter, record, core.owner, organisation, None).await? else {
            return Ok(());
        };
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
        if let Sent::Taken(_) = send(counter, record, &to, ONLY, words).await? {
            let id = CommandId(Uuid::new_v5(&record.id.0, b"mailed"));
            crate::agreement::mailed(deps, id, organisation, kind, digest).await?;
        }
        Ok(())
    }

    /// Tells the owner on which day the trial ends, unless it has been continued meanwhile.
    async fn trial_ends(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        organisation: OrganisationId,
        last: Day,
    ) -> Result<(), Stop> {
        let deps = counter.deps;
        let there = crate::organisation::organisation(deps, organisation).await?;
        let Some(core) = there.core().filter(|core| core.trial.is_some()) else { return Ok(()) };
        let Some(to) = addressee(counter, record, core.owner, organisation, None).await? else {
            return Ok(());
        };
        let link = format!("{}/{}/settings", deps.origin, to.profile.slug.as_str());
        let words = self.words.trial_ends(to.language, to.profile.name.as_str(), last, &link);
        send(counter, record, &to, ONLY, words).await.map(drop)
    }

    /// Tells somebody who has an account of an end, or that it is revoked.
    async fn tell_of_end(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        (organisation, on): (OrganisationId, Option<Day>),
        member: MemberId,
    ) -> Result<(), Stop> {
        if counter.was_put_aside() {
            // Announced, or revoked, since: that letter may have come already, and this one would contradict it.
            let there = crate::organisation::organisation(counter.deps, organisation).await?;
            if there.core().is_some_and(|core| core.ending != on) {
                return Ok(());
            }
        }
        let Some(to) = addressee(counter, record, member, organisation, None).await? else { return Ok(()) };
        let (name, slug) = (to.profile.name.as_str(), to.profile.slug.as_str());
        let link = format!("{}/{}", counter.deps.origin, path(LetterKind::EndingRevoked, "", slug));
        let words = match on {
            Some(on) => self.words.ending(to.language, name, on, &link),
            None => self.words.letter(LetterKind::EndingRevoked, to.language, name, &link),
        };
        send(counter, record, &to, member.0, words).await.map(drop)
    }
}

/// Of which organisation everybody hears that it ends, and on which day; `None` for the day where that is revoked.
fn ending(event: &organisation::Event) -> Option<(OrganisationId, Option<Day>)> {
    match event {
        organisation::Event::EndingAnnounced { organisation, on, .. } => Some((*organisation, Some(*on))),
        organisation::Event::EndingRevoked { organisation, .. } => Some((*organisation, None)),
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
        | organisation::Event::CallCounted { .. } => None,
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
