//! Verifying the log: the tree recomputed from the records themselves, compared with what was signed. The stored tiles are asked for one thing alone: where a difference lies.

use crate::cli::socket::{Here, LANG, Refused, grow};
use crate::error::AppError;
use crate::follower::{self, TreeError, exported, origin};
use domain::log::Event;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use store::proof::{
    self, Audit, Checkpoint, Exported, Finding, Report, Seal, SignedCheckpoint, TileStore, VerifierKey,
};
use store::{LogError, LogReader, Record, codec};
use tokio::sync::mpsc;

/// What to compare with, besides the newest checkpoint.
#[derive(Serialize, Deserialize)]
pub struct Verify {
    /// An older signed checkpoint.
    pub older: Option<String>,
    /// The verifier key; the published one without it.
    pub key: Option<String>,
}

/// What a verification found.
#[derive(Debug, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether every record is as it was signed, and every part that is missing was destroyed by an event of the log.
    pub proved: bool,
    /// The first position at which something is wrong.
    pub first_bad: Option<u64>,
    /// The size of the older checkpoint.
    pub older: Option<u64>,
    /// Whether the key was kept elsewhere, or is the one beside the tree.
    pub key_kept_elsewhere: bool,
    /// Why the tree does not grow, where it does not: what was signed last is compared still.
    pub stopped: Option<String>,
    /// Where the engine itself could not read on, and why.
    pub unreadable: Option<(u64, String)>,
    /// The report of the proof.
    pub report: Value,
    /// Its findings in words.
    pub findings: Vec<String>,
}

impl Verdict {
    /// In words, a line each.
    pub fn lines(&self) -> Vec<String> {
        let number = |name: &str| self.report.get(name).and_then(Value::as_u64).unwrap_or(0).to_string();
        let text = |name: &str| self.report.get(name).and_then(Value::as_str).unwrap_or("–").to_owned();
        let mut lines = vec![
            LANG.say("cli-verify-log")
                .with("origin", text("origin"))
                .with("records", number("records"))
                .to_string(),
            LANG.say("cli-verify-root").with("size", number("size")).with("root", text("root")).to_string(),
            LANG.say("cli-verify-parts")
                .with("parts", number("parts"))
                .with("destroyed", number("destroyed"))
                .to_string(),
        ];
        if number("unproved") != "0" {
            lines.push(LANG.say("cli-verify-unproved").with("count", number("unproved")).to_string());
        }
        if let Some(why) = &self.stopped {
            lines.push(LANG.say("cli-verify-stopped").with("why", why).to_string());
        }
        if let Some((position, why)) = &self.unreadable {
            let said = LANG.say("cli-verify-unreadable").with("position", position.to_string());
            lines.push(said.with("why", why).to_string());
        }
        lines.extend(self.findings.iter().cloned());
        lines.push(match (self.proved, self.older) {
            (false, _) => LANG.say("cli-verify-not-proved").to_string(),
            (true, Some(size)) => {
                LANG.say("cli-verify-proved-since").with("size", size.to_string()).to_string()
            }
            (true, None) => LANG.say("cli-verify-proved").to_string(),
        });
        if self.proved && self.older.is_none() {
            lines.push(LANG.say("cli-verify-alone").to_string());
        }
        lines
    }
}

/// Runs that begin again because something was erased meanwhile.
const RUNS: usize = 3;

/// Verifies the log of this house.
pub async fn verify(here: &Here, verify: Verify) -> Result<Verdict, Refused> {
    let log = here.inside.deps.log.id();
    // A tree that cannot grow is no reason not to compare: what was signed last is what there is.
    let stopped = grow(here).await.err().map(|error| error.to_string());
    let key_kept_elsewhere = verify.key.is_some();
    let key: VerifierKey = match verify.key {
        Some(text) => text.trim().parse().map_err(TreeError::from)?,
        None => follower::verifier(&here.data)?,
    };
    let keys = [key];
    let open = |note: String| SignedCheckpoint::open(&note, &origin(log), &keys).map_err(TreeError::from);
    let older = verify.older.map(open).transpose()?.map(|signed| signed.checkpoint().clone());

    let mut runs = 0;
    loop {
        runs += 1;
        let head = here.inside.deps.log.head().await.map_err(AppError::from)?;
        let current = follower::checkpoint(&here.data, log, &keys)?.checkpoint().clone();
        let (report, unreadable) = compare(here, current, older.clone()).await?;
        let proved = report.is_proved() && unreadable.is_none();
        let moved = here.inside.deps.log.head().await.map_err(AppError::from)? > head;
        if !proved && moved && runs < RUNS {
            // A part that was purged while we read looks missing until its destruction is read too.
            continue;
        }
        let first_bad =
            first_bad(&report.findings).into_iter().chain(unreadable.as_ref().map(|(at, _)| *at)).min();
        return Ok(Verdict {
            proved,
            first_bad,
            older: older.map(|older| older.size),
            key_kept_elsewhere,
            findings: report.findings.iter().map(ToString::to_string).collect(),
            report: serde_json::to_value(&report).unwrap_or(Value::Null),
            stopped,
            unreadable,
        });
    }
}

/// The first bad position. That an older checkpoint does not fit is said of its whole size; where a record is known that explains it, the record is what is named.
fn first_bad(findings: &[Finding]) -> Option<u64> {
    let explained = |size: u64| {
        findings.iter().any(|finding| match finding {
            Finding::Changed { first, .. }
            | Finding::Removed { first, .. }
            | Finding::Inserted { first, .. }
            | Finding::Swapped { first, .. } => *first <= size,
            Finding::Truncated { .. }
            | Finding::Forked { .. }
            | Finding::Inconsistent { .. }
            | Finding::OlderCheckpoint { .. }
            | Finding::OutOfPlace { .. }
            | Finding::Unreadable { .. }
            | Finding::MissingPart { .. }
            | Finding::ChangedPart { .. }
            | Finding::StrangePart { .. }
            | Finding::Tile { .. } => false,
        })
    };
    let named = findings.iter().filter(|finding| match finding {
        Finding::Inconsistent { size } => !explained(*size),
        _ => true,
    });
    named.map(Finding::position).min()
}

/// Where the engine could not read on, and why.
type Unreadable = Option<(u64, String)>;

/// Reads the log twice: for its destructions, then record by record for the tree.
async fn compare(
    here: &Here,
    current: Checkpoint,
    older: Option<Checkpoint>,
) -> Result<(Report, Unreadable), Refused> {
    let log = &*here.inside.deps.log;
    let mut destroyed = HashSet::new();
    let mut pages = Pages::new(log);
    while let Some(records) = pages.next().await? {
        destroyed.extend(records.iter().flat_map(destructions));
    }

    let tiles = Tiles(follower::folder(&here.data));
    let (sender, mut records) = mpsc::channel::<Exported>(256);
    let comparing = tokio::task::spawn_blocking(move || {
        let audit = Audit {
            checkpoint: &current,
            older: older.as_ref(),
            tiles: Some(&tiles),
            is_covered: &|seal: &Seal| destroyed.contains(&(seal.subject, seal.class.clone(), seal.key)),
        };
        proof::verify(std::iter::from_fn(|| records.blocking_recv()), &audit)
    });
    let mut pages = Pages::new(log);
    while let Some(records) = pages.next().await? {
        for record in &records {
            sender.send(exported(record)?).await.map_err(|_| TreeError::Ended)?;
        }
    }
    drop(sender);
    let report = comparing.await.map_err(|_| TreeError::Ended)?;
    Ok((report, pages.unreadable))
}

/// Records read at once.
const PAGE: usize = 500;

/// The log page by page, to its end or to a record that the engine cannot read.
struct Pages<'a> {
    log: &'a dyn store::Log,
    after: u64,
    ended: bool,
    unreadable: Unreadable,
}

impl<'a> Pages<'a> {
    fn new(log: &'a dyn store::Log) -> Self {
        Self { log, after: 0, ended: false, unreadable: None }
    }

    async fn next(&mut self) -> Result<Option<Vec<Record>>, Refused> {
        if self.ended {
            return Ok(None);
        }
        let read = async |limit| LogReader::read_all(self.log, self.after, limit).await;
        let records = match read(PAGE).await {
            Ok(records) => records,
            Err(LogError::Broken { position, what }) if position > self.after => {
                // What lies before it is read still.
                let before = (position - self.after - 1) as usize;
                let records =
                    if before == 0 { vec![] } else { read(before).await.map_err(AppError::from)? };
                self.unreadable = Some((position, what));
                records
            }
            Err(error) => return Err(AppError::from(error).into()),
        };
        self.ended = self.unreadable.is_some() || records.len() < PAGE;
        self.after = records.last().map_or(self.after, |record| record.position);
        Ok(Some(records))
    }
}

/// What a record says was destroyed: subject, class, key.
fn destructions(record: &Record) -> Vec<([u8; 16], String, [u8; 16])> {
    if record.kind != "vault.keys-destroyed.v1" {
        return vec![];
    }
    match codec::event::<Event>(record) {
        Ok(Event::KeysDestroyed { subject, keys, .. }) => {
            let of = |key: domain::log::DestroyedKey| {
                (*subject.as_bytes(), key.class.name().to_owned(), *key.key.as_bytes())
            };
            keys.into_iter().map(of).collect()
        }
        // One that cannot be read covers nothing; the tree tells of it.
        Ok(Event::Created { .. } | Event::ClockTurned { .. }) | Err(_) => vec![],
    }
}

/// The stored tiles, for reading alone: the follower beside us is their one writer.
struct Tiles(PathBuf);

impl TileStore for Tiles {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.0.join(Path::new(path))) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, _: &str, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove_partial(&self, _: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_explains_an_older_checkpoint_is_what_is_named() {
        let changed = Finding::Changed { first: 26, last: 26 };
        let tile = Finding::Tile { path: "tile/0/000".into(), position: 9 };
        let inconsistent = || Finding::Inconsistent { size: 56 };
        assert_eq!(first_bad(&[inconsistent(), changed.clone()]), Some(26));
        assert_eq!(first_bad(&[Finding::Inconsistent { size: 20 }, changed]), Some(1));
        assert_eq!(first_bad(&[inconsistent(), tile]), Some(1));
        assert_eq!(first_bad(&[]), None);
    }
}
