//! The keys that sign checkpoints: made once, kept for their owner alone, and rotated by a statement that the old and the new one sign. They stand outside the vault's
//! epochs: an erasure must not end them.

use super::TreeError;
use super::history::{History, base, read, write};
use std::fs;
use std::path::Path;
use store::proof::{KeyKind, Rotation, RotationError, SignerKey, VerifierKey};
use zeroize::Zeroizing;

pub(super) const FILE: &str = "tree-key";
/// The key that takes over, while it does.
pub(super) const NEXT: &str = "tree-key-next";

/// The log's signing key and, during a rotation, the one that takes over from it.
pub(super) struct Signers {
    pub(super) now: SignerKey,
    pub(super) next: Option<SignerKey>,
}

impl Signers {
    /// The keys of this folder; a new one where nothing was signed yet, made of `seed`.
    pub(super) fn open(
        data: &Path,
        log: [u8; 16],
        history: &History,
        seed: &[u8; 32],
    ) -> Result<Self, TreeError> {
        let now = match load(data, FILE, log, history)? {
            Some(signer) => signer,
            None if history.folder.join("checkpoint").exists() || data.join(NEXT).exists() => {
                return Err(TreeError::KeyMissing);
            }
            None => {
                let signer = SignerKey::generate(&history.origin, KeyKind::Log, seed)?;
                write(&data.join(FILE), FILE, 0o600, signer.to_file().as_bytes())?;
                signer
            }
        };
        Ok(Self { now, next: load(data, NEXT, log, history)? })
    }

    /// Who signs, the key that was there first at the front.
    pub(super) fn all(&self) -> Vec<&SignerKey> {
        std::iter::once(&self.now).chain(&self.next).collect()
    }

    /// Their public halves.
    pub(super) fn verifiers(&self) -> Vec<VerifierKey> {
        self.all().into_iter().map(|signer| signer.verifier().clone()).collect()
    }

    /// The key that takes over, made of `seed` where there is none yet, with the statement that both sign.
    pub(super) fn rotate(
        &mut self,
        data: &Path,
        history: &History,
        seed: &[u8; 32],
    ) -> Result<Rotation, TreeError> {
        let next = match self.next.take() {
            Some(next) => next,
            None => {
                let next = SignerKey::generate(&history.origin, KeyKind::Log, seed)?;
                write(&data.join(NEXT), NEXT, 0o600, next.to_file().as_bytes())?;
                next
            }
        };
        let statement = Rotation::sign(&self.now, &next)
            .map_err(|error: RotationError| TreeError::Rotation(error.to_string()));
        self.next = Some(next);
        statement
    }

    /// Ends a rotation: the key that took over is the only one, and the old one is gone from this folder.
    pub(super) fn finish(self, data: &Path) -> Result<SignerKey, TreeError> {
        let next = self.next.ok_or_else(|| TreeError::Rotation("no key is taking over".into()))?;
        let moved =
            fs::rename(data.join(NEXT), data.join(FILE)).and_then(|()| fs::File::open(data)?.sync_all());
        moved.map_err(|error| TreeError::File(FILE, error))?;
        Ok(next)
    }
}

/// A key file, if it is there. A key of an earlier history of this log goes on under the new name.
fn load(
    data: &Path,
    file: &'static str,
    log: [u8; 16],
    history: &History,
) -> Result<Option<SignerKey>, TreeError> {
    let Some(text) = read(&data.join(file), file)?.map(Zeroizing::new) else { return Ok(None) };
    let signer = SignerKey::from_file(&text)?;
    let name = signer.verifier().name().to_owned();
    if name == history.origin {
        Ok(Some(signer))
    } else if name == base(log) || name.starts_with(&format!("{}/", base(log))) {
        Ok(Some(signer.renamed(&history.origin)?))
    } else {
        Err(TreeError::Foreign(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::PathBuf;

    const LOG: [u8; 16] = [1; 16];

    fn history_of(name: &str) -> (PathBuf, History) {
        let data = std::env::temp_dir().join(format!("anteroom-follower-{name}-{}", std::process::id()));
        if data.exists() {
            fs::remove_dir_all(&data).unwrap();
        }
        fs::create_dir_all(data.join("tree")).unwrap();
        let history = History { origin: base(LOG), folder: data.join("tree") };
        (data, history)
    }

    #[test]
    fn the_key_is_made_once_for_its_owner_alone_and_read_back() {
        let (data, history) = history_of("key");
        let open = |log, seed: u8| Signers::open(&data, log, &history, &[seed; 32]);
        let made = open(LOG, 7).unwrap();
        let bits = fs::metadata(data.join(FILE)).unwrap().permissions().mode();
        assert_eq!(bits & 0o777, 0o600);
        let again = open(LOG, 8).unwrap();
        assert_eq!(made.now.verifier(), again.now.verifier());
        let other = History { origin: base([2; 16]), ..history.clone() };
        assert!(matches!(Signers::open(&data, [2; 16], &other, &[9; 32]), Err(TreeError::Foreign(_))));
        history.publish(&[made.now.verifier()]).unwrap();
        assert_eq!(history.verifiers().unwrap(), [made.now.verifier().clone()]);
        // After a restore the same key signs under the new name.
        let later = History { origin: format!("{}/8", base(LOG)), folder: data.join("tree-8") };
        let later = Signers::open(&data, LOG, &later, &[9; 32]).unwrap();
        assert_eq!(later.now.verifier(), &made.now.verifier().renamed(&format!("{}/8", base(LOG))).unwrap());
        fs::remove_dir_all(data).unwrap();
    }

    #[test]
    fn a_lost_key_is_not_replaced_once_something_was_signed() {
        let (data, history) = history_of("lost");
        fs::write(history.folder.join("checkpoint"), "signed").unwrap();
        let answer = Signers::open(&data, LOG, &history, &[7; 32]);
        assert!(matches!(answer, Err(TreeError::KeyMissing)));
        assert!(answer.is_err_and(|error| error.is_final()));
        assert!(!data.join(FILE).exists());
        fs::remove_dir_all(data).unwrap();
    }

    #[test]
    fn a_rotation_that_a_crash_cut_short_goes_on_with_the_same_key() {
        let (data, history) = history_of("rotate");
        let open = || Signers::open(&data, LOG, &history, &[7; 32]).unwrap();
        let old = open().now.verifier().clone();
        assert!(open().finish(&data).is_err(), "nothing takes over");
        let statement = open().rotate(&data, &history, &[8; 32]).unwrap();
        assert_eq!(open().rotate(&data, &history, &[9; 32]).unwrap(), statement);
        assert_eq!((&statement.old, open().verifiers()), (&old, vec![old.clone(), statement.new.clone()]));
        open().finish(&data).unwrap();
        assert_eq!(open().verifiers(), [statement.new]);
        fs::remove_dir_all(data).unwrap();
    }
}
