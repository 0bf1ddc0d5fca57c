//! Every visit from invitation or arrival on, as sealed copies; of an erased one what is not personal stays, so that a page can say "erased".

mod model;

pub(crate) use model::{Model, destroyed_visit, visit_of};

use crate::cell::Cell;
use crate::error::ReadError;
use crate::fold;
use crate::projection::Reader;
use domain::log::Cause;
use domain::time::Day;
use domain::visit::{
    Act, Appointment, Devices, ForWhom, Form, HandOver, Invitation, Side, Technical, TokenHash,
};
use domain::{ErasureId, OrganisationId, Personal, Retention, Timestamp, VisitId};
use uuid::Uuid;

/// A visit.
#[derive(Clone, Debug)]
pub struct VisitRow {
    /// Which.
    pub visit: VisitId,
    /// Whose page.
    pub organisation: OrganisationId,
    /// The position of the arrival, or of the invitation before it: the order.
    pub arrived: u64,
    /// What people call it: `7KQ2-M4XD`.
    pub reference: String,
    /// The day of the arrival, or of the invitation before it.
    pub day: Day,
    /// How far it is.
    pub state: VisitState,
    /// How long it is kept, from its end.
    pub retention: Retention,
    /// What lets the visitor back in.
    pub token: TokenHash,
    /// The version of the notice that was consented to.
    pub notice: u32,
    /// Who was asked for.
    pub wanted: Option<ForWhom>,
    /// Who let the visitor in.
    pub professional: Option<ForWhom>,
    /// To what they were invited; `None` for a walk-in, and once erased.
    pub invitation: Option<Personal<Invitation>>,
    /// To when that was moved.
    pub appointment: Option<Personal<Appointment>>,
    /// From whom to whom the visitor was handed over last.
    pub handed: Option<Personal<HandOver>>,
    /// What the visitor wrote; `None` before they came, and once erased.
    pub form: Option<Personal<Form>>,
    /// What the device check found.
    pub devices: Option<Personal<Devices>>,
    /// Who let the visitor in, and when.
    pub admitted: Option<Personal<Act>>,
    /// With whom the call was connected, and since when.
    pub connected: Option<Personal<Act>>,
    /// When the call ended.
    pub ended: Option<Personal<Timestamp>>,
    /// Who closed it without a call, and when.
    pub closed: Option<Personal<Act>>,
    /// What the browsers measured, as handed in.
    pub technical: Vec<(Side, Personal<Technical>)>,
}

/// How far a visit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitState {
    /// Invited; nobody came yet.
    Invited,
    /// The page is open.
    Waiting,
    /// The page is closed.
    Away,
    /// Let in; the call is not connected yet.
    Admitted,
    /// The call was connected.
    InCall,
    /// The appointment was called off.
    Cancelled,
    /// Nobody came to the appointment.
    Missed,
    /// No visit, but a repeating link that lets in.
    LinkGiven,
    /// No visit, but a repeating link that was taken back, or whose last day is over.
    LinkEnded,
    /// The call is over.
    Ended {
        /// Whether both sides had been connected.
        connected: bool,
    },
    /// Over without a call.
    Closed,
    /// Its key was destroyed.
    Erased {
        /// On command, or by the clock.
        cause: Cause,
    },
}

/// Queries visits.
#[derive(Clone)]
pub struct Visits {
    reader: Reader,
}

impl Visits {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// One visit.
    pub async fn get(&self, visit: VisitId) -> Result<Option<VisitRow>, ReadError> {
        fold::row::<Model>(&self.reader, visit.0).await
    }

    /// An organisation's visits of this reference, in the form [`VisitId::reference`] gives; nearly always one at most.
    pub async fn by_reference(
        &self,
        organisation: OrganisationId,
        reference: &str,
    ) -> Result<Vec<VisitRow>, ReadError> {
        let rest = "WHERE organisation = $1 AND reference = $2 ORDER BY arrived";
        fold::rows::<Model>(&self.reader, rest, vec![organisation.0.into(), reference.into()]).await
    }

    /// An organisation's visits that are over, the newest arrival first, at most `limit`, arrived before this position.
    pub async fn history(
        &self,
        organisation: OrganisationId,
        before_position: Option<u64>,
        limit: u32,
    ) -> Result<Vec<VisitRow>, ReadError> {
        let rest = "WHERE organisation = $1 AND past = 1 AND arrived < $2 ORDER BY arrived DESC LIMIT $3";
        let before = before_position.map_or(Cell::Number(i64::MAX), Cell::from);
        fold::rows::<Model>(&self.reader, rest, vec![organisation.0.into(), before, limit.into()]).await
    }
}

impl VisitRow {
    fn is_erased(&self) -> bool {
        matches!(self.state, VisitState::Erased { .. })
    }

    /// The token stays: by it the visitor's own page can say that the visit was erased.
    fn erased(self, cause: Cause) -> VisitRow {
        VisitRow {
            state: VisitState::Erased { cause },
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
            ..self
        }
    }
}

impl VisitState {
    /// Whether the visit is over.
    pub fn is_over(self) -> bool {
        match self {
            // A link is no visit, and its end none that is over.
            Self::LinkGiven
            | Self::LinkEnded
            | Self::Invited
            | Self::Waiting
            | Self::Away
            | Self::Admitted
            | Self::InCall => false,
            Self::Cancelled | Self::Missed | Self::Ended { .. } | Self::Closed | Self::Erased { .. } => true,
        }
    }

    fn stored(self) -> (&'static str, Option<Uuid>) {
        match self {
            Self::Invited => ("invited", None),
            Self::Cancelled => ("cancelled", None),
            Self::Missed => ("missed", None),
            Self::LinkGiven => ("link-given", None),
            Self::LinkEnded => ("link-ended", None),
            Self::Waiting => ("waiting", None),
            Self::Away => ("away", None),
            Self::Admitted => ("admitted", None),
            Self::InCall => ("in-call", None),
            Self::Ended { connected: true } => ("ended", None),
            Self::Ended { connected: false } => ("ended-unconnected", None),
            Self::Closed => ("closed", None),
            Self::Erased { cause: Cause::Expired } => ("expired", None),
            Self::Erased { cause: Cause::Commanded { erasure } } => ("erased", Some(erasure.0)),
        }
    }

    fn of(name: &str, erasure: Option<Uuid>) -> Result<Self, ReadError> {
        match (name, erasure) {
            ("invited", None) => Ok(Self::Invited),
            ("cancelled", None) => Ok(Self::Cancelled),
            ("missed", None) => Ok(Self::Missed),
            ("link-given", None) => Ok(Self::LinkGiven),
            ("link-ended", None) => Ok(Self::LinkEnded),
            ("waiting", None) => Ok(Self::Waiting),
            ("away", None) => Ok(Self::Away),
            ("admitted", None) => Ok(Self::Admitted),
            ("in-call", None) => Ok(Self::InCall),
            ("ended", None) => Ok(Self::Ended { connected: true }),
            ("ended-unconnected", None) => Ok(Self::Ended { connected: false }),
            ("closed", None) => Ok(Self::Closed),
            ("expired", None) => Ok(Self::Erased { cause: Cause::Expired }),
            ("erased", Some(id)) => Ok(Self::Erased { cause: Cause::Commanded { erasure: ErasureId(id) } }),
            (_, _) => Err(ReadError::Unreadable("a state")),
        }
    }
}
