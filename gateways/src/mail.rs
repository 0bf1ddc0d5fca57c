//! Mail: what a letter is and how sending one can fail. It decides neither whom to write to nor what to say, and
//! neither an error nor a `Debug` here shows anything about a person.

mod address;
pub mod mailbox;
mod message;
pub mod smtp;

use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use address::{Address, NotAnAddress};

use crate::calendar::Method;

/// Sends letters, one at a time.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands the letter over. `Ok` means that the next server (or the sandbox) has taken responsibility for it, not
    /// that it was read.
    ///
    /// Sending the same [`Letter::id`] again is safe: the sandbox keeps one, and a real mailbox can tell by the
    /// Message-ID that it is the same letter. SMTP itself promises no more than that.
    async fn send(&self, letter: &Letter) -> Result<(), MailError>;
}

/// One letter to one person. All of it but the id is personal: `Debug` shows the id alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The same for every attempt to send this letter; becomes the local part of the Message-ID.
    pub id: Uuid,
    /// The time of writing, for the Date header (whole seconds are kept).
    pub at: DateTime<Utc>,
    /// In whose name.
    pub from: Sender,
    /// To whom.
    pub to: Address,
    /// One line; line breaks and other control characters are sent as spaces.
    pub subject: String,
    /// The letter as plain text; always there, for those who read it that way.
    pub text: String,
    /// The same letter as HTML.
    pub html: Option<String>,
    /// An appointment for the reader's calendar.
    pub calendar: Option<CalendarFile>,
}

/// A calendar file that goes with a letter.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// What the calendar is to do: also a parameter of the content type.
    pub method: Method,
    /// The file.
    pub file: String,
}

impl fmt::Debug for CalendarFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CalendarFile").field("method", &self.method).finish_non_exhaustive()
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Who a letter is from: an address, and the name shown beside it.
#[derive(Clone, PartialEq, Eq)]
pub struct Sender {
    /// Shown by the reader's mail program; empty for none.
    pub name: String,
    /// Also the envelope sender, and its domain is the Message-ID's.
    pub address: Address,
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender(…)")
    }
}

/// Why a letter was not sent. Holds no address, no text and no server's reply, because replies quote addresses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server will not take this letter for this address. Do not try again.
    #[error("the mail server refused this letter for its address (reply {code})")]
    Refused {
        /// The SMTP reply, 5xx; 553 also for an address outside ASCII that the server cannot carry.
        code: u16,
    },
    /// The server will not take this letter for its address now (a full mailbox, a stranger who is to come again): other letters are another matter. Try this one again later.
    #[error("the mail server wants this letter later (reply {code})")]
    Later {
        /// The SMTP reply, 4xx; 451 also where the server fell silent with the letter half handed over, so that it may have taken it.
        code: u16,
    },
    /// Nobody answered, or the server asked for patience. Try again later, whatever the letter.
    #[error("the mail server cannot take letters now: {0}")]
    Unavailable(&'static str),
    /// The settings do not fit the server. Keep the letter and tell the operator; trying again unchanged is useless.
    #[error("mail is not set up correctly: {0}")]
    Configuration(&'static str),
}
