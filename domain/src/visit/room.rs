//! What the rules say of a call's room: who is asked to join it, who was put out of it, and whether it takes in anybody new.

use super::event::{Act, Event, ForWhom, HandOver};
use super::guest::GuestStands;
use super::{Call, Core};
use crate::id::GuestId;
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Somebody who takes part in a call and does not hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// Whose visit it is.
    Visitor,
    /// A colleague who was asked to join, recognisable with the visit's key alone.
    Colleague(ForWhom),
    /// A guest who was let in.
    Guest(GuestId),
}

/// Which way somebody passes the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// Into the room.
    In,
    /// Out of it.
    Out,
}

/// As many colleagues are asked into one call.
const ASKED: usize = 16;

/// Asks a colleague to join; whoever holds the call is there already.
pub(super) fn ask(
    core: &Core,
    call: &Call,
    holder: &ForWhom,
    colleague: &ForWhom,
    asked: &Personal<HandOver>,
) -> Result<Vec<Event>, Refusal> {
    if colleague == holder || call.asked.contains(colleague) {
        return Ok(vec![]);
    }
    if call.asked.len() >= ASKED {
        return Err(Refusal::NotAllowed);
    }
    let (visit, organisation) = (core.visit, core.organisation);
    Ok(vec![Event::ColleagueAsked {
        visit,
        organisation,
        colleague: colleague.clone(),
        asked: asked.clone(),
    }])
}

/// Somebody beside the visitor and the one who holds the call comes or goes.
pub(super) fn third(
    core: &Core,
    call: &Call,
    party: &Party,
    passage: Passage,
    at: &Personal<Timestamp>,
) -> Result<Vec<Event>, Refusal> {
    let (visit, organisation, party, at) = (core.visit, core.organisation, party.clone(), at.clone());
    match passage {
        Passage::In if call.also.contains(&party) => Ok(vec![]),
        Passage::In if call.may_join(&party) => {
            Ok(vec![Event::ThirdJoined { visit, organisation, party, at }])
        }
        Passage::In => Err(Refusal::NotAdmitted),
        Passage::Out if call.also.contains(&party) => {
            Ok(vec![Event::ThirdLeft { visit, organisation, party, at }])
        }
        Passage::Out => Ok(vec![]),
    }
}

impl Call {
    /// Whether this colleague is in the room.
    pub(super) fn holds(&self, colleague: &ForWhom) -> bool {
        self.also.iter().any(|party| matches!(party, Party::Colleague(tag) if tag == colleague))
    }

    /// A running call is a colleague's from now on; whoever held it takes part as one.
    pub(super) fn hand_over(mut self, from: ForWhom, to: &ForWhom) -> Self {
        self.also.retain(|party| !matches!(party, Party::Colleague(tag) if tag == to));
        if std::mem::replace(&mut self.professional, true) {
            self.also.push(Party::Colleague(from.clone()));
        }
        self.asked.retain(|tag| tag != to);
        self.asked.push(from);
        self
    }

    /// Whether they were asked, and were not put out.
    pub fn may_join(&self, party: &Party) -> bool {
        let asked = match party {
            Party::Visitor => true,
            Party::Colleague(tag) => self.asked.contains(tag),
            Party::Guest(guest) => matches!(self.guest(*guest), Some(GuestStands::LetIn { .. })),
        };
        asked && !self.out.contains(party)
    }
}

/// What the one who holds the call does with its room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Puts somebody out, who does not come back by themselves.
    PutOut(Party),
    /// Lets somebody come back who was put out.
    LetBackIn(Party),
    /// Takes in nobody new from now on.
    Close,
    /// Takes in newcomers again.
    Open,
}

/// Does it, unless it stands so already.
pub(super) fn keep(core: &Core, call: &Call, step: &Step, act: &Personal<Act>) -> Vec<Event> {
    let (visit, organisation, act) = (core.visit, core.organisation, act.clone());
    let event = match step {
        Step::PutOut(party) if !call.out.contains(party) => {
            Event::PutOut { visit, organisation, party: party.clone(), act }
        }
        Step::LetBackIn(party) if call.out.contains(party) => {
            Event::LetBackIn { visit, organisation, party: party.clone(), act }
        }
        Step::Close if !call.closed => Event::RoomClosed { visit, organisation, act },
        Step::Open if call.closed => Event::RoomOpened { visit, organisation, act },
        Step::PutOut(_) | Step::LetBackIn(_) | Step::Close | Step::Open => return Vec::new(),
    };
    vec![event]
}
