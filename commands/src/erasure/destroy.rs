//! Destroying keys and telling the log, in this order, so that a crash between the two is finished at the next start.

use crate::deps::Deps;
use crate::error::CommandError;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::log::{Cause, Commitment, DestroyedKey, Event, destructions};
use domain::{
    Class, CommandId, ErasureId, KeyId, StreamName, SubjectId, VisitId, identification, time, visit,
};
use std::collections::{BTreeMap, HashSet};
use store::vault::{Tombstone, Whose, commitment};
use store::{Expected, LogWriter, codec};
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
    let mut together: BTreeMap<(SubjectId, Option<ErasureId>, u64), Vec<Tombstone>> = BTreeMap::new();
    for tombstone in gone {
        let of = (tombstone.subject, tombstone.cause, tombstone.epoch);
        together.entry(of).or_default().push(tombstone);
    }
    for ((subject, cause, epoch), mut tombstones) in together {
        tombstones.sort_unstable_by_key(|tombstone| tombstone.key);
        let stream = destructions(subject);
        let told = told(deps, &stream).await?;
        let untold: Vec<&Tombstone> = tombstones.iter().filter(|t| !told.contains(&t.key)).collect();
        if let Some(first) = untold.first() {
            let event = Event::KeysDestroyed {
                subject,
                organisation: first.organisation,
                keys: untold.iter().map(|t| DestroyedKey { class: t.class, key: t.key }).collect(),
                cause: cause.map_or(Cause::Expired, |erasure| Cause::Commanded { erasure }),
                epoch,
                day: time::day(deps.now()),
                commitments: commitments(deps, subject, &tombstones).await?,
            };
            // Named after the keys: two who tell of it at once tell of it once.
            let keys: Vec<u8> = untold.iter().flat_map(|t| *t.key.as_bytes()).collect();
            let id = CommandId(Uuid::new_v5(&subject.0, &keys)).event(0);
            let record = deps.vault.seal(&stream, id, &event).await?;
            LogWriter::append(&*deps.log, &stream, Expected::Any, vec![record]).await?;
        }
        let keys: Vec<_> = tombstones.iter().map(|t| t.key).collect();
        deps.log.purge(&keys).await?;
        let whose: Vec<(SubjectId, Class)> = tombstones.iter().map(|t| (t.subject, t.class)).collect();
        deps.vault.keys().recorded(whose).await?;
    }
    Ok(())
}

/// The keys whose destruction the log tells of already.
async fn told(deps: &Deps, stream: &StreamName) -> Result<HashSet<KeyId>, CommandError> {
    let (mut told, mut after) = (HashSet::new(), 0);
    loop {
        let records = deps.log.read_stream(stream, after, BATCH).await?;
        for record in &records {
            if let Event::KeysDestroyed { keys, .. } = codec::event(record)? {
                told.extend(keys.iter().map(|gone| gone.key));
            }
        }
        match records.last() {
            Some(last) if records.len() == BATCH => after = last.version,
            Some(_) | None => return Ok(told),
        }
    }
}

/// The most commitments that are kept of one destruction: a record's public part is bounded.
const COMMITMENTS: usize = 200;

/// How what is about to be deleted commits to its keys: all that a visit's keys seal lies in the visit's own stream and in that of its identification.
async fn commitments(
    deps: &Deps,
    subject: SubjectId,
    tombstones: &[Tombstone],
) -> Result<Vec<Commitment>, CommandError> {
    let mut commitments = Vec::new();
    if !tombstones.iter().any(|tombstone| matches!(tombstone.class, Class::Visit | Class::Identity)) {
        return Ok(commitments);
    }
    let visit = VisitId(subject.0);
    for stream in [visit::stream(visit), identification::stream(visit)] {
        of_stream(deps, &stream, tombstones, &mut commitments).await?;
    }
    Ok(commitments)
}

async fn of_stream(
    deps: &Deps,
    stream: &StreamName,
    tombstones: &[Tombstone],
    commitments: &mut Vec<Commitment>,
) -> Result<(), CommandError> {
    let mut after = 0;
    loop {
        let records = deps.log.read_stream(stream, after, BATCH).await?;
        for record in &records {
            for (part, seal) in (0..).zip(&record.seals) {
                let of_these = tombstones.iter().any(|tombstone| tombstone.key == seal.key);
                let commitment = seal.ciphertext.as_deref().filter(|_| of_these).and_then(commitment);
                if let Some(commitment) = commitment
                    && commitments.len() < COMMITMENTS
                {
                    let commitment = STANDARD.encode(commitment);
                    commitments.push(Commitment { position: record.position, part, commitment });
                }
            }
        }
        match records.last() {
            Some(last) if records.len() == BATCH => after = last.version,
            Some(_) | None => return Ok(()),
        }
    }
}
