//! Passes for the relay: a name with its end in it, and a keyed hash of that name, as coturn's `use-auth-secret` has it. Nothing of them is stored.

use super::IceServer;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use std::sync::Arc;
use store::Clock;
use uuid::Uuid;

/// The longest time for which a pass opens new ways.
pub const LONGEST: TimeDelta = TimeDelta::hours(1);

/// What the relay and the rooms share.
#[derive(Clone)]
pub struct Secret(hmac::Key);

impl Secret {
    /// The shortest that is taken, in bytes.
    pub const SHORTEST: usize = 16;

    /// The secret of these bytes.
    pub fn new(bytes: &[u8]) -> Self {
        // SHA-1 is what TURN servers agree on; as a keyed hash over a name of an hour it holds.
        Self(hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, bytes))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Gives passes and knows its own.
#[derive(Clone)]
pub struct Passes {
    secret: Secret,
    clock: Arc<dyn Clock>,
}

impl Passes {
    /// Passes under this secret, by this clock.
    pub fn new(secret: Secret, clock: Arc<dyn Clock>) -> Self {
        Self { secret, clock }
    }

    /// A pass for this subject, to be used at these addresses.
    pub fn give(&self, urls: &[String], subject: Uuid, lasts: TimeDelta) -> IceServer {
        let until = self.clock.now() + lasts.clamp(TimeDelta::zero(), LONGEST);
        let username = format!("{}:{}", until.timestamp(), subject.simple());
        let credential = self.password(&username);
        IceServer { urls: urls.to_vec(), username, credential }
    }

    /// What proves a pass of this name.
    pub fn password(&self, username: &str) -> String {
        STANDARD.encode(hmac::sign(&self.secret.0, username.as_bytes()))
    }

    /// The subject of a pass that is of our form and not yet over. That it is ours, its password shows.
    pub fn subject(&self, username: &str) -> Option<Uuid> {
        let (until, subject) = username.split_once(':')?;
        let (until, now) = (until.parse::<i64>().ok()?, self.clock.now().timestamp());
        (now < until && until <= now + LONGEST.num_seconds()).then_some(())?;
        Uuid::try_parse(subject).ok().filter(|id| id.simple().to_string() == subject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;

    struct At(i64);

    impl Clock for At {
        fn now(&self) -> Timestamp {
            Timestamp::from_timestamp(self.0, 0).unwrap()
        }
    }

    fn at(seconds: i64) -> Passes {
        Passes::new(Secret::new(b"a secret of the house"), Arc::new(At(seconds)))
    }

    #[test]
    fn a_pass_is_what_other_relays_take_too() {
        let subject = Uuid::from_u128(7);
        let pass = at(1_700_000_000).give(&["turn:relay.example".into()], subject, TimeDelta::minutes(10));
        assert_eq!(pass.username, format!("1700000600:{}", subject.simple()));
        // printf '1700000600:00000000000000000000000000000007' | openssl dgst -sha1 -hmac 'a secret of the house' -binary | base64
        assert_eq!(pass.credential, "EmX/36UdV/tvI7ChifSUWf/Dv2o=");
        assert!(!format!("{pass:?}").contains(&pass.credential));
    }

    #[test]
    fn a_pass_ends_within_the_hour() {
        let (subject, day) = (Uuid::from_u128(7), TimeDelta::days(1));
        let name = at(1_000).give(&[], subject, day).username;
        assert_eq!(at(1_000).subject(&name), Some(subject));
        assert_eq!(at(1_000 + 3_599).subject(&name), Some(subject));
        assert_eq!(at(1_000 + 3_600).subject(&name), None, "it is over");
        assert_eq!(at(999).subject(&name), None, "nobody gives one for longer than an hour");
        for none in ["", "7", "x:y", "9999:", "2000:00000000-0000-0000-0000-000000000007", "2000:7"] {
            assert_eq!(at(1_000).subject(none), None, "{none}");
        }
    }
}
