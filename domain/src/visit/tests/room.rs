//! The room of a call: putting out, letting back in, closing and opening it.

use super::*;

fn keep(professional: &str, step: Step) -> Command {
    Command::KeepRoom { professional: who(professional), step, act: act() }
}

#[test]
fn whoever_was_put_out_does_not_come_in_until_they_are_let_in_again() {
    let (state, told) = story(&[
        arrive(None),
        admit("berg"),
        join(Side::Professional),
        join(Side::Visitor),
        keep("berg", Step::PutOut(Party::Visitor)),
        keep("berg", Step::PutOut(Party::Visitor)),
        Command::LeaveRoom { side: Side::Visitor, at: at() },
        join(Side::Visitor),
        keep("berg", Step::LetBackIn(Party::Visitor)),
        keep("berg", Step::LetBackIn(Party::Visitor)),
        join(Side::Visitor),
    ]);
    let wanted = [
        ok(&["put-out"]),
        ok(&[]),
        ok(&["participant-left"]),
        Err(Refusal::NotAdmitted),
        ok(&["let-back-in"]),
        ok(&[]),
        ok(&["joined"]),
    ];
    assert_eq!(told[4..], wanted);
    assert!(matches!(state, Visit::Admitted { call: Call { out, .. }, .. } if out.is_empty()));
}

#[test]
fn only_the_one_who_holds_the_call_ends_it_for_all() {
    let end = |by: &str| Command::End { by: Some(who(by)), at: at() };
    let (state, told) =
        story(&[arrive(None), admit("berg"), join(Side::Professional), end("lund"), end("berg")]);
    assert_eq!(told[3..], [Err(Refusal::WithAColleague), ok(&["call-ended"])]);
    assert!(matches!(state, Visit::Over { .. }));
}

#[test]
fn a_visitor_erases_their_own_before_and_after_the_call_and_not_while_they_are_let_in() {
    let until = |commands: &[Command]| story(commands).0.may_be_erased_by_visitor();
    let end = Command::End { by: None, at: at() };
    assert_eq!(until(&[]), Err(Refusal::NotFound));
    assert_eq!(until(&[arrive(None)]), Ok(()));
    assert_eq!(until(&[arrive(None), admit("berg")]), Err(Refusal::InCall));
    assert_eq!(until(&[arrive(None), admit("berg"), end]), Ok(()));
}

#[test]
fn a_room_is_closed_once_and_opened_once() {
    let (state, told) = story(&[
        arrive(None),
        admit("berg"),
        keep("berg", Step::Open),
        keep("berg", Step::Close),
        keep("berg", Step::Close),
        keep("berg", Step::Open),
        keep("berg", Step::Close),
    ]);
    let wanted = [ok(&[]), ok(&["room-closed"]), ok(&[]), ok(&["room-opened"]), ok(&["room-closed"])];
    assert_eq!(told[2..], wanted);
    assert!(matches!(state, Visit::Admitted { call: Call { closed: true, .. }, .. }));
}

fn ask(professional: &str, colleague: &str) -> Command {
    let [by, to] = [[9; 16], [8; 16]].map(MemberId::from_bytes);
    let asked = sealed(&HandOver { by, to, at: now() });
    Command::AskColleague { professional: who(professional), colleague: who(colleague), asked }
}

fn third(colleague: &str, passage: Passage) -> Command {
    Command::Third { party: Party::Colleague(who(colleague)), passage, at: at() }
}

#[test]
fn a_colleague_joins_who_was_asked_by_the_one_who_holds_the_call() {
    let lund = || Party::Colleague(who("lund"));
    let (state, told) = story(&[
        arrive(None),
        admit("berg"),
        third("lund", Passage::In),
        ask("lund", "lund"),
        ask("berg", "berg"),
        ask("berg", "lund"),
        ask("berg", "lund"),
        third("lund", Passage::In),
        third("lund", Passage::In),
        third("lund", Passage::Out),
        third("lund", Passage::Out),
        keep("berg", Step::PutOut(lund())),
        third("lund", Passage::In),
        keep("berg", Step::LetBackIn(lund())),
        third("lund", Passage::In),
    ]);
    let wanted = [
        Err(Refusal::NotAdmitted),
        Err(Refusal::WithAColleague),
        ok(&[]),
        ok(&["colleague-asked"]),
        ok(&[]),
        ok(&["third-joined"]),
        ok(&[]),
        ok(&["third-left"]),
        ok(&[]),
        ok(&["put-out"]),
        Err(Refusal::NotAdmitted),
        ok(&["let-back-in"]),
        ok(&["third-joined"]),
    ];
    assert_eq!(told[2..], wanted);
    // The sides of the call are not theirs: it is connected when visitor and professional are.
    let Visit::Admitted { call, .. } = state else { panic!("the call is on") };
    assert_eq!((call.visitor, call.professional, call.also), (false, false, vec![lund()]));
}

#[test]
fn only_the_one_who_holds_the_call_keeps_its_room() {
    let (_, told) = story(&[
        keep("berg", Step::Close),
        arrive(None),
        keep("berg", Step::Close),
        admit("berg"),
        keep("lund", Step::PutOut(Party::Visitor)),
        Command::End { by: None, at: at() },
        keep("berg", Step::Close),
    ]);
    assert_eq!(told[0], Err(Refusal::NotFound));
    assert_eq!(told[2], Err(Refusal::NotAdmitted));
    assert_eq!(told[4], Err(Refusal::WithAColleague));
    assert_eq!(told[6], Err(Refusal::VisitOver));
}

fn hand_over(professional: &str, colleague: &str) -> Command {
    let [by, to] = [[9; 16], [8; 16]].map(MemberId::from_bytes);
    let handover = sealed(&HandOver { by, to, at: now() });
    Command::HandOver { professional: who(professional), instead_of: None, wanted: who(colleague), handover }
}

#[test]
fn a_running_call_is_handed_to_a_colleague_who_is_in_it() {
    let (state, told) = story(&[
        arrive(None),
        admit("berg"),
        join(Side::Professional),
        join(Side::Visitor),
        ask("berg", "lund"),
        third("lund", Passage::In),
        hand_over("berg", "lund"),
        Command::Connect { act: act() },
        hand_over("lund", "lund"),
        hand_over("berg", "vik"),
        hand_over("berg", "berg"),
        hand_over("berg", "lund"),
        keep("berg", Step::Close),
        hand_over("berg", "lund"),
        keep("lund", Step::Close),
        third("berg", Passage::Out),
        Command::LeaveRoom { side: Side::Professional, at: at() },
        third("berg", Passage::In),
    ]);
    let wanted = [
        Err(Refusal::CallRuns),
        ok(&["connected"]),
        Err(Refusal::WithAColleague),
        Err(Refusal::CallRuns),
        ok(&[]),
        ok(&["handed-over"]),
        Err(Refusal::WithAColleague),
        Err(Refusal::WithAColleague),
        ok(&["room-closed"]),
        ok(&["third-left"]),
        ok(&["participant-left"]),
        ok(&["third-joined"]),
    ];
    assert_eq!(told[6..], wanted);
    let Visit::Admitted { professional, call, .. } = state else { panic!("the call is on") };
    assert_eq!((professional, call.asked), (who("lund"), vec![who("berg")]));
}
