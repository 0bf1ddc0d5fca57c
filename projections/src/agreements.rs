//! The texts of agreements that the operator published: what is offered now, and every text that anybody agreed to, ever after.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::table::Table;
use domain::Fact;
use domain::agreement::{Event, Kind};
use domain::time::Day;
use uuid::Uuid;

/// A text that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementRow {
    /// Which kind.
    pub kind: Kind,
    /// Its version.
    pub version: String,
    /// The day that its author gave it.
    pub dated: Day,
    /// Whether its change is announced.
    pub significant: bool,
    /// What changed, in a sentence.
    pub changed: String,
    /// SHA-256 of the text, in hex.
    pub digest: String,
    /// The text.
    pub wording: String,
    /// When it was published last.
    pub published: Day,
    /// The position of that.
    at: u64,
}

/// Queries the texts of agreements.
#[derive(Clone)]
pub struct Agreements {
    reader: Reader,
}

impl Agreements {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// What is offered now of this kind; nothing before anything was published.
    pub async fn current(&self, kind: Kind) -> Result<Option<AgreementRow>, ReadError> {
        let rest = "WHERE kind = $1 ORDER BY published_at DESC LIMIT 1";
        Ok(fold::rows::<Model>(&self.reader, rest, vec![kind.name().into()]).await?.pop())
    }

    /// The text of this digest.
    pub async fn of(&self, kind: Kind, digest: &str) -> Result<Option<AgreementRow>, ReadError> {
        fold::row::<Model>(&self.reader, id(kind, digest)).await
    }
}

/// A row's id follows from what was published.
fn id(kind: Kind, digest: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{} {digest}", kind.name()).as_bytes())
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "agreements";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "agreements",
        columns: &[
            KEY,
            SEEN,
            ("kind", "TEXT NOT NULL"),
            ("version", "TEXT NOT NULL"),
            ("dated", "BIGINT NOT NULL"),
            ("significant", "BIGINT NOT NULL"),
            ("changed", "TEXT NOT NULL"),
            ("digest", "TEXT NOT NULL"),
            ("wording", "TEXT NOT NULL"),
            ("published", "BIGINT NOT NULL"),
            ("published_at", "BIGINT NOT NULL"),
        ],
        key: 1,
        indexes: &["kind"],
    };
    type Row = AgreementRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Agreement(Event::Published { kind, digest, .. }) => Some(id(*kind, digest)),
            Fact::Access(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Log(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::Visit(_)
            | Fact::WaitingRoom(_) => None,
        }
    }

    fn evolve(row: Option<AgreementRow>, position: u64, fact: &Fact) -> Option<AgreementRow> {
        let Fact::Agreement(Event::Published {
            kind,
            version,
            dated,
            significant,
            changed,
            digest,
            wording,
            day,
            ..
        }) = fact
        else {
            return row;
        };
        Some(AgreementRow {
            kind: *kind,
            version: version.clone(),
            dated: *dated,
            significant: *significant,
            changed: changed.clone(),
            digest: digest.clone(),
            wording: wording.clone(),
            published: *day,
            at: position,
        })
    }

    fn cells(row: &AgreementRow) -> Result<Vec<Cell>, ReadError> {
        Ok(vec![
            row.kind.name().into(),
            row.version.as_str().into(),
            row.dated.into(),
            row.significant.into(),
            row.changed.as_str().into(),
            row.digest.as_str().into(),
            row.wording.as_str().into(),
            row.published.into(),
            row.at.into(),
        ])
    }

    fn read(_: Uuid, columns: &mut Columns<'_>) -> Result<AgreementRow, ReadError> {
        Ok(AgreementRow {
            kind: Kind::named(&columns.text()?).ok_or(ReadError::Unreadable("a kind of agreement"))?,
            version: columns.text()?,
            dated: columns.day()?,
            significant: columns.yes()?,
            changed: columns.text()?,
            digest: columns.text()?,
            wording: columns.text()?,
            published: columns.day()?,
            at: columns.number()?,
        })
    }
}
