use super::*;
use crate::class::Class;
use crate::id::MemberId;
use crate::personal::Personal;
use crate::text::Reason;

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn id() -> OrganisationId {
    OrganisationId::from_bytes([2; 16])
}

fn on(roles: Vec<Role>, eids: Vec<Eid>, confirmed: bool) -> Command {
    let words = Reason::parse("Helsepersonelloven § 39").unwrap();
    let ground = Ground { by: MemberId::from_bytes([3; 16]), words, at: now() };
    let ground = Personal::new(id().subject(), Class::Account, &ground);
    Command::SwitchOn { organisation: id(), roles, eids, demand: Demand::Free, confirmed, ground }
}

fn off(roles: Vec<Role>) -> Command {
    let act = Act { by: MemberId::from_bytes([3; 16]), at: now() };
    Command::SwitchOff { organisation: id(), roles, act: Personal::new(id().subject(), Class::Account, &act) }
}

fn given(commands: &[Command]) -> ElectronicId {
    commands.iter().fold(ElectronicId::default(), |state, command| {
        state.decide(command, now()).unwrap().iter().fold(state, Aggregate::evolve)
    })
}

#[test]
fn it_is_on_only_after_the_ground_was_confirmed() {
    let both = vec![Eid::MitId, Eid::NorwegianBankId, Eid::MitId];
    let unconfirmed = ElectronicId::Off.decide(&on(vec![Role::Owner], both.clone(), false), now());
    assert_eq!(unconfirmed.unwrap_err(), Refusal::GroundUnconfirmed);
    let nothing = ElectronicId::Off.decide(&on(vec![Role::Owner], vec![], true), now());
    assert_eq!(nothing.unwrap_err().field(), Some("eid"));
    let state = given(&[on(vec![Role::Owner], both, true)]);
    assert!(state.takes(Eid::MitId) && state.takes(Eid::NorwegianBankId));
    assert!(!state.takes(Eid::SwedishBankId), "not one that was not chosen");
    assert!(!ElectronicId::Off.takes(Eid::MitId));
}

#[test]
fn only_who_manages_settings_switches_it() {
    for command in [on(vec![Role::Member], vec![Eid::MitId], true), off(vec![Role::Auditor])] {
        assert_eq!(ElectronicId::Off.decide(&command, now()).unwrap_err(), Refusal::NotAllowed);
    }
}

#[test]
fn switching_off_twice_records_it_once() {
    let state = given(&[on(vec![Role::Administrator], vec![Eid::MitId], true), off(vec![Role::Owner])]);
    assert_eq!(state, ElectronicId::Off);
    assert!(state.decide(&off(vec![Role::Owner]), now()).unwrap().is_empty());
}

#[test]
fn a_number_has_its_countrys_length_and_nothing_but_digits() {
    assert_eq!(Eid::NorwegianBankId.number("270346 98436").unwrap().as_str(), "27034698436");
    assert_eq!(Eid::SwedishBankId.number("19680202-0575").unwrap().as_str(), "196802020575");
    assert_eq!(Eid::MitId.number("210127-0087").unwrap().as_str(), "2101270087");
    for (eid, bad) in [
        (Eid::NorwegianBankId, "2703469843"),
        (Eid::SwedishBankId, "6802020575"),
        (Eid::MitId, "210127008x"),
        (Eid::MitId, ""),
        (Eid::MitId, "２１０１２７００８７"),
    ] {
        assert!(eid.number(bad).is_none(), "{eid:?}");
    }
    for eid in Eid::ALL {
        assert_eq!(Eid::named(eid.name()), Some(eid));
        assert_eq!(serde_json::to_value(eid).unwrap(), eid.name());
    }
}
