//! Owns the pages of agreements: what is in force for an organisation and what it agreed to, one text to read or to sign, and the texts as everybody reads them.

use askama::Template;

use super::error::WayOn;
use super::{Choice, Field, Frame, Shown};
use crate::lang::Lang;

/// An organisation's agreements.
#[derive(Template)]
#[template(path = "agreements.html")]
pub struct Agreements {
    /// The owner's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// What just happened, in a sentence.
    pub done: Option<String>,
    /// Which agreement the organisation's law asks for, in a sentence.
    pub why: String,
    /// What the organisation does, where the agreement depends on it.
    pub sector: Option<SectorAsked>,
    /// One for each kind.
    pub papers: Vec<Paper>,
    /// The text that has to be signed before visitors can come.
    pub to_sign: Option<(Text, Signing)>,
    /// What was agreed to before, oldest last.
    pub earlier: Vec<Paper>,
    /// The id that makes taking note twice take note once.
    pub command: String,
    /// Where to go from here, right after signing.
    pub next: Option<WayOn>,
}

/// What an organisation does.
#[derive(Clone, Debug)]
pub struct SectorAsked {
    /// What it can say.
    pub choices: Vec<Choice>,
    /// The id that makes saying it twice say it once.
    pub command: String,
}

/// One text of an agreement, and how it stands with it.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The stored name of its kind.
    pub kind: String,
    /// What it is.
    pub title: String,
    /// Its version.
    pub version: String,
    /// How it stands with it, in a sentence; before who agreed, where somebody did.
    pub standing: String,
    /// Who agreed, and when: for people, and for machines.
    pub agreed: Option<(Shown, String, String)>,
    /// Whether the organisation still has to sign it before visitors can come.
    pub missing: bool,
    /// Where it is read; its PDF lies below.
    pub href: String,
    /// A version that was announced, or that can be signed.
    pub newer: Option<Newer>,
}

/// A later version.
#[derive(Clone, Debug)]
pub struct Newer {
    /// Its version.
    pub version: String,
    /// What it means, in a sentence.
    pub sentence: String,
    /// What changed, in the operator's own words.
    pub changed: String,
    /// Where it is read.
    pub href: String,
    /// Whether it can be signed there.
    pub signs: bool,
    /// Its digest, where it is to be taken note of.
    pub to_note: Option<String>,
}

/// One text.
#[derive(Template)]
#[template(path = "agreement.html")]
pub struct Agreement {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The text.
    pub text: Text,
    /// How it stands with it.
    pub paper: Option<Paper>,
    /// Its form, where it can be signed.
    pub signing: Option<Signing>,
    /// Where its PDF is.
    pub pdf: String,
}

/// A text as everybody reads it.
#[derive(Template)]
#[template(path = "agreement_public.html")]
pub struct Public {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The text.
    pub text: Text,
}

/// The words of an agreement.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// What it is, in the reader's language; its own title stands with its words.
    pub name: String,
    /// The language of its words, BCP 47.
    pub language: String,
    /// Its version and the day of its publication, in a sentence.
    pub version: String,
    /// Its SHA-256, in hex; empty where none was kept.
    pub digest: String,
    /// A mark at its top; may be empty.
    pub mark: String,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

/// One clause of an agreement.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its heading, with its number.
    pub heading: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// The form that signs.
#[derive(Clone, Debug)]
pub struct Signing {
    /// In whose name.
    pub organisation: String,
    /// Exactly which text.
    pub digest: String,
    /// The signer's name.
    pub name: Field,
    /// Whether they have said that they are entitled, on a form that came back for another reason.
    pub consented: bool,
    /// Why it was refused for want of agreement.
    pub consent_error: Option<String>,
    /// The id that makes signing twice sign once.
    pub command: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;
    use crate::page::examples::{inside, outside, render};

    const LANG: Lang = Lang::English;

    fn text() -> Text {
        Text {
            name: "Terms".into(),
            language: "en".into(),
            version: "Version terms-1".into(),
            digest: "00ff".into(),
            mark: "A template".into(),
            clauses: vec![Clause { heading: "1. <Purpose>".into(), paragraphs: vec!["Text".into()] }],
        }
    }

    fn signing() -> Signing {
        Signing {
            organisation: "Nordlys".into(),
            digest: "00ff".into(),
            name: Field::default(),
            consented: false,
            consent_error: Some("Please agree.".into()),
            command: "c".into(),
        }
    }

    fn paper(kind: &str) -> Paper {
        Paper {
            kind: kind.into(),
            title: "A paper".into(),
            version: "terms-1".into(),
            standing: "Signed by".into(),
            agreed: Some((Shown::value("Kari <Lund>"), "today".into(), "2026-11-21".into())),
            missing: false,
            href: format!("/nordlys/agreement/{kind}/00ff"),
            newer: None,
        }
    }

    fn list(papers: Vec<Paper>, to_sign: Option<(Text, Signing)>) -> Agreements {
        Agreements {
            lang: LANG,
            frame: inside(Area::Settings),
            slug: "nordlys".into(),
            done: None,
            why: "Why.".into(),
            sector: None,
            papers,
            to_sign,
            earlier: vec![],
            command: "c1".into(),
            next: Some(WayOn { href: "/nordlys/settings/notice".into(), label: "Next <one>".into() }),
        }
    }

    #[test]
    fn what_is_to_be_signed_stands_with_its_form_and_once_signed_with_its_pdf() {
        let unsigned = Paper { agreed: None, missing: true, ..paper("dpa") };
        let html = render(&list(vec![unsigned], Some((text(), signing()))));
        assert!(html.contains("id=\"sign-button\"") && html.contains("id=\"unsigned\""));
        assert!(html.contains("name=\"digest\" value=\"00ff\"") && html.contains("1. &#60;Purpose&#62;"));
        let html = render(&list(vec![paper("dpa"), paper("terms")], None));
        assert!(!html.contains("id=\"sign-button\"") && html.contains("Kari &#60;Lund&#62;"));
        assert!(html.contains("/nordlys/agreement/dpa/00ff/pdf") && html.contains("Next &#60;one&#62;"));
    }

    #[test]
    fn a_change_can_be_read_and_taken_note_of() {
        let newer = Newer {
            version: "terms-2".into(),
            sentence: "They change on 21 December 2026.".into(),
            changed: "Prices & more.".into(),
            href: "/nordlys/agreement/terms/11".into(),
            signs: false,
            to_note: Some("11".into()),
        };
        let told = |newer| render(&list(vec![Paper { newer: Some(newer), ..paper("terms") }], None));
        let html = told(newer.clone());
        assert!(html.contains("Prices &#38; more.") && html.contains("action=\"/nordlys/agreement/noted\""));
        assert!(!told(Newer { to_note: None, ..newer }).contains("/agreement/noted"));
    }

    #[test]
    fn a_text_is_read_by_members_and_by_everybody() {
        let html = render(&Agreement {
            lang: LANG,
            frame: inside(Area::Settings),
            slug: "nordlys".into(),
            text: text(),
            paper: Some(paper("dpa")),
            signing: Some(signing()),
            pdf: "/nordlys/agreement/dpa/00ff/pdf".into(),
        });
        assert!(html.contains("A template") && html.contains("id=\"sign\"") && html.contains("00ff"));
        let html = render(&Public { lang: LANG, frame: outside(), text: text() });
        assert!(html.contains("lang=\"en\"") && !html.contains("<form method=\"post\" action=\"/nordlys"));
    }
}
