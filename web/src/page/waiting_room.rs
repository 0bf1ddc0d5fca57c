//! Owns what members see of the waiting room itself: its notes, its door, how they are told of arrivals; and the setting of its place.

use askama::Template;

use super::{Choice, Field, Frame};
use crate::lang::Lang;

/// The waiting room.
#[derive(Template)]
#[template(path = "waiting_room.html")]
pub struct WaitingRoom {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What was just done.
    pub done: Option<String>,
    /// The note to everybody who waits.
    pub everybody: NoteForm,
    /// The note to those who wait for the reader.
    pub own: NoteForm,
    /// The door.
    pub door: Door,
    /// How the reader is told of arrivals.
    pub alert: AlertForm,
}

/// A note and its form.
#[derive(Clone, Debug, Default)]
pub struct NoteForm {
    /// Who reads it, as the form sends it.
    pub readers: &'static str,
    /// What it says.
    pub written: Field,
    /// Since when it stands; `None` where there is none.
    pub since: Option<String>,
    /// The id of the command.
    pub command: String,
}

/// The door and its forms.
#[derive(Clone, Debug, Default)]
pub struct Door {
    /// Whether it is closed.
    pub closed: bool,
    /// What visitors read while it is.
    pub sentence: Field,
    /// Whether those who wait are let go, on a form that came back.
    pub let_go: bool,
    /// How many wait.
    pub waiting: u32,
    /// The id of the command that closes.
    pub close_command: String,
    /// The id of the command that opens.
    pub open_command: String,
}

/// How a member is told of arrivals, and its form.
#[derive(Clone, Debug, Default)]
pub struct AlertForm {
    /// Not at all, by e-mail, by SMS.
    pub ways: Vec<Choice>,
    /// The number for text messages.
    pub phone: Field,
    /// The id of the command.
    pub command: String,
}

/// The setting whether visitors are told their place.
#[derive(Template)]
#[template(path = "settings_waiting_room.html")]
pub struct PlaceSetting {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What was just done.
    pub done: Option<String>,
    /// Whether they are told.
    pub choices: Vec<Choice>,
    /// The id of the command.
    pub command: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    fn page(door: Door, own: NoteForm) -> WaitingRoom {
        WaitingRoom {
            lang: Lang::English,
            frame: inside(Area::Dashboard),
            slug: "nordlys".into(),
            done: None,
            everybody: NoteForm { readers: "everybody", command: "c1".into(), ..NoteForm::default() },
            own,
            door,
            alert: AlertForm {
                ways: vec![Choice { value: "sms".into(), label: "By SMS".into(), chosen: true }],
                phone: Field::refused("<1>", "A number."),
                command: "c2".into(),
            },
        }
    }

    #[test]
    fn a_note_that_stands_can_be_taken_down() {
        let own = NoteForm {
            readers: "own",
            written: Field::filled("<b>late</b>"),
            since: Some("10:32".into()),
            command: "c3".into(),
        };
        let html = render(&page(Door::default(), own));
        assert!(html.contains("&#60;b&#62;late") && html.contains("id=\"take-down-own\""));
        assert!(!html.contains("id=\"take-down-everybody\""));
        assert!(html.contains("id=\"phone-wrong\"") && html.contains("value=\"&#60;1&#62;\""));
    }

    #[test]
    fn a_closed_door_can_be_opened_and_those_who_wait_are_let_go_by_choice() {
        let html = render(&page(Door { waiting: 2, ..Door::default() }, NoteForm::default()));
        assert!(html.contains("name=\"let_go\"") && !html.contains("id=\"open-door\""));
        let html = render(&page(Door { closed: true, ..Door::default() }, NoteForm::default()));
        assert!(html.contains("id=\"open-door\"") && !html.contains("name=\"let_go\""), "nobody waits");
    }

    #[test]
    fn the_setting_says_what_is_chosen() {
        let choice = |value: &str, chosen| Choice { value: value.into(), label: value.into(), chosen };
        let html = render(&PlaceSetting {
            lang: Lang::English,
            frame: inside(Area::Settings),
            slug: "nordlys".into(),
            done: Some("Saved".into()),
            choices: vec![choice("told", false), choice("kept", true)],
            command: "c1".into(),
        });
        assert!(html.contains("value=\"kept\" checked") && html.contains("id=\"on-data\""));
    }
}
