//! The words of letters and of the domain's own choices, through Fluent like every text.

use crate::gsm;
use crate::lang::Lang;
use crate::page::Choice;
use crate::when;
use commands::reaction::{Change, LetterKind, Told, Words};
use domain::Language;
use domain::agreement::By;
use domain::electronic_id::{Demand, Eid};
use domain::organisation::{Country, Law};
use domain::time::Day;
use domain::visit::{GuestRole, Message, Reminders};

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::English => Lang::English,
            Language::Norwegian => Lang::Norwegian,
            Language::Dutch => Lang::Dutch,
            Language::German => Lang::German,
            Language::French => Lang::French,
        }
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::English => Language::English,
            Lang::Norwegian => Language::Norwegian,
            Lang::Dutch => Language::Dutch,
            Lang::German => Language::German,
            Lang::French => Language::French,
        }
    }
}

/// As what a guest comes into a call.
pub fn guest(lang: Lang, role: GuestRole) -> String {
    let said = match role {
        GuestRole::Interpreter => lang.say("guest-interpreter"),
        GuestRole::Relative => lang.say("guest-relative"),
    };
    said.to_string()
}

/// Letters and text messages, each in the language it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Letters;

impl Words for Letters {
    fn letter(
        &self,
        kind: LetterKind,
        language: Language,
        organisation: &str,
        link: &str,
    ) -> (String, String) {
        let lang = Lang::from(language);
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
            LetterKind::EndingRevoked => ("letter-ending-revoked-subject", "letter-ending-revoked"),
            LetterKind::SomebodyWaits => ("letter-somebody-waits-subject", "letter-somebody-waits"),
        };
        let subject = lang.say(subject).with("organisation", organisation).to_string();
        let text = lang.say(text).with("organisation", organisation).with("link", link).to_string();
        (subject, format!("{text}\n"))
    }

    fn ending(&self, language: Language, organisation: &str, on: Day, link: &str) -> (String, String) {
        let lang = Lang::from(language);
        let said = |key: &'static str| {
            let said = lang.say(key).with("organisation", organisation).with("on", when::day(lang, on));
            said.with("link", link).to_string()
        };
        (said("letter-ending-subject"), format!("{}\n", said("letter-ending")))
    }

    fn trial_ends(&self, language: Language, organisation: &str, last: Day, link: &str) -> (String, String) {
        let lang = Lang::from(language);
        let said = |key: &'static str| {
            let said = lang.say(key).with("organisation", organisation).with("last", when::day(lang, last));
            said.with("link", link).to_string()
        };
        (said("letter-trial-ends-subject"), format!("{}\n", said("letter-trial-ends")))
    }

    fn agreement_changed(&self, language: Language, change: &Change<'_>) -> (String, String) {
        let lang = Lang::from(language);
        let (subject, text) = match change.kind.by() {
            By::Signature => ("letter-agreement-sign-subject", "letter-agreement-sign"),
            By::Use => ("letter-agreement-use-subject", "letter-agreement-use"),
            By::Notice => ("letter-agreement-notice-subject", "letter-agreement-notice"),
        };
        let effective = when::day(lang, change.effective);
        let title = crate::agreements::title(lang, change.kind);
        let said = |key: &'static str| {
            let said = lang.say(key).with("agreement", &title).with("effective", &effective);
            let said = said.with("version", change.version).with("changed", change.changed);
            said.with("organisation", change.organisation).with("link", change.link).to_string()
        };
        (said(subject), format!("{}\n", said(text)))
    }

    fn code(&self, language: Language, organisation: &str, code: &str) -> (String, String) {
        let said = |key| {
            let said = Lang::from(language).say(key).with("organisation", organisation);
            said.with("code", code).to_string()
        };
        (said("letter-code-subject"), format!("{}\n", said("letter-code")))
    }

    fn code_text(&self, language: Language, code: &str) -> String {
        gsm::text(&Lang::from(language).say("text-code").with("code", code).to_string())
    }

    fn somebody_waits(&self, language: Language, origin: &str) -> String {
        gsm::text(&Lang::from(language).say("text-somebody-waits").with("link", origin).to_string())
    }

    fn to_visitor(&self, told: &Told<'_>) -> (String, String) {
        let lang = Lang::from(told.language);
        let (subject, begin, end) = match told.message {
            Message::Invitation if told.repeats => {
                ("visitor-repeating-subject", "visitor-repeating", "visitor-repeating-end")
            }
            Message::Cancellation if told.repeats => {
                ("visitor-repeating-over-subject", "visitor-repeating-over", "visitor-repeating-over-end")
            }
            Message::Link if told.repeats => {
                ("visitor-link-subject", "visitor-repeating-link", "visitor-repeating-end")
            }
            Message::Invitation => {
                ("visitor-invitation-subject", "visitor-invitation", "visitor-invitation-end")
            }
            Message::Move => ("visitor-move-subject", "visitor-move", "visitor-move-end"),
            Message::Cancellation => {
                ("visitor-cancellation-subject", "visitor-cancellation", "visitor-cancellation-end")
            }
            Message::Reminder => ("visitor-reminder-subject", "visitor-reminder", "visitor-reminder-end"),
            Message::Link => ("visitor-link-subject", "visitor-link", "visitor-link-end"),
        };
        let filled = |key: &str| {
            let said = lang.say(key).with("organisation", told.organisation);
            let said = said.with("when", when::appointment(lang, told.at, told.zone));
            let said = said.with("link", told.link.unwrap_or_default()).with("again", told.again);
            said.with("test", told.test).to_string()
        };
        let note = told.note.filter(|_| told.message != Message::Cancellation);
        let note = note.map_or_else(String::new, |note| {
            let from = lang.say("visitor-note").with("organisation", told.organisation);
            format!("{from}\n\n{note}\n\n")
        });
        (filled(subject), format!("{}\n\n{note}{}\n", filled(begin), filled(end)))
    }

    fn entry(&self, told: &Told<'_>) -> (String, String) {
        let lang = Lang::from(told.language);
        let summary = lang.say("entry-summary").with("organisation", told.organisation);
        let description = match told.message {
            Message::Cancellation => lang.say("entry-cancelled").with("organisation", told.organisation),
            Message::Invitation | Message::Move | Message::Reminder | Message::Link => {
                lang.say("entry-description").with("again", told.again)
            }
        };
        (summary.to_string(), description.to_string())
    }

    fn text_message(&self, told: &Told<'_>) -> String {
        let lang = Lang::from(told.language);
        let said = match told.message {
            Message::Invitation | Message::Link if told.repeats => lang.say("text-repeating"),
            Message::Cancellation if told.repeats => lang.say("text-repeating-over"),
            Message::Invitation => lang.say("text-invitation"),
            Message::Move => lang.say("text-move"),
            Message::Cancellation => lang.say("text-cancellation"),
            Message::Reminder => lang.say("text-reminder"),
            Message::Link => lang.say("text-link"),
        };
        let when = when::appointment(lang, told.at, told.zone);
        let said = said.with("when", when).with("link", told.link.unwrap_or_default());
        gsm::text(&said.to_string())
    }
}

/// Which reminders, in words: "A day before".
pub fn reminder(lang: Lang, reminders: Reminders) -> String {
    let said = match reminders {
        Reminders::Both => lang.say("reminders-both"),
        Reminders::DayBefore => lang.say("reminders-day-before"),
        Reminders::HourBefore => lang.say("reminders-hour-before"),
        Reminders::None => lang.say("reminders-none"),
    };
    said.to_string()
}

/// The choices of reminders.
pub fn reminders(lang: Lang, chosen: &str) -> Vec<Choice> {
    let choice = |one: Reminders| Choice {
        value: one.name().to_owned(),
        label: reminder(lang, one),
        chosen: one.name() == chosen,
    };
    Reminders::ALL.into_iter().map(choice).collect()
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

/// On which ground visitors' details are handled, as its privacy notice says it.
pub fn ground(lang: Lang, law: Law) -> String {
    let said = match law {
        Law::Gdpr => lang.say("notice-why-gdpr"),
        Law::UkGdpr => lang.say("notice-why-uk-gdpr"),
        Law::Fadp => lang.say("notice-why-fadp"),
        Law::Hipaa => lang.say("notice-why-hipaa"),
        Law::Agreed => lang.say("notice-why-agreed"),
    };
    said.to_string()
}

/// On which ground an invitation is kept before its visitor has come, as the privacy notice says it.
pub fn invited(lang: Lang, law: Law) -> String {
    match law.appointment() {
        "" => lang.say("notice-invited").to_string(),
        ground => lang.say("notice-invited-law").with("law", ground).to_string(),
    }
}

/// Who has to have a data-protection officer.
pub fn officer(lang: Lang, law: Law) -> String {
    let said = match law {
        Law::Gdpr | Law::UkGdpr => lang.say("notice-officer-gdpr"),
        Law::Fadp => lang.say("notice-officer-fadp"),
        Law::Hipaa => lang.say("notice-officer-hipaa"),
        Law::Agreed => lang.say("notice-officer-agreed"),
    };
    said.to_string()
}

/// Where one complains about the handling of personal data (G6).
pub fn authority(lang: Lang, country: Country) -> String {
    let said = match country {
        Country::Norway => lang.say("authority-no"),
        Country::Germany => lang.say("authority-de"),
        Country::Netherlands => lang.say("authority-nl"),
        Country::France => lang.say("authority-fr"),
        Country::UnitedKingdom => lang.say("authority-gb"),
        Country::Austria => lang.say("authority-at"),
        Country::Switzerland => lang.say("authority-ch"),
        Country::UnitedStates => lang.say("authority-us"),
    };
    said.to_string()
}

/// The name of a country.
pub fn country(lang: Lang, country: Country) -> String {
    let said = match country {
        Country::Norway => lang.say("country-no"),
        Country::Germany => lang.say("country-de"),
        Country::Netherlands => lang.say("country-nl"),
        Country::France => lang.say("country-fr"),
        Country::UnitedKingdom => lang.say("country-gb"),
        Country::Austria => lang.say("country-at"),
        Country::Switzerland => lang.say("country-ch"),
        Country::UnitedStates => lang.say("country-us"),
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

    const MESSAGES: [Message; 5] =
        [Message::Invitation, Message::Move, Message::Cancellation, Message::Reminder, Message::Link];

    fn told(message: Message) -> Told<'static> {
        Told {
            message,
            language: Language::English,
            organisation: "Dr Berg",
            at: "2026-11-24T09:30:00Z".parse().unwrap(),
            repeats: false,
            zone: chrono_tz::Europe::Oslo,
            link: (message != Message::Cancellation).then_some("https://a.example/i/x"),
            again: "https://a.example/berg/lost-link",
            test: "https://a.example/berg/test",
            note: Some("Please have your list at hand."),
        }
    }

    #[test]
    fn every_message_to_a_visitor_says_when_and_leads_in() {
        for message in MESSAGES {
            let told = told(message);
            let (subject, text) = Letters.to_visitor(&told);
            let (summary, description) = Letters.entry(&told);
            let sms = Letters.text_message(&told);
            for said in [&subject, &text, &summary, &description, &sms] {
                assert!(!said.contains('⟦'), "{message:?}: {said}");
            }
            for said in [&text, &sms] {
                assert!(said.contains("Tuesday 24 November 2026, 10:30 (Oslo time)"), "{message:?}: {said}");
                assert_eq!(
                    said.contains("https://a.example/i/x"),
                    told.link.is_some(),
                    "{message:?}: {said}"
                );
            }
            let told_of_test = matches!(message, Message::Invitation | Message::Reminder);
            assert_eq!(text.contains("https://a.example/berg/test"), told_of_test, "{message:?}: {text}");
            assert_eq!(text.contains("Please have your list"), message != Message::Cancellation);
            // A calendar is shared: it holds no link that lets in.
            assert!(!format!("{summary}{description}").contains("/i/x"), "{message:?}");
        }
    }

    #[test]
    fn a_message_about_a_repeating_link_says_until_when() {
        for message in [Message::Invitation, Message::Link, Message::Cancellation] {
            let told = Told { repeats: true, ..told(message) };
            let (subject, text) = Letters.to_visitor(&told);
            let sms = Letters.text_message(&told);
            for said in [&subject, &text, &sms] {
                assert!(!said.contains('⟦'), "{message:?}: {said}");
            }
            let over = message == Message::Cancellation;
            for said in [&text, &sms] {
                assert_eq!(said.contains("24 November 2026"), !over, "{message:?}: {said}");
                assert_eq!(said.contains("https://a.example/i/x"), !over, "{message:?}: {said}");
                assert!(!said.contains("appointment"), "it is none: {said}");
            }
        }
    }

    #[test]
    fn a_message_is_in_the_language_it_is_asked_for() {
        for message in MESSAGES {
            let said = Language::ALL.map(|language| {
                let told = Told { language, ..told(message) };
                (Letters.to_visitor(&told), Letters.entry(&told), Letters.text_message(&told))
            });
            for (i, one) in said.iter().enumerate() {
                assert!(!format!("{one:?}").contains('⟦'), "{message:?}: {one:?}");
                assert!(said[..i].iter().all(|other| other.0.1 != one.0.1 && other.2 != one.2), "{one:?}");
            }
        }
        let subject = |language| Letters.letter(LetterKind::SignIn, language, "Nordlys", "").0;
        let subjects = Language::ALL.map(subject);
        assert!((1..5).all(|i| subjects[..i].iter().all(|other| *other != subjects[i])), "{subjects:?}");
    }

    #[test]
    fn a_text_message_stays_within_the_alphabet_of_its_network_all_year_round() {
        for language in Language::ALL {
            for message in MESSAGES {
                for (month, day) in (1..=12).zip(1..) {
                    let at = format!("2026-{month:02}-{day:02}T09:30:00Z").parse().unwrap();
                    for repeats in [false, true] {
                        let sms = Letters.text_message(&Told { language, at, repeats, ..told(message) });
                        assert!(gsm::holds(&sms), "{sms}");
                        assert!(sms.chars().count() < 300, "two parts at most, with a link: {sms}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_text_message_names_nobody() {
        let both = |message| [told(message), Told { repeats: true, ..told(message) }];
        for told in MESSAGES.into_iter().flat_map(both) {
            let sms = Letters.text_message(&told);
            assert!(!sms.contains("Berg") && !sms.contains("berg") && !sms.contains("list"), "{sms}");
            assert!(sms.chars().count() < 300, "two parts at most, with a link: {sms}");
        }
    }

    #[test]
    fn a_member_who_is_not_looking_is_told_that_somebody_waits_and_where() {
        for lang in Lang::ALL {
            let said = Letters.somebody_waits(Language::from(lang), "https://a.example");
            assert!(said.contains("https://a.example") && !said.contains('⟦'), "{said}");
            assert!(gsm::holds(&said) && said.chars().count() < 160, "one message: {said}");
        }
    }

    #[test]
    fn every_country_has_an_authority_to_complain_to() {
        for lang in Lang::ALL {
            for country in Country::ALL {
                assert!(!authority(lang, country).contains('⟦'), "{lang:?} {country:?}");
                assert!(!super::country(lang, country).contains('⟦'), "{lang:?} {country:?}");
            }
        }
    }

    #[test]
    fn the_notice_names_the_law_of_the_country_and_no_other() {
        let gdpr =
            ["General Data Protection", "personvernforordningen", "Algemene verordening", "DSGVO", "RGPD"];
        for (lang, word) in Lang::ALL.into_iter().zip(gdpr) {
            let said = |law| ground(lang, law);
            assert!(said(Law::Gdpr).contains(word), "{}", said(Law::Gdpr));
            assert!(said(Law::UkGdpr).contains("UK GDPR"), "{}", said(Law::UkGdpr));
            for (law, name) in [(Law::Fadp, "31"), (Law::Hipaa, "45 CFR 164.506"), (Law::Agreed, "")] {
                let said = said(law);
                assert!(said.contains(name) && !said.contains(word) && !said.contains("GDPR"), "{said}");
            }
        }
    }

    #[test]
    fn everybody_hears_of_an_end_with_its_day_and_of_its_revocation() {
        for language in Language::ALL {
            let link = "https://a.example/nordlys/account";
            let on = "2026-12-21".parse().unwrap();
            let (subject, text) = Letters.ending(language, "Nordlys", on, link);
            let revoked = Letters.letter(LetterKind::EndingRevoked, language, "Nordlys", link);
            for said in [&subject, &text, &revoked.0, &revoked.1] {
                assert!(said.contains("Nordlys") && !said.contains('⟦'), "{language:?} {said}");
            }
            assert!(text.contains(&when::day(language.into(), on)) && text.contains(link), "{text}");
        }
    }

    #[test]
    fn the_letter_about_a_trial_says_its_last_day_and_what_goes_on() {
        for language in Language::ALL {
            let (link, last) = ("https://a.example/nordlys/settings", "2026-12-05".parse().unwrap());
            let (subject, text) = Letters.trial_ends(language, "Nordlys", last, link);
            let day = when::day(language.into(), last);
            assert!(subject.contains("Nordlys") && !subject.contains('⟦'), "{language:?} {subject}");
            assert!(text.contains(&day) && text.contains(link) && !text.contains('⟦'), "{language:?} {text}");
        }
    }

    #[test]
    fn a_change_of_an_agreement_says_what_changed_from_when_on_and_where_to_read_it() {
        use domain::agreement::Kind;
        for language in Language::ALL {
            for kind in Kind::ALL {
                let change = Change {
                    kind,
                    version: "new-7",
                    changed: "Prices & more.",
                    effective: "2026-12-21".parse().unwrap(),
                    organisation: "Nordlys",
                    link: "https://a.example/nordlys/agreement",
                };
                let (subject, text) = Letters.agreement_changed(language, &change);
                assert!(
                    !subject.contains('⟦') && !text.contains('⟦'),
                    "{language:?} {kind:?}: {subject} {text}"
                );
                assert!(
                    text.contains("https://a.example/nordlys/agreement") && text.contains("Prices & more.")
                );
                assert!(text.contains("new-7") && text.contains("Nordlys"), "{text}");
                let dated = text.contains("2026");
                assert_eq!(dated, kind.by() == By::Use, "{language:?} {kind:?}: {text}");
            }
        }
    }

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
            LetterKind::SomebodyWaits,
            LetterKind::EndingRevoked,
        ] {
            let (subject, text) =
                Letters.letter(kind, Language::English, "Nordlys", "https://a.example/enter/x");
            assert!(!subject.contains('⟦') && !text.contains('⟦'), "{kind:?}");
            assert!(text.contains("https://a.example/enter/x"), "{kind:?}");
        }
    }
}
