//! Tells visitors of their appointments, by e-mail and by SMS: invited, moved, called off, reminded, a new link. What is needed is opened through the door by the
//! actor `mail` or `sms`; that something was sent is an event, without its content. Each way follows the log on its own, so that one that is down keeps the other not; so does each service for text messages.

use super::Words;
use super::addressee::profile;
use super::code::Asking;
use super::counter::{Counter, MAIL, Sent, Stop};
use super::post::{ONLY, Post};
use super::standing::{Since, Standing};
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::execute;
use async_trait::async_trait;
use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::access::{Purpose, Viewer};
use domain::visit::{self, Appointment, Channel, Command, Event, Link, Message, Reach, Receipt, Visit};
use domain::{Class, CommandId, Fact, Language, OrganisationId, Personal, Timestamp, VisitId, receipt};
use gateways::calendar::{self, Method};
use gateways::mail::{Address, CalendarFile, Letter};
use gateways::sms::Text;
use std::sync::Arc;
use store::{Access, Opened, Record};
use uuid::Uuid;

/// How long an appointment is entered in a calendar for.
const LASTS: TimeDelta = TimeDelta::minutes(30);

/// What a message tells.
pub struct Told<'a> {
    /// What it is about.
    pub message: Message,
    /// In which language.
    pub language: Language,
    /// The organisation's name; not for a text message.
    pub organisation: &'a str,
    /// When the appointment is; of a repeating link until when it lets in.
    pub at: Timestamp,
    /// Whether the link lets in repeatedly.
    pub repeats: bool,
    /// On whose wall.
    pub zone: Tz,
    /// The link that lets in; `None` where there is nothing to come in to.
    pub link: Option<&'a str>,
    /// Where a lost link is asked for again.
    pub again: &'a str,
    /// Where devices and connection can be tried beforehand.
    pub test: &'a str,
    /// The inviter's words to the visitor.
    pub note: Option<&'a str>,
}

/// Tells visitors by one way.
pub(super) struct ToVisitors {
    pub(super) channel: Channel,
    pub(super) words: Arc<dyn Words>,
}

#[async_trait]
impl Post for ToVisitors {
    fn name(&self) -> &'static str {
        match self.channel {
            Channel::Email => "visitor-mail",
            Channel::Sms => "visitor-sms",
        }
    }

    fn service(&self) -> Option<&'static str> {
        match self.channel {
            Channel::Email => Some(MAIL),
            Channel::Sms => None,
        }
    }

    async fn recipients(&self, deps: &Deps, record: &Record, fact: &Fact) -> Result<Vec<Uuid>, CommandError> {
        if let Fact::Receipt(receipt::Event::CodeAsked { .. }) = fact {
            return Ok(vec![ONLY]);
        }
        let Some((visit, ..)) = about(fact) else { return Ok(vec![]) };
        let standing = Standing::of(deps, visit, record.version).await?;
        let by_this = standing.is_some_and(|standing| standing.channel == self.channel);
        Ok(by_this.then_some(ONLY).into_iter().collect())
    }

    async fn write(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        fact: &Fact,
        _: Uuid,
    ) -> Result<(), Stop> {
        let deps = counter.deps;
        if let Fact::Receipt(receipt::Event::CodeAsked { visit, organisation, day, asked }) = fact {
            let asked = Asking { visit: *visit, organisation: *organisation, day: *day, asked };
            return self.code(counter, record, &asked).await;
        }
        let Some((visit, organisation, message)) = about(fact) else { return Ok(()) };
        let id = CommandId::following(record.id, "message");
        if deps.log.event(id.event(0)).await?.is_some() {
            return Ok(());
        }
        let Some(standing) = Standing::of(deps, visit, record.version).await? else { return Ok(()) };
        if standing.over && message != Message::Cancellation {
            return Ok(());
        }
        // What came later may have gone already: a letter that is tried again must not lead to an hour that does not hold any more, nor say what was said since.
        let said = match standing.since {
            Since::Changed => true,
            Since::Linked => message == Message::Link,
            Since::Nothing => false,
        };
        if counter.was_put_aside() && said {
            return Ok(());
        }
        let Some(sent) = self.tell(counter, record, organisation, message, &standing).await? else {
            return Ok(());
        };
        let command = match sent {
            Sent::Taken(sent) => {
                let receipt = Receipt { id: sent, at: deps.now() };
                let receipt = Personal::new(visit.subject(), Class::Visit, &receipt);
                Command::NoteSent { message, channel: self.channel, receipt }
            }
            Sent::Refused => Command::NoteRefused { message, channel: self.channel },
        };
        execute::<Visit>(deps, &visit::stream(visit), id, &command).await?;
        Ok(())
    }
}

/// What an event is told as, if it is.
fn about(fact: &Fact) -> Option<(VisitId, OrganisationId, Message)> {
    match fact {
        Fact::Visit(event) => match event {
            Event::Invited { visit, organisation, .. } => Some((*visit, *organisation, Message::Invitation)),
            Event::RepeatingLinkGiven { visit, organisation, .. } => {
                Some((*visit, *organisation, Message::Invitation))
            }
            Event::Moved { visit, organisation, .. } => Some((*visit, *organisation, Message::Move)),
            Event::Cancelled { visit, organisation, .. } => {
                Some((*visit, *organisation, Message::Cancellation))
            }
            Event::LinkIssued { visit, organisation, .. } => Some((*visit, *organisation, Message::Link)),
            Event::Reminded { visit, organisation, .. } => Some((*visit, *organisation, Message::Reminder)),
            Event::Missed { .. }
            | Event::RepeatingLinkEnded { .. }
            | Event::Reassigned { .. }
            | Event::MessageSent { .. }
            | Event::MessageRefused { .. }
            | Event::Arrived { .. }
            | Event::LetBack { .. }
            | Event::Checked { .. }
            | Event::Left { .. }
            | Event::Returned { .. }
            | Event::Admitted { .. }
            | Event::CallStarted { .. }
            | Event::Joined { .. }
            | Event::Connected { .. }
            | Event::ParticipantLeft { .. }
            | Event::PutOut { .. }
            | Event::LetBackIn { .. }
            | Event::RoomClosed { .. }
            | Event::RoomOpened { .. }
            | Event::ColleagueAsked { .. }
            | Event::ThirdJoined { .. }
            | Event::ThirdLeft { .. }
            | Event::GuestExpected { .. }
            | Event::GuestCame { .. }
            | Event::GuestLetIn { .. }
            | Event::GuestTurnedAway { .. }
            | Event::CallEnded { .. }
            | Event::TechnicalRecorded { .. }
            | Event::Seen { .. }
            | Event::Alerted { .. }
            | Event::HandedOver { .. }
            | Event::NoShow { .. }
            | Event::Closed { .. } => None,
        },
        Fact::Access(_)
        | Fact::Agreement(_)
        | Fact::ElectronicId(_)
        | Fact::Erasure(_)
        | Fact::Hold(_)
        | Fact::Log(_)
        | Fact::Member(_)
        | Fact::Organisation(_)
        | Fact::Receipt(_)
        | Fact::Identification(_)
        | Fact::WaitingRoom(_) => None,
    }
}

impl ToVisitors {
    /// The name under which it opens what it needs.
    pub(super) fn part(&self) -> &'static str {
        match self.channel {
            Channel::Email => "mail",
            Channel::Sms => "sms",
        }
    }

    /// Opens what the message needs, writes it and hands it over. `None` where it is erased, or too late to be told.
    async fn tell(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        organisation: OrganisationId,
        message: Message,
        standing: &Standing,
    ) -> Result<Option<Sent>, Stop> {
        let deps = counter.deps;
        let there = crate::organisation::organisation(deps, organisation).await?;
        let Some(profile) = profile(deps, organisation).await? else { return Ok(None) };
        let opened = self.open(counter, organisation, standing, &profile).await?;
        let (Some(invitation), Some(secret), Some(profile)) = (
            opened.of(&standing.invitation).value(),
            opened.of(&standing.secret).value(),
            opened.of(&profile).value(),
        ) else {
            return Ok(None);
        };
        let moved = standing.moved.as_ref().and_then(|moved| opened.of(moved).value());
        let at = moved.map_or(invitation.at, |moved: Appointment| moved.at);
        let expires = if standing.repeats { at } else { Link::expires(at) };
        if expires <= deps.now() {
            return Ok(None);
        }
        let link = format!("{}/i/{}", deps.origin, secret.as_str());
        let again = format!("{}/{}/lost-link", deps.origin, profile.slug.as_str());
        let test = format!("{}/{}/test", deps.origin, profile.slug.as_str());
        let house = there.core().map_or(Language::English, |core| core.language);
        let form = standing.form.as_ref().and_then(|form| opened.of(form).value());
        let told = Told {
            message,
            // What they read, what the inviter thought they read, what is read there.
            language: form.and_then(|form| form.language).or(invitation.language).unwrap_or(house),
            organisation: profile.name.as_str(),
            at,
            repeats: standing.repeats,
            zone: there.core().map_or(chrono_tz::UTC, |core| core.zone),
            link: (message != Message::Cancellation).then_some(link.as_str()),
            again: &again,
            test: &test,
            note: invitation.note.as_ref().map(domain::text::Note::as_str),
        };
        // A reminder is of no use once the hour has come.
        let ends = Some(if message == Message::Reminder { at } else { expires });
        let sent = match &invitation.reach {
            Reach::Email(email) => {
                let Ok(to) = email.as_str().parse() else { return Ok(Some(Sent::Refused)) };
                let letter = self.letter(deps, record, &told, standing.sequence, to);
                counter.mail(&letter, ends).await?
            }
            Reach::Phone(phone) => {
                let Ok(to) = phone.as_str().parse() else { return Ok(Some(Sent::Refused)) };
                let id = Uuid::new_v5(&record.id.0, b"text");
                let sms = Text { id, at: deps.now(), to, body: self.words.text_message(&told) };
                counter.text(&sms, ends).await?
            }
        };
        Ok(Some(sent))
    }

    async fn open(
        &self,
        counter: &mut Counter<'_>,
        organisation: OrganisationId,
        standing: &Standing,
        profile: &Personal<domain::organisation::Profile>,
    ) -> Result<Opened, CommandError> {
        let access = Access {
            organisation,
            viewer: Viewer::System { part: self.part().into() },
            purpose: Purpose::Mail,
            reason: None,
            searched: None,
            request: "reaction".into(),
        };
        let parts = [
            standing.invitation.sealed(),
            standing.moved.as_ref().and_then(Personal::sealed),
            standing.form.as_ref().and_then(Personal::sealed),
            standing.secret.sealed(),
            profile.sealed(),
        ];
        let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
        Ok(counter.disclose(access, parts).await?)
    }

    fn letter(&self, deps: &Deps, record: &Record, told: &Told<'_>, sequence: u32, to: Address) -> Letter {
        let (subject, text) = self.words.to_visitor(told);
        let method = match told.message {
            // A link that lets in repeatedly is no entry of a calendar.
            Message::Invitation | Message::Cancellation if told.repeats => None,
            Message::Invitation | Message::Move => Some(Method::Request),
            Message::Cancellation => Some(Method::Cancel),
            Message::Reminder | Message::Link => None,
        };
        let calendar = method.map(|method| {
            let (summary, description) = self.words.entry(told);
            let stream = record.stream.trim_start_matches("visit-").parse();
            let entry = calendar::Appointment {
                id: stream.unwrap_or(record.id.0),
                sequence,
                method,
                made: deps.now(),
                at: told.at,
                lasts: LASTS,
                summary,
                description,
                url: told.again.to_owned(),
                organizer: deps.sender.address.clone(),
                attendee: to.clone(),
            };
            CalendarFile { method, file: calendar::file(&entry) }
        });
        Letter {
            id: Uuid::new_v5(&record.id.0, b"letter"),
            at: deps.now(),
            from: deps.sender.clone(),
            to,
            subject,
            text,
            html: None,
            calendar,
        }
    }
}
