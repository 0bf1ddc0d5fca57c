//! Owns the pages about how one signs in: one's own account, its passkeys and sessions, and the second factor.

use askama::Template;

use super::{Choice, Field, Frame, Shown};
use crate::lang::Lang;

/// One's own account.
#[derive(Template)]
#[template(path = "account.html")]
pub struct Account {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// Where an ownership that is offered to them is accepted.
    pub offer: Option<String>,
    /// A recovery of their own that can be stopped.
    pub recovery: Option<super::team::Recovery>,
    /// Their name.
    pub name: Shown,
    /// Their e-mail.
    pub email: Shown,
    /// Their roles, in words.
    pub roles: Vec<String>,
    /// Where their picture is.
    pub picture: Option<String>,
    /// The id of setting one.
    pub picture_command: String,
    /// The id of removing it.
    pub picture_removal: String,
    /// Why the picture that was sent is not taken.
    pub picture_error: Option<String>,
    /// The languages that letters to them can be written in.
    pub languages: Vec<Choice>,
    /// The id of choosing one.
    pub language_command: String,
    /// Their passkeys.
    pub passkeys: Vec<PasskeyRow>,
    /// Their second factor.
    pub factor: Factor,
    /// Their open sessions, this one first.
    pub sessions: Vec<SessionRow>,
    /// The id of signing out everywhere.
    pub everywhere: String,
}

/// One passkey.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// Its number in addresses.
    pub number: u32,
    /// What its owner called it.
    pub label: Shown,
    /// Since when, for people.
    pub since: String,
    /// The same for machines.
    pub since_datetime: String,
    /// On which day it was used last, for people; `None` if never.
    pub used: Option<String>,
}

/// Whether a link needs a code beside it.
#[derive(Clone, Debug)]
pub enum Factor {
    /// It does not.
    None,
    /// It does.
    Set {
        /// How many recovery codes are left.
        left: u32,
        /// The id of the command that removes it.
        command: String,
    },
}

/// One open session.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Its id in addresses.
    pub id: String,
    /// The browser.
    pub browser: Shown,
    /// How and since when, in words.
    pub since: String,
    /// The same for machines.
    pub since_datetime: String,
    /// Whether it is the one that asks.
    pub here: bool,
    /// The id of the command that ends it.
    pub command: String,
}

/// What removing a passkey does, before it is done.
#[derive(Template)]
#[template(path = "passkey_removal.html")]
pub struct PasskeyRemoval {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// Its number in addresses.
    pub number: u32,
    /// What its owner called it.
    pub label: Shown,
    /// Whether there is no other.
    pub last: bool,
    /// Where a link goes instead.
    pub email: String,
    /// The id that makes removing twice remove once.
    pub command: String,
}

/// A second factor to be set.
#[derive(Template)]
#[template(path = "second_factor.html")]
pub struct SecondFactor {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What a telephone reads: SVG of our own making.
    pub picture: String,
    /// The same as an address, for an app on this device.
    pub address: String,
    /// The key, to be typed.
    pub key: String,
    /// The first code.
    pub code: Field,
    /// Whether it replaces another.
    pub replaces: bool,
    /// The id that makes setting twice set once.
    pub command: String,
}

/// The recovery codes, shown once.
#[derive(Template)]
#[template(path = "recovery_codes.html")]
pub struct RecoveryCodes {
    /// The member's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The codes.
    pub codes: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    const LANG: Lang = Lang::English;

    #[test]
    fn an_account_lists_what_lets_in_or_says_that_there_is_none() {
        let page = |passkeys, factor, recovery| Account {
            lang: LANG,
            frame: inside(Area::Account),
            slug: "nordlys".into(),
            done: None,
            offer: Some("/nordlys/ownership".into()),
            recovery,
            name: Shown::value("Ola"),
            email: Shown::value("ola@nordlys.example"),
            roles: vec!["member".into()],
            picture: Some("/nordlys/account/picture?v=7".into()),
            picture_command: "c7".into(),
            picture_removal: "c8".into(),
            picture_error: Some("Not <this>.".into()),
            languages: vec![Choice { value: "de".into(), label: "Deutsch".into(), chosen: true }],
            language_command: "c9".into(),
            passkeys,
            factor,
            sessions: vec![
                SessionRow {
                    id: "s1".into(),
                    browser: Shown::value("<Firefox>"),
                    since: "By passkey, today".into(),
                    since_datetime: "2026-11-21".into(),
                    here: true,
                    command: "c1".into(),
                },
                SessionRow {
                    id: "s2".into(),
                    browser: Shown::NotGiven,
                    since: "By link, yesterday".into(),
                    since_datetime: "2026-11-20".into(),
                    here: false,
                    command: "c2".into(),
                },
            ],
            everywhere: "c3".into(),
        };
        let key = PasskeyRow {
            number: 3,
            label: Shown::value("My <phone>"),
            since: "today".into(),
            since_datetime: "2026-11-21".into(),
            used: Some("yesterday".into()),
        };
        let html = render(&page(vec![key], Factor::None, None));
        assert!(html.contains("My &#60;phone&#62;") && html.contains("/account/passkeys/3/remove"));
        assert!(html.contains("&#60;Firefox&#62;") && html.contains("/account/sessions/s2/end"));
        assert!(!html.contains("/account/sessions/s1/end"), "this one is left by signing out");
        let set = Factor::Set { left: 7, command: "c4".into() };
        let recovery = super::super::team::Recovery { from: "25 November".into(), command: "c5".into() };
        let html = render(&page(vec![], set, Some(recovery)));
        assert!(html.contains("no passkey yet") && html.contains("/nordlys/ownership"));
        assert!(html.contains("7 recovery codes") && html.contains("/account/stop-recovery"));
    }

    #[test]
    fn the_last_passkey_is_not_removed_without_a_word() {
        let page = |last| PasskeyRemoval {
            lang: LANG,
            frame: inside(Area::Account),
            slug: "nordlys".into(),
            number: 0,
            label: Shown::value("<Phone>"),
            last,
            email: "ola@nordlys.example".into(),
            command: "c1".into(),
        };
        assert!(render(&page(true)).contains("ola@nordlys.example"));
        assert!(!render(&page(false)).contains("ola@nordlys.example"));
    }

    #[test]
    fn a_second_factor_is_shown_as_a_picture_as_a_key_and_once_as_codes() {
        let html = render(&SecondFactor {
            lang: LANG,
            frame: inside(Area::Account),
            slug: "nordlys".into(),
            picture: "<svg id=\"qr\"></svg>".into(),
            address: "otpauth://totp/x?secret=KEY&issuer=Anteroom".into(),
            key: "KEYKEYKEYKEY".into(),
            code: Field::refused("12", "Not right."),
            replaces: true,
            command: "c1".into(),
        });
        assert!(html.contains("<svg id=\"qr\">") && html.contains("KEYKEYKEYKEY"));
        assert!(html.contains("id=\"code-wrong\""));
        let (slug, codes) = ("nordlys".into(), vec!["ABCD-EFGH".into(), "JKMN-PQRS".into()]);
        let html = render(&RecoveryCodes { lang: LANG, frame: inside(Area::Account), slug, codes });
        assert!(html.contains("ABCD-EFGH") && html.contains("JKMN-PQRS"));
    }
}
