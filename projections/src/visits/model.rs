//! How visits follow the log: the table, what each event changes, and a row's columns.

use super::{VisitRow, VisitState};
use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{Folded, KEY, SEEN};
use crate::sealed;
use crate::table::Table;
use domain::log::{self, Cause};
use domain::visit::{Event, ForWhom, HandOver, Side, TokenHash};
use domain::{Class, Fact, OrganisationId, Personal, Retention, VisitId};
use uuid::Uuid;

/// The visit an event belongs to.
pub(crate) fn visit_of(event: &Event) -> VisitId {
    match event {
        Event::Invited { visit, .. }
        | Event::RepeatingLinkGiven { visit, .. }
        | Event::RepeatingLinkEnded { visit, .. }
        | Event::Reassigned { visit, .. }
        | Event::Moved { visit, .. }
        | Event::Cancelled { visit, .. }
        | Event::LinkIssued { visit, .. }
        | Event::Reminded { visit, .. }
        | Event::Missed { visit, .. }
        | Event::MessageSent { visit, .. }
        | Event::MessageRefused { visit, .. }
        | Event::Arrived { visit, .. }
        | Event::LetBack { visit, .. }
        | Event::Checked { visit, .. }
        | Event::Left { visit, .. }
        | Event::Returned { visit, .. }
        | Event::Admitted { visit, .. }
        | Event::CallStarted { visit, .. }
        | Event::Joined { visit, .. }
        | Event::Connected { visit, .. }
        | Event::ParticipantLeft { visit, .. }
        | Event::PutOut { visit, .. }
        | Event::LetBackIn { visit, .. }
        | Event::RoomClosed { visit, .. }
        | Event::RoomOpened { visit, .. }
        | Event::ColleagueAsked { visit, .. }
        | Event::ThirdJoined { visit, .. }
        | Event::ThirdLeft { visit, .. }
        | Event::GuestExpected { visit, .. }
        | Event::GuestCame { visit, .. }
        | Event::GuestLetIn { visit, .. }
        | Event::GuestTurnedAway { visit, .. }
        | Event::CallEnded { visit, .. }
        | Event::TechnicalRecorded { visit, .. }
        | Event::Seen { visit, .. }
        | Event::Alerted { visit, .. }
        | Event::HandedOver { visit, .. }
        | Event::NoShow { visit, .. }
        | Event::Closed { visit, .. } => *visit,
    }
}

/// The visit whose key was destroyed, and why.
pub(crate) fn destroyed_visit(event: &log::Event) -> Option<(Uuid, Cause)> {
    match event {
        log::Event::KeysDestroyed { subject, keys, cause, .. } => {
            keys.iter().any(|key| key.class == Class::Visit).then_some((subject.0, *cause))
        }
        log::Event::Created { .. }
        | log::Event::ClockTurned { .. }
        | log::Event::Restored { .. }
        | log::Event::SigningKeyRotated { .. }
        | log::Event::EpochDestroyed { .. } => None,
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "visits";
    const VERSION: u32 = 3;
    const TABLE: Table = Table {
        name: "visits",
        columns: &[
            KEY,
            SEEN,
            ("organisation", "BYTEA NOT NULL"),
            ("arrived", "BIGINT NOT NULL"),
            ("past", "BIGINT NOT NULL"),
            ("reference", "TEXT NOT NULL"),
            ("day", "BIGINT NOT NULL"),
            ("state", "TEXT NOT NULL"),
            ("erasure", "BYTEA"),
            ("retention", "TEXT NOT NULL"),
            ("token", "TEXT NOT NULL"),
            ("notice", "BIGINT NOT NULL"),
            ("wanted", "TEXT"),
            ("professional", "TEXT"),
            ("invitation", "BYTEA"),
            ("appointment", "BYTEA"),
            ("handed", "BYTEA"),
            ("form", "BYTEA"),
            ("devices", "BYTEA"),
            ("admitted", "BYTEA"),
            ("connected", "BYTEA"),
            ("ended", "BYTEA"),
            ("closed", "BYTEA"),
            ("technical", "BYTEA NOT NULL"),
        ],
        key: 1,
        indexes: &["organisation, past, arrived", "organisation, reference"],
    };
    type Row = VisitRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Visit(event) => match event {
                Event::Invited { .. }
                | Event::RepeatingLinkGiven { .. }
                | Event::RepeatingLinkEnded { .. }
                | Event::Reassigned { .. }
                | Event::Moved { .. }
                | Event::Cancelled { .. }
                | Event::Missed { .. }
                | Event::Arrived { .. }
                | Event::LetBack { .. }
                | Event::Checked { .. }
                | Event::Left { .. }
                | Event::Returned { .. }
                | Event::Admitted { .. }
                | Event::Connected { .. }
                | Event::CallEnded { .. }
                | Event::TechnicalRecorded { .. }
                | Event::HandedOver { .. }
                | Event::NoShow { .. }
                | Event::Closed { .. } => Some(visit_of(event).0),
                Event::LinkIssued { .. }
                | Event::Reminded { .. }
                | Event::MessageSent { .. }
                | Event::MessageRefused { .. }
                | Event::CallStarted { .. }
                | Event::Joined { .. }
                | Event::Seen { .. }
                | Event::Alerted { .. }
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
                | Event::GuestTurnedAway { .. } => None,
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

    fn evolve(row: Option<VisitRow>, position: u64, fact: &Fact) -> Option<VisitRow> {
        match fact {
            Fact::Visit(event) => match row {
                // Nothing personal is added to what was erased.
                Some(row) if row.is_erased() => Some(row),
                row => after(row, position, event),
            },
            Fact::Log(event) => match (row, destroyed_visit(event)) {
                (Some(row), Some((_, cause))) => Some(row.erased(cause)),
                (row, _) => row,
            },
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

    fn cells(row: &VisitRow) -> Result<Vec<Cell>, ReadError> {
        let (state, erasure) = row.state.stored();
        let technical: Vec<_> =
            row.technical.iter().map(|(side, technical)| (mark(*side), technical.clone())).collect();
        Ok(vec![
            row.organisation.0.into(),
            row.arrived.into(),
            row.state.is_over().into(),
            row.reference.as_str().into(),
            row.day.into(),
            state.into(),
            erasure.into(),
            row.retention.name().into(),
            row.token.0.as_str().into(),
            row.notice.into(),
            row.wanted.clone().map(|tag| tag.0).into(),
            row.professional.clone().map(|tag| tag.0).into(),
            Cell::maybe_sealed(row.invitation.as_ref())?,
            Cell::maybe_sealed(row.appointment.as_ref())?,
            Cell::maybe_sealed(row.handed.as_ref())?,
            Cell::maybe_sealed(row.form.as_ref())?,
            Cell::maybe_sealed(row.devices.as_ref())?,
            Cell::maybe_sealed(row.admitted.as_ref())?,
            Cell::maybe_sealed(row.connected.as_ref())?,
            Cell::maybe_sealed(row.ended.as_ref())?,
            Cell::maybe_sealed(row.closed.as_ref())?,
            sealed::encode_marked(&technical)?.into(),
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<VisitRow, ReadError> {
        let organisation = OrganisationId(columns.id()?);
        let arrived = columns.number()?;
        let _past = columns.yes()?;
        let (reference, day) = (columns.text()?, columns.day()?);
        let state = VisitState::of(&columns.text()?, columns.maybe_id()?)?;
        Ok(VisitRow {
            visit: VisitId(id),
            organisation,
            arrived,
            reference,
            day,
            state,
            retention: Retention::named(&columns.text()?).ok_or(ReadError::Unreadable("a retention"))?,
            token: TokenHash(columns.text()?),
            notice: columns.small()?,
            wanted: columns.maybe_text()?.map(ForWhom),
            professional: columns.maybe_text()?.map(ForWhom),
            invitation: columns.maybe_sealed()?,
            appointment: columns.maybe_sealed()?,
            handed: columns.maybe_sealed()?,
            form: columns.maybe_sealed()?,
            devices: columns.maybe_sealed()?,
            admitted: columns.maybe_sealed()?,
            connected: columns.maybe_sealed()?,
            ended: columns.maybe_sealed()?,
            closed: columns.maybe_sealed()?,
            technical: sealed::decode_marked(&columns.bytes()?)?
                .into_iter()
                .map(|(mark, technical)| Ok((side(mark)?, technical)))
                .collect::<Result<_, ReadError>>()?,
        })
    }
}

fn after(row: Option<VisitRow>, position: u64, event: &Event) -> Option<VisitRow> {
    match event {
        Event::RepeatingLinkGiven { visit, organisation, day, retention, wanted, invitation, .. }
        | Event::Invited { visit, organisation, day, retention, wanted, invitation, .. } => Some(VisitRow {
            state: if matches!(event, Event::Invited { .. }) {
                VisitState::Invited
            } else {
                VisitState::LinkGiven
            },
            wanted: wanted.clone(),
            invitation: Some(invitation.clone()),
            ..begun((*visit, *organisation), position, *day, *retention)
        }),
        Event::Moved { appointment, .. } => row.map(|row| VisitRow {
            state: VisitState::Invited,
            appointment: Some(appointment.clone()),
            ..row
        }),
        Event::Cancelled { act, .. } => row.map(|row| VisitRow {
            state: if row.state == VisitState::LinkGiven {
                VisitState::LinkEnded
            } else {
                VisitState::Cancelled
            },
            closed: Some(act.clone()),
            ..row
        }),
        Event::HandedOver { wanted, handover, .. } => row.map(|row| handed_over(row, wanted, handover)),
        Event::NoShow { act, .. } => {
            row.map(|row| VisitRow { state: VisitState::Missed, closed: Some(act.clone()), ..row })
        }
        Event::Missed { .. } => row.map(|row| VisitRow { state: VisitState::Missed, ..row }),
        Event::Reassigned { wanted, .. } => row.map(|row| VisitRow { wanted: Some(wanted.clone()), ..row }),
        Event::RepeatingLinkEnded { .. } => row.map(|row| VisitRow { state: VisitState::LinkEnded, ..row }),
        Event::LetBack { token, .. } => row.map(|row| VisitRow { token: token.clone(), ..row }),
        Event::Arrived { visit, organisation, day, retention, token, wanted, consent, form } => {
            let (invitation, appointment) = row.map_or((None, None), |row| (row.invitation, row.appointment));
            Some(VisitRow {
                token: token.clone(),
                notice: consent.notice,
                wanted: wanted.clone(),
                invitation,
                appointment,
                form: Some(form.clone()),
                ..begun((*visit, *organisation), position, *day, *retention)
            })
        }
        Event::Checked { devices, .. } => row.map(|row| VisitRow { devices: Some(devices.clone()), ..row }),
        Event::Left { .. } => row.map(|row| VisitRow { state: VisitState::Away, ..row }),
        Event::Returned { .. } => row.map(|row| VisitRow { state: VisitState::Waiting, ..row }),
        Event::Admitted { professional, act, .. } => row.map(|row| VisitRow {
            state: VisitState::Admitted,
            professional: Some(professional.clone()),
            admitted: Some(act.clone()),
            ..row
        }),
        Event::Connected { act, .. } => {
            row.map(|row| VisitRow { state: VisitState::InCall, connected: Some(act.clone()), ..row })
        }
        Event::CallEnded { connected, at, .. } => row.map(|row| VisitRow {
            state: VisitState::Ended { connected: *connected },
            ended: Some(at.clone()),
            ..row
        }),
        Event::Closed { act, .. } => {
            row.map(|row| VisitRow { state: VisitState::Closed, closed: Some(act.clone()), ..row })
        }
        Event::TechnicalRecorded { side, technical, .. } => row.map(|mut row| {
            row.technical.push((*side, technical.clone()));
            row
        }),
        Event::LinkIssued { .. }
        | Event::Reminded { .. }
        | Event::MessageSent { .. }
        | Event::MessageRefused { .. }
        | Event::CallStarted { .. }
        | Event::Joined { .. }
        | Event::Seen { .. }
        | Event::Alerted { .. }
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
        | Event::GuestTurnedAway { .. } => row,
    }
}

fn handed_over(row: VisitRow, wanted: &ForWhom, handover: &Personal<HandOver>) -> VisitRow {
    let row = VisitRow { wanted: Some(wanted.clone()), handed: Some(handover.clone()), ..row };
    // Whose call has begun goes on with the colleague, and when it began stays; whoever was let in already waits for them again.
    if row.state == VisitState::InCall {
        return VisitRow { professional: Some(wanted.clone()), ..row };
    }
    VisitRow {
        state: if row.state == VisitState::Admitted { VisitState::Waiting } else { row.state },
        professional: None,
        admitted: None,
        ..row
    }
}

/// A visit of which nothing more is known than that it waits, or will.
fn begun(
    (visit, organisation): (VisitId, OrganisationId),
    arrived: u64,
    day: domain::time::Day,
    retention: Retention,
) -> VisitRow {
    VisitRow {
        visit,
        organisation,
        arrived,
        reference: visit.reference(),
        day,
        state: VisitState::Waiting,
        retention,
        // Until the visitor arrives nothing lets back in: no hash is empty.
        token: TokenHash(String::new()),
        notice: 0,
        wanted: None,
        professional: None,
        invitation: None,
        appointment: None,
        handed: None,
        form: None,
        devices: None,
        admitted: None,
        connected: None,
        ended: None,
        closed: None,
        technical: Vec::new(),
    }
}

fn mark(side: Side) -> u8 {
    match side {
        Side::Visitor => 0,
        Side::Professional => 1,
    }
}

fn side(mark: u8) -> Result<Side, ReadError> {
    match mark {
        0 => Ok(Side::Visitor),
        1 => Ok(Side::Professional),
        2.. => Err(ReadError::Unreadable("a side")),
    }
}
