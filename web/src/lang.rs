//! Owns the words: every text of every page comes from `locales/` through Fluent, and none is written in code.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid};

fluent_templates::static_loader! {
    static TEXTS = {
        locales: "./locales",
        fallback_language: "en",
        // Isolating marks would travel into titles, attributes and copied references.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const ENGLISH: LanguageIdentifier = langid!("en");

/// A language that pages are written in. Norwegian, Dutch, German and French follow as variants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English, the source language of every text.
    #[default]
    English,
}

impl Lang {
    /// All languages, in the order in which a choice lists them.
    pub const ALL: [Self; 1] = [Self::English];

    /// The code for `<html lang>`, as in BCP 47.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// The first language of an `Accept-Language` header that we have; English when there is none.
    pub fn negotiate(accept: &str) -> Self {
        let wanted = accept.split(',').filter_map(|part| part.split([';', '-']).next()).map(str::trim);
        wanted.into_iter().find_map(Self::with_code).unwrap_or_default()
    }

    /// The text behind a key; arguments follow with [`Said::with`].
    pub fn say(self, key: impl AsRef<str>) -> Said {
        Said { lang: self, key: key.as_ref().to_owned(), values: HashMap::new() }
    }

    fn with_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(code))
    }

    fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::English => ENGLISH,
        }
    }
}

/// A text on its way to a page. Templates escape it like any other value.
#[derive(Clone, Debug)]
pub struct Said {
    lang: Lang,
    key: String,
    values: HashMap<Cow<'static, str>, FluentValue<'static>>,
}

impl Said {
    /// Fills one place in the text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Filling) -> Self {
        self.values.insert(Cow::Borrowed(name), value.filling());
        self
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match TEXTS.try_lookup_with_args(&self.lang.identifier(), &self.key, &self.values) {
            Some(text) => f.write_str(&text),
            // Seen by the tests below and by every page's own tests, so it never reaches a person.
            None => write!(f, "⟦{}⟧", self.key),
        }
    }
}

/// What can fill a place in a text. Numbers choose plurals; everything else is taken as written.
pub trait Filling {
    /// The value as Fluent wants it.
    fn filling(&self) -> FluentValue<'static>;
}

impl Filling for str {
    fn filling(&self) -> FluentValue<'static> {
        FluentValue::String(Cow::Owned(self.to_owned()))
    }
}

impl Filling for String {
    fn filling(&self) -> FluentValue<'static> {
        self.as_str().filling()
    }
}

impl Filling for u32 {
    fn filling(&self) -> FluentValue<'static> {
        FluentValue::from(*self)
    }
}

impl Filling for Said {
    fn filling(&self) -> FluentValue<'static> {
        FluentValue::String(Cow::Owned(self.to_string()))
    }
}

impl<T: Filling + ?Sized> Filling for &T {
    fn filling(&self) -> FluentValue<'static> {
        (**self).filling()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::Lang;

    /// The real `web` folder, also when another crate borrows this file by path.
    fn web() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("templates")
            .canonicalize()
            .unwrap()
            .parent()
            .unwrap()
            .into()
    }

    fn read_all(folder: &Path, ending: &str, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read_all(&path, ending, text);
            } else if path.to_string_lossy().ends_with(ending) {
                text.push_str(&fs::read_to_string(&path).unwrap());
                text.push('\n');
            }
        }
    }

    fn keys(lang: Lang) -> Vec<String> {
        let mut text = String::new();
        read_all(&web().join("locales").join(lang.code()), ".ftl", &mut text);
        text.lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim().to_owned()))
            .collect()
    }

    fn sources() -> String {
        let mut text = String::new();
        read_all(&web().join("templates"), ".html", &mut text);
        read_all(&web().join("src"), ".rs", &mut text);
        text
    }

    #[test]
    fn every_text_a_page_asks_for_exists() {
        let sources = sources();
        let have: BTreeSet<String> = keys(Lang::English).into_iter().collect();
        let asked = sources.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next());
        let missing: BTreeSet<&str> = asked.filter(|key| !have.contains(*key)).collect();
        assert!(missing.is_empty(), "no text for {missing:?}");
    }

    #[test]
    fn no_text_is_left_over_or_written_twice() {
        let (sources, mut seen) = (sources(), BTreeSet::new());
        for key in keys(Lang::English) {
            assert!(sources.contains(&format!("\"{key}\"")), "nobody says {key}");
            assert!(seen.insert(key.clone()), "{key} is written twice");
        }
    }

    #[test]
    fn a_header_we_cannot_serve_falls_back_to_english() {
        assert_eq!(Lang::negotiate("xx-YY;q=0.9, *"), Lang::English);
        assert_eq!(Lang::negotiate(""), Lang::English);
    }

    #[test]
    fn plurals_follow_the_number_and_no_mark_surrounds_a_value() {
        let say = |count: u32| Lang::English.say("title-waiting").with("count", count).to_string();
        assert_ne!(say(1), say(2));
        assert!(!say(2).contains('\u{2068}'));
    }
}
