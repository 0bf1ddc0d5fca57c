//! A visitor arrives, by themselves or invited: no account, a name, consent, and a secret that keeps the place (V1, V2, V7).

use super::{run, sealed};
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::token::Token;
use domain::text::{PersonName, Phone};
use domain::visit::{Arrive, Command, Form, Link, Visit};
use domain::{Class, CommandId, Language, MemberId, OrganisationId, Refusal, VisitId};
use uuid::Uuid;

/// What the form asks for, parsed.
pub struct ArrivalForm {
    /// The name.
    pub name: PersonName,
    /// The telephone number.
    pub phone: Option<Phone>,
    /// The professional asked for.
    pub professional: Option<MemberId>,
    /// Whether consent was given.
    pub consent: bool,
    /// The language of the page.
    pub language: Language,
}

/// A visitor who waits.
pub struct Arrived {
    /// Which visit.
    pub visit: VisitId,
    /// How far the log tells of it.
    pub done: Done,
}

/// Arrives. The form carries a secret drawn for it; the visit follows from the secret, so that a form sent twice is one visit, and the secret lets its holder
/// back in. Outside of the opening hours somebody has to be among those `on_duty`.
pub async fn arrive(
    deps: &Deps,
    organisation: OrganisationId,
    secret: &Token,
    form: ArrivalForm,
    on_duty: &[MemberId],
) -> Result<Arrived, CommandError> {
    let core = crate::organisation::organisation(deps, organisation).await?;
    let core = core.open()?;
    // Before anything of theirs is taken.
    if !core.hours.open(deps.now(), core.zone) && !crate::member::anybody(deps, organisation, on_duty).await?
    {
        return Err(Refusal::Closed.into());
    }
    if !form.consent {
        return Err(Refusal::ConsentMissing.into());
    }
    let token = secret.hash();
    let id = CommandId(Uuid::new_v5(&organisation.0, token.0.as_bytes()));
    let visit = VisitId(Uuid::new_v5(&id.0, b"visit"));
    // Whoever waits already, and sends the form once more, stays.
    if let Visit::Absent = super::visit(deps, visit).await? {
        core.takes_new(deps.now())?;
        crate::waiting_room::lets_in(deps, organisation).await?;
        // The form may be older than the role of whoever it names.
        if let Some(professional) = form.professional
            && !crate::member::member(deps, professional).await?.receives(organisation)
        {
            return Err(Refusal::NoLongerReceiving.into());
        }
    }
    let now = deps.now();
    // A walk-in nobody lets in counts from its arrival; a call moves the clock to its end.
    deps.vault
        .mint((visit.subject(), Class::Visit), organisation, Some(now), core.retention.due(now))
        .await?;
    let wanted = match form.professional {
        Some(professional) => deps.vault.for_whom(visit.subject(), professional).await?,
        None => None,
    };
    let details = Form {
        name: form.name,
        phone: form.phone,
        professional: form.professional,
        invitation: None,
        language: Some(form.language),
        at: now,
    };
    let consent = super::consent(deps, core).await?;
    let command = Command::Arrive(Box::new(Arrive {
        visit,
        organisation,
        retention: core.retention,
        token,
        link: None,
        at: sealed(visit, &now),
        wanted,
        consent: Some(consent),
        form: sealed(visit, &details),
    }));
    let done = run(deps, id, visit, command).await?;
    Ok(Arrived { visit, done })
}

/// Arrives by the link of an invitation, which is used up. The form carries a secret drawn for it, which from now on lets its holder back in.
pub async fn come(
    deps: &Deps,
    link: &Token,
    secret: &Token,
    form: ArrivalForm,
) -> Result<Arrived, CommandError> {
    let visit = VisitId(link.id());
    // A link to nothing tells nothing.
    let there = super::visit(deps, visit).await?;
    let organisation = there.core().ok_or(Refusal::LinkSpent)?.organisation;
    let core = crate::organisation::organisation(deps, organisation).await?;
    let core = core.open()?;
    if !form.consent {
        return Err(Refusal::ConsentMissing.into());
    }
    // The link is not used up, and lets in once the door is open again.
    if let Visit::Invited { .. } = there {
        core.takes_new(deps.now())?;
        crate::waiting_room::lets_in(deps, organisation).await?;
    }
    let (now, token) = (deps.now(), secret.hash());
    let id = CommandId(Uuid::new_v5(&visit.0, token.0.as_bytes()));
    let link = Link { hash: link.hash(), expires: link.expires() };
    // Whoever comes early counts from the appointment, whoever comes late from then; a call moves the clock to its end.
    let starts = now.max(link.at());
    // Whom the visitor will see stands in the invitation, not in what they write.
    let language = Some(form.language);
    let details =
        Form { name: form.name, phone: form.phone, professional: None, invitation: None, language, at: now };
    let consent = super::consent(deps, core).await?;
    let command = Command::Arrive(Box::new(Arrive {
        visit,
        organisation,
        retention: core.retention,
        token,
        link: Some(link),
        at: sealed(visit, &now),
        wanted: None,
        consent: Some(consent),
        form: sealed(visit, &details),
    }));
    let done = run(deps, id, visit, command).await?;
    if let Some(due) = core.retention.due(starts).filter(|_| done.recorded) {
        deps.vault.keys().set_due((visit.subject(), Class::Visit), starts, due).await?;
    }
    Ok(Arrived { visit, done })
}
