//! Secrets that let somebody in: random, carrying whose they are and until when they hold; the log keeps their hash alone.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Timestamp;
use domain::text::Secret;
use domain::visit::TokenHash;
use sha2::{Digest, Sha256};
use store::Entropy;
use store::edge::Draw;
use uuid::Uuid;

/// A secret of 48 bytes: an id (16), the microsecond until which it holds (8), and 24 random bytes. The hash covers all of them, so neither can be altered.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 48]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new one.
    pub fn draw(entropy: &dyn Entropy, id: Uuid, expires: Timestamp) -> Self {
        let mut bytes = [0; 48];
        bytes[..16].copy_from_slice(id.as_bytes());
        bytes[16..24].copy_from_slice(&expires.timestamp_micros().to_be_bytes());
        bytes[24..].copy_from_slice(&entropy.bytes::<24>());
        Self(bytes)
    }

    /// Reads one as it stands in a link or a cookie.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As it stands in a link or a cookie.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// As it is sealed, to be mailed later.
    pub fn secret(&self) -> Option<Secret> {
        Secret::parse(&self.reveal()).ok()
    }

    /// The same secret with another end: another token, which follows from this one.
    #[must_use]
    pub fn until(&self, expires: Timestamp) -> Self {
        let mut bytes = self.0;
        bytes[16..24].copy_from_slice(&expires.timestamp_micros().to_be_bytes());
        Self(bytes)
    }

    /// What the log keeps of it.
    pub fn hash(&self) -> TokenHash {
        TokenHash(hex::encode(Sha256::digest(self.0)))
    }

    /// The id it was drawn for. It is as true as the hash is known.
    pub fn id(&self) -> Uuid {
        let mut id = [0; 16];
        id.copy_from_slice(&self.0[..16]);
        Uuid::from_bytes(id)
    }

    /// Until when it holds; in the past for one that nobody drew.
    pub fn expires(&self) -> Timestamp {
        let mut micros = [0; 8];
        micros.copy_from_slice(&self.0[16..24]);
        Timestamp::from_timestamp_micros(i64::from_be_bytes(micros)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ones;

    impl Entropy for Ones {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(1);
        }
    }

    #[test]
    fn a_token_is_read_back_and_its_hash_covers_the_expiry() {
        let at: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
        let token = Token::draw(&Ones, Uuid::from_bytes([7; 16]), at);
        let back = Token::parse(&token.reveal()).unwrap();
        assert_eq!((back.id(), back.expires()), (Uuid::from_bytes([7; 16]), at));
        assert_eq!(back.hash(), token.hash());
        let later = Token::draw(&Ones, Uuid::from_bytes([7; 16]), at + chrono::TimeDelta::days(1));
        assert_ne!(later.hash(), token.hash());
        assert_eq!(token.until(at + chrono::TimeDelta::days(1)), later);
        assert_eq!(Token::parse("not a token"), None);
    }
}
