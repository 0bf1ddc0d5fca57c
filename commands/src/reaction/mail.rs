//! Mails one-time links, and that there is an account already. The secret and the address are opened through the door, by the actor `mail`.

use super::Reaction;
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::access::{Purpose, Viewer};
use domain::member::{self, Contact, Event, LinkPurpose};
use domain::organisation::{self, Profile};
use domain::{Fact, MemberId, OrganisationId, Personal};
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
}

/// The words of letters, in the reader's language.
pub trait Words: Send + Sync {
    /// The subject and the text of a letter that carries a link in the name of an organisation.
    fn letter(&self, kind: LetterKind, organisation: &str, link: &str) -> (String, String);
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
        let (member, organisation, carried) = match fact {
            Fact::Member(Event::LinkIssued { member, organisation, purpose, secret, .. }) => {
                (member, organisation, Some((*purpose, secret)))
            }
            Fact::Member(Event::Reminded { member, organisation, .. }) => (member, organisation, None),
            Fact::Access(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Log(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Visit(_) => return Ok(()),
        };
        let (Some(contact), Some(profile)) =
            (contact(deps, *member).await?, profile(deps, *organisation).await?)
        else {
            return Ok(());
        };
        let secret = carried.and_then(|(_, secret)| secret.sealed());
        let access = Access {
            organisation: *organisation,
            viewer: Viewer::System { part: "mail".into() },
            purpose: Purpose::Mail,
            reason: None,
            searched: None,
            request: "reaction".into(),
        };
        let parts = [secret, contact.sealed(), profile.sealed()];
        let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
        let opened = deps.vault.disclose(access, parts).await?;
        let (Some(Contact { email }), Some(profile)) =
            (opened.of(&contact).value(), opened.of(&profile).value())
        else {
            return Ok(());
        };
        let (kind, path) = match carried {
            Some((purpose, secret)) => {
                let Some(secret) = opened.of(secret).value() else { return Ok(()) };
                let (kind, path) = match purpose {
                    LinkPurpose::Confirmation => (LetterKind::Confirmation, "confirm"),
                    LinkPurpose::Invitation => (LetterKind::Invitation, "enter"),
                    LinkPurpose::SignIn => (LetterKind::SignIn, "enter"),
                };
                (kind, format!("{path}/{}", secret.as_str()))
            }
            None => (LetterKind::Reminder, "sign-in".to_owned()),
        };
        let link = format!("{}/{path}", deps.origin);
        let (subject, text) = self.words.letter(kind, profile.name.as_str(), &link);
        let Ok(to) = email.as_str().parse() else {
            tracing::warn!(position = record.position, "an address cannot be mailed to");
            return Ok(());
        };
        let letter = Letter {
            id: Uuid::new_v5(&record.id.0, b"letter"),
            at: deps.now(),
            from: deps.sender.clone(),
            to,
            subject,
            text,
            html: None,
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

/// How to reach a member: in the first event of their stream.
async fn contact(deps: &Deps, member: MemberId) -> Result<Option<Personal<Contact>>, CommandError> {
    let Some(first) = deps.log.read_stream(&member::stream(member), 0, 1).await?.pop() else {
        return Ok(None);
    };
    match codec::event(&first)? {
        Event::Founded { contact, .. } | Event::Invited { contact, .. } => Ok(Some(contact)),
        Event::Accepted { .. }
        | Event::RolesGranted { .. }
        | Event::LinkIssued { .. }
        | Event::LinkUsed { .. }
        | Event::PasskeyRegistered { .. }
        | Event::PasskeyUsed { .. }
        | Event::Reminded { .. }
        | Event::SignedIn { .. }
        | Event::SignedOut { .. }
        | Event::Active { .. } => Ok(None),
    }
}

/// An organisation's name: in the first event of its stream.
async fn profile(
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
        | organisation::Event::CallCounted { .. } => Ok(None),
    }
}
