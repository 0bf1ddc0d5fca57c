//! Who is away now. When that is lies sealed; on the organisation's page it is shown to everybody, and opened as such, once in five minutes.

use crate::app::App;
use crate::error::AppError;
use chrono::TimeDelta;
use domain::member::Absence;
use domain::{EventId, MemberId, Timestamp};
use projections::AvailabilityRow;
use std::collections::HashMap;
use std::sync::Mutex;
use store::Access;

/// How long an opened absence is kept in memory: it stands on a public page.
const KEPT: TimeDelta = TimeDelta::minutes(5);

/// Absences that were opened, by the event that told of them: what is said anew is another one.
#[derive(Default)]
pub struct Absences(Mutex<HashMap<EventId, (Absence, Timestamp)>>);

impl Absences {
    fn held(&self, event: EventId, now: Timestamp) -> Option<Absence> {
        let held = self.0.lock().ok()?;
        held.get(&event).filter(|(_, until)| now < *until).map(|(absence, _)| absence.clone())
    }

    fn hold(&self, event: EventId, absence: Absence, now: Timestamp) {
        if let Ok(mut held) = self.0.lock() {
            held.retain(|_, (_, until)| now < *until);
            held.insert(event, (absence, now + KEPT));
        }
    }
}

/// Which of these members are away now, and what they say of it.
pub async fn away(
    app: &App,
    access: Access,
    rows: &[AvailabilityRow],
) -> Result<Vec<(MemberId, Absence)>, AppError> {
    let now = app.now();
    let said = || rows.iter().filter_map(|row| Some((row.member, row.absence.as_ref()?)));
    let fresh = said().filter_map(|(_, absence)| Some(absence.sealed()?.0.clone()));
    let fresh: Vec<_> = fresh.filter(|part| app.absences.held(part.event, now).is_none()).collect();
    if !fresh.is_empty() {
        let opened = app.deps.vault.disclose(access, fresh).await?;
        for (_, sealed) in said() {
            if let (Some((part, _)), Some(absence)) = (sealed.sealed(), opened.of(sealed).value()) {
                app.absences.hold(part.event, absence, now);
            }
        }
    }
    let known = |absence: &domain::Personal<Absence>| app.absences.held(absence.sealed()?.0.event, now);
    Ok(said()
        .filter_map(|(member, absence)| Some((member, known(absence)?)))
        .filter(|(_, absence)| absence.holds(now))
        .collect())
}
