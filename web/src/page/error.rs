//! Owns the page for what went wrong: a sentence, a way on, and the trace id; never the chain of causes.

use askama::Template;

use super::Frame;
use crate::lang::Lang;

/// The error page.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The status it is sent with.
    pub status: u16,
    /// What happened and what to do: a refusal's own words, or [`sentence`].
    pub sentence: String,
    /// Where to go from here.
    pub next: Option<WayOn>,
    /// The id under which the operator finds it.
    pub trace: String,
}

/// A link that leads on.
#[derive(Clone, Debug)]
pub struct WayOn {
    /// Where.
    pub href: String,
    /// In which words.
    pub label: String,
}

impl ErrorPage {
    fn heading(&self) -> &'static str {
        match self.status {
            401 | 403 => "error-not-yours",
            404 => "error-not-here",
            409 => "error-meanwhile",
            410 => "error-spent",
            413 | 429 => "error-too-much",
            400..=499 => "error-not-understood",
            _ => "error-ours",
        }
    }
}

/// The sentence for a status when nothing closer is known.
pub fn sentence(lang: Lang, status: u16) -> String {
    let said = match status {
        401 => lang.say("error-sentence-sign-in"),
        403 => lang.say("error-sentence-not-yours"),
        404 => lang.say("error-sentence-not-here"),
        409 => lang.say("error-sentence-meanwhile"),
        410 => lang.say("error-sentence-spent"),
        413 | 429 => lang.say("error-sentence-too-much"),
        400..=499 => lang.say("error-sentence-not-understood"),
        _ => lang.say("error-sentence-ours"),
    };
    said.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::examples::{outside, render};

    #[test]
    fn every_status_has_a_heading_a_sentence_and_the_trace() {
        for status in [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 503] {
            let sentence = sentence(Lang::English, status);
            let way = WayOn { href: "/sign-in".into(), label: "Sign in <again>".into() };
            let next = (status == 401).then_some(way);
            let page = ErrorPage {
                lang: Lang::English,
                frame: outside(),
                status,
                sentence,
                next,
                trace: "4f1c".into(),
            };
            let html = render(&page);
            assert!(html.contains("4f1c") && html.contains(&format!("data-status=\"{status}\"")));
            assert_eq!(html.contains("id=\"way-on\""), status == 401);
        }
    }
}
