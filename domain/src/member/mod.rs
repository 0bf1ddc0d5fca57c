//! A member's account: personal, one person a login (A2), with roles, links, passkeys and sessions.

mod event;
#[cfg(test)]
mod tests;

pub use event::{Account, Command, Contact, Event, LinkPurpose, Method, SignIn};

use crate::aggregate::{Aggregate, StreamName};
use crate::id::{MemberId, OrganisationId, SessionId};
use crate::refusal::Refusal;
use crate::role::{Power, Role};
use crate::time::{Month, Timestamp, day};
use crate::visit::TokenHash;
use std::collections::{BTreeMap, BTreeSet};

/// The situation of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Member {
    /// None.
    #[default]
    Absent,
    /// Invited, not accepted yet.
    Invited(Core),
    /// In use.
    Active(Core),
}

/// What an account is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// Who.
    pub member: MemberId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: Vec<Role>,
    /// The link that holds, for each purpose.
    pub links: BTreeMap<LinkPurpose, TokenHash>,
    /// Open sessions.
    pub sessions: BTreeSet<SessionId>,
    /// How many passkeys.
    pub passkeys: u32,
    /// The months of activity.
    pub active: BTreeSet<Month>,
}

/// The stream of a member.
pub fn stream(member: MemberId) -> StreamName {
    StreamName::new("member", member)
}

impl Member {
    /// What it is, once there.
    pub fn core(&self) -> Option<&Core> {
        match self {
            Member::Absent => None,
            Member::Invited(core) | Member::Active(core) => Some(core),
        }
    }

    fn present(&self) -> Result<&Core, Refusal> {
        self.core().ok_or(Refusal::NotFound)
    }

    fn active(&self) -> Result<&Core, Refusal> {
        match self {
            Member::Absent | Member::Invited(_) => Err(Refusal::NotFound),
            Member::Active(core) => Ok(core),
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Core)) -> Self {
        match &mut self {
            Member::Absent => {}
            Member::Invited(core) | Member::Active(core) => change(core),
        }
        self
    }
}

impl Core {
    fn new(member: MemberId, organisation: OrganisationId, roles: &[Role]) -> Self {
        Self {
            member,
            organisation,
            roles: roles.to_vec(),
            links: BTreeMap::new(),
            sessions: BTreeSet::new(),
            passkeys: 0,
            active: BTreeSet::new(),
        }
    }

    /// The link holds: it is the newest of its purpose, unused, and not too old.
    fn link(
        &self,
        purpose: LinkPurpose,
        link: &TokenHash,
        expires: Timestamp,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        match self.links.get(&purpose) {
            Some(newest) if newest == link && now < expires => Ok(()),
            Some(_) | None => Err(Refusal::LinkSpent),
        }
    }
}

impl Aggregate for Member {
    type Event = Event;
    type Command = Command;

    #[expect(clippy::too_many_lines, reason = "one arm a command, each short")]
    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Found { member, organisation, account, contact } => match self {
                Member::Absent => Ok(vec![Event::Founded {
                    member: *member,
                    organisation: *organisation,
                    roles: vec![Role::Owner, Role::Member],
                    day: day(now),
                    account: account.clone(),
                    contact: contact.clone(),
                }]),
                Member::Invited(_) | Member::Active(_) => Ok(vec![]),
            },
            Command::Invite { member, organisation, roles, contact, by, by_roles } => {
                Role::with(by_roles, Power::ManageMembers).ok_or(Refusal::NotAllowed)?;
                if roles.contains(&Role::Owner) {
                    return Err(Refusal::NotAllowed);
                }
                match self {
                    Member::Absent => Ok(vec![Event::Invited {
                        member: *member,
                        organisation: *organisation,
                        roles: roles.clone(),
                        day: day(now),
                        contact: contact.clone(),
                        by: by.clone(),
                    }]),
                    Member::Invited(_) | Member::Active(_) => Ok(vec![]),
                }
            }
            Command::Accept { account, link, expires } => match self {
                Member::Absent => Err(Refusal::NotFound),
                Member::Active(_) => Err(Refusal::LinkSpent),
                Member::Invited(core) => {
                    core.link(LinkPurpose::Invitation, link, *expires, now)?;
                    let (member, organisation) = (core.member, core.organisation);
                    Ok(vec![
                        Event::LinkUsed { member, organisation, link: link.clone() },
                        Event::Accepted { member, organisation, day: day(now), account: account.clone() },
                    ])
                }
            },
            Command::GrantRoles { roles, by, by_roles } => {
                let core = self.present()?;
                Role::with(by_roles, Power::ManageMembers).ok_or(Refusal::NotAllowed)?;
                let owner = core.roles.contains(&Role::Owner);
                if owner && !roles.contains(&Role::Owner) {
                    return Err(Refusal::LastOwner);
                }
                if !owner && roles.contains(&Role::Owner) {
                    return Err(Refusal::NotAllowed);
                }
                if core.roles == *roles {
                    return Ok(vec![]);
                }
                Ok(vec![Event::RolesGranted {
                    member: core.member,
                    organisation: core.organisation,
                    roles: roles.clone(),
                    day: day(now),
                    by: by.clone(),
                }])
            }
            Command::IssueLink { purpose, link, secret } => {
                let core = self.present()?;
                Ok(vec![Event::LinkIssued {
                    member: core.member,
                    organisation: core.organisation,
                    purpose: *purpose,
                    link: link.clone(),
                    day: day(now),
                    secret: secret.clone(),
                }])
            }
            Command::UseLink { purpose, link, expires } => {
                let core = self.active()?;
                core.link(*purpose, link, *expires, now)?;
                Ok(vec![Event::LinkUsed {
                    member: core.member,
                    organisation: core.organisation,
                    link: link.clone(),
                }])
            }
            Command::RegisterPasskey { passkey } => {
                let core = self.active()?;
                Ok(vec![Event::PasskeyRegistered {
                    member: core.member,
                    organisation: core.organisation,
                    day: day(now),
                    passkey: passkey.clone(),
                }])
            }
            Command::UsePasskey { number, passkey } => {
                let core = self.active()?;
                if *number >= core.passkeys {
                    return Err(Refusal::NotFound);
                }
                Ok(vec![Event::PasskeyUsed {
                    member: core.member,
                    organisation: core.organisation,
                    day: day(now),
                    number: *number,
                    passkey: passkey.clone(),
                }])
            }
            Command::Remind => {
                let core = self.present()?;
                Ok(vec![Event::Reminded {
                    member: core.member,
                    organisation: core.organisation,
                    day: day(now),
                }])
            }
            Command::SignIn { session, token, entry } => {
                let core = self.active()?;
                if core.sessions.contains(session) {
                    return Ok(vec![]);
                }
                Ok(vec![Event::SignedIn {
                    member: core.member,
                    organisation: core.organisation,
                    session: *session,
                    token: token.clone(),
                    day: day(now),
                    entry: entry.clone(),
                }])
            }
            Command::SignOut { session } => {
                let core = self.present()?;
                if !core.sessions.contains(session) {
                    return Ok(vec![]);
                }
                Ok(vec![Event::SignedOut {
                    member: core.member,
                    organisation: core.organisation,
                    session: *session,
                }])
            }
            Command::CountActive { month } => {
                let core = self.present()?;
                if core.active.contains(month) {
                    return Ok(vec![]);
                }
                Ok(vec![Event::Active {
                    member: core.member,
                    organisation: core.organisation,
                    month: *month,
                }])
            }
        }
    }

    fn evolve(self, event: &Event) -> Self {
        match event {
            Event::Founded { member, organisation, roles, .. } => {
                Member::Active(Core::new(*member, *organisation, roles))
            }
            Event::Invited { member, organisation, roles, .. } => {
                Member::Invited(Core::new(*member, *organisation, roles))
            }
            Event::Accepted { .. } => match self {
                Member::Invited(core) => Member::Active(core),
                Member::Absent | Member::Active(_) => self,
            },
            Event::RolesGranted { roles, .. } => self.with(|core| core.roles.clone_from(roles)),
            Event::LinkIssued { purpose, link, .. } => self.with(|core| {
                core.links.insert(*purpose, link.clone());
            }),
            Event::LinkUsed { link, .. } => self.with(|core| core.links.retain(|_, held| held != link)),
            Event::PasskeyRegistered { .. } => self.with(|core| core.passkeys += 1),
            Event::PasskeyUsed { .. } | Event::Reminded { .. } => self,
            Event::SignedIn { session, .. } => self.with(|core| {
                core.sessions.insert(*session);
            }),
            Event::SignedOut { session, .. } => self.with(|core| {
                core.sessions.remove(session);
            }),
            Event::Active { month, .. } => self.with(|core| {
                core.active.insert(*month);
            }),
        }
    }
}
