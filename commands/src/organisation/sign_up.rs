//! Signing up an organisation, and confirming its owner's address (A1, A3, A7).

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use crate::member::{issue_link, use_link};
use crate::token::Token;
use domain::member::{self, Account, Contact, LinkPurpose, Member};
use domain::organisation::{self, Command, Country, Organisation, Profile};
use domain::text::{Email, OrganisationName, PersonName, Slug};
use domain::{Class, CommandId, MemberId, OrganisationId, Personal};
use uuid::Uuid;

/// What the form asks for, parsed.
pub struct SignUpForm {
    /// The organisation's name.
    pub name: OrganisationName,
    /// Its address.
    pub slug: Slug,
    /// Where it is.
    pub country: Country,
    /// The owner's name.
    pub owner: PersonName,
    /// The owner's address.
    pub email: Email,
}

/// An organisation that waits for its confirmation.
pub struct SignedUp {
    /// Which.
    pub organisation: OrganisationId,
    /// Its owner.
    pub owner: MemberId,
    /// How far the log tells of it.
    pub done: Done,
}

/// How long an address stays claimed while its events are not recorded.
const CLAIM: chrono::TimeDelta = chrono::TimeDelta::minutes(15);

/// Signs up. The address and the e-mail address are claimed in the key table first, so that of two at once exactly one wins without asking a read model.
pub async fn sign_up(deps: &Deps, id: CommandId, form: SignUpForm) -> Result<SignedUp, CommandError> {
    let organisation = OrganisationId(Uuid::new_v5(&id.0, b"organisation"));
    let owner = MemberId(Uuid::new_v5(&id.0, b"owner"));
    let now = deps.now();
    // A repeated command claims nothing more, whatever the form says now.
    if deps.log.event(id.event(0)).await?.is_none() {
        let claims = [
            ("email", form.email.as_str(), owner.subject()),
            ("slug", form.slug.as_str(), organisation.subject()),
        ];
        deps.vault.claim(&claims, now + CLAIM).await?;
    }
    for (subject, class) in [
        (organisation.subject(), Class::Account),
        (owner.subject(), Class::Account),
        (owner.subject(), Class::Contact),
    ] {
        // No clock runs while the account is in use.
        deps.vault.mint((subject, class), organisation, None, None).await?;
    }

    let profile = Profile { name: form.name, slug: form.slug, at: now };
    let sign_up = Command::SignUp {
        organisation,
        owner,
        country: form.country,
        profile: Personal::new(organisation.subject(), Class::Account, &profile),
    };
    execute::<Organisation>(deps, &organisation::stream(organisation), id, &sign_up).await?;

    let found = member::Command::Found {
        member: owner,
        organisation,
        account: Personal::new(owner.subject(), Class::Account, &Account { name: form.owner, at: now }),
        contact: Personal::new(owner.subject(), Class::Contact, &Contact { email: form.email }),
    };
    let founding = CommandId(Uuid::new_v5(&id.0, b"found"));
    execute::<Member>(deps, &member::stream(owner), founding, &found).await?;
    let linking = CommandId(Uuid::new_v5(&id.0, b"link"));
    let done = issue_link(deps, linking, owner, LinkPurpose::Confirmation).await?;
    Ok(SignedUp { organisation, owner, done })
}

/// Confirms the owner's address by the link that was mailed. The link is used up.
pub async fn confirm(
    deps: &Deps,
    id: CommandId,
    token: &Token,
) -> Result<(MemberId, OrganisationId), CommandError> {
    let core = use_link(deps, id, token, LinkPurpose::Confirmation).await?;
    let confirming = CommandId(Uuid::new_v5(&id.0, b"confirm"));
    let stream = organisation::stream(core.organisation);
    execute::<Organisation>(deps, &stream, confirming, &Command::Confirm).await?;
    Ok((core.member, core.organisation))
}
