//! Opening hours of organisations, as their pages tell them to everybody.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::table::Table;
use domain::Fact;
use domain::OrganisationId;
use domain::hours::{Hours, Spans, Week};
use domain::organisation::Event;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Queries opening hours.
#[derive(Clone)]
pub struct OpeningHours {
    reader: Reader,
}

impl OpeningHours {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// An organisation's hours; any time until something else is chosen.
    pub async fn of(&self, organisation: OrganisationId) -> Result<Hours, ReadError> {
        Ok(fold::row::<Model>(&self.reader, organisation.0).await?.unwrap_or_default())
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "hours";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "hours",
        columns: &[KEY, SEEN, ("week", "TEXT"), ("days", "TEXT NOT NULL")],
        key: 1,
        indexes: &[],
    };
    type Row = Hours;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Organisation(event) => match event {
                Event::HoursChosen { organisation, .. } | Event::DayHoursChosen { organisation, .. } => {
                    Some(organisation.0)
                }
                Event::SignedUp { .. }
                | Event::Confirmed { .. }
                | Event::TrialBegan { .. }
                | Event::TrialEndAnnounced { .. }
                | Event::Continued { .. }
                | Event::AgreementSigned { .. }
                | Event::AgreementAccepted { .. }
                | Event::AgreementAnnounced { .. }
                | Event::AgreementMailed { .. }
                | Event::AgreementNoted { .. }
                | Event::NoticePublished { .. }
                | Event::RetentionChosen { .. }
                | Event::LanguageChosen { .. }
                | Event::RemindersChosen { .. }
                | Event::EndingAnnounced { .. }
                | Event::EndingRevoked { .. }
                | Event::Ended { .. }
                | Event::SectorChosen { .. }
                | Event::CallWaysChosen { .. }
                | Event::LogoDrafted { .. }
                | Event::Branded { .. }
                | Event::OwnershipOffered { .. }
                | Event::OwnershipOfferEnded { .. }
                | Event::HandedOver { .. }
                | Event::CallCounted { .. } => None,
            },
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::WaitingRoom(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Identification(_)
            | Fact::Hold(_)
            | Fact::Log(_)
            | Fact::Member(_)
            | Fact::Receipt(_)
            | Fact::Visit(_) => None,
        }
    }

    fn evolve(row: Option<Hours>, _: u64, fact: &Fact) -> Option<Hours> {
        let Fact::Organisation(event) = fact else { return row };
        let mut hours = row.unwrap_or_default();
        match event {
            Event::HoursChosen { week, .. } => hours.week.clone_from(week),
            Event::DayHoursChosen { on, hours: Some(different), .. } => {
                hours.days.insert(*on, different.clone());
            }
            Event::DayHoursChosen { on, hours: None, .. } => {
                hours.days.remove(on);
            }
            Event::SignedUp { .. }
            | Event::Confirmed { .. }
            | Event::TrialBegan { .. }
            | Event::TrialEndAnnounced { .. }
            | Event::Continued { .. }
            | Event::AgreementSigned { .. }
            | Event::AgreementAccepted { .. }
            | Event::AgreementAnnounced { .. }
            | Event::AgreementMailed { .. }
            | Event::AgreementNoted { .. }
            | Event::NoticePublished { .. }
            | Event::RetentionChosen { .. }
            | Event::LanguageChosen { .. }
            | Event::RemindersChosen { .. }
            | Event::EndingAnnounced { .. }
            | Event::EndingRevoked { .. }
            | Event::Ended { .. }
            | Event::SectorChosen { .. }
            | Event::CallWaysChosen { .. }
            | Event::LogoDrafted { .. }
            | Event::Branded { .. }
            | Event::OwnershipOffered { .. }
            | Event::OwnershipOfferEnded { .. }
            | Event::HandedOver { .. }
            | Event::CallCounted { .. } => {}
        }
        Some(hours)
    }

    fn cells(row: &Hours) -> Result<Vec<Cell>, ReadError> {
        let week = row.week.as_ref().map(serde_json::to_string).transpose().map_err(|_| HOURS)?;
        let days = serde_json::to_string(&row.days).map_err(|_| HOURS)?;
        Ok(vec![week.into(), days.as_str().into()])
    }

    fn read(_: Uuid, columns: &mut Columns<'_>) -> Result<Hours, ReadError> {
        let week: Option<Week> = match columns.maybe_text()? {
            Some(week) => Some(serde_json::from_str(&week).map_err(|_| HOURS)?),
            None => None,
        };
        let days: BTreeMap<_, Spans> = serde_json::from_str(&columns.text()?).map_err(|_| HOURS)?;
        Ok(Hours { week, days })
    }
}

/// Hours that cannot be written or read.
const HOURS: ReadError = ReadError::Unreadable("opening hours");
