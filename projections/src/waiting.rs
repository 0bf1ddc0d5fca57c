//! Who waits, and who is with a professional: visits that are not over, in the order of their arrival.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::table::Table;
use crate::visits::{destroyed_visit, visit_of};
use domain::visit::{Act, Devices, Event, ForWhom, Form, HandOver};
use domain::{Fact, OrganisationId, Personal, VisitId};
use uuid::Uuid;

/// A visit that is not over.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    /// Which.
    pub visit: VisitId,
    /// Whose page.
    pub organisation: OrganisationId,
    /// The position of the arrival: the order.
    pub arrived: u64,
    /// How far it is.
    pub state: WaitingState,
    /// Who was asked for.
    pub wanted: Option<ForWhom>,
    /// Who let the visitor in.
    pub professional: Option<ForWhom>,
    /// What the visitor wrote.
    pub form: Personal<Form>,
    /// What the device check found.
    pub devices: Option<Personal<Devices>>,
    /// Who acknowledged that the visitor is there.
    pub seen: Option<Personal<Act>>,
    /// From whom to whom the visitor was handed over last.
    pub handed: Option<Personal<HandOver>>,
    /// The colleagues who were asked to join the call.
    pub asked: Vec<ForWhom>,
}

/// How far a visit is that is not over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingState {
    /// The page is open.
    Waiting,
    /// The page is closed.
    Away,
    /// Let in; the call is not connected yet.
    Admitted,
    /// The call was connected.
    InCall,
}

impl WaitingState {
    const ALL: [WaitingState; 4] = [Self::Waiting, Self::Away, Self::Admitted, Self::InCall];

    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Away => "away",
            Self::Admitted => "admitted",
            Self::InCall => "in-call",
        }
    }

    fn named(name: &str) -> Result<Self, ReadError> {
        Self::ALL.into_iter().find(|state| state.name() == name).ok_or(ReadError::Unreadable("a state"))
    }
}

/// Queries who waits.
#[derive(Clone)]
pub struct Waiting {
    reader: Reader,
}

impl Waiting {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// One visit, while it is not over.
    pub async fn get(&self, visit: VisitId) -> Result<Option<WaitingRow>, ReadError> {
        fold::row::<Model>(&self.reader, visit.0).await
    }

    /// Everybody's visits whose visitor was let in, and which are not over.
    pub async fn let_in(&self) -> Result<Vec<VisitId>, ReadError> {
        let rows = fold::rows::<Model>(&self.reader, "WHERE professional IS NOT NULL", vec![]).await?;
        Ok(rows.into_iter().map(|row| row.visit).collect())
    }

    /// An organisation's visits that are not over, as they arrived.
    pub async fn of(&self, organisation: OrganisationId) -> Result<Vec<WaitingRow>, ReadError> {
        fold::rows::<Model>(
            &self.reader,
            "WHERE organisation = $1 ORDER BY arrived",
            vec![organisation.0.into()],
        )
        .await
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "waiting";
    const VERSION: u32 = 3;
    const TABLE: Table = Table {
        name: "waiting",
        columns: &[
            KEY,
            SEEN,
            ("organisation", "BYTEA NOT NULL"),
            ("arrived", "BIGINT NOT NULL"),
            ("state", "TEXT NOT NULL"),
            ("wanted", "TEXT"),
            ("professional", "TEXT"),
            ("form", "BYTEA NOT NULL"),
            ("devices", "BYTEA"),
            ("acknowledged", "BYTEA"),
            ("handed", "BYTEA"),
            ("asked", "TEXT NOT NULL"),
        ],
        key: 1,
        indexes: &["organisation, arrived"],
    };
    type Row = WaitingRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Visit(event) => match event {
                Event::Arrived { .. }
                | Event::Checked { .. }
                | Event::Left { .. }
                | Event::Returned { .. }
                | Event::Admitted { .. }
                | Event::Connected { .. }
                | Event::CallEnded { .. }
                | Event::Moved { .. }
                | Event::Cancelled { .. }
                | Event::Seen { .. }
                | Event::HandedOver { .. }
                | Event::ColleagueAsked { .. }
                | Event::Closed { .. } => Some(visit_of(event).0),
                Event::CallStarted { .. }
                | Event::Invited { .. }
                | Event::LinkIssued { .. }
                | Event::Reminded { .. }
                | Event::Missed { .. }
                | Event::RepeatingLinkGiven { .. }
                | Event::RepeatingLinkEnded { .. }
                | Event::Reassigned { .. }
                | Event::MessageSent { .. }
                | Event::MessageRefused { .. }
                | Event::LetBack { .. }
                | Event::Joined { .. }
                | Event::ParticipantLeft { .. }
                | Event::PutOut { .. }
                | Event::LetBackIn { .. }
                | Event::RoomClosed { .. }
                | Event::RoomOpened { .. }
                | Event::ThirdJoined { .. }
                | Event::ThirdLeft { .. }
                | Event::GuestExpected { .. }
                | Event::GuestCame { .. }
                | Event::GuestLetIn { .. }
                | Event::GuestTurnedAway { .. }
                | Event::Alerted { .. }
                | Event::NoShow { .. }
                | Event::TechnicalRecorded { .. } => None,
            },
            Fact::Log(event) => destroyed_visit(event).map(|(visit, _)| visit),
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_) => None,
        }
    }

    fn evolve(row: Option<WaitingRow>, position: u64, fact: &Fact) -> Option<WaitingRow> {
        match fact {
            Fact::Visit(event) => after(row, position, event),
            Fact::Log(event) => {
                if destroyed_visit(event).is_some() {
                    None
                } else {
                    row
                }
            }
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_) => row,
        }
    }

    fn cells(row: &WaitingRow) -> Result<Vec<Cell>, ReadError> {
        Ok(vec![
            row.organisation.0.into(),
            row.arrived.into(),
            row.state.name().into(),
            row.wanted.clone().map(|tag| tag.0).into(),
            row.professional.clone().map(|tag| tag.0).into(),
            Cell::sealed(&row.form)?,
            Cell::maybe_sealed(row.devices.as_ref())?,
            Cell::maybe_sealed(row.seen.as_ref())?,
            Cell::maybe_sealed(row.handed.as_ref())?,
            // Each is hexadecimal.
            row.asked.iter().map(|tag| tag.0.as_str()).collect::<Vec<_>>().join(" ").as_str().into(),
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<WaitingRow, ReadError> {
        Ok(WaitingRow {
            visit: VisitId(id),
            organisation: OrganisationId(columns.id()?),
            arrived: columns.number()?,
            state: WaitingState::named(&columns.text()?)?,
            wanted: columns.maybe_text()?.map(ForWhom),
            professional: columns.maybe_text()?.map(ForWhom),
            form: columns.sealed()?,
            devices: columns.maybe_sealed()?,
            seen: columns.maybe_sealed()?,
            handed: columns.maybe_sealed()?,
            asked: columns.text()?.split_whitespace().map(|tag| ForWhom(tag.to_owned())).collect(),
        })
    }
}

fn after(row: Option<WaitingRow>, position: u64, event: &Event) -> Option<WaitingRow> {
    match event {
        Event::Arrived { visit, organisation, wanted, form, .. } => Some(WaitingRow {
            visit: *visit,
            organisation: *organisation,
            arrived: position,
            state: WaitingState::Waiting,
            wanted: wanted.clone(),
            professional: None,
            form: form.clone(),
            devices: None,
            seen: None,
            handed: None,
            asked: Vec::new(),
        }),
        Event::Checked { devices, .. } => row.map(|row| WaitingRow { devices: Some(devices.clone()), ..row }),
        Event::Seen { act, .. } => row.map(|row| WaitingRow { seen: Some(act.clone()), ..row }),
        // A running call: whoever held it takes part as a colleague who was asked.
        Event::HandedOver { wanted, handover, .. }
            if row.as_ref().is_some_and(|row| row.state == WaitingState::InCall) =>
        {
            row.map(|mut row| {
                row.asked.retain(|tag| tag != wanted);
                row.asked.extend(row.professional.replace(wanted.clone()));
                WaitingRow { wanted: Some(wanted.clone()), handed: Some(handover.clone()), ..row }
            })
        }
        Event::HandedOver { wanted, handover, .. } => row.map(|row| WaitingRow {
            wanted: Some(wanted.clone()),
            handed: Some(handover.clone()),
            seen: None,
            // Whoever was let in already waits for the colleague again.
            state: if row.state == WaitingState::Admitted { WaitingState::Waiting } else { row.state },
            professional: None,
            asked: Vec::new(),
            ..row
        }),
        Event::ColleagueAsked { colleague, .. } => row.map(|mut row| {
            row.asked.push(colleague.clone());
            row
        }),
        Event::Left { .. } => row.map(|row| WaitingRow { state: WaitingState::Away, ..row }),
        Event::Returned { .. } => row.map(|row| WaitingRow { state: WaitingState::Waiting, ..row }),
        Event::Admitted { professional, .. } => row.map(|row| WaitingRow {
            state: WaitingState::Admitted,
            professional: Some(professional.clone()),
            ..row
        }),
        Event::Connected { .. } => row.map(|row| WaitingRow { state: WaitingState::InCall, ..row }),
        // Whose appointment was moved waits no more, and comes again by the new link.
        Event::Moved { .. } | Event::Cancelled { .. } | Event::CallEnded { .. } | Event::Closed { .. } => {
            None
        }
        Event::CallStarted { .. }
        | Event::Invited { .. }
        | Event::LinkIssued { .. }
        | Event::Reminded { .. }
        | Event::Missed { .. }
        | Event::RepeatingLinkGiven { .. }
        | Event::RepeatingLinkEnded { .. }
        | Event::Reassigned { .. }
        | Event::MessageSent { .. }
        | Event::MessageRefused { .. }
        | Event::LetBack { .. }
        | Event::Joined { .. }
        | Event::ParticipantLeft { .. }
        | Event::PutOut { .. }
        | Event::LetBackIn { .. }
        | Event::RoomClosed { .. }
        | Event::RoomOpened { .. }
        | Event::ThirdJoined { .. }
        | Event::ThirdLeft { .. }
        | Event::GuestExpected { .. }
        | Event::GuestCame { .. }
        | Event::GuestLetIn { .. }
        | Event::GuestTurnedAway { .. }
        | Event::Alerted { .. }
        | Event::NoShow { .. }
        | Event::TechnicalRecorded { .. } => row,
    }
}
