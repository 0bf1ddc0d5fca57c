use super::*;
use crate::class::Class;
use crate::personal::Personal;
use crate::text::{OrganisationName, PersonName, Slug};

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn id() -> OrganisationId {
    OrganisationId::from_bytes([2; 16])
}

fn owner() -> MemberId {
    MemberId::from_bytes([3; 16])
}

fn sealed<T: serde::Serialize>(value: &T) -> Personal<T> {
    Personal::new(id().subject(), Class::Account, value)
}

fn sign_up() -> Command {
    let profile = Profile {
        name: OrganisationName::parse("Nordlys").unwrap(),
        slug: Slug::parse("nordlys").unwrap(),
        at: now(),
    };
    Command::SignUp {
        organisation: id(),
        owner: owner(),
        country: Country::Norway,
        profile: sealed(&profile),
    }
}

fn sign(role: Role) -> Command {
    let signature = Signature { by: owner(), name: PersonName::parse("Eva Berg").unwrap(), at: now() };
    Command::SignAgreement { roles: vec![role], version: "dpa-1".into(), signature: sealed(&signature) }
}

fn after(commands: &[Command]) -> Organisation {
    commands.iter().fold(Organisation::default(), |state, command| {
        let events = state.decide(command, now()).unwrap();
        events.iter().fold(state, Organisation::evolve)
    })
}

#[test]
fn the_agreement_comes_after_the_confirmation_and_from_the_owner() {
    let unconfirmed = after(&[sign_up()]);
    assert_eq!(unconfirmed.decide(&sign(Role::Owner), now()).unwrap_err(), Refusal::NotConfirmed);
    let confirmed = after(&[sign_up(), Command::Confirm]);
    assert_eq!(confirmed.decide(&sign(Role::Administrator), now()).unwrap_err(), Refusal::NotAllowed);
    assert_eq!(confirmed.decide(&sign(Role::Owner), now()).unwrap().len(), 1);
}

#[test]
fn it_receives_nobody_before_agreement_and_notice() {
    assert_eq!(after(&[sign_up(), Command::Confirm]).open().unwrap_err(), Refusal::NotOpen);
    assert_eq!(
        after(&[sign_up(), Command::Confirm, sign(Role::Owner)]).open().unwrap_err(),
        Refusal::NotOpen
    );
}

#[test]
fn a_repeated_command_records_nothing() {
    let all = [sign_up(), Command::Confirm, sign(Role::Owner)];
    let state = after(&all);
    for command in &all {
        assert!(state.decide(command, now()).unwrap().is_empty());
    }
    let choose = Command::ChooseRetention { roles: vec![Role::Owner], retention: Retention::ThreeMonths };
    assert!(state.decide(&choose, now()).unwrap().is_empty(), "it is three months already");
}
