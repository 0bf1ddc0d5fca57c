//! Whom a letter of the reactions goes to: address and language, opened through the door by the actor `mail`; and handing the letter over.

use super::counter::{Counter, Sent, Stop};
use super::post::ONLY;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::token::Token;
use domain::access::{Purpose, Viewer};
use domain::member::{self, Contact, Event};
use domain::organisation::{self, Profile};
use domain::text::Secret;
use domain::{Language, MemberId, OrganisationId, Personal, Timestamp};
use gateways::mail::{Address, Letter};
use store::{Access, Record, codec};
use uuid::Uuid;

/// Whom a letter goes to, opened through the door.
pub(super) struct Addressee {
    email: Address,
    pub(super) language: Language,
    pub(super) profile: Profile,
    /// What the letter carries; empty where it carries nothing.
    pub(super) secret: String,
    /// Until when that lets in.
    ends: Option<Timestamp>,
}

/// Opens what a letter needs; `None` where somebody or something of it is gone, or what it carries lets nobody in any more.
pub(super) async fn addressee(
    counter: &mut Counter<'_>,
    record: &Record,
    member: MemberId,
    organisation: OrganisationId,
    carried: Option<&Personal<Secret>>,
) -> Result<Option<Addressee>, CommandError> {
    let deps = counter.deps;
    let there = crate::organisation::organisation(deps, organisation).await?;
    let (Some(Reader { contact, language }), Some(profile), Some(house)) =
        (reader(deps, member).await?, profile(deps, organisation).await?, there.core())
    else {
        return Ok(None);
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
    let opened = counter.disclose(access, parts).await?;
    let (Some(Contact { email }), Some(profile)) = (opened.of(&contact).value(), opened.of(&profile).value())
    else {
        return Ok(None);
    };
    let secret = match carried.map(|secret| opened.of(secret).value()) {
        Some(None) => return Ok(None),
        Some(Some(secret)) => secret.as_str().to_owned(),
        None => String::new(),
    };
    let ends = Token::parse(&secret).map(|token| token.expires());
    if ends.is_some_and(|ends| ends <= deps.now()) {
        tracing::info!(position = record.position, "a letter is too late: its link has ended");
        return Ok(None);
    }
    let Ok(email) = email.as_str().parse() else {
        tracing::warn!(position = record.position, "an address cannot be mailed to");
        return Ok(None);
    };
    let language = language.and_then(|language| opened.of(&language).value()).unwrap_or(house.language);
    Ok(Some(Addressee { email, language, profile, secret, ends }))
}

/// Hands a letter over.
pub(super) async fn send(
    counter: &mut Counter<'_>,
    record: &Record,
    to: &Addressee,
    recipient: Uuid,
    (subject, text): (String, String),
) -> Result<Sent, Stop> {
    let name: &[u8] = if recipient == ONLY { b"letter" } else { recipient.as_bytes() };
    let letter = Letter {
        id: Uuid::new_v5(&record.id.0, name),
        at: counter.deps.now(),
        from: counter.deps.sender.clone(),
        to: to.email.clone(),
        subject,
        text,
        html: None,
        calendar: None,
    };
    counter.mail(&letter, to.ends).await
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
        | organisation::Event::EndingAnnounced { .. }
        | organisation::Event::EndingRevoked { .. }
        | organisation::Event::Ended { .. }
        | organisation::Event::SectorChosen { .. }
        | organisation::Event::CallWaysChosen { .. }
        | organisation::Event::OwnershipOffered { .. }
        | organisation::Event::OwnershipOfferEnded { .. }
        | organisation::Event::HandedOver { .. }
        | organisation::Event::CallCounted { .. } => Ok(None),
    }
}
