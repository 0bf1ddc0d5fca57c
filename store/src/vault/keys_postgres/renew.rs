//! Writing the table of keys anew, so that rows of destroyed keys are in no file of it any more. A deletion or a new clock leaves the old row in its page, and VACUUM
//! moves rows about without clearing what was under them.
//!
//! The next table is filled beside the present one while calls go on, and then takes its name.

use super::transaction::Lock;
use crate::postgres::late;
use crate::vault::keys::KeysError;
use crate::vault::residue::KeyResidue;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection, Executor, Row, query};
use std::time::Duration;

/// One node renews at a time: "keynew" in letters of eight bits.
const ALONE: i64 = 0x6b65_796e_6577;

/// Keys copied at once: a write in between waits no longer than for these.
const BATCH: i64 = 5_000;

/// How often the swap asks for its lock, each time for a second: whoever asks after it waits that long.
const TRIES: u32 = 10;

/// What an earlier run has left, if it was cut short. Whoever reads keys while something long holds their table, as a dump does, waits for a second and no longer.
const ABANDON: &str = "
    SET LOCAL lock_timeout = '1s';
    DROP TRIGGER IF EXISTS data_keys_both ON data_keys;
    DROP TABLE IF EXISTS data_keys_next";

/// From its commit on, what is written goes into both. Clocks are kept out of the planner's statistics.
const BEGIN: &str = "
    CREATE TABLE data_keys_next (LIKE data_keys INCLUDING CONSTRAINTS INCLUDING STORAGE);
    ALTER TABLE data_keys_next ADD PRIMARY KEY (subject, class);
    CREATE INDEX data_keys_next_due ON data_keys_next (due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX data_keys_next_organisation ON data_keys_next (organisation, class);
    ALTER TABLE data_keys_next ALTER COLUMN starts_at SET STATISTICS 0, ALTER COLUMN due_at SET STATISTICS 0;
    CREATE TRIGGER data_keys_both AFTER INSERT OR UPDATE OR DELETE ON data_keys FOR EACH ROW EXECUTE FUNCTION write_both();
    ALTER TABLE data_keys ENABLE ALWAYS TRIGGER data_keys_both";

/// The next keys after one, with the last of them. What was written meanwhile is there already.
const COPY: &str = "
    WITH batch AS (
        SELECT subject, class, key, organisation, starts_at, due_at FROM data_keys
        WHERE (subject, class) > ($1, $2) ORDER BY subject, class LIMIT $3),
    copied AS (
        INSERT INTO data_keys_next (subject, class, key, organisation, starts_at, due_at)
        SELECT subject, class, key, organisation, starts_at, due_at FROM batch ON CONFLICT DO NOTHING)
    SELECT subject, class FROM batch ORDER BY subject DESC, class DESC LIMIT 1";

/// Rights that somebody was given on the table are given on the next one.
const SWAP: &str = "
    SET LOCAL lock_timeout = '1s';
    LOCK TABLE data_keys IN ACCESS EXCLUSIVE MODE;
    DO $$ DECLARE a record; BEGIN
        FOR a IN SELECT privilege_type, is_grantable, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee
            FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = 'anteroom_keys.data_keys'::regclass AND grantee <> relowner
        LOOP
            EXECUTE format('GRANT %s ON anteroom_keys.data_keys_next TO %s %s', a.privilege_type, a.grantee,
                CASE WHEN a.is_grantable THEN 'WITH GRANT OPTION' ELSE '' END);
        END LOOP;
    END $$;
    DROP TABLE data_keys;
    ALTER TABLE data_keys_next RENAME TO data_keys;
    ALTER INDEX data_keys_next_pkey RENAME TO data_keys_pkey;
    ALTER INDEX data_keys_next_due RENAME TO data_keys_due;
    ALTER INDEX data_keys_next_organisation RENAME TO data_keys_organisation";

/// What destroyed keys have left, as the database itself can tell. Tombstones only ever grow in number, so that how many were there when a renewal began tells what it
/// has cleaned.
pub(super) async fn residue(connection: &mut PgConnection) -> Result<KeyResidue, KeysError> {
    let sql =
        "SELECT (SELECT count(*) FROM tombstones) - gone, pg_total_relation_size('anteroom_keys.data_keys'),
            current_setting('wal_recycle') = 'on', current_setting('archive_mode') <> 'off',
            (SELECT count(*) FROM pg_replication_slots) + (SELECT count(*) FROM pg_stat_replication)
        FROM key_files";
    let row = connection.fetch_one(sql).await?;
    let mut beyond = Vec::new();
    if row.try_get::<bool, _>(2)? {
        beyond.push("wal_recycle is on: rows of destroyed keys stay in recycled files of the write-ahead log until those are written over");
    }
    if row.try_get::<bool, _>(3)? {
        beyond.push("the write-ahead log is archived: what was written before a key was destroyed tells whose it was, and when");
    }
    if row.try_get::<i64, _>(4)? > 0 {
        beyond.push("there are replicas or replication slots: they hold rows of destroyed keys until they have caught up and recycled their own write-ahead logs");
    }
    let rows = u64::try_from(row.try_get::<i64, _>(0)?).unwrap_or(0);
    Ok(KeyResidue { rows, bytes: row.try_get::<i64, _>(1)?.cast_unsigned(), beyond })
}

/// Writes the table anew. Where another node is at it, nothing is done.
pub(super) async fn renew(options: &PgConnectOptions) -> Result<(), KeysError> {
    let mut connection = super::schema::connect(options).await?;
    let done = alone(&mut connection).await;
    // Its end lets go of the lock, whatever has become of it.
    drop(connection.close().await);
    Ok(done?)
}

async fn alone(connection: &mut PgConnection) -> sqlx::Result<()> {
    connection.execute("SET statement_timeout = 0").await?;
    let asked = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)").bind(ALONE);
    if !asked.fetch_one(&mut *connection).await? {
        return Ok(());
    }
    let done = in_order(connection).await;
    if done.is_err() {
        // Writes need not go into both any longer. A connection that is gone leaves that to the next run; one whose lock was late is in a transaction that failed.
        drop(connection.execute("ROLLBACK").await);
        drop(connection.execute(ABANDON).await);
    }
    done
}

async fn in_order(connection: &mut PgConnection) -> sqlx::Result<()> {
    connection.execute(ABANDON).await?;
    let mut tx = connection.begin_with(Lock::Carry.begin()).await?;
    tx.execute(BEGIN).await?;
    let destroyed: i64 = tx.fetch_one("SELECT count(*) FROM tombstones").await?.try_get(0)?;
    tx.commit().await?;

    let (mut subject, mut class): (Vec<u8>, String) = Default::default();
    loop {
        let mut tx = connection.begin_with(Lock::Carry.begin()).await?;
        let last = tx.fetch_optional(query(COPY).bind(&subject).bind(&class).bind(BATCH)).await?;
        tx.commit().await?;
        let Some(last) = last else { break };
        (subject, class) = (last.try_get(0)?, last.try_get(1)?);
    }
    swap(connection, destroyed).await?;
    // The files of the old table go with a checkpoint. Without the right to ask for one they go with the next.
    match connection.execute("CHECKPOINT").await {
        Err(sqlx::Error::Database(refused)) if refused.code().as_deref() == Some("42501") => Ok(()),
        done => done.map(drop),
    }
}

async fn swap(connection: &mut PgConnection, destroyed: i64) -> sqlx::Result<()> {
    for _ in 0..TRIES {
        // 55P03: somebody is in the way, such as a dump.
        let in_the_way = |error: &sqlx::Error| match error {
            sqlx::Error::Database(refused) => refused.code().as_deref() == Some("55P03"),
            _ => false,
        };
        let swapped = async {
            let mut tx = connection.begin_with(Lock::Epochs.begin()).await?;
            tx.execute(SWAP).await?;
            tx.execute(query("UPDATE key_files SET gone = greatest(gone, $1)").bind(destroyed)).await?;
            tx.commit().await
        };
        match swapped.await {
            Err(error) if in_the_way(&error) => tokio::time::sleep(Duration::from_secs(1)).await,
            done => return done,
        }
    }
    Err(late())
}
