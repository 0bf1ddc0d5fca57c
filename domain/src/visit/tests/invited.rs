//! Given, when, then: invitations.

use super::*;
use crate::text::{Email, Secret};
use chrono::TimeDelta;

/// The time of the appointment: half an hour from now.
fn soon() -> Timestamp {
    now() + TimeDelta::minutes(30)
}

fn secret() -> Personal<Secret> {
    sealed(&Secret::parse("secret").unwrap())
}

fn invite_to(at: Timestamp, wanted: Option<ForWhom>) -> Command {
    invite_by(at, wanted, Kind::Once(Reminders::Both))
}

fn invite_by(at: Timestamp, wanted: Option<ForWhom>, kind: Kind) -> Command {
    let invitation = Invitation {
        name: PersonName::parse("Kari").unwrap(),
        reach: Reach::Email(Email::parse("kari@example.com").unwrap()),
        at,
        note: None,
        professional: None,
        language: None,
        by: MemberId::from_bytes([9; 16]),
        made: now(),
    };
    Command::Invite(Box::new(Invite {
        visit: visit(),
        organisation: OrganisationId::from_bytes([2; 16]),
        retention: Retention::SevenDays,
        wanted,
        when: When { at, zone: chrono_tz::Europe::Oslo },
        channel: Channel::Email,
        kind,
        link: TokenHash("link".into()),
        invitation: sealed(&invitation),
        secret: secret(),
    }))
}

fn invite() -> Command {
    invite_to(soon(), None)
}

fn arrive_by(link: &str, token: &str, at: Timestamp) -> Command {
    let Command::Arrive(mut arrive) = arrive(None) else { unreachable!() };
    arrive.token = TokenHash(token.into());
    arrive.link = Some(Link { hash: TokenHash(link.into()), expires: Link::expires(at) });
    Command::Arrive(arrive)
}

fn come(link: &str, token: &str) -> Command {
    arrive_by(link, token, soon())
}

fn move_to(at: Timestamp, link: &str) -> Command {
    Command::Move(Box::new(Move {
        professional: who("berg"),
        when: When { at, zone: chrono_tz::Europe::Oslo },
        link: TokenHash(link.into()),
        appointment: sealed(&Appointment { at, by: MemberId::from_bytes([9; 16]), made: now() }),
        secret: secret(),
    }))
}

fn cancel(professional: &str) -> Command {
    Command::Cancel { professional: who(professional), act: act() }
}

fn resend(professional: Option<&str>, link: &str) -> Command {
    Command::IssueLink { professional: professional.map(who), link: TokenHash(link.into()), secret: secret() }
}

#[test]
fn an_invited_visitor_comes_by_the_link_and_is_let_in() {
    let (state, told) = story(&[
        invite(),
        come("link", "a"),
        come("link", "a"),
        admit("berg"),
        Command::End { by: None, at: at() },
    ]);
    assert_eq!(told, [ok(&["invited"]), ok(&["arrived"]), ok(&[]), ok(&["admitted"]), ok(&["call-ended"])]);
    assert_eq!(state.core().map(|core| core.token.0.as_str()), Some("a"));
}

#[test]
fn a_link_lets_in_once() {
    let (_, told) = story(&[invite(), come("other", "a"), come("link", "a"), come("link", "b")]);
    assert_eq!(told[1], Err(Refusal::LinkSpent), "a link that is not the one");
    assert_eq!(told[3], Err(Refusal::LinkSpent), "the link once more, from elsewhere");
    assert_eq!(story(&[come("link", "a")]).1, [Err(Refusal::LinkSpent)], "nobody was invited");
    let without = story(&[invite(), arrive(None)]).1;
    assert_eq!(without[1], Err(Refusal::LinkSpent), "knowing the visit is no link");
}

#[test]
fn a_link_lets_in_at_its_time_alone() {
    let tomorrow = now() + TimeDelta::days(1);
    let (_, told) = story(&[invite_to(tomorrow, None), arrive_by("link", "a", tomorrow)]);
    assert_eq!(told[1], Err(Refusal::TooEarly));
    let past = now() - TimeDelta::hours(13);
    assert_eq!(story(&[invite(), arrive_by("link", "a", past)]).1[1], Err(Refusal::LinkSpent));
}

#[test]
fn consent_is_asked_of_the_invited_too() {
    let Command::Arrive(mut without) = come("link", "a") else { unreachable!() };
    without.consent = None;
    assert_eq!(story(&[invite(), Command::Arrive(without)]).1[1], Err(Refusal::ConsentMissing));
}

#[test]
fn nobody_is_invited_to_the_past_or_past_three_months() {
    let wrong = |at| matches!(story(&[invite_to(at, None)]).1[0], Err(Refusal::Field { field: "time", .. }));
    assert!(wrong(now() - TimeDelta::minutes(6)));
    assert!(wrong("2027-02-21T10:00:01Z".parse().unwrap()));
    assert!(!wrong("2027-02-21T10:00:00Z".parse().unwrap()));
}

#[test]
fn a_move_makes_a_new_link_and_the_old_one_is_spent() {
    let later = soon() + TimeDelta::minutes(10);
    let (state, told) = story(&[
        invite(),
        move_to(later, "second"),
        come("link", "a"),
        arrive_by("second", "a", later),
        move_to(later, "third"),
        arrive_by("third", "b", later),
    ]);
    assert_eq!(told[1], ok(&["moved"]));
    assert_eq!(told[2], Err(Refusal::LinkSpent));
    assert_eq!(told[3], ok(&["arrived"]));
    assert_eq!(told[4], ok(&["moved"]), "also for one who waits already");
    assert_eq!(told[5], ok(&["arrived"]), "who then comes again, at the new time");
    let invited = state.core().and_then(|core| core.invited.clone()).unwrap();
    assert_eq!((invited.sequence, invited.link), (2, None));
    assert!(matches!(
        story(&[invite(), move_to(now() - TimeDelta::days(1), "x")]).1[1],
        Err(Refusal::Field { field: "time", .. })
    ));
}

#[test]
fn what_was_called_off_is_over_for_one_who_waits_too() {
    for before in [vec![invite()], vec![invite(), come("link", "a")]] {
        let mut commands = before;
        commands.extend([
            cancel("berg"),
            cancel("berg"),
            come("link", "b"),
            move_to(soon(), "x"),
            resend(None, "y"),
        ]);
        let (state, told) = story(&commands);
        let told = &told[told.len() - 5..];
        assert_eq!(told[0], ok(&["cancelled"]));
        assert_eq!(told[1], ok(&[]));
        assert_eq!(told[2], Err(Refusal::LinkSpent));
        assert_eq!((&told[3], &told[4]), (&Err(Refusal::VisitOver), &Err(Refusal::VisitOver)));
        assert!(matches!(state, Visit::Over { called: false, .. }));
    }
    let running = story(&[invite(), come("link", "a"), admit("berg"), cancel("berg")]).1;
    assert_eq!(running[3], Err(Refusal::NotWaiting), "a call is ended, not called off");
    assert_eq!(
        story(&[arrive(None), cancel("berg")]).1[1],
        Err(Refusal::NotFound),
        "a walk-in has no appointment"
    );
}

#[test]
fn a_colleagues_appointment_is_theirs_alone() {
    let wanted = || invite_to(soon(), Some(who("lie")));
    for command in [move_to(soon(), "x"), cancel("berg"), resend(Some("berg"), "x")] {
        assert_eq!(story(&[wanted(), command]).1[1], Err(Refusal::ForSomebodyElse));
    }
    let (_, told) = story(&[wanted(), come("link", "a"), admit("berg"), admit("lie")]);
    assert_eq!(
        told[2],
        Err(Refusal::ForSomebodyElse),
        "whoever comes is meant for whom they were invited by"
    );
    assert_eq!(told[3], ok(&["admitted"]));
}

#[test]
fn a_new_link_replaces_the_one_before_and_lets_back_in() {
    let (_, told) =
        story(&[invite(), resend(Some("berg"), "second"), come("link", "a"), come("second", "a")]);
    assert_eq!(told[1], ok(&["link-issued"]));
    assert_eq!(told[2], Err(Refusal::LinkSpent));
    assert_eq!(told[3], ok(&["arrived"]));

    let (state, told) = story(&[
        invite(),
        come("link", "a"),
        resend(None, "second"),
        come("second", "b"),
        come("second", "c"),
        admit("berg"),
        resend(None, "third"),
        come("third", "d"),
    ]);
    assert_eq!(told[3], ok(&["let-back"]), "on another device, while waiting");
    assert_eq!(told[4], Err(Refusal::LinkSpent));
    assert_eq!(told[7], ok(&["let-back"]), "and once let in");
    assert_eq!(state.core().map(|core| core.token.0.as_str()), Some("d"));
    assert_eq!(
        story(&[arrive(None), resend(None, "x")]).1[1],
        Err(Refusal::NotFound),
        "a walk-in has no link"
    );
}

#[test]
fn each_reminder_comes_once_for_each_time_and_only_before_anybody_came() {
    let remind = |reminder| Command::Remind { reminder };
    let (_, told) = story(&[
        invite(),
        remind(Reminder::DayBefore),
        remind(Reminder::DayBefore),
        remind(Reminder::HourBefore),
        remind(Reminder::DayBefore),
        move_to(soon(), "second"),
        remind(Reminder::HourBefore),
        come("second", "a"),
        remind(Reminder::HourBefore),
    ]);
    let reminded = told.iter().map(|told| *told == ok(&["reminded"])).collect::<Vec<_>>();
    assert_eq!(reminded, [false, true, false, true, false, false, true, false, false]);
    assert!(told.iter().all(Result::is_ok));
}

#[test]
fn nobody_came_is_said_once_and_never_of_one_who_did() {
    let (state, told) = story(&[invite(), Command::Miss, Command::Miss, come("link", "a")]);
    assert_eq!(told[1..], [ok(&["missed"]), ok(&[]), Err(Refusal::LinkSpent)]);
    assert!(matches!(state, Visit::Over { called: false, .. }));
    assert_eq!(story(&[invite(), come("link", "a"), Command::Miss]).1[2], ok(&[]));
    assert_eq!(story(&[arrive(None), Command::Miss]).1[1], ok(&[]));
}

#[test]
fn what_became_of_a_message_is_kept_whatever_became_of_the_visit() {
    let sent = || Command::NoteSent {
        message: Message::Cancellation,
        channel: Channel::Email,
        receipt: sealed(&Receipt { id: "1".into(), at: now() }),
    };
    let refused = || Command::NoteRefused { message: Message::Link, channel: Channel::Sms };
    for before in [vec![invite()], vec![invite(), come("link", "a")], vec![invite(), cancel("berg")]] {
        let n = before.len();
        let mut commands = before;
        commands.extend([sent(), refused()]);
        assert_eq!(story(&commands).1[n..], [ok(&["message-sent"]), ok(&["message-refused"])]);
    }
}

fn no_show(professional: &str, expected: Timestamp) -> Command {
    Command::NoteNoShow { professional: who(professional), expected, act: act() }
}

#[test]
fn a_no_show_is_noted_once_the_time_has_passed_by_whom_it_concerns() {
    let invited = || invite_to(soon(), Some(who("berg")));
    let (_, told) =
        story(&[invited(), no_show("berg", soon()), no_show("lie", now()), no_show("berg", now())]);
    assert_eq!(told[1..], [Err(Refusal::NotYet), Err(Refusal::ForSomebodyElse), ok(&["no-show"])]);
    let (state, told) =
        story(&[invited(), no_show("berg", now()), no_show("berg", now()), come("link", "a")]);
    assert_eq!(told[2..], [ok(&[]), Err(Refusal::LinkSpent)]);
    assert!(matches!(state, Visit::Over { called: false, .. }));
    let (_, told) = story(&[invited(), come("link", "a"), no_show("berg", now())]);
    assert_eq!(told[2], Err(Refusal::HasCome));
}

#[test]
fn a_repeating_link_is_no_visit_nobody_arrives_at_it_and_it_ends() {
    let mut commands = vec![invite_by(soon(), None, Kind::Repeating)];
    let given = Visit::default().decide(&commands[0], now()).unwrap();
    assert!(matches!(given[..], [Event::RepeatingLinkGiven { .. }]));
    let state = story(&commands).0;
    assert_eq!(state.decide(&come("link", "a"), now()).unwrap_err(), Refusal::LinkSpent);
    assert_eq!(state.decide(&move_to(soon(), "b"), now()).unwrap_err(), Refusal::NotFound);
    for reminder in Reminder::ALL {
        assert!(state.decide(&Command::Remind { reminder }, now()).unwrap().is_empty());
    }
    let ended = state.decide(&Command::Miss, now()).unwrap();
    assert!(matches!(ended[..], [Event::RepeatingLinkEnded { .. }]));
    commands.push(Command::Miss);
    let over = story(&commands).0;
    assert!(matches!(over, Visit::Over { called: false, .. }));
    assert!(over.decide(&Command::Miss, now()).unwrap().is_empty(), "it ends once");
}

#[test]
fn reminders_are_those_the_invitation_was_made_with_also_after_a_move() {
    let remind = |reminder| Command::Remind { reminder };
    for reminders in Reminders::ALL {
        let commands = [invite_by(soon(), None, Kind::Once(reminders)), move_to(soon(), "two")];
        for told in [&commands[..1], &commands[..]] {
            for reminder in Reminder::ALL {
                let events = story(told).0.decide(&remind(reminder), now()).unwrap();
                assert_eq!(!events.is_empty(), reminders.include(reminder), "{reminders:?} {reminder:?}");
            }
        }
    }
}

#[test]
fn an_appointment_of_somebody_who_left_is_given_to_a_colleague_before_anybody_came() {
    let reassign = |left: &str, to: &str| Command::Reassign {
        left: who(left),
        wanted: who(to),
        assignment: sealed(&Assignment {
            by: MemberId::from_bytes([9; 16]),
            to: MemberId::from_bytes([8; 16]),
            at: now(),
        }),
    };
    let (state, told) = story(&[
        invite_to(soon(), Some(who("berg"))),
        reassign("lie", "aas"),
        reassign("berg", "aas"),
        reassign("berg", "aas"),
        cancel("berg"),
        come("link", "a"),
        reassign("aas", "lie"),
        cancel("aas"),
    ]);
    assert_eq!(told[1..4], [Err(Refusal::ForSomebodyElse), ok(&["reassigned"]), ok(&[])]);
    assert_eq!(told[4], Err(Refusal::ForSomebodyElse), "it is not theirs any more");
    assert_eq!(told[5..], [ok(&["arrived"]), Err(Refusal::NotFound), ok(&["cancelled"])]);
    assert!(matches!(state, Visit::Over { .. }));
}
