use super::*;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{execute, load};
use crate::schedule::expire;
use crate::tests::{House, NoWords, house};
use domain::hold::{Act, Command, End, Exemption, Grounds, Held, Hold, Lifting, stream};
use domain::text::{Line, Reason};
use domain::{
    Class, ErasureId, HoldId, MemberId, OrganisationId, Personal, Refusal, Role, SubjectId, VisitId, visit,
};
use store::vault::KeyState;

const ORGANISATION: OrganisationId = OrganisationId(uuid::Uuid::from_bytes([4; 16]));
const SUBJECT: SubjectId = SubjectId(uuid::Uuid::from_bytes([1; 16]));
const VISIT: VisitId = VisitId(SUBJECT.0);
const HOLD: HoldId = HoldId(uuid::Uuid::from_bytes([8; 16]));
const EVA: MemberId = MemberId(uuid::Uuid::from_bytes([2; 16]));
const INES: MemberId = MemberId(uuid::Uuid::from_bytes([3; 16]));
const DAY: i64 = 24 * 60;

fn held() -> Held {
    Held {
        hold: HOLD,
        organisation: ORGANISATION,
        subject: SUBJECT,
        classes: vec![Class::Visit],
        exemption: Exemption::LegalClaims,
        until: "2026-12-21".parse().unwrap(),
    }
}

async fn sealed<T: serde::Serialize>(deps: &Deps, value: &T) -> Personal<T> {
    Personal::new(deps.vault.audit_subject(ORGANISATION, deps.now()).await.unwrap(), Class::Audit, value)
}

async fn run(deps: &Deps, command: Command) {
    execute::<Hold>(deps, &stream(HOLD), deps.command(), &command).await.unwrap();
}

async fn proposed(deps: &Deps) {
    let (reason, basis) = (Reason::parse("a claim").unwrap(), Line::parse("the law").unwrap());
    let grounds = Grounds { by: EVA, role: Role::Owner, reason, basis, at: deps.now() };
    let grounds = sealed(deps, &grounds).await;
    run(deps, Command::Propose { held: held(), roles: vec![Role::Owner], grounds }).await;
}

/// Recorded as confirmed; the key table is told by nobody yet.
async fn confirmed(deps: &Deps) {
    proposed(deps).await;
    let act = sealed(deps, &Act { by: INES, role: Role::ComplianceOfficer, at: deps.now() }).await;
    let roles = vec![Role::ComplianceOfficer];
    run(deps, Command::Confirm { proposed_by: Some(EVA), by: INES, roles, act }).await;
}

async fn lifted(deps: &Deps) {
    let reason = Reason::parse("settled").unwrap();
    let lifting = sealed(deps, &Lifting { by: INES, role: Role::Owner, reason, at: deps.now() }).await;
    run(deps, Command::Lift { roles: vec![Role::Owner], lifting }).await;
}

/// A house with a visit's key that falls due in fourteen days.
async fn with_a_visit(name: &str) -> House {
    let house = house(name).await;
    let due = house.deps.now() + chrono::TimeDelta::days(14);
    let starts = Some(house.deps.now());
    house.deps.vault.mint((SUBJECT, Class::Visit), ORGANISATION, starts, Some(due)).await.unwrap();
    house
}

async fn is_there(deps: &Deps) -> bool {
    let state = deps.vault.keys().states(vec![(SUBJECT, Class::Visit)]).await.unwrap().pop();
    matches!(state, Some(KeyState::Live(_)))
}

async fn erased(deps: &Deps) {
    let cause = Some(ErasureId::from_bytes([7; 16]));
    crate::erasure::destroy(deps, vec![(SUBJECT, Class::Visit)], cause).await.unwrap();
}

async fn react(deps: &Deps) {
    for reaction in crate::reaction::all(std::sync::Arc::new(NoWords)) {
        reaction.catch_up(deps).await.unwrap();
    }
}

#[tokio::test]
async fn what_falls_due_is_kept_until_the_hold_has_run_out_and_goes_then() {
    let house = with_a_visit("hold-due").await;
    let deps = &house.deps;
    confirmed(deps).await;
    react(deps).await;
    for _ in 0..30 {
        expire(deps).await.unwrap();
        assert!(is_there(deps).await);
        house.turn(DAY);
    }
    // The thirtieth day after 21 November is its last.
    expire(deps).await.unwrap();
    assert!(is_there(deps).await, "its last day is held to the end");
    house.turn(DAY);
    expire(deps).await.unwrap();
    assert!(!is_there(deps).await, "it had been due for long");
    assert_eq!(load::<Hold>(deps, &stream(HOLD)).await.unwrap().0, Hold::Over);
}

#[tokio::test]
async fn what_was_commanded_under_a_hold_is_carried_out_at_its_end() {
    for by_hand in [true, false] {
        let house = with_a_visit(&format!("hold-commanded-{by_hand}")).await;
        let deps = &house.deps;
        confirmed(deps).await;
        react(deps).await;
        erased(deps).await;
        assert!(is_there(deps).await);
        if by_hand {
            lifted(deps).await;
            react(deps).await;
        } else {
            house.turn(31 * DAY);
            expire(deps).await.unwrap();
        }
        assert!(!is_there(deps).await);
        let gone = deps.vault.keys().tombstones(None, 9).await.unwrap();
        assert_eq!(gone[0].cause, Some(ErasureId::from_bytes([7; 16])), "as it was commanded");
    }
}

async fn visits(deps: &Deps, command: visit::Command) {
    let stream = visit::stream(VISIT);
    execute::<visit::Visit>(deps, &stream, deps.command(), &command).await.unwrap();
}

fn of_the_visit<T: serde::Serialize>(value: &T) -> Personal<T> {
    Personal::new(SUBJECT, Class::Visit, value)
}

/// Somebody waits; then they are let in, by somebody who holds the call.
async fn arrives(deps: &Deps) {
    let at = deps.now();
    let name = domain::text::PersonName::parse("Vigdis Tangen").unwrap();
    let form = visit::Form { name, phone: None, professional: None, invitation: None, language: None, at };
    let arrive = visit::Arrive {
        visit: VISIT,
        organisation: ORGANISATION,
        retention: domain::Retention::SevenDays,
        token: visit::TokenHash("t".into()),
        link: None,
        at: of_the_visit(&at),
        wanted: None,
        consent: Some(visit::Consent { notice: 1, basis: "consent".into(), words: None }),
        form: of_the_visit(&form),
    };
    visits(deps, visit::Command::Arrive(Box::new(arrive))).await;
}

async fn let_in(deps: &Deps) {
    let act = of_the_visit(&visit::Act { by: EVA, at: deps.now() });
    let professional = visit::ForWhom("eva".into());
    visits(deps, visit::Command::Admit { professional, instead_of: None, act }).await;
}

#[tokio::test]
async fn what_a_visitor_commanded_under_a_hold_waits_for_the_end_of_a_call_too() {
    let house = with_a_visit("hold-own").await;
    let deps = &house.deps;
    arrives(deps).await;
    confirmed(deps).await;
    react(deps).await;
    let command = deps.command();
    crate::erasure::erase_own(deps, command, VISIT).await.unwrap();
    react(deps).await;
    let_in(deps).await;
    lifted(deps).await;
    react(deps).await;
    expire(deps).await.unwrap();
    assert!(is_there(deps).await, "nobody's call is taken away");
    let again = crate::erasure::erase_own(deps, deps.command(), VISIT).await;
    assert!(matches!(again, Err(CommandError::Refused(Refusal::InCall))), "{again:?}");
    visits(deps, visit::Command::End { by: None, at: of_the_visit(&deps.now()) }).await;
    expire(deps).await.unwrap();
    assert!(!is_there(deps).await, "it is over");
}

#[tokio::test]
async fn a_hold_whose_command_was_cut_short_is_told_by_the_reaction() {
    let house = with_a_visit("hold-crash").await;
    let deps = &house.deps;
    confirmed(deps).await;
    assert!(deps.vault.keys().holds(None).await.unwrap().is_empty());
    react(deps).await;
    assert_eq!(deps.vault.keys().holds(Some(SUBJECT)).await.unwrap().len(), 1);
    // An older key table, which had not seen it yet, is told at the start.
    house.keys("DELETE FROM holds RETURNING class");
    apply_since(deps, 0).await.unwrap();
    assert_eq!(deps.vault.keys().holds(Some(SUBJECT)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_restored_log_that_had_lost_a_hold_is_told_of_it() {
    let house = with_a_visit("hold-lost").await;
    let deps = &house.deps;
    proposed(deps).await;
    // The key table is from after the confirmation, the log from before it.
    let rows = store::vault::HeldKey {
        hold: HOLD,
        subject: SUBJECT,
        class: Class::Visit,
        organisation: ORGANISATION,
        exemption: Exemption::LegalClaims,
        until: held().ends(),
        over: None,
    };
    deps.vault.keys().hold(vec![rows]).await.unwrap();
    erased(deps).await;
    after_restore(deps).await.unwrap();
    assert_eq!(load::<Hold>(deps, &stream(HOLD)).await.unwrap().0, Hold::InEffect(held()));
    let head = deps.log.head().await.unwrap();
    after_restore(deps).await.unwrap();
    assert_eq!(deps.log.head().await.unwrap(), head, "once is enough");
    react(deps).await;
    assert!(is_there(deps).await);
    house.turn(31 * DAY);
    expire(deps).await.unwrap();
    assert!(!is_there(deps).await, "what had been commanded before is carried out still");
}

#[tokio::test]
async fn a_restored_log_does_not_bring_a_hold_back() {
    for confirmed_in_the_log in [true, false] {
        let house = with_a_visit(&format!("hold-back-{confirmed_in_the_log}")).await;
        let deps = &house.deps;
        if confirmed_in_the_log {
            confirmed(deps).await;
        } else {
            proposed(deps).await;
        }
        // The key table is from after the end, the log from before it.
        apply_since(deps, 0).await.unwrap();
        let over = store::vault::HeldKey {
            hold: HOLD,
            subject: SUBJECT,
            class: Class::Visit,
            organisation: ORGANISATION,
            exemption: Exemption::LegalClaims,
            until: held().ends(),
            over: Some(End::Lifted),
        };
        deps.vault.keys().hold(vec![over]).await.unwrap();
        deps.vault.keys().release(HOLD, End::Lifted).await.unwrap();
        after_restore(deps).await.unwrap();
        assert_eq!(load::<Hold>(deps, &stream(HOLD)).await.unwrap().0, Hold::Over);
        // The reactions follow the restored log from where its copy was.
        react(deps).await;
        erased(deps).await;
        assert!(!is_there(deps).await);
    }
}
