//! What rows of destroyed keys leave in a key table's own files. What they wrapped opens no more after a roll; whose the key was, and when, would be told by them still.

use super::keys::{KeyTable, KeysError};

/// What rows of destroyed keys have left on the disk: whose a key was, and its clock, which tells when a visit ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyResidue {
    /// How many of them may still be in the engine's own files.
    pub rows: u64,
    /// How many bytes have to be looked through, or written anew, to clean them away.
    pub bytes: u64,
    /// Where else they may be, which the operator alone can see to.
    pub beyond: Vec<&'static str>,
}

/// Up to this size a table is cleaned whenever an epoch ends; a larger one in the night, so that no roll waits for it.
const SMALL: u64 = 64 << 20;

/// Cleans a table that is small. The epoch is over whether it can be or not: what is left is counted, and the night tries again.
pub(super) async fn clean_if_small(keys: &dyn KeyTable) {
    let cleaned = async {
        match keys.residue().await?.bytes {
            0..=SMALL => keys.renew().await,
            _ => Ok::<_, KeysError>(()),
        }
    };
    if let Err(error) = cleaned.await {
        tracing::warn!(%error, "what rows of destroyed keys have left in the key table's files stays until the night");
    }
}
