//! Keys of signed notes: the log's Ed25519 keys and the keys of witnesses (C2SP signed-note, tlog-cosignature). A secret
//! key leaves this file only as the text of its key file.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use super::note::NoteSignature;

/// What a key's signatures say; the number is the type byte of C2SP signed-note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum KeyKind {
    /// The log itself: a signature over the note's text.
    Log = 1,
    /// A witness: a timestamped cosignature (`cosignature/v1`).
    Witness = 4,
}

/// The public half, written `name+hash+base64`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: KeyKind,
    id: u32,
    key: VerifyingKey,
}

/// The secret half. Its key file is one line, `PRIVATE+KEY+name+hash+base64`.
pub struct SignerKey {
    public: VerifierKey,
    key: SigningKey,
}

/// Why text is no key.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum KeyError {
    /// Empty, with a space, a control character or a `+`, or longer than 255 bytes.
    #[error("a key's name must be 1 to 255 bytes without spaces and without `+`")]
    Name,
    /// Not of the form above, or not a point of the curve.
    #[error("this is not a key of a signed note")]
    Format,
    /// A signature type that is not known here.
    #[error("the signature type {0} is not known")]
    Kind(u8),
    /// The hash in the text is not the key's.
    #[error("the key's hash does not fit its name and bytes")]
    Hash,
}

impl VerifierKey {
    /// The key's name; for a log, its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its signatures say.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The key's 32-bit id in signature lines.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The same key under another name: a log that was restored signs under a new origin.
    pub fn renamed(&self, name: &str) -> Result<Self, KeyError> {
        Self::new(name, self.kind, self.key)
    }

    /// Whether this key claims to have made the signature; whether it did, [`VerifierKey::verify`] says.
    pub fn claims(&self, signature: &NoteSignature) -> bool {
        signature.name == self.name && signature.id == self.id
    }

    /// Whether the signature over this note text is this key's; for a witness also when it was made, in seconds since 1970.
    pub fn verify(&self, text: &str, signature: &NoteSignature) -> Option<Option<u64>> {
        if !self.claims(signature) {
            return None;
        }
        let (message, time, bytes) = match self.kind {
            KeyKind::Log => (text.to_owned(), None, signature.bytes.as_slice()),
            KeyKind::Witness => {
                let (time, bytes) = signature.bytes.split_first_chunk::<8>()?;
                let time = u64::from_be_bytes(*time);
                (cosigned(text, time), Some(time), bytes)
            }
        };
        let signature = Signature::from_slice(bytes).ok()?;
        self.key.verify_strict(message.as_bytes(), &signature).ok().map(|()| time)
    }

    fn new(name: &str, kind: KeyKind, key: VerifyingKey) -> Result<Self, KeyError> {
        let allowed = |c: char| !c.is_whitespace() && !c.is_control() && c != '+';
        if name.is_empty() || name.len() > 255 || !name.chars().all(allowed) {
            return Err(KeyError::Name);
        }
        let hash =
            Sha256::new_with_prefix(name).chain_update(b"\n").chain_update(tagged(kind, key.as_bytes()));
        let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
        Ok(Self { name: name.to_owned(), kind, id: u32::from_be_bytes([a, b, c, d]), key })
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{:08x}+{}", self.name, self.id, STANDARD.encode(tagged(self.kind, self.key.as_bytes())))
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, id, kind, key) = parse(text)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| KeyError::Format)?;
        let key = Self::new(name, kind, key)?;
        if key.id == id { Ok(key) } else { Err(KeyError::Hash) }
    }
}

impl SignerKey {
    /// A key made of 32 random bytes, which the caller draws and forgets.
    pub fn generate(name: &str, kind: KeyKind, random: &[u8; 32]) -> Result<Self, KeyError> {
        let key = SigningKey::from_bytes(random);
        Ok(Self { public: VerifierKey::new(name, kind, key.verifying_key())?, key })
    }

    /// The same key under another name: a log that was restored signs under a new origin.
    pub fn renamed(&self, name: &str) -> Result<Self, KeyError> {
        Ok(Self { public: self.public.renamed(name)?, key: self.key.clone() })
    }

    /// Reads a key file.
    pub fn from_file(text: &str) -> Result<Self, KeyError> {
        let text = text.trim_end().strip_prefix("PRIVATE+KEY+").ok_or(KeyError::Format)?;
        let (name, id, kind, seed) = parse(text)?;
        let signer = Self::generate(name, kind, &Zeroizing::new(seed))?;
        if signer.public.id == id { Ok(signer) } else { Err(KeyError::Hash) }
    }

    /// The text of its key file: one line.
    pub fn to_file(&self) -> Zeroizing<String> {
        let secret = Zeroizing::new(tagged(self.public.kind, self.key.as_bytes()));
        let secret = Zeroizing::new(STANDARD.encode(secret));
        Zeroizing::new(format!("PRIVATE+KEY+{}+{:08x}+{}\n", self.public.name, self.public.id, *secret))
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.public
    }

    /// Signs a note's text; none if this is a witness's key.
    pub(super) fn sign(&self, text: &str) -> Option<NoteSignature> {
        let VerifierKey { name, id, kind, .. } = &self.public;
        let bytes = self.key.sign(text.as_bytes()).to_bytes().to_vec();
        (*kind == KeyKind::Log).then(|| NoteSignature { name: name.clone(), id: *id, bytes })
    }

    /// Cosigns a checkpoint's text at a time in seconds since 1970; none if this is a log's key.
    pub(super) fn cosign(&self, text: &str, time: u64) -> Option<NoteSignature> {
        let VerifierKey { name, id, kind, .. } = &self.public;
        let signature = self.key.sign(cosigned(text, time).as_bytes()).to_bytes();
        let bytes = [&time.to_be_bytes()[..], &signature].concat();
        (*kind == KeyKind::Witness).then(|| NoteSignature { name: name.clone(), id: *id, bytes })
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignerKey({})", self.public)
    }
}

fn tagged(kind: KeyKind, bytes: &[u8; 32]) -> [u8; 33] {
    let mut tagged = [kind as u8; 33];
    tagged[1..].copy_from_slice(bytes);
    tagged
}

/// What a witness signs (C2SP tlog-cosignature, v1).
fn cosigned(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

/// `name+hash+base64` → name, id, kind and 32 bytes.
fn parse(text: &str) -> Result<(&str, u32, KeyKind, [u8; 32]), KeyError> {
    let (name, rest) = text.split_once('+').ok_or(KeyError::Format)?;
    let (id, key) = rest.split_once('+').ok_or(KeyError::Format)?;
    if id.len() != 8 || !id.bytes().all(|c| c.is_ascii_hexdigit()) {
        return Err(KeyError::Format);
    }
    let id = u32::from_str_radix(id, 16).map_err(|_| KeyError::Format)?;
    let key = Zeroizing::new(STANDARD.decode(key).map_err(|_| KeyError::Format)?);
    let (kind, key) = key.split_first().ok_or(KeyError::Format)?;
    let kind = match kind {
        1 => KeyKind::Log,
        4 => KeyKind::Witness,
        other => return Err(KeyError::Kind(*other)),
    };
    Ok((name, id, kind, key.try_into().map_err(|_| KeyError::Format)?))
}
