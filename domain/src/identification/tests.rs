use super::*;
use crate::class::Class;
use crate::electronic_id::Eid;
use crate::id::MemberId;
use crate::personal::Personal;
use crate::visit::Act;
use serde::Serialize;

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn visit() -> VisitId {
    VisitId::from_bytes([1; 16])
}

fn sealed<T: Serialize>(class: Class, value: &T) -> Personal<T> {
    Personal::new(visit().subject(), class, value)
}

fn attempt(n: &str) -> TokenHash {
    TokenHash(n.to_owned())
}

fn begin(n: &str) -> Command {
    Command::Begin {
        visit: visit(),
        organisation: OrganisationId::from_bytes([2; 16]),
        attempt: attempt(n),
        with: sealed(Class::Visit, &Eid::MitId),
    }
}

fn complete(n: &str) -> Command {
    let number = Eid::MitId.number("2101270087").unwrap();
    let vouched = Vouched { with: Eid::MitId, name: NameSays::Agrees, at: now() };
    Command::Complete {
        attempt: attempt(n),
        number: sealed(Class::Identity, &number),
        vouched: sealed(Class::Visit, &vouched),
    }
}

fn fail(n: &str) -> Command {
    Command::Fail { attempt: attempt(n), failure: sealed(Class::Visit, &Failure::Cancelled) }
}

fn show() -> Command {
    Command::Show { act: sealed(Class::Visit, &Act { by: MemberId::from_bytes([3; 16]), at: now() }) }
}

fn given(commands: &[Command]) -> Identification {
    commands.iter().fold(Identification::default(), |state, command| {
        state.decide(command, now()).unwrap().iter().fold(state, Aggregate::evolve)
    })
}

fn refused(state: &Identification, command: &Command) -> Refusal {
    state.decide(command, now()).unwrap_err()
}

#[test]
fn an_attempt_is_finished_once() {
    let done = given(&[begin("a"), complete("a")]);
    assert_eq!(done.number(), Number::Held);
    assert_eq!(refused(&done, &complete("a")), Refusal::IdentificationSpent, "a replayed callback");
    let failed = given(&[begin("a"), fail("a")]);
    assert_eq!(refused(&failed, &complete("a")), Refusal::IdentificationSpent);
    assert_eq!(refused(&failed, &fail("a")), Refusal::IdentificationSpent);
}

#[test]
fn a_new_attempt_ends_the_one_before() {
    let state = given(&[begin("a"), begin("b")]);
    assert_eq!(refused(&state, &complete("a")), Refusal::IdentificationSpent);
    assert_eq!(refused(&Identification::Absent, &complete("a")), Refusal::IdentificationSpent);
    assert_eq!(given(&[begin("a"), begin("b"), complete("b")]).number(), Number::Held);
}

#[test]
fn the_number_is_shown_once() {
    assert_eq!(refused(&Identification::Absent, &show()), Refusal::NotFound);
    assert_eq!(refused(&given(&[begin("a"), fail("a")]), &show()), Refusal::NotFound);
    let shown = given(&[begin("a"), complete("a"), show()]);
    assert_eq!(shown.number(), Number::Shown);
    assert_eq!(refused(&shown, &show()), Refusal::NumberShown);
    let again = given(&[begin("a"), complete("a"), show(), begin("b")]);
    assert_eq!(refused(&again, &show()), Refusal::NumberShown, "beginning anew shows nothing");
    let again = given(&[begin("a"), complete("a"), show(), begin("b"), complete("b")]);
    assert_eq!(again.number(), Number::Held, "a new identification brings a new number");
}

#[test]
fn a_failed_attempt_takes_nothing_away() {
    assert_eq!(given(&[begin("a"), complete("a"), begin("b"), fail("b")]).number(), Number::Held);
}

#[test]
fn a_page_reloaded_for_ever_does_not_fill_the_log() {
    let begun: Vec<Command> = (0..ATTEMPTS).map(|n| begin(&n.to_string())).collect();
    assert_eq!(refused(&given(&begun), &begin("more")), Refusal::IdentifiedTooOften);
}
