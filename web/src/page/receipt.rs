//! Owns the receipt page: what is kept of a visit, until when, and who opened it.

use askama::Template;

use super::desk::Kept as KeptRow;
use super::{Field, Frame, Shown};
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
    /// Where the invitation went; `None` for a walk-in, and once erased.
    pub reach: Option<Shown>,
    /// Whether the page can be opened elsewhere by a code: there is somewhere to send one.
    pub again: bool,
    /// Where they take a copy along, without its ending; `None` where there is nothing to copy.
    pub copy: Option<String>,
    /// Where they erase it; `None` where there is nothing to erase.
    pub erase: Option<String>,
    /// Whether they can erase it once their call is over.
    pub erase_later: bool,
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

/// The page for whoever has its address alone.
#[derive(Template)]
#[template(path = "receipt_locked.html")]
pub struct Locked {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page: no house is named.
    pub frame: Frame,
    /// The visit's id.
    pub visit: String,
    /// Its reference.
    pub reference: String,
    /// When the details go; `None` beside a code.
    pub going: Option<Going>,
    /// A code that was asked for.
    pub asked: Option<CodeAsked>,
    /// The secret with which one is asked for.
    pub secret: String,
    /// The id of the form.
    pub command: String,
}

/// When a visit's details go, as far as everybody may know.
#[derive(Clone, Debug)]
pub enum Going {
    /// On a day.
    On {
        /// For people.
        on: String,
        /// The same for machines.
        on_datetime: String,
    },
    /// So long after its end.
    After {
        /// How long, in words.
        retention: String,
    },
    /// They are gone.
    Gone {
        /// Since when, for people.
        on: String,
        /// The same for machines.
        on_datetime: String,
        /// Whether copies of the keys could still open them.
        standing: Standing,
    },
}

/// A code that was asked for.
#[derive(Clone, Debug)]
pub struct CodeAsked {
    /// The secret in the browser that asked.
    pub secret: String,
    /// What was given.
    pub code: Field,
}

/// The question before a visitor erases their own.
#[derive(Template)]
#[template(path = "receipt_erase.html")]
pub struct EraseOwn {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The visit's id.
    pub visit: String,
    /// Its reference.
    pub reference: String,
    /// The organisation's name.
    pub organisation: String,
    /// Whether the visit is not over.
    pub open: bool,
    /// What legal holds keep.
    pub held: Vec<KeptRow>,
    /// What stays by law, and what names nobody.
    pub stays: Vec<KeptRow>,
    /// The id of the form.
    pub command: String,
}

/// The file with all that is kept, to read and to print.
#[derive(Template)]
#[template(path = "receipt_copy.html")]
pub struct Copied {
    /// The visitor's language.
    pub lang: Lang,
    /// The visit's reference.
    pub reference: String,
    /// The organisation's name.
    pub organisation: String,
    /// When it was made.
    pub made: String,
    /// Until when it is kept, in a sentence.
    pub kept: String,
    /// What was written, by whom, and when they came.
    pub facts: Vec<Line>,
    /// The consents, in sentences.
    pub consents: Vec<String>,
    /// What happened, and when.
    pub course: Vec<Line>,
    /// The guests who were let into the call.
    pub guests: Vec<Line>,
    /// What the visitor's browser measured.
    pub measured: Vec<Line>,
    /// Who opened it.
    pub openings: Vec<Line>,
    /// The authority that takes complaints.
    pub authority: String,
}

/// A line of that file.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub what: String,
    /// What it says.
    pub value: String,
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
            reach: None,
            again: true,
            copy: Some("/v/7/receipt/copy".into()),
            erase: Some("/v/7/receipt/erase".into()),
            erase_later: false,
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
        assert!(html.contains("14 days") && html.contains("id=\"kept\"") && !html.contains("erase-later"));
        let running = Receipt {
            erase: None,
            erase_later: true,
            ..receipt(Fate::Open { retention: "14 days".into() }, Shown::value("Ola"), vec![])
        };
        let html = render(&running);
        assert!(html.contains("id=\"erase-later\"") && !html.contains("id=\"erase\""), "{html}");
    }

    fn locked(going: Option<Going>, asked: Option<CodeAsked>) -> Locked {
        Locked {
            lang: Lang::English,
            frame: outside(),
            visit: "7".into(),
            reference: "7KQ2-M4XD".into(),
            going,
            asked,
            secret: "drawn".into(),
            command: "8".into(),
        }
    }

    #[test]
    fn the_address_alone_tells_a_reference_and_a_day_and_asks_for_a_code() {
        let on = Going::On { on: "5 December 2026".into(), on_datetime: "2026-12-05".into() };
        let html = render(&locked(Some(on), None));
        assert!(html.contains("7KQ2-M4XD") && html.contains("datetime=\"2026-12-05\""), "{html}");
        assert!(html.contains("id=\"ask-code\"") && html.contains("value=\"drawn\""), "{html}");
        let html = render(&locked(Some(Going::After { retention: "14 days".into() }), None));
        assert!(html.contains("14 days"), "{html}");
        let gone =
            |standing| Going::Gone { on: "1 May 2026".into(), on_datetime: "2026-05-01".into(), standing };
        for (standing, id) in [(Standing::Done, "done"), (Standing::Pending, "pending")] {
            let html = render(&locked(Some(gone(standing)), None));
            assert!(html.contains(&format!("id=\"{id}\"")) && !html.contains("ask-code"), "{html}");
        }
        let code = Field::refused("1<2", "Not right.");
        let html = render(&locked(None, Some(CodeAsked { secret: "held".into(), code })));
        assert!(html.contains("1&#60;2") && html.contains("Not right.") && html.contains("value=\"held\""));
    }

    #[test]
    fn a_copy_stands_alone_and_says_where_there_is_nothing() {
        let page = |what: Vec<Line>| Copied {
            lang: Lang::English,
            reference: "7KQ2-M4XD".into(),
            organisation: "Nordlys Legesenter".into(),
            made: "21 November 2026, 10:32".into(),
            kept: "Kept.".into(),
            facts: what.clone(),
            consents: vec![],
            course: vec![],
            guests: vec![],
            measured: what.clone(),
            openings: what,
            authority: "Datatilsynet".into(),
        };
        let html = page(vec![Line { what: "Name".into(), value: "<script>".into() }]).render().unwrap();
        assert!(
            html.contains("&#60;script&#62;") && html.contains("7KQ2-M4XD") && !html.contains('⟦'),
            "{html}"
        );
        assert!(!html.contains("src=") && !html.contains("href="), "it fetches nothing: {html}");
        assert!(page(vec![]).render().unwrap().contains("Nobody has opened"));
    }

    #[test]
    fn before_erasing_it_is_said_what_a_law_keeps() {
        let kept = |what: &str| KeptRow { what: what.into(), law: "NEN 7513".into(), until: "2031".into() };
        let page = |held| EraseOwn {
            lang: Lang::English,
            frame: outside(),
            visit: "7".into(),
            reference: "7KQ2-M4XD".into(),
            organisation: "Nordlys Legesenter".into(),
            open: false,
            held,
            stays: vec![kept("Two entries")],
            command: "8".into(),
        };
        let html = render(&page(vec![]));
        assert!(html.contains("Two entries") && html.contains("Erase visit 7KQ2-M4XD"), "{html}");
        let html = render(&page(vec![kept("The form")]));
        assert!(html.contains("id=\"held\"") && html.contains("The form"), "{html}");
    }
}
