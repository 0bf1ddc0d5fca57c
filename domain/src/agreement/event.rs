//! The event and the command of an agreement's texts.

use super::Kind;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// What happened to a kind's texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A text was published by the operator, in full: whoever agrees to it can have it ever after. Public like the text itself.
    #[serde(rename = "agreement.published.v1")]
    Published {
        /// Which kind.
        kind: Kind,
        /// Its version.
        version: String,
        /// The day that its author gave it.
        dated: Day,
        /// Whether the change is announced to those who agreed to an earlier version.
        significant: bool,
        /// What changed, in a sentence.
        changed: String,
        /// SHA-256 of the template, in hex: the same for the same version, whatever the operator's particulars.
        template: String,
        /// SHA-256 of `wording`, in hex.
        digest: String,
        /// The text, with the operator's particulars in it.
        wording: String,
        /// When it was published.
        day: Day,
    },
}

/// What the operator wants.
#[derive(Clone, Debug)]
pub enum Command {
    /// Publish a text, if it is not the one that stands.
    Publish {
        /// Which kind.
        kind: Kind,
        /// Its version.
        version: String,
        /// The day that its author gave it.
        dated: Day,
        /// Whether the change is announced.
        significant: bool,
        /// What changed.
        changed: String,
        /// SHA-256 of the template, in hex.
        template: String,
        /// SHA-256 of the text, in hex.
        digest: String,
        /// The text.
        wording: String,
    },
}
