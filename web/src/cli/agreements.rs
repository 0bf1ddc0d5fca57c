//! `anteroom agreements`: which texts are offered, and how many organisations have agreed to them. Who they are is not told, so nobody need be named.

use super::socket::{Ask, Folder, Here, LANG, Refused, Told, ask, print, print_json, unexpected};
use crate::error::AppError;
use domain::agreement::Kind;
use domain::time::Day;
use projections::{AgreementRow, OrganisationRow};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::Clock;

/// What an operator can ask of the agreements.
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
    /// List the texts that are offered now, and how organisations stand with them.
    List(Common),
}

impl Args {
    /// Does it.
    pub async fn run(self, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
        let common = match self.command {
            None => self.common,
            Some(Command::List(common)) => common,
        };
        let Told::Agreements(texts) = ask(&common.folder, clock, Ask::Agreements).await? else {
            return Err(unexpected());
        };
        if common.json { print_json(texts) } else { print(texts.iter().map(Text::words)) }
    }
}

/// A text that is offered, and how the organisations that it is for stand with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Which kind.
    pub kind: Kind,
    /// Which version.
    pub version: String,
    /// When it was published.
    pub published: Day,
    /// SHA-256 of its words, in hex.
    pub digest: String,
    /// How many have agreed to this version.
    pub agreed: u32,
    /// How many were told of it and have not agreed.
    pub told: u32,
    /// How many it was announced to whose letter did not go out.
    pub waiting: u32,
    /// All others: they agreed to an earlier one, or to none.
    pub others: u32,
}

impl Text {
    fn of(row: AgreementRow) -> Self {
        let AgreementRow { kind, version, published, digest, .. } = row;
        Self { kind, version, published, digest, agreed: 0, told: 0, waiting: 0, others: 0 }
    }

    fn count(&mut self, organisation: &OrganisationRow) {
        let this = |version: &str| version == self.version;
        let pending = organisation.pending(self.kind).filter(|paper| this(&paper.version));
        let count = match pending {
            Some(paper) if paper.told.is_some() => &mut self.told,
            Some(_) => &mut self.waiting,
            None if organisation.accepted(self.kind).is_some_and(|paper| this(&paper.version)) => {
                &mut self.agreed
            }
            None => &mut self.others,
        };
        *count = count.saturating_add(1);
    }

    fn words(&self) -> String {
        LANG.say("cli-agreement")
            .with("kind", self.kind.name())
            .with("version", &self.version)
            .with("day", self.published.to_string())
            .with("digest", self.digest.chars().take(12).collect::<String>())
            .with("agreed", self.agreed)
            .with("told", self.told)
            .with("waiting", self.waiting)
            .with("others", self.others)
            .to_string()
    }
}

/// The texts that are offered.
pub async fn list(here: &Here) -> Result<Vec<Text>, Refused> {
    here.caught_up().await?;
    let read = &here.inside.read;
    let mut texts = Vec::new();
    for kind in Kind::ALL {
        texts.extend(read.agreements().current(kind).await.map_err(AppError::from)?.map(Text::of));
    }
    for organisation in read.organisations().all().await.map_err(AppError::from)? {
        let row = read.organisations().get(organisation).await.map_err(AppError::from)?;
        let Some(row) = row.filter(|row| row.confirmed) else { continue };
        for text in texts.iter_mut().filter(|text| Kind::of(row.law()).contains(&text.kind)) {
            text.count(&row);
        }
    }
    Ok(texts)
}
