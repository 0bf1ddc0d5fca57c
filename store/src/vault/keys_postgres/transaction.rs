//! One call is one transaction, and who waits for whom is settled by the locks that it begins with.

use super::CONNECTIONS;
use crate::postgres::lost;
use crate::vault::keys::KeysError;
use sqlx::{Executor, PgPool, Postgres};
use std::collections::BTreeSet;

pub(super) type Transaction = sqlx::Transaction<'static, Postgres>;

/// What a call does, as far as others must wait for it. Advisory locks, in this order: they queue fairly, so that a roll is not starved by writers, and
/// leave no trace on the disk. Each is taken by a statement before the first that looks, so that what is seen then stays true until the commit.
#[derive(Clone, Copy)]
pub(super) enum Lock {
    /// Reads: waits for steps of a roll that change what the epochs are.
    Read,
    /// Writes rows of some subjects: waits for what a roll is carrying, too.
    Write,
    /// Carries rows into the next epoch: waits for writers, and they for it. Readers go on.
    Carry,
    /// Changes what the epochs are, alone.
    Epochs,
}

impl Lock {
    /// 1: what the epochs are; 2: the rows. The first number of each is "keys" in letters of eight bits; [`buckets`] counts on from 16.
    pub(super) fn begin(self) -> &'static str {
        match self {
            Self::Read => "BEGIN; SELECT pg_advisory_xact_lock_shared(1801812339, 1)",
            Self::Write => {
                "BEGIN; SELECT pg_advisory_xact_lock_shared(1801812339, 1); SELECT pg_advisory_xact_lock_shared(1801812339, 2)"
            }
            Self::Carry => {
                "BEGIN; SELECT pg_advisory_xact_lock_shared(1801812339, 1); SELECT pg_advisory_xact_lock(1801812339, 2)"
            }
            Self::Epochs => "BEGIN; SELECT pg_advisory_xact_lock(1801812339, 1)",
        }
    }
}

/// Takes turns with whoever takes a lease: 3.
pub(super) const LEASES: &str = "BEGIN; SELECT pg_advisory_xact_lock(1801812339, 3)";

/// Begins; on a connection that turns out to be dead, once more on another, since nothing has happened yet.
pub(super) async fn begin(pool: &PgPool, lock: Lock) -> Result<Transaction, KeysError> {
    let mut dead = 0;
    loop {
        match pool.begin_with(lock.begin()).await {
            Err(error) if lost(&error) && dead < CONNECTIONS => dead += 1,
            begun => return Ok(begun?),
        }
    }
}

/// Takes turns with whoever writes rows that begin with the same bytes, in the bytes' order, so that nobody waits in a circle.
pub(super) async fn buckets(tx: &mut Transaction, bytes: impl Iterator<Item = u8>) -> Result<(), KeysError> {
    let bytes: BTreeSet<u8> = bytes.collect();
    let numbers: Vec<i32> = bytes.into_iter().map(|byte| 16 + i32::from(byte)).collect();
    let sql = "SELECT pg_advisory_xact_lock(1801812339, number) FROM unnest($1::int[]) AS number";
    tx.execute(sqlx::query(sql).bind(numbers)).await?;
    Ok(())
}
