//! Signed notes (C2SP signed-note): text and the lines that sign it. What a note says means nothing until a known key's
//! signature is verified.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use thiserror::Error;

use super::key::VerifierKey;

/// The longest note that is read.
const MAX_NOTE: usize = 1_000_000;
/// The most signatures that are read; the specification demands at least 16.
const MAX_SIGNATURES: usize = 100;

/// A note whose form is right and whose signatures nobody has checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line: `— name base64(id ‖ bytes)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// The key's name.
    pub name: String,
    /// The key's id.
    pub id: u32,
    /// What the key made; its form depends on the kind of key.
    pub bytes: Vec<u8>,
}

/// Why a note is refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NoteError {
    /// Not of the form of a signed note.
    #[error("this is not a signed note")]
    Format,
    /// A key that is known is named, and the signature is not its own.
    #[error("the signature in the name of {0} is not by its key")]
    Forged(String),
    /// No signature by a known key.
    #[error("no known key has signed this")]
    Unsigned,
}

impl Note {
    /// An unsigned note. The text must end in a newline.
    pub(super) fn new(text: String) -> Result<Self, NoteError> {
        if text.ends_with('\n') && printable(&text) {
            Ok(Self { text, signatures: Vec::new() })
        } else {
            Err(NoteError::Format)
        }
    }

    /// Reads a note without believing it.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.len() > MAX_NOTE || !printable(note) {
            return Err(NoteError::Format);
        }
        let (text, lines) = note.rsplit_once("\n\n").ok_or(NoteError::Format)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Format)?;
        if lines.split('\n').nth(MAX_SIGNATURES).is_some() {
            return Err(NoteError::Format);
        }
        let signatures =
            lines.split('\n').map(NoteSignature::parse).collect::<Option<_>>().ok_or(NoteError::Format)?;
        Ok(Self { text: format!("{text}\n"), signatures })
    }

    /// The text that is signed, its last newline included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All signatures, checked or not.
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// The known keys that have signed, each with the time if it is a witness. A wrong signature in the name of a known
    /// key refuses the whole note; unknown keys are passed over.
    pub fn verify<'a>(
        &self,
        known: &'a [VerifierKey],
    ) -> Result<Vec<(&'a VerifierKey, Option<u64>)>, NoteError> {
        let mut found: Vec<(&VerifierKey, Option<u64>)> = Vec::new();
        for signature in &self.signatures {
            for key in known.iter().filter(|key| key.claims(signature)) {
                let time = key.verify(&self.text, signature);
                let time = time.ok_or_else(|| NoteError::Forged(signature.name.clone()))?;
                if !found.iter().any(|(other, _)| *other == key) {
                    found.push((key, time));
                }
            }
        }
        if found.is_empty() { Err(NoteError::Unsigned) } else { Ok(found) }
    }

    /// Adds a signature; one by the same key is replaced.
    pub(super) fn add(&mut self, signature: NoteSignature) {
        self.signatures.retain(|other| (&other.name, other.id) != (&signature.name, signature.id));
        self.signatures.push(signature);
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        for signature in &self.signatures {
            writeln!(f, "{signature}")?;
        }
        Ok(())
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, id, bytes } = self;
        write!(f, "— {name} {}", STANDARD.encode([&id.to_be_bytes()[..], bytes].concat()))
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
        if name.is_empty() || name.contains('+') || name.contains(char::is_whitespace) {
            return None;
        }
        let decoded = STANDARD.decode(encoded).ok()?;
        let (id, bytes) = decoded.split_first_chunk::<4>()?;
        let signature = Self { name: name.to_owned(), id: u32::from_be_bytes(*id), bytes: bytes.to_vec() };
        (!bytes.is_empty()).then_some(signature)
    }
}

/// No control characters below a space but newlines.
fn printable(text: &str) -> bool {
    text.bytes().all(|byte| byte >= b' ' || byte == b'\n')
}
