//! Which appointments were made to follow a visit. Neither visit's stream tells of it (V6): it is a lookup of the later visit, under an address that only the earlier visit's key makes. So
//! nobody can ask any more once the earlier visit's data are gone, and the lookup goes with the later one.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use domain::{MemberId, OrganisationId, Refusal, Timestamp, VisitId};
use store::vault::KeysError;

/// The kind of these lookups.
const KIND: &str = "next";

/// How many open appointments after one visit are found.
const PLACES: u8 = 4;

/// A visit of another organisation is followed by nothing here.
pub(super) async fn check(deps: &Deps, staff: &Staff, earlier: VisitId) -> Result<(), CommandError> {
    let there = super::visit(deps, earlier).await?;
    let here = there.core().is_some_and(|core| core.organisation == staff.organisation);
    if here { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Remembers that `next` follows `earlier`, until then or until it is confirmed. Where every place is taken, or the earlier visit is gone by now, it is an appointment like any other.
pub(super) async fn keep(
    deps: &Deps,
    organisation: OrganisationId,
    earlier: VisitId,
    next: VisitId,
    expires: Timestamp,
) -> Result<(), CommandError> {
    for place in 0..PLACES {
        let Some(address) = address(deps, organisation, earlier, place).await? else { break };
        match deps.vault.claim(&[(KIND, &address, next.subject())], expires).await {
            Err(KeysError::Taken(_)) => {}
            done => return Ok(done?),
        }
    }
    Ok(())
}

/// The appointments that follow a visit and are not over, in no order.
pub async fn following(
    deps: &Deps,
    organisation: OrganisationId,
    earlier: VisitId,
) -> Result<Vec<VisitId>, CommandError> {
    let mut found = Vec::new();
    for place in 0..PLACES {
        let Some(address) = address(deps, organisation, earlier, place).await? else { break };
        found.extend(deps.vault.find(KIND, &address).await?.map(|subject| VisitId(subject.0)));
    }
    Ok(found)
}

/// What stands for what follows a visit: of its own key, which knows the organisation as it knows a member. `None` once that is gone.
async fn address(
    deps: &Deps,
    organisation: OrganisationId,
    earlier: VisitId,
    place: u8,
) -> Result<Option<String>, CommandError> {
    let tag = deps.vault.for_whom(earlier.subject(), MemberId(organisation.0)).await?;
    Ok(tag.map(|tag| format!("{place} {}", tag.0)))
}
