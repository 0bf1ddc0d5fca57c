//! What destructions leave behind, and what a roll does with it.

use crate::tests::house;
use domain::hold::{Event, Exemption, Grounds};
use domain::text::{Line, Reason};
use domain::{Class, CommandId, ErasureId, HoldId, MemberId, OrganisationId, Personal, Role, SubjectId};
use store::{Expected, LogReader, LogWriter};
use uuid::Uuid;

#[tokio::test]
async fn what_came_into_the_log_after_the_purge_is_deleted_with_its_epoch() {
    let house = house("late-append").await;
    let deps = &house.deps;
    let organisation = OrganisationId::from_bytes([4; 16]);
    let subject = deps.vault.audit_subject(organisation, deps.now()).await.unwrap();
    let grounds = Grounds {
        by: MemberId::from_bytes([2; 16]),
        role: Role::Owner,
        reason: Reason::parse("a claim").unwrap(),
        basis: Line::parse("the law").unwrap(),
        at: deps.now(),
    };
    let event = Event::Proposed {
        hold: HoldId::from_bytes([8; 16]),
        organisation,
        subject: SubjectId::from_bytes([1; 16]),
        classes: vec![Class::Visit],
        exemption: Exemption::LegalClaims,
        until: "2026-12-21".parse().unwrap(),
        day: domain::time::day(deps.now()),
        grounds: Personal::new(subject, Class::Audit, &grounds),
    };
    let stream = domain::hold::stream(HoldId::from_bytes([8; 16]));
    let id = CommandId(Uuid::from_u128(1)).event(0);
    // Sealed before the destruction, and appended after the purge that belongs to it.
    let late = deps.vault.seal(&stream, id, &event).await.unwrap();
    let cause = Some(ErasureId::from_bytes([7; 16]));
    super::destroy(deps, vec![(subject, Class::Audit)], cause).await.unwrap();
    LogWriter::append(&*deps.log, &stream, Expected::Any, vec![late]).await.unwrap();
    let ciphertexts = async || {
        let records = LogReader::read_stream(&*deps.log, &stream, 0, 10).await.unwrap();
        records.iter().flat_map(|record| &record.seals).filter(|seal| seal.ciphertext.is_some()).count()
    };
    assert_eq!(ciphertexts().await, 1, "the control: it is there");
    super::roll(deps).await.unwrap();
    assert_eq!(ciphertexts().await, 0);
}
