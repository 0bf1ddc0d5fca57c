//! Owns what is said of when somebody is there: opening hours, for visitors and to be set; duty; and a member's absence.

use askama::Template;

use super::{Field, Frame};
use crate::lang::Lang;

/// The settings page of opening hours.
#[derive(Template)]
#[template(path = "hours.html")]
pub struct HoursSettings {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What was just done, in words.
    pub done: Option<String>,
    /// On whose wall, such as "Oslo".
    pub place: String,
    /// Whether visitors can come at any time.
    pub any: bool,
    /// The weekdays.
    pub week: Vec<WeekdayField>,
    /// Days that are different.
    pub days: Vec<DifferentDay>,
    /// The field for another one.
    pub on: Field,
    /// The first and the last day that can be made different.
    pub bounds: (String, String),
    /// Its hours.
    pub hours: Field,
    /// The id of the command that sets the week.
    pub command: String,
    /// The id of the command that makes a day different.
    pub day_command: String,
}

/// The field of a weekday.
#[derive(Clone, Debug)]
pub struct WeekdayField {
    /// Its name in the form.
    pub key: &'static str,
    /// Its name for people.
    pub label: String,
    /// What was written.
    pub hours: Field,
}

/// A day that is different.
#[derive(Clone, Debug)]
pub struct DifferentDay {
    /// For people.
    pub label: String,
    /// As in `2026-12-24`.
    pub on: String,
    /// Its hours in words.
    pub hours: String,
    /// The id of the command that makes it the same again.
    pub command: String,
}

/// The page of a member's own absence.
#[derive(Template)]
#[template(path = "away.html")]
pub struct Away {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What was just done, in words.
    pub done: Option<String>,
    /// What holds at the moment, in words; `None` while nothing was said.
    pub standing: Option<String>,
    /// The sentence that visitors are told.
    pub told: Option<String>,
    /// On whose wall, such as "Oslo".
    pub place: String,
    /// From when: day and time; both may stay empty.
    pub from: (Field, String),
    /// Until when.
    pub until: (Field, String),
    /// A sentence for visitors.
    pub words: Field,
    /// The id of the command that says so.
    pub command: String,
    /// The id of the command that takes it back.
    pub back_command: String,
}

/// The line about duty on the dashboard, with its one button.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Whether the member is on duty.
    pub mine: bool,
    /// How many colleagues are.
    pub others: u32,
    /// Whether the member is away.
    pub away: bool,
    /// The id of the command.
    pub command: String,
}

impl Duty {
    /// What that means.
    pub fn sentence(&self, lang: Lang) -> String {
        let said = match (self.mine, self.others) {
            (true, others) => lang.say("duty-on").with("others", others),
            (false, 0) => lang.say("duty-nobody"),
            (false, others) => lang.say("duty-others").with("others", others),
        };
        said.to_string()
    }
}

/// The opening hours as visitors read them.
#[derive(Clone, Debug, Default)]
pub struct OpenHours {
    /// When it opens next, where it is closed now and that is known.
    pub next: Option<String>,
    /// Day by day; empty where visitors can come at any time.
    pub lines: Vec<(String, String)>,
    /// On whose wall, such as "Oslo".
    pub place: String,
}

/// A professional who is away, as visitors read it.
#[derive(Clone, Debug)]
pub struct AwayLine {
    /// Who, until when, in words.
    pub sentence: String,
    /// What they say themselves.
    pub words: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    #[test]
    fn hours_come_back_with_what_was_wrong_and_each_different_day_with_its_button() {
        let page = HoursSettings {
            lang: Lang::English,
            frame: inside(Area::Settings),
            slug: "nordlys".into(),
            done: None,
            place: "Oslo".into(),
            any: false,
            week: vec![WeekdayField {
                key: "monday",
                label: "Monday".into(),
                hours: Field::refused("<8", "Please write times such as 08:00-16:00."),
            }],
            days: vec![DifferentDay {
                label: "24 December 2026".into(),
                on: "2026-12-24".into(),
                hours: "closed".into(),
                command: "d".into(),
            }],
            on: Field::default(),
            bounds: ("2026-11-21".into(), "2027-11-21".into()),
            hours: Field::default(),
            command: "c".into(),
            day_command: "e".into(),
        };
        let html = render(&page);
        assert!(html.contains("value=\"&#60;8\"") && html.contains("monday-wrong"));
        assert!(html.contains("24 December 2026") && html.contains("value=\"2026-12-24\""));
    }

    #[test]
    fn an_absence_says_how_it_stands_and_can_be_taken_back() {
        let page = |standing: Option<&str>| Away {
            lang: Lang::English,
            frame: inside(Area::Dashboard),
            slug: "nordlys".into(),
            done: None,
            standing: standing.map(str::to_owned),
            told: Some("<b>".into()),
            place: "Oslo".into(),
            from: (Field::default(), String::new()),
            until: (Field::refused("2026-11-20", "Please write a later day."), "08:00".into()),
            words: Field::default(),
            command: "c".into(),
            back_command: "b".into(),
        };
        let html = render(&page(Some("You are away.")));
        assert!(html.contains("id=\"come-back\"") && html.contains("&#60;b&#62;"));
        assert!(html.contains("Please write a later day."));
        assert!(!render(&page(None)).contains("id=\"come-back\""));
    }

    #[test]
    fn duty_says_who_sees_whom() {
        let duty = |mine, others| Duty { mine, others, away: false, command: "c".into() };
        let said = [duty(true, 0), duty(true, 2), duty(false, 0), duty(false, 1)];
        let said: std::collections::BTreeSet<_> =
            said.iter().map(|duty| duty.sentence(Lang::English)).collect();
        assert_eq!(said.len(), 4);
        assert!(said.iter().all(|said| !said.contains('⟦')));
    }
}
