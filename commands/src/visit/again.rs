//! Arriving by a repeating link. Each arrival is a visit of its own, and nothing that is stored in the clear leads from one to another, or to the link (V6): the link's
//! own stream is told nothing, nothing of it is opened, and what the visit's ids are made of is the organisation and a secret of the visitor's browser alone.

use super::arrive::{ArrivalForm, Arrived};
use super::{run, sealed};
use crate::deps::Deps;
use crate::error::CommandError;
use crate::token::Token;
use domain::visit::{Arrive, Command, Core, ForWhom, Form, Visit};
use domain::{Class, CommandId, MemberId, OrganisationId, Refusal, VisitId};
use uuid::Uuid;

/// Arrives. The form carries a secret drawn for the organisation, as that of a walk-in, which lets its holder back in.
pub async fn come_again(
    deps: &Deps,
    link: &Token,
    secret: &Token,
    form: ArrivalForm,
) -> Result<Arrived, CommandError> {
    let known = super::known(deps, link).await?.filter(super::Known::repeats).ok_or(Refusal::LinkSpent)?;
    if let Some(refusal) = known.refusal {
        return Err(refusal.into());
    }
    let organisation = known.core.organisation;
    let core = crate::organisation::organisation(deps, organisation).await?;
    let core = core.open()?;
    if !form.consent {
        return Err(Refusal::ConsentMissing.into());
    }
    let (now, token) = (deps.now(), secret.hash());
    // Not of the link's id: the token's hash is public, and whoever knows both ids could try them together.
    let id = CommandId(Uuid::new_v5(&organisation.0, token.0.as_bytes()));
    let visit = VisitId(Uuid::new_v5(&id.0, b"visit"));
    if let Visit::Absent = super::visit(deps, visit).await? {
        core.takes_new(deps.now())?;
        crate::waiting_room::lets_in(deps, organisation).await?;
    }
    deps.vault
        .mint((visit.subject(), Class::Visit), organisation, Some(now), core.retention.due(now))
        .await?;
    let professional = asked_for(deps, &known.core).await?;
    let wanted = match professional {
        Some(member) => deps.vault.for_whom(visit.subject(), member).await?,
        None => None,
    };
    let details = Form {
        name: form.name,
        phone: form.phone,
        professional,
        invitation: Some(known.core.visit),
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

/// Whom an invitation is for.
pub async fn asked_for(deps: &Deps, core: &Core) -> Result<Option<MemberId>, CommandError> {
    waits_for(deps, core.organisation, core.visit, core.wanted.as_ref()).await
}

/// Whom somebody waits for, or will, as it stands by now: whoever they asked for or were invited by, given or handed to. Told by the visit's key alone and without opening anything; `None`
/// for the first one free, and where that one no longer receives visitors.
pub async fn waits_for(
    deps: &Deps,
    organisation: OrganisationId,
    visit: VisitId,
    wanted: Option<&ForWhom>,
) -> Result<Option<MemberId>, CommandError> {
    let Some(wanted) = wanted else { return Ok(None) };
    // The keys of what is sealed with the members of an organisation say who they are.
    for key in deps.vault.keys().of_organisation(organisation, Class::Contact).await? {
        let member = MemberId(key.subject.0);
        if deps.vault.for_whom(visit.subject(), member).await?.as_ref() == Some(wanted) {
            let there = super::invite::receives(deps, organisation, member).await;
            return Ok(there.is_ok().then_some(member));
        }
    }
    Ok(None)
}
