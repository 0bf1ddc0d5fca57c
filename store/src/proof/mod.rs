//! The proof: an RFC 6962 tree over the event log in C2SP formats (tiles, checkpoints, signed notes). It knows nothing
//! of the log, the vault or any engine: it gets leaves and a place to write, and reads no clock and no randomness.
//!
//! The stored formats are written down in `docs/proof.md`, so that somebody else can write a verifier.

mod certificate;
mod checkpoint;
mod differences;
mod edge;
mod folder;
mod follower;
mod inclusion;
mod key;
mod leaf;
mod note;
mod report;
mod restore;
mod rotation;
mod tile;
mod tree;
mod verify;
mod witness;

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod crashes;
#[cfg(test)]
mod crosscheck;

pub use certificate::{Certificate, CertificateError, Proved};
pub use checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
pub use folder::FolderStore;
pub use follower::{Follower, FollowerError};
pub use inclusion::{InclusionError, InclusionProof};
pub use key::{KeyError, KeyKind, SignerKey, VerifierKey};
pub use leaf::{DecodedLeaf, Leaf, LeafError, MAX_LEAF, Seal};
pub use note::{Note, NoteError, NoteSignature};
pub use report::{Finding, Report};
pub use restore::{DeclaredLoss, Restore};
pub use rotation::{Rotation, RotationError, trusted};
pub use tile::{MemoryStore, Tile, TileError, TileStore, TiledTree, copy_tiles, first_difference};
pub use tree::{EMPTY_ROOT, Hash, ProofError, verify_consistency, verify_inclusion};
pub use verify::{Audit, Exported, Part, verify};
pub use witness::{AddCheckpoint, Answer, MalformedRequest, Witness};
