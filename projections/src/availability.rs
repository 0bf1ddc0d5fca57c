//! Which members are on duty, and which have said that they are away. When that is stays a sealed copy.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::sealed::forget;
use crate::table::Table;
use domain::member::{Absence, Event};
use domain::time::Day;
use domain::{Fact, MemberId, OrganisationId, Personal, log};
use uuid::Uuid;

/// How far a member is there.
#[derive(Clone, Debug)]
pub struct AvailabilityRow {
    /// Who.
    pub member: MemberId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// The day on which they went on duty, until they go off; it ends by itself ([`domain::member::duty::holds`]).
    pub duty: Option<Day>,
    /// When they are away, as they said last.
    pub absence: Option<Personal<Absence>>,
}

/// Queries who is on duty and who is away.
#[derive(Clone)]
pub struct Availability {
    reader: Reader,
}

impl Availability {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// One member.
    pub async fn get(&self, member: MemberId) -> Result<Option<AvailabilityRow>, ReadError> {
        fold::row::<Model>(&self.reader, member.0).await
    }

    /// An organisation's members who have said anything, in no order.
    pub async fn of(&self, organisation: OrganisationId) -> Result<Vec<AvailabilityRow>, ReadError> {
        fold::rows::<Model>(&self.reader, "WHERE organisation = $1", vec![organisation.0.into()]).await
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "availability";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "availability",
        columns: &[KEY, SEEN, ("organisation", "BYTEA NOT NULL"), ("duty", "TEXT"), ("absence", "BYTEA")],
        key: 1,
        indexes: &["organisation"],
    };
    type Row = AvailabilityRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Member(event) => said(event).map(|(member, _)| member.0),
            Fact::Log(log::Event::KeysDestroyed { subject, .. }) => Some(subject.0),
            Fact::Log(_)
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::WaitingRoom(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Identification(_)
            | Fact::Hold(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::Visit(_) => None,
        }
    }

    fn evolve(row: Option<AvailabilityRow>, _: u64, fact: &Fact) -> Option<AvailabilityRow> {
        match fact {
            Fact::Member(event) => after(row, event),
            Fact::Log(log::Event::KeysDestroyed { keys, .. }) => row.map(|row| AvailabilityRow {
                absence: row.absence.map(|absence| forget(absence, keys)),
                ..row
            }),
            Fact::Log(_)
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::WaitingRoom(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Identification(_)
            | Fact::Hold(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::Visit(_) => row,
        }
    }

    fn cells(row: &AvailabilityRow) -> Result<Vec<Cell>, ReadError> {
        Ok(vec![
            row.organisation.0.into(),
            row.duty.map(|day| day.to_string()).into(),
            Cell::maybe_sealed(row.absence.as_ref())?,
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<AvailabilityRow, ReadError> {
        let unreadable = |_| ReadError::Unreadable("the day of a duty");
        Ok(AvailabilityRow {
            member: MemberId(id),
            organisation: OrganisationId(columns.id()?),
            duty: columns.maybe_text()?.map(|day| day.parse().map_err(unreadable)).transpose()?,
            absence: columns.maybe_sealed()?,
        })
    }
}

fn after(row: Option<AvailabilityRow>, event: &Event) -> Option<AvailabilityRow> {
    let Some((member, organisation)) = said(event) else { return row };
    let row = row.unwrap_or(AvailabilityRow { member, organisation, duty: None, absence: None });
    Some(match event {
        Event::WentOnDuty { day, .. } => AvailabilityRow { duty: Some(*day), ..row },
        Event::WentOffDuty { .. } => AvailabilityRow { duty: None, ..row },
        Event::WentAway { absence, .. } => AvailabilityRow { absence: Some(absence.clone()), ..row },
        Event::CameBack { .. } => AvailabilityRow { absence: None, ..row },
        Event::Removed { .. } => AvailabilityRow { duty: None, absence: None, ..row },
        Event::Founded { .. }
        | Event::Invited { .. }
        | Event::Accepted { .. }
        | Event::RolesGranted { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::LinkIssued { .. }
        | Event::LinkUsed { .. }
        | Event::PasskeyRegistered { .. }
        | Event::PasskeyUsed { .. }
        | Event::PasskeyRemoved { .. }
        | Event::SecondFactorSet { .. }
        | Event::SecondFactorUsed { .. }
        | Event::SecondFactorRemoved { .. }
        | Event::RecoveryRequested { .. }
        | Event::RecoveryStopped { .. }
        | Event::LanguageChosen { .. }
        | Event::PictureSet { .. }
        | Event::PictureRemoved { .. }
        | Event::SignedIn { .. }
        | Event::SignedOut { .. }
        | Event::DeviceMet { .. }
        | Event::Reminded { .. }
        | Event::Active { .. } => row,
    })
}

/// Whose availability an event is about, if it is about one.
fn said(event: &Event) -> Option<(MemberId, OrganisationId)> {
    match event {
        Event::WentOnDuty { member, organisation, .. }
        | Event::WentOffDuty { member, organisation, .. }
        | Event::WentAway { member, organisation, .. }
        | Event::CameBack { member, organisation, .. }
        | Event::Removed { member, organisation, .. } => Some((*member, *organisation)),
        Event::Founded { .. }
        | Event::Invited { .. }
        | Event::Accepted { .. }
        | Event::RolesGranted { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::LinkIssued { .. }
        | Event::LinkUsed { .. }
        | Event::PasskeyRegistered { .. }
        | Event::PasskeyUsed { .. }
        | Event::PasskeyRemoved { .. }
        | Event::SecondFactorSet { .. }
        | Event::SecondFactorUsed { .. }
        | Event::SecondFactorRemoved { .. }
        | Event::RecoveryRequested { .. }
        | Event::RecoveryStopped { .. }
        | Event::LanguageChosen { .. }
        | Event::PictureSet { .. }
        | Event::PictureRemoved { .. }
        | Event::SignedIn { .. }
        | Event::SignedOut { .. }
        | Event::DeviceMet { .. }
        | Event::Reminded { .. }
        | Event::Active { .. } => None,
    }
}
