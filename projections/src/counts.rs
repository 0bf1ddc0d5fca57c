//! A day's arrivals, calls and minutes of an organisation: one row an event, counted when asked, so that nothing is counted twice. They outlive the visits.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::projection::{Event, Projection, Reader};
use crate::table::{Table, Tx};
use async_trait::async_trait;
use domain::time::Day;
use domain::{Fact, OrganisationId, organisation, visit};

/// What a day counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Visitors that arrived.
    pub arrivals: u64,
    /// Calls that were connected and ended.
    pub calls: u64,
    /// Their minutes, each call rounded up.
    pub minutes: u64,
}

/// Queries counts.
#[derive(Clone)]
pub struct Counts {
    reader: Reader,
}

impl Counts {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// An organisation's day.
    pub async fn day(&self, organisation: OrganisationId, day: Day) -> Result<DayCounts, ReadError> {
        Ok(self.between(organisation, day, day).await?.pop().map(|(_, counts)| counts).unwrap_or_default())
    }

    /// An organisation's days on which something was counted, both ends included, in order.
    pub async fn between(
        &self,
        organisation: OrganisationId,
        from: Day,
        to: Day,
    ) -> Result<Vec<(Day, DayCounts)>, ReadError> {
        let sql = "SELECT day, CAST(SUM(arrivals) AS BIGINT), CAST(SUM(calls) AS BIGINT), CAST(SUM(minutes) AS BIGINT)
            FROM counts_{g} WHERE organisation = $1 AND day BETWEEN $2 AND $3 GROUP BY day ORDER BY day";
        let rows = self.reader.fetch(sql, vec![organisation.0.into(), from.into(), to.into()]).await?;
        let read = rows.iter().map(|row| {
            let mut columns = Columns::of(row);
            let day = columns.day()?;
            let counts = DayCounts {
                arrivals: columns.number()?,
                calls: columns.number()?,
                minutes: columns.number()?,
            };
            Ok((day, counts))
        });
        read.collect()
    }
}

const TABLE: Table = Table {
    name: "counts",
    columns: &[
        ("position", "BIGINT NOT NULL"),
        ("organisation", "BYTEA NOT NULL"),
        ("day", "BIGINT NOT NULL"),
        ("arrivals", "BIGINT NOT NULL"),
        ("calls", "BIGINT NOT NULL"),
        ("minutes", "BIGINT NOT NULL"),
    ],
    key: 1,
    indexes: &["organisation, day"],
};

/// What an event adds: of whom, when, arrivals, calls, minutes.
fn counted(fact: &Fact) -> Option<(OrganisationId, Day, [u32; 3])> {
    match fact {
        Fact::Visit(visit::Event::Arrived { organisation, day, .. }) => {
            Some((*organisation, *day, [1, 0, 0]))
        }
        Fact::Organisation(organisation::Event::CallCounted { organisation, day, minutes }) => {
            Some((*organisation, *day, [0, 1, *minutes]))
        }
        Fact::Visit(
            visit::Event::Invited { .. }
            | visit::Event::Moved { .. }
            | visit::Event::Cancelled { .. }
            | visit::Event::LinkIssued { .. }
            | visit::Event::Reminded { .. }
            | visit::Event::Missed { .. }
            | visit::Event::RepeatingLinkGiven { .. }
            | visit::Event::RepeatingLinkEnded { .. }
            | visit::Event::Reassigned { .. }
            | visit::Event::MessageSent { .. }
            | visit::Event::MessageRefused { .. }
            | visit::Event::LetBack { .. }
            | visit::Event::Checked { .. }
            | visit::Event::Left { .. }
            | visit::Event::Returned { .. }
            | visit::Event::Admitted { .. }
            | visit::Event::CallStarted { .. }
            | visit::Event::Joined { .. }
            | visit::Event::Connected { .. }
            | visit::Event::ParticipantLeft { .. }
            | visit::Event::PutOut { .. }
            | visit::Event::LetBackIn { .. }
            | visit::Event::RoomClosed { .. }
            | visit::Event::RoomOpened { .. }
            | visit::Event::ColleagueAsked { .. }
            | visit::Event::ThirdJoined { .. }
            | visit::Event::ThirdLeft { .. }
            | visit::Event::GuestExpected { .. }
            | visit::Event::GuestCame { .. }
            | visit::Event::GuestLetIn { .. }
            | visit::Event::GuestTurnedAway { .. }
            | visit::Event::CallEnded { .. }
            | visit::Event::TechnicalRecorded { .. }
            | visit::Event::Seen { .. }
            | visit::Event::Alerted { .. }
            | visit::Event::HandedOver { .. }
            | visit::Event::NoShow { .. }
            | visit::Event::Closed { .. },
        )
        | Fact::Organisation(
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
            | organisation::Event::HoursChosen { .. }
            | organisation::Event::RemindersChosen { .. }
            | organisation::Event::DayHoursChosen { .. }
            | organisation::Event::LanguageChosen { .. }
            | organisation::Event::LogoDrafted { .. }
            | organisation::Event::Branded { .. }
            | organisation::Event::EndingAnnounced { .. }
            | organisation::Event::EndingRevoked { .. }
            | organisation::Event::Ended { .. }
            | organisation::Event::SectorChosen { .. }
            | organisation::Event::CallWaysChosen { .. }
            | organisation::Event::OwnershipOffered { .. }
            | organisation::Event::OwnershipOfferEnded { .. }
            | organisation::Event::HandedOver { .. },
        )
        | Fact::Access(_)
        | Fact::Agreement(_)
        | Fact::Erasure(_)
        | Fact::ElectronicId(_)
        | Fact::Hold(_)
        | Fact::Identification(_)
        | Fact::Log(_)
        | Fact::Member(_)
        | Fact::Receipt(_)
        | Fact::WaitingRoom(_) => None,
    }
}

/// The projection.
pub(crate) struct Counting;

#[async_trait]
impl Projection for Counting {
    fn name(&self) -> &'static str {
        "counts"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> Vec<Table> {
        vec![TABLE]
    }

    fn touches(&self, fact: &Fact) -> bool {
        counted(fact).is_some()
    }

    async fn apply(&self, tx: &mut Tx<'_>, events: &[Event]) -> Result<(), ReadError> {
        let rows = events.iter().filter_map(|event| {
            let (organisation, day, counts) = counted(&event.fact)?;
            let mut row: Vec<Cell> = vec![event.position.into(), organisation.0.into(), day.into()];
            row.extend(counts.map(Cell::from));
            Some(row)
        });
        tx.upsert(&TABLE, rows.collect()).await
    }
}
