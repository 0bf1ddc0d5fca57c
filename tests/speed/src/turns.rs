//! A store's turn at a work: a warm-up, then the measure.

use crate::contender::Contender;
use crate::meter;
use crate::work::{Seed, Tally};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// What a turn came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sample {
    /// Events or streams a second.
    pub rate: f64,
    /// The median answer's time.
    pub median: Option<Duration>,
    /// What one answer in a hundred takes longer than.
    pub slowest: Option<Duration>,
    /// Processor time of store and client for each event or stream, in microseconds.
    pub cpu: f64,
}

impl Sample {
    fn of(mut answers: Vec<Duration>, each: u64, took: Duration, cpu: f64) -> Result<Self> {
        ensure!(!answers.is_empty(), "nothing was answered in time");
        answers.sort_unstable();
        let at = |hundredth: usize| answers.get((answers.len() - 1) * hundredth / 100).copied();
        let rate = answers.len() as f64 * each as f64 / took.as_secs_f64();
        Ok(Self { rate, median: at(50), slowest: at(99), cpu })
    }
}

/// Microseconds for each of so many since then.
fn since(before: Duration, events: u64) -> f64 {
    (meter::processes().saturating_sub(before)).as_secs_f64() * 1e6 / events.max(1) as f64
}

/// So many writers at once, each appending so many events at a time, one append after another.
pub async fn append(store: &dyn Contender, writers: u64, events: u64, time: Duration) -> Result<Sample> {
    let mut waiting = Vec::new();
    for _ in 0..writers {
        waiting.push(store.writer().await?);
    }
    let cpu = meter::processes();
    let begin = Instant::now() + time / 3;
    let end = begin + time;
    let mut tasks = Vec::new();
    for mut writer in waiting {
        tasks.push(tokio::spawn(async move {
            let (mut answers, mut appended) = (Vec::new(), 0);
            loop {
                let asked = Instant::now();
                if asked >= end {
                    return anyhow::Ok((answers, appended));
                }
                writer.append(events).await?;
                appended += events;
                let answered = Instant::now();
                if answered >= begin && answered < end {
                    answers.push(answered - asked);
                }
            }
        }));
    }
    let (mut answers, mut appended) = (Vec::new(), 0);
    for task in tasks {
        let (more, events) = task.await??;
        answers.extend(more);
        appended += events;
    }
    store.settle().await?;
    Sample::of(answers, events, time, since(cpu, appended))
}

/// Streams of a hundred, one after another.
pub async fn load(store: &dyn Contender, seed: Seed, time: Duration) -> Result<Sample> {
    let cpu = meter::processes();
    let begin = Instant::now() + time / 3;
    let (mut answers, mut streams) = (Vec::new(), 0);
    for n in 0_u64.. {
        // Another one each time, in no order of the disk's.
        let visit = Seed::long_stream(n.wrapping_mul(7_919) % seed.long());
        let asked = Instant::now();
        if asked >= begin + time {
            break;
        }
        let tally = store.load(visit).await?;
        ensure!(tally.events == 100, "a stream of {} events", tally.events);
        streams += 1;
        if asked >= begin {
            answers.push(asked.elapsed());
        }
    }
    Sample::of(answers, 1, time, since(cpu, streams))
}

/// The whole log.
pub async fn read_all(store: &dyn Contender, seed: Seed) -> Result<Sample> {
    let (cpu, started) = (meter::processes(), Instant::now());
    let tally: Tally = store.read_all().await?;
    ensure!(tally.events == seed.events, "{} of {} events", tally.events, seed.events);
    let rate = tally.events as f64 / started.elapsed().as_secs_f64();
    Ok(Sample { rate, cpu: since(cpu, tally.events), ..Sample::default() })
}

/// A read model from nothing; `None` where there are none.
pub async fn rebuild(store: &dyn Contender, seed: Seed, budget: Duration) -> Result<Option<Sample>> {
    let rebuilt = store.rebuild(seed, budget).await?;
    Ok(rebuilt.map(|(events, took)| Sample { rate: events as f64 / took.as_secs_f64(), ..Sample::default() }))
}
