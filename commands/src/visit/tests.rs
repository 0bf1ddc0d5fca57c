//! What is read of a visit's stream: guests, in streams longer than one page, and of calls that were given on.

use super::guest::GuestBook;
use super::*;
use crate::tests::{House, house};
use domain::visit::{Act, ForWhom, Form, GuestExpected, GuestRole, GuestStands, HandOver, TokenHash};
use domain::{GuestId, MemberId, OrganisationId, Retention};
use store::Expected;

const VISIT: VisitId = VisitId(uuid::Uuid::from_bytes([1; 16]));
const GUEST: GuestId = GuestId(uuid::Uuid::from_bytes([5; 16]));
const BY: MemberId = MemberId(uuid::Uuid::from_bytes([9; 16]));
const ORGANISATION: OrganisationId = OrganisationId(uuid::Uuid::from_bytes([4; 16]));

async fn told(deps: &Deps, events: Vec<Event>) {
    let mut records = Vec::new();
    for event in events {
        records.push(deps.vault.seal(&stream(VISIT), deps.command().event(0), &event).await.unwrap());
    }
    for some in records.chunks(200) {
        deps.log.append(&stream(VISIT), Expected::Any, some.to_vec()).await.unwrap();
    }
}

/// Somebody arrived and was let in by this member.
fn arrived() -> Event {
    let now = "2026-11-21T10:00:00Z".parse().unwrap();
    let name = domain::text::PersonName::parse("Vigdis Tangen").unwrap();
    let form = Form { name, phone: None, professional: None, invitation: None, language: None, at: now };
    Event::Arrived {
        visit: VISIT,
        organisation: ORGANISATION,
        day: domain::time::day(now),
        retention: Retention::SevenDays,
        token: TokenHash("t".into()),
        wanted: None,
        consent: Consent { notice: 1, basis: "consent".into(), words: None },
        form: sealed(VISIT, &form),
    }
}

fn act() -> Personal<Act> {
    sealed(VISIT, &Act { by: BY, at: "2026-11-21T10:00:00Z".parse().unwrap() })
}

fn let_in(by: &str) -> Event {
    let professional = ForWhom(by.into());
    Event::Admitted { visit: VISIT, organisation: ORGANISATION, professional, act: act() }
}

fn expected(guest: GuestId) -> Event {
    let at = "2026-11-21T10:00:00Z".parse().unwrap();
    let expected = sealed(VISIT, &GuestExpected { by: BY, role: GuestRole::Interpreter, at });
    let link = TokenHash("link".into());
    Event::GuestExpected { visit: VISIT, organisation: ORGANISATION, guest, link, expected }
}

async fn with_a_key(name: &str) -> House {
    let house = house(name).await;
    house.deps.vault.mint((VISIT.subject(), Class::Visit), ORGANISATION, None, None).await.unwrap();
    house
}

#[tokio::test]
async fn guests_are_found_however_long_the_visit_and_read_on_from_where_it_was() {
    let house = with_a_key("guests-long").await;
    let (deps, visit, organisation) = (&house.deps, VISIT, ORGANISATION);
    let mut events = vec![arrived()];
    // Somebody whose connection comes and goes.
    for _ in 0..1_100 {
        let at = sealed(VISIT, &deps.now());
        events.push(Event::Left { visit, organisation, at: at.clone() });
        events.push(Event::Returned { visit, organisation, at });
    }
    events.push(let_in("berg"));
    told(deps, events).await;
    let mut book = GuestBook::default();
    book.read_on(deps, VISIT).await.unwrap();
    assert!(book.guests().runs && book.guests().rows.is_empty());
    told(deps, vec![expected(GUEST)]).await;
    book.read_on(deps, VISIT).await.unwrap();
    assert_eq!(book.guests().rows.len(), 1);
    book.read_on(deps, VISIT).await.unwrap();
    assert_eq!(book.guests().rows.len(), 1, "nothing is taken twice");
    assert_eq!(guests(deps, VISIT).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn who_came_into_a_call_that_was_given_on_did_not_come_into_the_next() {
    let house = with_a_key("guests-given-on").await;
    let (deps, visit, organisation) = (&house.deps, VISIT, ORGANISATION);
    let form = domain::visit::GuestForm {
        name: domain::text::PersonName::parse("Ana Petrova").unwrap(),
        at: deps.now(),
    };
    let came = Event::GuestCame {
        visit,
        organisation,
        guest: GUEST,
        token: TokenHash("back".into()),
        consent: Consent { notice: 1, basis: "consent".into(), words: None },
        form: sealed(VISIT, &form),
    };
    let in_it = Event::GuestLetIn { visit, organisation, guest: GUEST, act: act() };
    told(deps, vec![arrived(), let_in("berg"), expected(GUEST), came, in_it]).await;
    let stands = || async { guests(deps, VISIT).await.unwrap().rows.remove(0).stands };
    assert!(matches!(stands().await, GuestStands::LetIn { .. }));
    let handover = sealed(VISIT, &HandOver { by: BY, to: MemberId::from_bytes([8; 16]), at: deps.now() });
    told(deps, vec![Event::HandedOver { visit, organisation, wanted: ForWhom("lie".into()), handover }])
        .await;
    assert_eq!(stands().await, GuestStands::TurnedAway, "the visitor waits again");
    told(deps, vec![let_in("lie")]).await;
    assert_eq!(stands().await, GuestStands::TurnedAway, "and this is another call");
    let party = domain::visit::Party::Guest(GUEST);
    let comes = third(deps, deps.command(), VISIT, party, domain::visit::Passage::In).await;
    assert!(matches!(comes, Err(CommandError::Refused(domain::Refusal::NotAdmitted))), "{comes:?}");
}
