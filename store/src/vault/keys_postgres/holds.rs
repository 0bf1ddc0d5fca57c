//! Legal holds, and the erasures that met one.

use super::rows::{columns_of, whose};
use super::transaction::Transaction;
use crate::vault::keys::{HeldKey, KeysError, Whose};
use domain::hold::{End, Exemption};
use domain::{ErasureId, HoldId, OrganisationId, SubjectId, Timestamp};
use sqlx::postgres::PgRow;
use sqlx::{Executor, Row, query};

pub(super) async fn hold(tx: &mut Transaction, held: &[HeldKey]) -> Result<(), KeysError> {
    let sql = "INSERT INTO holds (hold, subject, class, organisation, exemption, until, over) VALUES ($1, $2, $3, $4, $5, $6, $7)
               ON CONFLICT DO NOTHING";
    for row in held {
        let insert = query(sql)
            .bind(&row.hold.as_bytes()[..])
            .bind(&row.subject.as_bytes()[..])
            .bind(row.class.name())
            .bind(&row.organisation.as_bytes()[..])
            .bind(row.exemption.name())
            .bind(row.until.timestamp_micros())
            .bind(row.over.map(End::name));
        tx.execute(insert).await?;
    }
    Ok(())
}

pub(super) async fn release(tx: &mut Transaction, hold: HoldId, over: End) -> Result<(), KeysError> {
    let sql = "UPDATE holds SET over = $2 WHERE hold = $1 AND over IS NULL";
    tx.execute(query(sql).bind(&hold.as_bytes()[..]).bind(over.name())).await?;
    Ok(())
}

pub(super) async fn holds(
    tx: &mut Transaction,
    subject: Option<SubjectId>,
) -> Result<Vec<HeldKey>, KeysError> {
    let sql = "SELECT subject, class, hold, organisation, exemption, until, over FROM holds
               WHERE $1::bytea IS NULL OR subject = $1 ORDER BY until, hold, class";
    let wanted = query(sql).bind(subject.map(|subject| subject.as_bytes().to_vec()));
    tx.fetch_all(wanted).await?.iter().map(held_key).collect()
}

fn held_key(row: &PgRow) -> Result<HeldKey, KeysError> {
    let (subject, class) = whose(row)?;
    let over = row.try_get::<Option<&str>, _>(6)?;
    let over = over.map(|name| End::named(name).ok_or(KeysError::Broken("the end of a hold")));
    Ok(HeldKey {
        subject,
        class,
        hold: HoldId::from_bytes(row.try_get(2)?),
        organisation: OrganisationId::from_bytes(row.try_get(3)?),
        exemption: Exemption::named(row.try_get(4)?).ok_or(KeysError::Broken("the exemption of a hold"))?,
        until: Timestamp::from_timestamp_micros(row.try_get(5)?)
            .ok_or(KeysError::Broken("the end of a hold"))?,
        over: over.transpose()?,
    })
}

/// Notes an erasure of what is still there after it: what is held.
pub(super) async fn postpone(
    tx: &mut Transaction,
    wanted: &[Whose],
    cause: Option<ErasureId>,
) -> Result<(), KeysError> {
    let Some(cause) = cause else { return Ok(()) };
    let (subjects, classes) = columns_of(wanted);
    let sql = "INSERT INTO postponed (subject, class, cause) SELECT DISTINCT key.subject, key.class, $3::bytea FROM data_keys AS key
         JOIN unnest($1::bytea[], $2::text[]) AS wanted (subject, class) USING (subject, class) ON CONFLICT DO NOTHING";
    tx.execute(query(sql).bind(subjects).bind(classes).bind(&cause.as_bytes()[..])).await?;
    Ok(())
}

pub(super) async fn carried_out(tx: &mut Transaction, gone: &[Whose]) -> Result<(), KeysError> {
    let (subjects, classes) = columns_of(gone);
    let sql = "DELETE FROM postponed USING unnest($1::bytea[], $2::text[]) AS gone (subject, class)
               WHERE postponed.subject = gone.subject AND postponed.class = gone.class";
    tx.execute(query(sql).bind(subjects).bind(classes)).await?;
    Ok(())
}

pub(super) async fn postponed(tx: &mut Transaction) -> Result<Vec<(Whose, ErasureId)>, KeysError> {
    let sql = "SELECT subject, class, cause FROM postponed WHERE NOT EXISTS (SELECT 1 FROM holds
               WHERE over IS NULL AND holds.subject = postponed.subject AND holds.class = postponed.class)
               ORDER BY subject, class";
    let read = |row: &PgRow| Ok((whose(row)?, ErasureId::from_bytes(row.try_get(2)?)));
    tx.fetch_all(sql).await?.iter().map(read).collect()
}
