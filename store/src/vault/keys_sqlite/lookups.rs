//! Lookups: whose an address is, by a tag of each epoch.

use super::{epochs, rows};
use crate::vault::keys::{KeysError, Lookup, LookupRow, Tagged};
use domain::{SubjectId, Timestamp};
use rusqlite::{OptionalExtension, Transaction, params};

pub(super) fn claim(
    tx: &Transaction<'_>,
    lookups: &[Lookup],
    now: Timestamp,
    expires: Timestamp,
) -> Result<(), KeysError> {
    let current = epochs::current(tx)?;
    for lookup in lookups {
        epochs::wrapped_for_all(tx, lookup.tagged.iter().map(|tagged| tagged.epoch))?;
        for tagged in &lookup.tagged {
            tx.execute(
                &format!("DELETE FROM lookups_{} WHERE tag = ?1 AND expires_at <= ?2", tagged.epoch),
                params![tagged.tag, now.timestamp_micros()],
            )?;
        }
        let holder = match lookup.tagged.iter().find(|tagged| tagged.epoch == current) {
            Some(tagged) => holder(tx, current, &tagged.tag)?,
            None => return Err(KeysError::Moved),
        };
        match holder {
            Some(holder) if holder == lookup.subject => {
                for tagged in &lookup.tagged {
                    tx.execute(
                        &format!(
                            "UPDATE lookups_{} SET expires_at = MAX(expires_at, ?2) WHERE tag = ?1 AND expires_at IS NOT NULL",
                            tagged.epoch
                        ),
                        params![tagged.tag, expires.timestamp_micros()],
                    )?;
                }
            }
            Some(_) => return Err(KeysError::Taken(lookup.kind)),
            None => {
                for tagged in &lookup.tagged {
                    tx.execute(
                        &format!(
                            "INSERT INTO lookups_{} (tag, kind, subject, wrapped, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                            tagged.epoch
                        ),
                        params![
                            tagged.tag,
                            lookup.kind,
                            lookup.subject.as_bytes(),
                            tagged.wrapped,
                            expires.timestamp_micros()
                        ],
                    )?;
                }
            }
        }
    }
    Ok(())
}

fn holder(tx: &Transaction<'_>, epoch: u64, tag: &[u8; 32]) -> Result<Option<SubjectId>, KeysError> {
    let sql = format!("SELECT subject FROM lookups_{epoch} WHERE tag = ?1");
    let holder: Option<[u8; 16]> = tx.query_row(&sql, [tag], |row| row.get(0)).optional()?;
    Ok(holder.map(SubjectId::from_bytes))
}

pub(super) fn confirm(tx: &Transaction<'_>, subject: SubjectId) -> Result<bool, KeysError> {
    let mut lasting = 0;
    for epoch in epochs::numbers(tx)? {
        lasting += tx.execute(
            &format!("UPDATE lookups_{epoch} SET expires_at = NULL WHERE subject = ?1"),
            [subject.as_bytes()],
        )?;
    }
    Ok(lasting > 0)
}

pub(super) fn disclaim(tx: &Transaction<'_>, subject: SubjectId) -> Result<(), KeysError> {
    for epoch in epochs::numbers(tx)? {
        tx.execute(&format!("DELETE FROM lookups_{epoch} WHERE subject = ?1"), [subject.as_bytes()])?;
    }
    Ok(())
}

pub(super) fn lapse(tx: &Transaction<'_>, now: Timestamp) -> Result<(), KeysError> {
    for epoch in epochs::numbers(tx)? {
        let sql = format!("DELETE FROM lookups_{epoch} WHERE expires_at <= ?1");
        tx.execute(&sql, [now.timestamp_micros()])?;
    }
    Ok(())
}

pub(super) fn find(
    tx: &Transaction<'_>,
    kind: &'static str,
    tags: &[(u64, [u8; 32])],
    now: Timestamp,
) -> Result<Option<SubjectId>, KeysError> {
    let current = epochs::current(tx)?;
    let (_, tag) = tags.iter().find(|(epoch, _)| *epoch == current).ok_or(KeysError::Moved)?;
    let found: Option<[u8; 16]> = tx
        .prepare_cached(&format!(
            "SELECT subject FROM lookups_{current}
             WHERE tag = ?1 AND kind = ?2 AND (expires_at IS NULL OR expires_at > ?3)"
        ))?
        .query_row(params![tag, kind, now.timestamp_micros()], |row| row.get(0))
        .optional()?;
    Ok(found.map(SubjectId::from_bytes))
}

pub(super) fn batch(
    tx: &Transaction<'_>,
    after: Option<[u8; 32]>,
    limit: usize,
) -> Result<Vec<LookupRow>, KeysError> {
    let current = epochs::current(tx)?;
    let sql =
        format!("SELECT kind, tag, wrapped FROM lookups_{current} WHERE tag > ?1 ORDER BY tag LIMIT ?2");
    let after = after.map_or(vec![], |tag| tag.to_vec());
    rows::rows(tx, &sql, params![after, limit.cast_signed() as i64], |row| {
        Ok(LookupRow { kind: row.get(0)?, tag: row.get(1)?, wrapped: row.get(2)? })
    })
}

pub(super) fn carry(tx: &Transaction<'_>, lookups: &[([u8; 32], Tagged)]) -> Result<(), KeysError> {
    for (from, to) in lookups {
        let current = epochs::filling(tx, to.epoch)?;
        tx.prepare_cached(&format!(
            "INSERT INTO lookups_{} (tag, kind, subject, wrapped, expires_at)
             SELECT ?2, kind, subject, ?3, expires_at FROM lookups_{current} WHERE tag = ?1 ON CONFLICT DO NOTHING",
            to.epoch
        ))?
        .execute(params![from, to.tag, to.wrapped])?;
    }
    Ok(())
}
