//! Owns what a professional sees of one visitor in the line: the question whether it is the right person, and to which colleague they are handed over.

use askama::Template;

use super::{Choice, Frame, Shown};
use crate::lang::Lang;

/// The question before the call opens.
#[derive(Template)]
#[template(path = "confirm.html")]
pub struct Confirm {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The visit's id in addresses.
    pub visit: String,
    /// The visit's reference.
    pub reference: String,
    /// Who.
    pub name: Shown,
    /// Their phone.
    pub phone: Shown,
    /// Whom they asked for.
    pub for_whom: String,
    /// The name the invitation was written to, where there is one: it may be another than the one on the form.
    pub invited: Option<String>,
    /// When they are expected, in words; `None` for a walk-in.
    pub appointed: Option<String>,
    /// When they came.
    pub since: String,
    /// The same for machines.
    pub since_datetime: String,
    /// Whether they identified themselves, in words; `None` where the organisation asks nobody.
    pub identified: Option<String>,
    /// What was tested, in words.
    pub tested: String,
    /// Whether their page is closed at the moment.
    pub away: bool,
    /// The id of the command that admits.
    pub command: String,
}

/// The choice of a colleague.
#[derive(Template)]
#[template(path = "hand_over.html")]
pub struct HandOver {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The visit's id in addresses.
    pub visit: String,
    /// The visit's reference.
    pub reference: String,
    /// Who.
    pub name: Shown,
    /// To whom they can be handed over.
    pub colleagues: Vec<Choice>,
    /// Who is away, each in a sentence.
    pub away: Vec<String>,
    /// Why nobody was taken.
    pub error: Option<String>,
    /// The id of the command.
    pub command: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    fn confirm(away: bool) -> Confirm {
        Confirm {
            lang: Lang::English,
            frame: inside(Area::Dashboard),
            slug: "nordlys".into(),
            visit: "v1".into(),
            reference: "7KQ2-M4XD".into(),
            name: Shown::value("<b>Ola</b>"),
            phone: Shown::NotGiven,
            for_whom: "Dr Berg".into(),
            invited: Some("Ola N.".into()),
            appointed: Some("Appointment at 10:30".into()),
            since: "10:32".into(),
            since_datetime: "2026-11-21T10:32:00+01:00".into(),
            identified: Some("Identified <by> MitID".into()),
            tested: "Camera and sound work".into(),
            away,
            command: "c1".into(),
        }
    }

    #[test]
    fn the_call_is_opened_after_the_question_alone() {
        let html = render(&confirm(false));
        assert!(html.contains("&#60;b&#62;Ola") && html.contains("Ola N."));
        assert!(html.contains("Identified &#60;by&#62; MitID"));
        assert!(html.contains("action=\"/nordlys/visits/v1/admit\"") && html.contains("id=\"open-call\""));
        assert!(!html.contains("id=\"away\"") && render(&confirm(true)).contains("id=\"away\""));
    }

    #[test]
    fn a_visitor_is_handed_over_to_one_of_the_others() {
        let page = |colleagues, error| HandOver {
            lang: Lang::English,
            frame: inside(Area::Dashboard),
            slug: "nordlys".into(),
            visit: "v1".into(),
            reference: "7KQ2-M4XD".into(),
            name: Shown::value("Ola"),
            colleagues,
            away: vec!["Dr <i>Aas</i> is away.".into()],
            error,
            command: "c1".into(),
        };
        let lie = Choice { value: "m1".into(), label: "Dr <i>Lie</i>".into(), chosen: false };
        let html = render(&page(vec![lie], Some("Please choose.".into())));
        assert!(
            html.contains("value=\"m1\"")
                && html.contains("&#60;i&#62;Lie")
                && html.contains("&#60;i&#62;Aas&#60;/i&#62; is away.")
                && html.contains("Please choose.")
        );
        assert!(!render(&page(vec![], None)).contains("id=\"hand-over\""), "there is nobody to hand over to");
    }
}
