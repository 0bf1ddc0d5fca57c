//! Declares in the log what a restore has lost of it.

use super::{PAGE, RestoreError, roots};
use crate::follower::{self, History, base_origin, leaf};
use crate::house::Place;
use commands::Deps;
use domain::log::{Event, stream};
use domain::{CommandId, time};
use std::path::Path;
use store::edge::Draw as _;
use store::proof::{Checkpoint, Hash, Note, TiledTree};
use store::vault::Seen;
use store::{Expected, LogReader, LogWriter};
use uuid::Uuid;

/// Says in the log that events are lost, and under which name its checkpoints are signed from now on; before that, what the log had told of itself among them.
pub(super) async fn declare(
    deps: &Deps,
    place: &Place,
    trees_before: &Path,
    seen: &Seen,
    held: u64,
) -> Result<(), RestoreError> {
    // The same loss is the same command: a restore that a crash cut short says it once.
    let lost = [&seen.size.to_be_bytes()[..], &seen.root].concat();
    let id = CommandId(Uuid::new_v5(&Uuid::from_bytes(deps.log.id()), &lost)).event(0);
    if LogReader::event(&*deps.log, id).await?.is_some() {
        return Ok(());
    }
    let mut told = follower::forgotten(deps).await?;
    // One that a crash cut short, and whose copy was put back again: nothing was signed under its origin.
    told.retain(|(known, _)| *known != id);
    let mut old_origin = History::of(&*deps.log, &place.data).await?.origin;
    // A copy is the beginning of what was there, unless it has grown by itself or was rewritten: then it has in common what the tiles say.
    let before = History::at(old_origin.clone(), deps.log.id(), trees_before);
    let mut kept = match in_common(&*deps.log, &before).await? {
        Some(common) => held.min(common),
        None if held < seen.size => held,
        None => 0,
    };
    // And with each later history no more than every restore between them had kept.
    for (_, event) in &mut told {
        if let Event::Restored { new_size, new_origin, .. } = event {
            kept = kept.min(*new_size);
            *new_size = kept;
            old_origin.clone_from(new_origin);
        }
    }
    let known = <[u8; 32]>::try_from(seen.root.as_slice()).map(Hash);
    let event = Event::Restored {
        old_origin,
        old_size: seen.size,
        old_root: known.map(|root| root.to_string()).unwrap_or_default(),
        new_origin: format!("{}/{}", base_origin(deps.log.id()), hex::encode(deps.entropy.bytes::<4>())),
        new_size: kept,
        new_root: String::new(),
        day: time::day(deps.now()),
    };
    told.push((id, event));
    let size =
        |event: &Event| if let Event::Restored { new_size, .. } = event { Some(*new_size) } else { None };
    let roots = roots(&*deps.log, told.iter().filter_map(|(_, event)| size(event))).await?;
    let mut records = Vec::new();
    for (id, mut event) in told {
        if let Event::Restored { new_size, new_root, .. } = &mut event
            && let Some(root) = roots.get(new_size)
        {
            *new_root = root.to_string();
        }
        let sealed = deps.vault.seal(&stream(), id, &event).await;
        records.push(sealed.map_err(commands::CommandError::from)?);
    }
    // All at once: what the copy held is counted up to the first of them.
    LogWriter::append(&*deps.log, &stream(), Expected::Any, records).await?;
    Ok(())
}

/// How many records of this log are those that were signed, by the tiles of the history before it; nothing where there are none to compare with.
async fn in_common(log: &dyn LogReader, before: &History) -> Result<Option<u64>, RestoreError> {
    let Some(note) = before.note("checkpoint")? else { return Ok(None) };
    let Some(signed) = Note::parse(&note).ok().and_then(|note| Checkpoint::parse(note.text()).ok()) else {
        return Ok(None);
    };
    let tiles = follower::Tiles::at(&before.folder);
    let mut at = 0;
    loop {
        let records = LogReader::read_all(log, at, PAGE).await?;
        if records.is_empty() {
            return Ok(Some(at));
        }
        let mut tree = TiledTree::new(&tiles, signed.size);
        for record in &records {
            // Where a tile is missing nothing is known either.
            let same =
                tree.leaf(at).is_ok_and(|there| leaf(record).is_ok_and(|leaf| Hash::of_leaf(&leaf) == there));
            if !same {
                return Ok(Some(at));
            }
            at += 1;
        }
    }
}
