//! Read models with one row for each thing: a page of events is folded in memory, and each row it touched is written once.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::projection::{Event, Projection, Reader};
use crate::table::{Table, Tx};
use async_trait::async_trait;
use domain::Fact;
use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;
use uuid::Uuid;

/// The first two columns of every folded table: whose row it is, and the last event it holds. An event that it holds already changes nothing.
pub(crate) const KEY: (&str, &str) = ("id", "BYTEA NOT NULL");
pub(crate) const SEEN: (&str, &str) = ("seen", "BIGINT NOT NULL");

/// A read model with one row for each thing.
pub(crate) trait Folded: Send + Sync + 'static {
    const NAME: &'static str;
    /// Raised when rows of an earlier version do not fit any more; it is then filled anew.
    const VERSION: u32;
    /// [`KEY`], [`SEEN`], then what [`Folded::cells`] writes.
    const TABLE: Table;
    type Row: Send;

    /// Whose row this event touches.
    fn key(fact: &Fact) -> Option<Uuid>;
    /// The row after an event that touches it.
    fn evolve(row: Option<Self::Row>, position: u64, fact: &Fact) -> Option<Self::Row>;
    fn cells(row: &Self::Row) -> Result<Vec<Cell>, ReadError>;
    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<Self::Row, ReadError>;
}

/// The projection of such a read model.
pub(crate) struct Fold<M>(PhantomData<M>);

impl<M> Fold<M> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

/// A row of a folded table, and the position of the last event it holds.
pub(crate) fn read<M: Folded>(row: &sqlx::any::AnyRow) -> Result<(Uuid, u64, M::Row), ReadError> {
    let mut columns = Columns::of(row);
    let (id, seen) = (columns.id()?, columns.number()?);
    Ok((id, seen, M::read(id, &mut columns)?))
}

#[async_trait]
impl<M: Folded> Projection for Fold<M> {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn version(&self) -> u32 {
        M::VERSION
    }

    fn tables(&self) -> Vec<Table> {
        vec![M::TABLE]
    }

    fn touches(&self, fact: &Fact) -> bool {
        M::key(fact).is_some()
    }

    async fn apply(&self, tx: &mut Tx<'_>, events: &[Event]) -> Result<(), ReadError> {
        let mut touched: BTreeMap<Uuid, Vec<&Event>> = BTreeMap::new();
        for event in events {
            if let Some(key) = M::key(&event.fact) {
                touched.entry(key).or_default().push(event);
            }
        }
        let keys = touched.keys().map(|key| Cell::from(*key)).collect();
        let mut rows = HashMap::new();
        for row in tx.of_keys(&M::TABLE, keys).await? {
            let (id, seen, row) = read::<M>(&row)?;
            rows.insert(id, (seen, row));
        }
        let (mut written, mut deleted) = (Vec::new(), Vec::new());
        for (key, events) in touched {
            let (before, mut row) = rows.remove(&key).map_or((0, None), |(seen, row)| (seen, Some(row)));
            let existed = row.is_some();
            let mut seen = before;
            for event in events.into_iter().filter(|event| event.position > before) {
                row = M::evolve(row, event.position, &event.fact);
                seen = event.position;
            }
            match row {
                Some(row) if seen > before => {
                    let mut cells = vec![key.into(), seen.into()];
                    cells.extend(M::cells(&row)?);
                    written.push(cells);
                }
                None if existed => deleted.push(Cell::from(key)),
                Some(_) | None => {}
            }
        }
        tx.upsert(&M::TABLE, written).await?;
        tx.delete(&M::TABLE, deleted).await
    }
}

/// The rows that a condition and an order select, from the live generation.
pub(crate) async fn rows<M: Folded>(
    reader: &Reader,
    rest: &str,
    cells: Vec<Cell>,
) -> Result<Vec<M::Row>, ReadError> {
    let found = reader.fetch(&M::TABLE.select(rest), cells).await?;
    found.iter().map(|row| read::<M>(row).map(|(_, _, row)| row)).collect()
}

/// The row of this id, from the live generation.
pub(crate) async fn row<M: Folded>(reader: &Reader, id: Uuid) -> Result<Option<M::Row>, ReadError> {
    Ok(rows::<M>(reader, "WHERE id = $1", vec![id.into()]).await?.pop())
}
