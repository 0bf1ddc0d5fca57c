//! Rolling the key table, so that copies of it made before open nothing of what has been erased, and telling the log.

use crate::deps::Deps;
use crate::error::CommandError;
use domain::log::{Event, stream};
use domain::{CommandId, time};
use store::vault::{Ended, Rolled};
use store::{Expected, LogWriter};
use uuid::Uuid;

/// Rolls if copies of the key table could still open anything that was destroyed.
pub async fn roll_if_needed(deps: &Deps) -> Result<Option<Rolled>, CommandError> {
    let rolled = deps.vault.roll_if_awaited().await?;
    told(deps, rolled).await
}

/// Rolls, and tells the log that the old epoch is over.
pub async fn roll(deps: &Deps) -> Result<Rolled, CommandError> {
    let rolled = deps.vault.roll().await?;
    told(deps, Some(rolled)).await?;
    Ok(rolled)
}

async fn told(deps: &Deps, rolled: Option<Rolled>) -> Result<Option<Rolled>, CommandError> {
    record_ended(deps).await?;
    if let Some(Rolled { ended, .. }) = rolled {
        tracing::info!(ended, "the key table was rolled");
    }
    Ok(rolled)
}

/// Finishes a roll that a crash cut short, and tells the log of ends it has not heard of.
pub async fn finish_roll(deps: &Deps) -> Result<(), CommandError> {
    deps.vault.finish_roll().await?;
    record_ended(deps).await
}

/// Tells a restored log of the end of every epoch that the key table knows to be over.
pub async fn record_all_ended(deps: &Deps) -> Result<(), CommandError> {
    record(deps, deps.vault.keys().ended_epochs().await?).await
}

async fn record_ended(deps: &Deps) -> Result<(), CommandError> {
    let ended = deps.vault.keys().unrecorded_epochs().await?;
    for ended in &ended {
        purge_again(deps, ended.epoch).await?;
    }
    record(deps, ended).await
}

/// Tombstones read at once.
const PAGE: usize = 500;

/// Deletes what was sealed before a key's destruction and came into the log after the purge that followed it. No node holds keys of the epoch any more: nothing comes
/// after this.
async fn purge_again(deps: &Deps, epoch: u64) -> Result<(), CommandError> {
    let mut after = None;
    loop {
        let gone = deps.vault.keys().tombstones(after, PAGE).await?;
        let Some(last) = gone.last() else { return Ok(()) };
        after = Some((last.subject, last.class));
        let keys: Vec<_> = gone.iter().filter(|gone| gone.epoch == epoch).map(|gone| gone.key).collect();
        if !keys.is_empty() {
            deps.log.purge(&keys).await?;
        }
    }
}

async fn record(deps: &Deps, epochs: Vec<Ended>) -> Result<(), CommandError> {
    for ended in epochs {
        let event = Event::EpochDestroyed {
            epoch: ended.epoch,
            survivors: ended.survivors,
            destruction: ended.destruction,
            nodes: ended.nodes,
            day: time::day(deps.now()),
        };
        // Named after the epoch: telling of its end twice is telling of it once.
        let log = Uuid::from_bytes(deps.log.id());
        let id = CommandId(Uuid::new_v5(&log, format!("epoch {}", ended.epoch).as_bytes())).event(0);
        let record = deps.vault.seal(&stream(), id, &event).await?;
        LogWriter::append(&*deps.log, &stream(), Expected::Any, vec![record]).await?;
        deps.vault.keys().recorded_epoch(ended.epoch).await?;
    }
    Ok(())
}
