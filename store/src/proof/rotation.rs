//! A log's key taking over from another: a statement that both have signed. Whoever trusts the old key may trust the new one.

use thiserror::Error;

use super::{
    key::{KeyKind, SignerKey, VerifierKey},
    note::{Note, NoteError},
};

/// The first line: no checkpoint begins so, because its second line would be a number.
const HEADER: &str = "anteroom signing key rotation v1";

/// A statement that `new` signs in the place of `old`; made by [`Rotation::sign`] and [`Rotation::open`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotation {
    /// The key that signed so far.
    pub old: VerifierKey,
    /// The key that signs from now on.
    pub new: VerifierKey,
    note: Note,
}

/// Why a statement is refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum RotationError {
    /// Not of this form, or about keys that cannot follow each other.
    #[error("this is no rotation of a log's key")]
    Format,
    /// A signature is missing or not by its key.
    #[error("both keys have to sign: {0}")]
    Signature(#[from] NoteError),
}

impl Rotation {
    /// Makes the statement; both keys sign it.
    pub fn sign(old: &SignerKey, new: &SignerKey) -> Result<Self, RotationError> {
        let (from, to) = (old.verifier(), new.verifier());
        let mut note = Note::new(format!("{HEADER}\n{}\n{from}\n{to}\n", from.name()))?;
        for signer in [old, new] {
            note.add(signer.sign(note.text()).ok_or(RotationError::Format)?);
        }
        Self::open(&note.to_string())
    }

    /// Reads a statement; it holds only with both signatures.
    pub fn open(note: &str) -> Result<Self, RotationError> {
        let note = Note::parse(note)?;
        let lines: Vec<&str> = note.text().lines().collect();
        let [HEADER, origin, old, new] = lines[..] else { return Err(RotationError::Format) };
        let key = |text: &str| text.parse::<VerifierKey>().map_err(|_| RotationError::Format);
        let (old, new) = (key(old)?, key(new)?);
        let fits = |key: &VerifierKey| key.kind() == KeyKind::Log && key.name() == origin;
        if !fits(&old) || !fits(&new) || old == new {
            return Err(RotationError::Format);
        }
        for key in [&old, &new] {
            note.verify(std::slice::from_ref(key))?;
        }
        Ok(Self { old, new, note })
    }
}

impl std::fmt::Display for Rotation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.note.fmt(f)
    }
}

/// The keys to which trust leads: from these, over rotations in the order of the log, and over restores (old and new origin), which keep the key and change its name.
pub fn trusted(
    from: &[VerifierKey],
    rotations: &[Rotation],
    origins: &[(String, String)],
) -> Vec<VerifierKey> {
    let mut keys = from.to_vec();
    // Each step may open the way for another; there are no more steps than rotations and restores.
    for _ in 0..=rotations.len() + origins.len() {
        let rotated = rotations.iter().filter(|rotation| keys.contains(&rotation.old)).map(|r| r.new.clone());
        let renamed = origins.iter().flat_map(|(old, new)| {
            let named = keys.iter().filter(move |key| key.kind() == KeyKind::Log && key.name() == old);
            named.filter_map(|key| key.renamed(new).ok())
        });
        let more: Vec<_> = rotated.chain(renamed).filter(|key| !keys.contains(key)).collect();
        if more.is_empty() {
            break;
        }
        for key in more {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log_key(seed: u8) -> SignerKey {
        SignerKey::generate("log.example/1", KeyKind::Log, &[seed; 32]).unwrap()
    }

    #[test]
    fn trust_leads_from_the_old_key_to_the_new_one_and_not_back() {
        let keys: Vec<SignerKey> = (1..=4).map(log_key).collect();
        let rotations: Vec<Rotation> =
            keys.windows(2).map(|pair| Rotation::sign(&pair[0], &pair[1]).unwrap()).collect();
        let public = |at: usize| keys[at].verifier().clone();
        assert_eq!(trusted(&[public(0)], &rotations, &[]).len(), 4);
        assert_eq!(trusted(&[public(2)], &rotations, &[]), [public(2), public(3)]);
        let broken = [rotations[0].clone(), rotations[2].clone()];
        assert_eq!(trusted(&[public(0)], &broken, &[]), [public(0), public(1)]);
        let origins = [("log.example/1".to_owned(), "log.example/2".to_owned())];
        let renamed = trusted(&[public(0)], &[], &origins);
        assert_eq!(renamed[1], keys[0].renamed("log.example/2").unwrap().verifier().clone());
    }

    #[test]
    fn both_keys_have_to_sign() {
        let (old, new) = (log_key(1), log_key(2));
        let text = Rotation::sign(&old, &new).unwrap().to_string();
        assert_eq!(Rotation::open(&text).unwrap().to_string(), text);
        let (head, signatures) = text.split_once("\n\n").unwrap();
        for line in signatures.lines() {
            assert!(Rotation::open(&format!("{head}\n\n{line}\n")).is_err());
        }
        assert!(
            Rotation::open(&text.replace(&new.verifier().to_string(), &log_key(3).verifier().to_string()))
                .is_err()
        );
        let witness = SignerKey::generate("log.example/1", KeyKind::Witness, &[3; 32]).unwrap();
        assert!(Rotation::sign(&old, &witness).is_err() && Rotation::sign(&old, &old).is_err());
        assert!(super::super::Checkpoint::parse(Note::parse(&text).unwrap().text()).is_err());
    }
}
