//! `anteroom backup`: copies of the log, beside a running server. The key table is never among them: its second file is its copy.

use super::socket::{Ask, Folder, Here, Refused, Told, ask, grow, print, unexpected};
use crate::restoring::{self, RestoreError};
use std::path::PathBuf;
use std::sync::Arc;
use store::{Clock, LogReader};

/// What to copy, and where to.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    folder: Folder,
    /// A new or empty folder.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Copies.
pub async fn run(args: Args, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let out = std::path::absolute(&args.out)?;
    let Told::Done = ask(&args.folder, clock, Ask::Backup(out)).await? else { return Err(unexpected()) };
    print([
        format!("copied into {}: the log and its trees", args.out.display()),
        "not copied, on purpose: the key table (its second file is its copy) and the root".to_owned(),
    ])
}

/// Copies the log of this house.
pub async fn back_up(here: &Here, out: PathBuf) -> Result<(), Refused> {
    let data = here.data.clone();
    // By the log that is open: a log.db may have been left behind in the folder of one that is on a server now.
    let file = LogReader::file(&*here.inside.deps.log).ok_or(RestoreError::OnServer)?.to_owned();
    // So that the copy's trees bear out what it holds. A tree that cannot grow is no reason to have no copy.
    if let Err(error) = grow(here).await {
        tracing::warn!(%error, "the newest events of the copy are not signed for");
    }
    let copied = tokio::task::spawn_blocking(move || restoring::back_up(&data, &file, &out)).await;
    Ok(copied.map_err(|ended| RestoreError::Ended(ended.to_string()))??)
}
