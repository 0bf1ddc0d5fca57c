//! A log, a vault and read models of one test, in a folder or a database of its own.

use crate::ReadModels;
use crate::cell::Cell;
use crate::database::fetch;
use crate::projections;
use domain::log::{Cause, DestroyedKey};
use domain::text::PersonName;
use domain::time::Day;
use domain::visit::{Act, Consent, Event as Visit, ForWhom, Form, Side, Technical, TokenHash};
use domain::{
    Class, CommandId, MemberId, OrganisationId, Personal, Retention, StreamName, SubjectId, Timestamp,
    VisitId,
};
use domain::{ErasureId, access, log};
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::any::AnyPoolOptions;
use sqlx::{Executor, Row};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use store::log::{Acknowledge, SqliteLog};
use store::vault::{FileRoot, Parts, Sealing, SqliteKeys};
use store::{Clock, Entropy, Expected, LogReader, LogWriter, NewRecord, Vault, codec};

pub(super) const PATIENCE: Duration = Duration::from_secs(30);

pub(super) fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

pub(super) fn today() -> Day {
    domain::time::day(now())
}

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        now()
    }
}

/// Distinct bytes, not random ones.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicU64>);

impl Entropy for Counting {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let n = self.0.fetch_add(1, Ordering::Relaxed);
            let block: [u8; 32] = Sha256::digest(n.to_be_bytes()).into();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

pub(super) struct House {
    folder: PathBuf,
    pub(super) url: String,
    pub(super) log: Arc<SqliteLog>,
    pub(super) vault: Vault,
    commands: AtomicU64,
}

impl Drop for House {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// One house an engine.
pub(super) async fn houses(name: &str) -> Vec<House> {
    let mut houses = vec![house(&format!("{name}-sqlite"), None).await];
    if let Ok(cluster) = std::env::var("ANTEROOM_TEST_POSTGRES") {
        let url = database(&cluster, name).await;
        houses.push(house(&format!("{name}-postgres"), Some(url)).await);
    }
    houses
}

/// A new database in the cluster, named after the test.
async fn database(cluster: &str, name: &str) -> String {
    sqlx::any::install_default_drivers();
    let pool = AnyPoolOptions::new().max_connections(1).connect(cluster).await.unwrap();
    let database = format!("read_{}", name.replace('-', "_"));
    pool.execute(format!("DROP DATABASE IF EXISTS {database}").as_str()).await.unwrap();
    pool.execute(format!("CREATE DATABASE {database}").as_str()).await.unwrap();
    pool.close().await;
    let (server, _) = cluster.rsplit_once('/').unwrap();
    format!("{server}/{database}")
}

async fn house(name: &str, url: Option<String>) -> House {
    let folder = std::env::temp_dir().join(format!("anteroom-read-{name}-{}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let entropy = Counting::default();
    let log = Arc::new(SqliteLog::open(&folder.join("log.db"), [9; 16], Acknowledge::default()).unwrap());
    let vault = Vault::open(Parts {
        keys: Arc::new(SqliteKeys::open(&folder.join("keys.db"), None, log.id()).unwrap()),
        root: Arc::new(FileRoot::open(&folder.join("root"), entropy.clone()).unwrap()),
        log: log.clone(),
        clock: Arc::new(Fixed),
        entropy: Arc::new(entropy),
        sealing: Sealing::On,
    });
    let vault = vault.await.unwrap();
    let url = url.unwrap_or_else(|| format!("sqlite:{}?mode=rwc", folder.join("read.db").display()));
    House { folder, url, log, vault, commands: AtomicU64::default() }
}

pub(super) fn organisation() -> OrganisationId {
    OrganisationId::from_bytes([4; 16])
}

pub(super) fn member(n: u8) -> MemberId {
    MemberId::from_bytes([100 + n; 16])
}

pub(super) fn visit(n: u8) -> VisitId {
    VisitId::from_bytes([n; 16])
}

/// A value of a visit.
pub(super) fn of<T: Serialize>(n: u8, value: &T) -> Personal<T> {
    Personal::new(visit(n).subject(), Class::Visit, value)
}

pub(super) fn act(n: u8) -> Personal<Act> {
    of(n, &Act { by: member(1), at: now() })
}

impl House {
    /// Where the rows lie on SQLite.
    pub(super) fn read_file(&self) -> PathBuf {
        self.folder.join("read.db")
    }

    pub(super) async fn open(&self) -> ReadModels {
        ReadModels::open(&self.url, self.log.clone()).await.unwrap()
    }

    /// Opens the read models and waits until they hold the whole log.
    pub(super) async fn caught_up(&self) -> ReadModels {
        let read = self.open().await;
        self.reach(&read).await;
        read
    }

    pub(super) async fn reach(&self, read: &ReadModels) {
        let head = self.log.head().await.unwrap();
        assert!(read.wait_for(head, PATIENCE).await, "{:?}", read.status().await);
    }

    /// Appends an event, its keys minted; returns its position.
    pub(super) async fn record<E: Serialize>(&self, stream: &StreamName, event: &E) -> u64 {
        for (part, _) in codec::split(event).unwrap().parts {
            self.vault.mint((part.subject, part.class), organisation(), None, None).await.unwrap();
        }
        let n = self.commands.fetch_add(1, Ordering::Relaxed);
        let record = self
            .vault
            .seal(stream, CommandId(uuid::Uuid::from_u128(n.into())).event(0), event)
            .await
            .unwrap();
        self.log.append(stream, Expected::Any, vec![record]).await.unwrap().position
    }

    /// Appends an event that nobody can read.
    pub(super) async fn nonsense(&self) -> u64 {
        let n = self.commands.fetch_add(1, Ordering::Relaxed);
        let record = NewRecord {
            id: CommandId(uuid::Uuid::from_u128(n.into())).event(0),
            kind: "visit.teleported.v1".into(),
            public: b"{}".to_vec(),
            seals: vec![],
        };
        self.log.append(&StreamName::new("visit", "x"), Expected::Any, vec![record]).await.unwrap().position
    }

    pub(super) async fn visit(&self, n: u8, event: &Visit) -> u64 {
        self.record(&domain::visit::stream(visit(n)), event).await
    }

    pub(super) async fn arrive(&self, n: u8, wanted: Option<ForWhom>) -> u64 {
        let name = PersonName::parse(&format!("Kari {n}")).unwrap();
        let form =
            Form { name, phone: None, professional: None, invitation: None, language: None, at: now() };
        let event = Visit::Arrived {
            visit: visit(n),
            organisation: organisation(),
            day: today(),
            retention: Retention::SevenDays,
            token: TokenHash(format!("token {n}")),
            wanted,
            consent: Consent { notice: 2, basis: "GDPR Art. 6(1)(a)".into(), words: None },
            form: of(n, &form),
        };
        self.visit(n, &event).await
    }

    pub(super) async fn admit(&self, n: u8) {
        let (visit, organisation) = (visit(n), organisation());
        let professional = ForWhom(format!("tag {n}"));
        self.visit(n, &Visit::Admitted { visit, organisation, professional, act: act(n) }).await;
    }

    /// From the open room to the end of a connected call, with what both browsers measured.
    pub(super) async fn call(&self, n: u8) {
        let (visit, organisation) = (visit(n), organisation());
        self.visit(n, &Visit::CallStarted { visit, organisation, at: of(n, &now()) }).await;
        for side in [Side::Professional, Side::Visitor] {
            self.visit(n, &Visit::Joined { visit, organisation, side, at: of(n, &now()) }).await;
        }
        self.visit(n, &Visit::Connected { visit, organisation, act: act(n) }).await;
    }

    pub(super) async fn end(&self, n: u8) {
        let (visit, organisation) = (visit(n), organisation());
        let ended =
            Visit::CallEnded { visit, organisation, day: today(), connected: true, at: of(n, &now()) };
        self.visit(n, &ended).await;
        for side in [Side::Visitor, Side::Professional] {
            let technical = of(n, &Technical { at: now(), figures: serde_json::json!({ "loss": 0 }) });
            self.visit(n, &Visit::TechnicalRecorded { visit, organisation, side, technical }).await;
        }
        let counted = domain::organisation::count_call(organisation, today(), 301);
        self.record(&domain::organisation::calls(organisation), &counted).await;
        let month = domain::Month::of(now(), chrono_tz::UTC);
        let active = domain::member::Event::Active { member: member(1), organisation, month };
        self.record(&domain::member::stream(member(1)), &active).await;
    }

    /// Destroys a subject's key of a class in the table, and records it.
    pub(super) async fn destroy(&self, subject: SubjectId, class: Class, cause: Option<ErasureId>) -> u64 {
        let gone = self.vault.destroy(vec![(subject, class)], cause).await.unwrap();
        let keys = gone.iter().map(|gone| DestroyedKey { class: gone.class, key: gone.key }).collect();
        let cause = cause.map_or(Cause::Expired, |erasure| Cause::Commanded { erasure });
        let event = log::Event::KeysDestroyed {
            subject,
            organisation: organisation(),
            keys,
            cause,
            epoch: 0,
            day: today(),
            commitments: vec![],
        };
        self.record(&log::destructions(subject), &event).await
    }

    /// What the door shows of a sealed copy.
    pub(super) async fn shown<T: serde::de::DeserializeOwned>(&self, value: &Personal<T>) -> store::Shown<T> {
        let part = value.sealed().unwrap().0.clone();
        let access = store::Access {
            organisation: organisation(),
            viewer: access::Viewer::Visitor,
            purpose: access::Purpose::OwnVisit,
            reason: None,
            searched: None,
            request: "r".into(),
        };
        self.vault.disclose(access, vec![part]).await.unwrap().of(value)
    }

    /// Every column of every row of every live table, in order.
    pub(super) async fn dump(&self, read: &ReadModels) -> String {
        let mut out = String::new();
        let status = read.status().await.unwrap();
        let mut connection = read.inner.pool.acquire().await.unwrap();
        for (projection, status) in projections().iter().zip(status) {
            for table in projection.tables() {
                let key = table.columns[..table.key]
                    .iter()
                    .map(|(column, _)| *column)
                    .collect::<Vec<_>>()
                    .join(", ");
                let sql = table.select(&format!("ORDER BY {key}"));
                let sql = crate::database::of_generation(&sql, status.generation);
                writeln!(out, "{}", table.name).unwrap();
                for row in fetch(&mut connection, &sql, vec![]).await.unwrap() {
                    for (i, (column, of)) in table.columns.iter().enumerate() {
                        let cell = if of.starts_with("BIGINT") {
                            Cell::Number(row.get(i))
                        } else if of.starts_with("TEXT") {
                            Cell::Text(row.get(i))
                        } else {
                            Cell::Bytes(row.get(i))
                        };
                        writeln!(out, "  {column} {cell:?}").unwrap();
                    }
                }
            }
        }
        out
    }

    /// Deletes the read models, as an operator may.
    pub(super) async fn delete(&self) {
        match self.url.strip_prefix("sqlite:") {
            Some(path) => {
                let path = path.trim_end_matches("?mode=rwc");
                for end in ["", "-wal", "-shm"] {
                    drop(std::fs::remove_file(format!("{path}{end}")));
                }
            }
            None => self.by_hand("DROP SCHEMA anteroom_read CASCADE").await,
        }
    }

    /// Changes the read models behind their back.
    pub(super) async fn by_hand(&self, sql: &str) {
        let pool = AnyPoolOptions::new().max_connections(1).connect(&self.url).await.unwrap();
        let mut connection = pool.acquire().await.unwrap();
        if self.url.starts_with("postgres") {
            connection.execute("SET search_path = anteroom_read").await.unwrap();
        }
        connection.execute(sql).await.unwrap();
        drop(connection);
        pool.close().await;
    }
}
