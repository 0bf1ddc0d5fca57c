//! Whom the letters of these tests go to, what calls for them, and services that do as they are told.

use crate::deps::Deps;
use crate::tests::{House, house as empty};
use crate::token::Token;
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::member::{Account, Contact, Event as Told, LinkPurpose};
use domain::organisation::{self, Country, Profile, Signature};
use domain::text::{Email, OrganisationName, PersonName, Phone, Slug};
use domain::visit::{
    self, Appointment, Channel, Consent, Event, ForWhom, Form, Invitation, Link, LinkAsked, Reach, TokenHash,
};
use domain::waiting_room::{Event as Chosen, alerts};
use domain::{
    Class, MemberId, OrganisationId, Personal, Retention, Role, StreamName, Timestamp, VisitId, member, time,
};
use gateways::mail::{Letter, MailError, Mailer};
use gateways::sms::{ByCountry, Number, Taken, Text, TextError, Texter};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use store::{Clock, Expected, LogWriter};
use uuid::Uuid;

const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_bytes([4; 16]));

pub(super) fn visit_of(n: u8) -> VisitId {
    VisitId(Uuid::from_bytes([100 + n; 16]))
}

fn member_id(n: u8) -> MemberId {
    MemberId(Uuid::from_bytes([10 + n; 16]))
}

/// The address of a visitor.
pub(super) const VIGDIS: &str = "vigdis@v.example";

/// All services of a house, and what came to them.
#[derive(Clone, Default)]
pub(super) struct Services(Arc<Mutex<Book>>);

#[derive(Default)]
struct Book {
    tried: Vec<(String, Timestamp)>,
    taken: Vec<String>,
    texts: Vec<(String, String)>,
    later: HashSet<String>,
    away: HashSet<&'static str>,
    /// How many are taken before mail goes away.
    left: Option<usize>,
}

enum Answer {
    Taken,
    Later,
    Away,
}

impl Services {
    fn book<T>(&self, act: impl FnOnce(&mut Book) -> T) -> T {
        act(&mut self.0.lock().unwrap())
    }

    pub(super) fn refuse_for_now(&self, to: &str) {
        self.book(|book| book.later.insert(to.to_owned()));
    }

    pub(super) fn take_again(&self, to: &str) {
        self.book(|book| book.later.remove(to));
    }

    pub(super) fn go_away(&self, service: &'static str) {
        self.book(|book| book.away.insert(service));
    }

    pub(super) fn come_back(&self, service: &'static str) {
        self.book(|book| {
            book.away.remove(service);
            book.left = None;
        });
    }

    /// Mail goes away once it has taken so many.
    pub(super) fn go_away_after(&self, many: usize) {
        self.book(|book| book.left = Some(many));
    }

    /// When this address was tried.
    pub(super) fn tried(&self, to: &str) -> Vec<Timestamp> {
        self.book(|book| book.tried.iter().filter(|(one, _)| one == to).map(|(_, at)| *at).collect())
    }

    /// How many were taken for this address.
    pub(super) fn taken(&self, to: &str) -> usize {
        self.order().iter().filter(|one| *one == to).count()
    }

    /// Whose were taken, in this order.
    pub(super) fn order(&self) -> Vec<String> {
        self.book(|book| book.taken.clone())
    }

    /// The links in what was taken for this address.
    pub(super) fn links(&self, to: &str) -> Vec<String> {
        self.book(|book| {
            book.texts.iter().filter(|(one, _)| one == to).map(|(_, text)| text.clone()).collect()
        })
    }

    fn handed(&self, service: &'static str, (to, text): (&str, &str), at: Timestamp) -> Answer {
        self.book(|book| {
            book.tried.push((to.to_owned(), at));
            if book.away.contains(service) || book.left == Some(0) {
                return Answer::Away;
            }
            if book.later.contains(to) {
                return Answer::Later;
            }
            book.left = book.left.map(|left| left - 1);
            book.taken.push(to.to_owned());
            book.texts.push((to.to_owned(), text.to_owned()));
            Answer::Taken
        })
    }
}

/// One service, which looks at the house's clock.
struct Service(Services, &'static str, Arc<dyn Clock>);

#[async_trait]
impl Mailer for Service {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        match self.0.handed(self.1, (letter.to.as_str(), &letter.text), self.2.now()) {
            Answer::Taken => Ok(()),
            Answer::Later => Err(MailError::Later { code: 450 }),
            Answer::Away => Err(MailError::Unavailable("away")),
        }
    }
}

#[async_trait]
impl Texter for Service {
    fn reaches(&self, _: &Number) -> bool {
        true
    }

    async fn send(&self, text: &Text) -> Result<Taken, TextError> {
        match self.0.handed(self.1, (text.to.as_str(), &text.body), self.2.now()) {
            Answer::Taken => Ok(Taken { id: text.id.to_string() }),
            Answer::Later => Err(TextError::Later { code: "450".into() }),
            Answer::Away => Err(TextError::Configuration("away")),
        }
    }
}

/// A house with services of its own.
pub(super) async fn house(name: &str) -> (House, Services) {
    let (mut house, services) = (empty(name).await, Services::default());
    let clock = house.deps.clock.clone();
    let service = |name| Arc::new(Service(services.clone(), name, clock.clone()));
    let texter = ByCountry { american: Some(service("american")), others: Some(service("others")) };
    house.deps.mailer = service("mail");
    house.deps.texter = Arc::new(texter);
    (house, services)
}

pub(super) fn letter(deps: &Deps, to: &str) -> Letter {
    Letter {
        id: Uuid::from_u128(7),
        at: deps.now(),
        from: deps.sender.clone(),
        to: to.parse().unwrap(),
        subject: String::new(),
        text: String::new(),
        html: None,
        calendar: None,
    }
}

async fn tell<E: serde::Serialize>(deps: &Deps, stream: &StreamName, event: &E) {
    let record = deps.vault.seal(stream, deps.command().event(0), event).await.unwrap();
    LogWriter::append(&*deps.log, stream, Expected::Any, vec![record]).await.unwrap();
}

/// An organisation, and its members with these addresses.
pub(super) async fn signed_up(deps: &Deps, emails: &[&str]) {
    let (organisation, now) = (ORGANISATION, deps.now());
    let day = time::day(now);
    deps.vault.mint((organisation.subject(), Class::Account), organisation, None, None).await.unwrap();
    let name = OrganisationName::parse("Nordlys").unwrap();
    let profile = Profile { name, slug: Slug::parse("nordlys").unwrap(), at: now };
    let signed_up = organisation::Event::SignedUp {
        organisation,
        owner: member_id(1),
        zone: chrono_tz::UTC,
        country: Country::Norway,
        day,
        profile: Personal::new(organisation.subject(), Class::Account, &profile),
    };
    let stream = organisation::stream(organisation);
    tell(deps, &stream, &signed_up).await;
    tell(deps, &stream, &organisation::Event::Confirmed { organisation, day }).await;
    for (n, email) in (1..).zip(emails) {
        let member = member_id(n);
        for class in [Class::Account, Class::Contact] {
            deps.vault.mint((member.subject(), class), organisation, None, None).await.unwrap();
        }
        let account = Account { name: PersonName::parse("Ada Berg").unwrap(), at: now };
        let contact = Contact { email: Email::parse(email).unwrap() };
        let founded = Told::Founded {
            member,
            organisation,
            roles: vec![Role::Owner, Role::Member],
            day,
            account: Personal::new(member.subject(), Class::Account, &account),
            contact: Personal::new(member.subject(), Class::Contact, &contact),
        };
        tell(deps, &member::stream(member), &founded).await;
    }
}

/// Everybody is to hear that the organisation ends.
pub(super) async fn ending(deps: &Deps) {
    let (organisation, now) = (ORGANISATION, deps.now());
    let by = Signature { by: member_id(1), name: None, at: now };
    let announced = organisation::Event::EndingAnnounced {
        organisation,
        on: "2027-02-01".parse().unwrap(),
        day: time::day(now),
        by: Personal::new(organisation.subject(), Class::Account, &by),
    };
    tell(deps, &organisation::stream(organisation), &announced).await;
}

/// A member asks for a link that holds so many minutes.
pub(super) async fn sign_in(deps: &Deps, n: u8, minutes: i64) {
    let member = member_id(n);
    let token = Token::draw(&*deps.entropy, member.0, deps.now() + TimeDelta::minutes(minutes));
    let issued = Told::LinkIssued {
        member,
        organisation: ORGANISATION,
        purpose: LinkPurpose::SignIn,
        link: token.hash(),
        day: time::day(deps.now()),
        secret: Personal::new(member.subject(), Class::Contact, &token.secret().unwrap()),
    };
    tell(deps, &member::stream(member), &issued).await;
}

/// Somebody is invited for in an hour, by their address or number.
pub(super) async fn invited(deps: &Deps, n: u8, reach: &str) {
    let (visit, now) = (visit_of(n), deps.now());
    deps.vault.mint((visit.subject(), Class::Visit), ORGANISATION, None, None).await.unwrap();
    let at = now + TimeDelta::hours(1);
    let reach = match Email::parse(reach) {
        Ok(email) => Reach::Email(email),
        Err(_) => Reach::Phone(Phone::parse(reach).unwrap()),
    };
    let token = Token::draw(&*deps.entropy, visit.0, Link::expires(at));
    let channel = reach.channel();
    let name = PersonName::parse("Vigdis Tangen").unwrap();
    let invitation = Invitation {
        name,
        reach,
        at,
        note: None,
        professional: None,
        language: None,
        by: member_id(1),
        made: now,
    };
    let event = Event::Invited {
        visit,
        organisation: ORGANISATION,
        day: time::day(now),
        retention: Retention::SevenDays,
        wanted: None,
        channel,
        reminders: None,
        link: token.hash(),
        invitation: Personal::new(visit.subject(), Class::Visit, &invitation),
        secret: Personal::new(visit.subject(), Class::Visit, &token.secret().unwrap()),
    };
    tell(deps, &visit::stream(visit), &event).await;
}

/// Their appointment is put off.
pub(super) async fn moved(deps: &Deps, n: u8) {
    let (visit, now) = (visit_of(n), deps.now());
    let at = now + TimeDelta::hours(2);
    let token = Token::draw(&*deps.entropy, visit.0, Link::expires(at));
    let appointment = Appointment { at, by: member_id(1), made: now };
    let event = Event::Moved {
        visit,
        organisation: ORGANISATION,
        day: time::day(now),
        sequence: 1,
        link: token.hash(),
        appointment: Personal::new(visit.subject(), Class::Visit, &appointment),
        secret: Personal::new(visit.subject(), Class::Visit, &token.secret().unwrap()),
    };
    tell(deps, &visit::stream(visit), &event).await;
}

/// Another link to their appointment is sent, which is returned.
pub(super) async fn linked(deps: &Deps, n: u8) -> String {
    let (visit, now) = (visit_of(n), deps.now());
    let token = Token::draw(&*deps.entropy, visit.0, Link::expires(now + TimeDelta::hours(1)));
    let event = Event::LinkIssued {
        visit,
        organisation: ORGANISATION,
        day: time::day(now),
        asked: LinkAsked::Resent,
        link: token.hash(),
        secret: Personal::new(visit.subject(), Class::Visit, &token.secret().unwrap()),
    };
    tell(deps, &visit::stream(visit), &event).await;
    format!("{}/i/{}", deps.origin, token.reveal())
}

/// Somebody waits, and these members are to be told: by text message, or by mail.
pub(super) async fn alerted(deps: &Deps, members: &[(u8, Option<&str>)]) {
    let (visit, organisation, now) = (visit_of(9), ORGANISATION, deps.now());
    let day = time::day(now);
    deps.vault.mint((visit.subject(), Class::Visit), organisation, None, None).await.unwrap();
    let name = PersonName::parse("Vigdis Tangen").unwrap();
    let form = Form { name, phone: None, professional: None, invitation: None, language: None, at: now };
    let arrived = Event::Arrived {
        visit,
        organisation,
        day,
        retention: Retention::SevenDays,
        token: TokenHash("t".into()),
        wanted: None,
        consent: Consent { notice: 1, basis: "consent".into(), words: None },
        form: Personal::new(visit.subject(), Class::Visit, &form),
    };
    tell(deps, &visit::stream(visit), &arrived).await;
    for (n, phone) in members {
        let member = member_id(*n);
        let phone = phone.map(|phone| Phone::parse(phone).unwrap());
        let chosen = Chosen::AlertChosen {
            member,
            organisation,
            day,
            by: Some(if phone.is_some() { Channel::Sms } else { Channel::Email }),
            phone: phone.map(|phone| Personal::new(member.subject(), Class::Contact, &phone)),
        };
        tell(deps, &alerts::stream(member), &chosen).await;
    }
    for (n, _) in members {
        let to = Personal::new(visit.subject(), Class::Visit, &member_id(*n));
        let alerted = Event::Alerted { visit, organisation, day, member: ForWhom(n.to_string()), to };
        tell(deps, &visit::stream(visit), &alerted).await;
    }
}
