//! Tiles in a folder, durable file by file or many at once. It writes below its folder and nowhere else.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::tile::TileStore;

/// A folder of tiles: the layout that C2SP tlog-tiles serves, so that any static web server can publish it.
#[derive(Debug)]
pub struct FolderStore {
    root: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    laid: Laid,
    /// Folders whose names this process knows to be durable. Those that it found may have been made just before a crash.
    named: BTreeSet<PathBuf>,
}

/// What is not durable yet.
#[derive(Debug, Default)]
struct Laid {
    files: BTreeSet<PathBuf>,
    /// Not their content: their names, in the folders above them.
    folders: BTreeSet<PathBuf>,
}

impl Laid {
    /// Makes it durable: each file's content, then the names of all.
    fn sync(&self) -> io::Result<()> {
        self.files.iter().try_for_each(|file| File::open(file)?.sync_all())?;
        self.sync_names()
    }

    fn sync_names(&self) -> io::Result<()> {
        let named = self.files.iter().chain(&self.folders);
        let holding: BTreeSet<_> = named.filter_map(|path| path.parent()).collect();
        holding.into_iter().try_for_each(sync_folder)
    }
}

impl FolderStore {
    /// Opens the folder, making it if need be, and clears what an interrupted write left.
    pub fn open(root: impl Into<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        if !root.is_dir() {
            fs::create_dir_all(&root)?;
        }
        // It may have been made just before a crash.
        sync_folder(root.parent().unwrap_or(Path::new(".")))?;
        let store = Self { root, state: Mutex::default() };
        match fs::remove_dir_all(store.staging()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => fs::create_dir(store.staging())?,
        }
        Ok(store)
    }

    /// Unfinished files: on the same file system, so that a rename is atomic.
    fn staging(&self) -> PathBuf {
        self.root.join("unfinished")
    }

    /// Puts a file in its place, whole, and notes in `laid` what of it is not durable. `first` may do so before the name is there.
    fn place(
        &self,
        path: &str,
        bytes: &[u8],
        named: &BTreeSet<PathBuf>,
        laid: &mut Laid,
        first: impl FnOnce(&File) -> io::Result<()>,
    ) -> io::Result<()> {
        let target = self.root.join(path);
        let below = |folder: &&Path| *folder != self.root && !named.contains(*folder);
        let folders: Vec<_> = target.ancestors().skip(1).take_while(below).collect();
        if let Some(lowest) = folders.first() {
            fs::create_dir_all(lowest)?;
        }
        laid.folders.extend(folders.into_iter().map(Path::to_owned));
        let unfinished = self.staging().join(path.replace('/', "-"));
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        first(&file)?;
        drop(file);
        fs::rename(&unfinished, &target)?;
        laid.files.insert(target);
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TileStore for FolderStore {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.root.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        let mut laid = Laid::default();
        // Its content before its name, which may replace another's.
        self.place(path, bytes, &state.named, &mut laid, File::sync_all)?;
        laid.sync_names()?;
        state.named.append(&mut laid.folders);
        Ok(())
    }

    fn lay(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        let State { laid, named } = &mut *state;
        self.place(path, bytes, named, laid, |_| Ok(()))
    }

    fn sync(&self) -> io::Result<()> {
        let mut state = self.state();
        state.laid.sync()?;
        let mut laid = std::mem::take(&mut state.laid);
        state.named.append(&mut laid.folders);
        Ok(())
    }

    fn remove_partial(&self, path: &str) -> io::Result<()> {
        let folder = self.root.join(format!("{path}.p"));
        self.state().named.remove(&folder);
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// Makes names in a folder durable.
fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_was_laid_and_every_new_name_above_it_is_synced_once() {
        let root = std::env::temp_dir().join(format!("anteroom-folder-{}", std::process::id()));
        let store = FolderStore::open(&root).unwrap();
        let under = |paths: &[&str]| paths.iter().map(|path| root.join(path)).collect::<BTreeSet<_>>();
        // A folder that another process made may not be durable either.
        fs::create_dir_all(root.join("tile/0")).unwrap();
        store.lay("tile/0/x001/234", b"one").unwrap();
        store.lay("tile/0/x001/235.p/7", b"two").unwrap();
        {
            let laid = &store.state().laid;
            assert_eq!(laid.files, under(&["tile/0/x001/234", "tile/0/x001/235.p/7"]));
            assert_eq!(laid.folders, under(&["tile", "tile/0", "tile/0/x001", "tile/0/x001/235.p"]));
        }
        store.sync().unwrap();
        store.remove_partial("tile/0/x001/235").unwrap();
        store.lay("tile/0/x001/236", b"three").unwrap();
        {
            let state = store.state();
            assert_eq!(state.laid.files, under(&["tile/0/x001/236"]));
            assert_eq!(state.laid.folders, BTreeSet::new());
            assert_eq!(state.named, under(&["tile", "tile/0", "tile/0/x001"]));
        }
        // What should be synced and is gone is no success.
        fs::remove_file(root.join("tile/0/x001/236")).unwrap();
        assert!(store.sync().is_err());
        fs::remove_dir_all(root).unwrap();
    }
}
