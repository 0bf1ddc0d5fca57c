//! Organisations as pages need them: what is public as it is, names and notices as sealed copies.

mod papers;

pub use papers::PaperRow;

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::sealed::forget;
use crate::table::Table;
use chrono_tz::Tz;
use domain::agreement::Kind;
use domain::organisation::{Branding, Country, Event, Law, Notice, Profile, Sector, Trial, Way};
use domain::time::Day;
use domain::{Fact, Language, MemberId, OrganisationId, Personal, Retention, Timestamp, Ways, log};
use uuid::Uuid;

/// An organisation.
#[derive(Clone, Debug)]
pub struct OrganisationRow {
    /// Which.
    pub organisation: OrganisationId,
    /// Who owns it.
    pub owner: MemberId,
    /// To whom the ownership is offered.
    pub offered_to: Option<MemberId>,
    /// Who owned it before, each with the day of the hand-over, oldest first.
    pub owned_until: Vec<(Day, MemberId)>,
    /// Where it is.
    pub country: Country,
    /// What it does, where it was asked.
    pub sector: Option<Sector>,
    /// Where its days and months begin.
    pub zone: Tz,
    /// Whether the owner confirmed the e-mail address.
    pub confirmed: bool,
    /// How long new visits are kept; three months until something else is chosen.
    pub retention: Retention,
    /// The language of its letters.
    pub language: Language,
    /// Which ways its calls may take.
    pub ways: Ways,
    /// Its agreements: a row for each text that it agreed to or was told of, oldest first.
    pub papers: Vec<PaperRow>,
    /// The privacy notice that stands, with its number.
    pub notice: Option<(u32, Personal<Notice>)>,
    /// What visitors see of it, with its number and whether the logo is shown.
    pub branding: Option<(u32, bool, Personal<Branding>)>,
    /// Its name and address.
    pub profile: Personal<Profile>,
    /// When it was signed up.
    pub since: Day,
    /// The day on which it ends, if its owner has said so.
    pub ending: Option<Day>,
    /// Whether it has ended.
    pub ended: bool,
    /// Its trial, until it is continued.
    pub trial: Option<Trial>,
}

impl OrganisationRow {
    /// The law that it is under.
    pub fn law(&self) -> Law {
        Law::of(self.country, self.sector)
    }

    /// Its trial, if it is over by now: nobody new is received or invited.
    pub fn trial_over(&self, now: Timestamp) -> Option<Trial> {
        self.trial.filter(|trial| trial.over(now.with_timezone(&self.zone).date_naive()))
    }

    /// Who owned it at the end of this day.
    pub fn owner_on(&self, day: Day) -> MemberId {
        self.owned_until.iter().find(|(until, _)| *until > day).map_or(self.owner, |(_, owner)| *owner)
    }
}

/// Queries organisations.
#[derive(Clone)]
pub struct Organisations {
    reader: Reader,
}

impl Organisations {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// One organisation.
    pub async fn get(&self, organisation: OrganisationId) -> Result<Option<OrganisationRow>, ReadError> {
        fold::row::<Model>(&self.reader, organisation.0).await
    }

    /// Those on a trial, or whose trial is over, by id.
    pub async fn on_trial(&self) -> Result<Vec<OrganisationId>, ReadError> {
        let sql = "SELECT id FROM organisations_{g} WHERE trial <> '' AND ended = 0 ORDER BY id";
        let rows = self.reader.fetch(sql, vec![]).await?;
        rows.iter().map(|row| Columns::of(row).id().map(OrganisationId)).collect()
    }

    /// All of them, by id.
    pub async fn all(&self) -> Result<Vec<OrganisationId>, ReadError> {
        let rows = self.reader.fetch("SELECT id FROM organisations_{g} ORDER BY id", vec![]).await?;
        rows.iter().map(|row| Columns::of(row).id().map(OrganisationId)).collect()
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "organisations";
    const VERSION: u32 = 8;
    const TABLE: Table = Table {
        name: "organisations",
        columns: &[
            KEY,
            SEEN,
            ("owner", "BYTEA NOT NULL"),
            ("offered_to", "BYTEA"),
            ("owned_until", "BYTEA NOT NULL"),
            ("country", "TEXT NOT NULL"),
            ("sector", "TEXT NOT NULL"),
            ("zone", "TEXT NOT NULL"),
            ("confirmed", "BIGINT NOT NULL"),
            ("retention", "TEXT NOT NULL"),
            ("language", "TEXT NOT NULL"),
            ("ways", "TEXT NOT NULL"),
            ("since", "BIGINT NOT NULL"),
            ("profile", "BYTEA NOT NULL"),
            ("papers", "TEXT NOT NULL"),
            ("acceptances", "BYTEA NOT NULL"),
            ("notice_version", "BIGINT NOT NULL"),
            ("notice", "BYTEA"),
            ("branding_version", "BIGINT NOT NULL"),
            ("logo", "BIGINT NOT NULL"),
            ("branding", "BYTEA"),
            ("ending", "TEXT NOT NULL"),
            ("ended", "BIGINT NOT NULL"),
            ("trial", "TEXT NOT NULL"),
            ("trial_announced", "BIGINT NOT NULL"),
        ],
        key: 1,
        indexes: &[],
    };
    type Row = OrganisationRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Organisation(event) => match event {
                Event::SignedUp { organisation, .. }
                | Event::Confirmed { organisation, .. }
                | Event::TrialBegan { organisation, .. }
                | Event::TrialEndAnnounced { organisation, .. }
                | Event::Continued { organisation, .. }
                | Event::AgreementSigned { organisation, .. }
                | Event::AgreementAccepted { organisation, .. }
                | Event::AgreementAnnounced { organisation, .. }
                | Event::AgreementMailed { organisation, .. }
                | Event::AgreementNoted { organisation, .. }
                | Event::NoticePublished { organisation, .. }
                | Event::RetentionChosen { organisation, .. }
                | Event::LanguageChosen { organisation, .. }
                | Event::Branded { organisation, .. }
                | Event::EndingAnnounced { organisation, .. }
                | Event::EndingRevoked { organisation, .. }
                | Event::Ended { organisation, .. }
                | Event::SectorChosen { organisation, .. }
                | Event::CallWaysChosen { organisation, .. }
                | Event::OwnershipOffered { organisation, .. }
                | Event::OwnershipOfferEnded { organisation, .. }
                | Event::HandedOver { organisation, .. } => Some(organisation.0),
                Event::LogoDrafted { .. }
                | Event::HoursChosen { .. }
                | Event::DayHoursChosen { .. }
                | Event::RemindersChosen { .. }
                | Event::CallCounted { .. } => None,
            },
            Fact::Log(log::Event::KeysDestroyed { subject, .. }) => Some(subject.0),
            Fact::Log(_)
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Member(_)
            | Fact::Receipt(_)
            | Fact::Visit(_)
            | Fact::WaitingRoom(_) => None,
        }
    }

    fn evolve(row: Option<OrganisationRow>, _position: u64, fact: &Fact) -> Option<OrganisationRow> {
        match fact {
            Fact::Organisation(event) => after(row, event),
            Fact::Log(log::Event::KeysDestroyed { keys, .. }) => row.map(|row| OrganisationRow {
                papers: row.papers.into_iter().map(|paper| paper.forget(keys)).collect(),
                notice: row.notice.map(|(version, notice)| (version, forget(notice, keys))),
                branding: row.branding.map(|(version, logo, it)| (version, logo, forget(it, keys))),
                profile: forget(row.profile, keys),
                ..row
            }),
            Fact::Log(_)
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Member(_)
            | Fact::Receipt(_)
            | Fact::Visit(_)
            | Fact::WaitingRoom(_) => row,
        }
    }

    fn cells(row: &OrganisationRow) -> Result<Vec<Cell>, ReadError> {
        let notice = row.notice.as_ref();
        let branding = row.branding.as_ref();
        Ok(vec![
            row.owner.0.into(),
            row.offered_to.map(|to| to.0).into(),
            postcard::to_allocvec(&row.owned_until).map_err(|_| OWNERS)?.into(),
            row.country.code().into(),
            row.sector.map_or("", Sector::name).into(),
            row.zone.name().into(),
            row.confirmed.into(),
            row.retention.name().into(),
            row.language.code().into(),
            row.ways.word().into(),
            row.since.into(),
            Cell::sealed(&row.profile)?,
            papers::facts(&row.papers)?.as_str().into(),
            papers::acceptances(&row.papers)?.into(),
            notice.map_or(0, |(version, _)| *version).into(),
            Cell::maybe_sealed(notice.map(|(_, notice)| notice))?,
            branding.map_or(0, |(version, ..)| *version).into(),
            branding.is_some_and(|(_, logo, _)| *logo).into(),
            Cell::maybe_sealed(branding.map(|(.., branding)| branding))?,
            row.ending.map_or_else(String::new, |on| on.to_string()).as_str().into(),
            row.ended.into(),
            row.trial.map_or_else(String::new, |trial| trial.last.to_string()).as_str().into(),
            row.trial.is_some_and(|trial| trial.announced).into(),
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<OrganisationRow, ReadError> {
        let owner = MemberId(columns.id()?);
        let offered_to = columns.maybe_id()?.map(MemberId);
        let owned_until = postcard::from_bytes(&columns.bytes()?).map_err(|_| OWNERS)?;
        let country = Country::coded(&columns.text()?).ok_or(ReadError::Unreadable("a country"))?;
        let sector = match columns.text()?.as_str() {
            "" => None,
            name => Some(Sector::named(name).ok_or(ReadError::Unreadable("a sector"))?),
        };
        let zone = columns.text()?.parse().map_err(|_| ReadError::Unreadable("a time zone"))?;
        let confirmed = columns.yes()?;
        let retention = Retention::named(&columns.text()?).ok_or(ReadError::Unreadable("a retention"))?;
        let language = Language::coded(&columns.text()?).ok_or(ReadError::Unreadable("a language"))?;
        let ways = Ways::of(&columns.text()?).ok_or(ReadError::Unreadable("ways of a call"))?;
        let since = columns.day()?;
        let profile = columns.sealed()?;
        let papers = papers::read(&columns.text()?, &columns.bytes()?)?;
        let (number, notice) = (columns.small()?, columns.maybe_sealed()?);
        let (branded, logo, branding) = (columns.small()?, columns.yes()?, columns.maybe_sealed()?);
        let ending = maybe_day(&columns.text()?)?;
        let ended = columns.yes()?;
        let (last, announced) = (maybe_day(&columns.text()?)?, columns.yes()?);
        Ok(OrganisationRow {
            organisation: OrganisationId(id),
            owner,
            offered_to,
            owned_until,
            country,
            sector,
            zone,
            confirmed,
            retention,
            language,
            ways,
            papers,
            notice: notice.map(|notice| (number, notice)),
            branding: branding.map(|branding| (branded, logo, branding)),
            profile,
            since,
            ending,
            ended,
            trial: last.map(|last| Trial { last, announced }),
        })
    }
}

fn maybe_day(text: &str) -> Result<Option<Day>, ReadError> {
    match text {
        "" => Ok(None),
        day => day.parse().map(Some).map_err(|_| ReadError::Unreadable("a day")),
    }
}

/// A list of owners that cannot be written or read.
const OWNERS: ReadError = ReadError::Unreadable("the owners of an organisation");

fn after(row: Option<OrganisationRow>, event: &Event) -> Option<OrganisationRow> {
    match event {
        Event::SignedUp { organisation, owner, zone, country, day, profile } => Some(OrganisationRow {
            organisation: *organisation,
            owner: *owner,
            offered_to: None,
            owned_until: Vec::new(),
            country: *country,
            sector: None,
            zone: *zone,
            confirmed: false,
            retention: Retention::ThreeMonths,
            language: country.language(),
            ways: Ways::Any,
            papers: Vec::new(),
            notice: None,
            branding: None,
            profile: profile.clone(),
            since: *day,
            ending: None,
            ended: false,
            trial: None,
        }),
        Event::TrialBegan { last, .. } => {
            row.map(|row| OrganisationRow { trial: Some(Trial { last: *last, announced: false }), ..row })
        }
        Event::TrialEndAnnounced { last, .. } => {
            row.map(|row| OrganisationRow { trial: Some(Trial { last: *last, announced: true }), ..row })
        }
        Event::Continued { .. } => row.map(|row| OrganisationRow { trial: None, ..row }),
        Event::Confirmed { .. } => row.map(|row| OrganisationRow { confirmed: true, ..row }),
        Event::AgreementSigned { version, day, signature, .. } => row
            .map(|row| row.agreed(Kind::DataProcessing, version, "", (Way::Signed, *day, signature.clone()))),
        Event::AgreementAccepted { kind, version, digest, way, day, acceptance, .. } => {
            row.map(|row| row.agreed(*kind, version, digest, (*way, *day, acceptance.clone())))
        }
        Event::AgreementAnnounced { kind, version, digest, day, .. } => {
            row.map(|row| row.announced(*kind, version, digest, *day))
        }
        Event::AgreementMailed { kind, version, digest, day, .. } => row.map(|row| {
            row.changed(*kind, version, digest, |paper| {
                paper.told.get_or_insert(*day);
            })
        }),
        Event::AgreementNoted { kind, version, digest, day, .. } => row.map(|row| {
            row.changed(*kind, version, digest, |paper| {
                paper.noted = Some(*day);
                paper.told.get_or_insert(*day);
            })
        }),
        Event::NoticePublished { version, notice, .. } => {
            row.map(|row| OrganisationRow { notice: Some((*version, notice.clone())), ..row })
        }
        Event::RetentionChosen { retention, .. } => {
            row.map(|row| OrganisationRow { retention: *retention, ..row })
        }
        Event::EndingAnnounced { on, .. } => row.map(|row| OrganisationRow { ending: Some(*on), ..row }),
        Event::EndingRevoked { .. } => row.map(|row| OrganisationRow { ending: None, ..row }),
        Event::Ended { .. } => row.map(|row| OrganisationRow { ended: true, ..row }),
        Event::SectorChosen { sector, .. } => row.map(|row| OrganisationRow { sector: Some(*sector), ..row }),
        Event::CallWaysChosen { ways, .. } => row.map(|row| OrganisationRow { ways: *ways, ..row }),
        Event::LanguageChosen { language, .. } => {
            row.map(|row| OrganisationRow { language: *language, ..row })
        }
        Event::Branded { version, logo, branding, .. } => {
            row.map(|row| OrganisationRow { branding: Some((*version, *logo, branding.clone())), ..row })
        }
        Event::OwnershipOffered { to, .. } => row.map(|row| OrganisationRow { offered_to: Some(*to), ..row }),
        Event::OwnershipOfferEnded { .. } => row.map(|row| OrganisationRow { offered_to: None, ..row }),
        Event::HandedOver { from, to, day, .. } => row.map(|row| OrganisationRow {
            owner: *to,
            offered_to: None,
            owned_until: row.owned_until.into_iter().chain([(*day, *from)]).collect(),
            ..row
        }),
        Event::LogoDrafted { .. }
        | Event::HoursChosen { .. }
        | Event::DayHoursChosen { .. }
        | Event::RemindersChosen { .. }
        | Event::CallCounted { .. } => row,
    }
}
