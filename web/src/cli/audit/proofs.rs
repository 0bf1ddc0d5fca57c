//! Small proofs, made here and checked anywhere: that one event is under the newest checkpoint, and that the newest checkpoint continues an older one.

use super::evidence::open;
use super::format::Line;
use crate::cli::socket::{Ask, Folder, Here, LANG, Refused, Told, ask, grow, print, print_json, unexpected};
use crate::error::AppError;
use crate::follower::{History, Tiles, TreeError, leaf};
use anyhow::{Context as _, bail};
use domain::log::Event;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::log::SqliteCopy;
use store::proof::{
    AddCheckpoint, Checkpoint, DecodedLeaf, FollowerError, InclusionProof, Note, Rotation, TileError,
    TiledTree, VerifierKey, trusted, verify_consistency,
};
use store::{Clock, LogReader, codec};

/// Which event.
#[derive(clap::Args)]
pub(super) struct InclusionArgs {
    #[command(flatten)]
    folder: Folder,
    /// The event's position in the log.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    position: u64,
    /// The file to write, by custom with the extension .tlog-proof; without it the proof is printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Which proof, and whom to trust.
#[derive(clap::Args)]
pub(super) struct VerifyInclusionArgs {
    /// The proof (C2SP tlog-proof).
    proof: PathBuf,
    /// The log's verifier key: a file, or the key itself.
    #[arg(long, value_name = "KEY", required = true)]
    key: Vec<String>,
    /// Verifier keys of witnesses who have to have cosigned.
    #[arg(long, value_name = "KEY")]
    witness: Vec<String>,
    /// The event itself, as one line of an export's records.jsonl; without it the leaf in the proof is shown.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

/// From which checkpoint on.
#[derive(clap::Args)]
pub(super) struct ConsistencyArgs {
    #[command(flatten)]
    folder: Folder,
    /// The older checkpoint, kept elsewhere; or the folder of a backup or of an earlier export, whose checkpoint is meant then.
    #[arg(long, value_name = "FILE")]
    checkpoint: PathBuf,
    /// The log's verifier key, kept elsewhere: a file, or the key itself. Can be given more than once, as during a rotation. Without it the one beside the tree is
    /// believed.
    #[arg(long, value_name = "KEY")]
    key: Vec<String>,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

/// A proof of consistency, with what it is between.
#[derive(Serialize, Deserialize)]
pub struct Consistency {
    /// The published verifier keys.
    keys: Vec<String>,
    /// What the log tells of rotations of its key, each signed by both.
    #[serde(default)]
    rotations: Vec<String>,
    /// The proof and the newest checkpoint, in the form in which witnesses are asked.
    request: String,
}

/// Makes the proof that the event at a position is under the newest checkpoint.
pub async fn inclusion(here: &Here, position: u64) -> Result<String, Refused> {
    grow(here).await?;
    let log = &*here.inside.deps.log;
    let history = History::of(log, &here.data).await?;
    let signed = history.checkpoint(&history.verifiers()?)?;
    let size = signed.checkpoint().size;
    let records = LogReader::read_all(log, position.saturating_sub(1), 1).await.map_err(AppError::from)?;
    let Some(record) = records.first().filter(|record| record.position == position && position <= size)
    else {
        return Err(Refused::NoEvent { position, size });
    };
    let tiles = Tiles::at(&history.folder);
    let path = TiledTree::new(&tiles, size).inclusion(position - 1).map_err(of_tile)?;
    let proof = InclusionProof {
        index: position - 1,
        path,
        checkpoint: signed.note().to_string(),
        extra: Some(leaf(record)?),
    };
    Ok(proof.to_string())
}

/// Makes the proof that the newest checkpoint continues one of `old` records.
pub async fn consistency(here: &Here, old: u64) -> Result<Consistency, Refused> {
    grow(here).await?;
    let log = &*here.inside.deps.log;
    let history = History::of(log, &here.data).await?;
    let keys = history.verifiers()?;
    let signed = history.checkpoint(&keys)?;
    let size = signed.checkpoint().size;
    let tiles = Tiles::at(&history.folder);
    // That the older one is larger is for whoever asked to say.
    let proof = if old > size { Ok(vec![]) } else { TiledTree::new(&tiles, size).consistency(old) };
    let proof = proof.map_err(of_tile)?;
    let request = AddCheckpoint { old, proof, checkpoint: signed.note().to_string() };
    let rotations = rotations(log).await?;
    Ok(Consistency {
        keys: keys.iter().map(ToString::to_string).collect(),
        rotations,
        request: request.to_string(),
    })
}

/// The statements of all rotations, oldest first.
async fn rotations(log: &dyn LogReader) -> Result<Vec<String>, Refused> {
    const PAGE: usize = 500;
    let (mut rotations, mut after) = (Vec::new(), 0);
    loop {
        let records = log.read_stream(&domain::log::stream(), after, PAGE).await.map_err(AppError::from)?;
        for record in records.iter().filter(|record| record.kind == "log.signing-key-rotated.v1") {
            let event = codec::event(record).map_err(AppError::from)?;
            if let Event::SigningKeyRotated { statement, .. } = event {
                rotations.push(statement);
            }
        }
        match records.last() {
            Some(last) if records.len() == PAGE => after = last.version,
            Some(_) | None => return Ok(rotations),
        }
    }
}

fn of_tile(error: TileError) -> Refused {
    TreeError::from(FollowerError::from(error)).into()
}

pub(super) async fn run_inclusion(args: InclusionArgs, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let Told::Proof(proof) = ask(&args.folder, clock, Ask::Inclusion(args.position)).await? else {
        return Err(unexpected());
    };
    match args.out {
        Some(out) => fs::write(&out, proof).with_context(|| format!("the proof {}", out.display())),
        None => print(proof.lines().map(str::to_owned)),
    }
}

/// The keys that the arguments give: each a file or a key.
pub(crate) fn keys_of(given: &[String]) -> anyhow::Result<Vec<VerifierKey>> {
    let mut keys = Vec::new();
    for text in given {
        let read = if Path::new(text).is_file() {
            super::evidence::keys(&fs::read_to_string(text)?).with_context(|| format!("the file {text}"))?
        } else {
            super::evidence::keys(text)
                .with_context(|| format!("{text:?} is neither a file that is there nor a verifier key"))?
        };
        if read.is_empty() {
            bail!("{text:?} holds no verifier key");
        }
        keys.extend(read);
    }
    Ok(keys)
}

/// A checkpoint that was kept elsewhere: its file, or the folder of an export or a backup that holds one.
pub(super) async fn older(path: &Path) -> anyhow::Result<String> {
    let backup = path.join("log.db");
    if backup.is_file() {
        let history = History::of(&SqliteCopy::open(&backup)?, path).await?;
        return history
            .note("checkpoint")?
            .with_context(|| format!("{} holds no checkpoint", path.display()));
    }
    let path = if path.is_dir() { path.join("checkpoint") } else { path.to_owned() };
    fs::read_to_string(&path).with_context(|| format!("the checkpoint {}", path.display()))
}

pub(super) fn run_verify_inclusion(args: &VerifyInclusionArgs) -> anyhow::Result<()> {
    let text =
        fs::read_to_string(&args.proof).with_context(|| format!("the proof {}", args.proof.display()))?;
    let proof = InclusionProof::parse(&text)?;
    let witnesses = keys_of(&args.witness)?;
    let known = [keys_of(&args.key)?, witnesses.clone()].concat();
    let leaf = match &args.record {
        Some(path) => {
            let text = fs::read_to_string(path).with_context(|| format!("the event {}", path.display()))?;
            let line: Line =
                serde_json::from_str(text.trim()).context("the event is no line of an export")?;
            leaf(&line.record()?)?
        }
        None => proof.extra.clone().context("the proof holds no leaf: --record gives the event")?,
    };
    let origin = open(&proof.checkpoint, &known)?.checkpoint().origin.clone();
    let signed = proof.verify(&leaf, &origin, &known).context("not proved")?;
    let cosigned = signed.cosigned(&witnesses);
    for key in &witnesses {
        if !cosigned.iter().any(|(signed, _)| *signed == key) {
            bail!("not proved: {} has not cosigned the checkpoint", key.name());
        }
    }
    let event = DecodedLeaf::decode(&leaf).context("the leaf")?;
    let position = proof.index + 1;
    let Checkpoint { origin, size, .. } = signed.checkpoint();
    let public = String::from_utf8_lossy(event.public);
    if args.json {
        return print_json([serde_json::json!({
            "proved": true, "position": position, "origin": origin, "size": size, "stream": event.stream,
            "version": event.version, "event": hex::encode(event.event), "kind": event.kind, "public": public,
            "seals": event.seals.len(), "witnesses": cosigned.iter().map(|(key, _)| key.name()).collect::<Vec<_>>(),
        })]);
    }
    let said = LANG
        .say("cli-inclusion-proved")
        .with("position", position.to_string())
        .with("origin", origin.clone());
    print([
        said.with("size", size.to_string()).to_string(),
        format!("{} {}@{} {public}", event.kind, event.stream, event.version),
    ])
}

pub(super) async fn run_consistency(args: ConsistencyArgs, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let older = older(&args.checkpoint).await?;
    let said = Checkpoint::parse(Note::parse(&older)?.text())?;
    let Told::Consistency(told) = ask(&args.folder, clock, Ask::Consistency(said.size)).await? else {
        return Err(unexpected());
    };
    let keys = keys_of(if args.key.is_empty() { &told.keys } else { &args.key })?;
    let proof = AddCheckpoint::parse(&told.request)?;
    let now = Checkpoint::parse(Note::parse(&proof.checkpoint)?.text())?.origin;
    if said.origin != now {
        bail!(
            "the older checkpoint is of {}, and the log is signed as {now}: it was restored since, or is another log. anteroom audit verify --checkpoint tells which",
            said.origin
        );
    }
    // Each rotation proves itself: trust in a key leads to the one that took over, and what that signed vouches for what the one before had signed.
    let rotations: Vec<Rotation> =
        told.rotations.iter().filter_map(|said| Rotation::open(said).ok()).collect();
    let known = trusted(&keys, &rotations, &[]);
    let before = rotations.iter().map(|rotation| rotation.old.clone());
    let earlier: Vec<VerifierKey> = known.iter().cloned().chain(before).collect();
    let old = open(&older, &earlier).context("the older checkpoint")?.checkpoint().clone();
    let new = open(&proof.checkpoint, &known).context("the newest checkpoint")?.checkpoint().clone();
    verify_consistency(old.size, new.size, &proof.proof, old.root, new.root).with_context(|| {
        format!("the log of {} records does not continue the one of {}", new.size, old.size)
    })?;
    if args.json {
        let hashes: Vec<String> = proof.proof.iter().map(ToString::to_string).collect();
        return print_json([serde_json::json!({
            "consistent": true, "old": old.size, "new": new.size, "proof": hashes, "checkpoint": proof.checkpoint,
        })]);
    }
    let said = LANG.say("cli-consistent").with("old", old.size.to_string()).with("new", new.size.to_string());
    print([said.to_string()])
}
