//! A witness (C2SP tlog-witness): decides on a submitted checkpoint, and cosigns it only if it continues the one cosigned before. It keeps nothing and waits for nobody:
//! whoever calls it holds the last checkpoint, and makes the new one durable before the answer leaves.

use thiserror::Error;

use super::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    key::{KeyKind, SignerKey, VerifierKey},
    note::{Note, NoteSignature},
    tree::{Hash, verify_consistency},
};

/// The longest proof that a client may send.
const MAX_PROOF: usize = 63;

/// The body of `POST /add-checkpoint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size that the client believes was cosigned last; 0 for none.
    pub old: u64,
    /// The consistency proof from there.
    pub proof: Vec<Hash>,
    /// The checkpoint, a signed note.
    pub checkpoint: String,
}

/// A body of another form.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("this is no request to add a checkpoint")]
pub struct MalformedRequest;

/// A witness's word on a request.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// 200: the checkpoint, to be kept before the line is sent, and the signature line.
    Cosigned {
        /// What was cosigned.
        checkpoint: Checkpoint,
        /// The cosignature, a note's signature line with its newline.
        line: String,
    },
    /// 400: malformed, or its old size is larger than its size.
    Malformed,
    /// 403: no signature by a key that is trusted for this log.
    NotSigned,
    /// 404: a log that this witness does not watch.
    Unknown,
    /// 409: another size was cosigned last, namely this one.
    Conflict(u64),
    /// 409: this size was cosigned last, with another root. Both are signed: the log has two histories.
    TwoRoots(u64),
    /// 422: the proof does not lead from what was cosigned to this.
    NotConsistent,
}

/// A witness: its key, and the logs that it watches.
pub struct Witness {
    signer: SignerKey,
    logs: Vec<VerifierKey>,
}

impl AddCheckpoint {
    /// Reads a body.
    pub fn parse(body: &str) -> Result<Self, MalformedRequest> {
        Self::read(body).ok_or(MalformedRequest)
    }

    fn read(body: &str) -> Option<Self> {
        let (head, checkpoint) = body.split_once("\n\n")?;
        let mut lines = head.split('\n');
        let digits = lines.next()?.strip_prefix("old ")?;
        let old: u64 = digits.parse().ok()?;
        let proof = lines.map(Hash::from_base64).collect::<Option<Vec<_>>>()?;
        let whole = digits == old.to_string() && proof.len() <= MAX_PROOF;
        whole.then(|| Self { old, proof, checkpoint: checkpoint.to_owned() })
    }
}

impl std::fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{hash}")?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl Witness {
    /// A witness with this key, of the logs with these keys; none if the keys are of the wrong kinds.
    pub fn new(signer: SignerKey, logs: Vec<VerifierKey>) -> Option<Self> {
        let fits =
            signer.verifier().kind() == KeyKind::Witness && logs.iter().all(|key| key.kind() == KeyKind::Log);
        fits.then_some(Self { signer, logs })
    }

    /// Its verifier key.
    pub fn verifier(&self) -> &VerifierKey {
        self.signer.verifier()
    }

    /// The origin of the checkpoint in a request, if it is of a log that this witness watches: what the last one is looked up by.
    pub fn origin(&self, request: &AddCheckpoint) -> Option<String> {
        let note = Note::parse(&request.checkpoint).ok()?;
        let origin = Checkpoint::parse(note.text()).ok()?.origin;
        self.logs.iter().any(|key| key.name() == origin).then_some(origin)
    }

    /// Decides, given the checkpoint that was cosigned last for this origin. `time` is in seconds since 1970.
    pub fn decide(&self, request: &AddCheckpoint, last: Option<&Checkpoint>, time: u64) -> Answer {
        let said = Note::parse(&request.checkpoint).ok().and_then(|note| Checkpoint::parse(note.text()).ok());
        let Some(said) = said else { return Answer::Malformed };
        let keys: Vec<VerifierKey> =
            self.logs.iter().filter(|key| key.name() == said.origin).cloned().collect();
        if keys.is_empty() {
            return Answer::Unknown;
        }
        let Ok(mut signed) = SignedCheckpoint::open(&request.checkpoint, &said.origin, &keys) else {
            return Answer::NotSigned;
        };
        let new = signed.checkpoint().clone();
        if request.old > new.size {
            return Answer::Malformed;
        }
        let cosigned = last.map_or(0, |last| last.size);
        if request.old != cosigned {
            return Answer::Conflict(cosigned);
        }
        match last {
            Some(last) if last.size == new.size && last.root != new.root => {
                return Answer::TwoRoots(cosigned);
            }
            Some(last) => {
                if verify_consistency(last.size, new.size, &request.proof, last.root, new.root).is_err() {
                    return Answer::NotConsistent;
                }
            }
            None if request.proof.is_empty() => {}
            None => return Answer::NotConsistent,
        }
        match signed.cosign(&self.signer, time) {
            Ok(()) => {}
            Err(_) => return Answer::Malformed,
        }
        let own = signed.note().signatures().iter().find(|line| self.verifier().claims(line));
        let line = own.map(NoteSignature::to_string).unwrap_or_default();
        Answer::Cosigned { checkpoint: new, line: format!("{line}\n") }
    }
}

#[cfg(test)]
mod tests {
    use super::super::attacks::{ORIGIN, followed, keys, signer};
    use super::super::{MemoryStore, TileStore as _, TiledTree};
    use super::*;

    fn witness() -> Witness {
        let signer = SignerKey::generate("witness.example/w", KeyKind::Witness, &[5; 32]).unwrap();
        Witness::new(signer, keys()).unwrap()
    }

    fn request(tiles: &MemoryStore, old: u64, new: u64) -> AddCheckpoint {
        let checkpoint = String::from_utf8(tiles.read("checkpoint").unwrap().unwrap()).unwrap();
        AddCheckpoint { old, proof: TiledTree::new(tiles, new).consistency(old).unwrap(), checkpoint }
    }

    #[test]
    fn a_growing_log_is_cosigned_and_nothing_else() {
        let (tiles, signed) = followed(&[300, 700]);
        let (first, second) = (&signed[0], &signed[1]);
        let good = request(&tiles, 300, 700);
        assert_eq!(AddCheckpoint::parse(&good.to_string()).unwrap(), good);
        let decide = |request: &AddCheckpoint, last| witness().decide(request, last, 1_679_315_147);
        let Answer::Cosigned { checkpoint, line } = decide(&good, Some(first)) else { panic!("refused") };
        assert_eq!(&checkpoint, second);
        // The line, appended to the checkpoint as a client does, verifies.
        let note = format!("{}{line}", good.checkpoint);
        let known = [keys()[0].clone(), witness().verifier().clone()];
        let when: Vec<_> =
            Note::parse(&note).unwrap().verify(&known).unwrap().iter().map(|(_, t)| *t).collect();
        assert_eq!(when, [None, Some(1_679_315_147)]);

        assert!(matches!(decide(&request(&tiles, 700, 700), Some(second)), Answer::Cosigned { .. }), "again");
        assert!(matches!(decide(&request(&tiles, 0, 700), None), Answer::Cosigned { .. }), "the first one");
        assert_eq!(decide(&request(&tiles, 0, 700), Some(first)), Answer::Conflict(300));
        assert_eq!(decide(&good, None), Answer::Conflict(0));
        assert_eq!(decide(&good, Some(second)), Answer::Conflict(700), "it never goes back");
        assert_eq!(decide(&AddCheckpoint { old: 701, ..good.clone() }, Some(first)), Answer::Malformed);
        let other = Checkpoint { root: Hash([1; 32]), ..second.clone() };
        assert_eq!(
            decide(&request(&tiles, 700, 700), Some(&other)),
            Answer::TwoRoots(700),
            "two roots for one size"
        );
        let forked = Checkpoint { root: Hash([1; 32]), ..first.clone() };
        assert_eq!(decide(&good, Some(&forked)), Answer::NotConsistent);
        let mut short = good.clone();
        short.proof.pop();
        assert_eq!(decide(&short, Some(first)), Answer::NotConsistent);
        let padded = AddCheckpoint { old: 0, ..good.clone() };
        assert_eq!(decide(&padded, None), Answer::NotConsistent, "a proof from nothing is empty");
    }

    #[test]
    fn only_the_logs_own_key_is_heard() {
        let (tiles, signed) = followed(&[10]);
        let good = request(&tiles, 0, 10);
        let resigned = |origin: &str, key: &SignerKey| {
            let signed = Checkpoint { origin: origin.to_owned(), ..signed[0].clone() }.sign(key).unwrap();
            AddCheckpoint { checkpoint: signed.note().to_string(), ..good.clone() }
        };
        let thief = SignerKey::generate(ORIGIN, KeyKind::Log, &[8; 32]).unwrap();
        assert_eq!(witness().decide(&resigned(ORIGIN, &thief), None, 1), Answer::NotSigned);
        let stranger = SignerKey::generate("other", KeyKind::Log, &[8; 32]).unwrap();
        assert_eq!(witness().decide(&resigned("other", &stranger), None, 1), Answer::Unknown);
        assert_eq!(witness().origin(&resigned("other", &stranger)), None);
        assert_eq!(witness().origin(&good).as_deref(), Some(ORIGIN));
        let bad = AddCheckpoint { checkpoint: "no note".into(), ..good };
        assert_eq!(witness().decide(&bad, None, 1), Answer::Malformed);
        assert!(Witness::new(signer(), keys()).is_none(), "a log is no witness");
        for body in ["", "old 1", "old 01\n\nx", "new 1\n\nx", "old 1\nnot base64\n\nx"] {
            assert_eq!(AddCheckpoint::parse(body), Err(MalformedRequest), "{body}");
        }
    }
}
