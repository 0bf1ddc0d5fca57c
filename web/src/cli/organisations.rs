//! `anteroom organisations`: which organisations there are, by what is public of them, and letting one go on after its trial. Nothing is opened, so nobody need be named.

use super::socket::{Ask, Folder, Here, LANG, Refused, Told, ask, print, print_json, unexpected};
use crate::error::AppError;
use commands::CommandError;
use domain::text::Slug;
use domain::time::Day;
use domain::{OrganisationId, Refusal};
use projections::OrganisationRow;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::Clock;

/// What an operator can do about organisations.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
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
    /// List them by id, with how they stand; their names are sealed, and not told.
    List(Common),
    /// Let one go on after its trial, or in it: it has no end from now on.
    Continue {
        /// Its address, as in the pages' own addresses: the part after the first slash.
        address: String,
        #[command(flatten)]
        common: Common,
    },
}

impl Args {
    /// Does it.
    pub async fn run(self, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
        let (common, asked) = match self.command {
            Command::List(common) => (common, Ask::Organisations),
            Command::Continue { address, common } => (common, Ask::Continue(address)),
        };
        let Told::Organisations(all) = ask(&common.folder, clock, asked).await? else {
            return Err(unexpected());
        };
        if common.json { print_json(all) } else { print(all.iter().map(Line::words)) }
    }
}

/// How an organisation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Standing {
    /// Its owner has not confirmed the address.
    Unconfirmed,
    /// On trial.
    Trial {
        /// The last day of it.
        last: Day,
    },
    /// Its trial is over: it takes nobody new.
    TrialOver {
        /// The last day of it.
        last: Day,
    },
    /// In use.
    InUse,
    /// It ends, as its owner has announced.
    Ending {
        /// On this day.
        on: Day,
    },
    /// It has ended.
    Ended,
}

/// An organisation, by what is public of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which.
    pub organisation: OrganisationId,
    /// Where it is, by two letters.
    pub country: String,
    /// When it was signed up.
    pub since: Day,
    /// How it stands.
    pub standing: Standing,
}

impl Line {
    fn of(here: &Here, row: &OrganisationRow) -> Self {
        let standing = match (row.ended, row.confirmed, row.ending, row.trial) {
            (true, ..) => Standing::Ended,
            (false, false, ..) => Standing::Unconfirmed,
            (false, true, Some(on), _) => Standing::Ending { on },
            (false, true, None, None) => Standing::InUse,
            (false, true, None, Some(trial)) => match row.trial_over(here.inside.deps.now()) {
                Some(trial) => Standing::TrialOver { last: trial.last },
                None => Standing::Trial { last: trial.last },
            },
        };
        let (organisation, since) = (row.organisation, row.since);
        Self { organisation, country: row.country.code().to_owned(), since, standing }
    }

    fn words(&self) -> String {
        let day = |key, day: Day| LANG.say(key).with("day", day.to_string()).to_string();
        let standing = match self.standing {
            Standing::Unconfirmed => LANG.say("cli-organisation-unconfirmed").to_string(),
            Standing::Trial { last } => day("cli-organisation-trial", last),
            Standing::TrialOver { last } => day("cli-organisation-trial-over", last),
            Standing::InUse => LANG.say("cli-organisation-in-use").to_string(),
            Standing::Ending { on } => day("cli-organisation-ending", on),
            Standing::Ended => LANG.say("cli-organisation-ended").to_string(),
        };
        LANG.say("cli-organisation")
            .with("organisation", self.organisation.to_string())
            .with("country", &self.country)
            .with("since", self.since.to_string())
            .with("standing", standing)
            .to_string()
    }
}

/// All of them.
pub async fn list(here: &Here) -> Result<Vec<Line>, Refused> {
    here.caught_up().await?;
    let organisations = here.inside.read.organisations();
    let mut lines = Vec::new();
    for organisation in organisations.all().await.map_err(AppError::from)? {
        let row = organisations.get(organisation).await.map_err(AppError::from)?;
        lines.extend(row.map(|row| Line::of(here, &row)));
    }
    Ok(lines)
}

/// Lets the one at this address go on.
pub async fn continue_(here: &Here, address: &str) -> Result<Vec<Line>, Refused> {
    let deps = &here.inside.deps;
    let slug = Slug::parse(address.trim_matches('/')).map_err(|_| Refusal::NotFound)?;
    let subject = deps.vault.find("slug", slug.as_str()).await.map_err(AppError::from)?;
    let organisation = OrganisationId(subject.ok_or(Refusal::NotFound)?.0);
    let done = commands::organisation::continue_(deps, deps.command(), organisation).await;
    done.map_err(|error: CommandError| AppError::from(error))?;
    here.caught_up().await?;
    let row = here.inside.read.organisations().get(organisation).await.map_err(AppError::from)?;
    Ok(row.map(|row| Line::of(here, &row)).into_iter().collect())
}
