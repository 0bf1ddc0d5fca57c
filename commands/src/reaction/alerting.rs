//! Tells a member who is not looking that somebody waits (A5), by e-mail or SMS as they chose: never who waits, and to whom it goes is opened through the door.

use super::addressee::{Reader, profile, reader};
use super::counter::{Counter, Stop};
use super::post::{ONLY, Post};
use super::{LetterKind, Words};
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::access::{Purpose, Viewer};
use domain::member::Member;
use domain::text::Phone;
use domain::visit::{self, Channel};
use domain::waiting_room::{Event, alerts};
use domain::{Fact, Language, MemberId, OrganisationId, Personal};
use gateways::mail::Letter;
use gateways::sms::Text;
use std::sync::Arc;
use store::{Access, Opened, Record, codec};
use uuid::Uuid;

/// The longest stream of choices that is read.
const CHOICES: usize = 1_000;

pub(super) struct Alerting {
    pub(super) words: Arc<dyn Words>,
}

#[async_trait]
impl Post for Alerting {
    fn name(&self) -> &'static str {
        "member-alert"
    }

    fn service(&self) -> Option<&'static str> {
        None
    }

    async fn recipients(&self, _: &Deps, _: &Record, fact: &Fact) -> Result<Vec<Uuid>, CommandError> {
        let alerted = matches!(fact, Fact::Visit(visit::Event::Alerted { .. }));
        Ok(alerted.then_some(ONLY).into_iter().collect())
    }

    async fn write(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        fact: &Fact,
        _: Uuid,
    ) -> Result<(), Stop> {
        let Fact::Visit(visit::Event::Alerted { visit, organisation, to, .. }) = fact else {
            return Ok(());
        };
        let deps = counter.deps;
        // One that comes when nobody waits any more would only mislead.
        if !matches!(crate::visit::visit(deps, *visit).await?, visit::Visit::Waiting { .. }) {
            return Ok(());
        }
        let opened = open(counter, *organisation, [to.sealed()]).await?;
        let Some(member) = opened.of(to).value() else { return Ok(()) };
        let Member::Active(_) = crate::member::member(deps, member).await? else { return Ok(()) };
        match choice(deps, member).await? {
            Some((Channel::Email, _)) => self.mail(counter, record, *organisation, member).await,
            Some((Channel::Sms, Some(phone))) => {
                self.text(counter, record, *organisation, member, &phone).await
            }
            Some((Channel::Sms, None)) | None => Ok(()),
        }
    }
}

impl Alerting {
    async fn mail(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        organisation: OrganisationId,
        member: MemberId,
    ) -> Result<(), Stop> {
        let deps = counter.deps;
        let (Some(Reader { contact, language }), Some(profile)) =
            (reader(deps, member).await?, profile(deps, organisation).await?)
        else {
            return Ok(());
        };
        let chosen = language.as_ref().and_then(Personal::sealed);
        let opened = open(counter, organisation, [contact.sealed(), profile.sealed(), chosen]).await?;
        let (Some(contact), Some(profile)) = (opened.of(&contact).value(), opened.of(&profile).value())
        else {
            return Ok(());
        };
        let language = in_language(deps, organisation, &opened, language.as_ref()).await?;
        let Ok(to) = contact.email.as_str().parse() else {
            tracing::warn!(position = record.position, "an address cannot be mailed to");
            return Ok(());
        };
        let link = format!("{}/{}/dashboard", deps.origin, profile.slug.as_str());
        let (subject, text) =
            self.words.letter(LetterKind::SomebodyWaits, language, profile.name.as_str(), &link);
        let letter = Letter {
            id: Uuid::new_v5(&record.id.0, b"letter"),
            at: deps.now(),
            from: deps.sender.clone(),
            to,
            subject,
            text,
            html: None,
            calendar: None,
        };
        counter.mail(&letter, None).await.map(drop)
    }

    async fn text(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        organisation: OrganisationId,
        member: MemberId,
        phone: &Personal<Phone>,
    ) -> Result<(), Stop> {
        let deps = counter.deps;
        let language = reader(deps, member).await?.and_then(|reader| reader.language);
        let chosen = language.as_ref().and_then(Personal::sealed);
        let opened = open(counter, organisation, [phone.sealed(), chosen]).await?;
        let Some(phone) = opened.of(phone).value() else { return Ok(()) };
        let language = in_language(deps, organisation, &opened, language.as_ref()).await?;
        let Ok(to) = phone.as_str().parse() else {
            tracing::warn!(position = record.position, "a number cannot be texted to");
            return Ok(());
        };
        let id = Uuid::new_v5(&record.id.0, b"text");
        let text = Text { id, at: deps.now(), to, body: self.words.somebody_waits(language, &deps.origin) };
        counter.text(&text, None).await.map(drop)
    }
}

/// In which language a member reads: their own, or the house's.
async fn in_language(
    deps: &Deps,
    organisation: OrganisationId,
    opened: &Opened,
    chosen: Option<&Personal<Language>>,
) -> Result<Language, CommandError> {
    if let Some(language) = chosen.and_then(|language| opened.of(language).value()) {
        return Ok(language);
    }
    let there = crate::organisation::organisation(deps, organisation).await?;
    Ok(there.core().map_or(Language::English, |core| core.language))
}

type Part<'a> = Option<(&'a Arc<domain::personal::SealedPart>, usize)>;

async fn open<const N: usize>(
    counter: &mut Counter<'_>,
    organisation: OrganisationId,
    parts: [Part<'_>; N],
) -> Result<Opened, CommandError> {
    let access = Access {
        organisation,
        viewer: Viewer::System { part: "alert".into() },
        purpose: Purpose::Mail,
        reason: None,
        searched: None,
        request: "reaction".into(),
    };
    let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
    Ok(counter.disclose(access, parts).await?)
}

/// How the member wants to be told, as they chose last.
async fn choice(
    deps: &Deps,
    member: MemberId,
) -> Result<Option<(Channel, Option<Personal<Phone>>)>, CommandError> {
    let mut chosen = None;
    for record in deps.log.read_stream(&alerts::stream(member), 0, CHOICES).await? {
        if let Event::AlertChosen { by, phone, .. } = codec::event(&record)? {
            chosen = by.map(|by| (by, phone));
        }
    }
    Ok(chosen)
}
