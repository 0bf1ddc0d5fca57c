//! Tells visitors of their appointments, by e-mail and by SMS: invited, moved, called off, reminded, a new link. What is needed is opened through the door by the
//! actor `mail` or `sms`; that something was sent is an event, without its content. Each way follows the log on its own, so that one that is down keeps the other not.

use super::addressee::profile;
use super::code::Asking;
use super::{Reaction, Words};
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::execute;
use async_trait::async_trait;
use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::access::{Purpose, Viewer};
use domain::text::Secret;
use domain::visit::{
    self, Appointment, Channel, Command, Event, Form, Invitation, Link, Message, Reach, Receipt, Visit,
};
use domain::{
    Aggregate as _, Class, CommandId, Fact, Language, OrganisationId, Personal, Timestamp, VisitId, receipt,
};
use gateways::calendar::{self, Method};
use gateways::mail::{CalendarFile, Letter, MailError};
use gateways::sms::{Text, TextError};
use std::sync::Arc;
use store::{Access, Opened, Record, codec};
use uuid::Uuid;

/// How long an appointment is entered in a calendar for.
const LASTS: TimeDelta = TimeDelta::minutes(30);

/// The longest stream of a visit that is read for a message.
const EVENTS: usize = 1_000;

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
impl Reaction for ToVisitors {
    fn name(&self) -> &'static str {
        match self.channel {
            Channel::Email => "visitor-mail",
            Channel::Sms => "visitor-sms",
        }
    }

    fn reaches_out(&self) -> bool {
        true
    }

    async fn react(&self, deps: &Deps, record: &Record, fact: &Fact) -> Result<(), CommandError> {
        if let Fact::Receipt(receipt::Event::CodeAsked { visit, organisation, day, asked }) = fact {
            let asked = Asking { visit: *visit, organisation: *organisation, day: *day, asked };
            return self.code(deps, record, &asked).await;
        }
        let Some((visit, organisation, message)) = about(fact) else { return Ok(()) };
        let id = CommandId::following(record.id, "message");
        if deps.log.event(id.event(0)).await?.is_some() {
            return Ok(());
        }
        let Some(standing) = Standing::of(deps, visit, record.version).await? else { return Ok(()) };
        if standing.channel != self.channel || (standing.over && message != Message::Cancellation) {
            return Ok(());
        }
        let Some(outcome) = self.tell(deps, record, organisation, message, &standing).await? else {
            return Ok(());
        };
        let command = match outcome {
            Outcome::Sent(sent) => {
                let receipt = Receipt { id: sent, at: deps.now() };
                let receipt = Personal::new(visit.subject(), Class::Visit, &receipt);
                Command::NoteSent { message, channel: self.channel, receipt }
            }
            Outcome::Refused => Command::NoteRefused { message, channel: self.channel },
        };
        execute::<Visit>(deps, &visit::stream(visit), id, &command).await.map(drop)
    }
}

/// What became of a message.
enum Outcome {
    Sent(String),
    Refused,
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

/// How an invitation stood when an event was recorded.
struct Standing {
    channel: Channel,
    /// Whether the link lets in repeatedly.
    repeats: bool,
    invitation: Personal<Invitation>,
    moved: Option<Personal<Appointment>>,
    /// What the visitor wrote, once they have come: it knows the language of their page.
    form: Option<Personal<Form>>,
    secret: Personal<Secret>,
    sequence: u32,
    /// Whether the visit is over by now, whatever it was then.
    over: bool,
}

impl Standing {
    async fn of(deps: &Deps, visit: VisitId, version: u64) -> Result<Option<Standing>, CommandError> {
        let (mut state, mut standing) = (Visit::default(), None::<Standing>);
        for record in deps.log.read_stream(&visit::stream(visit), 0, EVENTS).await? {
            let event: Event = codec::event(&record)?;
            if record.version <= version {
                standing = Standing::after(standing, &event);
            }
            state = state.evolve(&event);
        }
        let over = matches!(state, Visit::Over { .. });
        Ok(standing.map(|standing| Standing { over, ..standing }))
    }

    fn after(standing: Option<Standing>, event: &Event) -> Option<Standing> {
        match event {
            Event::RepeatingLinkGiven { channel, invitation, secret, .. }
            | Event::Invited { channel, invitation, secret, .. } => Some(Standing {
                channel: *channel,
                repeats: matches!(event, Event::RepeatingLinkGiven { .. }),
                invitation: invitation.clone(),
                moved: None,
                form: None,
                secret: secret.clone(),
                sequence: 0,
                over: false,
            }),
            Event::Moved { sequence, appointment, secret, .. } => standing.map(|standing| Standing {
                moved: Some(appointment.clone()),
                secret: secret.clone(),
                sequence: *sequence,
                ..standing
            }),
            Event::Cancelled { sequence, .. } => {
                standing.map(|standing| Standing { sequence: *sequence, ..standing })
            }
            Event::LinkIssued { secret, .. } => {
                standing.map(|standing| Standing { secret: secret.clone(), ..standing })
            }
            Event::Arrived { form, .. } => {
                standing.map(|standing| Standing { form: Some(form.clone()), ..standing })
            }
            Event::Reminded { .. }
            | Event::Missed { .. }
            | Event::RepeatingLinkEnded { .. }
            | Event::Reassigned { .. }
            | Event::MessageSent { .. }
            | Event::MessageRefused { .. }
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
            | Event::Closed { .. } => standing,
        }
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
        deps: &Deps,
        record: &Record,
        organisation: OrganisationId,
        message: Message,
        standing: &Standing,
    ) -> Result<Option<Outcome>, CommandError> {
        let there = crate::organisation::organisation(deps, organisation).await?;
        let Some(profile) = profile(deps, organisation).await? else { return Ok(None) };
        let opened = self.open(deps, organisation, standing, &profile).await?;
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
        match &invitation.reach {
            Reach::Email(email) => self.mail(deps, record, &told, standing.sequence, email.as_str()).await,
            Reach::Phone(phone) => self.text(deps, record, &told, phone.as_str()).await,
        }
    }

    async fn open(
        &self,
        deps: &Deps,
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
        Ok(deps.vault.disclose(access, parts).await?)
    }

    async fn mail(
        &self,
        deps: &Deps,
        record: &Record,
        told: &Told<'_>,
        sequence: u32,
        email: &str,
    ) -> Result<Option<Outcome>, CommandError> {
        let Ok(to) = email.parse::<gateways::mail::Address>() else { return Ok(Some(Outcome::Refused)) };
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
        let letter = Letter {
            id: Uuid::new_v5(&record.id.0, b"letter"),
            at: deps.now(),
            from: deps.sender.clone(),
            to,
            subject,
            text,
            html: None,
            calendar,
        };
        match deps.mailer.send(&letter).await {
            Ok(()) => Ok(Some(Outcome::Sent(letter.id.to_string()))),
            Err(MailError::Refused { code }) => {
                tracing::warn!(position = record.position, code, "a letter to a visitor was refused");
                Ok(Some(Outcome::Refused))
            }
            Err(error @ (MailError::Unavailable(_) | MailError::Configuration(_))) => {
                Err(store::LogError::Unavailable(error.to_string()).into())
            }
        }
    }

    async fn text(
        &self,
        deps: &Deps,
        record: &Record,
        told: &Told<'_>,
        phone: &str,
    ) -> Result<Option<Outcome>, CommandError> {
        let Ok(to) = phone.parse() else { return Ok(Some(Outcome::Refused)) };
        let id = Uuid::new_v5(&record.id.0, b"text");
        let text = Text { id, at: deps.now(), to, body: self.words.text_message(told) };
        match deps.texter.send(&text).await {
            Ok(taken) => Ok(Some(Outcome::Sent(taken.id))),
            Err(TextError::Refused { code }) => {
                tracing::warn!(position = record.position, code, "a text message was refused");
                Ok(Some(Outcome::Refused))
            }
            Err(error @ (TextError::Unavailable(_) | TextError::Configuration(_))) => {
                Err(store::LogError::Unavailable(error.to_string()).into())
            }
        }
    }
}
