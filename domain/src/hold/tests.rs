use super::*;
use crate::id::MemberId;
use crate::personal::Personal;
use crate::text::{Line, Reason};

const EVA: MemberId = MemberId(uuid::Uuid::from_bytes([1; 16]));
const INES: MemberId = MemberId(uuid::Uuid::from_bytes([2; 16]));

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-21T10:00:00Z")
}

fn sealed<T: serde::Serialize>(value: &T) -> Personal<T> {
    Personal::new(SubjectId::from_bytes([5; 16]), Class::Audit, value)
}

fn held_until(until: &str) -> Held {
    Held {
        hold: HoldId::from_bytes([7; 16]),
        organisation: OrganisationId::from_bytes([3; 16]),
        subject: SubjectId::from_bytes([4; 16]),
        classes: vec![Class::Visit],
        exemption: Exemption::LegalClaims,
        until: until.parse().unwrap(),
    }
}

fn propose(until: &str, roles: &[Role]) -> Command {
    let grounds = Grounds {
        by: EVA,
        role: Role::Owner,
        reason: Reason::parse("a claim").unwrap(),
        basis: Line::parse("Tvisteloven").unwrap(),
        at: now(),
    };
    Command::Propose { held: held_until(until), roles: roles.to_vec(), grounds: sealed(&grounds) }
}

fn confirm(proposed_by: Option<MemberId>, by: MemberId, roles: &[Role]) -> Command {
    let act = sealed(&Act { by, role: Role::ComplianceOfficer, at: now() });
    Command::Confirm { proposed_by, by, roles: roles.to_vec(), act }
}

fn lift(roles: &[Role]) -> Command {
    let reason = Reason::parse("settled").unwrap();
    let lifting = sealed(&Lifting { by: INES, role: Role::Owner, reason, at: now() });
    Command::Lift { roles: roles.to_vec(), lifting }
}

/// The hold after these commands, each of which was accepted.
fn after(commands: &[Command]) -> Hold {
    commands.iter().fold(Hold::Absent, |hold, command| {
        hold.decide(command, now()).unwrap().iter().fold(hold, Hold::evolve)
    })
}

const OWNER: &[Role] = &[Role::Owner];
const OFFICER: &[Role] = &[Role::ComplianceOfficer];

fn in_effect() -> Hold {
    after(&[propose("2027-03-01", OWNER), confirm(Some(EVA), INES, OFFICER)])
}

#[test]
fn it_holds_once_a_second_person_has_confirmed_it() {
    assert_eq!(after(&[propose("2027-03-01", OWNER)]), Hold::Proposed(held_until("2027-03-01")));
    assert_eq!(in_effect(), Hold::InEffect(held_until("2027-03-01")));
}

#[test]
fn one_person_under_two_roles_is_one_person() {
    let both = &[Role::Owner, Role::ComplianceOfficer];
    let proposed = after(&[propose("2027-03-01", both)]);
    let refused = |by, proposed_by| proposed.decide(&confirm(proposed_by, by, both), now()).unwrap_err();
    assert_eq!(refused(EVA, Some(EVA)), Refusal::SecondPerson);
    assert_eq!(refused(INES, None), Refusal::SecondPerson, "nobody knows who proposed it");
}

#[test]
fn owners_and_compliance_officers_hold_and_nobody_else() {
    for role in [Role::Administrator, Role::Member, Role::Auditor] {
        let proposed = after(&[propose("2027-03-01", OWNER)]);
        let commands = [
            (Hold::Absent, propose("2027-03-01", &[role])),
            (proposed, confirm(Some(EVA), INES, &[role])),
            (in_effect(), lift(&[role])),
        ];
        for (hold, command) in commands {
            assert_eq!(hold.decide(&command, now()).unwrap_err(), Refusal::NotAllowed, "{role:?}");
        }
    }
}

#[test]
fn it_ends_within_a_year() {
    for (until, good) in [
        ("2026-11-20", false),
        ("2026-11-21", false),
        ("2026-11-22", true),
        ("2027-11-21", true),
        ("2027-11-22", false),
    ] {
        let decided = Hold::Absent.decide(&propose(until, OWNER), now());
        assert_eq!(decided.is_ok(), good, "{until}");
    }
}

#[test]
fn its_last_day_is_held_to_the_end() {
    let hold = in_effect();
    assert!(hold.decide(&Command::RunOut, at("2027-03-01T23:59:59Z")).unwrap().is_empty());
    let events = hold.decide(&Command::RunOut, at("2027-03-02T00:00:00Z")).unwrap();
    assert!(matches!(events[..], [Event::Ended { end: End::RanOut, .. }]));
    let late = after(&[propose("2027-03-01", OWNER)]);
    let refused = late.decide(&confirm(Some(EVA), INES, OFFICER), at("2027-03-02T00:00:00Z")).unwrap_err();
    assert_eq!(refused, Refusal::HoldOver, "what has run out is not confirmed");
}

#[test]
fn either_role_lifts_it_and_what_is_over_stays_over() {
    for roles in [OWNER, OFFICER] {
        let over = in_effect().decide(&lift(roles), now()).unwrap().iter().fold(in_effect(), Hold::evolve);
        assert_eq!(over, Hold::Over);
        assert_eq!(over.decide(&confirm(Some(EVA), INES, OFFICER), now()).unwrap_err(), Refusal::HoldOver);
        assert_eq!(over.decide(&lift(OWNER), now()).unwrap_err(), Refusal::HoldOver);
        let go_on = Command::GoOn(held_until("2027-03-01"));
        assert!(over.decide(&go_on, now()).unwrap().is_empty(), "a restore does not bring it back");
    }
}

#[test]
fn a_repeated_command_records_nothing() {
    let hold = in_effect();
    for command in [
        propose("2027-03-01", OWNER),
        confirm(Some(EVA), INES, OFFICER),
        Command::GoOn(held_until("2027-03-01")),
    ] {
        assert!(hold.decide(&command, now()).unwrap().is_empty());
    }
}

#[test]
fn after_a_restore_it_goes_on_or_has_ended_as_the_key_table_knows() {
    let lost = after(&[Command::GoOn(held_until("2027-03-01"))]);
    assert_eq!(lost, Hold::InEffect(held_until("2027-03-01")));
    let unconfirmed = after(&[propose("2027-03-01", OWNER), Command::GoOn(held_until("2027-03-01"))]);
    assert_eq!(unconfirmed, lost);
    let ended = in_effect().decide(&Command::HadEnded(End::Lifted), now()).unwrap();
    assert!(matches!(ended[..], [Event::Ended { end: End::Lifted, .. }]));
}
