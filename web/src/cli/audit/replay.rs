//! `anteroom audit replay`: who opened whose data, when and why.

use crate::cli::socket::{
    Ask, Folder, Here, LANG, Person, PersonArgs, Refused, Told, ask, print, print_json, unexpected,
};
use crate::desk::audit::{whose_words, why_words};
use crate::desk::ledger::{self, Line, Question};
use crate::desk::words;
use crate::error::AppError;
use crate::page::Shown;
use domain::access::Purpose;
use domain::id::parse_reference;
use domain::refusal::InField;
use domain::role::Power;
use domain::text::{Invalid, Reason};
use domain::time::Day;
use domain::{Refusal, SubjectId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::{Access, Clock};

/// Whose, and from when to when.
#[derive(clap::Args)]
pub(super) struct Args {
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

/// Which entries.
#[derive(Serialize, Deserialize)]
pub struct Replay {
    pub(in crate::cli) person: Person,
    pub(in crate::cli) reference: Option<String>,
    pub(in crate::cli) subject: Option<SubjectId>,
    pub(in crate::cli) from: Option<Day>,
    pub(in crate::cli) to: Option<Day>,
}

pub(super) async fn run(args: Args, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let Args { folder, person, reference, subject, from, to, json } = args;
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
