//! A commanded erasure is followed by a roll at once. Several that wait share one.

use super::Reaction;
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::Fact;
use domain::log::{Cause, Event};
use store::Record;

pub(super) struct Rolling;

#[async_trait]
impl Reaction for Rolling {
    fn name(&self) -> &'static str {
        "rolling"
    }

    async fn react(&self, deps: &Deps, _: &Record, fact: &Fact) -> Result<(), CommandError> {
        let Fact::Log(Event::KeysDestroyed { cause: Cause::Commanded { .. }, .. }) = fact else {
            return Ok(());
        };
        if deps.vault.keys().awaiting_roll().await?.0 > 0 {
            crate::erasure::roll(deps).await?;
        }
        Ok(())
    }
}
