//! The commands on a member's account.

use super::{Absence, Account, Contact, LinkPurpose, SignIn};
use crate::id::{MemberId, OrganisationId, SessionId};
use crate::language::Language;
use crate::personal::Personal;
use crate::picture::Picture;
use crate::role::Role;
use crate::text::Secret;
use crate::time::{Month, Timestamp};
use crate::visit::TokenHash;

/// What somebody wants of a member's account.
#[derive(Clone, Debug)]
pub enum Command {
    /// The owner of a new organisation.
    Found {
        /// Who.
        member: MemberId,
        /// Of which organisation.
        organisation: OrganisationId,
        /// The name.
        account: Personal<Account>,
        /// How to reach them.
        contact: Personal<Contact>,
        /// The language they read, as far as it is known.
        language: Option<Personal<Language>>,
    },
    /// Invite somebody.
    Invite {
        /// Who.
        member: MemberId,
        /// To which organisation.
        organisation: OrganisationId,
        /// As what.
        roles: Vec<Role>,
        /// How to reach them.
        contact: Personal<Contact>,
        /// The inviter.
        by: Personal<MemberId>,
        /// The inviter's roles.
        by_roles: Vec<Role>,
    },
    /// Use the link of an invitation.
    Accept {
        /// The name.
        account: Personal<Account>,
        /// The link.
        link: TokenHash,
        /// Until when it holds: part of the secret, so the hash vouches for it.
        expires: Timestamp,
        /// The language they read, as far as it is known.
        language: Option<Personal<Language>>,
        /// The notice about the data of accounts that stood beside the form, by its digest.
        notice: Option<String>,
    },
    /// Choose the language of one's letters.
    ChooseLanguage {
        /// Which.
        language: Personal<Language>,
    },
    /// Set one's picture.
    SetPicture {
        /// The picture.
        picture: Personal<Picture>,
    },
    /// Remove it.
    RemovePicture,
    /// Set the roles.
    GrantRoles {
        /// All of them.
        roles: Vec<Role>,
        /// The granter.
        by: Personal<MemberId>,
        /// The granter's roles.
        by_roles: Vec<Role>,
    },
    /// Remove the member.
    Remove {
        /// The remover.
        by: Personal<MemberId>,
        /// The remover's roles.
        by_roles: Vec<Role>,
    },
    /// Withdraw the invitation.
    WithdrawInvitation {
        /// The withdrawer.
        by: Personal<MemberId>,
        /// The withdrawer's roles.
        by_roles: Vec<Role>,
    },
    /// Become the owner: the organisation tells that it was handed over.
    TakeSeat {
        /// The owner until now.
        by: Personal<MemberId>,
    },
    /// Be the owner no longer, but an administrator.
    YieldSeat {
        /// The same, since the owner handed over.
        by: Personal<MemberId>,
    },
    /// Make a one-time link.
    IssueLink {
        /// What it does.
        purpose: LinkPurpose,
        /// Its hash.
        link: TokenHash,
        /// The secret.
        secret: Personal<Secret>,
    },
    /// Use a one-time link.
    UseLink {
        /// What it should do.
        purpose: LinkPurpose,
        /// The link.
        link: TokenHash,
        /// Until when it holds.
        expires: Timestamp,
        /// What stands for the code of the second factor that was given with it, and was found right.
        code: Option<TokenHash>,
    },
    /// Say by a link to sign in that the second factor is lost. The first time it is announced; once the time of waiting is over it is given up.
    Recover {
        /// The link.
        link: TokenHash,
        /// Until when it holds.
        expires: Timestamp,
    },
    /// Stop that.
    StopRecovery {
        /// The member themselves, or an administrator.
        by: MemberId,
        /// Their roles.
        by_roles: Vec<Role>,
        /// The same, sealed with the member.
        sealed: Personal<MemberId>,
    },
    /// Set a second factor.
    SetSecondFactor {
        /// The hashes of the recovery codes.
        recovery: Vec<TokenHash>,
        /// What the codes are made of.
        secret: Personal<Secret>,
        /// What stands for the first code, which shows that it works.
        code: TokenHash,
    },
    /// Do without.
    RemoveSecondFactor,
    /// Remove a passkey.
    RemovePasskey {
        /// Which, in the order of registration, from 0.
        number: u32,
    },
    /// Sign out everywhere.
    SignOutEverywhere,
    /// Register a passkey.
    RegisterPasskey {
        /// As the ceremony gave it.
        passkey: Personal<serde_json::Value>,
    },
    /// Keep a passkey's new counter.
    UsePasskey {
        /// Which, in the order of registration, from 0.
        number: u32,
        /// As it is from now on.
        passkey: Personal<serde_json::Value>,
    },
    /// Tell the owner of the address by mail that there is an account already.
    Remind,
    /// Sign in.
    SignIn {
        /// The session.
        session: SessionId,
        /// The hash of its cookie.
        token: TokenHash,
        /// How and when.
        entry: Personal<SignIn>,
        /// The browser, where it says which it is.
        device: Option<TokenHash>,
    },
    /// Sign out.
    SignOut {
        /// The session.
        session: SessionId,
    },
    /// Go on duty.
    GoOnDuty {
        /// The member's roles.
        roles: Vec<Role>,
        /// When.
        at: Personal<Timestamp>,
    },
    /// Go off duty.
    GoOffDuty {
        /// When.
        at: Personal<Timestamp>,
    },
    /// Be away.
    GoAway {
        /// The member's roles.
        roles: Vec<Role>,
        /// From when until when.
        absence: Personal<Absence>,
    },
    /// Be there again.
    ComeBack {
        /// When.
        at: Personal<Timestamp>,
    },
    /// Count the member as active in a month.
    CountActive {
        /// The month.
        month: Month,
    },
}
