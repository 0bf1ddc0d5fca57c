//! When the door is closed, whoever the member wanted let go is let go: one act, and a stream for each visit.

use super::Reaction;
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::access::{Purpose, Viewer};
use domain::visit::Act;
use domain::waiting_room::{Closing, Event};
use domain::{CommandId, Fact};
use store::{Access, Record};
use uuid::Uuid;

pub(super) struct LettingGo;

#[async_trait]
impl Reaction for LettingGo {
    fn name(&self) -> &'static str {
        "letting-go"
    }

    async fn react(&self, deps: &Deps, record: &Record, fact: &Fact) -> Result<(), CommandError> {
        let Fact::WaitingRoom(Event::Closed { organisation, let_go, closing, .. }) = fact else {
            return Ok(());
        };
        if let_go.is_empty() {
            return Ok(());
        }
        let access = Access {
            organisation: *organisation,
            viewer: Viewer::System { part: "letting-go".into() },
            purpose: Purpose::WaitingList,
            reason: None,
            searched: None,
            request: "reaction".into(),
        };
        let parts = closing.sealed().map(|(part, _)| part.clone()).into_iter().collect();
        let opened = deps.vault.disclose(access, parts).await?;
        let Some(Closing { by, at, .. }) = opened.of(closing).value() else { return Ok(()) };
        for visit in let_go {
            let id = CommandId(Uuid::new_v5(&record.id.0, visit.0.as_bytes()));
            match crate::visit::let_go(deps, id, *visit, &Act { by, at }).await {
                // Erased meanwhile, say: the others are let go all the same.
                Err(CommandError::Refused(refusal)) => tracing::debug!(code = refusal.code(), "not let go"),
                done => drop(done?),
            }
        }
        Ok(())
    }
}
