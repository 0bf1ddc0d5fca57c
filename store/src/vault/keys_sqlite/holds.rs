//! Legal holds, and the erasures that met one.

use super::rows::{class, rows};
use crate::vault::keys::{HeldKey, KeysError, Whose};
use domain::hold::{End, Exemption};
use domain::{ErasureId, HoldId, OrganisationId, SubjectId, Timestamp};
use rusqlite::{OptionalExtension, Row, Transaction, params};

pub(super) fn hold(tx: &Transaction<'_>, held: &[HeldKey]) -> Result<(), KeysError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO holds (hold, subject, class, organisation, exemption, until, over) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO NOTHING",
    )?;
    for row in held {
        statement.execute(params![
            row.hold.as_bytes(),
            row.subject.as_bytes(),
            row.class.name(),
            row.organisation.as_bytes(),
            row.exemption.name(),
            row.until.timestamp_micros(),
            row.over.map(End::name)
        ])?;
    }
    Ok(())
}

pub(super) fn release(tx: &Transaction<'_>, hold: HoldId, over: End) -> Result<(), KeysError> {
    tx.prepare_cached("UPDATE holds SET over = ?2 WHERE hold = ?1 AND over IS NULL")?
        .execute(params![hold.as_bytes(), over.name()])?;
    Ok(())
}

pub(super) fn holds(tx: &Transaction<'_>, subject: Option<SubjectId>) -> Result<Vec<HeldKey>, KeysError> {
    let sql = "SELECT subject, class, hold, organisation, exemption, until, over FROM holds
        WHERE ?1 IS NULL OR subject = ?1 ORDER BY until, hold, class";
    rows(tx, sql, params![subject.as_ref().map(SubjectId::as_bytes)], held_key)
}

fn held_key(row: &Row<'_>) -> Result<HeldKey, KeysError> {
    let text = |column: usize| row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from);
    let over = text(6)?.map(|name| End::named(name).ok_or(KeysError::Broken("the end of a hold")));
    Ok(HeldKey {
        subject: SubjectId::from_bytes(row.get(0)?),
        class: class(row, 1)?,
        hold: HoldId::from_bytes(row.get(2)?),
        organisation: OrganisationId::from_bytes(row.get(3)?),
        exemption: text(4)?.and_then(Exemption::named).ok_or(KeysError::Broken("the exemption of a hold"))?,
        until: Timestamp::from_timestamp_micros(row.get(5)?).ok_or(KeysError::Broken("the end of a hold"))?,
        over: over.transpose()?,
    })
}

pub(super) fn is_held(tx: &Transaction<'_>, (subject, class): Whose) -> Result<bool, KeysError> {
    let held: Option<i64> = tx
        .prepare_cached("SELECT 1 FROM holds WHERE subject = ?1 AND class = ?2 AND over IS NULL LIMIT 1")?
        .query_row(params![subject.as_bytes(), class.name()], |row| row.get(0))
        .optional()?;
    Ok(held.is_some())
}

pub(super) fn postpone(
    tx: &Transaction<'_>,
    (subject, class): Whose,
    cause: Option<ErasureId>,
) -> Result<(), KeysError> {
    let Some(cause) = cause else { return Ok(()) };
    tx.prepare_cached(
        "INSERT INTO postponed (subject, class, cause) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )?
    .execute(params![subject.as_bytes(), class.name(), cause.as_bytes()])?;
    Ok(())
}

pub(super) fn carried_out(tx: &Transaction<'_>, (subject, class): Whose) -> Result<(), KeysError> {
    tx.prepare_cached("DELETE FROM postponed WHERE subject = ?1 AND class = ?2")?
        .execute(params![subject.as_bytes(), class.name()])?;
    Ok(())
}

pub(super) fn postponed(tx: &Transaction<'_>) -> Result<Vec<(Whose, ErasureId)>, KeysError> {
    let sql = "SELECT subject, class, cause FROM postponed WHERE NOT EXISTS (SELECT 1 FROM holds
        WHERE over IS NULL AND holds.subject = postponed.subject AND holds.class = postponed.class) ORDER BY subject, class";
    rows(tx, sql, [], |row| {
        let whose = (SubjectId::from_bytes(row.get(0)?), class(row, 1)?);
        Ok((whose, ErasureId::from_bytes(row.get(2)?)))
    })
}
