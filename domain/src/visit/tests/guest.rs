//! Guests of a call: a link made in it, somebody who comes by it, let in or not.

use super::*;
use crate::id::GuestId;

fn guest(number: u8) -> GuestId {
    GuestId::from_bytes([number; 16])
}

fn about(number: u8, step: GuestStep) -> Command {
    Command::Guest { guest: guest(number), step }
}

fn hash(text: &str) -> TokenHash {
    TokenHash(text.to_owned())
}

fn expect(number: u8, professional: &str) -> Command {
    let by = MemberId::from_bytes([9; 16]);
    let expected = sealed(&GuestExpected { by, role: GuestRole::Interpreter, at: now() });
    let link = hash(&format!("link-{number}"));
    about(number, GuestStep::Expect { professional: who(professional), link, expected })
}

fn come_with(number: u8, link: &str, token: &str, consents: bool, minutes: i64) -> Command {
    let form = sealed(&GuestForm { name: PersonName::parse("Ana Petrova").unwrap(), at: now() });
    let expires = now() + chrono::TimeDelta::minutes(minutes);
    let consent = consents.then(|| Consent { notice: 1, basis: "consent".into(), words: None });
    about(number, GuestStep::Come { link: hash(link), expires, token: hash(token), consent, form })
}

fn come(number: u8) -> Command {
    come_with(number, &format!("link-{number}"), &format!("token-{number}"), true, 60)
}

fn let_in(number: u8, professional: &str) -> Command {
    about(number, GuestStep::LetIn { professional: who(professional), act: act() })
}

fn turn_away(number: u8, professional: &str) -> Command {
    about(number, GuestStep::TurnAway { professional: who(professional), act: act() })
}

fn enters(number: u8) -> Command {
    Command::Third { party: Party::Guest(guest(number)), passage: Passage::In, at: at() }
}

#[test]
fn a_guest_comes_by_a_link_once_and_enters_when_let_in() {
    let (state, told) = story(&[
        arrive(None),
        admit("berg"),
        come(1),
        expect(1, "lund"),
        expect(1, "berg"),
        expect(1, "berg"),
        enters(1),
        let_in(1, "berg"),
        come_with(1, "link-2", "token-1", true, 60),
        come_with(1, "link-1", "token-1", false, 60),
        come_with(1, "link-1", "token-1", true, 0),
        come(1),
        come(1),
        come_with(1, "link-1", "another", true, 60),
        enters(1),
        let_in(1, "lund"),
        let_in(1, "berg"),
        let_in(1, "berg"),
        enters(1),
        come_with(1, "link-1", "another", true, 60),
    ]);
    let wanted = [
        Err(Refusal::LinkSpent),
        Err(Refusal::WithAColleague),
        ok(&["guest-expected"]),
        ok(&[]),
        Err(Refusal::NotAdmitted),
        Err(Refusal::NotWaiting),
        Err(Refusal::LinkSpent),
        Err(Refusal::ConsentMissing),
        Err(Refusal::LinkSpent),
        ok(&["guest-came"]),
        ok(&[]),
        Err(Refusal::LinkSpent),
        Err(Refusal::NotAdmitted),
        Err(Refusal::WithAColleague),
        ok(&["guest-let-in"]),
        ok(&[]),
        ok(&["third-joined"]),
        Err(Refusal::LinkSpent),
    ];
    assert_eq!(told[2..], wanted);
    let Visit::Admitted { call, .. } = state else { panic!("the call is on") };
    assert_eq!(call.also, [Party::Guest(guest(1))]);
}

#[test]
fn a_withdrawn_link_lets_nobody_come_and_whoever_was_not_let_in_stays_outside() {
    let (_, told) = story(&[
        arrive(None),
        admit("berg"),
        expect(1, "berg"),
        turn_away(1, "lund"),
        turn_away(1, "berg"),
        turn_away(1, "berg"),
        come(1),
        expect(2, "berg"),
        come(2),
        turn_away(2, "berg"),
        let_in(2, "berg"),
        enters(2),
        come(2),
        turn_away(3, "berg"),
    ]);
    let wanted = [
        Err(Refusal::WithAColleague),
        ok(&["guest-turned-away"]),
        ok(&[]),
        Err(Refusal::LinkSpent),
        ok(&["guest-expected"]),
        ok(&["guest-came"]),
        ok(&["guest-turned-away"]),
        Err(Refusal::NotWaiting),
        Err(Refusal::NotAdmitted),
        Err(Refusal::LinkSpent),
        Err(Refusal::NotFound),
    ];
    assert_eq!(told[3..], wanted);
}

#[test]
fn the_link_ends_with_the_call_and_so_many_are_open_at_once() {
    let links: Vec<_> = (1..=5).map(|number| expect(number, "berg")).collect();
    let (_, told) = story(
        &[
            [arrive(None), admit("berg")].as_slice(),
            links.as_slice(),
            &[
                turn_away(1, "berg"),
                expect(6, "berg"),
                Command::End { by: None, at: at() },
                come(2),
                let_in(2, "berg"),
            ],
        ]
        .concat(),
    );
    assert!(told[2..6].iter().all(|told| *told == ok(&["guest-expected"])), "{told:?}");
    assert_eq!(
        told[6..],
        [
            Err(Refusal::TooManyGuests),
            ok(&["guest-turned-away"]),
            ok(&["guest-expected"]),
            ok(&["call-ended"]),
            Err(Refusal::VisitOver),
            Err(Refusal::VisitOver),
        ]
    );
}

fn leaves(number: u8) -> Command {
    Command::Third { party: Party::Guest(guest(number)), passage: Passage::Out, at: at() }
}

#[test]
fn the_place_of_whoever_has_left_was_put_out_or_turned_away_is_another_s() {
    let in_it = |number| [expect(number, "berg"), come(number), let_in(number, "berg"), enters(number)];
    let full: Vec<Command> =
        [arrive(None), admit("berg")].into_iter().chain((1..=4).flat_map(in_it)).collect();
    let fifth = |freeing: Vec<Command>| {
        let commands: Vec<Command> = full.iter().cloned().chain(freeing).chain([expect(5, "berg")]).collect();
        story(&commands).1.pop().unwrap()
    };
    assert_eq!(fifth(vec![]), Err(Refusal::TooManyGuests));
    assert_eq!(fifth(vec![leaves(1)]), ok(&["guest-expected"]));
    let step = Step::PutOut(Party::Guest(guest(1)));
    assert_eq!(
        fifth(vec![Command::KeepRoom { professional: who("berg"), step, act: act() }]),
        ok(&["guest-expected"])
    );
    // Whoever comes back takes it again.
    assert_eq!(fifth(vec![leaves(1), enters(1)]), Err(Refusal::TooManyGuests));
    // One who has not entered yet keeps it, and one who waits.
    let waiting: Vec<Command> = [arrive(None), admit("berg")]
        .into_iter()
        .chain((1..=4).flat_map(|number| [expect(number, "berg"), come(number)]))
        .collect();
    let after = |more: Vec<Command>| {
        let commands: Vec<Command> = waiting.iter().cloned().chain(more).chain([expect(5, "berg")]).collect();
        story(&commands).1.pop().unwrap()
    };
    assert_eq!(after(vec![let_in(1, "berg")]), Err(Refusal::TooManyGuests));
    assert_eq!(after(vec![turn_away(1, "berg")]), ok(&["guest-expected"]));
}
