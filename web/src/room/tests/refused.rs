//! What the rules refuse: the room stays as it was, whoever asked is told why, and whoever came in without leave goes.

use super::*;

const MOVED: Refused = Refused { why: "with-a-colleague", over: false };
const OVER: Refused = Refused { why: "visit-over", over: true };

fn forbid(world: &World, refused: Option<Refused>) {
    *world.book.forbidden.lock().unwrap() = refused;
}

#[tokio::test(start_paused = true)]
async fn what_is_refused_changes_nothing_and_is_told_to_whoever_asked() {
    let world = World::new(Limits::default());
    let (mut visitor, _, mut professional, _) = world.both().await;
    forbid(&world, Some(MOVED));
    for (asked, what) in [
        (json!({ "put-out": { "client": 1 } }), "put-out"),
        (json!({ "door": { "closed": true } }), "door"),
        (json!({ "hold": { "on": true } }), "hold"),
        (json!({ "end": {} }), "end"),
    ] {
        professional.say(&asked);
        let told = professional.news().await;
        assert_eq!(told, json!({ "refused": { "what": what, "why": "with-a-colleague" } }), "{asked}");
    }
    forbid(&world, None);
    // The visitor is in, hears nothing of it, and comes back as before.
    professional.say(&json!({ "signal": { "n": 1, "to": 1, "data": "still here" } }));
    assert_eq!(visitor.news().await["signal"]["data"], "still here");
    let (_visitor, welcome) = world.enter(VISITOR).await;
    assert_eq!((&welcome["closed"], &welcome["hold"]), (&json!(false), &Value::Null));
    assert_eq!(world.told().await.len(), 2, "and the log has none of it");
}

#[tokio::test(start_paused = true)]
async fn nobody_is_let_back_in_against_the_rules() {
    let world = World::new(Limits::default());
    let (_visitor, _, mut professional, _) = world.both().await;
    professional.say(&json!({ "put-out": { "client": 1 } }));
    assert_eq!(professional.news().await["gone"]["why"], "put-out");
    forbid(&world, Some(MOVED));
    professional.say(&json!({ "let-in": { "client": 1 } }));
    assert_eq!(professional.news().await["refused"]["what"], "let-in");
    let mut visitor = world.socket(VISITOR);
    visitor.join(None);
    assert_eq!(visitor.hear().await, json!({ "close": 4009 }));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_done_before_it_is_recorded() {
    let world = World::new(Limits::default());
    let (mut visitor, _, professional, _) = world.both().await;
    world.told().await;
    world.book.refuse.store(2, Ordering::SeqCst);
    professional.say(&json!({ "put-out": { "client": 1 } }));
    professional.say(&json!({ "signal": { "n": 1, "to": 1, "data": "meanwhile" } }));
    // The log does not answer: the visitor is in, and hears what is said.
    assert_eq!(visitor.news().await["signal"]["data"], "meanwhile");
    assert!(world.hub.present(ROOM).contains(&VISITOR));
    assert_eq!(visitor.hear().await, json!({ "close": 4009 }), "once it has answered they are out");
    assert_eq!(
        world.book.attempts.load(Ordering::SeqCst),
        6,
        "two for those who came, three tries, one who left"
    );
}

#[tokio::test(start_paused = true)]
async fn whoever_may_not_be_there_goes_and_a_call_that_is_over_ends() {
    let world = World::new(Limits::default());
    let (mut visitor, _, _professional, _) = world.both().await;
    world.told().await;
    forbid(&world, Some(MOVED));
    let third = ParticipantId(Uuid::from_u128(3));
    let mut colleague = world.socket_with(third, Side::Colleague, 1024);
    colleague.join(None);
    colleague.welcome().await;
    assert_eq!(colleague.hear().await, json!({ "close": 4008 }));
    assert!(visitor.news().await.get("joined").is_some());
    assert_eq!(visitor.news().await, json!({ "gone": { "client": 3, "why": "left" } }));
    forbid(&world, Some(OVER));
    let mut late = world.socket_with(third, Side::Colleague, 1024);
    late.join(None);
    late.welcome().await;
    assert_eq!(late.news().await["ended"]["by"], "host");
    assert_eq!(late.hear().await, json!({ "close": 4002 }));
}

#[tokio::test(start_paused = true)]
async fn nobody_is_put_on_hold_by_somebody_who_has_left() {
    let world = World::new(Limits::default());
    let (_visitor, _, professional, _) = world.both().await;
    world.told().await;
    world.book.refuse.store(1, Ordering::SeqCst);
    professional.say(&json!({ "hold": { "on": true } }));
    professional.say(&json!({ "leave": {} }));
    world.told().await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let (_visitor, welcome) = world.enter(VISITOR).await;
    assert_ne!(welcome["hold"], json!(true));
}
