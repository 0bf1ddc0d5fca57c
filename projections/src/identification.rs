//! Electronic ID (V5): whether an organisation uses it, on which ground; and which visitors identified themselves.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::table::Table;
use crate::visits::destroyed_visit;
use domain::electronic_id::{self, Demand, Eid, Ground};
use domain::identification::{Event, Vouched};
use domain::text::NationalNumber;
use domain::time::Day;
use domain::visit::Act;
use domain::{Fact, OrganisationId, Personal, VisitId};
use uuid::Uuid;

/// An organisation that uses electronic ID. One that does not has no row.
#[derive(Clone, Debug)]
pub struct ElectronicIdRow {
    /// Whose.
    pub organisation: OrganisationId,
    /// Which IDs visitors may use.
    pub eids: Vec<Eid>,
    /// Asked or free.
    pub demand: Demand,
    /// Since when it stands so.
    pub day: Day,
    /// Who confirmed which ground.
    pub ground: Personal<Ground>,
}

/// A visitor's identification. It goes with the visit.
#[derive(Clone, Debug)]
pub struct IdentificationRow {
    /// Whose.
    pub visit: VisitId,
    /// What the provider vouched for; `None` while nothing was.
    pub vouched: Option<Personal<Vouched>>,
    /// The number.
    pub number: Option<Personal<NationalNumber>>,
    /// To whom it was shown.
    pub shown: Option<Personal<Act>>,
}

/// Queries electronic ID.
#[derive(Clone)]
pub struct Identifications {
    organisations: Reader,
    visits: Reader,
}

impl Identifications {
    pub(crate) fn new(organisations: Reader, visits: Reader) -> Self {
        Self { organisations, visits }
    }

    /// What an organisation has switched on.
    pub async fn used_by(&self, organisation: OrganisationId) -> Result<Option<ElectronicIdRow>, ReadError> {
        fold::row::<Used>(&self.organisations, organisation.0).await
    }

    /// A visit's identification, if one was begun.
    pub async fn of(&self, visit: VisitId) -> Result<Option<IdentificationRow>, ReadError> {
        fold::row::<Identified>(&self.visits, visit.0).await
    }
}

/// The read model of organisations.
pub(crate) struct Used;

impl Folded for Used {
    const NAME: &'static str = "electronic-ids";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "electronic_ids",
        columns: &[
            KEY,
            SEEN,
            ("eids", "TEXT NOT NULL"),
            ("demand", "TEXT NOT NULL"),
            ("day", "BIGINT NOT NULL"),
            ("ground", "BYTEA NOT NULL"),
        ],
        key: 1,
        indexes: &[],
    };
    type Row = ElectronicIdRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::ElectronicId(
                electronic_id::Event::SwitchedOn { organisation, .. }
                | electronic_id::Event::SwitchedOff { organisation, .. },
            ) => Some(organisation.0),
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Log(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_)
            | Fact::Visit(_) => None,
        }
    }

    fn evolve(row: Option<ElectronicIdRow>, _: u64, fact: &Fact) -> Option<ElectronicIdRow> {
        let Fact::ElectronicId(event) = fact else { return row };
        match event {
            electronic_id::Event::SwitchedOn { organisation, day, eids, demand, ground } => {
                Some(ElectronicIdRow {
                    organisation: *organisation,
                    eids: eids.clone(),
                    demand: *demand,
                    day: *day,
                    ground: ground.clone(),
                })
            }
            electronic_id::Event::SwitchedOff { .. } => None,
        }
    }

    fn cells(row: &ElectronicIdRow) -> Result<Vec<Cell>, ReadError> {
        let eids = serde_json::to_string(&row.eids).map_err(|_| ReadError::Unreadable("electronic IDs"))?;
        Ok(vec![eids.as_str().into(), row.demand.name().into(), row.day.into(), Cell::sealed(&row.ground)?])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<ElectronicIdRow, ReadError> {
        let eids = serde_json::from_str(&columns.text()?);
        Ok(ElectronicIdRow {
            organisation: OrganisationId(id),
            eids: eids.map_err(|_| ReadError::Unreadable("electronic IDs"))?,
            demand: Demand::named(&columns.text()?).ok_or(ReadError::Unreadable("a demand"))?,
            day: columns.day()?,
            ground: columns.sealed()?,
        })
    }
}

/// The read model of visits.
pub(crate) struct Identified;

impl Folded for Identified {
    const NAME: &'static str = "identifications";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "identifications",
        columns: &[KEY, SEEN, ("vouched", "BYTEA"), ("number", "BYTEA"), ("shown", "BYTEA")],
        key: 1,
        indexes: &[],
    };
    type Row = IdentificationRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Identification(
                Event::Begun { visit, .. }
                | Event::Failed { visit, .. }
                | Event::Completed { visit, .. }
                | Event::Shown { visit, .. },
            ) => Some(visit.0),
            Fact::Log(event) => destroyed_visit(event).map(|(visit, _)| visit),
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_)
            | Fact::Visit(_) => None,
        }
    }

    fn evolve(row: Option<IdentificationRow>, _: u64, fact: &Fact) -> Option<IdentificationRow> {
        match fact {
            Fact::Identification(event) => match event {
                Event::Begun { visit, .. } => Some(row.unwrap_or(IdentificationRow {
                    visit: *visit,
                    vouched: None,
                    number: None,
                    shown: None,
                })),
                Event::Failed { .. } => row,
                Event::Completed { visit, number, vouched, .. } => Some(IdentificationRow {
                    visit: *visit,
                    vouched: Some(vouched.clone()),
                    number: Some(number.clone()),
                    shown: None,
                }),
                Event::Shown { act, .. } => {
                    row.map(|row| IdentificationRow { shown: Some(act.clone()), ..row })
                }
            },
            Fact::Log(event) => match destroyed_visit(event) {
                Some(_) => None,
                None => row,
            },
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_)
            | Fact::Visit(_) => row,
        }
    }

    fn cells(row: &IdentificationRow) -> Result<Vec<Cell>, ReadError> {
        Ok(vec![
            Cell::maybe_sealed(row.vouched.as_ref())?,
            Cell::maybe_sealed(row.number.as_ref())?,
            Cell::maybe_sealed(row.shown.as_ref())?,
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<IdentificationRow, ReadError> {
        Ok(IdentificationRow {
            visit: VisitId(id),
            vouched: columns.maybe_sealed()?,
            number: columns.maybe_sealed()?,
            shown: columns.maybe_sealed()?,
        })
    }
}
