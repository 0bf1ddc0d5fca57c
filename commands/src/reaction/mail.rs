//! Mails one-time links, and what members must hear of: that there is an account already, that they were removed, that the ownership is offered to them or was accepted, what
//! changed about how they sign in. The secret and the address are opened through the door, by the actor `mail`.

use super::{Reaction, Told};
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::access::{Purpose, Viewer};
use domain::member::{self, Contact, Event, LinkPurpose};
use domain::organisation::{self, Profile};
use domain::text::Secret;
use domain::{Fact, Language, MemberId, OrganisationId, Personal};
use gateways::mail::{Letter, MailError};
use std::sync::Arc;
use store::{Access, Record, codec};
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
}

/// The words of letters, in the language they are asked for.
pub trait Words: Send + Sync {
    /// The subject and the text of a letter to a visitor.
    fn to_visitor(&self, told: &Told<'_>) -> (String, String);

    /// The summary and the description of a visitor's calendar entry: no link that lets in.
    fn entry(&self, told: &Told<'_>) -> (String, String);

    /// A text message to a visitor: no names, neither theirs nor anybody's.
    fn text_message(&self, told: &Told<'_>) -> String;

    /// A text message to a member who is not looking: somebody waits. No names, and the address of these pages.
    fn somebody_waits(&self, language: Language, origin: &str) -> String;

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
    /// Writes a letter and sends it. `name` tells it from others about the same event.
    async fn write(
        &self,
        deps: &Deps,
        record: &Record,
        errand: Errand<'_>,
        name: &[u8],
    ) -> Result<(), CommandError> {
        let Errand { kind, member, organisation, carried } = errand;
        let there = crate::organisation::organisation(deps, organisation).await?;
        let (Some(Reader { contact, language }), Some(profile), Some(house)) =
            (reader(deps, member).await?, profile(deps, organisation).await?, there.core())
        else {
            return Ok(());
        };
        let secret = carried.and_then(Personal::sealed);
        let access = Access {
            organisation,
            viewer: Viewer::System { part: "mail".into() },
            purpose: Purpose::Mail,
            reason: None,
            searched: None,
            request: "reaction".into(),
        };
        let chosen = language.as_ref().and_then(Personal::sealed);
        let parts = [secret, contact.sealed(), profile.sealed(), chosen];
        let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
        let opened = deps.vault.disclose(access, parts).await?;
        let (Some(Contact { email }), Some(profile)) =
            (opened.of(&contact).value(), opened.of(&profile).value())
        else {
            return Ok(());
        };
        let secret = carried.map(|secret| opened.of(secret).value());
        let secret = match &secret {
            Some(None) => return Ok(()),
            Some(Some(secret)) => secret.as_str(),
            None => "",
        };
        let link = format!("{}/{}", deps.origin, path(kind, secret, profile.slug.as_str()));
        let language = language.and_then(|language| opened.of(&language).value()).unwrap_or(house.language);
        let (subject, text) = self.words.letter(kind, language, profile.name.as_str(), &link);
        let Ok(to) = email.as_str().parse() else {
            tracing::warn!(position = record.position, "an address cannot be mailed to");
            return Ok(());
        };
        let letter = Letter {
            id: Uuid::new_v5(&record.id.0, name),
            at: deps.now(),
            from: deps.sender.clone(),
            to,
            subject,
            text,
            html: None,
            calendar: None,
        };
        match deps.mailer.send(&letter).await {
            Ok(()) => Ok(()),
            // The address does not take it, and will not the next time.
            Err(MailError::Refused { code }) => {
                tracing::warn!(position = record.position, code, "a letter was refused");
                Ok(())
            }
            Err(error @ (MailError::Unavailable(_) | MailError::Configuration(_))) => {
                Err(store::LogError::Unavailable(error.to_string()).into())
            }
        }
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
        | Fact::ElectronicId(_)
        | Fact::Erasure(_)
        | Fact::Hold(_)
        | Fact::Log(_)
        | Fact::Member(_)
        | Fact::Organisation(_)
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
        | LetterKind::FactorRemoved => format!("{slug}/account"),
        // Administrators find there who it is; for the others it leads to their own account.
        LetterKind::RecoveryRequested => format!("{slug}/recoveries"),
    }
}

/// How to reach a member, and in which language.
pub(super) struct Reader {
    pub(super) contact: Personal<Contact>,
    /// The one they chose last; `None` for somebody who was invited and has not come yet.
    pub(super) language: Option<Personal<Language>>,
}

/// Events read at once.
const PAGE: usize = 500;

/// Whoever a letter is for: the address stands in the first event of their stream, the language in the last that tells of one.
pub(super) async fn reader(deps: &Deps, member: MemberId) -> Result<Option<Reader>, CommandError> {
    let (mut reader, mut version) = (None, 0);
    loop {
        let records = deps.log.read_stream(&member::stream(member), version, PAGE).await?;
        let whole = records.len() == PAGE;
        for record in records {
            reader = known(reader, codec::event(&record)?);
            version = record.version;
        }
        if !whole {
            return Ok(reader);
        }
    }
}

fn known(reader: Option<Reader>, event: Event) -> Option<Reader> {
    match event {
        Event::Founded { contact, .. } | Event::Invited { contact, .. } => {
            Some(Reader { contact, language: None })
        }
        Event::LanguageChosen { language, .. } => {
            reader.map(|reader| Reader { language: Some(language), ..reader })
        }
        Event::Accepted { .. }
        | Event::RolesGranted { .. }
        | Event::Removed { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::PictureSet { .. }
        | Event::PictureRemoved { .. }
        | Event::LinkIssued { .. }
        | Event::LinkUsed { .. }
        | Event::PasskeyRegistered { .. }
        | Event::PasskeyUsed { .. }
        | Event::PasskeyRemoved { .. }
        | Event::SecondFactorSet { .. }
        | Event::SecondFactorUsed { .. }
        | Event::SecondFactorRemoved { .. }
        | Event::RecoveryRequested { .. }
        | Event::RecoveryStopped { .. }
        | Event::WentOnDuty { .. }
        | Event::WentOffDuty { .. }
        | Event::WentAway { .. }
        | Event::CameBack { .. }
        | Event::DeviceMet { .. }
        | Event::Reminded { .. }
        | Event::SignedIn { .. }
        | Event::SignedOut { .. }
        | Event::Active { .. } => reader,
    }
}

/// An organisation's name: in the first event of its stream.
pub(super) async fn profile(
    deps: &Deps,
    organisation: OrganisationId,
) -> Result<Option<Personal<Profile>>, CommandError> {
    let stream = organisation::stream(organisation);
    let Some(first) = deps.log.read_stream(&stream, 0, 1).await?.pop() else { return Ok(None) };
    match codec::event(&first)? {
        organisation::Event::SignedUp { profile, .. } => Ok(Some(profile)),
        organisation::Event::Confirmed { .. }
        | organisation::Event::AgreementSigned { .. }
        | organisation::Event::NoticePublished { .. }
        | organisation::Event::RetentionChosen { .. }
        | organisation::Event::HoursChosen { .. }
        | organisation::Event::RemindersChosen { .. }
        | organisation::Event::DayHoursChosen { .. }
        | organisation::Event::LanguageChosen { .. }
        | organisation::Event::LogoDrafted { .. }
        | organisation::Event::Branded { .. }
        | organisation::Event::CallWaysChosen { .. }
        | organisation::Event::OwnershipOffered { .. }
        | organisation::Event::OwnershipOfferEnded { .. }
        | organisation::Event::HandedOver { .. }
        | organisation::Event::CallCounted { .. } => Ok(None),
    }
}
