//! Passkeys: the ceremonies under way, in memory, and what is stored of a passkey, sealed. It opens nothing and signs nobody in.
//!
//! An authenticator that counts must show more each time, and one whose count falls back is refused: the counter and the backup state of the last proof are kept.
//! Most passkeys are synchronised and do not count at all.

use crate::error::AppError;
use domain::text::Line;
use domain::{MemberId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Mutex;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, Url, Webauthn, WebauthnBuilder,
};

/// How long a ceremony may take.
pub const CEREMONY: chrono::TimeDelta = chrono::TimeDelta::minutes(5);

/// How many may be under way at once.
const UNDER_WAY: usize = 4_096;

/// A passkey as it is sealed in the log. Stored: fields are only ever added.
#[derive(Debug, Serialize, Deserialize)]
pub struct Stored {
    /// What its owner called it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Line>,
    /// When exactly it was registered.
    pub at: Timestamp,
    /// The public key with its id and counter.
    pub key: Passkey,
}

impl Stored {
    /// Reads what was opened; `None` for what no ceremony of ours made.
    pub fn read(value: serde_json::Value) -> Option<Self> {
        serde_json::from_value(value).ok()
    }
}

/// A ceremony between its start and its finish.
pub enum Ceremony {
    /// A signed-in member adds a passkey.
    Registering(MemberId, PasskeyRegistration),
    /// Somebody signs in; who, their passkey tells.
    SigningIn(DiscoverableAuthentication),
}

/// Ceremonies under way.
pub struct Passkeys {
    webauthn: Option<Webauthn>,
    under_way: Mutex<HashMap<String, (Ceremony, Timestamp)>>,
}

impl Passkeys {
    /// For pages at this origin. A passkey belongs to a name: at a bare IP address there are none, and the link by e-mail is the way in.
    pub fn new(origin: &str) -> Result<Self, AppError> {
        let wrong = |what: &str| AppError::Unavailable { what: format!("passkeys: {what}") };
        let url = Url::parse(origin).map_err(|_| wrong("the origin is not a URL"))?;
        let webauthn = match url.domain() {
            None => None,
            Some(name) => {
                let built =
                    WebauthnBuilder::new(name, &url).and_then(|builder| builder.rp_name("Anteroom").build());
                Some(built.map_err(|error| wrong(&error.to_string()))?)
            }
        };
        Ok(Self { webauthn, under_way: Mutex::default() })
    }

    /// The ceremonies' rules; `None` where there can be no passkeys.
    pub fn webauthn(&self) -> Option<&Webauthn> {
        self.webauthn.as_ref()
    }

    /// Remembers a ceremony under an id that its browser gets alone. Where there are too many the oldest is forgotten.
    pub fn begin(&self, id: String, ceremony: Ceremony, now: Timestamp) -> Result<(), AppError> {
        let mut under_way = self.under_way.lock().map_err(|_| AppError::TooMany)?;
        if under_way.len() >= UNDER_WAY {
            under_way.retain(|_, (_, until)| now < *until);
        }
        if under_way.len() >= UNDER_WAY {
            let oldest = under_way.iter().min_by_key(|(_, (_, until))| *until).map(|(id, _)| id.clone());
            oldest.and_then(|id| under_way.remove(&id));
        }
        under_way.insert(id, (ceremony, now + CEREMONY));
        Ok(())
    }

    /// Takes a ceremony out, to finish it: it finishes once.
    pub fn take(&self, id: &str, now: Timestamp) -> Option<Ceremony> {
        let (ceremony, until) = self.under_way.lock().ok()?.remove(id)?;
        (now < until).then_some(ceremony)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> Timestamp {
        format!("2026-11-21T10:{minute:02}:00Z").parse().unwrap()
    }

    fn ceremony(passkeys: &Passkeys) -> Ceremony {
        let (_, state) = passkeys.webauthn().unwrap().start_discoverable_authentication().unwrap();
        Ceremony::SigningIn(state)
    }

    #[test]
    fn a_passkey_belongs_to_a_name() {
        for named in ["http://localhost:8080", "https://anteroom.example"] {
            assert!(Passkeys::new(named).unwrap().webauthn().is_some(), "{named}");
        }
        for bare in ["http://127.0.0.1:8080", "http://[::1]:8080"] {
            assert!(Passkeys::new(bare).unwrap().webauthn().is_none(), "{bare}");
        }
        assert!(Passkeys::new("anteroom").is_err());
    }

    #[test]
    fn a_ceremony_finishes_once_and_in_time() {
        let passkeys = Passkeys::new("http://localhost:8080").unwrap();
        passkeys.begin("a".into(), ceremony(&passkeys), at(0)).unwrap();
        passkeys.begin("b".into(), ceremony(&passkeys), at(0)).unwrap();
        assert!(passkeys.take("a", at(4)).is_some());
        assert!(passkeys.take("a", at(4)).is_none());
        assert!(passkeys.take("b", at(5)).is_none());
    }

    #[test]
    fn too_many_ceremonies_forget_the_oldest() {
        let passkeys = Passkeys::new("http://localhost:8080").unwrap();
        passkeys.begin("oldest".into(), ceremony(&passkeys), at(0)).unwrap();
        for i in 0..UNDER_WAY {
            passkeys.begin(i.to_string(), ceremony(&passkeys), at(1)).unwrap();
        }
        assert!(passkeys.take("oldest", at(2)).is_none());
        assert!(passkeys.take("0", at(2)).is_some());
    }
}
