//! `anteroom subject`: finds a visit, erases it, and tells of an erasure; as a compliance officer, each opening entered under their name.

use super::socket::{
    Ask, Folder, Here, LANG, Person, PersonArgs, Refused, Told, ask, print, print_json, unexpected,
};
use crate::desk::find::{self, Found, FoundState, look};
use crate::desk::statement::{self, Facts};
use crate::desk::words;
use crate::error::AppError;
use crate::session::SignedIn;
use crate::when;
use anyhow::Context as _;
use domain::access::Viewer;
use domain::id::parse_reference;
use domain::refusal::InField;
use domain::role::Power;
use domain::text::{Invalid, Reason};
use domain::{CommandId, ErasureId, Refusal, VisitId};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;
use store::Clock;

/// What a compliance officer can do.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Find a visit by its reference.
    Find(FindArgs),
    /// Erase a visit, with a reason.
    Erase(EraseArgs),
    /// Print the statement of an erasure.
    Statement(StatementArgs),
    /// Write the signed certificate of what was erased of a visit, for anybody to verify (anteroom audit verify-certificate).
    Certificate(CertificateArgs),
}

#[derive(clap::Args)]
struct Common {
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    person: PersonArgs,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct FindArgs {
    #[command(flatten)]
    common: Common,
    /// The visit's reference, such as 7KQ2-M4XD.
    #[arg(long)]
    reference: String,
}

#[derive(clap::Args)]
struct EraseArgs {
    #[command(flatten)]
    common: Common,
    /// The visit's reference, such as 7KQ2-M4XD.
    #[arg(long)]
    reference: String,
    /// The visit's id, where two visits have the reference.
    #[arg(long, value_name = "ID")]
    visit: Option<VisitId>,
    /// Why. It stands in the statement; do not name the visitor.
    #[arg(long)]
    reason: String,
    /// An id of this command, as a UUID: giving it again repeats the command and changes nothing more.
    #[arg(long, value_name = "ID")]
    command: Option<CommandId>,
}

#[derive(clap::Args)]
struct StatementArgs {
    #[command(flatten)]
    common: Common,
    /// The erasure's id.
    #[arg(value_name = "ID")]
    erasure: ErasureId,
}

#[derive(clap::Args)]
struct CertificateArgs {
    #[command(flatten)]
    common: Common,
    /// The visit's reference, such as 7KQ2-M4XD.
    reference: String,
    /// The visit's id, where two visits have the reference.
    #[arg(long, value_name = "ID")]
    visit: Option<VisitId>,
    /// The file to write; without it the certificate is printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Args {
    /// Does it.
    pub async fn run(self, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
        match self.command {
            Command::Find(FindArgs { common, reference }) => {
                let asked = Ask::Find(Find { person: common.person.person()?, reference });
                let Told::Found(found) = ask(&common.folder, clock, asked).await? else {
                    return Err(unexpected());
                };
                if common.json { print_json(found) } else { print(found.iter().map(found_words)) }
            }
            Command::Erase(EraseArgs { common, reference, visit, reason, command }) => {
                let asked = Erase { person: common.person.person()?, reference, visit, reason, command };
                tell(ask(&common.folder, clock, Ask::Erase(asked)).await?, common.json)
            }
            Command::Statement(StatementArgs { common, erasure }) => {
                let asked = Ask::Statement(Statement { person: common.person.person()?, erasure });
                tell(ask(&common.folder, clock, asked).await?, common.json)
            }
            Command::Certificate(CertificateArgs { common, reference, visit, out }) => {
                let asked = Certificate { person: common.person.person()?, reference, visit };
                let Told::Certificate(text) = ask(&common.folder, clock, Ask::Certificate(asked)).await?
                else {
                    return Err(unexpected());
                };
                if let Some(out) = &out {
                    std::fs::write(out, &text)
                        .with_context(|| format!("the certificate {}", out.display()))?;
                }
                match (common.json, &out) {
                    (true, _) => print_json([serde_json::json!({ "certificate": text })]),
                    (false, Some(out)) => {
                        let said = LANG.say("cli-certificate-written").with("out", out.display().to_string());
                        print([said.to_string()])
                    }
                    (false, None) => print(text.lines().map(str::to_owned)),
                }
            }
        }
    }
}

fn tell(told: Told, json: bool) -> anyhow::Result<()> {
    let Told::Statement(facts) = told else { return Err(unexpected()) };
    if json { print_json([&facts]) } else { print(statement_words(&facts)) }
}

fn found_words(found: &Found) -> String {
    let appointment = found.appointment;
    let at = appointment.and_then(|one| one.at).map(|at| at.format("%Y-%m-%d %H:%M UTC").to_string());
    let said = match found.state {
        FoundState::Kept if at.is_some() => LANG.say("cli-found-appointment"),
        FoundState::Kept => LANG.say("cli-found"),
        FoundState::Expired | FoundState::Erased { .. } => LANG.say("cli-found-gone"),
    };
    let held = found.held.filter(|_| found.state == FoundState::Kept);
    let state = match (found.state, found.due) {
        _ if held.is_some() => {
            LANG.say("desk-held").with("until", held.map(|day| when::day(LANG, day)).unwrap_or_default())
        }
        (FoundState::Kept, Some(due)) => {
            LANG.say("cli-found-until").with("when", due.format("%Y-%m-%d %H:%M UTC").to_string())
        }
        (FoundState::Kept, None) => {
            LANG.say("desk-due-after").with("retention", crate::words::retention(LANG, found.retention))
        }
        (FoundState::Expired, _) => LANG.say("desk-expired-already"),
        (FoundState::Erased { erasure }, _) => {
            LANG.say("cli-found-erased").with("erasure", erasure.to_string())
        }
    };
    let or =
        |value: &Option<String>, absent: &str| value.clone().unwrap_or_else(|| LANG.say(absent).to_string());
    let outcome = appointment.and_then(|one| one.stands.outcome(LANG));
    let professional = match &found.professional {
        Some(name) => name.clone(),
        None if found.meant => LANG.say("shown-erased").to_string(),
        None => found.nobody(LANG),
    };
    let said = said
        .with("reference", &found.reference)
        .with("visit", found.visit.to_string())
        .with("day", when::day(LANG, found.day))
        .with("when", [at, outcome].into_iter().flatten().collect::<Vec<_>>().join(", "))
        .with("name", or(&found.name, "shown-erased"))
        .with("phone", or(&found.phone, "shown-not-given"))
        .with("reach", or(&found.email.clone().or(found.phone.clone()), "shown-not-given"))
        .with("professional", professional)
        .with("state", state)
        .to_string();
    match find::next(LANG, &found.next) {
        Some(next) => format!("{said}\n{}: {next}", LANG.say("summary-next")),
        None => said,
    }
}

/// A statement, a line for each thing it says.
fn statement_words(facts: &Facts) -> Vec<String> {
    let erased = || LANG.say("shown-erased").to_string();
    let order = facts.order.as_ref();
    let (by, why) = match order {
        Some(order) => {
            let name = order.name.clone().unwrap_or_else(erased);
            (format!("{name}, {}", words::role(LANG, order.role)), order.reason.as_str().to_owned())
        }
        None if facts.own => {
            let as_visitor = words::authority(LANG, &Viewer::Visitor);
            (format!("{}, {as_visitor}", LANG.say("who-visitor")), LANG.say("statement-own").to_string())
        }
        None => (erased(), erased()),
    };
    let line = |label: &str, text: String| format!("{}: {text}", LANG.say(label));
    let mut lines = vec![
        format!("{} {}", LANG.say("statement-title"), facts.reference),
        format!("{}: {}", facts.standing.word(LANG), facts.standing.meaning(LANG)),
        line("desk-statement", facts.erasure.to_string()),
        line(
            "receipt-day",
            facts
                .visited
                .map_or_else(|| LANG.say("statement-day-unknown").to_string(), |day| when::day(LANG, day)),
        ),
        line(
            "statement-when",
            order.map_or_else(
                || when::day(LANG, facts.commanded),
                |order| order.at.format("%Y-%m-%d %H:%M:%S UTC").to_string(),
            ),
        ),
        line("statement-by", by),
        line("desk-why", why),
        line("statement-keys", statement::keys_words(LANG, facts)),
    ];
    if let Some(ended) = &facts.ended {
        lines.push(line("statement-end", statement::ended_words(LANG, ended)));
    }
    lines.push(format!("{}:", LANG.say("statement-erased")));
    let item = |text: String| format!("  - {text}");
    match &facts.destroyed {
        Some(gone) => lines.extend(statement::parts_words(LANG, gone).into_iter().map(item)),
        None => lines.push(item(statement::nothing_words(LANG, facts.standing))),
    }
    lines.push(format!("{}:", LANG.say("statement-kept")));
    lines.extend(facts.kept.iter().map(|kept| {
        let row = statement::kept_words(LANG, chrono_tz::UTC, kept);
        item(format!("{} ({}; {}: {})", row.what, row.law, LANG.say("statement-until"), row.until))
    }));
    lines.push(format!("{}:", LANG.say("statement-public")));
    lines.extend(statement::public_words(LANG).into_iter().map(item));
    lines
}

/// Which visit.
#[derive(Serialize, Deserialize)]
pub struct Find {
    pub(super) person: Person,
    pub(super) reference: String,
}

/// Which visit to erase, and why.
#[derive(Serialize, Deserialize)]
pub struct Erase {
    pub(super) person: Person,
    pub(super) reference: String,
    pub(super) visit: Option<VisitId>,
    pub(super) reason: String,
    pub(super) command: Option<CommandId>,
}

/// Which erasure.
#[derive(Serialize, Deserialize)]
pub struct Statement {
    pub(super) person: Person,
    pub(super) erasure: ErasureId,
}

/// Of which visit.
#[derive(Serialize, Deserialize)]
pub struct Certificate {
    pub(super) person: Person,
    pub(super) reference: String,
    pub(super) visit: Option<VisitId>,
}

fn reference(typed: &str) -> Result<String, Refusal> {
    parse_reference(typed).ok_or(Invalid::Form("a reference")).field("reference")
}

/// Finds the visits of a reference.
pub async fn find(here: &Here, find: Find) -> Result<Vec<Found>, Refused> {
    here.caught_up().await?;
    let session = find.person.enter(&here.inside, Power::Erase).await?;
    let found = look(&here.inside, &session, &reference(&find.reference)?).await?;
    if found.is_empty() { Err(Refusal::NotFound.into()) } else { Ok(found) }
}

/// Erases a visit, waits until that is carried out, and gives the statement.
pub async fn erase(here: &Here, erase: Erase) -> Result<Facts, Refused> {
    here.caught_up().await?;
    let inside = &here.inside;
    let session = erase.person.enter(inside, Power::Erase).await?;
    let reason = Reason::parse(&erase.reason).field("reason")?;
    let visit = one(here, &session, &erase.reference, erase.visit).await?;
    let command = erase.command.unwrap_or_else(|| inside.deps.command());
    let done = commands::erasure::erase(&inside.deps, command, &session.staff, visit, reason).await;
    let (erasure, done) = done.map_err(AppError::from)?;
    statement::settled(inside, erasure, done.position).await?;
    Ok(statement::facts(inside, &session, erasure).await?)
}

/// The one visit that a reference, and where there are two an id, names.
async fn one(
    here: &Here,
    session: &SignedIn,
    typed: &str,
    visit: Option<VisitId>,
) -> Result<VisitId, Refused> {
    let found = here.inside.read.visits().by_reference(session.staff.organisation, &reference(typed)?).await;
    let ids: Vec<VisitId> = found.map_err(AppError::from)?.iter().map(|row| row.visit).collect();
    match (visit, ids.as_slice()) {
        (Some(visit), ids) if ids.contains(&visit) => Ok(visit),
        (None, [visit]) => Ok(*visit),
        (Some(_), _) | (None, []) => Err(Refusal::NotFound.into()),
        (None, _) => Err(Refused::Several(ids)),
    }
}

/// The certificate of a visit.
pub async fn certificate(here: &Here, of: Certificate) -> Result<String, Refused> {
    here.caught_up().await?;
    let session = of.person.enter(&here.inside, Power::Erase).await?;
    let visit = one(here, &session, &of.reference, of.visit).await?;
    crate::desk::certificate::issue(here, session.staff.organisation, visit).await
}

/// The statement of an erasure.
pub async fn statement(here: &Here, of: Statement) -> Result<Facts, Refused> {
    here.caught_up().await?;
    let session = of.person.enter(&here.inside, Power::Erase).await?;
    Ok(statement::facts(&here.inside, &session, of.erasure).await?)
}
