//! How somebody leaves: removed, or the invitation withdrawn before it was accepted.

use super::{Core, Event, Member};
use crate::id::MemberId;
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::time::{Timestamp, day};
use std::collections::{BTreeMap, BTreeSet};

impl Member {
    /// It is over: of what lets in nothing is left.
    pub(super) fn gone(self) -> Self {
        match self {
            Member::Absent => Member::Absent,
            Member::Invited(core) | Member::Active(core) | Member::Gone(core) => Member::Gone(Core {
                roles: Vec::new(),
                links: BTreeMap::new(),
                sessions: BTreeSet::new(),
                passkeys: 0,
                second: None,
                lost: None,
                devices: BTreeSet::new(),
                ..core
            }),
        }
    }

    /// What removes somebody: their sessions end with it. Who is gone stays so.
    pub(super) fn removed(&self, by: &Personal<MemberId>, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        let core = match self {
            Member::Absent | Member::Invited(_) => return Err(Refusal::NotFound),
            Member::Gone(_) => return Ok(vec![]),
            Member::Active(core) => core,
        };
        if core.roles.contains(&Role::Owner) {
            return Err(Refusal::LastOwner);
        }
        let (member, organisation) = (core.member, core.organisation);
        let removed = Event::Removed { member, organisation, day: day(now), by: by.clone() };
        Ok(core.signed_out().chain([removed]).collect())
    }

    pub(super) fn withdrawn(&self, by: &Personal<MemberId>, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match self {
            Member::Absent => Err(Refusal::NotFound),
            Member::Active(_) => Err(Refusal::InvitationAccepted),
            Member::Gone(_) => Ok(vec![]),
            Member::Invited(core) => Ok(vec![Event::InvitationWithdrawn {
                member: core.member,
                organisation: core.organisation,
                day: day(now),
                by: by.clone(),
            }]),
        }
    }
}
