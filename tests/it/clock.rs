//! The clock guard: the machine's clock leaps a year ahead, and nothing is destroyed, and no appointment missed, before an operator says that it is right.

use chrono::TimeDelta;
use commands::clock::{self, Guard};
use commands::execute;
use commands::schedule::{Schedule, tick_guarded};
use domain::text::{Email, PersonName, Secret};
use domain::visit::{
    Channel, Command, Invitation, Invite, Kind, Reach, Reminders, TokenHash, Visit, When, stream,
};
use domain::{Class, MemberId, OrganisationId, Personal, Retention, SubjectId, Timestamp, VisitId};
use gateways::mail::Sender;
use gateways::mail::mailbox::Mailbox;
use gateways::sms::outbox::Outbox;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use store::Clock;
use store::log::Acknowledge;
use store::vault::{KeyState, Sealing};
use tests::folder::{Folder, free_port};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::smtp::MailServer;
use tests::{Failure, Outcome, needs, wait};
use web::cli::config::Config;
use web::edge::SystemEntropy;
use web::house::{self, Ground, LogPlace, Outside};
use web::place::Place;

use crate::serve::{configuration, told};

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

fn outside(clock: Arc<Set>) -> Outcome<Outside> {
    Ok(Outside {
        clock,
        entropy: Arc::new(SystemEntropy),
        mailer: Arc::new(Mailbox::new(1)),
        texter: Arc::new(Outbox::new(1)),
        sender: Sender { name: "Anteroom".into(), address: "anteroom@demo.example".parse()? },
        eid: None,
        trial_days: 0,
        origin: "http://localhost".into(),
        sealing: Sealing::On,
        acknowledge: Acknowledge::AfterCommit,
    })
}

async fn open(folder: Folder, clock: Arc<Set>) -> Outcome<House> {
    let place = Place::demo(&folder.path().join("data"), LogPlace::Sqlite);
    let ground = Ground::open(&place, outside(clock.clone())?).await?;
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

/// Somebody is invited to a day from now; what is kept of them is kept for long.
async fn invited(deps: &commands::Deps) -> Outcome {
    let (visit, organisation) = (VisitId::from_bytes([8; 16]), OrganisationId::from_bytes([1; 16]));
    let at = deps.now() + TimeDelta::days(1);
    let whose = (visit.subject(), Class::Visit);
    deps.vault.mint(whose, organisation, Some(at), Some(at + TimeDelta::days(36_500))).await?;
    let invitation = Invitation {
        name: PersonName::parse("Kari")?,
        reach: Reach::Email(Email::parse("kari@example.com")?),
        at,
        note: None,
        professional: None,
        language: None,
        by: MemberId::from_bytes([3; 16]),
        made: deps.now(),
    };
    let command = Command::Invite(Box::new(Invite {
        visit,
        organisation,
        retention: Retention::OneDay,
        wanted: None,
        when: When { at, zone: "UTC".parse().map_err(|_| Failure::new("no zone"))? },
        channel: Channel::Email,
        kind: Kind::Once(Reminders::None),
        link: TokenHash("no link".into()),
        invitation: Personal::new(visit.subject(), Class::Visit, &invitation),
        secret: Personal::new(visit.subject(), Class::Visit, &Secret::parse("secret")?),
    }));
    execute::<Visit>(deps, &stream(visit), deps.command(), &command).await?;
    Ok(())
}

/// A house that somebody is invited to, and that keeps what is due in two weeks; it was open in March 2024, as long as its schedule takes to look at the clock.
fn in_2024(place: &Place) -> Outcome {
    let clock =
        Arc::new(Set(AtomicI64::new("2024-03-01T10:00:00Z".parse::<Timestamp>()?.timestamp_micros())));
    let runtime = tokio::runtime::Runtime::new()?;
    let house = runtime.block_on(house::House::open(place, outside(clock.clone())?))?;
    let deps = house.deps.clone();
    let due = clock.now() + TimeDelta::days(14);
    runtime.block_on(async {
        let organisation = OrganisationId::from_bytes([1; 16]);
        deps.vault.mint(VISIT, organisation, Some(clock.now()), Some(due)).await?;
        invited(&deps).await
    })?;
    wait::until("the first look", wait::DEADLINE, || {
        Ok((runtime.block_on(deps.log.cursor("appointments"))? > 0).then_some(()))
    })?;
    runtime.block_on(house.close());
    Ok(())
}

/// How many appointments were missed, and how many keys were destroyed.
fn done_by_the_clock(server: &Server) -> Outcome<(i64, i64)> {
    let count = |file: &str, sql: &str| -> Outcome<i64> {
        Ok(rusqlite::Connection::open(server.data().join(file))?.query_row(sql, [], |row| row.get(0))?)
    };
    let missed = count("log.db", "SELECT count(*) FROM log_events WHERE kind = 'visit.missed.v1'")?;
    Ok((missed, count("keys.db", "SELECT count(*) FROM tombstones")?))
}

fn is_doubted(server: &Server) -> Outcome<bool> {
    let data = server.data().display().to_string();
    let status: serde_json::Value =
        serde_json::from_str(&told(&["keys", "status", "--json", "--data", &data], &[])?)?;
    Ok(!status["clock_doubted"].is_null())
}

#[test]
fn serve_that_starts_years_ahead_misses_no_appointment_until_an_operator_confirms() -> Outcome {
    needs!("serve on a clock that has leapt", Program::Anteroom, Program::Python);
    let (folder, mail, port) = (Folder::new("clock")?, MailServer::start()?, free_port()?);
    let config = configuration(&folder, port, &mail)?;
    let file = config.trim_start_matches("--config=");
    let data = folder.path().join("data");
    in_2024(&Config::read(Some(Path::new(file)), |_| None)?.place(&data)?)?;

    // This machine's clock is years ahead of all that.
    let log = folder.path().join("log.db");
    store::log::copy_sqlite(&data.join("log.db"), &log)?;
    let plan = Plan::serve().arg(&config).port(port).file("log.db", fs::read(log)?);
    let plan = plan.file("keys.db", fs::read(data.join("keys.db"))?);
    let mut server = plan.start()?;
    wait::until("the alarm", wait::DEADLINE, || Ok(is_doubted(&server)?.then_some(())))?;
    assert_eq!(done_by_the_clock(&server)?, (0, 0));
    let printed = fs::read_to_string(server.traces().join("stderr"))?;
    assert!(printed.contains("the clock is not believed"), "{printed}");
    // Nor at the next start, when it is doubted already.
    server.start_again()?;
    assert!(is_doubted(&server)?);
    assert_eq!(done_by_the_clock(&server)?, (0, 0));

    let data = server.data().display().to_string();
    told(&["keys", "confirm-clock", "--data", &data], &[])?;
    wait::until("the schedule to go on", wait::DEADLINE, || {
        let (missed, destroyed) = done_by_the_clock(&server)?;
        Ok((missed == 1 && destroyed >= 1).then_some(()))
    })?;
    assert!(!is_doubted(&server)?);
    Ok(())
}
