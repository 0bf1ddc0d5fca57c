//! `anteroom audit`: replays who opened what, exports and verifies the log, makes small proofs, prints checkpoints, rotates the key that signs them.

mod certificate;
mod evidence;
mod export;
mod format;
mod offline;
mod proofs;
mod replay;
mod verdict;
mod verify;

pub use evidence::Witnessed;
pub use export::{Lines, Page, Signed, before, page, signed};
pub use format::{Line, Manifest};
pub(crate) use proofs::keys_of;
pub use proofs::{Consistency, consistency, inclusion};
pub use replay::{Replay, replay};
pub use verdict::Verdict;
pub(super) use verify::verify_backup;
pub use verify::{Verify, verify};

use super::socket::{Ask, Folder, Here, LANG, Refused, Told, ask, grow, print, print_json, unexpected};
use crate::follower::{self, History};
use std::path::PathBuf;
use std::sync::Arc;
use store::Clock;

/// What an auditor can do.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// List who opened whose data, when and why; for an erased visit too.
    Replay(replay::Args),
    /// Recompute the tree from the log or from an export of it, and compare it with the signed checkpoint and with an older one kept elsewhere.
    ///
    /// Ends with 0 if the log is proved, with 1 if it is not, and with 3 if it is proved but the log itself declares (in a restore) that records are lost which your older
    /// checkpoint vouches for.
    Verify(VerifyArgs),
    /// Write the log into a folder that anybody can verify, on another machine, without a server and without a key that opens anything.
    Export(export::Args),
    /// Print the newest signed checkpoint, to be kept elsewhere.
    Checkpoint(CheckpointArgs),
    /// Prove that one event is under the newest checkpoint (C2SP tlog-proof).
    Inclusion(proofs::InclusionArgs),
    /// Check such a proof, on nothing but itself and a key.
    VerifyInclusion(proofs::VerifyInclusionArgs),
    /// Check an erasure certificate (anteroom subject certificate), on nothing but itself and a key; with an export, against the log's records too.
    VerifyCertificate(certificate::Args),
    /// Prove that the newest checkpoint continues an older one, and check it.
    Consistency(proofs::ConsistencyArgs),
    /// Let a new key take over signing checkpoints; both sign until --finish.
    RotateKey(RotateArgs),
}

#[derive(clap::Args)]
struct VerifyArgs {
    /// An export's folder (anteroom audit export), or a backup's (anteroom backup). Nothing else is read then: no server, no database, no data folder.
    export: Option<PathBuf>,
    #[command(flatten)]
    folder: Folder,
    /// An older checkpoint, kept elsewhere: the log must have grown out of it. Or the folder of a backup or of an earlier export: its checkpoint then, and with an export's tiles the
    /// place is known where an export is another history.
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// The log's verifier key, kept elsewhere: a file, or the key itself. An older key will do if the log tells of the rotation. Without it the one beside the tree is
    /// believed.
    #[arg(long, value_name = "KEY")]
    key: Vec<String>,
    /// A witness's verifier key: it has to have cosigned. Can be given more than once.
    #[arg(long, value_name = "KEY")]
    witness: Vec<String>,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct CheckpointArgs {
    #[command(flatten)]
    folder: Folder,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct RotateArgs {
    #[command(flatten)]
    folder: Folder,
    /// End the rotation: from now on the new key signs alone, and the old one is removed from the data folder. Do it when auditors and witnesses know the new key.
    #[arg(long)]
    finish: bool,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

impl Args {
    /// Does it.
    pub async fn run(self, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
        match self.command {
            Command::Replay(args) => replay::run(args, clock).await,
            Command::Verify(args) => run_verify(args, clock).await,
            Command::Export(args) => export::run(args, clock).await,
            Command::Checkpoint(args) => run_checkpoint(&args, clock).await,
            Command::Inclusion(args) => proofs::run_inclusion(args, clock).await,
            Command::VerifyInclusion(args) => proofs::run_verify_inclusion(&args),
            Command::VerifyCertificate(args) => certificate::run(&args),
            Command::Consistency(args) => proofs::run_consistency(args, clock).await,
            Command::RotateKey(args) => run_rotate(&args, clock).await,
        }
    }
}

async fn run_verify(args: VerifyArgs, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let earlier = args.checkpoint.as_ref().filter(|path| path.is_dir());
    let older = match &args.checkpoint {
        Some(path) => Some(proofs::older(path).await?),
        None => None,
    };
    let text = |given: &[String]| -> anyhow::Result<Vec<String>> {
        Ok(proofs::keys_of(given)?.iter().map(ToString::to_string).collect())
    };
    let key = if args.key.is_empty() { None } else { Some(text(&args.key)?.join("\n")) };
    let verify = Verify { older, key, witnesses: text(&args.witness)? };
    let verdict = match &args.export {
        Some(backup) if backup.join("log.db").exists() => verify::verify_backup(backup, verify).await?,
        Some(export) => offline::verify(export, verify, earlier.map(PathBuf::as_path))?,
        None => match ask(&args.folder, clock, Ask::Verify(verify)).await? {
            Told::Verdict(verdict) => *verdict,
            _ => return Err(unexpected()),
        },
    };
    if args.json {
        print_json([&verdict])?;
    } else {
        print(verdict.lines())?;
    }
    verdict.outcome()
}

async fn run_checkpoint(args: &CheckpointArgs, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let Told::Checkpoint(note) = ask(&args.folder, clock, Ask::Checkpoint).await? else {
        return Err(unexpected());
    };
    if args.json {
        let text = note.split("\n\n").next().unwrap_or_default();
        let mut lines = text.lines();
        let (origin, size, root) =
            (lines.next(), lines.next().and_then(|size| size.parse::<u64>().ok()), lines.next());
        print_json([serde_json::json!({ "origin": origin, "size": size, "root": root, "note": note })])
    } else {
        print(note.lines().map(str::to_owned))
    }
}

/// The newest signed checkpoint, over all that is in the log now.
pub async fn checkpoint(here: &Here) -> Result<String, Refused> {
    grow(here).await?;
    let history = History::of(&*here.inside.deps.log, &here.data).await?;
    Ok(history.checkpoint(&history.verifiers()?)?.note().to_string())
}

async fn run_rotate(args: &RotateArgs, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let Told::Keys(keys) = ask(&args.folder, clock, Ask::RotateKey { finish: args.finish }).await? else {
        return Err(unexpected());
    };
    if args.json {
        return print_json([serde_json::json!({ "keys": keys })]);
    }
    let said = if args.finish { "cli-rotate-finished" } else { "cli-rotate-begun" };
    print(std::iter::once(LANG.say(said).to_string()).chain(keys))
}

/// Begins or ends a rotation of the signing key; gives the verifier keys that sign from now on.
pub async fn rotate(here: &Here, finish: bool) -> Result<Vec<String>, Refused> {
    let deps = &here.inside.deps;
    let keys = if finish {
        follower::finish_rotation(deps, &here.data).await?
    } else {
        // A key that nothing was signed with yet has nothing to hand over.
        grow(here).await?;
        follower::rotate(deps, &here.data).await?
    };
    grow(here).await?;
    Ok(keys.iter().map(ToString::to_string).collect())
}
