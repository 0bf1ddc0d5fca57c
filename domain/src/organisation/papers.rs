//! An organisation's agreements with the operator: signed, announced, taken note of, accepted by use (D1, D2, D3).

use super::{Core, Event, Signature};
use crate::agreement::{self, By, Kind};
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::role::{Power, Role};
use crate::time::{Day, Timestamp, day};
use serde::{Deserialize, Serialize};

/// Exactly one text of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Which kind.
    pub kind: Kind,
    /// Which version of it.
    pub version: String,
    /// Its SHA-256, in hex.
    pub digest: String,
}

/// How an agreement was agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// By a signature.
    Signed,
    /// With the sign-up; of a notice, that it was shown there.
    SignUp,
    /// By using the service after its announced change took effect.
    Use,
}

/// How it stands with a kind of agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What was agreed to last.
    pub accepted: Option<Paper>,
    /// The change that was announced, if nothing was agreed to since.
    pub announced: Option<Announced>,
}

/// A change that was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Exactly which text.
    pub paper: Paper,
    /// From when on using the service accepts it.
    pub effective: Day,
    /// Whether somebody has taken note of it.
    pub noted: bool,
}

impl Core {
    /// What was agreed to last of this kind.
    pub fn accepted(&self, kind: Kind) -> Option<&Paper> {
        self.agreements.get(&kind)?.accepted.as_ref()
    }

    /// The change of this kind that was announced and not agreed to since.
    pub fn pending(&self, kind: Kind) -> Option<&Announced> {
        self.agreements.get(&kind)?.announced.as_ref()
    }

    /// Whether a change to this text is to be announced: it is for an organisation there, it was not announced already, and another version was agreed to before.
    /// Of what is signed nothing is announced to whoever has signed nothing yet: they are asked to sign it anyhow.
    fn concerns(&self, paper: &Paper) -> bool {
        if !Kind::of(self.law()).contains(&paper.kind) {
            return false;
        }
        let standing = self.agreements.get(&paper.kind);
        let announced = standing.and_then(|standing| standing.announced.as_ref());
        if announced.is_some_and(|announced| announced.paper.version == paper.version) {
            return false;
        }
        match (standing.and_then(|standing| standing.accepted.as_ref()), paper.kind.by()) {
            (Some(accepted), By::Signature | By::Use | By::Notice) => accepted.version != paper.version,
            (None, By::Use | By::Notice) => true,
            (None, By::Signature) => false,
        }
    }

    fn agree(&mut self, paper: Paper) {
        // What was announced before is settled by it.
        let kind = paper.kind;
        self.agreements.insert(kind, Standing { announced: None, accepted: Some(paper) });
    }
}

fn accepted(
    core: &Core,
    Paper { kind, version, digest }: Paper,
    way: Way,
    by: &Personal<Signature>,
    now: Timestamp,
) -> Event {
    let (organisation, day, acceptance) = (core.organisation, day(now), by.clone());
    Event::AgreementAccepted { organisation, kind, version, digest, way, day, acceptance }
}

/// Signs the one that the law asks for.
pub(super) fn sign(
    core: &Core,
    roles: &[Role],
    paper: &Paper,
    signature: &Personal<Signature>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    Role::with(roles, Power::SignAgreements).ok_or(Refusal::NotAllowed)?;
    if Kind::signed_under(core.law()) != Some(paper.kind) {
        return Err(Refusal::NotFound);
    }
    if core.accepted(paper.kind) == Some(paper) {
        return Ok(vec![]);
    }
    Ok(vec![accepted(core, paper.clone(), Way::Signed, signature, now)])
}

/// Announces a change, where it concerns the organisation.
pub(super) fn announce(core: &Core, paper: &Paper, now: Timestamp) -> Vec<Event> {
    if !core.concerns(paper) {
        return vec![];
    }
    let (organisation, Paper { kind, version, digest }) = (core.organisation, paper.clone());
    let (day, effective) = (day(now), agreement::effective(day(now)));
    vec![Event::AgreementAnnounced { organisation, kind, version, digest, effective, day }]
}

/// Takes note of what was announced.
pub(super) fn note(
    core: &Core,
    roles: &[Role],
    kind: Kind,
    digest: &str,
    noted: &Personal<Signature>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    Role::with(roles, Power::SignAgreements).ok_or(Refusal::NotAllowed)?;
    if core.accepted(kind).is_some_and(|paper| paper.digest == digest) {
        return Ok(vec![]);
    }
    let announced = core.pending(kind).filter(|announced| announced.paper.digest == digest);
    let announced = announced.ok_or(Refusal::NotFound)?;
    if announced.noted {
        return Ok(vec![]);
    }
    Ok(vec![Event::AgreementNoted {
        organisation: core.organisation,
        kind,
        version: announced.paper.version.clone(),
        digest: digest.to_owned(),
        day: day(now),
        noted: noted.clone(),
    }])
}

/// Accepts by use what has taken effect.
pub(super) fn go_on(
    core: &Core,
    roles: &[Role],
    acceptance: &Personal<Signature>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    Role::with(roles, Power::SignAgreements).ok_or(Refusal::NotAllowed)?;
    let due = Kind::ALL.into_iter().filter(|kind| kind.by() == By::Use);
    let due = due.filter_map(|kind| core.pending(kind));
    let due = due.filter(|announced| announced.effective < day(now));
    Ok(due.map(|due| accepted(core, due.paper.clone(), Way::Use, acceptance, now)).collect())
}

/// What an organisation is after an event of its agreements.
pub(super) fn evolve(core: &mut Core, event: &Event) {
    match event {
        Event::AgreementSigned { version, .. } => {
            // Before agreements had kinds there was this one, and its version said which text it was.
            let (kind, version) = (Kind::DataProcessing, version.clone());
            core.agree(Paper { kind, version, digest: String::new() });
        }
        Event::AgreementAccepted { kind, version, digest, .. } => {
            core.agree(Paper { kind: *kind, version: version.clone(), digest: digest.clone() });
        }
        Event::AgreementAnnounced { kind, version, digest, effective, .. } => {
            let paper = Paper { kind: *kind, version: version.clone(), digest: digest.clone() };
            let announced = Announced { paper, effective: *effective, noted: false };
            core.agreements.entry(*kind).or_default().announced = Some(announced);
        }
        Event::AgreementNoted { kind, digest, .. } => {
            let announced = core.agreements.get_mut(kind).and_then(|standing| standing.announced.as_mut());
            if let Some(announced) = announced.filter(|announced| announced.paper.digest == *digest) {
                announced.noted = true;
            }
        }
        Event::SignedUp { .. }
        | Event::Confirmed { .. }
        | Event::NoticePublished { .. }
        | Event::RetentionChosen { .. }
        | Event::HoursChosen { .. }
        | Event::DayHoursChosen { .. }
        | Event::RemindersChosen { .. }
        | Event::LanguageChosen { .. }
        | Event::LogoDrafted { .. }
        | Event::Branded { .. }
        | Event::SectorChosen { .. }
        | Event::CallWaysChosen { .. }
        | Event::OwnershipOffered { .. }
        | Event::OwnershipOfferEnded { .. }
        | Event::HandedOver { .. }
        | Event::CallCounted { .. } => {}
    }
}
