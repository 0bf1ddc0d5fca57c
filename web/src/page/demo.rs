//! Owns the demo's mailbox page: where the messages land that `serve` would send.

use askama::Template;

use super::Frame;
use crate::lang::Lang;

/// The sandbox mailbox.
#[derive(Template)]
#[template(path = "mailbox.html")]
pub struct Mailbox {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// Newest first.
    pub letters: Vec<Letter>,
}

/// One message that was sent.
#[derive(Clone, Debug)]
pub struct Letter {
    /// A number that is unique on the page.
    pub id: String,
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// The calendar file that goes with it.
    pub calendar: Option<String>,
    /// The links in it, shown as buttons; each is a path of this house or a full address of it.
    pub links: Vec<String>,
    /// When, for people.
    pub sent: String,
    /// The same for machines.
    pub sent_datetime: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::examples::{outside, render};

    #[test]
    fn a_letter_shows_its_link_as_a_button_and_its_text_as_text() {
        let letter = Letter {
            id: "1".into(),
            to: "ola@nordlys.example".into(),
            subject: "Confirm <you>".into(),
            body: "Hello\n<script>".into(),
            calendar: Some("BEGIN:VCALENDAR".into()),
            links: vec!["/confirm/abc".into()],
            sent: "10:32".into(),
            sent_datetime: "2026-11-21T10:32:00+01:00".into(),
        };
        let html = render(&Mailbox { lang: Lang::English, frame: outside(), letters: vec![letter] });
        assert!(
            html.contains("BEGIN:VCALENDAR")
                && html.contains("href=\"/confirm/abc\"")
                && html.contains("&#60;script&#62;")
        );
    }

    #[test]
    fn an_empty_mailbox_says_what_will_land_in_it() {
        assert!(
            render(&Mailbox { lang: Lang::English, frame: outside(), letters: vec![] })
                .contains("No messages yet")
        );
    }
}
