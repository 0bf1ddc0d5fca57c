//! Owns the receipt page: what is kept of a visit, until when, and who opened it.

use askama::Template;

use super::{Frame, Shown};
use crate::desk::statement::Standing;
use crate::lang::Lang;

/// The receipt page: what is kept, until when, and who opened it.
#[derive(Template)]
#[template(path = "receipt.html")]
pub struct Receipt {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// The visit's reference.
    pub reference: String,
    /// Kept until a day, or erased on one.
    pub fate: Fate,
    /// Where the certificate is; `None` while there is nothing to certify.
    pub certificate: Option<String>,
    /// The day of the visit, for people.
    pub day: String,
    /// The same for machines.
    pub day_datetime: String,
    /// The name the visitor gave.
    pub name: Shown,
    /// The phone the visitor gave.
    pub phone: Shown,
    /// Whom they met.
    pub professional: Shown,
    /// How long the call was, in words; not given when there was none.
    pub duration: Shown,
    /// The guests who were let into the call: what they came as and who let them in, in words.
    pub guests: Vec<GuestLine>,
    /// Who opened the details, newest first.
    pub openings: Vec<Opening>,
    /// How the organisation is reached about personal data.
    pub contact: String,
    /// The authority that takes complaints.
    pub authority: String,
}

/// A guest who was let into the call, as the visitor reads it.
#[derive(Clone, Debug)]
pub struct GuestLine {
    /// As what, and let in by whom.
    pub words: String,
    /// When, for people.
    pub when: String,
    /// The same for machines.
    pub when_datetime: String,
}

/// What became, or will become, of a visit's details.
#[derive(Clone, Debug)]
pub enum Fate {
    /// Still kept.
    Kept {
        /// The last day, for people.
        until: String,
        /// The same for machines.
        until_datetime: String,
        /// The organisation's setting in words: "14 days".
        retention: String,
    },
    /// Kept under a legal hold.
    Held {
        /// Its last day, for people.
        until: String,
        /// The same for machines.
        until_datetime: String,
        /// On which ground, in words.
        ground: String,
        /// Whether the erasure was commanded, and waits.
        commanded: bool,
    },
    /// Still kept, and the visit is not over.
    Open {
        /// How long it is kept after its end, in words.
        retention: String,
    },
    /// Gone.
    Erased {
        /// The day, for people.
        on: String,
        /// The same for machines.
        on_datetime: String,
        /// Whether copies of the keys could still open them.
        standing: Standing,
    },
}

/// One access entry, as the person concerned reads it.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Who opened the details.
    pub who: Shown,
    /// The role they used, in words.
    pub role: String,
    /// Why, in words.
    pub why: String,
    /// When, for people.
    pub when: String,
    /// The same for machines.
    pub when_datetime: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::examples::{outside, render};

    fn receipt(fate: Fate, name: Shown, openings: Vec<Opening>) -> Receipt {
        Receipt {
            lang: Lang::English,
            frame: outside(),
            slug: "nordlys".into(),
            organisation: "Nordlys Legesenter".into(),
            reference: "7KQ2-M4XD".into(),
            fate,
            certificate: None,
            day: "21 November 2026".into(),
            day_datetime: "2026-11-21".into(),
            phone: Shown::NotGiven,
            professional: name.clone(),
            duration: name.clone(),
            name,
            guests: vec![],
            openings,
            contact: "post@nordlys.example".into(),
            authority: "Datatilsynet".into(),
        }
    }

    #[test]
    fn an_erased_receipt_says_so_and_an_unopened_one_too() {
        let erased = |standing| Fate::Erased {
            on: "5 December 2026".into(),
            on_datetime: "2026-12-05".into(),
            standing,
        };
        let html = render(&receipt(erased(Standing::Pending), Shown::Erased, vec![]));
        assert!(
            html.contains("erased") && html.contains("datetime=\"2026-12-05\"") && html.contains("Nobody")
        );
        assert!(html.contains("Copies of the keys made before could still open them"), "{html}");
        let html = render(&receipt(erased(Standing::Done), Shown::Erased, vec![]));
        assert!(html.contains("id=\"done\"") && !html.contains("could still open"), "{html}");
        let kept = Fate::Kept {
            until: "5 December 2026".into(),
            until_datetime: "2026-12-05".into(),
            retention: "14 days".into(),
        };
        let opening = Opening {
            who: Shown::value("<script>"),
            role: "member".into(),
            why: "To see who waits".into(),
            when: "10:32".into(),
            when_datetime: "2026-11-21T10:32:00+01:00".into(),
        };
        let html = render(&receipt(kept, Shown::value("Ola"), vec![opening]));
        assert!(html.contains("&#60;script&#62;") && html.contains("Ola"));
        let html = render(&receipt(Fate::Open { retention: "14 days".into() }, Shown::value("Ola"), vec![]));
        assert!(html.contains("14 days") && html.contains("id=\"kept\""));
    }
}
