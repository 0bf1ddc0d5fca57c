//! Carries out commanded erasures.

use super::Reaction;
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::{Class, Fact, erasure};
use store::Record;

pub(super) struct Erasing;

#[async_trait]
impl Reaction for Erasing {
    fn name(&self) -> &'static str {
        "erasing"
    }

    async fn react(&self, deps: &Deps, _: &Record, fact: &Fact) -> Result<(), CommandError> {
        let Fact::Erasure(
            erasure::Event::Commanded { erasure, subject, .. }
            | erasure::Event::CommandedByVisitor { erasure, subject, .. },
        ) = fact
        else {
            return Ok(());
        };
        crate::erasure::destroy(
            deps,
            vec![(*subject, Class::Visit), (*subject, Class::Identity)],
            Some(*erasure),
        )
        .await?;
        Ok(())
    }
}
