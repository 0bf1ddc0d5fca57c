//! The constructions of the vault, byte by byte (docs/formats.md). Keys are zeroed when dropped.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::{hkdf, hmac};
use domain::personal::SealedPart;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A 256-bit key.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Something does not open: another key, another place, or changed bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value does not open under its key and place")]
pub struct DoesNotOpen;

/// The suite of a sealed part, its first byte.
const SUITE: u8 = 1;
/// No suite: plaintext. The control of the canary test writes it; nothing else does, and nothing reads it unless told to.
const UNSEALED: u8 = 0;
const SALT: usize = 32;
const COMMITMENT: usize = 32;
const TAG: usize = 16;
const NONCE: usize = 12;

/// What a sealed part is bound to: suite, log, stream, event, name, fields, subject, class, key, each with its length before it.
fn associated(log: [u8; 16], part: &SealedPart) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    let (suite, pointers) = ([SUITE], part.fields.text());
    let fields: [&[u8]; 9] = [
        &suite,
        &log,
        part.stream.as_bytes(),
        part.event.as_bytes(),
        part.kind.as_bytes(),
        pointers.as_bytes(),
        part.subject.as_bytes(),
        part.class.name().as_bytes(),
        part.key.as_bytes(),
    ];
    for field in fields {
        out.extend_from_slice(&(field.len() as u32).to_be_bytes());
        out.extend_from_slice(field);
    }
    out
}

/// A single-use key and its commitment, from a data key and a salt.
fn derive(key: &Key, salt: &[u8]) -> Result<(LessSafeKey, [u8; COMMITMENT]), DoesNotOpen> {
    struct Length;
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            64
        }
    }
    let mut okm = [0; 64];
    hkdf::Salt::new(hkdf::HKDF_SHA256, salt)
        .extract(&key.0)
        .expand(&[b"anteroom sealed part v1"], Length)
        .and_then(|okm_| okm_.fill(&mut okm))
        .map_err(|_| DoesNotOpen)?;
    let aead = UnboundKey::new(&AES_256_GCM, &okm[..32]).map_err(|_| DoesNotOpen);
    let mut commitment = [0; COMMITMENT];
    commitment.copy_from_slice(&okm[32..]);
    okm.zeroize();
    Ok((LessSafeKey::new(aead?), commitment))
}

/// The length in four bytes, the text, zeros up to 256, 512, 1024, …: a name's length is not told.
fn pad(plaintext: &[u8]) -> Vec<u8> {
    let size = (plaintext.len() + 4).next_power_of_two().max(256);
    let mut out = Vec::with_capacity(size + TAG);
    out.extend_from_slice(&(plaintext.len() as u32).to_be_bytes());
    out.extend_from_slice(plaintext);
    out.resize(size, 0);
    out
}

fn unpad(padded: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let (length, rest) = padded.split_first_chunk::<4>().ok_or(DoesNotOpen)?;
    rest.get(..u32::from_be_bytes(*length) as usize).map(<[u8]>::to_vec).ok_or(DoesNotOpen)
}

/// Seals a part: suite ‖ salt ‖ commitment ‖ AES-256-GCM(padded). The key is single-use, so the nonce is zero.
pub(super) fn seal(
    log: [u8; 16],
    key: &Key,
    salt: [u8; SALT],
    part: &SealedPart,
    plaintext: &[u8],
) -> Result<Vec<u8>, DoesNotOpen> {
    let (aead, commitment) = derive(key, &salt)?;
    let mut body = pad(plaintext);
    aead.seal_in_place_append_tag(
        Nonce::assume_unique_for_key([0; NONCE]),
        Aad::from(associated(log, part)),
        &mut body,
    )
    .map_err(|_| DoesNotOpen)?;
    let mut out = Vec::with_capacity(1 + SALT + COMMITMENT + body.len());
    out.push(SUITE);
    out.extend_from_slice(&salt);
    out.extend_from_slice(&commitment);
    out.extend_from_slice(&body);
    Ok(out)
}

/// A sealed part's salt and commitment; `None` where it has none, as the control's plaintext.
pub fn commitment(ciphertext: &[u8]) -> Option<[u8; SALT + COMMITMENT]> {
    let (suite, rest) = ciphertext.split_first()?;
    rest.first_chunk().filter(|_| *suite == SUITE).copied()
}

/// Whether this is the data key that a sealed part commits to, by its salt and commitment. It opens nothing.
pub fn fits(key: [u8; 32], commitment: &[u8; SALT + COMMITMENT]) -> bool {
    let (salt, committed) = commitment.split_at(SALT);
    derive(&Key::new(key), salt)
        .is_ok_and(|(_, derived)| verify_slices_are_equal(committed, &derived).is_ok())
}

/// The keyed hash of an address's hash.
pub(super) fn lookup_tag(table_key: &Key, hash: &[u8; 32]) -> [u8; 32] {
    tag(table_key, b"anteroom lookup v1", hash)
}

/// The control: not sealed at all.
pub(super) fn leave_unsealed(plaintext: &[u8]) -> Vec<u8> {
    let mut out = vec![UNSEALED];
    out.extend_from_slice(plaintext);
    out
}

/// Opens a part. `control` alone accepts the control's plaintext.
pub(super) fn open(
    log: [u8; 16],
    key: &Key,
    part: &SealedPart,
    control: bool,
) -> Result<Vec<u8>, DoesNotOpen> {
    let bytes = part.ciphertext.as_deref().ok_or(DoesNotOpen)?;
    let (suite, rest) = bytes.split_first().ok_or(DoesNotOpen)?;
    if *suite == UNSEALED && control {
        return Ok(rest.to_vec());
    }
    if *suite != SUITE || rest.len() < SALT + COMMITMENT + TAG {
        return Err(DoesNotOpen);
    }
    let (salt, rest) = rest.split_at(SALT);
    let (commitment, body) = rest.split_at(COMMITMENT);
    let (aead, expected) = derive(key, salt)?;
    verify_slices_are_equal(commitment, &expected).map_err(|_| DoesNotOpen)?;
    let mut body = body.to_vec();
    let padded = aead
        .open_in_place(Nonce::assume_unique_for_key([0; NONCE]), Aad::from(associated(log, part)), &mut body)
        .map_err(|_| DoesNotOpen)?;
    let plaintext = unpad(padded);
    body.zeroize();
    plaintext
}

/// Wraps 32 bytes under a key: nonce ‖ ciphertext ‖ tag, bound to what they are for.
pub(super) fn wrap(
    under: &Key,
    nonce: [u8; NONCE],
    bound_to: &[u8],
    secret: &[u8; 32],
) -> Result<Vec<u8>, DoesNotOpen> {
    let aead = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &under.0).map_err(|_| DoesNotOpen)?);
    let mut body = secret.to_vec();
    aead.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(bound_to), &mut body)
        .map_err(|_| DoesNotOpen)?;
    Ok([&nonce[..], &body].concat())
}

/// Unwraps what [`wrap`] wrapped.
pub(super) fn unwrap(under: &Key, bound_to: &[u8], wrapped: &[u8]) -> Result<Key, DoesNotOpen> {
    let aead = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &under.0).map_err(|_| DoesNotOpen)?);
    let (nonce, body) = wrapped.split_first_chunk::<NONCE>().ok_or(DoesNotOpen)?;
    let mut body = body.to_vec();
    let plain = aead
        .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(bound_to), &mut body)
        .map_err(|_| DoesNotOpen)?;
    let key = Key(<[u8; 32]>::try_from(&*plain).map_err(|_| DoesNotOpen)?);
    body.zeroize();
    Ok(key)
}

/// A keyed hash under a key derived for one purpose.
pub(super) fn tag(key: &Key, purpose: &'static [u8], message: &[u8]) -> [u8; 32] {
    let sub = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key.0), purpose);
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, sub.as_ref()), message);
    let mut out = [0; 32];
    out.copy_from_slice(tag.as_ref());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Class, EventId, KeyId, SubjectId};

    fn part() -> SealedPart {
        SealedPart {
            subject: SubjectId::from_bytes([1; 16]),
            class: Class::Visit,
            key: KeyId::from_bytes([2; 16]),
            stream: "visit-1".into(),
            event: EventId::from_bytes([3; 16]),
            kind: "visit.arrived.v1".into(),
            fields: "/form".into(),
            ciphertext: None,
        }
    }

    fn sealed(plaintext: &[u8]) -> SealedPart {
        let ciphertext = seal([9; 16], &Key([7; 32]), [5; 32], &part(), plaintext).unwrap();
        SealedPart { ciphertext: Some(ciphertext), ..part() }
    }

    #[test]
    fn a_sealed_value_opens_where_it_was_sealed_and_nowhere_else() {
        let here = sealed(b"Kari");
        assert_eq!(open([9; 16], &Key([7; 32]), &here, false).unwrap(), b"Kari");
        let moved = [
            SealedPart { subject: SubjectId::from_bytes([8; 16]), ..here.clone() },
            SealedPart { class: Class::Account, ..here.clone() },
            SealedPart { key: KeyId::from_bytes([8; 16]), ..here.clone() },
            SealedPart { stream: "visit-2".into(), ..here.clone() },
            SealedPart { event: EventId::from_bytes([8; 16]), ..here.clone() },
            SealedPart { kind: "visit.left.v1".into(), ..here.clone() },
            SealedPart { fields: "/note".into(), ..here.clone() },
        ];
        for moved in moved {
            assert_eq!(open([9; 16], &Key([7; 32]), &moved, false), Err(DoesNotOpen), "{moved:?}");
        }
        assert_eq!(open([8; 16], &Key([7; 32]), &here, false), Err(DoesNotOpen), "another log");
        assert_eq!(open([9; 16], &Key([8; 32]), &here, false), Err(DoesNotOpen), "another key");
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let good = sealed(b"Kari");
        let bytes = good.ciphertext.clone().unwrap();
        assert_eq!(bytes.len(), 256 + 81);
        for i in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[i] ^= 1;
            let part = SealedPart { ciphertext: Some(changed), ..good.clone() };
            assert_eq!(open([9; 16], &Key([7; 32]), &part, false), Err(DoesNotOpen), "byte {i}");
        }
    }

    #[test]
    fn plaintext_is_accepted_by_the_control_alone() {
        let part = SealedPart { ciphertext: Some(leave_unsealed(b"Kari")), ..part() };
        assert!(open([9; 16], &Key([7; 32]), &part, false).is_err());
        assert_eq!(open([9; 16], &Key([7; 32]), &part, true).unwrap(), b"Kari");
    }

    #[test]
    fn lengths_are_told_in_steps() {
        assert_eq!(pad(&[1; 1]).len(), 256);
        assert_eq!(pad(&[1; 252]).len(), 256);
        assert_eq!(pad(&[1; 253]).len(), 512);
    }

    #[test]
    fn a_wrapped_key_unwraps_for_what_it_is_alone() {
        let wrapped = wrap(&Key([1; 32]), [2; 12], b"this", &[3; 32]).unwrap();
        assert_eq!(unwrap(&Key([1; 32]), b"this", &wrapped).map(|k| k.0).unwrap(), [3; 32]);
        assert!(unwrap(&Key([1; 32]), b"that", &wrapped).is_err());
        assert!(unwrap(&Key([2; 32]), b"this", &wrapped).is_err());
    }
}
