//! Random schedules of several writers, tailing readers and crashes on every engine, and what must hold after each: no event is skipped or seen twice, every reader sees
//! one order, no update is lost, a repeat is answered as the first time, and what was acknowledged is there.
//!
//! A failure prints its seed; `ANTEROOM_SEED=…` runs the same schedules again. What the machine makes of them, which writer is quicker, is not in the seed.

use super::crash::{EARLY, open};
use super::{dense, event, in_time, stream, whole};
use domain::EventId;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::process::Command;
use std::sync::Arc;
use store::log::{Appended, Expected, Log, LogError, Record};
use tests::esdb::StandIn;
use tests::folder::Folder;
use tests::postgres::Cluster;
use tests::process::{End, Running};
use tests::program::Program;
use tests::proxy::Proxy;
use tests::{Failure, Outcome, needs, wait};
use tokio::sync::watch;
use tokio::task::JoinSet;

const SEED: &str = "ANTEROOM_SEED";
const SCHEDULE: &str = "ANTEROOM_SCHEDULE";
const PLACE: &str = "ANTEROOM_SCHEDULE_PLACE";

/// How many streams the writers share.
const STREAMS: u8 = 3;

/// How often an append is sent again that is not known to hold.
const TRIES: usize = 50;

/// What happens.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Schedule {
    writers: Vec<Vec<Step>>,
    /// How many events each tailing reader takes at once.
    readers: Vec<usize>,
    /// First the writers run in a process that is killed after so many acknowledgements, and then all is sent again.
    killed: Option<usize>,
}

/// One append.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Step {
    stream: u8,
    expects: Expects,
    events: u8,
    /// It is sent again at once.
    twice: bool,
    /// Before it, connections are cut; on EventStoreDB the answer is lost.
    cut: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Expects {
    Any,
    /// What the writer has last heard of.
    Known,
    /// A version out of the air.
    Guess(u8),
}

fn schedules() -> impl Strategy<Value = Schedule> {
    let expects = prop_oneof![Just(Expects::Any), Just(Expects::Known), (0..6_u8).prop_map(Expects::Guess)];
    let step = (0..STREAMS, expects, 1..5_u8, any::<bool>(), prop::bool::weighted(0.08))
        .prop_map(|(stream, expects, events, twice, cut)| Step { stream, expects, events, twice, cut });
    (vec(vec(step, 4..24), 2..6), vec(1..9_usize, 1..4), prop::option::of(1..40_usize))
        .prop_map(|(writers, readers, killed)| Schedule { writers, readers, killed })
}

/// What became of an append.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Fate {
    Held { version: u64, position: u64, expected: Option<u64> },
    Refused,
}

/// What a writer tells of an append.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Told {
    /// It is about to be sent, expecting this.
    Sent(Option<u64>),
    /// It was answered.
    Answered(Fate),
}

/// An append, by writer and step.
type Which = (usize, usize);

/// The fates of appends.
type Fates = HashMap<Which, Fate>;

/// What is known of the process that was killed: what it was answered, and what it had sent, which may hold unanswered.
#[derive(Default)]
struct Before {
    fates: Fates,
    sent: HashMap<Which, Option<u64>>,
}

/// The number of the first event of an append; its others follow.
fn number(writer: usize, step: usize) -> u64 {
    (writer as u64) << 20 | (step as u64) << 4
}

/// Does what one writer does, and tells each fate.
async fn write(
    log: Arc<dyn Log>,
    writer: usize,
    steps: Vec<Step>,
    cut: impl Fn(),
    tell: impl Fn(usize, Told),
) -> Outcome<Vec<Fate>> {
    let mut known: HashMap<u8, u64> = HashMap::new();
    let mut fates = Vec::new();
    for (n, step) in steps.into_iter().enumerate() {
        let name = stream(&format!("visit-{}", step.stream));
        let expected = match step.expects {
            Expects::Any => None,
            Expects::Known => Some(known.get(&step.stream).copied().unwrap_or(0)),
            Expects::Guess(version) => Some(version.into()),
        };
        if step.cut {
            cut();
        }
        tell(n, Told::Sent(expected));
        let mut last = None;
        for _ in 0..=usize::from(step.twice) {
            let fate = match append(&*log, &name, expected, number(writer, n), step.events).await? {
                Ok(Appended { version, position }) => {
                    known.insert(step.stream, version);
                    Fate::Held { version, position, expected }
                }
                Err(actual) => {
                    if Some(actual) == expected {
                        return Err(Failure::new(format!("refused for version {actual}, which it expected")));
                    }
                    known.insert(step.stream, actual);
                    Fate::Refused
                }
            };
            // A version that is refused may be there the second time; what held holds.
            if matches!(last, Some(Fate::Held { .. })) && last.as_ref() != Some(&fate) {
                return Err(Failure::new(format!("{writer}/{n}: first {last:?}, then {fate:?}")));
            }
            last = Some(fate);
        }
        let fate = last.unwrap_or(Fate::Refused);
        tell(n, Told::Answered(fate.clone()));
        fates.push(fate);
    }
    Ok(fates)
}

/// Appends, and sends again what is not known to hold. The version that is there instead, if it is refused.
async fn append(
    log: &dyn Log,
    name: &domain::StreamName,
    expected: Option<u64>,
    first: u64,
    events: u8,
) -> Outcome<Result<Appended, u64>> {
    let expected = expected.map_or(Expected::Any, Expected::Version);
    let mut error = None;
    for _ in 0..TRIES {
        let events = (0..u64::from(events)).map(|i| event(first + i)).collect();
        match in_time("an append", log.append(name, expected, events)).await? {
            Ok(appended) => return Ok(Ok(appended)),
            Err(LogError::Conflict { actual }) => return Ok(Err(actual)),
            Err(LogError::Unavailable(what)) => error = Some(what),
            Err(other) => return Err(other.into()),
        }
    }
    Err(Failure::new(format!("never answered: {error:?}")))
}

/// Follows until it has seen as many events as there will be.
async fn follow(
    log: Arc<dyn Log>,
    page: usize,
    mut total: watch::Receiver<Option<usize>>,
) -> Outcome<Vec<Record>> {
    let mut seen: Vec<Record> = Vec::new();
    loop {
        if total.borrow_and_update().is_some_and(|total| seen.len() >= total) {
            return Ok(seen);
        }
        let after = seen.last().map_or(0, |record| record.position);
        tokio::select! {
            there = log.wait(after) => match there {
                // A reader that was cut off asks again.
                Ok(_) => match log.read_all(after, page).await {
                    Ok(records) => seen.extend(records),
                    Err(LogError::Unavailable(_)) => {}
                    Err(other) => return Err(other.into()),
                },
                Err(LogError::Unavailable(_)) => {}
                Err(other) => return Err(other.into()),
            },
            changed = total.changed() => changed?,
        }
    }
}

/// An engine for one schedule.
struct Ground {
    /// What [`open`] opens: one for each node.
    nodes: Vec<String>,
    /// What the process that is killed opens; none where there is no such process.
    killed: Option<String>,
    cut: Arc<dyn Fn() + Send + Sync>,
    _folder: Folder,
}

/// Runs a schedule, and looks at all that must hold.
async fn run(schedule: &Schedule, ground: &Ground) -> Outcome {
    let before = match (&ground.killed, schedule.killed) {
        (Some(place), Some(after)) => killed(schedule, place, after)?,
        (None, _) | (_, None) => Before::default(),
    };
    let mut nodes = Vec::new();
    for node in &ground.nodes {
        nodes.push(open(node).await?);
    }
    let (done, total) = watch::channel(None);
    let mut readers = JoinSet::new();
    for (n, page) in schedule.readers.iter().enumerate() {
        readers.spawn(follow(nodes[n % nodes.len()].clone(), *page, total.clone()));
    }
    let mut writers = JoinSet::new();
    for (writer, steps) in schedule.writers.iter().cloned().enumerate() {
        let (log, cut) = (nodes[writer % nodes.len()].clone(), ground.cut.clone());
        writers.spawn(async move {
            write(log, writer, steps, || cut(), |_, _| {}).await.map(|fates| (writer, fates))
        });
    }
    let mut fates = Fates::new();
    while let Some(written) = in_time("the writers", writers.join_next()).await? {
        let (writer, of) = written??;
        fates.extend(of.into_iter().enumerate().map(|(step, fate)| ((writer, step), fate)));
    }
    let records = all(&*nodes[0]).await?;
    done.send_replace(Some(records.len()));
    hold(schedule, &records, &fates, &before)?;
    while let Some(seen) = in_time("the readers", readers.join_next()).await? {
        if seen?? != records {
            return Err(Failure::new("a reader saw another log"));
        }
    }
    for node in &nodes {
        if all(&**node).await? != records {
            return Err(Failure::new("two nodes have another order"));
        }
    }
    Ok(())
}

/// The whole log, asked for again where a connection had been cut.
async fn all(log: &dyn Log) -> Outcome<Vec<Record>> {
    for _ in 0..TRIES {
        match whole(log).await {
            Err(LogError::Unavailable(_)) => {}
            answered => return Ok(answered?),
        }
    }
    Err(Failure::new("the log does not answer"))
}

/// What must hold of a log after its schedule.
fn hold(schedule: &Schedule, records: &[Record], fates: &Fates, before: &Before) -> Outcome {
    let ids = dense(records)?;
    let at: HashMap<EventId, &Record> = ids.iter().copied().zip(records).collect();
    if at.len() != ids.len() {
        return Err(Failure::new("an event is there twice"));
    }
    let mut due = HashSet::new();
    for (&(writer, step), fate) in fates {
        let count = u64::from(schedule.writers[writer][step].events);
        let of = |i: u64| super::id(number(writer, step) + i);
        let Fate::Held { version, position, expected } = *fate else {
            if (0..count).any(|i| at.contains_key(&of(i))) && !before.sent.contains_key(&(writer, step)) {
                return Err(Failure::new(format!("{writer}/{step} was refused and is there")));
            }
            continue;
        };
        for i in 0..count {
            let there = at.get(&of(i)).map(|record| (record.version, record.position));
            let back = count - 1 - i;
            if there != Some((version - back, position - back)) {
                return Err(Failure::new(format!(
                    "{writer}/{step}: event {i} of {fate:?} lies at {there:?}"
                )));
            }
            due.insert(of(i));
        }
        let asked = [Some(expected), before.sent.get(&(writer, step)).copied()];
        if !asked
            .into_iter()
            .flatten()
            .any(|expected| expected.is_none_or(|expected| expected + count == version))
        {
            return Err(Failure::new(format!("{writer}/{step}: an update was lost: {fate:?}")));
        }
    }
    if let Some((append, fate)) = before.fates.iter().find(|(append, fate)| {
        let place = |fate: &Fate| match fate {
            Fate::Held { version, position, .. } => Some((*version, *position)),
            Fate::Refused => None,
        };
        place(fate).is_some() && fates.get(append).map(place) != Some(place(fate))
    }) {
        return Err(Failure::new(format!(
            "{append:?}: {fate:?} was acknowledged before the kill; {:?}",
            fates.get(append)
        )));
    }
    for &(writer, step) in before.sent.keys() {
        due.extend(
            (0..u64::from(schedule.writers[writer][step].events))
                .map(|i| super::id(number(writer, step) + i)),
        );
    }
    match ids.iter().find(|id| !due.contains(id)) {
        Some(id) => Err(Failure::new(format!("{id} is there, and nobody was told so"))),
        None => Ok(()),
    }
}

/// Runs the writers in a process that is killed after so many acknowledgements; what it was told until then.
fn killed(schedule: &Schedule, place: &str, after: usize) -> Outcome<Before> {
    let folder = Folder::new("random")?;
    let (out, err) = (folder.path().join("out"), folder.path().join("err"));
    let mut test = Command::new(std::env::current_exe()?);
    test.args(["--exact", "log::random::to_be_killed", "--nocapture"]);
    test.env(PLACE, place).env(SCHEDULE, serde_json::to_string(schedule)?);
    test.stdout(File::create(&out)?).stderr(File::create(&err)?);
    let mut process = Running::start(&mut test, End::KillGroup, None)?;
    let told = || -> Outcome<Before> {
        let printed = fs::read_to_string(&out)?;
        let whole = printed.rfind('\n').map_or("", |end| &printed[..end]);
        let mut before = Before::default();
        for (_, line) in whole.lines().filter_map(|line| line.split_once("told ")) {
            match serde_json::from_str(line)? {
                (which, Told::Sent(expected)) => drop(before.sent.insert(which, expected)),
                (which, Told::Answered(fate)) => drop(before.fates.insert(which, fate)),
            }
        }
        Ok(before)
    };
    wait::until("acknowledgements", wait::DEADLINE, || {
        Ok((told()?.fates.len() >= after || process.ended()?.is_some()).then_some(()))
    })?;
    let ended = process.ended()?;
    process.kill()?;
    match ended {
        Some(status) if !status.success() => Err(Failure::new(fs::read_to_string(&err)?)),
        Some(_) | None => told(),
    }
}

/// Not a test of its own: the tests here run it in a process that they then kill.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn to_be_killed() -> Outcome {
    let Ok(place) = std::env::var(PLACE) else { return Ok(()) };
    let schedule: Schedule = serde_json::from_str(&std::env::var(SCHEDULE)?)?;
    let log = open(&place).await?;
    let mut writers = JoinSet::new();
    for (writer, steps) in schedule.writers.into_iter().enumerate() {
        let log = log.clone();
        writers.spawn(async move {
            let tell = |step: usize, told: Told| {
                if let Ok(line) = serde_json::to_string(&((writer, step), told)) {
                    // In one write, past the test runner's capture.
                    drop(std::io::stdout().lock().write_all(format!("\ntold {line}\n").as_bytes()));
                }
            };
            write(log, writer, steps, || {}, tell).await
        });
    }
    while let Some(writer) = writers.join_next().await {
        writer??;
    }
    Ok(())
}

/// Runs so many schedules, each on a ground of its own.
fn random(cases: u32, ground: impl Fn() -> Outcome<Ground>) -> Outcome {
    let seed = match std::env::var(SEED) {
        Ok(seed) => seed.parse()?,
        Err(_) => RandomState::new().hash_one(0),
    };
    let config = Config {
        cases,
        max_shrink_iters: 24,
        max_shrink_time: 10_000,
        failure_persistence: None,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&u64::to_be_bytes(seed));
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let result = runner.run(&schedules(), |schedule| {
        let done = ground().and_then(|ground| runtime.block_on(run(&schedule, &ground)));
        done.map_err(|failure| TestCaseError::fail(format!("{failure:?}")))
    });
    result.map_err(|error| match error {
        TestError::Fail(why, schedule) => Failure::new(format!("{SEED}={seed}: {why}\n{schedule:?}")),
        TestError::Abort(why) => Failure::new(format!("{SEED}={seed}: {why}")),
    })
}

fn sqlite(prefix: &str) -> Outcome<Ground> {
    let folder = Folder::new("random")?;
    let path = folder.path().join("log.db").display().to_string();
    let killed = Some(format!("{prefix}{path}"));
    Ok(Ground { nodes: vec![path], killed, cut: Arc::new(|| {}), _folder: folder })
}

#[test]
fn on_sqlite() -> Outcome {
    random(40, || sqlite(""))
}

#[test]
fn on_postgres() -> Outcome {
    needs!("random schedules on PostgreSQL", Program::Postgres);
    let cluster = Cluster::shared()?;
    random(5, || {
        let url = cluster.database()?.url();
        let port = url::Url::parse(&url)?.port().ok_or_else(|| Failure::new("no port"))?;
        let proxy = Proxy::to(port)?;
        Ok(Ground {
            nodes: vec![proxy.through(&url, port), url.clone()],
            killed: Some(url),
            cut: Arc::new(move || proxy.cut()),
            _folder: Folder::new("random")?,
        })
    })
}

#[test]
fn on_eventstore() -> Outcome {
    random(12, || {
        let (standin, folder) = (StandIn::start()?, Folder::new("random")?);
        let node =
            |n: u8| format!("{}#{}", standin.url(), folder.path().join(format!("index-{n}.db")).display());
        Ok(Ground {
            nodes: vec![node(1), node(2)],
            killed: Some(node(3)),
            cut: Arc::new(move || standin.lose_answers(1)),
            _folder: folder,
        })
    })
}

#[test]
fn a_log_that_acknowledges_early_is_found_out() -> Outcome {
    match random(40, || sqlite(EARLY)) {
        Err(failure) if failure.message().contains("was acknowledged before the kill") => Ok(()),
        Err(other) => Err(other),
        Ok(()) => Err(Failure::new("what was acknowledged and lost was not noticed")),
    }
}
