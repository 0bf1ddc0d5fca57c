//! Owns the index of an organisation's settings, and what stands at the top of each of their pages: what it is, and what it does to people's data.

use askama::Template;

use super::{Choice, Frame};
use crate::lang::Lang;

/// A setting with a page of its own. Another one is added here, with three words in `locales/*/settings.ftl`; its page begins with `_setting_top.html`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// How long visits are kept.
    Retention,
    /// When visitors without an appointment can come.
    Hours,
    /// When visitors are reminded.
    Reminders,
    /// The privacy notice.
    Notice,
    /// Which ways calls take.
    Calls,
    /// Whether visitors are told their place in the line.
    WaitingRoom,
    /// In which language letters are written.
    Language,
    /// What visitors see of the organisation.
    Branding,
    /// Whether visitors may identify themselves.
    ElectronicId,
    /// The agreements with the operator.
    Agreement,
    /// The end of the organisation.
    Ending,
}

impl Setting {
    /// Every setting, in the order of the index.
    pub const ALL: [Self; 11] = [
        Self::Retention,
        Self::Hours,
        Self::Reminders,
        Self::Notice,
        Self::Calls,
        Self::WaitingRoom,
        Self::Language,
        Self::Branding,
        Self::ElectronicId,
        Self::Agreement,
        Self::Ending,
    ];

    /// The path of its page below the organisation's address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Retention => "settings/retention",
            Self::Hours => "settings/hours",
            Self::Reminders => "settings/reminders",
            Self::Notice => "settings/notice",
            Self::Calls => "settings/calls",
            Self::WaitingRoom => "settings/waiting-room",
            Self::Language => "settings/language",
            Self::Branding => "settings/branding",
            Self::ElectronicId => "settings/electronic-id",
            Self::Agreement => "agreement",
            Self::Ending => "settings/ending",
        }
    }

    /// The key of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Retention => "retention-title",
            Self::Hours => "hours-title",
            Self::Reminders => "settings-reminders",
            Self::Notice => "settings-notice",
            Self::Calls => "settings-calls",
            Self::WaitingRoom => "settings-waiting-room",
            Self::Language => "settings-language",
            Self::Branding => "settings-branding",
            Self::ElectronicId => "settings-electronic-id",
            Self::Agreement => "agreements-title",
            Self::Ending => "ending-title",
        }
    }

    /// The key of what it is for.
    pub fn what(self) -> &'static str {
        match self {
            Self::Retention => "settings-retention-what",
            Self::Hours => "hours-what",
            Self::Reminders => "reminders-what",
            Self::Notice => "notice-settings-what",
            Self::Calls => "settings-calls-what",
            Self::WaitingRoom => "place-what",
            Self::Language => "settings-language-what",
            Self::Branding => "settings-branding-what",
            Self::ElectronicId => "eid-setting-what",
            Self::Agreement => "settings-agreement-what",
            Self::Ending => "ending-what",
        }
    }

    /// The key of what it does to people's data.
    pub fn data(self) -> &'static str {
        match self {
            Self::Retention => "settings-retention-data",
            Self::Hours => "hours-public",
            Self::Reminders => "reminders-data",
            Self::Notice => "settings-notice-data",
            Self::Calls => "settings-calls-data",
            Self::WaitingRoom => "place-data",
            Self::Language => "settings-language-data",
            Self::Branding => "settings-branding-data",
            Self::ElectronicId => "eid-setting-data-number",
            Self::Agreement => "settings-agreement-data",
            Self::Ending => "ending-data",
        }
    }
}

/// The index.
#[derive(Template)]
#[template(path = "settings.html")]
pub struct Settings {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// Those that are the reader's to change.
    pub lines: Vec<Line>,
}

/// One setting in the index.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which.
    pub setting: Setting,
    /// How it stands, in words.
    pub now: String,
}

/// The end of the organisation.
#[derive(Template)]
#[template(path = "ending.html")]
pub struct Ending {
    /// The owner's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// On which day it ends, if that is announced.
    pub on: Option<String>,
    /// Whether the owner has just proved who they are.
    pub proof: Proof,
    /// The id that makes doing it twice do it once.
    pub command: String,
}

/// Whether somebody has just proved who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// They have.
    Fresh,
    /// Too long ago, or by something weaker than a passkey.
    Stale,
    /// The account has no passkey.
    NoPasskey,
    /// A passkey was added a moment ago: from this day on they count.
    TooNew(String),
    /// At this address there are no passkeys, and the last link was too long ago.
    StaleLink,
}

/// The language of letters.
#[derive(Template)]
#[template(path = "language_settings.html")]
pub struct LanguageSettings {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// The languages, each by its own name.
    pub choices: Vec<Choice>,
    /// Why the choice was refused.
    pub error: Option<String>,
    /// The id that makes saving twice save once.
    pub command: String,
}

/// Which ways calls take.
#[derive(Template)]
#[template(path = "call_settings.html")]
pub struct CallSettings {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// Whether there is a relay at all.
    pub relay: bool,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// Why the choice was refused.
    pub error: Option<String>,
    /// The id that makes saving twice save once.
    pub command: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, render};

    #[test]
    fn the_index_says_of_each_setting_how_it_stands_and_what_it_does() {
        for lang in Lang::ALL {
            let lines = Setting::ALL.map(|setting| Line { setting, now: "<now>".into() }).to_vec();
            let frame = inside(Area::Settings);
            let html = render(&Settings { lang, frame, slug: "nordlys".into(), lines });
            for setting in Setting::ALL {
                assert!(html.contains(&format!("href=\"/nordlys/{}\"", setting.path())), "{setting:?}");
                for key in [setting.title(), setting.what(), setting.data()] {
                    assert!(!lang.say(key).to_string().contains('⟦'), "{lang:?} {key}");
                }
            }
            assert!(html.contains("&#60;now&#62;"));
        }
    }

    #[test]
    fn a_page_of_a_setting_leads_back_and_says_what_it_does_to_data() {
        let html = render(&LanguageSettings {
            lang: Lang::English,
            frame: inside(Area::Settings),
            slug: "nordlys".into(),
            done: None,
            choices: vec![Choice { value: "de".into(), label: "Deutsch".into(), chosen: true }],
            error: Some("Choose one.".into()),
            command: "c1".into(),
        });
        assert!(html.contains("href=\"/nordlys/settings\"") && html.contains("id=\"on-data\""));
        assert!(html.contains("value=\"de\" required checked") && html.contains("id=\"language-wrong\""));
    }

    #[test]
    fn an_organisation_is_ended_by_whoever_has_just_proved_who_they_are_and_revoked_by_one_button() {
        let page = |on: Option<&str>, proof| Ending {
            lang: Lang::English,
            frame: crate::page::examples::inside(crate::page::Area::Settings),
            slug: "nordlys".into(),
            done: None,
            on: on.map(str::to_owned),
            proof,
            command: "c1".into(),
        };
        let html = |on, proof| crate::page::examples::render(&page(on, proof));
        assert!(html(None, Proof::Fresh).contains("id=\"end-organisation\""));
        for proof in [Proof::Stale, Proof::NoPasskey, Proof::TooNew("23 November".into()), Proof::StaleLink] {
            let html = html(None, proof.clone());
            assert!(!html.contains("id=\"end-organisation\"") && html.contains("id=\"prove\""), "{proof:?}");
        }
        let html = html(Some("21 December 2026"), Proof::Stale);
        assert!(html.contains("21 December 2026") && html.contains("id=\"revoke-ending\""));
    }
}
