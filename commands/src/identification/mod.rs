//! A visitor identifies themselves by electronic ID (V5), and the professional is shown the number once.

mod attempt;
mod begin;
mod finish;
mod show;

pub use attempt::Attempt;
pub use begin::begin;
pub use finish::{Answer, Outcome, Said, finish};
pub use show::{show, shown_to};

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::identification::{Command, Identification, stream};
use domain::visit::{Core, Visit};
use domain::{Class, CommandId, Personal, Refusal, VisitId};
use gateways::criipto::EidProvider;
use serde::Serialize;
use std::sync::Arc;

/// Where the provider sends visitors back to: one address, as it is registered there.
pub const BACK: &str = "/identified";

/// A visit's identification as it stands in the log.
pub async fn identification(deps: &Deps, visit: VisitId) -> Result<Identification, CommandError> {
    Ok(crate::execute::load(deps, &stream(visit)).await?.0)
}

fn sealed<T: Serialize>(visit: VisitId, value: &T) -> Personal<T> {
    Personal::new(visit.subject(), Class::Visit, value)
}

async fn run(deps: &Deps, id: CommandId, visit: VisitId, command: Command) -> Result<Done, CommandError> {
    execute::<Identification>(deps, &stream(visit), id, &command).await
}

/// What does not change of a visit that goes on.
fn going_on(visit: &Visit) -> Result<&Core, Refusal> {
    match visit {
        Visit::Absent => Err(Refusal::NotFound),
        // It is the visitor's page that leads there, and nobody invited has one before they come.
        Visit::Invited { .. } => Err(Refusal::NotFound),
        Visit::Waiting { core, .. } | Visit::Admitted { core, .. } => Ok(core),
        Visit::Over { .. } => Err(Refusal::VisitOver),
    }
}

/// Who vouches. Without one nobody is sent anywhere.
fn provider(deps: &Deps) -> Result<Arc<dyn EidProvider>, Refusal> {
    deps.eid.clone().ok_or(Refusal::ElectronicIdOff)
}
