//! Destroying keys and telling the log, in this order, so that a crash between the two is finished at the next start.

use crate::deps::Deps;
use crate::error::CommandError;
use domain::log::{Cause, DestroyedKey, Event, destructions};
use domain::{Class, CommandId, ErasureId, SubjectId, time};
use std::collections::BTreeMap;
use store::vault::{Tombstone, Whose};
use store::{Expected, LogWriter};
use uuid::Uuid;

/// Destroys keys, tells the log, and deletes what they had sealed. What is gone already stays as it is.
pub async fn destroy(
    deps: &Deps,
    whose: Vec<Whose>,
    cause: Option<ErasureId>,
) -> Result<usize, CommandError> {
    let gone = deps.vault.destroy(whose, cause).await?;
    let count = gone.len();
    record(deps, gone).await?;
    Ok(count)
}

/// Tells the log of destructions it has not heard of: after a crash.
pub async fn record_unrecorded(deps: &Deps) -> Result<usize, CommandError> {
    let gone = deps.vault.keys().unrecorded().await?;
    let count = gone.len();
    record(deps, gone).await?;
    Ok(count)
}

/// Tells a restored log of every destruction that the key table knows of, and deletes what it has brought back of them. What the log tells of already stays as it is.
pub async fn record_all(deps: &Deps) -> Result<u64, CommandError> {
    let (mut after, mut count) = (None, 0);
    loop {
        let gone = deps.vault.keys().tombstones(after, BATCH).await?;
        let Some(last) = gone.last() else { return Ok(count) };
        after = Some((last.subject, last.class));
        count += gone.len() as u64;
        record(deps, gone).await?;
    }
}

/// Destructions told at once.
const BATCH: usize = 500;

async fn record(deps: &Deps, gone: Vec<Tombstone>) -> Result<(), CommandError> {
    let mut by_subject: BTreeMap<(SubjectId, Option<ErasureId>), Vec<Tombstone>> = BTreeMap::new();
    for tombstone in gone {
        by_subject.entry((tombstone.subject, tombstone.cause)).or_default().push(tombstone);
    }
    for ((subject, cause), tombstones) in by_subject {
        let Some(first) = tombstones.first() else { continue };
        let event = Event::KeysDestroyed {
            subject,
            organisation: first.organisation,
            keys: tombstones.iter().map(|t| DestroyedKey { class: t.class, key: t.key }).collect(),
            cause: cause.map_or(Cause::Expired, |erasure| Cause::Commanded { erasure }),
            epoch: first.epoch,
            day: time::day(deps.now()),
        };
        let stream = destructions(subject);
        // Named after the keys: recording the same destruction twice is recording it once.
        let keys: Vec<u8> = tombstones.iter().flat_map(|t| *t.key.as_bytes()).collect();
        let id = CommandId(Uuid::new_v5(&subject.0, &keys)).event(0);
        let record = deps.vault.seal(&stream, id, &event).await?;
        LogWriter::append(&*deps.log, &stream, Expected::Any, vec![record]).await?;
        let keys: Vec<_> = tombstones.iter().map(|t| t.key).collect();
        deps.log.purge(&keys).await?;
        let whose: Vec<(SubjectId, Class)> = tombstones.iter().map(|t| (t.subject, t.class)).collect();
        deps.vault.keys().recorded(whose).await?;
    }
    Ok(())
}
