//! The letters that wait, on EventStoreDB: all those of a follower are one event of a stream of which the server keeps the last. One node at a time follows, so nobody
//! else changes them meanwhile.

use super::super::{LogError, Waiting};
use super::{EventStoreLog, read};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the stream of a follower's letters is called before the follower's name.
const WAITING: &str = "anteroom-waiting-";

/// Bytes a letter: position, recipient, tries, since and due, numbers with the highest byte first.
const ROW: usize = 48;

pub(super) async fn all(log: &EventStoreLog, follower: &str) -> Result<Vec<Waiting>, LogError> {
    Ok(kept(log, follower).await?.into_values().collect())
}

pub(super) async fn keep(log: &EventStoreLog, follower: &str, letters: &[Waiting]) -> Result<(), LogError> {
    let mut all = kept(log, follower).await?;
    all.extend(letters.iter().map(|letter| (letter.which(), *letter)));
    store(log, follower, &all).await
}

pub(super) async fn forget(log: &EventStoreLog, follower: &str, letters: &[Waiting]) -> Result<(), LogError> {
    let mut all = kept(log, follower).await?;
    all.retain(|which, _| letters.iter().all(|letter| letter.which() != *which));
    store(log, follower, &all).await
}

type Letters = BTreeMap<(u64, Uuid), Waiting>;

async fn kept(log: &EventStoreLog, follower: &str) -> Result<Letters, LogError> {
    let Some(event) = read::last_of(log, format!("{WAITING}{follower}")).await? else {
        return Ok(Letters::new());
    };
    let (rows, rest) = event.data.as_chunks::<ROW>();
    if !rest.is_empty() {
        return Err(LogError::Unavailable("the letters that wait cannot be read".into()));
    }
    rows.iter().map(|row| unpacked(row).map(|letter| (letter.which(), letter))).collect()
}

async fn store(log: &EventStoreLog, follower: &str, letters: &Letters) -> Result<(), LogError> {
    let bytes: Vec<u8> = letters.values().flat_map(packed).collect();
    log.keep_last(format!("{WAITING}{follower}"), "anteroom.waiting.v1", bytes).await
}

fn packed(letter: &Waiting) -> [u8; ROW] {
    let (position, recipient, tries, since, due) = letter.row();
    let mut row = [0; ROW];
    row[..8].copy_from_slice(&position.to_be_bytes());
    row[8..24].copy_from_slice(recipient);
    for (place, number) in [(24, tries), (32, since), (40, due)] {
        row[place..place + 8].copy_from_slice(&number.to_be_bytes());
    }
    row
}

fn unpacked(row: &[u8; ROW]) -> Result<Waiting, LogError> {
    let number = |place: usize| {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&row[place..place + 8]);
        i64::from_be_bytes(bytes)
    };
    Waiting::of(number(0), &row[8..24], number(24), number(32), number(40))
}
