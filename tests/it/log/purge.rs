//! What a purge leaves on the disk.

use super::{LOG, event, stream};
use domain::{Class, KeyId, SubjectId};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::log::{Acknowledge, Expected, Log, NewRecord, NewSeal, PostgresLog, SqliteLog};
use tests::folder::Folder;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::residue::found;
use tests::{Outcome, needs};
use tokio::task::JoinSet;

/// How many events; each has two sealed parts.
const EVENTS: u64 = 2_000;
/// Every so manieth key is destroyed.
const ERASED: u64 = 7;

/// What looks like a ciphertext: incompressible, and of one of the padded lengths. The longest do not fit a page.
fn ciphertext(n: u64, part: u8) -> Vec<u8> {
    let length = [336, 592, 1_104, 2_128, 9_000][(n % 97 % 5) as usize];
    (0_u64..).flat_map(|block| Sha256::digest(format!("{n} {part} {block}"))).take(length).collect()
}

fn key(n: u64) -> KeyId {
    KeyId::from_bytes(Sha256::digest(n.to_be_bytes())[..16].try_into().unwrap_or_default())
}

/// Of a key, what it sealed.
fn sealed(erased: bool) -> Vec<Vec<u8>> {
    (0..EVENTS)
        .filter(|n| (n / 3 % ERASED == 0) == erased)
        .flat_map(|n| [ciphertext(n, 0), ciphertext(n, 1)])
        .collect()
}

/// Three events in a row are of one key, as those of a visit are.
async fn fill(log: &Arc<dyn Log>) -> Outcome {
    let mut appends = JoinSet::new();
    for n in 0..EVENTS {
        let seals = (0..2)
            .map(|part| NewSeal {
                subject: SubjectId::from_bytes([1; 16]),
                class: Class::Visit,
                key: key(n / 3),
                ciphertext: ciphertext(n, part),
            })
            .collect();
        let (log, event) = (log.clone(), NewRecord { seals, ..event(n) });
        appends.spawn(async move {
            log.append(&stream(&format!("visit-{}", n / 3)), Expected::Any, vec![event]).await
        });
    }
    while let Some(append) = appends.join_next().await {
        append??;
    }
    Ok(())
}

fn erased() -> Vec<KeyId> {
    (0..=EVENTS / 3).filter(|n| n % ERASED == 0).map(key).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() -> Outcome {
    let folder = Folder::new("log")?;
    let log: Arc<dyn Log> =
        Arc::new(SqliteLog::open(&folder.path().join("log.db"), LOG, Acknowledge::AfterCommit)?);
    fill(&log).await?;
    eprintln!("before {:?}", found(folder.path(), &sealed(true))?);
    for key in erased() {
        log.purge(&[key]).await?;
    }
    eprintln!("after {:?}", found(folder.path(), &sealed(true))?);
    eprintln!("survivors {:?}", found(folder.path(), &sealed(false))?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() -> Outcome {
    needs!("what a purge leaves on PostgreSQL", Program::Postgres);
    let cluster = Cluster::start()?;
    let log: Arc<dyn Log> = Arc::new(PostgresLog::open(&cluster.url("postgres"), LOG).await?);
    fill(&log).await?;
    cluster.psql("postgres", "ANALYZE")?;
    cluster.flush()?;
    let look = |what: &str| -> Outcome {
        eprintln!("{what} {:?}", found(&cluster.data(), &sealed(true))?);
        Ok(())
    };
    look("before")?;
    for key in erased() {
        log.purge(&[key]).await?;
    }
    cluster.flush()?;
    look("deleted")?;
    cluster.psql("postgres", "VACUUM")?;
    cluster.flush()?;
    look("vacuumed")?;
    eprintln!("{:?}", log.residue().await?);
    log.renew(domain::Timestamp::from_timestamp_micros(7).unwrap_or_default()).await?;
    eprintln!("{:?}", log.residue().await?);
    look("renewed")?;
    cluster.psql("postgres", "SELECT pg_switch_wal()")?;
    cluster.flush()?;
    look("switched")?;
    cluster.psql("postgres", "ALTER SYSTEM SET wal_recycle = off")?;
    cluster.psql("postgres", "SELECT pg_reload_conf()")?;
    cluster.psql("postgres", "SELECT pg_switch_wal()")?;
    cluster.flush()?;
    look("no recycling")?;
    eprintln!("survivors {:?}", found(&cluster.data(), &sealed(false))?);
    Ok(())
}
