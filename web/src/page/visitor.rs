//! Owns what a visitor sees: the organisation's page, the device check, waiting, the farewell and the privacy notice.

use askama::Template;

use super::opening::{AwayLine, OpenHours};
use super::{Choice, Field, Frame};
use crate::lang::Lang;

/// The organisation's page, where a visit begins.
#[derive(Template)]
#[template(path = "organisation.html")]
pub struct OrganisationPage {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// The national emergency number, such as "112" or "113".
    pub emergency_number: String,
    /// Whether anybody can be visited now.
    pub doors: Doors,
    /// What is written on a door that was closed for a while.
    pub on_the_door: Option<String>,
    /// When it opens, and at which hours.
    pub open_hours: OpenHours,
    /// Who is away.
    pub away: Vec<AwayLine>,
    /// Where the organisation's own people see what is missing, when it is one of them who looks at a page that is not ready.
    pub own: Option<String>,
    /// The visitor's name.
    pub name: Field,
    /// The visitor's phone; may stay empty.
    pub phone: Field,
    /// Who can be asked for; when empty the question is left out.
    pub professionals: Vec<Choice>,
    /// Those of them who show a picture, by the same value.
    pub faces: Vec<String>,
    /// Why the chosen professional was refused.
    pub professional_error: Option<String>,
    /// Whether the consent was given already, on a form that came back for another reason.
    pub consented: bool,
    /// Why the arrival was refused for want of consent.
    pub consent_error: Option<String>,
    /// The privacy notice that stands beside the consent.
    pub notice: Notice,
    /// The id that makes sending twice arrive once.
    pub command: String,
}

impl OrganisationPage {
    fn nobody_chosen(&self) -> bool {
        !self.professionals.iter().any(|one| one.chosen)
    }
}

/// Whether an organisation receives visitors now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doors {
    /// Somebody is signed in.
    Open,
    /// Nobody is signed in, but one may wait.
    NobodyIn,
    /// Nobody new is let in for a while.
    Shut,
    /// Nobody can arrive: the organisation is not ready yet.
    NotYet,
    /// Outside of the opening hours, with nobody on duty.
    Closed,
    /// Nobody new is received until further notice; why is not for visitors.
    Paused,
}

impl Doors {
    /// Whether the form is left out.
    pub fn closed(self) -> bool {
        matches!(self, Self::Shut | Self::NotYet | Self::Closed | Self::Paused)
    }

    /// Whether the organisation is ready at all.
    pub fn ready(self) -> bool {
        self != Self::NotYet
    }
}

/// The privacy notice in the operator's name (G8), as it stands beside the consent and on its own page.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Who is responsible.
    pub controller: String,
    /// How they are reached: an e-mail or postal address.
    pub contact: String,
    /// The data-protection officer and how they are reached.
    pub officer: Option<String>,
    /// On which ground the details are handled, in a sentence.
    pub ground: String,
    /// The authority that takes complaints.
    pub authority: String,
    /// How long a visit is kept, in words: "14 days".
    pub retention: String,
    /// Further paragraphs, on what only some organisations do.
    pub more: Vec<String>,
}

/// The privacy notice on its own page.
#[derive(Template)]
#[template(path = "privacy.html")]
pub struct Privacy {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// The notice.
    pub notice: Notice,
    /// The day since which it holds, for people.
    pub since: String,
    /// The same for machines.
    pub since_datetime: String,
}

/// The device test: on a visitor's way in, or on its own.
#[derive(Template)]
#[template(path = "check.html")]
pub struct Check {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The visit's id in its address; `None` on its own.
    pub visit: Option<String>,
    /// The visit's id in the address of a guest of its call.
    pub guest: Option<String>,
    /// Whether there is somebody to measure the connection against.
    pub measures: bool,
    /// Whether there is a relay to try where the direct way is closed.
    pub relay: bool,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
}

/// A text that the page's script shows or hides, by the key it knows it by.
struct Outcome {
    key: &'static str,
    icon: &'static str,
    text: String,
}

/// The script's key of a text, and the text's own.
type Keys = &'static [(&'static str, &'static str)];

/// Where a blocked device is unblocked.
const UNBLOCK: Keys = &[
    ("chrome", "unblock-chrome"),
    ("firefox", "unblock-firefox"),
    ("safari", "unblock-safari"),
    ("iphone", "unblock-iphone"),
    ("android", "unblock-android"),
    ("system", "unblock-system"),
    ("other", "unblock-other"),
];
/// What is said about a connection.
const LINES: Keys = &[
    ("measuring", "check-line-measuring"),
    ("good", "check-line-good"),
    ("fair", "check-line-fair"),
    ("poor", "check-line-poor"),
    ("relayed", "check-line-relayed"),
    ("blocked", "check-line-blocked"),
    ("not-directly", "check-line-not-directly"),
    ("unmeasured", "check-line-unmeasured"),
];
/// The test in one sentence.
const SUMMARIES: Keys = &[
    ("measuring", "check-sum-measuring"),
    ("all", "check-sum-all"),
    ("devices", "check-sum-devices"),
    ("voice", "check-sum-voice"),
    ("unheard", "check-sum-unheard"),
    ("looking", "check-sum-looking"),
    ("unhearing", "check-sum-unhearing"),
    ("weak", "check-sum-weak"),
    ("blocked", "check-sum-blocked"),
    ("not-directly", "check-sum-not-directly"),
];

impl Check {
    fn outcomes(&self, keys: Keys) -> Vec<Outcome> {
        let outcome = |(key, text): &(&'static str, &'static str)| Outcome {
            key,
            icon: match *key {
                "measuring" => "clock",
                "good" | "fair" | "relayed" | "all" | "devices" => "tick",
                _ => "warn",
            },
            text: self.lang.say(text).with("organisation", &*self.organisation).to_string(),
        };
        keys.iter().map(outcome).collect()
    }
}

/// The visitor's page while they wait.
#[derive(Template)]
#[template(path = "waiting.html")]
pub struct Waiting {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The visit's id in its address.
    pub visit: String,
    /// The organisation's name.
    pub organisation: String,
    /// What is written to those who wait; live updates send the same.
    pub notes: Vec<WaitNote>,
    /// The sentence from [`Place::sentence`]; live updates send the same.
    pub text: String,
    /// The professional's name, or the words for the first one free.
    pub for_whom: String,
    /// When the visitor arrived, for people.
    pub since: String,
    /// The same for machines.
    pub since_datetime: String,
    /// The visit's reference.
    pub reference: String,
    /// The words of the link to electronic ID, where the organisation uses it.
    pub identify: Option<String>,
    /// The national emergency number.
    pub emergency_number: String,
}

/// A note to somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct WaitNote {
    /// From whom, in words.
    pub from: String,
    /// What it says.
    pub text: String,
}

/// Where a visitor stands in the line; turned into the sentence they read.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// 1 is next; `None` where the organisation keeps it to itself.
    pub position: Option<u32>,
    /// The organisation's name.
    pub organisation: &'a str,
    /// The professional who was asked for.
    pub professional: Option<&'a str>,
    /// Whether the visitor was handed over to that professional.
    pub handed: bool,
    /// Who knows of it.
    pub known: Known,
}

/// Who knows that a visitor waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Somebody who may let them in has acknowledged the arrival.
    Seen,
    /// Nobody has yet; they are on the list of whoever may.
    Listed,
    /// Nobody who may is signed in.
    NobodyIn,
}

impl Place<'_> {
    /// "You are next. Dr Berg knows you are here."
    pub fn sentence(&self, lang: Lang) -> String {
        let place = match self.position {
            Some(position) => lang.say("wait-place").with("before", position.saturating_sub(1)),
            None => lang.say("wait-seen"),
        };
        let handed = self.professional.filter(|_| self.handed);
        let handed = handed.map_or_else(String::new, |name| {
            format!("{} ", lang.say("wait-handed").with("professional", name))
        });
        let known = match (self.known, self.professional) {
            (Known::Seen, Some(name)) => lang.say("wait-known-by").with("professional", name),
            (Known::Seen, None) => lang.say("wait-known").with("organisation", self.organisation),
            (Known::Listed, Some(name)) => lang.say("wait-listed-by").with("professional", name),
            (Known::Listed, None) => lang.say("wait-listed").with("organisation", self.organisation),
            (Known::NobodyIn, Some(name)) => lang.say("wait-not-in").with("professional", name),
            (Known::NobodyIn, None) => lang.say("wait-nobody-in").with("organisation", self.organisation),
        };
        format!("{handed}{place} {known}")
    }
}

/// The visitor's page when the visit is over.
#[derive(Template)]
#[template(path = "thanks.html")]
pub struct Thanks {
    /// The visitor's language.
    pub lang: Lang,
    /// What stands around the page.
    pub frame: Frame,
    /// The visit's id in its address.
    pub visit: String,
    /// The organisation's address.
    pub slug: String,
    /// The organisation's name.
    pub organisation: String,
    /// How the visit ended.
    pub farewell: Farewell,
    /// What is written on the door, where it was closed and the visitor let go.
    pub on_the_door: Option<String>,
    /// The visit's reference.
    pub reference: String,
}

/// How a visit ended, as its visitor should hear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Farewell {
    /// There was a call.
    AfterCall,
    /// The visit was closed without one.
    WithoutCall,
    /// The appointment was called off.
    CalledOff,
    /// The visitor hung up; the call goes on, and they may go back in.
    Left,
}

impl Farewell {
    /// Whether the visitor may want to come in again.
    pub fn without_call(self) -> bool {
        self == Self::WithoutCall
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::examples::{outside, render};

    fn notice() -> Notice {
        Notice {
            controller: "Nordlys Legesenter AS".into(),
            contact: "post@nordlys.example".into(),
            officer: Some("Kari Lund, dpo@nordlys.example".into()),
            authority: "Datatilsynet, www.datatilsynet.no".into(),
            retention: "14 days".into(),
            ground: "You agree to it.".into(),
            more: vec![],
        }
    }

    fn arrival(doors: Doors) -> OrganisationPage {
        OrganisationPage {
            lang: Lang::English,
            frame: outside(),
            slug: "nordlys".into(),
            organisation: "Nordlys Legesenter".into(),
            emergency_number: "113".into(),
            doors,
            on_the_door: (doors == Doors::Shut).then(|| "Back <at> two.".into()),
            open_hours: OpenHours {
                next: (doors == Doors::Closed).then(|| "Monday 23 November 2026, 08:00 (Oslo time)".into()),
                lines: vec![("Monday".into(), "08:00–16:00".into())],
                place: "Oslo".into(),
            },
            away: vec![AwayLine { sentence: "Dr Lie is away.".into(), words: Some("<i>".into()) }],
            own: (doors == Doors::NotYet).then(|| "/nordlys/dashboard".into()),
            name: Field::default(),
            phone: Field::default(),
            professionals: vec![Choice { value: "m1".into(), label: "Dr <b>Berg</b>".into(), chosen: false }],
            faces: vec![],
            professional_error: None,
            consented: false,
            consent_error: None,
            notice: notice(),
            command: "c1".into(),
        }
    }

    #[test]
    fn the_emergency_number_and_the_notice_stand_before_the_button() {
        let html = render(&arrival(Doors::Open));
        let place = |needle: &str| html.find(needle).unwrap();
        assert!(place("tel:113") < place("id=\"arrive-button\""));
        assert!(place("Datatilsynet") < place("id=\"arrive-button\""));
        assert!(html.contains("Dr &#60;b&#62;Berg"), "a professional's name is escaped");
    }

    #[test]
    fn a_refused_arrival_keeps_what_was_written_and_says_what_is_wrong_at_the_field() {
        let mut page = arrival(Doors::Open);
        page.name = Field::refused("<script>", "Please write a name of at most 200 characters.");
        page.consent_error = Some("Please agree first.".into());
        let html = render(&page);
        assert!(html.contains("value=\"&#60;script&#62;\""));
        assert!(
            html.contains("aria-describedby=\"name-hint name-wrong\"") && html.contains("id=\"name-wrong\"")
        );
        assert!(html.contains("aria-describedby=\"consent-wrong\""));
    }

    #[test]
    fn one_may_wait_when_nobody_is_in_and_cannot_when_closed() {
        assert!(render(&arrival(Doors::NobodyIn)).contains("id=\"arrive-button\""));
        let closed = render(&arrival(Doors::NotYet));
        assert!(!closed.contains("<form") && closed.contains("tel:113"));
        assert!(closed.contains("id=\"own\""), "its own people are led to what is missing");
        let shut = render(&arrival(Doors::Shut));
        assert!(
            !shut.contains("<form") && shut.contains("Back &#60;at&#62; two.") && shut.contains("tel:113")
        );
    }

    #[test]
    fn the_place_in_the_line_is_a_sentence() {
        let say = |position, professional, known| {
            let (position, handed) = (Some(position), false);
            Place { position, organisation: "Nordlys", professional, handed, known }.sentence(Lang::English)
        };
        let kept = Place {
            position: None,
            organisation: "Nordlys",
            professional: Some("Dr Lie"),
            handed: true,
            known: Known::Seen,
        };
        let kept = kept.sentence(Lang::English);
        assert!(kept.contains("Dr Lie receives you now") && !kept.contains("next"), "{kept}");
        assert_eq!(say(1, Some("Dr Berg"), Known::Seen), "You are next. Dr Berg knows you are here.");
        assert!(
            say(2, None, Known::Seen).starts_with("One person is before you. Nordlys knows you are here")
        );
        assert!(say(4, None, Known::Seen).starts_with("3 people are before you."));
        for unseen in [Known::Listed, Known::NobodyIn] {
            for professional in [Some("Dr Berg"), None] {
                let said = say(1, professional, unseen);
                assert!(!said.contains("knows") && !said.contains('⟦'), "{said}");
            }
        }
        assert!(say(1, Some("Dr Berg"), Known::NobodyIn).contains("Dr Berg is not signed in right now"));
    }

    #[test]
    fn every_step_of_a_visit_renders() {
        let (lang, visit, organisation) = (Lang::English, String::from("v1"), String::from("Nordlys"));
        let check = |visit: Option<&String>, measures| Check {
            lang,
            frame: outside(),
            visit: visit.cloned(),
            guest: None,
            measures,
            relay: true,
            slug: "nordlys".into(),
            organisation: organisation.clone(),
        };
        let html = render(&check(Some(&visit), true));
        assert!(
            html.contains("id=\"start-check\"") && html.contains("id=\"skip-check\""),
            "nobody is trapped"
        );
        assert!(html.contains("data-post=\"/v/v1/checked\"") && html.contains("data-offer"));
        assert!(!html.contains('⟦'), "every outcome has its words");
        let alone = render(&check(None, false));
        assert!(!alone.contains("data-post") && alone.contains("data-next=\"/nordlys\""));
        assert!(!alone.contains("data-offer"), "nobody is there to measure against");
        let waiting = Waiting {
            lang,
            frame: outside(),
            visit: visit.clone(),
            organisation: organisation.clone(),
            notes: vec![WaitNote { from: "From Nordlys".into(), text: "<i>late</i>".into() }],
            text: "You are <next>".into(),
            for_whom: "Dr Berg".into(),
            since: "10:32".into(),
            since_datetime: "2026-11-21T10:32:00+01:00".into(),
            reference: "7KQ2-M4XD".into(),
            identify: Some("Identify <yourself>".into()),
            emergency_number: "113".into(),
        };
        let html = render(&waiting);
        assert!(html.contains("You are &#60;next&#62;") && html.contains("&#60;i&#62;late"));
        for farewell in [Farewell::AfterCall, Farewell::WithoutCall] {
            let thanks = Thanks {
                lang,
                frame: outside(),
                visit: visit.clone(),
                slug: "nordlys".into(),
                organisation: organisation.clone(),
                farewell,
                on_the_door: None,
                reference: "7KQ2-M4XD".into(),
            };
            assert_eq!(render(&thanks).contains("arrive-again"), farewell.without_call());
        }
        let privacy = Privacy {
            lang,
            frame: outside(),
            slug: "nordlys".into(),
            organisation,
            notice: notice(),
            since: "1 November 2026".into(),
            since_datetime: "2026-11-01".into(),
        };
        assert!(render(&privacy).contains("dpo@nordlys.example"));
    }
}
