//! Two vaults on one key table in PostgreSQL: what a node may hold, and for how long.

use super::{Engine, LOG, at, house};
use domain::access::{Purpose, Viewer};
use domain::log::Nodes;
use domain::text::PersonName;
use domain::visit::{Consent, Event, Form, TokenHash};
use domain::{Class, CommandId, MemberId, Personal, Retention, Timestamp, VisitId};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::log::{Acknowledge, SqliteLog};
use store::vault::{Attendance, FileRoot, NodeId, NodeTable, Parts, PostgresKeys, Sealing, Seen, Standing};
use store::{Access, Clock, Expected, Log, LogReader, LogWriter, Shown, Vault, codec};
use tests::folder::Folder;
use tests::postgres::Database;
use tests::program::Program;
use tests::{Failure, Outcome, needs, wait};
use tokio::task::JoinHandle;
use web::edge::SystemEntropy;

/// Short, so that a test does not wait long for one to run out.
const LEASE: Duration = Duration::from_secs(2);

/// It stands still, so that nothing runs out by it.
struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        at(0)
    }
}

/// A log, a key table and a root, for vaults that share them.
struct Shared {
    folder: Folder,
    log: Arc<SqliteLog>,
    keys: Database,
}

/// A vault that shows that it lives, until it is frozen.
struct Node {
    vault: Arc<Vault>,
    attending: JoinHandle<()>,
}

impl Shared {
    fn new() -> Outcome<Self> {
        let Engine::Postgres(keys) = Engine::postgres()? else { return Err(Failure::new("no PostgreSQL")) };
        let folder = Folder::new("vaults")?;
        let log = Arc::new(SqliteLog::open(&folder.path().join("log.db"), LOG, Acknowledge::AfterCommit)?);
        Ok(Self { folder, log, keys })
    }

    async fn node(&self) -> Outcome<Node> {
        self.node_leased(LEASE).await
    }

    async fn node_leased(&self, lease: Duration) -> Outcome<Node> {
        let log: Arc<dyn Log> = self.log.clone();
        let vault = Vault::open(Parts {
            keys: Arc::new(PostgresKeys::open(&self.keys.url(), LOG).await?.leased(lease)),
            root: Arc::new(FileRoot::open(&self.folder.path().join("root"), SystemEntropy)?),
            log,
            clock: Arc::new(Fixed),
            entropy: Arc::new(SystemEntropy),
            sealing: Sealing::On,
        });
        let vault = Arc::new(vault.await?);
        let attending = vault.clone();
        let attending = tokio::spawn(async move { attending.attend().await });
        Ok(Node { vault, attending })
    }

    /// A visitor arrives at a node: what is kept of them, sealed.
    async fn arrive(&self, node: &Node, n: u8) -> Outcome<Personal<Form>> {
        let visit = VisitId::from_bytes([n; 16]);
        let whose = (visit.subject(), Class::Visit);
        node.vault.mint(whose, house(), None, None).await?;
        let form = Form {
            name: PersonName::parse("Kari")?,
            phone: None,
            professional: None,
            invitation: None,
            language: None,
            at: at(0),
        };
        let event = Event::Arrived {
            visit,
            organisation: house(),
            day: domain::time::day(at(0)),
            retention: Retention::OneDay,
            token: TokenHash("t".into()),
            wanted: None,
            consent: Consent { notice: 1, basis: "b".into(), words: None },
            form: Personal::new(whose.0, Class::Visit, &form),
        };
        let stream = domain::visit::stream(visit);
        let id = CommandId::from_bytes([n; 16]).event(0);
        let record = node.vault.seal(&stream, id, &event).await?;
        self.log.append(&stream, Expected::Version(0), vec![record]).await?;
        let record = self.log.read_stream(&stream, 0, 1).await?.pop();
        match codec::event(&record.ok_or_else(|| Failure::new("no event"))?)? {
            Event::Arrived { form, .. } => Ok(form),
            _ => Err(Failure::new("another event")),
        }
    }
}

impl Node {
    /// Who it says that is.
    async fn opens(&self, form: &Personal<Form>) -> Outcome<Shown<String>> {
        let access = Access {
            organisation: house(),
            viewer: Viewer::Visitor,
            purpose: Purpose::OwnVisit,
            reason: None,
            searched: None,
            request: "r".into(),
        };
        let part = form.sealed().map(|(part, _)| part.clone()).into_iter().collect();
        let opened = self.vault.disclose(access, part).await?;
        Ok(opened.of(form).map(|form| form.name.as_str().to_owned()))
    }

    /// Whether it has the data key of this visit, which it may keep in memory for a while.
    async fn has_key(&self, n: u8) -> Outcome<bool> {
        let member = MemberId::from_bytes([9; 16]);
        Ok(self.vault.for_whom(VisitId::from_bytes([n; 16]).subject(), member).await?.is_some())
    }

    /// It shows no life any more, and knows nothing of that.
    async fn freeze(&self) {
        self.attending.abort();
        while !self.attending.is_finished() {
            tokio::task::yield_now().await;
        }
    }
}

fn kari() -> Shown<String> {
    Shown::Value("Kari".to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_answers_is_not_waited_for_and_one_that_is_silent_opens_nothing_any_more() -> Outcome {
    needs!("a silent node", Program::Postgres);
    let shared = Shared::new()?;
    let (one, other) = (shared.node().await?, shared.node().await?);
    let (first, second, kept) =
        (shared.arrive(&one, 1).await?, shared.arrive(&one, 2).await?, shared.arrive(&other, 3).await?);
    for (n, form) in [(1, &first), (2, &second), (3, &kept)] {
        assert_eq!((one.opens(form).await?, other.opens(form).await?), (kari(), kari()));
        assert!(other.has_key(n).await?);
    }
    let whose = |n: u8| vec![(VisitId::from_bytes([n; 16]).subject(), Class::Visit)];
    let ended =
        async || Ok::<_, Failure>(one.vault.keys().ended_epochs().await?.pop().map(|ended| ended.nodes));

    one.vault.destroy(whose(1), None).await?;
    one.vault.roll().await?;
    assert_eq!(ended().await?, Some(Nodes::Answered));
    assert!(!other.has_key(1).await?, "it has said so");
    assert_eq!(other.opens(&first).await?, Shown::Erased);

    // It holds the key of the second, by a clock that stands still.
    assert!(other.has_key(2).await?);
    other.freeze().await;
    one.vault.destroy(whose(2), None).await?;
    one.vault.roll().await?;
    assert_eq!(ended().await?, Some(Nodes::LeaseRanOut));
    assert!(!other.has_key(2).await?, "it was silent for too long, and looks again");
    assert_eq!(other.opens(&second).await?, Shown::Erased);
    assert_eq!((one.opens(&kept).await?, other.opens(&kept).await?), (kari(), kari()));
    // Who was given up is told of in that roll alone.
    one.vault.roll().await?;
    assert_eq!(ended().await?, Some(Nodes::LeaseRanOut), "it came back, and was silent again");
    other.vault.leave().await?;
    one.vault.roll().await?;
    assert_eq!(ended().await?, Some(Nodes::Alone));
    Ok(())
}

/// What is run under a lease, and what has been said of it.
#[derive(Clone, Default)]
struct Work(Arc<Mutex<Vec<String>>>);

/// Says so when it is dropped.
struct Mark(Work, &'static str);

impl Drop for Mark {
    fn drop(&mut self) {
        self.0.say(self.1, "ends");
    }
}

impl Work {
    fn say(&self, name: &str, what: &str) {
        self.0.lock().unwrap().push(format!("{name} {what}"));
    }

    fn said(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// A node does it for as long as it may.
    fn on(&self, node: &Node, name: &'static str) -> JoinHandle<()> {
        let (vault, work) = (node.vault.clone(), self.clone());
        tokio::spawn(async move {
            let task = || async {
                work.say(name, "begins");
                let _mark = Mark(work.clone(), name);
                std::future::pending::<()>().await;
            };
            vault.while_held("work", task).await;
        })
    }

    async fn until(&self, words: &str) -> Outcome {
        let said = async {
            while !self.said().iter().any(|line| line == words) {
                tokio::task::yield_now().await;
            }
        };
        let late = |_| Failure::new(format!("{words}: not in time"));
        tokio::time::timeout(wait::DEADLINE, said).await.map_err(late)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_is_silent_has_stopped_before_another_begins() -> Outcome {
    needs!("a lease that runs out", Program::Postgres);
    let (shared, work) = (Shared::new()?, Work::default());
    let (one, other) = (shared.node().await?, shared.node().await?);
    let first = work.on(&one, "one");
    work.until("one begins").await?;
    let second = work.on(&other, "other");
    assert!(one.vault.holds("work") && !other.vault.holds("work"));
    one.freeze().await;
    work.until("other begins").await?;
    assert_eq!(work.said(), ["one begins", "one ends", "other begins"]);
    assert!(!one.vault.holds("work") && other.vault.holds("work"));
    for task in [first, second] {
        task.abort();
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_leaves_frees_at_once_what_it_held() -> Outcome {
    needs!("a lease that is given back", Program::Postgres);
    let (shared, work) = (Shared::new()?, Work::default());
    // Nobody waits for this one to run out.
    let node = shared.node_leased(10 * wait::DEADLINE).await?;
    let task = work.on(&node, "one");
    work.until("one begins").await?;
    node.freeze().await;
    let nodes = node.vault.keys().nodes().ok_or_else(|| Failure::new("no nodes"))?;
    assert!(!there(nodes).await?.is_free("work"));
    node.vault.leave().await?;
    assert!(there(nodes).await?.is_free("work"));
    task.abort();
    Ok(())
}

async fn there(nodes: &dyn NodeTable) -> Outcome<Attendance> {
    Ok(nodes.attendance().await?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_was_given_up_stays_so_and_a_lease_has_one_holder() -> Outcome {
    needs!("the table of nodes", Program::Postgres);
    let engine = Engine::postgres()?;
    let (keys, same) = (engine.begun().await?, engine.open().await?);
    let (Some(nodes), Some(same)) = (keys.nodes(), same.nodes()) else {
        return Err(Failure::new("no nodes"));
    };
    let (a, b) = (NodeId([1; 16]), NodeId([2; 16]));
    assert_eq!(nodes.beat(a, None).await?, None, "it has not joined");
    nodes.join(a).await?;
    nodes.join(b).await?;
    assert_eq!(nodes.beat(a, Some(0)).await?, Some(0));
    let (one, other) = tokio::join!(nodes.take("tree", a), same.take("tree", b));
    let (one, other) = (one?, other?);
    assert!(one != other, "one of them holds it");
    let (holder, waits) = if one { (a, b) } else { (b, a) };
    assert!(nodes.take("tree", holder).await? && !nodes.take("tree", waits).await?);
    assert!(!nodes.take("tree", NodeId([3; 16])).await?, "who is not there takes nothing");

    let beat = there(nodes).await?.nodes.iter().find(|row| row.node == holder).map_or(0, |row| row.beat);
    nodes.beat(holder, None).await?;
    nodes.give_up(holder, beat).await?;
    assert!(there(nodes).await?.is_there(holder), "it has counted on");
    nodes.give_up(holder, beat + 1).await?;
    assert!(!there(nodes).await?.is_there(holder) && there(nodes).await?.is_free("tree"));
    assert_eq!(nodes.beat(holder, Some(0)).await?, None);
    nodes.join(holder).await?;
    assert!(!there(nodes).await?.is_there(holder), "it does not come back under this id");
    assert!(!nodes.take("tree", holder).await? && nodes.take("tree", waits).await?);
    nodes.let_go("tree", holder).await?;
    assert!(!there(nodes).await?.is_free("tree"), "only who holds it lets it go");
    nodes.let_go("tree", waits).await?;
    assert!(there(nodes).await?.is_free("tree"));
    nodes.leave(waits).await?;
    assert!(!there(nodes).await?.is_there(waits));
    Ok(())
}

/// How many writers of the key table wait for the one that is at it.
fn waiting(keys: &Database) -> Outcome<usize> {
    let sql = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND (classid, objid) = (1801812339, 2)
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    Ok(keys.psql(sql)?.parse()?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_node_has_seen_of_the_log_another_that_is_behind_does_not_take_back() -> Outcome {
    needs!("what two nodes have seen of the log", Program::Postgres);
    let shared = Shared::new()?;
    let (ahead, behind) = (shared.node().await?, shared.node().await?);
    for node in [&ahead, &behind] {
        assert_eq!(node.vault.standing().await?, Standing::Together);
    }
    let seen = |size: u64| Seen { size, root: vec![size as u8; 32] };
    // Both look before either has written; then they write in this order.
    let writing = shared.keys.session("BEGIN; SELECT pg_advisory_xact_lock(1801812339, 2)")?;
    let mut seeing = Vec::new();
    for (node, size) in [(&ahead, 3), (&behind, 2)] {
        let (vault, seen) = (node.vault.clone(), seen(size));
        seeing.push(tokio::spawn(async move { vault.see_log(seen).await }));
        wait::until("a node to wait for its turn", wait::DEADLINE, || {
            Ok((waiting(&shared.keys)? == seeing.len()).then_some(()))
        })?;
    }
    drop(writing);
    for task in seeing {
        task.await??;
    }
    assert_eq!(ahead.vault.keys().seen().await?, seen(3));
    Ok(())
}
