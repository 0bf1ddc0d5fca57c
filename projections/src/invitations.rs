//! Open invitations: whose visit is not over, with how its last message fared. When an appointment is stays sealed; the key table's clock knows it.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::table::Table;
use crate::visits::{destroyed_visit, visit_of};
use domain::visit::{Appointment, Channel, Event, ForWhom, Invitation};
use domain::{Fact, OrganisationId, Personal, VisitId};
use uuid::Uuid;

/// An invitation to a visit that is not over.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    /// Which visit.
    pub visit: VisitId,
    /// To whose page.
    pub organisation: OrganisationId,
    /// Who will see the visitor.
    pub wanted: Option<ForWhom>,
    /// Whether the link lets in repeatedly: then nothing here tells who came.
    pub repeats: bool,
    /// Whether the visitor has arrived.
    pub come: bool,
    /// By which way they are told.
    pub channel: Channel,
    /// How the last message fared.
    pub message: MessageState,
    /// Whom, how to reach them, when.
    pub invitation: Personal<Invitation>,
    /// To when it was moved.
    pub appointment: Option<Personal<Appointment>>,
}

/// How a message fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// It is to be sent.
    Waiting,
    /// It was handed over.
    Sent,
    /// The address does not take it.
    Refused,
}

impl MessageState {
    const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::Refused];

    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
        }
    }

    fn named(name: &str) -> Result<Self, ReadError> {
        Self::ALL.into_iter().find(|one| one.name() == name).ok_or(ReadError::Unreadable("a message's state"))
    }
}

/// Queries open invitations.
#[derive(Clone)]
pub struct Invitations {
    reader: Reader,
}

impl Invitations {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// One invitation, while its visit is not over.
    pub async fn get(&self, visit: VisitId) -> Result<Option<InvitationRow>, ReadError> {
        fold::row::<Model>(&self.reader, visit.0).await
    }

    /// An organisation's open invitations, in no order: when they are is sealed.
    pub async fn of(&self, organisation: OrganisationId) -> Result<Vec<InvitationRow>, ReadError> {
        fold::rows::<Model>(&self.reader, "WHERE organisation = $1", vec![organisation.0.into()]).await
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "invitations";
    const VERSION: u32 = 2;
    const TABLE: Table = Table {
        name: "invitations",
        columns: &[
            KEY,
            SEEN,
            ("organisation", "BYTEA NOT NULL"),
            ("wanted", "TEXT"),
            ("repeats", "BIGINT NOT NULL"),
            ("come", "BIGINT NOT NULL"),
            ("channel", "TEXT NOT NULL"),
            ("message", "TEXT NOT NULL"),
            ("invitation", "BYTEA NOT NULL"),
            ("appointment", "BYTEA"),
        ],
        key: 1,
        indexes: &["organisation"],
    };
    type Row = InvitationRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Visit(event) => match event {
                Event::Invited { .. }
                | Event::RepeatingLinkGiven { .. }
                | Event::RepeatingLinkEnded { .. }
                | Event::Reassigned { .. }
                | Event::Moved { .. }
                | Event::Cancelled { .. }
                | Event::LinkIssued { .. }
                | Event::Missed { .. }
                | Event::MessageSent { .. }
                | Event::MessageRefused { .. }
                | Event::Arrived { .. }
                | Event::CallEnded { .. }
                | Event::HandedOver { .. }
                | Event::NoShow { .. }
                | Event::Closed { .. } => Some(visit_of(event).0),
                Event::Reminded { .. }
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
                | Event::Seen { .. }
                | Event::Alerted { .. }
                | Event::TechnicalRecorded { .. } => None,
            },
            Fact::Log(event) => destroyed_visit(event).map(|(visit, _)| visit),
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::Identification(_)
            | Fact::WaitingRoom(_) => None,
        }
    }

    fn evolve(row: Option<InvitationRow>, _: u64, fact: &Fact) -> Option<InvitationRow> {
        match fact {
            Fact::Visit(event) => after(row, event),
            Fact::Log(event) => row.filter(|_| destroyed_visit(event).is_none()),
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::Identification(_)
            | Fact::WaitingRoom(_) => row,
        }
    }

    fn cells(row: &InvitationRow) -> Result<Vec<Cell>, ReadError> {
        Ok(vec![
            row.organisation.0.into(),
            row.wanted.clone().map(|tag| tag.0).into(),
            row.repeats.into(),
            row.come.into(),
            channel(row.channel).into(),
            row.message.name().into(),
            Cell::sealed(&row.invitation)?,
            Cell::maybe_sealed(row.appointment.as_ref())?,
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<InvitationRow, ReadError> {
        Ok(InvitationRow {
            visit: VisitId(id),
            organisation: OrganisationId(columns.id()?),
            wanted: columns.maybe_text()?.map(ForWhom),
            repeats: columns.yes()?,
            come: columns.yes()?,
            channel: match columns.text()?.as_str() {
                "email" => Channel::Email,
                "sms" => Channel::Sms,
                _other => return Err(ReadError::Unreadable("a channel")),
            },
            message: MessageState::named(&columns.text()?)?,
            invitation: columns.sealed()?,
            appointment: columns.maybe_sealed()?,
        })
    }
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "email",
        Channel::Sms => "sms",
    }
}

fn after(row: Option<InvitationRow>, event: &Event) -> Option<InvitationRow> {
    let with = |message| row.clone().map(|row| InvitationRow { message, ..row });
    match event {
        Event::RepeatingLinkGiven { visit, organisation, wanted, channel, invitation, .. }
        | Event::Invited { visit, organisation, wanted, channel, invitation, .. } => Some(InvitationRow {
            visit: *visit,
            organisation: *organisation,
            wanted: wanted.clone(),
            repeats: matches!(event, Event::RepeatingLinkGiven { .. }),
            come: false,
            channel: *channel,
            message: MessageState::Waiting,
            invitation: invitation.clone(),
            appointment: None,
        }),
        Event::Moved { appointment, .. } => with(MessageState::Waiting).map(|row| InvitationRow {
            come: false,
            appointment: Some(appointment.clone()),
            ..row
        }),
        Event::Reassigned { wanted, .. } => {
            row.map(|row| InvitationRow { wanted: Some(wanted.clone()), ..row })
        }
        Event::LinkIssued { .. } => with(MessageState::Waiting),
        Event::MessageSent { .. } => with(MessageState::Sent),
        Event::MessageRefused { .. } => with(MessageState::Refused),
        Event::Arrived { .. } => row.map(|row| InvitationRow { come: true, ..row }),
        Event::HandedOver { wanted, .. } => {
            row.map(|row| InvitationRow { wanted: Some(wanted.clone()), ..row })
        }
        Event::Cancelled { .. }
        | Event::Missed { .. }
        | Event::NoShow { .. }
        | Event::RepeatingLinkEnded { .. }
        | Event::CallEnded { .. }
        | Event::Closed { .. } => None,
        Event::Reminded { .. }
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
        | Event::Seen { .. }
        | Event::Alerted { .. }
        | Event::TechnicalRecorded { .. } => row,
    }
}
