//! How what people wait for grows with the log: ours alone, at several sizes of it.

use crate::stores::{Engine, House};
use crate::turns;
use crate::work::{Seed, organisation};
use anyhow::{Result, ensure};
use domain::OrganisationId;
use projections::ReadModels;
use std::time::{Duration, Instant};

/// Writers at once.
const WRITERS: u64 = 64;

/// How long an append and a load are looked at.
const TURN: Duration = Duration::from_secs(1);

/// How many pages are read.
const PAGES: usize = 300;

/// Rows a page: as many past visits as an organisation has in the smallest log.
const ROWS: u32 = 9;

/// The head of the table.
pub const HEAD: &str = "| log | engine | append 64, p50 ms | p99 ms | CPU µs each | load 100, p50 ms | p99 ms | page of nine, p50 ms | p99 ms |
| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";

/// A row of the table.
pub async fn row(engine: Engine, house: &House, models: &ReadModels, seed: Seed) -> Result<String> {
    let append = turns::append(house, WRITERS, 1, TURN).await?;
    let load = turns::load(house, seed, TURN).await?;
    let (median, slowest) = pages(models, seed).await?;
    let ms = |time: Option<Duration>| format!("{:.2}", time.unwrap_or_default().as_secs_f64() * 1e3);
    Ok(format!(
        "| {} | {} | {} | {} | {:.1} | {} | {} | {} | {} |",
        crate::results::thousands(seed.events as f64),
        engine.name(),
        ms(append.median),
        ms(append.slowest),
        append.cpu,
        ms(load.median),
        ms(load.slowest),
        ms(Some(median)),
        ms(Some(slowest))
    ))
}

/// The newest past visits of one organisation after another: the median, and what one page in a hundred takes longer than.
async fn pages(models: &ReadModels, seed: Seed) -> Result<(Duration, Duration)> {
    let visits = models.visits();
    let mut answers = Vec::new();
    for n in 0..PAGES as u64 {
        let whose = OrganisationId(organisation(Seed::visit(n.wrapping_mul(7_919) % seed.visits())));
        let asked = Instant::now();
        let rows = visits.history(whose, None, ROWS).await?;
        answers.push(asked.elapsed());
        ensure!(!rows.is_empty(), "a page without a visit");
    }
    answers.sort_unstable();
    Ok((answers[PAGES / 2], answers[PAGES * 99 / 100]))
}
