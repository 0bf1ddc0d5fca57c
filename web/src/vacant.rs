//! Calls that nobody ends: where nobody has been in the room for a while, the call counts as over, and what follows from an end follows. Looks at the rooms of this process and
//! at what the log says of who is in them; the time is the machine's own, which no clock turns.

use crate::app::App;
use crate::error::AppError;
use crate::rooms;
use domain::VisitId;
use domain::visit::{Call, Visit};
use std::collections::HashMap;
use std::time::Duration;
use tokio::time::Instant;

/// How long an empty room stays open for somebody to come back.
const LEFT: Duration = Duration::from_mins(2);

/// How long one stays open that nobody has entered yet.
const NOBODY_CAME: Duration = Duration::from_mins(30);

/// How often it is looked.
const LOOKS: Duration = Duration::from_secs(10);

/// Rooms that this process has seen empty at every look since, and for how long each may be.
#[derive(Default)]
pub struct Vacant(HashMap<VisitId, (Instant, Duration)>);

impl Vacant {
    /// Those of the rooms that are empty now which have been so for at least as long as they may.
    fn due(&mut self, empty: &[VisitId], now: Instant) -> Vec<VisitId> {
        self.0.retain(|visit, _| empty.contains(visit));
        for visit in empty {
            self.0.entry(*visit).or_insert((now, LEFT));
        }
        let due = self.0.iter().filter(|(_, (since, may))| now.saturating_duration_since(*since) >= *may);
        due.map(|(visit, _)| *visit).collect()
    }

    /// Another node has somebody in it: it is looked at anew after as long as an empty one may stay.
    fn somebody_is_in(&mut self, visit: VisitId, now: Instant) {
        self.0.insert(visit, (now, LEFT));
    }

    /// It may be empty for so long; whether it still may.
    fn waits_longer(&mut self, visit: VisitId, long: Duration, now: Instant) -> bool {
        self.0.get_mut(&visit).is_some_and(|(since, may)| {
            *may = long;
            now.saturating_duration_since(*since) < long
        })
    }
}

/// Looks until the task is dropped.
pub async fn watch(app: App) {
    let mut vacant = Vacant::default();
    loop {
        tokio::time::sleep(LOOKS).await;
        if let Err(error) = look(&app, &mut vacant, Instant::now()).await {
            tracing::error!(%error, "calls that nobody ends cannot be looked at; it tries again");
        }
    }
}

/// Looks once, and ends what is over.
pub async fn look(app: &App, vacant: &mut Vacant, now: Instant) -> Result<(), AppError> {
    let there = app.read.waiting().let_in().await?;
    let empty = |visit: &VisitId| app.rooms.hub().present(rooms::room(*visit)).is_empty();
    let empty: Vec<VisitId> = there.into_iter().filter(empty).collect();
    let due = vacant.due(&empty, now);
    if due.is_empty() {
        return Ok(());
    }
    let alone = app.deps.vault.live_nodes().await? == 1;
    for visit in due {
        let Visit::Admitted { call, .. } = commands::visit::visit(&app.deps, visit).await? else { continue };
        if !call.started && vacant.waits_longer(visit, NOBODY_CAME, now) {
            continue;
        }
        // Another node may have the room: there the log alone says whether somebody is in it. A process that was killed has told of nobody's leaving.
        if !alone && somebody_is_in(&call) {
            vacant.somebody_is_in(visit, now);
            continue;
        }
        match commands::visit::end(&app.deps, app.deps.command(), visit).await {
            Ok(_) => app.rooms.end(visit),
            // It keeps none of the others.
            Err(error) => tracing::warn!(%error, %visit, "a call that nobody ends cannot be ended yet"),
        }
    }
    Ok(())
}

fn somebody_is_in(call: &Call) -> bool {
    call.visitor || call.professional || !call.also.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_due_when_it_has_been_empty_for_long_enough_without_a_break() {
        let (visit, began) = (VisitId::from_bytes([1; 16]), Instant::now());
        let at = |minutes: u64| began + Duration::from_mins(minutes);
        let mut vacant = Vacant::default();
        assert!(vacant.due(&[visit], at(0)).is_empty() && vacant.due(&[visit], at(1)).is_empty());
        // Somebody was there in between.
        assert!(vacant.due(&[], at(2)).is_empty() && vacant.due(&[visit], at(3)).is_empty());
        assert_eq!(vacant.due(&[visit], at(5)), [visit]);
        assert!(vacant.waits_longer(visit, NOBODY_CAME, at(5)));
        assert!(vacant.due(&[visit], at(32)).is_empty());
        assert_eq!(vacant.due(&[visit], at(33)), [visit]);
        assert!(!vacant.waits_longer(visit, NOBODY_CAME, at(33)));
        // Somebody is in it on another node, and leaves: from then on nobody may be there for as long as ever.
        vacant.somebody_is_in(visit, at(40));
        assert!(vacant.due(&[visit], at(41)).is_empty());
        assert_eq!(vacant.due(&[visit], at(42)), [visit]);
    }
}
