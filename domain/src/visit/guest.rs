//! What the rules say of guests: an interpreter or a relative without an account, who comes into a call by a link made in it, and is let in from within it.

use super::event::{Act, Consent, Event, ForWhom, TokenHash};
use super::{Call, Core, Party};
use crate::id::{GuestId, MemberId};
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::text::PersonName;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// As what a guest comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuestRole {
    /// They translate.
    Interpreter,
    /// They are close to the visitor.
    Relative,
}

impl GuestRole {
    /// Both.
    pub const ALL: [GuestRole; 2] = [Self::Interpreter, Self::Relative];

    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Interpreter => "interpreter",
            Self::Relative => "relative",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// The sealed half of a guest's link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestExpected {
    /// The member who made it.
    pub by: MemberId,
    /// As what somebody is to come.
    pub role: GuestRole,
    /// When exactly.
    pub at: Timestamp,
}

/// What a guest writes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GuestForm {
    /// The name.
    pub name: PersonName,
    /// When exactly.
    pub at: Timestamp,
}

/// A guest of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Who.
    pub guest: GuestId,
    /// How far they are.
    pub stands: GuestStands,
    /// They were let in, and have left or were put out: their place is another's to take.
    pub gone: bool,
}

impl Guest {
    /// Whether a place is kept for them.
    fn keeps_a_place(&self) -> bool {
        match self.stands {
            GuestStands::Expected { .. } | GuestStands::Waits { .. } => true,
            GuestStands::LetIn { .. } => !self.gone,
            GuestStands::TurnedAway => false,
        }
    }
}

/// How far a guest is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuestStands {
    /// The link was made, and nobody has come by it.
    Expected {
        /// Its hash.
        link: TokenHash,
    },
    /// Somebody came by it, and waits.
    Waits {
        /// What lets them back.
        token: TokenHash,
    },
    /// The one who holds the call let them in.
    LetIn {
        /// What lets them back.
        token: TokenHash,
    },
    /// The link was withdrawn, or whoever came by it was not let in.
    TurnedAway,
}

/// What somebody wants of a guest.
#[derive(Clone, Debug)]
pub enum GuestStep {
    /// The one who holds the call makes a link.
    Expect {
        /// The member.
        professional: ForWhom,
        /// The link's hash.
        link: TokenHash,
        /// As what, by whom, when.
        expected: Personal<GuestExpected>,
    },
    /// Somebody comes by it.
    Come {
        /// The link's hash.
        link: TokenHash,
        /// Until when it holds at the longest.
        expires: Timestamp,
        /// What lets them back.
        token: TokenHash,
        /// The consent, if it was given.
        consent: Option<Consent>,
        /// What they wrote.
        form: Personal<GuestForm>,
    },
    /// The one who holds the call lets them in.
    LetIn {
        /// The member.
        professional: ForWhom,
        /// Who and when.
        act: Personal<Act>,
    },
    /// The one who holds the call withdraws the link, or does not let in whoever came by it.
    TurnAway {
        /// The member.
        professional: ForWhom,
        /// Who and when.
        act: Personal<Act>,
    },
}

/// So many guests are expected, wait or are in at once: a call has four places, and two are taken.
const AT_ONCE: usize = 4;

/// So many links are made in one call.
const LINKS: usize = 32;

/// Decides about a guest of a call that goes on.
pub(super) fn decide(
    core: &Core,
    call: &Call,
    holder: &ForWhom,
    guest: GuestId,
    step: &GuestStep,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let (visit, organisation) = (core.visit, core.organisation);
    let stands = call.guests.iter().find(|one| one.guest == guest).map(|one| &one.stands);
    match step {
        GuestStep::Expect { professional, .. }
        | GuestStep::LetIn { professional, .. }
        | GuestStep::TurnAway { professional, .. }
            if professional != holder =>
        {
            Err(Refusal::WithAColleague)
        }
        GuestStep::Expect { .. } if stands.is_some() => Ok(vec![]),
        GuestStep::Expect { link, expected, .. } => {
            let open = call.guests.iter().filter(|one| one.keeps_a_place()).count();
            if open >= AT_ONCE || call.guests.len() >= LINKS {
                return Err(Refusal::TooManyGuests);
            }
            let (link, expected) = (link.clone(), expected.clone());
            Ok(vec![Event::GuestExpected { visit, organisation, guest, link, expected }])
        }
        GuestStep::Come { link, expires, token, consent, form } => match stands {
            Some(GuestStands::Expected { link: made }) if made == link && *expires > now => {
                let (token, form) = (token.clone(), form.clone());
                let consent = consent.clone().ok_or(Refusal::ConsentMissing)?;
                Ok(vec![Event::GuestCame { visit, organisation, guest, token, consent, form }])
            }
            // The form was sent twice.
            Some(GuestStands::Waits { token: held } | GuestStands::LetIn { token: held })
                if held == token =>
            {
                Ok(vec![])
            }
            Some(
                GuestStands::Expected { .. }
                | GuestStands::Waits { .. }
                | GuestStands::LetIn { .. }
                | GuestStands::TurnedAway,
            )
            | None => Err(Refusal::LinkSpent),
        },
        GuestStep::LetIn { act, .. } => match stands {
            Some(GuestStands::Waits { .. }) => {
                Ok(vec![Event::GuestLetIn { visit, organisation, guest, act: act.clone() }])
            }
            Some(GuestStands::LetIn { .. }) => Ok(vec![]),
            Some(GuestStands::Expected { .. } | GuestStands::TurnedAway) => Err(Refusal::NotWaiting),
            None => Err(Refusal::NotFound),
        },
        GuestStep::TurnAway { act, .. } => match stands {
            Some(GuestStands::Expected { .. } | GuestStands::Waits { .. }) => {
                Ok(vec![Event::GuestTurnedAway { visit, organisation, guest, act: act.clone() }])
            }
            // Whoever is in the call is put out of it.
            Some(GuestStands::LetIn { .. } | GuestStands::TurnedAway) => Ok(vec![]),
            None => Err(Refusal::NotFound),
        },
    }
}

impl Call {
    /// Where this guest stands.
    pub fn guest(&self, guest: GuestId) -> Option<&GuestStands> {
        self.guests.iter().find(|one| one.guest == guest).map(|one| &one.stands)
    }

    /// A link was made.
    pub(super) fn expect_guest(&mut self, guest: GuestId, link: TokenHash) {
        self.guests.push(Guest { guest, stands: GuestStands::Expected { link }, gone: false });
    }

    /// Somebody came by it.
    pub(super) fn guest_came(&mut self, guest: GuestId, token: TokenHash) {
        self.stand(guest, |_| GuestStands::Waits { token });
    }

    /// A guest came into the room, or went out of it; of anybody else nothing is noted here.
    pub(super) fn guest_gone(&mut self, party: &Party, gone: bool) {
        let Party::Guest(guest) = party else { return };
        if let Some(one) = self.guests.iter_mut().find(|one| one.guest == *guest) {
            one.gone = gone;
        }
    }

    /// They were let in.
    pub(super) fn guest_let_in(&mut self, guest: GuestId) {
        self.stand(guest, |before| match before {
            GuestStands::Waits { token } | GuestStands::LetIn { token } => GuestStands::LetIn { token },
            other @ (GuestStands::Expected { .. } | GuestStands::TurnedAway) => other,
        });
    }

    /// They were not.
    pub(super) fn guest_turned_away(&mut self, guest: GuestId) {
        self.stand(guest, |_| GuestStands::TurnedAway);
    }

    fn stand(&mut self, guest: GuestId, next: impl FnOnce(GuestStands) -> GuestStands) {
        if let Some(one) = self.guests.iter_mut().find(|one| one.guest == guest) {
            one.stands = next(std::mem::replace(&mut one.stands, GuestStands::TurnedAway));
        }
    }
}
