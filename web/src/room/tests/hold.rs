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
