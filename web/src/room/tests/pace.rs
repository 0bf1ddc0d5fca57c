//! What is said faster than it is heard: it waits, and nobody is thrown out for it.

use super::*;

/// As many signals as a page keeps that could not be sent (`assets/room.js`).
const KEPT: u64 = 256;

fn signal(n: u64) -> Value {
    json!({ "signal": { "n": n, "to": 2, "data": n } })
}

#[tokio::test(start_paused = true)]
async fn all_that_a_page_repeats_when_it_comes_back_is_heard_at_once() {
    let world = World::new(Limits::default());
    let (visitor, mine, mut professional, _) = world.both().await;
    drop(visitor);
    assert_eq!(professional.news().await, json!({ "away": { "client": 1 } }));
    let mut again = world.socket(VISITOR);
    again.join(Some((token(&mine), 1)));
    assert_eq!(again.welcome().await["resumed"], true);
    assert_eq!(professional.news().await, json!({ "back": { "client": 1 } }));
    let since = Instant::now();
    for n in 1..=KEPT {
        again.say(&signal(n));
    }
    // What it would say besides.
    for n in KEPT + 1..=KEPT + 20 {
        again.say(&signal(n));
        again.say(&json!({ "report": { "about": 2, "state": "connecting" } }));
    }
    for n in 1..=KEPT + 20 {
        assert_eq!(professional.news().await["signal"]["data"], n);
    }
    assert_eq!(Instant::now(), since, "nothing of it waited");
}

#[tokio::test(start_paused = true)]
async fn a_flood_is_heard_at_its_pace_and_throws_nobody_out() {
    let silence = Duration::from_hours(1);
    let world = World::new(Limits { at_once: 10, silence, ..Limits::default() });
    let (visitor, _, mut professional, _) = world.both().await;
    let since = Instant::now();
    for n in 1..=40 {
        visitor.say(&signal(n));
    }
    for n in 1..=40 {
        assert_eq!(professional.news().await["signal"]["data"], n);
    }
    // Ten at once, and one a second; timers are as fine as a millisecond.
    assert_eq!(since.elapsed().as_secs(), 30);
    // Whoever has been silent for ten seconds has all of it again.
    advance(Duration::from_secs(11)).await;
    let since = Instant::now();
    for n in 41..=50 {
        visitor.say(&signal(n));
        assert_eq!(professional.news().await["signal"]["data"], n);
    }
    assert_eq!(Instant::now(), since);
}

#[tokio::test(start_paused = true)]
async fn who_hears_much_at_once_is_not_taken_for_slow() {
    let world = World::new(Limits { unsent: 4, ..Limits::default() });
    let (visitor, _, mut professional, _) = world.both().await;
    for n in 1..=40 {
        visitor.say(&signal(n));
    }
    for n in 1..=40 {
        assert_eq!(professional.news().await["signal"]["data"], n);
    }
}
