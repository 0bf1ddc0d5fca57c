//! What follows from a removal, a withdrawn invitation, a hand-over and an announced end, for the case that the command itself was cut short; from an end, and
//! when nothing is kept any more of what ended.

use super::Reaction;
use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::{Class, Fact, log, member, organisation};
use store::Record;

pub(super) struct Leaving;

#[async_trait]
impl Reaction for Leaving {
    fn name(&self) -> &'static str {
        "leaving"
    }

    async fn react(&self, deps: &Deps, record: &Record, fact: &Fact) -> Result<(), CommandError> {
        match fact {
            Fact::Member(member::Event::Removed { member, .. }) => crate::member::left(deps, *member).await,
            Fact::Member(member::Event::InvitationWithdrawn { member, .. }) => {
                crate::member::never_came(deps, *member).await
            }
            Fact::Organisation(organisation::Event::HandedOver { from, to, .. }) => {
                crate::organisation::move_seat(deps, record.id, *from, *to).await.map(drop)
            }
            Fact::Organisation(
                organisation::Event::EndingAnnounced { organisation, .. }
                | organisation::Event::EndingRevoked { organisation, .. },
            ) => crate::organisation::set_clock(deps, *organisation).await,
            Fact::Organisation(organisation::Event::Ended { organisation, .. }) => {
                crate::organisation::ended(deps, *organisation).await
            }
            // Of what has a key of its own in this class, an organisation alone bears the organisation's id.
            Fact::Log(log::Event::KeysDestroyed { subject, organisation, keys, .. })
                if *subject == organisation.subject()
                    && keys.iter().any(|key| key.class == Class::Account) =>
            {
                crate::organisation::forgotten(deps, *organisation).await
            }
            Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Erasure(_)
            | Fact::Hold(_)
            | Fact::Log(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::Visit(_)
            | Fact::Identification(_)
            | Fact::WaitingRoom(_) => Ok(()),
        }
    }
}
