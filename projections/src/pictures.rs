//! Pictures as pages serve them: an organisation's logo and a member's portrait, as sealed copies apart from the rows that every request reads.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::sealed::forget;
use crate::table::Table;
use domain::picture::Picture;
use domain::{Fact, MemberId, OrganisationId, Personal, SubjectId, log, member, organisation};
use uuid::Uuid;

/// What a subject shows, and what it is about to show.
#[derive(Clone, Debug)]
pub struct PictureRow {
    /// Whose: an organisation's or a member's subject.
    pub subject: SubjectId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// A logo that was uploaded, with the position of its event; visitors see it once it is published.
    pub drafted: Option<(u64, Personal<Picture>)>,
    /// What everybody sees, with the position of its event.
    pub shown: Option<(u64, Personal<Picture>)>,
}

/// Queries pictures.
#[derive(Clone)]
pub struct Pictures {
    reader: Reader,
}

impl Pictures {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// A subject's.
    pub async fn get(&self, subject: SubjectId) -> Result<Option<PictureRow>, ReadError> {
        fold::row::<Model>(&self.reader, subject.0).await
    }

    /// Which members of an organisation show one.
    pub async fn shown(&self, organisation: OrganisationId) -> Result<Vec<MemberId>, ReadError> {
        let sql = "SELECT id FROM pictures_{g} WHERE organisation = $1 AND shown_at > 0";
        let rows = self.reader.fetch(sql, vec![organisation.0.into()]).await?;
        let ids = rows.iter().map(|row| Columns::of(row).id()).collect::<Result<Vec<_>, _>>()?;
        Ok(ids.into_iter().filter(|id| *id != organisation.0).map(MemberId).collect())
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "pictures";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "pictures",
        columns: &[
            KEY,
            SEEN,
            ("organisation", "BYTEA NOT NULL"),
            ("drafted_at", "BIGINT NOT NULL"),
            ("drafted", "BYTEA"),
            ("shown_at", "BIGINT NOT NULL"),
            ("shown", "BYTEA"),
        ],
        key: 1,
        indexes: &["organisation"],
    };
    type Row = PictureRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Organisation(event) => match event {
                organisation::Event::LogoDrafted { organisation, .. }
                | organisation::Event::Branded { organisation, .. } => Some(organisation.0),
                organisation::Event::SignedUp { .. }
                | organisation::Event::Confirmed { .. }
                | organisation::Event::TrialBegan { .. }
                | organisation::Event::TrialEndAnnounced { .. }
                | organisation::Event::Continued { .. }
                | organisation::Event::AgreementSigned { .. }
                | organisation::Event::AgreementAccepted { .. }
                | organisation::Event::AgreementAnnounced { .. }
                | organisation::Event::AgreementMailed { .. }
                | organisation::Event::AgreementNoted { .. }
                | organisation::Event::NoticePublished { .. }
                | organisation::Event::RetentionChosen { .. }
                | organisation::Event::LanguageChosen { .. }
                | organisation::Event::HoursChosen { .. }
                | organisation::Event::DayHoursChosen { .. }
                | organisation::Event::RemindersChosen { .. }
                | organisation::Event::EndingAnnounced { .. }
                | organisation::Event::EndingRevoked { .. }
                | organisation::Event::Ended { .. }
                | organisation::Event::SectorChosen { .. }
                | organisation::Event::CallWaysChosen { .. }
                | organisation::Event::OwnershipOffered { .. }
                | organisation::Event::OwnershipOfferEnded { .. }
                | organisation::Event::HandedOver { .. }
                | organisation::Event::CallCounted { .. } => None,
            },
            Fact::Member(event) => match event {
                member::Event::PictureSet { member, .. }
                | member::Event::PictureRemoved { member, .. }
                | member::Event::Removed { member, .. } => Some(member.0),
                member::Event::Founded { .. }
                | member::Event::Invited { .. }
                | member::Event::Accepted { .. }
                | member::Event::RolesGranted { .. }
                | member::Event::InvitationWithdrawn { .. }
                | member::Event::LanguageChosen { .. }
                | member::Event::WentOnDuty { .. }
                | member::Event::WentOffDuty { .. }
                | member::Event::WentAway { .. }
                | member::Event::CameBack { .. }
                | member::Event::LinkIssued { .. }
                | member::Event::LinkUsed { .. }
                | member::Event::PasskeyRegistered { .. }
                | member::Event::PasskeyUsed { .. }
                | member::Event::PasskeyRemoved { .. }
                | member::Event::SecondFactorSet { .. }
                | member::Event::SecondFactorUsed { .. }
                | member::Event::SecondFactorRemoved { .. }
                | member::Event::RecoveryRequested { .. }
                | member::Event::RecoveryStopped { .. }
                | member::Event::DeviceMet { .. }
                | member::Event::Reminded { .. }
                | member::Event::SignedIn { .. }
                | member::Event::SignedOut { .. }
                | member::Event::Active { .. } => None,
            },
            Fact::Log(log::Event::KeysDestroyed { subject, .. }) => Some(subject.0),
            Fact::Log(_)
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::Receipt(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Visit(_)
            | Fact::WaitingRoom(_) => None,
        }
    }

    fn evolve(row: Option<PictureRow>, position: u64, fact: &Fact) -> Option<PictureRow> {
        let of = |row: Option<PictureRow>, id: Uuid, organisation: OrganisationId| {
            row.unwrap_or(PictureRow { subject: SubjectId(id), organisation, drafted: None, shown: None })
        };
        match fact {
            Fact::Organisation(organisation::Event::LogoDrafted { organisation, logo, .. }) => {
                let drafted = Some((position, logo.clone()));
                Some(PictureRow { drafted, ..of(row, organisation.0, *organisation) })
            }
            Fact::Organisation(organisation::Event::Branded { logo, .. }) => {
                row.map(|row| PictureRow { shown: if *logo { row.drafted.clone() } else { None }, ..row })
            }
            Fact::Member(member::Event::PictureSet { member, organisation, picture, .. }) => {
                let shown = Some((position, picture.clone()));
                Some(PictureRow { shown, ..of(row, member.0, *organisation) })
            }
            Fact::Member(member::Event::PictureRemoved { .. } | member::Event::Removed { .. }) => None,
            Fact::Log(log::Event::KeysDestroyed { keys, .. }) => row.map(|row| PictureRow {
                drafted: row.drafted.map(|(at, picture)| (at, forget(picture, keys))),
                shown: row.shown.map(|(at, picture)| (at, forget(picture, keys))),
                ..row
            }),
            Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::Member(_)
            | Fact::Log(_)
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Visit(_)
            | Fact::WaitingRoom(_) => row,
        }
    }

    fn cells(row: &PictureRow) -> Result<Vec<Cell>, ReadError> {
        let (drafted, shown) = (row.drafted.as_ref(), row.shown.as_ref());
        Ok(vec![
            row.organisation.0.into(),
            drafted.map_or(0, |(at, _)| *at).into(),
            Cell::maybe_sealed(drafted.map(|(_, picture)| picture))?,
            shown.map_or(0, |(at, _)| *at).into(),
            Cell::maybe_sealed(shown.map(|(_, picture)| picture))?,
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<PictureRow, ReadError> {
        let organisation = OrganisationId(columns.id()?);
        let (drafted_at, drafted) = (columns.number()?, columns.maybe_sealed()?);
        let (shown_at, shown) = (columns.number()?, columns.maybe_sealed()?);
        Ok(PictureRow {
            subject: SubjectId(id),
            organisation,
            drafted: drafted.map(|picture| (drafted_at, picture)),
            shown: shown.map(|picture| (shown_at, picture)),
        })
    }
}
