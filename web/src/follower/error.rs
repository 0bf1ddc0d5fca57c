//! What keeps the tree from growing, and what of it is final.

use store::LogError;
use store::proof::{CertificateError, CheckpointError, FollowerError, KeyError, LeafError};

/// Why the tree does not grow.
#[derive(Debug, thiserror::Error)]
pub enum TreeError {
    /// The log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// A record that has no leaf.
    #[error("position {0}: {1}")]
    Leaf(u64, LeafError),
    /// Records are missing that were signed for, or between others.
    #[error("position {0} is missing: it was signed for, or later ones are there")]
    Missing(u64),
    /// The log is not the one that the key table has seen.
    #[error(
        "the log is not the one that the key table has seen: its first {0} events have another root, so it was rewritten, or has grown out of an old copy. \
         `anteroom audit verify` says where. Put the log back that belongs to the key table or, if it is lost, run `anteroom restore`, which declares the loss"
    )]
    Forked(u64),
    /// The follower.
    #[error(transparent)]
    Follower(#[from] FollowerError),
    /// The signing key.
    #[error("the tree's signing key: {0}")]
    Key(#[from] KeyError),
    /// There is a tree, and no key that signed it: a new key would not be believed, and would hide the loss.
    #[error("the tree's signing key is missing, but a checkpoint was signed with it: restore tree-key")]
    KeyMissing,
    /// The key table tells that another node has signed, and this one has no key.
    #[error(
        "this node has no tree-key, and another has signed the log's tree: copy tree-key from that node's data folder into this one's"
    )]
    KeyElsewhere,
    /// Another node signs.
    #[error("another node signs the tree now: ask that one")]
    Elsewhere,
    /// The key file belongs to another log.
    #[error("the tree's signing key is for {0}, another log")]
    Foreign(String),
    /// A file cannot be read or written.
    #[error("{0}: {1}")]
    File(&'static str, std::io::Error),
    /// No checkpoint was signed yet.
    #[error("no checkpoint has been signed yet")]
    Unsigned,
    /// A checkpoint is refused.
    #[error("the checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// A certificate cannot be signed.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// A key cannot take over.
    #[error("rotating the tree's signing key: {0}")]
    Rotation(String),
    /// What the key table holds of the log's events about itself cannot be read.
    #[error("what the key table keeps of the log's own events: {0}")]
    Own(String),
    /// What the log is told of it.
    #[error(transparent)]
    Command(#[from] commands::CommandError),
    /// The thread that writes tiles ended.
    #[error("the thread that writes the tree ended")]
    Ended,
}

impl TreeError {
    /// Whether trying again is useless, and signing anything more would be wrong.
    pub(super) fn is_final(&self) -> bool {
        match self {
            TreeError::Follower(
                FollowerError::Forked(_)
                | FollowerError::Checkpoint(_)
                | FollowerError::Leaf(_)
                | FollowerError::Behind { .. },
            )
            | TreeError::Leaf(..)
            | TreeError::Missing(_)
            | TreeError::Forked(_)
            | TreeError::Key(_)
            | TreeError::KeyMissing
            | TreeError::KeyElsewhere
            | TreeError::Foreign(_)
            | TreeError::Checkpoint(_) => true,
            TreeError::Follower(FollowerError::Tile(_) | FollowerError::Broken)
            | TreeError::Log(_)
            | TreeError::Certificate(_)
            | TreeError::Rotation(_)
            | TreeError::Own(_)
            | TreeError::Command(_)
            | TreeError::File(..)
            | TreeError::Unsigned
            | TreeError::Elsewhere
            | TreeError::Ended => false,
        }
    }
}
