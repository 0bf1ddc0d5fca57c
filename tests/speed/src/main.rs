//! Measures Anteroom's event store side by side with published ones, in one run on one machine: `tests/bench [--quick] [--json FILE]`.
//! What is measured, and how to read it, is in `docs/bench.md`.

#![expect(
    clippy::disallowed_methods,
    reason = "a measurement takes the machine's own clock and randomness: nothing of it is replayed"
)]

mod cluster;
mod contender;
mod extras;
mod following;
mod growth;
mod lifecycle;
mod meter;
mod results;
mod stores;
mod turns;
mod work;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use contender::{Contender, Ground};
use results::{Comparison, HEAD, Work};
use std::fs::File;
use std::future::Future;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use stores::Engine;
use turns::Sample;
use work::Seed;

#[derive(Parser)]
#[command(name = "tests/bench", about = "Measures the event store beside others.")]
struct Arguments {
    /// Under three minutes of running: a log of thirty thousand events, fewer writers and shorter turns.
    #[arg(long)]
    quick: bool,
    /// Writes an object a line: work, engine, peer, n, ours, theirs, ratio.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// One engine alone: sqlite or postgres.
    #[arg(long)]
    engine: Option<String>,
    /// Ours alone, without a competitor.
    #[arg(long)]
    alone: bool,
    /// One work: append, append-100, load, read-all, rebuild; ours, for what is measured of ours alone; or erase.
    #[arg(long)]
    work: Option<String>,
    /// Events in the log before anything is measured; a multiple of a thousand.
    #[arg(long)]
    events: Option<u64>,
    #[command(subcommand)]
    serve: Option<Serve>,
}

#[derive(Subcommand)]
enum Serve {
    /// Serves UmaDB: the bench starts itself again so.
    #[command(hide = true)]
    ServeUmadb { file: PathBuf, address: String },
    /// Opens our house on SQLite again, in a process of its own, and prints what memory that takes.
    #[command(hide = true)]
    Idle { folder: PathBuf },
}

/// How much is measured.
struct Extent {
    seed: Seed,
    writers: &'static [u64],
    rounds: usize,
    /// The same, of what takes the whole log.
    passes: usize,
    /// Of an append or a load.
    turn: Duration,
    /// Of a rebuild that is slow.
    budget: Duration,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run(arguments))
}

async fn run(arguments: Arguments) -> Result<()> {
    match arguments.serve {
        Some(Serve::ServeUmadb { file, address }) => return stores::serve(&file, &address).await,
        Some(Serve::Idle { folder }) => return extras::idle(folder).await,
        None => {}
    }
    let mut extent = if arguments.quick {
        let (turn, budget) = (Duration::from_millis(450), Duration::from_millis(500));
        Extent { seed: Seed { events: 30_000 }, writers: &[1, 64], rounds: 3, passes: 3, turn, budget }
    } else {
        let (turn, budget) = (Duration::from_secs(1), Duration::from_secs(3));
        let writers = &[1, 16, 64, 256];
        Extent { seed: Seed { events: 1_000_000 }, writers, rounds: 3, passes: 2, turn, budget }
    };
    if let Some(events) = arguments.events {
        extent.seed = Seed { events };
    }
    let folder = Scratch::new()?;
    let json = arguments.json.as_deref().map(File::create).transpose().context("--json")?;
    let mut report = Report { json, work: arguments.work, alone: arguments.alone };
    let started = Instant::now();
    println!("{}", machine());
    for engine in Engine::ALL {
        let wanted = arguments.engine.as_deref().is_none_or(|only| only == engine.name());
        if wanted && report.work.as_deref() != Some("erase") {
            compare(engine, &extent, &folder.0, &mut report).await?;
        }
    }
    if report.wants("ours") || report.wants("erase") {
        println!("\nOf ours alone:\n");
        extras::erased(&folder.0, arguments.quick).await?;
    }
    println!("\nDone in {:.0} s. {}", started.elapsed().as_secs_f64(), load());
    Ok(())
}

/// Every work on one engine: all stores take their turns within a round.
async fn compare(engine: Engine, extent: &Extent, folder: &Path, report: &mut Report) -> Result<()> {
    let Extent { seed, writers, turn, budget, .. } = *extent;
    let folder = folder.join(engine.name());
    std::fs::create_dir_all(&folder)?;
    let cluster = match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(cluster::Cluster::start(&folder).await?),
    };
    let most = writers.iter().copied().max().unwrap_or(1) as u32;
    let url = cluster.as_ref().map_or(String::new(), |cluster| cluster.url.clone());
    let ground = Ground { folder, cluster: url, writers: most };
    let ours = stores::ours(engine, &ground).await?;
    let mut stores: Vec<Arc<dyn Contender>> = vec![ours.clone()];
    for name in engine.competitors().iter().filter(|_| !report.alone) {
        stores.push(stores::open(name, engine, &ground).await?);
    }
    println!("\n{}, a log of {} events:", engine.name(), results::thousands(seed.events as f64));
    for store in &stores {
        let started = Instant::now();
        store.fill(seed).await.with_context(|| format!("{} is filled", store.name()))?;
        store.settle().await?;
        let took = started.elapsed().as_secs_f64();
        println!("- {}: {} (filled in {took:.1} s)", store.name(), store.durability().await?);
    }
    println!("\n{HEAD}");
    // A first reading warms whatever caches there are.
    report
        .works(Work::ReadAll, seed.events, engine, extent.passes, &stores, true, &|store| {
            Box::pin(async move { turns::read_all(store, seed).await.map(Some) })
        })
        .await?;
    report
        .works(Work::Load, work::STREAM, engine, extent.rounds, &stores, false, &|store| {
            Box::pin(async move { turns::load(store, seed, turn).await.map(Some) })
        })
        .await?;
    report
        .works(Work::Rebuild, seed.events, engine, extent.passes, &stores, false, &|store| {
            Box::pin(turns::rebuild(store, seed, budget))
        })
        .await?;
    for writers in writers.iter().copied() {
        report
            .works(Work::Append, writers, engine, extent.rounds, &stores, false, &|store| {
                Box::pin(async move {
                    if writers > store.most_writers() {
                        return Ok(None);
                    }
                    turns::append(store, writers, 1, turn).await.map(Some)
                })
            })
            .await?;
    }
    report
        .works(Work::Append100, 1, engine, extent.rounds, &stores, false, &|store| {
            Box::pin(async move { turns::append(store, 1, work::STREAM, turn).await.map(Some) })
        })
        .await?;
    if report.wants("ours") {
        drop(stores);
        println!("\n{}", growth::HEAD);
        for events in [10_000, 100_000].into_iter().filter(|events| *events < seed.events) {
            let (seed, name) = (Seed { events }, format!("ours-{}-{events}", engine.name()));
            let house = stores::House::open(engine, &ground, &name).await?;
            house.fill(seed).await?;
            house.settle().await?;
            let models = house.read_models().await?;
            println!("{}", growth::row(engine, &house, &models, seed).await?);
            models.shutdown().await;
        }
        let models = ours.read_models().await?;
        println!("{}", growth::row(engine, &ours, &models, seed).await?);
        extras::of_house(engine, &ours, &models).await?;
        models.shutdown().await;
        if engine == Engine::Sqlite {
            extras::proved(&*ours.log, &ground.folder).await?;
            drop(ours);
            extras::memory(&ground.folder)?;
        }
    }
    Ok(())
}

type Turn<'a> = Pin<Box<dyn Future<Output = Result<Option<Sample>>> + Send + 'a>>;

/// Where results go.
struct Report {
    json: Option<File>,
    work: Option<String>,
    alone: bool,
}

impl Report {
    fn wants(&self, work: &str) -> bool {
        self.work.as_deref().is_none_or(|only| only == work)
    }

    /// Rounds of turns; each round begins with another store.
    #[expect(clippy::too_many_arguments, reason = "a measure has this many sides")]
    async fn works(
        &mut self,
        work: Work,
        n: u64,
        engine: Engine,
        rounds: usize,
        stores: &[Arc<dyn Contender>],
        warm_up: bool,
        turn: &(dyn for<'a> Fn(&'a dyn Contender) -> Turn<'a> + Sync),
    ) -> Result<()> {
        let name = serde_json::to_value(work)?;
        let name = name.as_str().unwrap_or_default();
        if !self.wants(name) {
            return Ok(());
        }
        let mut samples: Vec<(&'static str, Vec<Sample>)> =
            stores.iter().map(|store| (store.name(), Vec::new())).collect();
        for round in 0..rounds + usize::from(warm_up) {
            for place in 0..stores.len() {
                let which = (round + place) % stores.len();
                let store = &*stores[which];
                let sample = turn(store).await.with_context(|| format!("{name} on {}", store.name()))?;
                if !warm_up || round > 0 {
                    samples[which].1.extend(sample);
                }
            }
        }
        let comparison = Comparison { work, engine, n, stores: samples };
        print!("{}", comparison.rows());
        if let Some(json) = &mut self.json {
            for line in comparison.lines() {
                writeln!(json, "{line}")?;
            }
            json.flush()?;
        }
        Ok(())
    }
}

/// A folder that is gone when the run is.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        // Not /tmp, which may be memory: what is measured is a disk.
        let root = std::env::var_os("ANTEROOM_BENCH_FOLDER").map_or("/var/tmp".into(), PathBuf::from);
        let folder = root.join(format!("anteroom-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What a program that is just ending still writes stays behind, and harms nobody.
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// The machine and what else it is doing.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("an unknown processor", |(_, model)| model);
    format!("{cores} cores, {model}. {}", load())
}

fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<_> = load.split(' ').take(3).collect();
    format!("Load: {} (1, 5, 15 minutes).", load.join(" "))
}
