//! Rotations of the key that signs: each is told in the log, and kept beside the key, so that a restored log can be told of it again.

use super::history::{read, write};
use super::keys::{NEXT, Signers};
use super::shared::signs_here;
use super::{History, TreeError, blocking};
use commands::Deps;
use domain::CommandId;
use domain::log::Event;
use std::path::Path;
use store::edge::Draw;
use store::proof::{Rotation, VerifierKey};
use store::{Expected, LogWriter};
use uuid::Uuid;
use zeroize::Zeroizing;

/// The rotations there have been, oldest first: a line each, the event as it stands in the log. Nothing in it is secret.
const FILE: &str = "tree-rotations";

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
    // Beside the key first: a copy of the log from before this is restored to a folder that has the new key alone, and trust must lead to it.
    keep(data, &event, &new)?;
    tell(deps, &event, &new).await?;
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

/// Tells the log of the rotations that it does not know, as after a restore of a copy from before them. A restored log goes on under another name: `store::proof::trusted` follows both.
pub async fn tell_rotations(deps: &Deps, data: &Path) -> Result<(), TreeError> {
    for line in read(&data.join(FILE), FILE)?.unwrap_or_default().lines() {
        let broken =
            || TreeError::Rotation(format!("{FILE} holds a line that is no rotation of this log's key"));
        let event: Event = serde_json::from_str(line).map_err(|_| broken())?;
        let Event::SigningKeyRotated { new, statement, .. } = &event else { return Err(broken()) };
        let held = Rotation::open(statement).is_ok_and(|rotation| {
            rotation.new.to_string() == *new
                && rotation.new.name().starts_with(&super::base_origin(deps.log.id()))
        });
        if !held {
            return Err(broken());
        }
        tell(deps, &event, new).await?;
    }
    Ok(())
}

/// Keeps a rotation, once.
fn keep(data: &Path, event: &Event, new: &str) -> Result<(), TreeError> {
    let there = read(&data.join(FILE), FILE)?.unwrap_or_default();
    let known = |line: &str| matches!(serde_json::from_str(line), Ok(Event::SigningKeyRotated { new: known, .. }) if known == new);
    if there.lines().any(known) {
        return Ok(());
    }
    let line = serde_json::to_string(event).map_err(|error| TreeError::Rotation(error.to_string()))?;
    write(&data.join(FILE), FILE, 0o644, format!("{there}{line}\n").as_bytes())
}

/// Tells the log of a rotation, once: the same rotation is the same command.
async fn tell(deps: &Deps, event: &Event, new: &str) -> Result<(), TreeError> {
    let id = CommandId(Uuid::new_v5(&Uuid::from_bytes(deps.log.id()), new.as_bytes())).event(0);
    if deps.log.event(id).await?.is_none() {
        let stream = domain::log::stream();
        let record = deps.vault.seal(&stream, id, event).await.map_err(commands::CommandError::from)?;
        LogWriter::append(&*deps.log, &stream, Expected::Any, vec![record]).await?;
    }
    Ok(())
}
