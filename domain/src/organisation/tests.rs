use super::*;
use crate::class::Class;
use crate::personal::Personal;
use crate::text::{OrganisationName, PersonName, Slug};

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn id() -> OrganisationId {
    OrganisationId::from_bytes([2; 16])
}

fn owner() -> MemberId {
    MemberId::from_bytes([3; 16])
}

fn sealed<T: serde::Serialize>(value: &T) -> Personal<T> {
    Personal::new(id().subject(), Class::Account, value)
}

fn sign_up() -> Command {
    let profile = Profile {
        name: OrganisationName::parse("Nordlys").unwrap(),
        slug: Slug::parse("nordlys").unwrap(),
        at: now(),
    };
    Command::SignUp {
        organisation: id(),
        owner: owner(),
        country: Country::Norway,
        sector: None,
        zone: Country::Norway.zone(),
        profile: sealed(&profile),
        papers: vec![paper(Kind::Terms, "terms-1")],
        acceptance: sealed(&signature()),
    }
}

const CONFIRM: Command = Command::Confirm { trial: 0 };

fn signature() -> Signature {
    Signature { by: owner(), name: PersonName::parse("Eva Berg").ok(), at: now() }
}

fn paper(kind: Kind, version: &str) -> Paper {
    Paper { kind, version: version.into(), digest: format!("digest of {version}") }
}

fn sign(role: Role) -> Command {
    let paper = paper(Kind::DataProcessing, "dpa-2");
    Command::SignAgreement { roles: vec![role], paper, signature: sealed(&signature()) }
}

fn after(commands: &[Command]) -> Organisation {
    commands.iter().fold(Organisation::default(), |state, command| {
        let events = state.decide(command, now()).unwrap();
        events.iter().fold(state, Organisation::evolve)
    })
}

#[test]
fn the_agreement_comes_after_the_confirmation_and_from_the_owner() {
    let unconfirmed = after(&[sign_up()]);
    assert_eq!(unconfirmed.decide(&sign(Role::Owner), now()).unwrap_err(), Refusal::NotConfirmed);
    let confirmed = after(&[sign_up(), CONFIRM]);
    assert_eq!(confirmed.decide(&sign(Role::Administrator), now()).unwrap_err(), Refusal::NotAllowed);
    assert_eq!(confirmed.decide(&sign(Role::Owner), now()).unwrap().len(), 1);
}

#[test]
fn it_receives_nobody_before_agreement_and_notice() {
    assert_eq!(after(&[sign_up(), CONFIRM]).open().unwrap_err(), Refusal::NotOpen);
    assert_eq!(after(&[sign_up(), CONFIRM, sign(Role::Owner)]).open().unwrap_err(), Refusal::NotOpen);
}

#[test]
fn a_repeated_command_records_nothing() {
    let all = [sign_up(), CONFIRM, sign(Role::Owner)];
    let state = after(&all);
    for command in &all {
        assert!(state.decide(command, now()).unwrap().is_empty());
    }
    let choose = Command::ChooseRetention { roles: vec![Role::Owner], retention: Retention::ThreeMonths };
    assert!(state.decide(&choose, now()).unwrap().is_empty(), "it is three months already");
}

#[test]
fn calls_take_any_way_until_the_relay_alone_is_chosen() {
    let choose = |role, ways| Command::ChooseWays { roles: vec![role], ways };
    let mut all = vec![sign_up(), CONFIRM];
    let state = after(&all);
    assert!(state.decide(&choose(Role::Owner, Ways::Any), now()).unwrap().is_empty());
    assert_eq!(state.decide(&choose(Role::Member, Ways::Relay), now()).unwrap_err(), Refusal::NotAllowed);
    all.push(choose(Role::Administrator, Ways::Relay));
    assert_eq!(after(&all).core().map(|core| core.ways), Some(Ways::Relay));
    all.push(choose(Role::Owner, Ways::Any));
    assert_eq!(after(&all).core().map(|core| core.ways), Some(Ways::Any));
}

#[test]
fn letters_are_in_the_countrys_language_until_another_is_chosen() {
    let choose = |role, language| Command::ChooseLanguage { roles: vec![role], language };
    let mut all = vec![sign_up(), CONFIRM];
    let state = after(&all);
    assert_eq!(state.core().map(|core| core.language), Some(Language::Norwegian));
    assert!(state.decide(&choose(Role::Owner, Language::Norwegian), now()).unwrap().is_empty());
    let refused = state.decide(&choose(Role::Member, Language::French), now()).unwrap_err();
    assert_eq!(refused, Refusal::NotAllowed);
    all.push(choose(Role::Administrator, Language::French));
    assert_eq!(after(&all).core().map(|core| core.language), Some(Language::French));
}

#[test]
fn a_logo_is_shown_once_it_is_published_and_only_if_there_is_one() {
    let branding = Branding { welcome: None, waiting: None, accent: None, at: now() };
    let brand = |role| Command::Brand { roles: vec![role], logo: true, branding: sealed(&branding) };
    let logo = crate::picture::Picture::new(crate::picture::PictureKind::Webp, "AAAA".into()).unwrap();
    let mut all = vec![sign_up(), CONFIRM];
    let told = |state: &Organisation| {
        let events = state.decide(&brand(Role::Administrator), now()).unwrap();
        let [Event::Branded { version, logo, .. }] = events[..] else { return (0, false) };
        (version, logo)
    };
    assert_eq!(told(&after(&all)), (1, false), "there is none");
    assert_eq!(after(&all).decide(&brand(Role::Member), now()).unwrap_err(), Refusal::NotAllowed);
    all.push(brand(Role::Owner));
    all.push(Command::DraftLogo { roles: vec![Role::Owner], logo: sealed(&logo) });
    assert_eq!(told(&after(&all)), (2, true));
}

fn other() -> MemberId {
    MemberId::from_bytes([4; 16])
}

fn offer(role: Role) -> Command {
    Command::OfferOwnership { from: owner(), roles: vec![role], to: other() }
}

#[test]
fn the_owner_offers_and_the_other_accepts() {
    let all = [sign_up(), CONFIRM, offer(Role::Owner), Command::AcceptOwnership { by: other() }];
    for (role, refused) in [(Role::Administrator, true), (Role::Owner, false)] {
        assert_eq!(after(&all[..2]).decide(&offer(role), now()).is_err(), refused, "{role:?}");
    }
    let state = after(&all);
    assert_eq!(state.core().map(|core| (core.owner, core.offer)), Some((other(), None)));
    let accept = |by| Command::AcceptOwnership { by };
    assert!(state.decide(&accept(other()), now()).unwrap().is_empty(), "accepted once");
    assert_eq!(state.decide(&accept(owner()), now()).unwrap_err(), Refusal::NotFound);
    let to_oneself = Command::OfferOwnership { from: owner(), roles: vec![Role::Owner], to: owner() };
    assert_eq!(after(&all[..2]).decide(&to_oneself, now()).unwrap_err(), Refusal::NotAllowed);
}

#[test]
fn nobody_accepts_what_was_not_offered_to_them_or_is_over() {
    let mut all = vec![sign_up(), CONFIRM, offer(Role::Owner)];
    let accept = |by| Command::AcceptOwnership { by };
    let third = MemberId::from_bytes([5; 16]);
    assert_eq!(after(&all).decide(&accept(third), now()).unwrap_err(), Refusal::NotFound);
    let end = |by, role| Command::EndOffer { by, roles: vec![role] };
    assert_eq!(after(&all).decide(&end(third, Role::Administrator), now()).unwrap_err(), Refusal::NotAllowed);
    let declined = after(&all).decide(&end(other(), Role::Member), now()).unwrap();
    assert!(matches!(declined[..], [Event::OwnershipOfferEnded { declined: true, .. }]));
    all.push(end(owner(), Role::Owner));
    assert_eq!(after(&all).decide(&accept(other()), now()).unwrap_err(), Refusal::NotFound);
    assert!(after(&all).decide(&end(owner(), Role::Owner), now()).unwrap().is_empty());
}

fn week(text: &str) -> crate::hours::Week {
    crate::hours::Week(std::array::from_fn(|_| crate::hours::Spans::parse(text).unwrap()))
}

#[test]
fn opening_hours_are_chosen_by_whoever_manages_settings_and_once() {
    let choose =
        |role, hours: Option<&str>| Command::ChooseHours { roles: vec![role], week: hours.map(week) };
    let all = [sign_up(), CONFIRM, choose(Role::Administrator, Some("8-16"))];
    assert_eq!(
        after(&all[..2]).decide(&choose(Role::Member, Some("8-16")), now()).unwrap_err(),
        Refusal::NotAllowed
    );
    assert!(after(&all[..2]).decide(&choose(Role::Owner, None), now()).unwrap().is_empty(), "any time");
    let state = after(&all);
    assert_eq!(state.core().unwrap().hours.week, Some(week("8-16")));
    assert!(state.decide(&all[2], now()).unwrap().is_empty());
    assert_eq!(state.decide(&choose(Role::Owner, None), now()).unwrap().len(), 1);
}

#[test]
fn a_day_is_made_different_and_the_same_again() {
    let day = |on: &str, hours: Option<&str>| Command::ChooseDayHours {
        roles: vec![Role::Owner],
        on: on.parse().unwrap(),
        hours: hours.map(|text| crate::hours::Spans::parse(text).unwrap()),
    };
    let mut all = vec![sign_up(), CONFIRM];
    for (on, fits) in
        [("2026-11-20", false), ("2026-11-21", true), ("2027-11-21", true), ("2027-11-22", false)]
    {
        assert_eq!(after(&all).decide(&day(on, Some("")), now()).is_ok(), fits, "{on}");
    }
    all.push(day("2026-12-24", Some("8-12")));
    assert!(after(&all).decide(&all[2], now()).unwrap().is_empty(), "once");
    all.push(day("2026-12-24", None));
    assert!(after(&all).core().unwrap().hours.days.is_empty());
    assert!(after(&all).decide(&all[3], now()).unwrap().is_empty());
    for n in 1..=100 {
        let on = now().date_naive() + chrono::Days::new(n);
        all.push(day(&on.to_string(), Some("")));
    }
    assert!(after(&all).decide(&day("2027-08-01", Some("")), now()).is_err(), "a hundred and one");
    assert!(after(&all).decide(&day("2026-11-22", Some("8-9")), now()).is_err());
}

fn at(text: &str) -> Timestamp {
    format!("{text}T10:00:00Z").parse().unwrap()
}

/// The state after commands, each at its day.
fn told(commands: &[(&str, Command)]) -> Organisation {
    commands.iter().fold(Organisation::default(), |state, (day, command)| {
        let events = state.decide(command, at(day)).unwrap();
        events.iter().fold(state, Organisation::evolve)
    })
}

fn announce(kind: Kind, version: &str) -> Command {
    Command::AnnounceAgreement { paper: paper(kind, version), since: day(at(DAY)) }
}

fn mailed(kind: Kind, version: &str) -> Command {
    Command::NoteAgreementMailed { kind, digest: paper(kind, version).digest }
}

/// Somebody goes on using the service while this text is in force.
fn go_on_under(role: Role, version: &str, announced: &[&str]) -> Command {
    let paper = paper(Kind::Terms, version);
    let announced = announced.iter().map(|version| format!("digest of {version}")).collect();
    let in_force = vec![InForce { paper, announced, since: day(at(DAY)) }];
    Command::GoOnUsing { roles: vec![role], in_force, acceptance: sealed(&signature()) }
}

fn go_on(role: Role) -> Command {
    go_on_under(role, "terms-2", &["terms-2"])
}

const DAY: &str = "2026-11-21";

#[test]
fn terms_are_accepted_with_the_sign_up_and_a_change_by_use_once_it_has_taken_effect() {
    let mut all = vec![(DAY, sign_up()), (DAY, CONFIRM), (DAY, announce(Kind::Terms, "terms-2"))];
    all.push((DAY, mailed(Kind::Terms, "terms-2")));
    let state = told(&all);
    let core = state.core().unwrap();
    assert_eq!(core.accepted(Kind::Terms), Some(&paper(Kind::Terms, "terms-1")));
    let effective = core.pending(Kind::Terms).and_then(Announced::effective).map(|day| day.to_string());
    assert_eq!(effective.as_deref(), Some("2026-12-21"));
    assert!(state.decide(&go_on(Role::Owner), at("2026-12-21")).unwrap().is_empty(), "not yet");
    assert_eq!(state.decide(&go_on(Role::Member), at("2026-12-22")).unwrap_err(), Refusal::NotAllowed);
    let used = state.decide(&go_on(Role::Owner), at("2026-12-22")).unwrap();
    assert!(
        matches!(&used[..], [Event::AgreementAccepted { version, way: Way::Use, .. }] if version == "terms-2")
    );
    all.push(("2026-12-22", go_on(Role::Owner)));
    let state = told(&all);
    assert!(state.core().unwrap().pending(Kind::Terms).is_none());
    assert!(state.decide(&go_on(Role::Owner), at("2026-12-23")).unwrap().is_empty(), "accepted once");
}

#[test]
fn the_notice_runs_from_the_day_on_which_somebody_was_told() {
    let mut all = vec![(DAY, sign_up()), (DAY, CONFIRM), (DAY, announce(Kind::Terms, "terms-2"))];
    assert!(told(&all).decide(&go_on(Role::Owner), at("2027-06-01")).unwrap().is_empty(), "nobody was told");
    let again = |day: &str| told(&all).decide(&announce(Kind::Terms, "terms-2"), at(day)).unwrap().len();
    assert_eq!((again("2026-11-27"), again("2026-11-28")), (0, 1), "after a week the letter is tried again");
    all.push(("2026-12-10", mailed(Kind::Terms, "terms-2")));
    all.push(("2026-12-24", mailed(Kind::Terms, "terms-2")));
    let uses = |day: &str| told(&all).decide(&go_on(Role::Owner), at(day)).unwrap().len();
    assert_eq!((uses("2027-01-09"), uses("2027-01-10")), (0, 1));
    assert!(told(&all).decide(&announce(Kind::Terms, "terms-2"), at("2027-01-05")).unwrap().is_empty());
    // Whoever takes note of it was told.
    all.truncate(3);
    let digest = "digest of terms-2".to_owned();
    let noted = sealed(&signature());
    let note = Command::NoteAgreement { roles: vec![Role::Owner], kind: Kind::Terms, digest, noted };
    all.push(("2026-12-01", note));
    let uses = |day: &str| told(&all).decide(&go_on(Role::Owner), at(day)).unwrap().len();
    assert_eq!((uses("2026-12-31"), uses("2027-01-01")), (0, 1));
}

#[test]
fn use_accepts_what_is_in_force_and_nothing_that_was_withdrawn() {
    let all = [
        (DAY, sign_up()),
        (DAY, CONFIRM),
        (DAY, announce(Kind::Terms, "terms-2")),
        (DAY, mailed(Kind::Terms, "terms-2")),
    ];
    let later = at("2027-01-10");
    let withdrawn = go_on_under(Role::Owner, "terms-1", &["terms-1"]);
    assert!(told(&all).decide(&withdrawn, later).unwrap().is_empty());
    let nothing =
        Command::GoOnUsing { roles: vec![Role::Owner], in_force: vec![], acceptance: sealed(&signature()) };
    assert!(told(&all).decide(&nothing, later).unwrap().is_empty());
    // Withdrawn and published again: it is announced again, and its notice begins anew.
    let Command::GoOnUsing { roles, mut in_force, acceptance } = go_on(Role::Owner) else { return };
    in_force[0].since = "2027-01-05".parse().unwrap();
    let again = Command::GoOnUsing { roles, in_force, acceptance };
    assert!(told(&all).decide(&again, later).unwrap().is_empty());
    let since = "2027-01-05".parse().unwrap();
    let announce = Command::AnnounceAgreement { paper: paper(Kind::Terms, "terms-2"), since };
    assert_eq!(told(&all).decide(&announce, at("2027-01-05")).unwrap().len(), 1);
    // Changed in small things since it was announced.
    let small = go_on_under(Role::Owner, "terms-3", &["terms-3", "terms-2"]);
    let accepted = told(&all).decide(&small, later).unwrap();
    assert!(matches!(&accepted[..], [Event::AgreementAccepted { version, .. }] if version == "terms-3"));
}

#[test]
fn days_of_agreements_are_the_organisations_own() {
    // 23:30 in London is half past midnight of the next day in Oslo.
    let night: Timestamp = "2026-11-21T23:30:00Z".parse().unwrap();
    let state = told(&[(DAY, sign_up()), (DAY, CONFIRM)]);
    let events = state.decide(&announce(Kind::Terms, "terms-2"), night).unwrap();
    let [Event::AgreementAnnounced { day, effective, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!((day.to_string().as_str(), effective.to_string().as_str()), ("2026-11-22", "2026-12-22"));
    let state = events.iter().fold(state, Organisation::evolve);
    let events = state.decide(&mailed(Kind::Terms, "terms-2"), night).unwrap();
    let state = events.iter().fold(state, Organisation::evolve);
    let last = |time: &str| state.decide(&go_on(Role::Owner), time.parse().unwrap()).unwrap().len();
    assert_eq!((last("2026-12-22T22:59:00Z"), last("2026-12-22T23:00:00Z")), (0, 1));
}

#[test]
fn a_change_is_announced_once_to_whom_it_concerns() {
    let mut all = vec![(DAY, sign_up())];
    let count = |all: &[(&str, Command)], kind, version: &str| {
        told(all).decide(&announce(kind, version), at(DAY)).unwrap().len()
    };
    assert_eq!(count(&all, Kind::Terms, "terms-2"), 0, "nothing is sent before the confirmation");
    all.push((DAY, CONFIRM));
    assert_eq!(count(&all, Kind::Terms, "terms-1"), 0, "it was accepted");
    assert_eq!(
        count(&all, Kind::DataProcessing, "dpa-3"),
        0,
        "who has signed nothing is asked to sign anyhow"
    );
    all.push((DAY, sign(Role::Owner)));
    assert_eq!(count(&all, Kind::DataProcessing, "dpa-3"), 1);
    assert_eq!(count(&all, Kind::BusinessAssociate, "baa-2"), 0, "it is for another country");
    assert_eq!(count(&all, Kind::StaffNotice, "staff-notice-1"), 1, "nobody was told of it yet");
    all.push((DAY, announce(Kind::Terms, "terms-2")));
    assert_eq!(count(&all, Kind::Terms, "terms-2"), 0, "once");
    assert_eq!(count(&all, Kind::Terms, "terms-3"), 1);
}

#[test]
fn what_was_signed_stays_in_force_until_the_next_is_signed() {
    let all = [
        (DAY, sign_up()),
        (DAY, CONFIRM),
        (DAY, sign(Role::Owner)),
        (DAY, announce(Kind::DataProcessing, "dpa-3")),
    ];
    let state = told(&all);
    assert!(state.decide(&go_on(Role::Owner), at("2027-06-01")).unwrap().is_empty(), "use signs nothing");
    let core = state.core().unwrap();
    assert_eq!(core.accepted(Kind::DataProcessing).map(|paper| paper.version.as_str()), Some("dpa-2"));
    assert!(core.pending(Kind::DataProcessing).is_some());
}

#[test]
fn a_change_is_taken_note_of_once_and_by_somebody_who_may_sign() {
    let all = [(DAY, sign_up()), (DAY, CONFIRM), (DAY, announce(Kind::Terms, "terms-2"))];
    let note = |role, digest: &str| Command::NoteAgreement {
        roles: vec![role],
        kind: Kind::Terms,
        digest: digest.into(),
        noted: sealed(&signature()),
    };
    let state = told(&all);
    let refused = |command| state.decide(&command, at(DAY)).unwrap_err();
    assert_eq!(refused(note(Role::Administrator, "digest of terms-2")), Refusal::NotAllowed);
    assert_eq!(refused(note(Role::Owner, "digest of terms-9")), Refusal::NotFound);
    let events = state.decide(&note(Role::Owner, "digest of terms-2"), at(DAY)).unwrap();
    assert_eq!(events.len(), 1);
    let state = events.iter().fold(state, Organisation::evolve);
    assert!(state.core().unwrap().pending(Kind::Terms).is_some_and(|pending| pending.noted));
    assert!(state.decide(&note(Role::Owner, "digest of terms-2"), at(DAY)).unwrap().is_empty());
}

#[test]
fn the_agreement_follows_the_country_and_the_zone_is_one_of_the_countrys() {
    let Command::SignUp { organisation, owner, profile, papers, acceptance, .. } = sign_up() else { return };
    let zone = chrono_tz::America::Chicago;
    let american = Command::SignUp {
        organisation,
        owner,
        country: Country::UnitedStates,
        sector: None,
        zone,
        profile,
        papers,
        acceptance,
    };
    let state = after(&[american, CONFIRM]);
    assert_eq!(state.core().map(|core| core.zone), Some(zone));
    assert_eq!(state.decide(&sign(Role::Owner), now()).unwrap_err(), Refusal::NotFound);
    let paper = paper(Kind::BusinessAssociate, "baa-1");
    let sign = Command::SignAgreement { roles: vec![Role::Owner], paper, signature: sealed(&signature()) };
    assert_eq!(state.decide(&sign, now()).unwrap().len(), 1);
    for country in Country::ALL {
        assert!(country.zones().contains(&country.zone()), "{country:?}");
        assert_eq!(Country::coded(country.code()), Some(country));
    }
}

#[test]
fn an_agreement_from_before_there_were_kinds_lets_visitors_in() {
    let confirmed = after(&[sign_up(), CONFIRM]);
    let signed = Event::AgreementSigned {
        organisation: id(),
        version: "dpa-1".into(),
        day: day(now()),
        signature: sealed(&signature()),
    };
    let core = confirmed.evolve(&signed).core().cloned().unwrap();
    assert_eq!(core.accepted(Kind::DataProcessing).map(|paper| paper.version.as_str()), Some("dpa-1"));
}

/// What an organisation in the United States is, that says this of itself, its address confirmed and its notice published.
fn american(sector: Option<Sector>) -> Organisation {
    let Command::SignUp { organisation, owner, profile, papers, acceptance, .. } = sign_up() else {
        return Organisation::Absent;
    };
    let (country, zone) = (Country::UnitedStates, chrono_tz::America::Chicago);
    let sign_up = Command::SignUp { organisation, owner, country, sector, zone, profile, papers, acceptance };
    let notice = Notice {
        controller: OrganisationName::parse("Lakeside").unwrap(),
        address: crate::text::Line::parse("1 Lake Street").unwrap(),
        officer: PersonName::parse("Kim Lee").unwrap(),
        email: crate::text::Email::parse("privacy@lakeside.example").unwrap(),
        at: now(),
    };
    let publish = Command::PublishNotice { roles: vec![Role::Owner], notice: sealed(&notice) };
    after(&[sign_up, CONFIRM, publish])
}

#[test]
fn in_the_united_states_health_care_alone_signs_as_a_covered_entity() {
    let signs = |state: &Organisation, kind| {
        let (paper, signature) = (paper(kind, "any-1"), sealed(&signature()));
        state.decide(&Command::SignAgreement { roles: vec![Role::Owner], paper, signature }, now())
    };
    for never_asked_or_health_care in [None, Some(Sector::HealthCare)] {
        let state = american(never_asked_or_health_care);
        assert_eq!(state.open().unwrap_err(), Refusal::NotOpen);
        assert_eq!(signs(&state, Kind::DataProcessing).unwrap_err(), Refusal::NotFound);
        assert_eq!(signs(&state, Kind::BusinessAssociate).unwrap().len(), 1);
    }
    let other = american(Some(Sector::Other));
    assert!(other.open().is_ok(), "nothing is to be signed");
    assert_eq!(signs(&other, Kind::BusinessAssociate).unwrap_err(), Refusal::NotFound);

    // Who said something wrong can say it better; who is elsewhere is asked nothing.
    let choose = |role, sector| Command::ChooseSector { roles: vec![role], sector };
    let refused = other.decide(&choose(Role::Administrator, Sector::HealthCare), now()).unwrap_err();
    assert_eq!(refused, Refusal::NotAllowed);
    assert!(other.decide(&choose(Role::Owner, Sector::Other), now()).unwrap().is_empty());
    let events = other.decide(&choose(Role::Owner, Sector::HealthCare), now()).unwrap();
    let health = events.iter().fold(other, Organisation::evolve);
    assert_eq!(health.open().unwrap_err(), Refusal::NotOpen);
    let norwegian = after(&[sign_up(), CONFIRM]);
    let refused = norwegian.decide(&choose(Role::Owner, Sector::Other), now()).unwrap_err();
    assert_eq!(refused, Refusal::NotFound);
}

#[test]
fn the_owner_ends_it_after_thirty_days_in_which_it_can_be_revoked() {
    let announce = |role| Command::AnnounceEnding { roles: vec![role], by: sealed(&signature()) };
    let revoke = |role| Command::RevokeEnding { roles: vec![role], by: sealed(&signature()) };
    let mut all = vec![sign_up(), CONFIRM, sign(Role::Owner)];
    let state = after(&all);
    assert_eq!(state.decide(&announce(Role::Administrator), now()).unwrap_err(), Refusal::NotAllowed);
    assert!(state.decide(&Command::End, now()).unwrap().is_empty(), "nobody wants it");
    assert!(state.decide(&revoke(Role::Owner), now()).unwrap().is_empty());
    all.push(announce(Role::Owner));
    let state = after(&all);
    let on = state.core().and_then(|core| core.ending).unwrap();
    assert_eq!(on, "2026-12-21".parse::<Day>().unwrap());
    assert!(state.decide(&announce(Role::Owner), now()).unwrap().is_empty(), "the day stays");
    assert_eq!(state.decide(&revoke(Role::Administrator), now()).unwrap_err(), Refusal::NotAllowed);
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    // The day begins an hour earlier in Oslo than in UTC.
    assert!(state.decide(&Command::End, at("2026-12-20T22:59:59Z")).unwrap().is_empty());
    let due = at("2026-12-20T23:00:00Z");
    let events = state.decide(&Command::End, due).unwrap();
    assert_eq!(events.len(), 1);
    let late = at("2026-11-21T23:30:00Z");
    let mut open = after(&[sign_up(), CONFIRM]);
    for event in open.clone().decide(&announce(Role::Owner), late).unwrap() {
        open = open.evolve(&event);
    }
    let on = open.core().and_then(|core| core.ending).unwrap();
    assert_eq!(on, "2026-12-22".parse::<Day>().unwrap(), "it was the next day there already");
    let revoked = after(&[&all[..], &[revoke(Role::Owner)]].concat());
    assert!(revoked.decide(&Command::End, due).unwrap().is_empty());

    let ended = events.iter().fold(state, Organisation::evolve);
    assert_eq!(ended.open().unwrap_err(), Refusal::NotFound);
    assert_eq!(ended.decide(&revoke(Role::Owner), due).unwrap_err(), Refusal::NotFound, "it is too late");
    assert_eq!(ended.decide(&sign(Role::Owner), due).unwrap_err(), Refusal::NotFound);
    assert!(ended.decide(&Command::End, due).unwrap().is_empty());
}

#[test]
fn a_trial_begins_with_the_confirmation_and_ends_by_the_calendar_of_the_house() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let trial = |zone| {
        let Command::SignUp { organisation, owner, country, sector, profile, papers, acceptance, .. } =
            sign_up()
        else {
            return Organisation::Absent;
        };
        let country = if zone == chrono_tz::Europe::Oslo { country } else { Country::UnitedStates };
        let sign_up =
            Command::SignUp { organisation, owner, country, sector, zone, profile, papers, acceptance };
        after(&[sign_up, Command::Confirm { trial: 14 }])
    };
    let oslo = trial(chrono_tz::Europe::Oslo);
    let core = oslo.core().unwrap();
    assert_eq!(core.trial, Some(Trial { last: "2026-12-05".parse().unwrap(), announced: false }));
    assert_eq!(core.takes_new(at("2026-12-05T22:59:59Z")), Ok(()), "the last day counts");
    assert_eq!(core.takes_new(at("2026-12-05T23:00:00Z")), Err(Refusal::TrialOver));
    // Ten in the morning in Oslo is the middle of the night in Honolulu: the day before, until ten there.
    let honolulu = trial(chrono_tz::Pacific::Honolulu);
    let core = honolulu.core().unwrap();
    assert_eq!(core.trial.map(|trial| trial.last), "2026-12-05".parse().ok());
    assert_eq!(core.takes_new(at("2026-12-06T09:59:59Z")), Ok(()));
    assert_eq!(core.takes_new(at("2026-12-06T10:00:00Z")), Err(Refusal::TrialOver));
    assert_eq!(after(&[sign_up(), CONFIRM]).core().unwrap().trial, None, "no days, no trial");
}

#[test]
fn the_end_of_a_trial_is_announced_once_and_whoever_is_continued_has_none() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let state = after(&[sign_up(), Command::Confirm { trial: 14 }]);
    let announce = |state: &Organisation, when| state.decide(&Command::AnnounceTrialEnd, at(when)).unwrap();
    assert!(announce(&state, "2026-12-01T22:59:59Z").is_empty(), "four days before");
    let events = announce(&state, "2026-12-01T23:00:00Z");
    assert_eq!(events.len(), 1);
    let told = events.iter().fold(state.clone(), Organisation::evolve);
    assert!(announce(&told, "2026-12-02T10:00:00Z").is_empty(), "once");
    assert_eq!(announce(&state, "2026-12-20T10:00:00Z").len(), 1, "late is better than never");

    let over = at("2026-12-20T10:00:00Z");
    let events = told.decide(&Command::Continue, over).unwrap();
    assert_eq!(events.len(), 1);
    let goes_on = events.iter().fold(told, Organisation::evolve);
    assert_eq!(goes_on.core().unwrap().takes_new(over), Ok(()));
    assert!(goes_on.decide(&Command::Continue, over).unwrap().is_empty());
    assert!(announce(&goes_on, "2026-12-20T10:00:00Z").is_empty());
    assert_eq!(after(&[sign_up()]).decide(&Command::Continue, over).unwrap_err(), Refusal::NotConfirmed);
}
