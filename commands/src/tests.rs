//! A log, a vault and a mailbox of one test, at a clock that it turns.

use crate::deps::Deps;
use crate::reaction::{Change, LetterKind, Told, Words};
use chrono::TimeDelta;
use domain::time::Day;
use domain::{Class, ErasureId, Language, OrganisationId, SubjectId, Timestamp};
use gateways::criipto::sandbox::Sandbox;
use gateways::mail::Sender;
use gateways::mail::mailbox::Mailbox;
use gateways::sms::outbox::Outbox;
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use store::log::{Acknowledge, SqliteLog};
use store::vault::{FileRoot, Parts, Sealing, SqliteKeys};
use store::{Clock, Entropy, Log, LogReader, Vault};

/// A clock that begins at ten in the morning.
#[derive(Default)]
struct Turned(AtomicI64);

impl Clock for Turned {
    fn now(&self) -> Timestamp {
        let began: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
        began + TimeDelta::seconds(self.0.load(Ordering::Relaxed))
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

/// Letters that say nothing.
pub(crate) struct NoWords;

impl Words for NoWords {
    fn letter(&self, _: LetterKind, _: Language, _: &str, _: &str) -> (String, String) {
        Default::default()
    }

    fn agreement_changed(&self, _: Language, _: &Change<'_>) -> (String, String) {
        Default::default()
    }

    fn ending(&self, _: Language, _: &str, _: Day, _: &str) -> (String, String) {
        Default::default()
    }

    fn trial_ends(&self, _: Language, _: &str, _: Day, _: &str) -> (String, String) {
        Default::default()
    }

    fn code(&self, _: Language, _: &str, _: &str) -> (String, String) {
        Default::default()
    }

    fn code_text(&self, _: Language, _: &str) -> String {
        String::new()
    }

    fn somebody_waits(&self, _: Language, _: &str) -> String {
        String::new()
    }

    fn to_visitor(&self, told: &Told<'_>) -> (String, String) {
        (String::new(), told.link.unwrap_or_default().to_owned())
    }

    fn entry(&self, _: &Told<'_>) -> (String, String) {
        Default::default()
    }

    fn text_message(&self, _: &Told<'_>) -> String {
        String::new()
    }
}

pub(crate) struct House {
    folder: PathBuf,
    clock: Arc<Turned>,
    pub(crate) deps: Deps,
}

impl Drop for House {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

pub(crate) async fn house(name: &str) -> House {
    let folder = std::env::temp_dir().join(format!("anteroom-commands-{name}-{}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let (entropy, clock) = (Counting::default(), Arc::new(Turned::default()));
    let log = Arc::new(SqliteLog::open(&folder.join("log.db"), [9; 16], Acknowledge::default()).unwrap());
    let parts = Parts {
        keys: Arc::new(SqliteKeys::open(&folder.join("keys.db"), None, log.id()).unwrap()),
        root: Arc::new(FileRoot::open(&folder.join("root"), entropy.clone()).unwrap()),
        log: log.clone() as Arc<dyn Log>,
        clock: clock.clone(),
        entropy: Arc::new(entropy.clone()),
        sealing: Sealing::On,
    };
    let deps = Deps {
        vault: Arc::new(Vault::open(parts).await.unwrap()),
        log,
        clock: clock.clone(),
        entropy: Arc::new(entropy),
        mailer: Arc::new(Mailbox::new(20)),
        texter: Arc::new(Outbox::new(20)),
        sender: Sender { name: "Anteroom".into(), address: "anteroom@a.example".parse().unwrap() },
        eid: Some(Arc::new(Sandbox::new("https://a.example"))),
        trial_days: 0,
        origin: "https://a.example".into(),
    };
    House { folder, clock, deps }
}

impl House {
    /// Turns the clock forward, by minutes.
    pub(crate) fn turn(&self, minutes: i64) {
        self.turn_by(60 * minutes);
    }

    /// The same, by seconds.
    pub(crate) fn turn_by(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// A visit's key, minted and destroyed; the log tells of it.
    pub(crate) async fn destroyed(&self, n: u8, cause: Option<ErasureId>) {
        let whose = (SubjectId::from_bytes([n; 16]), Class::Visit);
        self.deps.vault.mint(whose, OrganisationId::from_bytes([4; 16]), None, None).await.unwrap();
        crate::erasure::destroy(&self.deps, vec![whose], cause).await.unwrap();
    }

    /// Reads or changes one value of the key table by hand.
    pub(crate) fn keys(&self, sql: &str) -> String {
        let keys = rusqlite::Connection::open(self.folder.join("keys.db")).unwrap();
        let value: rusqlite::types::Value = keys.query_row(sql, [], |row| row.get(0)).unwrap();
        match value {
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        }
    }
}
