//! Signing up an organisation in two steps, so that an answer can be given between them; and confirming its owner's address (A1, A3, A7).

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use crate::member::{LINGERS, holds, issue_link, keep_claims, keep_data, use_link};
use crate::token::Token;
use domain::agreement::Kind;
use domain::member::{self, Account, Contact, LinkPurpose, Member};
use domain::organisation::{self, Command, Country, Organisation, Paper, Profile, Sector, Signature};
use domain::text::{Email, OrganisationName, PersonName, Slug};
use domain::{Class, CommandId, Language, MemberId, OrganisationId, Personal, Refusal};
use store::vault::KeysError;
use uuid::Uuid;

/// What the form asks for, parsed.
pub struct SignUpForm {
    /// The organisation's name.
    pub name: OrganisationName,
    /// Its address.
    pub slug: Slug,
    /// Where it is.
    pub country: Country,
    /// What it does, where that is asked there.
    pub sector: Option<Sector>,
    /// Where its days begin: one of the country's zones.
    pub zone: chrono_tz::Tz,
    /// Which terms were read, by their digest; empty where none were.
    pub terms: String,
    /// Which notice about the data of accounts was read, by its digest.
    pub notice: String,
    /// The owner's name.
    pub owner: PersonName,
    /// The owner's address.
    pub email: Email,
    /// The language they signed up in.
    pub language: Language,
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

/// A sign-up whose addresses are claimed.
pub struct Claimed {
    id: CommandId,
    form: SignUpForm,
    papers: Vec<Paper>,
    whose: Whose,
}

/// Whose the e-mail address is.
enum Whose {
    /// Nobody's until now.
    New,
    /// An account's.
    Account(MemberId),
}

impl Claimed {
    /// Whether the e-mail address was nobody's.
    pub fn is_new(&self) -> bool {
        matches!(self.whose, Whose::New)
    }

    fn organisation(&self) -> OrganisationId {
        OrganisationId(Uuid::new_v5(&self.id.0, b"organisation"))
    }

    fn owner(&self) -> MemberId {
        MemberId(Uuid::new_v5(&self.id.0, b"owner"))
    }
}

/// Claims the two addresses of a sign-up in the key table, so that of two at once exactly one wins without asking a read model. The claims run out with the link:
/// whoever never confirms keeps nobody from an address. That `/{slug}` is taken is told; that the e-mail address has an account is told by mail alone, so the slug
/// is claimed then too: whoever tries it again must not see a difference.
pub async fn claim(deps: &Deps, id: CommandId, form: SignUpForm) -> Result<Claimed, CommandError> {
    let mut claimed = Claimed { id, form, papers: vec![], whose: Whose::New };
    // A repeated command claims nothing more, whatever the form says now.
    if deps.log.event(id.event(0)).await?.is_some() {
        return Ok(claimed);
    }
    let terms = crate::agreement::read(deps, Kind::Terms, &claimed.form.terms).await?;
    let notice = crate::agreement::read(deps, Kind::StaffNotice, &claimed.form.notice).await?;
    claimed.papers = terms.into_iter().chain(notice).collect();
    let expires = deps.now() + holds(LinkPurpose::Confirmation);
    let email = claimed.form.email.as_str();
    let slug = ("slug", claimed.form.slug.as_str(), claimed.organisation().subject());
    match deps.vault.claim(&[slug, ("email", email, claimed.owner().subject())], expires).await {
        Ok(()) => {}
        Err(KeysError::Taken("email")) => {
            deps.vault.claim(&[slug], expires).await?;
            let holder = deps.vault.find("email", email).await?.ok_or(CommandError::Contended)?;
            claimed.whose = Whose::Account(MemberId(holder.0));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(claimed)
}

/// Does what follows from the claims: the new organisation and the link to confirm it or, where the e-mail address has an account, a letter that says so.
pub async fn found(deps: &Deps, claimed: Claimed) -> Result<Option<SignedUp>, CommandError> {
    match claimed.whose {
        Whose::New => new(deps, claimed).await.map(Some),
        Whose::Account(member) => {
            let reminding = CommandId(Uuid::new_v5(&claimed.id.0, b"remind"));
            let stream = member::stream(member);
            match execute::<Member>(deps, &stream, reminding, &member::Command::Remind).await {
                // The other sign-up won the address a moment ago, and its own letter is on its way.
                Ok(_) | Err(CommandError::Refused(Refusal::NotFound)) => Ok(None),
                Err(error) => Err(error),
            }
        }
    }
}

async fn new(deps: &Deps, claimed: Claimed) -> Result<SignedUp, CommandError> {
    let (organisation, owner, now) = (claimed.organisation(), claimed.owner(), deps.now());
    let Claimed { id, form, papers, .. } = claimed;
    for (subject, class) in [
        (organisation.subject(), Class::Account),
        (owner.subject(), Class::Account),
        (owner.subject(), Class::Contact),
    ] {
        // Whoever never confirms is not kept. No clock runs while the account is in use.
        let due = now + holds(LinkPurpose::Confirmation) + LINGERS;
        deps.vault.mint((subject, class), organisation, Some(now), Some(due)).await?;
    }

    let profile = Profile { name: form.name, slug: form.slug, at: now };
    let acceptance = Signature { by: owner, name: Some(form.owner.clone()), at: now };
    let sign_up = Command::SignUp {
        organisation,
        owner,
        country: form.country,
        sector: form.sector,
        zone: form.zone,
        profile: Personal::new(organisation.subject(), Class::Account, &profile),
        papers,
        acceptance: Personal::new(organisation.subject(), Class::Account, &acceptance),
    };
    execute::<Organisation>(deps, &organisation::stream(organisation), id, &sign_up).await?;

    let found = member::Command::Found {
        member: owner,
        organisation,
        account: Personal::new(owner.subject(), Class::Account, &Account { name: form.owner, at: now }),
        contact: Personal::new(owner.subject(), Class::Contact, &Contact { email: form.email }),
        language: Some(Personal::new(owner.subject(), Class::Account, &form.language)),
    };
    let founding = CommandId(Uuid::new_v5(&id.0, b"found"));
    execute::<Member>(deps, &member::stream(owner), founding, &found).await?;
    let linking = CommandId(Uuid::new_v5(&id.0, b"link"));
    let done = issue_link(deps, linking, owner, LinkPurpose::Confirmation).await?;
    Ok(SignedUp { organisation, owner, done })
}

/// Confirms the owner's address by the link that was mailed. The link is used up, and the claims last from now on; a link that outlived its claims is spent.
pub async fn confirm(
    deps: &Deps,
    id: CommandId,
    token: &Token,
) -> Result<(MemberId, OrganisationId), CommandError> {
    let core = use_link(deps, id, token, LinkPurpose::Confirmation, None).await?;
    let (organisation, owner) = (core.organisation.subject(), core.member.subject());
    keep_claims(deps, &[organisation, owner]).await?;
    let kept = [(organisation, Class::Account), (owner, Class::Account), (owner, Class::Contact)];
    keep_data(deps, &kept).await?;
    let confirming = CommandId(Uuid::new_v5(&id.0, b"confirm"));
    let stream = organisation::stream(core.organisation);
    execute::<Organisation>(deps, &stream, confirming, &Command::Confirm { trial: deps.trial_days }).await?;
    // What changed between the sign-up and now nobody could be told of.
    crate::agreement::announce(deps, core.organisation).await?;
    Ok((core.member, core.organisation))
}
