//! Roots: who holds the epoch keys that wrap the table keys. Never in a backup of the data.

use super::crypto::{self, Key};
use crate::edge::{Draw, Entropy};
use domain::log::Destruction;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What can go wrong with a root.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// The epoch's key is not there.
    #[error(
        "the root holds no key for epoch {0}: either the key table is from before a roll, and the current one has to be put back, or the root is not where the configuration has it"
    )]
    Missing(u64),
    /// It cannot be read or written.
    #[error("the root cannot be used: {0}")]
    Unavailable(String),
    /// The wrapped key does not belong to this root.
    #[error("the table key of epoch {0} does not open under this root")]
    Foreign(u64),
}

/// Holds epoch keys and lends nothing of them: it wraps and unwraps.
pub trait Root: Send + Sync {
    /// Makes the key of an epoch, if it is not there.
    fn create(&self, epoch: u64) -> Result<(), RootError>;

    /// Wraps a table key.
    fn wrap(&self, epoch: u64, table_key: &[u8; 32]) -> Result<Vec<u8>, RootError>;

    /// Unwraps a table key.
    fn unwrap(&self, epoch: u64, wrapped: &[u8]) -> Result<Key, RootError>;

    /// Whether it holds the key of an epoch.
    fn holds(&self, epoch: u64) -> Result<bool, RootError>;

    /// Destroys the key of an epoch, and looks that it is gone. One that is gone already stays so.
    fn destroy(&self, epoch: u64) -> Result<(), RootError>;

    /// What a destruction here is worth.
    fn destruction(&self) -> Destruction;
}

/// A root in a folder: one file of 32 bytes an epoch, readable by its owner alone.
pub struct FileRoot<E> {
    folder: PathBuf,
    entropy: E,
}

impl<E: Entropy> FileRoot<E> {
    /// A root in this folder, which is made if it is missing.
    pub fn open(folder: &Path, entropy: E) -> Result<Self, RootError> {
        fs::create_dir_all(folder).map_err(unavailable)?;
        restrict(folder, 0o700)?;
        Ok(Self { folder: folder.to_owned(), entropy })
    }

    fn path(&self, epoch: u64) -> PathBuf {
        self.folder.join(format!("epoch-{epoch}.key"))
    }

    fn key(&self, epoch: u64) -> Result<Key, RootError> {
        let bytes = match fs::read(self.path(epoch)) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(RootError::Missing(epoch)),
            Err(e) => return Err(unavailable(e)),
        };
        let bytes = <[u8; 32]>::try_from(bytes)
            .map_err(|_| RootError::Unavailable(format!("the key of epoch {epoch} is not 32 bytes long")))?;
        Ok(Key::new(bytes))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the form map_err asks for")]
fn unavailable(error: std::io::Error) -> RootError {
    RootError::Unavailable(error.to_string())
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> Result<(), RootError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(unavailable)
}

/// What a wrapped table key is bound to.
pub(super) fn bound_to(epoch: u64) -> Vec<u8> {
    format!("anteroom table key {epoch}").into_bytes()
}

impl<E: Entropy> Root for FileRoot<E> {
    fn create(&self, epoch: u64) -> Result<(), RootError> {
        if self.path(epoch).exists() {
            return Ok(());
        }
        let fresh = self.folder.join(format!("epoch-{epoch}.new"));
        let mut file = fs::File::create(&fresh).map_err(unavailable)?;
        restrict(&fresh, 0o600)?;
        file.write_all(&self.entropy.bytes::<32>()).map_err(unavailable)?;
        file.sync_all().map_err(unavailable)?;
        fs::rename(&fresh, self.path(epoch)).map_err(unavailable)?;
        fs::File::open(&self.folder).and_then(|folder| folder.sync_all()).map_err(unavailable)
    }

    fn wrap(&self, epoch: u64, table_key: &[u8; 32]) -> Result<Vec<u8>, RootError> {
        crypto::wrap(&self.key(epoch)?, self.entropy.bytes(), &bound_to(epoch), table_key)
            .map_err(|_| RootError::Foreign(epoch))
    }

    fn unwrap(&self, epoch: u64, wrapped: &[u8]) -> Result<Key, RootError> {
        crypto::unwrap(&self.key(epoch)?, &bound_to(epoch), wrapped).map_err(|_| RootError::Foreign(epoch))
    }

    fn holds(&self, epoch: u64) -> Result<bool, RootError> {
        self.path(epoch).try_exists().map_err(unavailable)
    }

    fn destroy(&self, epoch: u64) -> Result<(), RootError> {
        // A crash may have left the key half written under its first name.
        for path in [self.folder.join(format!("epoch-{epoch}.new")), self.path(epoch)] {
            match fs::OpenOptions::new().write(true).open(&path) {
                Ok(mut file) => {
                    // Written over first: the blocks of a removed file stay where they are.
                    file.write_all(&[0; 32]).and_then(|()| file.sync_all()).map_err(unavailable)?;
                    fs::remove_file(&path).map_err(unavailable)?;
                }
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(e) => return Err(unavailable(e)),
            }
        }
        fs::File::open(&self.folder).and_then(|folder| folder.sync_all()).map_err(unavailable)?;
        if self.holds(epoch)? {
            return Err(RootError::Unavailable(format!("the key of epoch {epoch} is still there")));
        }
        Ok(())
    }

    fn destruction(&self) -> Destruction {
        Destruction::File
    }
}
