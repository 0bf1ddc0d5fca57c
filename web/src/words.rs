//! The words of letters and of the domain's own choices, through Fluent like every text.

use crate::lang::Lang;
use commands::reaction::{LetterKind, Words};

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
            LetterKind::Removed => ("letter-removed-subject", "letter-removed"),
            LetterKind::OwnershipOffered => ("letter-ownership-offered-subject", "letter-ownership-offered"),
            LetterKind::HandedOver => ("letter-handed-over-subject", "letter-handed-over"),
            LetterKind::NewDevice => ("letter-new-device-subject", "letter-new-device"),
            LetterKind::PasskeyAdded => ("letter-passkey-added-subject", "letter-passkey-added"),
            LetterKind::PasskeyRemoved => ("letter-passkey-removed-subject", "letter-passkey-removed"),
            LetterKind::FactorSet => ("letter-factor-set-subject", "letter-factor-set"),
            LetterKind::FactorRemoved => ("letter-factor-removed-subject", "letter-factor-removed"),
            LetterKind::RecoveryRequested => ("letter-recovery-subject", "letter-recovery"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_words_and_its_link() {
        for kind in [
            LetterKind::Confirmation,
            LetterKind::Invitation,
            LetterKind::SignIn,
            LetterKind::Reminder,
            LetterKind::Removed,
            LetterKind::OwnershipOffered,
            LetterKind::HandedOver,
            LetterKind::NewDevice,
            LetterKind::PasskeyAdded,
            LetterKind::PasskeyRemoved,
            LetterKind::FactorSet,
            LetterKind::FactorRemoved,
            LetterKind::RecoveryRequested,
        ] {
            let (subject, text) = Letters::default().letter(kind, "Nordlys", "https://a.example/enter/x");
            assert!(!subject.contains('⟦') && !text.contains('⟦'), "{kind:?}");
            assert!(text.contains("https://a.example/enter/x"), "{kind:?}");
        }
    }
}
