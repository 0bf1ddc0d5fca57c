//! A member's account: personal, one person a login (A2), with roles, links, passkeys, a second factor and sessions.

mod command;
pub mod duty;
mod event;
mod factor;
mod leaving;
#[cfg(test)]
mod tests;

pub use command::Command;
pub use event::{Absence, Account, Contact, Event, LinkPurpose, Method, SignIn};
pub use factor::{Factor, recoverable_on};

use crate::aggregate::{Aggregate, StreamName};
use crate::id::{MemberId, OrganisationId, SessionId};
use crate::language::Language;
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::role::{Power, Role};
use crate::time::{Day, Month, Timestamp, day};
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
    /// How many passkeys were ever registered.
    pub passkeys: u32,
    /// Those that were removed.
    pub removed: BTreeSet<u32>,
    /// The second factor.
    pub second: Option<Factor>,
    /// Since when the second factor counts as lost.
    pub lost: Option<Day>,
    /// Browsers that are known.
    pub devices: BTreeSet<TokenHash>,
    /// Whether there is a picture of them.
    pub picture: bool,
    /// The day on which the member went on duty, while they are.
    pub duty: Option<Day>,
    /// Whether an absence was said and not taken back; when it is stays sealed.
    pub away: bool,
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

    /// Whether they receive visitors in this organisation.
    pub fn receives(&self, organisation: OrganisationId) -> bool {
        match self {
            Member::Absent | Member::Invited(_) | Member::Gone(_) => false,
            Member::Active(core) => {
                core.organisation == organisation && Role::with(&core.roles, Power::Receive).is_some()
            }
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
            removed: BTreeSet::new(),
            second: None,
            lost: None,
            devices: BTreeSet::new(),
            picture: false,
            duty: None,
            away: false,
            active: BTreeSet::new(),
        }
    }

    /// The ends of all sessions.
    fn signed_out(&self) -> impl Iterator<Item = Event> {
        let (member, organisation) = (self.member, self.organisation);
        self.sessions.iter().map(move |session| Event::SignedOut { member, organisation, session: *session })
    }

    /// Whether this passkey is there, by its number in the order of registration.
    fn has_passkey(&self, number: u32) -> bool {
        number < self.passkeys && !self.removed.contains(&number)
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

/// The event that tells which language a member reads.
fn read(
    member: MemberId,
    organisation: OrganisationId,
    language: Option<&Personal<Language>>,
    now: Timestamp,
) -> Option<Event> {
    let language = language?.clone();
    Some(Event::LanguageChosen { member, organisation, day: day(now), language })
}

impl Aggregate for Member {
    type Event = Event;
    type Command = Command;

    #[expect(clippy::too_many_lines, reason = "one arm a command, each short")]
    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Found { member, organisation, account, contact, language } => match self {
                Member::Absent => Ok(std::iter::once(Event::Founded {
                    member: *member,
                    organisation: *organisation,
                    roles: vec![Role::Owner, Role::Member],
                    day: day(now),
                    account: account.clone(),
                    contact: contact.clone(),
                })
                .chain(read(*member, *organisation, language.as_ref(), now))
                .collect()),
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
            Command::Accept { account, link, expires, language, notice } => match self {
                Member::Absent | Member::Gone(_) => Err(Refusal::NotFound),
                Member::Active(_) => Err(Refusal::LinkSpent),
                Member::Invited(core) => {
                    core.link(LinkPurpose::Invitation, link, *expires, now)?;
                    let (member, organisation) = (core.member, core.organisation);
                    let used = Event::LinkUsed { member, organisation, link: link.clone() };
                    let accepted = Event::Accepted {
                        member,
                        organisation,
                        day: day(now),
                        account: account.clone(),
                        notice: notice.clone(),
                    };
                    let language = read(member, organisation, language.as_ref(), now);
                    Ok([used, accepted].into_iter().chain(language).collect())
                }
            },
            Command::ChooseLanguage { language } => {
                let core = self.active()?;
                Ok(read(core.member, core.organisation, Some(language), now).into_iter().collect())
            }
            Command::SetPicture { picture } => {
                let core = self.active()?;
                Ok(vec![Event::PictureSet {
                    member: core.member,
                    organisation: core.organisation,
                    day: day(now),
                    picture: picture.clone(),
                }])
            }
            Command::RemovePicture => {
                let core = self.active()?;
                let (member, organisation, day) = (core.member, core.organisation, day(now));
                let removed = core.picture.then_some(Event::PictureRemoved { member, organisation, day });
                Ok(removed.into_iter().collect())
            }
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
            Command::UseLink { purpose, link, expires, code } => {
                let core = self.active()?;
                core.link(*purpose, link, *expires, now)?;
                let (member, organisation) = (core.member, core.organisation);
                let used = Event::LinkUsed { member, organisation, link: link.clone() };
                match purpose {
                    LinkPurpose::SignIn => {
                        Ok(core.given(code.as_ref(), now)?.into_iter().chain([used]).collect())
                    }
                    LinkPurpose::Confirmation | LinkPurpose::Invitation => Ok(vec![used]),
                }
            }
            Command::Recover { link, expires } => {
                let core = self.active()?;
                core.link(LinkPurpose::SignIn, link, *expires, now)?;
                core.recovered(link, now)
            }
            Command::StopRecovery { by, by_roles, sealed } => {
                let core = self.active()?;
                if *by != core.member {
                    Role::with(by_roles, Power::ManageMembers).ok_or(Refusal::NotAllowed)?;
                }
                Ok(core.recovery_stopped(sealed, now))
            }
            Command::SetSecondFactor { recovery, secret, code } => {
                Ok(self.active()?.factor_set(recovery, secret, code, now))
            }
            Command::RemoveSecondFactor => Ok(self.active()?.factor_removed(false, now)),
            Command::RemovePasskey { number } => {
                let core = self.active()?;
                if !core.has_passkey(*number) {
                    return if *number < core.passkeys { Ok(vec![]) } else { Err(Refusal::NotFound) };
                }
                Ok(vec![Event::PasskeyRemoved {
                    member: core.member,
                    organisation: core.organisation,
                    day: day(now),
                    number: *number,
                }])
            }
            Command::SignOutEverywhere => Ok(self.present()?.signed_out().collect()),
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
                if !core.has_passkey(*number) {
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
            Command::SignIn { session, token, entry, device } => {
                let core = self.active()?;
                if core.sessions.contains(session) {
                    return Ok(vec![]);
                }
                let (member, organisation, day) = (core.member, core.organisation, day(now));
                let met = device.as_ref().filter(|device| !core.devices.contains(*device));
                let met = met.map(|device| Event::DeviceMet {
                    member,
                    organisation,
                    device: device.clone(),
                    first: core.devices.is_empty(),
                    day,
                    seen: entry.clone(),
                });
                let signed_in = Event::SignedIn {
                    member,
                    organisation,
                    session: *session,
                    token: token.clone(),
                    day,
                    entry: entry.clone(),
                };
                Ok(met.into_iter().chain([signed_in]).collect())
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
            Command::GoOnDuty { roles, at } => {
                let core = self.active()?;
                Role::with(roles, Power::Receive).ok_or(Refusal::NotAllowed)?;
                if duty::holds(core.duty, now) {
                    return Ok(vec![]);
                }
                let (member, organisation) = (core.member, core.organisation);
                Ok(vec![Event::WentOnDuty { member, organisation, day: day(now), at: at.clone() }])
            }
            Command::GoOffDuty { at } => {
                let core = self.active()?;
                if core.duty.is_none() {
                    return Ok(vec![]);
                }
                let (member, organisation) = (core.member, core.organisation);
                Ok(vec![Event::WentOffDuty { member, organisation, day: day(now), at: at.clone() }])
            }
            Command::GoAway { roles, absence } => {
                let core = self.active()?;
                Role::with(roles, Power::Receive).ok_or(Refusal::NotAllowed)?;
                let (member, organisation) = (core.member, core.organisation);
                Ok(vec![Event::WentAway { member, organisation, day: day(now), absence: absence.clone() }])
            }
            Command::ComeBack { at } => {
                let core = self.active()?;
                if !core.away {
                    return Ok(vec![]);
                }
                let (member, organisation) = (core.member, core.organisation);
                Ok(vec![Event::CameBack { member, organisation, day: day(now), at: at.clone() }])
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
            Event::PasskeyRemoved { number, .. } => self.with(|core| {
                core.removed.insert(*number);
            }),
            Event::SecondFactorSet { recovery, .. } => self.with(|core| {
                core.second = Some(Factor::new(recovery));
                core.lost = None;
            }),
            Event::SecondFactorUsed { code, .. } => self.with(|core| {
                core.lost = None;
                if let Some(second) = &mut core.second {
                    second.used(code);
                }
            }),
            Event::SecondFactorRemoved { .. } => self.with(|core| {
                core.second = None;
                core.lost = None;
            }),
            Event::RecoveryRequested { day, .. } => self.with(|core| core.lost = Some(*day)),
            Event::RecoveryStopped { .. } => self.with(|core| core.lost = None),
            Event::DeviceMet { device, .. } => self.with(|core| {
                core.devices.insert(device.clone());
            }),
            // Whoever has a passkey has not lost everything.
            Event::PasskeyUsed { .. } => self.with(|core| core.lost = None),
            Event::PictureSet { .. } => self.with(|core| core.picture = true),
            Event::PictureRemoved { .. } => self.with(|core| core.picture = false),
            Event::Reminded { .. } | Event::LanguageChosen { .. } => self,
            Event::SignedIn { session, .. } => self.with(|core| {
                core.sessions.insert(*session);
            }),
            Event::SignedOut { session, .. } => self.with(|core| {
                core.sessions.remove(session);
            }),
            Event::WentOnDuty { day, .. } => self.with(|core| core.duty = Some(*day)),
            Event::WentOffDuty { .. } => self.with(|core| core.duty = None),
            Event::WentAway { .. } => self.with(|core| core.away = true),
            Event::CameBack { .. } => self.with(|core| core.away = false),
            Event::Active { month, .. } => self.with(|core| {
                core.active.insert(*month);
            }),
        }
    }
}
