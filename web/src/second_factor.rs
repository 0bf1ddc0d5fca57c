//! Codes beside a link: what they are made of, whether one is right now, and the recovery codes. It opens nothing; what is secret comes in and goes out as it is.
//!
//! Six digits that change every thirty seconds (RFC 6238), one step of either side being taken too. What stands for a code in the log is a keyed hash of its step:
//! it tells that a code was given twice, and neither the code nor the time.

use aws_lc_rs::hmac;
use domain::text::Secret;
use domain::visit::TokenHash;
use domain::{MemberId, Timestamp};
use qrcode::QrCode;
use qrcode::render::svg;
use sha2::{Digest, Sha256};
use store::Entropy;
use store::edge::Draw;
use totp_rs::{Builder, Secret as Raw, Totp};

/// How many recovery codes there are.
pub const RECOVERY_CODES: u8 = 8;

/// The letters of a recovery code: no I, L, O, U, so that it can be read from paper.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What codes are made of.
pub struct Key {
    raw: Vec<u8>,
    totp: Totp,
}

impl Key {
    /// A new one, of 160 bits.
    pub fn draw(entropy: &dyn Entropy) -> Option<Self> {
        Self::of(entropy.bytes::<20>().to_vec())
    }

    /// Reads one as it stands on a page and is sealed; `None` for what none of ours is.
    pub fn parse(text: &str) -> Option<Self> {
        let raw = Raw::try_from_base32(text).ok()?;
        Self::of(raw.as_ref().to_vec()).filter(|key| key.raw.len() == 20)
    }

    fn of(raw: Vec<u8>) -> Option<Self> {
        let totp = Builder::new().with_secret(Raw::from(raw.clone())).build().ok()?;
        Some(Self { raw, totp })
    }

    /// As it stands on a page.
    pub fn reveal(&self) -> String {
        Raw::from(self.raw.clone()).to_base32()
    }

    /// As it is sealed.
    pub fn secret(&self) -> Option<Secret> {
        Secret::parse(&self.reveal()).ok()
    }

    /// What stands for this code, if it is right now.
    pub fn matching(&self, code: &str, now: Timestamp) -> Option<TokenHash> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let step = self.totp.check(&digits, u64::try_from(now.timestamp()).ok()?)?;
        Some(TokenHash(hex::encode(self.mac(b"anteroom code v1", &step.to_be_bytes()))))
    }

    /// The code of this moment: for tests, which have no telephone.
    pub fn code(&self, now: Timestamp) -> String {
        self.totp.generate(u64::try_from(now.timestamp()).unwrap_or_default()).to_string()
    }

    /// The recovery codes, always the same of one key: a form that is sent twice shows the same.
    pub fn recovery_codes(&self) -> Vec<String> {
        let code = |number: u8| {
            let mac = self.mac(b"anteroom recovery code v1", &[number]);
            let letters: String =
                mac[..16].iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
            [&letters[..4], &letters[4..8], &letters[8..12], &letters[12..]].join("-")
        };
        (0..RECOVERY_CODES).map(code).collect()
    }

    /// The address that a telephone reads from the picture.
    pub fn address(&self, account: &str) -> String {
        let account: String = account
            .bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect();
        format!("otpauth://totp/Anteroom:{account}?secret={}&issuer=Anteroom", self.reveal())
    }

    fn mac(&self, purpose: &[u8], what: &[u8]) -> Vec<u8> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.raw);
        hmac::sign(&key, &[purpose, what].concat()).as_ref().to_vec()
    }
}

/// What stands for a recovery code of this member, however it was typed; `None` for what cannot be one. Eighty bits are not to be guessed.
pub fn recovery(member: MemberId, typed: &str) -> Option<TokenHash> {
    let letters: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    let whole = letters.len() == 16 && letters.bytes().all(|byte| LETTERS.contains(&byte));
    whole.then(|| {
        let hash = Sha256::new_with_prefix(b"anteroom recovery code v1").chain_update(member.as_bytes());
        TokenHash(hex::encode(hash.chain_update(letters.as_bytes()).finalize()))
    })
}

/// A picture of an address, for a telephone to read: SVG that needs no style. Black on white in both themes, because cameras want it so.
pub fn picture(address: &str) -> Option<String> {
    let code = QrCode::new(address.as_bytes()).ok()?;
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
    // Without the declaration before it, it can stand in a page.
    drawn.find("<svg").map(|start| drawn[start..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, whose codes are known.
    const KNOWN: &[u8] = b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_timestamp(second, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        let key = Key::of(KNOWN.to_vec()).unwrap();
        assert_eq!(key.code(at(59)), "287082");
        assert_eq!(key.code(at(1_111_111_109)), "081804");
        assert!(key.matching("287 082", at(59)).is_some());
        assert_eq!(key.matching("287082", at(59)), key.matching("287082", at(89)), "one step is one code");
        assert!(key.matching("287082", at(150)).is_none(), "too late");
        for wrong in ["287083", "28708", "2870820", "28708a", ""] {
            assert!(key.matching(wrong, at(59)).is_none(), "{wrong}");
        }
        assert!(!key.matching("287082", at(59)).unwrap().0.contains("287082"));
    }

    #[test]
    fn a_key_is_read_back_and_nothing_else_is_one() {
        let key = Key::of(KNOWN.to_vec()).unwrap();
        let back = Key::parse(&key.reveal()).unwrap();
        assert_eq!(back.recovery_codes(), key.recovery_codes());
        assert!(Key::parse("not a key").is_none() && Key::parse("MFRGG").is_none());
        let address = key.address("eva@a.example");
        assert!(address.starts_with("otpauth://totp/Anteroom:eva%40a.example?secret="), "{address}");
        let picture = picture(&address).unwrap();
        assert!(picture.starts_with("<svg") && !picture.contains("style"));
    }

    #[test]
    fn a_recovery_code_is_read_however_it_is_typed_and_is_one_members() {
        let key = Key::of(KNOWN.to_vec()).unwrap();
        let codes = key.recovery_codes();
        let distinct: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(distinct.len(), usize::from(RECOVERY_CODES));
        let (one, other) = (MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
        let typed = codes[0].to_lowercase().replace('-', " ");
        assert_eq!(recovery(one, &codes[0]), recovery(one, &typed));
        assert_ne!(recovery(one, &codes[0]), recovery(other, &codes[0]));
        assert!(recovery(one, "287082").is_none());
    }
}
