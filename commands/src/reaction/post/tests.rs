//! Letters at a turned clock, to services that do as they are told: what is refused for now, what is away, and what has gone.

mod people;

use super::super::{Follower, all};
use super::*;
use crate::tests::{House, NoWords};
use domain::VisitId;
use people::{
    Services, VIGDIS, alerted, ending, house, invited, linked, moved, sign_in, signed_up, visit_of,
};
use std::sync::Arc;

/// The follower of this name.
fn follower(name: &str) -> Follower {
    all(Arc::new(NoWords)).into_iter().find(|follower| follower.name() == name).unwrap()
}

async fn opened(deps: &Deps) -> usize {
    let records = deps.log.read_all(0, 10_000).await.unwrap();
    records.iter().filter(|record| record.kind == "access.opened.v1").count()
}

async fn refusals(deps: &Deps, visit: VisitId) -> usize {
    let records = deps.log.read_stream(&domain::visit::stream(visit), 0, 1_000).await.unwrap();
    records.iter().filter(|record| record.kind == "visit.message-refused.v1").count()
}

/// Turns the clock by the minute, and lets this follower go on each time. What it tried with this address, by the minute.
async fn minutes(
    house: &House,
    services: &Services,
    name: &str,
    desk: &mut Desk,
    many: i64,
    to: &str,
) -> Vec<i64> {
    let (follower, began) = (follower(name), house.deps.now());
    let before = services.tried(to).len();
    for minute in 0..=many {
        follower.go_on(&house.deps, desk).await.unwrap();
        if minute < many {
            house.turn(1);
        }
    }
    services.tried(to)[before..].iter().map(|at| (*at - began).num_minutes()).collect()
}

#[tokio::test]
async fn a_letter_that_is_refused_for_now_waits_alone_and_is_given_up_after_two_days() {
    let (house, services) = house("post-later").await;
    let deps = &house.deps;
    signed_up(deps, &["ada@a.example", "full@b.example", "cleo@c.example"]).await;
    services.refuse_for_now("full@b.example");
    ending(deps).await;
    let mut desk = Desk::default();
    follower("mail").go_on(deps, &mut desk).await.unwrap();
    // What comes after it does not wait for it.
    sign_in(deps, 1, 15).await;
    let tried = minutes(&house, &services, "mail", &mut desk, 2 * 24 * 60 + 300, "full@b.example").await;

    let first = [1, 6, 21, 81];
    let every_four_hours = (1..=11).map(|n| 81 + 240 * n);
    let expected: Vec<i64> = first.into_iter().chain(every_four_hours).chain([2 * 24 * 60]).collect();
    assert_eq!(tried, expected, "less and less often, the last time after two days");
    assert_eq!(
        (services.taken("ada@a.example"), services.taken("cleo@c.example")),
        (2, 1),
        "each letter once"
    );
    assert_eq!(services.taken("full@b.example"), 0);
    assert_eq!(opened(deps).await, 3 + tried.len() + 1, "an entry for each time that an address was used");
    assert!(deps.log.waiting("mail").await.unwrap().is_empty(), "it is given up");
}

#[tokio::test]
async fn a_letter_that_is_taken_later_is_taken_once_also_by_the_next_process() {
    let (house, services) = house("post-taken").await;
    let deps = &house.deps;
    signed_up(deps, &["ada@a.example", "full@b.example"]).await;
    services.refuse_for_now("full@b.example");
    ending(deps).await;
    let mut desk = Desk::default();
    assert_eq!(minutes(&house, &services, "mail", &mut desk, 3, "full@b.example").await, [0, 1]);
    services.take_again("full@b.example");
    // Another process, which knows what is written down and nothing else.
    let mut desk = Desk::default();
    assert_eq!(
        minutes(&house, &services, "mail", &mut desk, 100, "full@b.example").await,
        [3],
        "6 minutes in"
    );
    assert_eq!((services.taken("ada@a.example"), services.taken("full@b.example")), (1, 1));
}

#[tokio::test]
async fn a_letter_is_not_tried_longer_than_its_link_holds() {
    let (house, services) = house("post-link").await;
    let deps = &house.deps;
    signed_up(deps, &["full@b.example"]).await;
    services.refuse_for_now("full@b.example");
    services.refuse_for_now(VIGDIS);
    sign_in(deps, 1, 15).await;
    let tried = minutes(&house, &services, "mail", &mut Desk::default(), 60, "full@b.example").await;
    assert_eq!(tried, [0, 1, 6], "a link of fifteen minutes");
    // The appointment is in an hour, and its link holds twelve hours longer.
    invited(deps, 1, VIGDIS).await;
    let tried = minutes(&house, &services, "visitor-mail", &mut Desk::default(), 1_500, VIGDIS).await;
    assert_eq!(tried, [0, 1, 6, 21, 81, 321, 561]);
    assert_eq!(refusals(deps, visit_of(1)).await, 1, "it is noted as one that the address refuses");
}

#[tokio::test]
async fn a_service_that_is_away_holds_its_letters_in_order_and_opens_one() {
    let (house, services) = house("post-away").await;
    let deps = &house.deps;
    signed_up(deps, &["ada@a.example", "bo@b.example"]).await;
    services.go_away("mail");
    sign_in(deps, 1, 60).await;
    sign_in(deps, 2, 60).await;
    let (mut desk, began, mail) = (Desk::default(), deps.now(), follower("mail"));
    for _ in 0..400 {
        mail.go_on(deps, &mut desk).await.unwrap();
        house.turn_by(1);
    }
    let tried: Vec<i64> =
        services.tried("ada@a.example").iter().map(|at| (*at - began).num_seconds()).collect();
    assert_eq!(tried, [0, 1, 3, 7, 15, 31, 63, 127, 247, 367], "with longer and longer pauses");
    assert_eq!((services.tried("bo@b.example").len(), opened(deps).await), (0, 1), "one was opened, once");
    services.come_back("mail");
    house.turn(2);
    mail.go_on(deps, &mut desk).await.unwrap();
    assert_eq!(services.order(), ["ada@a.example", "bo@b.example"]);
    assert_eq!(opened(deps).await, 2, "no second entry for the one that had been opened");
    assert!(deps.log.waiting("mail").await.unwrap().is_empty());
}

#[tokio::test]
async fn who_was_written_to_before_a_service_went_away_is_not_written_to_again() {
    let (house, services) = house("post-half").await;
    let deps = &house.deps;
    signed_up(deps, &["ada@a.example", "bo@b.example", "cleo@c.example"]).await;
    services.go_away_after(1);
    ending(deps).await;
    follower("mail").catch_up(deps).await.unwrap();
    assert_eq!(services.order().len(), 1);
    services.come_back("mail");
    // The next process.
    follower("mail").catch_up(deps).await.unwrap();
    let mut order = services.order();
    order.sort();
    assert_eq!(order, ["ada@a.example", "bo@b.example", "cleo@c.example"]);
}

#[tokio::test]
async fn one_vendor_that_is_away_keeps_the_others_messages_not() {
    let (house, services) = house("post-vendors").await;
    let deps = &house.deps;
    signed_up(deps, &["ada@a.example"]).await;
    services.go_away("american");
    let numbers = ["+12025550143", "+4792449678", "+12025550144", "+4792449679"];
    for (n, number) in (1..).zip(numbers) {
        invited(deps, n, number).await;
    }
    let (mut desk, sms) = (Desk::default(), follower("visitor-sms"));
    for _ in 0..100 {
        sms.go_on(deps, &mut desk).await.unwrap();
        house.turn_by(1);
    }
    assert_eq!(services.order(), ["+4792449678", "+4792449679"]);
    assert_eq!(services.tried("+12025550143").len(), 7, "with pauses: nothing tells a repeat there");
    assert!(services.tried("+12025550144").is_empty(), "it waits behind the first");
    assert_eq!(opened(deps).await, 4, "each once: whose it is stands in the number");
    services.come_back("american");
    house.turn(2);
    sms.go_on(deps, &mut desk).await.unwrap();
    assert_eq!(services.order()[2..], ["+12025550143", "+12025550144"]);
    assert_eq!(opened(deps).await, 4);
}

#[tokio::test]
async fn an_alert_by_mail_does_not_wait_for_text_messages() {
    let (house, services) = house("post-alerts").await;
    let deps = &house.deps;
    signed_up(deps, &["ada@a.example", "bo@b.example"]).await;
    services.go_away("others");
    alerted(deps, &[(1, Some("+4792449678")), (2, None)]).await;
    let (mut desk, alerts) = (Desk::default(), follower("member-alert"));
    for _ in 0..30 {
        alerts.go_on(deps, &mut desk).await.unwrap();
        house.turn_by(1);
    }
    assert_eq!(services.order(), ["bo@b.example"]);
    assert_eq!(services.tried("+4792449678").len(), 5);
    // Who it goes to, and how they are reached: two for each of the two alerts.
    assert_eq!(opened(deps).await, 4);
}

/// An invitation that was refused for now, once.
async fn put_aside(name: &str) -> (House, Services, Desk) {
    let (house, services) = house(name).await;
    signed_up(&house.deps, &["ada@a.example"]).await;
    services.refuse_for_now(VIGDIS);
    invited(&house.deps, 1, VIGDIS).await;
    let mut desk = Desk::default();
    assert_eq!(minutes(&house, &services, "visitor-mail", &mut desk, 0, VIGDIS).await, [0]);
    (house, services, desk)
}

#[tokio::test]
async fn an_invitation_that_was_put_aside_gives_way_to_a_later_letter() {
    let (house, services, mut desk) = put_aside("post-moved").await;
    let deps = &house.deps;
    services.take_again(VIGDIS);
    moved(deps, 1).await;
    assert_eq!(minutes(&house, &services, "visitor-mail", &mut desk, 60, VIGDIS).await, [0]);
    assert_eq!(services.taken(VIGDIS), 1, "the hour and the link that do not hold any more are not told");
}

#[tokio::test]
async fn an_invitation_that_was_put_aside_goes_with_the_link_that_was_given_since() {
    let (house, services, mut desk) = put_aside("post-linked").await;
    let deps = &house.deps;
    // The letter with the link alone has no entry for the calendar: it does not stand for the invitation. Of two such letters the later one is enough.
    linked(deps, 1).await;
    assert_eq!(minutes(&house, &services, "visitor-mail", &mut desk, 0, VIGDIS).await, [0]);
    let last = linked(deps, 1).await;
    services.take_again(VIGDIS);
    assert_eq!(minutes(&house, &services, "visitor-mail", &mut desk, 60, VIGDIS).await, [0, 1]);
    assert_eq!(services.links(VIGDIS), [last.clone(), last], "the invitation too, by the link that holds");
}

#[tokio::test]
async fn a_clock_that_is_set_back_holds_no_letter() {
    let (house, services) = house("post-set-back").await;
    let deps = &house.deps;
    signed_up(deps, &["full@b.example", "bo@b.example"]).await;
    services.refuse_for_now("full@b.example");
    let (mut desk, mail) = (Desk::default(), follower("mail"));
    sign_in(deps, 1, 3 * 365 * 24 * 60).await;
    mail.go_on(deps, &mut desk).await.unwrap();
    services.go_away("mail");
    sign_in(deps, 2, 3 * 365 * 24 * 60).await;
    mail.go_on(deps, &mut desk).await.unwrap();
    assert_eq!((services.tried("full@b.example").len(), services.tried("bo@b.example").len()), (1, 1));
    // It had leapt: what was put aside and when the service is asked again are written in its time.
    house.turn(-365 * 24 * 60);
    services.take_again("full@b.example");
    services.come_back("mail");
    mail.go_on(deps, &mut desk).await.unwrap();
    assert_eq!((services.taken("full@b.example"), services.taken("bo@b.example")), (1, 1));
}

#[tokio::test]
async fn what_is_passed_over_is_not_tried_again() {
    let (house, services) = house("post-passed").await;
    let deps = &house.deps;
    signed_up(deps, &["full@b.example", "ada@a.example"]).await;
    services.refuse_for_now("full@b.example");
    ending(deps).await;
    let mail = follower("mail");
    mail.catch_up(deps).await.unwrap();
    sign_in(deps, 2, 15).await;
    mail.pass_over(deps).await.unwrap();
    services.take_again("full@b.example");
    house.turn(3 * 24 * 60);
    mail.catch_up(deps).await.unwrap();
    assert_eq!((services.taken("full@b.example"), services.order()), (0, vec!["ada@a.example".to_owned()]));
}

#[tokio::test]
async fn what_was_taken_is_not_handed_over_again_while_that_cannot_be_written_down() {
    let (house, services) = house("post-written").await;
    let (deps, now) = (&house.deps, house.deps.now());
    let waiting = Waiting { position: 7, recipient: ONLY, tries: 0, since: now, due: now };
    let mut desk = Desk::default();
    for _ in 0..2 {
        let mut counter = Counter::new(deps, &mut desk, waiting);
        let sent = counter.mail(&people::letter(deps, "ada@a.example"), None).await.unwrap();
        assert!(matches!(sent, super::super::counter::Sent::Taken(_)));
    }
    assert_eq!(services.taken("ada@a.example"), 1);
}
