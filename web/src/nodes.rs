//! One node among several: what a single one does at a time, and how a process of a data folder takes the place of the one before it.

use crate::house::OpenError;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use store::vault::{NodeId, Vault};

/// What a single node does at a time, on a key table that several share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lease {
    /// Following the log with what comes of it: letters, erasures, rolls.
    Reactions,
    /// What is due by the clock.
    Schedule,
    /// Numbering the log's events into the tree, and signing it.
    Tree,
}

impl Lease {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Reactions, Self::Schedule, Self::Tree];

    /// Its name in the key table's database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reactions => "reactions",
            Self::Schedule => "schedule",
            Self::Tree => "tree",
        }
    }
}

/// The file with the id under which this folder's process is known to the others.
const FILE: &str = "node";

/// Takes the place of the process that had this folder before. It has ended, since the folder's lock is ours: nobody need wait for what it held.
pub(crate) async fn replace(vault: &Vault, data: &Path) -> Result<(), OpenError> {
    let Some(node) = vault.node() else { return Ok(()) };
    let path = data.join(FILE);
    let folder = |error| OpenError::Folder(data.to_owned(), error);
    match fs::read(&path) {
        Ok(bytes) => {
            if let Ok(before) = bytes.try_into() {
                vault.bury(NodeId(before)).await?;
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(folder(error)),
    }
    fs::write(&path, node.0).map_err(folder)
}

/// Tells the others that this one holds nothing any more.
pub(crate) async fn leave(vault: &Vault) {
    if let Err(error) = vault.leave().await {
        tracing::warn!(%error, "the other nodes wait until the lease of this one has run out");
    }
}
