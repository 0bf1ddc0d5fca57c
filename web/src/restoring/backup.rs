//! Copies a log and its trees, and nothing of the keys.

use super::{RestoreError, at};
use crate::house::keep_private;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Copies a log and its tree into an empty folder. Never the key table, and nothing of the root: they have copies of their own.
pub fn back_up(data: &Path, log: &Path, out: &Path) -> Result<(), RestoreError> {
    fs::create_dir_all(out).map_err(at(out))?;
    if fs::read_dir(out).map_err(at(out))?.next().is_some() {
        return Err(RestoreError::NotEmpty(out.to_owned()));
    }
    // The trees first: a log that is ahead of its tree is caught up with, one that is behind is a loss.
    for tree in trees(data)? {
        copy_folder(&tree, &out.join(tree.file_name().unwrap_or_default()))?;
    }
    store::log::copy_sqlite(log, &out.join("log.db"))?;
    keep_private(out).map_err(at(out))?;
    sync(out)
}

/// Makes what was put into a folder, or taken out of it, durable.
pub(super) fn sync(folder: &Path) -> Result<(), RestoreError> {
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
}

/// The folders of the tree of every history.
pub(super) fn trees(data: &Path) -> Result<Vec<PathBuf>, RestoreError> {
    let mut trees = Vec::new();
    for entry in fs::read_dir(data).map_err(at(data))? {
        let path = entry.map_err(at(data))?.path();
        let named =
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("tree"));
        if named && path.is_dir() {
            trees.push(path);
        }
    }
    Ok(trees)
}

pub(super) fn copy_folder(from: &Path, to: &Path) -> Result<(), RestoreError> {
    fs::create_dir_all(to).map_err(at(to))?;
    let mut again = true;
    while again {
        again = false;
        let mut entries = Vec::new();
        for entry in fs::read_dir(from).map_err(at(from))? {
            entries.push(entry.map_err(at(from))?.path());
        }
        // What is signed before the tiles that it is about: these only grow.
        entries.sort_by_key(|path| path.is_dir());
        for path in entries {
            let target = to.join(path.file_name().unwrap_or_default());
            if path.is_dir() {
                copy_folder(&path, &target)?;
            } else if !target.exists() {
                match fs::copy(&path, &target) {
                    // A partial tile that a full one has replaced meanwhile, which the list may not hold yet.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => again = true,
                    copied => {
                        copied.map_err(at(&path))?;
                        sync(&target)?;
                    }
                }
            }
        }
    }
    sync(to)
}
