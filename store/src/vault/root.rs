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

    /// What was made and removed here is so after a crash.
    fn sync(&self) -> Result<(), RootError> {
        fs::File::open(&self.folder).and_then(|folder| folder.sync_all()).map_err(unavailable)
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

/// How the name of an epoch's key begins while it is written.
fn fresh(epoch: u64) -> String {
    format!("epoch-{epoch}.new")
}

/// What a wrapped table key is bound to.
pub(super) fn bound_to(epoch: u64) -> Vec<u8> {
    format!("anteroom table key {epoch}").into_bytes()
}

impl<E: Entropy> Root for FileRoot<E> {
    fn create(&self, epoch: u64) -> Result<(), RootError> {
        let path = self.path(epoch);
        if !path.try_exists().map_err(unavailable)? {
            // Nodes that share the folder may be here at once: each writes a file of its own, and of several the first one counts. A link, unlike a rename, replaces
            // nothing: the other's key may wrap a table key by now.
            let fresh =
                self.folder.join(format!("{}{}", fresh(epoch), hex::encode(self.entropy.bytes::<8>())));
            let mut file = fs::File::create_new(&fresh).map_err(unavailable)?;
            restrict(&fresh, 0o600)?;
            file.write_all(&self.entropy.bytes::<32>()).map_err(unavailable)?;
            file.sync_all().map_err(unavailable)?;
            let linked = fs::hard_link(&fresh, &path);
            fs::remove_file(&fresh).map_err(unavailable)?;
            match linked {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                linked => linked.map_err(unavailable)?,
            }
        }
        // Whoever made it: it is durable before anything is wrapped by it.
        fs::File::open(&path).and_then(|file| file.sync_all()).map_err(unavailable)?;
        self.sync()
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
        // A crash may have left keys under their first names. They go first: as long as one is there, so is the key, and is destroyed again.
        let mut paths = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(unavailable)? {
            let entry = entry.map_err(unavailable)?;
            if entry.file_name().to_string_lossy().starts_with(&fresh(epoch)) {
                paths.push(entry.path());
            }
        }
        paths.push(self.path(epoch));
        for path in paths {
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
        self.sync()?;
        if self.holds(epoch)? {
            return Err(RootError::Unavailable(format!("the key of epoch {epoch} is still there")));
        }
        Ok(())
    }

    fn destruction(&self) -> Destruction {
        Destruction::File
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    /// The same byte always; the first time it is asked, another node comes in between.
    struct Between<F> {
        byte: u8,
        meanwhile: Mutex<Option<F>>,
    }

    impl<F: FnOnce() + Send> Entropy for Between<F> {
        fn fill(&self, buffer: &mut [u8]) {
            if let Some(meanwhile) = self.meanwhile.lock().unwrap().take() {
                meanwhile();
            }
            buffer.fill(self.byte);
        }
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("anteroom-root-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        folder
    }

    fn alone(folder: &Path, byte: u8) -> FileRoot<Between<fn()>> {
        FileRoot::open(folder, Between { byte, meanwhile: Mutex::new(None) }).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn of_two_nodes_that_make_a_key_at_once_the_first_ones_counts() {
        let folder = folder("at-once");
        let wrapped = Mutex::new(Vec::new());
        // Once the other has seen that there is no key, and before its own is in the folder.
        let meanwhile = || {
            let first = alone(&folder, 1);
            first.create(7).unwrap();
            *wrapped.lock().unwrap() = first.wrap(7, &[9; 32]).unwrap();
        };
        let second =
            FileRoot::open(&folder, Between { byte: 2, meanwhile: Mutex::new(Some(meanwhile)) }).unwrap();
        second.create(7).unwrap();
        let wrapped = wrapped.lock().unwrap().clone();
        assert!(!wrapped.is_empty(), "the first one was there in between");
        for root in [&second as &dyn Root, &alone(&folder, 1)] {
            assert_eq!(root.unwrap(7, &wrapped).unwrap().bytes(), &[9; 32]);
        }
        assert_eq!(names(&folder), ["epoch-7.key"]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_a_crash_left_of_a_key_goes_with_it_and_no_other_epochs() {
        let folder = folder("left");
        let root = alone(&folder, 1);
        root.create(1).unwrap();
        root.create(10).unwrap();
        for name in ["epoch-1.new", "epoch-1.new0101", "epoch-10.new0101"] {
            fs::write(folder.join(name), [1; 32]).unwrap();
        }
        root.destroy(1).unwrap();
        assert_eq!(names(&folder), ["epoch-10.key", "epoch-10.new0101"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
