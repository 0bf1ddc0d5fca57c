//! Owns the page about cookies.

use askama::Template;

use super::Frame;
use crate::lang::Lang;

/// Every cookie.
#[derive(Template)]
#[template(path = "cookies.html")]
pub struct Cookies {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// Those without which nothing works.
    pub necessary: Vec<Cookie>,
    /// Those that remember a choice.
    pub settings: Vec<Cookie>,
}

impl Cookies {
    /// Whether this browser has something to forget.
    fn remembers(&self) -> bool {
        self.settings.iter().any(|cookie| cookie.here)
    }
}

/// One cookie.
#[derive(Clone, Debug)]
pub struct Cookie {
    /// Its name in the browser.
    pub name: String,
    /// What it is for.
    pub what: String,
    /// How long it stays.
    pub stays: String,
    /// Whether this browser has it.
    pub here: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::examples::{outside, render};

    #[test]
    fn what_is_remembered_can_be_forgotten_where_there_is_something() {
        let cookie = |name: &str, here| Cookie {
            name: name.into(),
            what: "What it is <for>.".into(),
            stays: "A year".into(),
            here,
        };
        let page = |here| Cookies {
            lang: Lang::English,
            frame: outside(),
            necessary: vec![cookie("session", true)],
            settings: vec![cookie("language", here)],
        };
        let html = render(&page(true));
        assert!(html.contains("action=\"/cookies/forget\"") && html.contains("&#60;for&#62;"));
        let html = render(&page(false));
        assert!(!html.contains("action=\"/cookies/forget\"") && html.contains("id=\"nothing-remembered\""));
    }
}
