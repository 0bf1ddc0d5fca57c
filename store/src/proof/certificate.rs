//! Certificates: a statement that the log's keys have signed, with a proof for each event it rests on and the checkpoint that witnesses them. It is checked on nothing but
//! itself and a key. What its lines mean is not known here.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use thiserror::Error;

use super::{
    checkpoint::{CheckpointError, SignedCheckpoint},
    key::{KeyKind, SignerKey, VerifierKey},
    note::{Note, NoteError},
    rotation::{Rotation, trusted},
    tree::{Hash, ProofError, verify_inclusion},
};

/// The first line: no checkpoint begins so, because its second line would be a number.
const HEADER: &str = "anteroom erasure certificate v1";
const PROOF: &str = "proof ";
const ROTATION: &str = "rotation ";

/// A certificate as its text tells it. [`Certificate::open`] gives none that it has not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The log's history.
    pub origin: String,
    /// What is stated, a line each; none is empty, and none looks like what follows.
    pub statement: Vec<String>,
    /// How the log's keys have followed each other.
    pub rotations: Vec<Rotation>,
    /// The events that the statement rests on.
    pub proofs: Vec<Proved>,
    /// The checkpoint that they are under, a signed note.
    pub checkpoint: String,
}

/// An event under the checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// Its position, from 1.
    pub position: u64,
    /// Its leaf.
    pub leaf: Vec<u8>,
    /// The sibling hashes, lowest first.
    pub path: Vec<Hash>,
}

/// Why a certificate certifies nothing.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum CertificateError {
    /// Not of this form.
    #[error("this is not an erasure certificate")]
    Format,
    /// The certificate itself is not signed as it should be.
    #[error("the certificate's signature: {0}")]
    Signature(#[from] NoteError),
    /// Its checkpoint is refused.
    #[error("the certificate's checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// An event is not under the checkpoint.
    #[error("the proof of position {0}: {1}")]
    Proof(u64, ProofError),
}

impl Certificate {
    /// The text that is signed.
    fn body(&self) -> String {
        let rotations =
            self.rotations.iter().map(|it| format!("{ROTATION}{}", STANDARD.encode(it.to_string())));
        let proofs = self.proofs.iter().map(|Proved { position, leaf, path }| {
            let hashes = path.iter().map(ToString::to_string);
            let words: Vec<String> = std::iter::once(STANDARD.encode(leaf)).chain(hashes).collect();
            format!("{PROOF}{position} {}", words.join(" "))
        });
        let checkpoint = self.checkpoint.lines();
        let checkpoint =
            checkpoint.map(|line| if line.is_empty() { ">".into() } else { format!("> {line}") });
        let head = [HEADER.to_owned(), self.origin.clone()].into_iter();
        let lines = head.chain(self.statement.iter().cloned()).chain(rotations).chain(proofs);
        lines.chain(checkpoint).map(|line| line + "\n").collect()
    }

    fn parse(body: &str) -> Option<Self> {
        let mut lines = body.strip_suffix('\n')?.split('\n').peekable();
        if lines.next()? != HEADER {
            return None;
        }
        let origin = lines.next()?.to_owned();
        let plain =
            |line: &&str| !line.is_empty() && [PROOF, ROTATION, ">"].iter().all(|it| !line.starts_with(it));
        let mut statement = Vec::new();
        while let Some(line) = lines.next_if(|line| plain(line)) {
            statement.push(line.to_owned());
        }
        let mut rotations = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with(ROTATION)) {
            let note = STANDARD.decode(line.strip_prefix(ROTATION)?).ok()?;
            rotations.push(Rotation::open(std::str::from_utf8(&note).ok()?).ok()?);
        }
        let mut proofs = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with(PROOF)) {
            let mut words = line.strip_prefix(PROOF)?.split(' ');
            let (position, leaf) = (words.next()?.parse().ok()?, STANDARD.decode(words.next()?).ok()?);
            proofs.push(Proved {
                position,
                leaf,
                path: words.map(Hash::from_base64).collect::<Option<_>>()?,
            });
        }
        let mut checkpoint = String::new();
        for line in lines {
            checkpoint.push_str(if line == ">" { "" } else { line.strip_prefix("> ")? });
            checkpoint.push('\n');
        }
        let read = Self { origin, statement, rotations, proofs, checkpoint };
        // One text only for what it says.
        (read.body() == body).then_some(read)
    }

    /// Signs with the log's keys, of which there are two during a rotation; what they would not accept themselves is not signed.
    pub fn sign(&self, signers: &[&SignerKey]) -> Result<String, CertificateError> {
        let mut note = Note::new(self.body())?;
        for signer in signers {
            note.add(signer.sign(note.text()).ok_or(CertificateError::Format)?);
        }
        let keys: Vec<VerifierKey> = signers.iter().map(|signer| signer.verifier().clone()).collect();
        let text = note.to_string();
        Self::open(&text, &keys)?;
        Ok(text)
    }

    /// Reads a certificate and checks it: signed by a key of the log that is known, or that known ones lead to; its checkpoint too; every event under that checkpoint.
    pub fn open(text: &str, known: &[VerifierKey]) -> Result<(Self, SignedCheckpoint), CertificateError> {
        let note = Note::parse(text)?;
        let read = Self::parse(note.text()).ok_or(CertificateError::Format)?;
        let known = trusted(known, &read.rotations, &[]);
        let by_the_log = |key: &VerifierKey| key.kind() == KeyKind::Log && key.name() == read.origin;
        if !note.verify(&known)?.iter().any(|(key, _)| by_the_log(key)) {
            return Err(NoteError::Unsigned.into());
        }
        let signed = SignedCheckpoint::open(&read.checkpoint, &read.origin, &known)?;
        let checkpoint = signed.checkpoint();
        for Proved { position, leaf, path } in &read.proofs {
            let index = position.checked_sub(1).ok_or(CertificateError::Proof(0, ProofError::Range))?;
            verify_inclusion(Hash::of_leaf(leaf), index, checkpoint.size, path, checkpoint.root)
                .map_err(|error| CertificateError::Proof(*position, error))?;
        }
        Ok((read, signed))
    }
}

#[cfg(test)]
mod tests {
    use super::super::attacks::{ORIGIN, followed, keys, record, signer};
    use super::super::{Checkpoint, TiledTree};
    use super::*;

    fn certificate() -> Certificate {
        let (tiles, signed) = followed(&[9]);
        let signed = signed[0].clone().sign(&signer()).unwrap();
        let mut tree = TiledTree::new(&tiles, 9);
        let mut proved = |position: u64| Proved {
            position,
            leaf: record(position).leaf,
            path: tree.inclusion(position - 1).unwrap(),
        };
        Certificate {
            origin: ORIGIN.into(),
            statement: vec!["state done".into()],
            rotations: vec![],
            proofs: vec![proved(3), proved(7)],
            checkpoint: signed.note().to_string(),
        }
    }

    #[test]
    fn what_was_signed_is_read_back_and_every_changed_byte_is_refused() {
        let text = certificate().sign(&[&signer()]).unwrap();
        assert_eq!(Certificate::open(&text, &keys()).unwrap().0, certificate());
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            assert!(Certificate::open(&changed, &keys()).is_err(), "byte {at}");
        }
    }

    #[test]
    fn what_is_not_so_is_not_signed() {
        let good = certificate();
        let moved = |position: u64| {
            let mut moved = good.clone();
            moved.proofs[0].position = position;
            moved
        };
        for position in [0, 2, 4, 99] {
            let error = moved(position).sign(&[&signer()]).unwrap_err();
            assert!(matches!(error, CertificateError::Proof(at, _) if at == position), "{error}");
        }
        let mut forked = good.clone();
        let other = Checkpoint { origin: ORIGIN.into(), size: 9, root: Hash([7; 32]) };
        forked.checkpoint = other.sign(&signer()).unwrap().note().to_string();
        assert!(matches!(forked.sign(&[&signer()]), Err(CertificateError::Proof(3, ProofError::Root))));
        let elsewhere = Certificate { origin: "another/log".into(), ..good.clone() };
        assert!(elsewhere.sign(&[&signer()]).is_err());
        let hidden = Certificate { statement: vec!["proof 1 AA==".into()], ..good };
        assert!(hidden.sign(&[&signer()]).is_err(), "a line that looks like another");
    }

    #[test]
    fn a_later_key_is_believed_over_its_rotation_alone() {
        let next = SignerKey::generate(ORIGIN, KeyKind::Log, &[77; 32]).unwrap();
        let mut certificate = certificate();
        let checkpoint = Checkpoint::parse(Note::parse(&certificate.checkpoint).unwrap().text()).unwrap();
        certificate.checkpoint = checkpoint.sign(&next).unwrap().note().to_string();
        let without = certificate.sign(&[&next]).unwrap();
        assert!(Certificate::open(&without, &keys()).is_err());
        certificate.rotations = vec![Rotation::sign(&signer(), &next).unwrap()];
        let with = certificate.sign(&[&next]).unwrap();
        assert!(Certificate::open(&with, &keys()).is_ok());
    }
}
