//! Writing the table of sealed parts anew, so that what was deleted is in no file of it any more. A deletion leaves its bytes in the page, and VACUUM moves
//! rows about without clearing what was under them.
//!
//! The next table is filled beside the present one while appends, reads and purges go on, and then takes its name.

use super::super::{LogError, Residue};
use super::fault::{late, unavailable};
use super::schema;
use domain::Timestamp;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection, Executor, Row};
use std::time::Duration;

/// One node renews at a time: "renew" in letters of eight bits.
const ALONE: i64 = 0x72_656e_6577;

/// A purge and a batch take turns, so that no batch brings back what is being deleted: "purge" in letters of eight bits.
const TURN: i64 = 0x70_7572_6765;

/// What a purge does first in its transaction.
pub(super) const PURGES: &str = "SELECT pg_advisory_xact_lock_shared(483006768997)";

/// Positions copied at once: a purge in between waits no longer than for these.
const BATCH: i64 = 5_000;

/// How often the swap asks for its lock, each time for a second: whoever asks after it waits that long.
const TRIES: u32 = 10;

/// What an earlier run has left, if it was cut short.
const ABANDON: &str = "
    DROP TRIGGER IF EXISTS log_sealed_added ON anteroom_log.log_sealed;
    DROP TRIGGER IF EXISTS log_sealed_removed ON anteroom_log.log_sealed;
    DROP TABLE IF EXISTS anteroom_log.log_sealed_next";

/// From its commit on, what is added and deleted goes into both tables. No append is under way while it holds its lock.
const BEGIN: &str = "
    LOCK TABLE anteroom_log.log_sealed IN SHARE ROW EXCLUSIVE MODE;
    CREATE TABLE anteroom_log.log_sealed_next (LIKE anteroom_log.log_sealed INCLUDING CONSTRAINTS INCLUDING STORAGE);
    ALTER TABLE anteroom_log.log_sealed_next ADD PRIMARY KEY (position, part);
    ALTER TABLE anteroom_log.log_sealed_next ALTER COLUMN ciphertext SET STATISTICS 0;
    CREATE TRIGGER log_sealed_added AFTER INSERT ON anteroom_log.log_sealed
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION anteroom_log.both();
    CREATE TRIGGER log_sealed_removed AFTER DELETE ON anteroom_log.log_sealed
        REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION anteroom_log.both();
    ALTER TABLE anteroom_log.log_sealed ENABLE ALWAYS TRIGGER log_sealed_added;
    ALTER TABLE anteroom_log.log_sealed ENABLE ALWAYS TRIGGER log_sealed_removed";

const COPY: &str = "
    INSERT INTO anteroom_log.log_sealed_next (position, part, key, ciphertext)
    SELECT position, part, key, ciphertext FROM anteroom_log.log_sealed WHERE position > $1 AND position <= $2 ORDER BY position, part";

/// Made at the end, and concurrently: that waits until nobody reads by a snapshot older than the copy, such as a dump's, which would miss rows in the next table.
const INDEX: &str = "CREATE INDEX CONCURRENTLY log_sealed_next_key ON anteroom_log.log_sealed_next (key)";

/// Rights that somebody was given on the table are given on the next one.
const SWAP: &str = "
    LOCK TABLE anteroom_log.log_sealed IN ACCESS EXCLUSIVE MODE;
    DO $$ DECLARE a record; BEGIN
        FOR a IN SELECT privilege_type, is_grantable, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee
            FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = 'anteroom_log.log_sealed'::regclass AND grantee <> relowner
        LOOP
            EXECUTE format('GRANT %s ON anteroom_log.log_sealed_next TO %s %s', a.privilege_type, a.grantee,
                CASE WHEN a.is_grantable THEN 'WITH GRANT OPTION' ELSE '' END);
        END LOOP;
    END $$;
    DROP TABLE anteroom_log.log_sealed;
    ALTER TABLE anteroom_log.log_sealed_next RENAME TO log_sealed;
    ALTER INDEX anteroom_log.log_sealed_next_pkey RENAME TO log_sealed_pkey;
    ALTER INDEX anteroom_log.log_sealed_next_key RENAME TO log_sealed_key;
    CREATE TRIGGER log_sealed_no_change BEFORE UPDATE OR TRUNCATE ON anteroom_log.log_sealed
        FOR EACH STATEMENT EXECUTE FUNCTION anteroom_log.refuse('a sealed part is never changed');
    ALTER TABLE anteroom_log.log_sealed ENABLE ALWAYS TRIGGER log_sealed_no_change";

/// What deletions have left, as the database itself can tell.
pub(super) async fn residue(connection: &mut PgConnection) -> sqlx::Result<Residue> {
    let sql = "SELECT deleted - gone, renewed, pg_total_relation_size('anteroom_log.log_sealed'),
            current_setting('wal_recycle') = 'on', current_setting('archive_mode') <> 'off',
            (SELECT count(*) FROM pg_replication_slots) + (SELECT count(*) FROM pg_stat_replication)
        FROM anteroom_log.log_purges";
    let row = connection.fetch_one(sql).await?;
    let mut beyond = Vec::new();
    if row.try_get::<bool, _>(3)? {
        beyond.push("wal_recycle is on: deleted parts stay in recycled files of the write-ahead log until those are written over");
    }
    if row.try_get::<bool, _>(4)? {
        beyond.push(
            "the write-ahead log is archived: what was written before a deletion holds what was deleted",
        );
    }
    if row.try_get::<i64, _>(5)? > 0 {
        beyond.push("there are replicas or replication slots: they hold what was deleted until they have caught up and recycled their own write-ahead logs");
    }
    Ok(Residue {
        parts: row.try_get::<i64, _>(0)? as u64,
        renewed: row.try_get(1)?,
        bytes: row.try_get::<i64, _>(2)? as u64,
        beyond,
    })
}

/// Writes the table anew. Where another node is at it, nothing is done.
pub(super) async fn renew(options: &PgConnectOptions, now: Timestamp) -> Result<(), LogError> {
    let mut connection = schema::connect(options).await?;
    let done = alone(&mut connection, now).await;
    // Its end lets go of the lock, whatever has become of it.
    drop(connection.close().await);
    done.map_err(|error| unavailable(&error))
}

async fn alone(connection: &mut PgConnection, now: Timestamp) -> sqlx::Result<()> {
    connection.execute("SET statement_timeout = 0; SET lock_timeout = '5s'").await?;
    let asked = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)").bind(ALONE);
    if !asked.fetch_one(&mut *connection).await? {
        return Ok(());
    }
    let done = in_order(connection, now).await;
    if done.is_err() {
        // Appends need not go into both any longer. A connection that is gone leaves that to the next run.
        drop(connection.execute(ABANDON).await);
    }
    done
}

async fn in_order(connection: &mut PgConnection, now: Timestamp) -> sqlx::Result<()> {
    connection.execute(ABANDON).await?;
    let mut tx = connection.begin().await?;
    tx.execute(BEGIN).await?;
    let sql = "SELECT deleted, (SELECT position FROM anteroom_log.log_head) FROM anteroom_log.log_purges";
    let row = tx.fetch_one(sql).await?;
    let (deleted, head): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
    tx.commit().await?;

    let mut after = 0;
    while after < head {
        let last = head.min(after + BATCH);
        let mut tx = connection.begin().await?;
        tx.execute(sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(TURN)).await?;
        tx.execute(sqlx::query(COPY).bind(after).bind(last)).await?;
        tx.commit().await?;
        after = last;
    }
    connection.execute(INDEX).await?;
    swap(connection, deleted, now).await?;
    // The files of the old table go with a checkpoint. Without the right to ask for one they go with the next.
    match connection.execute("CHECKPOINT").await {
        Err(sqlx::Error::Database(refused)) if refused.code().as_deref() == Some("42501") => Ok(()),
        done => done.map(drop),
    }
}

async fn swap(connection: &mut PgConnection, deleted: i64, now: Timestamp) -> sqlx::Result<()> {
    connection.execute("SET lock_timeout = '1s'").await?;
    for _ in 0..TRIES {
        let mut tx = connection.begin().await?;
        match tx.execute(SWAP).await {
            // 55P03: a reader is in the way.
            Err(sqlx::Error::Database(refused)) if refused.code().as_deref() == Some("55P03") => {
                tx.rollback().await?;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            done => {
                done?;
                let told = sqlx::query("UPDATE anteroom_log.log_purges SET gone = $1, renewed = $2");
                tx.execute(told.bind(deleted).bind(now.timestamp_micros())).await?;
                return tx.commit().await;
            }
        }
    }
    Err(late())
}
