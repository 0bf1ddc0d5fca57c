//! Takes what deleted sealed parts have left behind out of the files that hold them: of the read models, which have copies, and of the log; and what rows of destroyed
//! keys have left in the key table's. It deletes nothing itself.

use crate::error::AppError;
use chrono::{TimeDelta, Timelike as _};
use commands::{CommandError, Deps};
use domain::Timestamp;
use projections::ReadModels;
use std::time::Duration;
use store::log::Residue;

/// How often to look whether it is time.
const LOOK: Duration = Duration::from_mins(1);

/// How long read models may take to come up, or they are swept the next time.
const SOON: Duration = Duration::from_secs(10);

/// After a failure.
const AGAIN: Duration = Duration::from_hours(1);

/// Up to this size the log's sealed parts are written anew every night; above it every seventh, well inside the thirty days in which a deleted part has to be gone.
const SMALL: u64 = 1 << 30;

/// How long ago the last time has to be, at the least.
const NIGHTLY: TimeDelta = TimeDelta::hours(12);
const WEEKLY: TimeDelta = TimeDelta::hours(6 * 24 + 12);

/// The hour, UTC, after the night's roll.
const HOUR: u32 = 3;

/// When this process has last cleaned what is not counted, or costs to be counted. Whether an earlier one has come to it is not known.
#[derive(Default)]
struct Swept {
    read: Option<Timestamp>,
    keys: Option<Timestamp>,
}

/// Looks every minute, until the task is dropped.
pub async fn run(deps: Deps, read: ReadModels) {
    let mut swept = Swept::default();
    loop {
        let pause = match look(&deps, &read, &mut swept).await {
            Ok(()) => LOOK,
            Err(error) => {
                tracing::error!(%error, "what was deleted has left traces in the files that could not be cleaned away; it is tried again");
                AGAIN
            }
        };
        tokio::time::sleep(pause).await;
    }
}

async fn look(deps: &Deps, read: &ReadModels, swept: &mut Swept) -> Result<(), AppError> {
    // The one does not wait for the other to be mended.
    let keys = look_at_keys(deps, &mut swept.keys).await;
    look_at_parts(deps, read, &mut swept.read).await.and(keys)
}

/// Most of what keys leave is gone with each roll; here goes the rest, of a large table and of a roll that a crash cut short.
async fn look_at_keys(deps: &Deps, swept: &mut Option<Timestamp>) -> Result<(), AppError> {
    let now = deps.now();
    if swept.is_none_or(|swept| swept < newest_night(now)) {
        clean_keys(deps).await?;
        *swept = Some(now);
    }
    Ok(())
}

async fn clean_keys(deps: &Deps) -> Result<(), AppError> {
    let keys = deps.vault.keys();
    let cleaned = async {
        let before = keys.residue().await?.rows;
        if before > 0 {
            keys.renew().await?;
            let left = keys.residue().await?.rows;
            tracing::info!(before, left, "cleaned after destroyed keys");
        }
        Ok::<_, CommandError>(())
    };
    Ok(cleaned.await?)
}

/// `swept` is when the read models were last cleaned.
async fn look_at_parts(
    deps: &Deps,
    read: &ReadModels,
    swept: &mut Option<Timestamp>,
) -> Result<(), AppError> {
    // Costs nothing where there is nothing.
    read.empty_wal().await?;
    let (now, residue) = (deps.now(), deps.log.residue().await?);
    if residue.parts > 0 && residue.bytes == 0 {
        // The write-ahead log alone is left: no page has to be searched.
        deps.log.renew(now).await?;
    } else if is_due(&residue, now) {
        clean_parts(deps, read).await?;
        *swept = Some(now);
    }
    if !read.on_server() && swept.is_none_or(|swept| swept < newest_night(now)) {
        // Also where the log is clean: a small one is with each purge, and the pages of these are not searched then. Models that are filled anew, as after a
        // restore, are swept when they have come up.
        let head = deps.log.head().await?;
        if read.wait_for(head, SOON).await {
            read.renew(head).await?;
            *swept = Some(now);
        }
    }
    Ok(())
}

/// Cleans all of it now.
pub async fn clean(deps: &Deps, read: &ReadModels) -> Result<(), AppError> {
    let keys = clean_keys(deps).await;
    clean_parts(deps, read).await.and(keys)
}

/// The read models first: where the log has waited for the night, that it is clean says that both are.
async fn clean_parts(deps: &Deps, read: &ReadModels) -> Result<(), AppError> {
    let before = deps.log.residue().await?;
    // They hold of each deletion what they held when they had not heard of it.
    let head = deps.log.head().await?;
    read.renew(head).await?;
    deps.log.renew(deps.now()).await?;
    let left = deps.log.residue().await?;
    tracing::info!(before = before.parts, left = left.parts, "cleaned after deleted parts");
    Ok(())
}

fn is_due(residue: &Residue, now: Timestamp) -> bool {
    if residue.parts == 0 {
        return false;
    }
    let renewed = Timestamp::from_timestamp_micros(residue.renewed).unwrap_or_default();
    is_night(renewed, if residue.bytes <= SMALL { NIGHTLY } else { WEEKLY }, now)
}

/// Whether it is the hour, and this long since the last time.
fn is_night(earlier: Timestamp, least: TimeDelta, now: Timestamp) -> bool {
    let since = now - earlier;
    // A server that is off at that hour does it when it is back.
    since > least && now.hour() == HOUR || since > least + TimeDelta::days(1)
}

/// The last time that the hour struck.
fn newest_night(now: Timestamp) -> Timestamp {
    let struck = now - TimeDelta::hours(i64::from(HOUR));
    struck.date_naive().and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(i64::from(HOUR))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64, hour: i64) -> Timestamp {
        Timestamp::default() + TimeDelta::days(20_000 + day) + TimeDelta::hours(hour)
    }

    #[test]
    fn a_small_log_is_cleaned_every_night_and_a_large_one_every_seventh() {
        let residue = |parts, bytes| Residue {
            parts,
            bytes,
            renewed: at(0, 3).timestamp_micros(),
            ..Residue::default()
        };
        let due = |residue: &Residue| -> Vec<i64> {
            (1..24 * 14).filter(|hour| is_due(residue, at(0, 3 + hour))).take(1).collect()
        };
        assert_eq!(due(&residue(1, SMALL)), [24]);
        assert_eq!(due(&residue(1, SMALL + 1)), [7 * 24]);
        assert_eq!(due(&residue(0, SMALL)), [0_i64; 0], "nothing was deleted");
        assert!(is_due(&residue(1, SMALL), at(1, 20)), "a night was missed");
        for start in [2, 3, 4, 14, 16, 23] {
            let swept = at(0, start);
            let due = (0..48).find(|hour| swept < newest_night(swept + TimeDelta::hours(*hour)));
            let next = if start < 3 { 3 - start } else { 27 - start };
            assert_eq!(due, Some(next), "the read models, in the night after {start}:00");
        }
    }
}
