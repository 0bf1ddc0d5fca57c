//! Looks through every byte of every file of a folder for pieces of given values: what a deletion has left on the disk.

use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::Outcome;

/// The length of a piece. A value is cut into pieces, and each is looked for at every offset: whatever is left of one in 31 bytes that follow each other is found.
pub const PIECE: usize = 16;

/// How many different pieces of these values each file holds, by its path in the folder; files that hold none are left out.
pub fn found(folder: &Path, values: &[Vec<u8>]) -> Outcome<BTreeMap<String, usize>> {
    search(folder, &values.iter().flat_map(|value| value.chunks_exact(PIECE)).collect::<Vec<_>>())
}

/// The same of values that are too short to be cut.
pub fn found_whole(folder: &Path, values: &[Vec<u8>]) -> Outcome<BTreeMap<String, usize>> {
    search(folder, &values.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

fn search(folder: &Path, pieces: &[&[u8]]) -> Outcome<BTreeMap<String, usize>> {
    let search = AhoCorasick::new(pieces)?;
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
                continue;
            }
            if !entry.file_type()?.is_file() {
                continue;
            }
            let bytes = match fs::read(entry.path()) {
                // A running database removes files meanwhile.
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                read => read?,
            };
            let there: HashSet<_> = search.find_overlapping_iter(&bytes).map(|hit| hit.pattern()).collect();
            if !there.is_empty() {
                let path = entry.path();
                let path = path.strip_prefix(folder).unwrap_or(&path);
                found.insert(path.display().to_string(), there.len());
            }
        }
    }
    Ok(found)
}
