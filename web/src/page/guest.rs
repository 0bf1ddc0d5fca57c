//! Owns what a guest of a call sees before and after it: the form behind their link, the wait, and the end.

use askama::Template;

use super::visitor::Notice;
use super::{Field, Frame};
use crate::lang::Lang;

/// The form behind a guest's link.
#[derive(Template)]
#[template(path = "guest.html")]
pub struct GuestForm {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// Where the form is sent.
    pub action: String,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// The guest's name.
    pub name: Field,
    /// Whether the consent was given already, on a form that came back for another reason.
    pub consented: bool,
    /// Why they were refused for want of consent.
    pub consent_error: Option<String>,
    /// The privacy notice that stands beside the consent.
    pub notice: Notice,
    /// The secret that makes sending twice come once, and lets back.
    pub command: String,
}

/// The guest waits to be let in.
#[derive(Template)]
#[template(path = "guest_waits.html")]
pub struct GuestWaits {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The guest's own address.
    pub path: String,
    /// The organisation's name.
    pub organisation: String,
}

/// Why there is nothing more to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// They left; the call may go on.
    Left,
    /// They were not let in.
    TurnedAway,
    /// The call has ended.
    Ended,
}

/// The guest's farewell.
#[derive(Template)]
#[template(path = "guest_over.html")]
pub struct GuestOver {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The guest's own address.
    pub path: String,
    /// The organisation's name.
    pub organisation: String,
    /// Why.
    pub how: Over,
}
