//! Open sessions of members. A session that signed out is gone; how long one holds is for its reader to judge.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::table::Table;
use domain::member::{Event, SignIn};
use domain::time::Day;
use domain::visit::TokenHash;
use domain::{Fact, MemberId, OrganisationId, Personal, SessionId};
use uuid::Uuid;

/// A session.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Which.
    pub session: SessionId,
    /// Whose.
    pub member: MemberId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// The hash of its cookie.
    pub token: TokenHash,
    /// When it began.
    pub day: Day,
    /// How, and when exactly.
    pub entry: Personal<SignIn>,
}

/// Queries sessions.
#[derive(Clone)]
pub struct Sessions {
    reader: Reader,
}

impl Sessions {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// One session, if it is open.
    pub async fn get(&self, session: SessionId) -> Result<Option<SessionRow>, ReadError> {
        fold::row::<Model>(&self.reader, session.0).await
    }

    /// A member's open sessions, newest first.
    pub async fn of(&self, member: MemberId) -> Result<Vec<SessionRow>, ReadError> {
        fold::rows::<Model>(&self.reader, "WHERE member = $1 ORDER BY seen DESC", vec![member.0.into()]).await
    }

    /// An organisation's open sessions that began on this day or later, in no order.
    pub async fn since(&self, organisation: OrganisationId, day: Day) -> Result<Vec<SessionRow>, ReadError> {
        let rest = "WHERE organisation = $1 AND day >= $2";
        fold::rows::<Model>(&self.reader, rest, vec![organisation.0.into(), day.into()]).await
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "sessions";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "sessions",
        columns: &[
            KEY,
            SEEN,
            ("member", "BYTEA NOT NULL"),
            ("organisation", "BYTEA NOT NULL"),
            ("token", "TEXT NOT NULL"),
            ("day", "BIGINT NOT NULL"),
            ("entry", "BYTEA NOT NULL"),
        ],
        key: 1,
        indexes: &["member", "organisation, day"],
    };
    type Row = SessionRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Member(Event::SignedIn { session, .. } | Event::SignedOut { session, .. }) => {
                Some(session.0)
            }
            Fact::Member(
                Event::Founded { .. }
                | Event::Invited { .. }
                | Event::Accepted { .. }
                | Event::LanguageChosen { .. }
                | Event::PictureSet { .. }
                | Event::PictureRemoved { .. }
                | Event::RolesGranted { .. }
                | Event::Removed { .. }
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
                | Event::WentOnDuty { .. }
                | Event::WentOffDuty { .. }
                | Event::WentAway { .. }
                | Event::CameBack { .. }
                | Event::DeviceMet { .. }
                | Event::Reminded { .. }
                | Event::Active { .. },
            )
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Log(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_)
            | Fact::Visit(_) => None,
        }
    }

    fn evolve(row: Option<SessionRow>, _position: u64, fact: &Fact) -> Option<SessionRow> {
        match fact {
            Fact::Member(Event::SignedIn { member, organisation, session, token, day, entry }) => {
                Some(SessionRow {
                    session: *session,
                    member: *member,
                    organisation: *organisation,
                    token: token.clone(),
                    day: *day,
                    entry: entry.clone(),
                })
            }
            Fact::Member(Event::SignedOut { .. }) => None,
            Fact::Member(
                Event::Founded { .. }
                | Event::Invited { .. }
                | Event::Accepted { .. }
                | Event::LanguageChosen { .. }
                | Event::PictureSet { .. }
                | Event::PictureRemoved { .. }
                | Event::RolesGranted { .. }
                | Event::Removed { .. }
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
                | Event::WentOnDuty { .. }
                | Event::WentOffDuty { .. }
                | Event::WentAway { .. }
                | Event::CameBack { .. }
                | Event::DeviceMet { .. }
                | Event::Reminded { .. }
                | Event::Active { .. },
            )
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Log(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_)
            | Fact::Visit(_) => row,
        }
    }

    fn cells(row: &SessionRow) -> Result<Vec<Cell>, ReadError> {
        Ok(vec![
            row.member.0.into(),
            row.organisation.0.into(),
            row.token.0.as_str().into(),
            row.day.into(),
            Cell::sealed(&row.entry)?,
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<SessionRow, ReadError> {
        Ok(SessionRow {
            session: SessionId(id),
            member: MemberId(columns.id()?),
            organisation: OrganisationId(columns.id()?),
            token: TokenHash(columns.text()?),
            day: columns.day()?,
            entry: columns.sealed()?,
        })
    }
}
