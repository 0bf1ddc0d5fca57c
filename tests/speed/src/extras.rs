//! What no other store does, or none beside whom it can be measured: for the human report alone.

use crate::contender::Ground;
use crate::following::{self, ORIGIN};
use crate::lifecycle::Measured;
use crate::meter;
use crate::results::thousands;
use crate::stores::{self, Engine, House, Systems};
use crate::work::{Seed, Told};
use anyhow::{Context, Result, ensure};
use domain::{Class, CommandId, OrganisationId, SubjectId, VisitId, visit};
use futures_util::{StreamExt, TryStreamExt, stream};
use projections::ReadModels;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::log::{Acknowledge, Log, SqliteLog};
use store::proof::{Audit, Checkpoint, Exported, FolderStore, Follower, Part, verify};
use store::vault::{FileRoot, Parts, Sealing, SqliteKeys};
use store::{Expected, LogReader, Vault};
use uuid::Uuid;

/// How many answers are looked at where a time is told.
const ANSWERS: usize = 50;

/// How many keys are minted at once while a key table is filled.
const MINTING: usize = 256;

/// Sealing: processor time of one event, its key at hand, from the event to the record.
pub async fn sealing(house: &House, events: u32) -> Result<Duration> {
    let visit = house.arrive().await?;
    let stream = visit::stream(visit);
    let command = CommandId(Uuid::new_v4());
    let told = Told::new(visit.0, 1);
    // Nothing is waited for, so that it stays on this thread.
    let before = meter::thread();
    for _ in 0..events {
        let event = Measured::of(&told).event(visit.subject());
        house.vault.seal(&stream, command.event(0), &event).await?;
    }
    Ok((meter::thread() - before) / events)
}

/// Minting a key, durable in both copies of the key table: what an arrival costs beside its append.
pub async fn minting(house: &House) -> Result<Duration> {
    let started = Instant::now();
    for _ in 0..ANSWERS {
        house.arrive().await?;
    }
    Ok(started.elapsed() / ANSWERS as u32)
}

/// From the append's beginning to the moment when every read model shows it: the median, and the slowest in a hundred.
pub async fn visible(house: &House, models: &ReadModels) -> Result<(Duration, Duration)> {
    let mut answers = Vec::new();
    let whose = house.arrive().await?.subject();
    for _ in 0..ANSWERS {
        let visit = VisitId(Uuid::new_v4());
        let event = Measured::of(&Told::new(visit.0, 1)).event(whose);
        let stream = visit::stream(visit);
        let started = Instant::now();
        let record = house.vault.seal(&stream, CommandId(Uuid::new_v4()).event(0), &event).await?;
        let appended = house.log.append(&stream, Expected::Version(0), vec![record]).await?;
        ensure!(models.wait_for(appended.position, Duration::from_secs(10)).await, "not shown");
        answers.push(started.elapsed());
    }
    answers.sort_unstable();
    Ok((answers[ANSWERS / 2], answers[ANSWERS - 1]))
}

/// What erasing one key of many takes.
pub struct Erased {
    /// Destroying the key.
    pub destroyed: Duration,
    /// The roll, after which no copy of the key table opens what was erased.
    pub rolled: Duration,
    /// The slowest arrival that went on meanwhile: the minting of its key.
    pub slowest: Duration,
    /// How many arrived meanwhile.
    pub arrived: usize,
}

/// Erases one key of so many, arrivals going on. The keys are minted in memory and then put on the disk, because a million durable writes are not the measure.
pub async fn erasing(keys: u64, folder: &Path) -> Result<Erased> {
    let memory = Path::new("/dev/shm").join(format!("anteroom-bench-keys-{}", std::process::id()));
    let made = fill_keys(keys, &memory).await;
    let folder = folder.join(format!("keys-{keys}"));
    std::fs::create_dir_all(folder.join("root"))?;
    let moved = made.and_then(|()| {
        for file in ["log.db", "keys.db", "copy.db", "root/epoch-0.key"] {
            std::fs::copy(memory.join(file), folder.join(file)).with_context(|| file.to_owned())?;
        }
        Ok(())
    });
    std::fs::remove_dir_all(&memory)?;
    moved?;
    let vault = Arc::new(vault(&folder).await?);
    let started = Instant::now();
    vault.destroy(vec![(SubjectId(key(0)), Class::Visit)], None).await?;
    let destroyed = started.elapsed();
    let rolling = {
        let vault = vault.clone();
        tokio::spawn(async move { vault.roll().await.map(|_| ()) })
    };
    let started = Instant::now();
    let (mut slowest, mut arrived) = (Duration::ZERO, 0);
    while !rolling.is_finished() {
        let asked = Instant::now();
        vault.mint((SubjectId(Uuid::new_v4()), Class::Visit), OrganisationId(key(0)), None, None).await?;
        slowest = slowest.max(asked.elapsed());
        arrived += 1;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let rolled = started.elapsed();
    rolling.await??;
    Ok(Erased { destroyed, rolled, slowest, arrived })
}

fn key(n: u64) -> Uuid {
    Seed::visit(n)
}

async fn fill_keys(keys: u64, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let vault = vault(folder).await?;
    let mint = |n| vault.mint((SubjectId(key(n)), Class::Visit), OrganisationId(key(0)), None, None);
    stream::iter(0..keys).map(mint).buffer_unordered(MINTING).try_collect::<()>().await?;
    Ok(())
}

async fn vault(folder: &Path) -> Result<Vault> {
    let log = Arc::new(SqliteLog::open(&folder.join("log.db"), [9; 16], Acknowledge::default())?);
    let parts = Parts {
        keys: Arc::new(SqliteKeys::open(&folder.join("keys.db"), Some(&folder.join("copy.db")), log.id())?),
        root: Arc::new(FileRoot::open(&folder.join("root"), Systems)?),
        log,
        clock: Arc::new(Systems),
        entropy: Arc::new(Systems),
        sealing: Sealing::On,
    };
    Ok(Vault::open(parts).await?)
}

/// Building the tree of a log as durable tiles, and verifying an export of it against the signed checkpoint.
struct Proved {
    /// How many records.
    events: usize,
    /// From the records to signed tiles.
    built: Duration,
    /// Every leaf and every ciphertext's digest.
    verified: Duration,
    /// The processor time of each.
    cpu: [Duration; 2],
}

/// Builds and verifies the tree of a log.
async fn proving(log: &dyn Log, folder: &Path) -> Result<Proved> {
    let records = records(log).await?;
    let events = records.len();
    let signer = following::signer()?;
    let store = FolderStore::open(folder.join("proved"))?;
    let mut follower = Follower::open(store, ORIGIN, &[signer.verifier().clone()])?;
    let (started, before) = (Instant::now(), meter::thread());
    let leaves = records.iter().map(following::leaf).collect::<Result<Vec<_>>>()?;
    follower.extend(&leaves)?;
    let signed = follower.checkpoint(&signer)?;
    let (built, on_building) = (started.elapsed(), meter::thread() - before);
    let exported: Vec<Exported> =
        records.into_iter().zip(leaves).map(|(record, leaf)| exported(record, leaf)).collect();
    let checkpoint: &Checkpoint = signed.checkpoint();
    let (started, before) = (Instant::now(), meter::thread());
    let report = verify(exported, &Audit::of(checkpoint));
    let cpu = [on_building, meter::thread() - before];
    let verified = started.elapsed();
    ensure!(report.is_proved(), "the tree does not verify");
    Ok(Proved { events, built, verified, cpu })
}

async fn records(log: &dyn Log) -> Result<Vec<store::Record>> {
    let mut all = Vec::new();
    loop {
        let page = log.read_all(all.len() as u64, 5_000).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

fn exported(record: store::Record, leaf: Vec<u8>) -> Exported {
    let part = |seal: store::log::Seal| Part {
        subject: *seal.subject.as_bytes(),
        class: seal.class.name().to_owned(),
        ciphertext: seal.ciphertext,
    };
    Exported { position: record.position, leaf, parts: record.seals.into_iter().map(part).collect() }
}

/// Opens our house again, all that `serve` holds open but its pages, and prints the memory of this process once nothing is left to do.
pub async fn idle(folder: PathBuf) -> Result<()> {
    let ground = Ground { folder, cluster: String::new(), writers: 1 };
    let house = House::open(Engine::Sqlite, &ground, &stores::name(Engine::Sqlite)).await?;
    house.settle().await?;
    let models = house.read_models().await?;
    let status = std::fs::read_to_string("/proc/self/status")?;
    let mib = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib / 1024)
    };
    let (now, most) = (mib("VmRSS:").context("VmRSS")?, mib("VmHWM:").context("VmHWM")?);
    println!("- log, vault, tree and read models opened again: {now} MiB, at the peak {most} MiB");
    models.shutdown().await;
    Ok(())
}

/// Has another process do so.
pub fn memory(folder: &Path) -> Result<()> {
    let status = Command::new(std::env::current_exe()?).arg("idle").arg(folder).status()?;
    ensure!(status.success(), "the house does not open again");
    Ok(())
}

/// Milliseconds for people.
fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// Prints what can be measured of our house on an engine.
pub async fn of_house(engine: Engine, house: &House, models: &ReadModels) -> Result<()> {
    let sealing = sealing(house, 20_000).await?;
    let (median, slowest) = visible(house, models).await?;
    let name = engine.name();
    println!(
        "\n{name}: sealing {:.1} µs of CPU an event; a key minted in both copies in {}; an append shows in every read model after {} (slowest of {ANSWERS}: {}).",
        sealing.as_secs_f64() * 1e6,
        ms(minting(house).await?),
        ms(median),
        ms(slowest)
    );
    Ok(())
}

/// Prints what proving a log takes.
pub async fn proved(log: &dyn Log, folder: &Path) -> Result<()> {
    let Proved { events, built, verified, cpu: [building, verifying] } = proving(log, folder).await?;
    println!(
        "- the tree of {} events: built durably in {} ({} of CPU), verified in {} ({} of CPU)",
        thousands(events as f64),
        ms(built),
        ms(building),
        ms(verified),
        ms(verifying)
    );
    Ok(())
}

/// Prints what erasing takes.
pub async fn erased(folder: &Path, quick: bool) -> Result<()> {
    let sizes: &[u64] = if quick { &[10_000] } else { &[10_000, 1_000_000] };
    for keys in sizes.iter().copied() {
        let Erased { destroyed, rolled, slowest, arrived } = erasing(keys, folder).await?;
        println!(
            "- erasing one key of {}: destroyed in {}, rolled in {}; {arrived} arrivals meanwhile, the slowest in {}",
            thousands(keys as f64),
            ms(destroyed),
            ms(rolled),
            ms(slowest)
        );
    }
    Ok(())
}
