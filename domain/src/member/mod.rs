//! A member's account: personal, one person a login (A2), with roles, links, passkeys and sessions.

mod event;
#[cfg(test)]
mod tests;

pub use event::{Account, Command, Contact, Event, LinkPurpose, Method, SignIn};

use crate::aggregate::{Aggregate, StreamName};
use crate::id::{MemberId, OrganisationId, SessionId};
use crate::personal::Personal;
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
    /// Removed, or the invitation withdrawn. What is left counts months that were held before.
    Gone(Core),
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
    /// What it is, once there and while it is.
    pub fn core(&self) -> Option<&Core> {
        match self {
            Member::Absent | Member::Gone(_) => None,
            Member::Invited(core) | Member::Active(core) => Some(core),
        }
    }

    fn present(&self) -> Result<&Core, Refusal> {
        self.core().ok_or(Refusal::NotFound)
    }

    fn active(&self) -> Result<&Core, Refusal> {
        match self {
            Member::Absent | Member::Invited(_) | Member::Gone(_) => Err(Refusal::NotFound),
            Member::Active(core) => Ok(core),
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Core)) -> Self {
        match &mut self {
            Member::Absent => {}
            Member::Invited(core) | Member::Active(core) | Member::Gone(core) => change(core),
        }
        self
    }

    /// It is over: of what lets in nothing is left.
    fn gone(self) -> Self {
        match self {
            Member::Absent => Member::Absent,
            Member::Invited(core) | Member::Active(core) | Member::Gone(core) => Member::Gone(Core {
                roles: Vec::new(),
                links: BTreeMap::new(),
                sessions: BTreeSet::new(),
                passkeys: 0,
                ..core
            }),
        }
    }

    /// What removes somebody: their sessions end with it. Who is gone stays so.
    fn removed(&self, by: &Personal<MemberId>, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        let core = match self {
            Member::Absent | Member::Invited(_) => return Err(Refusal::NotFound),
            Member::Gone(_) => return Ok(vec![]),
            Member::Active(core) => core,
        };
        if core.roles.contains(&Role::Owner) {
            return Err(Refusal::LastOwner);
        }
        let (member, organisation) = (core.member, core.organisation);
        let ended =
            core.sessions.iter().map(|session| Event::SignedOut { member, organisation, session: *session });
        let removed = Event::Removed { member, organisation, day: day(now), by: by.clone() };
        Ok(ended.chain([removed]).collect())
    }

    fn withdrawn(&self, by: &Personal<MemberId>, now: Timestamp) -> Result<Vec<Event>, Refusal> {
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

    /// The event that sets these roles, unless they are held.
    fn granted(&self, roles: Vec<Role>, by: &Personal<MemberId>, now: Timestamp) -> Vec<Event> {
        if self.roles == roles {
            return vec![];
        }
        let (member, organisation) = (self.member, self.organisation);
        vec![Event::RolesGranted { member, organisation, roles, day: day(now), by: by.clone() }]
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
                Member::Invited(_) | Member::Active(_) | Member::Gone(_) => Ok(vec![]),
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
                    Member::Invited(_) | Member::Active(_) | Member::Gone(_) => Ok(vec![]),
                }
            }
            Command::Accept { account, link, expires } => match self {
                Member::Absent | Member::Gone(_) => Err(Refusal::NotFound),
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
                Ok(core.granted(roles.clone(), by, now))
            }
            Command::Remove { by, by_roles } => {
                Role::with(by_roles, Power::ManageMembers).ok_or(Refusal::NotAllowed)?;
                self.removed(by, now)
            }
            Command::WithdrawInvitation { by, by_roles } => {
                Role::with(by_roles, Power::ManageMembers).ok_or(Refusal::NotAllowed)?;
                self.withdrawn(by, now)
            }
            Command::TakeSeat { by } => {
                let core = self.active()?;
                let others = core.roles.iter().copied().filter(|role| *role != Role::Owner);
                Ok(core.granted(std::iter::once(Role::Owner).chain(others).collect(), by, now))
            }
            Command::YieldSeat { by } => {
                let core = self.active()?;
                if !core.roles.contains(&Role::Owner) {
                    return Ok(vec![]);
                }
                let others = core.roles.iter().copied();
                let others = others.filter(|role| !matches!(role, Role::Owner | Role::Administrator));
                Ok(core.granted(std::iter::once(Role::Administrator).chain(others).collect(), by, now))
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
                // The call may have ended after the member was removed: it was held.
                let core = match self {
                    Member::Absent => return Err(Refusal::NotFound),
                    Member::Invited(core) | Member::Active(core) | Member::Gone(core) => core,
                };
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
                Member::Absent | Member::Active(_) | Member::Gone(_) => self,
            },
            Event::Removed { .. } | Event::InvitationWithdrawn { .. } => self.gone(),
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
