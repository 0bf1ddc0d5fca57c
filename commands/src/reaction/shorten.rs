//! A shorter retention applies at once to the visits that are there; a longer one never touches them.

use super::Reaction;
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::{Class, Fact, organisation};
use store::Record;

pub(super) struct Shorten;

#[async_trait]
impl Reaction for Shorten {
    fn name(&self) -> &'static str {
        "shorten"
    }

    async fn react(&self, deps: &Deps, _: &Record, fact: &Fact) -> Result<(), CommandError> {
        let Fact::Organisation(organisation::Event::RetentionChosen { organisation, retention, .. }) = fact
        else {
            return Ok(());
        };
        for class in [Class::Visit, Class::Identity] {
            for row in deps.vault.keys().of_organisation(*organisation, class).await? {
                let Some(starts_at) = row.starts_at else { continue };
                let Some(due_at) = retention.due(starts_at) else { continue };
                if row.due_at.is_none_or(|due| due_at < due) {
                    deps.vault.keys().set_due((row.subject, row.class), starts_at, due_at).await?;
                }
            }
        }
        Ok(())
    }
}
