//! `anteroom audit`: replays who opened what, verifies the log against its signed checkpoints, and prints a checkpoint to be kept elsewhere.

mod verify;

pub use verify::{Verdict, Verify, verify};

use super::socket::{
    Ask, Folder, Here, LANG, Person, PersonArgs, Refused, Told, ask, grow, print, print_json, unexpected,
};
use crate::desk::audit::{whose_words, why_words};
use crate::desk::ledger::{self, Line, Question};
use crate::desk::words;
use crate::error::AppError;
use crate::follower;
use crate::page::Shown;
use anyhow::Context as _;
use domain::access::Purpose;
use domain::id::parse_reference;
use domain::refusal::InField;
use domain::role::Power;
use domain::text::{Invalid, Reason};
use domain::time::Day;
use domain::{Refusal, SubjectId};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;
use store::{Access, Clock};

/// What an auditor can do.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// List who opened whose data, when and why; for an erased visit too.
    Replay(ReplayArgs),
    /// Recompute the tree from the log, and compare it with the signed checkpoint and with an older one kept elsewhere.
    Verify(VerifyArgs),
    /// Print the newest signed checkpoint, to be kept elsewhere.
    Checkpoint(CheckpointArgs),
}

#[derive(clap::Args)]
struct ReplayArgs {
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    person: PersonArgs,
    /// About the visit of this reference, such as 7KQ2-M4XD.
    #[arg(long)]
    reference: Option<String>,
    /// About the subject of this id.
    #[arg(long, conflicts_with = "reference")]
    subject: Option<SubjectId>,
    /// From this day on, in UTC, such as 2026-11-21.
    #[arg(long, value_name = "DAY")]
    from: Option<Day>,
    /// Up to this day, in UTC, which is included.
    #[arg(long, value_name = "DAY")]
    to: Option<Day>,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct VerifyArgs {
    #[command(flatten)]
    folder: Folder,
    /// An older checkpoint, kept elsewhere: the log must have grown out of it.
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// The log's verifier key, kept elsewhere: a file, or the key itself. Without it the one beside the tree is believed.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
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

impl Args {
    /// Does it.
    pub async fn run(self, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
        match self.command {
            Command::Replay(args) => run_replay(args, clock).await,
            Command::Verify(args) => run_verify(args, clock).await,
            Command::Checkpoint(args) => run_checkpoint(&args, clock).await,
        }
    }
}

/// Which entries.
#[derive(Serialize, Deserialize)]
pub struct Replay {
    pub(super) person: Person,
    pub(super) reference: Option<String>,
    pub(super) subject: Option<SubjectId>,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
}

async fn run_replay(args: ReplayArgs, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let ReplayArgs { folder, person, reference, subject, from, to, json } = args;
    let replay = Replay { person: person.person()?, reference, subject, from, to };
    let Told::Ledger(lines) = ask(&folder, clock, Ask::Replay(replay)).await? else {
        return Err(unexpected());
    };
    if json {
        print_json(lines)
    } else if lines.is_empty() {
        print([LANG.say("cli-replay-empty").to_string()])
    } else {
        print(lines.iter().map(line_words))
    }
}

/// An entry as one line: when, who, under which role, why, whose.
fn line_words(line: &Line) -> String {
    let whose: Vec<String> = line.subjects.iter().map(|subject| whose_words(LANG, &subject.whose)).collect();
    let whose = if whose.is_empty() { LANG.say("whose-nobody").to_string() } else { whose.join(", ") };
    let said = LANG.say("cli-replay-line").with("position", line.position.to_string()).with("whose", whose);
    let said = match &line.entry {
        Some(told) => {
            let who = match words::who(LANG, &told.viewer, told.name.as_deref()) {
                Shown::Value(name) => name,
                Shown::Erased | Shown::NotGiven => LANG.say("shown-erased").to_string(),
            };
            said.with("when", told.at.format("%Y-%m-%d %H:%M:%S UTC").to_string())
                .with("who", who)
                .with("role", words::authority(LANG, &told.viewer))
                .with("why", why_words(LANG, told))
        }
        None => said
            .with("when", line.day.to_string())
            .with("who", LANG.say("shown-erased"))
            .with("role", LANG.say("shown-erased"))
            .with("why", LANG.say("entry-expired")),
    };
    said.to_string()
}

/// Reads the entries, oldest first, as an auditor: in one passage, whose own entry lies after what is read.
pub async fn replay(here: &Here, replay: Replay) -> Result<Vec<Line>, Refused> {
    here.caught_up().await?;
    let inside = &here.inside;
    let session = replay.person.enter(inside, Power::Audit).await?;
    let subjects = match (&replay.reference, replay.subject) {
        (Some(typed), _) => {
            let reference = parse_reference(typed).ok_or(Invalid::Form("a reference")).field("reference")?;
            let visits = inside.read.visits().by_reference(session.staff.organisation, &reference).await;
            let visits = visits.map_err(AppError::from)?;
            if visits.is_empty() {
                return Err(Refusal::NotFound.into());
            }
            Some(visits.iter().map(|visit| visit.visit.subject()).collect())
        }
        (None, Some(subject)) => Some(vec![subject]),
        (None, None) => None,
    };
    let term = replay.reference.or_else(|| replay.subject.map(|subject| subject.to_string()));
    let question = Question {
        subjects,
        from: replay.from.unwrap_or(Day::MIN),
        to: replay.to.unwrap_or(Day::MAX),
        up_to: inside.read.position(),
        limit: usize::MAX,
    };
    let access = Access {
        searched: term.and_then(|term| Reason::parse(&term).ok()),
        ..session.access(Power::Audit, Purpose::Audit)?
    };
    let mut lines = ledger::read(inside, access, &session.organisation, &question).await?.lines;
    lines.reverse();
    Ok(lines)
}

async fn run_verify(args: VerifyArgs, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let older = args.checkpoint.as_ref().map(|path| {
        std::fs::read_to_string(path).with_context(|| format!("the checkpoint {}", path.display()))
    });
    let key = match args.key {
        Some(key) if std::path::Path::new(&key).is_file() => Some(std::fs::read_to_string(&key)?),
        other => other,
    };
    let verify = Verify { older: older.transpose()?, key };
    let Told::Verdict(verdict) = ask(&args.folder, clock, Ask::Verify(verify)).await? else {
        return Err(unexpected());
    };
    if args.json {
        print_json([&verdict])?;
    } else {
        print(verdict.lines())?;
    }
    match verdict.first_bad {
        _ if verdict.proved => Ok(()),
        Some(position) => Err(anyhow::anyhow!("the log is not proved; the first bad position is {position}")),
        None => Err(anyhow::anyhow!("the log is not proved")),
    }
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
    let keys = [follower::verifier(&here.data)?];
    let signed = follower::checkpoint(&here.data, here.inside.deps.log.id(), &keys)?;
    Ok(signed.note().to_string())
}
