//! Where an organisation is, and what follows from it: emergency number, law, language, time, tax. Facts alone; their words in other languages are the pages'.

use crate::language::Language;
use serde::{Deserialize, Serialize};

/// A country, by its two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Country {
    /// Norway.
    #[serde(rename = "NO")]
    Norway,
    /// Germany.
    #[serde(rename = "DE")]
    Germany,
    /// The Netherlands.
    #[serde(rename = "NL")]
    Netherlands,
    /// France.
    #[serde(rename = "FR")]
    France,
    /// The United Kingdom.
    #[serde(rename = "GB")]
    UnitedKingdom,
    /// Austria.
    #[serde(rename = "AT")]
    Austria,
    /// Switzerland.
    #[serde(rename = "CH")]
    Switzerland,
    /// The United States.
    #[serde(rename = "US")]
    UnitedStates,
}

impl Country {
    /// Every country Anteroom has settled the facts of.
    pub const ALL: [Country; 8] = [
        Country::Norway,
        Country::Germany,
        Country::Netherlands,
        Country::France,
        Country::UnitedKingdom,
        Country::Austria,
        Country::Switzerland,
        Country::UnitedStates,
    ];

    /// Its two letters.
    pub fn code(self) -> &'static str {
        match self {
            Country::Norway => "NO",
            Country::Germany => "DE",
            Country::Netherlands => "NL",
            Country::France => "FR",
            Country::UnitedKingdom => "GB",
            Country::Austria => "AT",
            Country::Switzerland => "CH",
            Country::UnitedStates => "US",
        }
    }

    /// The country of these two letters.
    pub fn coded(code: &str) -> Option<Country> {
        Self::ALL.into_iter().find(|country| country.code() == code)
    }

    /// The number for an ambulance (V8).
    pub fn emergency_number(self) -> &'static str {
        match self {
            Country::Norway => "113",
            Country::Germany | Country::Netherlands | Country::France => "112",
            Country::UnitedKingdom => "999",
            Country::Austria | Country::Switzerland => "144",
            Country::UnitedStates => "911",
        }
    }

    /// The language its letters are written in, unless something else is chosen.
    pub fn language(self) -> Language {
        match self {
            Country::Norway => Language::Norwegian,
            Country::Germany | Country::Austria | Country::Switzerland => Language::German,
            Country::Netherlands => Language::Dutch,
            Country::France => Language::French,
            Country::UnitedKingdom | Country::UnitedStates => Language::English,
        }
    }

    /// Its time zone; of several the one that most people there live in.
    pub fn zone(self) -> chrono_tz::Tz {
        match self {
            Country::Norway => chrono_tz::Europe::Oslo,
            Country::Germany => chrono_tz::Europe::Berlin,
            Country::Netherlands => chrono_tz::Europe::Amsterdam,
            Country::France => chrono_tz::Europe::Paris,
            Country::UnitedKingdom => chrono_tz::Europe::London,
            Country::Austria => chrono_tz::Europe::Vienna,
            Country::Switzerland => chrono_tz::Europe::Zurich,
            Country::UnitedStates => chrono_tz::America::New_York,
        }
    }

    /// Its time zones.
    pub fn zones(self) -> Vec<chrono_tz::Tz> {
        match self {
            Country::Norway
            | Country::Germany
            | Country::Netherlands
            | Country::France
            | Country::UnitedKingdom
            | Country::Austria
            | Country::Switzerland => vec![self.zone()],
            Country::UnitedStates => vec![
                chrono_tz::America::New_York,
                chrono_tz::America::Chicago,
                chrono_tz::America::Denver,
                chrono_tz::America::Phoenix,
                chrono_tz::America::Los_Angeles,
                chrono_tz::America::Anchorage,
                chrono_tz::Pacific::Honolulu,
            ],
        }
    }

    /// The tax on a service, in hundredths of a per cent: the standard rate. None in the United States, whose states tax sales, not this.
    pub fn tax(self) -> u32 {
        match self {
            Country::Norway => 2500,
            Country::Germany => 1900,
            Country::Netherlands => 2100,
            Country::France | Country::UnitedKingdom | Country::Austria => 2000,
            Country::Switzerland => 810,
            Country::UnitedStates => 0,
        }
    }
}
