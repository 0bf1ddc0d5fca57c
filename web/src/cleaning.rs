//! Takes what deleted sealed parts have left behind out of the files that hold them: of the read models, which have copies, and of the log. It deletes nothing itself.

use crate::error::AppError;
use chrono::{TimeDelta, Timelike as _};
use commands::Deps;
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

/// Looks every minute, until the task is dropped.
pub async fn run(deps: Deps, read: ReadModels) {
    // Whether an earlier process has come to it is not known.
    let mut swept = None;
    loop {
        let pause = match look(&deps, &read, &mut swept).await {
            Ok(()) => LOOK,
            Err(error) => {
                tracing::error!(%error, "what deleted parts have left could not be cleaned away; it is tried again");
                AGAIN
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// `swept` is when the read models were last cleaned.
async fn look(deps: &Deps, read: &ReadModels, swept: &mut Option<Timestamp>) -> Result<(), AppError> {
    // Costs nothing where there is nothing.
    read.empty_wal().await?;
    let (now, residue) = (deps.now(), deps.log.residue().await?);
    if residue.parts > 0 && residue.bytes == 0 {
        // The write-ahead log alone is left: no page has to be searched.
        deps.log.renew(now).await?;
    } else if is_due(&residue, now) {
        clean(deps, read).await?;
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

/// Cleans now. The read models first: where the log has waited for the night, that it is clean says that both are.
pub async fn clean(deps: &Deps, read: &ReadModels) -> Result<Residue, AppError> {
    let before = deps.log.residue().await?;
    // They hold of each deletion what they held when they had not heard of it.
    let head = deps.log.head().await?;
    read.renew(head).await?;
    deps.log.renew(deps.now()).await?;
    let left = deps.log.residue().await?;
    tracing::info!(before = before.parts, left = left.parts, "cleaned after deleted parts");
    Ok(left)
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
