//! `anteroom audit export`: everything an auditor needs and nothing that opens anything. The server, or the folder opened here, hands out records page by page; the files
//! are written by this process, beside a running server too.

use super::evidence::Evidence;
use super::format::{BEFORE, FORMAT, Line, MANIFEST, Manifest, RECORDS};
use super::verify::Pages;
use crate::cli::socket::{
    Ask, Asking, Folder, Here, LANG, Refused, Told, grow, print, print_json, unexpected,
};
use crate::error::AppError;
use crate::follower::{History, Tiles, TreeError};
use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::proof::{Checkpoint, Note, TileStore, copy_tiles};
use store::{Clock, LogReader, Record};

/// What an export holds.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    folder: Folder,
    /// The folder to write, which must not be there yet.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The first position to write. The tree before it is still proved, by its tiles; give the size of your last checkpoint and one more.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    from_position: u64,
    /// Leave the sealed parts' ciphertexts out: their digests stay, and everything but themselves can be verified.
    #[arg(long)]
    without_ciphertexts: bool,
    /// One JSON object: the manifest.
    #[arg(long)]
    json: bool,
}

/// Which records.
#[derive(Serialize, Deserialize)]
pub struct Page {
    after: u64,
    ciphertexts: bool,
}

/// Some records.
#[derive(Serialize, Deserialize)]
pub struct Lines {
    records: Vec<Line>,
    unreadable: Option<(u64, String)>,
    /// Whether the log ends here, or cannot be read on.
    ended: bool,
}

/// What is signed now.
#[derive(Serialize, Deserialize)]
pub struct Signed {
    /// The log's id, in hex.
    pub log: String,
    /// The name under which checkpoints are signed.
    pub origin: String,
    /// The folder of its tiles, within the data folder.
    pub folder: String,
    /// The newest checkpoint.
    pub checkpoint: String,
    /// The newest that witnesses have cosigned.
    pub witnessed: Option<String>,
    /// The verifier keys, one a line.
    pub keys: String,
    /// Why the tree does not grow, where it does not.
    pub stopped: Option<String>,
}

/// Records after a position.
pub async fn page(here: &Here, page: Page) -> Result<Lines, Refused> {
    let mut pages = Pages::after(&*here.inside.deps.log, page.after);
    let records = pages.next().await?.unwrap_or_default();
    let lines = records.iter().map(|record| Line::of(record, page.ciphertexts)).collect();
    Ok(Lines { records: lines, ended: pages.ended(), unreadable: pages.unreadable })
}

/// The log's rotations and restores before a position.
pub async fn before(here: &Here, position: u64) -> Result<Lines, Refused> {
    let log = &*here.inside.deps.log;
    let (mut lines, mut after) = (Vec::new(), 0);
    loop {
        let records = LogReader::read_stream(log, &domain::log::stream(), after, PAGE).await;
        let records = records.map_err(AppError::from)?;
        let told = |record: &&Record| {
            record.position < position
                && ["log.restored.v1", "log.signing-key-rotated.v1"].contains(&&*record.kind)
        };
        lines.extend(records.iter().filter(told).map(|record| Line::of(record, true)));
        match records.last() {
            Some(last) if records.len() == PAGE => after = last.version,
            Some(_) | None => return Ok(Lines { records: lines, ended: true, unreadable: None }),
        }
    }
}

/// Events of the log about itself, read at once.
const PAGE: usize = 500;

/// What is signed, after the tree has come up to the log's end.
pub async fn signed(here: &Here) -> Result<Signed, Refused> {
    let log = &*here.inside.deps.log;
    let stopped = grow(here).await.err();
    let history = History::of(log, &here.data).await?;
    let keys = history.verifiers()?;
    let (checkpoint, stopped) = match (history.checkpoint(&keys), stopped) {
        // Why nothing is signed is what there is to say.
        (Err(TreeError::Unsigned), Some(error)) => return Err(error.into()),
        (signed, stopped) => (signed?.note().to_string(), stopped.map(|error| error.to_string())),
    };
    Ok(Signed {
        log: hex::encode(LogReader::id(log)),
        folder: history.folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        witnessed: history.note("witnessed")?,
        keys: keys.iter().map(|key| key.to_string() + "\n").collect(),
        checkpoint,
        origin: history.origin,
        stopped,
    })
}

/// Times that an export reads on because something was destroyed while it read.
const ROUNDS: usize = 5;

pub(super) async fn run(args: Args, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let Args { folder, out, from_position, without_ciphertexts, json } = args;
    match fs::create_dir(&out) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            ensure!(fs::read_dir(&out)?.next().is_none(), "{} is there and not empty", out.display());
        }
        made => made.with_context(|| format!("the folder {}", out.display()))?,
    }
    let asking = Asking::open(&folder, clock, true).await?;
    let written = write(&asking, &folder.data()?, &out, from_position, !without_ciphertexts).await;
    asking.close().await;
    let (manifest, lacking) = written?;
    if json {
        return print_json([manifest]);
    }
    let said = LANG
        .say("cli-export-done")
        .with("from", manifest.from.to_string())
        .with("to", manifest.to.to_string());
    let mut lines = vec![said.with("out", out.display().to_string()).to_string()];
    lines.extend(
        manifest.stopped.iter().map(|why| LANG.say("cli-verify-stopped").with("why", why).to_string()),
    );
    lines.extend(manifest.unreadable.iter().map(|(position, why)| {
        let said = LANG.say("cli-verify-unreadable").with("position", position.to_string());
        said.with("why", why).to_string()
    }));
    lines.extend(lacking.iter().map(|path| LANG.say("cli-export-lacks").with("path", path).to_string()));
    lines.push(LANG.say("cli-export-next").with("out", out.display().to_string()).to_string());
    print(lines)
}

/// The records' file as it grows.
struct Writing<'a> {
    asking: &'a Asking,
    file: BufWriter<File>,
    ciphertexts: bool,
    /// The last position written.
    last: u64,
    ended: bool,
    unreadable: Option<(u64, String)>,
    evidence: Evidence,
    /// Parts that are gone, and that nothing read so far says was destroyed.
    uncovered: HashSet<([u8; 16], String, [u8; 16])>,
}

async fn write(
    asking: &Asking,
    data: &Path,
    out: &Path,
    from: u64,
    ciphertexts: bool,
) -> anyhow::Result<(Manifest, Vec<String>)> {
    let file = BufWriter::new(File::create(out.join(RECORDS))?);
    let (evidence, uncovered) = (Evidence::default(), HashSet::new());
    let mut writing = Writing {
        asking,
        file,
        ciphertexts,
        last: from - 1,
        ended: false,
        unreadable: None,
        evidence,
        uncovered,
    };
    writing.up_to(u64::MAX).await?;
    // The checkpoint is taken after the records were read, so that it covers every destruction whose traces they show.
    let mut rounds = 0;
    let signed = loop {
        rounds += 1;
        let Told::Signed(signed) = asking.ask(Ask::Signed).await? else { return Err(unexpected()) };
        let before = writing.last;
        writing.up_to(checkpoint(&signed.checkpoint)?.size).await?;
        if writing.uncovered.is_empty() || rounds == ROUNDS || (rounds > 1 && writing.last == before) {
            break *signed;
        }
    };
    let Writing { mut file, last, unreadable, .. } = writing;
    file.flush()?;
    file.get_ref().sync_all()?;

    let size = checkpoint(&signed.checkpoint)?.size;
    ensure!(from <= size + 1, "--from-position: the log has {size} signed records");
    let lacking = copy_tiles(&Tiles::at(&data.join(&signed.folder)), size, &Plain(out.to_owned()))?;
    fs::write(out.join("checkpoint"), &signed.checkpoint)?;
    fs::write(out.join("keys"), &signed.keys)?;
    if let Some(witnessed) = &signed.witnessed {
        fs::write(out.join("witnessed"), witnessed)?;
    }
    if from > 1 {
        let Told::Lines(before) = asking.ask(Ask::Before(from)).await? else { return Err(unexpected()) };
        let lines = before.records.iter().map(|line| Ok(serde_json::to_string(line)? + "\n"));
        fs::write(out.join(BEFORE), lines.collect::<anyhow::Result<String>>()?)?;
    }
    let Signed { origin, log, stopped, .. } = signed;
    let manifest =
        Manifest { format: FORMAT.into(), origin, log, from, to: last, ciphertexts, stopped, unreadable };
    fs::write(out.join(MANIFEST), format!("{}\n", serde_json::to_string_pretty(&manifest)?))?;
    Ok((manifest, lacking))
}

impl Writing<'_> {
    /// Writes what comes next, up to a position or to the log's end.
    async fn up_to(&mut self, position: u64) -> anyhow::Result<()> {
        self.ended = false;
        while self.last < position && !self.ended && self.unreadable.is_none() {
            let page = Page { after: self.last, ciphertexts: self.ciphertexts };
            let Told::Lines(page) = self.asking.ask(Ask::Lines(page)).await? else {
                return Err(unexpected());
            };
            let Lines { records, unreadable, ended } = *page;
            for line in records.iter().filter(|line| line.position() <= position) {
                self.line(line)?;
            }
            (self.unreadable, self.ended) = (unreadable, ended);
        }
        Ok(())
    }

    fn line(&mut self, line: &Line) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.file, line)?;
        self.file.write_all(b"\n")?;
        self.last = line.position();
        // One that cannot be read is for the verification to name.
        let Ok(record) = line.record() else { return Ok(()) };
        self.evidence.take(&record);
        let gone = record.seals.iter().enumerate().filter(|(at, _)| line.is_gone(*at));
        self.uncovered.extend(
            gone.map(|(_, seal)| {
                (*seal.subject.as_bytes(), seal.class.name().to_owned(), *seal.key.as_bytes())
            }),
        );
        let Self { evidence, uncovered, .. } = self;
        uncovered.retain(|(subject, class, key)| !evidence.covers(*subject, class, *key, u64::MAX));
        Ok(())
    }
}

fn checkpoint(note: &str) -> anyhow::Result<Checkpoint> {
    Ok(Checkpoint::parse(Note::parse(note)?.text())?)
}

/// A folder of tiles that are written once, for somebody else to read.
struct Plain(PathBuf);

impl TileStore for Plain {
    fn read(&self, path: &str) -> std::io::Result<Option<Vec<u8>>> {
        Tiles::at(&self.0).read(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&self.0))?;
        fs::write(path, bytes)
    }

    fn remove_partial(&self, _: &str) -> std::io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }
}
