//! On hold: all are told, whoever comes hears it, nobody but a professional does it, and nobody stays on hold for somebody who has left.

use super::*;

#[tokio::test(start_paused = true)]
async fn everybody_is_put_on_hold_and_taken_off_it() {
    let world = World::new(Limits::default());
    let (mut visitor, first, mut professional, _) = world.both().await;
    assert_eq!(first["hold"], Value::Null);
    for on in [true, true, false] {
        professional.say(&json!({ "hold": { "on": on } }));
    }
    for side in [&mut visitor, &mut professional] {
        assert_eq!(side.news().await, json!({ "hold": { "on": true } }));
        assert_eq!(side.news().await, json!({ "hold": { "on": false } }));
    }
    professional.say(&json!({ "hold": { "on": true } }));
    assert_eq!(visitor.news().await, json!({ "hold": { "on": true } }));
    // Whoever comes back is on hold still.
    let (_visitor, welcome) = world.enter(VISITOR).await;
    assert_eq!(welcome["hold"], json!(true));
    let asked: Vec<_> =
        world.told().await.into_iter().filter(|what| !matches!(what, What::Hold { .. })).collect();
    assert_eq!(asked.len(), 2, "nothing but whether it is allowed is asked of the log");
}

#[tokio::test(start_paused = true)]
async fn it_ends_when_whoever_holds_the_call_does_not_come_back() {
    let world = World::new(Limits::default());
    let (mut visitor, _, professional, _) = world.both().await;
    professional.say(&json!({ "hold": { "on": true } }));
    assert_eq!(visitor.news().await, json!({ "hold": { "on": true } }));
    drop(professional);
    assert_eq!(visitor.news().await, json!({ "away": { "client": 2 } }));
    let lost = Instant::now();
    assert_eq!(visitor.news().await, json!({ "hold": { "on": false } }));
    assert!(lost.elapsed() >= Limits::default().grace, "not before their absence is final");
    assert_eq!(visitor.news().await, json!({ "gone": { "client": 2, "why": "lost" } }));
}

#[tokio::test(start_paused = true)]
async fn only_a_professional_does_it_and_leaving_ends_it() {
    let world = World::new(Limits::default());
    let (mut visitor, _, mut professional, _) = world.both().await;
    visitor.say(&json!({ "hold": { "on": true } }));
    assert_eq!(visitor.hear().await, json!({ "close": 4008 }));
    let (mut visitor, welcome) = world.enter(VISITOR).await;
    assert_eq!(welcome["hold"], Value::Null);
    professional.say(&json!({ "hold": { "on": true } }));
    assert_eq!(visitor.news().await, json!({ "hold": { "on": true } }));
    // A lost connection ends nothing: whoever holds the call comes back to it as it was.
    drop(professional);
    assert_eq!(visitor.news().await, json!({ "away": { "client": 2 } }));
    (professional, _) = world.enter(PROFESSIONAL).await;
    professional.say(&json!({ "leave": {} }));
    loop {
        let news = visitor.news().await;
        if news.get("hold").is_some() {
            assert_eq!(news, json!({ "hold": { "on": false } }));
            break;
        }
        assert!(news.get("gone").is_none_or(|gone| gone["why"] == "replaced"), "{news}");
    }
}

/// In a room that knows of no hold, as after a restart.
#[tokio::test(start_paused = true)]
async fn in_a_room_made_anew_it_ends_when_whoever_holds_the_call_does_not_come_back() {
    let world = World::new(Limits::default());
    let mut visitor = world.socket(VISITOR);
    let came = Instant::now();
    visitor.join_held();
    assert_eq!(visitor.welcome().await["hold"], Value::Null, "it stays as it was");
    assert_eq!(visitor.news().await, json!({ "hold": { "on": false } }));
    assert_eq!(
        came.elapsed().as_secs(),
        Limits::default().grace.as_secs(),
        "as a lost connection would end it"
    );
    // Whoever holds the call and comes after all hears it, and says it again.
    let mut professional = world.socket(PROFESSIONAL);
    professional.join_held();
    assert_eq!(professional.welcome().await["hold"], json!(false));
    professional.say(&json!({ "hold": { "on": true } }));
    while visitor.news().await != json!({ "hold": { "on": true } }) {}
}

#[tokio::test(start_paused = true)]
async fn in_a_room_made_anew_whoever_holds_the_call_has_time_to_say_it_again() {
    let world = World::new(Limits::default());
    let mut visitor = world.socket(VISITOR);
    visitor.join_held();
    visitor.welcome().await;
    advance(Duration::from_secs(19)).await;
    let mut professional = world.socket(PROFESSIONAL);
    professional.join_held();
    assert_eq!(professional.welcome().await["hold"], Value::Null);
    assert!(visitor.news().await.get("joined").is_some());
    advance(Duration::from_secs(5)).await;
    professional.say(&json!({ "hold": { "on": true } }));
    assert_eq!(visitor.news().await, json!({ "hold": { "on": true } }));
    advance(Limits::default().grace * 2).await;
    let (_again, welcome) = world.enter(VISITOR).await;
    assert_eq!(welcome["hold"], json!(true), "and then it is for them to end it");
}

#[tokio::test(start_paused = true)]
async fn a_professional_who_comes_back_and_says_nothing_leaves_nobody_on_hold() {
    let world = World::new(Limits::default());
    let mut visitor = world.socket(VISITOR);
    visitor.join_held();
    visitor.welcome().await;
    let (mut professional, welcome) = world.enter(PROFESSIONAL).await;
    assert_eq!(welcome["hold"], Value::Null);
    assert!(visitor.news().await.get("joined").is_some());
    for side in [&mut visitor, &mut professional] {
        assert_eq!(side.news().await, json!({ "hold": { "on": false } }));
    }
    // Where no page came on hold, nothing is said of it.
    let fresh = World::new(Limits::default());
    let (mut visitor, _, _professional, _) = fresh.both().await;
    advance(Limits::default().grace * 2).await;
    let (_again, welcome) = fresh.enter(PROFESSIONAL).await;
    assert_eq!(welcome["hold"], Value::Null);
    assert!(visitor.news().await.get("hold").is_none());
}
