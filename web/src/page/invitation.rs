//! Owns what stands around an appointment: the members' list of invitations and one of them, the page behind a visitor's link, and the page for a lost one.

use askama::Template;

use super::visitor::Notice;
use super::{Choice, Field, Frame, Shown};
use crate::lang::Lang;

/// The list of open invitations, with the form that invites.
#[derive(Template)]
#[template(path = "invitations.html")]
pub struct Invitations {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What was just done, in words.
    pub done: Option<String>,
    /// Whether visitors can come at all.
    pub open: bool,
    /// Soonest first.
    pub rows: Vec<InvitationRow>,
    /// Where later ones are; `None` when these are all.
    pub later: Option<String>,
    /// The form.
    pub form: InviteForm,
}

/// The form that invites somebody.
#[derive(Clone, Debug)]
pub struct InviteForm {
    /// Whom.
    pub name: Field,
    /// Their e-mail address or mobile number.
    pub reach: Field,
    /// When.
    pub time: TimeFields,
    /// A few words to them.
    pub note: Field,
    /// Who will see them.
    pub whom: WhomFields,
    /// Which reminders they get.
    pub reminders: Vec<Choice>,
    /// The languages that the messages to them can be written in.
    pub languages: Vec<Choice>,
    /// The visit that the appointment follows: its id in addresses and its reference.
    pub after: Option<(String, String)>,
    /// The id that makes sending twice invite once.
    pub command: String,
}

/// The fields for who will see somebody.
#[derive(Clone, Debug)]
pub struct WhomFields {
    /// `me`, `colleague` or `free`.
    pub chosen: &'static str,
    /// The colleagues who can be chosen.
    pub colleagues: Vec<Choice>,
    /// A sentence for the person, when it was refused.
    pub error: Option<String>,
}

/// The member's repeating links, with the form that gives one.
#[derive(Template)]
#[template(path = "links.html")]
pub struct Links {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What was just done, in words.
    pub done: Option<String>,
    /// Whether visitors can come at all.
    pub open: bool,
    /// Those that end soonest first.
    pub rows: Vec<InvitationRow>,
    /// The form.
    pub form: LinkForm,
}

/// The form that gives a repeating link.
#[derive(Clone, Debug)]
pub struct LinkForm {
    /// Whom.
    pub name: Field,
    /// Their e-mail address or mobile number.
    pub reach: Field,
    /// The last day.
    pub last: Field,
    /// The first and the last day that can be chosen.
    pub bounds: (String, String),
    /// On whose wall, such as "Oslo".
    pub place: String,
    /// Who will see them.
    pub whom: WhomFields,
    /// A few words to them.
    pub note: Field,
    /// The languages that the messages to them can be written in.
    pub languages: Vec<Choice>,
    /// The id that makes sending twice give one.
    pub command: String,
}

/// The fields for a day and a time, on the organisation's wall.
#[derive(Clone, Debug)]
pub struct TimeFields {
    /// As in `2026-11-24`.
    pub day: String,
    /// As in `10:30`.
    pub time: String,
    /// The first and the last day that can be chosen.
    pub first: String,
    /// The last one.
    pub last: String,
    /// On whose wall, such as "Oslo".
    pub place: String,
    /// A sentence for the person, when it was refused.
    pub error: Option<String>,
}

/// One open invitation in the list.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    /// The visit's id in addresses.
    pub visit: String,
    /// Whom.
    pub name: Shown,
    /// When, for people.
    pub when: String,
    /// The same for machines.
    pub when_datetime: String,
    /// For whom it is, in words.
    pub for_whom: String,
    /// How it stands: come, or how the last message fared, in words.
    pub standing: String,
    /// Whether something has to be done about it.
    pub alarm: bool,
}

/// One invitation, with what can be done about it.
#[derive(Template)]
#[template(path = "appointment.html")]
pub struct Appointment {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// Whether it is a repeating link, which has no time to be moved.
    pub repeats: bool,
    /// The invitation.
    pub row: InvitationRow,
    /// The visit's reference.
    pub reference: String,
    /// The address or number it was sent to.
    pub reach: Shown,
    /// The words that went with it.
    pub note: Shown,
    /// The fields of the form that moves it.
    pub time: TimeFields,
    /// The id of the command that moves.
    pub move_command: String,
    /// The id of the command that sends a new link.
    pub resend_command: String,
    /// The id of the command that calls it off.
    pub cancel_command: String,
    /// The id of the command that notes a no-show; `None` before the time, and where the visitor has come.
    pub no_show_command: Option<String>,
}

/// The page behind a visitor's link.
#[derive(Template)]
#[template(path = "come.html")]
pub struct Come {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// Where the form posts: the page's own path.
    pub action: String,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// The national emergency number.
    pub emergency_number: String,
    /// When the appointment is, for people.
    pub when: String,
    /// The same for machines.
    pub when_datetime: String,
    /// With whom, or the words for the first one free.
    pub for_whom: String,
    /// Whose picture is shown, by their id in addresses.
    pub face: Option<String>,
    /// Whether the link lets in repeatedly, until then.
    pub repeats: bool,
    /// From when the link lets in, if that is still to come.
    pub opens: Option<String>,
    /// What is written on the door while it is closed, possibly nothing; `None` while it is open.
    pub shut: Option<String>,
    /// Whether nobody new is received until further notice.
    pub paused: bool,
    /// The visitor's name.
    pub name: Field,
    /// The visitor's phone; may stay empty.
    pub phone: Field,
    /// Whether the consent was given already, on a form that came back for another reason.
    pub consented: bool,
    /// Why the arrival was refused for want of consent.
    pub consent_error: Option<String>,
    /// The privacy notice that stands beside the consent.
    pub notice: Notice,
    /// The secret that makes sending twice arrive once.
    pub command: String,
}

/// A link that does not let in, with the ways on.
#[derive(Template)]
#[template(path = "link_spent.html")]
pub struct LinkSpent {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// Where whoever came in on this device goes on; a repeating link leads to no visit.
    pub own: Option<String>,
    /// Whether it was a repeating one.
    pub repeats: bool,
    /// Whether the visit is over: then no new link helps.
    pub over: bool,
}

/// The page for a lost link.
#[derive(Template)]
#[template(path = "lost_link.html")]
pub struct LostLink {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// The address or number that was written.
    pub reach: Field,
    /// Whether it was asked for: the answer is the same whoever asks.
    pub asked: bool,
    /// The id of the command.
    pub command: String,
}

/// The page of a visitor who waited when the appointment was moved.
#[derive(Template)]
#[template(path = "moved.html")]
pub struct Moved {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// When the appointment is now, for people.
    pub when: String,
    /// The same for machines.
    pub when_datetime: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, outside, render};

    fn time(error: Option<&str>) -> TimeFields {
        TimeFields {
            day: "2026-11-24".into(),
            time: "10:30".into(),
            first: "2026-11-21".into(),
            last: "2027-02-21".into(),
            place: "Oslo".into(),
            error: error.map(str::to_owned),
        }
    }

    fn row(name: Shown) -> InvitationRow {
        InvitationRow {
            visit: "v1".into(),
            name,
            when: "Tuesday 24 November 2026, 10:30".into(),
            when_datetime: "2026-11-24T10:30:00+01:00".into(),
            for_whom: "Dr Ingrid Berg".into(),
            standing: "Invited by e-mail".into(),
            alarm: false,
        }
    }

    fn whom(error: Option<&str>) -> WhomFields {
        let colleagues = vec![Choice { value: "m".into(), label: "Dr <Lie>".into(), chosen: true }];
        WhomFields { chosen: "colleague", colleagues, error: error.map(str::to_owned) }
    }

    #[test]
    fn repeating_links_say_until_when_and_the_form_offers_colleagues() {
        let page = Links {
            lang: Lang::English,
            frame: inside(Area::Invitations),
            slug: "nordlys".into(),
            done: None,
            open: true,
            rows: vec![row(Shown::value("<script>alert(1)</script>"))],
            form: LinkForm {
                name: Field::default(),
                reach: Field::default(),
                last: Field::refused("2026-01-01", "Please choose a later day."),
                bounds: ("2026-11-21".into(), "2027-02-21".into()),
                place: "Oslo".into(),
                whom: whom(Some("Please choose somebody.")),
                note: Field::default(),
                languages: vec![],
                command: "c".into(),
            },
        };
        let html = render(&page);
        assert!(!html.contains("<script>alert") && html.contains("Dr &#60;Lie&#62;"));
        assert!(
            html.contains("last-wrong") && html.contains("whom-wrong") && html.contains("/invitations/v1")
        );
    }

    fn list(rows: Vec<InvitationRow>) -> Invitations {
        Invitations {
            lang: Lang::English,
            frame: inside(Area::Invitations),
            slug: "nordlys".into(),
            done: None,
            open: true,
            rows,
            later: None,
            form: InviteForm {
                name: Field::default(),
                reach: Field::refused("<b>", "Please write an e-mail address."),
                time: time(Some("Please choose a time.")),
                note: Field::default(),
                whom: whom(None),
                reminders: vec![Choice { value: "both".into(), label: "Both".into(), chosen: true }],
                languages: vec![],
                after: Some(("v0".into(), "7KQ2-M4XD".into())),
                command: "c".into(),
            },
        }
    }

    #[test]
    fn the_list_names_whom_and_the_form_comes_back_with_what_was_wrong() {
        let html = render(&list(vec![row(Shown::value("<script>alert(1)</script>"))]));
        assert!(!html.contains("<script>alert") && html.contains("/nordlys/invitations/v1"));
        assert!(html.contains("Please choose a time.") && html.contains("value=\"&#60;b&#62;\""));
        assert!(html.contains("min=\"2026-11-21\"") && html.contains("max=\"2027-02-21\""));
        assert!(html.contains("name=\"after\" value=\"v0\"") && html.contains("7KQ2-M4XD"), "{html}");
    }

    #[test]
    fn an_empty_list_says_what_will_stand_there_and_a_closed_house_invites_nobody() {
        let html = render(&list(vec![]));
        assert!(html.contains("Whoever you invite") && html.contains("id=\"invite\""));
        assert!(!render(&Invitations { open: false, ..list(vec![]) }).contains("id=\"invite\""));
    }

    #[test]
    fn an_invitation_names_what_its_buttons_do() {
        let page = Appointment {
            lang: Lang::English,
            frame: inside(Area::Invitations),
            slug: "nordlys".into(),
            repeats: false,
            row: row(Shown::value("Kari")),
            reference: "7KQ2-M4XD".into(),
            reach: Shown::value("kari@example.com"),
            note: Shown::NotGiven,
            time: time(None),
            move_command: "m".into(),
            resend_command: "r".into(),
            cancel_command: "c".into(),
            no_show_command: Some("n".into()),
        };
        let html = render(&page);
        for path in ["move", "resend", "cancel", "no-show"] {
            assert!(html.contains(&format!("action=\"/nordlys/invitations/v1/{path}\"")), "{path}");
        }
        let html = render(&Appointment { repeats: true, ..page });
        assert!(!html.contains("v1/move") && html.contains("v1/resend") && html.contains("v1/cancel"));
    }

    fn come(opens: Option<String>) -> Come {
        Come {
            lang: Lang::English,
            frame: outside(),
            action: "/i/secret".into(),
            slug: "nordlys".into(),
            organisation: "Nordlys".into(),
            emergency_number: "113".into(),
            when: "Tuesday 24 November 2026, 10:30 (Oslo time)".into(),
            when_datetime: "2026-11-24T10:30:00+01:00".into(),
            for_whom: "Dr Ingrid Berg".into(),
            face: Some("m1".into()),
            repeats: false,
            opens,
            shut: None,
            paused: false,
            name: Field::default(),
            phone: Field::default(),
            consented: false,
            consent_error: None,
            notice: Notice {
                controller: "Nordlys".into(),
                contact: "post@nordlys.example".into(),
                officer: None,
                authority: "Datatilsynet".into(),
                retention: "14 days".into(),
                ground: String::new(),
                more: vec![],
            },
            command: "secret".into(),
        }
    }

    #[test]
    fn the_page_behind_a_link_asks_for_consent_and_says_what_it_is_not_for() {
        let html = render(&come(None));
        for part in [
            "id=\"emergency\"",
            "id=\"consent\"",
            "id=\"notice\"",
            "action=\"/i/secret\"",
            "10:30 (Oslo time)",
        ] {
            assert!(html.contains(part), "{part}");
        }
        let early = render(&come(Some("09:30".into())));
        assert!(!early.contains("id=\"consent\"") && early.contains("09:30"), "too early there is no form");
    }

    #[test]
    fn a_spent_link_leads_on_unless_all_is_over() {
        let page = |over| LinkSpent {
            lang: Lang::English,
            frame: outside(),
            slug: "nordlys".into(),
            organisation: "Nordlys".into(),
            own: Some("/v/v1".into()),
            repeats: false,
            over,
        };
        assert!(render(&page(false)).contains("href=\"/nordlys/lost-link\""));
        assert!(!render(&page(true)).contains("lost-link"));
    }

    #[test]
    fn the_answer_to_a_lost_link_says_nothing_of_whether_there_was_one() {
        let page = |asked| LostLink {
            lang: Lang::English,
            frame: outside(),
            slug: "nordlys".into(),
            organisation: "Nordlys".into(),
            reach: Field::default(),
            asked,
            command: "c".into(),
        };
        assert!(render(&page(false)).contains("id=\"lost-link\""));
        assert!(render(&page(true)).contains("If an appointment"));
        let moved = Moved {
            lang: Lang::English,
            frame: outside(),
            slug: "nordlys".into(),
            organisation: "Nordlys".into(),
            when: "Tuesday".into(),
            when_datetime: "2026-11-24T10:30:00+01:00".into(),
        };
        assert!(render(&moved).contains("Tuesday"));
    }
}
