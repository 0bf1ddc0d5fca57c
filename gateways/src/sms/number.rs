//! A telephone number that has been looked at: it can exist, its country is known, and it does not print itself.

use std::{fmt, str::FromStr};

use phonenumber::{Mode, country};

/// A valid number in the form of E.164 (`+4792449678`) with its country.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number {
    e164: String,
    country: Option<country::Id>,
}

/// The text is not a telephone number, or one without its country. Does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a telephone number that messages can be sent to")]
pub struct NotANumber;

impl Number {
    /// Reads a number as people write it. Without a plus sign it is one of this country (two letters, ISO 3166).
    pub fn parse(text: &str, home: &str) -> Result<Self, NotANumber> {
        read(text, home.parse().ok())
    }

    /// The number as text. Personal: for the service and for pages, never for a trace.
    pub fn as_str(&self) -> &str {
        &self.e164
    }

    /// Whether it is one of the United States; other countries share their prefix.
    pub fn is_american(&self) -> bool {
        self.country == Some(country::Id::US)
    }

    /// Whether it is one of this country (two letters, ISO 3166).
    pub fn is_of(&self, home: &str) -> bool {
        self.country.is_some() && self.country == home.parse().ok()
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        read(text, None)
    }
}

fn read(text: &str, home: Option<country::Id>) -> Result<Number, NotANumber> {
    let number = phonenumber::parse(home, text).map_err(|_| NotANumber)?;
    if !number.is_valid() {
        return Err(NotANumber);
    }
    // Which of the countries of one prefix a number is from shows in its first digits. A number that fits none of them
    // exactly is taken for none of them, and does not leave Europe for it.
    let country = number.country().id();
    Ok(Number { e164: number.format().mode(Mode::E164).to_string(), country })
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Number(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read_with_their_country() {
        for (written, home, held) in [
            ("924 49 678", "NO", "+4792449678"),
            ("+47 924 49 678", "DE", "+4792449678"),
            ("0047 92449678", "NO", "+4792449678"),
            ("0151 23456789", "DE", "+4915123456789"),
            ("(202) 555-0143", "US", "+12025550143"),
            ("+1 202 555 0143", "NO", "+12025550143"),
        ] {
            assert_eq!(
                Number::parse(written, home).map(|n| n.as_str().to_owned()),
                Ok(held.to_owned()),
                "{written}"
            );
        }
        assert!(Number::parse("+1 202 555 0143", "NO").unwrap().is_american());
        for other in ["+1 416 555 0143", "+1 876 555 0143", "+47 924 49 678"] {
            assert!(!Number::parse(other, "US").unwrap().is_american(), "{other}");
        }
    }

    #[test]
    fn a_number_is_of_its_country_alone() {
        let of = |written, home| Number::parse(written, "NO").unwrap().is_of(home);
        assert!(of("924 49 678", "NO") && of("+49 151 23456789", "DE") && of("+1 202 555 0143", "US"));
        assert!(
            !of("+49 151 23456789", "NO") && !of("+1 202 555 0143", "CA") && !of("924 49 678", "nowhere")
        );
        // Satellites and the like are of no country.
        assert!(Number::parse("+882 16 1234567", "NO").is_ok_and(|number| !number.is_of("NO")));
    }

    #[test]
    fn what_cannot_be_a_number_is_refused() {
        for wrong in ["", "12345", "call me", "+4712", "+999 123 456 789", "kari@example.com"] {
            assert_eq!(Number::parse(wrong, "NO"), Err(NotANumber), "{wrong}");
        }
        assert_eq!("92449678".parse::<Number>(), Err(NotANumber), "without a country");
        assert!(Number::parse("92449678", "nowhere").is_err());
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Number::parse("92449678", "NO").unwrap()), "Number(…)");
    }
}
