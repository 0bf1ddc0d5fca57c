//! What the log tells of itself and a restore must not lose: earlier restores, and rotations of the key that signs. It is kept in the key table too, which alone is
//! always the current one; nothing in it is secret.

use super::TreeError;
use super::history::read;
use super::keys::{FILE, NEXT};
use super::shared::public;
use crate::place::Place;
use commands::{CommandError, Deps};
use domain::EventId;
use domain::log::{Event, stream};
use store::proof::{SignerKey, VerifierKey};
use store::vault::OwnEvent;
use store::{LogReader, codec};
use zeroize::Zeroizing;

/// Events read at once.
const PAGE: usize = 500;

/// Keeps an event of the log about itself.
pub(super) async fn keep(deps: &Deps, id: EventId, event: &Event) -> Result<(), TreeError> {
    let event = serde_json::to_string(event).map_err(|error| TreeError::Own(error.to_string()))?;
    let own = OwnEvent { id, event };
    Ok(deps.vault.keys().keep_own_event(own).await.map_err(CommandError::from)?)
}

/// Keeps what a log tells of itself and the key table does not hold yet: a crash came between the two.
pub async fn keep_all(deps: &Deps, log: &dyn LogReader) -> Result<(), TreeError> {
    let known = kept(deps).await?;
    let mut after = 0;
    loop {
        let records = log.read_stream(&stream(), after, PAGE).await?;
        for record in &records {
            let own = ["log.restored.v1", "log.signing-key-rotated.v1"].contains(&record.kind.as_str());
            if own && !known.iter().any(|known| known.id == record.id) {
                keep(deps, record.id, &codec::event(record)?).await?;
            }
        }
        match records.last() {
            Some(last) if records.len() == PAGE => after = last.version,
            Some(_) | None => return Ok(()),
        }
    }
}

/// What the log told of itself once and does not hold any more, oldest first: it is a copy from before.
pub async fn forgotten(deps: &Deps) -> Result<Vec<(EventId, Event)>, TreeError> {
    let mut forgotten = Vec::new();
    for own in kept(deps).await? {
        if deps.log.event(own.id).await?.is_none() {
            let event =
                serde_json::from_str(&own.event).map_err(|error| TreeError::Own(error.to_string()))?;
            forgotten.push((own.id, event));
        }
    }
    Ok(forgotten)
}

/// The public halves of all keys that have signed this log, as far as the data folder and the key table know of them; none where the folder has no key.
pub async fn signers(place: &Place, log: [u8; 16]) -> Result<Vec<String>, TreeError> {
    let mut keys = Vec::new();
    for file in [FILE, NEXT] {
        if let Some(text) = read(&place.data.join(file), file)?.map(Zeroizing::new) {
            keys.push(public(&SignerKey::from_file(&text)?.verifier().to_string()));
        }
    }
    let there = place.has_keys().await.map_err(CommandError::from)?;
    if keys.is_empty() || !there {
        return Ok(keys);
    }
    let table = place.open_keys(log).await.map_err(CommandError::from)?;
    for own in table.own_events().await.map_err(CommandError::from)? {
        if let Ok(Event::SigningKeyRotated { old, new, .. }) = serde_json::from_str(&own.event) {
            keys.extend([public(&old), public(&new)]);
        }
    }
    Ok(keys)
}

/// Whether a verifier key is one of these, under whatever name.
pub fn is_one_of(key: &VerifierKey, signers: &[String]) -> bool {
    signers.contains(&public(&key.to_string()))
}

async fn kept(deps: &Deps) -> Result<Vec<OwnEvent>, TreeError> {
    Ok(deps.vault.keys().own_events().await.map_err(CommandError::from)?)
}
