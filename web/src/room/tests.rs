//! The hub with time turned by hand: no test waits for a real clock.

mod guests;
mod hold;
mod keeping;
mod pace;
mod refused;

use super::stand_in::{PROFESSIONAL, ROOM, VISITOR, World};
use super::*;
use crate::relay::{IceServer, Relay};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::time::{Duration, Instant, advance};

fn token(welcome: &Value) -> &str {
    welcome["token"].as_str().unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_newcomer_never_makes_the_first_offer() {
    let world = World::new(Limits::default());
    let (mut visitor, first) = world.enter(VISITOR).await;
    let (_professional, second) = world.enter(PROFESSIONAL).await;
    assert_eq!(first["others"], json!([]));
    assert_eq!(second["others"][0]["you_offer"], false);
    assert_eq!(visitor.news().await["joined"]["you_offer"], true);
}

#[tokio::test(start_paused = true)]
async fn signals_are_stamped_and_passed_on_as_they_are() {
    let world = World::new(Limits::default());
    let (visitor, _, mut professional, _) = world.both().await;
    let data = json!({ "anything": [1, { "at": "all" }] });
    visitor.say(&json!({ "signal": { "n": 1, "to": 2, "data": data } }));
    assert_eq!(
        professional.hear().await,
        json!({ "news": { "seq": 1, "what": { "signal": { "from": 1, "data": data } } } })
    );
}

#[tokio::test(start_paused = true)]
async fn a_resumed_socket_gets_what_it_missed_and_repeats_nothing() {
    let world = World::new(Limits::default());
    let (mut visitor, _, professional, mine) = world.both().await;
    visitor.say(&json!({ "signal": { "n": 1, "to": 2, "data": "a" } }));
    drop(professional);
    assert_eq!(visitor.news().await, json!({ "away": { "client": 2 } }));
    visitor.say(&json!({ "signal": { "n": 2, "to": 2, "data": "b" } }));
    visitor.say(&json!({ "signal": { "n": 2, "to": 2, "data": "b" } }));
    let mut again = world.socket(PROFESSIONAL);
    again.join(Some((token(&mine), 1)));
    assert_eq!(again.welcome().await["resumed"], true);
    assert_eq!(again.news().await["signal"]["data"], "b");
    assert_eq!(visitor.news().await, json!({ "back": { "client": 2 } }));
    assert_eq!(world.told().await, [What::Joined(VISITOR), What::Joined(PROFESSIONAL)]);
}

#[tokio::test(start_paused = true)]
async fn a_wrong_token_gives_a_new_place_and_not_the_old_one() {
    let world = World::new(Limits::default());
    let (mut visitor, _, professional, _) = world.both().await;
    drop(professional);
    visitor.news().await;
    let mut again = world.socket(PROFESSIONAL);
    again.join(Some(("guessed", 0)));
    let welcome = again.welcome().await;
    assert_eq!((&welcome["resumed"], &welcome["client"]), (&json!(false), &json!(3)));
}

#[tokio::test(start_paused = true)]
async fn a_reload_replaces_the_old_page_and_tells_no_fact() {
    let world = World::new(Limits::default());
    let (mut visitor, _, mut professional, _) = world.both().await;
    let (_again, welcome) = world.enter(PROFESSIONAL).await;
    assert_eq!(professional.hear().await, json!({ "close": 4001 }));
    assert_eq!(visitor.news().await, json!({ "gone": { "client": 2, "why": "replaced" } }));
    assert_eq!(visitor.news().await["joined"]["client"], 3);
    assert_eq!(welcome["others"][0]["you_offer"], false);
    assert_eq!(world.told().await, [What::Joined(VISITOR), What::Joined(PROFESSIONAL)]);
}

#[tokio::test(start_paused = true)]
async fn left_comes_when_the_grace_is_over_and_says_when_the_socket_was_lost() {
    let world = World::new(Limits::default());
    let (mut visitor, _, professional, _) = world.both().await;
    let lost = Instant::now();
    drop(professional);
    assert_eq!(visitor.news().await, json!({ "away": { "client": 2 } }));
    advance(Duration::from_secs(19)).await;
    assert_eq!(world.told().await.len(), 2);
    assert_eq!(visitor.news().await, json!({ "gone": { "client": 2, "why": "lost" } }));
    assert_eq!(world.told().await.last(), Some(&What::Left(PROFESSIONAL)));
    assert!(world.book.facts.lock().unwrap()[2].at - lost < Duration::from_secs(1));
    assert_eq!(world.hub.present(ROOM), [VISITOR]);
}

#[tokio::test(start_paused = true)]
async fn connected_is_told_once_and_only_when_both_say_so() {
    let world = World::new(Limits::default());
    let (visitor, _, professional, _) = world.both().await;
    visitor.say(&json!({ "report": { "about": 2, "state": "connected" } }));
    assert_eq!(world.told().await.len(), 2);
    for _ in 0..2 {
        professional.say(&json!({ "report": { "about": 1, "state": "connected" } }));
    }
    assert_eq!(world.told().await[2..], [What::Connected([VISITOR, PROFESSIONAL])]);
}

#[tokio::test(start_paused = true)]
async fn goodbye_is_told_at_once_and_an_empty_room_is_forgotten() {
    let world = World::new(Limits::default());
    let (mut visitor, _, mut professional, _) = world.both().await;
    visitor.say(&json!({ "leave": {} }));
    assert_eq!(visitor.hear().await, json!({ "close": 1000 }));
    assert_eq!(professional.news().await, json!({ "gone": { "client": 1, "why": "left" } }));
    professional.say(&json!({ "leave": {} }));
    assert_eq!(world.told().await[2..], [What::Left(VISITOR), What::Left(PROFESSIONAL)]);
    assert_eq!(world.hub.rooms(), 0);
}

#[tokio::test(start_paused = true)]
async fn only_a_professional_ends_the_call_and_nothing_follows() {
    let world = World::new(Limits::default());
    let (mut visitor, _, mut professional, _) = world.both().await;
    let (mut second, _) = world.enter(ParticipantId(Uuid::from_u128(3))).await;
    second.say(&json!({ "end": {} }));
    assert_eq!(second.hear().await, json!({ "close": 4008 }));
    professional.say(&json!({ "end": {} }));
    loop {
        match visitor.news().await {
            what if what.get("ended").is_some() => break assert_eq!(what["ended"]["by"], "professional"),
            _ => {}
        }
    }
    assert_eq!(visitor.hear().await, json!({ "close": 4002 }));
    while professional.hear().await != json!({ "close": 4002 }) {}
    assert!(!world.hub.end(ROOM), "it had ended");
    let mut late = world.socket(VISITOR);
    late.join(None);
    assert_eq!(late.news().await["ended"]["by"], "professional");
    assert_eq!(late.hear().await, json!({ "close": 4002 }));
    advance(Duration::from_secs(61)).await;
    assert_eq!(world.told().await.last(), Some(&What::End { by: PROFESSIONAL }));
    assert_eq!(world.hub.rooms(), 0);
}

#[tokio::test(start_paused = true)]
async fn the_caller_ends_the_call() {
    let world = World::new(Limits::default());
    let (mut visitor, _, _professional, _) = world.both().await;
    assert!(world.hub.end(ROOM));
    assert_eq!(visitor.news().await["ended"]["by"], "host");
    assert_eq!(world.told().await.last(), Some(&What::Ended(By::Host)));
}

#[tokio::test(start_paused = true)]
async fn a_fact_that_could_not_be_recorded_is_offered_again_under_the_same_id_and_in_order() {
    let world = World::new(Limits::default());
    world.book.refuse.store(3, Ordering::SeqCst);
    let (_visitor, _, _professional, _) = world.both().await;
    world.hub.close().await;
    assert_eq!(world.told().await, [What::Joined(VISITOR), What::Joined(PROFESSIONAL)]);
    assert_eq!(world.book.attempts.load(Ordering::SeqCst), 5);
    let facts = world.book.facts.lock().unwrap();
    assert_ne!(facts[0].id, facts[1].id);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_says_so_and_nobody_is_told_to_have_left() {
    let world = World::new(Limits::default());
    let (mut visitor, _, _professional, _) = world.both().await;
    world.hub.close().await;
    assert_eq!(visitor.hear().await, json!({ "close": 1012 }));
    assert_eq!(world.told().await.len(), 2);
    let mut early = world.socket(VISITOR);
    early.join(None);
    assert_eq!(early.hear().await, json!({ "close": 1012 }));
}

#[tokio::test(start_paused = true)]
async fn who_does_not_join_in_time_or_speaks_nonsense_is_closed() {
    let world = World::new(Limits::default());
    let before = Instant::now();
    let mut mute = world.socket(VISITOR);
    assert_eq!(mute.hear().await, json!({ "close": 4004 }));
    assert_eq!(before.elapsed().as_secs(), 5);
    for nonsense in [
        json!({ "shout": {} }),
        json!({ "leave": {} }),
        json!({ "join": { "instance": "x".repeat(65) } }),
        json!(1),
    ] {
        let mut client = world.socket(VISITOR);
        client.say(&nonsense);
        assert_eq!(client.hear().await, json!({ "close": 4000 }), "{nonsense}");
    }
    assert_eq!(world.hub.rooms(), 0);
}

#[tokio::test(start_paused = true)]
async fn beats_come_in_time_and_silence_is_cut() {
    let world = World::new(Limits::default());
    let (mut visitor, _) = world.enter(VISITOR).await;
    let before = Instant::now();
    assert_eq!(visitor.hear().await, json!({ "beat": { "received": 0 } }));
    assert_eq!(before.elapsed().as_secs(), 15);
    visitor.say(&json!({ "ack": { "seq": 0 } }));
    for _ in 0..2 {
        assert!(visitor.hear().await.get("beat").is_some());
    }
    assert_eq!(visitor.hear().await, json!({ "close": 4005 }));
    assert_eq!(before.elapsed().as_secs(), 55);
}

#[tokio::test(start_paused = true)]
async fn a_slow_socket_is_cut_and_can_resume() {
    let world = World::new(Limits { unsent: 8, ..Limits::default() });
    let (mut visitor, _) = world.enter(VISITOR).await;
    let mut slow = world.socket_with(PROFESSIONAL, Side::Professional, 1);
    slow.join(None);
    let mine = slow.welcome().await;
    visitor.news().await;
    for n in 1..=40 {
        visitor.say(&json!({ "signal": { "n": n, "to": 2, "data": n } }));
    }
    assert_eq!(visitor.news().await, json!({ "away": { "client": 2 } }));
    let mut again = world.socket(PROFESSIONAL);
    again.join(Some((token(&mine), 0)));
    assert_eq!(again.welcome().await["resumed"], true);
    for n in 1..=40 {
        assert_eq!(again.news().await["signal"]["data"], n);
    }
}

#[tokio::test(start_paused = true)]
async fn more_unacknowledged_than_is_kept_loses_the_place() {
    let world = World::new(Limits { tail: 16, ..Limits::default() });
    let (mut visitor, _, professional, mine) = world.both().await;
    drop(professional);
    visitor.news().await;
    for n in 1..=17 {
        visitor.say(&json!({ "signal": { "n": n, "to": 2, "data": n } }));
    }
    assert_eq!(visitor.news().await, json!({ "gone": { "client": 2, "why": "lost" } }));
    let mut again = world.socket(PROFESSIONAL);
    again.join(Some((token(&mine), 0)));
    assert_eq!(again.welcome().await["resumed"], false);
}

#[tokio::test(start_paused = true)]
async fn a_gap_and_an_ack_of_the_future_are_refused() {
    let world = World::new(Limits::default());
    let (_visitor, _, _professional, _) = world.both().await;
    for wrong in [json!({ "signal": { "n": 5, "to": 1, "data": 0 } }), json!({ "ack": { "seq": 99 } })] {
        let (mut client, _) = world.enter(VISITOR).await;
        client.say(&wrong);
        assert_eq!(client.hear().await, json!({ "close": 4000 }), "{wrong}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_room_takes_nobody_else() {
    let world = World::new(Limits { participants: 2, ..Limits::default() });
    let (_visitor, _, _professional, _) = world.both().await;
    let mut third = world.socket(ParticipantId(Uuid::from_u128(3)));
    third.join(None);
    assert_eq!(third.hear().await, json!({ "close": 4006 }));
}

/// A relay that says whom its passes are for.
struct Told;

impl Relay for Told {
    fn pass(&self, subject: Uuid, lasts: chrono::TimeDelta) -> IceServer {
        let username = format!("{}:{subject}", lasts.num_minutes());
        IceServer { urls: vec!["turn:relay.example".into()], username, credential: "c".into() }
    }
    fn allocations(&self) -> usize {
        0
    }
    fn leads_to(&self, _: &crate::participant::Whereabouts) {}
    fn tests(&self) -> bool {
        false
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_is_in_gets_a_pass_that_leads_back_to_nobody_and_a_fresh_one_in_time() {
    let limits = Limits {
        heartbeat: Duration::from_hours(24),
        silence: Duration::from_hours(24),
        ..Limits::default()
    };
    let world = World::new(limits);
    let (_, none) = world.enter(PROFESSIONAL).await;
    assert_eq!((&none["ice_servers"], &none["relay_only"]), (&json!([]), &json!(false)));
    world.hub.relays_through(Arc::new(Told));
    let (mut visitor, welcome) = world.enter(VISITOR).await;
    let pass = &welcome["ice_servers"][0];
    assert_eq!((&pass["urls"], &pass["credential"]), (&json!(["turn:relay.example"]), &json!("c")));
    let name = pass["username"].as_str().unwrap();
    let whose = name.strip_prefix("60:").unwrap();
    for known in [VISITOR.0, PROFESSIONAL.0, ROOM.0] {
        assert_ne!(whose, known.to_string());
    }
    assert_ne!(whose, token(&welcome));
    advance(Duration::from_mins(29)).await;
    advance(Duration::from_secs(61)).await;
    let fresh = loop {
        let heard = visitor.hear().await;
        if heard.get("relay").is_some() {
            break heard;
        }
    };
    assert_eq!(
        fresh["relay"]["ice_servers"][0]["username"], name,
        "the same subject, so that its limits hold"
    );
}

#[tokio::test(start_paused = true)]
async fn in_a_call_through_the_relay_alone_nobody_is_told_an_address() {
    let mut world = World::new(Limits::default());
    let (visitor, _) = world.enter(VISITOR).await;
    world.ways = Ways::Relay;
    let (mut professional, welcome) = world.enter(PROFESSIONAL).await;
    assert_eq!(welcome["relay_only"], true);
    let candidate = |kind: &str| json!({ "generation": 0, "candidate": { "candidate": format!("candidate:1 1 udp 1 192.0.2.1 5000 typ {kind}") } });
    // Whoever was there before is not yet told so, and says what a direct call would say.
    visitor.say(&json!({ "signal": { "n": 1, "to": 2, "data": candidate("host") } }));
    visitor.say(&json!({ "signal": { "n": 2, "to": 2, "data": "192.0.2.1" } }));
    visitor
        .say(&json!({ "signal": { "n": 3, "to": 2, "data": candidate("relay raddr 192.0.2.9 rport 5") } }));
    let heard = professional.news().await;
    let passed = heard["signal"]["data"]["candidate"]["candidate"].as_str().unwrap();
    assert_eq!(passed, "candidate:1 1 udp 1 192.0.2.1 5000 typ relay raddr 0.0.0.0 rport 0");
}
