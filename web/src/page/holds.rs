//! Owns the page of legal holds.

use askama::Template;

use super::{Choice, Field, Frame, Shown};
use crate::lang::Lang;

/// Legal holds: those there are, and the form that proposes one.
#[derive(Template)]
#[template(path = "holds.html")]
pub struct Holds {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The id that makes proposing twice propose once.
    pub command: String,
    /// The reference of the visit.
    pub reference: Field,
    /// What of it is held.
    pub scopes: Vec<Choice>,
    /// On which exemption.
    pub exemptions: Vec<Choice>,
    /// What was wrong with the exemption.
    pub exemption_error: Option<String>,
    /// The last day.
    pub until: Field,
    /// The first day that can be the last.
    pub earliest: String,
    /// The last that can.
    pub latest: String,
    /// The legal basis.
    pub basis: Field,
    /// Why.
    pub reason: Field,
    /// Those there are, the last one touched first.
    pub holds: Vec<Hold>,
}

/// A legal hold.
#[derive(Clone, Debug)]
pub struct Hold {
    /// Its id.
    pub id: String,
    /// The visit's reference.
    pub reference: String,
    /// What is held, in words.
    pub what: String,
    /// On which exemption, in words.
    pub exemption: String,
    /// Its last day, for people.
    pub until: String,
    /// The same for machines.
    pub until_datetime: String,
    /// When it was proposed, for people.
    pub proposed: String,
    /// The same for machines.
    pub proposed_datetime: String,
    /// Who proposed it.
    pub by: Shown,
    /// Under which role, in words.
    pub role: String,
    /// The legal basis.
    pub basis: Shown,
    /// Why.
    pub reason: Shown,
    /// Why it was lifted, where it was.
    pub lifted: Option<String>,
    /// Its situation, in words.
    pub state: String,
    /// Its situation.
    pub standing: Standing,
    /// Why something was not done with it.
    pub failure: Option<String>,
    /// The id that makes confirming twice confirm once.
    pub confirm_command: String,
    /// The same for lifting.
    pub lift_command: String,
    /// Why it is to be lifted.
    pub lift_reason: Field,
}

/// What can be done with a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for a second person.
    Proposed {
        /// Whether the reader proposed it, and so cannot confirm it.
        mine: bool,
    },
    /// It is in effect.
    InEffect,
    /// It is over.
    Over,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    fn hold(standing: Standing) -> Hold {
        Hold {
            id: "h1".into(),
            reference: "7KQ2-M4XD".into(),
            what: "Details of a visit".into(),
            exemption: "Legal claims".into(),
            until: "21 November 2027".into(),
            until_datetime: "2027-11-21".into(),
            proposed: "21 November 2026".into(),
            proposed_datetime: "2026-11-21".into(),
            by: Shown::value("Eva <Berg>"),
            role: "owner".into(),
            basis: Shown::value("Tvisteloven"),
            reason: Shown::Erased,
            lifted: None,
            state: "In effect".into(),
            standing,
            failure: None,
            confirm_command: "c1".into(),
            lift_command: "c2".into(),
            lift_reason: Field::default(),
        }
    }

    fn page(holds: Vec<Hold>) -> String {
        let choice = |value: &str| Choice { value: value.into(), label: value.into(), chosen: false };
        render(&Holds {
            lang: Lang::English,
            frame: inside(Area::Holds),
            slug: "nordlys".into(),
            command: "c0".into(),
            reference: Field::default(),
            scopes: vec![choice("visit"), choice("all")],
            exemptions: vec![choice("legal-claims")],
            exemption_error: None,
            until: Field::refused("soon", "Please choose a day."),
            earliest: "2026-11-22".into(),
            latest: "2027-11-21".into(),
            basis: Field::default(),
            reason: Field::default(),
            holds,
        })
    }

    #[test]
    fn who_proposed_a_hold_is_not_offered_to_confirm_it() {
        let mine = page(vec![hold(Standing::Proposed { mine: true })]);
        assert!(!mine.contains("/holds/h1/confirm") && mine.contains("/holds/h1/lift"));
        let theirs = page(vec![hold(Standing::Proposed { mine: false })]);
        assert!(
            theirs.contains("action=\"/nordlys/holds/h1/confirm\"") && theirs.contains("Eva &#60;Berg&#62;")
        );
    }

    #[test]
    fn what_is_over_has_no_button_and_nothing_is_said_of_none() {
        let over = page(vec![hold(Standing::Over)]);
        assert!(!over.contains("/holds/h1/"));
        assert!(page(vec![]).contains("id=\"no-holds\""));
    }

    #[test]
    fn a_refused_day_keeps_its_place() {
        let html = page(vec![Hold { failure: Some("Somebody else".into()), ..hold(Standing::InEffect) }]);
        assert!(html.contains("value=\"soon\"") && html.contains("id=\"until-wrong\""));
        assert!(html.contains("Somebody else") && html.contains("max=\"2027-11-21\""));
    }
}
