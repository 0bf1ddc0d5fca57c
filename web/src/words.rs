//! The words of letters and of the domain's own choices, through Fluent like every text.

use crate::lang::Lang;
use commands::reaction::{LetterKind, Words};
use domain::electronic_id::{Demand, Eid};

/// Letters in the house's language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Letters {
    lang: Lang,
}

impl Words for Letters {
    fn letter(&self, kind: LetterKind, organisation: &str, link: &str) -> (String, String) {
        let (subject, text) = match kind {
            LetterKind::Confirmation => ("letter-confirmation-subject", "letter-confirmation"),
            LetterKind::Invitation => ("letter-invitation-subject", "letter-invitation"),
            LetterKind::Reminder => ("letter-reminder-subject", "letter-reminder"),
            LetterKind::SignIn => ("letter-sign-in-subject", "letter-sign-in"),
        };
        let subject = self.lang.say(subject).with("organisation", organisation).to_string();
        let text = self.lang.say(text).with("organisation", organisation).with("link", link).to_string();
        (subject, format!("{text}\n"))
    }
}

/// How long, in words: "14 days".
pub fn retention(lang: Lang, retention: domain::Retention) -> String {
    let said = match retention {
        domain::Retention::OneDay => lang.say("kept-1-day"),
        domain::Retention::SevenDays => lang.say("kept-7-days"),
        domain::Retention::FourteenDays => lang.say("kept-14-days"),
        domain::Retention::OneMonth => lang.say("kept-1-month"),
        domain::Retention::ThreeMonths => lang.say("kept-3-months"),
    };
    said.to_string()
}

/// The name of an electronic ID.
pub fn eid(lang: Lang, eid: Eid) -> String {
    let said = match eid {
        Eid::NorwegianBankId => lang.say("eid-no-bankid"),
        Eid::SwedishBankId => lang.say("eid-se-bankid"),
        Eid::MitId => lang.say("eid-dk-mitid"),
    };
    said.to_string()
}

/// Whether visitors are asked to identify themselves or free.
pub fn demand(lang: Lang, demand: Demand) -> String {
    let said = match demand {
        Demand::Free => lang.say("eid-demand-free"),
        Demand::Asked => lang.say("eid-demand-asked"),
    };
    said.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_words_and_its_link() {
        for kind in
            [LetterKind::Confirmation, LetterKind::Invitation, LetterKind::SignIn, LetterKind::Reminder]
        {
            let (subject, text) = Letters::default().letter(kind, "Nordlys", "https://a.example/enter/x");
            assert!(!subject.contains('⟦') && !text.contains('⟦'), "{kind:?}");
            assert!(text.contains("https://a.example/enter/x"), "{kind:?}");
        }
    }
}
