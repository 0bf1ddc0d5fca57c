//! Owns what every page is made of: its frame, its navigation and the values it shows. Contexts are plain strings, already opened
//! and already formatted; nothing here reads a store, a clock or a domain type.

pub mod account;
pub mod agreement;
pub mod audit;
pub mod branding;
pub mod call;
pub mod cookies;
pub mod dashboard;
pub mod demo;
pub mod desk;
pub mod electronic_id;
pub mod error;
pub mod front;
pub mod guest;
pub mod holds;
pub mod invitation;
pub mod line;
pub mod office;
pub mod opening;
pub mod quality;
pub mod receipt;
pub mod settings;
pub mod team;
pub mod visitor;
pub mod waiting_room;

use crate::lang::Lang;
use chrono::NaiveDate;
use std::borrow::Borrow;

/// A value that was sealed, as a page may show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Opened through the door.
    Value(String),
    /// Its key is gone: on command, or by the clock.
    Erased,
    /// The person left it empty.
    NotGiven,
}

impl Shown {
    /// A present value.
    pub fn value(text: impl Into<String>) -> Self {
        Self::Value(text.into())
    }

    /// The text where only text can stand, such as a title or a button; `None` when erased or not given.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Value(text) => Some(text),
            Self::Erased | Self::NotGiven => None,
        }
    }
}

/// One field of a form: what the person wrote, and what was wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// What to show in the field; nothing that was written is ever lost.
    pub value: String,
    /// A sentence for the person, when the field was refused.
    pub error: Option<String>,
}

impl Field {
    /// A field that was filled and not refused.
    pub fn filled(value: impl Into<String>) -> Self {
        Self { value: value.into(), error: None }
    }

    /// A field that was refused, with the sentence that says why.
    pub fn refused(value: impl Into<String>, error: impl Into<String>) -> Self {
        Self { value: value.into(), error: Some(error.into()) }
    }
}

/// One entry of a choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

/// What stands around a page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The name in the corner: the organisation's, or "Anteroom".
    pub brand: String,
    /// The signed-in person's navigation; `None` for everybody else.
    pub nav: Option<Nav>,
    /// What is missing before visitors can come; `None` once they can, and for everybody outside.
    pub before: Option<Before>,
    /// What is said of the organisation's trial; `None` where there is nothing to say, and for everybody outside.
    pub trial: Option<TrialLine>,
    /// Changes of agreements that somebody who may sign has not taken note of, in sentences; empty for everybody else.
    pub changes: Vec<Change>,
    /// What the organisation has made of a visitor's page; `None` inside, and where it made nothing of it.
    pub branding: Option<Brand>,
    /// The demo's bar; `None` outside the demo.
    pub demo: Option<DemoBar>,
}

/// What is said of a trial.
#[derive(Clone, Debug)]
pub struct TrialLine {
    /// Whether it is over.
    pub over: bool,
    /// What is the case, in a sentence.
    pub what: String,
    /// What follows, and what to do.
    pub then: String,
}

/// A change of an agreement.
#[derive(Clone, Debug)]
pub struct Change {
    /// What changes and when, in a sentence.
    pub sentence: String,
    /// Where it can be read.
    pub href: String,
}

/// What an organisation has made of its visitors' pages (A9).
#[derive(Clone, Debug, Default)]
pub struct Brand {
    /// The colour's six digits, without a sign before them.
    pub accent: Option<String>,
    /// Where the logo is.
    pub logo: Option<String>,
    /// Words on the page where visitors come in.
    pub welcome: Option<String>,
    /// Words to those who wait.
    pub waiting: Option<String>,
}

/// What is missing before visitors can come.
#[derive(Clone, Debug)]
pub struct Before {
    /// The steps, in their order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// What is to be done.
    pub what: String,
    /// Whether it is done.
    pub done: bool,
    /// Where; `None` where it is somebody else's to do.
    pub href: Option<String>,
}

/// The navigation of somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Nav {
    /// The organisation's address.
    pub slug: String,
    /// The person's own name.
    pub person: String,
    /// Where this person's roles let them go, in order.
    pub areas: Vec<Area>,
    /// Where they are; `None` on a page that belongs to no area.
    pub here: Option<Area>,
}

impl Nav {
    /// Where the name in the corner leads.
    pub fn home(&self) -> Area {
        self.areas.first().copied().unwrap_or(Area::Account)
    }

    /// Whether the person stands in this area.
    pub fn is_here(&self, area: &Area) -> bool {
        self.here.as_ref() == Some(area)
    }
}

/// A part of the house behind the sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The waiting list.
    Dashboard,
    /// Who is invited.
    Invitations,
    /// Past visits.
    History,
    /// The bill of the month.
    Bill,
    /// Members and roles.
    Team,
    /// What the organisation has settled: retention, privacy notice, language, agreement.
    Settings,
    /// The compliance desk.
    Desk,
    /// Legal holds.
    Holds,
    /// The access log.
    Audit,
    /// The person's own passkeys.
    Account,
}

impl Area {
    /// Every area, in the order of the navigation.
    pub const ALL: [Self; 10] = [
        Self::Dashboard,
        Self::Invitations,
        Self::History,
        Self::Bill,
        Self::Team,
        Self::Settings,
        Self::Desk,
        Self::Holds,
        Self::Audit,
        Self::Account,
    ];

    /// The path below the organisation's address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Invitations => "invitations",
            Self::History => "history",
            Self::Bill => "bill",
            Self::Team => "team",
            Self::Settings => "settings",
            Self::Desk => "desk",
            Self::Holds => "holds",
            Self::Audit => "audit",
            Self::Account => "account",
        }
    }

    /// The key of its name.
    pub fn text(self) -> &'static str {
        match self {
            Self::Dashboard => "area-dashboard",
            Self::Invitations => "area-invitations",
            Self::History => "area-history",
            Self::Bill => "area-bill",
            Self::Team => "area-team",
            Self::Settings => "area-settings",
            Self::Desk => "area-desk",
            Self::Holds => "area-holds",
            Self::Audit => "area-audit",
            Self::Account => "area-account",
        }
    }

    /// The drawing beside its name.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Dashboard => "chairs",
            Self::Invitations => "calendar",
            Self::History => "book",
            Self::Bill => "bill",
            Self::Team => "people",
            Self::Settings => "settings",
            Self::Desk => "scales",
            Self::Holds => "shield",
            Self::Audit => "eye",
            Self::Account => "key",
        }
    }
}

/// The demo's own date and the buttons that turn it.
#[derive(Clone, Debug)]
pub struct DemoBar {
    /// The demo's date.
    pub day: NaiveDate,
    /// The path to return to after the clock was turned.
    pub back: String,
}

impl DemoBar {
    /// Its date as the page's language says it; templates pass what they hold by value or by reference.
    pub fn date(&self, lang: impl Borrow<Lang>) -> String {
        crate::when::day(*lang.borrow(), self.day)
    }
}

#[cfg(test)]
pub(crate) mod examples {
    //! Frames and checks that every page's own tests use.

    use askama::Template;

    use super::{Area, DemoBar, Frame, Nav};

    pub(crate) fn outside() -> Frame {
        Frame {
            brand: "Nordlys Legesenter".into(),
            nav: None,
            before: None,
            trial: None,
            changes: vec![],
            branding: None,
            demo: None,
        }
    }

    pub(crate) fn inside(here: Area) -> Frame {
        let nav = Nav {
            slug: "nordlys".into(),
            person: "Dr Ingrid Berg".into(),
            areas: Area::ALL.to_vec(),
            here: Some(here),
        };
        let demo = DemoBar { day: "2026-11-21".parse().unwrap(), back: "/nordlys/dashboard".into() };
        Frame {
            brand: "Nordlys Legesenter".into(),
            nav: Some(nav),
            before: None,
            trial: None,
            changes: vec![],
            branding: None,
            demo: Some(demo),
        }
    }

    /// Renders, and checks what holds for every page: no text is missing, and nothing on it needs a looser policy for content.
    pub(crate) fn render(page: &impl Template) -> String {
        let html = page.render().unwrap();
        assert!(!html.contains('⟦'), "a text is missing: {}", html.split('⟦').nth(1).unwrap_or_default());
        assert!(!html.contains(" style="), "inline style");
        assert!(!html.contains("<style"), "inline style sheet");
        // The one that the policy names, once.
        let map = format!("<script type=\"importmap\">{}</script>", crate::assets::import_map());
        for script in html.replacen(&map, "", 1).split("<script").skip(1) {
            assert!(script.starts_with(" type=\"module\" src=\"/assets/"), "inline script");
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| other == &id).count(), 1, "id {id} stands twice");
        }
        html
    }
}
