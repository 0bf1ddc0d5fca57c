//! Verifying the log of a house: the tree recomputed from the records themselves, compared with what was signed. The stored tiles are asked for one thing alone: where a
//! difference lies.

use super::evidence::{Brought, Evidence, Settled, keys};
use super::verdict::{Beside, Verdict};
use crate::cli::socket::{Here, Refused, grow};
use crate::error::AppError;
use crate::follower::{History, Tiles, TreeError, exported};
use serde::{Deserialize, Serialize};
use std::path::Path;
use store::log::SqliteCopy;
use store::proof::{Exported, Report};
use store::{LogError, LogReader, Record};
use tokio::sync::mpsc;

/// What to compare with, besides the newest checkpoint.
#[derive(Default, Serialize, Deserialize)]
pub struct Verify {
    /// An older signed checkpoint.
    pub older: Option<String>,
    /// Verifier keys of the log, one a line; the published ones without it.
    pub key: Option<String>,
    /// Verifier keys of witnesses who have to have cosigned.
    #[serde(default)]
    pub witnesses: Vec<String>,
}

impl Verify {
    /// What the auditor brings, with these keys where none are brought.
    pub(super) fn brought(self, published: &[store::proof::VerifierKey]) -> Result<Brought, TreeError> {
        let witnesses = self.witnesses.iter().map(|text| keys(text)).collect::<Result<Vec<_>, _>>()?.concat();
        let keys = self.key.as_deref().map(keys).transpose()?.unwrap_or_else(|| published.to_vec());
        Ok(Brought { keys, older: self.older.into_iter().collect(), witnesses })
    }
}

/// Runs that begin again because something was erased meanwhile.
const RUNS: usize = 3;

/// Verifies the log of this house.
pub async fn verify(here: &Here, verify: Verify) -> Result<Verdict, Refused> {
    let log = &here.inside.deps.log;
    // A tree that cannot grow is no reason not to compare: what was signed last is what there is.
    let stopped = grow(here).await.err().map(|error| error.to_string());
    let key_kept_elsewhere = verify.key.is_some();
    let history = History::of(&**log, &here.data).await?;
    let published = if key_kept_elsewhere { vec![] } else { history.verifiers()? };
    let brought = verify.brought(&published)?;

    let mut runs = 0;
    loop {
        runs += 1;
        let head = log.head().await.map_err(AppError::from)?;
        let notes = notes(&history)?;
        let (settled, report, unreadable) = compare(&**log, &history, &brought, notes).await?;
        let moved = log.head().await.map_err(AppError::from)? > head;
        if !(report.is_proved() && unreadable.is_none()) && moved && runs < RUNS {
            // A part that was purged while we read looks missing until its destruction is read too.
            continue;
        }
        return Ok(Verdict::of(
            settled,
            &report,
            Beside { from: 1, key_kept_elsewhere, of_export: false, stopped, unreadable },
        ));
    }
}

/// Verifies a backup, on nothing but its folder. What is newer than its trees, which were copied first, nothing proves.
pub(in crate::cli) async fn verify_backup(folder: &Path, verify: Verify) -> Result<Verdict, Refused> {
    let log = SqliteCopy::open(&folder.join("log.db")).map_err(AppError::from)?;
    let key_kept_elsewhere = verify.key.is_some();
    let history = History::of(&log, folder).await?;
    let published = if key_kept_elsewhere { vec![] } else { history.verifiers()? };
    let brought = verify.brought(&published)?;
    let (settled, report, unreadable) = compare(&log, &history, &brought, notes(&history)?).await?;
    let beside = Beside { from: 1, key_kept_elsewhere, of_export: true, stopped: None, unreadable };
    Ok(Verdict::of(settled, &report, beside))
}

fn notes(history: &History) -> Result<Vec<String>, TreeError> {
    let notes: Vec<String> =
        [history.note("checkpoint")?, history.note("witnessed")?].into_iter().flatten().collect();
    if notes.is_empty() { Err(TreeError::Unsigned) } else { Ok(notes) }
}

/// Where the engine could not read on, and why.
pub(super) type Unreadable = Option<(u64, String)>;

/// Reads the log twice: for what it says of itself, then record by record for the tree.
async fn compare(
    log: &dyn LogReader,
    history: &History,
    brought: &Brought,
    notes: Vec<String>,
) -> Result<(Settled, Report, Unreadable), Refused> {
    let mut evidence = Evidence::default();
    let mut pages = Pages::after(log, 0);
    while let Some(records) = pages.next().await? {
        for record in &records {
            evidence.take(record);
        }
    }
    let settled = brought.settle(&evidence, &notes).map_err(TreeError::from)?;

    let tiles = Tiles::at(&history.folder);
    let (sender, mut records) = mpsc::channel::<Exported>(256);
    let comparing = tokio::task::spawn_blocking(move || {
        let report = settled.compare(&evidence, 1, &tiles, std::iter::from_fn(|| records.blocking_recv()));
        (settled, report)
    });
    let mut pages = Pages::after(log, 0);
    while let Some(records) = pages.next().await? {
        for record in &records {
            sender.send(exported(record)?).await.map_err(|_| TreeError::Ended)?;
        }
    }
    drop(sender);
    let (settled, report) = comparing.await.map_err(|_| TreeError::Ended)?;
    Ok((settled, report, pages.unreadable))
}

/// Records read at once.
const PAGE: usize = 500;

/// The log page by page, to its end or to a record that the engine cannot read.
pub(super) struct Pages<'a> {
    log: &'a dyn LogReader,
    after: u64,
    ended: bool,
    pub(super) unreadable: Unreadable,
}

impl<'a> Pages<'a> {
    pub(super) fn after(log: &'a dyn LogReader, after: u64) -> Self {
        Self { log, after, ended: false, unreadable: None }
    }

    /// Whether there is no more to read.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    pub(super) async fn next(&mut self) -> Result<Option<Vec<Record>>, Refused> {
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
