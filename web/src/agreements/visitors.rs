//! The words that stand wherever a visitor consents, in every language, as one text that is published beside the agreements: a visit records its digest, and the log keeps
//! the words. It says nothing that the pages do not.

use crate::lang::{Lang, Said};
use crate::words;
use domain::organisation::Law;
use gateways::agreement::{Template, Wrong, digest};

/// The text. Its version follows from its words, so that other words are another version.
pub(super) fn template() -> Result<Template, Wrong> {
    let said = Lang::ALL.into_iter().zip(1..).map(|(lang, at)| section(lang, at));
    let text = format!(
        "# Privacy notice for visitors\n\n> The program’s own words; what stands in [brackets] is each organisation’s\n\n{}",
        said.collect::<String>()
    );
    let version: String = digest(&text).chars().take(8).collect();
    let front = format!(
        "version = visitor-notice-{version}; dated = 2026-11-21; significant = no; changed = The words that the pages say to visitors."
    );
    Template::read(&format!("{front}\n{text}"))
}

/// What is said in one language.
fn section(lang: Lang, at: u32) -> String {
    let plain = |key: &str| lang.say(key);
    let said = |said: Said| said.to_string();
    let begin = [
        said(plain("arrive-consent").with("organisation", "[organisation]").with("retention", "[period]")),
        said(plain("notice-controller").with("controller", "[controller]").with("contact", "[address]")),
        said(plain("notice-officer").with("officer", "[officer]")),
        said(plain("notice-what")),
    ];
    let grounds = Law::ALL.map(|law| format!("{} {}", words::ground(lang, law), words::invited(lang, law)));
    let end = [
        said(plain("notice-kept").with("retention", "[period]")),
        said(plain("notice-call")),
        said(plain("notice-access")),
        said(plain("notice-rights")),
        said(plain("notice-authority").with("authority", "[authority]")),
        said(plain("notice-electronic-id")),
    ];
    let clauses = begin.into_iter().chain(grounds).chain(end).zip(1..);
    let clauses = clauses.map(|(text, clause)| format!("{at}.{clause} {text}\n\n"));
    format!("## {at}. {}\n\n{}", lang.own_name(), clauses.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_a_visitor_reads_in_every_language_and_law() {
        let template = template().unwrap();
        let text = template.wording();
        for lang in Lang::ALL {
            assert!(text.contains(lang.own_name()), "{lang:?}");
            for law in Law::ALL {
                assert!(text.contains(&words::ground(lang, law)), "{lang:?} {law:?}");
            }
            assert!(text.contains(&lang.say("notice-rights").to_string()), "{lang:?}");
        }
        assert!(!text.contains('⟦') && !text.contains("{ $"), "{text}");
        assert_eq!(template.version, super::template().unwrap().version);
    }
}
