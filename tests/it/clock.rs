//! The clock guard: the machine's clock leaps a year ahead, and nothing is destroyed before an operator says that it is right.

use chrono::TimeDelta;
use commands::clock::{self, Guard};
use commands::schedule::{Schedule, tick_guarded};
use domain::{Class, OrganisationId, SubjectId, Timestamp};
use gateways::mail::Sender;
use gateways::mail::mailbox::Mailbox;
use gateways::sms::outbox::Outbox;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use store::Clock;
use store::log::Acknowledge;
use store::vault::{KeyState, Sealing};
use tests::Outcome;
use tests::folder::Folder;
use web::edge::SystemEntropy;
use web::house::{Ground, LogPlace, Outside};
use web::place::Place;

/// A clock that shows what it is set to.
struct Set(AtomicI64);

impl Clock for Set {
    fn now(&self) -> Timestamp {
        Timestamp::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

impl Set {
    fn turn(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_microseconds().unwrap(), Ordering::SeqCst);
    }
}

struct House {
    ground: Ground,
    clock: Arc<Set>,
    folder: Folder,
}

async fn open(folder: Folder, clock: Arc<Set>) -> Outcome<House> {
    let outside = Outside {
        clock: clock.clone(),
        entropy: Arc::new(SystemEntropy),
        mailer: Arc::new(Mailbox::new(1)),
        texter: Arc::new(Outbox::new(1)),
        sender: Sender { name: "Anteroom".into(), address: "anteroom@demo.example".parse()? },
        eid: None,
        trial_days: 0,
        origin: "http://localhost".into(),
        sealing: Sealing::On,
        acknowledge: Acknowledge::AfterCommit,
    };
    let ground = Ground::open(&Place::demo(&folder.path().join("data"), LogPlace::Sqlite), outside).await?;
    Ok(House { ground, clock, folder })
}

const VISIT: (SubjectId, Class) = (SubjectId(uuid::Uuid::from_bytes([7; 16])), Class::Visit);

async fn house() -> Outcome<House> {
    let clock = Arc::new(Set(AtomicI64::new(1_795_255_200_000_000)));
    let house = open(Folder::new("clock")?, clock.clone()).await?;
    let due = clock.now() + TimeDelta::days(14);
    let organisation = OrganisationId::from_bytes([1; 16]);
    house.ground.deps.vault.mint(VISIT, organisation, Some(clock.now()), Some(due)).await?;
    Ok(house)
}

impl House {
    async fn is_live(&self) -> Outcome<bool> {
        let state = self.ground.deps.vault.keys().states(vec![VISIT]).await?.pop();
        Ok(matches!(state, Some(KeyState::Live(_))))
    }

    async fn tick(&self, guard: &mut Guard, passed: u64) -> Outcome {
        let mut schedule = Schedule::new(self.clock.now() - TimeDelta::hours(1))?;
        Ok(tick_guarded(&mut schedule, guard, &self.ground.deps, Duration::from_secs(passed)).await?)
    }
}

#[tokio::test]
async fn a_year_ahead_in_one_second_destroys_nothing_until_an_operator_confirms() -> Outcome {
    let house = house().await?;
    let mut guard = Guard::default();
    house.tick(&mut guard, 0).await?;
    house.clock.turn(TimeDelta::days(365));
    house.tick(&mut guard, 1).await?;
    house.tick(&mut guard, 2).await?;
    assert!(house.is_live().await?, "a leap destroys nothing");
    assert!(clock::doubted(&house.ground.deps).await?.is_some(), "the alarm stays");

    clock::confirm(&house.ground.deps).await?;
    house.tick(&mut guard, 3).await?;
    assert!(!house.is_live().await?, "a year has passed, as somebody says who knows");
    Ok(())
}

#[tokio::test]
async fn a_machine_that_starts_a_year_ahead_destroys_nothing() -> Outcome {
    let house = house().await?;
    house.tick(&mut Guard::default(), 0).await?;
    let House { ground, clock, folder } = house;
    drop(ground);
    clock.turn(TimeDelta::days(365));
    let house = open(folder, clock).await?;
    house.tick(&mut Guard::default(), 0).await?;
    assert!(house.is_live().await?);
    let House { ground, clock, folder } = house;
    drop(ground);
    let house = open(folder, clock).await?;
    house.tick(&mut Guard::default(), 0).await?;
    assert!(house.is_live().await?, "nor when it is started again");
    Ok(())
}

#[tokio::test]
async fn days_that_really_pass_destroy_what_is_due() -> Outcome {
    let house = house().await?;
    let mut guard = Guard::default();
    for hours in 0..=15 * 24_u64 {
        house.tick(&mut guard, hours * 3_600).await?;
        house.clock.turn(TimeDelta::hours(1));
    }
    assert!(!house.is_live().await?);
    assert!(clock::doubted(&house.ground.deps).await?.is_none());
    Ok(())
}
