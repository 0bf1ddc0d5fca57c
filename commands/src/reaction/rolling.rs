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
        // Again for what was destroyed while the roll was under way: its key may have gone on into the newer epoch.
        while deps.vault.keys().awaiting_roll().await?.0 > 0 {
            crate::erasure::roll_if_needed(deps).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reaction::catch_up;
    use crate::tests::house;
    use domain::ErasureId;

    #[tokio::test]
    async fn an_erasure_in_the_middle_of_a_roll_is_rolled_too() {
        let house = house("rolling").await;
        house.destroyed(1, Some(ErasureId::from_bytes([7; 16]))).await;
        // As if a roll had been under way: its next epoch held the key too.
        house.keys("UPDATE tombstones SET epoch = 1 RETURNING epoch");
        catch_up(&house.deps, &Rolling).await.unwrap();
        assert_eq!(house.deps.vault.keys().awaiting_roll().await.unwrap(), (0, 0));
        assert_eq!(house.deps.vault.epoch().await, 2);
    }
}
