//! Members of organisations: roles as they are, names, addresses and passkeys as sealed copies.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::sealed::{self, forget};
use crate::table::Table;
use domain::member::{Account, Contact, Event};
use domain::role::Power;
use domain::text::Secret;
use domain::time::Day;
use domain::visit::TokenHash;
use domain::{Fact, Language, MemberId, OrganisationId, Personal, Role, log};
use uuid::Uuid;

/// A member.
#[derive(Clone, Debug)]
pub struct MemberRow {
    /// Who.
    pub member: MemberId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: Vec<Role>,
    /// Whether the account is in use: founded, or the invitation accepted, and not removed since.
    pub accepted: bool,
    /// Whether the member was removed, or the invitation withdrawn: what is left is a name for what they did, until its key is destroyed.
    pub gone: bool,
    /// The name, once given.
    pub account: Option<Personal<Account>>,
    /// How to reach them.
    pub contact: Personal<Contact>,
    /// The language they chose last.
    pub language: Option<Personal<Language>>,
    /// The passkeys, oldest first.
    pub passkeys: Vec<PasskeyRow>,
    /// When a passkey was registered last, also one that was removed since.
    pub newest: Option<Day>,
    /// What the codes of the second factor are made of.
    pub second: Option<Personal<Secret>>,
    /// The hashes of the recovery codes that are left.
    pub recovery: Vec<TokenHash>,
    /// Since when the second factor counts as lost.
    pub lost: Option<Day>,
    /// When founded or invited.
    pub since: Day,
    /// How many passkeys were ever registered.
    pub(crate) registered: u32,
    /// The position of that day: the order of the list.
    pub(crate) order: u64,
}

/// A passkey.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// Its number in the order of registration, from 0.
    pub number: u32,
    /// When it was registered.
    pub since: Day,
    /// When it last proved itself.
    pub used: Option<Day>,
    /// As the last ceremony left it.
    pub key: Personal<serde_json::Value>,
}

/// Queries members.
#[derive(Clone)]
pub struct Members {
    reader: Reader,
}

impl Members {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// One member.
    pub async fn get(&self, member: MemberId) -> Result<Option<MemberRow>, ReadError> {
        fold::row::<Model>(&self.reader, member.0).await
    }

    /// An organisation's members, the one who founded it first, then as they were invited; with those who are gone.
    pub async fn of(&self, organisation: OrganisationId) -> Result<Vec<MemberRow>, ReadError> {
        fold::rows::<Model>(
            &self.reader,
            "WHERE organisation = $1 ORDER BY place",
            vec![organisation.0.into()],
        )
        .await
    }
}

impl MemberRow {
    /// Whether visitors can ask for them.
    pub fn receives(&self) -> bool {
        self.accepted && Role::with(&self.roles, Power::Receive).is_some()
    }
}

impl Members {
    /// Those of an organisation who do not receive visitors: they have left, their role was taken, or they never had it. Nothing of them is read that is sealed.
    pub async fn not_receiving(&self, organisation: OrganisationId) -> Result<Vec<MemberId>, ReadError> {
        let sql = "SELECT id, accepted, roles FROM members_{g} WHERE organisation = $1 ORDER BY place";
        let mut found = Vec::new();
        for row in self.reader.fetch(sql, vec![organisation.0.into()]).await? {
            let mut columns = Columns::of(&row);
            let (member, accepted) = (MemberId(columns.id()?), columns.yes()?);
            if !accepted || Role::with(&roles(&columns.text()?)?, Power::Receive).is_none() {
                found.push(member);
            }
        }
        Ok(found)
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "members";
    const VERSION: u32 = 4;
    const TABLE: Table = Table {
        name: "members",
        columns: &[
            KEY,
            SEEN,
            ("organisation", "BYTEA NOT NULL"),
            ("place", "BIGINT NOT NULL"),
            ("roles", "TEXT NOT NULL"),
            ("accepted", "BIGINT NOT NULL"),
            ("gone", "BIGINT NOT NULL"),
            ("since", "BIGINT NOT NULL"),
            ("account", "BYTEA"),
            ("contact", "BYTEA NOT NULL"),
            ("language", "BYTEA"),
            ("passkeys", "BYTEA NOT NULL"),
            ("registered", "BIGINT NOT NULL"),
            ("second", "BYTEA"),
            ("recovery", "BYTEA NOT NULL"),
            ("lost", "TEXT"),
            ("newest", "TEXT"),
        ],
        key: 1,
        indexes: &["organisation, place"],
    };
    type Row = MemberRow;

    fn key(fact: &Fact) -> Option<Uuid> {
        match fact {
            Fact::Member(event) => match event {
                Event::Founded { member, .. }
                | Event::Invited { member, .. }
                | Event::Accepted { member, .. }
                | Event::LanguageChosen { member, .. }
                | Event::RolesGranted { member, .. }
                | Event::Removed { member, .. }
                | Event::InvitationWithdrawn { member, .. }
                | Event::PasskeyRegistered { member, .. }
                | Event::PasskeyUsed { member, .. }
                | Event::PasskeyRemoved { member, .. }
                | Event::SecondFactorSet { member, .. }
                | Event::SecondFactorUsed { member, .. }
                | Event::SecondFactorRemoved { member, .. }
                | Event::RecoveryRequested { member, .. }
                | Event::RecoveryStopped { member, .. } => Some(member.0),
                Event::PictureSet { .. }
                | Event::PictureRemoved { .. }
                | Event::LinkIssued { .. }
                | Event::LinkUsed { .. }
                | Event::SignedIn { .. }
                | Event::SignedOut { .. }
                | Event::DeviceMet { .. }
                | Event::Reminded { .. }
                | Event::WentOnDuty { .. }
                | Event::WentOffDuty { .. }
                | Event::WentAway { .. }
                | Event::CameBack { .. }
                | Event::Active { .. } => None,
            },
            Fact::Log(log::Event::KeysDestroyed { subject, .. }) => Some(subject.0),
            Fact::Log(_)
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_)
            | Fact::Visit(_) => None,
        }
    }

    fn evolve(row: Option<MemberRow>, position: u64, fact: &Fact) -> Option<MemberRow> {
        match fact {
            Fact::Member(event) => after(row, position, event),
            Fact::Log(log::Event::KeysDestroyed { keys, .. }) => row.map(|row| MemberRow {
                account: row.account.map(|account| forget(account, keys)),
                contact: forget(row.contact, keys),
                language: row.language.map(|language| forget(language, keys)),
                passkeys: row
                    .passkeys
                    .into_iter()
                    .map(|passkey| PasskeyRow { key: forget(passkey.key, keys), ..passkey })
                    .collect(),
                second: row.second.map(|second| forget(second, keys)),
                ..row
            }),
            Fact::Log(_)
            | Fact::Access(_)
            | Fact::Agreement(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::WaitingRoom(_)
            | Fact::Visit(_) => row,
        }
    }

    fn cells(row: &MemberRow) -> Result<Vec<Cell>, ReadError> {
        let roles: Vec<_> = row.roles.iter().map(|role| role.name()).collect();
        let passkeys = row.passkeys.iter().map(|one| ((one.number, one.since, one.used), one.key.clone()));
        let passkeys: Vec<_> = passkeys.collect();
        Ok(vec![
            row.organisation.0.into(),
            row.order.into(),
            roles.join(" ").as_str().into(),
            row.accepted.into(),
            row.gone.into(),
            row.since.into(),
            Cell::maybe_sealed(row.account.as_ref())?,
            Cell::sealed(&row.contact)?,
            Cell::maybe_sealed(row.language.as_ref())?,
            sealed::encode_marked(&passkeys)?.into(),
            row.registered.into(),
            Cell::maybe_sealed(row.second.as_ref())?,
            postcard::to_allocvec(&row.recovery).map_err(|_| CODES)?.into(),
            row.lost.map(|day| day.to_string()).into(),
            row.newest.map(|day| day.to_string()).into(),
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<MemberRow, ReadError> {
        Ok(MemberRow {
            member: MemberId(id),
            organisation: OrganisationId(columns.id()?),
            order: columns.number()?,
            roles: roles(&columns.text()?)?,
            accepted: columns.yes()?,
            gone: columns.yes()?,
            since: columns.day()?,
            account: columns.maybe_sealed()?,
            contact: columns.sealed()?,
            language: columns.maybe_sealed()?,
            passkeys: sealed::decode_marked(&columns.bytes()?)?
                .into_iter()
                .map(|((number, since, used), key)| PasskeyRow { number, since, used, key })
                .collect(),
            registered: columns.small()?,
            second: columns.maybe_sealed()?,
            recovery: postcard::from_bytes(&columns.bytes()?).map_err(|_| CODES)?,
            lost: columns.maybe_text()?.map(|day| day.parse().map_err(|_| LOST)).transpose()?,
            newest: columns.maybe_text()?.map(|day| day.parse().map_err(|_| NEWEST)).transpose()?,
        })
    }
}

/// A list of recovery codes that cannot be written or read.
const CODES: ReadError = ReadError::Unreadable("recovery codes");
/// A day that cannot be read.
const LOST: ReadError = ReadError::Unreadable("the day of a loss");

/// A day on which a passkey was registered that cannot be read.
const NEWEST: ReadError = ReadError::Unreadable("the day of a passkey");

fn roles(names: &str) -> Result<Vec<Role>, ReadError> {
    names.split_whitespace().map(|name| Role::named(name).ok_or(ReadError::Unreadable("a role"))).collect()
}

fn after(row: Option<MemberRow>, position: u64, event: &Event) -> Option<MemberRow> {
    match event {
        Event::Founded { member, organisation, roles, day, account, contact } => Some(MemberRow {
            member: *member,
            organisation: *organisation,
            roles: roles.clone(),
            accepted: true,
            gone: false,
            account: Some(account.clone()),
            contact: contact.clone(),
            language: None,
            passkeys: Vec::new(),
            registered: 0,
            newest: None,
            second: None,
            recovery: Vec::new(),
            lost: None,
            since: *day,
            order: position,
        }),
        Event::Invited { member, organisation, roles, day, contact, by: _ } => Some(MemberRow {
            member: *member,
            organisation: *organisation,
            roles: roles.clone(),
            accepted: false,
            gone: false,
            account: None,
            contact: contact.clone(),
            language: None,
            passkeys: Vec::new(),
            registered: 0,
            newest: None,
            second: None,
            recovery: Vec::new(),
            lost: None,
            since: *day,
            order: position,
        }),
        Event::Accepted { account, .. } => {
            row.map(|row| MemberRow { accepted: true, account: Some(account.clone()), ..row })
        }
        Event::LanguageChosen { language, .. } => {
            row.map(|row| MemberRow { language: Some(language.clone()), ..row })
        }
        Event::RolesGranted { roles, .. } => row.map(|row| MemberRow { roles: roles.clone(), ..row }),
        Event::Removed { .. } | Event::InvitationWithdrawn { .. } => row.map(|row| MemberRow {
            accepted: false,
            gone: true,
            roles: Vec::new(),
            passkeys: Vec::new(),
            second: None,
            recovery: Vec::new(),
            lost: None,
            ..row
        }),
        Event::PasskeyRegistered { passkey, day, .. } => row.map(|mut row| {
            let (number, key) = (row.registered, passkey.clone());
            row.passkeys.push(PasskeyRow { number, since: *day, used: None, key });
            (row.registered, row.newest) = (row.registered + 1, Some(*day));
            row
        }),
        Event::PasskeyUsed { number, passkey, day, .. } => row.map(|mut row| {
            if let Some(there) = row.passkeys.iter_mut().find(|there| there.number == *number) {
                there.key = passkey.clone();
                there.used = Some(*day);
            }
            MemberRow { lost: None, ..row }
        }),
        Event::PasskeyRemoved { number, .. } => row.map(|mut row| {
            row.passkeys.retain(|there| there.number != *number);
            row
        }),
        Event::SecondFactorSet { recovery, secret, .. } => row.map(|row| MemberRow {
            second: Some(secret.clone()),
            recovery: recovery.clone(),
            lost: None,
            ..row
        }),
        Event::SecondFactorUsed { code, .. } => row.map(|mut row| {
            row.recovery.retain(|left| left != code);
            MemberRow { lost: None, ..row }
        }),
        Event::SecondFactorRemoved { .. } => {
            row.map(|row| MemberRow { second: None, recovery: Vec::new(), lost: None, ..row })
        }
        Event::RecoveryRequested { day, .. } => row.map(|row| MemberRow { lost: Some(*day), ..row }),
        Event::RecoveryStopped { .. } => row.map(|row| MemberRow { lost: None, ..row }),
        Event::PictureSet { .. }
        | Event::PictureRemoved { .. }
        | Event::LinkIssued { .. }
        | Event::LinkUsed { .. }
        | Event::SignedIn { .. }
        | Event::SignedOut { .. }
        | Event::DeviceMet { .. }
        | Event::Reminded { .. }
        | Event::WentOnDuty { .. }
        | Event::WentOffDuty { .. }
        | Event::WentAway { .. }
        | Event::CameBack { .. }
        | Event::Active { .. } => row,
    }
}
