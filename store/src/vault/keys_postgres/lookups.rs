//! Lookups: whose an address is, by a tag of each epoch.

use super::epochs;
use super::transaction::Transaction;
use crate::vault::keys::{KeysError, Lookup, LookupRow, Tagged};
use domain::{SubjectId, Timestamp};
use sqlx::{Executor, Row, query};

/// What claims take turns by: the tags, with whoever claims the same address, and the subjects, with whoever destroys their last key.
pub(super) fn bytes(lookups: &[Lookup]) -> Vec<u8> {
    let tags = lookups.iter().flat_map(|lookup| lookup.tagged.iter().map(|tagged| tagged.tag[0]));
    lookups.iter().map(|lookup| lookup.subject.as_bytes()[0]).chain(tags).collect()
}

pub(super) async fn claim(
    tx: &mut Transaction,
    lookups: &[Lookup],
    now: Timestamp,
    expires: Timestamp,
) -> Result<(), KeysError> {
    for lookup in lookups {
        let current = epochs::wrapped_for_all(tx, lookup.tagged.iter().map(|tagged| tagged.epoch)).await?;
        for tagged in &lookup.tagged {
            let sql = format!("DELETE FROM lookups_{} WHERE tag = $1 AND expires_at <= $2", tagged.epoch);
            tx.execute(query(&sql).bind(&tagged.tag[..]).bind(now.timestamp_micros())).await?;
        }
        let of_current = lookup.tagged.iter().find(|tagged| tagged.epoch == current);
        match holder(tx, current, &of_current.ok_or(KeysError::Moved)?.tag).await? {
            Some(holder) if holder == lookup.subject => {
                for tagged in &lookup.tagged {
                    let sql = format!(
                        "UPDATE lookups_{} SET expires_at = GREATEST(expires_at, $2) WHERE tag = $1 AND expires_at IS NOT NULL",
                        tagged.epoch
                    );
                    tx.execute(query(&sql).bind(&tagged.tag[..]).bind(expires.timestamp_micros())).await?;
                }
            }
            Some(_) => return Err(KeysError::Taken(lookup.kind)),
            None => {
                for tagged in &lookup.tagged {
                    insert(tx, lookup, tagged, expires).await?;
                }
            }
        }
    }
    Ok(())
}

async fn insert(
    tx: &mut Transaction,
    lookup: &Lookup,
    tagged: &Tagged,
    expires: Timestamp,
) -> Result<(), KeysError> {
    let sql = format!(
        "INSERT INTO lookups_{} (tag, kind, subject, wrapped, expires_at) VALUES ($1, $2, $3, $4, $5)",
        tagged.epoch
    );
    let insert = query(&sql).bind(&tagged.tag[..]).bind(lookup.kind).bind(&lookup.subject.as_bytes()[..]);
    tx.execute(insert.bind(&tagged.wrapped).bind(expires.timestamp_micros())).await?;
    Ok(())
}

async fn holder(tx: &mut Transaction, epoch: u64, tag: &[u8; 32]) -> Result<Option<SubjectId>, KeysError> {
    let sql = format!("SELECT subject FROM lookups_{epoch} WHERE tag = $1");
    let found = tx.fetch_optional(query(&sql).bind(&tag[..])).await?;
    found.map(|row| Ok(SubjectId::from_bytes(row.try_get(0)?))).transpose()
}

pub(super) async fn confirm(tx: &mut Transaction, subject: SubjectId) -> Result<bool, KeysError> {
    let mut lasting = 0;
    for epoch in epochs::numbers(tx).await?.1 {
        let sql = format!("UPDATE lookups_{epoch} SET expires_at = NULL WHERE subject = $1");
        lasting += tx.execute(query(&sql).bind(&subject.as_bytes()[..])).await?.rows_affected();
    }
    Ok(lasting > 0)
}

pub(super) async fn disclaim(tx: &mut Transaction, subject: SubjectId) -> Result<(), KeysError> {
    for epoch in epochs::numbers(tx).await?.1 {
        let sql = format!("DELETE FROM lookups_{epoch} WHERE subject = $1");
        tx.execute(query(&sql).bind(&subject.as_bytes()[..])).await?;
    }
    Ok(())
}

pub(super) async fn lapse(tx: &mut Transaction, now: Timestamp) -> Result<(), KeysError> {
    for epoch in epochs::numbers(tx).await?.1 {
        let sql = format!("DELETE FROM lookups_{epoch} WHERE expires_at <= $1");
        tx.execute(query(&sql).bind(now.timestamp_micros())).await?;
    }
    Ok(())
}

pub(super) async fn find(
    tx: &mut Transaction,
    kind: &'static str,
    tags: &[(u64, [u8; 32])],
    now: Timestamp,
) -> Result<Option<SubjectId>, KeysError> {
    let current = epochs::current(tx).await?;
    let (_, tag) = tags.iter().find(|(epoch, _)| *epoch == current).ok_or(KeysError::Moved)?;
    let sql = format!(
        "SELECT subject FROM lookups_{current}
         WHERE tag = $1 AND kind = $2 AND (expires_at IS NULL OR expires_at > $3)"
    );
    let found = query(&sql).bind(&tag[..]).bind(kind).bind(now.timestamp_micros());
    let found = tx.fetch_optional(found).await?;
    found.map(|row| Ok(SubjectId::from_bytes(row.try_get(0)?))).transpose()
}

pub(super) async fn batch(
    tx: &mut Transaction,
    after: Option<[u8; 32]>,
    limit: usize,
) -> Result<Vec<LookupRow>, KeysError> {
    let current = epochs::current(tx).await?;
    let sql =
        format!("SELECT kind, tag, wrapped FROM lookups_{current} WHERE tag > $1 ORDER BY tag LIMIT $2");
    let after = after.map_or(vec![], |tag| tag.to_vec());
    let rows = tx.fetch_all(query(&sql).bind(after).bind(limit as i64)).await?;
    let read = |row: &sqlx::postgres::PgRow| {
        Ok(LookupRow { kind: row.try_get(0)?, tag: row.try_get(1)?, wrapped: row.try_get(2)? })
    };
    rows.iter().map(read).collect()
}

pub(super) async fn carry(tx: &mut Transaction, lookups: &[([u8; 32], Tagged)]) -> Result<(), KeysError> {
    let Some((_, Tagged { epoch: next, .. })) = lookups.first() else { return Ok(()) };
    let current = epochs::filling(tx, *next).await?;
    if lookups.iter().any(|(_, to)| to.epoch != *next) {
        return Err(KeysError::Moved);
    }
    let from: Vec<&[u8]> = lookups.iter().map(|(from, _)| &from[..]).collect();
    let tags: Vec<&[u8]> = lookups.iter().map(|(_, to)| &to.tag[..]).collect();
    let wraps: Vec<&[u8]> = lookups.iter().map(|(_, to)| &to.wrapped[..]).collect();
    let sql = format!(
        "INSERT INTO lookups_{next} (tag, kind, subject, wrapped, expires_at)
         SELECT carried.tag, kind, subject, carried.wrapped, expires_at
         FROM lookups_{current} AS held JOIN unnest($1::bytea[], $2::bytea[], $3::bytea[]) AS carried (was, tag, wrapped) ON held.tag = carried.was
         ON CONFLICT DO NOTHING"
    );
    tx.execute(query(&sql).bind(from).bind(tags).bind(wraps)).await?;
    Ok(())
}
