//! Data keys and tombstones. A wrap is written for every open epoch, so that a roll misses none.

use super::{epochs, holds};
use crate::gaps;
use crate::vault::keys::{KeyRow, KeyState, KeysError, NewKey, OwnEvent, Tombstone, Whose};
use crate::vault::residue::KeyResidue;
use domain::{Class, ErasureId, EventId, KeyId, OrganisationId, SubjectId, Timestamp};
use rusqlite::{OptionalExtension, Row, Transaction, params};

/// The columns of [`key_row`], with the wraps of an epoch. CROSS JOIN: whatever is asked for, it is found among the keys and its wrap after it.
pub(super) fn columns(epoch: u64) -> String {
    format!(
        "subject, class, key, organisation, starts_at, due_at, {epoch}, wrapped
         FROM data_keys CROSS JOIN wraps_{epoch} USING (subject, class)"
    )
}

fn time(micros: Option<i64>) -> Option<Timestamp> {
    micros.and_then(Timestamp::from_timestamp_micros)
}

pub(super) fn class(row: &Row<'_>, column: usize) -> Result<Class, KeysError> {
    Class::named(row.get_ref(column)?.as_str().unwrap_or_default())
        .ok_or(KeysError::Broken("a class without a policy"))
}

pub(super) fn key_row(row: &Row<'_>) -> Result<KeyRow, KeysError> {
    Ok(KeyRow {
        subject: SubjectId::from_bytes(row.get(0)?),
        class: class(row, 1)?,
        key: KeyId::from_bytes(row.get(2)?),
        organisation: OrganisationId::from_bytes(row.get(3)?),
        starts_at: time(row.get(4)?),
        due_at: time(row.get(5)?),
        epoch: row.get::<_, i64>(6)?.cast_unsigned(),
        wrapped: row.get(7)?,
    })
}

fn tombstone(row: &Row<'_>) -> Result<Tombstone, KeysError> {
    Ok(Tombstone {
        subject: SubjectId::from_bytes(row.get(0)?),
        class: class(row, 1)?,
        key: KeyId::from_bytes(row.get(2)?),
        organisation: OrganisationId::from_bytes(row.get(3)?),
        epoch: row.get::<_, i64>(4)?.cast_unsigned(),
        cause: row.get::<_, Option<[u8; 16]>>(5)?.map(ErasureId::from_bytes),
    })
}

/// All rows of a query.
pub(super) fn rows<T>(
    tx: &Transaction<'_>,
    sql: &str,
    params: impl rusqlite::Params,
    read: impl Fn(&Row<'_>) -> Result<T, KeysError>,
) -> Result<Vec<T>, KeysError> {
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(read(row)?);
    }
    Ok(out)
}

fn live(tx: &Transaction<'_>, epoch: u64, (subject, class): Whose) -> Result<Option<KeyRow>, KeysError> {
    let sql = format!("SELECT {} WHERE subject = ?1 AND class = ?2", columns(epoch));
    let mut statement = tx.prepare_cached(&sql)?;
    let mut rows = statement.query(params![subject.as_bytes(), class.name()])?;
    rows.next()?.map(key_row).transpose()
}

fn destroyed(tx: &Transaction<'_>, (subject, class): Whose) -> Result<Option<KeyId>, KeysError> {
    let key: Option<[u8; 16]> = tx
        .prepare_cached("SELECT key FROM tombstones WHERE subject = ?1 AND class = ?2")?
        .query_row(params![subject.as_bytes(), class.name()], |row| row.get(0))
        .optional()?;
    Ok(key.map(KeyId::from_bytes))
}

pub(super) fn mint(tx: &Transaction<'_>, key: &NewKey) -> Result<(), KeysError> {
    let whose = (key.subject, key.class);
    epochs::wrapped_for_all(tx, key.wraps.iter().map(|(epoch, _)| *epoch))?;
    if destroyed(tx, whose)?.is_some() {
        return Err(KeysError::Destroyed);
    }
    if live(tx, epochs::current(tx)?, whose)?.is_some() {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT INTO data_keys (subject, class, key, organisation, starts_at, due_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        key.subject.as_bytes(),
        key.class.name(),
        key.key.as_bytes(),
        key.organisation.as_bytes(),
        key.starts_at.map(|at| at.timestamp_micros()),
        key.due_at.map(|at| at.timestamp_micros())
    ])?;
    for (epoch, wrapped) in &key.wraps {
        tx.prepare_cached(&format!(
            "INSERT INTO wraps_{epoch} (subject, class, wrapped) VALUES (?1, ?2, ?3)"
        ))?
        .execute(params![key.subject.as_bytes(), key.class.name(), wrapped])?;
    }
    Ok(())
}

pub(super) fn states(tx: &Transaction<'_>, whose: Vec<Whose>) -> Result<Vec<KeyState>, KeysError> {
    let current = epochs::current(tx)?;
    let state = |whose| match live(tx, current, whose)? {
        Some(row) => Ok(KeyState::Live(row)),
        None => Ok(destroyed(tx, whose)?.map_or(KeyState::Unknown, KeyState::Destroyed)),
    };
    whose.into_iter().map(state).collect()
}

pub(super) fn set_due(
    tx: &Transaction<'_>,
    (subject, class): Whose,
    starts_at: Timestamp,
    due_at: Timestamp,
) -> Result<(), KeysError> {
    tx.prepare_cached("UPDATE data_keys SET starts_at = ?3, due_at = ?4 WHERE subject = ?1 AND class = ?2")?
        .execute(params![
            subject.as_bytes(),
            class.name(),
            starts_at.timestamp_micros(),
            due_at.timestamp_micros()
        ])?;
    Ok(())
}

pub(super) fn stop_clock(tx: &Transaction<'_>, (subject, class): Whose) -> Result<(), KeysError> {
    tx.prepare_cached(
        "UPDATE data_keys SET starts_at = NULL, due_at = NULL WHERE subject = ?1 AND class = ?2",
    )?
    .execute(params![subject.as_bytes(), class.name()])?;
    Ok(())
}

pub(super) fn of_organisation(
    tx: &Transaction<'_>,
    organisation: OrganisationId,
    class: Class,
) -> Result<Vec<KeyRow>, KeysError> {
    let sql = format!("SELECT {} WHERE organisation = ?1 AND class = ?2", columns(epochs::current(tx)?));
    rows(tx, &sql, params![organisation.as_bytes(), class.name()], key_row)
}

pub(super) fn starting(
    tx: &Transaction<'_>,
    class: Class,
    after: Timestamp,
    until: Timestamp,
) -> Result<Vec<KeyRow>, KeysError> {
    let sql = format!(
        "SELECT {} WHERE class = ?1 AND starts_at > ?2 AND starts_at <= ?3 ORDER BY starts_at",
        columns(epochs::current(tx)?)
    );
    rows(tx, &sql, params![class.name(), after.timestamp_micros(), until.timestamp_micros()], key_row)
}

pub(super) fn due(tx: &Transaction<'_>, now: Timestamp, limit: usize) -> Result<Vec<KeyRow>, KeysError> {
    let sql = format!(
        "SELECT {} WHERE due_at <= ?1 AND NOT EXISTS (SELECT 1 FROM holds WHERE over IS NULL
         AND holds.subject = data_keys.subject AND holds.class = data_keys.class)
         ORDER BY due_at LIMIT ?2",
        columns(epochs::current(tx)?)
    );
    rows(tx, &sql, params![now.timestamp_micros(), limit.cast_signed() as i64], key_row)
}

pub(super) fn destroy(
    tx: &Transaction<'_>,
    whose: &[Whose],
    cause: Option<ErasureId>,
) -> Result<Vec<Tombstone>, KeysError> {
    let (current, epochs) = (epochs::current(tx)?, epochs::numbers(tx)?);
    // While a roll fills the next epoch, copies of that one may hold the key too.
    let newest = epochs.last().copied().unwrap_or(current);
    let mut gone = Vec::new();
    for (subject, class) in whose {
        let Some(row) = live(tx, current, (*subject, *class))? else { continue };
        if holds::is_held(tx, (*subject, *class))? {
            holds::postpone(tx, (*subject, *class), cause)?;
            continue;
        }
        holds::carried_out(tx, (*subject, *class))?;
        tx.prepare_cached(
            "INSERT INTO tombstones (subject, class, key, organisation, epoch, cause, recorded)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
        )?
        .execute(params![
            row.subject.as_bytes(),
            row.class.name(),
            row.key.as_bytes(),
            row.organisation.as_bytes(),
            newest.cast_signed(),
            cause.as_ref().map(ErasureId::as_bytes)
        ])?;
        tx.prepare_cached("DELETE FROM data_keys WHERE subject = ?1 AND class = ?2")?
            .execute(params![subject.as_bytes(), class.name()])?;
        for epoch in &epochs {
            tx.prepare_cached(&format!("DELETE FROM wraps_{epoch} WHERE subject = ?1 AND class = ?2"))?
                .execute(params![subject.as_bytes(), class.name()])?;
            // With its last key nothing of a subject is left to be found.
            tx.prepare_cached(&format!(
                "DELETE FROM lookups_{epoch} WHERE subject = ?1
                 AND NOT EXISTS (SELECT 1 FROM data_keys WHERE subject = ?1)"
            ))?
            .execute([subject.as_bytes()])?;
        }
        gone.push(Tombstone {
            subject: row.subject,
            class: row.class,
            key: row.key,
            organisation: row.organisation,
            epoch: newest,
            cause,
        });
    }
    Ok(gone)
}

pub(super) fn unrecorded(tx: &Transaction<'_>) -> Result<Vec<Tombstone>, KeysError> {
    let sql = "SELECT subject, class, key, organisation, epoch, cause FROM tombstones WHERE recorded = 0";
    rows(tx, sql, [], tombstone)
}

pub(super) fn tombstones(
    tx: &Transaction<'_>,
    after: Option<Whose>,
    limit: usize,
) -> Result<Vec<Tombstone>, KeysError> {
    let sql = "SELECT subject, class, key, organisation, epoch, cause FROM tombstones
        WHERE (subject, class) > (?1, ?2) ORDER BY subject, class LIMIT ?3";
    let (subject, class) =
        after.map_or((vec![], ""), |(subject, class)| (subject.as_bytes().to_vec(), class.name()));
    rows(tx, sql, params![subject, class, limit.cast_signed() as i64], tombstone)
}

pub(super) fn recorded(tx: &Transaction<'_>, whose: &[Whose]) -> Result<(), KeysError> {
    let mut statement =
        tx.prepare_cached("UPDATE tombstones SET recorded = 1 WHERE subject = ?1 AND class = ?2")?;
    for (subject, class) in whose {
        statement.execute(params![subject.as_bytes(), class.name()])?;
    }
    Ok(())
}

pub(super) fn counts(tx: &Transaction<'_>) -> Result<(u64, u64), KeysError> {
    Ok((epochs::count(tx, "data_keys")?, epochs::count(tx, "tombstones")?))
}

/// Tombstones only ever grow in number, so that how many were there when a cleaning began tells what it has cleaned.
pub(super) fn residue(tx: &Transaction<'_>) -> Result<KeyResidue, KeysError> {
    let gone: i64 = tx.query_row("SELECT gone FROM key_files", [], |row| row.get(0))?;
    let rows = epochs::count(tx, "tombstones")?.saturating_sub(gone.cast_unsigned());
    let bytes = u64::from(gaps::pages(tx)?) * gaps::page_size(tx)?;
    Ok(KeyResidue { rows, bytes, beyond: Vec::new() })
}

pub(super) fn cleaned(tx: &Transaction<'_>, gone: u64) -> Result<(), KeysError> {
    tx.execute("UPDATE key_files SET gone = max(gone, ?1)", [gone.cast_signed()])?;
    Ok(())
}

pub(super) fn own_events(tx: &Transaction<'_>) -> Result<Vec<OwnEvent>, KeysError> {
    rows(tx, "SELECT id, event FROM own_events ORDER BY place", [], |row| {
        Ok(OwnEvent { id: EventId::from_bytes(row.get(0)?), event: row.get(1)? })
    })
}

pub(super) fn keep_own_event(tx: &Transaction<'_>, own: &OwnEvent) -> Result<(), KeysError> {
    tx.execute(
        "INSERT INTO own_events (id, event) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET event = excluded.event",
        params![own.id.as_bytes(), own.event],
    )?;
    Ok(())
}
