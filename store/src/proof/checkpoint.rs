//! Checkpoints (C2SP tlog-checkpoint): the size and root of the tree, under the log's origin, as a signed note.

use thiserror::Error;

use super::{
    key::{KeyKind, SignerKey, VerifierKey},
    note::{Note, NoteError},
    tree::{EMPTY_ROOT, Hash},
};

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// A checkpoint that the log's own key has signed; made by [`Checkpoint::sign`] and [`SignedCheckpoint::open`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

/// Why a checkpoint is refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum CheckpointError {
    /// The note is malformed, forged or signed by nobody known.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The note's text is no checkpoint.
    #[error("this is not a checkpoint")]
    Format,
    /// It belongs to another log.
    #[error("this is a checkpoint of {0}, another log")]
    Origin(String),
    /// The key has another name than the log, or is of the wrong kind.
    #[error("the key {0} cannot sign this")]
    WrongKey(String),
}

impl Checkpoint {
    /// The text to be signed: origin, size and root, a line each.
    pub fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root)
    }

    /// Reads a text. Extension lines are passed over, as the specification allows; they stay in the note.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let lines = text.strip_suffix('\n').ok_or(CheckpointError::Format)?;
        let mut lines = lines.split('\n');
        let mut line = || lines.next().ok_or(CheckpointError::Format);
        let (origin, digits, root) = (line()?, line()?, line()?);
        let size: u64 = digits.parse().map_err(|_| CheckpointError::Format)?;
        let root = Hash::from_base64(root).ok_or(CheckpointError::Format)?;
        let one_way_only = digits == size.to_string() && (size > 0 || root == EMPTY_ROOT);
        if origin.is_empty() || !one_way_only || lines.any(str::is_empty) {
            return Err(CheckpointError::Format);
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }

    /// Signs with the log's key, whose name must be the origin.
    pub fn sign(self, signer: &SignerKey) -> Result<SignedCheckpoint, CheckpointError> {
        let wrong = || CheckpointError::WrongKey(signer.verifier().name().to_owned());
        let mut note = Note::new(self.body())?;
        note.add(signer.sign(note.text()).ok_or_else(wrong)?);
        if signer.verifier().name() != self.origin || Self::parse(note.text())? != self {
            return Err(wrong());
        }
        Ok(SignedCheckpoint { checkpoint: self, note })
    }
}

impl SignedCheckpoint {
    /// Reads a checkpoint and believes it if one of the log's keys has signed it. `known` may hold several keys of the
    /// log (after a rotation) and witnesses' keys; a wrong signature in the name of any of them refuses the whole.
    pub fn open(note: &str, origin: &str, known: &[VerifierKey]) -> Result<Self, CheckpointError> {
        let note = Note::parse(note)?;
        let checkpoint = Checkpoint::parse(note.text())?;
        if checkpoint.origin != origin {
            return Err(CheckpointError::Origin(checkpoint.origin));
        }
        let signed = note.verify(known)?;
        let by_the_log = |key: &VerifierKey| key.kind() == KeyKind::Log && key.name() == origin;
        if !signed.iter().any(|(key, _)| by_the_log(key)) {
            return Err(NoteError::Unsigned.into());
        }
        Ok(Self { checkpoint, note })
    }

    /// What it says.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note; its `Display` is the file's content.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// Adds a second signature of the log: for the time in which a new key takes over from an old one.
    pub fn add_signature(&mut self, signer: &SignerKey) -> Result<(), CheckpointError> {
        let own = signer.verifier().name() == self.checkpoint.origin;
        let signature = signer.sign(self.note.text()).filter(|_| own);
        self.note
            .add(signature.ok_or_else(|| CheckpointError::WrongKey(signer.verifier().name().to_owned()))?);
        Ok(())
    }

    /// Adds what a witness answered: its signature lines. Those by other keys are passed over; gives how many of `witnesses` have signed now.
    pub fn add_cosignatures(
        &mut self,
        lines: &str,
        witnesses: &[VerifierKey],
    ) -> Result<usize, CheckpointError> {
        let answered = Note::parse(&format!("{}\n{lines}", self.note.text()))?;
        let wanted = |key: &VerifierKey| key.kind() == KeyKind::Witness;
        let signed = answered.verify(witnesses)?;
        for (key, _) in signed.iter().filter(|(key, _)| wanted(key)) {
            let line = answered.signatures().iter().find(|line| key.claims(line));
            if let Some(line) = line {
                self.note.add(line.clone());
            }
        }
        Ok(self.cosigned(witnesses).len())
    }

    /// Takes over the signatures of another copy; false if that one says something else.
    pub fn merge(&mut self, other: &Self) -> bool {
        let same = self.note.text() == other.note.text();
        for signature in other.note.signatures().iter().filter(|_| same) {
            self.note.add(signature.clone());
        }
        same
    }

    /// Which of these witnesses have cosigned, and when, in seconds since 1970.
    pub fn cosigned<'a>(&self, witnesses: &'a [VerifierKey]) -> Vec<(&'a VerifierKey, u64)> {
        let signed = self.note.verify(witnesses).unwrap_or_default();
        signed.into_iter().filter_map(|(key, time)| Some((key, time?))).collect()
    }

    /// Adds a witness's cosignature. Whoever calls this has checked consistency with all that it cosigned before.
    /// `time` is in seconds since 1970.
    pub fn cosign(&mut self, witness: &SignerKey, time: u64) -> Result<(), CheckpointError> {
        let signature = witness.cosign(self.note.text(), time);
        self.note
            .add(signature.ok_or_else(|| CheckpointError::WrongKey(witness.verifier().name().to_owned()))?);
        Ok(())
    }
}
