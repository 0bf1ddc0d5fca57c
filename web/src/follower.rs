//! Follows the log into the Merkle tree, at most a second behind, and signs checkpoints. Its key stands outside the vault's epochs: an erasure must not end it.

use commands::Deps;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::edge::Draw;
use store::proof::{
    CheckpointError, Exported, FolderStore, Follower, FollowerError, KeyError, KeyKind, Leaf, LeafError,
    Part, Seal, SignedCheckpoint, SignerKey, TileError, VerifierKey,
};
use store::{LogError, LogReader, Record};
use zeroize::Zeroizing;

/// Why the tree does not grow.
#[derive(Debug, thiserror::Error)]
pub enum TreeError {
    /// The log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// A record that has no leaf.
    #[error("position {0}: {1}")]
    Leaf(u64, LeafError),
    /// Records are missing that were signed for, or between others.
    #[error("position {0} is missing: it was signed for, or later ones are there")]
    Missing(u64),
    /// The follower.
    #[error(transparent)]
    Follower(#[from] FollowerError),
    /// The signing key.
    #[error("the tree's signing key: {0}")]
    Key(#[from] KeyError),
    /// There is a tree, and no key that signed it: a new key would not be believed, and would hide the loss.
    #[error("the tree's signing key is missing, but a checkpoint was signed with it: restore tree-key")]
    KeyMissing,
    /// The key file belongs to another log.
    #[error("the tree's signing key is for {0}, another log")]
    Foreign(String),
    /// A file cannot be read or written.
    #[error("{0}: {1}")]
    File(&'static str, std::io::Error),
    /// No checkpoint was signed yet.
    #[error("no checkpoint has been signed yet")]
    Unsigned,
    /// A checkpoint is refused.
    #[error("the checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The thread that writes tiles ended.
    #[error("the thread that writes the tree ended")]
    Ended,
}

impl TreeError {
    /// Whether trying again is useless, and signing anything more would be wrong.
    fn is_final(&self) -> bool {
        match self {
            TreeError::Follower(
                FollowerError::Forked(_)
                | FollowerError::Checkpoint(_)
                | FollowerError::Leaf(_)
                | FollowerError::Behind { .. },
            )
            | TreeError::Leaf(..)
            | TreeError::Missing(_)
            | TreeError::Key(_)
            | TreeError::KeyMissing
            | TreeError::Foreign(_)
            | TreeError::Checkpoint(_) => true,
            TreeError::Follower(FollowerError::Tile(_) | FollowerError::Broken)
            | TreeError::Log(_)
            | TreeError::File(..)
            | TreeError::Unsigned
            | TreeError::Ended => false,
        }
    }
}

/// Records read at once.
const PAGE: usize = 500;

/// Between two checkpoints, so that a burst of events is signed for together: well under the second that is promised.
const GATHER: Duration = Duration::from_millis(300);

/// After something that may pass.
const AGAIN: Duration = Duration::from_secs(5);

/// The name under which this log's checkpoints are signed.
pub fn origin(log: [u8; 16]) -> String {
    format!("anteroom/{}", hex::encode(log))
}

/// Where the tree lies.
pub fn folder(data: &Path) -> PathBuf {
    data.join("tree")
}

/// Follows the log until the task is dropped, or until the log contradicts what was signed: then it stops with an alarm, and signs nothing more.
pub async fn run(deps: Deps, data: PathBuf) {
    loop {
        let Err(error) = follow(&deps, &data).await;
        if error.is_final() {
            tracing::error!(%error, alarm = "proof", "the tree stopped: run anteroom audit verify");
            metrics::gauge!("anteroom_tree_stopped").set(1.0);
            return;
        }
        tracing::warn!(%error, "the tree waits");
        tokio::time::sleep(AGAIN).await;
    }
}

async fn follow(deps: &Deps, data: &Path) -> Result<std::convert::Infallible, TreeError> {
    let mut tree = Tree::open(deps, data).await?;
    loop {
        tree = tree.catch_up(deps).await?;
        LogReader::wait(&*deps.log, tree.size()).await?;
        tokio::time::sleep(GATHER).await;
    }
}

/// Brings the tree up to the log's end once, for a process that serves nothing.
pub async fn catch_up(deps: &Deps, data: &Path) -> Result<(), TreeError> {
    Tree::open(deps, data).await?.catch_up(deps).await.map(|_| ())
}

/// The newest signed checkpoint, verified with these keys.
pub fn checkpoint(data: &Path, log: [u8; 16], keys: &[VerifierKey]) -> Result<SignedCheckpoint, TreeError> {
    let path = folder(data).join("checkpoint");
    let note = read(&path, "tree/checkpoint")?.ok_or(TreeError::Unsigned)?;
    Ok(SignedCheckpoint::open(&note, &origin(log), keys)?)
}

/// The log's verifier key, as it is published beside the tree.
pub fn verifier(data: &Path) -> Result<VerifierKey, TreeError> {
    let path = folder(data).join("verifier");
    Ok(read(&path, "tree/verifier")?.ok_or(TreeError::Unsigned)?.trim().parse()?)
}

/// The follower with its key: one writer for a data folder.
struct Tree {
    follower: Follower<FolderStore>,
    signer: SignerKey,
}

impl Tree {
    async fn open(deps: &Deps, data: &Path) -> Result<Self, TreeError> {
        let (data, origin, seed) =
            (data.to_owned(), origin(deps.log.id()), Zeroizing::new(deps.entropy.bytes()));
        blocking(move || {
            let store = || FolderStore::open(folder(&data)).map_err(|e| TreeError::File("tree", e));
            let first = store()?;
            let signer = signer(&data, &origin, &seed)?;
            publish(&data, signer.verifier())?;
            let keys = [signer.verifier().clone()];
            let follower = match Follower::open(first, &origin, &keys) {
                // Lost tiles are made again from the log; what is there must come out the same.
                Err(FollowerError::Tile(error @ (TileError::Missing(_) | TileError::Damaged(_)))) => {
                    tracing::error!(%error, "a tile is lost: the tree is derived again from the log");
                    Follower::rederive(store()?, &origin, &keys)?
                }
                other => other?,
            };
            Ok(Self { follower, signer })
        })
        .await
    }

    fn size(&self) -> u64 {
        self.follower.size()
    }

    /// Adds what the log has more, and signs.
    async fn catch_up(mut self, deps: &Deps) -> Result<Self, TreeError> {
        let head = LogReader::head(&*deps.log).await?;
        if head < self.size() {
            return Err(TreeError::Missing(head + 1));
        }
        loop {
            let records = LogReader::read_all(&*deps.log, self.size(), PAGE).await?;
            let done = records.len() < PAGE;
            let mut places = (self.size() + 1..).zip(&records);
            if let Some((missing, _)) = places.find(|(place, record)| *place != record.position) {
                return Err(TreeError::Missing(missing));
            }
            let leaves = records.iter().map(leaf).collect::<Result<Vec<_>, _>>()?;
            self = blocking(move || {
                self.follower.extend(leaves)?;
                if done {
                    self.follower.checkpoint(&self.signer)?;
                }
                Ok(self)
            })
            .await?;
            if done {
                metrics::gauge!("anteroom_tree_size")
                    .set(f64::from(u32::try_from(self.size()).unwrap_or(u32::MAX)));
                return Ok(self);
            }
        }
    }
}

/// Tiles and keys are files: off the runtime's threads.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, TreeError> + Send + 'static,
) -> Result<T, TreeError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| TreeError::Ended)?
}

/// The leaf of a record, from its own columns.
pub fn leaf(record: &Record) -> Result<Vec<u8>, TreeError> {
    let seals: Vec<Seal> = record
        .seals
        .iter()
        .map(|seal| Seal {
            subject: *seal.subject.as_bytes(),
            class: seal.class.name().to_owned(),
            key: *seal.key.as_bytes(),
            digest: seal.digest,
        })
        .collect();
    let leaf = Leaf {
        stream: &record.stream,
        version: record.version,
        event: *record.id.as_bytes(),
        kind: &record.kind,
        public: &record.public,
        seals: &seals,
    };
    leaf.encode().map_err(|error| TreeError::Leaf(record.position, error))
}

/// A record as a verification reads it: its leaf, and the ciphertexts that are there.
pub fn exported(record: &Record) -> Result<Exported, TreeError> {
    let parts = record.seals.iter().filter_map(|seal| {
        let ciphertext = seal.ciphertext.clone()?;
        Some(Part { subject: *seal.subject.as_bytes(), class: seal.class.name().to_owned(), ciphertext })
    });
    Ok(Exported { position: record.position, leaf: leaf(record)?, parts: parts.collect() })
}

/// The signing key of this folder; a new one where nothing was signed yet.
fn signer(data: &Path, origin: &str, seed: &[u8; 32]) -> Result<SignerKey, TreeError> {
    const FILE: &str = "tree-key";
    let path = data.join(FILE);
    if let Some(text) = read(&path, FILE)?.map(Zeroizing::new) {
        let signer = SignerKey::from_file(&text)?;
        let name = signer.verifier().name();
        return if name == origin { Ok(signer) } else { Err(TreeError::Foreign(name.to_owned())) };
    }
    if folder(data).join("checkpoint").exists() {
        return Err(TreeError::KeyMissing);
    }
    let signer = SignerKey::generate(origin, KeyKind::Log, seed)?;
    write(&path, FILE, 0o600, signer.to_file().as_bytes())?;
    Ok(signer)
}

fn publish(data: &Path, verifier: &VerifierKey) -> Result<(), TreeError> {
    const FILE: &str = "tree/verifier";
    let (path, line) = (folder(data).join("verifier"), format!("{verifier}\n"));
    match read(&path, FILE)? {
        Some(there) if there == line => Ok(()),
        Some(_) | None => write(&path, FILE, 0o644, line.as_bytes()),
    }
}

fn read(path: &Path, name: &'static str) -> Result<Option<String>, TreeError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(TreeError::File(name, error)),
    }
}

/// Writes a whole file, durably, or none of it.
fn write(path: &Path, name: &'static str, mode: u32, bytes: &[u8]) -> Result<(), TreeError> {
    let written = || {
        let unfinished = path.with_extension("unfinished");
        // One left by a crash may have another mode.
        match fs::remove_file(&unfinished) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        fs::File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
    };
    written().map_err(|error| TreeError::File(name, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn folder_of(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("anteroom-follower-{name}-{}", std::process::id()));
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(super::folder(&folder)).unwrap();
        folder
    }

    #[test]
    fn the_key_is_made_once_for_its_owner_alone_and_read_back() {
        let data = folder_of("key");
        let made = signer(&data, "anteroom/00", &[7; 32]).unwrap();
        let bits = fs::metadata(data.join("tree-key")).unwrap().permissions().mode();
        assert_eq!(bits & 0o777, 0o600);
        let again = signer(&data, "anteroom/00", &[8; 32]).unwrap();
        assert_eq!(made.verifier(), again.verifier());
        assert!(matches!(signer(&data, "anteroom/01", &[9; 32]), Err(TreeError::Foreign(_))));
        publish(&data, made.verifier()).unwrap();
        assert_eq!(verifier(&data).unwrap(), *made.verifier());
        fs::remove_dir_all(data).unwrap();
    }

    #[test]
    fn a_lost_key_is_not_replaced_once_something_was_signed() {
        let data = folder_of("lost");
        fs::write(folder(&data).join("checkpoint"), "signed").unwrap();
        let answer = signer(&data, "anteroom/00", &[7; 32]);
        assert!(matches!(answer, Err(TreeError::KeyMissing)));
        assert!(answer.is_err_and(|error| error.is_final()));
        assert!(!data.join("tree-key").exists());
        fs::remove_dir_all(data).unwrap();
    }
}
