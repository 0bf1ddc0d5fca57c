//! `anteroom restore`: a copy of the log goes back beside the current key table; later, what it holds is let go.

use super::audit;
use super::socket::{Ask, Folder, Here, Refused, Told, ask, print, print_json, unexpected};
use crate::error::AppError;
use crate::follower;
use crate::held::Held;
use crate::place::Place;
use crate::restoring::{self, RestoreError, Restored};
use anyhow::Context as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::log::SqliteCopy;
use store::proof::VerifierKey;
use store::{Clock, LogReader as _};

/// What to restore, or what to let go.
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an argument of the command line")]
pub struct Args {
    #[command(flatten)]
    folder: Folder,
    /// A folder that `anteroom backup` made. Without it, the log that lies there already is made to stand with the key table.
    #[arg(long, value_name = "DIR", conflicts_with = "release")]
    from: Option<PathBuf>,
    /// Restore a copy that `anteroom audit verify` does not prove: the only one there is, damaged or without its trees.
    #[arg(long, requires = "from")]
    unproved: bool,
    /// Let letters go out again that a restore holds; those that waited are passed over, as they may have been sent before.
    #[arg(long)]
    release: bool,
    /// With --release: send the letters that waited.
    #[arg(long, requires = "release")]
    send: bool,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

/// Restores, or releases.
pub async fn run(args: Args, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    if args.release {
        let asked = Ask::Release { send: args.send };
        let Told::Done = ask(&args.folder, clock, asked).await? else { return Err(unexpected()) };
        return print(["released: letters go out again".to_owned()]);
    }
    let data = args.folder.data()?;
    let (place, outside) = args.folder.place(&data, clock)?;
    if let Some(from) = args.from.as_deref().filter(|from| !args.unproved && from.join("log.db").exists()) {
        proved(&place, from).await?;
    }
    let restored = restoring::restore(&place, args.from.as_deref(), outside).await?;
    if args.json { print_json([&restored]) } else { print(words(&restored)) }
}

/// The most records of a copy that its trees may not reach: what came while it was made.
const UNPROVED: u64 = 500;

/// Refuses a copy that its own trees do not bear out, or that another key has signed, before anything is moved for it.
async fn proved(place: &Place, from: &Path) -> anyhow::Result<()> {
    let otherwise = "nothing was changed: restore another copy or, if this is the only one, add --unproved";
    let _owned = crate::house::lock(place)?;
    let log = SqliteCopy::open(&from.join("log.db"))?;
    let signers = follower::signers(place, log.id()).await?;
    let published = follower::History::of(&log, from).await?.verifiers();
    let strange = |keys: Vec<VerifierKey>| keys.iter().any(|key| !follower::is_one_of(key, &signers));
    if !signers.is_empty() && published.is_ok_and(strange) {
        anyhow::bail!(
            "the copy in {} is signed by a key that is not this log's; {otherwise}",
            from.display()
        );
    }
    let verdict = audit::verify_backup(from, audit::Verify::default())
        .await
        .with_context(|| format!("the copy in {} cannot be verified; {otherwise}", from.display()))?;
    if !verdict.proved {
        print(verdict.lines())?;
        anyhow::bail!("the copy in {} is not as it was signed; {otherwise}", from.display());
    }
    if verdict.beyond() > UNPROVED {
        anyhow::bail!(
            "{} records of the copy in {} are newer than what is signed of it; {otherwise}",
            verdict.beyond(),
            from.display()
        );
    }
    Ok(())
}

fn words(restored: &Restored) -> Vec<String> {
    let Restored { seen, held, declared, destructions, moved, confirm_clock } = restored;
    let mut lines = vec![format!("the log holds {held} events; the key table has seen {seen}")];
    if *declared {
        lines.push("the loss is declared in the log (log.restored.v1), whose checkpoints have a new origin from here on".into());
        lines.push(
            "letters are held: look at what was sent since the copy, then run anteroom restore --release"
                .into(),
        );
    } else {
        lines.push("nothing was lost".into());
    }
    lines.push(format!(
        "{destructions} destroyed keys are told of in the log, and what they had sealed is deleted"
    ));
    if let Some(moved) = moved {
        lines.push(format!(
            "the log that was there lies in {}; remove it when you are done with it",
            moved.display()
        ));
    }
    if *confirm_clock {
        lines.push(
            "the clock will not be believed: nothing here tells of a look at it in the last day. Nothing is destroyed by it, and no appointment's time is kept, until you have seen that it is right and run anteroom keys confirm-clock"
                .into(),
        );
    }
    lines
}

/// Lets go what is held.
pub async fn release(here: &Here, send: bool) -> Result<(), Refused> {
    let deps = &here.inside.deps;
    if !send {
        for reaction in commands::reaction::all(Arc::new(crate::words::Letters)) {
            if reaction.reaches_out() {
                reaction.pass_over(deps).await.map_err(AppError::from)?;
            }
        }
    }
    let released = Held::of(&here.data).release();
    Ok(released.map_err(|error| RestoreError::File(here.data.clone(), error))?)
}
