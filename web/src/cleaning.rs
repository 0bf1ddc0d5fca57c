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
    let now = deps.now();
    if is_due(&deps.log.residue().await?, now) {
        clean(deps, read).await?;
        *swept = Some(now);
    } else if !read.on_server() && swept.is_none_or(|swept| is_night(swept, NIGHTLY, now)) {
        // Also where the log is clean: a small one is with each purge, and the pages of these are not searched then.
        read.renew(deps.log.head().await?).await?;
        *swept = Some(now);
    }
    Ok(())
}

/// Cleans now. The read models first: that the log is clean says that both are.
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
    if residue.bytes == 0 {
        return true;
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
        assert!(is_due(&residue(1, 0), at(0, 4)), "what costs nothing is done at once");
        assert!(is_due(&residue(1, SMALL), at(1, 20)), "a night was missed");
        let nights =
            |from| (1..24 * 4).filter(move |hour| is_night(at(0, from), NIGHTLY, at(0, from + hour)));
        assert_eq!(
            (nights(3).next(), nights(14).next()),
            (Some(24), Some(13)),
            "the read models, every night"
        );
    }
}
