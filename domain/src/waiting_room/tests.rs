//! Given, when, then.

use super::*;
use crate::class::Class;
use crate::id::VisitId;
use crate::personal::Personal;
use crate::text::Note;

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn organisation() -> OrganisationId {
    OrganisationId::from_bytes([2; 16])
}

fn berg() -> MemberId {
    MemberId::from_bytes([3; 16])
}

fn sealed<T: serde::Serialize>(value: &T) -> Personal<T> {
    Personal::new(organisation().subject(), Class::Account, value)
}

fn closing() -> Personal<Closing> {
    sealed(&Closing { note: Some(Note::parse("Back at two.").unwrap()), by: berg(), at: now() })
}

fn put_up(of: Option<MemberId>) -> Command {
    let note = Note::parse("Twenty minutes late.").unwrap();
    Command::PutUp { of, note: sealed(&Posted { note, by: berg(), at: now() }) }
}

fn close() -> Command {
    Command::Close { let_go: vec![VisitId::from_bytes([1; 16])], closing: closing() }
}

fn open() -> Command {
    Command::Open { opening: closing() }
}

/// How many events each command records, asked by somebody with these roles, and the state they lead to.
fn story(roles: &[Role], commands: &[Command]) -> (WaitingRoom, Vec<Result<usize, Refusal>>) {
    let mut state = WaitingRoom::default();
    let mut told = Vec::new();
    for command in commands {
        let asked = Asked { organisation: organisation(), roles: roles.to_vec(), command: command.clone() };
        told.push(state.decide(&asked, now()).map(|events| {
            state = events.iter().fold(std::mem::take(&mut state), WaitingRoom::evolve);
            events.len()
        }));
    }
    (state, told)
}

#[test]
fn a_door_is_closed_with_a_sentence_and_opened_once() {
    let (state, told) = story(&[Role::Member], &[open(), close(), close(), open(), open()]);
    assert_eq!(told, [Ok(0), Ok(1), Ok(1), Ok(1), Ok(0)], "a closed door takes another sentence");
    assert_eq!(state.door, Door::Open);
    assert_eq!(story(&[Role::Member], &[close()]).0.door, Door::Closed);
}

#[test]
fn a_note_is_for_everybody_or_for_ones_own_and_is_taken_down_once() {
    let down = |of| Command::TakeDown { of };
    let (state, told) =
        story(&[Role::Member], &[put_up(None), put_up(Some(berg())), put_up(None), down(None), down(None)]);
    assert_eq!(told, [Ok(1), Ok(1), Ok(1), Ok(1), Ok(0)]);
    assert_eq!(state.notes, [Some(berg())].into());
}

#[test]
fn the_place_is_told_until_somebody_chooses_otherwise() {
    let show = |shown| Command::ShowPlace { shown };
    let (state, told) = story(&[Role::Administrator], &[show(true), show(false), show(false), show(true)]);
    assert_eq!(told, [Ok(0), Ok(1), Ok(0), Ok(1)]);
    assert_eq!(state.place, Place::Told);
}

#[test]
fn who_receives_keeps_the_door_and_who_manages_chooses_the_setting() {
    let show = Command::ShowPlace { shown: false };
    let refused = Err(Refusal::NotAllowed);
    let (_, told) = story(&[Role::Member], std::slice::from_ref(&show));
    assert!(told == [refused.clone()], "{told:?}");
    let (_, told) =
        story(&[Role::Owner], &[close(), open(), put_up(None), Command::TakeDown { of: None }, show]);
    assert_eq!(told, [refused.clone(), refused.clone(), refused.clone(), refused, Ok(1)]);
}

#[test]
fn an_alert_is_off_until_it_is_chosen_and_keeps_a_number_for_text_messages_alone() {
    use crate::text::{Invalid, Phone};
    use crate::visit::Channel;
    let choose = |roles: &[Role], by, phone: Option<&str>| ChooseAlert {
        member: berg(),
        organisation: organisation(),
        roles: roles.to_vec(),
        by,
        phone: phone.map(|phone| sealed(&Phone::parse(phone).unwrap())),
    };
    let mut state = Alerts::default();
    let mut told = Vec::new();
    for choice in [
        choose(&[Role::Member], None, None),
        choose(&[Role::Member], Some(Channel::Sms), None),
        choose(&[Role::Member], Some(Channel::Sms), Some("+4792449678")),
        choose(&[Role::Member], Some(Channel::Email), Some("+4792449678")),
        choose(&[Role::Member], Some(Channel::Email), None),
        choose(&[Role::Auditor], None, None),
    ] {
        told.push(state.decide(&choice, now()).map(|events| {
            let kept = events.iter().map(|event| match event {
                Event::AlertChosen { phone, .. } => phone.is_some(),
                other => panic!("{other:?}"),
            });
            let kept: Vec<_> = kept.collect();
            state = events.iter().fold(std::mem::take(&mut state), Alerts::evolve);
            kept
        }));
    }
    let missing = Refusal::Field { field: "phone", why: Invalid::Empty };
    let expected =
        [Ok(vec![]), Err(missing), Ok(vec![true]), Ok(vec![false]), Ok(vec![]), Err(Refusal::NotAllowed)];
    assert_eq!(told, expected);
}
