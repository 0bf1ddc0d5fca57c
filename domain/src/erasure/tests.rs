use super::*;
use crate::class::Class;
use crate::id::{MemberId, OrganisationId, SubjectId};
use crate::personal::Personal;
use crate::text::Reason;

fn erase(roles: &[Role]) -> Command {
    let at: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
    let order = Order {
        by: MemberId::from_bytes([1; 16]),
        role: Role::ComplianceOfficer,
        reason: Reason::parse("asked by letter").unwrap(),
        at,
    };
    Command::Erase {
        erasure: ErasureId::from_bytes([2; 16]),
        organisation: OrganisationId::from_bytes([3; 16]),
        subject: SubjectId::from_bytes([4; 16]),
        roles: roles.to_vec(),
        order: Personal::new(SubjectId::from_bytes([5; 16]), Class::Audit, &order),
    }
}

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

#[test]
fn only_a_compliance_officer_erases() {
    let officer = Erasure::Absent.decide(&erase(&[Role::Member, Role::ComplianceOfficer]), now()).unwrap();
    assert_eq!(officer.len(), 1);
    for role in [Role::Owner, Role::Administrator, Role::Member, Role::Auditor] {
        assert_eq!(Erasure::Absent.decide(&erase(&[role]), now()).unwrap_err(), Refusal::NotAllowed);
    }
}

#[test]
fn a_repeated_command_records_nothing() {
    let events = Erasure::Absent.decide(&erase(&[Role::ComplianceOfficer]), now()).unwrap();
    let after = events.iter().fold(Erasure::Absent, Erasure::evolve);
    assert!(after.decide(&erase(&[Role::ComplianceOfficer]), now()).unwrap().is_empty());
}

#[test]
fn a_visitor_erases_their_own_once_and_gives_no_reason() {
    let own = Command::EraseOwn {
        erasure: ErasureId::from_bytes([2; 16]),
        organisation: OrganisationId::from_bytes([3; 16]),
        subject: SubjectId::from_bytes([4; 16]),
    };
    let events = Erasure::Absent.decide(&own, now()).unwrap();
    assert!(matches!(events[..], [Event::CommandedByVisitor { .. }]));
    let after = events.iter().fold(Erasure::Absent, Erasure::evolve);
    assert!(after.decide(&own, now()).unwrap().is_empty());
}
