//! Publishing the texts of agreements, and what organisations make of them: announced, taken note of, accepted by use (D3).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute, load};
use domain::agreement::{Agreement, By, Command, Kind, stream};
use domain::organisation::{self, InForce, Organisation, Paper, Signature};
use domain::time::Day;
use domain::{Class, CommandId, OrganisationId, Personal, Refusal};
use gateways::agreement::{Particulars, Template, digest};

/// Publishes a template in the operator's name, if it is not what stands. Another text under a version that was published is refused: it takes a new version.
pub async fn publish(
    deps: &Deps,
    kind: Kind,
    template: &Template,
    operator: &Particulars,
) -> Result<Done, CommandError> {
    let wording = template.fill(operator);
    let command = Command::Publish {
        kind,
        version: template.version.clone(),
        dated: template.dated,
        significant: template.significant,
        changed: template.changed.clone(),
        template: digest(template.wording()),
        digest: digest(&wording),
        wording,
    };
    execute::<Agreement>(deps, &stream(kind), deps.command(), &command).await
}

/// A kind's publications, as they stand in the log.
pub async fn published(deps: &Deps, kind: Kind) -> Result<Agreement, CommandError> {
    Ok(load(deps, &stream(kind)).await?.0)
}

/// What is offered now of this kind, which has to be what somebody has read, by its digest: whoever cannot say what they have read has read nothing. `None` before anything was published.
pub(crate) async fn read(deps: &Deps, kind: Kind, digest: &str) -> Result<Option<Paper>, CommandError> {
    match published(deps, kind).await?.current() {
        None => Ok(None),
        Some(one) if one.digest == digest => {
            Ok(Some(Paper { kind, version: one.version.clone(), digest: one.digest.clone() }))
        }
        Some(_) => Err(Refusal::AgreementChanged.into()),
    }
}

/// Announces to an organisation what has changed significantly since it agreed and concerns it, in the text that is offered now: once each, however often it is
/// asked for, and once more where nobody was told. Returns how far the log tells of it.
pub async fn announce(deps: &Deps, organisation: OrganisationId) -> Result<u64, CommandError> {
    let there = crate::organisation::organisation(deps, organisation).await?;
    let Some(core) = there.core() else { return Ok(0) };
    let mut position = 0;
    for kind in Kind::of(core.law()) {
        let published = published(deps, kind).await?;
        let (Some(one), Some((_, since))) = (published.current(), published.answers()) else { continue };
        if !published.changed_since(knows(core, kind, since)) {
            continue;
        }
        let paper = Paper { kind, version: one.version.clone(), digest: one.digest.clone() };
        let command = organisation::Command::AnnounceAgreement { paper, since };
        let stream = organisation::stream(organisation);
        let done = execute::<Organisation>(deps, &stream, deps.command(), &command).await?;
        position = position.max(done.position);
    }
    Ok(position)
}

/// The version that an organisation knows: what it was told of last, or has agreed to.
fn knows(core: &organisation::Core, kind: Kind, since: Day) -> Option<&str> {
    let told = core.pending(kind).filter(|announced| announced.told.is_some() && announced.is_of(since));
    let paper = told.map(|announced| &announced.paper).or_else(|| core.accepted(kind));
    paper.map(|paper| paper.version.as_str())
}

/// The letter that announces a change went out.
pub(crate) async fn mailed(
    deps: &Deps,
    id: CommandId,
    organisation: OrganisationId,
    kind: Kind,
    digest: &str,
) -> Result<Done, CommandError> {
    let command = organisation::Command::NoteAgreementMailed { kind, digest: digest.to_owned() };
    execute::<Organisation>(deps, &organisation::stream(organisation), id, &command).await
}

/// Takes note of an announced change.
pub async fn note(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    kind: Kind,
    digest: &str,
) -> Result<Done, CommandError> {
    let command = organisation::Command::NoteAgreement {
        roles: staff.roles.clone(),
        kind,
        digest: digest.to_owned(),
        noted: nameless(deps, staff),
    };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}

/// Somebody who may sign goes on using the service: what has taken effect by now is accepted by it.
pub async fn go_on(deps: &Deps, staff: &Staff) -> Result<Done, CommandError> {
    let mut in_force = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.by() == By::Use) {
        let published = published(deps, kind).await?;
        if let (Some(one), Some((announced, since))) = (published.current(), published.answers()) {
            let paper = Paper { kind, version: one.version.clone(), digest: one.digest.clone() };
            in_force.push(InForce { paper, announced, since });
        }
    }
    let (roles, acceptance) = (staff.roles.clone(), nameless(deps, staff));
    let command = organisation::Command::GoOnUsing { roles, in_force, acceptance };
    let stream = organisation::stream(staff.organisation);
    execute::<Organisation>(deps, &stream, deps.command(), &command).await
}

/// Who did it, where nobody wrote a name.
fn nameless(deps: &Deps, staff: &Staff) -> Personal<Signature> {
    let signature = Signature { by: staff.member, name: None, at: deps.now() };
    Personal::new(staff.organisation.subject(), Class::Account, &signature)
}
