//! What the rules say of a call's room: who was put out of it, and whether it takes in anybody new. Who is in it, they do not say.

use super::event::{Act, Event};
use super::{Call, Core};
use crate::personal::Personal;
use serde::{Deserialize, Serialize};

/// Somebody who takes part in a call and does not hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// Whose visit it is.
    Visitor,
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
