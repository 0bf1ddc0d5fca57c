//! Switching an organisation's electronic ID on, after its legal ground was confirmed, and off (V5).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::electronic_id::{Act, Command, Demand, Eid, ElectronicId, Ground, stream};
use domain::text::Reason;
use domain::{Class, CommandId, OrganisationId, Personal, Refusal};
use serde::Serialize;

/// What is chosen.
pub struct Choice {
    /// Which IDs visitors may use.
    pub eids: Vec<Eid>,
    /// Asked or free.
    pub demand: Demand,
    /// Whether the ground was confirmed.
    pub confirmed: bool,
    /// The ground.
    pub ground: Reason,
}

/// An organisation's electronic ID as it stands in the log.
pub async fn electronic_id(deps: &Deps, organisation: OrganisationId) -> Result<ElectronicId, CommandError> {
    Ok(crate::execute::load(deps, &stream(organisation)).await?.0)
}

/// Switches on, or chooses anew: each time with who confirmed which ground.
pub async fn switch_on(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    choice: Choice,
) -> Result<Done, CommandError> {
    if deps.eid.is_none() {
        return Err(Refusal::ElectronicIdOff.into());
    }
    crate::organisation::organisation(deps, staff.organisation).await?.open()?;
    let ground = Ground { by: staff.member, words: choice.ground, at: deps.now() };
    let command = Command::SwitchOn {
        organisation: staff.organisation,
        roles: staff.roles.clone(),
        eids: choice.eids,
        demand: choice.demand,
        confirmed: choice.confirmed,
        ground: sealed(staff, &ground),
    };
    execute::<ElectronicId>(deps, &stream(staff.organisation), id, &command).await
}

/// Switches off.
pub async fn switch_off(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    let act = sealed(staff, &Act { by: staff.member, at: deps.now() });
    let command = Command::SwitchOff { organisation: staff.organisation, roles: staff.roles.clone(), act };
    execute::<ElectronicId>(deps, &stream(staff.organisation), id, &command).await
}

fn sealed<T: Serialize>(staff: &Staff, value: &T) -> Personal<T> {
    Personal::new(staff.organisation.subject(), Class::Account, value)
}
