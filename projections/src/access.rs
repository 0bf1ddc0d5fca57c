//! The access log as an auditor reads it: by subject or by day, always up to a fixed position, so that looking does not feed itself.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::projection::{Event, Projection, Reader};
use crate::sealed;
use crate::table::{Table, Tx};
use async_trait::async_trait;
use domain::access::{self, Entry, Opened};
use domain::log::DestroyedKey;
use domain::time::Day;
use domain::{Class, Fact, OrganisationId, Personal, SubjectId, log};
use sqlx::any::AnyRow;

/// An access entry.
#[derive(Clone, Debug)]
pub struct AccessRow {
    /// Where in the log.
    pub position: u64,
    /// In whose house.
    pub organisation: OrganisationId,
    /// When.
    pub day: Day,
    /// Whose data, of which classes.
    pub subjects: Vec<Opened>,
    /// Who, when exactly and why.
    pub entry: Personal<Entry>,
}

/// Queries access entries.
#[derive(Clone)]
pub struct Access {
    reader: Reader,
}

impl Access {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// All entries about a subject, an erased one too, oldest first.
    pub async fn of_subject(&self, subject: SubjectId) -> Result<Vec<AccessRow>, ReadError> {
        let rest = "WHERE position IN (SELECT position FROM access_subjects_{g} WHERE subject = $1) ORDER BY position";
        self.rows(rest, vec![subject.0.into()]).await
    }

    /// The entries of these days, both included, of one organisation or of all, newest first, at most `limit`, up to a position.
    pub async fn between(
        &self,
        organisation: Option<OrganisationId>,
        from: Day,
        to: Day,
        up_to_position: Option<u64>,
        limit: u32,
    ) -> Result<Vec<AccessRow>, ReadError> {
        let up_to = up_to_position.map_or(Cell::Number(i64::MAX), Cell::from);
        let mut cells = vec![from.into(), to.into(), up_to, limit.into()];
        let mut rest = "WHERE day BETWEEN $1 AND $2 AND position <= $3".to_owned();
        if let Some(organisation) = organisation {
            cells.push(organisation.0.into());
            rest.push_str(" AND organisation = $5");
        }
        rest.push_str(" ORDER BY position DESC LIMIT $4");
        self.rows(&rest, cells).await
    }

    async fn rows(&self, rest: &str, cells: Vec<Cell>) -> Result<Vec<AccessRow>, ReadError> {
        self.reader.fetch(&ENTRIES.select(rest), cells).await?.iter().map(read).collect()
    }
}

const ENTRIES: Table = Table {
    name: "access",
    columns: &[
        ("position", "BIGINT NOT NULL"),
        ("organisation", "BYTEA NOT NULL"),
        ("day", "BIGINT NOT NULL"),
        ("subjects", "TEXT NOT NULL"),
        ("sealed_for", "BYTEA NOT NULL"),
        ("entry", "BYTEA NOT NULL"),
    ],
    key: 1,
    indexes: &["organisation, day", "day", "sealed_for"],
};

const SUBJECTS: Table = Table {
    name: "access_subjects",
    columns: &[("subject", "BYTEA NOT NULL"), ("position", "BIGINT NOT NULL")],
    key: 2,
    indexes: &[],
};

fn read(row: &AnyRow) -> Result<AccessRow, ReadError> {
    let mut columns = Columns::of(row);
    let position = columns.number()?;
    let organisation = OrganisationId(columns.id()?);
    let day = columns.day()?;
    let subjects = serde_json::from_str(&columns.text()?)
        .map_err(|_| ReadError::Unreadable("the subjects of an entry"))?;
    let _sealed_for = columns.id()?;
    Ok(AccessRow { position, organisation, day, subjects, entry: columns.sealed()? })
}

fn cells(row: &AccessRow) -> Result<Vec<Cell>, ReadError> {
    let subjects = serde_json::to_string(&row.subjects)
        .map_err(|_| ReadError::Unreadable("the subjects of an entry"))?;
    Ok(vec![
        row.position.into(),
        row.organisation.0.into(),
        row.day.into(),
        subjects.as_str().into(),
        row.entry.subject().0.into(),
        Cell::sealed(&row.entry)?,
    ])
}

/// The keys of an organisation's month of entries, once their period is over.
fn expired(fact: &Fact) -> Option<(SubjectId, &[DestroyedKey])> {
    match fact {
        Fact::Log(log::Event::KeysDestroyed { subject, keys, .. }) => {
            keys.iter().any(|key| key.class == Class::Audit).then_some((*subject, keys.as_slice()))
        }
        Fact::Log(_)
        | Fact::Access(_)
        | Fact::Agreement(_)
        | Fact::Erasure(_)
        | Fact::ElectronicId(_)
        | Fact::Hold(_)
        | Fact::Identification(_)
        | Fact::Member(_)
        | Fact::Organisation(_)
        | Fact::Receipt(_)
        | Fact::WaitingRoom(_)
        | Fact::Visit(_) => None,
    }
}

fn opened(event: &Event) -> Option<AccessRow> {
    match &event.fact {
        Fact::Access(access::Event::Opened { organisation, day, subjects, entry }) => Some(AccessRow {
            position: event.position,
            organisation: *organisation,
            day: *day,
            subjects: subjects.clone(),
            entry: entry.clone(),
        }),
        Fact::Erasure(_)
        | Fact::Agreement(_)
        | Fact::ElectronicId(_)
        | Fact::Hold(_)
        | Fact::Identification(_)
        | Fact::Log(_)
        | Fact::Member(_)
        | Fact::Organisation(_)
        | Fact::Receipt(_)
        | Fact::WaitingRoom(_)
        | Fact::Visit(_) => None,
    }
}

/// The projection.
pub(crate) struct AccessLog;

#[async_trait]
impl Projection for AccessLog {
    fn name(&self) -> &'static str {
        "access"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> Vec<Table> {
        vec![ENTRIES, SUBJECTS]
    }

    fn touches(&self, fact: &Fact) -> bool {
        matches!(fact, Fact::Access(_) | Fact::Agreement(_)) || expired(fact).is_some()
    }

    async fn apply(&self, tx: &mut Tx<'_>, events: &[Event]) -> Result<(), ReadError> {
        let (mut entries, mut subjects) = (Vec::new(), Vec::new());
        for row in events.iter().filter_map(opened) {
            entries.push(cells(&row)?);
            let mut of_entry: Vec<_> = row.subjects.iter().map(|opened| opened.subject).collect();
            of_entry.sort_unstable();
            of_entry.dedup();
            subjects.extend(of_entry.into_iter().map(|subject| vec![subject.0.into(), row.position.into()]));
        }
        tx.upsert(&ENTRIES, entries).await?;
        tx.upsert(&SUBJECTS, subjects).await?;
        // After the page's entries: a key that is destroyed seals nothing afterwards.
        for (subject, keys) in events.iter().filter_map(|event| expired(&event.fact)) {
            let rows = tx.fetch(&ENTRIES.select("WHERE sealed_for = $1"), vec![subject.0.into()]).await?;
            let bare = rows.iter().map(|row| {
                let row = read(row)?;
                cells(&AccessRow { entry: sealed::forget(row.entry, keys), ..row })
            });
            let bare = bare.collect::<Result<_, ReadError>>()?;
            tx.upsert(&ENTRIES, bare).await?;
        }
        Ok(())
    }
}
