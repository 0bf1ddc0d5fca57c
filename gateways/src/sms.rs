//! Text messages: what one is, to which number, by whose service, and how sending one can fail. It decides neither whom
//! to write to nor what to say, and neither an error nor a `Debug` here shows anything about a person.

mod number;
pub mod outbox;

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use number::{NotANumber, Number};

/// Sends text messages, one at a time.
#[async_trait]
pub trait Texter: Send + Sync {
    /// Whether messages to this number can be sent at all.
    fn reaches(&self, number: &Number) -> bool;

    /// By which of the services behind this the number is reached: where one is away, the others are not.
    fn service(&self, _: &Number) -> &'static str {
        "sms"
    }

    /// Hands the message over. `Ok` means that the service has taken responsibility for it, not that it was read.
    ///
    /// Sending the same [`Text::id`] again: the sandbox and Sinch recognise it and hand over nothing; Twilio's API has
    /// no such thing, so a message whose answer was lost may arrive twice.
    async fn send(&self, text: &Text) -> Result<Taken, TextError>;
}

/// One message to one number. All of it but the id is personal: `Debug` shows the id alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// The same for every attempt to send this message.
    pub id: Uuid,
    /// The time of writing; the sandbox shows it.
    pub at: DateTime<Utc>,
    /// To whom.
    pub to: Number,
    /// What it says.
    pub body: String,
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A message that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What the service calls it.
    pub id: String,
}

/// Why a message was not sent. Holds no number and no text, and nothing of an answer but its code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The service will not take this message for this number. Do not try again.
    #[error("the message was refused for its number ({code})")]
    Refused {
        /// The service's own code.
        code: String,
    },
    /// The service could not take this message now, or it is not known whether it did: others are another matter. Try this one again later.
    #[error("the service wants this message later ({code})")]
    Later {
        /// The service's own code, or what was wrong with its answer.
        code: String,
    },
    /// Nobody answered, or the service asked for patience. Try again later, whatever the message.
    #[error("text messages cannot be sent now: {0}")]
    Unavailable(&'static str),
    /// The settings do not fit the service. Keep the message and tell the operator; trying again unchanged is useless.
    #[error("text messages are not set up correctly: {0}")]
    Configuration(&'static str),
}

/// Chooses the service by the number's country: numbers of the United States go one way, all others the other. What
/// belongs to customers in Europe is never handed to a company in the United States.
#[derive(Clone, Default)]
pub struct ByCountry {
    /// For numbers of the United States.
    pub american: Option<Arc<dyn Texter>>,
    /// For all others.
    pub others: Option<Arc<dyn Texter>>,
}

impl ByCountry {
    fn of(&self, number: &Number) -> Option<&Arc<dyn Texter>> {
        if number.is_american() { self.american.as_ref() } else { self.others.as_ref() }
    }
}

#[async_trait]
impl Texter for ByCountry {
    fn reaches(&self, number: &Number) -> bool {
        self.of(number).is_some_and(|texter| texter.reaches(number))
    }

    fn service(&self, number: &Number) -> &'static str {
        if number.is_american() { "sms of the United States" } else { "sms" }
    }

    async fn send(&self, text: &Text) -> Result<Taken, TextError> {
        match self.of(&text.to) {
            Some(texter) => texter.send(text).await,
            None => Err(TextError::Refused { code: "no service for this country".to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{outbox::Outbox, *};

    fn text(id: u128, to: &str) -> Text {
        Text {
            id: Uuid::from_u128(id),
            at: DateTime::UNIX_EPOCH,
            to: to.parse().unwrap(),
            body: "Hei".into(),
        }
    }

    #[tokio::test]
    async fn the_numbers_country_chooses_the_service() {
        let (american, others) = (Outbox::new(9), Outbox::new(9));
        let both =
            ByCountry { american: Some(Arc::new(american.clone())), others: Some(Arc::new(others.clone())) };
        // Canada shares the prefix of the United States, and is not it.
        for (id, to) in [(1, "+12025550143"), (2, "+4792449678"), (3, "+14165550143"), (4, "+442079460958")] {
            assert!(both.reaches(&text(id, to).to));
            assert_eq!(both.service(&text(id, to).to) == "sms", id != 1, "each has a line of its own");
            both.send(&text(id, to)).await.unwrap();
        }
        let ids = |outbox: &Outbox| outbox.texts().iter().map(|text| text.id.as_u128()).collect::<Vec<_>>();
        assert_eq!((ids(&american), ids(&others)), (vec![1], vec![4, 3, 2]));
    }

    #[tokio::test]
    async fn without_a_service_for_its_country_a_number_is_not_reached() {
        let alone = ByCountry { american: None, others: Some(Arc::new(Outbox::new(9))) };
        let text = text(1, "+12025550143");
        assert!(!alone.reaches(&text.to));
        assert!(matches!(alone.send(&text).await, Err(TextError::Refused { .. })));
        assert!(!ByCountry::default().reaches(&"+4792449678".parse().unwrap()));
    }

    #[test]
    fn debug_shows_the_id_alone() {
        let shown = format!("{:?}", text(7, "+4792449678"));
        assert_eq!(shown, "Text { id: 00000000-0000-0000-0000-000000000007, .. }");
    }
}
