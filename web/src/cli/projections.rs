//! `anteroom projections`: how the read models are doing, and rebuilding them. Nothing is opened, so nobody need be named.

use super::socket::{Ask, Folder, Here, LANG, Refused, Told, ask, print, print_json, unexpected};
use crate::error::AppError;
use projections::Status;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::Clock;

/// What an operator can do with the read models.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(clap::Args)]
struct Common {
    #[command(flatten)]
    folder: Folder,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Command {
    /// List them: how far each is, and why one has stopped.
    List(Common),
    /// Fill one of them anew beside the live one, or all; then switch.
    Rebuild(RebuildArgs),
}

#[derive(clap::Args)]
struct RebuildArgs {
    #[command(flatten)]
    common: Common,
    /// Its name; without one, all.
    name: Option<String>,
}

impl Args {
    /// Does it.
    pub async fn run(self, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
        let (common, asked) = match self.command {
            None => (self.common, Ask::Projections),
            Some(Command::List(common)) => (common, Ask::Projections),
            Some(Command::Rebuild(RebuildArgs { common, name })) => (common, Ask::Rebuild(name)),
        };
        let Told::Projections(models) = ask(&common.folder, clock, asked).await? else {
            return Err(unexpected());
        };
        if common.json { print_json(models) } else { print(models.iter().map(Model::words)) }
    }
}

/// How a read model is doing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Model {
    /// Its name.
    pub name: String,
    /// The version of its rows.
    pub version: u32,
    /// The generation that is live.
    pub generation: u64,
    /// The last event it holds.
    pub position: u64,
    /// How many events it is behind.
    pub lag: u64,
    /// Why it does not go on.
    pub error: Option<String>,
    /// Whether it has stopped for good.
    pub stopped: bool,
    /// How far the next generation is, while it is being filled.
    pub rebuilding: Option<u64>,
}

impl From<Status> for Model {
    fn from(status: Status) -> Self {
        let Status { name, version, generation, position, lag, error, stopped, rebuilding } = status;
        Self { name: name.to_owned(), version, generation, position, lag, error, stopped, rebuilding }
    }
}

impl Model {
    fn words(&self) -> String {
        let state = match (&self.error, self.rebuilding) {
            (Some(error), _) => LANG.say("cli-model-stopped").with("why", error),
            (None, Some(position)) => LANG.say("cli-model-rebuilding").with("position", position.to_string()),
            (None, None) => {
                LANG.say("cli-model-follows").with("lag", u32::try_from(self.lag).unwrap_or(u32::MAX))
            }
        };
        LANG.say("cli-model")
            .with("name", &self.name)
            .with("version", self.version.to_string())
            .with("generation", self.generation.to_string())
            .with("position", self.position.to_string())
            .with("state", state)
            .to_string()
    }
}

/// How they are doing.
pub async fn list(here: &Here) -> Result<Vec<Model>, Refused> {
    here.caught_up().await?;
    let status = here.inside.read.status().await.map_err(AppError::from)?;
    Ok(status.into_iter().map(Model::from).collect())
}

/// Rebuilds one, or all, and tells how they are doing then.
pub async fn rebuild(here: &Here, name: Option<String>) -> Result<Vec<Model>, Refused> {
    // Theirs would go on reading the generation that is dropped here.
    if here.inside.read.on_server() && here.inside.deps.vault.live_nodes().await.map_err(AppError::from)? > 1
    {
        return Err(Refused::OtherNodes);
    }
    let done = match &name {
        Some(name) => here.inside.read.rebuild(name).await,
        None => here.inside.read.rebuild_all().await,
    };
    done.map_err(AppError::from)?;
    let models = list(here).await?;
    Ok(models.into_iter().filter(|model| name.as_ref().is_none_or(|name| *name == model.name)).collect())
}
