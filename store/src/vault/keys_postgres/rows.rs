//! Data keys and tombstones. A wrap is written for every open epoch, so that a roll misses none.

use super::transaction::Transaction;
use super::{epochs, holds};
use crate::vault::keys::{KeyRow, KeyState, KeysError, NewKey, OwnEvent, Tombstone, Whose};
use domain::{Class, ErasureId, EventId, KeyId, OrganisationId, SubjectId, Timestamp};
use sqlx::postgres::PgRow;
use sqlx::{Executor, Row, query};
use std::collections::HashMap;

/// The columns of [`key_row`], with the wraps of an epoch.
pub(super) fn columns(epoch: u64) -> String {
    format!(
        "subject, class, key, organisation, starts_at, due_at, wrapped
         FROM data_keys JOIN wraps_{epoch} USING (subject, class)"
    )
}

/// Subjects and names of classes, as `unnest` takes them.
pub(super) fn columns_of(whose: &[Whose]) -> (Vec<&[u8]>, Vec<&'static str>) {
    whose.iter().map(|(subject, class)| (&subject.as_bytes()[..], class.name())).unzip()
}

fn time(micros: Option<i64>) -> Option<Timestamp> {
    micros.and_then(Timestamp::from_timestamp_micros)
}

pub(super) fn whose(row: &PgRow) -> Result<Whose, KeysError> {
    let class = Class::named(row.try_get(1)?).ok_or(KeysError::Broken("a class without a policy"))?;
    Ok((SubjectId::from_bytes(row.try_get(0)?), class))
}

pub(super) fn key_row(row: &PgRow, epoch: u64) -> Result<KeyRow, KeysError> {
    let (subject, class) = whose(row)?;
    Ok(KeyRow {
        subject,
        class,
        key: KeyId::from_bytes(row.try_get(2)?),
        organisation: OrganisationId::from_bytes(row.try_get(3)?),
        starts_at: time(row.try_get(4)?),
        due_at: time(row.try_get(5)?),
        epoch,
        wrapped: row.try_get(6)?,
    })
}

fn tombstone(row: &PgRow) -> Result<Tombstone, KeysError> {
    let (subject, class) = whose(row)?;
    Ok(Tombstone {
        subject,
        class,
        key: KeyId::from_bytes(row.try_get(2)?),
        organisation: OrganisationId::from_bytes(row.try_get(3)?),
        epoch: row.try_get::<i64, _>(4)?.cast_unsigned(),
        cause: row.try_get::<Option<[u8; 16]>, _>(5)?.map(ErasureId::from_bytes),
    })
}

pub(super) async fn mint(tx: &mut Transaction, key: &NewKey) -> Result<(), KeysError> {
    epochs::wrapped_for_all(tx, key.wraps.iter().map(|(epoch, _)| *epoch)).await?;
    let sql = "SELECT EXISTS (SELECT 1 FROM tombstones WHERE subject = $1 AND class = $2),
                      EXISTS (SELECT 1 FROM data_keys WHERE subject = $1 AND class = $2)";
    let known = query(sql).bind(&key.subject.as_bytes()[..]).bind(key.class.name());
    let known = tx.fetch_one(known).await?;
    if known.try_get(0)? {
        return Err(KeysError::Destroyed);
    }
    if known.try_get(1)? {
        return Ok(());
    }
    let insert = query(
        "INSERT INTO data_keys (subject, class, key, organisation, starts_at, due_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&key.subject.as_bytes()[..])
    .bind(key.class.name())
    .bind(&key.key.as_bytes()[..])
    .bind(&key.organisation.as_bytes()[..])
    .bind(key.starts_at.map(|at| at.timestamp_micros()))
    .bind(key.due_at.map(|at| at.timestamp_micros()));
    tx.execute(insert).await?;
    for (epoch, wrapped) in &key.wraps {
        let sql = format!("INSERT INTO wraps_{epoch} (subject, class, wrapped) VALUES ($1, $2, $3)");
        let insert = query(&sql).bind(&key.subject.as_bytes()[..]).bind(key.class.name());
        tx.execute(insert.bind(wrapped)).await?;
    }
    Ok(())
}

pub(super) async fn states(tx: &mut Transaction, wanted: &[Whose]) -> Result<Vec<KeyState>, KeysError> {
    let current = epochs::current(tx).await?;
    let (subjects, classes) = columns_of(wanted);
    let sql = format!(
        "SELECT {} JOIN unnest($1::bytea[], $2::text[]) AS wanted (subject, class) USING (subject, class)",
        columns(current)
    );
    let mut known = HashMap::with_capacity(wanted.len());
    for row in tx.fetch_all(query(&sql).bind(&subjects).bind(&classes)).await? {
        known.insert(whose(&row)?, KeyState::Live(key_row(&row, current)?));
    }
    if wanted.iter().any(|whose| !known.contains_key(whose)) {
        let sql = "SELECT subject, class, key FROM tombstones
                   JOIN unnest($1::bytea[], $2::text[]) AS wanted (subject, class) USING (subject, class)";
        for row in tx.fetch_all(query(sql).bind(&subjects).bind(&classes)).await? {
            let destroyed = KeyState::Destroyed(KeyId::from_bytes(row.try_get(2)?));
            known.entry(whose(&row)?).or_insert(destroyed);
        }
    }
    Ok(wanted.iter().map(|whose| known.get(whose).cloned().unwrap_or(KeyState::Unknown)).collect())
}

pub(super) async fn set_due(
    tx: &mut Transaction,
    (subject, class): Whose,
    starts_at: Timestamp,
    due_at: Timestamp,
) -> Result<(), KeysError> {
    let sql = "UPDATE data_keys SET starts_at = $3, due_at = $4 WHERE subject = $1 AND class = $2";
    let update = query(sql).bind(&subject.as_bytes()[..]).bind(class.name());
    tx.execute(update.bind(starts_at.timestamp_micros()).bind(due_at.timestamp_micros())).await?;
    Ok(())
}

pub(super) async fn stop_clock(tx: &mut Transaction, (subject, class): Whose) -> Result<(), KeysError> {
    let sql = "UPDATE data_keys SET starts_at = NULL, due_at = NULL WHERE subject = $1 AND class = $2";
    tx.execute(query(sql).bind(&subject.as_bytes()[..]).bind(class.name())).await?;
    Ok(())
}

pub(super) async fn of_organisation(
    tx: &mut Transaction,
    organisation: OrganisationId,
    class: Class,
) -> Result<Vec<KeyRow>, KeysError> {
    let current = epochs::current(tx).await?;
    let sql = format!("SELECT {} WHERE organisation = $1 AND class = $2", columns(current));
    let rows = tx.fetch_all(query(&sql).bind(&organisation.as_bytes()[..]).bind(class.name())).await?;
    rows.iter().map(|row| key_row(row, current)).collect()
}

pub(super) async fn starting(
    tx: &mut Transaction,
    class: Class,
    after: Timestamp,
    until: Timestamp,
) -> Result<Vec<KeyRow>, KeysError> {
    let current = epochs::current(tx).await?;
    let sql = format!(
        "SELECT {} WHERE class = $1 AND starts_at > $2 AND starts_at <= $3 ORDER BY starts_at",
        columns(current)
    );
    let between = query(&sql).bind(class.name()).bind(after.timestamp_micros());
    let rows = tx.fetch_all(between.bind(until.timestamp_micros())).await?;
    rows.iter().map(|row| key_row(row, current)).collect()
}

pub(super) async fn due(
    tx: &mut Transaction,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<KeyRow>, KeysError> {
    let current = epochs::current(tx).await?;
    let sql = format!(
        "SELECT {} WHERE due_at <= $1 AND NOT EXISTS (SELECT 1 FROM holds WHERE over IS NULL
         AND holds.subject = data_keys.subject AND holds.class = data_keys.class) ORDER BY due_at LIMIT $2",
        columns(current)
    );
    let rows = tx.fetch_all(query(&sql).bind(now.timestamp_micros()).bind(limit as i64)).await?;
    rows.iter().map(|row| key_row(row, current)).collect()
}

pub(super) async fn destroy(
    tx: &mut Transaction,
    wanted: &[Whose],
    cause: Option<ErasureId>,
) -> Result<Vec<Tombstone>, KeysError> {
    let (current, all) = epochs::numbers(tx).await?;
    // While a roll fills the next epoch, copies of that one may hold the key too.
    let newest = all.last().copied().unwrap_or(current);
    let (subjects, classes) = columns_of(wanted);
    let sql = "WITH gone AS (
             DELETE FROM data_keys USING unnest($1::bytea[], $2::text[]) AS wanted (subject, class)
             WHERE data_keys.subject = wanted.subject AND data_keys.class = wanted.class
             AND NOT EXISTS (SELECT 1 FROM holds WHERE over IS NULL
                 AND holds.subject = wanted.subject AND holds.class = wanted.class)
             RETURNING data_keys.subject, data_keys.class, key, organisation)
         INSERT INTO tombstones (subject, class, key, organisation, epoch, cause, recorded)
         SELECT subject, class, key, organisation, $3, $4, false FROM gone
         RETURNING subject, class, key, organisation, epoch, cause";
    let destroy = query(sql).bind(&subjects).bind(&classes).bind(newest.cast_signed());
    let gone = tx.fetch_all(destroy.bind(cause.as_ref().map(|cause| cause.as_bytes().to_vec()))).await?;
    let mut gone = gone.iter().map(tombstone).collect::<Result<Vec<_>, _>>()?;
    holds::postpone(tx, wanted, cause).await?;
    let of = gone.iter().map(|gone| (gone.subject, gone.class)).collect::<Vec<_>>();
    let (subjects, classes) = columns_of(&of);
    holds::carried_out(tx, &of).await?;
    for epoch in &all {
        let sql = format!(
            "DELETE FROM wraps_{epoch} AS wrap USING unnest($1::bytea[], $2::text[]) AS gone (subject, class)
             WHERE wrap.subject = gone.subject AND wrap.class = gone.class"
        );
        tx.execute(query(&sql).bind(&subjects).bind(&classes)).await?;
        // With its last key nothing of a subject is left to be found.
        let sql = format!(
            "DELETE FROM lookups_{epoch} AS held WHERE subject = ANY($1)
             AND NOT EXISTS (SELECT 1 FROM data_keys AS key WHERE key.subject = held.subject)"
        );
        tx.execute(query(&sql).bind(&subjects)).await?;
    }
    // In the order they were asked for, where one is named twice by its first.
    let order: HashMap<&Whose, usize> =
        wanted.iter().enumerate().rev().map(|(i, whose)| (whose, i)).collect();
    gone.sort_by_key(|gone| order.get(&(gone.subject, gone.class)).copied());
    Ok(gone)
}

pub(super) async fn unrecorded(tx: &mut Transaction) -> Result<Vec<Tombstone>, KeysError> {
    let sql = "SELECT subject, class, key, organisation, epoch, cause FROM tombstones
               WHERE NOT recorded ORDER BY subject, class";
    tx.fetch_all(sql).await?.iter().map(tombstone).collect()
}

pub(super) async fn tombstones(
    tx: &mut Transaction,
    after: Option<Whose>,
    limit: usize,
) -> Result<Vec<Tombstone>, KeysError> {
    let sql = "SELECT subject, class, key, organisation, epoch, cause FROM tombstones
               WHERE (subject, class) > ($1, $2) ORDER BY subject, class LIMIT $3";
    let (subject, class) =
        after.map_or((vec![], ""), |(subject, class)| (subject.as_bytes().to_vec(), class.name()));
    let rows = tx.fetch_all(query(sql).bind(subject).bind(class).bind(limit as i64)).await?;
    rows.iter().map(tombstone).collect()
}

pub(super) async fn recorded(tx: &mut Transaction, whose: &[Whose]) -> Result<(), KeysError> {
    let (subjects, classes) = columns_of(whose);
    let sql =
        "UPDATE tombstones SET recorded = true FROM unnest($1::bytea[], $2::text[]) AS told (subject, class)
               WHERE tombstones.subject = told.subject AND tombstones.class = told.class";
    tx.execute(query(sql).bind(subjects).bind(classes)).await?;
    Ok(())
}

pub(super) async fn counts(tx: &mut Transaction) -> Result<(u64, u64), KeysError> {
    Ok((epochs::count(tx, "data_keys").await?, epochs::count(tx, "tombstones").await?))
}

pub(super) async fn own_events(tx: &mut Transaction) -> Result<Vec<OwnEvent>, KeysError> {
    let rows = tx.fetch_all("SELECT id, event FROM own_events ORDER BY place").await?;
    let read = |row: &PgRow| {
        let id: Vec<u8> = row.try_get(0)?;
        let id = <[u8; 16]>::try_from(id).map_err(|_| KeysError::Broken("an id"))?;
        Ok(OwnEvent { id: EventId::from_bytes(id), event: row.try_get(1)? })
    };
    rows.iter().map(read).collect()
}

pub(super) async fn keep_own_event(tx: &mut Transaction, own: &OwnEvent) -> Result<(), KeysError> {
    let sql = "INSERT INTO own_events (id, event) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET event = excluded.event";
    tx.execute(query(sql).bind(own.id.as_bytes().to_vec()).bind(&own.event)).await?;
    Ok(())
}
