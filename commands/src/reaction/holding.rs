//! Tells the key table of legal holds and of their ends, where the command that recorded them was cut short, and carries out what they had postponed.

use super::Reaction;
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::Fact;
use store::Record;

pub(super) struct Holding;

#[async_trait]
impl Reaction for Holding {
    fn name(&self) -> &'static str {
        "holding"
    }

    async fn react(&self, deps: &Deps, _: &Record, fact: &Fact) -> Result<(), CommandError> {
        let Fact::Hold(event) = fact else { return Ok(()) };
        crate::hold::apply(deps, event).await?;
        crate::hold::carry_out(deps).await
    }
}
