//! What the key table is told of holds, what ends them on the clock, and how the two agree again after a crash or a restore.

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{execute, load};
use chrono::TimeDelta;
use domain::erasure::{self, Erasure};
use domain::hold::{Command, End, Event, Held, Hold, stream};
use domain::{CommandId, ErasureId, Fact, HoldId, Refusal, SubjectId, VisitId, time};
use std::collections::BTreeMap;
use store::codec;
use store::vault::HeldKey;
use uuid::Uuid;

/// Tells the key table what an event means for it. Again is no harm: what is over stays over.
pub async fn apply(deps: &Deps, event: &Event) -> Result<(), CommandError> {
    let keys = deps.vault.keys();
    match event {
        Event::Proposed { .. } => Ok(()),
        Event::Confirmed { hold, organisation, subject, classes, exemption, until, .. }
        | Event::Restored { hold, organisation, subject, classes, exemption, until, .. } => {
            let held = Held {
                hold: *hold,
                organisation: *organisation,
                subject: *subject,
                classes: classes.clone(),
                exemption: *exemption,
                until: *until,
            };
            Ok(keys.hold(rows(&held)).await?)
        }
        Event::Lifted { hold, .. } => Ok(keys.release(*hold, End::Lifted).await?),
        Event::Ended { hold, end, .. } => Ok(keys.release(*hold, *end).await?),
    }
}

/// Tells the key table what the log says of one hold.
pub(super) async fn settle(deps: &Deps, hold: HoldId) -> Result<(), CommandError> {
    for record in deps.log.read_stream(&stream(hold), 0, STREAM).await? {
        apply(deps, &codec::event(&record)?).await?;
    }
    Ok(())
}

/// A hold has a handful of events.
const STREAM: usize = 100;

/// Events read at once.
const PAGE: usize = 500;

/// Tells the key table of all holds after a position: what it had seen of the log may be from before them.
pub async fn apply_since(deps: &Deps, mut position: u64) -> Result<(), CommandError> {
    loop {
        let records = deps.log.read_all(position, PAGE).await?;
        let Some(last) = records.last() else { return Ok(()) };
        position = last.position;
        for record in records.iter().filter(|record| record.kind.starts_with("hold.")) {
            if let Fact::Hold(event) = codec::fact(record)? {
                apply(deps, &event).await?;
            }
        }
    }
}

/// Ends the holds whose last day is over.
pub async fn run_out(deps: &Deps) -> Result<(), CommandError> {
    let now = deps.now();
    let rows = deps.vault.keys().holds(None).await?;
    let over = rows.iter().filter(|row| row.over.is_none() && row.until <= now);
    let over: std::collections::BTreeSet<HoldId> = over.map(|row| row.hold).collect();
    for hold in over {
        let id = CommandId(Uuid::new_v5(&hold.0, b"ran out"));
        execute::<Hold>(deps, &stream(hold), id, &Command::RunOut).await?;
        settle(deps, hold).await?;
        tracing::info!(%hold, "a legal hold has run out");
    }
    Ok(())
}

/// Carries out the erasures that a hold had postponed, where none is in effect any more. What a visitor commanded waits on while they are in a call, which has begun since: the
/// schedule looks again each minute.
pub async fn carry_out(deps: &Deps) -> Result<(), CommandError> {
    for (whose, cause) in deps.vault.keys().postponed().await? {
        if !own_in_mid_call(deps, whose.0, cause).await? {
            crate::erasure::destroy(deps, vec![whose], Some(cause)).await?;
        }
    }
    Ok(())
}

async fn own_in_mid_call(deps: &Deps, whose: SubjectId, cause: ErasureId) -> Result<bool, CommandError> {
    if load::<Erasure>(deps, &erasure::stream(cause)).await?.0 != Erasure::Own {
        return Ok(false);
    }
    let visit = crate::visit::visit(deps, VisitId(whose.0)).await?;
    Ok(visit.may_be_erased_by_visitor() == Err(Refusal::InCall))
}

/// Tells a restored log of the holds as the key table knows them: one whose confirmation was lost goes on, one whose end was lost has ended.
pub async fn after_restore(deps: &Deps) -> Result<(), CommandError> {
    let mut holds: BTreeMap<HoldId, Vec<HeldKey>> = BTreeMap::new();
    for row in deps.vault.keys().holds(None).await? {
        holds.entry(row.hold).or_default().push(row);
    }
    for (hold, rows) in holds {
        let Some(first) = rows.first() else { continue };
        let command = match first.over {
            Some(end) => Command::HadEnded(end),
            None => Command::GoOn(held(first, &rows)),
        };
        execute::<Hold>(deps, &stream(hold), deps.command(), &command).await?;
        // The log alone may know of an end: a crash came between the two.
        if load::<Hold>(deps, &stream(hold)).await?.0 == Hold::Over && first.over.is_none() {
            settle(deps, hold).await?;
        }
    }
    Ok(())
}

/// A row for each class.
fn rows(held: &Held) -> Vec<HeldKey> {
    let row = |class| HeldKey {
        hold: held.hold,
        subject: held.subject,
        class,
        organisation: held.organisation,
        exemption: held.exemption,
        until: held.ends(),
        over: None,
    };
    held.classes.iter().copied().map(row).collect()
}

/// What the rows of one hold say.
fn held(first: &HeldKey, rows: &[HeldKey]) -> Held {
    Held {
        hold: first.hold,
        organisation: first.organisation,
        subject: first.subject,
        classes: rows.iter().map(|row| row.class).collect(),
        exemption: first.exemption,
        until: time::day(first.until - TimeDelta::days(1)),
    }
}
