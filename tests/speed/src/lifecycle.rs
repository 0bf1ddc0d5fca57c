//! Our events: the one that is appended, and the life of a visit for a log that is made ahead.

use crate::work::{Ten, Told, organisation};
use anyhow::{Context, Result};
use domain::text::PersonName;
use domain::visit::{Act, Consent, Device, Devices, Event, ForWhom, Form, Side, Technical, TokenHash};
use domain::{
    Class, CommandId, KeyId, MemberId, OrganisationId, Personal, Retention, SubjectId, Timestamp, VisitId,
};
use serde::Serialize;
use store::NewRecord;
use store::codec;
use store::log::NewSeal;
use uuid::Uuid;

/// What a sealed part is longer than its padded plaintext: suite, salt, commitment, tag.
const SEALED: usize = 1 + 32 + 32 + 16;

/// What a browser measured, as our event holds it.
pub struct Measured {
    visit: VisitId,
    organisation: OrganisationId,
    at: Timestamp,
    figures: serde_json::Value,
}

impl Measured {
    /// The same as every competitor stores.
    pub fn of(told: &Told) -> Self {
        Self {
            visit: VisitId(told.visit),
            organisation: OrganisationId(told.organisation),
            at: at(),
            figures: serde_json::to_value(&told.technical.figures).unwrap_or_default(),
        }
    }

    /// The event, personal to this subject.
    pub fn event(self, whose: SubjectId) -> Event {
        let Self { visit, organisation, at, figures } = self;
        let technical = Personal::new(whose, Class::Visit, &Technical { at, figures });
        Event::TechnicalRecorded { visit, organisation, side: Side::Visitor, technical }
    }
}

/// A moment of the day on which everything happens.
fn at() -> Timestamp {
    Timestamp::from_timestamp_micros(1_795_255_200_123_456).unwrap_or_default()
}

/// The ten events of a log that is made ahead, as records.
pub fn records(ten: Ten) -> Result<Vec<NewRecord>> {
    let events = if ten.long { part(ten) } else { life(ten.visit)? };
    let command = CommandId(Uuid::from_u128(ten.visit.as_u128() ^ u128::from(ten.before + 1)));
    let records = events.iter().enumerate();
    records.map(|(index, event)| record(ten.visit, command.event(index), event)).collect()
}

/// A tenth of a stream of a hundred.
fn part(ten: Ten) -> Vec<Event> {
    let whose = VisitId(ten.visit).subject();
    (1..=10).map(|i| Measured::of(&Told::new(ten.visit, ten.before + i)).event(whose)).collect()
}

/// A visit from arrival to end.
fn life(id: Uuid) -> Result<Vec<Event>> {
    let (visit, organisation, at) = (VisitId(id), OrganisationId(organisation(id)), at());
    let day = domain::time::day(at);
    let moment = || of(visit, &at);
    let act = || of(visit, &Act { by: MemberId(organisation.0), at });
    let form = Form {
        name: PersonName::parse("Kari Nordmann").ok().context("a name")?,
        phone: None,
        professional: None,
        invitation: None,
        language: None,
        at,
    };
    let devices =
        Devices { camera: Device::Ok, microphone: Device::Ok, speaker: Device::Heard, connection: None };
    let consent = Consent { notice: 1, basis: "GDPR Art. 6(1)(a)".into(), words: None };
    let arrived = Event::Arrived {
        visit,
        organisation,
        day,
        retention: Retention::SevenDays,
        token: TokenHash(format!("{:064x}", id.as_u128())),
        wanted: None,
        consent,
        form: of(visit, &form),
    };
    let professional = ForWhom(format!("{:032x}", id.as_u128()));
    let joined = |side| Event::Joined { visit, organisation, side, at: moment() };
    let measured = |n| Measured::of(&Told::new(id, n)).event(visit.subject());
    Ok(vec![
        arrived,
        Event::Checked { visit, organisation, devices: of(visit, &devices) },
        Event::Admitted { visit, organisation, professional, act: act() },
        Event::CallStarted { visit, organisation, at: moment() },
        joined(Side::Professional),
        joined(Side::Visitor),
        Event::Connected { visit, organisation, act: act() },
        Event::CallEnded { visit, organisation, day, connected: true, at: moment() },
        measured(1),
        measured(2),
    ])
}

fn of<T: Serialize>(visit: VisitId, value: &T) -> Personal<T> {
    Personal::new(visit.subject(), Class::Visit, value)
}

/// An event with ciphertexts of the right length: a key for each of so many visits would be the measure.
fn record(visit: Uuid, id: domain::EventId, event: &Event) -> Result<NewRecord> {
    let split = codec::split(event)?;
    let mut seals = Vec::with_capacity(split.parts.len());
    for (part, _) in &split.parts {
        let padded = (part.plaintext()?.len() + 4).next_multiple_of(256);
        let ciphertext = vec![7; padded + SEALED];
        seals.push(NewSeal { subject: part.subject, class: part.class, key: KeyId(visit), ciphertext });
    }
    Ok(NewRecord { id, kind: split.kind, public: split.public, seals })
}
