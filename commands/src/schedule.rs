//! The schedule: cron expressions on the injected clock, each emitting commands.

use crate::clock::Guard;
use crate::deps::Deps;
use crate::error::CommandError;
use chrono::TimeDelta;
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
    /// Remind visitors, and notice who did not come.
    Appointments,
    /// End the organisations whose day has come.
    Endings,
    /// Forget claims of addresses, and counts of numbers, that have run out.
    Lapse,
}

/// The times of each job: second, minute, hour, day, month, weekday.
const TIMES: [(&str, Job); 5] = [
    ("0 * * * * *", Job::Expire),
    ("30 0 3 * * *", Job::Roll),
    ("15 * * * * *", Job::Appointments),
    ("45 0 * * * *", Job::Endings),
    ("50 20 * * * *", Job::Lapse),
];

/// Keys destroyed at once.
const BATCH: usize = 200;

/// The schedule with what it has done.
pub struct Schedule {
    jobs: Vec<(Cron, Job, Timestamp)>,
}

impl Schedule {
    /// The schedule of a process that starts now. Its first tick does every job once: any of them may have been due while no process was running.
    pub fn at_start(now: Timestamp) -> Result<Self, cron::error::Error> {
        Self::new(now - TimeDelta::days(1))
    }

    /// A schedule whose jobs were last done at this time.
    pub fn new(since: Timestamp) -> Result<Self, cron::error::Error> {
        let jobs = TIMES.iter().map(|(times, job)| Ok((Cron::from_str(times)?, *job, since)));
        Ok(Self { jobs: jobs.collect::<Result<_, cron::error::Error>>()? })
    }

    /// Does what has become due. A job that was due several times is done once; one that fails is told, tried again at the next tick, and keeps none of the others.
    pub async fn tick(&mut self, deps: &Deps) {
        let now = deps.now();
        for (times, job, last) in &mut self.jobs {
            if times.after(last).next().is_some_and(|next| next <= now) {
                match job.run(deps).await {
                    Ok(()) => *last = now,
                    Err(error) => {
                        tracing::error!(?job, %error, "a scheduled job stopped; it tries again");
                    }
                }
            } else if now < *last {
                // The clock was turned back: begin anew from there.
                *last = now;
            }
        }
    }
}

impl Job {
    async fn run(self, deps: &Deps) -> Result<(), CommandError> {
        match self {
            Job::Expire => expire(deps).await,
            Job::Roll => crate::erasure::roll_if_needed(deps).await.map(drop),
            Job::Appointments => crate::appointments::keep_time(deps).await,
            Job::Endings => crate::organisation::end_due(deps).await,
            Job::Lapse => Ok(deps.vault.keys().lapse(deps.now()).await?),
        }
    }
}

/// Ends the legal holds that have run out, then destroys what they had postponed and every key that is due.
pub async fn expire(deps: &Deps) -> Result<(), CommandError> {
    crate::erasure::record_unrecorded(deps).await?;
    crate::hold::run_out(deps).await?;
    crate::hold::carry_out(deps).await?;
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
    if guard.look(deps, passed).await?.is_none() {
        schedule.tick(deps).await;
    }
    Ok(())
}

/// Looks at the clock every second, until the task is dropped, and does nothing before the guard has looked: a process may start on a clock that leapt while it was not there.
/// Without a guard the clock is believed, as one that is turned by hand has to be.
pub async fn run(deps: Deps, mut guard: Option<Guard>) {
    let mut schedule = match Schedule::at_start(deps.now()) {
        Ok(schedule) => schedule,
        Err(error) => {
            tracing::error!(%error, "the schedule cannot be read");
            return;
        }
    };
    let started = tokio::time::Instant::now();
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    loop {
        let passed = seconds.tick().await.saturating_duration_since(started);
        match &mut guard {
            Some(guard) => {
                if let Err(error) = tick_guarded(&mut schedule, guard, &deps, passed).await {
                    tracing::error!(%error, "the clock cannot be looked at: nothing is destroyed by it");
                }
            }
            None => schedule.tick(&deps).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::house;
    use domain::ErasureId;

    async fn epoch(deps: &Deps) -> u64 {
        deps.vault.epoch().await
    }

    #[tokio::test]
    async fn what_has_expired_is_rolled_at_its_hour_and_not_before() {
        let house = house("roll-hour").await;
        let mut schedule = Schedule::new(house.deps.now()).unwrap();
        house.destroyed(1, None).await;
        house.turn(1);
        schedule.tick(&house.deps).await;
        assert_eq!(epoch(&house.deps).await, 0);
        house.turn(24 * 60);
        schedule.tick(&house.deps).await;
        assert_eq!(epoch(&house.deps).await, 1);
        house.turn(24 * 60);
        schedule.tick(&house.deps).await;
        assert_eq!(epoch(&house.deps).await, 1, "nothing waits for a roll");
    }

    #[tokio::test]
    async fn a_roll_that_was_missed_is_done_at_the_start() {
        let house = house("roll-start").await;
        let start = || Schedule::at_start(house.deps.now()).unwrap();
        start().tick(&house.deps).await;
        assert_eq!(epoch(&house.deps).await, 0, "nothing waits for a roll");
        house.destroyed(1, None).await;
        let mut schedule = start();
        schedule.tick(&house.deps).await;
        assert_eq!(epoch(&house.deps).await, 1);
        house.destroyed(2, None).await;
        schedule.tick(&house.deps).await;
        assert_eq!(epoch(&house.deps).await, 1, "once, and then at its hour");
    }

    #[tokio::test]
    async fn nothing_is_done_at_a_start_whose_clock_is_not_believed() {
        let house = house("start-doubted").await;
        let start = || (Schedule::at_start(house.deps.now()).unwrap(), Guard::default());
        let (mut schedule, mut guard) = start();
        tick_guarded(&mut schedule, &mut guard, &house.deps, Duration::ZERO).await.unwrap();
        house.destroyed(1, None).await;
        house.turn(365 * 24 * 60);
        for _ in 0..2 {
            let (mut schedule, mut guard) = start();
            tick_guarded(&mut schedule, &mut guard, &house.deps, Duration::ZERO).await.unwrap();
            assert_eq!(epoch(&house.deps).await, 0, "neither at the first start nor at the next");
        }
        crate::clock::confirm(&house.deps).await.unwrap();
        let (mut schedule, mut guard) = start();
        tick_guarded(&mut schedule, &mut guard, &house.deps, Duration::ZERO).await.unwrap();
        assert_eq!(epoch(&house.deps).await, 1, "the daily roll that was missed");
    }

    #[tokio::test]
    async fn a_job_that_fails_keeps_none_of_the_others_and_tries_again() {
        let house = house("roll-after-failure").await;
        let mut schedule = Schedule::new(house.deps.now()).unwrap();
        house.destroyed(1, Some(ErasureId::from_bytes([7; 16]))).await;
        let class = house.keys("SELECT class FROM tombstones");
        house.keys("UPDATE tombstones SET recorded = 0, class = 'nonsense' RETURNING class");
        house.turn(24 * 60);
        schedule.tick(&house.deps).await;
        assert!(expire(&house.deps).await.is_err(), "the first job fails");
        assert_eq!(epoch(&house.deps).await, 1, "the second is done");
        house.keys(&format!("UPDATE tombstones SET class = '{class}' RETURNING class"));
        schedule.tick(&house.deps).await;
        assert!(house.deps.vault.keys().unrecorded().await.unwrap().is_empty(), "the first is tried again");
    }
}
