//! Publishing the texts of agreements, and what organisations make of them: announced, taken note of, accepted by use (D3).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute, load};
use domain::agreement::{Agreement, Command, Kind, stream};
use domain::organisation::{self, Organisation, Paper, Signature};
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

/// Announces to an organisation what has changed significantly and concerns it: once each, however often it is asked for. Returns how far the log tells of it.
pub async fn announce(deps: &Deps, organisation: OrganisationId) -> Result<u64, CommandError> {
    let mut position = 0;
    for kind in Kind::ALL {
        let published = published(deps, kind).await?;
        let Some(one) = published.current().filter(|one| one.significant) else { continue };
        let paper = Paper { kind, version: one.version.clone(), digest: one.digest.clone() };
        let command = organisation::Command::AnnounceAgreement { paper };
        let stream = organisation::stream(organisation);
        let done = execute::<Organisation>(deps, &stream, deps.command(), &command).await?;
        position = position.max(done.position);
    }
    Ok(position)
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
    let command =
        organisation::Command::GoOnUsing { roles: staff.roles.clone(), acceptance: nameless(deps, staff) };
    let stream = organisation::stream(staff.organisation);
    execute::<Organisation>(deps, &stream, deps.command(), &command).await
}

/// Who did it, where nobody wrote a name.
fn nameless(deps: &Deps, staff: &Staff) -> Personal<Signature> {
    let signature = Signature { by: staff.member, name: None, at: deps.now() };
    Personal::new(staff.organisation.subject(), Class::Account, &signature)
}
