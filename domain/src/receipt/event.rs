//! The events and commands of a receipt page. Nothing in them is personal: opaque ids, hashes of random secrets, and the day.

use crate::id::{OrganisationId, VisitId};
use crate::time::{Day, Timestamp};
use crate::visit::{Channel, TokenHash};
use serde::{Deserialize, Serialize};

/// What happened with a receipt page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// Somebody with the page's address asked for a code. The code follows from the visit's key and this secret's hash, and is written down nowhere.
    #[serde(rename = "receipt.code-asked.v1")]
    CodeAsked {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The hash of the secret in the browser that asked; the secret knows how long the code holds.
        asked: TokenHash,
    },
    /// The code was handed over.
    #[serde(rename = "receipt.code-sent.v1")]
    CodeSent {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// For which asking.
        asked: TokenHash,
        /// By which way.
        channel: Channel,
    },
    /// A code was given that is not right.
    #[serde(rename = "receipt.code-wrong.v1")]
    CodeWrong {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// For which asking.
        asked: TokenHash,
    },
    /// The right code was given, which uses it up: from now on this token opens the page, for as long as the token holds.
    #[serde(rename = "receipt.confirmed.v1")]
    Confirmed {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// For which asking.
        asked: TokenHash,
        /// What opens the page.
        token: TokenHash,
    },
}

/// What somebody wants of a receipt page.
#[derive(Clone, Debug)]
pub enum Command {
    /// A code. Those of other browsers hold on.
    Ask {
        /// Whose.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// The hash of the secret in the browser that asks.
        asked: TokenHash,
    },
    /// A message with the code was handed over.
    NoteSent {
        /// For which asking.
        asked: TokenHash,
        /// By which way.
        channel: Channel,
    },
    /// A code is given.
    Try {
        /// For which asking.
        asked: TokenHash,
        /// Until when the code holds, as the secret says.
        expires: Timestamp,
        /// Whether it is the right one.
        right: bool,
        /// What is to open the page.
        token: TokenHash,
    },
}
