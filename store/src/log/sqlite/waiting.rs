//! The letters that wait beside a log in SQLite.

use super::super::{LogError, Waiting};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

pub(super) fn all(connection: &Connection, follower: &str) -> Result<Vec<Waiting>, LogError> {
    let sql = "SELECT position, recipient, tries, since, due FROM log_waiting WHERE follower = ?1 ORDER BY position, recipient";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([follower])?;
    let mut letters = Vec::new();
    while let Some(row) = rows.next()? {
        let recipient: Vec<u8> = row.get(1)?;
        letters.push(Waiting::of(row.get(0)?, &recipient, row.get(2)?, row.get(3)?, row.get(4)?)?);
    }
    Ok(letters)
}

pub(super) fn keep(connection: &Connection, follower: &str, letters: &[Waiting]) -> Result<u64, LogError> {
    let sql = "INSERT INTO log_waiting (follower, position, recipient, tries, since, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (follower, position, recipient) DO UPDATE SET tries = excluded.tries, since = excluded.since, due = excluded.due";
    let tx = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    for letter in letters {
        let (position, recipient, tries, since, due) = letter.row();
        tx.execute(sql, params![follower, position, recipient, tries, since, due])?;
    }
    tx.commit()?;
    Ok(letters.len() as u64)
}

pub(super) fn forget(connection: &Connection, follower: &str, letters: &[Waiting]) -> Result<u64, LogError> {
    let sql = "DELETE FROM log_waiting WHERE follower = ?1 AND position = ?2 AND recipient = ?3";
    let tx = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    for letter in letters {
        let (position, recipient, ..) = letter.row();
        tx.execute(sql, params![follower, position, recipient])?;
    }
    tx.commit()?;
    Ok(letters.len() as u64)
}
