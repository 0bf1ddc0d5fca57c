//! Members of organisations: roles as they are, names, addresses and passkeys as sealed copies.

use crate::cell::{Cell, Columns};
use crate::error::ReadError;
use crate::fold::{self, Folded, KEY, SEEN};
use crate::projection::Reader;
use crate::sealed::{self, forget};
use crate::table::Table;
use domain::member::{Account, Contact, Event};
use domain::time::Day;
use domain::{Fact, MemberId, OrganisationId, Personal, Role, log};
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
    /// Whether the account is in use: founded, or the invitation accepted.
    pub accepted: bool,
    /// The name, once given.
    pub account: Option<Personal<Account>>,
    /// How to reach them.
    pub contact: Personal<Contact>,
    /// The passkeys, oldest first.
    pub passkeys: Vec<Personal<serde_json::Value>>,
    /// When founded or invited.
    pub since: Day,
    /// The position of that: the order of the list.
    pub(crate) order: u64,
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

    /// An organisation's members, the owner first, then as they were invited.
    pub async fn of(&self, organisation: OrganisationId) -> Result<Vec<MemberRow>, ReadError> {
        fold::rows::<Model>(
            &self.reader,
            "WHERE organisation = $1 ORDER BY place",
            vec![organisation.0.into()],
        )
        .await
    }
}

/// The read model.
pub(crate) struct Model;

impl Folded for Model {
    const NAME: &'static str = "members";
    const VERSION: u32 = 1;
    const TABLE: Table = Table {
        name: "members",
        columns: &[
            KEY,
            SEEN,
            ("organisation", "BYTEA NOT NULL"),
            ("place", "BIGINT NOT NULL"),
            ("roles", "TEXT NOT NULL"),
            ("accepted", "BIGINT NOT NULL"),
            ("since", "BIGINT NOT NULL"),
            ("account", "BYTEA"),
            ("contact", "BYTEA NOT NULL"),
            ("passkeys", "BYTEA NOT NULL"),
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
                | Event::RolesGranted { member, .. }
                | Event::PasskeyRegistered { member, .. }
                | Event::PasskeyUsed { member, .. } => Some(member.0),
                Event::LinkIssued { .. }
                | Event::LinkUsed { .. }
                | Event::SignedIn { .. }
                | Event::SignedOut { .. }
                | Event::Reminded { .. }
                | Event::Active { .. } => None,
            },
            Fact::Log(log::Event::KeysDestroyed { subject, .. }) => Some(subject.0),
            Fact::Log(_)
            | Fact::Access(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Organisation(_)
            | Fact::Visit(_) => None,
        }
    }

    fn evolve(row: Option<MemberRow>, position: u64, fact: &Fact) -> Option<MemberRow> {
        match fact {
            Fact::Member(event) => after(row, position, event),
            Fact::Log(log::Event::KeysDestroyed { keys, .. }) => row.map(|row| MemberRow {
                account: row.account.map(|account| forget(account, keys)),
                contact: forget(row.contact, keys),
                passkeys: row.passkeys.into_iter().map(|passkey| forget(passkey, keys)).collect(),
                ..row
            }),
            Fact::Log(_)
            | Fact::Access(_)
            | Fact::Erasure(_)
            | Fact::ElectronicId(_)
            | Fact::Hold(_)
            | Fact::Identification(_)
            | Fact::Organisation(_)
            | Fact::Visit(_) => row,
        }
    }

    fn cells(row: &MemberRow) -> Result<Vec<Cell>, ReadError> {
        let roles: Vec<_> = row.roles.iter().map(|role| role.name()).collect();
        let passkeys: Vec<_> = row.passkeys.iter().map(|passkey| (0, passkey.clone())).collect();
        Ok(vec![
            row.organisation.0.into(),
            row.order.into(),
            roles.join(" ").as_str().into(),
            row.accepted.into(),
            row.since.into(),
            Cell::maybe_sealed(row.account.as_ref())?,
            Cell::sealed(&row.contact)?,
            sealed::encode_marked(&passkeys)?.into(),
        ])
    }

    fn read(id: Uuid, columns: &mut Columns<'_>) -> Result<MemberRow, ReadError> {
        Ok(MemberRow {
            member: MemberId(id),
            organisation: OrganisationId(columns.id()?),
            order: columns.number()?,
            roles: roles(&columns.text()?)?,
            accepted: columns.yes()?,
            since: columns.day()?,
            account: columns.maybe_sealed()?,
            contact: columns.sealed()?,
            passkeys: sealed::decode_marked(&columns.bytes()?)?
                .into_iter()
                .map(|(_, passkey)| passkey)
                .collect(),
        })
    }
}

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
            account: Some(account.clone()),
            contact: contact.clone(),
            passkeys: Vec::new(),
            since: *day,
            order: position,
        }),
        Event::Invited { member, organisation, roles, day, contact, by: _ } => Some(MemberRow {
            member: *member,
            organisation: *organisation,
            roles: roles.clone(),
            accepted: false,
            account: None,
            contact: contact.clone(),
            passkeys: Vec::new(),
            since: *day,
            order: position,
        }),
        Event::Accepted { account, .. } => {
            row.map(|row| MemberRow { accepted: true, account: Some(account.clone()), ..row })
        }
        Event::RolesGranted { roles, .. } => row.map(|row| MemberRow { roles: roles.clone(), ..row }),
        Event::PasskeyRegistered { passkey, .. } => row.map(|mut row| {
            row.passkeys.push(passkey.clone());
            row
        }),
        Event::PasskeyUsed { number, passkey, .. } => row.map(|mut row| {
            if let Some(there) = row.passkeys.get_mut(*number as usize) {
                *there = passkey.clone();
            }
            row
        }),
        Event::LinkIssued { .. }
        | Event::LinkUsed { .. }
        | Event::SignedIn { .. }
        | Event::SignedOut { .. }
        | Event::Reminded { .. }
        | Event::Active { .. } => row,
    }
}
