//! The contract of the key table: the same tests on every engine, and what only several nodes or a module can be asked.

mod contract;
mod copy;
mod nodes;
mod pkcs11;
mod ready;
mod residue;
mod steps;
mod vaults;

use chrono::TimeDelta;
use domain::log::{Destruction, Nodes};
use domain::{Class, KeyId, OrganisationId, SubjectId, Timestamp};
use std::sync::Arc;
use store::vault::{KeyTable, KeysError, Lookup, NewKey, PostgresKeys, SqliteKeys, Tagged, Whose};
use tests::Outcome;
use tests::folder::Folder;
use tests::postgres::{Cluster, Database};

/// Makes a test of each contract on each engine.
macro_rules! on_every_engine {
    ($($contract:ident),+ $(,)?) => {
        mod sqlite {
            use crate::keys::Engine;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $contract() -> tests::Outcome {
                super::$contract(&Engine::sqlite(false)?).await
            })+
        }
        mod two_files {
            use crate::keys::Engine;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $contract() -> tests::Outcome {
                super::$contract(&Engine::sqlite(true)?).await
            })+
        }
        mod postgres {
            use crate::keys::Engine;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $contract() -> tests::Outcome {
                tests::needs!("a contract of the key table on PostgreSQL", tests::program::Program::Postgres);
                super::$contract(&Engine::postgres()?).await
            })+
        }
    };
}
use on_every_engine;

/// The log that the table belongs to.
const LOG: [u8; 16] = [0xb3; 16];

/// Where a key table lies; it can be opened more than once.
enum Engine {
    Sqlite { folder: Folder, copied: bool },
    Postgres(Database),
}

impl Engine {
    fn sqlite(copied: bool) -> Outcome<Self> {
        Ok(Self::Sqlite { folder: Folder::new("keys")?, copied })
    }

    fn postgres() -> Outcome<Self> {
        Ok(Self::Postgres(Cluster::shared()?.database()?))
    }

    async fn open_as(&self, log: [u8; 16]) -> Result<Arc<dyn KeyTable>, KeysError> {
        Ok(match self {
            Self::Sqlite { folder, copied } => {
                let copy = copied.then(|| folder.path().join("copy.db"));
                Arc::new(SqliteKeys::open(&folder.path().join("keys.db"), copy.as_deref(), log)?)
            }
            Self::Postgres(database) => Arc::new(PostgresKeys::open(&database.url(), log).await?),
        })
    }

    async fn open(&self) -> Result<Arc<dyn KeyTable>, KeysError> {
        self.open_as(LOG).await
    }

    /// Whether there is a table, in any of its files.
    async fn is_there(&self) -> Result<bool, KeysError> {
        match self {
            Self::Sqlite { folder, copied } => {
                let copy = copied.then(|| folder.path().join("copy.db"));
                SqliteKeys::is_there(&folder.path().join("keys.db"), copy.as_deref())
            }
            Self::Postgres(database) => PostgresKeys::is_there(&database.url()).await,
        }
    }

    /// A new table with its first epoch.
    async fn begun(&self) -> Result<Arc<dyn KeyTable>, KeysError> {
        let keys = self.open().await?;
        keys.begin_epoch(0, b"table key 0".to_vec()).await?;
        Ok(keys)
    }
}

fn subject(n: u8) -> SubjectId {
    SubjectId::from_bytes([n; 16])
}

/// The visit's key of this subject.
fn visit(n: u8) -> Whose {
    (subject(n), Class::Visit)
}

fn house() -> OrganisationId {
    OrganisationId::from_bytes([0x0a; 16])
}

/// Minutes after some morning.
fn at(minutes: i64) -> Timestamp {
    let morning: Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
    morning + TimeDelta::minutes(minutes)
}

/// What stands for the wrap of a data key in an epoch.
fn wrap(whose: Whose, epoch: u64) -> Vec<u8> {
    format!("{} {} in {epoch}", whose.0, whose.1.name()).into_bytes()
}

/// A key of this subject and class, wrapped for these epochs.
fn key_of((subject, class): Whose, epochs: &[u64]) -> NewKey {
    let mut id = *subject.as_bytes();
    id[15] = class.name().len() as u8;
    NewKey {
        subject,
        class,
        key: KeyId::from_bytes(id),
        organisation: house(),
        starts_at: None,
        due_at: None,
        wraps: epochs.iter().map(|epoch| (*epoch, wrap((subject, class), *epoch))).collect(),
    }
}

/// The tag of an address in an epoch.
fn tag(address: u8, epoch: u64) -> [u8; 32] {
    let mut tag = [address; 32];
    tag[31] = epoch as u8;
    tag
}

fn tagged(address: u8, epoch: u64) -> Tagged {
    Tagged { epoch, tag: tag(address, epoch), wrapped: vec![address, epoch as u8] }
}

fn lookup(kind: &'static str, address: u8, of: SubjectId, epochs: &[u64]) -> Lookup {
    let tagged = epochs.iter().map(|epoch| tagged(address, *epoch)).collect();
    Lookup { kind, subject: of, tagged }
}

/// Carries all that is there, one row at a time.
async fn carry_all(keys: &dyn KeyTable, next: u64) -> Result<(), KeysError> {
    let mut after = None;
    while let Some(row) = keys.batch(after, 1).await?.pop() {
        let whose = (row.subject, row.class);
        keys.carry(next, vec![(whose, wrap(whose, next))]).await?;
        after = Some(whose);
    }
    let mut after = None;
    while let Some(row) = keys.lookup_batch(after, 1).await?.pop() {
        keys.carry_lookups(vec![(row.tag, tagged(row.tag[0], next))]).await?;
        after = Some(row.tag);
    }
    Ok(())
}

/// The whole of a roll, as a vault takes its steps.
async fn roll(keys: &dyn KeyTable, next: u64) -> Result<(), KeysError> {
    keys.begin_epoch(next, b"another table key".to_vec()).await?;
    carry_all(keys, next).await?;
    keys.switch(next).await?;
    keys.end_epoch(next - 1, Destruction::File, Nodes::Answered).await
}

/// Fails unless the answer is this refusal.
macro_rules! refused {
    ($answer:expr, $refusal:pat) => {
        let answer = $answer;
        assert!(matches!(answer, Err($refusal)), "{:?} is not {}", answer.err(), stringify!($refusal));
    };
}
use refused;
