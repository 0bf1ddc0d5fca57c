//! Which history is signed now, and where its files lie. A restore that the log declares begins another: a new origin, with a folder of its own.

use super::TreeError;
use domain::log::{Event, stream};
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use store::LogReader;
use store::codec;
use store::proof::{SignedCheckpoint, VerifierKey};

/// One history of a log.
#[derive(Clone, Debug)]
pub struct History {
    /// The name under which its checkpoints are signed.
    pub origin: String,
    /// Its tiles, its checkpoint and its keys.
    pub folder: PathBuf,
}

/// Events of the log about itself, read at once.
const PAGE: usize = 500;

/// The name of the log's first history; later ones have this name and more.
pub fn base(log: [u8; 16]) -> String {
    format!("anteroom/{}", hex::encode(log))
}

impl History {
    /// The one that the log is in now.
    pub async fn of(log: &dyn LogReader, data: &Path) -> Result<Self, TreeError> {
        let mut origin = base(log.id());
        let mut after = 0;
        loop {
            let records = log.read_stream(&stream(), after, PAGE).await?;
            for record in records.iter().filter(|record| record.kind == "log.restored.v1") {
                if let Event::Restored { new_origin, .. } = codec::event(record)? {
                    origin = new_origin;
                }
            }
            match records.last() {
                Some(last) if records.len() == PAGE => after = last.version,
                Some(_) | None => return Ok(Self::named(origin, log.id(), data)),
            }
        }
    }

    /// The one of this name in a folder.
    pub fn at(origin: String, log: [u8; 16], data: &Path) -> Self {
        Self::named(origin, log, data)
    }

    /// Where a history of this name lies: the first in `tree`, one that is named `…/8` in `tree-8`.
    fn named(origin: String, log: [u8; 16], data: &Path) -> Self {
        let later = origin.strip_prefix(&base(log)).unwrap_or(&origin);
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let folder = data.join(format!("tree{}", later.chars().map(plain).collect::<String>()));
        Self { origin, folder }
    }

    /// The newest signed checkpoint, verified with these keys.
    pub fn checkpoint(&self, keys: &[VerifierKey]) -> Result<SignedCheckpoint, TreeError> {
        let note = self.note("checkpoint")?.ok_or(TreeError::Unsigned)?;
        Ok(SignedCheckpoint::open(&note, &self.origin, keys)?)
    }

    /// A signed note of its folder: `checkpoint`, or `witnessed`, the newest that a witness has cosigned.
    pub fn note(&self, name: &str) -> Result<Option<String>, TreeError> {
        read(&self.folder.join(name), "tree")
    }

    /// The log's verifier keys, as they are published beside the tree; two during a rotation, the one that takes over last.
    pub fn verifiers(&self) -> Result<Vec<VerifierKey>, TreeError> {
        let lines = read(&self.folder.join("verifier"), "tree/verifier")?.ok_or(TreeError::Unsigned)?;
        lines.lines().map(|line| Ok(line.trim().parse()?)).collect()
    }

    /// Publishes the verifier keys beside the tree.
    pub(super) fn publish(&self, keys: &[&VerifierKey]) -> Result<(), TreeError> {
        const FILE: &str = "tree/verifier";
        let path = self.folder.join("verifier");
        let lines: String = keys.iter().map(|key| key.to_string() + "\n").collect();
        match read(&path, FILE)? {
            Some(there) if there == lines => Ok(()),
            Some(_) | None => write(&path, FILE, 0o644, lines.as_bytes()),
        }
    }
}

pub(super) fn read(path: &Path, name: &'static str) -> Result<Option<String>, TreeError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(TreeError::File(name, error)),
    }
}

/// Writes a whole file, durably, or none of it.
pub(crate) fn write(path: &Path, name: &'static str, mode: u32, bytes: &[u8]) -> Result<(), TreeError> {
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

    #[test]
    fn each_history_has_a_folder_of_its_own() {
        let folder = |origin: String| History::named(origin, [1; 16], Path::new("/data")).folder;
        assert_eq!(folder(base([1; 16])), Path::new("/data/tree"));
        assert_eq!(folder(format!("{}/8", base([1; 16]))), Path::new("/data/tree-8"));
        assert_eq!(folder(format!("{}/../x", base([1; 16]))), Path::new("/data/tree----x"));
    }
}
