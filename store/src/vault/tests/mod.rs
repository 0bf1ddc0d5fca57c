//! The vault and its door over a real log and key table in a temporary folder.

mod copies;
mod roll;
mod standing;

use super::*;
use crate::codec;
use crate::log::{Acknowledge, Expected, LogReader, LogWriter, SqliteLog};
use domain::access::{Purpose, Viewer};
use domain::text::PersonName;
use domain::visit::{Consent, Event, Form, TokenHash};
use domain::{CommandId, EventId, Personal, Retention, StreamName, VisitId};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        "2026-11-21T10:00:00Z".parse().unwrap()
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

struct House {
    folder: std::path::PathBuf,
    log: Arc<SqliteLog>,
    vault: Vault,
}

impl Drop for House {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

async fn house(name: &str) -> House {
    let folder = std::env::temp_dir().join(format!("anteroom-vault-{name}-{}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let (log, vault) = open(&folder, Counting::default()).await.unwrap();
    House { folder, log, vault }
}

async fn open(
    folder: &std::path::Path,
    entropy: impl Entropy + Clone + 'static,
) -> Result<(Arc<SqliteLog>, Vault), VaultError> {
    let log = Arc::new(SqliteLog::open(&folder.join("log.db"), [9; 16], Acknowledge::default()).unwrap());
    let vault = Vault::open(Parts {
        keys: Arc::new(SqliteKeys::open(&folder.join("keys.db"), Some(&folder.join("copy.db")), log.id())?),
        root: Arc::new(FileRoot::open(&folder.join("root"), entropy.clone())?),
        log: log.clone(),
        clock: Arc::new(Fixed),
        entropy: Arc::new(entropy),
        sealing: Sealing::On,
    });
    Ok((log, vault.await?))
}

fn organisation() -> OrganisationId {
    OrganisationId::from_bytes([4; 16])
}

fn visit(n: u8) -> VisitId {
    VisitId::from_bytes([n; 16])
}

fn access() -> Access {
    Access {
        organisation: organisation(),
        viewer: Viewer::Visitor,
        purpose: Purpose::OwnVisit,
        reason: None,
        searched: None,
        request: "r".into(),
    }
}

fn stream(n: u8) -> StreamName {
    domain::visit::stream(visit(n))
}

impl House {
    /// The same folder opened anew, as after a crash.
    async fn reopen(&mut self, seed: u64) {
        let entropy = Counting(Arc::new(AtomicU64::new(seed << 32)));
        (self.log, self.vault) = open(&self.folder, entropy).await.unwrap();
    }

    /// A visitor of this name arrives; the event is read back from the log.
    async fn arrive(&self, n: u8, name: &str) -> Personal<Form> {
        let whose = (visit(n).subject(), Class::Visit);
        self.vault.mint(whose, organisation(), None, Some(Fixed.now())).await.unwrap();
        let form = Form {
            name: PersonName::parse(name).unwrap(),
            phone: None,
            professional: None,
            language: None,
            invitation: None,
            at: Fixed.now(),
        };
        let event = Event::Arrived {
            visit: visit(n),
            organisation: organisation(),
            day: domain::time::day(Fixed.now()),
            retention: Retention::OneDay,
            token: TokenHash("t".into()),
            wanted: None,
            consent: Consent { notice: 1, basis: "b".into() },
            form: Personal::new(whose.0, Class::Visit, &form),
        };
        let id: EventId = CommandId::from_bytes([n; 16]).event(0);
        let record = self.vault.seal(&stream(n), id, &event).await.unwrap();
        self.log.append(&stream(n), Expected::Version(0), vec![record]).await.unwrap();
        self.form(n).await
    }

    async fn form(&self, n: u8) -> Personal<Form> {
        let record = self.log.read_stream(&stream(n), 0, 1).await.unwrap().pop().unwrap();
        let Event::Arrived { form, .. } = codec::event(&record).unwrap() else { panic!() };
        form
    }

    async fn name(&self, form: &Personal<Form>) -> Shown<String> {
        let part = form.sealed().unwrap().0.clone();
        let opened = self.vault.disclose(access(), vec![part]).await.unwrap();
        opened.of(form).map(|form| form.name.as_str().to_owned())
    }

    async fn entries(&self) -> usize {
        let all = self.log.read_all(0, 1000).await.unwrap();
        all.iter().filter(|record| record.kind == "access.opened.v1").count()
    }
}

#[tokio::test]
async fn nothing_is_opened_without_an_entry_that_is_in_the_log_before() {
    let house = house("entry").await;
    let form = house.arrive(1, "Kari").await;
    assert_eq!(house.entries().await, 0);
    assert_eq!(house.name(&form).await, Shown::Value("Kari".into()));
    assert_eq!(house.entries().await, 1);
}

#[tokio::test]
async fn a_page_that_lives_tells_once_what_it_opens_of_whom_by_whom_and_for_what() {
    let house = house("more").await;
    let (kari, ola) = (house.arrive(1, "Kari").await, house.arrive(2, "Ola").await);
    let part = |form: &Personal<Form>| vec![form.sealed().unwrap().0.clone()];
    let mut shown = Opened::default();
    let mut open = async |access: Access, form: &Personal<Form>| {
        house.vault.disclose_more(access, &mut shown, part(form)).await.unwrap();
        (shown.of(form).map(|form| form.name.as_str().to_owned()), house.entries().await)
    };
    let name = |name: &str| Shown::Value(name.to_owned());
    assert_eq!(open(access(), &kari).await, (name("Kari"), 1));
    assert_eq!(open(access(), &kari).await, (name("Kari"), 1), "it stands in an entry of this page");
    assert_eq!(open(access(), &ola).await, (name("Ola"), 2), "somebody else");
    let call = Access { purpose: Purpose::Call, ..access() };
    assert_eq!(open(call, &ola).await, (name("Ola"), 3), "for something else");
    let public = Access { viewer: Viewer::Public, ..access() };
    assert_eq!(open(public, &kari).await, (name("Kari"), 4), "by somebody else");
    house.vault.destroy(vec![(visit(2).subject(), Class::Visit)], None).await.unwrap();
    assert_eq!(open(access(), &ola).await, (Shown::Erased, 4), "no page shows what was destroyed");
}

#[tokio::test]
async fn destroyed_is_erased_and_another_visit_still_opens() {
    let house = house("destroyed").await;
    let (kari, ola) = (house.arrive(1, "Kari").await, house.arrive(2, "Ola").await);
    let whose = vec![(visit(1).subject(), Class::Visit)];
    assert_eq!(house.vault.destroy(whose.clone(), None).await.unwrap().len(), 1);
    assert_eq!(house.vault.destroy(whose.clone(), None).await.unwrap().len(), 0, "once");
    assert_eq!(house.name(&kari).await, Shown::Erased);
    assert_eq!(house.entries().await, 0, "nothing was opened");
    assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()));
    let again = house.vault.mint(whose[0], organisation(), None, None).await;
    assert!(matches!(again, Err(KeysError::Destroyed)), "no new key over a tombstone");
}

#[tokio::test]
async fn a_key_missing_without_a_destruction_is_lost_and_not_erased() {
    let house = house("lost").await;
    let kari = house.arrive(1, "Kari").await;
    let keys = rusqlite::Connection::open(house.folder.join("keys.db")).unwrap();
    keys.execute("DELETE FROM data_keys", []).unwrap();
    assert_eq!(house.name(&kari).await, Shown::KeyLost);
}

#[tokio::test]
async fn the_log_holds_no_name_and_refuses_to_be_changed() {
    let house = house("append-only").await;
    house.arrive(1, "Kari Distinctive").await;
    let mut bytes = std::fs::read(house.folder.join("log.db")).unwrap();
    bytes.extend(std::fs::read(house.folder.join("log.db-wal")).unwrap());
    assert!(!bytes.windows(11).any(|w| w == b"Distinctive"));
    let by_hand = rusqlite::Connection::open(house.folder.join("log.db")).unwrap();
    for change in
        ["UPDATE log_events SET version = 9", "DELETE FROM log_events", "UPDATE log_sealed SET part = 9"]
    {
        assert!(by_hand.execute(change, []).is_err(), "{change}");
    }
}

#[tokio::test]
async fn of_two_claims_of_one_address_one_holds_until_it_runs_out() {
    let house = house("claims").await;
    let (a, b) = (SubjectId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]));
    let later = Fixed.now() + chrono::TimeDelta::minutes(15);
    house.vault.claim(&[("email", "a@example.com", a), ("slug", "nordlys", a)], later).await.unwrap();
    let taken = house.vault.claim(&[("email", "b@example.com", b), ("slug", "nordlys", b)], later).await;
    assert!(matches!(taken, Err(KeysError::Taken("slug"))));
    assert_eq!(house.vault.find("email", "b@example.com").await.unwrap(), None, "all or none");
    house.vault.claim(&[("slug", "nordlys", a)], later).await.unwrap();
    assert_eq!(house.vault.find("slug", "nordlys").await.unwrap(), Some(a));

    house.vault.claim(&[("slug", "short", a)], Fixed.now()).await.unwrap();
    house.vault.claim(&[("slug", "short", b)], later).await.unwrap();
    assert_eq!(house.vault.find("slug", "short").await.unwrap(), Some(b));
}

#[tokio::test]
async fn a_professional_is_recognised_with_the_visits_key_alone() {
    let house = house("for-whom").await;
    house.arrive(1, "Kari").await;
    house.arrive(2, "Ola").await;
    let (berg, lie) = (MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
    let tag = async |n: u8, member| house.vault.for_whom(visit(n).subject(), member).await.unwrap();
    assert_eq!(tag(1, berg).await, tag(1, berg).await);
    assert_ne!(tag(1, berg).await, tag(1, lie).await);
    assert_ne!(tag(1, berg).await, tag(2, berg).await, "two visits of one professional are not linked");
    house.vault.destroy(vec![(visit(1).subject(), Class::Visit)], None).await.unwrap();
    assert_eq!(tag(1, berg).await, None);
}

/// Randomness in whose middle a key is destroyed, once it is told which.
#[derive(Clone, Default)]
struct Cutting {
    counting: Counting,
    next: Arc<Mutex<Option<std::path::PathBuf>>>,
}

impl Entropy for Cutting {
    fn fill(&self, buffer: &mut [u8]) {
        self.counting.fill(buffer);
        if let Some(keys) = self.next.lock().unwrap().take() {
            let keys = rusqlite::Connection::open(keys).unwrap();
            keys.execute_batch(
                "INSERT INTO tombstones (subject, class, key, organisation, epoch, recorded)
                     SELECT subject, class, key, organisation, 0, 0 FROM data_keys WHERE class = 'visit';
                 DELETE FROM data_keys WHERE class = 'visit'; DELETE FROM wraps_0 WHERE class = 'visit';",
            )
            .unwrap();
        }
    }
}

#[tokio::test]
async fn a_key_destroyed_while_the_entry_is_written_opens_nothing() {
    let Opening { house, cutting } = opening("between").await;
    let form = house.arrive(1, "Kari").await;
    assert_eq!(house.name(&form).await, Shown::Value("Kari".into()));
    *cutting.next.lock().unwrap() = Some(house.folder.join("keys.db"));
    assert_eq!(house.name(&form).await, Shown::Erased);
    assert_eq!(house.entries().await, 2, "the entry had been written");
}

struct Opening {
    house: House,
    cutting: Cutting,
}

async fn opening(name: &str) -> Opening {
    let folder = std::env::temp_dir().join(format!("anteroom-vault-{name}-{}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let cutting = Cutting::default();
    let (log, vault) = open(&folder, cutting.clone()).await.unwrap();
    Opening { house: House { folder, log, vault }, cutting }
}

#[test]
fn a_key_read_before_a_destruction_is_not_kept_after_it() {
    let (mut cache, whose) = (Cache::default(), (visit(1).subject(), Class::Visit));
    let key = || (KeyId::from_bytes([1; 16]), Key::new([7; 32]), Fixed.now());
    cache.keep(cache.destructions, whose, key());
    assert!(cache.keys.contains_key(&whose));
    let before = cache.destructions;
    cache.forget(&[whose]);
    cache.keep(before, whose, key());
    assert!(cache.keys.is_empty());
}
