//! Each read model: given these events, then these rows.

use super::house::*;
use crate::{DayCounts, VisitState, WaitingState};
use domain::agreement::Kind;
use domain::erasure::Order;
use domain::log::Cause;
use domain::member::{Account, Contact, Event as Member, Method, SignIn};
use domain::organisation::{Country, Event as Organisation, Notice, Profile, Signature};
use domain::text::{Email, Line, OrganisationName, PersonName, Reason, Secret, Slug};
use domain::visit::{Device, Devices, Event as Visit, ForWhom, Side, TokenHash};
use domain::{Class, ErasureId, Month, Personal, Retention, Role, SessionId, erasure};
use store::Shown;

fn erasure_id() -> ErasureId {
    ErasureId::from_bytes([70; 16])
}

#[tokio::test]
async fn a_visit_goes_through_its_states_and_its_copies_open_at_the_door() {
    for house in houses("states").await {
        let read = house.open().await;
        let (visit, organisation) = (visit(1), organisation());
        let arrived = house.arrive(1, Some(ForWhom("asked".into()))).await;
        house.arrive(2, None).await;
        house.reach(&read).await;
        let waiting = read.waiting().of(organisation).await.unwrap();
        assert_eq!(waiting.iter().map(|row| row.visit).collect::<Vec<_>>(), [visit, super::house::visit(2)]);
        assert_eq!((waiting[0].arrived, waiting[0].state), (arrived, WaitingState::Waiting));
        assert_eq!(waiting[0].wanted, Some(ForWhom("asked".into())));
        assert!(read.visits().history(organisation, None, 10).await.unwrap().is_empty());
        let state = async |event: &Visit| {
            house.visit(1, event).await;
            house.reach(&read).await;
            let waits = read.waiting().get(visit).await.unwrap().map(|row| row.state);
            (waits, read.visits().get(visit).await.unwrap().unwrap().state)
        };
        let devices =
            Devices { camera: Device::Ok, microphone: Device::Ok, speaker: Device::Heard, connection: None };
        state(&Visit::Checked { visit, organisation, devices: of(1, &devices) }).await;
        let left = state(&Visit::Left { visit, organisation, at: of(1, &now()) }).await;
        assert_eq!(left, (Some(WaitingState::Away), VisitState::Away));
        let back = state(&Visit::Returned { visit, organisation, at: of(1, &now()) }).await;
        assert_eq!(back, (Some(WaitingState::Waiting), VisitState::Waiting));
        house.admit(1).await;
        house.reach(&read).await;
        let admitted = read.waiting().get(visit).await.unwrap().unwrap();
        assert_eq!(
            (admitted.state, admitted.professional),
            (WaitingState::Admitted, Some(ForWhom("tag 1".into())))
        );
        assert_eq!(house.shown(&admitted.devices.unwrap()).await, Shown::Value(devices));
        house.call(1).await;
        house.reach(&read).await;
        assert_eq!(read.waiting().get(visit).await.unwrap().unwrap().state, WaitingState::InCall);
        house.end(1).await;
        house.reach(&read).await;
        assert!(read.waiting().get(visit).await.unwrap().is_none());
        let row = read.visits().get(visit).await.unwrap().unwrap();
        assert_eq!(row.state, VisitState::Ended { connected: true });
        assert_eq!((row.arrived, row.notice, row.retention), (arrived, 2, Retention::SevenDays));
        assert_eq!(
            row.technical.iter().map(|(side, _)| *side).collect::<Vec<_>>(),
            [Side::Visitor, Side::Professional]
        );
        let name = house.shown(&row.form.unwrap()).await.map(|form| form.name.as_str().to_owned());
        assert_eq!(name, Shown::Value("Kari 1".into()));
        let by = [row.admitted.unwrap(), row.connected.unwrap()];
        for act in by {
            assert_eq!(house.shown(&act).await.map(|act| act.by), Shown::Value(member(1)));
        }
        assert_eq!(house.shown(&row.ended.unwrap()).await, Shown::Value(now()));
        read.shutdown().await;
    }
}

#[tokio::test]
async fn history_is_what_is_over_newest_first_a_page_at_a_time() {
    for house in houses("history").await {
        for n in 1..=5 {
            house.arrive(n, None).await;
        }
        for n in [4, 1, 3] {
            let (visit, organisation) = (visit(n), organisation());
            house.visit(n, &Visit::Closed { visit, organisation, day: today(), act: act(n) }).await;
        }
        let read = house.caught_up().await;
        let first = read.visits().history(organisation(), None, 2).await.unwrap();
        assert_eq!(first.iter().map(|row| row.visit).collect::<Vec<_>>(), [visit(4), visit(3)]);
        assert!(first.iter().all(|row| row.state == VisitState::Closed && row.closed.is_some()));
        let rest = read.visits().history(organisation(), Some(first[1].arrived), 2).await.unwrap();
        assert_eq!(rest.iter().map(|row| row.visit).collect::<Vec<_>>(), [visit(1)]);
        let found = read.visits().by_reference(organisation(), &visit(3).reference()).await.unwrap();
        assert_eq!(found.iter().map(|row| row.visit).collect::<Vec<_>>(), [visit(3)]);
        let elsewhere = domain::OrganisationId::from_bytes([5; 16]);
        assert!(read.visits().by_reference(elsewhere, &visit(3).reference()).await.unwrap().is_empty());
        assert!(read.visits().history(elsewhere, None, 9).await.unwrap().is_empty());
        read.shutdown().await;
    }
}

#[tokio::test]
async fn erasing_leaves_counts_and_bill_and_a_row_that_says_so() {
    for house in houses("erasing").await {
        let read = house.open().await;
        house.arrive(1, None).await;
        house.admit(1).await;
        house.call(1).await;
        house.end(1).await;
        house.arrive(2, None).await;
        house.reach(&read).await;
        let month = Month::of(now(), chrono_tz::UTC);
        let counts = DayCounts { arrivals: 2, calls: 1, minutes: 6 };
        let form = read.visits().get(visit(1)).await.unwrap().unwrap().form.unwrap();
        let sealed = form.sealed().unwrap().0.ciphertext.clone().unwrap();
        let copied = format!("{sealed:?}").trim_matches(['[', ']']).to_owned();
        assert!(house.dump(&read).await.contains(&copied));

        let reason = Reason::parse("asked by letter").unwrap();
        let order = Order { by: member(3), role: Role::ComplianceOfficer, reason, at: now() };
        let audit = house.vault.audit_subject(organisation(), now()).await.unwrap();
        let commanded = erasure::Event::Commanded {
            erasure: erasure_id(),
            organisation: organisation(),
            subject: visit(1).subject(),
            day: today(),
            order: Personal::new(audit, Class::Audit, &order),
        };
        house.record(&erasure::stream(erasure_id()), &commanded).await;
        house.reach(&read).await;
        assert!(read.erasures().get(erasure_id()).await.unwrap().unwrap().destroyed.is_none());
        let destroyed = house.destroy(visit(1).subject(), Class::Visit, Some(erasure_id())).await;
        house.destroy(visit(2).subject(), Class::Visit, None).await;
        house.reach(&read).await;

        let cause = Cause::Commanded { erasure: erasure_id() };
        let row = read.visits().get(visit(1)).await.unwrap().unwrap();
        assert_eq!((row.state, row.reference), (VisitState::Erased { cause }, visit(1).reference()));
        assert!(row.form.is_none() && row.admitted.is_none() && row.technical.is_empty());
        assert_eq!(row.token, TokenHash("token 1".into()));
        assert!(read.waiting().of(organisation()).await.unwrap().is_empty(), "one who waited is gone, too");
        let history = read.visits().history(organisation(), None, 9).await.unwrap();
        assert_eq!(history.iter().map(|row| row.visit).collect::<Vec<_>>(), [visit(2), visit(1)]);
        assert_eq!(history[0].state, VisitState::Erased { cause: Cause::Expired });
        assert_eq!(read.counts().day(organisation(), today()).await.unwrap(), counts);
        assert_eq!(
            read.counts().between(organisation(), today(), today()).await.unwrap(),
            [(today(), counts)]
        );
        assert_eq!(read.billing().active(organisation(), month).await.unwrap(), [member(1)]);
        assert_eq!(read.billing().months(organisation()).await.unwrap(), [month]);

        let erasure = read.erasures().of(organisation(), 5).await.unwrap().pop().unwrap();
        let destruction = erasure.destroyed.unwrap();
        assert_eq!((destruction.position, destruction.keys.len()), (destroyed, 1));
        assert!(
            matches!(house.shown(erasure.order.as_ref().unwrap()).await, Shown::Value(order) if order.by == member(3))
        );
        let all = read.erasures().destructions_of(visit(1).subject()).await.unwrap();
        assert_eq!(all, [(destruction, cause)]);
        assert_eq!(read.erasures().destructions_of(visit(2).subject()).await.unwrap()[0].1, Cause::Expired);

        assert!(!house.dump(&read).await.contains(&copied), "no copy of what is erased");
        read.shutdown().await;
    }
}

#[tokio::test]
async fn an_organisation_with_its_agreement_and_notice() {
    for house in houses("organisations").await {
        let (organisation, stream) = (organisation(), domain::organisation::stream(organisation()));
        let profile = Profile {
            name: OrganisationName::parse("Nordlys").unwrap(),
            slug: Slug::parse("nordlys").unwrap(),
            at: now(),
        };
        let of = Personal::new(organisation.subject(), Class::Account, &profile);
        let signed_up = Organisation::SignedUp {
            organisation,
            owner: member(1),
            zone: chrono_tz::Europe::Oslo,
            country: Country::Norway,
            day: today(),
            profile: of,
        };
        house.record(&stream, &signed_up).await;
        let read = house.caught_up().await;
        let new = read.organisations().get(organisation).await.unwrap().unwrap();
        assert_eq!(
            (new.confirmed, new.retention, new.zone),
            (false, Retention::ThreeMonths, chrono_tz::Europe::Oslo)
        );
        assert!(new.unsigned() && new.notice.is_none());

        house.record(&stream, &Organisation::Confirmed { organisation, day: today() }).await;
        let signature = Signature { by: member(1), name: PersonName::parse("Berg").ok(), at: now() };
        let signed = Organisation::AgreementSigned {
            organisation,
            version: "1".into(),
            day: today(),
            signature: Personal::new(organisation.subject(), Class::Account, &signature),
        };
        house.record(&stream, &signed).await;
        for version in 1..=2 {
            let notice = Notice {
                controller: OrganisationName::parse("Nordlys").unwrap(),
                address: Line::parse(&format!("Storgata {version}")).unwrap(),
                officer: PersonName::parse("Lie").unwrap(),
                email: Email::parse("lie@example.com").unwrap(),
                at: now(),
            };
            let notice = Personal::new(organisation.subject(), Class::Account, &notice);
            let published = Organisation::NoticePublished { organisation, version, day: today(), notice };
            house.record(&stream, &published).await;
        }
        let retention = Retention::OneDay;
        house.record(&stream, &Organisation::RetentionChosen { organisation, retention, day: today() }).await;
        house.reach(&read).await;
        let row = read.organisations().get(organisation).await.unwrap().unwrap();
        assert_eq!(
            (row.confirmed, row.retention, row.owner, row.since),
            (true, retention, member(1), today())
        );
        assert_eq!(row.accepted(Kind::DataProcessing).unwrap().version, "1");
        let (version, notice) = row.notice.unwrap();
        assert_eq!(version, 2);
        assert_eq!(
            house.shown(&notice).await.map(|notice| notice.address.as_str().to_owned()),
            Shown::Value("Storgata 2".into())
        );
        assert_eq!(read.organisations().all().await.unwrap(), [organisation]);

        for (from, to, day) in [(1, 2, today()), (2, 3, today().succ_opt().unwrap())] {
            let (from, to) = (member(from), member(to));
            house.record(&stream, &Organisation::OwnershipOffered { organisation, from, to, day }).await;
            house.reach(&read).await;
            let row = read.organisations().get(organisation).await.unwrap().unwrap();
            assert_eq!((row.owner, row.offered_to), (from, Some(to)));
            house.record(&stream, &Organisation::HandedOver { organisation, from, to, day }).await;
        }
        house.reach(&read).await;
        let row = read.organisations().get(organisation).await.unwrap().unwrap();
        let (before, after) = (today().pred_opt().unwrap(), today().succ_opt().unwrap());
        let owners = [before, today(), after].map(|day| row.owner_on(day));
        assert_eq!((owners, row.offered_to), ([member(1), member(2), member(3)], None));

        house.destroy(organisation.subject(), Class::Account, None).await;
        house.reach(&read).await;
        let row = read.organisations().get(organisation).await.unwrap().unwrap();
        assert_eq!(row.profile.sealed().unwrap().0.ciphertext, None, "the copy is gone");
        assert!(matches!(house.shown(&row.profile).await, Shown::Erased));
        read.shutdown().await;
    }
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, from the founding to a removal")]
async fn members_with_their_roles_passkeys_and_sessions() {
    for house in houses("members").await {
        let organisation = organisation();
        let named = |n, name: &str| {
            let account = Account { name: PersonName::parse(name).unwrap(), at: now() };
            Personal::new(member(n).subject(), Class::Account, &account)
        };
        let reached = |n| {
            let email = Email::parse(&format!("m{n}@example.com")).unwrap();
            Personal::new(member(n).subject(), Class::Contact, &Contact { email })
        };
        let record =
            async |n: u8, event: Member| house.record(&domain::member::stream(member(n)), &event).await;
        let roles = vec![Role::Owner, Role::Member];
        let (day, by) = (today(), || Personal::new(member(2).subject(), Class::Account, &member(1)));
        record(
            1,
            Member::Founded {
                member: member(1),
                organisation,
                roles,
                day,
                account: named(1, "Berg"),
                contact: reached(1),
            },
        )
        .await;
        record(
            2,
            Member::Invited {
                member: member(2),
                organisation,
                roles: vec![Role::Member],
                day,
                contact: reached(2),
                by: by(),
            },
        )
        .await;
        let read = house.caught_up().await;
        let invited = read.members().get(member(2)).await.unwrap().unwrap();
        assert!(!invited.accepted && invited.account.is_none());

        record(
            2,
            Member::Accepted { member: member(2), organisation, day, account: named(2, "Lie"), notice: None },
        )
        .await;
        let granted = vec![Role::Member, Role::Auditor];
        record(
            2,
            Member::RolesGranted { member: member(2), organisation, roles: granted.clone(), day, by: by() },
        )
        .await;
        for key in ["a", "b"] {
            let passkey =
                Personal::new(member(2).subject(), Class::Account, &serde_json::json!({ "key": key }));
            record(2, Member::PasskeyRegistered { member: member(2), organisation, day, passkey }).await;
        }
        let session = |n: u8| SessionId::from_bytes([n; 16]);
        for (n, of) in [(51, 1), (52, 2), (53, 2)] {
            let entry = SignIn { by: Method::Passkey, at: now(), browser: None };
            let entry = Personal::new(member(of).subject(), Class::Account, &entry);
            let token = TokenHash(format!("cookie {n}"));
            record(
                of,
                Member::SignedIn { member: member(of), organisation, session: session(n), token, day, entry },
            )
            .await;
        }
        house.reach(&read).await;
        let all = read.members().of(organisation).await.unwrap();
        assert_eq!(all.iter().map(|row| row.member).collect::<Vec<_>>(), [member(1), member(2)]);
        assert_eq!((&all[1].roles, all[1].accepted, all[1].passkeys.len()), (&granted, true, 2));
        assert_eq!(
            house.shown(&all[1].passkeys[1].key).await,
            Shown::Value(serde_json::json!({ "key": "b" }))
        );
        let lie = house
            .shown(all[1].account.as_ref().unwrap())
            .await
            .map(|account| account.name.as_str().to_owned());
        assert_eq!(lie, Shown::Value("Lie".into()));

        let since = async |day| read.sessions().since(organisation, day).await.unwrap().len();
        assert_eq!((since(day).await, since(day.succ_opt().unwrap()).await), (3, 0));
        let open = read.sessions().get(session(52)).await.unwrap().unwrap();
        assert_eq!((open.member, open.token), (member(2), TokenHash("cookie 52".into())));
        record(1, Member::SignedOut { member: member(1), organisation, session: session(51) }).await;
        house.reach(&read).await;
        assert!(read.sessions().get(session(51)).await.unwrap().is_none());
        assert_eq!(since(day).await, 2);
        let newest: Vec<_> =
            read.sessions().of(member(2)).await.unwrap().iter().map(|row| row.session).collect();
        assert_eq!(newest, [session(53), session(52)]);

        let key = Personal::new(member(2).subject(), Class::Account, &serde_json::json!({ "key": "c" }));
        record(2, Member::PasskeyRemoved { member: member(2), organisation, day, number: 0 }).await;
        record(2, Member::PasskeyUsed { member: member(2), organisation, day, number: 1, passkey: key })
            .await;
        let secret = Secret::parse("secret").unwrap();
        let secret = Personal::new(member(2).subject(), Class::Account, &secret);
        let code = |n: u8| TokenHash(n.to_string());
        let recovery = vec![code(1), code(2)];
        record(2, Member::SecondFactorSet { member: member(2), organisation, day, recovery, secret }).await;
        let code_1 = code(1);
        record(2, Member::SecondFactorUsed { member: member(2), organisation, code: code_1, day }).await;
        record(2, Member::RecoveryRequested { member: member(2), organisation, day }).await;
        house.reach(&read).await;
        let row = read.members().get(member(2)).await.unwrap().unwrap();
        let left: Vec<_> = row.passkeys.iter().map(|one| (one.number, one.since, one.used)).collect();
        assert_eq!(left, [(1, day, Some(day))]);
        assert_eq!(house.shown(&row.passkeys[0].key).await, Shown::Value(serde_json::json!({ "key": "c" })));
        assert_eq!((row.second.is_some(), row.recovery, row.lost), (true, vec![code(2)], Some(day)));

        record(2, Member::Removed { member: member(2), organisation, day, by: by() }).await;
        house.reach(&read).await;
        let gone = read.members().get(member(2)).await.unwrap().unwrap();
        assert_eq!((gone.accepted, gone.gone, gone.roles.len(), gone.passkeys.len()), (false, true, 0, 0));
        assert!(gone.account.is_some(), "the name is there for what they did");
        read.shutdown().await;
    }
}

#[tokio::test]
async fn the_access_log_by_subject_and_by_day_up_to_a_position() {
    for house in houses("access").await {
        house.arrive(1, None).await;
        house.arrive(2, None).await;
        let read = house.caught_up().await;
        for n in [1, 2, 1] {
            let row = read.visits().get(visit(n)).await.unwrap().unwrap();
            house.shown(&row.form.unwrap()).await;
        }
        house.reach(&read).await;
        let of_one = read.access().of_subject(visit(1).subject()).await.unwrap();
        assert_eq!(of_one.len(), 2);
        assert!(of_one[0].position < of_one[1].position);
        assert_eq!(of_one[0].subjects[0].classes, [Class::Visit]);

        let between = async |organisation, up_to, limit| {
            let rows = read.access().between(organisation, today(), today(), up_to, limit).await.unwrap();
            rows.iter().map(|row| row.position).collect::<Vec<_>>()
        };
        let all = between(None, None, 9).await;
        assert_eq!(all.len(), 3);
        assert!(all.is_sorted_by(|a, b| a > b), "newest first");
        assert_eq!(between(Some(organisation()), Some(all[1]), 9).await, all[1..]);
        assert_eq!(between(Some(organisation()), None, 1).await, all[..1]);
        assert!(between(Some(domain::OrganisationId::from_bytes([5; 16])), None, 9).await.is_empty());
        let yesterday = today().pred_opt().unwrap();
        assert!(read.access().between(None, yesterday, yesterday, None, 9).await.unwrap().is_empty());

        // Five years later the month's key is gone, and so are the copies.
        house.destroy(of_one[0].entry.subject(), Class::Audit, None).await;
        house.reach(&read).await;
        let bare = read.access().of_subject(visit(1).subject()).await.unwrap();
        assert_eq!(bare.len(), 2);
        assert!(bare.iter().all(|row| row.entry.sealed().unwrap().0.ciphertext.is_none()));
        read.shutdown().await;
    }
}
