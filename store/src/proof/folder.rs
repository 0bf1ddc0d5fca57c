//! Tiles in a folder, durable file by file. It writes below its folder and nowhere else.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::tile::TileStore;

/// A folder of tiles: the layout that C2SP tlog-tiles serves, so that any static web server can publish it.
#[derive(Debug)]
pub struct FolderStore {
    root: PathBuf,
}

impl FolderStore {
    /// Opens the folder, making it if need be, and clears what an interrupted write left.
    pub fn open(root: impl Into<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        if !root.is_dir() {
            fs::create_dir_all(&root)?;
            sync_folder(root.parent().unwrap_or(Path::new(".")))?;
        }
        let store = Self { root };
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

    /// Makes a folder below the root, each new level durable in its parent.
    fn make(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() || folder == self.root {
            return Ok(());
        }
        let parent = folder.parent().unwrap_or(&self.root);
        self.make(parent)?;
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            Ok(()) | Err(_) => sync_folder(parent),
        }
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
        let target = self.root.join(path);
        let folder = target.parent().unwrap_or(&self.root).to_owned();
        self.make(&folder)?;
        let unfinished = self.staging().join(path.replace('/', "-"));
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&unfinished, &target)?;
        sync_folder(&folder)
    }

    fn remove_partial(&self, path: &str) -> io::Result<()> {
        match fs::remove_dir_all(self.root.join(format!("{path}.p"))) {
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
