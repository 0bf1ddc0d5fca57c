//! Looks at the log that a restore moves aside, where it goes on from what the key table has seen of it.

use super::{RestoreError, roots};
use crate::follower;
use commands::Deps;
use std::path::Path;
use store::LogReader as _;
use store::log::SqliteCopy;
use store::proof::Hash;
use store::vault::Seen;

/// The log that was moved aside, where it goes on from what the key table has seen.
pub(super) struct Beyond {
    pub(super) log: SqliteCopy,
    /// How much of it the key table has seen.
    pub(super) seen: u64,
    /// How much there is.
    now: Seen,
}

pub(super) async fn beyond(deps: &Deps, moved: Option<&Path>) -> Option<Beyond> {
    let file = moved?.join("log.db");
    if !file.exists() {
        return None;
    }
    let read = async {
        let seen = deps.vault.keys().seen().await.map_err(commands::CommandError::from)?;
        let log = SqliteCopy::open(&file)?;
        let roots = roots(&log, std::iter::once(seen.size)).await?;
        let grown = |root: &Hash| seen.size == 0 || root.0.as_slice() == seen.root;
        if log.id() != deps.log.id() || !roots.get(&seen.size).is_some_and(grown) {
            return Ok::<_, RestoreError>(None);
        }
        let Some((size, root)) = roots.last_key_value() else { return Ok(None) };
        let now = Seen { size: *size, root: root.0.to_vec() };
        Ok(Some(Beyond { log, seen: seen.size, now }))
    };
    read.await.unwrap_or_else(|error| {
        tracing::warn!(%error, "the log that was moved aside cannot be read: what it held beyond what the key table has seen is not told");
        None
    })
}

/// The log as it was last seen: by the key table, or by the file that was moved aside, which may hold what came in the moment before its process ended. What that one
/// knows beside its events, of signing keys and of the clock, is kept.
pub(super) async fn last_seen(deps: &Deps, moved: Option<&Path>) -> Result<Seen, RestoreError> {
    let keys = deps.vault.keys();
    let seen = keys.seen().await.map_err(commands::CommandError::from)?;
    let Some(Beyond { log, now, .. }) = beyond(deps, moved).await else { return Ok(seen) };
    follower::keep_all(deps, &log).await?;
    commands::clock::carry_over(deps, &log).await?;
    if now.size <= seen.size {
        return Ok(seen);
    }
    // Before anything is said: the same loss has to have the same size after a crash.
    keys.see(now.clone()).await.map_err(commands::CommandError::from)?;
    Ok(now)
}
