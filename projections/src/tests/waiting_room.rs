//! The read models of the line and of the waiting room: given these events, then these rows.

use super::house::*;
use domain::text::{Note, Phone};
use domain::visit::{Channel, Event as Visit, ForWhom, HandOver};
use domain::waiting_room::{Closing, Event as Room, Posted, alerts, stream};
use domain::{Class, Personal};
use store::Shown;

fn of_house<T: serde::Serialize>(value: &T) -> Personal<T> {
    Personal::new(organisation().subject(), Class::Account, value)
}

fn put_up(of: Option<domain::MemberId>, text: &str) -> Room {
    let note = of_house(&Posted { note: Note::parse(text).unwrap(), by: member(1), at: now() });
    Room::NotePutUp { organisation: organisation(), of, day: today(), note }
}

#[tokio::test]
async fn the_line_tells_who_has_seen_and_whose_a_visitor_is_by_now() {
    for house in houses("line").await {
        house.arrive(1, None).await;
        let (visit, organisation) = (visit(1), organisation());
        house.visit(1, &Visit::Seen { visit, organisation, act: act(1) }).await;
        let read = house.caught_up().await;
        let row = read.waiting().get(visit).await.unwrap().unwrap();
        let by = house.shown(&row.seen.unwrap()).await.map(|act| act.by);
        assert_eq!(by, Shown::Value(member(1)));
        let handover = of(1, &HandOver { by: member(1), to: member(2), at: now() });
        let wanted = ForWhom("lie".into());
        house.visit(1, &Visit::HandedOver { visit, organisation, wanted: wanted.clone(), handover }).await;
        house.reach(&read).await;
        let row = read.waiting().get(visit).await.unwrap().unwrap();
        assert!(row.seen.is_none(), "the colleague has not seen them yet");
        assert_eq!(row.wanted, Some(wanted.clone()));
        let visits = read.visits().get(visit).await.unwrap().unwrap();
        assert_eq!(visits.wanted, Some(wanted));
        let to = house.shown(&visits.handed.unwrap()).await.map(|handed| handed.to);
        assert_eq!(to, Shown::Value(member(2)));
        // Let in and handed over before the call: they wait again, for somebody else.
        house.admit(1).await;
        let handover = of(1, &HandOver { by: member(2), to: member(3), at: now() });
        let wanted = ForWhom("aas".into());
        house.visit(1, &Visit::HandedOver { visit, organisation, wanted, handover }).await;
        house.reach(&read).await;
        let row = read.waiting().get(visit).await.unwrap().unwrap();
        assert_eq!((row.state, row.professional.is_none()), (crate::WaitingState::Waiting, true));
        let row = read.visits().get(visit).await.unwrap().unwrap();
        assert!(matches!(row.state, crate::VisitState::Waiting) && row.professional.is_none());
        // Erased: nothing of it stays.
        house.destroy(visit.subject(), Class::Visit, None).await;
        house.reach(&read).await;
        assert!(read.waiting().get(visit).await.unwrap().is_none());
        assert!(read.visits().get(visit).await.unwrap().unwrap().handed.is_none());
        read.shutdown().await;
    }
}

#[tokio::test]
async fn a_waiting_room_is_open_until_it_is_closed_and_its_notes_stand_until_taken_down() {
    for house in houses("waiting-room").await {
        let (organisation, room) = (organisation(), stream(organisation()));
        let read = house.open().await;
        let door = read.doors().of(organisation).await.unwrap();
        assert!(door.closed.is_none() && door.place_shown, "as it is from the beginning");
        let note = Some(Note::parse("Back at two.").unwrap());
        let closing = of_house(&Closing { note, by: member(1), at: now() });
        house.record(&room, &Room::Closed { organisation, day: today(), let_go: vec![], closing }).await;
        house.record(&room, &Room::PlaceShown { organisation, day: today(), shown: false }).await;
        house.record(&room, &put_up(None, "Late.")).await;
        house.record(&room, &put_up(Some(member(1)), "Soon.")).await;
        house.record(&room, &put_up(None, "Later.")).await;
        house.reach(&read).await;
        let door = read.doors().of(organisation).await.unwrap();
        assert!(door.closed.is_some() && !door.place_shown);
        let mut notes = Vec::new();
        for row in read.notes().of(organisation).await.unwrap() {
            let text = house.shown(&row.note).await.map(|posted| posted.note.as_str().to_owned());
            notes.push((row.of, text));
        }
        notes.sort_by_key(|(of, _)| of.is_some());
        let expected =
            [(None, Shown::Value("Later.".to_owned())), (Some(member(1)), Shown::Value("Soon.".to_owned()))];
        assert_eq!(notes, expected);

        let opening = of_house(&Closing { note: None, by: member(1), at: now() });
        house.record(&room, &Room::Opened { organisation, day: today(), opening }).await;
        house.record(&room, &Room::NoteTakenDown { organisation, of: None, day: today() }).await;
        house.reach(&read).await;
        let door = read.doors().of(organisation).await.unwrap();
        assert!(door.closed.is_none() && !door.place_shown, "a setting outlives the door");
        assert_eq!(read.notes().of(organisation).await.unwrap().len(), 1);
        let before = house.dump(&read).await;
        read.rebuild_all().await.unwrap();
        assert_eq!(house.dump(&read).await, before);
        read.shutdown().await;
    }
}

#[tokio::test]
async fn how_a_member_is_told_goes_with_the_choice_and_with_the_key_of_the_number() {
    for house in houses("alerts").await {
        let read = house.open().await;
        let choose = |n: u8, by: Option<Channel>, phone: Option<&str>| Room::AlertChosen {
            member: member(n),
            organisation: organisation(),
            day: today(),
            by,
            phone: phone.map(|phone| {
                Personal::new(member(n).subject(), Class::Contact, &Phone::parse(phone).unwrap())
            }),
        };
        for (n, by, phone) in [
            (1, Some(Channel::Sms), Some("+4792449678")),
            (2, Some(Channel::Email), None),
            (3, Some(Channel::Sms), Some("+4799900112")),
            (2, None, None),
        ] {
            house.record(&alerts::stream(member(n)), &choose(n, by, phone)).await;
        }
        house.destroy(member(3).subject(), Class::Contact, None).await;
        house.reach(&read).await;
        let rows = read.alerts().of(organisation()).await.unwrap();
        assert_eq!(
            rows.iter().map(|row| (row.member, row.by)).collect::<Vec<_>>(),
            [(member(1), Channel::Sms)]
        );
        let number =
            house.shown(rows[0].phone.as_ref().unwrap()).await.map(|phone| phone.as_str().to_owned());
        assert_eq!(number, Shown::Value("+4792449678".into()));
        assert!(read.alerts().get(member(3)).await.unwrap().is_none());
        read.shutdown().await;
    }
}
