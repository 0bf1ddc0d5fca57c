//! Keeps the time of appointments: who is to be reminded, and who did not come. When they are stands on the clock of their keys, so nothing is opened for it.

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::execute;
use domain::visit::appointment::HOLDS;
use domain::visit::{Command, Reminder, Visit, stream};
use domain::{Class, CommandId, Timestamp, VisitId};
use uuid::Uuid;

/// The cursor, beside the log: until when reminders were looked for.
const LOOKED: &str = "appointments";

/// Looks at all appointments whose moment has come since the last look.
pub async fn keep_time(deps: &Deps) -> Result<(), CommandError> {
    let now = deps.now();
    let looked = i64::try_from(deps.log.cursor(LOOKED).await?).ok();
    let looked = looked.filter(|micros| *micros > 0).and_then(Timestamp::from_timestamp_micros).unwrap_or(now);
    for reminder in Reminder::ALL {
        let before = reminder.before();
        // One that comes very late, after a night without a server, is none.
        let since = looked.max(now - before / 2);
        for visit in between(deps, since + before, now + before).await? {
            let command = Command::Remind { reminder };
            tell(deps, visit, now, reminder.before().num_seconds(), &command).await?;
        }
    }
    for visit in between(deps, looked - HOLDS, now - HOLDS).await? {
        tell(deps, visit, now, -HOLDS.num_seconds(), &Command::Miss).await?;
    }
    let now = u64::try_from(now.timestamp_micros()).unwrap_or(0);
    Ok(deps.log.set_cursor(LOOKED, now).await?)
}

async fn between(deps: &Deps, after: Timestamp, until: Timestamp) -> Result<Vec<VisitId>, CommandError> {
    let rows = deps.vault.keys().starting(Class::Visit, after, until).await?;
    Ok(rows.into_iter().map(|row| VisitId(row.subject.0)).collect())
}

/// Tells a visit. Looking twice tells once; what the rules refuse is no appointment any more.
async fn tell(
    deps: &Deps,
    visit: VisitId,
    now: Timestamp,
    what: i64,
    command: &Command,
) -> Result<(), CommandError> {
    let id = CommandId(Uuid::new_v5(&visit.0, format!("appointment {what} {now}").as_bytes()));
    match execute::<Visit>(deps, &stream(visit), id, command).await {
        Err(CommandError::Refused(refusal)) => tracing::debug!(code = refusal.code(), "not told"),
        done => drop(done?),
    }
    Ok(())
}
