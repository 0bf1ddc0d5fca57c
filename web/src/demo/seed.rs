//! A clinic to try: signed up, confirmed, agreed, with its notice, three people and two appointments, all through the ordinary commands.

use crate::agreements::{self, PublishError};
use crate::app::Operator;
use chrono::{Days, TimeZone as _};
use commands::{CommandError, Deps, Staff, Token, agreement, member, organisation, visit};
use domain::agreement::Kind;
use domain::organisation::Country;
use domain::refusal::InField;
use domain::text::{Email, Line, Note, OrganisationName, PersonName, Phone, SignatoryName, Slug};
use domain::visit::Reach;
use domain::{CommandId, Language, MemberId, OrganisationId, Refusal, Retention, Role, SessionId};
use gateways::mail::mailbox::Mailbox;
use std::time::Duration;
use store::LogError;
use store::edge::Draw;
use uuid::Uuid;

/// The seeded clinic.
#[derive(Clone, Debug)]
pub struct Seeded {
    /// Its address.
    pub slug: &'static str,
    /// The owner, who also receives visitors.
    pub owner: MemberId,
    /// A colleague who receives visitors.
    pub colleague: MemberId,
    /// The compliance officer and auditor.
    pub officer: MemberId,
}

const SLUG: &str = "nordlys";

/// The ids of the seed follow from this one, so that seeding twice is seeding once.
fn command(of: &str) -> CommandId {
    CommandId(Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("anteroom demo {of}").as_bytes()))
}

/// Who runs a demo.
pub fn operator() -> Operator {
    Operator {
        name: "Anteroom demo".into(),
        address: "this machine".into(),
        email: "privacy@demo.example".into(),
    }
}

/// Seeds the clinic, or finds it as it was seeded.
pub async fn seed(deps: &Deps, mailbox: &Mailbox) -> Result<Seeded, CommandError> {
    let signing_up = command("sign-up");
    let seeded = Seeded {
        slug: SLUG,
        owner: MemberId(Uuid::new_v5(&signing_up.0, b"owner")),
        colleague: MemberId(Uuid::new_v5(&command("colleague").0, b"member")),
        officer: MemberId(Uuid::new_v5(&command("officer").0, b"member")),
    };
    if deps.vault.find("slug", SLUG).await?.is_some() {
        return Ok(seeded);
    }
    // Whoever opens a demo's house may have published others.
    if agreement::published(deps, Kind::Terms).await?.current().is_none() {
        let templates = agreements::templates(None).map_err(LogError::Unavailable)?;
        agreements::publish(deps, &operator(), &templates).await.map_err(|error| match error {
            PublishError::Command(error) => error,
            PublishError::Version { .. } => Refusal::AgreementChanged.into(),
        })?;
    }
    let form = organisation::SignUpForm {
        name: OrganisationName::parse("Nordlys Legesenter").field("organisation")?,
        slug: Slug::parse(SLUG).field("slug")?,
        country: Country::Norway,
        sector: None,
        zone: Country::Norway.zone(),
        terms: offered(deps, Kind::Terms).await?,
        notice: offered(deps, Kind::StaffNotice).await?,
        owner: PersonName::parse("Dr Ingrid Berg").field("name")?,
        email: Email::parse("ingrid.berg@nordlys.example").field("email")?,
        language: Language::English,
    };
    let claimed = organisation::claim(deps, signing_up, form).await?;
    let signed_up = organisation::found(deps, claimed).await?.ok_or(Refusal::EmailTaken)?;
    let token = mailed(mailbox, "ingrid.berg@nordlys.example").await?;
    organisation::confirm(deps, command("confirm"), &token).await?;

    let owner = staff(deps, seeded.owner, signed_up.organisation);
    let name = SignatoryName::parse("Ingrid Berg").field("name")?;
    let read = offered(deps, Kind::DataProcessing).await?;
    organisation::sign_agreement(deps, command("sign"), &owner, &read, name).await?;
    let notice = organisation::NoticeForm {
        controller: OrganisationName::parse("Nordlys Legesenter AS").field("controller")?,
        address: Line::parse("Storgata 1, 9008 Tromsø").field("address")?,
        officer: PersonName::parse("Ines Aas").field("officer")?,
        email: Email::parse("personvern@nordlys.example").field("email")?,
    };
    organisation::publish_notice(deps, command("notice"), &owner, notice).await?;
    organisation::choose_retention(deps, command("retention"), &owner, Retention::FourteenDays).await?;

    // Whoever tries the demo reads the letters of its mailbox.
    organisation::choose_language(deps, command("language"), &owner, Language::English).await?;

    join(deps, mailbox, &owner, "colleague", "Dr Jon Lie", "jon.lie@nordlys.example", vec![Role::Member])
        .await?;
    let roles = vec![Role::ComplianceOfficer, Role::Auditor];
    join(deps, mailbox, &owner, "officer", "Ines Aas", "ines.aas@nordlys.example", roles).await?;
    mailbox.clear();
    let mail = Reach::Email(Email::parse("solveig.haug@visitor.example").field("reach")?);
    invited(deps, &owner, "by mail", "Solveig Haug", mail, (1, 10, 30)).await?;
    let phone = Reach::Phone(Phone::parse("+4799900112").field("reach")?);
    invited(deps, &owner, "by text", "Arne Moe", phone, (3, 14, 0)).await?;
    Ok(seeded)
}

/// What is offered now of this kind, by its digest: whoever seeds has read it.
async fn offered(deps: &Deps, kind: Kind) -> Result<String, CommandError> {
    let published = agreement::published(deps, kind).await?;
    Ok(published.current().map(|one| one.digest.clone()).unwrap_or_default())
}

/// Invites somebody to so many days from now, at an hour and a minute in Oslo.
async fn invited(
    deps: &Deps,
    owner: &Staff,
    what: &str,
    name: &str,
    reach: Reach,
    (days, hour, minute): (u64, u32, u32),
) -> Result<(), CommandError> {
    let zone = Country::Norway.zone();
    let day = deps.now().with_timezone(&zone).date_naive().checked_add_days(Days::new(days));
    let at = day.and_then(|day| zone.from_local_datetime(&day.and_hms_opt(hour, minute, 0)?).earliest());
    let form = visit::InvitationForm {
        name: PersonName::parse(name).field("name")?,
        reach,
        planned: visit::Planned::At { at: at.ok_or(Refusal::NotFound)?.to_utc(), reminders: None },
        note: Some(Note::parse("Please have your list of questions at hand.").field("note")?),
        whom: visit::Whom::Me,
        follows: None,
        language: Language::English,
    };
    visit::invite(deps, command(&format!("invited {what}")), owner, form).await?;
    Ok(())
}

fn staff(deps: &Deps, owner: MemberId, organisation: OrganisationId) -> Staff {
    Staff {
        member: owner,
        organisation,
        session: SessionId(deps.entropy.uuid()),
        roles: vec![Role::Owner, Role::Member],
    }
}

async fn join(
    deps: &Deps,
    mailbox: &Mailbox,
    owner: &Staff,
    who: &str,
    name: &str,
    email: &str,
    roles: Vec<Role>,
) -> Result<(), CommandError> {
    let address = Email::parse(email).field("email")?;
    member::invite(deps, command(who), owner, address, roles).await?;
    let token = mailed(mailbox, email).await?;
    let name = PersonName::parse(name).field("name")?;
    let read = offered(deps, Kind::StaffNotice).await?;
    member::accept(deps, command(&format!("{who} accepts")), &token, name, Language::English, &read).await?;
    Ok(())
}

/// The link in the newest letter to this address, once it has come.
async fn mailed(mailbox: &Mailbox, to: &str) -> Result<Token, CommandError> {
    for _ in 0..500 {
        let letter = mailbox.letters().into_iter().find(|letter| letter.to.as_str() == to);
        let link = letter
            .as_ref()
            .and_then(|letter| letter.text.split_whitespace().find(|word| word.contains("://")));
        if let Some(link) = link {
            let token = link.rsplit('/').next().and_then(Token::parse);
            return token.ok_or_else(|| Refusal::LinkSpent.into());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Err(LogError::Unavailable("the demo's letter did not come".into()).into())
}
