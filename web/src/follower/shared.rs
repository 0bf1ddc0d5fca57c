//! One tree on several nodes: each derives its own tiles from the same log, one at a time signs, and what was signed is kept beside the key table, so that the next
//! one to sign continues it or stops.

use super::TreeError;
use super::history::read;
use super::keys::{FILE, NEXT};
use crate::nodes::Lease;
use commands::Deps;
use domain::log::{Event, stream};
use std::path::Path;
use store::proof::SignerKey;
use store::{LogReader, codec};
use zeroize::Zeroizing;

/// Refuses where another node signs.
pub async fn signs_here(deps: &Deps) -> Result<(), TreeError> {
    let vault = &deps.vault;
    if vault.holds(Lease::Tree.name()) || vault.live_nodes().await.map_err(commands::CommandError::from)? == 1
    {
        return Ok(());
    }
    Err(TreeError::Elsewhere)
}

/// On a shared key table, refuses a data folder without the key that signs the log's tree: a key of its own would not be believed. It is given to each node by the
/// operator, and again after a rotation: neither database holds it, whose copies could sign then.
pub async fn has_key(deps: &Deps, data: &Path) -> Result<(), TreeError> {
    let keys = deps.vault.keys();
    let signed = keys.seen().await.map_err(commands::CommandError::from)?.size > 0;
    if keys.nodes().is_none() || !signed {
        return Ok(());
    }
    let mut here = Vec::new();
    for file in [FILE, NEXT] {
        if let Some(text) = read(&data.join(file), file)?.map(Zeroizing::new) {
            here.push(public(&SignerKey::from_file(&text)?.verifier().to_string()));
        }
    }
    match newest(deps).await? {
        _ if here.is_empty() => Err(TreeError::KeyElsewhere),
        Some(newest) if !here.contains(&public(&newest)) => Err(TreeError::KeyElsewhere),
        Some(_) | None => Ok(()),
    }
}

/// The key that took over last, if one did.
async fn newest(deps: &Deps) -> Result<Option<String>, TreeError> {
    const PAGE: usize = 500;
    let (mut newest, mut after) = (None, 0);
    loop {
        let records = LogReader::read_stream(&*deps.log, &stream(), after, PAGE).await?;
        for record in records.iter().filter(|record| record.kind == "log.signing-key-rotated.v1") {
            if let Event::SigningKeyRotated { new, .. } = codec::event(record)? {
                newest = Some(new);
            }
        }
        match records.last() {
            Some(last) if records.len() == PAGE => after = last.version,
            Some(_) | None => return Ok(newest),
        }
    }
}

/// The public key in a verifier key, whose name changes with a restore: `name+hash+key`.
pub(super) fn public(verifier: &str) -> String {
    verifier.splitn(3, '+').nth(2).unwrap_or_default().to_owned()
}
