//! Who may come in: put out, let in again, a closed room, and what an earlier life of the room decided.

use super::*;

#[tokio::test(start_paused = true)]
async fn whoever_is_put_out_stays_out_until_they_are_let_in_again() {
    let world = World::new(Limits::default());
    let (mut visitor, mine, mut professional, _) = world.both().await;
    professional.say(&json!({ "put-out": { "client": 1 } }));
    assert_eq!(visitor.hear().await, json!({ "close": 4009 }));
    assert_eq!(professional.news().await, json!({ "gone": { "client": 1, "why": "put-out" } }));
    // Neither a fresh page nor the old place leads back in.
    for resume in [None, Some((token(&mine), 0))] {
        let mut again = world.socket(VISITOR);
        again.join(resume);
        assert_eq!(again.hear().await, json!({ "close": 4009 }));
    }
    let (mut professional, welcome) = world.enter(PROFESSIONAL).await;
    assert_eq!(welcome["out"], json!([{ "client": 1, "side": "visitor" }]));
    professional.say(&json!({ "let-in": { "client": 1 } }));
    assert_eq!(professional.news().await, json!({ "let-in": { "client": 1 } }));
    let (_visitor, welcome) = world.enter(VISITOR).await;
    assert_eq!((&welcome["client"], &welcome["out"]), (&json!(4), &json!([])));
    let (by, who) = (PROFESSIONAL, VISITOR);
    assert_eq!(
        world.told().await[2..],
        [What::PutOut { by, who }, What::Left(VISITOR), What::LetBackIn { by, who }, What::Joined(VISITOR)]
    );
}

#[tokio::test(start_paused = true)]
async fn whoever_lost_their_place_is_put_out_by_the_number_they_had() {
    let world = World::new(Limits::default());
    let (visitor, _, mut professional, _) = world.both().await;
    let (mut guest, _) = world.enter(ParticipantId(Uuid::from_u128(3))).await;
    professional.news().await;
    drop(visitor);
    for page in [&mut professional, &mut guest] {
        assert_eq!(page.news().await, json!({ "away": { "client": 1 } }));
        assert_eq!(page.news().await, json!({ "gone": { "client": 1, "why": "lost" } }));
    }
    // What runs between the pages may go on without the room: all of them are told to end it.
    professional.say(&json!({ "put-out": { "client": 1 } }));
    for page in [&mut professional, &mut guest] {
        assert_eq!(page.news().await, json!({ "gone": { "client": 1, "why": "put-out" } }));
    }
    let mut again = world.socket(VISITOR);
    again.join(None);
    assert_eq!(again.hear().await, json!({ "close": 4009 }));
}

#[tokio::test(start_paused = true)]
async fn a_closed_room_keeps_newcomers_out_and_takes_back_whoever_was_lost() {
    let world = World::new(Limits::default());
    let (visitor, _, mut professional, _) = world.both().await;
    professional.say(&json!({ "door": { "closed": true } }));
    professional.say(&json!({ "door": { "closed": true } }));
    assert_eq!(professional.news().await, json!({ "door": { "closed": true } }));
    let mut third = world.socket(ParticipantId(Uuid::from_u128(3)));
    third.join(None);
    assert_eq!(third.hear().await, json!({ "close": 4010 }));
    // A lost connection is no goodbye, also when the grace is over.
    drop(visitor);
    assert_eq!(professional.news().await, json!({ "away": { "client": 1 } }));
    assert_eq!(professional.news().await, json!({ "gone": { "client": 1, "why": "lost" } }));
    let (mut visitor, welcome) = world.enter(VISITOR).await;
    assert_eq!(welcome["closed"], true);
    // A goodbye is one.
    visitor.say(&json!({ "leave": {} }));
    assert_eq!(visitor.hear().await, json!({ "close": 1000 }));
    let mut again = world.socket(VISITOR);
    again.join(None);
    assert_eq!(again.hear().await, json!({ "close": 4010 }));
    professional.say(&json!({ "door": { "closed": false } }));
    world.enter(VISITOR).await;
    let by = PROFESSIONAL;
    let told = world.told().await;
    assert_eq!(told.iter().filter(|what| **what == What::Closed { by }).count(), 1);
    assert_eq!(told.iter().filter(|what| **what == What::Opened { by }).count(), 1);
}

#[tokio::test(start_paused = true)]
async fn only_a_professional_keeps_the_room_and_nobody_puts_one_out() {
    let world = World::new(Limits::default());
    let (_, _, mut professional, _) = world.both().await;
    for wrong in [
        json!({ "put-out": { "client": 2 } }),
        json!({ "let-in": { "client": 1 } }),
        json!({ "door": { "closed": true } }),
    ] {
        let (mut visitor, _) = world.enter(VISITOR).await;
        visitor.say(&wrong);
        assert_eq!(visitor.hear().await, json!({ "close": 4008 }), "{wrong}");
    }
    professional.say(&json!({ "put-out": { "client": 2 } }));
    professional.say(&json!({ "put-out": { "client": 99 } }));
    professional.say(&json!({ "let-in": { "client": 1 } }));
    professional.say(&json!({ "leave": {} }));
    while professional.hear().await != json!({ "close": 1000 }) {}
    let told = world.told().await;
    assert!(
        !told.iter().any(|what| matches!(what, What::PutOut { .. } | What::LetBackIn { .. })),
        "{told:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_colleague_takes_part_and_rules_nothing() {
    let world = World::new(Limits::default());
    let (_visitor, _, mut professional, _) = world.both().await;
    let third = ParticipantId(Uuid::from_u128(3));
    let mut colleague = world.socket_with(third, Side::Colleague, 1024);
    colleague.join(None);
    let welcome = colleague.welcome().await;
    assert_eq!(welcome["others"][1]["side"], "professional");
    let joined = professional.news().await["joined"].clone();
    assert_eq!(
        (&joined["side"], &joined["client"], &joined["person"]),
        (&json!("colleague"), &json!(3), &json!(3))
    );
    assert_eq!(world.hub.participant(ROOM, 3), Some(third));
    // A reload is another client and the same person.
    let mut again = world.socket_with(third, Side::Colleague, 1024);
    again.join(None);
    again.welcome().await;
    professional.news().await;
    let joined = professional.news().await["joined"].clone();
    assert_eq!((&joined["client"], &joined["person"]), (&json!(4), &json!(3)));
    for wrong in [json!({ "end": {} }), json!({ "put-out": { "client": 1 } })] {
        let mut colleague = world.socket_with(third, Side::Colleague, 1024);
        colleague.join(None);
        colleague.welcome().await;
        colleague.say(&wrong);
        assert_eq!(colleague.hear().await, json!({ "close": 4008 }), "{wrong}");
    }
    professional.say(&json!({ "put-out": { "client": 6 } }));
    world.told().await;
    let mut out = world.socket_with(third, Side::Colleague, 1024);
    out.join(None);
    assert_eq!(out.hear().await, json!({ "close": 4009 }));
}

#[tokio::test(start_paused = true)]
async fn a_member_who_is_one_no_more_ends_the_call_they_hold_and_leaves_the_one_they_joined() {
    let world = World::new(Limits::default());
    let (mut visitor, _, _professional, _) = world.both().await;
    let third = ParticipantId(Uuid::from_u128(3));
    let mut colleague = world.socket_with(third, Side::Colleague, 1024);
    colleague.join(None);
    colleague.welcome().await;
    visitor.news().await;
    world.hub.dismiss(third);
    assert_eq!(colleague.hear().await, json!({ "close": 4009 }));
    assert_eq!(visitor.news().await, json!({ "gone": { "client": 3, "why": "left" } }));
    world.hub.dismiss(third);
    world.hub.dismiss(PROFESSIONAL);
    assert_eq!(visitor.news().await["ended"]["by"], "host");
    assert_eq!(world.told().await[2..], [What::Joined(third), What::Left(third), What::Ended(By::Host)]);
}

#[tokio::test(start_paused = true)]
async fn a_member_who_is_one_no_more_and_was_lost_leaves_or_ends_the_call_all_the_same() {
    let third = ParticipantId(Uuid::from_u128(3));
    for (who, client) in [(third, 3), (PROFESSIONAL, 2)] {
        let world = World::new(Limits::default());
        let (mut visitor, _, professional, _) = world.both().await;
        let mut colleague = world.socket_with(third, Side::Colleague, 1024);
        colleague.join(None);
        colleague.welcome().await;
        visitor.news().await;
        drop(if who == third { colleague } else { professional });
        assert_eq!(visitor.news().await, json!({ "away": { "client": client } }));
        assert_eq!(visitor.news().await, json!({ "gone": { "client": client, "why": "lost" } }));
        // What runs between the pages goes on without the room.
        world.hub.dismiss(who);
        if who == third {
            assert_eq!(visitor.news().await, json!({ "gone": { "client": 3, "why": "left" } }));
        } else {
            assert_eq!(visitor.news().await["ended"]["by"], "host");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_comes_is_told_who_was_lost_and_by_which_number() {
    let world = World::new(Limits::default());
    let (visitor, _, mut professional, welcome) = world.both().await;
    assert_eq!(welcome["lost"], json!([]));
    let known = welcome["others"][0].clone();
    drop(visitor);
    professional.news().await;
    assert_eq!(professional.news().await, json!({ "gone": { "client": 1, "why": "lost" } }));
    let (mut professional, welcome) = world.enter(PROFESSIONAL).await;
    let lost = &welcome["lost"][0];
    assert_eq!((&lost["client"], &lost["person"], &lost["side"]), (&json!(1), &json!(1), &json!("visitor")));
    assert_eq!(lost["instance"], known["instance"], "a page knows by it whom it is in touch with");
    professional.say(&json!({ "put-out": { "client": 1 } }));
    assert_eq!(professional.news().await, json!({ "gone": { "client": 1, "why": "put-out" } }));
    let (_professional, welcome) = world.enter(PROFESSIONAL).await;
    assert_eq!((&welcome["lost"], &welcome["out"][0]["client"]), (&json!([]), &json!(1)));
}

#[tokio::test(start_paused = true)]
async fn a_room_made_anew_stands_as_it_was_left() {
    let mut world = World::new(Limits::default());
    let guest = ParticipantId(Uuid::from_u128(3));
    world.standing = Standing { closed: true, out: vec![(guest, Side::Visitor)], known: vec![VISITOR] };
    let (mut professional, welcome) = world.enter(PROFESSIONAL).await;
    assert_eq!((&welcome["closed"], &welcome["client"]), (&json!(true), &json!(2)));
    assert_eq!(welcome["out"], json!([{ "client": 1, "side": "visitor" }]));
    world.enter(VISITOR).await;
    let mut out = world.socket(guest);
    out.join(None);
    assert_eq!(out.hear().await, json!({ "close": 4009 }));
    // Later standings are not asked: the room that is there knows better.
    professional.say(&json!({ "let-in": { "client": 1 } }));
    while professional.news().await.get("let-in").is_none() {}
    world.enter(guest).await;
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_handed_over_changes_both_parts_at_once() {
    let world = World::new(Limits::default());
    let (mut visitor, _, mut professional, _) = world.both().await;
    let third = ParticipantId(Uuid::from_u128(3));
    let mut colleague = world.socket_with(third, Side::Colleague, 1024);
    colleague.join(None);
    colleague.welcome().await;
    assert!(professional.news().await.get("joined").is_some());
    world.hub.hand_over(ROOM, PROFESSIONAL, third);
    for side in [&mut professional, &mut colleague] {
        assert_eq!(side.hear().await, json!({ "close": 4012 }));
    }
    // Pages that were opened before it and come in after it have the part of before.
    for (who, side) in [(PROFESSIONAL, Side::Professional), (third, Side::Colleague)] {
        let mut stale = world.socket_with(who, side, 1024);
        stale.join(None);
        assert_eq!(stale.hear().await, json!({ "close": 4012 }));
    }
    let mut was = world.socket_with(PROFESSIONAL, Side::Colleague, 1024);
    was.join(None);
    was.welcome().await;
    was.say(&json!({ "end": {} }));
    assert_eq!(was.hear().await, json!({ "close": 4008 }));
    let mut now = world.socket_with(third, Side::Professional, 1024);
    now.join(None);
    now.welcome().await;
    now.say(&json!({ "door": { "closed": true } }));
    assert_eq!(now.news().await, json!({ "door": { "closed": true } }));
    // The visitor is told of two who came anew, each with another part; the log of nobody who came or went.
    let mut sides = Vec::new();
    while sides.len() < 3 {
        if let Some(joined) = visitor.news().await.get("joined") {
            sides.push(joined["side"].clone());
        }
    }
    assert_eq!(sides, ["colleague", "colleague", "professional"]);
    assert_eq!(world.told().await[2..], [What::Joined(third), What::Closed { by: third }]);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_given_on_before_the_call_leaves_an_empty_room_that_remembers_nothing() {
    let world = World::new(Limits::default());
    let (mut visitor, _, mut professional, _) = world.both().await;
    let (third, guest) = (ParticipantId(Uuid::from_u128(3)), ParticipantId(Uuid::from_u128(4)));
    let mut out = world.socket_with(guest, Side::Guest, 1024);
    out.join(None);
    out.welcome().await;
    for asked in [
        json!({ "put-out": { "client": 3 } }),
        json!({ "door": { "closed": true } }),
        json!({ "hold": { "on": true } }),
    ] {
        professional.say(&asked);
    }
    while professional.news().await != json!({ "hold": { "on": true } }) {}
    // The log is behind, so that the room of before is not forgotten: it is this one that the next come into.
    world.told().await;
    world.book.refuse.store(u32::MAX, Ordering::SeqCst);
    world.hub.give_on(ROOM);
    while visitor.hear().await != json!({ "close": 4011 }) {}
    while professional.hear().await != json!({ "close": 4011 }) {}
    assert!(world.hub.present(ROOM).is_empty());
    assert_eq!(world.hub.rooms(), 1, "it is the same room");
    // The colleague lets them in: nothing that was decided before keeps anybody out or on hold.
    let mut colleague = world.socket_with(third, Side::Professional, 1024);
    colleague.join(None);
    let welcome = colleague.welcome().await;
    assert_eq!(
        (&welcome["closed"], &welcome["hold"], &welcome["out"]),
        (&json!(false), &Value::Null, &json!([]))
    );
    world.enter(VISITOR).await;
    let mut back = world.socket_with(guest, Side::Guest, 1024);
    back.join(None);
    assert!(back.welcome().await["client"].is_number());
}
