//! Forms: what was refused, beside its field and in the reader's words, and the id that makes sending twice do one thing.

use crate::app::App;
use crate::error::{AppError, status};
use crate::lang::Lang;
use crate::page::Field;
use axum::http::StatusCode;
use domain::text::Invalid;
use domain::{CommandId, Refusal};

/// A refusal in the reader's words.
pub fn sentence(lang: Lang, refusal: &Refusal) -> String {
    let said = match refusal {
        Refusal::Field { why: Invalid::Empty, .. } => lang.say("invalid-empty"),
        Refusal::Field { why: Invalid::TooLong(_), field: "picture" } => lang.say("invalid-picture-large"),
        Refusal::Field { why: Invalid::TooLong(limit), .. } => {
            lang.say("invalid-too-long").with("limit", u32::try_from(*limit).unwrap_or(u32::MAX))
        }
        Refusal::Field { why: Invalid::Unprintable, .. } => lang.say("invalid-unprintable"),
        Refusal::Field { why: Invalid::Form(_), field } => match *field {
            // Of names only a signatory's has a form.
            "name" => lang.say("invalid-signatory"),
            "phone" => lang.say("invalid-phone"),
            "email" => lang.say("invalid-email"),
            "slug" => lang.say("invalid-slug"),
            "picture" => lang.say("invalid-picture"),
            "accent" => lang.say("invalid-accent"),
            "country" => lang.say("invalid-country"),
            "sector" => lang.say("invalid-sector"),
            "retention" => lang.say("invalid-retention"),
            "role" => lang.say("invalid-role"),
            "reference" => lang.say("invalid-reference"),
            "until" => lang.say("invalid-until"),
            "exemption" => lang.say("invalid-exemption"),
            "reach" => lang.say("invalid-reach"),
            "time" => lang.say("invalid-time"),
            "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "hours" => {
                lang.say("invalid-hours")
            }
            "on" => lang.say("invalid-on"),
            "from" => lang.say("invalid-from"),
            "last" => lang.say("invalid-last"),
            "reminders" => lang.say("invalid-reminders"),
            // Other fields take any text that can be shown.
            _ => lang.say("invalid-form"),
        },
        other => lang.say(format!("refused-{}", other.code())),
    };
    said.to_string()
}

/// What was wrong with a form: all of it, so that nobody is told one thing after the other.
#[derive(Debug, Default)]
pub struct Wrong(Vec<Refusal>);

impl Wrong {
    /// Takes a field that was read, or notes why it was not.
    pub fn take<T>(&mut self, read: Result<T, Refusal>) -> Option<T> {
        read.map_err(|refusal| self.0.push(refusal)).ok()
    }

    /// The sentence beside this field.
    pub fn about(&self, lang: Lang, field: &str) -> Option<String> {
        self.0.iter().find(|refusal| refusal.field() == Some(field)).map(|refusal| sentence(lang, refusal))
    }

    /// This field with what was written in it.
    pub fn field(&self, lang: Lang, field: &str, written: &str) -> Field {
        Field { value: written.to_owned(), error: self.about(lang, field) }
    }

    /// Whether nothing was.
    pub fn nothing(&self) -> bool {
        self.0.is_empty()
    }

    /// The status of the page that shows the form again; 200 where nothing was wrong.
    pub fn status(&self) -> StatusCode {
        self.0.first().map_or(StatusCode::OK, status)
    }
}

impl From<Refusal> for Wrong {
    fn from(refusal: Refusal) -> Self {
        Self(vec![refusal])
    }
}

/// A new id for a form.
pub fn draw(app: &App) -> String {
    app.deps.command().to_string()
}

/// A form that says nothing but that it was sent.
#[derive(serde::Deserialize)]
pub struct Alone {
    /// The id of its command.
    #[serde(default)]
    pub command: String,
}

/// The id that came with a form.
pub fn command(sent: &str) -> Result<CommandId, AppError> {
    sent.parse().map_err(|_| AppError::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::refusal::InField;
    use domain::text::{Email, PersonName};

    const LANG: Lang = Lang::English;

    /// The keys that are put together from a code, where no test can find them.
    const REFUSED: [&str; 58] = [
        "refused-field",
        "refused-not-found",
        "refused-not-allowed",
        "refused-slug-taken",
        "refused-email-taken",
        "refused-link-spent",
        "refused-not-open",
        "refused-not-confirmed",
        "refused-consent-missing",
        "refused-notice-missing",
        "refused-visit-over",
        "refused-not-waiting",
        "refused-not-admitted",
        "refused-has-come",
        "refused-not-yet",
        "refused-door-closed",
        "refused-for-somebody-else",
        "refused-with-a-colleague",
        "refused-erased",
        "refused-second-person",
        "refused-hold-over",
        "refused-nothing-erased",
        "refused-too-early",
        "refused-closed",
        "refused-away",
        "refused-not-receiving",
        "refused-no-such-way",
        "refused-last-owner",
        "refused-ground-unconfirmed",
        "refused-electronic-id-off",
        "refused-identification-spent",
        "refused-identified-too-often",
        "refused-number-shown",
        "refused-invitation-accepted",
        "refused-not-a-member",
        "refused-agreement-changed",
        "refused-not-on-duty",
        "refused-no-longer-receiving",
        "refused-call-runs",
        "refused-in-call",
        "refused-too-many-guests",
        "refused-too-many-messages",
        "refused-too-many-taken",
        "refused-code-wrong",
        "refused-recovery-waits",
        "refused-trial-over",
        "refused-not-signed-in",
        "refused-malformed",
        "refused-wrong-method",
        "refused-foreign-site",
        "refused-too-many",
        "refused-too-large",
        "refused-wrong-kind",
        "refused-crowded",
        "refused-unavailable",
        "refused-behind",
        "refused-passkeys-need-a-name",
        "refused-passkey-unknown",
    ];

    #[test]
    fn every_refusal_has_its_words() {
        for key in REFUSED {
            assert!(!LANG.say(key).to_string().contains('⟦'), "{key}");
        }
        for refusal in [
            Refusal::NotFound,
            Refusal::NotAllowed,
            Refusal::SlugTaken,
            Refusal::EmailTaken,
            Refusal::LinkSpent,
            Refusal::NotOpen,
            Refusal::NotConfirmed,
            Refusal::ConsentMissing,
            Refusal::NoticeMissing,
            Refusal::VisitOver,
            Refusal::NotWaiting,
            Refusal::NotAdmitted,
            Refusal::ForSomebodyElse,
            Refusal::WithAColleague,
            Refusal::Erased,
            Refusal::SecondPerson,
            Refusal::HoldOver,
            Refusal::NothingErased,
            Refusal::TooEarly,
            Refusal::Closed,
            Refusal::Away,
            Refusal::NoLongerReceiving,
            Refusal::NotReceiving,
            Refusal::NoSuchWay,
            Refusal::LastOwner,
            Refusal::GroundUnconfirmed,
            Refusal::ElectronicIdOff,
            Refusal::IdentificationSpent,
            Refusal::IdentifiedTooOften,
            Refusal::NumberShown,
            Refusal::InvitationAccepted,
            Refusal::NotAMember,
            Refusal::CodeWrong,
            Refusal::RecoveryWaits,
            Refusal::TrialOver,
            Refusal::TooManyMessages { field: None },
            Refusal::TooManyTaken,
        ] {
            assert!(REFUSED.contains(&&*format!("refused-{}", refusal.code())), "{}", refusal.code());
        }
    }

    #[test]
    fn every_way_to_be_wrong_has_its_words() {
        for field in [
            "name",
            "phone",
            "email",
            "slug",
            "country",
            "retention",
            "role",
            "reference",
            "reason",
            "reach",
            "time",
            "monday",
            "hours",
            "on",
            "from",
            "last",
            "reminders",
        ] {
            for why in [Invalid::Empty, Invalid::TooLong(120), Invalid::Unprintable, Invalid::Form("…")] {
                let said = sentence(LANG, &Refusal::Field { field, why });
                assert!(!said.contains('⟦') && !said.contains('…'), "{field} {why:?}");
            }
        }
    }

    #[test]
    fn a_form_comes_back_with_everything_that_was_wrong_and_nothing_lost() {
        let mut wrong = Wrong::default();
        assert!(wrong.take(PersonName::parse("").field("name")).is_none());
        assert!(wrong.take(Email::parse("ola@").field("email")).is_none());
        let email = wrong.field(LANG, "email", "ola@");
        assert_eq!(email.value, "ola@");
        assert!(email.error.is_some() && wrong.about(LANG, "name").is_some());
        assert!(wrong.field(LANG, "slug", "nordlys").error.is_none());
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(Wrong::from(Refusal::SlugTaken).status(), StatusCode::CONFLICT);
        assert_eq!(Wrong::default().status(), StatusCode::OK);
    }
}
