//! An organisation's agreements with the operator: signed, announced, taken note of, accepted by use (D1, D2, D3).

use super::{Core, Event, Signature};
use crate::agreement::{self, By, Kind};
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::role::{Power, Role};
use crate::time::{Day, Timestamp};
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
    /// When it was announced.
    pub day: Day,
    /// When somebody was told of it: its letter went out, or they took note of it on the pages. Until then no notice runs.
    pub told: Option<Day>,
    /// Whether somebody has taken note of it.
    pub noted: bool,
}

impl Announced {
    /// Whether it was made for a text that is offered since this day. The operator's calendar can be a day ahead.
    pub fn is_of(&self, since: Day) -> bool {
        self.day.succ_opt().is_none_or(|day| since <= day)
    }

    /// The last day of the notice: from the day after it on, using the service accepts the text.
    pub fn effective(&self) -> Option<Day> {
        self.told.map(agreement::effective)
    }
}

/// A text that is in force at the operator's, for whoever goes on using the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// Exactly which text.
    pub paper: Paper,
    /// The announcements that it answers, by their digests: its own, and those it changes in small things alone.
    pub announced: Vec<String>,
    /// Since when it does. What was announced before was withdrawn in between.
    pub since: Day,
}

/// Days after which a letter that did not go out is tried once more.
const AGAIN: chrono::Days = chrono::Days::new(7);

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
    /// Of what is signed nothing is announced to whoever has signed nothing yet: they are asked to sign it anyhow. What nobody was told of is announced once more.
    fn concerns(&self, paper: &Paper, since: Day, today: Day) -> bool {
        if !Kind::of(self.law()).contains(&paper.kind) {
            return false;
        }
        let standing = self.agreements.get(&paper.kind);
        let announced = standing.and_then(|standing| standing.announced.as_ref());
        if let Some(announced) =
            announced.filter(|one| one.paper.version == paper.version && one.is_of(since))
        {
            let again = announced.day.checked_add_days(AGAIN);
            return announced.told.is_none() && again.is_some_and(|again| again <= today);
        }
        match (standing.and_then(|standing| standing.accepted.as_ref()), paper.kind.by()) {
            (Some(accepted), By::Signature | By::Use | By::Notice) => accepted.version != paper.version,
            (None, By::Use | By::Notice) => true,
            (None, By::Signature) => false,
        }
    }

    fn announced(&mut self, kind: Kind, digest: &str) -> Option<&mut Announced> {
        let announced = self.agreements.get_mut(&kind)?.announced.as_mut()?;
        (announced.paper.digest == digest).then_some(announced)
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
    let (organisation, day, acceptance) = (core.organisation, core.today(now), by.clone());
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
pub(super) fn announce(core: &Core, paper: &Paper, since: Day, now: Timestamp) -> Vec<Event> {
    let day = core.today(now);
    if !core.concerns(paper, since, day) {
        return vec![];
    }
    let (organisation, Paper { kind, version, digest }) = (core.organisation, paper.clone());
    let effective = agreement::effective(day);
    vec![Event::AgreementAnnounced { organisation, kind, version, digest, effective, day }]
}

/// The letter that announces a change went out.
pub(super) fn mailed(core: &Core, kind: Kind, digest: &str, now: Timestamp) -> Vec<Event> {
    let waits = core.pending(kind).filter(|one| one.paper.digest == digest && one.told.is_none());
    let told = waits.map(|announced| Event::AgreementMailed {
        organisation: core.organisation,
        kind,
        version: announced.paper.version.clone(),
        digest: digest.to_owned(),
        day: core.today(now),
    });
    told.into_iter().collect()
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
        day: core.today(now),
        noted: noted.clone(),
    }])
}

/// Accepts by use what has taken effect and is in force.
pub(super) fn go_on(
    core: &Core,
    roles: &[Role],
    in_force: &[InForce],
    acceptance: &Personal<Signature>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    Role::with(roles, Power::SignAgreements).ok_or(Refusal::NotAllowed)?;
    let due = |announced: &&Announced| announced.effective().is_some_and(|last| last < core.today(now));
    let texts = in_force.iter().filter(|text| text.paper.kind.by() == By::Use);
    let texts = texts.filter(|text| {
        let announced = core.pending(text.paper.kind).filter(due);
        announced.is_some_and(|one| text.announced.contains(&one.paper.digest) && one.is_of(text.since))
    });
    Ok(texts.map(|text| accepted(core, text.paper.clone(), Way::Use, acceptance, now)).collect())
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
        Event::AgreementAnnounced { kind, version, digest, day, .. } => {
            let paper = Paper { kind: *kind, version: version.clone(), digest: digest.clone() };
            let announced = Announced { paper, day: *day, told: None, noted: false };
            core.agreements.entry(*kind).or_default().announced = Some(announced);
        }
        Event::AgreementMailed { kind, digest, day, .. } => {
            if let Some(announced) = core.announced(*kind, digest) {
                announced.told.get_or_insert(*day);
            }
        }
        Event::AgreementNoted { kind, digest, day, .. } => {
            if let Some(announced) = core.announced(*kind, digest) {
                announced.noted = true;
                announced.told.get_or_insert(*day);
            }
        }
        Event::SignedUp { .. }
        | Event::Confirmed { .. }
        | Event::TrialBegan { .. }
        | Event::TrialEndAnnounced { .. }
        | Event::Continued { .. }
        | Event::NoticePublished { .. }
        | Event::RetentionChosen { .. }
        | Event::HoursChosen { .. }
        | Event::DayHoursChosen { .. }
        | Event::RemindersChosen { .. }
        | Event::LanguageChosen { .. }
        | Event::LogoDrafted { .. }
        | Event::Branded { .. }
        | Event::EndingAnnounced { .. }
        | Event::EndingRevoked { .. }
        | Event::Ended { .. }
        | Event::SectorChosen { .. }
        | Event::CallWaysChosen { .. }
        | Event::OwnershipOffered { .. }
        | Event::OwnershipOfferEnded { .. }
        | Event::HandedOver { .. }
        | Event::CallCounted { .. } => {}
    }
}
