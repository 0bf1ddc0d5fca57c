//! Ending an organisation: announced by its owner, revocable for thirty days, then carried out by the schedule, on a day of its own calendar. When it ends stands on the clock of the organisation's own key,
//! so that nothing is opened to find out.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use chrono::{TimeDelta, TimeZone as _};
use domain::organisation::{self, Command, Organisation, Signature};
use domain::time::Day;
use domain::visit::{Act, Visit};
use domain::{Class, CommandId, MemberId, OrganisationId, Personal, SubjectId, Timestamp, VisitId};
use std::collections::HashMap;
use store::vault::KeyRow;
use uuid::Uuid;

/// Announces the end.
pub async fn announce_ending(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    let command = Command::AnnounceEnding { roles: staff.roles.clone(), by: by(deps, staff) };
    let stream = organisation::stream(staff.organisation);
    let done = execute::<Organisation>(deps, &stream, id, &command).await?;
    set_clock(deps, staff.organisation).await?;
    Ok(done)
}

/// Goes on after all.
pub async fn revoke_ending(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    let command = Command::RevokeEnding { roles: staff.roles.clone(), by: by(deps, staff) };
    let stream = organisation::stream(staff.organisation);
    let done = execute::<Organisation>(deps, &stream, id, &command).await?;
    set_clock(deps, staff.organisation).await?;
    Ok(done)
}

fn by(deps: &Deps, staff: &Staff) -> Personal<Signature> {
    let signature = Signature { by: staff.member, name: None, at: deps.now() };
    Personal::new(staff.organisation.subject(), Class::Account, &signature)
}

/// Sets or stops the clock of the organisation's own data by what the log says now, so that doing it twice, or late, does what is right.
pub(crate) async fn set_clock(deps: &Deps, organisation: OrganisationId) -> Result<(), CommandError> {
    let whose = (organisation.subject(), Class::Account);
    let there = super::organisation(deps, organisation).await?;
    match there.core().and_then(|core| core.ending.map(|on| begins(on, core.zone))) {
        None => deps.vault.keys().stop_clock(whose).await?,
        Some(begins) => {
            if let Some(due) = Class::Account.policy().period.due(begins) {
                deps.vault.keys().set_due(whose, begins, due).await?;
            }
        }
    }
    Ok(())
}

/// When a day begins there.
fn begins(day: Day, zone: chrono_tz::Tz) -> Timestamp {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    // Where midnight is skipped, the clocks of no country here, it is UTC's.
    zone.from_local_datetime(&midnight).earliest().map_or(midnight.and_utc(), |at| at.to_utc())
}

/// Ends every organisation whose day has come.
pub async fn end_due(deps: &Deps) -> Result<(), CommandError> {
    let now = deps.now();
    // Whatever was missed for longer is gone with its key.
    let since = now - chrono::TimeDelta::days(60);
    for row in deps.vault.keys().starting(Class::Account, since, now).await? {
        // Members' keys have clocks of their own.
        if row.organisation.subject() == row.subject {
            let stream = organisation::stream(row.organisation);
            execute::<Organisation>(deps, &stream, deps.command(), &Command::End).await?;
        }
    }
    Ok(())
}

/// How long a visit is kept past the end of its organisation, where something of it has still to be done: a call that runs goes on to its own end, and who was called off is told.
const STILL: TimeDelta = TimeDelta::days(1);

/// What follows from the end: whoever waits is let go, appointments are called off, which tells their visitors, its visits are due, and so are, after their periods, its
/// members. Doing it twice does it once.
pub(crate) async fn ended(deps: &Deps, organisation: OrganisationId) -> Result<(), CommandError> {
    let (keys, now) = (deps.vault.keys(), deps.now());
    let there = super::organisation(deps, organisation).await?;
    let Some(owner) = there.core().map(|core| core.owner) else { return Ok(()) };
    // What is sealed as an identity number stays as long as its visit.
    let mut stays: HashMap<SubjectId, TimeDelta> = HashMap::new();
    for class in [Class::Visit, Class::Identity] {
        for row in keys.of_organisation(organisation, class).await? {
            let known = stays.get(&row.subject).copied();
            let stay = match known {
                Some(stay) => stay,
                None => let_end(deps, &row, Act { by: owner, at: now }).await?,
            };
            stays.insert(row.subject, stay);
            let due = now + stay;
            if row.due_at.is_none_or(|already| due < already) {
                keys.set_due((row.subject, class), row.starts_at.unwrap_or(now).min(now), due).await?;
            }
        }
    }
    for row in keys.of_organisation(organisation, Class::Contact).await? {
        crate::member::left(deps, MemberId(row.subject.0)).await?;
    }
    Ok(())
}

/// Lets a visit end with its organisation, in the name of the owner. How long it is kept.
async fn let_end(deps: &Deps, row: &KeyRow, act: Act) -> Result<TimeDelta, CommandError> {
    let (visit, now) = (VisitId(row.subject.0), act.at);
    let id = CommandId(Uuid::new_v5(&visit.0, b"the organisation ended"));
    let (stays, done) = match crate::visit::visit(deps, visit).await? {
        Visit::Admitted { .. } => return Ok(STILL),
        Visit::Waiting { .. } => (TimeDelta::zero(), crate::visit::let_go(deps, id, visit, &act).await),
        Visit::Invited { core }
            if core.invited.as_ref().is_some_and(|invited| !invited.repeats)
                && row.starts_at.is_some_and(|at| now < at) =>
        {
            (STILL, crate::visit::call_off(deps, id, visit, &act).await)
        }
        // One that was called off a moment ago, and whose message may not be out: it goes by itself.
        Visit::Over { .. } if row.due_at.is_some_and(|due| due <= now + STILL) => return Ok(STILL),
        Visit::Absent | Visit::Invited { .. } | Visit::Over { .. } => return Ok(TimeDelta::zero()),
    };
    match done {
        // Let in, say, or erased in the same moment.
        Err(CommandError::Refused(refusal)) => tracing::debug!(code = refusal.code(), "not ended"),
        done => drop(done?),
    }
    // Whoever was let in meanwhile has a call that runs.
    let runs = matches!(crate::visit::visit(deps, visit).await?, Visit::Admitted { .. });
    Ok(if runs { STILL } else { stays })
}

/// Everything that was kept of an organisation is gone: its address is free for somebody else. Before that it leads nowhere, so that nobody takes it while old links still lead there.
pub(crate) async fn forgotten(deps: &Deps, organisation: OrganisationId) -> Result<(), CommandError> {
    Ok(deps.vault.keys().disclaim(organisation.subject()).await?)
}
