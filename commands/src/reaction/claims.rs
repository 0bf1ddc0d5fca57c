//! Confirms the claims of addresses whose owner is in the log.

use super::Reaction;
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::{Fact, member, organisation};
use store::Record;

pub(super) struct Claims;

#[async_trait]
impl Reaction for Claims {
    fn name(&self) -> &'static str {
        "claims"
    }

    async fn react(&self, deps: &Deps, _: &Record, fact: &Fact) -> Result<(), CommandError> {
        let subject = match fact {
            Fact::Organisation(organisation::Event::SignedUp { organisation, .. }) => organisation.subject(),
            Fact::Member(member::Event::Founded { member, .. } | member::Event::Invited { member, .. }) => {
                member.subject()
            }
            Fact::Organisation(
                organisation::Event::Confirmed { .. }
                | organisation::Event::AgreementSigned { .. }
                | organisation::Event::NoticePublished { .. }
                | organisation::Event::RetentionChosen { .. }
                | organisation::Event::CallCounted { .. },
            )
            | Fact::Member(
                member::Event::Accepted { .. }
                | member::Event::RolesGranted { .. }
                | member::Event::LinkIssued { .. }
                | member::Event::LinkUsed { .. }
                | member::Event::PasskeyRegistered { .. }
                | member::Event::SignedIn { .. }
                | member::Event::SignedOut { .. }
                | member::Event::Active { .. },
            )
            | Fact::Access(_)
            | Fact::Erasure(_)
            | Fact::Log(_)
            | Fact::Visit(_) => return Ok(()),
        };
        Ok(deps.vault.keys().confirm(subject).await?)
    }
}
