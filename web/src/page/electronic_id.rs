//! Owns the pages of electronic ID: the organisation's setting, the visitor's way to the provider and back, what the professional sees, and the demo's provider.

use askama::Template;

use super::{Choice, Field, Frame, Shown};
use crate::lang::Lang;

/// The organisation's setting.
#[derive(Template)]
#[template(path = "electronic_id.html")]
pub struct Setting {
    /// The owner's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// Whether the operator has set up a provider.
    pub offered: bool,
    /// What is switched on; `None` while nothing is.
    pub standing: Option<Standing>,
    /// The IDs one can choose.
    pub eids: Vec<Choice>,
    /// Why none of them was refused.
    pub eid_error: Option<String>,
    /// Asked or free.
    pub demands: Vec<Choice>,
    /// The legal ground in words.
    pub ground: Field,
    /// Whether it was confirmed, on a form that came back for another reason.
    pub confirmed: bool,
    /// Why it was refused for want of confirmation.
    pub confirmed_error: Option<String>,
    /// The id that makes switching on twice switch on once.
    pub command: String,
    /// The same for switching off.
    pub off_command: String,
}

/// What is switched on.
pub struct Standing {
    /// Which IDs, in words.
    pub eids: String,
    /// Asked or free, in words.
    pub demand: String,
    /// Who confirmed the ground.
    pub by: Shown,
    /// When.
    pub at: Shown,
    /// Which ground.
    pub ground: Shown,
}

/// The visitor's way to the provider and back.
#[derive(Template)]
#[template(path = "identify.html")]
pub struct Identify {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The visit's id in its address.
    pub visit: String,
    /// The organisation's name.
    pub organisation: String,
    /// On which ground the organisation asks, in its own words.
    pub ground: Option<String>,
    /// Whether everybody is asked.
    pub asked: bool,
    /// The IDs there are.
    pub eids: Vec<Choice>,
    /// What came of the last attempt, where it came to nothing.
    pub failure: Option<String>,
    /// With which ID the visitor has identified themselves.
    pub identified: Option<String>,
}

/// The moment before the provider's page: a link, and a browser that follows it by itself.
#[derive(Template)]
#[template(path = "to_provider.html")]
pub struct ToProvider {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// Where.
    pub address: String,
    /// The name of the ID.
    pub eid: String,
    /// The way back, for whom it leads nowhere.
    pub visit: String,
}

/// What the professional sees.
#[derive(Template)]
#[template(path = "identity.html")]
pub struct Identity {
    /// The professional's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The visit's id in its address.
    pub visit: String,
    /// The visit's reference.
    pub reference: String,
    /// What was vouched for; `None` where nothing was.
    pub vouched: Option<Vouched>,
    /// The number and its standing.
    pub number: Number,
}

/// What was vouched for.
pub struct Vouched {
    /// With which ID.
    pub with: String,
    /// When.
    pub at: String,
    /// Whether the name agrees, in a sentence.
    pub name: String,
    /// Whether that sentence warns.
    pub warns: bool,
}

/// The number and its standing.
pub enum Number {
    /// There is none.
    Missing,
    /// It can be shown, once.
    Held {
        /// The id of the command that shows it.
        command: String,
    },
    /// Nobody has let the visitor in yet, so it is nobody's to see.
    NotYet,
    /// Here it is.
    Here {
        /// The number.
        number: String,
    },
    /// It was shown.
    Shown {
        /// When.
        at: String,
    },
}

/// The demo's provider.
#[derive(Template)]
#[template(path = "demo_eid.html")]
pub struct DemoProvider {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The name of the ID.
    pub eid: String,
    /// Who can be picked: name and number.
    pub people: Vec<(usize, String, String)>,
    /// What the visitor came with.
    pub state: String,
    /// What stands in the token.
    pub nonce: String,
    /// What binds the code.
    pub challenge: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, outside, render};

    const LANG: Lang = Lang::English;

    fn choice(value: &str, chosen: bool) -> Choice {
        Choice { value: value.into(), label: format!("<{value}>"), chosen }
    }

    fn setting(offered: bool, standing: Option<Standing>) -> Setting {
        Setting {
            lang: LANG,
            frame: inside(Area::Settings),
            slug: "nordlys".into(),
            done: None,
            offered,
            standing,
            eids: vec![choice("no-bankid", true), choice("dk-mitid", false)],
            eid_error: Some("Choose one.".into()),
            demands: vec![choice("free", true), choice("asked", false)],
            ground: Field::refused("<script>", "Write it."),
            confirmed: false,
            confirmed_error: Some("Confirm it.".into()),
            command: "c1".into(),
            off_command: "c2".into(),
        }
    }

    #[test]
    fn a_setting_keeps_what_was_written_and_says_what_is_missing() {
        let html = render(&setting(true, None));
        assert!(html.contains("&#60;script&#62;</textarea>"));
        for id in ["eid-wrong", "ground-wrong", "confirmed-wrong"] {
            assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
        }
        assert!(!html.contains("id=\"switch-off\""), "what is off cannot be switched off");
        assert!(
            !render(&setting(false, None)).contains("id=\"switch-on\""),
            "without a provider there is nothing to switch"
        );
        let standing = Standing {
            eids: "BankID".into(),
            demand: "free".into(),
            by: Shown::value("Kari <Lund>"),
            at: Shown::value("today"),
            ground: Shown::Erased,
        };
        let html = render(&setting(true, Some(standing)));
        assert!(html.contains("Kari &#60;Lund&#62;") && html.contains("id=\"switch-off\""));
    }

    fn identify(failure: Option<&str>, identified: Option<&str>) -> String {
        render(&Identify {
            lang: LANG,
            frame: outside(),
            visit: "v1".into(),
            organisation: "Nordlys".into(),
            ground: Some("§ <39>".into()),
            asked: true,
            eids: vec![choice("no-bankid", false)],
            failure: failure.map(str::to_owned),
            identified: identified.map(str::to_owned),
        })
    }

    #[test]
    fn a_visitor_always_has_a_way_on() {
        for html in
            [identify(None, None), identify(Some("Broken off."), None), identify(None, Some("BankID"))]
        {
            assert!(html.contains("href=\"/v/v1?later\""), "nobody is trapped");
            assert!(html.contains("§ &#60;39&#62;"));
        }
        assert!(identify(Some("Broken off."), None).contains("id=\"failure\""));
    }

    #[test]
    fn the_number_stands_on_the_page_that_shows_it_alone() {
        let page = |number| {
            let vouched =
                Vouched { with: "MitID".into(), at: "today".into(), name: "It agrees.".into(), warns: false };
            render(&Identity {
                lang: LANG,
                frame: inside(Area::Dashboard),
                slug: "nordlys".into(),
                visit: "v1".into(),
                reference: "7KQ2-M4XD".into(),
                vouched: Some(vouched),
                number,
            })
        };
        assert!(page(Number::Held { command: "c1".into() }).contains("id=\"show-number\""));
        assert!(page(Number::Here { number: "2101270087".into() }).contains("2101270087"));
        for number in [Number::NotYet, Number::Shown { at: "today".into() }, Number::Missing] {
            assert!(!page(number).contains("id=\"show-number\""));
        }
    }
}
