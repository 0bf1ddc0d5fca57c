//! Verifying an export, on nothing but its folder: no server, no database, no data folder.

use super::evidence::{Evidence, keys};
use super::format::{BEFORE, FORMAT, Line, MANIFEST, Manifest, RECORDS};
use super::verdict::{Beside, Verdict};
use super::verify::Verify;
use crate::follower::Tiles;
use anyhow::{Context as _, ensure};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, ErrorKind};
use std::path::Path;
use store::Record;
use store::proof::{
    Checkpoint, Finding, Hash, Report, TileStore, TiledTree, first_difference, verify_inclusion,
};

/// Verifies the export in this folder. The tiles of an earlier export, whose checkpoint is among what is brought, tell where the histories part.
pub(super) fn verify(export: &Path, verify: Verify, earlier: Option<&Path>) -> anyhow::Result<Verdict> {
    let text =
        |name: &str| fs::read_to_string(export.join(name)).with_context(|| format!("{name} of the export"));
    let manifest: Manifest = serde_json::from_str(&text(MANIFEST)?).context("the manifest of the export")?;
    ensure!(
        manifest.format == FORMAT,
        "this export has the form {:?}; {FORMAT} is known here",
        manifest.format
    );
    let key_kept_elsewhere = verify.key.is_some();
    let published = if key_kept_elsewhere { vec![] } else { keys(&text("keys")?)? };
    let brought = verify.brought(&published)?;
    let mut notes = vec![text("checkpoint")?];
    match fs::read_to_string(export.join("witnessed")) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        witnessed => notes.push(witnessed.context("witnessed of the export")?),
    }

    let mut evidence = Evidence::default();
    let before = before(export, &manifest)?;
    for record in &before {
        evidence.take(record);
    }
    let mut lines = Lines::open(export, &manifest)?;
    for (_, record) in &mut lines {
        evidence.take(&record);
    }
    let mut unreadable = lines.unreadable.take();
    let settled = brought.settle(&evidence, &notes).context("the checkpoint")?;

    let lines = Lines::open(export, &manifest)?;
    let records = lines.map_while(|(line, record)| line.exported(&record, !manifest.ciphertexts).ok());
    let tiles = Tiles::at(export);
    let mut report = settled.compare(&evidence, manifest.from, &tiles, records);
    for record in &before {
        if !is_signed(record, &settled.current, &tiles)? {
            unreadable = Some((record.position, format!("{BEFORE} holds another record than was signed")));
        }
    }
    if let (Some(earlier), Some(size)) = (earlier, settled.older) {
        part(&mut report, size, (&Tiles::at(earlier), size), (&tiles, settled.current.size));
    }
    let beside = Beside {
        from: manifest.from,
        key_kept_elsewhere,
        of_export: true,
        stopped: manifest.stopped,
        unreadable,
    };
    Ok(Verdict::of(settled, &report, beside))
}

/// What stands before a part of a log: restores and rotations, which say whom to believe.
fn before(export: &Path, manifest: &Manifest) -> anyhow::Result<Vec<Record>> {
    if manifest.from == 1 {
        return Ok(vec![]);
    }
    let text = fs::read_to_string(export.join(BEFORE)).with_context(|| format!("{BEFORE} of the export"))?;
    let lines = text.lines().map(|line| Ok(serde_json::from_str::<Line>(line)?.record()?));
    lines.collect::<anyhow::Result<_>>().with_context(|| format!("{BEFORE} of the export"))
}

/// Whether the record is the one at its position under the checkpoint.
fn is_signed(record: &Record, signed: &Checkpoint, tiles: &Tiles) -> anyhow::Result<bool> {
    let Some(index) = record.position.checked_sub(1) else { return Ok(false) };
    let Ok(path) = TiledTree::new(tiles, signed.size).inclusion(index) else { return Ok(false) };
    let leaf = Hash::of_leaf(&crate::follower::leaf(record)?);
    Ok(verify_inclusion(leaf, index, signed.size, &path, signed.root).is_ok())
}

/// Says of an older checkpoint that does not fit where the histories part.
fn part(report: &mut Report, size: u64, earlier: (&dyn TileStore, u64), now: (&dyn TileStore, u64)) {
    let Some(agreed) = first_difference(earlier, now) else { return };
    for finding in &mut report.findings {
        if *finding == (Finding::Inconsistent { size }) {
            *finding = Finding::Forked { size, agreed };
        }
    }
    report.findings.sort_by_key(Finding::position);
}

/// The records of an export, up to the first line that is none.
pub(super) struct Lines {
    file: std::io::Lines<BufReader<File>>,
    expected: u64,
    /// Where it could not be read on, and why: by this reader, or by the one that wrote the export.
    unreadable: Option<(u64, String)>,
}

impl Lines {
    pub(super) fn open(export: &Path, manifest: &Manifest) -> anyhow::Result<Self> {
        let file = File::open(export.join(RECORDS)).with_context(|| format!("{RECORDS} of the export"))?;
        let unreadable = manifest.unreadable.clone();
        Ok(Self { file: BufReader::new(file).lines(), expected: manifest.from, unreadable })
    }

    fn read(&mut self, line: std::io::Result<String>) -> Result<(Line, Record), (u64, String)> {
        let line = line.map_err(|error| (self.expected, error.to_string()))?;
        let line: Line = serde_json::from_str(&line).map_err(|error| (self.expected, error.to_string()))?;
        let record = line.record().map_err(|error| (line.position(), error.to_string()))?;
        crate::follower::leaf(&record).map_err(|error| (line.position(), error.to_string()))?;
        self.expected = line.position().saturating_add(1);
        Ok((line, record))
    }
}

impl Iterator for Lines {
    type Item = (Line, Record);

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.file.next()?;
        match self.read(line) {
            Ok(read) => Some(read),
            Err(unreadable) => {
                self.unreadable = Some(unreadable);
                None
            }
        }
    }
}
