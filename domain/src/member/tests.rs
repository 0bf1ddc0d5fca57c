use super::*;
use crate::class::Class;
use crate::personal::Personal;
use crate::text::{Email, PersonName, Secret};

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn later() -> Timestamp {
    "2026-11-21T10:15:00Z".parse().unwrap()
}

fn id() -> MemberId {
    MemberId::from_bytes([3; 16])
}

fn sealed<T: serde::Serialize>(value: &T) -> Personal<T> {
    Personal::new(id().subject(), Class::Account, value)
}

fn account() -> Personal<Account> {
    sealed(&Account { name: PersonName::parse("Jon Lie").unwrap(), at: now() })
}

fn invite(by: Role, roles: &[Role]) -> Command {
    Command::Invite {
        member: id(),
        organisation: OrganisationId::from_bytes([2; 16]),
        roles: roles.to_vec(),
        contact: sealed(&Contact { email: Email::parse("jon@example.com").unwrap() }),
        by: sealed(&MemberId::from_bytes([4; 16])),
        by_roles: vec![by],
    }
}

fn issue(purpose: LinkPurpose, link: &str) -> Command {
    Command::IssueLink {
        purpose,
        link: TokenHash(link.into()),
        secret: sealed(&Secret::parse("secret").unwrap()),
    }
}

fn accept(link: &str) -> Command {
    Command::Accept {
        account: account(),
        link: TokenHash(link.into()),
        expires: later(),
        language: None,
        notice: None,
    }
}

fn after(commands: &[Command]) -> Member {
    commands.iter().fold(Member::default(), |state, command| {
        let events = state.decide(command, now()).unwrap();
        events.iter().fold(state, Member::evolve)
    })
}

fn invited() -> Vec<Command> {
    vec![invite(Role::Owner, &[Role::Member]), issue(LinkPurpose::Invitation, "one")]
}

#[test]
fn an_invitation_is_accepted_once() {
    let mut commands = invited();
    let state = after(&commands);
    assert_eq!(state.decide(&accept("one"), now()).unwrap().len(), 2);
    commands.push(accept("one"));
    assert_eq!(after(&commands).decide(&accept("one"), now()).unwrap_err(), Refusal::LinkSpent);
}

#[test]
fn a_link_too_old_replaced_or_of_another_purpose_lets_nobody_in() {
    let state = after(&invited());
    assert_eq!(state.decide(&accept("one"), later()).unwrap_err(), Refusal::LinkSpent);
    assert_eq!(state.decide(&accept("two"), now()).unwrap_err(), Refusal::LinkSpent);

    let mut commands = invited();
    commands.extend([accept("one"), issue(LinkPurpose::SignIn, "a"), issue(LinkPurpose::SignIn, "b")]);
    let state = after(&commands);
    let use_link = |purpose, link: &str| Command::UseLink {
        purpose,
        link: TokenHash(link.into()),
        expires: later(),
        code: None,
    };
    assert_eq!(state.decide(&use_link(LinkPurpose::SignIn, "a"), now()).unwrap_err(), Refusal::LinkSpent);
    assert_eq!(
        state.decide(&use_link(LinkPurpose::Confirmation, "b"), now()).unwrap_err(),
        Refusal::LinkSpent
    );
    assert_eq!(state.decide(&use_link(LinkPurpose::SignIn, "b"), now()).unwrap().len(), 1);
}

#[test]
fn only_owner_and_administrator_invite_and_nobody_invites_an_owner() {
    for role in [Role::Member, Role::ComplianceOfficer, Role::Auditor] {
        assert_eq!(
            Member::Absent.decide(&invite(role, &[Role::Member]), now()).unwrap_err(),
            Refusal::NotAllowed
        );
    }
    assert_eq!(
        Member::Absent.decide(&invite(Role::Owner, &[Role::Owner]), now()).unwrap_err(),
        Refusal::NotAllowed
    );
}

#[test]
fn the_owner_stays_the_owner() {
    let found = Command::Found {
        member: id(),
        organisation: OrganisationId::from_bytes([2; 16]),
        account: account(),
        contact: sealed(&Contact { email: Email::parse("eva@example.com").unwrap() }),
        language: None,
    };
    let grant = |roles: &[Role]| Command::GrantRoles {
        roles: roles.to_vec(),
        by: sealed(&id()),
        by_roles: vec![Role::Owner],
    };
    let owner = after(&[found]);
    assert_eq!(owner.decide(&grant(&[Role::Member]), now()).unwrap_err(), Refusal::LastOwner);
    assert_eq!(owner.decide(&grant(&[Role::Owner, Role::Auditor]), now()).unwrap().len(), 1);
    assert!(owner.decide(&grant(&[Role::Owner, Role::Member]), now()).unwrap().is_empty());
}

#[test]
fn a_month_of_activity_counts_once() {
    let mut commands = invited();
    commands.push(accept("one"));
    let count = Command::CountActive { month: "2026-11".parse().unwrap() };
    assert_eq!(after(&commands).decide(&count, now()).unwrap().len(), 1);
    commands.push(count.clone());
    assert!(after(&commands).decide(&count, now()).unwrap().is_empty());
}

fn found() -> Command {
    Command::Found {
        member: id(),
        organisation: OrganisationId::from_bytes([2; 16]),
        account: account(),
        contact: sealed(&Contact { email: Email::parse("eva@example.com").unwrap() }),
        language: None,
    }
}

fn sign_in(session: u8) -> Command {
    Command::SignIn {
        session: SessionId::from_bytes([session; 16]),
        token: TokenHash("00".into()),
        entry: sealed(&SignIn { by: Method::Link, at: now(), browser: None }),
        device: None,
    }
}

fn remove(by: Role) -> Command {
    Command::Remove { by: sealed(&MemberId::from_bytes([4; 16])), by_roles: vec![by] }
}

fn withdraw(by: Role) -> Command {
    Command::WithdrawInvitation { by: sealed(&MemberId::from_bytes([4; 16])), by_roles: vec![by] }
}

#[test]
fn nothing_lets_in_who_was_removed_and_their_sessions_end_with_it() {
    let mut commands = invited();
    commands.extend([accept("one"), sign_in(7), sign_in(8), issue(LinkPurpose::SignIn, "a")]);
    commands.push(Command::RegisterPasskey { passkey: sealed(&serde_json::json!({ "key": 1 })) });
    let there = after(&commands);
    let events = there.decide(&remove(Role::Administrator), now()).unwrap();
    let ended = |event: &&Event| matches!(event, Event::SignedOut { .. });
    assert_eq!((events.len(), events.iter().filter(ended).count()), (3, 2));

    commands.push(remove(Role::Administrator));
    let gone = after(&commands);
    assert!(gone.core().is_none());
    for command in [
        sign_in(9),
        accept("one"),
        issue(LinkPurpose::SignIn, "b"),
        Command::UseLink {
            purpose: LinkPurpose::SignIn,
            link: TokenHash("a".into()),
            expires: later(),
            code: None,
        },
        Command::UsePasskey { number: 0, passkey: sealed(&serde_json::json!({ "key": 2 })) },
        Command::GrantRoles { roles: vec![Role::Member], by: sealed(&id()), by_roles: vec![Role::Owner] },
        Command::TakeSeat { by: sealed(&id()) },
    ] {
        assert_eq!(gone.decide(&command, now()).unwrap_err(), Refusal::NotFound, "{command:?}");
    }
    assert!(gone.decide(&remove(Role::Owner), now()).unwrap().is_empty(), "once is enough");
    let count = Command::CountActive { month: "2026-11".parse().unwrap() };
    assert_eq!(gone.decide(&count, now()).unwrap().len(), 1, "a call that was held is billed");
}

#[test]
fn the_owner_is_never_removed_and_a_member_removes_nobody() {
    assert_eq!(after(&[found()]).decide(&remove(Role::Owner), now()).unwrap_err(), Refusal::LastOwner);
    let mut commands = invited();
    assert_eq!(after(&commands).decide(&remove(Role::Owner), now()).unwrap_err(), Refusal::NotFound);
    commands.push(accept("one"));
    for role in [Role::Member, Role::ComplianceOfficer, Role::Auditor] {
        assert_eq!(after(&commands).decide(&remove(role), now()).unwrap_err(), Refusal::NotAllowed);
        assert_eq!(after(&commands).decide(&withdraw(role), now()).unwrap_err(), Refusal::NotAllowed);
    }
}

#[test]
fn an_open_invitation_is_withdrawn_and_an_accepted_one_is_not() {
    let mut commands = invited();
    assert_eq!(after(&commands).decide(&withdraw(Role::Owner), now()).unwrap().len(), 1);
    commands.push(withdraw(Role::Owner));
    let gone = after(&commands);
    assert_eq!(gone.decide(&accept("one"), now()).unwrap_err(), Refusal::NotFound);
    assert!(gone.decide(&withdraw(Role::Owner), now()).unwrap().is_empty());

    let mut commands = invited();
    commands.push(accept("one"));
    let refused = after(&commands).decide(&withdraw(Role::Owner), now()).unwrap_err();
    assert_eq!(refused, Refusal::InvitationAccepted);
}

#[test]
fn the_seat_moves_and_leaves_an_administrator_behind() {
    let by = || sealed(&id());
    let mut commands = invited();
    commands.extend([accept("one"), Command::TakeSeat { by: by() }]);
    assert_eq!(after(&commands).core().unwrap().roles, [Role::Owner, Role::Member]);
    let again = after(&commands).decide(&Command::TakeSeat { by: by() }, now()).unwrap();
    assert!(again.is_empty(), "taken once");
    let owner = after(&[found(), Command::YieldSeat { by: by() }]);
    assert_eq!(owner.core().unwrap().roles, [Role::Administrator, Role::Member]);
    assert!(owner.decide(&Command::YieldSeat { by: by() }, now()).unwrap().is_empty(), "yielded once");
}

fn hash(text: &str) -> TokenHash {
    TokenHash(text.into())
}

fn joined() -> Vec<Command> {
    let mut commands = invited();
    commands.push(accept("one"));
    commands
}

fn set_factor() -> Command {
    Command::SetSecondFactor {
        recovery: vec![hash("r1"), hash("r2")],
        secret: sealed(&Secret::parse("secret").unwrap()),
        code: hash("c0"),
    }
}

fn enter(link: &str, code: Option<&str>) -> Command {
    Command::UseLink {
        purpose: LinkPurpose::SignIn,
        link: hash(link),
        expires: later(),
        code: code.map(hash),
    }
}

#[test]
fn a_link_alone_signs_nobody_in_who_has_a_second_factor() {
    let mut commands = joined();
    commands.extend([set_factor(), issue(LinkPurpose::SignIn, "a")]);
    let state = after(&commands);
    for code in [None, Some("c0")] {
        assert_eq!(state.decide(&enter("a", code), now()).unwrap_err(), Refusal::CodeWrong, "{code:?}");
    }
    assert_eq!(state.decide(&enter("b", Some("c1")), now()).unwrap_err(), Refusal::LinkSpent);
    commands.extend([enter("a", Some("r1")), issue(LinkPurpose::SignIn, "b")]);
    let state = after(&commands);
    assert_eq!(state.core().unwrap().second.as_ref().unwrap().recovery.len(), 1);
    assert_eq!(state.decide(&enter("b", Some("r1")), now()).unwrap_err(), Refusal::CodeWrong, "once each");
    commands.push(Command::RemoveSecondFactor);
    assert_eq!(after(&commands).decide(&enter("b", None), now()).unwrap().len(), 1);
    assert!(after(&commands).decide(&Command::RemoveSecondFactor, now()).unwrap().is_empty());
}

#[test]
fn what_is_lost_is_given_up_after_three_full_days_and_can_be_stopped() {
    let days = |days: i64| now() + chrono::TimeDelta::days(days);
    let recover = |link: &str, at: Timestamp| Command::Recover {
        link: hash(link),
        expires: at + chrono::TimeDelta::minutes(15),
    };
    let mut commands = joined();
    commands.extend([set_factor(), issue(LinkPurpose::SignIn, "a")]);
    assert_eq!(after(&commands).decide(&recover("x", now()), now()).unwrap_err(), Refusal::LinkSpent);
    commands.extend([recover("a", now()), issue(LinkPurpose::SignIn, "b")]);
    let waiting = after(&commands);
    assert_eq!(waiting.decide(&recover("b", days(3)), days(3)).unwrap_err(), Refusal::RecoveryWaits);
    let events = waiting.decide(&recover("b", days(4)), days(4)).unwrap();
    assert!(matches!(
        events[..],
        [Event::LinkUsed { .. }, Event::SecondFactorRemoved { recovered: true, .. }]
    ));

    let stop = |role| Command::StopRecovery {
        by: MemberId::from_bytes([4; 16]),
        by_roles: vec![role],
        sealed: sealed(&MemberId::from_bytes([4; 16])),
    };
    assert_eq!(waiting.decide(&stop(Role::Member), now()).unwrap_err(), Refusal::NotAllowed);
    let passkey = Command::RegisterPasskey { passkey: sealed(&serde_json::json!({ "key": 1 })) };
    let with_passkey = Command::UsePasskey { number: 0, passkey: sealed(&serde_json::json!({ "key": 1 })) };
    for ends in [vec![stop(Role::Administrator)], vec![enter("b", Some("c1"))], vec![passkey, with_passkey]] {
        let mut commands = commands.clone();
        commands.extend(ends);
        commands.push(issue(LinkPurpose::SignIn, "c"));
        let stopped = after(&commands);
        let events = stopped.decide(&recover("c", days(9)), days(9)).unwrap();
        assert!(
            matches!(events[..], [Event::LinkUsed { .. }, Event::RecoveryRequested { .. }]),
            "it begins anew"
        );
    }
    let nothing_lost = after(&joined());
    assert!(nothing_lost.decide(&stop(Role::Owner), now()).unwrap().is_empty());
}

#[test]
fn a_passkey_that_was_removed_proves_nothing_and_the_others_keep_their_numbers() {
    let register = || Command::RegisterPasskey { passkey: sealed(&serde_json::json!({ "key": 1 })) };
    let uses = |number| Command::UsePasskey { number, passkey: sealed(&serde_json::json!({ "key": 2 })) };
    let mut commands = joined();
    commands.extend([register(), register(), Command::RemovePasskey { number: 0 }]);
    let state = after(&commands);
    assert_eq!(state.decide(&uses(0), now()).unwrap_err(), Refusal::NotFound);
    assert_eq!(state.decide(&uses(1), now()).unwrap().len(), 1);
    assert!(state.decide(&Command::RemovePasskey { number: 0 }, now()).unwrap().is_empty(), "removed once");
    let never = Command::RemovePasskey { number: 2 };
    assert_eq!(state.decide(&never, now()).unwrap_err(), Refusal::NotFound);
}

#[test]
fn a_browser_is_met_once_and_the_first_is_no_news() {
    let with = |session: u8, device: &str| Command::SignIn {
        session: SessionId::from_bytes([session; 16]),
        token: hash("00"),
        entry: sealed(&SignIn { by: Method::Link, at: now(), browser: None }),
        device: Some(hash(device)),
    };
    let mut commands = joined();
    let met = |commands: &[Command], next: &Command| {
        let events = after(commands).decide(next, now()).unwrap();
        events.iter().find_map(|event| match event {
            Event::DeviceMet { first, .. } => Some(*first),
            _other => None,
        })
    };
    assert_eq!(met(&commands, &with(1, "laptop")), Some(true));
    commands.push(with(1, "laptop"));
    assert_eq!(met(&commands, &with(2, "laptop")), None);
    assert_eq!(met(&commands, &with(2, "phone")), Some(false));
    commands.push(with(2, "phone"));
    let ended = after(&commands).decide(&Command::SignOutEverywhere, now()).unwrap();
    assert_eq!(ended.len(), 2);
    commands.push(Command::SignOutEverywhere);
    assert!(after(&commands).decide(&Command::SignOutEverywhere, now()).unwrap().is_empty());
}

fn on_duty(role: Role) -> Command {
    Command::GoOnDuty { roles: vec![role], at: sealed(&now()) }
}

#[test]
fn duty_is_of_whoever_receives_visitors_and_ends_by_itself() {
    let member =
        || vec![invite(Role::Owner, &[Role::Member]), issue(LinkPurpose::Invitation, "one"), accept("one")];
    let mut commands = member();
    assert_eq!(after(&commands).decide(&on_duty(Role::Auditor), now()).unwrap_err(), Refusal::NotAllowed);
    let off = Command::GoOffDuty { at: sealed(&now()) };
    assert!(after(&commands).decide(&off, now()).unwrap().is_empty(), "nobody goes off who is not on");
    commands.push(on_duty(Role::Member));
    let state = after(&commands);
    assert!(state.decide(&on_duty(Role::Member), now()).unwrap().is_empty(), "once");
    let held = |at: &str| duty::holds(state.core().unwrap().duty, at.parse().unwrap());
    assert!(held("2026-11-22T23:59:59Z") && !held("2026-11-23T00:00:00Z"));
    let again = state.decide(&on_duty(Role::Member), "2026-11-23T00:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(again.len(), 1, "after it has ended by itself");
    commands.push(off);
    assert_eq!(after(&commands).core().unwrap().duty, None);
}

#[test]
fn who_is_away_is_so_from_then_until_then() {
    let at = |text: &str| -> Timestamp { text.parse().unwrap() };
    let absence = Absence {
        from: Some(at("2026-12-01T08:00:00Z")),
        until: Some(at("2026-12-08T08:00:00Z")),
        words: None,
        at: now(),
    };
    assert!(!absence.holds(at("2026-12-01T07:59:59Z")) && absence.holds(at("2026-12-01T08:00:00Z")));
    assert!(absence.holds(at("2026-12-08T07:59:59Z")) && !absence.holds(at("2026-12-08T08:00:00Z")));
    let open = Absence { from: None, until: None, ..absence.clone() };
    assert!(open.holds(now()) && !open.over(at("2036-01-01T00:00:00Z")));

    let mut commands =
        vec![invite(Role::Owner, &[Role::Member]), issue(LinkPurpose::Invitation, "one"), accept("one")];
    let back = Command::ComeBack { at: sealed(&now()) };
    assert!(after(&commands).decide(&back, now()).unwrap().is_empty());
    let away = |role| Command::GoAway { roles: vec![role], absence: sealed(&absence) };
    assert_eq!(after(&commands).decide(&away(Role::Owner), now()).unwrap_err(), Refusal::NotAllowed);
    commands.extend([away(Role::Member), back]);
    assert!(!after(&commands).core().unwrap().away);
}
