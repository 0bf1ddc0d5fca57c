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
    // Before the first look, 0, there was nothing to be reminded of.
    let looked =
        looked.filter(|micros| *micros > 0).and_then(Timestamp::from_timestamp_micros).unwrap_or(now);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{House, house};
    use chrono::TimeDelta;
    use domain::text::{Email, PersonName, Secret};
    use domain::visit::{Channel, Event, Invitation, Invite, Kind, Link, Reach, Reminders, TokenHash, When};
    use domain::{MemberId, OrganisationId, Personal, Retention};
    use store::codec;

    fn visit(n: u8) -> VisitId {
        VisitId::from_bytes([n; 16])
    }

    /// Somebody invited to so many minutes from now.
    async fn invited(house: &House, n: u8, minutes: i64) {
        given(house, n, minutes, Kind::Once(Reminders::Both)).await;
    }

    async fn given(house: &House, n: u8, minutes: i64, kind: Kind) {
        let deps = &house.deps;
        let (visit, organisation) = (visit(n), OrganisationId::from_bytes([4; 16]));
        let at = deps.now() + TimeDelta::minutes(minutes);
        let whose = (visit.subject(), Class::Visit);
        deps.vault.mint(whose, organisation, Some(at), Retention::OneDay.due(at)).await.unwrap();
        let invitation = Invitation {
            name: PersonName::parse("Kari").unwrap(),
            reach: Reach::Email(Email::parse("kari@example.com").unwrap()),
            at,
            note: None,
            professional: None,
            language: None,
            by: MemberId::from_bytes([3; 16]),
            made: deps.now(),
        };
        let secret = Secret::parse("secret").unwrap();
        let command = Command::Invite(Box::new(Invite {
            visit,
            organisation,
            retention: Retention::OneDay,
            wanted: None,
            when: When { at, zone: chrono_tz::UTC },
            channel: Channel::Email,
            kind,
            link: TokenHash(hex::encode(Link::expires(at).to_rfc3339())),
            invitation: Personal::new(visit.subject(), Class::Visit, &invitation),
            secret: Personal::new(visit.subject(), Class::Visit, &secret),
        }));
        execute::<Visit>(deps, &stream(visit), deps.command(), &command).await.unwrap();
    }

    /// What was told of a visit after the invitation.
    async fn told(house: &House, n: u8) -> Vec<String> {
        let records = house.deps.log.read_stream(&stream(visit(n)), 1, 100).await.unwrap();
        let name = |event: Event| match event {
            Event::Reminded { reminder, .. } => format!("{reminder:?}"),
            Event::Missed { .. } => "Missed".to_owned(),
            Event::RepeatingLinkEnded { .. } => "Ended".to_owned(),
            other => format!("{other:?}"),
        };
        records.iter().map(|record| name(codec::event(record).unwrap())).collect()
    }

    async fn look_after(house: &House, minutes: i64) {
        house.turn(minutes);
        keep_time(&house.deps).await.unwrap();
        // Looking twice tells once.
        keep_time(&house.deps).await.unwrap();
    }

    #[tokio::test]
    async fn a_reminder_comes_at_its_minute_and_a_miss_when_the_link_is_over() {
        let house = house("appointments").await;
        keep_time(&house.deps).await.unwrap();
        invited(&house, 1, 3 * 24 * 60).await;
        look_after(&house, 2 * 24 * 60 - 1).await;
        assert!(told(&house, 1).await.is_empty(), "a minute more than a day before");
        look_after(&house, 1).await;
        assert_eq!(told(&house, 1).await, ["DayBefore"]);
        look_after(&house, 23 * 60 - 1).await;
        assert_eq!(told(&house, 1).await, ["DayBefore"]);
        look_after(&house, 1).await;
        assert_eq!(told(&house, 1).await, ["DayBefore", "HourBefore"]);
        look_after(&house, 13 * 60 - 1).await;
        assert_eq!(told(&house, 1).await.len(), 2);
        look_after(&house, 1).await;
        assert_eq!(told(&house, 1).await, ["DayBefore", "HourBefore", "Missed"]);
    }

    #[tokio::test]
    async fn who_was_invited_at_short_notice_is_not_reminded_of_what_has_just_been_said() {
        let house = house("appointments-soon").await;
        keep_time(&house.deps).await.unwrap();
        invited(&house, 1, 30).await;
        invited(&house, 2, 5 * 60).await;
        look_after(&house, 1).await;
        look_after(&house, 10).await;
        assert!(told(&house, 1).await.is_empty() && told(&house, 2).await.is_empty());
        look_after(&house, 4 * 60 - 11).await;
        assert_eq!(told(&house, 2).await, ["HourBefore"]);
    }

    #[tokio::test]
    async fn the_first_look_of_all_reminds_nobody() {
        let house = house("appointments-first").await;
        invited(&house, 1, 20 * 60).await;
        look_after(&house, 1).await;
        assert!(told(&house, 1).await.is_empty(), "they have just been invited");
    }

    #[tokio::test]
    async fn after_a_night_without_a_server_a_late_reminder_is_sent_and_a_pointless_one_is_not() {
        let house = house("appointments-late").await;
        keep_time(&house.deps).await.unwrap();
        invited(&house, 1, 3 * 24 * 60).await;
        invited(&house, 2, 2 * 24 * 60).await;
        // Ten hours late for the one; the other begins in ten minutes.
        house.turn(2 * 24 * 60 - 10);
        keep_time(&house.deps).await.unwrap();
        assert!(told(&house, 2).await.is_empty(), "ten minutes before, fifty late");
        look_after(&house, 10 * 60).await;
        assert_eq!(told(&house, 1).await, ["DayBefore"], "ten hours late, with fourteen left");
    }

    #[tokio::test]
    async fn reminders_are_those_that_were_chosen_and_a_repeating_link_only_ends() {
        let house = house("appointments-chosen").await;
        keep_time(&house.deps).await.unwrap();
        let days = 3 * 24 * 60;
        given(&house, 1, days, Kind::Once(Reminders::None)).await;
        given(&house, 2, days, Kind::Once(Reminders::DayBefore)).await;
        given(&house, 3, days, Kind::Once(Reminders::HourBefore)).await;
        given(&house, 4, days, Kind::Repeating).await;
        look_after(&house, 2 * 24 * 60).await;
        look_after(&house, 23 * 60).await;
        let mut so_far = Vec::new();
        for n in 1..=4 {
            so_far.push(told(&house, n).await);
        }
        let expected: [&[&str]; 4] = [&[], &["DayBefore"], &["HourBefore"], &[]];
        assert_eq!(so_far, expected);
        look_after(&house, 13 * 60).await;
        assert_eq!(told(&house, 1).await, ["Missed"]);
        assert_eq!(told(&house, 4).await, ["Ended"]);
    }
}
