//! Guests: who takes the four places, whom a closed room keeps out, and who is told that somebody waits.

use super::super::stand_in::Client;
use super::*;

const GUEST: ParticipantId = ParticipantId(Uuid::from_u128(3));
const ANOTHER: ParticipantId = ParticipantId(Uuid::from_u128(4));
const FIFTH: ParticipantId = ParticipantId(Uuid::from_u128(5));

async fn enters(world: &World, who: ParticipantId) -> Client {
    let mut guest = world.socket_with(who, Side::Guest, 1024);
    guest.join(None);
    assert!(guest.welcome().await["client"].is_number());
    guest
}

#[tokio::test(start_paused = true)]
async fn four_take_part_and_a_fifth_comes_in_when_one_has_gone() {
    let world = World::new(Limits::default());
    let (_visitor, _, _professional, _) = world.both().await;
    let guest = enters(&world, GUEST).await;
    let _another = enters(&world, ANOTHER).await;
    let mut fifth = world.socket_with(FIFTH, Side::Guest, 1024);
    fifth.join(None);
    assert_eq!(fifth.hear().await, json!({ "close": 4006 }));
    // A reload takes no further place.
    let _again = enters(&world, ANOTHER).await;
    guest.say(&json!({ "leave": {} }));
    world.told().await;
    enters(&world, FIFTH).await;
}

#[tokio::test(start_paused = true)]
async fn a_guest_takes_part_rules_nothing_and_stays_outside_of_a_closed_door() {
    let world = World::new(Limits::default());
    let (_visitor, _, professional, _) = world.both().await;
    for wrong in [
        json!({ "end": {} }),
        json!({ "put-out": { "client": 1 } }),
        json!({ "let-in": { "client": 1 } }),
        json!({ "door": { "closed": true } }),
    ] {
        let mut guest = enters(&world, GUEST).await;
        guest.say(&wrong);
        assert_eq!(guest.hear().await, json!({ "close": 4008 }), "{wrong}");
    }
    professional.say(&json!({ "door": { "closed": true } }));
    world.told().await;
    let mut another = world.socket_with(ANOTHER, Side::Guest, 1024);
    another.join(None);
    assert_eq!(another.hear().await, json!({ "close": 4010 }));
}

#[tokio::test(start_paused = true)]
async fn the_professional_alone_is_told_that_a_guest_waits() {
    let world = World::new(Limits::default());
    let (mut visitor, _, mut professional, _) = world.both().await;
    world.hub.guests_changed(ROOM);
    assert_eq!(professional.news().await, json!({ "guests": {} }));
    professional.say(&json!({ "door": { "closed": true } }));
    assert_eq!(professional.news().await, json!({ "door": { "closed": true } }));
    world.hub.end(ROOM);
    assert!(visitor.news().await.get("ended").is_some(), "nothing stood before it");
    // Where nobody is in the room, there is nobody to tell.
    world.hub.guests_changed(RoomId(Uuid::from_u128(8)));
}
