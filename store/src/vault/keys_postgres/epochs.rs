//! The epochs of the table and the steps of a roll. Which step a roll has reached shows in the rows themselves, so that a crash leaves nothing to guess.

use super::rows;
use super::transaction::Transaction;
use crate::vault::keys::{Ended, Epochs, KeyRow, KeysError, Seen, Whose};
use crate::vault::words::{word, worded};
use domain::log::{Destruction, Nodes};
use sqlx::{Executor, Row, query};

pub(super) async fn current(tx: &mut Transaction) -> Result<u64, KeysError> {
    let epoch: i64 = tx.fetch_one("SELECT epoch FROM key_meta").await?.try_get(0)?;
    Ok(epoch.cast_unsigned())
}

pub(super) async fn all(tx: &mut Transaction) -> Result<Epochs, KeysError> {
    let rows = tx.fetch_all("SELECT epoch, wrapped FROM key_epochs ORDER BY epoch").await?;
    let read = |row: &sqlx::postgres::PgRow| {
        Ok::<_, sqlx::Error>((row.try_get::<i64, _>(0)?.cast_unsigned(), row.try_get(1)?))
    };
    let all = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Epochs { current: current(tx).await?, all })
}

/// The current epoch, and the numbers of all, oldest first.
pub(super) async fn numbers(tx: &mut Transaction) -> Result<(u64, Vec<u64>), KeysError> {
    let sql = "SELECT (SELECT epoch FROM key_meta), ARRAY(SELECT epoch FROM key_epochs ORDER BY epoch)";
    let row = tx.fetch_one(sql).await?;
    let numbers: Vec<i64> = row.try_get(1)?;
    Ok((row.try_get::<i64, _>(0)?.cast_unsigned(), numbers.into_iter().map(i64::cast_unsigned).collect()))
}

/// Refuses what is wrapped for other epochs than the open ones; returns the current one.
pub(super) async fn wrapped_for_all(
    tx: &mut Transaction,
    wrapped: impl Iterator<Item = u64>,
) -> Result<u64, KeysError> {
    let (current, all) = numbers(tx).await?;
    let open = all.into_iter().filter(|epoch| *epoch >= current);
    if wrapped.eq(open) { Ok(current) } else { Err(KeysError::Moved) }
}

/// Refuses an epoch that no roll is filling; returns the current one.
pub(super) async fn filling(tx: &mut Transaction, next: u64) -> Result<u64, KeysError> {
    let (current, all) = numbers(tx).await?;
    if next > current && all.contains(&next) { Ok(current) } else { Err(KeysError::Moved) }
}

/// Refuses an epoch that writes do not go to.
pub(super) async fn open(tx: &mut Transaction, epoch: u64) -> Result<(), KeysError> {
    let (current, all) = numbers(tx).await?;
    if epoch >= current && all.contains(&epoch) { Ok(()) } else { Err(KeysError::Moved) }
}

pub(super) async fn begin(tx: &mut Transaction, epoch: u64, wrapped: Vec<u8>) -> Result<(), KeysError> {
    let (current, all) = numbers(tx).await?;
    // Another node was first, or its roll is not over.
    if !(all.is_empty() || all == [current] && epoch > current) {
        return Err(KeysError::Moved);
    }
    let tables = include_str!("../../../../migrations/keys/postgres/epoch.sql");
    tx.execute(&*tables.replace("{epoch}", &epoch.to_string())).await?;
    if all.is_empty() {
        tx.execute(query("UPDATE key_meta SET epoch = $1").bind(epoch.cast_signed())).await?;
    }
    let insert = query("INSERT INTO key_epochs (epoch, wrapped) VALUES ($1, $2)");
    tx.execute(insert.bind(epoch.cast_signed()).bind(wrapped)).await?;
    Ok(())
}

pub(super) async fn batch(
    tx: &mut Transaction,
    epoch: u64,
    after: Option<Whose>,
    limit: usize,
) -> Result<Vec<KeyRow>, KeysError> {
    let columns = rows::columns(epoch);
    let sql = format!("SELECT {columns} WHERE (subject, class) > ($1, $2) ORDER BY subject, class LIMIT $3");
    let (subject, class) =
        after.map_or((vec![], ""), |(subject, class)| (subject.as_bytes().to_vec(), class.name()));
    let found = tx.fetch_all(query(&sql).bind(subject).bind(class).bind(limit as i64)).await?;
    found.iter().map(|row| rows::key_row(row, epoch)).collect()
}

pub(super) async fn carry(
    tx: &mut Transaction,
    next: u64,
    keys: Vec<(Whose, Vec<u8>)>,
) -> Result<(), KeysError> {
    filling(tx, next).await?;
    let (whose, wraps): (Vec<Whose>, Vec<Vec<u8>>) = keys.into_iter().unzip();
    let (subjects, classes) = rows::columns_of(&whose);
    let sql = format!(
        "INSERT INTO wraps_{next} (subject, class, wrapped) SELECT subject, class, carried.wrapped
         FROM data_keys JOIN unnest($1::bytea[], $2::text[], $3::bytea[]) AS carried (subject, class, wrapped) USING (subject, class)
         ON CONFLICT DO NOTHING"
    );
    tx.execute(query(&sql).bind(subjects).bind(classes).bind(wraps)).await?;
    Ok(())
}

pub(super) async fn count(tx: &mut Transaction, table: &str) -> Result<u64, KeysError> {
    let count: i64 = tx.fetch_one(&*format!("SELECT count(*) FROM {table}")).await?.try_get(0)?;
    Ok(count.cast_unsigned())
}

pub(super) async fn switch(tx: &mut Transaction, next: u64) -> Result<(), KeysError> {
    let current = filling(tx, next).await?;
    let (keys, wraps) = (count(tx, "data_keys").await?, count(tx, &format!("wraps_{next}")).await?);
    let lookups = count(tx, &format!("lookups_{current}")).await?;
    if keys != wraps || lookups != count(tx, &format!("lookups_{next}")).await? {
        return Err(KeysError::Broken("a roll has not carried every row"));
    }
    tx.execute(query("UPDATE key_meta SET epoch = $1").bind(next.cast_signed())).await?;
    Ok(())
}

pub(super) async fn end(
    tx: &mut Transaction,
    epoch: u64,
    destruction: Destruction,
    nodes: Nodes,
) -> Result<(), KeysError> {
    let (current, all) = numbers(tx).await?;
    if epoch >= current || !all.contains(&epoch) {
        return Err(KeysError::Moved);
    }
    let survivors = count(tx, "data_keys").await?;
    tx.execute(&*format!("DROP TABLE wraps_{epoch}, lookups_{epoch}")).await?;
    tx.execute(query("DELETE FROM key_epochs WHERE epoch = $1").bind(epoch.cast_signed())).await?;
    let insert = query(
        "INSERT INTO ended_epochs (epoch, survivors, destruction, nodes, recorded) VALUES ($1, $2, $3, $4, false)",
    );
    let insert = insert.bind(epoch.cast_signed()).bind(survivors.cast_signed());
    tx.execute(insert.bind(word(destruction)?).bind(word(nodes)?)).await?;
    Ok(())
}

/// Ended epochs, oldest first.
pub(super) async fn ended(tx: &mut Transaction, which: &'static str) -> Result<Vec<Ended>, KeysError> {
    let sql =
        format!("SELECT epoch, survivors, destruction, nodes FROM ended_epochs WHERE {which} ORDER BY epoch");
    let read = |row: &sqlx::postgres::PgRow| {
        Ok(Ended {
            epoch: row.try_get::<i64, _>(0)?.cast_unsigned(),
            survivors: row.try_get::<i64, _>(1)?.cast_unsigned(),
            destruction: worded(row.try_get(2)?)?,
            nodes: worded(row.try_get(3)?)?,
        })
    };
    tx.fetch_all(&*sql).await?.iter().map(read).collect()
}

pub(super) async fn recorded(tx: &mut Transaction, epoch: u64) -> Result<(), KeysError> {
    let sql = "UPDATE ended_epochs SET recorded = true WHERE epoch = $1";
    tx.execute(query(sql).bind(epoch.cast_signed())).await?;
    Ok(())
}

pub(super) async fn seen(tx: &mut Transaction) -> Result<Seen, KeysError> {
    let row = tx.fetch_one("SELECT size, root FROM key_meta").await?;
    Ok(Seen { size: row.try_get::<i64, _>(0)?.cast_unsigned(), root: row.try_get(1)? })
}

pub(super) async fn see(tx: &mut Transaction, seen: Seen) -> Result<(), KeysError> {
    let update = query("UPDATE key_meta SET size = $1, root = $2");
    tx.execute(update.bind(seen.size.cast_signed()).bind(seen.root)).await?;
    Ok(())
}

pub(super) async fn see_more(tx: &mut Transaction, seen: Seen) -> Result<(), KeysError> {
    let update = query("UPDATE key_meta SET size = $1, root = $2 WHERE size < $1");
    tx.execute(update.bind(seen.size.cast_signed()).bind(seen.root)).await?;
    Ok(())
}

pub(super) async fn awaiting(tx: &mut Transaction) -> Result<(u64, u64), KeysError> {
    let (_, all) = numbers(tx).await?;
    let oldest = all.first().copied().unwrap_or_default();
    let sql = "SELECT count(cause), count(*) - count(cause) FROM tombstones WHERE epoch >= $1";
    let row = tx.fetch_one(query(sql).bind(oldest.cast_signed())).await?;
    Ok((row.try_get::<i64, _>(0)?.cast_unsigned(), row.try_get::<i64, _>(1)?.cast_unsigned()))
}
