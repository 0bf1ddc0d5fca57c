//! Open invitations and the visits they belong to: given these events, then these rows.

use super::house::*;
use crate::{InvitationRow, MessageState, ReadModels, VisitState};
use domain::text::{Email, PersonName, Secret};
use domain::visit::{
    Appointment, Channel, Event as Visit, ForWhom, Invitation, LinkAsked, Message, Reach, Receipt, TokenHash,
};
use domain::{Class, Personal, Retention};
use store::Shown;

fn invitation() -> Invitation {
    Invitation {
        name: PersonName::parse("Kari").unwrap(),
        reach: Reach::Email(Email::parse("kari@example.com").unwrap()),
        at: now(),
        note: None,
        professional: None,
        language: None,
        by: member(1),
        made: now(),
    }
}

fn secret(n: u8) -> Personal<Secret> {
    of(n, &Secret::parse("secret").unwrap())
}

pub(super) fn invited(n: u8) -> Visit {
    Visit::Invited {
        visit: visit(n),
        organisation: organisation(),
        day: today(),
        retention: Retention::SevenDays,
        wanted: Some(ForWhom("asked".into())),
        channel: Channel::Email,
        reminders: None,
        link: TokenHash("l".into()),
        invitation: of(n, &invitation()),
        secret: secret(n),
    }
}

async fn rows(read: &ReadModels) -> (Option<InvitationRow>, VisitState) {
    let row = read.invitations().get(visit(1)).await.unwrap();
    assert_eq!(read.invitations().of(organisation()).await.unwrap().len(), usize::from(row.is_some()));
    (row, read.visits().get(visit(1)).await.unwrap().unwrap().state)
}

#[tokio::test]
async fn an_invitation_is_open_until_its_visit_is_over() {
    for house in houses("invitations").await {
        let read = house.open().await;
        let (visit, organisation, day) = (visit(1), organisation(), today());
        let after = async |event: &Visit| {
            house.visit(1, event).await;
            house.reach(&read).await;
            let (row, state) = rows(&read).await;
            (row.map(|row| (row.come, row.message)), state)
        };
        assert_eq!(after(&invited(1)).await, (Some((false, MessageState::Waiting)), VisitState::Invited));
        let sent = of(1, &Receipt { id: "1".into(), at: now() });
        let sent = Visit::MessageSent {
            visit,
            organisation,
            day,
            message: Message::Invitation,
            channel: Channel::Email,
            receipt: sent,
        };
        assert_eq!(after(&sent).await, (Some((false, MessageState::Sent)), VisitState::Invited));
        let link = Visit::LinkIssued {
            visit,
            organisation,
            day,
            asked: LinkAsked::Lost,
            link: TokenHash("m".into()),
            secret: secret(1),
        };
        assert_eq!(after(&link).await.0, Some((false, MessageState::Waiting)));
        let refused = Visit::MessageRefused {
            visit,
            organisation,
            day,
            message: Message::Link,
            channel: Channel::Email,
        };
        assert_eq!(after(&refused).await.0, Some((false, MessageState::Refused)));

        house.arrive(1, Some(ForWhom("asked".into()))).await;
        house.reach(&read).await;
        let (row, state) = rows(&read).await;
        assert_eq!((row.as_ref().map(|row| row.come), state), (Some(true), VisitState::Waiting));
        let shown = house.shown(&row.unwrap().invitation).await.map(|invitation| invitation.name);
        assert_eq!(shown.map(|name| name.as_str().to_owned()), Shown::Value("Kari".into()));
        assert_eq!(read.waiting().of(organisation).await.unwrap().len(), 1);

        // Moved while waiting: open again, and nobody waits.
        let appointment = of(1, &Appointment { at: now(), by: member(1), made: now() });
        let moved = Visit::Moved {
            visit,
            organisation,
            day,
            sequence: 1,
            link: TokenHash("n".into()),
            appointment,
            secret: secret(1),
        };
        assert_eq!(after(&moved).await, (Some((false, MessageState::Waiting)), VisitState::Invited));
        assert!(read.waiting().of(organisation).await.unwrap().is_empty());
        let row = read.visits().get(visit).await.unwrap().unwrap();
        assert!(row.invitation.is_some() && row.appointment.is_some());
        house.arrive(1, None).await;
        let back =
            Visit::LetBack { visit, organisation, token: TokenHash("other".into()), at: of(1, &now()) };
        assert_eq!(after(&back).await.1, VisitState::Waiting);
        let row = read.visits().get(visit).await.unwrap().unwrap();
        assert_eq!((row.token.0.as_str(), row.invitation.is_some()), ("other", true));

        let gone = Visit::Cancelled { visit, organisation, day, sequence: 2, act: act(1) };
        assert_eq!(after(&gone).await, (None, VisitState::Cancelled));
        assert!(read.waiting().of(organisation).await.unwrap().is_empty());
        assert_eq!(read.visits().history(organisation, None, 10).await.unwrap().len(), 1);
        assert_eq!(
            read.counts().day(organisation, day).await.unwrap().arrivals,
            2,
            "arrivals are counted, invitations not"
        );
        read.shutdown().await;
    }
}

#[tokio::test]
async fn of_an_erased_invitation_a_row_says_so_and_nothing_is_open() {
    for house in houses("invitations-erased").await {
        let read = house.open().await;
        house.visit(1, &invited(1)).await;
        house.destroy(visit(1).subject(), Class::Visit, None).await;
        house.visit(1, &Visit::Missed { visit: visit(1), organisation: organisation(), day: today() }).await;
        house.reach(&read).await;
        let (row, state) = rows(&read).await;
        assert!(row.is_none() && matches!(state, VisitState::Erased { .. }), "{state:?}");
        let row = read.visits().get(visit(1)).await.unwrap().unwrap();
        assert!(row.invitation.is_none() && row.wanted.is_none());
        read.shutdown().await;
    }
}

#[tokio::test]
async fn a_repeating_link_is_open_until_it_is_ended_and_never_among_past_visits() {
    for house in houses("links").await {
        let read = house.open().await;
        let (id, organisation) = (visit(1), organisation());
        let given = Visit::RepeatingLinkGiven {
            visit: id,
            organisation,
            day: today(),
            retention: Retention::SevenDays,
            wanted: Some(ForWhom("asked".into())),
            channel: Channel::Sms,
            link: TokenHash("l".into()),
            invitation: of(1, &invitation()),
            secret: secret(1),
        };
        let ends = [
            Visit::RepeatingLinkEnded { visit: id, organisation, day: today() },
            Visit::Cancelled { visit: id, organisation, day: today(), sequence: 1, act: act(1) },
        ];
        for end in &ends {
            house.visit(1, &given).await;
            house.reach(&read).await;
            let (row, state) = rows(&read).await;
            let row = row.unwrap();
            assert_eq!((row.repeats, row.come, row.channel), (true, false, Channel::Sms));
            assert_eq!(state, VisitState::LinkGiven);
            house.visit(1, end).await;
            house.reach(&read).await;
            let (row, state) = rows(&read).await;
            assert!(row.is_none() && state == VisitState::LinkEnded);
            assert!(read.visits().history(organisation, None, 10).await.unwrap().is_empty());
        }
        house.delete().await;
    }
}
