//! Given, when, then: the line of those who wait.

use super::*;

fn acknowledge(professional: &str) -> Command {
    Command::Acknowledge { professional: who(professional), instead_of: None, act: act() }
}

fn hand_over(from: &str, to: &str) -> Command {
    let [by, to_id] = [MemberId::from_bytes([9; 16]), MemberId::from_bytes([8; 16])];
    let handover = sealed(&HandOver { by, to: to_id, at: now() });
    Command::HandOver { professional: who(from), instead_of: None, wanted: who(to), handover }
}

fn alert(member: &str) -> Command {
    Command::Alert { member: who(member), to: sealed(&MemberId::from_bytes([9; 16])) }
}

#[test]
fn an_arrival_is_acknowledged_once_and_by_whom_it_may_concern() {
    let (state, told) =
        story(&[arrive(Some(who("berg"))), acknowledge("lie"), acknowledge("berg"), acknowledge("berg")]);
    assert_eq!(told[1..], [Err(Refusal::ForSomebodyElse), ok(&["seen"]), ok(&[])]);
    assert_eq!(state.core().map(|core| core.seen), Some(true));
}

#[test]
fn each_member_is_told_outside_of_the_pages_once_and_nobody_of_what_was_seen() {
    let (_, told) =
        story(&[arrive(None), alert("berg"), alert("berg"), alert("lie"), acknowledge("lie"), alert("aas")]);
    assert_eq!(told[1..], [ok(&["alerted"]), ok(&[]), ok(&["alerted"]), ok(&["seen"]), ok(&[])]);
}

#[test]
fn a_visitor_handed_over_is_the_colleagues_alone_and_unseen() {
    let (state, told) = story(&[
        arrive(None),
        acknowledge("berg"),
        hand_over("berg", "lie"),
        hand_over("berg", "lie"),
        admit("berg"),
        hand_over("berg", "aas"),
        acknowledge("lie"),
        admit("lie"),
    ]);
    assert_eq!(
        told[2..],
        [
            ok(&["handed-over"]),
            ok(&[]),
            Err(Refusal::ForSomebodyElse),
            Err(Refusal::ForSomebodyElse),
            ok(&["seen"]),
            ok(&["admitted"]),
        ]
    );
    assert_eq!(state.core().and_then(|core| core.wanted.clone()), Some(who("lie")));
}

#[test]
fn whoever_is_let_in_stays_when_the_door_is_closed() {
    let (_, told) = story(&[arrive(None), admit("berg"), Command::LetGo { act: act() }]);
    assert_eq!(told[2..], [ok(&[])], "a call is not ended by closing the door");
}

#[test]
fn whoever_was_let_in_is_handed_over_by_the_one_who_did_it_and_waits_again() {
    let (state, told) = story(&[
        arrive(None),
        admit("berg"),
        hand_over("aas", "lie"),
        hand_over("berg", "lie"),
        hand_over("berg", "lie"),
        admit("berg"),
        acknowledge("lie"),
        admit("lie"),
    ]);
    assert_eq!(
        told[2..],
        [
            Err(Refusal::WithAColleague),
            ok(&["handed-over"]),
            ok(&[]),
            Err(Refusal::ForSomebodyElse),
            ok(&["seen"]),
            ok(&["admitted"]),
        ]
    );
    assert!(matches!(state, Visit::Admitted { professional, .. } if professional == who("lie")));
}

#[test]
fn whoever_was_let_in_by_somebody_who_no_longer_receives_is_taken_over() {
    let take_over = || Command::Admit { professional: who("lie"), instead_of: Some(who("berg")), act: act() };
    let join = |side| Command::Join { side, at: at() };
    let (state, told) = story(&[arrive(None), admit("berg"), admit("lie"), take_over(), take_over()]);
    assert_eq!(told[2..], [Err(Refusal::WithAColleague), ok(&["admitted"]), ok(&[])]);
    assert!(matches!(state, Visit::Admitted { professional, .. } if professional == who("lie")));
    let (_, told) = story(&[arrive(None), admit("berg"), join(Side::Visitor), take_over()]);
    assert_eq!(told[3], ok(&["admitted"]), "the visitor is there");
    let (_, told) = story(&[arrive(None), admit("berg"), join(Side::Professional), take_over()]);
    assert_eq!(told[3], Err(Refusal::WithAColleague), "they are in the call still");
}

#[test]
fn a_call_that_somebody_has_entered_is_not_handed_over() {
    for side in [Side::Visitor, Side::Professional] {
        let (_, told) = story(&[
            arrive(None),
            admit("berg"),
            Command::Join { side, at: at() },
            hand_over("berg", "lie"),
            Command::LeaveRoom { side, at: at() },
            hand_over("berg", "lie"),
        ]);
        assert_eq!(told[3], Err(Refusal::CallRuns), "{side:?}");
        assert_eq!(told[5], ok(&["handed-over"]), "{side:?}: nobody is there any more");
    }
    let (_, told) = story(&[
        arrive(None),
        admit("berg"),
        Command::Join { side: Side::Visitor, at: at() },
        Command::Join { side: Side::Professional, at: at() },
        Command::Connect { act: act() },
        Command::LeaveRoom { side: Side::Visitor, at: at() },
        Command::LeaveRoom { side: Side::Professional, at: at() },
        hand_over("berg", "lie"),
    ]);
    assert_eq!(told[7], Err(Refusal::CallRuns), "they have spoken");
}

#[test]
fn whoever_waits_is_let_go_when_the_door_is_closed() {
    let go = || Command::LetGo { act: act() };
    let (state, told) = story(&[arrive(Some(who("berg"))), go(), go()]);
    assert_eq!(told[1..], [ok(&["closed"]), ok(&[])]);
    assert!(matches!(state, Visit::Over { called: false, .. }));
}
