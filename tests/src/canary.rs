//! Searches every byte of files for values that must not be there, in every encoding they might hide in.
//! It decides nothing about what is personal: the test names the needles.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;

mod encoding;
#[cfg(test)]
mod tests;
mod view;

use view::View;

use crate::{Failure, Outcome};

/// Shorter needles are found by chance (base64 keeps only seven of their characters).
pub const SHORTEST: usize = 6;

const CHUNK: usize = 1 << 20;

/// A value put in through the pages, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Needle {
    /// What it is, such as "visitor's name".
    pub name: String,
    /// The value itself.
    pub value: String,
}

/// Where a needle was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The needle's name.
    pub needle: String,
    /// The file, or the folder whose name holds it.
    pub file: PathBuf,
    /// Of its first byte, from the start of the file; 0 when it is in the file's name.
    pub offset: u64,
    /// How it was written there.
    pub encoding: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {} at byte {}, {}", self.needle, self.file.display(), self.offset, self.encoding)
    }
}

struct Pattern {
    needle: usize,
    bytes: Vec<u8>,
    encoding: &'static str,
}

/// The needles, ready to be looked for.
pub struct Canary {
    needles: Vec<Needle>,
    searches: Vec<(View, AhoCorasick, Vec<Pattern>)>,
    overlap: usize,
}

impl fmt::Debug for Canary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Canary").field("needles", &self.needles).finish_non_exhaustive()
    }
}

impl Canary {
    /// From (what it is, its value). Needles of fewer than six bytes are refused.
    pub fn new<'a>(needles: impl IntoIterator<Item = (&'a str, &'a str)>) -> Outcome<Self> {
        let needles: Vec<Needle> = needles
            .into_iter()
            .map(|(name, value)| Needle { name: name.to_owned(), value: value.to_owned() })
            .collect();
        if let Some(short) = needles.iter().find(|needle| needle.value.len() < SHORTEST) {
            let message = format!("{:?} ({}) is under {SHORTEST} bytes", short.value, short.name);
            return Err(Failure::new(message));
        }
        let longest = needles.iter().map(|needle| needle.value.len()).max();
        let longest = longest.ok_or_else(|| Failure::new("no needles"))?;
        let mut searches = Vec::new();
        for view in View::ALL {
            let mut patterns = Vec::new();
            for (index, needle) in needles.iter().enumerate() {
                for (encoding, bytes) in encoding::of(&needle.value, view) {
                    patterns.push(Pattern { needle: index, bytes, encoding });
                }
            }
            let words: Vec<&[u8]> =
                patterns.iter().map(|pattern: &Pattern| pattern.bytes.as_slice()).collect();
            searches.push((view, AhoCorasick::new(words)?, patterns));
        }
        // `\u0041` is six bytes for one; twice that, so that a window which begins inside an escape misses nothing.
        Ok(Self { needles, searches, overlap: longest * 16 + 64 })
    }

    /// Looks through files and folders, all the way down. Links are not followed.
    pub fn search(&self, places: &[&Path]) -> Outcome<Vec<Finding>> {
        let mut findings = BTreeSet::new();
        let mut waiting: Vec<PathBuf> = places.iter().map(|place| place.to_path_buf()).collect();
        for place in places {
            // A folder that is not there would be searched in vain, and the test would pass.
            fs::symlink_metadata(place).map_err(|error| {
                Failure::from(error).while_doing(format!("searching {}", place.display()))
            })?;
        }
        while let Some(path) = waiting.pop() {
            if let Some(name) = path.file_name() {
                self.window(name.as_encoded_bytes(), 0, |needle, _, _| {
                    findings.insert(Finding { needle, file: path.clone(), offset: 0, encoding: "file name" });
                });
            }
            match self.look(&path, &mut waiting, &mut findings) {
                // Databases drop temporary files while we look.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                looked => looked.map_err(|error| Failure::from(error).while_doing(path.display()))?,
            }
        }
        Ok(findings.into_iter().collect())
    }

    /// Fails with every place where any needle is found.
    #[track_caller]
    pub fn assert_none(&self, places: &[&Path]) -> Outcome {
        let findings = self.search(places)?;
        if findings.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> = findings.iter().take(40).map(ToString::to_string).collect();
        Err(Failure::new(format!("{} findings:\n{}", findings.len(), lines.join("\n"))))
    }

    /// The positive control: fails unless every needle is found somewhere.
    #[track_caller]
    pub fn assert_all(&self, places: &[&Path]) -> Outcome {
        let found: BTreeSet<String> =
            self.search(places)?.into_iter().map(|finding| finding.needle).collect();
        let missed: Vec<&str> = self
            .needles
            .iter()
            .map(|needle| needle.name.as_str())
            .filter(|name| !found.contains(*name))
            .collect();
        if missed.is_empty() {
            return Ok(());
        }
        Err(Failure::new(format!("the control did not find: {}", missed.join(", "))))
    }

    fn look(
        &self,
        path: &Path,
        waiting: &mut Vec<PathBuf>,
        findings: &mut BTreeSet<Finding>,
    ) -> std::io::Result<()> {
        let kind = fs::symlink_metadata(path)?.file_type();
        if kind.is_dir() {
            for entry in path.read_dir()? {
                waiting.push(entry?.path());
            }
        } else if kind.is_file() {
            let mut file = File::open(path)?;
            let mut window = Vec::with_capacity(self.overlap + CHUNK);
            let mut start = 0;
            while file.by_ref().take(CHUNK as u64).read_to_end(&mut window)? > 0 {
                self.window(&window, start, |needle, offset, encoding| {
                    findings.insert(Finding { needle, file: path.to_path_buf(), offset, encoding });
                });
                let passed = window.len().saturating_sub(self.overlap);
                window.drain(..passed);
                start += passed as u64;
            }
        }
        Ok(())
    }

    fn window(&self, bytes: &[u8], start: u64, mut found: impl FnMut(String, u64, &'static str)) {
        for (view, automaton, patterns) in &self.searches {
            let Some(seen) = view.of(bytes) else { continue };
            for hit in automaton.find_overlapping_iter(seen.bytes()) {
                let pattern = &patterns[hit.pattern()];
                let origin = seen.origin(hit.start());
                // Where nothing had to be undone, the raw view has already said it.
                if *view == View::Raw || !bytes[origin..].starts_with(&pattern.bytes) {
                    let name = self.needles[pattern.needle].name.clone();
                    found(name, start + origin as u64, pattern.encoding);
                }
            }
        }
    }
}
