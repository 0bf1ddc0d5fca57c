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

/// A language that pages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English, the source language of every text.
    #[default]
    English,
    /// Norwegian Bokmål, read by everybody in Norway.
    Norwegian,
    /// Dutch.
    Dutch,
    /// German.
    German,
    /// French.
    French,
}

impl Lang {
    /// All languages, in the order in which a choice lists them.
    pub const ALL: [Self; 5] = [Self::English, Self::Norwegian, Self::Dutch, Self::German, Self::French];

    /// The code for `<html lang>`, as in BCP 47.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Norwegian => "nb",
            Self::Dutch => "nl",
            Self::German => "de",
            Self::French => "fr",
        }
    }

    /// What its readers call it: a list of languages names each in its own.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Norwegian => "Norsk",
            Self::Dutch => "Nederlands",
            Self::German => "Deutsch",
            Self::French => "Français",
        }
    }

    /// The language of an `Accept-Language` header that is wanted most and that we have (RFC 9110, 12.5.4); English when there is none.
    pub fn negotiate(accept: &str) -> Self {
        let mut wanted: Vec<(f32, Self)> = accept
            .split(',')
            .filter_map(|part| {
                let (range, weight) = part.split_once(';').unwrap_or((part, "q=1"));
                let weight: f32 = weight.trim().strip_prefix("q=")?.trim().parse().ok()?;
                let code = range.trim().split('-').next()?;
                (weight > 0.0).then_some((weight, Self::with_code(code)?))
            })
            .collect();
        // Stable: of two that are wanted alike, the first stays first.
        wanted.sort_by(|one, other| other.0.total_cmp(&one.0));
        wanted.first().map_or(Self::English, |(_, lang)| *lang)
    }

    /// The language with this code; all of Norway's are read as Bokmål.
    pub fn with_code(code: &str) -> Option<Self> {
        if ["no", "nn"].iter().any(|norwegian| code.eq_ignore_ascii_case(norwegian)) {
            return Some(Self::Norwegian);
        }
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(code))
    }

    /// The text behind a key; arguments follow with [`Said::with`].
    pub fn say(self, key: impl AsRef<str>) -> Said {
        Said { lang: self, key: key.as_ref().to_owned(), values: HashMap::new() }
    }

    fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::English => langid!("en"),
            Self::Norwegian => langid!("nb"),
            Self::Dutch => langid!("nl"),
            Self::German => langid!("de"),
            Self::French => langid!("fr"),
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
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Filling as _, Lang};

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

    /// The places of a text that code fills, in alphabetical order.
    fn places(value: &str) -> BTreeSet<String> {
        value
            .split("{ $")
            .skip(1)
            .filter_map(|rest| rest.split([' ', '}']).next())
            .map(str::to_owned)
            .collect()
    }

    /// Every key of a language with its whole value.
    fn texts(lang: Lang) -> BTreeMap<String, String> {
        let mut text = String::new();
        read_all(&web().join("locales").join(lang.code()), ".ftl", &mut text);
        let (mut texts, mut key) = (BTreeMap::new(), String::new());
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let value = match line.split_once('=') {
                Some((name, value)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    name.trim().clone_into(&mut key);
                    value
                }
                _ => line,
            };
            let whole: &mut String = texts.entry(key.clone()).or_default();
            whole.push_str(value);
            whole.push('\n');
        }
        texts
    }

    #[test]
    fn every_language_has_every_text_with_the_same_places() {
        let english = texts(Lang::English);
        for lang in Lang::ALL {
            let theirs = texts(lang);
            let missing: Vec<_> = english.keys().filter(|key| !theirs.contains_key(*key)).collect();
            let extra: Vec<_> = theirs.keys().filter(|key| !english.contains_key(*key)).collect();
            assert!(
                missing.is_empty() && extra.is_empty(),
                "{lang:?} lacks {missing:?} and has {extra:?} besides"
            );
            for (key, value) in &theirs {
                assert_eq!(places(value), places(&english[key]), "{lang:?} {key}");
                let mut said = lang.say(key);
                said.values.extend(places(value).into_iter().map(|place| (place.into(), 1_u32.filling())));
                let said = said.to_string();
                assert!(!said.contains('⟦') && !said.is_empty(), "{lang:?} {key}");
            }
        }
    }

    #[test]
    fn no_text_was_left_in_english() {
        let english = texts(Lang::English);
        for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::English) {
            let theirs = texts(lang);
            // Names, commands and what code fills in are the same everywhere; a sentence is not.
            let words = |text: &str| {
                text.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count()
            };
            let same = |key: &&String| english[*key] == theirs[*key] && words(&english[*key]) > 3;
            let left: Vec<_> = english.keys().filter(same).collect();
            assert!(left.is_empty(), "{lang:?} says {left:?} in English");
        }
    }

    #[test]
    fn the_language_wanted_most_is_taken_and_one_we_lack_falls_back_to_english() {
        assert_eq!(Lang::negotiate("xx-YY;q=0.9, *"), Lang::English);
        assert_eq!(Lang::negotiate(""), Lang::English);
        assert_eq!(Lang::negotiate("de-AT,de;q=0.8,en;q=0.5"), Lang::German);
        assert_eq!(Lang::negotiate("en;q=0.2, fr ; q=0.9, nl;q=0"), Lang::French);
        assert_eq!(Lang::negotiate("nn-NO, en;q=0.5"), Lang::Norwegian);
        assert_eq!(Lang::negotiate("de;q=x"), Lang::English);
    }

    #[test]
    fn plurals_follow_the_number_and_no_mark_surrounds_a_value() {
        let say = |count: u32| Lang::English.say("title-waiting").with("count", count).to_string();
        assert_ne!(say(1), say(2));
        assert!(!say(2).contains('\u{2068}'));
    }
}
