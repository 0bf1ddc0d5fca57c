//! Legal holds: what an organisation decides on, and what shows that a subject is held.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::table::Table;
use domain::hold::{End, Event, Exemption, Grounds, Lifting};
use domain::time::Day;
use domain::{Class, Fact, HoldId, OrganisationId, Personal, SubjectId};
use uuid::Uuid;

/// A legal hold.
#[derive(Clone, Debug)]
pub struct HoldRow {
    /// Which.
    pub hold: HoldId,
    /// In whose house.
    pub organisation: OrganisationId,
    /// Whose data.
    pub subject: SubjectId,
    /// Which classes of it.
    pub classes: Vec<Class>,
    /// On which exemption.
    pub exemption: Exemption,
    /// The last day on which it holds.
    pub until: Day,
    /// When proposed.
    pub day: Day,
    /// Where the log says first that it holds, if it does.
    pub confirmed: Option<u64>,
    /// Its situation.
    pub state: HoldState,
    /// Who proposed it and why; `None` where a restore lost it.
    pub grounds: Option<Personal<Grounds>>,
    /// Who lifted it and why, where somebody did.
    pub lifting: Option<Personal<Lifting>>,
}

/// The situation of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldState {
    /// Nobody has confirmed it.
    Proposed,
    /// In effect.
    InEffect,
    /// Lifted, or withdrawn.
    Lifted,
    /// Run out.
    RanOut,
}

impl HoldState {
    fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::InEffect => "in-effect",
            Self::Lifted => "lifted",
            Self::RanOut => "ran-out",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Proposed, Self::InEffect, Self::Lifted, Self::RanOut].into_iter().find(|it| it.name() == name)
    }
}

/// Queries legal holds.
#[derive(Clone)]
pub struct Holds {
    reader: Reader,
}

impl Holds {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// One hold.
    pub async fn get(&self, hold: HoldId) -> Result<Option<HoldRow>, ReadError> {
        fold::row::<Model>(&self.reader, hold.0).await
    }

    /// An organisation's holds, the last one touched first, at most `limit`.
    pub async fn of(&self, organisation: OrganisationId, limit: u32) -> Result<Vec<HoldRow>, ReadError> {
        let rest = "WHERE organisation = $1 ORDER BY seen DESC LIMIT $2";
        fold::rows::<Model>(&self.reader, rest, vec![organisation.0.into(), limit.into()]).await
    }

    /// All holds there ever were on a subject.
    pub async fn of_subject(&self, subject: SubjectId) -> Result<Vec<HoldRow>, ReadError> {
        fold::rows::<Model>(&self.reader, "WHERE subject = $1 ORDER BY id", vec![subject.0.into()]).await
    }

    /// The holds in effect on a subject, the one that ends last at the end.
    pub async fn on(&self, subject: SubjectId) -> Result<Vec<HoldRow>, ReadError> {
        let rest = "WHERE subject = $1 AND state = $2 ORDER BY until, id";
        let state = HoldState::InEffect.name();
        fold::rows::<Model>(&self.reader, rest, vec![subject.0.into(), state.into()]).await
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "holds";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "holds",
        columns: &[
            KEY,
            SEEN,
            ("organisation", "BYTEA NOT NULL"),
            ("subject", "BYTEA NOT NULL"),
            ("classes", "TEXT NOT NULL"),
            ("exemption", "TEXT NOT NULL"),
            ("until", "BIGINT NOT NULL"),
            ("day", "BIGINT NOT NULL"),
            ("confirmed", "BIGINT NOT NULL"),
            ("state", "TEXT NOT NULL"),
            ("grounds", "BYTEA"),
            ("lifting", "BYTEA"),
        ],
        key: 1,
        indexes: &["organisation, seen", "subject"],
    };
    type Row = HoldRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Hold(
                Event::Proposed { hold, .. }
                | Event::Confirmed { hold, .. }
                | Event::Lifted { hold, .. }
                | Event::Ended { hold, .. }
                | Event::Restored { hold, .. },
            ) => Some(hold.0),
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Identification(_)
            | Fact::Log(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_)
            | Fact::Visit(_) => None,
        }
    }

    fn evolve(row: Option<HoldRow>, position: u64, fact: &Fact) -> Option<HoldRow> {
        let Fact::Hold(event) = fact else { return row };
        match event {
            Event::Proposed { hold, organisation, subject, classes, exemption, until, day, grounds } => {
                Some(HoldRow {
                    hold: *hold,
                    organisation: *organisation,
                    subject: *subject,
                    classes: classes.clone(),
                    exemption: *exemption,
                    until: *until,
                    day: *day,
                    confirmed: None,
                    state: HoldState::Proposed,
                    grounds: Some(grounds.clone()),
                    lifting: None,
                })
            }
            Event::Confirmed { hold, organisation, subject, classes, exemption, until, day, .. }
            | Event::Restored { hold, organisation, subject, classes, exemption, until, day } => {
                Some(HoldRow {
                    hold: *hold,
                    organisation: *organisation,
                    subject: *subject,
                    classes: classes.clone(),
                    exemption: *exemption,
                    until: *until,
                    day: row.as_ref().map_or(*day, |row| row.day),
                    confirmed: Some(position),
                    state: HoldState::InEffect,
                    grounds: row.and_then(|row| row.grounds),
                    lifting: None,
                })
            }
            Event::Lifted { lifting, .. } => {
                row.map(|row| HoldRow { state: HoldState::Lifted, lifting: Some(lifting.clone()), ..row })
            }
            Event::Ended { end, .. } => {
                let state = match end {
                    End::RanOut => HoldState::RanOut,
                    End::Lifted => HoldState::Lifted,
                };
                row.map(|row| HoldRow { state, ..row })
            }
        }
    }

    fn cells(row: &HoldRow) -> Result<Vec<Cell>, ReadError> {
        let classes = serde_json::to_string(&row.classes).map_err(|_| ReadError::Unreadable("classes"))?;
        Ok(vec![
            row.organisation.0.into(),
            row.subject.0.into(),
            classes.as_str().into(),
            row.exemption.name().into(),
            row.until.into(),
            row.day.into(),
            row.confirmed.unwrap_or(0).into(),
            row.state.name().into(),
            Cell::maybe_sealed(row.grounds.as_ref())?,
            Cell::maybe_sealed(row.lifting.as_ref())?,
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<HoldRow, ReadError> {
        let (organisation, subject) = (OrganisationId(columns.id()?), SubjectId(columns.id()?));
        let classes = serde_json::from_str(&columns.text()?).map_err(|_| ReadError::Unreadable("classes"))?;
        let exemption = Exemption::named(&columns.text()?).ok_or(ReadError::Unreadable("an exemption"))?;
        let (until, day, confirmed) = (columns.day()?, columns.day()?, columns.number()?);
        let state = HoldState::named(&columns.text()?).ok_or(ReadError::Unreadable("a state"))?;
        Ok(HoldRow {
            hold: HoldId(id),
            organisation,
            subject,
            classes,
            exemption,
            until,
            day,
            confirmed: (confirmed > 0).then_some(confirmed),
            state,
            grounds: columns.maybe_sealed()?,
            lifting: columns.maybe_sealed()?,
        })
    }
}
