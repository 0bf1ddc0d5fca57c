//! The visitor is sent to the provider.

use super::{Attempt, BACK, going_on, provider, run, sealed};
use crate::deps::Deps;
use crate::error::CommandError;
use domain::electronic_id::Eid;
use domain::identification::Command;
use domain::{CommandId, Refusal, VisitId};

/// Draws an attempt and says where it leads. Where the provider does not answer nothing is recorded: there is no address to go to.
pub async fn begin(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    eid: Eid,
    lang: &str,
) -> Result<(Attempt, Option<String>), CommandError> {
    let provider = provider(deps)?;
    let there = crate::visit::visit(deps, visit).await?;
    let core = going_on(&there)?;
    if !crate::electronic_id::electronic_id(deps, core.organisation).await?.takes(eid) {
        return Err(Refusal::ElectronicIdOff.into());
    }
    let attempt = Attempt::draw(deps, visit, eid);
    let ask = attempt.ask(&core.token, format!("{}{BACK}", deps.origin), lang.to_owned());
    let address = match provider.address(&ask, deps.now()).await {
        Ok(address) => address,
        Err(error) => {
            tracing::warn!(%error, "nobody can be sent to the provider of electronic ID");
            return Ok((attempt, None));
        }
    };
    let command = Command::Begin {
        visit,
        organisation: core.organisation,
        attempt: attempt.hash(),
        with: sealed(visit, &eid),
    };
    run(deps, id, visit, command).await?;
    Ok((attempt, Some(address)))
}
