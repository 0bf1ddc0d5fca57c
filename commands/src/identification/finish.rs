//! The visitor comes back from the provider. Each attempt is finished once, whatever it brings.

use super::{Attempt, BACK, going_on, identification, provider, run, sealed};
use crate::deps::Deps;
use crate::error::CommandError;
use domain::access::{Purpose, Viewer};
use domain::identification::{Command, Failure, Vouched, compare};
use domain::text::PersonName;
use domain::visit::{self, Event, Form};
use domain::{Class, CommandId, Personal, Refusal, VisitId};
use gateways::criipto::{EidError, Person};
use store::vault::{KeyState, Whose};
use store::{Access, codec};
use uuid::Uuid;

/// What came with the visitor.
pub struct Answer {
    /// What they were sent with.
    pub state: String,
    /// What the provider says.
    pub said: Said,
}

/// What the provider says.
pub enum Said {
    /// A code, to be exchanged.
    Code(String),
    /// An error, by its name.
    Error(String),
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The provider vouched.
    Completed,
    /// It did not.
    Failed(Failure),
}

/// Finishes an attempt. One that is over, was finished, was replaced, or whose state is another's is refused, and leaves no trace in the log.
pub async fn finish(
    deps: &Deps,
    attempt: &Attempt,
    answer: Answer,
    request: &str,
) -> Result<(Outcome, u64), CommandError> {
    let (provider, now, visit) = (provider(deps)?, deps.now(), attempt.visit());
    let there = crate::visit::visit(deps, visit).await?;
    // That there is no such visit is not for who forged an attempt to know.
    let core = going_on(&there).map_err(|refusal| match refusal {
        Refusal::VisitOver => Refusal::VisitOver,
        _other => Refusal::IdentificationSpent,
    })?;
    let ask = attempt.ask(&core.token, format!("{}{BACK}", deps.origin), String::new());
    if attempt.is_over(now) || answer.state != ask.state {
        return Err(Refusal::IdentificationSpent.into());
    }
    identification(deps, visit).await?.underway(&attempt.hash())?;
    // Named after the attempt: a callback that comes twice at once records one end.
    let id = CommandId(Uuid::new_v5(&visit.0, attempt.hash().0.as_bytes()));
    let vouched = match answer.said {
        Said::Code(one_time) => provider.person(&ask, &one_time, now).await.map_err(|error| {
            tracing::warn!(%error, "an identification failed");
            failure(&error)
        }),
        Said::Error(error) => Err(named(&error)),
    };
    let (outcome, done) = match vouched {
        Ok(person) => {
            let organisation = core.organisation;
            (Outcome::Completed, complete(deps, id, attempt, organisation, person, request).await?)
        }
        Err(failure) => {
            let command = Command::Fail { attempt: attempt.hash(), failure: sealed(visit, &failure) };
            (Outcome::Failed(failure), run(deps, id, visit, command).await?)
        }
    };
    Ok((outcome, done.position))
}

/// What the provider's error means. RFC 6749 knows one for a person who does not want to; all others are the provider's or ours.
fn named(error: &str) -> Failure {
    match error {
        "access_denied" => Failure::Cancelled,
        "temporarily_unavailable" | "server_error" => Failure::Away,
        _other => Failure::Refused,
    }
}

fn failure(error: &EidError) -> Failure {
    match error {
        EidError::Away(_) => Failure::Away,
        EidError::Refused => Failure::Refused,
        EidError::Untrue(_) => Failure::Untrue,
        EidError::WithoutNumber => Failure::WithoutNumber,
    }
}

async fn complete(
    deps: &Deps,
    id: CommandId,
    attempt: &Attempt,
    organisation: domain::OrganisationId,
    person: Person,
    request: &str,
) -> Result<crate::Done, CommandError> {
    let visit = attempt.visit();
    let written = written(deps, visit, organisation, request).await?;
    let name = written
        .map_or(domain::identification::NameSays::Nothing, |written| compare(&written, person.name.as_ref()));
    key(deps, visit, organisation).await?;
    let vouched = Vouched { with: attempt.eid(), name, at: deps.now() };
    let command = Command::Complete {
        attempt: attempt.hash(),
        number: Personal::new(visit.subject(), Class::Identity, &person.number),
        vouched: sealed(visit, &vouched),
    };
    let done = run(deps, id, visit, command).await?;
    // The visit may have ended meanwhile, and its clock been set anew.
    if let Some((starts_at, due_at)) = clock(deps, visit).await? {
        deps.vault.keys().set_due(identity(visit), starts_at, due_at).await?;
    }
    Ok(done)
}

/// The name that the visitor wrote.
async fn written(
    deps: &Deps,
    visit: VisitId,
    organisation: domain::OrganisationId,
    request: &str,
) -> Result<Option<PersonName>, CommandError> {
    let mut form: Option<Personal<Form>> = None;
    for record in deps.log.read_stream(&visit::stream(visit), 0, 1_000).await? {
        if let Event::Arrived { form: written, .. } = codec::event(&record)? {
            form = Some(written);
        }
    }
    let Some(form) = form else { return Ok(None) };
    let access = Access {
        organisation,
        viewer: Viewer::System { part: "identification".into() },
        purpose: Purpose::Identification,
        reason: None,
        searched: None,
        request: request.to_owned(),
    };
    let parts = form.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    Ok(deps.vault.disclose(access, parts).await?.of(&form).value().map(|form| form.name))
}

fn identity(visit: VisitId) -> Whose {
    (visit.subject(), Class::Identity)
}

/// Makes the number's key, which ends when the visit's does. Where the visit was erased meanwhile, none is left behind.
async fn key(deps: &Deps, visit: VisitId, organisation: domain::OrganisationId) -> Result<(), CommandError> {
    let due = clock(deps, visit).await?;
    let (starts_at, due_at) = (due.map(|(starts, _)| starts), due.map(|(_, due)| due));
    deps.vault.mint(identity(visit), organisation, starts_at, due_at).await?;
    match deps.vault.keys().states(vec![(visit.subject(), Class::Visit)]).await?.pop() {
        Some(KeyState::Live(_)) => Ok(()),
        Some(KeyState::Destroyed(_) | KeyState::Unknown) | None => {
            crate::erasure::destroy(deps, vec![identity(visit)], None).await?;
            Err(Refusal::Erased.into())
        }
    }
}

/// From when the visit counts, and when it ends.
async fn clock(
    deps: &Deps,
    visit: VisitId,
) -> Result<Option<(domain::Timestamp, domain::Timestamp)>, CommandError> {
    match deps.vault.keys().states(vec![(visit.subject(), Class::Visit)]).await?.pop() {
        Some(KeyState::Live(row)) => Ok(row.starts_at.zip(row.due_at)),
        Some(KeyState::Destroyed(_) | KeyState::Unknown) | None => Ok(None),
    }
}
