//! The schedule: cron expressions on the injected clock, each emitting commands.

use crate::clock::Guard;
use crate::deps::Deps;
use crate::error::CommandError;
use cron::Schedule as Cron;
use domain::Timestamp;
use std::str::FromStr;
use std::time::Duration;

/// Something done at set times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// Destroy the keys whose period is over.
    Expire,
    /// Roll the key table, so that copies of it made before open nothing of what has expired.
    Roll,
}

/// The times of each job: second, minute, hour, day, month, weekday.
const TIMES: [(&str, Job); 2] = [("0 * * * * *", Job::Expire), ("30 0 3 * * *", Job::Roll)];

/// Keys destroyed at once.
const BATCH: usize = 200;

/// The schedule with what it has done.
pub struct Schedule {
    jobs: Vec<(Cron, Job, Timestamp)>,
}

impl Schedule {
    /// A schedule whose jobs were last done at this time.
    pub fn new(since: Timestamp) -> Result<Self, cron::error::Error> {
        let jobs = TIMES.iter().map(|(times, job)| Ok((Cron::from_str(times)?, *job, since)));
        Ok(Self { jobs: jobs.collect::<Result<_, cron::error::Error>>()? })
    }

    /// Does what has become due. A job that was due several times is done once.
    pub async fn tick(&mut self, deps: &Deps) -> Result<(), CommandError> {
        let now = deps.now();
        for (times, job, last) in &mut self.jobs {
            if times.after(last).next().is_some_and(|next| next <= now) {
                match job {
                    Job::Expire => expire(deps).await?,
                    Job::Roll => drop(crate::erasure::roll_if_needed(deps).await?),
                }
                *last = now;
            } else if now < *last {
                // The clock was turned back: begin anew from there.
                *last = now;
            }
        }
        Ok(())
    }
}

/// Destroys every key that is due.
pub async fn expire(deps: &Deps) -> Result<(), CommandError> {
    crate::erasure::record_unrecorded(deps).await?;
    loop {
        let due = deps.vault.keys().due(deps.now(), BATCH).await?;
        if due.is_empty() {
            return Ok(());
        }
        let whose = due.iter().map(|row| (row.subject, row.class)).collect();
        let count = crate::erasure::destroy(deps, whose, None).await?;
        tracing::info!(count, "expired");
    }
}

/// Does what has become due, if the clock can be believed. `passed` is the time that has really passed since some moment.
pub async fn tick_guarded(
    schedule: &mut Schedule,
    guard: &mut Guard,
    deps: &Deps,
    passed: Duration,
) -> Result<(), CommandError> {
    match guard.look(deps, passed).await? {
        None => schedule.tick(deps).await,
        Some(_) => Ok(()),
    }
}

/// Looks at the clock every second, until the task is dropped. Without a guard the clock is believed, as one that is turned by hand has to be.
pub async fn run(deps: Deps, mut guard: Option<Guard>) {
    let mut schedule = match Schedule::new(deps.now() - chrono::TimeDelta::hours(1)) {
        Ok(schedule) => schedule,
        Err(error) => {
            tracing::error!(%error, "the schedule cannot be read");
            return;
        }
    };
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    let started = seconds.tick().await;
    loop {
        let passed = seconds.tick().await.duration_since(started);
        let ticked = match &mut guard {
            Some(guard) => tick_guarded(&mut schedule, guard, &deps, passed).await,
            None => schedule.tick(&deps).await,
        };
        if let Err(error) = ticked {
            tracing::error!(%error, "a scheduled job stopped; it tries again");
        }
    }
}
