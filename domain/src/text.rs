//! Words that people type: parsed once at the edge, bounded, redacted in Debug, without Display.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text was not accepted. It never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// Nothing was given.
    #[error("this cannot be empty")]
    Empty,
    /// Over the limit, in characters.
    #[error("this is longer than {0} characters")]
    TooLong(usize),
    /// Control characters, or characters that turn the order of others.
    #[error("this holds characters that cannot be shown")]
    Unprintable,
    /// Not of the expected form.
    #[error("this is not {0}")]
    Form(&'static str),
}

fn line(text: &str, limit: usize) -> Result<String, Invalid> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Invalid::Empty);
    }
    if text.chars().count() > limit {
        return Err(Invalid::TooLong(limit));
    }
    if text.chars().any(|c| c.is_control() || reorders(c)) {
        return Err(Invalid::Unprintable);
    }
    Ok(text.to_owned())
}

/// As a line, but with line breaks, as a form's larger field sends them.
fn lines(text: &str, limit: usize) -> Result<String, Invalid> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > limit {
        return Err(Invalid::TooLong(limit));
    }
    line(&text.replace('\n', " "), limit).map(|_| text)
}

/// Characters that turn the order of what stands around them, or break its line: a name that holds one can pass for another.
fn reorders(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $parse:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Reads what a person typed.
            pub fn parse(text: &str) -> Result<Self, Invalid> {
                let parse: fn(&str) -> Result<String, Invalid> = $parse;
                parse(text).map(Self)
            }

            /// The text, for whom it is meant.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

text!(
    /// A person's name, as they write it: at most 120 characters.
    PersonName,
    |t| line(t, 120)
);
text!(
    /// The full name of somebody who signs: as a person's name, of at least two words, made of letters. Initials alone sign nothing.
    SignatoryName,
    signatory
);
text!(
    /// An organisation's name: at most 120 characters.
    OrganisationName,
    |t| line(t, 120)
);
text!(
    /// Why somebody does something: at most 500 characters, on several lines if they like.
    Reason,
    |t| lines(t, 500)
);
text!(
    /// A few words to somebody: at most 500 characters, on several lines if they like.
    Note,
    |t| lines(t, 500)
);
text!(
    /// A postal address or another line of a notice: at most 300 characters.
    Line,
    |t| line(t, 300)
);
text!(
    /// A telephone number: an optional plus, then 5 to 15 digits; spaces, dots, dashes and brackets are dropped.
    Phone,
    phone
);
text!(
    /// An e-mail address, lower-cased: one `@`, a domain with a dot, at most 254 characters.
    Email,
    email
);
text!(
    /// The organisation's own address `/{slug}`: 3 to 40 of a–z, 0–9 and inner dashes, not a reserved word (A7).
    Slug,
    slug
);
text!(
    /// A colour, as `#14564c`: six hexadecimal digits, lower-cased.
    Accent,
    accent
);
text!(
    /// A secret that lets somebody in: sealed in the log, mailed once, kept elsewhere only as a hash.
    Secret,
    |t| line(t, 200)
);

text!(
    /// A national identity number: 10 to 12 digits.
    NationalNumber,
    |t| if (10..=12).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit()) {
        Ok(t.to_owned())
    } else {
        Err(Invalid::Form("a national identity number"))
    }
);

fn signatory(text: &str) -> Result<String, Invalid> {
    const FORM: Invalid = Invalid::Form("a full name: first name and last name");
    let text = line(text, 120)?;
    // Combining marks and joiners belong to letters that some keyboards send in two pieces.
    let may_stand = |c: char| {
        c.is_alphabetic()
            || matches!(
                c,
                ' ' | '-' | '‐' | '.' | ',' | '\'' | '’' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}'
            )
    };
    let letters: Vec<usize> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| c.is_alphabetic()).count())
        .filter(|letters| *letters > 0)
        .collect();
    let full = letters.len() >= 2 && letters.iter().any(|letters| *letters >= 2);
    if full && text.chars().all(may_stand) { Ok(text) } else { Err(FORM) }
}

impl SignatoryName {
    /// The name as it stands under what was signed.
    pub fn into_name(self) -> PersonName {
        PersonName(self.0)
    }
}

fn accent(text: &str) -> Result<String, Invalid> {
    let text = line(text, 7)?.to_lowercase();
    match text.strip_prefix('#') {
        Some(digits) if digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) => Ok(text),
        Some(_) | None => Err(Invalid::Form("a colour: # and six digits or letters a to f")),
    }
}

fn phone(text: &str) -> Result<String, Invalid> {
    const FORM: Invalid = Invalid::Form("a telephone number");
    let text = line(text, 40)?;
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        match c {
            '+' if i == 0 => out.push(c),
            '0'..='9' => out.push(c),
            ' ' | '.' | '-' | '(' | ')' | '/' => {}
            _other => return Err(FORM),
        }
    }
    let digits = out.trim_start_matches('+').len();
    if (5..=15).contains(&digits) { Ok(out) } else { Err(FORM) }
}

fn email(text: &str) -> Result<String, Invalid> {
    const FORM: Invalid = Invalid::Form("an e-mail address");
    let text = line(text, 254)?.to_lowercase();
    let (local, domain) = text.split_once('@').ok_or(FORM)?;
    let label = |l: &str| {
        !l.is_empty()
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let local_good = !local.is_empty()
        && local.len() <= 64
        && local.chars().all(|c| c.is_ascii_graphic() && !"<>()[]\\,;:\"@".contains(c));
    let domain_good = domain.contains('.') && domain.split('.').all(label);
    if local_good && domain_good { Ok(text) } else { Err(FORM) }
}

/// Words that are pages of Anteroom itself.
const RESERVED: [&str; 28] = [
    "accent",
    "account",
    "admin",
    "agreements",
    "anteroom",
    "api",
    "assets",
    "audit",
    "confirm",
    "cookies",
    "demo",
    "desk",
    "docs",
    "enter",
    "healthz",
    "help",
    "identified",
    "metrics",
    "passkey",
    "privacy",
    "readyz",
    "relay",
    "sign-in",
    "sign-out",
    "sign-up",
    "static",
    "support",
    "www",
];

fn slug(text: &str) -> Result<String, Invalid> {
    const FORM: Invalid =
        Invalid::Form("an address: 3 to 40 of the letters a to z, digits, and dashes between them");
    let text = line(text, 40)?.to_lowercase();
    let letters = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if text.len() < 3 || !letters || text.starts_with('-') || text.ends_with('-') || text.contains("--") {
        return Err(FORM);
    }
    if RESERVED.contains(&text.as_str()) {
        return Err(Invalid::Form("free: this address is a page of Anteroom itself"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read_and_debug_says_nothing() {
        assert_eq!(PersonName::parse("  Kari Nordmann ").unwrap().as_str(), "Kari Nordmann");
        assert_eq!(format!("{:?}", PersonName::parse("Kari").unwrap()), "PersonName(…)");
        assert_eq!(Phone::parse("+47 (924) 49-678").unwrap().as_str(), "+4792449678");
        assert_eq!(Email::parse(" Kari@Example.COM ").unwrap().as_str(), "kari@example.com");
        assert_eq!(Slug::parse("Nordlys-Klinikk").unwrap().as_str(), "nordlys-klinikk");
    }

    #[test]
    fn who_signs_writes_a_full_name() {
        for good in [
            "Eva Berg",
            "  Dr. Eva Berg ",
            "J. Lie",
            "Anne-Marie O’Neill",
            "Ole Kristian Lie, jr.",
            "Đỗ Thị Hà",
            "Åse Ål",
        ] {
            assert_eq!(SignatoryName::parse(good).unwrap().into_name().as_str(), good.trim());
        }
        for bad in ["x", "Eva", "x y", "E. B.", "Eva 7", "- -", "Eva -", "eva@berg.example", "Eva Berg <3"] {
            assert!(matches!(SignatoryName::parse(bad), Err(Invalid::Form(_))), "{bad}");
        }
        assert_eq!(SignatoryName::parse(" "), Err(Invalid::Empty));
    }

    #[test]
    fn no_name_turns_the_order_of_what_stands_around_it() {
        for turning in
            ['\u{61c}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}']
        {
            let text = format!("Kari{turning}dnamnroN");
            assert_eq!(PersonName::parse(&text), Err(Invalid::Unprintable), "{turning:?}");
            assert_eq!(Line::parse(&text), Err(Invalid::Unprintable), "{turning:?}");
            assert_eq!(Reason::parse(&text), Err(Invalid::Unprintable), "{turning:?}");
        }
        assert_eq!(PersonName::parse("سلمى حايك").unwrap().as_str(), "سلمى حايك");
        assert!(PersonName::parse("می\u{200c}خواهم").is_ok(), "a joiner is a letter's");
    }

    #[test]
    fn a_reason_may_have_several_lines_and_a_name_may_not() {
        assert_eq!(Reason::parse(" By letter\r\nof May \r\n").unwrap().as_str(), "By letter\nof May");
        assert_eq!(Reason::parse("a\tb"), Err(Invalid::Unprintable));
        assert_eq!(Reason::parse(" \n "), Err(Invalid::Empty));
        assert_eq!(Reason::parse(&"a\n".repeat(251)), Err(Invalid::TooLong(500)));
        assert_eq!(PersonName::parse("Kari\nNordmann"), Err(Invalid::Unprintable));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        assert_eq!(PersonName::parse(" "), Err(Invalid::Empty));
        assert_eq!(PersonName::parse(&"a".repeat(121)), Err(Invalid::TooLong(120)));
        assert_eq!(PersonName::parse("a\u{0}b"), Err(Invalid::Unprintable));
        for bad in ["12", "call me", "+", "123456789012345678"] {
            assert!(Phone::parse(bad).is_err(), "{bad}");
        }
        for bad in [
            "kari",
            "kari@",
            "@example.com",
            "kari@localhost",
            "a b@example.com",
            "a@b@example.com",
            "a@-x.com",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Accent::parse(" #14564C ").unwrap().as_str(), "#14564c");
        for bad in ["14564c", "#14564", "#14564g", "#14564ccc", "red"] {
            assert!(Accent::parse(bad).is_err(), "{bad}");
        }
        for bad in ["ab", "-abc", "abc-", "a--b", "æøå", "sign-in", "a/b"] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
    }
}
