//! Commanded erasures and destroyed keys: what a statement says, and what shows that a subject is erased.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::projection::{Event, Projection, Reader};
use crate::table::{Table, Tx};
use async_trait::async_trait;
use domain::erasure::{self, Order};
use domain::log::{self, Cause, DestroyedKey};
use domain::time::Day;
use domain::{ErasureId, Fact, OrganisationId, Personal, SubjectId};

/// A commanded erasure.
#[derive(Clone, Debug)]
pub struct ErasureRow {
    /// Which.
    pub erasure: ErasureId,
    /// Where in the log.
    pub position: u64,
    /// In whose house.
    pub organisation: OrganisationId,
    /// Whose data.
    pub subject: SubjectId,
    /// When commanded.
    pub day: Day,
    /// By whom and why; `None` where the visitor commanded it themselves.
    pub order: Option<Personal<Order>>,
    /// What was destroyed, once it was.
    pub destroyed: Option<Destruction>,
}

/// The end of an epoch: no copy of the key table up to it opens anything any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndedEpoch {
    /// Which.
    pub epoch: u64,
    /// Where in the log.
    pub position: u64,
    /// How many data keys went on.
    pub survivors: u64,
    /// What the root's destruction is worth.
    pub destruction: log::Destruction,
    /// How it is known that no node still held its keys.
    pub nodes: log::Nodes,
    /// When.
    pub day: Day,
}

/// A destruction of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destruction {
    /// Where in the log.
    pub position: u64,
    /// The epoch whose table still held them.
    pub epoch: u64,
    /// Which keys.
    pub keys: Vec<DestroyedKey>,
    /// When.
    pub day: Day,
}

/// Queries erasures.
#[derive(Clone)]
pub struct Erasures {
    reader: Reader,
}

impl Erasures {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// One erasure.
    pub async fn get(&self, erasure: ErasureId) -> Result<Option<ErasureRow>, ReadError> {
        Ok(self.rows("WHERE e.id = $1 ORDER BY d.position", vec![erasure.0.into()]).await?.pop())
    }

    /// An organisation's erasures, newest first, at most `limit`.
    pub async fn of(&self, organisation: OrganisationId, limit: u32) -> Result<Vec<ErasureRow>, ReadError> {
        let rest = "WHERE e.organisation = $1 AND e.position IN (SELECT position FROM erasures_{g}
            WHERE organisation = $1 ORDER BY position DESC LIMIT $2) ORDER BY e.position DESC, d.position";
        self.rows(rest, vec![organisation.0.into(), limit.into()]).await
    }

    /// The erasures of a subject, in order.
    pub async fn of_subject(&self, subject: SubjectId) -> Result<Vec<ErasureRow>, ReadError> {
        self.rows("WHERE e.subject = $1 ORDER BY e.position, d.position", vec![subject.0.into()]).await
    }

    /// Every destruction of a subject's keys, in order, each with its cause.
    pub async fn destructions_of(&self, subject: SubjectId) -> Result<Vec<(Destruction, Cause)>, ReadError> {
        let sql = "SELECT erasure, position, epoch, keys, day FROM destructions_{g} WHERE subject = $1 ORDER BY position";
        let rows = self.reader.fetch(sql, vec![subject.0.into()]).await?;
        let read = rows.iter().map(|row| {
            let mut columns = Columns::of(row);
            let cause =
                columns.maybe_id()?.map_or(Cause::Expired, |id| Cause::Commanded { erasure: ErasureId(id) });
            Ok((destruction(&mut columns)?, cause))
        });
        read.collect()
    }

    /// The end of this epoch or, where its own is not told of, of the first later one: with it, what was destroyed in this epoch is out of the copies' reach too.
    pub async fn end_of(&self, epoch: u64) -> Result<Option<EndedEpoch>, ReadError> {
        let sql = "SELECT epoch, position, survivors, ended, day FROM epochs_{g} WHERE epoch >= $1 ORDER BY epoch LIMIT 1";
        let rows = self.reader.fetch(sql, vec![epoch.into()]).await?;
        rows.first().map(ended).transpose()
    }

    /// The newest epoch that is over.
    pub async fn newest_end(&self) -> Result<Option<EndedEpoch>, ReadError> {
        let sql = "SELECT epoch, position, survivors, ended, day FROM epochs_{g} ORDER BY epoch DESC LIMIT 1";
        self.reader.fetch(sql, vec![]).await?.first().map(ended).transpose()
    }

    /// Erasures with their destructions. One that destroyed in several steps is as far as its last.
    async fn rows(&self, rest: &str, cells: Vec<Cell>) -> Result<Vec<ErasureRow>, ReadError> {
        let sql = format!(
            "SELECT e.id, e.position, e.organisation, e.subject, e.day, e.sealed, d.erasure, d.position, d.epoch, d.keys, d.day
             FROM erasures_{{g}} e LEFT JOIN destructions_{{g}} d ON d.erasure = e.id {rest}"
        );
        let mut erasures: Vec<ErasureRow> = Vec::new();
        for row in &self.reader.fetch(&sql, cells).await? {
            let read = erasure(row)?;
            match erasures.last_mut() {
                Some(last) if last.erasure == read.erasure => last.add(read.destroyed),
                Some(_) | None => erasures.push(read),
            }
        }
        Ok(erasures)
    }
}

impl ErasureRow {
    fn add(&mut self, more: Option<Destruction>) {
        match (&mut self.destroyed, more) {
            (Some(so_far), Some(more)) => {
                let keys = std::mem::take(&mut so_far.keys);
                *so_far = Destruction { keys: keys.into_iter().chain(more.keys).collect(), ..more };
            }
            (None, more) => self.destroyed = more,
            (Some(_), None) => {}
        }
    }
}

fn erasure(row: &sqlx::any::AnyRow) -> Result<ErasureRow, ReadError> {
    let mut columns = Columns::of(row);
    Ok(ErasureRow {
        erasure: ErasureId(columns.id()?),
        position: columns.number()?,
        organisation: OrganisationId(columns.id()?),
        subject: SubjectId(columns.id()?),
        day: columns.day()?,
        order: columns.maybe_sealed()?,
        destroyed: match columns.maybe_id()? {
            Some(_) => Some(destruction(&mut columns)?),
            None => None,
        },
    })
}

fn destruction(columns: &mut Columns<'_>) -> Result<Destruction, ReadError> {
    let (position, epoch) = (columns.number()?, columns.number()?);
    let keys = serde_json::from_str(&columns.text()?).map_err(|_| ReadError::Unreadable("destroyed keys"))?;
    Ok(Destruction { position, epoch, keys, day: columns.day()? })
}

fn ended(row: &sqlx::any::AnyRow) -> Result<EndedEpoch, ReadError> {
    let mut columns = Columns::of(row);
    let (epoch, position, survivors) = (columns.number()?, columns.number()?, columns.number()?);
    let (destruction, nodes) =
        serde_json::from_str(&columns.text()?).map_err(|_| ReadError::Unreadable("an epoch's end"))?;
    Ok(EndedEpoch { epoch, position, survivors, destruction, nodes, day: columns.day()? })
}

const ERASURES: Table = Table {
    name: "erasures",
    columns: &[
        ("id", "BYTEA NOT NULL"),
        ("position", "BIGINT NOT NULL"),
        ("organisation", "BYTEA NOT NULL"),
        ("subject", "BYTEA NOT NULL"),
        ("day", "BIGINT NOT NULL"),
        ("sealed", "BYTEA"),
    ],
    key: 1,
    indexes: &["organisation, position"],
};

const DESTRUCTIONS: Table = Table {
    name: "destructions",
    columns: &[
        ("position", "BIGINT NOT NULL"),
        ("subject", "BYTEA NOT NULL"),
        ("erasure", "BYTEA"),
        ("epoch", "BIGINT NOT NULL"),
        ("keys", "TEXT NOT NULL"),
        ("day", "BIGINT NOT NULL"),
    ],
    key: 1,
    indexes: &["subject", "erasure"],
};

const EPOCHS: Table = Table {
    name: "epochs",
    columns: &[
        ("epoch", "BIGINT NOT NULL"),
        ("position", "BIGINT NOT NULL"),
        ("survivors", "BIGINT NOT NULL"),
        ("ended", "TEXT NOT NULL"),
        ("day", "BIGINT NOT NULL"),
    ],
    key: 1,
    indexes: &[],
};

/// The projection.
pub(crate) struct Erasing;

#[async_trait]
impl Projection for Erasing {
    fn name(&self) -> &'static str {
        "erasures"
    }

    fn version(&self) -> u32 {
        3
    }

    fn tables(&self) -> Vec<Table> {
        vec![ERASURES, DESTRUCTIONS, EPOCHS]
    }

    fn touches(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Erasure(erasure::Event::Commanded { .. } | erasure::Event::CommandedByVisitor { .. })
            | Fact::Log(log::Event::KeysDestroyed { .. } | log::Event::EpochDestroyed { .. }) => true,
            Fact::Log(
                log::Event::Created { .. }
                | log::Event::ClockTurned { .. }
                | log::Event::Restored { .. }
                | log::Event::SigningKeyRotated { .. },
            )
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_)
            | Fact::Visit(_) => false,
        }
    }

    async fn apply(&self, tx: &mut Tx<'_>, events: &[Event]) -> Result<(), ReadError> {
        let (mut erasures, mut destructions, mut epochs) = (Vec::new(), Vec::new(), Vec::new());
        for event in events {
            match &event.fact {
                Fact::Erasure(erasure::Event::Commanded { erasure, organisation, subject, day, order }) => {
                    erasures.push(vec![
                        erasure.0.into(),
                        event.position.into(),
                        organisation.0.into(),
                        subject.0.into(),
                        (*day).into(),
                        Cell::sealed(order)?,
                    ]);
                }
                Fact::Erasure(erasure::Event::CommandedByVisitor { erasure, organisation, subject, day }) => {
                    erasures.push(vec![
                        erasure.0.into(),
                        event.position.into(),
                        organisation.0.into(),
                        subject.0.into(),
                        (*day).into(),
                        Cell::Bytes(None),
                    ]);
                }
                Fact::Log(log::Event::KeysDestroyed {
                    subject,
                    organisation: _,
                    keys,
                    cause,
                    epoch,
                    day,
                    commitments: _,
                }) => {
                    let keys =
                        serde_json::to_string(keys).map_err(|_| ReadError::Unreadable("destroyed keys"))?;
                    destructions.push(vec![
                        event.position.into(),
                        subject.0.into(),
                        commanded(*cause).map(|erasure| erasure.0).into(),
                        (*epoch).into(),
                        keys.as_str().into(),
                        (*day).into(),
                    ]);
                }
                Fact::Log(log::Event::EpochDestroyed { epoch, survivors, destruction, nodes, day }) => {
                    let ended = serde_json::to_string(&(destruction, nodes))
                        .map_err(|_| ReadError::Unreadable("an epoch's end"))?;
                    epochs.push(vec![
                        (*epoch).into(),
                        event.position.into(),
                        (*survivors).into(),
                        ended.as_str().into(),
                        (*day).into(),
                    ]);
                }
                Fact::Log(
                    log::Event::Created { .. }
                    | log::Event::ClockTurned { .. }
                    | log::Event::Restored { .. }
                    | log::Event::SigningKeyRotated { .. },
                )
                | Fact::Access(_)
                | Fact::Agreement(_)
                | Fact::ElectronicId(_)
                | Fact::Hold(_)
                | Fact::Identification(_)
                | Fact::Member(_)
                | Fact::Organisation(_)
                | Fact::Receipt(_)
                | Fact::WaitingRoom(_)
                | Fact::Visit(_) => {}
            }
        }
        tx.upsert(&ERASURES, erasures).await?;
        tx.upsert(&DESTRUCTIONS, destructions).await?;
        tx.upsert(&EPOCHS, epochs).await
    }
}

fn commanded(cause: Cause) -> Option<ErasureId> {
    match cause {
        Cause::Expired => None,
        Cause::Commanded { erasure } => Some(erasure),
    }
}
