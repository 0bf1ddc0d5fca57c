//! Waiting rooms: whether the door is open, the notes to those who wait, and which members are told of arrivals while they are not looking.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::table::Table;
use domain::text::Phone;
use domain::visit::Channel;
use domain::waiting_room::{Closing, Event, Posted};
use domain::{Class, Fact, MemberId, OrganisationId, Personal, log};
use uuid::Uuid;

/// The door of an organisation's waiting room. Without a row it is open, and visitors are told their place.
#[derive(Clone, Debug)]
pub struct DoorRow {
    /// What visitors read while it is closed; `None` while it is open.
    pub closed: Option<Personal<Closing>>,
    /// Whether visitors are told their place in the line.
    pub place_shown: bool,
}

impl Default for DoorRow {
    fn default() -> Self {
        Self { closed: None, place_shown: true }
    }
}

/// A note to those who wait.
#[derive(Clone, Debug)]
pub struct NoteRow {
    /// Whose waiting room.
    pub organisation: OrganisationId,
    /// To those who wait for this member; to everybody otherwise.
    pub of: Option<MemberId>,
    /// What it says, who wrote it, when.
    pub note: Personal<Posted>,
}

/// How a member is told of arrivals.
#[derive(Clone, Debug)]
pub struct AlertRow {
    /// Who.
    pub member: MemberId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// By which way.
    pub by: Channel,
    /// The number for text messages.
    pub phone: Option<Personal<Phone>>,
}

/// Queries doors.
#[derive(Clone)]
pub struct Doors {
    reader: Reader,
}

impl Doors {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// An organisation's door.
    pub async fn of(&self, organisation: OrganisationId) -> Result<DoorRow, ReadError> {
        Ok(fold::row::<DoorModel>(&self.reader, organisation.0).await?.unwrap_or_default())
    }
}

/// Queries notes.
#[derive(Clone)]
pub struct Notes {
    reader: Reader,
}

impl Notes {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// All notes of an organisation, in no order.
    pub async fn of(&self, organisation: OrganisationId) -> Result<Vec<NoteRow>, ReadError> {
        fold::rows::<NoteModel>(&self.reader, "WHERE organisation = $1", vec![organisation.0.into()]).await
    }
}

/// Queries who is told.
#[derive(Clone)]
pub struct Alerts {
    reader: Reader,
}

impl Alerts {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// How a member is told; `None` for not at all.
    pub async fn get(&self, member: MemberId) -> Result<Option<AlertRow>, ReadError> {
        fold::row::<AlertModel>(&self.reader, member.0).await
    }

    /// Whoever is told in an organisation.
    pub async fn of(&self, organisation: OrganisationId) -> Result<Vec<AlertRow>, ReadError> {
        fold::rows::<AlertModel>(&self.reader, "WHERE organisation = $1", vec![organisation.0.into()]).await
    }
}

/// The event, where it is one of a waiting room.
fn of_room(fact: &Fact) -> Option<&Event> {
    if let Fact::WaitingRoom(event) = fact { Some(event) } else { None }
}

/// Whether this destroys the key of a class, whoever's.
fn destroys(fact: &Fact, class: Class) -> Option<Uuid> {
    let Fact::Log(log::Event::KeysDestroyed { subject, keys, .. }) = fact else { return None };
    keys.iter().any(|key| key.class == class).then_some(subject.0)
}

/// The read model of doors.
pub(crate) struct DoorModel;

impl Folded for DoorModel {
    const NAME: &'static str = "doors";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "doors",
        columns: &[KEY, SEEN, ("closed", "BYTEA"), ("place", "BIGINT NOT NULL")],
        key: 1,
        indexes: &[],
    };
    type Row = DoorRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match of_room(fact) {
            Some(
                Event::Closed { organisation, .. }
                | Event::Opened { organisation, .. }
                | Event::PlaceShown { organisation, .. },
            ) => Some(organisation.0),
            Some(Event::NotePutUp { .. } | Event::NoteTakenDown { .. } | Event::AlertChosen { .. }) => None,
            None => destroys(fact, Class::Account),
        }
    }

    fn evolve(row: Option<DoorRow>, _: u64, fact: &Fact) -> Option<DoorRow> {
        let Some(event) = of_room(fact) else {
            return row.filter(|_| destroys(fact, Class::Account).is_none());
        };
        let there = row.unwrap_or_default();
        Some(match event {
            Event::Closed { closing, .. } => DoorRow { closed: Some(closing.clone()), ..there },
            Event::Opened { .. } => DoorRow { closed: None, ..there },
            Event::PlaceShown { shown, .. } => DoorRow { place_shown: *shown, ..there },
            Event::NotePutUp { .. } | Event::NoteTakenDown { .. } | Event::AlertChosen { .. } => there,
        })
    }

    fn cells(row: &DoorRow) -> Result<Vec<Cell>, ReadError> {
        Ok(vec![Cell::maybe_sealed(row.closed.as_ref())?, row.place_shown.into()])
    }

    fn read(_: Uuid, columns: &mut Columns<'_>) -> Result<DoorRow, ReadError> {
        Ok(DoorRow { closed: columns.maybe_sealed()?, place_shown: columns.yes()? })
    }
}

/// The read model of notes.
pub(crate) struct NoteModel;

impl Folded for NoteModel {
    const NAME: &'static str = "notes";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "notes",
        columns: &[
            KEY,
            SEEN,
            ("organisation", "BYTEA NOT NULL"),
            ("member", "BYTEA"),
            ("note", "BYTEA NOT NULL"),
        ],
        key: 1,
        indexes: &["organisation"],
    };
    type Row = NoteRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match of_room(fact) {
            Some(
                Event::NotePutUp { organisation, of, .. } | Event::NoteTakenDown { organisation, of, .. },
            ) => Some(of.map_or(organisation.0, |member| member.0)),
            Some(
                Event::Closed { .. }
                | Event::Opened { .. }
                | Event::PlaceShown { .. }
                | Event::AlertChosen { .. },
            ) => None,
            None => destroys(fact, Class::Account),
        }
    }

    fn evolve(row: Option<NoteRow>, _: u64, fact: &Fact) -> Option<NoteRow> {
        let Some(event) = of_room(fact) else {
            return row.filter(|_| destroys(fact, Class::Account).is_none());
        };
        match event {
            Event::NotePutUp { organisation, of, note, .. } => {
                Some(NoteRow { organisation: *organisation, of: *of, note: note.clone() })
            }
            Event::NoteTakenDown { .. } => None,
            Event::Closed { .. }
            | Event::Opened { .. }
            | Event::PlaceShown { .. }
            | Event::AlertChosen { .. } => row,
        }
    }

    fn cells(row: &NoteRow) -> Result<Vec<Cell>, ReadError> {
        let of = row.of.map(|member| member.0);
        Ok(vec![row.organisation.0.into(), of.into(), Cell::sealed(&row.note)?])
    }

    fn read(_: Uuid, columns: &mut Columns<'_>) -> Result<NoteRow, ReadError> {
        Ok(NoteRow {
            organisation: OrganisationId(columns.id()?),
            of: columns.maybe_id()?.map(MemberId),
            note: columns.sealed()?,
        })
    }
}

/// The read model of who is told.
pub(crate) struct AlertModel;

impl Folded for AlertModel {
    const NAME: &'static str = "alerts";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "alerts",
        columns: &[
            KEY,
            SEEN,
            ("organisation", "BYTEA NOT NULL"),
            ("channel", "TEXT NOT NULL"),
            ("phone", "BYTEA"),
        ],
        key: 1,
        indexes: &["organisation"],
    };
    type Row = AlertRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match of_room(fact) {
            Some(Event::AlertChosen { member, .. }) => Some(member.0),
            Some(
                Event::Closed { .. }
                | Event::Opened { .. }
                | Event::PlaceShown { .. }
                | Event::NotePutUp { .. }
                | Event::NoteTakenDown { .. },
            ) => None,
            None => destroys(fact, Class::Contact),
        }
    }

    fn evolve(row: Option<AlertRow>, _: u64, fact: &Fact) -> Option<AlertRow> {
        let Some(event) = of_room(fact) else {
            return row.filter(|_| destroys(fact, Class::Contact).is_none());
        };
        match event {
            Event::AlertChosen { member, organisation, by, phone, .. } => by.map(|by| AlertRow {
                member: *member,
                organisation: *organisation,
                by,
                phone: phone.clone(),
            }),
            Event::NotePutUp { .. }
            | Event::NoteTakenDown { .. }
            | Event::Closed { .. }
            | Event::Opened { .. }
            | Event::PlaceShown { .. } => row,
        }
    }

    fn cells(row: &AlertRow) -> Result<Vec<Cell>, ReadError> {
        let by = match row.by {
            Channel::Email => "email",
            Channel::Sms => "sms",
        };
        Ok(vec![row.organisation.0.into(), by.into(), Cell::maybe_sealed(row.phone.as_ref())?])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<AlertRow, ReadError> {
        Ok(AlertRow {
            member: MemberId(id),
            organisation: OrganisationId(columns.id()?),
            by: match columns.text()?.as_str() {
                "email" => Channel::Email,
                "sms" => Channel::Sms,
                _other => return Err(ReadError::Unreadable("a channel")),
            },
            phone: columns.maybe_sealed()?,
        })
    }
}
