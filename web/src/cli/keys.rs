//! `anteroom keys`: how the key table is doing, rolling it, and trying every key of it. Nothing is opened, so nobody need be named.

use super::socket::{Ask, Folder, Here, Refused, Told, ask, print, print_json, unexpected};
use crate::error::AppError;
use crate::held::Held;
use crate::nodes::Lease;
use domain::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::Clock;

/// What an operator can do with the key table.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Args)]
struct Common {
    #[command(flatten)]
    folder: Folder,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Its epoch, its keys, and what copies of it could still open.
    Status(Common),
    /// Begin a new epoch now: copies made before open nothing of what has been erased.
    Roll(Common),
    /// Take what deleted ciphertexts and destroyed keys have left behind out of the databases' files now, not in the night.
    Purge(Common),
    /// Have the second copy (`keys_copy`) made anew from the first: it is lost, or is to lie in another place. While no server runs.
    NewCopy {
        #[command(flatten)]
        folder: Folder,
    },
    /// The machine's clock has been looked at and is right: what is due by it is destroyed again.
    ConfirmClock(Common),
    /// Try every key against the root, and change nothing: what a backup of the root and the table is worth.
    Drill(Common),
}

/// How the key table is doing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table {
    /// The current epoch.
    pub epoch: u64,
    /// Live data keys.
    pub keys: u64,
    /// Destroyed keys, for ever known as such.
    pub destroyed: u64,
    /// Destroyed on command, while copies of the table could still open what they sealed.
    pub awaiting_commanded: u64,
    /// The same of expired ones: they are rolled once a day.
    pub awaiting_expired: u64,
    /// Deleted sealed parts that may still be in the files of the log and of the read models.
    pub residue: u64,
    /// Where else they may be, which the operator alone can see to.
    pub beyond: Vec<String>,
    /// Rows of destroyed keys that may still be in the files of the key table.
    pub keys_residue: u64,
    /// Where else they may be, which the operator alone can see to.
    pub keys_beyond: Vec<String>,
    /// How many events of the log it has seen.
    pub seen: u64,
    /// How many nodes share the table now.
    pub nodes: usize,
    /// What this one of them does for all.
    pub leases: Vec<String>,
    /// Whether letters are held since a restore.
    pub held: bool,
    /// Since when, by the clock itself, the clock is not believed, so that nothing is destroyed by it.
    pub clock_doubted: Option<Timestamp>,
}

impl Table {
    fn words(&self) -> Vec<String> {
        let mut lines = vec![
            format!("epoch {}", self.epoch),
            format!("live keys: {}", self.keys),
            format!("destroyed keys: {}", self.destroyed),
            format!(
                "of these, copies of the table could still open: {} erased on command, {} expired",
                self.awaiting_commanded, self.awaiting_expired
            ),
            format!("events of the log seen: {}", self.seen),
        ];
        if self.residue > 0 {
            lines.push(format!(
                "deleted sealed parts that may still be in the files of the log and the read models: {}; they are written anew in the night, or by anteroom keys purge",
                self.residue
            ));
        }
        lines.extend(self.beyond.iter().map(|place| format!("deleted sealed parts elsewhere: {place}")));
        if self.keys_residue > 0 {
            lines.push(format!(
                "rows of destroyed keys that may still be in the files of the key table: {}; they are taken out with the next roll or in the night, or by anteroom keys purge",
                self.keys_residue
            ));
        }
        lines.extend(
            self.keys_beyond.iter().map(|place| format!("rows of destroyed keys elsewhere: {place}")),
        );
        if self.nodes > 1 {
            let does = if self.leases.is_empty() { "nothing".to_owned() } else { self.leases.join(", ") };
            lines.push(format!("nodes: {}; this one does for all: {does}", self.nodes));
        }
        if self.held {
            lines.push("letters are held since a restore: anteroom restore --release".into());
        }
        if let Some(since) = self.clock_doubted {
            lines.push(format!(
                "the clock is not believed since it showed {}: it leapt, or this log was last at work more than a day before. Nothing is destroyed by it, and no appointment's time is kept. See to it, then: anteroom keys confirm-clock",
                since.format("%Y-%m-%d %H:%M UTC")
            ));
        }
        lines
    }
}

impl Args {
    /// Does it.
    pub async fn run(self, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
        let (common, asked) = match self.command {
            Command::Status(common) => (common, Ask::Keys),
            Command::Roll(common) => (common, Ask::Roll),
            Command::Purge(common) => (common, Ask::Purge),
            Command::ConfirmClock(common) => (common, Ask::ConfirmClock),
            Command::Drill(common) => (common, Ask::Drill),
            Command::NewCopy { folder } => return new_copy(&folder, clock),
        };
        match ask(&common.folder, clock, asked).await? {
            Told::Table(table) if common.json => print_json([table]),
            Told::Table(table) => print(table.words()),
            Told::Drilled(keys) if common.json => print_json([serde_json::json!({ "keys": keys })]),
            Told::Drilled(keys) => print([format!("every one of {keys} keys unwraps under the root")]),
            _ => Err(unexpected()),
        }
    }
}

/// Makes the second copy anew. This process alone: a server does not start without one that it had.
fn new_copy(folder: &Folder, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let (place, _) = folder.place(&folder.data()?, clock)?;
    let _owned = crate::house::lock(&place)?;
    match place.new_copy()? {
        Some(copy) => print([format!("the second copy of the key table is in {}", copy.display())]),
        None => anyhow::bail!("the configuration names no second copy: keys_copy"),
    }
}

/// How it is doing.
pub async fn table(here: &Here) -> Result<Table, Refused> {
    let vault = &here.inside.deps.vault;
    let keys = vault.keys();
    let told = async {
        let ((live, destroyed), (commanded, expired)) = (keys.counts().await?, keys.awaiting_roll().await?);
        Ok::<_, commands::CommandError>((live, destroyed, commanded, expired, keys.seen().await?.size))
    };
    let (live, destroyed, awaiting_commanded, awaiting_expired, seen) = told.await.map_err(AppError::from)?;
    let nodes = vault.live_nodes().await.map_err(AppError::from)?;
    let held_here = Lease::ALL.into_iter().filter(|lease| vault.holds(lease.name()));
    let (epoch, held) = (vault.epoch().await, Held::of(&here.data).is_there());
    let clock_doubted = commands::clock::doubted(&here.inside.deps).await.map_err(AppError::from)?;
    let residue = here.inside.deps.log.residue().await.map_err(AppError::from)?;
    let left = keys.residue().await.map_err(commands::CommandError::from).map_err(AppError::from)?;
    Ok(Table {
        keys_residue: left.rows,
        keys_beyond: left.beyond.into_iter().map(str::to_owned).collect(),
        residue: residue.parts,
        beyond: residue.beyond.into_iter().map(str::to_owned).collect(),
        epoch,
        keys: live,
        destroyed,
        awaiting_commanded,
        awaiting_expired,
        seen,
        nodes,
        leases: held_here.map(|lease| lease.name().to_owned()).collect(),
        held,
        clock_doubted,
    })
}

/// Rolls it.
pub async fn roll(here: &Here) -> Result<Table, Refused> {
    commands::erasure::roll(&here.inside.deps).await.map_err(AppError::from)?;
    table(here).await
}

/// Takes what deleted parts have left out of the files.
pub async fn purge(here: &Here) -> Result<Table, Refused> {
    crate::cleaning::clean(&here.inside.deps, &here.inside.read).await?;
    table(here).await
}

/// Believes the clock again.
pub async fn confirm_clock(here: &Here) -> Result<Table, Refused> {
    commands::clock::confirm(&here.inside.deps).await.map_err(AppError::from)?;
    table(here).await
}

/// Tries every key.
pub async fn drill(here: &Here) -> Result<u64, Refused> {
    let tried = here.inside.deps.vault.drill().await.map_err(commands::CommandError::from);
    Ok(tried.map_err(AppError::from)?)
}
