//! Results: ratios within a round, a line of JSON for each comparison, and tables for people.

use crate::stores::Engine;
use crate::turns::Sample;
use serde::Serialize;
use std::fmt::Write;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// One event an append; `n` writers at once. Events a second.
    Append,
    /// A hundred events an append; `n` writers at once. Events a second.
    #[serde(rename = "append-100")]
    Append100,
    /// A stream of `n` events, read and folded. Streams a second.
    Load,
    /// A log of `n` events, read and folded. Events a second.
    ReadAll,
    /// Read models of a log of `n` events. Events a second.
    Rebuild,
}

/// A comparison.
#[derive(Debug, Serialize)]
struct Line {
    work: Work,
    engine: &'static str,
    peer: &'static str,
    n: u64,
    ours: f64,
    theirs: f64,
    ratio: f64,
}

/// One work at one size on one engine: of each store, ours first, a sample a round.
pub struct Comparison {
    /// The work.
    pub work: Work,
    /// The engine.
    pub engine: Engine,
    /// Its size.
    pub n: u64,
    /// Of each store its name and its samples.
    pub stores: Vec<(&'static str, Vec<Sample>)>,
}

impl Comparison {
    /// A line for each competitor. The round whose ratio is the median of all rounds speaks for them.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (peer, _) in self.stores.iter().skip(1) {
            if let Some((ours, theirs)) = self.fair_round(peer) {
                let (ours, theirs) = (ours.round(), theirs.round());
                let ratio = (ours / theirs * 1_000.0).round() / 1_000.0;
                let line = Line {
                    work: self.work,
                    engine: self.engine.name(),
                    peer,
                    n: self.n,
                    ours,
                    theirs,
                    ratio,
                };
                lines.extend(serde_json::to_string(&line).ok());
            }
        }
        lines
    }

    /// The rates of ours and of another store in the round whose ratio is the median.
    fn fair_round(&self, peer: &str) -> Option<(f64, f64)> {
        let (_, ours) = self.stores.first()?;
        let (_, theirs) = self.stores.iter().find(|(name, _)| *name == peer)?;
        let mut rounds: Vec<_> = ours.iter().zip(theirs).map(|(a, b)| (a.rate, b.rate)).collect();
        rounds.sort_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)));
        rounds.get(rounds.len() / 2).copied()
    }

    /// Rows of a table.
    pub fn rows(&self) -> String {
        let mut out = String::new();
        let work = serde_json::to_value(self.work).unwrap_or_default();
        let what = format!("{} {}", work.as_str().unwrap_or_default(), thousands(self.n as f64));
        for (name, samples) in self.stores.iter().filter(|(_, samples)| !samples.is_empty()) {
            let mut rates: Vec<f64> = samples.iter().map(|sample| sample.rate).collect();
            rates.sort_by(f64::total_cmp);
            let middle = rates[rates.len() / 2];
            let range = format!("{}–{}", thousands(rates[0]), thousands(rates[rates.len() - 1]));
            let time = |of: fn(&Sample) -> Option<std::time::Duration>| {
                let mut times: Vec<_> = samples.iter().filter_map(of).collect();
                times.sort_unstable();
                let middle = times.get(times.len() / 2);
                middle.map_or(String::new(), |time| format!("{:.2}", time.as_secs_f64() * 1e3))
            };
            let (p50, p99) = (time(|s| s.median), time(|s| s.slowest));
            let mut cpu: Vec<f64> = samples.iter().map(|sample| sample.cpu).collect();
            cpu.sort_by(f64::total_cmp);
            let cpu = Some(cpu[cpu.len() / 2]).filter(|cpu| *cpu > 0.0);
            let cpu = cpu.map_or(String::new(), |cpu| format!("{cpu:.1}"));
            let ratio = self.fair_round(name).filter(|_| *name != "anteroom");
            let ratio = ratio.map_or(String::new(), |(ours, theirs)| format!("{:.2}", ours / theirs));
            let middle = thousands(middle);
            let engine = self.engine.name();
            // Writing to a String cannot fail.
            let _ = writeln!(
                out,
                "| {what} | {engine} | {name} | {middle} | {range} | {p50} | {p99} | {cpu} | {ratio} |"
            );
        }
        out
    }
}

/// The head of a table.
pub const HEAD: &str =
    "| work | engine | store | a second | range | p50 ms | p99 ms | CPU µs each | ours ÷ theirs |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |";

/// A number for people.
pub fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
