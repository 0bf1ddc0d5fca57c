//! What the log tells of itself and a restore must not lose: earlier restores, and rotations of the key that signs. It is kept in the key table too, which alone is
//! always the current one; nothing in it is secret.

use super::TreeError;
use commands::{CommandError, Deps};
use domain::EventId;
use domain::log::{Event, stream};
use store::vault::OwnEvent;
use store::{LogReader, codec};

/// Events read at once.
const PAGE: usize = 500;

/// Keeps an event of the log about itself.
pub(super) async fn keep(deps: &Deps, id: EventId, event: &Event) -> Result<(), TreeError> {
    let event = serde_json::to_string(event).map_err(|error| TreeError::Own(error.to_string()))?;
    let own = OwnEvent { id, event };
    Ok(deps.vault.keys().keep_own_event(own).await.map_err(CommandError::from)?)
}

/// Keeps what the log tells of itself and the key table does not hold yet: a crash came between the two.
pub async fn keep_all(deps: &Deps) -> Result<(), TreeError> {
    let known = kept(deps).await?;
    let mut after = 0;
    loop {
        let records = LogReader::read_stream(&*deps.log, &stream(), after, PAGE).await?;
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

async fn kept(deps: &Deps) -> Result<Vec<OwnEvent>, TreeError> {
    Ok(deps.vault.keys().own_events().await.map_err(CommandError::from)?)
}
