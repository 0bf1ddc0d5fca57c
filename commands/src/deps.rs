//! What every command is given.

use domain::{CommandId, Timestamp};
use gateways::criipto::EidProvider;
use gateways::mail::{Mailer, Sender};
use gateways::sms::Texter;
use std::sync::Arc;
use store::edge::Draw;
use store::{Clock, Entropy, Log, Vault};

/// What every command is given. Nothing here is global.
#[derive(Clone)]
pub struct Deps {
    /// The event log.
    pub log: Arc<dyn Log>,
    /// The vault.
    pub vault: Arc<Vault>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Mail.
    pub mailer: Arc<dyn Mailer>,
    /// Who the mail is from.
    pub sender: Sender,
    /// Who vouches for visitors by electronic ID; `None` where the operator has set nothing up.
    pub eid: Option<Arc<dyn EidProvider>>,
    /// Text messages.
    pub texter: Arc<dyn Texter>,
    /// For how many days an organisation is on trial that signs up; 0 for no trial.
    pub trial_days: u16,
    /// Where the pages are, without a slash at the end: `https://anteroom.example`.
    pub origin: String,
}

impl Deps {
    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new command's id.
    pub fn command(&self) -> CommandId {
        CommandId(self.entropy.uuid())
    }
}
