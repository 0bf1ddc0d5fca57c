//! A proof that one record is under a checkpoint (C2SP tlog-proof): a file that is checked offline, with a key and nothing else.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use thiserror::Error;

use super::{
    checkpoint::{CheckpointError, SignedCheckpoint},
    key::VerifierKey,
    tree::{Hash, ProofError, verify_inclusion},
};

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// The longest path there can be: a tree of 2^64 leaves.
const MAX_PATH: usize = 64;

/// The proof as its file tells it. Nothing in it is believed before [`InclusionProof::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InclusionProof {
    /// The leaf's index: the record's position less one.
    pub index: u64,
    /// The sibling hashes, lowest first.
    pub path: Vec<Hash>,
    /// The checkpoint, a signed note.
    pub checkpoint: String,
    /// Opaque data; Anteroom puts the leaf itself here, so that the file shows what it proves.
    pub extra: Option<Vec<u8>>,
}

/// Why a proof proves nothing.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum InclusionError {
    /// Not of the form of a C2SP tlog-proof.
    #[error("this is not a tlog-proof")]
    Format,
    /// The checkpoint is refused.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The hashes do not lead to the checkpoint's root.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

impl InclusionProof {
    /// Reads a proof without believing it.
    pub fn parse(text: &str) -> Result<Self, InclusionError> {
        Self::read(text).ok_or(InclusionError::Format)
    }

    fn read(text: &str) -> Option<Self> {
        let (head, checkpoint) = text.split_once("\n\n")?;
        let mut lines = head.split('\n');
        if lines.next()? != HEADER {
            return None;
        }
        let mut line = lines.next()?;
        let mut extra = None;
        if let Some(encoded) = line.strip_prefix("extra ") {
            extra = Some(STANDARD.decode(encoded).ok()?);
            line = lines.next()?;
        }
        let digits = line.strip_prefix("index ")?;
        let index: u64 = digits.parse().ok()?;
        let path = lines.map(Hash::from_base64).collect::<Option<Vec<_>>>()?;
        let whole = digits == index.to_string() && path.len() <= MAX_PATH;
        whole.then(|| Self { index, path, checkpoint: checkpoint.to_owned(), extra })
    }

    /// Checks that the leaf is under the checkpoint, and that a key of the log has signed that. `known` may hold witnesses' keys too.
    pub fn verify(
        &self,
        leaf: &[u8],
        origin: &str,
        known: &[VerifierKey],
    ) -> Result<SignedCheckpoint, InclusionError> {
        let signed = SignedCheckpoint::open(&self.checkpoint, origin, known)?;
        let checkpoint = signed.checkpoint();
        verify_inclusion(Hash::of_leaf(leaf), self.index, checkpoint.size, &self.path, checkpoint.root)?;
        Ok(signed)
    }
}

impl std::fmt::Display for InclusionProof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.path {
            writeln!(f, "{hash}")?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::super::attacks::{ORIGIN, followed, keys, record, signer};
    use super::super::{TileStore as _, TiledTree};
    use super::*;

    fn proof(position: u64) -> InclusionProof {
        let (tiles, _) = followed(&[600]);
        let path = TiledTree::new(&tiles, 600).inclusion(position - 1).unwrap();
        let checkpoint = String::from_utf8(tiles.read("checkpoint").unwrap().unwrap()).unwrap();
        InclusionProof { index: position - 1, path, checkpoint, extra: Some(record(position).leaf) }
    }

    #[test]
    fn a_proof_holds_for_its_leaf_its_place_and_its_key_alone() {
        for position in [1, 256, 257, 600] {
            let text = proof(position).to_string();
            let read = InclusionProof::parse(&text).unwrap();
            assert_eq!(read.to_string(), text);
            let leaf = read.extra.clone().unwrap();
            assert_eq!(read.verify(&leaf, ORIGIN, &keys()).unwrap().checkpoint().size, 600);
            assert!(read.verify(&record(7).leaf, ORIGIN, &keys()).is_err());
            assert!(read.verify(&leaf, "other", &keys()).is_err());
            assert!(read.verify(&leaf, ORIGIN, &[]).is_err());
            let moved = InclusionProof { index: read.index ^ 1, ..read.clone() };
            assert!(moved.verify(&leaf, ORIGIN, &keys()).is_err());
        }
        assert_eq!(signer().verifier(), &keys()[0]);
    }

    #[test]
    fn what_is_no_proof_is_refused() {
        let text = proof(3).to_string();
        for (from, to) in [
            ("tlog-proof@v1", "tlog-proof@v2"),
            ("index 2", "index 02"),
            ("index 2", "index -2"),
            ("index 2\n", ""),
            ("extra ", "extra *"),
            ("\n\n", "\n"),
        ] {
            assert_eq!(
                InclusionProof::parse(&text.replacen(from, to, 1)),
                Err(InclusionError::Format),
                "{to}"
            );
        }
        // The smallest there can be: one record, no hashes, no extra data.
        let one =
            InclusionProof::parse("c2sp.org/tlog-proof@v1\nindex 0\n\no\n1\nx\n\n\u{2014} o x\n").unwrap();
        assert_eq!((one.path.len(), one.extra), (0, None));
    }
}
