//! Rotations of the key that signs: each is told in the log, and kept in the key table, so that a restored log can be told of it again.

use super::keys::{NEXT, Signers};
use super::shared::signs_here;
use super::{History, TreeError, blocking, own};
use commands::Deps;
use domain::CommandId;
use domain::log::Event;
use std::path::Path;
use store::edge::Draw;
use store::proof::VerifierKey;
use store::{Expected, LogWriter};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Lets a new key take over from the log's signing key: made, told to the log in a statement that both sign, and from then on both sign. Asked again, it goes on where it was.
pub async fn rotate(deps: &Deps, data: &Path) -> Result<Vec<VerifierKey>, TreeError> {
    signs_here(deps).await?;
    let history = History::of(&*deps.log, data).await?;
    let (path, log) = (data.to_owned(), deps.log.id());
    let (seed, next) = (Zeroizing::new(deps.entropy.bytes()), Zeroizing::new(deps.entropy.bytes()));
    let (statement, keys) = blocking(move || {
        let mut signers = Signers::open(&path, log, &history, &seed)?;
        let statement = signers.rotate(&path, &history, &next)?;
        Ok((statement, signers.verifiers()))
    })
    .await?;
    let (old, new) = (statement.old.to_string(), statement.new.to_string());
    let day = domain::time::day(deps.now());
    let event = Event::SigningKeyRotated { old, new: new.clone(), statement: statement.to_string(), day };
    let id = CommandId(Uuid::new_v5(&Uuid::from_bytes(deps.log.id()), new.as_bytes())).event(0);
    // In the key table first: a copy of the log from before this is restored beside the new key, and trust must lead to it.
    own::keep(deps, id, &event).await?;
    if deps.log.event(id).await?.is_none() {
        let stream = domain::log::stream();
        let record = deps.vault.seal(&stream, id, &event).await.map_err(commands::CommandError::from)?;
        LogWriter::append(&*deps.log, &stream, Expected::Any, vec![record]).await?;
    }
    Ok(keys)
}

/// Ends a rotation, once the new key has signed what there is: from then on it signs alone.
pub async fn finish_rotation(deps: &Deps, data: &Path) -> Result<Vec<VerifierKey>, TreeError> {
    signs_here(deps).await?;
    // A crash may have come between the new key and what the log is told of it: without that nothing would lead to the key that stays.
    if data.join(NEXT).exists() {
        rotate(deps, data).await?;
    }
    let history = History::of(&*deps.log, data).await?;
    let (path, log, seed) = (data.to_owned(), deps.log.id(), Zeroizing::new(deps.entropy.bytes()));
    blocking(move || {
        let signers = Signers::open(&path, log, &history, &seed)?;
        let Some(next) = &signers.next else {
            return Err(TreeError::Rotation("no key is taking over".into()));
        };
        history.checkpoint(std::slice::from_ref(next.verifier()))?;
        let alone = signers.finish(&path)?.verifier().clone();
        history.publish(&[&alone])?;
        Ok(vec![alone])
    })
    .await
}
