//! The languages that pages, letters and text messages are written in (X4).

use serde::{Deserialize, Serialize};

/// A language, stored by its code of BCP 47.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English, where none of the others is a country's own.
    #[serde(rename = "en")]
    English,
    /// Norwegian Bokmål.
    #[serde(rename = "nb")]
    Norwegian,
    /// Dutch.
    #[serde(rename = "nl")]
    Dutch,
    /// German.
    #[serde(rename = "de")]
    German,
    /// French.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// Every language, in the order in which a choice lists them.
    pub const ALL: [Language; 5] =
        [Language::English, Language::Norwegian, Language::Dutch, Language::German, Language::French];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Norwegian => "nb",
            Language::Dutch => "nl",
            Language::German => "de",
            Language::French => "fr",
        }
    }

    /// The language of this code.
    pub fn coded(code: &str) -> Option<Language> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_stored_by_its_code() {
        for language in Language::ALL {
            assert_eq!(serde_json::to_value(language).unwrap(), language.code());
            assert_eq!(Language::coded(language.code()), Some(language));
        }
        assert_eq!(Language::coded("xx"), None);
    }
}
