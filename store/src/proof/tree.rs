//! The tree of RFC 6962 (§2.1): hashes, roots, proofs and their verification. Pure: it neither reads nor writes.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// A SHA-256 hash of the tree. Shown in standard base64, as checkpoints do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

/// The root of the tree without leaves: SHA-256 of nothing.
pub const EMPTY_ROOT: Hash = Hash([
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27,
    0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
]);

/// A proof that proves nothing.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ProofError {
    /// Index or sizes that no proof can be about.
    #[error("there is no proof between these sizes")]
    Range,
    /// Too few or too many hashes.
    #[error("the proof has the wrong length")]
    Length,
    /// The hashes do not lead to the root.
    #[error("the proof does not lead to the root")]
    Root,
}

impl Hash {
    /// Reads the base64 form; nothing but the canonical one.
    pub fn from_base64(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The hash of a leaf's bytes.
    pub fn of_leaf(bytes: &[u8]) -> Self {
        Self(Sha256::new_with_prefix([0]).chain_update(bytes).finalize().into())
    }

    /// The hash over two subtrees.
    pub fn of_node(left: Self, right: Self) -> Self {
        let mut bytes = [1; 65];
        bytes[1..33].copy_from_slice(&left.0);
        bytes[33..].copy_from_slice(&right.0);
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where the hashes of complete subtrees come from: `node(height, index)` covers leaves `index << height ..` of 2^height.
pub(super) trait Nodes {
    /// What reading can end in.
    type Error;
    /// The hash of one complete subtree.
    fn node(&mut self, height: u32, index: u64) -> Result<Hash, Self::Error>;
}

/// The root over hashes of one height, left to right; `right` is the root of what follows them.
pub(super) fn fold(hashes: &[Hash], right: Option<Hash>) -> Option<Hash> {
    let mut rest = hashes;
    let mut peaks = Vec::new();
    while !rest.is_empty() {
        let (peak, after) = rest.split_at(1 << rest.len().ilog2());
        peaks.push(complete(peak));
        rest = after;
    }
    peaks
        .into_iter()
        .rev()
        .fold(right, |right, left| Some(right.map_or(left, |right| Hash::of_node(left, right))))
}

/// The root over a power of two of hashes.
fn complete(hashes: &[Hash]) -> Hash {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        for at in 0..row.len() / 2 {
            row[at] = Hash::of_node(row[2 * at], row[2 * at + 1]);
        }
        row.truncate(row.len() / 2);
    }
    row.first().copied().unwrap_or(EMPTY_ROOT)
}

/// The root over leaves `start..end`, where `start` is a multiple of the largest power of two not above `end - start`.
pub(super) fn range_root<N: Nodes>(nodes: &mut N, start: u64, end: u64) -> Result<Hash, N::Error> {
    let mut peaks = Vec::new();
    let mut at = start;
    while at < end {
        let height = (end - at).ilog2();
        peaks.push(nodes.node(height, at >> height)?);
        at += 1 << height;
    }
    let root = peaks.into_iter().rev().reduce(|right, left| Hash::of_node(left, right));
    Ok(root.unwrap_or(EMPTY_ROOT))
}

/// The audit path of leaf `index` in the tree of `size` leaves (`index < size`), lowest first.
pub(super) fn inclusion<N: Nodes>(nodes: &mut N, index: u64, size: u64) -> Result<Vec<Hash>, N::Error> {
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            path.push(range_root(nodes, middle, end)?);
            end = middle;
        } else {
            path.push(range_root(nodes, start, middle)?);
            start = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// The consistency proof from `old` to `new` leaves (`0 < old <= new`), lowest first.
pub(super) fn consistency<N: Nodes>(nodes: &mut N, old: u64, new: u64) -> Result<Vec<Hash>, N::Error> {
    let (mut start, mut end) = (0, new);
    let mut path = Vec::new();
    while old < end {
        let middle = start + split(end - start);
        if old <= middle {
            path.push(range_root(nodes, middle, end)?);
            end = middle;
        } else {
            path.push(range_root(nodes, start, middle)?);
            start = middle;
        }
    }
    // Where the old tree is one complete subtree from the start, the verifier has its root already.
    if start > 0 {
        path.push(range_root(nodes, start, end)?);
    }
    path.reverse();
    Ok(path)
}

/// The largest power of two below `size` (`size > 1`).
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// Checks that the leaf with this hash is the one at `index` of the tree of `size` leaves with this root.
pub fn verify_inclusion(
    leaf: Hash,
    index: u64,
    size: u64,
    path: &[Hash],
    root: Hash,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::Range);
    }
    let (mut at, mut last) = (index, size - 1);
    let mut hash = leaf;
    for sibling in path {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at & 1 == 1 || at == last {
            hash = Hash::of_node(*sibling, hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = Hash::of_node(hash, *sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::Length);
    }
    if hash == root { Ok(()) } else { Err(ProofError::Root) }
}

/// Checks that the tree of `new` leaves continues the tree of `old` leaves. Every tree continues the empty one.
pub fn verify_consistency(
    old: u64,
    new: u64,
    path: &[Hash],
    old_root: Hash,
    new_root: Hash,
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::Range);
    }
    if old == 0 || old == new {
        let same = if old == 0 { old_root == EMPTY_ROOT } else { old_root == new_root };
        return match (path.is_empty(), same) {
            (false, _) => Err(ProofError::Length),
            (true, false) => Err(ProofError::Root),
            (true, true) => Ok(()),
        };
    }
    let (mut at, mut last) = (old - 1, new - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let mut path = path.iter();
    let first = if at == 0 { old_root } else { *path.next().ok_or(ProofError::Length)? };
    let (mut old_hash, mut new_hash) = (first, first);
    for sibling in path {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at & 1 == 1 || at == last {
            old_hash = Hash::of_node(*sibling, old_hash);
            new_hash = Hash::of_node(*sibling, new_hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = Hash::of_node(new_hash, *sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::Length);
    }
    if old_hash == old_root && new_hash == new_root { Ok(()) } else { Err(ProofError::Root) }
}
