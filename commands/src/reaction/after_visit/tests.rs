use super::*;
use crate::reaction::catch_up;
use crate::tests::{House, house};
use domain::organisation::{Country, Event as Told, Profile};
use domain::text::{OrganisationName, PersonName, Slug};
use domain::visit::{Consent, ForWhom, Form, TokenHash};
use domain::{OrganisationId, Retention, organisation};
use store::vault::KeyState;

const VISIT: VisitId = VisitId(uuid::Uuid::from_bytes([1; 16]));
const ORGANISATION: OrganisationId = OrganisationId(uuid::Uuid::from_bytes([4; 16]));
const BERG: MemberId = MemberId(uuid::Uuid::from_bytes([9; 16]));

async fn tell<E: serde::Serialize>(deps: &Deps, stream: &StreamName, event: &E) {
    let record = deps.vault.seal(stream, deps.command().event(0), event).await.unwrap();
    LogWriter::append(&*deps.log, stream, Expected::Any, vec![record]).await.unwrap();
}

/// A house whose organisation keeps visits for fourteen days, with one that was let in.
async fn with_a_call(name: &str) -> House {
    let house = house(name).await;
    let (deps, organisation, visit, now) = (&house.deps, ORGANISATION, VISIT, house.deps.now());
    deps.vault.mint((ORGANISATION.subject(), Class::Account), organisation, None, None).await.unwrap();
    deps.vault.mint((VISIT.subject(), Class::Visit), organisation, None, None).await.unwrap();
    let profile = Profile {
        name: OrganisationName::parse("Nordlys").unwrap(),
        slug: Slug::parse("nordlys").unwrap(),
        at: now,
    };
    let day = time::day(now);
    let signed_up = Told::SignedUp {
        organisation,
        owner: BERG,
        zone: chrono_tz::UTC,
        country: Country::Norway,
        day,
        profile: Personal::new(ORGANISATION.subject(), Class::Account, &profile),
    };
    tell(deps, &organisation::stream(organisation), &signed_up).await;
    tell(deps, &organisation::stream(organisation), &Told::Confirmed { organisation, day }).await;
    let name = PersonName::parse("Vigdis Tangen").unwrap();
    let form = Form { name, phone: None, professional: None, invitation: None, language: None, at: now };
    let arrived = Event::Arrived {
        visit,
        organisation,
        day,
        retention: Retention::SevenDays,
        token: TokenHash("t".into()),
        wanted: None,
        consent: Consent { notice: 1, basis: "consent".into(), words: None },
        form: Personal::new(VISIT.subject(), Class::Visit, &form),
    };
    tell(deps, &visit::stream(VISIT), &arrived).await;
    let act = Personal::new(VISIT.subject(), Class::Visit, &Act { by: BERG, at: now });
    let professional = ForWhom("berg".into());
    tell(deps, &visit::stream(VISIT), &Event::Admitted { visit, organisation, professional, act }).await;
    house
}

async fn due(deps: &Deps) -> Option<Timestamp> {
    match deps.vault.keys().states(vec![(VISIT.subject(), Class::Visit)]).await.unwrap().pop() {
        Some(KeyState::Live(key)) => key.due_at,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_call_that_outlasts_its_organisation_is_kept_no_longer_than_itself() {
    for ended in [false, true] {
        let house = with_a_call(&format!("after-{ended}")).await;
        let deps = &house.deps;
        if ended {
            let (organisation, day) = (ORGANISATION, time::day(deps.now()));
            tell(deps, &organisation::stream(organisation), &Told::Ended { organisation, day }).await;
        }
        let end = deps.now();
        crate::visit::end(deps, deps.command(), VISIT).await.unwrap();
        catch_up(deps, &AfterVisit).await.unwrap();
        let kept = due(deps).await.unwrap() - end;
        assert_eq!(kept, chrono::TimeDelta::days(if ended { 0 } else { 7 }), "ended: {ended}");
    }
}
