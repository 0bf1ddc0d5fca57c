//! The letters that wait beside a log in PostgreSQL.

use super::super::Waiting;
use super::read::Fault;
use sqlx::{PgPool, Row};

pub(super) async fn all(pool: &PgPool, follower: &str) -> Result<Vec<Waiting>, Fault> {
    let sql = "SELECT position, recipient, tries, since, due FROM anteroom_log.log_waiting WHERE follower = $1 ORDER BY position, recipient";
    let rows = sqlx::query(sql).bind(follower).fetch_all(pool).await?;
    let letter = |row: &sqlx::postgres::PgRow| {
        let recipient: Vec<u8> = row.try_get(1)?;
        let (tries, since, due) = (row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
        Waiting::of(row.try_get(0)?, &recipient, tries, since, due).map_err(Fault::Log)
    };
    rows.iter().map(letter).collect()
}

pub(super) async fn keep(pool: &PgPool, follower: &str, letters: &[Waiting]) -> Result<(), Fault> {
    let sql = "INSERT INTO anteroom_log.log_waiting (follower, position, recipient, tries, since, due) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (follower, position, recipient) DO UPDATE SET tries = excluded.tries, since = excluded.since, due = excluded.due";
    let mut tx = pool.begin().await?;
    for letter in letters {
        let (position, recipient, tries, since, due) = letter.row();
        let query = sqlx::query(sql).bind(follower).bind(position).bind(recipient);
        query.bind(tries).bind(since).bind(due).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}

pub(super) async fn forget(pool: &PgPool, follower: &str, letters: &[Waiting]) -> Result<(), Fault> {
    let sql = "DELETE FROM anteroom_log.log_waiting WHERE follower = $1 AND position = $2 AND recipient = $3";
    let mut tx = pool.begin().await?;
    for letter in letters {
        let (position, recipient, ..) = letter.row();
        sqlx::query(sql).bind(follower).bind(position).bind(recipient).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}
