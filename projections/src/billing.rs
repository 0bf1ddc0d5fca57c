//! Who was active in which month: what an organisation is billed for. It holds ids and months, and outlives the visits.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::projection::{Event, Projection, Reader};
use crate::table::{Table, Tx};
use async_trait::async_trait;
use domain::member::Event as Member;
use domain::{Fact, MemberId, Month, OrganisationId};
use std::collections::BTreeSet;

/// Queries activity.
#[derive(Clone)]
pub struct Billing {
    reader: Reader,
}

impl Billing {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// The members who took part in a connected call in this month.
    pub async fn active(
        &self,
        organisation: OrganisationId,
        month: Month,
    ) -> Result<Vec<MemberId>, ReadError> {
        let sql = "SELECT member FROM billing_{g} WHERE organisation = $1 AND month = $2 ORDER BY member";
        let rows =
            self.reader.fetch(sql, vec![organisation.0.into(), month.to_string().as_str().into()]).await?;
        rows.iter().map(|row| Columns::of(row).id().map(MemberId)).collect()
    }

    /// The months in which somebody was active, oldest first.
    pub async fn months(&self, organisation: OrganisationId) -> Result<Vec<Month>, ReadError> {
        let sql = "SELECT DISTINCT month FROM billing_{g} WHERE organisation = $1";
        let rows = self.reader.fetch(sql, vec![organisation.0.into()]).await?;
        let months = rows
            .iter()
            .map(|row| Columns::of(row).text()?.parse().map_err(|_| ReadError::Unreadable("a month")));
        // Ordered here: the two engines need not order text alike.
        Ok(months.collect::<Result<BTreeSet<Month>, ReadError>>()?.into_iter().collect())
    }
}

const TABLE: Table = Table {
    name: "billing",
    columns: &[("organisation", "BYTEA NOT NULL"), ("month", "TEXT NOT NULL"), ("member", "BYTEA NOT NULL")],
    key: 3,
    indexes: &[],
};

fn active(fact: &Fact) -> Option<(OrganisationId, Month, MemberId)> {
    match fact {
        Fact::Member(Member::Active { member, organisation, month }) => {
            Some((*organisation, *month, *member))
        }
        Fact::Member(
            Member::Founded { .. }
            | Member::Invited { .. }
            | Member::Accepted { .. }
            | Member::RolesGranted { .. }
            | Member::Removed { .. }
            | Member::InvitationWithdrawn { .. }
            | Member::LanguageChosen { .. }
            | Member::PictureSet { .. }
            | Member::PictureRemoved { .. }
            | Member::LinkIssued { .. }
            | Member::LinkUsed { .. }
            | Member::PasskeyRegistered { .. }
            | Member::PasskeyUsed { .. }
            | Member::PasskeyRemoved { .. }
            | Member::SecondFactorSet { .. }
            | Member::SecondFactorUsed { .. }
            | Member::SecondFactorRemoved { .. }
            | Member::RecoveryRequested { .. }
            | Member::RecoveryStopped { .. }
            | Member::WentOnDuty { .. }
            | Member::WentOffDuty { .. }
            | Member::WentAway { .. }
            | Member::CameBack { .. }
            | Member::DeviceMet { .. }
            | Member::Reminded { .. }
            | Member::SignedIn { .. }
            | Member::SignedOut { .. },
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

/// The projection.
pub(crate) struct Activity;

#[async_trait]
impl Projection for Activity {
    fn name(&self) -> &'static str {
        "billing"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> Vec<Table> {
        vec![TABLE]
    }

    fn touches(&self, fact: &Fact) -> bool {
        active(fact).is_some()
    }

    async fn apply(&self, tx: &mut Tx<'_>, events: &[Event]) -> Result<(), ReadError> {
        let rows: BTreeSet<_> = events.iter().filter_map(|event| active(&event.fact)).collect();
        let cells = rows.into_iter().map(|(organisation, month, member)| {
            vec![organisation.0.into(), Cell::from(month.to_string().as_str()), member.0.into()]
        });
        tx.upsert(&TABLE, cells.collect()).await
    }
}
