//! Owns the pages before anybody is signed in: front, sign-up, the mail's links, the invitation and sign-in.

use askama::Template;

use super::{Choice, Field, Frame, Shown};
use crate::lang::Lang;

/// The front page.
#[derive(Template)]
#[template(path = "front.html")]
pub struct Front {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
}

/// Signing up an organisation.
#[derive(Template)]
#[template(path = "sign_up.html")]
pub struct SignUp {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The id that makes sending twice sign up once.
    pub command: String,
    /// What stands before the slug, such as `anteroom.example`.
    pub host: String,
    /// What is said of the trial that begins with it; `None` where there is none.
    pub trial: Option<String>,
    /// The organisation's name.
    pub organisation: Field,
    /// The organisation's address.
    pub slug: Field,
    /// The countries one can choose.
    pub countries: Vec<Choice>,
    /// Why the country was refused.
    pub country_error: Option<String>,
    /// What it can do, where the agreement depends on it.
    pub sectors: Vec<Choice>,
    /// Why what it does was refused.
    pub sector_error: Option<String>,
    /// The owner's name.
    pub name: Field,
    /// The owner's e-mail.
    pub email: Field,
    /// Which terms are accepted, by their digest; `None` while none are published.
    pub terms: Option<String>,
    /// Which notice about the data of accounts stands beside them, by its digest; empty while none is published.
    pub staff_notice: String,
    /// Why they were not.
    pub terms_error: Option<String>,
    /// A sentence above the form when somebody else won the same claim a moment ago.
    pub conflict: Option<String>,
}

/// "Look in your mail."
#[derive(Template)]
#[template(path = "look_in_mail.html")]
pub struct LookInMail {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The address as it was typed.
    pub email: String,
    /// What is on its way.
    pub letter: Letter,
}

/// What is on its way by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// The confirmation after signing up.
    Confirmation,
    /// A link to sign in; the words do not tell whether the address has an account.
    SignIn,
}

/// A page with one button, because opening a link must do nothing: mail scanners open links too.
#[derive(Template)]
#[template(path = "one_button.html")]
pub struct OneButton {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// What the button does.
    pub errand: Errand,
    /// Where the button posts: the page's own path.
    pub action: String,
    /// The organisation's name.
    pub organisation: String,
    /// The code that is needed beside the link; `None` where the link alone lets in.
    pub factor: Option<FactorAsked>,
    /// The id that makes sending twice do one thing.
    pub command: String,
}

/// A second factor that is asked for.
#[derive(Clone, Debug)]
pub struct FactorAsked {
    /// The code.
    pub code: Field,
    /// Whether it was said to be lost.
    pub lost: Lost,
}

/// How far a recovery is.
#[derive(Clone, Debug)]
pub enum Lost {
    /// Nobody has said that anything is lost.
    Not,
    /// Somebody has, and it can be stopped until this day.
    Waits(String),
    /// The time is over.
    Over,
}

/// A recovery was announced.
#[derive(Template)]
#[template(path = "announced.html")]
pub struct Announced {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's name.
    pub organisation: String,
    /// From which day on a link alone signs in.
    pub from: String,
}

/// What a page with one button is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Confirms the e-mail address.
    Confirm,
    /// Signs in.
    Enter,
}

/// Accepting an invitation.
#[derive(Template)]
#[template(path = "invitation.html")]
pub struct Invitation {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// Where the form posts: the page's own path.
    pub action: String,
    /// The organisation's name.
    pub organisation: String,
    /// Who invited.
    pub invited_by: Shown,
    /// The roles that come with it, in words.
    pub roles: Vec<String>,
    /// The new member's name.
    pub name: Field,
    /// Which notice about their own data stands beside the form, by its digest; `None` while none is published.
    pub notice: Option<String>,
    /// Why it was not taken as read.
    pub notice_error: Option<String>,
    /// The id that makes sending twice accept once.
    pub command: String,
}

/// Signing in, by passkey or by a link.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub struct SignIn {
    /// The reader's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The e-mail address.
    pub email: Field,
    /// The id that makes sending twice mail once.
    pub command: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::DemoBar;
    use crate::page::examples::{outside, render};

    const LANG: Lang = Lang::English;

    #[test]
    fn the_front_page_leads_to_both_doors() {
        let html = render(&Front { lang: LANG, frame: outside() });
        assert!(html.contains("href=\"/sign-up\"") && html.contains("href=\"/sign-in\""));
    }

    #[test]
    fn a_refused_sign_up_loses_nothing_and_points_at_each_field() {
        let html = render(&SignUp {
            lang: LANG,
            frame: outside(),
            command: "c1".into(),
            host: "anteroom.example".into(),
            trial: None,
            organisation: Field::filled("\"Nordlys\" <AS>"),
            slug: Field::refused("nordlys", "This address is taken."),
            countries: vec![Choice { value: "NO".into(), label: "Norway".into(), chosen: true }],
            country_error: Some("Choose a country.".into()),
            sectors: vec![Choice { value: "other".into(), label: "Other".into(), chosen: true }],
            sector_error: Some("Say what you do.".into()),
            name: Field::refused("", "Please write your name."),
            email: Field::refused("ola@", "This is not an e-mail address."),
            terms: Some("00ff".into()),
            staff_notice: "11ee".into(),
            terms_error: None,
            conflict: Some("Somebody took this address a moment ago.".into()),
        });
        assert!(html.contains("value=\"&#34;Nordlys&#34; &#60;AS&#62;\""));
        for key in ["slug", "country", "sector", "name", "email"] {
            assert!(html.contains(&format!("id=\"{key}-wrong\"")), "{key}");
        }
        assert!(html.contains("value=\"NO\" selected") && html.contains("id=\"conflict\""));
    }

    #[test]
    fn the_mail_page_does_not_tell_who_has_an_account() {
        let page = |letter, demo| LookInMail {
            lang: LANG,
            frame: Frame { demo, ..outside() },
            email: "<b>@x.example".into(),
            letter,
        };
        let html = render(&page(Letter::SignIn, None));
        assert!(html.contains("If ") && html.contains("&#60;b&#62;@x.example") && !html.contains("/demo/"));
        assert!(
            render(&page(Letter::Confirmation, None)).contains("once, for two days"),
            "as the letter says"
        );
        let demo = DemoBar { day: "2026-11-21".parse().unwrap(), back: "/".into() };
        assert!(render(&page(Letter::Confirmation, Some(demo))).contains("id=\"to-mailbox\""));
    }

    #[test]
    fn a_link_does_nothing_until_its_button_is_pressed() {
        for (errand, id) in [(Errand::Confirm, "confirm"), (Errand::Enter, "enter")] {
            let html = render(&OneButton {
                lang: LANG,
                frame: outside(),
                errand,
                action: "/enter/token".into(),
                organisation: "Nordlys".into(),
                factor: None,
                command: "c1".into(),
            });
            assert!(html.contains("method=\"post\" action=\"/enter/token\""));
            assert!(!html.contains("name=\"code\""), "a link alone lets in");
            assert!(html.contains(&format!("id=\"{id}\"")) && !html.contains("<script"));
        }
    }

    #[test]
    fn a_second_factor_is_asked_for_and_can_be_lost() {
        let page = |lost| OneButton {
            lang: LANG,
            frame: outside(),
            errand: Errand::Enter,
            action: "/enter/token".into(),
            organisation: "Nordlys".into(),
            factor: Some(FactorAsked { code: Field::refused("12", "Not right."), lost }),
            command: "c1".into(),
        };
        let html = render(&page(Lost::Not));
        assert!(html.contains("id=\"code-wrong\"") && html.contains("formaction=\"/enter/token/lost\""));
        let html = render(&page(Lost::Waits("25 November".into())));
        assert!(html.contains("25 November") && !html.contains("/lost\""), "it cannot be hurried");
        assert!(render(&page(Lost::Over)).contains("formaction=\"/enter/token/lost\""));
        let (organisation, from) = ("Nordlys".into(), "25 November".into());
        let html = render(&Announced { lang: LANG, frame: outside(), organisation, from });
        assert!(html.contains("25 November"));
    }

    #[test]
    fn an_invitation_names_roles_and_keeps_silent_about_an_erased_inviter() {
        let html = render(&Invitation {
            lang: LANG,
            frame: outside(),
            action: "/enter/token".into(),
            organisation: "Nordlys".into(),
            invited_by: Shown::Erased,
            roles: vec!["member".into()],
            name: Field::default(),
            notice: Some("00ff".into()),
            notice_error: Some("It has changed.".into()),
            command: "c1".into(),
        });
        assert!(html.contains("<li>member</li>") && !html.contains("erased"));
        assert!(html.contains("name=\"notice\" value=\"00ff\"") && html.contains("id=\"notice-wrong\""));
    }

    #[test]
    fn signing_in_works_without_a_script() {
        let html = render(&SignIn {
            lang: LANG,
            frame: outside(),
            email: Field::refused("x", "This is not an e-mail address."),
            command: "c1".into(),
        });
        assert!(html.contains("action=\"/sign-in\"") && html.contains("id=\"send-link\""));
        assert!(html.contains("data-ceremony hidden"), "the passkey button appears only where it works");
    }
}
